//! A wallet kept in order: statements, locks, the subscription, its calendar, changes of the wallet.

#![allow(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::path::Path;

use bursar_app::report::{Record, Topup, WalletTerms};
use bursar_app::wire::{
    ApiError, CalendarParts, CancelFlag, CauseSort, ComingSort, ErrorCode, Figure, Kind, KindShown,
    PlanChangeWhen, PlanEnd, PlanOrder, ReadingChoice, StatementOrder, TermSort, WalletChange,
};
use bursar_app::{App, CalendarOrder, CalendarWords, Clock};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

struct Desk {
    app: App,
    folder: TempDir,
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

impl Desk {
    /// A wallet at Deep-image with a plan of 100 credits, since the first of January.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("books.bursar")).unwrap();
        let mut desk = Self { app, folder };
        desk.now("2026-01-01T09:00:00Z");
        let terms = WalletTerms {
            name: "Lab".to_owned(),
            provider: "deep-image".to_owned(),
            timezone: Some("UTC".to_owned()),
            ..WalletTerms::default()
        };
        desk.app.wallet_add(&terms).unwrap();
        desk.app.subscribe("Lab", "subscription", None, Some("100"), Some("9.00 EUR")).unwrap();
        desk
    }

    fn now(&mut self, time: &str) {
        let app = App::open(&self.folder.path().join("books.bursar")).unwrap();
        self.app = app.with_clock(Clock::At(at(time)));
    }

    fn topup(&mut self, credits: &str, time: &str) -> Result<(), ApiError> {
        let topup = Topup {
            wallet: "Lab".to_owned(),
            credits: Some(credits.to_owned()),
            paid: Some("12.00 EUR".to_owned()),
            at: Some(time.to_owned()),
            ..Topup::default()
        };
        self.app.topup(&topup).map(|_| ())
    }

    fn record(&mut self, credits: &str, time: &str) -> Result<String, ApiError> {
        let record = Record {
            wallet: "Lab".to_owned(),
            action: "enhance".to_owned(),
            credits: Some(credits.to_owned()),
            at: Some(time.to_owned()),
            ..Record::default()
        };
        self.app.record(&record).map(|recorded| recorded.entered.id)
    }

    fn left(&self) -> String {
        self.app.balances(Some("Lab"), None, None).unwrap().wallets[0].available.to_string()
    }

    fn lapsed(&self) -> String {
        self.app.balances(Some("Lab"), None, None).unwrap().wallets[0].expired.to_string()
    }
}

fn shows(credits: &str) -> StatementOrder {
    StatementOrder {
        wallet: "Lab".to_owned(),
        shows: Some(credits.to_owned()),
        ..StatementOrder::default()
    }
}

#[test]
fn a_statement_says_the_difference_and_books_one_correction() {
    let mut desk = Desk::new();
    desk.now("2026-01-10T12:00:00Z");
    desk.record("12", "2026-01-05T10:00:00Z").unwrap();
    desk.record("12", "2026-01-06T10:00:00Z").unwrap();

    let empty = desk.app.statement_draft(&shows("")).unwrap();
    assert_eq!((empty.books.as_str(), empty.difference), ("76", None));

    let draft = desk.app.statement_draft(&shows("64")).unwrap();
    assert_eq!(draft.difference.as_deref(), Some("-12"));
    let cause = &draft.causes[0];
    assert_eq!((cause.sort, cause.exact, cause.count), (CauseSort::UsageNotEntered, true, Some(2)));

    let draft = desk.app.statement_draft(&shows("88")).unwrap();
    assert_eq!(draft.causes[0].sort, CauseSort::UsageTooMuch);

    let booked = desk.app.book_statement(&shows("64")).unwrap();
    assert_eq!(booked.available, "64");
    let batch = booked.batch.unwrap();
    assert!(batch.title.contains("corrected by -12"), "{}", batch.title);
    let after = desk.app.statement_draft(&shows("64")).unwrap();
    assert_eq!(after.difference.as_deref(), Some("0"));
    assert!(after.causes.is_empty(), "nothing is left to explain");
    assert_eq!(after.last.unwrap().corrected, "-12");

    desk.app.undo().unwrap();
    assert_eq!(desk.left(), "76");
}

#[test]
fn likely_reasons_are_computed_from_the_books() {
    let mut desk = Desk::new();
    // Right after the refill of February: the provider may not have it yet.
    desk.now("2026-02-01T10:00:00Z");
    let early = desk.app.statement_draft(&shows("100")).unwrap();
    assert_eq!(early.books, "200");
    assert_eq!(early.causes[0].sort, CauseSort::RefillTooEarly);
    // Right before it: the provider may have it already.
    desk.now("2026-02-01T07:00:00Z");
    let late = desk.app.statement_draft(&shows("200")).unwrap();
    assert_eq!(late.causes[0].sort, CauseSort::RefillTooLate);
    // As much as a pack, which was not entered.
    let pack = desk.app.statement_draft(&shows("110")).unwrap();
    assert!(
        pack.causes.iter().any(|cause| cause.sort == CauseSort::BundleNotEntered && cause.exact),
        "{:?}",
        pack.causes
    );
    // A top-up that may stand there twice, and a log that was not imported.
    desk.now("2026-02-20T10:00:00Z");
    desk.topup("33", "2026-02-19T10:00:00Z").unwrap();
    desk.record("5", "2026-02-02T10:00:00Z").unwrap();
    let less = desk.app.statement_draft(&shows("195")).unwrap();
    let sorts: Vec<_> = less.causes.iter().map(|cause| cause.sort).collect();
    assert_eq!(sorts, [CauseSort::TopupTooMuch, CauseSort::NothingSince]);
}

#[test]
fn a_statement_by_kind_corrects_that_kind() {
    let mut desk = Desk::new();
    desk.now("2026-01-10T12:00:00Z");
    desk.topup("50", "2026-01-09T00:00:00Z").unwrap();
    let kind = |kind, credits: &str| KindShown { kind, credits: credits.to_owned() };
    let order = StatementOrder {
        wallet: "Lab".to_owned(),
        kinds: vec![kind(Kind::Subscription, "90"), kind(Kind::Topup, "70")],
        ..StatementOrder::default()
    };
    let draft = desk.app.statement_draft(&order).unwrap();
    assert_eq!(draft.difference.as_deref(), Some("10"));
    let by_kind: Vec<_> = draft
        .kinds
        .iter()
        .map(|kind| (kind.kind, kind.books.as_str(), kind.difference.as_deref()))
        .collect();
    assert_eq!(
        by_kind,
        [(Kind::Subscription, "100", Some("-10")), (Kind::Topup, "50", Some("20"))]
    );
    assert_eq!(desk.app.book_statement(&order).unwrap().available, "160");
    let after = desk.app.statement_draft(&order).unwrap();
    assert!(after.kinds.iter().all(|kind| kind.difference.as_deref() == Some("0")));
    assert!(desk.app.verify().unwrap().clean, "what is derived follows from the facts");
    let wrong = StatementOrder { kinds: vec![kind(Kind::Topup, "x")], ..order };
    let error = desk.app.statement_draft(&wrong).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("kind.topup"));
}

#[test]
fn what_would_change_the_books_behind_a_lock_is_refused_until_it_is_known() {
    let mut desk = Desk::new();
    desk.now("2026-01-20T12:00:00Z");
    let usage = desk.record("10", "2026-01-05T10:00:00Z").unwrap();
    let order =
        StatementOrder { at: Some("2026-01-15T00:00:00Z".to_owned()), lock: true, ..shows("90") };
    desk.app.book_statement(&order).unwrap();
    let draft = desk.app.statement_draft(&shows("90")).unwrap();
    assert_eq!(draft.locked_until.as_deref(), Some("2026-01-15T00:00:00Z"));

    let locked = |result: Result<(), ApiError>| {
        let error = result.unwrap_err();
        assert_eq!(error.code, ErrorCode::Locked, "{error}");
        assert!(error.message.contains("15 January 2026"), "{error}");
    };
    locked(desk.record("3", "2026-01-14T00:00:00Z").map(|_| ()));
    locked(desk.topup("3", "2026-01-14T00:00:00Z"));
    locked(desk.app.void(&usage, "wrong").map(|_| ()));
    locked(desk.app.refund("Lab", &usage, None, Some("2026-01-14")).map(|_| ()));
    assert_eq!(desk.left(), "90", "nothing was booked");
    desk.record("1", "2026-01-15T00:00:01Z").unwrap();

    desk.app.let_behind_locks(true);
    desk.record("3", "2026-01-14T00:00:00Z").unwrap();
    desk.app.let_behind_locks(false);
    // The statement still says 90 on the 15th, so that its correction now makes up for it.
    assert_eq!(desk.left(), "89");
    locked(desk.app.undo().map(|_| ()));
    desk.app.let_behind_locks(true);
    desk.app.undo().unwrap();
    desk.app.let_behind_locks(false);

    desk.app.lock_books("Lab", None).unwrap();
    desk.record("3", "2026-01-14T00:00:00Z").unwrap();
    desk.app.undo().unwrap();
    desk.app.undo().unwrap();
    locked(desk.record("3", "2026-01-14T00:00:00Z").map(|_| ()));
    // The statement and its lock are undone together, without a question.
    desk.app.undo().unwrap();
    desk.app.undo().unwrap();
    desk.record("3", "2026-01-14T00:00:00Z").unwrap();
}

#[test]
fn a_late_entry_changes_what_was_lost() {
    let mut desk = Desk::new();
    desk.now("2026-04-02T12:00:00Z");
    assert_eq!(desk.lapsed(), "100", "the credits of January lived three cycles");
    desk.record("30", "2026-01-20T10:00:00Z").unwrap();
    assert_eq!((desk.lapsed().as_str(), desk.left().as_str()), ("70", "300"));
    let lapsed = desk.app.figure("Lab", Figure::Lapsed).unwrap();
    assert_eq!((lapsed.credits.as_str(), lapsed.lots_total), ("70", 1));
    let spendable = desk.app.figure("Lab", Figure::Spendable).unwrap();
    let sum = spendable.terms.iter().map(|term| Credits::parse(&term.credits).unwrap());
    assert_eq!(Credits::sum(sum).unwrap().to_string(), spendable.credits);
    assert!(spendable.terms.iter().any(|term| term.sort == TermSort::Lapsed));
}

#[test]
fn another_reading_derives_the_wallet_again() {
    let mut desk = Desk::new();
    desk.now("2026-04-02T12:00:00Z");
    assert_eq!((desk.left().as_str(), desk.lapsed().as_str()), ("300", "100"));
    let change = WalletChange {
        readings: vec![ReadingChoice {
            reading: "three-months".to_owned(),
            option: "own-and-three".to_owned(),
        }],
        ..WalletChange::default()
    };
    let booked = desk.app.change_wallet("Lab", &change).unwrap();
    assert_eq!(booked.available, "400");
    assert_eq!(desk.lapsed(), "0");
    let known = desk.app.balances(Some("Lab"), None, Some("2026-03-31")).unwrap();
    assert_eq!(known.wallets[0].available.to_string(), "300", "as it was known then");
    assert!(desk.app.verify().unwrap().clean);
    desk.app.undo().unwrap();
    assert_eq!(desk.left(), "300");
    assert!(desk.app.verify().unwrap().clean);
}

#[test]
fn a_wallet_is_renamed_and_put_away() {
    let mut desk = Desk::new();
    let log = desk.folder.path().join("log.csv");
    std::fs::write(&log, "id,at,credits\n1,2026-01-01T10:00:00Z,3\n").unwrap();
    let look = |desk: &mut Desk, wallet: &str| {
        let mapping = desk.app.import_preview(wallet, &log, None).unwrap().mapping;
        let cancel = CancelFlag::default();
        desk.app.import_look(wallet, &log, &mapping, &mut |_| {}, &cancel).unwrap()
    };
    let first = look(&mut desk, "Lab");
    assert!(first.result().unwrap().imported_before.is_none());
    desk.app.import_run(&first, &log, false, &mut |_| {}, &CancelFlag::default()).unwrap();

    let change = WalletChange { name: Some("Lab 2".to_owned()), ..WalletChange::default() };
    assert_eq!(desk.app.change_wallet("Lab", &change).unwrap().wallet, "Lab 2");
    let again = look(&mut desk, "Lab 2").result().unwrap().imported_before.unwrap();
    assert_eq!(again.file, "log.csv", "the file is known again under the new name");
    let past = desk.app.import_history(None, 1).unwrap();
    assert_eq!(past.imports[0].wallet.as_deref(), Some("Lab 2"));
    assert_eq!(desk.app.wallet("Lab").unwrap_err().code, ErrorCode::Input);
    let journal = desk.app.journal(Some("Lab 2")).unwrap();
    assert!(journal.iter().all(|line| line.wallet.as_deref() == Some("Lab 2")));
    let change = WalletChange { archived: Some(true), ..WalletChange::default() };
    desk.app.change_wallet("Lab 2", &change).unwrap();
    assert!(desk.app.wallet_terms("Lab 2").unwrap().archived);
    assert!(desk.app.overview().unwrap().wallets.is_empty());
    desk.app.undo().unwrap();
    desk.app.undo().unwrap();
    assert_eq!(desk.app.overview().unwrap().wallets[0].name, "Lab");
    assert!(desk.app.verify().unwrap().clean);
}

#[test]
fn a_name_does_not_come_back_while_another_wallet_has_it() {
    let mut desk = Desk::new();
    let named =
        |name: &str| WalletChange { name: Some(name.to_owned()), ..WalletChange::default() };
    desk.app.change_wallet("Lab", &named("Lab 2")).unwrap();
    let rename = desk.app.journal(Some("Lab 2")).unwrap().last().unwrap().id.clone();
    let terms = WalletTerms {
        name: "Lab".to_owned(),
        provider: "photoroom".to_owned(),
        timezone: Some("UTC".to_owned()),
        ..WalletTerms::default()
    };
    desk.app.wallet_add(&terms).unwrap();
    let refused = desk.app.void(&rename, "never renamed").unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused, "{refused}");
    assert!(refused.message.contains("two wallets would be named “Lab”"), "{refused}");
    assert!(desk.app.verify().unwrap().clean);

    desk.app.change_wallet("Lab", &named("Photos")).unwrap();
    desk.app.void(&rename, "never renamed").unwrap();
    let names = desk.app.overview().unwrap().wallets.into_iter().map(|one| one.name);
    assert_eq!(names.collect::<Vec<_>>(), ["Lab", "Photos"]);
}

fn order(plan: &str, when: PlanChangeWhen) -> PlanOrder {
    PlanOrder {
        wallet: "Space".to_owned(),
        plan: plan.to_owned(),
        when,
        credits: Some("5000".to_owned()),
        price: Some("60.00 EUR".to_owned()),
        ..PlanOrder::default()
    }
}

fn imagineart() -> Desk {
    let mut desk = Desk::new();
    let terms = WalletTerms {
        name: "Space".to_owned(),
        provider: "imagineart".to_owned(),
        timezone: Some("UTC".to_owned()),
        ..WalletTerms::default()
    };
    desk.app.wallet_add(&terms).unwrap();
    desk.app.subscribe("Space", "basic", None, Some("1000"), Some("20.00 EUR")).unwrap();
    desk.now("2026-03-11T09:00:00Z");
    desk
}

#[test]
fn a_subscription_tells_what_comes_and_what_was_paid() {
    let desk = imagineart();
    let view = desk.app.subscription("Space").unwrap();
    let running = view.running.unwrap();
    assert_eq!(running.title, "Basic, monthly");
    assert_eq!(
        (running.credits.as_str(), running.price.unwrap().amount.as_str()),
        ("1000", "20.00")
    );
    assert_eq!(running.renews.as_deref(), Some("2026-04-01T09:00:00Z"));
    assert_eq!((view.payments, view.paid[0].amount.as_str()), (3, "60.00"));
    let of = |sort| {
        let events = view.coming.iter().filter(|event| event.sort == sort);
        events.map(|event| event.at.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(ComingSort::Payment).len(), 6);
    assert_eq!(of(ComingSort::Refill), of(ComingSort::Payment));
    assert_eq!(of(ComingSort::Lapse), ["2026-04-01T09:00:00Z"]);
}

#[test]
fn a_plan_is_changed_now_or_at_the_renewal_and_the_loss_is_said_before() {
    let mut desk = imagineart();
    let now = desk.app.plan_preview(&order("standard", PlanChangeWhen::Now)).unwrap();
    assert_eq!((now.before.as_str(), now.after.as_str()), ("1000", "5000"));
    assert_eq!((now.lost[0].credits.as_str(), now.gained.as_str()), ("1000", "5000"));
    assert_eq!(now.lost_worth[0].amount, "20.00");
    assert_eq!(desk.app.subscription("Space").unwrap().history.len(), 1, "nothing was booked");

    let later = desk.app.plan_preview(&order("standard", PlanChangeWhen::AtRenewal)).unwrap();
    assert_eq!(later.at, "2026-04-01T09:00:00Z");
    assert_eq!(later.gained, "5000");
    let booked = desk.app.change_plan(&order("standard", PlanChangeWhen::AtRenewal)).unwrap();
    assert_eq!(booked.available, "1000");
    desk.now("2026-04-02T09:00:00Z");
    let view = desk.app.subscription("Space").unwrap();
    assert_eq!(view.running.unwrap().title, "Standard, monthly");
    let spans: Vec<_> = view.history.iter().map(|span| span.payments).collect();
    assert_eq!(spans, [1, 3]);
    assert_eq!(view.paid[0].amount, "120.00");
}

#[test]
fn a_subscription_is_cancelled_resumed_and_lapses() {
    let mut desk = imagineart();
    let preview = desk.app.end_preview("Space", PlanEnd::Cancel).unwrap();
    assert_eq!(
        (preview.at.as_str(), preview.lost[0].credits.as_str()),
        ("2026-04-01T09:00:00Z", "1000")
    );
    desk.app.end_plan("Space", PlanEnd::Cancel).unwrap();
    let view = desk.app.subscription("Space").unwrap();
    let running = view.running.unwrap();
    assert_eq!((running.renews, running.ends.as_deref()), (None, Some("2026-04-01T09:00:00Z")));
    assert!(view.coming.iter().any(|event| event.sort == ComingSort::End));
    assert!(view.coming.iter().all(|event| event.sort != ComingSort::Payment));
    assert_eq!(desk.app.end_plan("Space", PlanEnd::Cancel).unwrap_err().code, ErrorCode::Refused);

    desk.app.resume_plan("Space").unwrap();
    assert!(desk.app.subscription("Space").unwrap().running.unwrap().renews.is_some());
    assert_eq!(desk.app.resume_plan("Space").unwrap_err().code, ErrorCode::Refused);

    let preview = desk.app.end_preview("Space", PlanEnd::Lapse).unwrap();
    assert_eq!(preview.at, "2026-03-01T09:00:00Z");
    assert_eq!(preview.lost[0].credits, "1000", "the refill of March never came");
    desk.app.end_plan("Space", PlanEnd::Lapse).unwrap();
    let view = desk.app.subscription("Space").unwrap();
    assert!(view.running.is_none());
    assert_eq!(view.history[0].to.as_deref(), Some("2026-03-01T09:00:00Z"));
    assert_eq!(view.payments, 2);
    assert!(desk.app.verify().unwrap().clean);
}

#[test]
fn a_calendar_has_refills_and_payments_apart_and_keeps_its_identities() {
    let desk = imagineart();
    let parts = CalendarParts { refills: true, payments: false, lapses: false };
    let all = CalendarParts { payments: true, lapses: true, ..parts };
    let order = |parts| CalendarOrder {
        wallet: "Space".to_owned(),
        parts,
        words: CalendarWords::default(),
    };
    let (text, events) = desk.app.calendar(&order(all)).unwrap();
    assert_eq!(text.matches("BEGIN:VEVENT").count() as u64, events);
    for part in [
        "CATEGORIES:Refills",
        "CATEGORIES:Payments",
        "CATEGORIES:Lapses",
        "DTSTART:20260401T090000Z",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(text.replace("\r\n ", "").contains("SUMMARY:Space: renewal\\, 20.00 EUR"), "{text}");
    let (again, _) = desk.app.calendar(&order(all)).unwrap();
    assert_eq!(text, again, "the same events have the same identities");
    let (refills, _) = desk.app.calendar(&order(parts)).unwrap();
    assert!(!refills.contains("Payments"));
    let file = desk.folder.path().join("space.ics");
    let written = desk.app.write_calendar(&order(all), Path::new(&file)).unwrap();
    assert_eq!((written.name.as_str(), written.events), ("space.ics", events));
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
}
