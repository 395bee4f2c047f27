//! The journal as rows for readers: usages with their texts, events, and the ids of entries.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Draw, LotIndex};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::{Event, UsageStatus};
use crate::open::Books;
use crate::wallet::{NAME, Wallet, WalletId};

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// Its place in the order of entry.
    pub seq: Seq,
    /// Its id.
    pub id: Uuid,
    /// When it was entered.
    pub recorded_at: Instant,
    /// When it counts.
    pub happened_at: Instant,
    /// The name of its wallet.
    pub wallet: Option<String>,
    /// Its wallet.
    pub wallet_id: Option<WalletId>,
    /// What it is.
    pub fact: JournalFact,
    /// It no longer counts.
    pub voided: bool,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalFact {
    /// A wallet was added; its provider.
    WalletAdded(String),
    /// A provider's file was given; its name.
    ProviderFile(String),
    /// A usage.
    Usage(Box<UsageRow>),
    /// Something was said about a member or a project.
    Roster(RosterFact),
    /// The books of a wallet were locked up to an instant, or unlocked.
    BookLock(Option<Instant>),
    /// A month of a project was closed: the project, the month, its statement as a JSON object.
    MonthClosed(Box<(String, String, String)>),
    /// Something about a wallet was changed; what, as a JSON object.
    WalletChanged(String),
    /// Anything else, with the key it was entered under.
    Event(Box<Event>, Option<String>),
}

/// Something that was said about a member or a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterFact {
    /// `member` or `project`.
    pub kind: String,
    /// The name it is about.
    pub name: String,
    /// What changed: `added`, `renamed` …
    pub change: String,
    /// The particulars, as a JSON object.
    pub body: String,
}

/// A usage with its texts, as later entries left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageRow {
    /// Read from the provider's log rather than typed.
    pub reported: bool,
    /// Its status, settled or not.
    pub status: UsageStatus,
    /// How many units; none if unknown.
    pub quantity: Option<i64>,
    /// Its credits; none if it is unpriced.
    pub credits: Option<Credits>,
    /// What the rate card says, where the provider's own figure was given.
    pub rated: Option<Credits>,
    /// What was refunded of it.
    pub refunded: Credits,
    /// The feature.
    pub feature: Option<String>,
    /// The action.
    pub action: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// The settings, as one text.
    pub settings: Option<String>,
    /// Who.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// The provider's id, or the user's key.
    pub external_id: Option<String>,
    /// Columns that were not read, as a JSON object.
    pub extra: Option<String>,
}

/// Every entry that is not a usage.
pub(crate) const OTHER_ENTRIES: &str = "SELECT seq, id AS wallet, NULL AS happened_at, 'wallet' AS what, provider AS a, NULL AS b, \
            NULL AS c FROM wallet \
     UNION ALL SELECT seq, NULL, NULL, 'provider_file', name, NULL, NULL FROM provider_file \
     UNION ALL SELECT seq, NULL, NULL, 'roster', json_array(kind, name, change, body), NULL, NULL \
            FROM roster \
     UNION ALL SELECT seq, wallet, NULL, 'book_lock', json_array(until), NULL, NULL FROM book_lock \
     UNION ALL SELECT seq, NULL, NULL, 'month_close', json_array(project, month, body), NULL, NULL \
            FROM month_close \
     UNION ALL SELECT seq, wallet, NULL, 'wallet_change', body, NULL, NULL FROM wallet_change \
     UNION ALL SELECT seq, wallet, happened_at, kind, body, target, key FROM event";

const ENTRIES: &str = "SELECT seq, wallet, happened_at, what, a, b, c FROM (";

const USAGE_ENTRIES: &str =
    "UNION ALL SELECT seq, wallet, happened_at, 'usage', NULL, NULL, NULL FROM usage";

/// The fact of a row of [`OTHER_ENTRIES`]: what it is, its body, what it refers to, its key.
pub(crate) fn other_fact(row: &Row<'_>) -> Result<JournalFact, StoreError> {
    let (what, body): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(match what.as_str() {
        "wallet" => JournalFact::WalletAdded(body),
        "provider_file" => JournalFact::ProviderFile(body),
        "roster" => {
            let (kind, name, change, body) = serde_json::from_str(&body)?;
            JournalFact::Roster(RosterFact { kind, name, change, body })
        }
        "book_lock" => {
            let (until,): (Option<i64>,) = serde_json::from_str(&body)?;
            JournalFact::BookLock(until.map(Instant::from_micros))
        }
        "month_close" => JournalFact::MonthClosed(Box::new(serde_json::from_str(&body)?)),
        "wallet_change" => JournalFact::WalletChanged(body),
        kind => {
            let target = row.get::<_, Option<u64>>(5)?.map(Seq);
            JournalFact::Event(Box::new(Event::read(kind, target, &body)?), row.get(6)?)
        }
    })
}

impl Books {
    /// Hands out entries of the journal in the order of entry, of one wallet or of all, from an
    /// entry on, as long as `each` wants more.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn journal_each(
        &self,
        wallet: Option<&Wallet>,
        from: Seq,
        each: &mut dyn FnMut(JournalEntry) -> bool,
    ) -> Result<(), StoreError> {
        self.entries_between(wallet, from, Seq(i64::MAX.unsigned_abs()), each)
    }

    fn entries_between(
        &self,
        wallet: Option<&Wallet>,
        first: Seq,
        last: Seq,
        each: &mut dyn FnMut(JournalEntry) -> bool,
    ) -> Result<(), StoreError> {
        let sql = format!(
            "{ENTRIES} {OTHER_ENTRIES} {USAGE_ENTRIES}) \
             WHERE seq BETWEEN ?1 AND ?2 AND (?3 IS NULL OR wallet = ?3) ORDER BY seq"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let wallet = wallet.map(|wallet| wallet.id.0);
        let mut rows = statement.query(params![first.0, last.0, wallet])?;
        let mut reader = EntryReader::new(&self.conn)?;
        while let Some(row) = rows.next()? {
            if !each(reader.read(row)?) {
                break;
            }
        }
        Ok(())
    }

    /// One entry.
    ///
    /// # Errors
    /// [`StoreError::UnknownEntry`].
    pub fn entry(&self, seq: Seq) -> Result<JournalEntry, StoreError> {
        let mut found = None;
        self.entries_between(None, seq, seq, &mut |entry| {
            found = Some(entry);
            false
        })?;
        let unknown = || StoreError::UnknownEntry(seq.0.to_string());
        found.filter(|entry| entry.seq == seq).ok_or_else(unknown)
    }

    /// The latest entries of a wallet (or of all) by the time they happened, before a place in
    /// that order.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn latest_entries(
        &self,
        wallet: Option<&Wallet>,
        before: Option<(Instant, Seq)>,
        limit: u32,
    ) -> Result<Vec<JournalEntry>, StoreError> {
        let wallets = match wallet {
            Some(wallet) => vec![wallet.clone()],
            None => self.wallets()?,
        };
        let (at, seq) = before.unwrap_or((Instant::MAX, Seq(i64::MAX.unsigned_abs())));
        let mut places: Vec<(i64, u64)> = Vec::new();
        for table in ["usage", "event"] {
            let sql = format!(
                "SELECT happened_at, seq FROM {table} WHERE wallet = ?1 \
                 AND (happened_at, seq) < (?2, ?3) ORDER BY happened_at DESC, seq DESC LIMIT ?4"
            );
            let mut statement = self.conn.prepare_cached(&sql)?;
            for wallet in &wallets {
                let rows = statement
                    .query_map(params![wallet.id.0, at.micros(), seq.0, limit], |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })?;
                for place in rows {
                    places.push(place?);
                }
            }
        }
        places.sort_unstable_by(|a, b| b.cmp(a));
        places.truncate(limit as usize);
        places.into_iter().map(|(_, seq)| self.entry(Seq(seq))).collect()
    }

    /// How many entries a wallet has.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn entry_count(&self, wallet: &Wallet) -> Result<u64, StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM usage WHERE wallet = ?1) \
                   + (SELECT COUNT(*) FROM event WHERE wallet = ?1)";
        Ok(self.conn.prepare_cached(sql)?.query_row([wallet.id.0], |row| row.get(0))?)
    }

    /// What a usage drew from which lots, in order.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn draws(&self, usage: Seq) -> Result<Vec<(String, Draw)>, StoreError> {
        let sql = "SELECT l.id, d.lot, d.credits, d.returned FROM draw d \
                   JOIN usage u ON u.seq = d.usage \
                   JOIN lot l ON l.wallet = u.wallet AND l.place = d.lot \
                   WHERE d.usage = ?1 ORDER BY d.position";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([usage.0], |row| {
            let draw = Draw {
                lot: LotIndex(row.get(1)?),
                credits: Credits::from_micros(row.get(2)?),
                returned: Credits::from_micros(row.get(3)?),
            };
            Ok((row.get(0)?, draw))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entry of an id: a UUID, or, in a wallet, the
    /// provider's id or the user's key.
    ///
    /// # Errors
    /// [`StoreError::UnknownEntry`].
    pub fn find_entry(&self, wallet: Option<&Wallet>, id: &str) -> Result<Seq, StoreError> {
        let unknown = || StoreError::UnknownEntry(bursar_ledger::credits::shorten(id));
        if let Some(wallet) = wallet
            && let Some(seq) = self.find_by_key(wallet, id.trim())?
        {
            return Ok(seq);
        }
        let id: Uuid = id.trim().parse().map_err(|_| unknown())?;
        let sql = "SELECT first_seq, entries, first_id FROM batch WHERE first_id <= ?1 \
                   ORDER BY first_id DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row([id.into_bytes()], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?, row.get::<_, [u8; 16]>(2)?))
        });
        let (first, entries, first_id) = found.optional()?.ok_or_else(unknown)?;
        let offset = id.as_u128() - u128::from_be_bytes(first_id);
        let offset = u64::try_from(offset).ok().filter(|offset| *offset < entries);
        offset.map(|offset| Seq(first + offset)).ok_or_else(unknown)
    }

    /// The entry of a wallet that was entered under a key, if it counts.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn find_by_key(&self, wallet: &Wallet, key: &str) -> Result<Option<Seq>, StoreError> {
        let sql = "SELECT seq FROM event WHERE wallet = ?1 AND key = ?2 \
                   UNION ALL SELECT seq FROM usage WHERE wallet = ?1 AND external_id = ?2 \
                   ORDER BY seq DESC";
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![wallet.id.0, key], |row| row.get(0).map(Seq))?;
        for seq in rows {
            let seq = seq?;
            if !voided.covers(seq) {
                return Ok(Some(seq));
            }
        }
        Ok(None)
    }
}

/// Turns rows of [`ENTRIES`] into entries; the batch of the last one is remembered.
struct EntryReader<'c> {
    conn: &'c Connection,
    voided: Voided,
    batch: Option<(u64, u64, u128, Instant)>,
}

impl JournalFact {
    /// What it is called in exports and in the journal, where it is no usage.
    pub fn kind(&self) -> &str {
        match self {
            Self::WalletAdded(_) => "wallet_added",
            Self::ProviderFile(_) => "provider_file",
            Self::Usage(_) => "usage",
            Self::Roster(fact) => &fact.kind,
            Self::BookLock(_) => "book_lock",
            Self::MonthClosed(_) => "month_closed",
            Self::WalletChanged(_) => "wallet_changed",
            Self::Event(event, _) => event.kind(),
        }
    }
}

impl<'c> EntryReader<'c> {
    fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self { conn, voided: Voided::read(conn, Span::ALL.known)?, batch: None })
    }

    fn read(&mut self, row: &Row<'_>) -> Result<JournalEntry, StoreError> {
        let seq = Seq(row.get(0)?);
        let (id, recorded_at) = self.batch_of(seq)?;
        let what: String = row.get(3)?;
        let fact = match what.as_str() {
            "usage" => JournalFact::Usage(Box::new(usage_row(self.conn, seq)?)),
            _ => other_fact(row)?,
        };
        let wallet: Option<i64> = row.get(1)?;
        Ok(JournalEntry {
            seq,
            id,
            recorded_at,
            happened_at: row.get::<_, Option<i64>>(2)?.map_or(recorded_at, Instant::from_micros),
            wallet: wallet.map(|wallet| wallet_name(self.conn, wallet)).transpose()?,
            wallet_id: wallet.map(WalletId),
            fact,
            voided: self.voided.covers(seq),
        })
    }

    fn batch_of(&mut self, seq: Seq) -> Result<(Uuid, Instant), StoreError> {
        let (first, _, first_id, recorded_at) = match self.batch {
            Some(batch) if batch.0 <= seq.0 && seq.0 < batch.0 + batch.1 => batch,
            _ => {
                let sql = "SELECT first_seq, entries, first_id, recorded_at FROM batch \
                           WHERE first_seq <= ?1 ORDER BY first_seq DESC LIMIT 1";
                let mut statement = self.conn.prepare_cached(sql)?;
                let batch = statement.query_row([seq.0], |row| {
                    let first_id = u128::from_be_bytes(row.get(2)?);
                    Ok((row.get(0)?, row.get(1)?, first_id, Instant::from_micros(row.get(3)?)))
                })?;
                *self.batch.insert(batch)
            }
        };
        Ok((Uuid::from_u128(first_id + u128::from(seq.0 - first)), recorded_at))
    }
}

fn wallet_name(conn: &Connection, wallet: i64) -> Result<String, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {NAME} FROM wallet WHERE id = ?1"))?;
    Ok(statement.query_row([wallet], |row| row.get(0))?)
}

fn usage_row(conn: &Connection, seq: Seq) -> Result<UsageRow, StoreError> {
    let sql = "SELECT u.reported, COALESCE(c.status, u.status), u.quantity, \
                      COALESCE(c.credits, u.credits), u.rated, COALESCE(c.refunded, 0), \
                      (SELECT text FROM term WHERE id = u.feature), \
                      (SELECT text FROM term WHERE id = u.action), \
                      (SELECT text FROM term WHERE id = u.model), \
                      (SELECT text FROM term WHERE id = u.settings), \
                      (SELECT text FROM term WHERE id = u.member), \
                      (SELECT text FROM term WHERE id = u.project), u.external_id, u.extra \
               FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq WHERE u.seq = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let credits = |micros: Option<i64>| micros.map(Credits::from_micros);
    Ok(statement.query_row([seq.0], |row| {
        Ok(UsageRow {
            reported: row.get(0)?,
            status: UsageStatus::from_code(row.get(1)?),
            quantity: row.get(2)?,
            credits: credits(row.get(3)?),
            rated: credits(row.get(4)?),
            refunded: Credits::from_micros(row.get(5)?),
            feature: row.get(6)?,
            action: row.get(7)?,
            model: row.get(8)?,
            settings: row.get(9)?,
            member: row.get(10)?,
            project: row.get(11)?,
            external_id: row.get(12)?,
            extra: row.get(13)?,
        })
    })?)
}
