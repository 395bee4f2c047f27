//! What the books know about one entry beside itself: how it was first entered, what speaks of it,
//! the life of the lots it drew from.

use std::collections::HashMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::ShortfallClass;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{OptionalExtension, params};

use crate::entries::split_tags;
use crate::error::StoreError;
use crate::open::Books;
use crate::replay;
use crate::usage_scan::LotFacts;
use crate::wallet::WalletId;

/// A usage as it was entered, before anything later spoke of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnteredUsage {
    /// Its price, where it had one.
    pub credits: Option<Credits>,
    /// Labels that lots may be barred from.
    pub tags: Vec<String>,
}

/// A lot and its life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotLife {
    /// What reports know of it.
    pub facts: LotFacts,
    /// From when on it can be drawn.
    pub starts: Instant,
    /// From when on it can no longer be drawn; none is never.
    pub expires: Option<Instant>,
}

impl Books {
    /// A usage as it was entered.
    ///
    /// # Errors
    /// [`StoreError::UnknownEntry`] for what is no usage.
    pub fn usage_as_entered(&self, seq: Seq) -> Result<EnteredUsage, StoreError> {
        let sql = "SELECT credits, (SELECT text FROM term WHERE id = u.tags) \
                   FROM usage u WHERE seq = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row([seq.0], |row| {
            let tags: Option<String> = row.get(1)?;
            let tags = tags.map(|tags| split_tags(&tags)).unwrap_or_default();
            Ok(EnteredUsage {
                credits: row.get::<_, Option<i64>>(0)?.map(Credits::from_micros),
                tags: tags.iter().map(|tag| tag.to_string()).collect(),
            })
        });
        found.optional()?.ok_or_else(|| StoreError::UnknownEntry(seq.0.to_string()))
    }

    /// The entries that speak of an entry, in the order of entry: its refunds, its settlement, its
    /// price, its void, the undoing of its batch.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn entries_about(&self, seq: Seq) -> Result<Vec<Seq>, StoreError> {
        let sql = "SELECT seq FROM event WHERE target = ?1 AND kind <> 'batch_undone' \
                   UNION ALL SELECT seq FROM event WHERE kind = 'batch_undone' AND target <= ?1 \
                       AND json_extract(body, '$.last') >= ?1 ORDER BY seq";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([seq.0], |row| row.get(0).map(Seq))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The life of a lot.
    ///
    /// # Errors
    /// The books cannot be read, or hold no such lot.
    pub fn lot_life(&self, wallet: WalletId, place: u32) -> Result<LotLife, StoreError> {
        let sql = "SELECT id, kind, amount, paid, currency, starts, expires FROM lot \
                   WHERE wallet = ?1 AND place = ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row(params![wallet.0, place], |row| {
            Ok(LotLife {
                facts: crate::usage_scan::read_lot(row)?,
                starts: Instant::from_micros(row.get(5)?),
                expires: row.get::<_, Option<i64>>(6)?.map(Instant::from_micros),
            })
        })?)
    }

    /// What each usage of a wallet lacks that no lot covers by now.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn uncovered_usages(&self, wallet: WalletId) -> Result<HashMap<Seq, Credits>, StoreError> {
        let state = replay::load_head(&self.conn, wallet)?.state;
        let uncovered =
            state.shortfalls().iter().filter(|short| short.class == ShortfallClass::Uncovered);
        let mut by_usage: HashMap<Seq, Credits> = HashMap::new();
        for short in uncovered {
            let sum = by_usage.entry(short.usage).or_insert(Credits::ZERO);
            *sum = sum.plus(short.credits)?;
        }
        Ok(by_usage)
    }

    /// How many entries of a wallet were entered after an instant and happened by another.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn entered_since(
        &self,
        wallet: WalletId,
        known_at: Instant,
        happened_by: Instant,
    ) -> Result<u64, StoreError> {
        let known = crate::states::last_recorded_by(&self.conn, known_at)?;
        let sql = "SELECT (SELECT COUNT(*) FROM usage \
                           WHERE wallet = ?1 AND seq > ?2 AND happened_at <= ?3) \
                   + (SELECT COUNT(*) FROM event \
                      WHERE wallet = ?1 AND seq > ?2 AND happened_at <= ?3)";
        let mut statement = self.conn.prepare_cached(sql)?;
        let asked = params![wallet.0, known.0, happened_by.micros()];
        Ok(statement.query_row(asked, |row| row.get(0))?)
    }
}
