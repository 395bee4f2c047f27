//! A look at all rows of a file: what would become of each, which the user takes, and the import of
//! those.

use std::path::Path;

use bursar_ledger::instant::Instant;
use bursar_store::import::{Mapping, Place};
use bursar_store::{
    Fate, FateRow, Fates, IntakeProgress, IntakeReport, JournalFact, Profile, Stage,
};

use super::mapping::{read_as, read_mapping};
use super::preview::{Opened, open};
use super::{Goal, Order};
use crate::App;
use crate::wire::{
    ApiError, CancelFlag, ErrorCode, FateTally, ImportFate, ImportMapping, ImportPhase,
    ImportProgress, ImportResult, ImportRow, ImportTicks, ImportedBefore, RejectedRow, TwinEntry,
};

/// Rejected rows that the window gets at once.
const REJECTED_SHOWN: usize = 200;
/// Rows of one page.
const ROWS_OF_A_PAGE: u32 = 200;

/// What a look at a file found, and the ticks of the user. It belongs to one wallet and mapping.
pub struct ImportLook {
    wallet: String,
    mapping: ImportMapping,
    report: IntakeReport,
    fates: Fates,
    before: Option<ImportedBefore>,
}

impl ImportLook {
    /// What the import would come to with the ticks as they are.
    ///
    /// # Errors
    /// The credits of the rows are more than any wallet holds.
    pub fn result(&self) -> Result<ImportResult, ApiError> {
        let report = self.fates.report(&self.report)?;
        Ok(ImportResult {
            fates: tallies(&self.fates),
            imported_before: self.before.clone(),
            ..result(report)
        })
    }

    /// Takes rows, or leaves them out.
    ///
    /// # Errors
    /// As [`ImportLook::result`].
    pub fn tick(&mut self, ticks: &ImportTicks) -> Result<ImportResult, ApiError> {
        match &ticks.places {
            Some(places) => self.fates.tick(places, ticks.ticked),
            None => self.fates.tick_all(ticks.fate.map(fate), ticks.ticked),
        }
        self.result()
    }
}

impl App {
    /// Looks at every row of a file and keeps nothing: what would become of it.
    ///
    /// # Errors
    /// The file or its mapping cannot be used, or the user cancelled.
    pub fn import_look(
        &mut self,
        wallet: &str,
        file: &Path,
        mapping: &ImportMapping,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<ImportLook, ApiError> {
        let mut fates = Fates::new()?;
        let goal = Goal::Look(&mut fates);
        let (report, _) = self.import_mapped(wallet, file, mapping, goal, progress, cancel)?;
        let before = self.books.import_of(wallet, report.file_hash)?;
        let before = before.map(|import| ImportedBefore {
            at: import.batch.recorded_at.to_string(),
            file: import.facts.file,
        });
        let (wallet, mapping) = (wallet.to_owned(), mapping.clone());
        Ok(ImportLook { wallet, mapping, report, fates, before })
    }

    /// A page of the rows of a look: of one fate, or of all.
    ///
    /// # Errors
    /// The rows or their twins cannot be read.
    pub fn import_rows(
        &self,
        look: &mut ImportLook,
        of: Option<ImportFate>,
        from: u64,
        limit: u32,
    ) -> Result<Vec<ImportRow>, ApiError> {
        let rows = look.fates.page(of.map(fate), from, limit.min(ROWS_OF_A_PAGE))?;
        rows.into_iter().map(|row| self.import_row(row)).collect()
    }

    /// Imports the ticked rows of a file, after a look at it with the same mapping.
    ///
    /// # Errors
    /// There was no such look, the file changed since, or as [`App::import_look`]; nothing is kept
    /// then.
    pub fn import_run(
        &mut self,
        look: &ImportLook,
        file: &Path,
        for_ever: bool,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<ImportResult, ApiError> {
        let goal = Goal::AddTicked(&look.fates, for_ever);
        let (report, used) =
            self.import_mapped(&look.wallet, file, &look.mapping, goal, progress, cancel)?;
        let provider = self.books.wallet(&look.wallet)?.provider;
        let profile = self.profile(&look.mapping, used);
        // The import stands, also where its convenience cannot be kept.
        let _ = self.books.keep_import_profile(&provider, &profile);
        Ok(result(report))
    }

    fn profile(&self, mapping: &ImportMapping, used: Used) -> Profile {
        Profile {
            headers: used.headers,
            mapping: used.mapping,
            delimiter: mapping.reading.delimiter.as_deref().and_then(|sign| sign.parse().ok()),
            encoding: mapping.reading.encoding.clone(),
            used_at: self.clock.now(),
        }
    }

    fn import_mapped(
        &mut self,
        wallet: &str,
        file: &Path,
        mapping: &ImportMapping,
        goal: Goal<'_>,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<(IntakeReport, Used), ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let place = Place::named(file);
        let Opened { log, read_as, .. } = open(&place, read_as(&mapping.reading)?)?;
        let headers = log.headers().to_vec();
        let mapping = read_mapping(mapping, &headers)?;
        let rates = self.rates_of(&wallet)?;
        let order =
            Order { wallet: &wallet, rates: &rates, place: &place, read_as, mapping: &mapping };
        let report =
            self.take_in(&order, log, goal, &mut |done| progress(in_wire(done)), &|| {
                cancel.is_cancelled()
            })?;
        Ok((report, Used { headers, mapping }))
    }

    fn import_row(&self, row: FateRow) -> Result<ImportRow, ApiError> {
        let twin = match row.twin {
            None => None,
            Some(seq) => Some(self.books.entry(seq)?),
        };
        let twin = twin.and_then(|entry| match entry.fact {
            JournalFact::Usage(usage) => Some(TwinEntry {
                entry: entry.id.to_string(),
                typed: !usage.reported,
                at: entry.happened_at.to_string(),
                recorded_at: entry.recorded_at.to_string(),
                id: usage.external_id,
                action: usage.action,
                model: usage.model,
                member: usage.member,
                project: usage.project,
                quantity: usage.quantity,
                credits: usage.credits.map(|credits| credits.to_string()),
            }),
            _ => None,
        });
        Ok(ImportRow {
            place: row.place,
            line: row.line,
            fate: fate_in_wire(row.fate),
            ticked: row.ticked,
            at: row.at.map(|at: Instant| at.to_string()),
            id: row.id,
            action: row.action,
            model: row.model,
            member: row.member,
            project: row.project,
            quantity: row.quantity,
            status: row.status.map(|status| status.word().to_owned()),
            credits: row.credits.map(|credits| credits.to_string()),
            field: row.field,
            value: row.value,
            message: row.message,
            twin,
        })
    }
}

/// What a file was read with.
struct Used {
    headers: Vec<String>,
    mapping: Mapping,
}

fn tallies(fates: &Fates) -> Vec<FateTally> {
    let counts = fates.counts().into_iter().map(|count| FateTally {
        fate: fate_in_wire(count.fate),
        rows: count.rows,
        ticked: count.ticked,
    });
    counts.collect()
}

fn fate(fate: ImportFate) -> Fate {
    match fate {
        ImportFate::New => Fate::New,
        ImportFate::Twin => Fate::Twin,
        ImportFate::LeftOut => Fate::LeftOut,
        ImportFate::AlreadyThere => Fate::AlreadyThere,
        ImportFate::Conflict => Fate::Conflict,
        ImportFate::Rejected => Fate::Rejected,
    }
}

fn fate_in_wire(fate: Fate) -> ImportFate {
    match fate {
        Fate::New => ImportFate::New,
        Fate::Twin => ImportFate::Twin,
        Fate::LeftOut => ImportFate::LeftOut,
        Fate::AlreadyThere => ImportFate::AlreadyThere,
        Fate::Conflict => ImportFate::Conflict,
        Fate::Rejected => ImportFate::Rejected,
    }
}

fn in_wire(progress: IntakeProgress) -> ImportProgress {
    let phase = match progress.stage {
        Stage::Reading => ImportPhase::Reading,
        Stage::Drawing => ImportPhase::Booking,
        Stage::Saving => ImportPhase::Saving,
    };
    ImportProgress { phase, rows: progress.rows, permille: progress.permille }
}

fn result(report: IntakeReport) -> ImportResult {
    let errors = report.errors.into_iter().take(REJECTED_SHOWN);
    ImportResult {
        read: report.read,
        added: report.added,
        already_there: report.already_there,
        rejected: report.rejected,
        left_out: report.left_out,
        charged: report.charged,
        held: report.held,
        failed: report.failed,
        unpriced: report.unpriced,
        credits: report.credits.to_string(),
        held_credits: report.held_credits.to_string(),
        uncovered: report.uncovered.to_string(),
        errors: errors
            .map(|error| RejectedRow {
                line: error.line,
                field: error.field.map(|field| field.to_string()),
                value: Some(error.value).filter(|value| !value.is_empty()),
                message: error.message,
            })
            .collect(),
        fates: Vec::new(),
        imported_before: None,
        batch: report.batch.map(|batch| batch.id.to_string()),
    }
}

/// The error of an import for which there was no look.
pub fn no_look() -> ApiError {
    ApiError::new(ErrorCode::Input, "the rows of this file were not looked at yet")
        .with_hint("Wait until they are counted, or choose the file again.")
}
