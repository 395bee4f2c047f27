//! Exports: the books for spreadsheets, scripts and other book-keepers.
//!
//! CSV and JSON are the journal, entry by entry. The journals for hledger and beancount are the
//! movements of credits, as a replay of the facts gives them, with what they cost; they end with
//! assertions of the balances that Bursar shows, so that the other program checks ours.

mod accounts;
mod beancount;
mod csv;
mod csv_row;
mod file;
mod hledger;
mod json;
mod ledger_format;
mod ledger_names;
mod lot_costs;
mod merge;
mod transactions;

use std::io::Write;

use bursar_ledger::credits::Overflow;
use bursar_ledger::money::MoneyTotals;
use bursar_store::ExportedDraw;

use crate::App;
use crate::wire::{ApiError, BooksFormat};

pub(crate) use csv_row::Row as CsvRow;
pub use file::{IfThere, write_file};

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A row an entry, for spreadsheets.
    Csv,
    /// Every fact.
    Json,
    /// A journal for hledger.
    Hledger,
    /// A journal for beancount.
    Beancount,
}

impl From<BooksFormat> for ExportFormat {
    fn from(format: BooksFormat) -> Self {
        match format {
            BooksFormat::Csv => Self::Csv,
            BooksFormat::Json => Self::Json,
            BooksFormat::Hledger => Self::Hledger,
            BooksFormat::Beancount => Self::Beancount,
        }
    }
}

/// What the draws of one usage cost, by currency.
fn cost_of_draws(draws: &[ExportedDraw<'_>]) -> Result<MoneyTotals, Overflow> {
    let mut costs = MoneyTotals::default();
    for cost in draws.iter().filter_map(|draw| draw.cost) {
        costs.add(cost)?;
    }
    Ok(costs)
}

impl App {
    /// Writes the books in a format, as they are at one moment whatever is entered meanwhile.
    ///
    /// # Errors
    /// The books cannot be read or the output not written.
    pub fn export(&self, format: ExportFormat, out: &mut dyn Write) -> Result<(), ApiError> {
        let _snapshot = self.books.snapshot()?;
        match format {
            ExportFormat::Csv => self.export_csv(out),
            ExportFormat::Json => self.export_json(out),
            ExportFormat::Hledger => self.export_transactions(&hledger::Hledger, out),
            ExportFormat::Beancount => self.export_transactions(&beancount::Beancount, out),
        }
    }
}
