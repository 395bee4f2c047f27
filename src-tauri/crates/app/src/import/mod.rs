//! Import: a provider's log into a wallet, from the command line or step by step from the window.

mod history;
mod look;
mod mapping;
mod preview;

use std::path::Path;

use bursar_ledger::rate::RateCard;
use bursar_store::import::{ImportError, Log, Mapping, Place, ReadAs};
use bursar_store::{Aim, Fates, Intake, IntakeProgress, IntakeReport, StoreError, Wallet};

use crate::App;
use crate::report::{ImportReport, ImportRowError};
use crate::wire::ApiError;

pub use look::{ImportLook, no_look};
use mapping::read_decimal;

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
    /// The sign before the decimals, `,` or `.`; found out where the file says it.
    pub decimal: Option<String>,
    /// The sign between two cells; found out if it is not told.
    pub delimiter: Option<String>,
    /// How the file is encoded; found out if it is not told.
    pub encoding: Option<String>,
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
        let place = Place::named(Path::new(&order.file));
        let read_as = ReadAs {
            delimiter: order.delimiter.as_deref().map(str::parse).transpose()?,
            encoding: order.encoding.as_deref().map(str::parse).transpose()?,
        };
        let log = Log::open(&place, read_as).map_err(name_the_flag)?;
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
        if let Some(sign) = &order.decimal {
            mapping.decimal = Some(read_decimal(sign)?);
        }
        let mapping = mapping.completed(log.headers());
        let rates = self.rates_of(&wallet)?;
        let report = self.take_in(
            &Order { wallet: &wallet, rates: &rates, place: &place, read_as, mapping: &mapping },
            log,
            if order.dry_run { Goal::DryRun } else { Goal::Add },
            progress,
            cancelled,
        );
        let report = report.map_err(|error| match error {
            StoreError::Import(error) => name_the_flag(error),
            error => error.into(),
        })?;
        if let Some(name) = order.mapping.as_deref().filter(|_| !order.dry_run) {
            self.books.keep_mapping(name, &mapping)?;
        }
        let columns = mapping.columns.iter();
        Ok(ImportReport {
            read: report.read,
            added: report.added,
            already_there: report.already_there,
            rejected: report.rejected,
            left_out: report.left_out,
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

    /// Takes a log in, once it is settled how it is written.
    fn take_in(
        &mut self,
        order: &Order<'_>,
        log: Log,
        mut goal: Goal<'_>,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, StoreError> {
        let mut mapping = order.mapping.clone();
        log.check(&mapping, order.wallet.rules.zone).map_err(ImportError::from)?;
        log.evidence(&mapping)?.settle(&mut mapping)?;
        let taken = self.take_in_as(order, log, &mapping, &mut goal, progress, cancelled);
        let Err(StoreError::Import(ImportError::TwoWays { .. })) = &taken else { return taken };
        if *order.place == Place::StandardInput {
            return taken;
        }
        // A number behind the first stretch asks; perhaps one behind it answers.
        let log = Log::open(order.place, order.read_as)?;
        log.all_evidence(&mapping)?.settle(&mut mapping)?;
        self.take_in_as(order, log, &mapping, &mut goal, progress, cancelled)
    }

    fn take_in_as(
        &mut self,
        order: &Order<'_>,
        log: Log,
        mapping: &Mapping,
        goal: &mut Goal<'_>,
        progress: &mut dyn FnMut(IntakeProgress),
        cancelled: &(dyn Fn() -> bool + Sync),
    ) -> Result<IntakeReport, StoreError> {
        let name = match order.place {
            Place::StandardInput => "the standard input".to_owned(),
            Place::File(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str());
                name.to_string_lossy().into_owned()
            }
        };
        let aim = match goal {
            Goal::DryRun => Aim::DryRun,
            Goal::Add => Aim::Add,
            Goal::Look(fates) => {
                **fates = Fates::new()?;
                Aim::Look(fates)
            }
            Goal::AddTicked(fates, for_ever) => Aim::AddTicked { fates, for_ever: *for_ever },
        };
        let wallet = &order.wallet.name;
        let intake = Intake { wallet, log, mapping, rates: order.rates, name: &name, aim };
        self.books.take_in(self.clock.now(), intake, progress, cancelled)
    }

    fn rates_of(&self, wallet: &Wallet) -> Result<RateCard, ApiError> {
        Ok(self.catalog(&wallet.provider)?.rate_card().clone())
    }
}

/// A log, and where and how it is read.
struct Order<'a> {
    wallet: &'a Wallet,
    rates: &'a RateCard,
    place: &'a Place,
    read_as: ReadAs,
    mapping: &'a Mapping,
}

/// What is to come of a log. It is asked for anew where the log is read a second time.
enum Goal<'a> {
    DryRun,
    Look(&'a mut Fates),
    Add,
    AddTicked(&'a Fates, bool),
}

/// The error of the command line, with the flag that helps.
fn name_the_flag(error: ImportError) -> ApiError {
    let is_other_encoding = error.is_other_encoding();
    let asks = matches!(error, ImportError::TwoWays { .. });
    let error = ApiError::from(error);
    if is_other_encoding {
        return error.with_hint(
            "If it was saved as Windows-1252 or Latin-1, say so with --encoding windows-1252.",
        );
    }
    if asks {
        return error.with_hint("Say it with --decimal . (a point) or --decimal , (a comma).");
    }
    error
}
