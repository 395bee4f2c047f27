//! Intake: the rows of a provider's log become usages of a wallet, in one transaction.
//!
//! One thread reads the file, the other prices, looks for rows that are already there, writes and
//! draws. A row that cannot be taken is reported and stops nothing; cancelling or failing leaves the
//! books as they were.

mod chunk;
mod fates;
mod known;
mod pricing;
mod spool;
mod twins;
mod work;

use std::ops::ControlFlow;
use std::sync::mpsc::{SyncSender, sync_channel};

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::RateCard;
use rusqlite::TransactionBehavior;

use crate::batch::{Batch, BatchSummary};
use crate::error::StoreError;
use crate::import::{ImportError, Log, Mapping, ReadReport, RowError};
use crate::open::Books;

use chunk::Chunk;
pub use fates::{Fate, FateCount, FateRow, Fates};
use work::Work;

/// Errors of single rows that are kept; beyond them they are only counted.
pub const MOST_ERRORS_KEPT: usize = 10_000;

/// Chunks that wait between the two threads.
const CHUNKS_WAITING: usize = 8;

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
    /// What is to come of it.
    pub aim: Aim<'a>,
}

/// What is to come of an intake.
pub enum Aim<'a> {
    /// Do everything and keep nothing.
    DryRun,
    /// The same, and note what becomes of each row.
    Look(&'a mut Fates),
    /// Add every row that is new.
    Add,
    /// Add the rows that are ticked, of the file that was looked at.
    AddTicked {
        /// The ticks.
        fates: &'a Fates,
        /// Leave the other rows out for ever, instead of asking again next time.
        for_ever: bool,
    },
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

/// What came of an intake. `read = added + already_there + rejected + left_out`, and
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
    /// New rows that the user left out, now or for ever.
    pub left_out: u64,
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
    /// The hash of the file's bytes.
    pub file_hash: u128,
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
        let behind_locks = self.behind_locks || matches!(intake.aim, Aim::DryRun | Aim::Look(_));
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut batch = Batch::begin(&transaction, now, "import")?;
        batch.behind_locks = behind_locks;
        let wallet = batch.wallet(intake.wallet)?;
        let zone = wallet.rules.zone;
        intake.log.check(intake.mapping, zone).map_err(ImportError::from)?;
        let bytes = intake.log.progress();

        let (sender, receiver) = sync_channel(CHUNKS_WAITING);
        let (log, mapping) = (intake.log, intake.mapping);
        let (keeps, seen) = match &intake.aim {
            Aim::DryRun | Aim::Look(_) => (false, None),
            Aim::Add => (true, None),
            Aim::AddTicked { fates, .. } => (true, Some(fates.file_hash())),
        };
        let mut work = Work::new(&mut batch, &wallet, intake.rates, intake.aim)?;
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
        // The ticks are those of the rows that were seen.
        if seen.is_some_and(|hash| hash != read.file_hash) {
            return Err(StoreError::FileChanged(intake.name.to_owned()));
        }
        work.read(&read)?;
        let mut report = work.draw(progress, cancelled)?;
        report.read = read.rows + read.rejected;
        report.file_hash = read.file_hash;
        batch.set_title(format!("import of {} from {}", rows_in_words(report.added), intake.name));
        batch.set_source(source_of(intake.name, &report));
        progress(IntakeProgress { stage: Stage::Saving, rows: report.added, permille: None });
        if cancelled() {
            return Err(StoreError::Cancelled);
        }
        if !keeps {
            return Ok(report);
        }
        report.batch = batch.finish()?;
        // What is left out for ever is kept also where nothing is added.
        transaction.commit()?;
        if report.batch.is_some() {
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
    let mut place = 0;
    let report = log.read_rows(mapping, zone, &mut |row| {
        chunk.push(place, row);
        place += 1;
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

fn rows_in_words(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

/// What the journal keeps of where a batch came from.
fn source_of(name: &str, report: &IntakeReport) -> String {
    serde_json::json!({
        "file": name,
        "hash": format!("{:032x}", report.file_hash),
        "rows": report.read,
        "added": report.added,
        "already_there": report.already_there,
        "rejected": report.rejected,
        "left_out": report.left_out,
        "credits": report.credits.to_string(),
    })
    .to_string()
}
