//! Exports say what reports say.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use bursar_app::report::{Record, UsageQuery, WalletTerms};
use bursar_app::{App, Clock, ExportFormat};
use bursar_ledger::instant::Instant;

fn open(books: &Path, time: &str) -> App {
    App::open(books).unwrap().with_clock(Clock::At(Instant::parse(time).unwrap()))
}

/// A provider whose wallets may fall into debt, which the next refill pays.
const LENDER: &str = "name = \"lender\"\ntitle = \"Lender\"\n\n[policy]\noverdraw = \"allow\"\n\n\
    [[plan]]\nid = \"basic\"\ntitle = \"Basic\"\ncredits = 100\n";

/// Books with 100 credits a month for 9 Euros, of which 150 were used in the first month; on the
/// day after the first renewal, which nothing was entered since.
fn in_debt(folder: &Path) -> App {
    let books = folder.join("books.bursar");
    let mut app = open(&books, "2026-01-01T09:00:00Z");
    app.add_provider_text(LENDER).unwrap();
    let terms = WalletTerms {
        name: "Lab".to_owned(),
        provider: "lender".to_owned(),
        timezone: Some("UTC".to_owned()),
        ..WalletTerms::default()
    };
    app.wallet_add(&terms).unwrap();
    app.subscribe("Lab", "basic", None, Some("100"), Some("9.00 EUR")).unwrap();
    let record = Record {
        wallet: "Lab".to_owned(),
        action: "draw".to_owned(),
        credits: Some("150".to_owned()),
        at: Some("2026-01-01T10:00:00Z".to_owned()),
        ..Record::default()
    };
    let mut app = open(&books, "2026-01-05T09:00:00Z");
    app.record(&record).unwrap();
    open(&books, "2026-02-02T09:00:00Z")
}

#[test]
fn what_a_refill_paid_of_a_debt_costs_the_same_in_an_export_as_in_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let app = in_debt(folder.path());
    let report = app.usage(&UsageQuery::default()).unwrap();
    let cost = report.total.cost.iter().next().unwrap().number();
    assert_eq!(cost, "13.50", "the first month, and half of the second");

    let exported = |format| {
        let mut out = Vec::new();
        app.export(format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let csv = exported(ExportFormat::Csv);
    let told = csv.lines().find(|line| line.starts_with("usage")).unwrap();
    assert!(told.ends_with(",13.50"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&exported(ExportFormat::Json)).unwrap();
    let entries = json["entries"].as_array().unwrap();
    let usage = entries.iter().find(|entry| entry["kind"] == "usage").unwrap();
    assert_eq!(usage["usage"]["cost"]["EUR"], "13.50");
    assert_eq!(usage["usage"]["draws"].as_array().unwrap().len(), 2);
}
