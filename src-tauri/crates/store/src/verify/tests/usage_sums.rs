//! What reports add up is what one question to the facts alone says: no table that is derived, no
//! code that the reports share.

use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Policy;
use proptest::prelude::*;

use super::desk::Desk;
use super::histories::plain_histories;
use crate::fact_row::UsageStatus;

/// Succeeded usages and their credits net of refunds, in millionths, from `usage` and `event`.
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
                                       ELSE e.credits - COALESCE(b.part, 0) END), 0) \
    FROM ended e LEFT JOIN back b ON b.target = e.seq WHERE e.status = 0";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn usage_adds_up_as_the_facts_do(steps in plain_histories()) {
        let mut desk = Desk::new(Policy::default());
        for step in &steps {
            desk.step(step);
        }
        let (mut count, mut credits) = (0_i64, 0_i64);
        let all = (Instant::MIN, Instant::MAX);
        desk.books.scan_usage(all.0, all.1, None, &mut |usage, _| {
            if usage.status == UsageStatus::Succeeded {
                count += 1;
                credits += usage.credits.unwrap_or_default().micros() - usage.refunded.micros();
            }
            Ok(())
        }).unwrap();
        let told: (i64, i64) = desk.books.conn
            .query_row(INDEPENDENT, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        prop_assert_eq!((count, credits), told);
    }
}
