//! Movements of credits over time, for charts: how the balance went, and what made it jump.

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use rusqlite::params;

use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::{Wallet, WalletId};

/// Draws within an hour are one step of a chart.
const HOUR_MICROS: i64 = 3_600_000_000;

/// A change of what the lots of a wallet hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BalanceStep {
    /// When; draws at the end of their hour.
    pub at: Instant,
    /// By how much; below zero when it fell.
    pub change: Credits,
}

/// Something that made a balance jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Jump {
    /// When.
    pub at: Instant,
    /// What it was.
    pub cause: JumpCause,
    /// How many credits; below zero where credits left.
    pub credits: Credits,
}

/// What made a balance jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JumpCause {
    /// Credits of this kind came in.
    Granted(Kind),
    /// Credits ended unused.
    Expired,
    /// A statement corrected the balance.
    Corrected,
}

impl Books {
    /// Every change of a wallet's balance up to an instant, by time.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn balance_steps(
        &self,
        wallet: &Wallet,
        until: Instant,
    ) -> Result<Vec<BalanceStep>, StoreError> {
        let mut steps = self.drawn_by_hour(wallet.id, until)?;
        let sql = "SELECT at, SUM(CASE \
                       WHEN kind IN ('granted', 'rolled_in', 'corrected', 'refunded', 'released') \
                       THEN credits ELSE -credits END) \
                   FROM movement WHERE wallet = ?1 AND at <= ?2 AND kind <> 'refunded_unpaid' \
                   GROUP BY at";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![wallet.id.0, until.micros()], |row| {
            let change = Credits::from_micros(row.get(1)?);
            Ok(BalanceStep { at: Instant::from_micros(row.get(0)?), change })
        })?;
        for step in rows {
            steps.push(step?);
        }
        steps.sort_by_key(|step| step.at);
        Ok(steps)
    }

    fn drawn_by_hour(
        &self,
        wallet: WalletId,
        until: Instant,
    ) -> Result<Vec<BalanceStep>, StoreError> {
        let sql = "SELECT u.happened_at / ?3 AS hour, SUM(d.credits) \
                   FROM usage u JOIN draw d ON d.usage = u.seq \
                   WHERE u.wallet = ?1 AND u.happened_at <= ?2 AND d.at IS NULL GROUP BY hour";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![wallet.0, until.micros(), HOUR_MICROS], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        let mut steps = Vec::new();
        for row in rows {
            let (hour, drawn) = row?;
            let end = (hour + 1).checked_mul(HOUR_MICROS).ok_or(Overflow)?;
            let at = Instant::from_micros(end).min(until);
            steps.push(BalanceStep {
                at,
                change: Credits::ZERO.minus(Credits::from_micros(drawn))?,
            });
        }
        Ok(steps)
    }

    /// What made the balance of a wallet jump within a span, by time.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn jumps(
        &self,
        wallet: &Wallet,
        from: Instant,
        until: Instant,
    ) -> Result<Vec<Jump>, StoreError> {
        let sql = "SELECT m.at, m.kind, l.kind, SUM(m.credits) FROM movement m \
                   JOIN lot l ON l.wallet = m.wallet AND l.place = m.lot \
                   WHERE m.wallet = ?1 AND m.at >= ?2 AND m.at <= ?3 \
                     AND m.kind IN ('granted', 'expired', 'corrected') \
                   GROUP BY m.at, m.kind, l.kind ORDER BY m.at";
        let mut statement = self.conn.prepare_cached(sql)?;
        let span = params![wallet.id.0, from.micros(), until.micros()];
        let rows = statement.query_map(span, |row| {
            Ok((
                Instant::from_micros(row.get(0)?),
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                Credits::from_micros(row.get(3)?),
            ))
        })?;
        let mut jumps = Vec::new();
        for row in rows {
            let (at, movement, kind, credits) = row?;
            let kind = Kind::ALL.into_iter().find(|known| known.word() == kind);
            let (cause, credits) = match movement.as_str() {
                "granted" => (JumpCause::Granted(kind.unwrap_or(Kind::Topup)), credits),
                "expired" => (JumpCause::Expired, Credits::ZERO.minus(credits)?),
                _ => (JumpCause::Corrected, credits),
            };
            jumps.push(Jump { at, cause, credits });
        }
        Ok(jumps)
    }

    /// When the first entry of a wallet counts.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn first_entry_at(&self, wallet: &Wallet) -> Result<Option<Instant>, StoreError> {
        let sql = "SELECT MIN(at) FROM movement WHERE wallet = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let first: Option<i64> = statement.query_row([wallet.id.0], |row| row.get(0))?;
        Ok(first.map(Instant::from_micros))
    }
}
