//! Entries as the window asks for them: lists by any question, one in full, what can be done with
//! it, the journal by batches, and what the books said before.
// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::panic)]

use bursar_app::report::{Record, Topup, WalletTerms};
use bursar_app::wire::{
    ActivityKind, EntryField, EntryFilter, EntryMark, EntryOrder, NameEdit, NameKind, TextFilter,
    UsageSpan,
};
use bursar_app::{App, Clock};
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

struct Studio {
    _folder: TempDir,
    app: Option<App>,
}

/// A studio with a hundred credits, at a provider that also sells some without a plan.
fn studio() -> Studio {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("studio.bursar")).unwrap();
    let mut studio = Studio { _folder: folder, app: Some(app) };
    studio.at("2026-03-01T09:00:00Z", |app| {
        let terms = WalletTerms {
            name: "main".to_owned(),
            provider: "apiframe".to_owned(),
            timezone: Some("Europe/Paris".to_owned()),
            opening: Some("100".to_owned()),
            ..WalletTerms::default()
        };
        app.wallet_add(&terms).unwrap()
    });
    studio
}

impl Studio {
    /// Does something at a time of one's own choosing.
    fn at<T>(&mut self, now: &str, work: impl FnOnce(&mut App) -> T) -> T {
        let clock = Clock::At(Instant::parse(now).unwrap());
        let mut app = self.app.take().unwrap().with_clock(clock);
        let value = work(&mut app);
        self.app = Some(app);
        value
    }

    fn app(&mut self) -> &mut App {
        self.app.as_mut().unwrap()
    }

    fn record(&mut self, now: &str, action: &str, change: impl FnOnce(&mut Record)) -> String {
        let mut record = Record {
            wallet: "main".to_owned(),
            action: action.to_owned(),
            credits: Some("10".to_owned()),
            ..Record::default()
        };
        change(&mut record);
        self.at(now, |app| app.record(&record)).unwrap().entered.id
    }

    fn titles(&mut self, filter: &EntryFilter) -> Vec<String> {
        let page = self.app().entries(Some("main"), filter, 0, 50).unwrap();
        assert_eq!(page.total, page.rows.len() as u64);
        page.rows.into_iter().map(|row| row.title).collect()
    }
}

fn usages() -> EntryFilter {
    EntryFilter { kinds: vec![ActivityKind::Usage], ..EntryFilter::default() }
}

#[test]
fn days_of_a_filter_are_whole_days_on_the_wallets_wall() {
    let mut studio = studio();
    // 23:30 and 00:30 in Paris.
    studio.record("2026-03-04T22:30:00Z", "late", |_| {});
    studio.record("2026-03-04T23:30:00Z", "early", |_| {});
    let day =
        |from: &str, to: &str| EntryFilter { from: from.to_owned(), to: to.to_owned(), ..usages() };
    assert_eq!(studio.titles(&day("2026-03-04", "2026-03-04")), ["late"]);
    assert_eq!(studio.titles(&day("2026-03-05", "")), ["early"]);
    assert_eq!(studio.titles(&day("", "2026-03-05 00:30")), ["late", "early"]);
    // Over all wallets, days are those of the first.
    let page = studio.app().entries(None, &day("2026-03-05", "2026-03-05"), 0, 9).unwrap();
    assert_eq!(page.rows.iter().map(|row| &*row.title).collect::<Vec<_>>(), ["early"]);
    let error = studio.app().entries(Some("main"), &day("", "2026-02-31"), 0, 1).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("to"));
    let wrong = EntryFilter { least: "many".to_owned(), ..usages() };
    let error = studio.app().entries(Some("main"), &wrong, 0, 1).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("least"));
}

#[test]
fn a_list_is_searched_filtered_and_sorted() {
    let mut studio = studio();
    let now = "2026-03-05T10:00:00Z";
    let id = studio.record(now, "cutout", |record| {
        record.member = Some("Mara".to_owned());
        record.credits = Some("30".to_owned());
    });
    studio.record(now, "relight", |record| {
        record.member = Some("Ivo".to_owned());
        record.id = Some("JOB-7".to_owned());
    });
    studio.record(now, "expand", |record| record.status = Some("pending".to_owned()));
    let search = |text: &str| EntryFilter { search: text.to_owned(), ..EntryFilter::default() };
    assert_eq!(studio.titles(&search("MARA cut")), ["cutout"]);
    assert_eq!(studio.titles(&search("job-7")), ["relight"]);
    assert_eq!(studio.titles(&search(&id)), ["cutout"]);
    assert!(studio.titles(&search("nothing")).is_empty());
    let by_member = |value: Option<&str>| EntryFilter {
        texts: vec![TextFilter {
            field: EntryField::Member,
            values: vec![value.map(str::to_owned)],
        }],
        ..EntryFilter::default()
    };
    assert_eq!(studio.titles(&by_member(Some("Ivo"))), ["relight"]);
    assert_eq!(studio.titles(&by_member(None)), ["expand"]);
    let by_credits = EntryFilter { order: EntryOrder::Credits, descending: true, ..usages() };
    assert_eq!(studio.titles(&by_credits), ["cutout", "relight"]);
    let texts = studio.app().entry_texts(Some("main"), EntryField::Member).unwrap();
    let texts: Vec<_> = texts.into_iter().map(|one| (one.text, one.count)).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(texts, [(None, 1), (some("Ivo"), 1), (some("Mara"), 1)]);
}

#[test]
fn people_are_found_by_any_of_their_names_and_counted_under_todays() {
    let mut studio = studio();
    let now = "2026-03-05T10:00:00Z";
    let mut uses = |action: &str, member: &str| {
        studio.record(now, action, |record| {
            record.member = Some(member.to_owned());
            record.project = Some("Teaser".to_owned());
        })
    };
    uses("cutout", "Mara");
    uses("relight", "mara k");
    uses("expand", "Ivo");
    let wrong = uses("upscale", "Ivo");
    let merge = NameEdit::Merge { into: "Mara".to_owned() };
    let rename = |to: &str| NameEdit::Rename { to: to.to_owned() };
    studio.at(now, |app| {
        app.void_entry(&wrong, "typed twice").unwrap();
        app.edit_name(NameKind::Member, "mara k", &merge).unwrap();
        app.edit_name(NameKind::Member, "Ivo", &rename("Ivo B")).unwrap();
        app.edit_name(NameKind::Project, "Teaser", &rename("Trailer")).unwrap();
    });
    let by = |field: EntryField, name: &str| EntryFilter {
        texts: vec![TextFilter { field, values: vec![Some(name.to_owned())] }],
        ..usages()
    };
    for name in ["Mara", "mara k"] {
        assert_eq!(studio.titles(&by(EntryField::Member, name)), ["cutout", "relight"], "{name}");
    }
    let stands = |filter: EntryFilter| EntryFilter { voided: Some(false), ..filter };
    assert_eq!(studio.titles(&stands(by(EntryField::Member, "Ivo B"))), ["expand"]);
    assert_eq!(studio.titles(&stands(by(EntryField::Project, "Trailer"))).len(), 3);
    let texts = |studio: &mut Studio, field| {
        let texts = studio.app().entry_texts(None, field).unwrap();
        texts.into_iter().map(|one| (one.text.unwrap(), one.count)).collect::<Vec<_>>()
    };
    let named = |name: &str, count: u64| (name.to_owned(), count);
    let members = texts(&mut studio, EntryField::Member);
    assert_eq!(members, [named("Mara", 2), named("Ivo B", 1)], "what was voided is not counted");
    assert_eq!(texts(&mut studio, EntryField::Project), [named("Trailer", 3)]);
    // A draft of the same again names them as they are called now.
    let last = studio.app().spend_form("main").unwrap().last.unwrap();
    assert_eq!((last.member.as_deref(), last.project.as_deref()), (Some("Ivo B"), Some("Trailer")));
    studio.record(now, "expand", |record| {
        record.member = Some("mara k".to_owned());
        record.status = Some("pending".to_owned());
    });
    let pending = studio.app().pending_usages("main").unwrap();
    assert_eq!(pending[0].member.as_deref(), Some("Mara"));
    let claims = studio.at(now, |app| app.claims(&UsageSpan::All, 0)).unwrap();
    assert_eq!(claims.providers[0].rows[0].member.as_deref(), Some("Mara"));
}

#[test]
fn an_entry_tells_what_it_drew_and_what_that_cost() {
    let mut studio = studio();
    studio.at("2026-03-02T09:00:00Z", |app| {
        let topup = Topup {
            wallet: "main".to_owned(),
            credits: Some("300".to_owned()),
            paid: Some("10.00 EUR".to_owned()),
            ..Topup::default()
        };
        app.topup(&topup).unwrap()
    });
    let id = studio.record("2026-03-03T09:00:00Z", "cutout", |record| {
        record.credits = Some("107".to_owned());
        record.settings = vec![("size".to_owned(), "2048".to_owned())];
    });
    let view = studio.app().entry(&id).unwrap();
    let usage = view.usage.unwrap();
    let draws: Vec<_> = usage
        .draws
        .iter()
        .map(|draw| (draw.credits.as_str(), draw.cost.as_ref().map(|cost| cost.amount.as_str())))
        .collect();
    // 7 of 300 credits that cost 10 euros: 0.2333, told to the hundredth of a cent.
    assert_eq!(draws, [("100", None), ("7", Some("0.2333"))]);
    assert_eq!(usage.cost[0].amount, "0.2333");
    assert!(!usage.cost_known, "nobody said what the opening credits cost");
    assert_eq!(usage.settings, [("size".to_owned(), "2048".to_owned())]);
    assert_eq!(usage.refundable, "107");
    assert!(view.can_refund && view.can_void && !view.can_settle);

    // A part comes back to the lot drawn last.
    let done = studio.app().refund_entry(&id, "5").unwrap();
    assert_eq!(done.available, "298");
    let view = studio.app().entry(&id).unwrap();
    let usage = view.usage.unwrap();
    assert_eq!(usage.draws[1].returned, "5");
    assert_eq!(usage.draws[1].cost.as_ref().unwrap().amount, "0.0667");
    assert_eq!((usage.refunded.as_str(), usage.refundable.as_str()), ("5", "102"));
    assert_eq!(view.later.len(), 1);
    assert_eq!(view.later[0].row.kind, ActivityKind::Refund);
    let refund = studio.app().entry(&view.later[0].row.id).unwrap();
    assert_eq!(refund.about.unwrap().row.id, id);
    let refunded = EntryFilter { marks: vec![EntryMark::Refunded], ..EntryFilter::default() };
    assert_eq!(studio.titles(&refunded), ["cutout"]);

    let error = studio.app().refund_entry(&id, "103").unwrap_err();
    assert_eq!(error.field.as_deref(), Some("credits"));
    studio.app().undo_batch(&done.batch).unwrap();
    assert_eq!(studio.app().entry(&id).unwrap().usage.unwrap().refunded, "0");
}

#[test]
fn all_that_is_left_is_refunded_where_no_amount_is_given() {
    let mut studio = studio();
    let id = studio.record("2026-03-03T09:00:00Z", "cutout", |_| {});
    studio.app().refund_entry(&id, "4").unwrap();
    studio.app().refund_entry(&id, " ").unwrap();
    let view = studio.app().entry(&id).unwrap();
    assert_eq!(view.row.refunded, "10");
    assert!(!view.can_refund);
    let figures: Vec<_> = view.later.iter().map(|later| later.row.credits.clone()).collect();
    assert_eq!(figures, [Some("4".to_owned()), Some("6".to_owned())]);
    let error = studio.app().refund_entry(&id, "").unwrap_err();
    assert_eq!(error.field.as_deref(), Some("credits"));
}

#[test]
fn a_pending_usage_is_settled_once() {
    let mut studio = studio();
    let pending = |record: &mut Record| record.status = Some("pending".to_owned());
    let id = studio.record("2026-03-03T09:00:00Z", "cutout", pending);
    let view = studio.app().entry(&id).unwrap();
    assert!(view.can_settle && !view.can_refund);
    let done = studio.app().settle_entry(&id, true, "8").unwrap();
    assert_eq!(done.available, "92");
    let usage = studio.app().entry(&id).unwrap().usage.unwrap();
    assert_eq!((usage.price.as_deref(), usage.price_before.as_deref()), (Some("8"), Some("10")));
    let error = studio.app().settle_entry(&id, false, "").unwrap_err();
    assert_eq!(error.field.as_deref(), Some("credits"));
    studio.app().undo_batch(&done.batch).unwrap();
    let done = studio.app().settle_entry(&id, false, "what is typed here is not asked").unwrap();
    assert_eq!(done.available, "100");
}

#[test]
fn a_void_needs_a_reason_and_nothing_that_lives_on_it() {
    let mut studio = studio();
    let id = studio.record("2026-03-03T09:00:00Z", "cutout", |record| {
        record.credits = Some("60".to_owned());
    });
    let error = studio.app().void_entry(&id, "  ").unwrap_err();
    assert_eq!(error.field.as_deref(), Some("reason"));
    let lots = EntryFilter { kinds: vec![ActivityKind::Lot], ..EntryFilter::default() };
    let opening = studio.app().entries(Some("main"), &lots, 0, 1).unwrap().rows[0].id.clone();
    let error = studio.app().void_entry(&opening, "wrong").unwrap_err();
    assert!(error.message.contains("cutout"), "{error}");
    assert_eq!(error.field.as_deref(), Some("reason"));

    let done = studio.app().void_entry(&id, "Booked twice").unwrap();
    assert_eq!((done.available.as_str(), done.wallet.as_str()), ("100", "main"));
    let view = studio.app().entry(&id).unwrap();
    assert!(view.row.voided && !view.can_void && !view.can_refund);
    assert_eq!(view.later[0].reason.as_deref(), Some("Booked twice"));
    let error = studio.app().void_entry(&id, "again").unwrap_err();
    assert_eq!(error.field.as_deref(), Some("reason"));
    studio.app().undo_batch(&done.batch).unwrap();
    assert!(!studio.app().entry(&id).unwrap().row.voided);
}

#[test]
fn the_journal_names_each_batch_and_the_one_that_undo_takes_back() {
    let mut studio = studio();
    studio.record("2026-03-03T09:00:00Z", "cutout", |_| {});
    let page = studio.app().journal_page(&[], 0, 50).unwrap();
    assert_eq!((page.total, page.entries), (2, 3));
    let [usage, wallet] = &page.lines[..] else { panic!("{page:?}") };
    let batch = usage.batch.as_ref().unwrap();
    assert!(batch.last && batch.file.is_none() && !batch.voided);
    assert_eq!(usage.entry.as_ref().unwrap().title, "cutout");
    let heading = wallet.batch.as_ref().unwrap();
    assert!(wallet.entry.is_none() && heading.entries == 2 && !heading.last);

    let unfolded = studio.app().journal_page(std::slice::from_ref(&heading.id), 1, 50).unwrap();
    let titles: Vec<_> =
        unfolded.lines[1..].iter().map(|line| line.entry.clone().unwrap().fact).collect();
    assert_eq!(titles, ["opening", "wallet_added"]);
    assert!(unfolded.lines[1..].iter().all(|line| line.batch.is_none()));

    studio.app().undo().unwrap();
    let page = studio.app().journal_page(&[], 0, 50).unwrap();
    let [undo, usage, _] = &page.lines[..] else { panic!("{page:?}") };
    assert!(usage.batch.as_ref().unwrap().voided);
    let row = undo.entry.as_ref().unwrap();
    assert_eq!((row.kind, row.fact.as_str()), (ActivityKind::Undo, "batch_undone"));
    assert!(row.subject.as_deref().is_some_and(|subject| subject.contains("cutout")), "{row:?}");
}

#[test]
fn the_books_tell_what_they_said_on_a_day() {
    let mut studio = studio();
    studio.record("2026-03-03T09:00:00Z", "cutout", |_| {});
    studio.record("2026-03-08T09:00:00Z", "came late", |record| {
        record.at = Some("2026-03-02T09:00:00Z".to_owned());
    });
    let then = studio.at("2026-03-09T09:00:00Z", |app| app.books_then("2026-03-05")).unwrap();
    // A day begins at midnight on the wallet's wall.
    assert_eq!(then.at, "2026-03-04T23:00:00Z");
    let wallet = &then.wallets[0];
    assert_eq!(wallet.said.as_deref(), Some("90"));
    assert_eq!((wallet.says.as_str(), wallet.difference.as_deref()), ("80", Some("-10")));
    assert_eq!(wallet.entered_since, 1);
    let since = EntryFilter {
        to: then.at.clone(),
        entered_after: Some(then.at.clone()),
        ..EntryFilter::default()
    };
    assert_eq!(studio.titles(&since), ["came late"]);

    let before = studio.app().books_then("2026-02-01").unwrap();
    assert_eq!(before.wallets[0].said, None);
    for (typed, why) in [("", "no day"), ("2027-01-01", "not come yet"), ("soon", "soon")] {
        let error = studio.app().books_then(typed).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("at"));
        assert!(error.message.contains(why), "{error}");
    }
}
