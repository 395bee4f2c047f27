//! What later entries made of a usage: derived rows, kept so that reports need no replay.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use rusqlite::{Connection, params};

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::{Event, UsageStatus};

/// How many settlements of a usage count.
pub(crate) fn settlements(conn: &Connection, usage: Seq) -> Result<u32, StoreError> {
    let sql = "SELECT COUNT(*) FROM event e WHERE target = ?1 AND kind = 'settled' \
               AND NOT EXISTS (SELECT 1 FROM voided v \
                               WHERE e.seq BETWEEN v.first_seq AND v.last_seq)";
    Ok(conn.prepare_cached(sql)?.query_row([usage.0], |row| row.get(0))?)
}

/// Derives the settled status and the price of a usage again from the events that count. What was
/// refunded of it is the engine's to say and stays.
pub(crate) fn refresh(conn: &Connection, usage: Seq) -> Result<(), StoreError> {
    let voided = Voided::read(conn, Span::ALL.known)?;
    let mut statement = conn.prepare_cached(
        "SELECT seq, kind, body FROM event WHERE target = ?1 AND kind IN ('settled', 'priced') \
         ORDER BY seq",
    )?;
    let mut rows = statement.query([usage.0])?;
    let mut status: Option<UsageStatus> = None;
    let mut price: Option<Credits> = None;
    // What a settlement says counts, whenever a rate was found.
    let mut settled_at: Option<Credits> = None;
    while let Some(row) = rows.next()? {
        if voided.covers(Seq(row.get(0)?)) {
            continue;
        }
        let kind: String = row.get(1)?;
        match Event::read(&kind, Some(usage), &row.get::<_, String>(2)?)? {
            Event::Settled { settled, .. } if settled.succeeded => {
                status = Some(UsageStatus::Succeeded);
                settled_at = settled.credits;
            }
            Event::Settled { .. } => status = Some(UsageStatus::Failed),
            Event::Priced { credits, .. } => price = Some(credits),
            _ => {}
        }
    }
    let sql = "INSERT INTO usage_change (usage, status, credits) VALUES (?1, ?2, ?3) \
               ON CONFLICT (usage) DO UPDATE SET status = excluded.status, \
               credits = excluded.credits";
    let status = status.map(UsageStatus::code);
    let credits = settled_at.or(price).map(Credits::micros);
    conn.prepare_cached(sql)?.execute(params![usage.0, status, credits])?;
    Ok(())
}
