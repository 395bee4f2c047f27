//! The thread that writes: prices rows, looks for those that are there, writes and draws the others.

use std::collections::{BTreeMap, HashSet};
use std::sync::mpsc::Receiver;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Charge, Entry, Seq, Source, Tag};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::FailedUsage;
use bursar_ledger::rate::RateCard;

use super::chunk::Chunk;
use super::fates::{Class, Fate, Fates};
use super::known::{self, Found, Known};
use super::pricing::{Price, Pricing};
use super::twins::Twins;
use super::{Aim, IntakeProgress, IntakeReport, MOST_ERRORS_KEPT, Stage};
use crate::batch::{Batch, NewUsage};
use crate::book::BookOnDisk;
use crate::entries::usage_fact;
use crate::error::StoreError;
use crate::fact_row::{Event, UsageStatus};
use crate::import::{Field, Progress, ReadReport, Row, RowError, Status};
use crate::replay::{self, Change};
use crate::wallet::Wallet;

/// Rows between two looks at the cancel flag while they are drawn.
const DRAWN_BETWEEN_LOOKS: usize = 2048;

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
pub(super) struct Work<'b, 'c, 'f> {
    batch: &'b mut Batch<'c>,
    wallet: &'b Wallet,
    pricing: Pricing<'b>,
    known: Known,
    waiting: Vec<Waiting>,
    labels: Vec<(Vec<Tag>, Option<String>)>,
    last_balance: Option<(Instant, Seq, Credits)>,
    report: IntakeReport,
    aim: Aim<'f>,
    twins: Option<Twins<'c>>,
    /// Of the rows that may be twins, the usage that each was written as.
    written: Vec<(u64, Seq)>,
    /// Usages that are written but not drawn, since a look leaves them out.
    undrawn: HashSet<Seq>,
}

impl<'b, 'c, 'f> Work<'b, 'c, 'f> {
    pub(super) fn new(
        batch: &'b mut Batch<'c>,
        wallet: &'b Wallet,
        rates: &'b RateCard,
        aim: Aim<'f>,
    ) -> Result<Self, StoreError> {
        let mut known = Known::read(batch.conn, wallet.id)?;
        let mut twins = None;
        if let Aim::Look(_) = aim {
            known.remember_met();
            twins = Some(Twins::read(batch.conn, wallet.id)?);
        }
        Ok(Self {
            batch,
            wallet,
            pricing: Pricing::new(rates),
            known,
            waiting: Vec::new(),
            labels: vec![(Vec::new(), None)],
            last_balance: None,
            report: IntakeReport::default(),
            aim,
            twins,
            written: Vec::new(),
            undrawn: HashSet::new(),
        })
    }

    pub(super) fn write_chunks(
        &mut self,
        chunks: &Receiver<Chunk>,
        bytes: &Progress,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<(), StoreError> {
        for chunk in chunks {
            if cancelled() {
                return Err(StoreError::Cancelled);
            }
            chunk.each(|place, row| match row {
                Ok(row) => self.take(place, row),
                Err(error) => {
                    self.reject(error.clone());
                    self.fates().map_or(Ok(()), |fates| fates.note_rejected(error))
                }
            })?;
            let report = &self.report;
            let rows = report.added + report.already_there + report.rejected + report.left_out;
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

    /// Where the fates of rows are noted, in a look.
    fn fates(&mut self) -> Option<&mut Fates> {
        match &mut self.aim {
            Aim::Look(fates) => Some(&mut **fates),
            _ => None,
        }
    }

    fn take(&mut self, place: u64, row: &Row<'_>) -> Result<(), StoreError> {
        let found = self.known.look(row);
        match (found, &self.aim) {
            (Found::AlreadyThere, _) => self.report.already_there += 1,
            (Found::OtherContent, _) => self.reject(conflict(row)),
            (Found::New, Aim::AddTicked { fates, for_ever }) if !fates.takes(place) => {
                self.report.left_out += 1;
                if *for_ever {
                    known::leave_out(self.batch.conn, self.wallet.id, row)?;
                }
            }
            (Found::LeftOut, Aim::AddTicked { fates, .. }) if fates.takes(place) => {
                known::take_again(self.batch.conn, self.wallet.id, row)?;
                self.write(row)?;
            }
            (Found::LeftOut, _) => self.report.left_out += 1,
            (Found::New, Aim::Look(_)) => return self.look(place, row),
            (Found::New, _) => {
                self.write(row)?;
            }
        }
        if let Aim::Look(_) = self.aim {
            self.note(row, found)?;
        }
        Ok(())
    }

    /// Writes a new row in a look, and asks for its twins.
    fn look(&mut self, place: u64, row: &Row<'_>) -> Result<(), StoreError> {
        let price = self.pricing.price(row);
        let seq = self.write(row)?;
        if let Some(twins) = &mut self.twins
            && twins.look(place, row, price.credits)?
        {
            self.written.push((place, seq));
        }
        self.note(row, Found::New)
    }

    fn note(&mut self, row: &Row<'_>, found: Found) -> Result<(), StoreError> {
        let price = self.pricing.price(row);
        let status = status_of(row);
        let (fate, message) = match found {
            Found::New => (Fate::New, None),
            Found::AlreadyThere => (Fate::AlreadyThere, None),
            Found::LeftOut => (Fate::LeftOut, None),
            Found::OtherContent => (Fate::Conflict, Some(conflict(row).message)),
        };
        let class = class_of(status, price.credits);
        self.fates()
            .map_or(Ok(()), |fates| fates.note(row, fate, class, status, price.credits, message))
    }

    fn write(&mut self, row: &Row<'_>) -> Result<Seq, StoreError> {
        let price = self.pricing.price(row);
        let status = status_of(row);
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
        self.count(class_of(status, price.credits), price.credits)?;
        self.wait(row, seq, status, &price);
        Ok(seq)
    }

    /// Lets a usage wait to be drawn, if it costs or holds anything.
    fn wait(&mut self, row: &Row<'_>, seq: Seq, status: UsageStatus, price: &Price<'_>) {
        let charged_and_refunded =
            self.wallet.rules.policy.failed_usage == FailedUsage::ChargedAndRefunded;
        let Some(credits) = price.credits else { return };
        if status != UsageStatus::Failed || charged_and_refunded {
            let label = self.label(price.tags.to_vec(), row.member);
            let status = u8::try_from(status.code()).unwrap_or(0);
            let credits = credits.micros();
            self.waiting.push(Waiting { at: row.at, seq, credits, status, label });
        }
    }

    /// Draws the consequences of the whole file: which new rows are twins, and so not drawn. They
    /// are voided, so that they do not count where the look derives later entries again; nothing of
    /// a look is kept.
    pub(super) fn read(&mut self, read: &ReadReport) -> Result<(), StoreError> {
        let Some(twins) = self.twins.take() else { return Ok(()) };
        let pairs = twins.pair(&self.known)?;
        let of_twins = self.written.iter().filter(|(place, _)| pairs.contains_key(place));
        self.undrawn = of_twins.map(|(_, seq)| *seq).collect();
        let sql = "INSERT INTO voided (first_seq, last_seq) VALUES (?1, ?1)";
        let mut void = self.batch.conn.prepare_cached(sql)?;
        for seq in &self.undrawn {
            void.execute([seq.0])?;
        }
        if let Some(fates) = self.fates() {
            fates.set_file_hash(read.file_hash);
            fates.pair(pairs);
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

    fn count(&mut self, class: Class, credits: Option<Credits>) -> Result<(), StoreError> {
        let report = &mut self.report;
        let credits = credits.unwrap_or(Credits::ZERO);
        match class {
            Class::Failed => report.failed += 1,
            Class::Unpriced => report.unpriced += 1,
            Class::Charged => {
                report.charged += 1;
                report.credits = report.credits.plus(credits)?;
            }
            Class::Held => {
                report.held += 1;
                report.held_credits = report.held_credits.plus(credits)?;
            }
        }
        Ok(())
    }

    /// Draws what was written from the lots, in the order of time.
    pub(super) fn draw(
        mut self,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, StoreError> {
        let mut waiting = std::mem::take(&mut self.waiting);
        drop(std::mem::take(&mut self.known));
        if !self.undrawn.is_empty() {
            waiting.retain(|usage| !self.undrawn.contains(&usage.seq));
        }
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
            let shown = Event::Reconciled { observed, kinds: BTreeMap::new() };
            self.batch.event(wallet, at, &shown, None)?;
        }
        self.report.errors.sort_by_key(|error| error.line);
        if let Aim::Look(fates) = &self.aim {
            // The ticks of twins are not those of the other new rows.
            return Ok(fates.report(&self.report)?);
        }
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

fn status_of(row: &Row<'_>) -> UsageStatus {
    match row.status {
        Status::Succeeded => UsageStatus::Succeeded,
        Status::Failed => UsageStatus::Failed,
        Status::Pending => UsageStatus::Pending,
    }
}

fn class_of(status: UsageStatus, credits: Option<Credits>) -> Class {
    match (status, credits) {
        (UsageStatus::Failed, _) => Class::Failed,
        (_, None) => Class::Unpriced,
        (UsageStatus::Succeeded, Some(_)) => Class::Charged,
        (UsageStatus::Pending, Some(_)) => Class::Held,
    }
}

fn conflict(row: &Row<'_>) -> RowError {
    RowError {
        line: row.line,
        field: Some(Field::Id),
        value: bursar_ledger::credits::shorten(row.id.unwrap_or_default()),
        message: "this id is already in the books with other content; nothing was overwritten. \
                  Settle, refund or void that usage, or correct the row"
            .to_owned(),
        two_ways: false,
    }
}
