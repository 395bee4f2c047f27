//! Imports as the window makes them: a look at every row, ticks, the import of those, its revert.
// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use bursar_app::report::{Record, WalletTerms};
use bursar_app::wire::{
    ApiError, CancelFlag, ErrorCode, FieldColumn, ImportFate, ImportMapping, ImportResult,
    ImportRow, ImportTicks,
};
use bursar_app::{App, Clock, ImportLook, ImportOrder, NewProvider};
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

const WALLET: &str = "lab";

struct Desk {
    folder: TempDir,
    app: App,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("Studio.bursar")).unwrap();
        let now = Instant::from_micros(1_795_262_400_000_000);
        let mut app = app.with_clock(Clock::At(now));
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/data/lab.toml");
        app.add_provider(&NewProvider::read(&file).unwrap()).unwrap();
        let terms = WalletTerms {
            name: WALLET.to_owned(),
            provider: "lab".to_owned(),
            opening: Some("1000".to_owned()),
            at: Some("2026-11-01".to_owned()),
            ..WalletTerms::default()
        };
        app.wallet_add(&terms).unwrap();
        Self { folder, app }
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn mapping(&self, file: &Path) -> ImportMapping {
        self.app.import_preview(WALLET, file, None).unwrap().mapping
    }

    fn look(&mut self, file: &Path) -> ImportLook {
        let mapping = self.mapping(file);
        self.look_as(file, &mapping).unwrap()
    }

    fn look_as(&mut self, file: &Path, mapping: &ImportMapping) -> Result<ImportLook, ApiError> {
        self.app.import_look(WALLET, file, mapping, &mut |_| {}, &CancelFlag::default())
    }

    fn run(&mut self, look: &ImportLook, file: &Path, for_ever: bool) -> ImportResult {
        self.try_run(look, file, for_ever).unwrap()
    }

    fn try_run(
        &mut self,
        look: &ImportLook,
        file: &Path,
        for_ever: bool,
    ) -> Result<ImportResult, ApiError> {
        self.app.import_run(look, file, for_ever, &mut |_| {}, &CancelFlag::default())
    }

    fn import(&mut self, file: &Path) -> ImportResult {
        let look = self.look(file);
        self.run(&look, file, false)
    }

    fn rows(&self, look: &mut ImportLook, fate: Option<ImportFate>) -> Vec<ImportRow> {
        self.app.import_rows(look, fate, 0, 100).unwrap()
    }

    fn left(&self) -> String {
        self.app.wallet(WALLET).unwrap().card.available
    }

    fn verify(&self) {
        let verified = self.app.verify().unwrap();
        assert!(verified.clean, "{:?}", verified.findings);
    }
}

fn fates(result: &ImportResult) -> Vec<(ImportFate, u64, u64)> {
    result.fates.iter().map(|tally| (tally.fate, tally.rows, tally.ticked)).collect()
}

fn untick(places: &[u64]) -> ImportTicks {
    ImportTicks { places: Some(places.to_vec()), fate: None, ticked: false }
}

const LOG: &str = "time,action,count,status,user\n\
    2026-11-02 09:00:00,Image,2,success,Ana\n\
    2026-11-02 09:00:00,Image,2,success,Ana\n\
    2026-02-31 09:00:00,Image,2,success,Ana\n\
    2026-11-03 10:00:00,Image,5,success,Bo\n\
    2026-11-04 11:00:00,Image,7,failed,Bo\n\
    2026-11-05 12:00:00,Image,,pending,Bo\n";

#[test]
fn every_row_has_a_fate_and_its_reason() {
    let mut desk = Desk::new();
    let file = desk.file("usage.csv", LOG);
    let mut look = desk.look(&file);
    let result = look.result().unwrap();
    assert_eq!(fates(&result), [(ImportFate::New, 5, 5), (ImportFate::Rejected, 1, 0)]);
    assert_eq!((result.read, result.added, result.rejected, result.left_out), (6, 5, 1, 0));
    assert_eq!((result.charged, result.failed, result.unpriced), (3, 1, 1));
    assert_eq!(result.credits, "9");
    assert_eq!(desk.left(), "1000", "a look keeps nothing");

    let rows = desk.rows(&mut look, None);
    let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7], "in the order of the file, whatever their fate");
    let rejected = &rows[2];
    assert_eq!(rejected.fate, ImportFate::Rejected);
    assert_eq!(rejected.value.as_deref(), Some("2026-02-31 09:00:00"));
    assert!(rejected.message.as_ref().unwrap().contains("that month has 28 days"));
    assert_eq!(rows[3].member.as_deref(), Some("Bo"));
    assert_eq!(rows[3].credits.as_deref(), Some("5"));
    assert_eq!((rows[5].quantity, rows[5].credits.clone()), (None, None));
    let page = desk.app.import_rows(&mut look, Some(ImportFate::New), 3, 1).unwrap();
    assert_eq!(page[0].line, 6, "pages count within their fate");

    // Rejected rows cannot be ticked.
    let all = ImportTicks { places: None, fate: None, ticked: true };
    assert_eq!(look.tick(&all).unwrap().added, 5);
}

#[test]
fn unticked_rows_are_left_out_this_time_or_for_ever() {
    let mut desk = Desk::new();
    let file = desk.file("usage.csv", LOG);
    let mut look = desk.look(&file);
    // One of two rows that say the same, and one with a price.
    let result = look.tick(&untick(&[1, 3])).unwrap();
    assert_eq!((result.added, result.left_out, result.credits.as_str()), (3, 2, "2"));
    let done = desk.run(&look, &file, false);
    assert_eq!((done.read, done.added, done.rejected, done.left_out), (6, 3, 1, 2));
    assert_eq!(desk.left(), "998");
    desk.verify();

    // They are asked about again; then they are left out for ever.
    let mut look = desk.look(&file);
    let result = look.result().unwrap();
    let expected =
        [(ImportFate::New, 2, 2), (ImportFate::AlreadyThere, 3, 0), (ImportFate::Rejected, 1, 0)];
    assert_eq!(fates(&result), expected);
    assert!(result.imported_before.is_some(), "the very same file");
    let none = look.tick(&ImportTicks { places: None, fate: None, ticked: false }).unwrap();
    assert_eq!((none.added, none.left_out), (0, 2));
    let done = desk.run(&look, &file, true);
    assert_eq!((done.added, done.left_out, done.batch), (0, 2, None));

    let mut look = desk.look(&file);
    let result = look.result().unwrap();
    assert_eq!(result.fates[0].fate, ImportFate::LeftOut);
    assert_eq!((result.fates[0].rows, result.added, result.left_out), (2, 0, 2));
    // The command line leaves them out too, and says so.
    let order = ImportOrder {
        wallet: WALLET.to_owned(),
        file: file.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    let report = desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    assert_eq!((report.added, report.already_there, report.left_out), (0, 3, 2));

    // What was left out for ever can still be taken, and is then there.
    let place = desk.rows(&mut look, Some(ImportFate::LeftOut))[1].place;
    look.tick(&ImportTicks { places: Some(vec![place]), fate: None, ticked: true }).unwrap();
    assert_eq!(desk.run(&look, &file, false).added, 1);
    let result = desk.look(&file).result().unwrap();
    let expected = [
        (ImportFate::LeftOut, 1, 0),
        (ImportFate::AlreadyThere, 4, 0),
        (ImportFate::Rejected, 1, 0),
    ];
    assert_eq!(fates(&result), expected);
    desk.verify();
}

#[test]
fn a_look_draws_no_twins_that_are_left_out() {
    let mut desk = Desk::new();
    let log = |rows: &str| format!("id,time,action,count\n{rows}");
    let booked = "a1,2026-11-09 08:00:00,Image,600\na2,2026-11-12 08:00:00,Image,1\n";
    let first = desk.file("first.csv", log(booked));
    desk.import(&first);
    // What is booked on the 12th is drawn again after these.
    let second = log("b1,2026-11-09 08:00:01,Image,600\nb2,2026-11-09 09:00:00,Image,350\n");
    let second = desk.file("second.csv", second);
    let result = desk.look(&second).result().unwrap();
    assert_eq!((result.added, result.left_out, result.uncovered.as_str()), (1, 1, "0"));
    assert_eq!(desk.import(&second).uncovered, "0");
    assert_eq!(desk.left(), "49");
}

#[test]
fn twins_stand_beside_their_entries_and_are_left_out_unless_they_are_ticked() {
    let mut desk = Desk::new();
    let typed = Record {
        wallet: WALLET.to_owned(),
        action: "Image".to_owned(),
        quantity: Some("4".to_owned()),
        at: Some("2026-11-10 14:30".to_owned()),
        ..Record::default()
    };
    desk.app.record(&typed).unwrap();
    let first = desk.file(
        "first.csv",
        "id,time,action,count,user\n\
         a1,2026-11-09 08:00:00,Image,1,Ana\n\
         a2,2026-11-09 08:00:02,Image,3,Ana\n",
    );
    assert_eq!(desk.import(&first).added, 2);
    let second = desk.file(
        "second.csv",
        "id,time,action,count,user\n\
         a1,2026-11-09 08:00:00,Image,1,Ana\n\
         b1,2026-11-09 08:00:01,Image,1,Ana\n\
         b2,2026-11-09 08:00:03,Image,3,Ana\n\
         b3,2026-11-09 08:00:03,Image,3,Bo\n\
         b4,2026-11-10 14:24:10,Image,4,Ana\n\
         b5,2026-11-10 14:25:10,Image,4,Ana\n\
         b6,2026-11-10 14:55:10,Image,4,Ana\n",
    );
    let mut look = desk.look(&second);
    let twins = desk.rows(&mut look, Some(ImportFate::Twin));
    let seen: Vec<_> = twins
        .iter()
        .map(|row| {
            let twin = row.twin.as_ref().unwrap();
            (row.id.as_deref().unwrap(), twin.typed, twin.id.as_deref(), row.ticked)
        })
        .collect();
    // b1 is like a1, but the file holds a1 itself; b3 is somebody else's; b6 is too late; the typed
    // entry has one twin only.
    assert_eq!(seen, [("b2", false, Some("a2"), false), ("b4", true, None, false)]);
    let before = desk.left();
    let result = look.result().unwrap();
    assert_eq!((result.added, result.left_out, result.credits.as_str()), (4, 2, "12"));
    let place = twins[0].place;
    look.tick(&ImportTicks { places: Some(vec![place]), fate: None, ticked: true }).unwrap();
    let done = desk.run(&look, &second, false);
    assert_eq!((done.added, done.left_out, done.credits.as_str()), (5, 1, "15"));
    let spent = before.parse::<i64>().unwrap() - desk.left().parse::<i64>().unwrap();
    assert_eq!(spent, 15);
    desk.verify();
}

#[test]
fn any_import_is_reverted_unless_later_entries_need_it() {
    let mut desk = Desk::new();
    let first = desk.file("first.csv", "id,time,action,count\na,2026-11-02 09:00:00,Image,10\n");
    let second = desk.file("second.csv", "id,time,action,count\nb,2026-11-03 09:00:00,Image,20\n");
    let first_batch = desk.import(&first).batch.unwrap();
    let second_batch = desk.import(&second).batch.unwrap();
    desk.app.refund(WALLET, "b", Some("5"), None).unwrap();
    assert_eq!(desk.left(), "975");

    let error = desk.app.revert_import(&second_batch).unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused);
    assert!(error.message.contains("1 later entry speaks of rows of this import"), "{error}");
    assert_eq!(desk.left(), "975");

    // Not the last, and reverted all the same; once.
    let undone = desk.app.revert_import(&first_batch).unwrap();
    assert_eq!((undone.title.as_str(), undone.entries), ("import of 1 row from first.csv", 1));
    assert_eq!(desk.left(), "985");
    assert!(desk.app.revert_import(&first_batch).is_err());
    let history = desk.app.import_history(None, 1).unwrap();
    assert_eq!(history.imports[0].file, "second.csv");
    let rest = desk.app.import_history(history.more.as_deref(), 10).unwrap();
    assert_eq!(rest.imports.len(), 1);
    assert!(rest.imports[0].reverted.is_some() && rest.more.is_none());
    let past = &history.imports[0];
    assert_eq!((past.rows, past.added, past.rejected), (1, 1, Some(0)));
    assert_eq!((past.credits.as_deref(), past.wallet.as_deref()), (Some("20"), Some(WALLET)));
    assert_eq!(past.hash.len(), 32);
    desk.verify();

    // What was reverted may come back.
    assert_eq!(desk.import(&first).added, 1);
    // A wallet is no import.
    assert!(desk.app.revert_import("00000000-0000-7000-8000-000000000000").is_err());
}

#[test]
fn the_ticks_are_those_of_the_rows_that_were_seen() {
    let mut desk = Desk::new();
    let file = desk.file("usage.csv", LOG);
    let look = desk.look(&file);
    desk.file("usage.csv", format!("{LOG}2026-11-06 12:00:00,Image,1,success,Bo\n"));
    let error = desk.try_run(&look, &file, false).unwrap_err();
    assert!(error.message.contains("was changed since its rows were shown"), "{error}");
    assert_eq!(desk.left(), "1000");
}

#[test]
fn a_number_that_can_be_read_in_two_ways_is_asked_about() {
    let mut desk = Desk::new();
    let file = desk.file("usage.csv", "at;credits\n2026-11-02;7\n2026-11-03;1.000\n");
    let preview = desk.app.import_preview(WALLET, &file, None).unwrap();
    let question = preview.found.decimal.question.unwrap();
    assert_eq!((question.cell.text.as_str(), question.cell.line), ("1.000", 3));
    assert_eq!((question.first.as_str(), question.second.as_str()), ("1", "1000"));
    let delimiter = preview.found.delimiter.unwrap();
    assert_eq!((delimiter.sign.as_str(), delimiter.columns, delimiter.alike), (";", 2, 3));

    let error = desk.look_as(&file, &preview.mapping).err().unwrap();
    assert_eq!(error.field.as_deref(), Some("decimal"));
    let mut mapping = preview.mapping;
    mapping.reading.decimal = Some("comma".to_owned());
    let look = desk.look_as(&file, &mapping).unwrap();
    assert_eq!(look.result().unwrap().credits, "1007");
    let preview = desk.app.import_preview(WALLET, &file, Some(&mapping)).unwrap();
    assert_eq!(preview.found.decimal.question, None);
    mapping.reading.decimal = Some("point".to_owned());
    assert_eq!(desk.look_as(&file, &mapping).unwrap().result().unwrap().credits, "8");

    // The command line names the flag.
    let mut order = ImportOrder {
        wallet: WALLET.to_owned(),
        file: file.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    let error = desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap_err();
    assert_eq!(error.code, ErrorCode::Input);
    assert!(error.message.contains("line 3: credits “1.000”"), "{error}");
    assert!(error.hint.unwrap().contains("--decimal"));
    assert_eq!(desk.left(), "1000");
    order.decimal = Some(",".to_owned());
    let report = desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    assert_eq!(report.credits.to_string(), "1007");
}

#[test]
fn a_number_behind_the_first_stretch_is_answered_by_the_whole_file_or_asked_about() {
    let mut desk = Desk::new();
    let mut text = String::from("at,credits,note\n");
    for row in 0..20_000 {
        text.push_str(&format!("2026-11-02,1,{row} {}\n", "x".repeat(60)));
    }
    assert!(text.len() > 1 << 20);
    let asks = format!("{text}2026-11-03,1.000,\n");
    let order = |file: &Path| ImportOrder {
        wallet: WALLET.to_owned(),
        file: file.to_str().unwrap().to_owned(),
        dry_run: true,
        ..ImportOrder::default()
    };
    let file = desk.file("asks.csv", &asks);
    let error = desk.app.import_file(&order(&file), &mut |_| {}, &|| false).unwrap_err();
    assert!(error.message.contains("line 20002"), "{error}");
    let file = desk.file("answers.csv", format!("{asks}2026-11-04,\"2,5\",\n"));
    let report = desk.app.import_file(&order(&file), &mut |_| {}, &|| false).unwrap();
    assert_eq!(report.credits.to_string(), "21002.5");
}

#[test]
fn dates_that_could_be_two_days_are_asked_about_unless_another_tells() {
    let mut desk = Desk::new();
    let file = desk.file("usage.csv", "at,credits\n03/11/2026,1\n");
    let preview = desk.app.import_preview(WALLET, &file, None).unwrap();
    let question = preview.found.date_order.question.unwrap();
    assert_eq!((question.first.as_str(), question.second.as_str()), ("2026-11-03", "2026-03-11"));
    let file = desk.file("tells.csv", "at,credits\n03/11/2026,1\n20/11/2026,1\n");
    let preview = desk.app.import_preview(WALLET, &file, None).unwrap();
    assert_eq!(preview.found.date_order.value.as_deref(), Some("day_first"));
    assert_eq!(preview.found.date_order.because.unwrap().line, 3);
    assert_eq!(desk.look(&file).result().unwrap().added, 2);
}

#[test]
fn a_file_in_another_encoding_is_shown_as_a_guess_and_the_command_line_asks() {
    let mut desk = Desk::new();
    let file = desk.file("latin.csv", b"at,credits,user\n2026-11-02,1,Zo\xeb\n");
    let preview = desk.app.import_preview(WALLET, &file, None).unwrap();
    assert!(preview.found.encoding_is_guessed);
    assert_eq!(
        (preview.found.encoding.as_str(), preview.rows[0][2].as_str()),
        ("windows-1252", "Zoë")
    );
    let mut look = desk.look(&file);
    assert_eq!(desk.rows(&mut look, None)[0].member.as_deref(), Some("Zoë"));
    let order = ImportOrder {
        wallet: WALLET.to_owned(),
        file: file.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    let error = desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap_err();
    assert!(error.hint.unwrap().contains("--encoding windows-1252"));
    let told = ImportOrder { encoding: Some("latin-1".to_owned()), ..order };
    assert_eq!(desk.app.import_file(&told, &mut |_| {}, &|| false).unwrap().added, 1);
    // What is no text at all is not taken for another encoding.
    let picture = desk.file("picture.csv", b"\x89PNG\r\n\x1a\n\x01\x02");
    assert!(desk.app.import_preview(WALLET, &picture, None).is_err());
}

#[test]
fn the_next_log_is_read_as_the_last_and_a_changed_header_is_noticed() {
    let mut desk = Desk::new();
    let file = desk.file("october.csv", "when_it_was,action,seat,amount\n2026-11-02,Image,Ana,3\n");
    let preview = desk.app.import_preview(WALLET, &file, None).unwrap();
    assert_eq!(preview.header, None);
    let mut mapping = preview.mapping;
    let column = |field: &str, column: &str| FieldColumn {
        field: field.to_owned(),
        column: column.to_owned(),
    };
    mapping.columns = vec![
        column("at", "when_it_was"),
        column("action", "action"),
        column("quantity", "amount"),
        column("project", "seat"),
    ];
    let look = desk.look_as(&file, &mapping).unwrap();
    desk.run(&look, &file, false);

    let same =
        desk.file("november.csv", "amount,seat,action,when_it_was\n5,Ana,Image,2026-11-03\n");
    let preview = desk.app.import_preview(WALLET, &same, None).unwrap();
    assert!(preview.header.unwrap().same, "the order of columns is no news");
    let mut columns = preview.mapping.columns;
    columns.sort_by(|a, b| a.field.cmp(&b.field));
    let mut expected = mapping.columns.clone();
    expected.sort_by(|a, b| a.field.cmp(&b.field));
    assert_eq!(columns, expected);

    let changed = desk.file(
        "december.csv",
        "when_it_was,action,seat,quantity,status\n2026-11-04,Image,Bo,2,ok\n",
    );
    let preview = desk.app.import_preview(WALLET, &changed, None).unwrap();
    let news = preview.header.unwrap();
    assert!(!news.same);
    assert_eq!(news.new, ["quantity", "status"]);
    assert_eq!(news.gone.len(), 1);
    let gone = &news.gone[0];
    assert_eq!((gone.column.as_str(), gone.field.as_deref()), ("amount", Some("quantity")));
    let read = |field: &str| {
        let mut columns = preview.mapping.columns.iter();
        columns.find(|column| column.field == field).map(|column| column.column.clone())
    };
    // What was told stays, and what is new is guessed.
    assert_eq!(read("project").as_deref(), Some("seat"));
    assert_eq!(read("quantity").as_deref(), Some("quantity"));
    assert_eq!(read("status").as_deref(), Some("status"));

    let other = desk.file("other.csv", "date,a,b,c\n2026-11-04,1,2,3\n");
    assert_eq!(desk.app.import_preview(WALLET, &other, None).unwrap().header, None);
}

#[test]
fn a_look_at_many_rows_is_paged() {
    let mut desk = Desk::new();
    let mut text = String::from("id,time,action,count\n");
    for row in 0..30_000 {
        let (hour, minute, second) = (row / 3600, row / 60 % 60, row % 60);
        text.push_str(&format!("r{row},2026-11-02 {hour:02}:{minute:02}:{second:02},Image,1\n"));
    }
    let file = desk.file("many.csv", text);
    let mut look = desk.look(&file);
    let page = desk.app.import_rows(&mut look, None, 29_990, 50).unwrap();
    assert_eq!(page.len(), 10);
    assert_eq!((page[9].line, page[9].id.as_deref()), (30_001, Some("r29999")));
    assert_eq!(desk.app.import_rows(&mut look, None, 100, 5000).unwrap().len(), 200);
    assert!(desk.app.import_rows(&mut look, Some(ImportFate::Twin), 0, 50).unwrap().is_empty());
}

#[test]
fn how_logs_were_read_is_listed_and_can_be_forgotten() {
    let mut desk = Desk::new();
    let file = desk.file("october.csv", "time,action,count\n2026-11-02,Image,3\n");
    desk.import(&file);
    let learned = desk.app.learned_mappings().unwrap();
    assert_eq!(learned.len(), 1);
    let kind = &learned[0];
    assert_eq!(kind.headers, ["time", "action", "count"]);
    assert!(kind.columns.contains(&("at".to_owned(), "time".to_owned())), "{kind:?}");

    desk.app.forget_mapping(&kind.provider, &kind.headers).unwrap();
    assert!(desk.app.learned_mappings().unwrap().is_empty());
    assert_eq!(desk.app.import_preview(WALLET, &file, None).unwrap().header, None);
    let error = desk.app.forget_mapping(&kind.provider, &kind.headers).unwrap_err();
    assert_eq!(error.code, ErrorCode::Input);
}
