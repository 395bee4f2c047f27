//! Entries that speak of a usage: whether it is there, in their wallet, and can take them.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Refusal;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::{Event, Settled, UsageStatus};
use crate::wallet::Wallet;

/// Refuses an event whose usage is not one of the wallet or no longer counts, a settlement of what
/// is not pending by then or of more than it holds, and a price for what was settled with one.
pub(crate) fn check(
    conn: &Connection,
    wallet: &Wallet,
    at: Instant,
    event: &Event,
) -> Result<(), StoreError> {
    let (Event::Refunded { usage, .. }
    | Event::Settled { usage, .. }
    | Event::Priced { usage, .. }) = event
    else {
        return Ok(());
    };
    let sql = "SELECT u.happened_at, COALESCE(c.status, u.status), c.status IS NOT NULL \
                   AND c.credits IS NOT NULL, COALESCE(c.credits, u.credits) FROM usage u \
               LEFT JOIN usage_change c ON c.usage = u.seq WHERE u.seq = ?1 AND u.wallet = ?2";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_row(params![usage.0, wallet.id.0], |row| {
        Ok((
            Instant::from_micros(row.get(0)?),
            UsageStatus::from_code(row.get(1)?),
            row.get::<_, bool>(2)?,
            row.get::<_, Option<i64>>(3)?.map(Credits::from_micros),
        ))
    });
    let unknown = || StoreError::UnknownEntry(usage.0.to_string());
    let (used_at, status, is_final, held) = found.optional()?.ok_or_else(unknown)?;
    if Voided::read(conn, Span::ALL.known)?.covers(*usage) {
        return Err(StoreError::AlreadyVoided);
    }
    let is_closed = match event {
        Event::Settled { .. } => status != UsageStatus::Pending || at < used_at,
        Event::Priced { .. } => is_final,
        _ => false,
    };
    if is_closed {
        return Err(StoreError::Refused { refusal: Refusal::HoldClosed, conflicts_with: None });
    }
    // Not left to the engine: a figure above the price would take its place in a replay, which then
    // finds nothing to refuse, and the checkpoints before it would still hold the price.
    if let Event::Settled { settled: Settled { succeeded: true, credits: Some(cost) }, .. } = event
        && held.is_some_and(|held| *cost > held)
    {
        return Err(StoreError::Refused { refusal: Refusal::MoreThanLeft, conflicts_with: None });
    }
    Ok(())
}
