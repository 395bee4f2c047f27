//! The journal in bulk, for exports: every entry once, in the order of entry, with what it drew.
//!
//! One pass over each table, whatever the number of usages; texts that usages share are read once.

use std::collections::HashMap;
use std::iter::Peekable;
use std::vec::IntoIter;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use rusqlite::{Connection, OptionalExtension, Row, Transaction};
use uuid::Uuid;

use crate::drawn_lots::DrawnLots;
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::journal_rows::{JournalEntry, JournalFact, OTHER_ENTRIES, UsageRow, other_fact};
use crate::open::Books;
use crate::usage_scan::{DRAWS, LotFacts, PricedDraws};
use crate::wallet::{self, WalletId};

/// The books as they are now, whatever other programs write while it lives.
#[derive(Debug)]
pub struct Snapshot<'b> {
    _transaction: Transaction<'b>,
}

/// What a usage drew from a lot, net of refunds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedDraw<'a> {
    /// The lot.
    pub lot: &'a LotFacts,
    /// How much.
    pub credits: Credits,
    /// What it cost, the same as in reports; none where the lot has no price.
    pub cost: Option<Money>,
}

impl Books {
    /// Holds the books as they are for several questions.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        let transaction = self.conn.unchecked_transaction()?;
        // A deferred transaction begins with the first read.
        transaction.query_row("SELECT COUNT(*) FROM wallet", [], |_| Ok(()))?;
        Ok(Snapshot { _transaction: transaction })
    }

    /// Hands out every entry in the order of entry, voided ones too; usages with their draws from
    /// the lots of every wallet.
    ///
    /// # Errors
    /// The books cannot be read, or `each` fails.
    pub fn export_each<E: From<StoreError>>(
        &self,
        lots: &DrawnLots,
        mut each: impl FnMut(&JournalEntry, &[ExportedDraw<'_>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let conn = &self.conn;
        let names = Names::read(self)?;
        let mut batches = Batches::read(conn)?;
        let voided = Voided::read(conn, Span::ALL.known)?;
        let mut others = others(conn)?.into_iter().peekable();
        let mut usages = conn.prepare_cached(USAGES).map_err(StoreError::from)?;
        let mut usages = usages.query([]).map_err(StoreError::from)?;
        let mut draws = conn.prepare_cached(DRAWS).map_err(StoreError::from)?;
        let mut draws = PricedDraws::new(&mut draws, lots)?;
        let mut of_usage = Vec::new();
        let mut drawn = Vec::new();
        while let Some(row) = usages.next().map_err(StoreError::from)? {
            let (seq, wallet, happened_at, usage) = names.usage(row).map_err(StoreError::from)?;
            while let Some(other) = others.next_if(|other| other.seq < seq) {
                each(&names.entry(other, &mut batches, &voided), &[])?;
            }
            draws.of(WalletId(wallet), seq, &mut of_usage)?;
            let lots = lots.of(WalletId(wallet));
            drawn.clear();
            drawn.extend(of_usage.iter().filter_map(|draw| {
                let lot = lots.get(draw.lot as usize)?;
                Some(ExportedDraw { lot, credits: draw.credits, cost: draw.cost })
            }));
            let fact = JournalFact::Usage(Box::new(usage));
            let other = Other { seq, wallet: Some(wallet), happened_at: Some(happened_at), fact };
            each(&names.entry(other, &mut batches, &voided), &drawn)?;
        }
        for other in others {
            each(&names.entry(other, &mut batches, &voided), &[])?;
        }
        Ok(())
    }

    /// The text of a usage and of whom it was for, by its entry; none for another entry.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn usage_of(&self, seq: Seq) -> Result<Option<UsageRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(ONE_USAGE)?;
        let texts = |row: &Row<'_>, place: usize| row.get::<_, Option<String>>(place);
        let found = statement.query_row([seq.0], |row| {
            Ok(UsageRow {
                feature: texts(row, 7)?,
                action: texts(row, 8)?,
                model: texts(row, 9)?,
                settings: texts(row, 10)?,
                member: texts(row, 11)?,
                project: texts(row, 12)?,
                ..plain_usage(row)?
            })
        });
        Ok(found.optional()?)
    }

    /// The id of an entry.
    ///
    /// # Errors
    /// [`StoreError::UnknownEntry`].
    pub fn id_of(&self, seq: Seq) -> Result<Uuid, StoreError> {
        let sql = "SELECT first_seq, first_id FROM batch WHERE first_seq <= ?1 \
                   ORDER BY first_seq DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row([seq.0], |row| {
            Ok((row.get::<_, u64>(0)?, u128::from_be_bytes(row.get(1)?)))
        });
        let (first, id) =
            found.optional()?.ok_or_else(|| StoreError::UnknownEntry(seq.0.to_string()))?;
        Ok(Uuid::from_u128(id + u128::from(seq.0 - first)))
    }
}

const USAGES: &str = "SELECT u.reported, COALESCE(c.status, u.status), u.quantity, \
         COALESCE(c.credits, u.credits), u.rated, COALESCE(c.refunded, 0), u.external_id, \
         u.feature, u.action, u.model, u.settings, u.member, u.project, u.extra, \
         u.seq, u.wallet, u.happened_at \
     FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq ORDER BY u.seq";

const ONE_USAGE: &str = "SELECT u.reported, COALESCE(c.status, u.status), u.quantity, \
         COALESCE(c.credits, u.credits), u.rated, COALESCE(c.refunded, 0), u.external_id, \
         (SELECT text FROM term WHERE id = u.feature), (SELECT text FROM term WHERE id = u.action), \
         (SELECT text FROM term WHERE id = u.model), (SELECT text FROM term WHERE id = u.settings), \
         (SELECT text FROM term WHERE id = u.member), (SELECT text FROM term WHERE id = u.project), \
         u.extra \
     FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq WHERE u.seq = ?1";

/// An entry that has not been named yet.
struct Other {
    seq: Seq,
    wallet: Option<i64>,
    happened_at: Option<Instant>,
    fact: JournalFact,
}

/// Every entry that is not a usage, in the order of entry.
fn others(conn: &Connection) -> Result<Vec<Other>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{OTHER_ENTRIES} ORDER BY seq"))?;
    let mut rows = statement.query([])?;
    let mut others = Vec::new();
    while let Some(row) = rows.next()? {
        let fact = other_fact(row)?;
        let happened_at = row.get::<_, Option<i64>>(2)?.map(Instant::from_micros);
        others.push(Other { seq: Seq(row.get(0)?), wallet: row.get(1)?, happened_at, fact });
    }
    Ok(others)
}

/// What entries have in common: texts and wallets.
struct Names {
    texts: HashMap<i64, String>,
    wallets: HashMap<i64, String>,
}

impl Names {
    fn read(books: &Books) -> Result<Self, StoreError> {
        let mut statement = books.conn.prepare_cached("SELECT id, text FROM term")?;
        let texts = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let texts = texts.collect::<Result<_, _>>()?;
        let mut wallets = HashMap::new();
        for wallet in wallet::all(&books.conn)? {
            wallets.insert(wallet.id.0, wallet.name);
        }
        Ok(Self { texts, wallets })
    }

    fn usage(&self, row: &Row<'_>) -> rusqlite::Result<(Seq, i64, Instant, UsageRow)> {
        let text = |place: usize| {
            let term = row.get::<_, Option<i64>>(place)?;
            Ok::<_, rusqlite::Error>(term.and_then(|term| self.texts.get(&term).cloned()))
        };
        let usage = UsageRow {
            feature: text(7)?,
            action: text(8)?,
            model: text(9)?,
            settings: text(10)?,
            member: text(11)?,
            project: text(12)?,
            ..plain_usage(row)?
        };
        Ok((Seq(row.get(14)?), row.get(15)?, Instant::from_micros(row.get(16)?), usage))
    }

    fn entry(&self, other: Other, batches: &mut Batches, voided: &Voided) -> JournalEntry {
        let Other { seq, wallet, happened_at, fact } = other;
        let (id, recorded_at) = batches.of(seq);
        JournalEntry {
            seq,
            id,
            recorded_at,
            happened_at: happened_at.unwrap_or(recorded_at),
            wallet: wallet.and_then(|wallet| self.wallets.get(&wallet).cloned()),
            wallet_id: wallet.map(WalletId),
            fact,
            voided: voided.covers(seq),
        }
    }
}

/// A usage without its texts.
fn plain_usage(row: &Row<'_>) -> rusqlite::Result<UsageRow> {
    let credits = |micros: Option<i64>| micros.map(Credits::from_micros);
    Ok(UsageRow {
        reported: row.get(0)?,
        status: UsageStatus::from_code(row.get(1)?),
        quantity: row.get(2)?,
        credits: credits(row.get(3)?),
        rated: credits(row.get(4)?),
        refunded: Credits::from_micros(row.get(5)?),
        external_id: row.get(6)?,
        feature: None,
        action: None,
        model: None,
        settings: None,
        member: None,
        project: None,
        extra: row.get(13)?,
    })
}

/// The batches, in the order of entry.
struct Batches {
    ahead: Peekable<IntoIter<(u64, u128, Instant)>>,
    now: (u64, u128, Instant),
}

impl Batches {
    fn read(conn: &Connection) -> Result<Self, StoreError> {
        let sql = "SELECT first_seq, first_id, recorded_at FROM batch ORDER BY first_seq";
        let mut statement = conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let id = u128::from_be_bytes(row.get(1)?);
            Ok((row.get(0)?, id, Instant::from_micros(row.get(2)?)))
        })?;
        let batches: Vec<_> = rows.collect::<Result<_, _>>()?;
        Ok(Self { ahead: batches.into_iter().peekable(), now: (0, 0, Instant::MIN) })
    }

    /// The id of an entry and when it was entered; entries are asked for in their order.
    fn of(&mut self, seq: Seq) -> (Uuid, Instant) {
        while let Some(next) = self.ahead.next_if(|(first, ..)| *first <= seq.0) {
            self.now = next;
        }
        let (first, id, recorded_at) = self.now;
        (Uuid::from_u128(id + u128::from(seq.0.saturating_sub(first))), recorded_at)
    }
}
