//! Settlements beside prices: a figure that the provider settled counts, whatever was priced since.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{LotTerms, Seq};
use bursar_ledger::policy::{Kind, Policy};

use super::desk::{Desk, instant};
use crate::batch::NewUsage;
use crate::fact_row::{Event, LotAdded, Settled, UsageStatus};

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn event(desk: &mut Desk, quarter: i64, event: &Event) -> Seq {
    let (at, wallet) = (instant(quarter), desk.wallet.clone());
    desk.books.record(at, "event", |batch| batch.event(&wallet, at, event, None)).unwrap().value
}

#[test]
fn a_price_does_not_undercut_a_settlement_that_came_back() {
    let mut desk = Desk::new(Policy::default());
    let terms = LotTerms::plain("lot", Kind::Topup, whole(17), instant(0));
    event(&mut desk, 0, &Event::LotAdded(LotAdded { terms, payment: None, bundle: None }));
    let (at, wallet) = (instant(26), desk.wallet.clone());
    let pending = NewUsage {
        credits: Some(whole(11)),
        status: Some(UsageStatus::Pending),
        ..NewUsage::default()
    };
    let usage = desk.books.record(at, "usage", |batch| batch.usage(&wallet, at, &pending));
    let usage = usage.unwrap().value;
    let settled = Settled { succeeded: true, credits: Some(whole(11)) };
    event(&mut desk, 26, &Event::Settled { usage, settled });
    let undo = desk.books.record(at, "undo", |batch| {
        batch.undo_last()?;
        Ok(Seq(batch.next_seq().0 - 1))
    });
    event(&mut desk, 0, &Event::Priced { usage, credits: whole(1) });
    desk.books.record(at, "void", |batch| batch.void(undo.unwrap().value, "it did end")).unwrap();
    assert_eq!(desk.view(instant(27), None).balance, whole(6));
    let report = desk.books.verify().unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}
