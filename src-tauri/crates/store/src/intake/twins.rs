//! Suspected twins: new rows that are like entries of the books without being the same.
//!
//! A provider may give one usage two ids, or the studio typed what its log reports later. A twin is
//! shown beside its entry and left out unless the user takes it. An entry has one twin at most, and
//! none if the file holds the entry itself: what happens twice in one second is no twin.

use std::collections::{HashMap, HashSet};

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension};

use super::known::Known;
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::import::{Row, Status};
use crate::wallet::WalletId;

/// How far a row may be from an entry that the provider reported, in microseconds.
const REPORTED_APART: i64 = 5_000_000;
/// How far a row may be from an entry that was typed, in microseconds.
const TYPED_APART: i64 = 15 * 60 * 1_000_000;
/// Entries around a row that are looked at.
const MOST_LOOKED_AT: usize = 32;
/// Entries that one row may be like.
const MOST_ALIKE: usize = 4;
/// Rows that may have twins; beyond them a file is too much like the books to be shown by twins.
const MOST_ROWS: usize = 200_000;

/// Entries of the books, and rows that may be twins of them.
pub(super) struct Twins<'c> {
    conn: &'c Connection,
    /// By the time at which they happened.
    reported: Vec<(Instant, Seq)>,
    typed: Vec<(Instant, Seq)>,
    alike: Vec<(u64, Vec<Seq>)>,
}

/// What an entry says.
struct Stored {
    reported: bool,
    status: i64,
    quantity: Option<i64>,
    credits: Option<i64>,
    action: Option<String>,
    model: Option<String>,
    settings: Option<String>,
    member: Option<String>,
    project: Option<String>,
    external_id: Option<String>,
    content: Option<u128>,
}

impl<'c> Twins<'c> {
    /// Reads which entries of a wallet happened when.
    pub(super) fn read(conn: &'c Connection, wallet: WalletId) -> Result<Self, StoreError> {
        let voided = Voided::read(conn, Span::ALL.known)?;
        let sql = "SELECT happened_at, seq, reported FROM usage WHERE wallet = ?1 \
                   ORDER BY happened_at";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([wallet.0])?;
        let (mut reported, mut typed) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let place = (Instant::from_micros(row.get(0)?), Seq(row.get(1)?));
            if voided.covers(place.1) {
                continue;
            }
            if row.get(2)? { reported.push(place) } else { typed.push(place) }
        }
        Ok(Self { conn, reported, typed, alike: Vec::new() })
    }

    /// Looks for entries that a new row is like, and says whether there are any.
    pub(super) fn look(
        &mut self,
        place: u64,
        row: &Row<'_>,
        credits: Option<Credits>,
    ) -> Result<bool, StoreError> {
        let mut near: Vec<(i64, Seq)> = Vec::new();
        for (entries, apart) in [(&self.typed, TYPED_APART), (&self.reported, REPORTED_APART)] {
            let at = row.at.micros();
            let from = entries.partition_point(|(time, _)| time.micros() < at - apart);
            let around = entries[from..].iter().take_while(|(time, _)| time.micros() <= at + apart);
            near.extend(around.map(|(time, seq)| ((time.micros() - at).abs(), *seq)));
        }
        if near.is_empty() || self.alike.len() >= MOST_ROWS {
            return Ok(false);
        }
        near.sort_unstable();
        let mut alike = Vec::new();
        for (_, seq) in near.into_iter().take(MOST_LOOKED_AT) {
            if self.stored(seq)?.is_some_and(|stored| stored.is_like(row, credits)) {
                alike.push(seq);
            }
            if alike.len() == MOST_ALIKE {
                break;
            }
        }
        let any = !alike.is_empty();
        if any {
            self.alike.push((place, alike));
        }
        Ok(any)
    }

    /// The twins, once the whole file is known: the place of each row and its entry.
    pub(super) fn pair(self, known: &Known) -> Result<HashMap<u64, Seq>, StoreError> {
        let mut taken = HashSet::new();
        let mut twins = HashMap::new();
        for (place, alike) in &self.alike {
            for seq in alike {
                let Some(stored) = self.stored(*seq)? else { continue };
                let in_file = known.has_met(stored.external_id.as_deref(), stored.content);
                if !in_file && taken.insert(*seq) {
                    twins.insert(*place, *seq);
                    break;
                }
            }
        }
        Ok(twins)
    }

    fn stored(&self, seq: Seq) -> Result<Option<Stored>, StoreError> {
        let sql = "SELECT reported, status, quantity, credits, \
                          (SELECT text FROM term WHERE id = u.action), \
                          (SELECT text FROM term WHERE id = u.model), \
                          (SELECT text FROM term WHERE id = u.settings), \
                          (SELECT text FROM term WHERE id = u.member), \
                          (SELECT text FROM term WHERE id = u.project), external_id, content \
                   FROM usage u WHERE seq = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let stored = statement.query_row([seq.0], |row| {
            Ok(Stored {
                reported: row.get(0)?,
                status: row.get(1)?,
                quantity: row.get(2)?,
                credits: row.get(3)?,
                action: row.get(4)?,
                model: row.get(5)?,
                settings: row.get(6)?,
                member: row.get(7)?,
                project: row.get(8)?,
                external_id: row.get(9)?,
                content: row.get::<_, Option<[u8; 16]>>(10)?.map(u128::from_be_bytes),
            })
        });
        Ok(stored.optional()?)
    }
}

impl Stored {
    /// Whether a row says the same, but for its id, its time and what is kept beside it. What was
    /// typed may say less than a log.
    fn is_like(&self, row: &Row<'_>, credits: Option<Credits>) -> bool {
        let same = |ours: &Option<String>, theirs: Option<&str>| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.eq_ignore_ascii_case(theirs),
            (None, None) => true,
            _ => !self.reported,
        };
        let told = same(&self.model, row.model)
            && same(&self.member, row.member)
            && same(&self.project, row.project)
            && same(&self.settings, row.settings);
        let action = match (&self.action, row.action) {
            (Some(ours), Some(theirs)) => ours.eq_ignore_ascii_case(theirs),
            (ours, theirs) => ours.is_none() && theirs.is_none(),
        };
        let status = match row.status {
            Status::Succeeded => 0,
            Status::Failed => 1,
            Status::Pending => 2,
        };
        let amount = if self.reported {
            self.quantity == row.quantity && self.status == status
        } else {
            self.quantity == row.quantity
                || (self.credits.is_some() && self.credits == credits.map(Credits::micros))
        };
        action && told && amount
    }
}
