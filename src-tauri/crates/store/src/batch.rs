//! A batch: one transaction of entries, booked whole or not at all, and undone as one.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Charge, Entry, Fact, Seq, Source, Tag};
use bursar_ledger::instant::Instant;
use rusqlite::{CachedStatement, Connection, OptionalExtension, TransactionBehavior, params};
use uuid::Uuid;

use crate::entries::{self, join_tags, limited_member, usage_fact};
use crate::error::StoreError;
use crate::fact_row::{Event, UsageStatus};
use crate::locks::Reach;
use crate::open::Books;
use crate::replay::{self, Change};
use crate::roster;
use crate::target;
use crate::term::Terms;
use crate::usage_change;
use crate::wallet::{self, Wallet, WalletId};

/// What was booked together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt<T> {
    /// What the work gave.
    pub value: T,
    /// The batch; none when there was nothing to book.
    pub batch: Option<BatchSummary>,
}

/// A batch as it stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchSummary {
    /// The id of its first entry, which names it.
    pub id: Uuid,
    /// Its first entry.
    pub first: Seq,
    /// How many entries it has.
    pub entries: u64,
    /// When it was entered.
    pub recorded_at: Instant,
    /// What it was.
    pub title: String,
}

/// The batch that is being written.
pub struct Batch<'c> {
    pub(crate) conn: &'c Connection,
    pub(crate) terms: Terms,
    /// Kept at hand, since an import runs it a million times.
    insert_usage: CachedStatement<'c>,
    first: u64,
    next: u64,
    first_id: u128,
    recorded_at: Instant,
    title: String,
    source: Option<String>,
    /// Whoever enters this knows of the locks.
    pub(crate) behind_locks: bool,
    /// The locks that were looked up.
    pub(crate) locks: Vec<(WalletId, Option<Instant>)>,
}

/// A wallet to add.
#[derive(Clone, Debug)]
pub struct NewWallet {
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its policy and zone.
    pub rules: bursar_ledger::fact::WalletRules,
    /// The readings that were chosen.
    pub readings: std::collections::BTreeMap<String, String>,
}

/// A usage to book.
#[derive(Clone, Debug, Default)]
pub struct NewUsage<'a> {
    /// Typed in, or read from the provider's log.
    pub source: Source,
    /// Its status.
    pub status: Option<UsageStatus>,
    /// How many units; none if unknown.
    pub quantity: Option<i64>,
    /// What it costs; none if no rate matches.
    pub credits: Option<Credits>,
    /// What the rate card says, where the provider's own figure was given.
    pub rated: Option<Credits>,
    /// The feature.
    pub feature: Option<&'a str>,
    /// The action.
    pub action: Option<&'a str>,
    /// The model.
    pub model: Option<&'a str>,
    /// Its settings, as one text.
    pub settings: Option<&'a str>,
    /// Who.
    pub member: Option<&'a str>,
    /// For which project.
    pub project: Option<&'a str>,
    /// Labels that lots may be barred from.
    pub tags: &'a [Tag],
    /// The provider's id, or the user's own key.
    pub external_id: Option<&'a str>,
    /// A hash of its content.
    pub content: Option<u128>,
    /// Columns that were not read.
    pub extra: Option<&'a str>,
}

impl NewUsage<'_> {
    /// What it is to the engine; nothing if it neither costs nor holds.
    pub fn fact(&self, wallet: &Wallet) -> Option<Fact> {
        let charge = Charge {
            credits: self.credits?,
            member: limited_member(&wallet.rules, self.member),
            tags: self.tags.to_vec(),
            source: self.source,
        };
        usage_fact(&wallet.rules, self.status.unwrap_or(UsageStatus::Succeeded), charge)
    }
}

const INSERT_USAGE: &str = "INSERT INTO usage (seq, wallet, happened_at, reported, status, quantity, \
     credits, rated, feature, action, model, settings, member, project, tags, external_id, content, \
     extra) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";

impl Books {
    /// Books what `work` enters, in one transaction; an error books nothing.
    ///
    /// # Errors
    /// Whatever `work` returns, and what SQLite says.
    pub fn record<T>(
        &mut self,
        now: Instant,
        title: &str,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<Receipt<T>, StoreError> {
        let behind_locks = self.behind_locks;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::begin(&transaction, now, title)?;
        batch.behind_locks = behind_locks;
        let value = work(&mut batch)?;
        let summary = batch.finish()?;
        transaction.commit()?;
        Ok(Receipt { value, batch: summary })
    }
}

impl Books {
    /// Enters what `work` enters, hands out what it says of it, and keeps nothing: to see what would
    /// follow. No lock stands in its way.
    ///
    /// # Errors
    /// Whatever `work` returns, and what SQLite says.
    pub fn rehearse<T>(
        &mut self,
        now: Instant,
        work: impl FnOnce(&mut Batch<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        // Dropped without a commit, a transaction leaves nothing behind.
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::begin(&transaction, now, "rehearsal")?;
        batch.behind_locks = true;
        work(&mut batch)
    }
}

impl<'c> Batch<'c> {
    pub(crate) fn begin(
        conn: &'c Connection,
        now: Instant,
        title: &str,
    ) -> Result<Self, StoreError> {
        let sql = "SELECT first_seq, entries, recorded_at, first_id FROM batch \
                   ORDER BY first_seq DESC LIMIT 1";
        let last = conn.prepare_cached(sql)?.query_row([], |row| {
            let (first, entries): (u64, u64) = (row.get(0)?, row.get(1)?);
            let next_id = u128::from_be_bytes(row.get(3)?) + u128::from(entries);
            Ok((first + entries, Instant::from_micros(row.get(2)?), next_id))
        });
        let (first, recorded_before, next_id) = last.optional()?.unwrap_or((1, Instant::MIN, 0));
        // A clock that was put back does not change the order of entry.
        let recorded_at = now.max(recorded_before);
        Ok(Self {
            conn,
            terms: Terms::default(),
            insert_usage: conn.prepare_cached(INSERT_USAGE)?,
            first,
            next: first,
            // Within a millisecond the random parts of two ids are in no order.
            first_id: id_with_room(recorded_at).max(next_id),
            recorded_at,
            title: title.to_owned(),
            source: None,
            behind_locks: false,
            locks: Vec::new(),
        })
    }

    pub(crate) fn finish(self) -> Result<Option<BatchSummary>, StoreError> {
        let entries = self.next - self.first;
        if entries == 0 {
            return Ok(None);
        }
        let sql = "INSERT INTO batch (first_seq, entries, first_id, recorded_at, title, source) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.conn.prepare_cached(sql)?.execute(params![
            self.first,
            entries,
            self.first_id.to_be_bytes(),
            self.recorded_at.micros(),
            self.title,
            self.source,
        ])?;
        Ok(Some(BatchSummary {
            id: Uuid::from_u128(self.first_id),
            first: Seq(self.first),
            entries,
            recorded_at: self.recorded_at,
            title: self.title,
        }))
    }

    /// When its entries are recorded.
    pub fn recorded_at(&self) -> Instant {
        self.recorded_at
    }

    /// Says what it was, once that is known.
    pub fn set_title(&mut self, title: String) {
        self.title = title;
    }

    pub(crate) fn set_source(&mut self, source: String) {
        self.source = Some(source);
    }

    /// The id of one of its entries.
    pub fn id_of(&self, seq: Seq) -> Uuid {
        Uuid::from_u128(self.first_id + u128::from(seq.0 - self.first))
    }

    /// The place that the next entry will have.
    pub fn next_seq(&self) -> Seq {
        Seq(self.next)
    }

    pub(crate) fn take_seq(&mut self) -> Seq {
        self.next += 1;
        Seq(self.next - 1)
    }

    /// The wallet of a name.
    ///
    /// # Errors
    /// [`StoreError::UnknownWallet`].
    pub fn wallet(&self, name: &str) -> Result<Wallet, StoreError> {
        wallet::find(self.conn, name)?.ok_or_else(|| StoreError::UnknownWallet(name.to_owned()))
    }

    /// Adds a wallet.
    ///
    /// # Errors
    /// [`StoreError::WalletExists`].
    pub fn add_wallet(&mut self, new: &NewWallet) -> Result<Wallet, StoreError> {
        let name = new.name.trim();
        if wallet::find(self.conn, name)?.is_some() {
            return Err(StoreError::WalletExists(name.to_owned()));
        }
        let seq = self.take_seq();
        let sql = "INSERT INTO wallet (seq, name, provider, timezone, policy, readings) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.conn.prepare_cached(sql)?.execute(params![
            seq.0,
            name,
            new.provider,
            new.rules.zone.name(),
            serde_json::to_string(&new.rules.policy)?,
            serde_json::to_string(&new.readings)?,
        ])?;
        wallet::by_id(self.conn, WalletId(self.conn.last_insert_rowid()))
    }

    /// Keeps a provider's file; from now on it counts in place of an earlier one of that name.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn add_provider_file(&mut self, name: &str, text: &str) -> Result<Seq, StoreError> {
        let seq = self.take_seq();
        let sql = "INSERT INTO provider_file (seq, name, text) VALUES (?1, ?2, ?3)";
        self.conn.prepare_cached(sql)?.execute(params![seq.0, name, text])?;
        Ok(seq)
    }

    /// Books an event and what follows from it.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the rules refuse it.
    pub fn event(
        &mut self,
        wallet: &Wallet,
        at: Instant,
        event: &Event,
        key: Option<&str>,
    ) -> Result<Seq, StoreError> {
        target::check(self.conn, wallet, at, event)?;
        let (counts_from, reach) = match event {
            // A price counts from the usage on, which is booked already.
            Event::Priced { usage, .. } => (self.usage_place(*usage)?.1, Reach::Booked),
            _ => (at, Reach::New),
        };
        self.check_lock(wallet.id, counts_from, reach)?;
        let seq = self.insert_event(Some(wallet.id), at, event, key)?;
        match event {
            Event::Priced { usage, .. } => {
                usage_change::refresh(self.conn, *usage)?;
                let (_, used_at) = self.usage_place(*usage)?;
                replay::recompute(self.conn, wallet, used_at, Change::Reported)?;
            }
            Event::Settled { usage, .. } => {
                let entry = entries::entry_of(self.conn, wallet, seq, at, event)?;
                usage_change::refresh(self.conn, *usage)?;
                if let Some(entry) = entry {
                    replay::enter(self.conn, wallet, &entry, Change::Typed(entry.seq))?;
                }
            }
            _ => {
                if let Some(entry) = entries::entry_of(self.conn, wallet, seq, at, event)? {
                    replay::enter(self.conn, wallet, &entry, Change::Typed(seq))?;
                }
            }
        }
        Ok(seq)
    }

    pub(crate) fn insert_event(
        &mut self,
        wallet: Option<WalletId>,
        at: Instant,
        event: &Event,
        key: Option<&str>,
    ) -> Result<Seq, StoreError> {
        let seq = self.take_seq();
        let sql = "INSERT INTO event (seq, wallet, happened_at, kind, target, key, body) \
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.conn.prepare_cached(sql)?.execute(params![
            seq.0,
            wallet.map(|wallet| wallet.0),
            at.micros(),
            event.kind(),
            event.target().map(|target| target.0),
            key,
            event.body()?,
        ])?;
        Ok(seq)
    }

    /// Books a usage and draws its credits.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the wallet cannot cover a typed usage,
    /// [`StoreError::MemberLimit`] when its member's limit does not allow it.
    pub fn usage(
        &mut self,
        wallet: &Wallet,
        at: Instant,
        usage: &NewUsage<'_>,
    ) -> Result<Seq, StoreError> {
        roster::check_limits(self.conn, wallet, at, usage, 1)?;
        let seq = self.insert_usage(wallet, at, usage)?;
        if let Some(fact) = usage.fact(wallet) {
            let change = match usage.source {
                Source::Typed => Change::Typed(seq),
                Source::Reported => Change::Reported,
            };
            replay::enter(self.conn, wallet, &Entry { seq, at, fact }, change)?;
        }
        Ok(seq)
    }

    /// Books so many typed usages that are alike, at one instant.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the wallet cannot cover all of them,
    /// [`StoreError::MemberLimit`] when their member's limit does not allow them.
    pub fn usages_alike(
        &mut self,
        wallet: &Wallet,
        at: Instant,
        usage: &NewUsage<'_>,
        count: u32,
    ) -> Result<Vec<Seq>, StoreError> {
        roster::check_limits(self.conn, wallet, at, usage, count)?;
        let seqs: Vec<Seq> =
            (0..count).map(|_| self.insert_usage(wallet, at, usage)).collect::<Result<_, _>>()?;
        if let Some(fact) = usage.fact(wallet) {
            let entry = |seq: &Seq| Entry { seq: *seq, at, fact: fact.clone() };
            let entries: Vec<Entry> = seqs.iter().map(entry).collect();
            replay::enter_alike(self.conn, wallet, &entries)?;
        }
        Ok(seqs)
    }

    /// Books many usages that the provider reported, with one pass over the lots.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn usages(
        &mut self,
        wallet: &Wallet,
        usages: &[(Instant, NewUsage<'_>)],
    ) -> Result<(), StoreError> {
        for (at, usage) in usages {
            self.insert_usage(wallet, *at, usage)?;
        }
        match usages.iter().map(|(at, _)| *at).min() {
            Some(first) => replay::recompute(self.conn, wallet, first, Change::Reported),
            None => Ok(()),
        }
    }

    pub(crate) fn insert_usage(
        &mut self,
        wallet: &Wallet,
        at: Instant,
        usage: &NewUsage<'_>,
    ) -> Result<Seq, StoreError> {
        self.check_lock(wallet.id, at, Reach::New)?;
        let seq = self.take_seq();
        let conn = self.conn;
        let feature = self.terms.number(conn, usage.feature)?;
        let action = self.terms.number(conn, usage.action)?;
        let model = self.terms.number(conn, usage.model)?;
        let settings = self.terms.number(conn, usage.settings)?;
        let member = self.terms.number(conn, usage.member)?;
        let project = self.terms.number(conn, usage.project)?;
        let tags = match join_tags(usage.tags) {
            Some(joined) => self.terms.number(conn, Some(&joined))?,
            None => None,
        };
        let status = usage.status.unwrap_or(UsageStatus::Succeeded);
        self.insert_usage.execute(params![
            seq.0,
            wallet.id.0,
            at.micros(),
            usage.source == Source::Reported,
            status.code(),
            usage.quantity,
            usage.credits.map(Credits::micros),
            usage.rated.map(Credits::micros),
            feature,
            action,
            model,
            settings,
            member,
            project,
            tags,
            usage.external_id,
            usage.content.map(u128::to_be_bytes),
            usage.extra,
        ])?;
        Ok(seq)
    }

    /// The wallet of a usage and when it happened.
    pub(crate) fn usage_place(&self, usage: Seq) -> Result<(WalletId, Instant), StoreError> {
        let sql = "SELECT wallet, happened_at FROM usage WHERE seq = ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let found = statement.query_row([usage.0], |row| {
            Ok((WalletId(row.get(0)?), Instant::from_micros(row.get(1)?)))
        });
        found.optional()?.ok_or_else(|| StoreError::UnknownEntry(usage.0.to_string()))
    }
}

/// A new UUIDv7 whose random part leaves room to count on for every entry of the batch.
fn id_with_room(at: Instant) -> u128 {
    const HIGHEST_RANDOM_BITS: u128 = 0b11 << 60;
    let micros = at.micros().max(0).unsigned_abs();
    let (seconds, rest) = (micros / 1_000_000, micros % 1_000_000);
    let nanos = u32::try_from(rest * 1000).unwrap_or(0);
    let stamp = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
    Uuid::new_v7(stamp).as_u128() & !HIGHEST_RANDOM_BITS
}
