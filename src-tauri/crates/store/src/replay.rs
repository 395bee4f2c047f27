//! Replay: from the nearest checkpoint to the last entry, and no further back.
//!
//! The state after the last entry is kept as the wallet's head, so that an entry in order of time
//! costs one step. A late entry unwinds what is derived after the checkpoint before it and replays
//! from there. What is derived is a function of the facts; checkpoints change only the cost.

use std::collections::HashMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Applying, LedgerError, State};
use bursar_ledger::fact::{Charge, Entry, Fact, Refusal, Seq};
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use crate::book::BookOnDisk;
use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::lots;
use crate::wallet::{Wallet, WalletId};

/// Entries between two checkpoints; few in tests, so that short histories pass some.
const CHECKPOINT_EVERY: u32 = if cfg!(test) { 3 } else { 10_000 };

/// A wallet's state after its last entry, with what belongs to keeping it.
pub(crate) struct Head {
    pub(crate) state: State,
    /// Entries applied since the last checkpoint.
    pub(crate) unsaved: u32,
}

/// What is being done to the facts of a wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// A typed entry was added: it may be refused.
    Typed(Seq),
    /// Typed entries were added, from this one to the last: they may be refused.
    TypedFrom(Seq),
    /// Something was voided: refused if a typed usage would no longer be covered.
    Voided,
    /// The provider's own log, or a rebuild: never refused.
    Reported,
}

pub(crate) fn load_head(conn: &Connection, wallet: WalletId) -> Result<Head, StoreError> {
    let mut statement = conn.prepare_cached("SELECT state, unsaved FROM head WHERE wallet = ?1")?;
    let row = statement
        .query_row([wallet.0], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, u32>(1)?)));
    match row.optional()? {
        Some((blob, unsaved)) => Ok(Head { state: rmp_serde::from_slice(&blob)?, unsaved }),
        None => Ok(Head { state: State::default(), unsaved: 0 }),
    }
}

/// Keeps the state after the last entry, and the rows of the lots that changed.
pub(crate) fn save_head(
    conn: &Connection,
    wallet: WalletId,
    head: &Head,
    lots_before: &[bursar_ledger::engine::Lot],
) -> Result<(), StoreError> {
    lots::save_changed(conn, wallet, lots_before, head.state.lots())?;
    let sql = "INSERT INTO head (wallet, at, unsaved, state) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (wallet) DO UPDATE SET at = excluded.at, unsaved = excluded.unsaved, \
               state = excluded.state";
    let blob = rmp_serde::to_vec_named(&head.state)?;
    let at = head.state.now.micros();
    conn.prepare_cached(sql)?.execute(params![wallet.0, at, head.unsaved, blob])?;
    Ok(())
}

/// Applies an entry that lies after everything booked, or replays because it does not.
pub(crate) fn enter(
    conn: &Connection,
    wallet: &Wallet,
    entry: &Entry,
    change: Change,
) -> Result<(), StoreError> {
    let mut head = load_head(conn, wallet.id)?;
    if let Fact::Used(charge) | Fact::Held { charge, .. } = &entry.fact {
        head.state.check_member_limit(&wallet.rules, entry.at, charge)?;
    }
    if !is_last(&head.state, entry) {
        return recompute(conn, wallet, entry.at, change);
    }
    let before = head.state.lots().to_vec();
    let mut book = BookOnDisk::new(conn, wallet)?;
    apply(conn, wallet, &mut head, entry, Applying::New, &mut book)?;
    save_head(conn, wallet.id, &head, &before)
}

/// Applies entries that are alike, at one instant and the last in the order of entry, with one look
/// at the lots.
pub(crate) fn enter_alike(
    conn: &Connection,
    wallet: &Wallet,
    entries: &[Entry],
) -> Result<(), StoreError> {
    let Some(first) = entries.first() else { return Ok(()) };
    let mut head = load_head(conn, wallet.id)?;
    check_limit_of_all(&head.state, wallet, first, entries.len())?;
    if !is_last(&head.state, first) {
        return recompute(conn, wallet, first.at, Change::TypedFrom(first.seq));
    }
    let before = head.state.lots().to_vec();
    let mut book = BookOnDisk::new(conn, wallet)?;
    for entry in entries {
        apply(conn, wallet, &mut head, entry, Applying::New, &mut book)?;
    }
    save_head(conn, wallet.id, &head, &before)
}

/// A member's limit counts all of them together.
pub(crate) fn check_limit_of_all(
    state: &State,
    wallet: &Wallet,
    one: &Entry,
    count: usize,
) -> Result<(), StoreError> {
    let (Fact::Used(charge) | Fact::Held { charge, .. }) = &one.fact else { return Ok(()) };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let all = Charge { credits: charge.credits.times(count)?, ..charge.clone() };
    Ok(state.check_member_limit(&wallet.rules, one.at, &all)?)
}

/// Whether an entry can be applied to a state as it is.
pub(crate) fn is_last(state: &State, entry: &Entry) -> bool {
    state.now <= entry.at
}

/// One step, with a checkpoint before it where one is due.
pub(crate) fn apply(
    conn: &Connection,
    wallet: &Wallet,
    head: &mut Head,
    entry: &Entry,
    applying: Applying,
    book: &mut BookOnDisk<'_>,
) -> Result<(), StoreError> {
    if head.unsaved >= entries_between(&head.state) && entry.at > head.state.now {
        save_checkpoint(conn, wallet.id, &head.state)?;
        head.unsaved = 0;
    }
    book.begin(entry);
    let applied = head.state.apply(&wallet.rules, entry, applying, book);
    book.check()?;
    head.unsaved += 1;
    match applied {
        Err(LedgerError::Refused(_)) if applying == Applying::Booked => Ok(()),
        other => Ok(other?),
    }
}

/// Entries until the next checkpoint. A state of many lots or of many usages that no lot covers is
/// large: to keep it costs as much as to replay about so many entries, and the checkpoints of a
/// long history would otherwise take its square of room.
fn entries_between(state: &State) -> u32 {
    let parts = state.lots().len() + state.shortfalls().len() + state.holds().len();
    CHECKPOINT_EVERY.max(u32::try_from(parts / 2).unwrap_or(u32::MAX))
}

/// Derives everything after the nearest checkpoint before `from` again.
pub(crate) fn recompute(
    conn: &Connection,
    wallet: &Wallet,
    from: Instant,
    change: Change,
) -> Result<(), StoreError> {
    let short_before = match change {
        Change::Reported => HashMap::new(),
        Change::Typed(_) | Change::TypedFrom(_) | Change::Voided => {
            typed_shortages(conn, wallet.id)?
        }
    };
    let (base, state) = checkpoint_before(conn, wallet.id, from)?;
    unwind(conn, wallet.id, base)?;
    let before = state.lots().to_vec();
    lots::forget_from(conn, wallet.id, before.len())?;
    let mut head = Head { state, unsaved: 0 };
    let mut book = BookOnDisk::new(conn, wallet)?;
    let span = Span { after: base, ..Span::ALL };
    for_each_entry(conn, wallet, span, |entry| {
        let is_new = match change {
            Change::Typed(seq) => entry.seq == seq,
            Change::TypedFrom(first) => entry.seq >= first,
            Change::Voided | Change::Reported => false,
        };
        let applying = if is_new { Applying::New } else { Applying::Booked };
        apply(conn, wallet, &mut head, entry, applying, &mut book)
    })?;
    if head.state.now == base && base > Instant::MIN {
        // More may be entered at the instant of the last entry, so no checkpoint may lie there.
        conn.prepare_cached("DELETE FROM checkpoint WHERE wallet = ?1 AND at = ?2")?
            .execute(params![wallet.id.0, base.micros()])?;
        head.unsaved = entries_between(&head.state);
    }
    // Lots that the checkpoint knows may have been further on; all of them are written again.
    save_head(conn, wallet.id, &head, &[])?;
    if change == Change::Reported {
        return Ok(());
    }
    let is_grown = |(usage, credits): &(&Seq, &Credits)| {
        short_before.get(usage).copied().unwrap_or_default() < **credits
    };
    let short_now = typed_shortages(conn, wallet.id)?;
    let grown = short_now.iter().filter(is_grown).min_by_key(|(usage, _)| **usage);
    match grown {
        Some((usage, _)) => {
            Err(StoreError::Refused { refusal: Refusal::NotEnough, conflicts_with: Some(*usage) })
        }
        None => Ok(()),
    }
}

/// What typed usages lacked when they happened; a failed one, whose charge came back at once, needs
/// no cover.
pub(crate) fn typed_shortages(
    conn: &Connection,
    wallet: WalletId,
) -> Result<HashMap<Seq, Credits>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT s.usage, s.credits FROM shortage s JOIN usage u ON u.seq = s.usage \
         WHERE u.wallet = ?1 AND u.reported = 0 AND u.status <> 1",
    )?;
    let rows = statement
        .query_map([wallet.0], |row| Ok((Seq(row.get(0)?), Credits::from_micros(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn checkpoint_before(
    conn: &Connection,
    wallet: WalletId,
    before: Instant,
) -> Result<(Instant, State), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT at, state FROM checkpoint WHERE wallet = ?1 AND at < ?2 ORDER BY at DESC LIMIT 1",
    )?;
    let found = statement
        .query_row(params![wallet.0, before.micros()], |row| {
            Ok((Instant::from_micros(row.get(0)?), row.get::<_, Vec<u8>>(1)?))
        })
        .optional()?;
    match found {
        Some((at, blob)) => Ok((at, rmp_serde::from_slice(&blob)?)),
        None => Ok((Instant::MIN, State::default())),
    }
}

fn save_checkpoint(conn: &Connection, wallet: WalletId, state: &State) -> Result<(), StoreError> {
    let sql = "INSERT INTO checkpoint (wallet, at, state) VALUES (?1, ?2, ?3) \
               ON CONFLICT (wallet, at) DO UPDATE SET state = excluded.state";
    let blob = rmp_serde::to_vec_named(state)?;
    conn.prepare_cached(sql)?.execute(params![wallet.0, state.now.micros(), blob])?;
    Ok(())
}

/// Takes back what is derived after an instant.
fn unwind(conn: &Connection, wallet: WalletId, base: Instant) -> Result<(), StoreError> {
    let after = params![wallet.0, base.micros()];
    unwind_refunds(conn, wallet, base)?;
    for sql in [
        "DELETE FROM draw WHERE at > ?2 AND usage IN \
         (SELECT usage FROM movement WHERE wallet = ?1 AND at > ?2 AND kind = 'drawn')",
        "DELETE FROM draw WHERE usage IN \
         (SELECT seq FROM usage WHERE wallet = ?1 AND happened_at > ?2)",
        "DELETE FROM draw WHERE usage IN \
         (SELECT seq FROM event WHERE wallet = ?1 AND happened_at > ?2 AND kind = 'reconciled')",
        "DELETE FROM shortage WHERE usage IN \
         (SELECT seq FROM usage WHERE wallet = ?1 AND happened_at > ?2)",
        "DELETE FROM shortage WHERE at > ?2 AND usage IN \
         (SELECT target FROM event WHERE wallet = ?1 AND happened_at > ?2 AND kind = 'settled')",
        "DELETE FROM movement WHERE wallet = ?1 AND at > ?2",
        "DELETE FROM checkpoint WHERE wallet = ?1 AND at > ?2",
    ] {
        conn.prepare_cached(sql)?.execute(after)?;
    }
    Ok(())
}

/// Takes back refunds after an instant, the last first, from draws that stay.
fn unwind_refunds(conn: &Connection, wallet: WalletId, base: Instant) -> Result<(), StoreError> {
    let mut refunds = conn.prepare_cached(
        "SELECT usage, lot, credits FROM movement WHERE wallet = ?1 AND at > ?2 \
         AND kind IN ('refunded', 'refunded_unpaid') ORDER BY id DESC",
    )?;
    let mut draws = conn.prepare_cached(
        "SELECT position, returned FROM draw WHERE usage = ?1 AND lot = ?2 AND returned > 0 \
         ORDER BY position",
    )?;
    let mut take_back =
        conn.prepare_cached("UPDATE draw SET returned = ?3 WHERE usage = ?1 AND position = ?2")?;
    let mut forget =
        conn.prepare_cached("UPDATE usage_change SET refunded = refunded - ?2 WHERE usage = ?1")?;
    let mut rows = refunds.query(params![wallet.0, base.micros()])?;
    while let Some(row) = rows.next()? {
        let (usage, lot, credits): (u64, Option<u32>, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        forget.execute(params![usage, credits])?;
        let Some(lot) = lot else { continue };
        let returned =
            draws.query_map(params![usage, lot], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let returned = returned.collect::<Result<Vec<(i64, i64)>, _>>()?;
        let mut left = credits;
        for (position, had) in returned {
            let part = had.min(left);
            left -= part;
            take_back.execute(params![usage, position, had - part])?;
        }
    }
    Ok(())
}
