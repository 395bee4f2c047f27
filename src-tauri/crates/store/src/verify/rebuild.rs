//! The facts replayed from the beginning in a copy, and the states that the books keep compared on
//! the way.

use bursar_ledger::engine::{Applying, State};
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::findings::{Check, Findings};
use super::is_about_content;
use super::names::Names;
use crate::book::BookOnDisk;
use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::replay::{self, Head};
use crate::undo;
use crate::usage_change;
use crate::wallet::{self, Wallet};

/// Derives everything in the copy again.
pub(super) fn rebuild(
    copy: &Connection,
    books: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    forget_derived(copy)?;
    undo::rewrite_voided(copy)?;
    let mut changed = copy.prepare(
        "SELECT DISTINCT target FROM event WHERE kind IN ('settled', 'priced') ORDER BY target",
    )?;
    for usage in changed.query_map([], |row| row.get(0))? {
        usage_change::refresh(copy, bursar_ledger::fact::Seq(usage?))?;
    }
    for wallet in wallet::all(copy)? {
        match rebuild_wallet(copy, books, names, &wallet, findings) {
            Err(error) if is_about_content(&error) => {
                let name = names.wallet(wallet.id.0)?;
                findings.add(Check::States, || {
                    Ok(format!("{name} cannot be derived from its facts: {error}"))
                })?;
            }
            other => other?,
        }
    }
    check_strays(books, findings)
}

fn forget_derived(copy: &Connection) -> Result<(), StoreError> {
    // Nothing of the copy is worth a journal: a failure throws it away.
    copy.query_row("PRAGMA journal_mode=OFF", [], |_| Ok(()))?;
    copy.execute_batch(
        "BEGIN; DELETE FROM voided; DELETE FROM usage_change; DELETE FROM lot; DELETE FROM draw; \
         DELETE FROM movement; DELETE FROM shortage; DELETE FROM checkpoint; DELETE FROM head;",
    )?;
    Ok(())
}

fn rebuild_wallet(
    copy: &Connection,
    books: &Connection,
    names: &Names<'_>,
    wallet: &Wallet,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    let mut kept = KeptStates::of(books, names, wallet)?;
    let mut head = Head { state: State::default(), unsaved: 0 };
    let mut book = BookOnDisk::new(copy, wallet)?;
    for_each_entry(copy, wallet, Span::ALL, |entry| {
        kept.compare_before(entry.at, &head.state, findings)?;
        replay::apply(copy, wallet, &mut head, entry, Applying::Booked, &mut book)
    })?;
    replay::save_head(copy, wallet.id, &head, &[])?;
    kept.compare_last(&head.state, findings)
}

/// The states that the books keep of a wallet. Where checkpoints lie depends on when late entries
/// came, so a replay has none in the same places; but each must be the state that the replay has
/// when it passes there.
struct KeptStates<'a> {
    books: &'a Connection,
    names: &'a Names<'a>,
    wallet: &'a Wallet,
    /// Instants of checkpoints that the replay has not passed, the last first.
    ahead: Vec<Instant>,
}

impl<'a> KeptStates<'a> {
    fn of(
        books: &'a Connection,
        names: &'a Names<'a>,
        wallet: &'a Wallet,
    ) -> Result<Self, StoreError> {
        let sql = "SELECT at FROM checkpoint WHERE wallet = ?1 ORDER BY at DESC";
        let mut statement = books.prepare(sql)?;
        let rows =
            statement.query_map([wallet.id.0], |row| row.get(0).map(Instant::from_micros))?;
        Ok(Self { books, names, wallet, ahead: rows.collect::<Result<_, _>>()? })
    }

    /// Compares the checkpoints before an instant with the state just before it.
    fn compare_before(
        &mut self,
        at: Instant,
        state: &State,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        while let Some(checkpoint) = self.ahead.pop_if(|checkpoint| *checkpoint < at) {
            self.compare_checkpoint(checkpoint, state, findings)?;
        }
        Ok(())
    }

    fn compare_checkpoint(
        &self,
        at: Instant,
        state: &State,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let sql = "SELECT state FROM checkpoint WHERE wallet = ?1 AND at = ?2";
        let mut statement = self.books.prepare_cached(sql)?;
        let blob: Vec<u8> =
            statement.query_row(params![self.wallet.id.0, at.micros()], |row| row.get(0))?;
        self.compare(&format!("the checkpoint at {at}"), &blob, state, findings)
    }

    /// Compares what is left: checkpoints at or after the last entry, and the head.
    fn compare_last(mut self, state: &State, findings: &mut Findings) -> Result<(), StoreError> {
        while let Some(checkpoint) = self.ahead.pop() {
            self.compare_checkpoint(checkpoint, state, findings)?;
        }
        let sql = "SELECT at, state FROM head WHERE wallet = ?1";
        let mut statement = self.books.prepare_cached(sql)?;
        let head = statement.query_row([self.wallet.id.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
        });
        let Some((at, blob)) = head.optional()? else {
            // A wallet without entries may have none.
            if *state == State::default() {
                return Ok(());
            }
            let name = self.names.wallet(self.wallet.id.0)?;
            return findings.add(Check::States, || {
                Ok(format!("{name}: its last state follows from the facts and is not in the books"))
            });
        };
        if at != state.now.micros() {
            let name = self.names.wallet(self.wallet.id.0)?;
            findings.add(Check::States, || {
                let booked = Instant::from_micros(at);
                let derived = state.now;
                Ok(format!(
                    "{name}: its last entry is at {booked} in the books, {derived} by the facts"
                ))
            })?;
        }
        self.compare("its last state", &blob, state, findings)
    }

    fn compare(
        &self,
        what: &str,
        blob: &[u8],
        derived: &State,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let difference = match rmp_serde::from_slice::<State>(blob) {
            Ok(booked) if booked == *derived => return Ok(()),
            Ok(booked) => {
                format!("other {} than the facts give", part_that_differs(&booked, derived))
            }
            Err(error) => format!("something unreadable: {error}"),
        };
        let name = self.names.wallet(self.wallet.id.0)?;
        findings.add(Check::States, || Ok(format!("{name}: {what} holds {difference}")))
    }
}

fn part_that_differs(booked: &State, derived: &State) -> &'static str {
    if booked.now != derived.now {
        "instants"
    } else if booked.lots() != derived.lots() {
        "lots"
    } else if booked.holds() != derived.holds() {
        "holds"
    } else if booked.shortfalls() != derived.shortfalls() {
        "unpaid usages"
    } else if booked.grants() != derived.grants() {
        "recurring grants"
    } else {
        "things to come"
    }
}

/// States of wallets that are not there.
fn check_strays(books: &Connection, findings: &mut Findings) -> Result<(), StoreError> {
    let sql = "SELECT wallet FROM (SELECT wallet FROM head UNION SELECT wallet FROM checkpoint) \
               WHERE wallet NOT IN (SELECT id FROM wallet)";
    let mut statement = books.prepare(sql)?;
    for wallet in statement.query_map([], |row| row.get::<_, i64>(0))? {
        let wallet = wallet?;
        findings.add(Check::States, || {
            Ok(format!("a state is kept of wallet number {wallet}, which is not there"))
        })?;
    }
    Ok(())
}
