//! Statements for projects through the use-cases, over books of the test's own.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::{Record, Topup, WalletTerms};
use bursar_app::wire::{Bill, NameEdit, NameKind, StatementOrder};
use bursar_app::{App, Clock};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

/// Books with a wallet of bought credits, and what two projects used in September.
fn studio() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("books.bursar")).unwrap();
    let now = Instant::parse("2026-11-21T12:00:00Z").unwrap();
    let mut app = app.with_clock(Clock::At(now));
    app.wallet_add(&WalletTerms {
        name: "Lab".to_owned(),
        provider: "deep-image".to_owned(),
        timezone: Some("UTC".to_owned()),
        at: Some("2026-09-01T00:00:00Z".to_owned()),
        ..WalletTerms::default()
    })
    .unwrap();
    let topup = Topup {
        wallet: "Lab".to_owned(),
        credits: Some("1000".to_owned()),
        paid: Some("100.00 EUR".to_owned()),
        at: Some("2026-09-01T00:00:00Z".to_owned()),
        ..Topup::default()
    };
    app.topup(&topup).unwrap();
    uses(&mut app, "Teaser", "80");
    uses(&mut app, "Trailer", "50");
    (app, folder)
}

fn uses(app: &mut App, project: &str, credits: &str) {
    let usage = Record {
        wallet: "Lab".to_owned(),
        action: "enhance".to_owned(),
        credits: Some(credits.to_owned()),
        project: Some(project.to_owned()),
        at: Some("2026-09-12T10:00:00Z".to_owned()),
        ..Record::default()
    };
    app.record(&usage).unwrap();
}

#[test]
fn projects_that_closed_a_month_apart_and_were_merged_are_charged_for_it_once() {
    let (mut app, _folder) = studio();
    let one = app.close_month("Teaser", "2026-09", "0").unwrap();
    let other = app.close_month("Trailer", "2026-09", "50").unwrap();
    let merge = NameEdit::Merge { into: "Teaser".to_owned() };
    app.edit_name(NameKind::Project, "Trailer", &merge).unwrap();

    let both = app.bill("Teaser", "2026-09", None).unwrap();
    assert_eq!(both.lines.len(), one.lines.len() + other.lines.len(), "both statements are told");
    let credits = |bill: &Bill| Credits::parse(&bill.total.credits).unwrap();
    assert_eq!(credits(&both), credits(&one).plus(credits(&other)).unwrap());
    assert_eq!(both.total.price[0].amount, "15.50", "8.00 without a mark-up and 5.00 with one");
    let next = app.bill("Teaser", "2026-10", None).unwrap();
    assert!(next.corrections.is_empty(), "nothing came late: {:?}", next.corrections);

    uses(&mut app, "Trailer", "100");
    let next = app.bill("Teaser", "2026-10", None).unwrap();
    let [correction] = next.corrections.as_slice() else { panic!("{next:?}") };
    assert_eq!((correction.sums.count, &*correction.sums.credits), (1, "100"));
    assert_eq!(correction.sums.cost[0].amount, "10.00");
    // Only what is new has the mark-up that was charged last, whatever the other statement had.
    assert_eq!(correction.sums.price[0].amount, "15.00");
    let rows = app.bills(Some("2026-10")).unwrap().rows;
    let row = rows.iter().find(|row| row.project == "Teaser").unwrap();
    assert_eq!((row.corrects, &row.total), (1, &next.total));
}

#[test]
fn what_credits_of_a_correction_cost_is_unknown_wherever_it_is_told() {
    let (mut app, _folder) = studio();
    let more = StatementOrder {
        wallet: "Lab".to_owned(),
        shows: Some("900".to_owned()),
        at: Some("2026-09-13T10:00:00Z".to_owned()),
        ..StatementOrder::default()
    };
    app.book_statement(&more).unwrap();
    // 870 are bought; of the 30 that the statement found ten are used.
    let usage = Record {
        wallet: "Lab".to_owned(),
        action: "enhance".to_owned(),
        credits: Some("880".to_owned()),
        project: Some("Teaser".to_owned()),
        at: Some("2026-09-14T10:00:00Z".to_owned()),
        ..Record::default()
    };
    let id = app.record(&usage).unwrap().entered.id;
    assert!(!app.entry(&id).unwrap().usage.unwrap().cost_known);
    let bill = app.bill("Teaser", "2026-09", None).unwrap();
    assert_eq!((&*bill.total.cost_unknown, &*bill.total.cost[0].amount), ("10", "95.00"));
    let people = app.people(None).unwrap();
    let teaser = people.projects.iter().find(|project| project.named.name == "Teaser").unwrap();
    assert_eq!(teaser.cost_unknown.to_string(), "10");
}
