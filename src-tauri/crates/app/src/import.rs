//! Import: a provider's log into a wallet, from the command line or step by step from the window.

use std::path::Path;

use bursar_ledger::rate::RateCard;
use bursar_store::import::{Field, Log, Mapping, Place};
use bursar_store::{Intake, IntakeProgress, IntakeReport, Stage, Wallet};

use crate::App;
use crate::report::{ImportReport, ImportRowError};
use crate::wire::{
    ApiError, CancelFlag, Column, FieldColumn, FieldValue, ImportField, ImportMapping, ImportPhase,
    ImportPreview, ImportProgress, ImportResult, RejectedRow, Undone, ValueChange,
};

/// Rows of a first look.
const ROWS_SHOWN: usize = 8;
/// Rejected rows that the window gets.
const REJECTED_SHOWN: usize = 200;

/// An import as the command line asks for it.
#[derive(Clone, Debug, Default)]
pub struct ImportOrder {
    /// The wallet.
    pub wallet: String,
    /// The file; `-` is the standard input.
    pub file: String,
    /// `field=column`.
    pub map: Vec<String>,
    /// `field:from=to`.
    pub value: Vec<String>,
    /// `field=value`.
    pub set: Vec<String>,
    /// A mapping that is kept by name: used if it is there, and kept as it was used.
    pub mapping: Option<String>,
    /// Which comes first in dates such as 03/04/2026.
    pub date_order: Option<bursar_store::import::DateOrder>,
    /// A comma stands before the decimals.
    pub decimal_comma: bool,
    /// Do everything and keep nothing.
    pub dry_run: bool,
}

impl App {
    /// Imports a log.
    ///
    /// # Errors
    /// The file or its mapping cannot be used, or the user cancelled; nothing is kept then.
    pub fn import_file(
        &mut self,
        order: &ImportOrder,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<ImportReport, ApiError> {
        let wallet = self.books.wallet(&order.wallet)?;
        let log = Log::open(&Place::named(Path::new(&order.file)), None)?;
        let mut mapping = match &order.mapping {
            Some(name) => self.books.mapping(name)?.unwrap_or_default(),
            None => Mapping::default(),
        };
        for correction in &order.map {
            mapping.map(correction)?;
        }
        for translation in &order.value {
            mapping.value(translation)?;
        }
        for constant in &order.set {
            mapping.set(constant)?;
        }
        mapping.date_order = order.date_order.or(mapping.date_order);
        mapping.decimal_comma |= order.decimal_comma;
        let mapping = mapping.completed(log.headers());
        let report =
            self.take_in(&wallet, log, &mapping, &order.file, order.dry_run, progress, cancelled)?;
        if let Some(name) = order.mapping.as_deref().filter(|_| !order.dry_run) {
            self.books.keep_mapping(name, &mapping)?;
        }
        let columns = mapping.columns.iter();
        Ok(ImportReport {
            read: report.read,
            added: report.added,
            already_there: report.already_there,
            rejected: report.rejected,
            charged: report.charged,
            held: report.held,
            failed: report.failed,
            unpriced: report.unpriced,
            credits: report.credits,
            uncovered: report.uncovered,
            errors: report
                .errors
                .into_iter()
                .map(|error| ImportRowError {
                    line: error.line,
                    field: error.field.map(|field| field.to_string()),
                    value: error.value,
                    message: error.message,
                })
                .collect(),
            held_credits: report.held_credits,
            dry_run: order.dry_run,
            columns: columns.map(|(field, column)| (field.to_string(), column.clone())).collect(),
        })
    }

    #[expect(clippy::too_many_arguments, reason = "the one door to the store, for both faces")]
    fn take_in(
        &mut self,
        wallet: &Wallet,
        log: Log,
        mapping: &Mapping,
        file: &str,
        dry_run: bool,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, ApiError> {
        let rates = self.rates_of(wallet)?;
        let name = match file {
            "-" => "the standard input".to_owned(),
            path => {
                let name = Path::new(path).file_name();
                name.map_or_else(|| path.to_owned(), |name| name.to_string_lossy().into_owned())
            }
        };
        let intake =
            Intake { wallet: &wallet.name, log, mapping, rates: &rates, name: &name, dry_run };
        Ok(self.books.take_in(self.clock.now(), intake, progress, cancelled)?)
    }

    fn rates_of(&self, wallet: &Wallet) -> Result<RateCard, ApiError> {
        Ok(self.catalog(&wallet.provider)?.rate_card().clone())
    }

    /// A first look at a file: its columns, the mapping that is guessed or the one given, and its
    /// first rows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn import_preview(
        &self,
        wallet: &str,
        file: &Path,
        mapping: Option<&ImportMapping>,
    ) -> Result<ImportPreview, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let log = Log::open(&Place::named(file), None)?;
        let preview = log.preview(ROWS_SHOWN)?;
        let used = match mapping {
            Some(mapping) => read_mapping(mapping, log.headers())?,
            None => Mapping::default().completed(log.headers()),
        };
        let missing = log.check(&used, wallet.rules.zone).err();
        let guess_of = |column: &str| {
            let guessed = preview.guessed.iter().find(|guess| guess.column == column);
            guessed.map(|guess| guess.field.to_string())
        };
        let columns = preview
            .headers
            .iter()
            .map(|header| Column { name: header.clone(), guess: guess_of(header) });
        Ok(ImportPreview {
            format: format!("{}, {}", preview.format, preview.encoding),
            bytes: preview.bytes.unwrap_or(0),
            columns: columns.collect(),
            rows: preview.rows.clone(),
            fields: fields(&used),
            mapping: write_mapping(&used),
            missing: missing.map(|error| error.to_string()).into_iter().collect(),
        })
    }

    /// What an import would come to, without keeping anything.
    ///
    /// # Errors
    /// As [`App::import_run`].
    pub fn import_dry_run(
        &mut self,
        wallet: &str,
        file: &Path,
        mapping: &ImportMapping,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<ImportResult, ApiError> {
        self.import_mapped(wallet, file, mapping, true, progress, cancel)
    }

    /// Imports a file with a mapping.
    ///
    /// # Errors
    /// The file or its mapping cannot be used, or the user cancelled; nothing is kept then.
    pub fn import_run(
        &mut self,
        wallet: &str,
        file: &Path,
        mapping: &ImportMapping,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<ImportResult, ApiError> {
        self.import_mapped(wallet, file, mapping, false, progress, cancel)
    }

    fn import_mapped(
        &mut self,
        wallet: &str,
        file: &Path,
        mapping: &ImportMapping,
        dry_run: bool,
        progress: &mut dyn FnMut(ImportProgress),
        cancel: &CancelFlag,
    ) -> Result<ImportResult, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let log = Log::open(&Place::named(file), None)?;
        let mapping = read_mapping(mapping, log.headers())?;
        let report = self.take_in(
            &wallet,
            log,
            &mapping,
            &file.to_string_lossy(),
            dry_run,
            &mut |done| progress(in_wire(done)),
            &|| cancel.is_cancelled(),
        )?;
        Ok(result(report))
    }

    /// Voids a batch, which must be the last one that stands.
    ///
    /// # Errors
    /// It is not, or a usage would no longer be covered without it.
    pub fn undo_batch(&mut self, batch: &str) -> Result<Undone, ApiError> {
        let last = self.books.last_batch()?;
        if last.is_none_or(|last| last.id.to_string() != batch) {
            let message = "something was entered since, so this is no longer the last entry";
            return Err(ApiError::new(crate::wire::ErrorCode::Refused, message)
                .with_hint("Undo what was entered since first."));
        }
        let receipt = self.books.record(self.clock.now(), "undo", |batch| batch.undo_last())?;
        Ok(Undone { title: receipt.value.title, entries: receipt.value.entries })
    }
}

fn fields(mapping: &Mapping) -> Vec<ImportField> {
    let plain = Field::NAMED.into_iter();
    let settings = mapping.columns.keys().filter(|field| matches!(field, Field::Setting(_)));
    plain
        .chain(settings.cloned())
        .map(|field| ImportField { required: field == Field::At, name: field.to_string() })
        .collect()
}

/// The mapping of the window, complete: what it leaves out is not guessed again.
fn read_mapping(mapping: &ImportMapping, headers: &[String]) -> Result<Mapping, ApiError> {
    let mut read = Mapping::default();
    for FieldColumn { field, column } in &mapping.columns {
        read.map(&format!("{field}={column}"))?;
    }
    for FieldValue { field, value } in &mapping.constants {
        read.set(&format!("{field}={value}"))?;
    }
    for ValueChange { field, from, to } in &mapping.values {
        read.value(&format!("{field}:{from}={to}"))?;
    }
    let unknown = read.columns.values().find(|column| !headers.contains(column));
    if let Some(column) = unknown {
        let message = format!("the file has no column “{column}”");
        return Err(ApiError::new(crate::wire::ErrorCode::Input, message)
            .with_hint("Choose one of its columns."));
    }
    Ok(read)
}

fn write_mapping(mapping: &Mapping) -> ImportMapping {
    let columns = mapping.columns.iter();
    let constants = mapping.constants.iter();
    let values = mapping.values.iter().flat_map(|(field, values)| {
        values.iter().map(move |(from, to)| ValueChange {
            field: field.to_string(),
            from: from.clone(),
            to: to.clone(),
        })
    });
    ImportMapping {
        columns: columns
            .map(|(field, column)| FieldColumn { field: field.to_string(), column: column.clone() })
            .collect(),
        constants: constants
            .map(|(field, value)| FieldValue { field: field.to_string(), value: value.clone() })
            .collect(),
        values: values.collect(),
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
        batch: report.batch.map(|batch| batch.id.to_string()),
    }
}
