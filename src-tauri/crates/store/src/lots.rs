//! The rows of lots: a wallet's lots as they stand after its last entry, for questions in SQL.

use bursar_ledger::engine::Lot;
use rusqlite::{Connection, params};

use crate::error::StoreError;
use crate::wallet::WalletId;

/// Writes the rows of lots that differ from what they were.
pub(crate) fn save_changed(
    conn: &Connection,
    wallet: WalletId,
    before: &[Lot],
    now: &[Lot],
) -> Result<(), StoreError> {
    let mut upsert = conn.prepare_cached(
        "INSERT INTO lot (wallet, place, id, kind, amount, starts, expires, paid, currency, \
             remaining, held, drawn, refunded, expired, rolled_out, voided, corrected) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) \
         ON CONFLICT (wallet, place) DO UPDATE SET expires = excluded.expires, \
             remaining = excluded.remaining, held = excluded.held, drawn = excluded.drawn, \
             refunded = excluded.refunded, expired = excluded.expired, \
             rolled_out = excluded.rolled_out, voided = excluded.voided, \
             corrected = excluded.corrected",
    )?;
    for (place, lot) in now.iter().enumerate() {
        if before.get(place) == Some(lot) {
            continue;
        }
        upsert.execute(params![
            wallet.0,
            place,
            lot.id,
            lot.kind.word(),
            lot.amount.micros(),
            lot.starts.micros(),
            lot.expires.map(|expires| expires.micros()),
            lot.paid.map(|paid| paid.minor),
            lot.paid.map(|paid| paid.currency.code().to_owned()),
            lot.remaining.micros(),
            lot.held.micros(),
            lot.drawn.micros(),
            lot.refunded.micros(),
            lot.expired.micros(),
            lot.rolled_out.micros(),
            lot.voided.micros(),
            lot.corrected.micros(),
        ])?;
    }
    Ok(())
}

/// Forgets the rows of lots from a place on.
pub(crate) fn forget_from(
    conn: &Connection,
    wallet: WalletId,
    place: usize,
) -> Result<(), StoreError> {
    let sql = "DELETE FROM lot WHERE wallet = ?1 AND place >= ?2";
    conn.prepare_cached(sql)?.execute(params![wallet.0, place])?;
    Ok(())
}
