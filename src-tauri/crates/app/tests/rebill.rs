//! Statements for projects and clients through the use-cases, over books of the test's own.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::{Dimension, Filter, Record, Topup, UsageQuery, WalletTerms};
use bursar_app::wire::{
    Bill, BilledTo, ChartWriting, ClientBill, NameEdit, NameKind, StatementOrder,
};
use bursar_app::{App, BillFormat, Clock};
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

fn belongs(app: &mut App, project: &str, client: &str) {
    let edit = NameEdit::Client { client: Some(client.to_owned()) };
    app.edit_name(NameKind::Project, project, &edit).unwrap();
}

/// Teaser and Trailer are Nord's, and so is a project that nothing was used for.
fn studio_with_clients() -> (App, TempDir) {
    let (mut app, folder) = studio();
    app.edit_name(NameKind::Project, "Sequel", &NameEdit::Add).unwrap();
    for project in ["Teaser", "Trailer", "Sequel"] {
        belongs(&mut app, project, "Nord");
    }
    uses(&mut app, "Poster", "10");
    (app, folder)
}

fn projects(bill: &ClientBill) -> Vec<&str> {
    bill.projects.iter().map(|one| one.project.as_str()).collect()
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

#[test]
fn a_clients_statement_is_the_sum_of_those_of_its_projects() {
    let (mut app, _folder) = studio_with_clients();
    let bill = app.client_bill("Nord", "2026-09", Some("50")).unwrap();
    assert_eq!(projects(&bill), ["Teaser", "Trailer"], "the most credits first, none without any");
    assert_eq!((bill.total.count, &*bill.total.credits), (2, "130"));
    assert_eq!((&*bill.total.cost[0].amount, &*bill.total.price[0].amount), ("13.00", "19.50"));
    assert_eq!((bill.mark_up.as_deref(), bill.closed, bill.over), (Some("50"), None, true));
    for of in &bill.projects {
        assert_eq!(*of, app.bill(&of.project, "2026-09", Some("50")).unwrap());
    }
    let rest = app.client_bill("", "2026-09", None).unwrap();
    assert_eq!(projects(&rest), ["Poster"], "projects without a client");
    let error = app.client_bill("Süd", "2026-09", None).unwrap_err();
    assert_eq!(error.message, "no project has the client “Süd”");

    let view = app.bills(Some("2026-09")).unwrap();
    let row = &view.clients[0];
    assert_eq!((&*row.client, row.projects, row.closed), ("Nord", 2, false));
    assert_eq!((&*row.total.credits, &*view.clients[1].client), ("130", ""));
    let of: Vec<_> = view.rows.iter().map(|row| (&*row.project, &*row.client)).collect();
    assert_eq!(of, [("Teaser", "Nord"), ("Trailer", "Nord"), ("Poster", "")]);

    // Whose a project is today decides, also over months that are past.
    belongs(&mut app, "Trailer", "Süd");
    assert_eq!(projects(&app.client_bill("Nord", "2026-09", None).unwrap()), ["Teaser"]);
    assert_eq!(projects(&app.client_bill("Süd", "2026-09", None).unwrap()), ["Trailer"]);
}

#[test]
fn closing_a_clients_month_closes_it_for_each_of_its_projects_at_once() {
    let (mut app, _folder) = studio_with_clients();
    app.close_month("Trailer", "2026-09", "50").unwrap();
    let closed = app.close_client_month("Nord", "2026-09", Some("20")).unwrap();
    assert!(closed.closed.is_some() && closed.batch.is_some());
    assert_eq!(closed.mark_up, None, "Trailer was closed with another");
    assert_eq!(closed.total.price[0].amount, "17.10", "8.00 with 20 % and 5.00 with 50 %");
    assert!(app.bill("Poster", "2026-09", None).unwrap().closed.is_none(), "nobody else\u{2019}s");
    let again = app.close_client_month("Nord", "2026-09", None).unwrap_err();
    assert_eq!(again.message, "this month is closed already");
    let early = app.close_client_month("Nord", "2026-11", None).unwrap_err();
    assert_eq!(early.message, "this month is not over yet");

    // What comes late corrects the next month, also for a project that had nothing.
    uses(&mut app, "Sequel", "30");
    assert_eq!(app.client_bill("Nord", "2026-09", None).unwrap().total, closed.total);
    let next = app.client_bill("Nord", "2026-10", None).unwrap();
    let [sequel] = next.projects.as_slice() else { panic!("{next:?}") };
    let [correction] = sequel.corrections.as_slice() else { panic!("{sequel:?}") };
    assert_eq!((&*sequel.project, &*correction.month), ("Sequel", "2026-09"));
    assert_eq!(correction.sums.price[0].amount, "3.60");
    let rows = app.bills(Some("2026-09")).unwrap().rows;
    assert_eq!(rows.len(), 3, "a project that had nothing has no statement to show");

    app.undo().unwrap();
    app.undo().unwrap();
    let open = app.client_bill("Nord", "2026-09", None).unwrap();
    assert!(open.closed.is_none() && open.projects[0].closed.is_none(), "one batch");
    assert!(open.projects[1].closed.is_some(), "closed by itself before");
    assert!(app.verify().unwrap().clean);
}

#[test]
fn a_clients_paper_has_its_projects_one_under_the_other() {
    let (mut app, _folder) = studio_with_clients();
    let markup = "<i>Nord</i>";
    for project in ["Teaser", "Trailer"] {
        belongs(&mut app, project, markup);
    }
    app.close_month("Trailer", "2026-09", "50").unwrap();
    let to = BilledTo::Client { name: markup.to_owned() };
    let file = |format| {
        let file = app.bill_file(&to, "2026-09", Some("20"), format, ChartWriting::default());
        String::from_utf8(file.unwrap()).unwrap()
    };
    let page = file(BillFormat::Html);
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} in {page}"));
    assert!(at("Teaser") < at("Mark-up: 20 %") && at("Mark-up: 20 %") < at("Trailer"));
    assert!(at("Trailer") < at("Mark-up: 50 %") && at("Mark-up: 50 %") < at("17.10 EUR"));
    assert!(page.contains("&lt;i&gt;Nord") && !page.contains("<i>"), "{page}");
    let rows = file(BillFormat::Csv);
    let rows: Vec<&str> = rows.lines().collect();
    assert!(rows[0].starts_with("project,client,month,"), "{rows:?}");
    assert_eq!(rows[1], "Teaser,<i>Nord</i>,2026-09,,enhance,,1,1,80,EUR,8.00,9.60");
    assert_eq!(rows[2], "Trailer,<i>Nord</i>,2026-09,,enhance,,1,1,50,EUR,5.00,7.50");
}

#[test]
fn usage_is_a_clients_by_its_project_of_today() {
    let (mut app, _folder) = studio_with_clients();
    let by_client = |app: &App| {
        let query = UsageQuery { by: vec![Dimension::Client], ..UsageQuery::default() };
        let rows = app.usage(&query).unwrap().rows.into_iter();
        rows.map(|row| format!("{} {}", row.keys["client"], row.credits)).collect::<Vec<_>>()
    };
    assert_eq!(by_client(&app), ["Nord 130", " 10"]);
    // A client may be called like a project; each is counted for itself.
    belongs(&mut app, "Poster", "Teaser");
    let only = |dimension| {
        let filters = vec![Filter { dimension, value: "Teaser".to_owned() }];
        app.usage(&UsageQuery { filters, ..UsageQuery::default() }).unwrap().total.credits
    };
    assert_eq!(only(Dimension::Client), Credits::whole(10).unwrap());
    assert_eq!(only(Dimension::Project), Credits::whole(80).unwrap());
    // A project that is renamed keeps its client, and one that is merged takes the other's.
    let rename = NameEdit::Rename { to: "Teaser film".to_owned() };
    app.edit_name(NameKind::Project, "Teaser", &rename).unwrap();
    let merge = NameEdit::Merge { into: "Poster".to_owned() };
    app.edit_name(NameKind::Project, "Trailer", &merge).unwrap();
    assert_eq!(by_client(&app), ["Nord 80", "Teaser 60"]);
    app.undo().unwrap();
    assert_eq!(by_client(&app), ["Nord 130", "Teaser 10"]);
}

#[test]
fn a_month_has_one_name_however_it_is_typed() {
    let (mut app, _folder) = studio();
    app.close_month("Teaser", " 2026-09 ", "50").unwrap();
    let closed = app.bill("Teaser", "2026-09", None).unwrap();
    assert!(closed.closed.is_some());
    assert_eq!(app.bill("Teaser", "2026-09 ", None).unwrap(), closed);
    assert_eq!(app.bills(Some(" 2026-09")).unwrap().month, "2026-09");
    for wrong in ["2026-9", "2026-09-01", "September"] {
        let error = app.bill("Teaser", wrong, None).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("month"), "{error:?}");
        assert!(app.client_bill("", wrong, None).is_err());
        assert!(app.close_month("Trailer", wrong, "0").is_err());
    }
}

#[test]
fn a_project_whose_usage_waits_for_a_price_has_a_statement() {
    let (mut app, _folder) = studio_with_clients();
    app.close_client_month("Nord", "2026-09", None).unwrap();
    let art = WalletTerms {
        name: "Art".to_owned(),
        provider: "imagineart".to_owned(),
        at: Some("2026-09-01T00:00:00Z".to_owned()),
        ..WalletTerms::default()
    };
    app.wallet_add(&art).unwrap();
    let usage = Record {
        wallet: "Art".to_owned(),
        action: "nobody knows".to_owned(),
        project: Some("Waiting".to_owned()),
        at: Some("2026-09-12T10:00:00Z".to_owned()),
        ..Record::default()
    };
    app.record(&usage).unwrap();
    belongs(&mut app, "Waiting", "Nord");
    let view = app.bills(Some("2026-09")).unwrap();
    let row = view.rows.iter().find(|row| row.project == "Waiting").unwrap();
    assert_eq!((row.closed, &*row.total.credits), (false, "0"));
    let client = view.clients.iter().find(|row| row.client == "Nord").unwrap();
    assert!(!client.closed, "one of its projects is still open");
    assert!(app.client_bill("Nord", "2026-09", None).unwrap().closed.is_none());
}
