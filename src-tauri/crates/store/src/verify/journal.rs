//! The journal itself: every entry stands in one batch and in one table, ids ascend, and what
//! entries refer to is there.

use rusqlite::Connection;

use super::findings::{Check, Findings};
use super::names::Names;
use crate::error::StoreError;

pub(super) fn check(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let last = check_batches(books, findings)?;
    check_entries(books, last, findings)?;
    check_wallets(books, names, findings)?;
    check_terms(books, names, findings)?;
    check_targets(books, names, findings)
}

/// Batches follow each other without a gap, and so do their ids and instants. Returns their last
/// entry.
fn check_batches(books: &Connection, findings: &mut Findings) -> Result<i64, StoreError> {
    let sql = "SELECT first_seq, entries, first_id, recorded_at, title FROM batch \
               ORDER BY first_seq";
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut last, mut last_id, mut recorded_before) = (0_i64, 0_u128, i64::MIN);
    while let Some(row) = rows.next()? {
        let (first, entries): (i64, i64) = (row.get(0)?, row.get(1)?);
        let first_id = u128::from_be_bytes(row.get(2)?);
        let (recorded_at, title): (i64, String) = (row.get(3)?, row.get(4)?);
        let mut add =
            |what: &str| findings.add(Check::Journal, || Ok(format!("the batch “{title}” {what}")));
        if first != last.saturating_add(1) {
            let other = if first <= last { "overlaps the one before it" } else { "follows a gap" };
            add(other)?;
        }
        if first_id <= last_id {
            add("has an id that does not come after those of the batch before it")?;
        }
        if recorded_at < recorded_before {
            add("was recorded before the batch before it")?;
        }
        last = first.saturating_add(entries).saturating_sub(1);
        let more = u128::try_from(entries).unwrap_or(0).saturating_sub(1);
        last_id = first_id.saturating_add(more);
        recorded_before = recorded_at;
    }
    Ok(last)
}

/// Every entry of a batch is in exactly one table.
fn check_entries(books: &Connection, last: i64, findings: &mut Findings) -> Result<(), StoreError> {
    let sql = "SELECT seq FROM usage UNION ALL SELECT seq FROM event \
               UNION ALL SELECT seq FROM wallet UNION ALL SELECT seq FROM provider_file \
               UNION ALL SELECT seq FROM roster UNION ALL SELECT seq FROM book_lock \
               UNION ALL SELECT seq FROM wallet_change UNION ALL SELECT seq FROM month_close \
               ORDER BY seq";
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut expected = 1_i64;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if seq < expected {
            findings.add(Check::Journal, || Ok(format!("entry number {seq} stands twice")))?;
        } else if seq > expected {
            findings.add(Check::Journal, || Ok(missing(expected, seq - 1)))?;
        }
        expected = seq.saturating_add(1);
    }
    if expected <= last {
        findings.add(Check::Journal, || Ok(missing(expected, last)))?;
    } else if expected > last.saturating_add(1) {
        findings
            .add(Check::Journal, || Ok(format!("entries after number {last} are in no batch")))?;
    }
    Ok(())
}

fn missing(first: i64, last: i64) -> String {
    if first == last {
        format!("entry number {first} is missing")
    } else {
        format!("the entries number {first} to {last} are missing")
    }
}

/// Usages do not declare their wallet as a reference, since an import would check each row.
fn check_wallets(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let sql = "SELECT seq FROM usage u \
               WHERE NOT EXISTS (SELECT 1 FROM wallet w WHERE w.id = u.wallet)";
    each_entry(books, sql, |seq| {
        findings.add(Check::Journal, || {
            Ok(format!("{} belongs to a wallet that is not there", names.entry(seq)?))
        })
    })
}

/// Nor their texts, for the same reason.
fn check_terms(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let sql = "SELECT u.seq FROM usage u \
               WHERE (u.feature IS NOT NULL AND u.feature NOT IN (SELECT id FROM term)) \
                  OR (u.action IS NOT NULL AND u.action NOT IN (SELECT id FROM term)) \
                  OR (u.model IS NOT NULL AND u.model NOT IN (SELECT id FROM term)) \
                  OR (u.settings IS NOT NULL AND u.settings NOT IN (SELECT id FROM term)) \
                  OR (u.member IS NOT NULL AND u.member NOT IN (SELECT id FROM term)) \
                  OR (u.project IS NOT NULL AND u.project NOT IN (SELECT id FROM term)) \
                  OR (u.tags IS NOT NULL AND u.tags NOT IN (SELECT id FROM term))";
    each_entry(books, sql, |seq| {
        findings.add(Check::Journal, || {
            Ok(format!("{} names a text that is not there", names.entry(seq)?))
        })
    })
}

/// Entries that speak of others speak of what is there, in their own wallet.
fn check_targets(
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let of_usages = "SELECT seq FROM event e WHERE kind IN ('refunded', 'settled', 'priced') \
                     AND NOT EXISTS (SELECT 1 FROM usage u \
                                     WHERE u.seq = e.target AND u.wallet = e.wallet)";
    each_entry(books, of_usages, |seq| {
        findings.add(Check::Journal, || {
            Ok(format!("{} speaks of a usage that its wallet does not have", names.entry(seq)?))
        })
    })?;
    let of_batches = "SELECT seq FROM event e WHERE kind = 'batch_undone' \
                      AND NOT EXISTS (SELECT 1 FROM batch b WHERE b.first_seq = e.target \
                          AND b.first_seq + b.entries - 1 = json_extract(e.body, '$.last'))";
    each_entry(books, of_batches, |seq| {
        findings.add(Check::Journal, || {
            Ok(format!("{} undoes a batch that is not there", names.entry(seq)?))
        })
    })
}

fn each_entry(
    books: &Connection,
    sql: &str,
    mut each: impl FnMut(i64) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut statement = books.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(row.get(0)?)?;
    }
    Ok(())
}
