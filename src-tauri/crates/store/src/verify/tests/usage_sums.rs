//! What reports add up is what one question to the facts alone says: no table that is derived, no
//! code that the reports share.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Seq, Source};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Policy;
use proptest::prelude::*;

use super::desk::{Desk, instant};
use super::histories::plain_histories;
use super::laws::cases;
use crate::batch::NewUsage;
use crate::fact_row::{Event, UsageStatus};

/// Succeeded usages and their credits net of refunds, in millionths, from `usage` and `event`. A
/// usage gives back no more than it cost, whatever was entered: a late refund leaves less to those
/// that were booked after its instant.
const INDEPENDENT: &str = "WITH settled AS ( \
        SELECT target, json_extract(body, '$.succeeded') AS succeeded, \
               json_extract(body, '$.credits') AS credits FROM event WHERE kind = 'settled'), \
    ended AS ( \
        SELECT u.seq, \
            CASE s.succeeded WHEN 1 THEN 0 WHEN 0 THEN 1 ELSE u.status END AS status, \
            COALESCE(CAST(ROUND(s.credits * 1000000) AS INTEGER), u.credits) AS credits \
        FROM usage u LEFT JOIN settled s ON s.target = u.seq), \
    back AS ( \
        SELECT target, MAX(json_extract(body, '$.credits') IS NULL) AS whole, \
               SUM(CAST(ROUND(json_extract(body, '$.credits') * 1000000) AS INTEGER)) AS part \
        FROM event WHERE kind = 'refunded' GROUP BY target) \
    SELECT COUNT(*), COALESCE(SUM(CASE WHEN b.whole THEN 0 \
                                       ELSE MAX(e.credits - COALESCE(b.part, 0), 0) END), 0) \
    FROM ended e LEFT JOIN back b ON b.target = e.seq WHERE e.status = 0";

/// What the scan that reports share adds up, and what the facts alone say.
fn sums_twice(desk: &Desk) -> [(i64, i64); 2] {
    let (mut count, mut credits) = (0_i64, 0_i64);
    let all = (Instant::MIN, Instant::MAX);
    let scanned = desk.books.scan_usage(all.0, all.1, None, &mut |usage, _| {
        if usage.status == UsageStatus::Succeeded {
            count += 1;
            credits += usage.credits.unwrap_or_default().micros() - usage.refunded.micros();
        }
        Ok(())
    });
    scanned.unwrap();
    let told = desk.books.conn.query_row(INDEPENDENT, [], |row| Ok((row.get(0)?, row.get(1)?)));
    [(count, credits), told.unwrap()]
}

/// Entered in time, the second refund would have been refused; it gives nothing back now either.
#[test]
fn a_refund_that_a_late_one_leaves_nothing_gives_nothing_back() {
    let mut desk = Desk::new(Policy::default());
    let (usage, wallet) = (Seq(2), desk.wallet.clone());
    let new = NewUsage {
        source: Source::Reported,
        credits: Some(Credits::from_micros(18_000_000)),
        ..NewUsage::default()
    };
    let used =
        desk.books.record(instant(0), "usage", |batch| batch.usage(&wallet, instant(0), &new));
    assert_eq!(used.unwrap().value, usage);
    for (quarter, micros) in [(72, 1_000_000), (1, 18_000_000)] {
        let credits = Some(Credits::from_micros(micros));
        let (at, event) = (instant(quarter), Event::Refunded { usage, credits });
        desk.books.record(at, "refund", |batch| batch.event(&wallet, at, &event, None)).unwrap();
    }
    assert_eq!(sums_twice(&desk), [(1, 0), (1, 0)]);
    let report = desk.books.verify().unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn usage_adds_up_as_the_facts_do(steps in plain_histories()) {
        let mut desk = Desk::new(Policy::default());
        for step in &steps {
            desk.step(step);
        }
        let [added_up, told] = sums_twice(&desk);
        prop_assert_eq!(added_up, told);
    }
}
