//! Intake: the rows of a provider's log become usages of a wallet, in one transaction.
//!
//! One thread reads the file, the other prices, looks for rows that are already there, writes and
//! draws. A row that cannot be taken is reported and stops nothing; cancelling or failing leaves the
//! books as they were.

mod chunk;
mod known;
mod pricing;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Charge, Entry, Seq, Source, Tag};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::FailedUsage;
use bursar_ledger::rate::RateCard;
use rusqlite::TransactionBehavior;

use crate::batch::{Batch, BatchSummary, NewUsage};
use crate::book::BookOnDisk;
use crate::entries::usage_fact;
use crate::error::StoreError;
use crate::fact_row::{Event, UsageStatus};
use crate::import::{Field, ImportError, Log, Mapping, ReadReport, Row, RowError, Status};
use crate::open::Books;
use crate::replay::{self, Change};
use crate::wallet::Wallet;

use chunk::Chunk;
use known::{Found, Known};
use pricing::Pricing;

/// Errors of single rows that are kept; beyond them they are only counted.
pub const MOST_ERRORS_KEPT: usize = 10_000;

/// Chunks that wait between the two threads.
const CHUNKS_WAITING: usize = 8;
/// Rows between two looks at the cancel flag while they are drawn.
const DRAWN_BETWEEN_LOOKS: usize = 2048;

/// A log, and how it is to be taken in.
pub struct Intake<'a> {
    /// The wallet it belongs to.
    pub wallet: &'a str,
    /// The log.
    pub log: Log,
    /// Its complete mapping.
    pub mapping: &'a Mapping,
    /// The rate card of the wallet's provider.
    pub rates: &'a RateCard,
    /// The name of the file, for the journal.
    pub name: &'a str,
    /// Do everything and keep nothing.
    pub dry_run: bool,
}

/// What an intake is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading, pricing, looking for rows that are already there, writing.
    Reading,
    /// Drawing from the lots.
    Drawing,
    /// Committing: from here on it cannot be cancelled.
    Saving,
}

/// How far an intake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntakeProgress {
    /// What it is doing.
    pub stage: Stage,
    /// Rows done in this stage.
    pub rows: u64,
    /// Parts of a thousand of this stage that are done, where that is known.
    pub permille: Option<u32>,
}

/// What came of an intake. `read = added + already_there + rejected`, and
/// `added = charged + held + failed + unpriced`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IntakeReport {
    /// Rows in the file.
    pub read: u64,
    /// Rows booked.
    pub added: u64,
    /// Rows that the books already held.
    pub already_there: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// Usages that were charged.
    pub charged: u64,
    /// Pending usages that hold credits.
    pub held: u64,
    /// Failed usages.
    pub failed: u64,
    /// Usages without a price.
    pub unpriced: u64,
    /// Credits charged.
    pub credits: Credits,
    /// Credits held.
    pub held_credits: Credits,
    /// Credits of this log that no lot covers.
    pub uncovered: Credits,
    /// What was wrong with the rejected rows, in the order of the file.
    pub errors: Vec<RowError>,
    /// The batch; none when nothing was added, or in a dry run.
    pub batch: Option<BatchSummary>,
}

impl Books {
    /// Takes a log in.
    ///
    /// # Errors
    /// The file or its mapping cannot be used, the user cancelled, or the books cannot be written.
    /// Nothing is kept then.
    pub fn take_in(
        &mut self,
        now: Instant,
        intake: Intake<'_>,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, StoreError> {
        // A dry run keeps nothing, so that no lock stands in its way.
        let behind_locks = self.behind_locks || intake.dry_run;
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::begin(&transaction, now, "import")?;
        batch.behind_locks = behind_locks;
        let wallet = batch.wallet(intake.wallet)?;
        let zone = wallet.rules.zone;
        intake.log.check(intake.mapping, zone).map_err(ImportError::from)?;
        let bytes = intake.log.progress();

        let (sender, receiver) = sync_channel(CHUNKS_WAITING);
        let (log, mapping) = (intake.log, intake.mapping);
        let mut work = Work::new(&mut batch, &wallet, intake.rates)?;
        let read = std::thread::scope(|scope| {
            let reader = scope.spawn(move || read_chunks(log, mapping, zone, &sender, cancelled));
            let written = work.write_chunks(&receiver, &bytes, progress, cancelled);
            drop(receiver);
            let read = reader.join().map_err(|_| {
                StoreError::Unreadable("reading the file failed; please report it".to_owned())
            })?;
            written.and(read.map_err(StoreError::from))
        })?;
        if cancelled() {
            return Err(StoreError::Cancelled);
        }
        let mut report = work.draw(progress, cancelled)?;
        report.read = read.rows + read.rejected;
        batch.set_title(format!("import of {} from {}", rows_in_words(report.added), intake.name));
        batch.set_source(source_of(intake.name, &read));
        progress(IntakeProgress { stage: Stage::Saving, rows: report.added, permille: None });
        if cancelled() {
            return Err(StoreError::Cancelled);
        }
        if intake.dry_run {
            return Ok(report);
        }
        report.batch = batch.finish()?;
        if report.batch.is_some() {
            transaction.commit()?;
            self.tidy_log()?;
        }
        Ok(report)
    }
}

/// The first thread: rows in chunks, until the file ends or nobody listens any more.
fn read_chunks(
    log: Log,
    mapping: &Mapping,
    zone: Zone,
    sender: &SyncSender<Chunk>,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Result<ReadReport, ImportError> {
    let mut chunk = Chunk::default();
    let report = log.read_rows(mapping, zone, &mut |row| {
        chunk.push(row);
        if !chunk.is_full() {
            return ControlFlow::Continue(());
        }
        if cancelled() || sender.send(std::mem::take(&mut chunk)).is_err() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    // Whoever stopped listening says why itself.
    let _ = sender.send(chunk);
    Ok(report)
}

/// A usage that waits to be drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Waiting {
    at: Instant,
    seq: Seq,
    credits: i64,
    status: u8,
    /// Tags and member, by their place in `Work::labels`; 0 is neither.
    label: u32,
}

/// The second thread's work.
struct Work<'b, 'c> {
    batch: &'b mut Batch<'c>,
    wallet: &'b Wallet,
    pricing: Pricing<'b>,
    known: Known,
    waiting: Vec<Waiting>,
    labels: Vec<(Vec<Tag>, Option<String>)>,
    last_balance: Option<(Instant, Seq, Credits)>,
    report: IntakeReport,
}

impl<'b, 'c> Work<'b, 'c> {
    fn new(
        batch: &'b mut Batch<'c>,
        wallet: &'b Wallet,
        rates: &'b RateCard,
    ) -> Result<Self, StoreError> {
        let known = Known::read(batch.conn, wallet.id)?;
        Ok(Self {
            batch,
            wallet,
            pricing: Pricing::new(rates),
            known,
            waiting: Vec::new(),
            labels: vec![(Vec::new(), None)],
            last_balance: None,
            report: IntakeReport::default(),
        })
    }

    fn write_chunks(
        &mut self,
        chunks: &Receiver<Chunk>,
        bytes: &crate::import::Progress,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), StoreError> {
        for chunk in chunks {
            if cancelled() {
                return Err(StoreError::Cancelled);
            }
            for row in chunk.rows() {
                self.write(&row)?;
            }
            for error in chunk.errors {
                self.reject(error);
            }
            let rows = self.report.added + self.report.already_there + self.report.rejected;
            let permille = bytes.total_bytes().filter(|total| *total > 0).map(|total| {
                let part = u128::from(bytes.bytes_read()) * 1000 / u128::from(total);
                u32::try_from(part.min(1000)).unwrap_or(1000)
            });
            progress(IntakeProgress { stage: Stage::Reading, rows, permille });
        }
        Ok(())
    }

    fn reject(&mut self, error: RowError) {
        self.report.rejected += 1;
        if self.report.errors.len() < MOST_ERRORS_KEPT {
            self.report.errors.push(error);
        }
    }

    fn write(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        match self.known.look(row) {
            Found::New => {}
            Found::AlreadyThere => {
                self.report.already_there += 1;
                return Ok(());
            }
            Found::OtherContent => {
                self.reject(conflict(row));
                return Ok(());
            }
        }
        let price = self.pricing.price(row);
        let status = match row.status {
            Status::Succeeded => UsageStatus::Succeeded,
            Status::Failed => UsageStatus::Failed,
            Status::Pending => UsageStatus::Pending,
        };
        let seq = self.batch.insert_usage(
            self.wallet,
            row.at,
            &NewUsage {
                source: Source::Reported,
                status: Some(status),
                quantity: row.quantity,
                credits: price.credits,
                rated: price.rated,
                feature: row.feature.or(price.feature),
                action: row.action,
                model: row.model,
                settings: row.settings,
                member: row.member,
                project: row.project,
                tags: price.tags,
                external_id: row.id,
                content: Some(row.content),
                extra: row.extra,
            },
        )?;
        self.report.added += 1;
        if let Some(balance) = row.balance
            && self.last_balance.is_none_or(|(at, last, _)| (at, last) < (row.at, seq))
        {
            self.last_balance = Some((row.at, seq, balance));
        }
        self.count(status, price.credits)?;
        let charged_and_refunded =
            self.wallet.rules.policy.failed_usage == FailedUsage::ChargedAndRefunded;
        let Some(credits) = price.credits else { return Ok(()) };
        if status != UsageStatus::Failed || charged_and_refunded {
            let label = self.label(price.tags.to_vec(), row.member);
            let status = u8::try_from(status.code()).unwrap_or(0);
            let credits = credits.micros();
            self.waiting.push(Waiting { at: row.at, seq, credits, status, label });
        }
        Ok(())
    }

    fn label(&mut self, tags: Vec<Tag>, member: Option<&str>) -> u32 {
        let limits = &self.wallet.rules.policy.member_limits;
        let member = member.filter(|member| limits.contains_key(*member)).map(str::to_owned);
        let label = (tags, member);
        let place = self.labels.iter().position(|known| *known == label).unwrap_or_else(|| {
            self.labels.push(label);
            self.labels.len() - 1
        });
        u32::try_from(place).unwrap_or(0)
    }

    fn count(&mut self, status: UsageStatus, credits: Option<Credits>) -> Result<(), StoreError> {
        let report = &mut self.report;
        match (status, credits) {
            (UsageStatus::Failed, _) => report.failed += 1,
            (_, None) => report.unpriced += 1,
            (UsageStatus::Succeeded, Some(credits)) => {
                report.charged += 1;
                report.credits = report.credits.plus(credits)?;
            }
            (UsageStatus::Pending, Some(credits)) => {
                report.held += 1;
                report.held_credits = report.held_credits.plus(credits)?;
            }
        }
        Ok(())
    }

    /// Draws what was written from the lots, in the order of time.
    fn draw(
        mut self,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, StoreError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        drop(std::mem::take(&mut self.known));
        if !waiting.is_sorted() {
            waiting.sort_unstable();
        }
        let (conn, wallet) = (self.batch.conn, self.wallet);
        let mut head = replay::load_head(conn, wallet.id)?;
        let uncovered_before = head.state.uncovered()?;
        let late = waiting.first().filter(|first| first.at < head.state.now).map(|first| first.at);
        if let Some(from) = late {
            replay::recompute(conn, wallet, from, Change::Reported)?;
        } else {
            let lots_before = head.state.lots().to_vec();
            let mut book = BookOnDisk::new(conn, wallet)?;
            for (done, usage) in waiting.iter().enumerate() {
                if done % DRAWN_BETWEEN_LOOKS == 0 {
                    if cancelled() {
                        return Err(StoreError::Cancelled);
                    }
                    progress(drawn(done, waiting.len()));
                }
                let Some(entry) = self.entry(usage) else { continue };
                let applying = bursar_ledger::engine::Applying::Booked;
                replay::apply(conn, wallet, &mut head, &entry, applying, &mut book)?;
            }
            replay::save_head(conn, wallet.id, &head, &lots_before)?;
        }
        let uncovered = replay::load_head(conn, wallet.id)?.state.uncovered()?;
        self.report.uncovered = uncovered.minus(uncovered_before)?.max(Credits::ZERO);
        if let Some((at, _, observed)) = self.last_balance {
            self.batch.event(
                wallet,
                at,
                &Event::Reconciled { observed, kinds: BTreeMap::new() },
                None,
            )?;
        }
        self.report.errors.sort_by_key(|error| error.line);
        Ok(self.report)
    }

    fn entry(&self, usage: &Waiting) -> Option<Entry> {
        let (tags, member) = &self.labels[usage.label as usize];
        let charge = Charge {
            credits: Credits::from_micros(usage.credits),
            member: member.as_deref().map(std::sync::Arc::from),
            tags: tags.clone(),
            source: Source::Reported,
        };
        let status = UsageStatus::from_code(i64::from(usage.status));
        let fact = usage_fact(&self.wallet.rules, status, charge)?;
        Some(Entry { seq: usage.seq, at: usage.at, fact })
    }
}

fn drawn(done: usize, of: usize) -> IntakeProgress {
    let permille = u32::try_from(done * 1000 / of.max(1)).ok();
    IntakeProgress { stage: Stage::Drawing, rows: done as u64, permille }
}

fn conflict(row: &Row<'_>) -> RowError {
    RowError {
        line: row.line,
        field: Some(Field::Id),
        value: bursar_ledger::credits::shorten(row.id.unwrap_or_default()),
        message: "this id is already in the books with other content; nothing was overwritten. \
                  Settle, refund or void that usage, or correct the row"
            .to_owned(),
    }
}

fn rows_in_words(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

fn source_of(name: &str, read: &ReadReport) -> String {
    serde_json::json!({
        "file": name,
        "hash": format!("{:032x}", read.file_hash),
        "rows": read.rows + read.rejected,
    })
    .to_string()
}
