//! The engine's [`Book`] on disk: draws, movements and shortages as rows.
//!
//! The engine cannot fail on SQL, so a failure is kept here and handed out when the engine returns.

use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Book, BookedUsage, Draw, LotIndex, Movement, Posting};
use bursar_ledger::fact::{Entry, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::FailedUsage;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};

use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::wallet::{Wallet, WalletId};

/// Writes what follows from the facts of one wallet.
pub(crate) struct BookOnDisk<'c> {
    conn: &'c Connection,
    wallet: WalletId,
    insert_draw: CachedStatement<'c>,
    charges_failed: bool,
    /// Some usage had no price when it was entered, so it may be charged when it is settled.
    may_charge_later: bool,
    /// The entry that is being applied.
    place: (Instant, Seq),
    /// The usage that is being charged is charged at this instant, after its own.
    charged_later: Option<Instant>,
    /// The usage that is being charged, its instant, and how many draws it has by now.
    charging: Option<(Seq, Instant, i64)>,
    failure: Option<rusqlite::Error>,
}

impl<'c> BookOnDisk<'c> {
    pub(crate) fn new(conn: &'c Connection, wallet: &Wallet) -> Result<Self, StoreError> {
        let insert_draw = conn.prepare_cached(
            "INSERT INTO draw (usage, position, lot, credits, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        let unpriced = "SELECT EXISTS (SELECT 1 FROM usage \
                        WHERE wallet = ?1 AND credits IS NULL AND status <> 1)";
        let may_charge_later =
            conn.prepare_cached(unpriced)?.query_row([wallet.id.0], |row| row.get(0))?;
        Ok(Self {
            conn,
            wallet: wallet.id,
            insert_draw,
            charges_failed: wallet.rules.policy.failed_usage == FailedUsage::ChargedAndRefunded,
            may_charge_later,
            place: (Instant::MIN, Seq(0)),
            charged_later: None,
            charging: None,
            failure: None,
        })
    }

    /// Says which entry is applied next: what happened after it is not known to it.
    pub(crate) fn begin(&mut self, entry: &Entry) {
        self.place = entry.place();
    }

    /// What went wrong since this was last asked.
    pub(crate) fn check(&mut self) -> Result<(), StoreError> {
        self.charging = None;
        self.charged_later = None;
        self.failure.take().map_or(Ok(()), |error| Err(error.into()))
    }

    fn keep(&mut self, result: rusqlite::Result<()>) {
        if let Err(error) = result {
            self.failure.get_or_insert(error);
        }
    }

    fn draw(&mut self, usage: Seq, posting: Posting) -> rusqlite::Result<()> {
        let own = self
            .charging
            .as_mut()
            .filter(|(charged, at, _)| *charged == usage && *at == posting.at);
        if let Some((_, _, next)) = own {
            let position = *next;
            *next += 1;
            let credits = posting.credits.micros();
            let own_instant = Option::<i64>::None;
            self.insert_draw.execute(params![
                usage.0,
                position,
                posting.lot.0,
                credits,
                own_instant
            ])?;
            return Ok(());
        }
        let next = "SELECT COALESCE(MAX(position) + 1, 0) FROM draw WHERE usage = ?1";
        let mut next = self.conn.prepare_cached(next)?;
        let position: i64 = next.query_row([usage.0], |row| row.get(0))?;
        let at = posting.at.micros();
        let credits = posting.credits.micros();
        self.insert_draw.execute(params![usage.0, position, posting.lot.0, credits, at])?;
        self.movement("drawn", Some(posting.lot), posting.at, Some(usage), posting.credits)
    }

    fn give_back(&mut self, usage: Seq, posting: Posting) -> rusqlite::Result<()> {
        let mut booked = self.draws(usage)?;
        let before = booked.draws.clone();
        booked.returned(posting.lot, posting.credits);
        let sql = "UPDATE draw SET returned = ?3 WHERE usage = ?1 AND position = ?2";
        let mut update = self.conn.prepare_cached(sql)?;
        for (position, (old, new)) in before.iter().zip(&booked.draws).enumerate() {
            if old != new {
                update.execute(params![usage.0, position, new.returned.micros()])?;
            }
        }
        self.refunded(usage, posting.credits)?;
        self.movement("refunded", Some(posting.lot), posting.at, Some(usage), posting.credits)
    }

    fn refunded(&self, usage: Seq, credits: Credits) -> rusqlite::Result<()> {
        let sql = "INSERT INTO usage_change (usage, refunded) VALUES (?1, ?2) \
                   ON CONFLICT (usage) DO UPDATE SET refunded = refunded + excluded.refunded";
        self.conn.prepare_cached(sql)?.execute(params![usage.0, credits.micros()])?;
        Ok(())
    }

    fn movement(
        &self,
        kind: &str,
        lot: Option<LotIndex>,
        at: Instant,
        usage: Option<Seq>,
        credits: Credits,
    ) -> rusqlite::Result<()> {
        let sql = "INSERT INTO movement (wallet, at, kind, lot, usage, credits) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let usage = usage.map(|usage| usage.0);
        let lot = lot.map(|lot| lot.0);
        let row = params![self.wallet.0, at.micros(), kind, lot, usage, credits.micros()];
        self.conn.prepare_cached(sql)?.execute(row)?;
        Ok(())
    }

    fn draws(&self, usage: Seq) -> rusqlite::Result<BookedUsage> {
        let sql = "SELECT lot, credits, returned FROM draw WHERE usage = ?1 ORDER BY position";
        let mut statement = self.conn.prepare_cached(sql)?;
        let draws = statement.query_map([usage.0], |row| {
            Ok(Draw {
                lot: LotIndex(row.get(0)?),
                credits: Credits::from_micros(row.get(1)?),
                returned: Credits::from_micros(row.get(2)?),
            })
        })?;
        Ok(BookedUsage { draws: draws.collect::<Result<_, _>>()?, ..BookedUsage::default() })
    }

    pub(crate) fn conn(&self) -> &'c Connection {
        self.conn
    }

    /// A usage that was charged by an entry up to and including `by`.
    pub(crate) fn find(
        &self,
        usage: Seq,
        by: (Instant, Seq),
    ) -> rusqlite::Result<Option<BookedUsage>> {
        let sql = "SELECT u.happened_at, u.status, COALESCE(c.credits, u.credits), \
                          COALESCE(c.refunded, 0), m.text \
                   FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
                        LEFT JOIN term m ON m.id = u.member \
                   WHERE u.seq = ?1 AND u.wallet = ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row(params![usage.0, self.wallet.0], |row| {
            Ok((
                Instant::from_micros(row.get(0)?),
                UsageStatus::from_code(row.get(1)?),
                row.get::<_, Option<i64>>(2)?.map(Credits::from_micros),
                Credits::from_micros(row.get(3)?),
                row.get::<_, Option<String>>(4)?,
            ))
        });
        let Some((at, status, Some(credits), refunded, member)) = found.optional()? else {
            return Ok(None);
        };
        let charged = match status {
            UsageStatus::Succeeded => Some((at, usage)),
            UsageStatus::Failed => self.charges_failed.then_some((at, usage)),
            UsageStatus::Pending => self.confirmed(usage)?,
        };
        if charged.is_none_or(|place| by < place) {
            return Ok(None);
        }
        let member = member.map(Arc::from);
        let draws = self.draws(usage)?.draws;
        Ok(Some(BookedUsage { at: Some(at), credits, refunded, member, draws }))
    }

    /// The entry by which a pending usage came to be charged.
    fn confirmed(&self, usage: Seq) -> rusqlite::Result<Option<(Instant, Seq)>> {
        let sql = "SELECT happened_at, seq FROM event e WHERE target = ?1 AND kind = 'settled' \
                   AND json_extract(body, '$.succeeded') \
                   AND NOT EXISTS (SELECT 1 FROM voided v \
                                   WHERE e.seq BETWEEN v.first_seq AND v.last_seq) \
                   ORDER BY happened_at, seq LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let place = statement
            .query_row([usage.0], |row| Ok((Instant::from_micros(row.get(0)?), Seq(row.get(1)?))));
        place.optional()
    }

    /// Whether a charge is at a usage's own instant; a statement's charge is.
    fn is_own_instant(&self, usage: Seq, at: Instant) -> rusqlite::Result<bool> {
        if !self.may_charge_later {
            return Ok(true);
        }
        let sql = "SELECT happened_at FROM usage WHERE seq = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let own: Option<i64> = statement.query_row([usage.0], |row| row.get(0)).optional()?;
        Ok(own.is_none_or(|own| own == at.micros()))
    }
}

impl Book for BookOnDisk<'_> {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        self.find(seq, self.place).ok().flatten()
    }

    fn charged(&mut self, seq: Seq, at: Instant, _: Credits, _: Option<&Arc<str>>) {
        match self.is_own_instant(seq, at) {
            Ok(true) => self.charging = Some((seq, at, 0)),
            Ok(false) => self.charged_later = Some(at),
            Err(error) => self.keep(Err(error)),
        }
    }

    fn post(&mut self, posting: Posting) {
        let Posting { at, lot, movement, credits } = posting;
        let plain = |kind, usage| self.movement(kind, Some(lot), at, usage, credits);
        let result = match movement {
            Movement::Drawn(usage) => self.draw(usage, posting),
            Movement::Refunded(usage) => self.give_back(usage, posting),
            Movement::Granted => plain("granted", None),
            Movement::RolledIn => plain("rolled_in", None),
            Movement::Corrected => plain("corrected", None),
            Movement::Held(usage) => plain("held", Some(usage)),
            Movement::Released(usage) => plain("released", Some(usage)),
            Movement::Expired => plain("expired", None),
            Movement::RolledOut => plain("rolled_out", None),
            Movement::Voided => plain("voided", None),
        };
        self.keep(result);
    }

    fn refunded_unpaid(&mut self, usage: Seq, at: Instant, credits: Credits) {
        let result = self
            .refunded(usage, credits)
            .and_then(|()| self.movement("refunded_unpaid", None, at, Some(usage), credits));
        self.keep(result);
    }

    fn fell_short(&mut self, usage: Seq, credits: Credits) {
        let sql = "INSERT INTO shortage (usage, credits, at) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (usage) DO UPDATE SET credits = excluded.credits, at = excluded.at";
        let later = self.charged_later.map(Instant::micros);
        let result = self
            .conn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.execute(params![usage.0, credits.micros(), later]));
        self.keep(result.map(|_| ()));
    }
}
