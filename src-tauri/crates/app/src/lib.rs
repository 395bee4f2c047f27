//! The use-cases of Bursar, called by the window, the command line and the tests alike.
//!
//! A use-case reads what was typed, asks the catalog and the ledger, books in one transaction and
//! answers with plain values. It holds no rule of its own, and this crate has the only clock.

mod account;
mod activity;
mod alert_rules;
mod alerts;
mod analytics;
mod backups;
mod balance;
mod bookshelf;
mod burn_down;
mod catalog_use;
mod chart_files;
mod charts;
mod clock;
mod entries;
mod entry_changes;
mod entry_list;
mod entry_view;
mod errors;
mod explain;
mod export;
mod fine_money;
mod import;
mod journal;
mod known_at;
mod local_time;
mod mappings;
mod markup;
mod outlook;
mod overview;
mod people;
mod people_view;
mod planner;
mod prefs;
mod providers;
mod quote;
mod rates;
mod receipt;
mod record;
pub mod report;
mod rotation;
mod safety;
mod sample;
mod shown_names;
mod simulate;
mod spend;
mod spend_form;
mod subscriptions;
mod topup;
mod topup_form;
mod typed;
mod usage;
mod wallet_view;
mod wallets;
mod ways_out;
pub mod wire;

use std::path::{Path, PathBuf};

use bursar_store::{Books, IfMissing};

pub use account::{CalendarOrder, CalendarWords};
pub use analytics::{BillFormat, WarmUsage};
pub use backups::{backup_folder, last_backup};
pub use bookshelf::Bookshelf;
pub use bursar_ledger::catalog::Catalog;
pub use bursar_ledger::roster::NameKind;
pub use bursar_ledger::scenario::Report as ScenarioReport;
pub use bursar_store::import::DateOrder;
pub use bursar_store::{IntakeProgress as ImportStep, Stage as ImportStage};
pub use catalog_use::{
    FileCheck, NewProvider, PlanLine, ProviderAdded, ProviderLine, Providers, RateLine,
    check_provider_file, every_in_words, plan_lines, provider_file_text, rate_lines,
};
pub use chart_files::{ChartFormat, ChartOrder};
pub use clock::Clock;
pub use export::{ExportFormat, IfThere, write_file};
pub use import::{ImportLook, ImportOrder, no_look};
pub use local_time::{LocalTimes, local_time};
pub use planner::{advice_in_words, packs_in_words, way_in_words};
pub use prefs::{PrefsFile, settings_folder};
pub use simulate::{Simulated, simulate};
use wire::{ApiError, ErrorCode};

/// The version of the books that this program writes.
#[must_use]
pub fn books_version() -> u32 {
    u32::try_from(bursar_store::BOOKS_VERSION).unwrap_or_default()
}

/// A set of books that is open, and what can be done with it.
#[derive(Debug)]
pub struct App {
    books: Books,
    clock: Clock,
    /// All usage in columns, while the books stay as they are.
    usage_table: analytics::KeptTable,
}

impl App {
    /// Opens books that are there.
    ///
    /// # Errors
    /// There are none, or they cannot be opened.
    pub fn open_existing(books: &Path) -> Result<Self, ApiError> {
        Self::open_where(books, IfMissing::Fail)
    }

    /// Opens books, and makes them when there are none.
    ///
    /// # Errors
    /// They cannot be opened or made.
    pub fn open(books: &Path) -> Result<Self, ApiError> {
        Self::open_where(books, IfMissing::Create)
    }

    fn open_where(books: &Path, if_missing: IfMissing) -> Result<Self, ApiError> {
        let clock = Clock::System;
        backups::keep_before_update(books, clock.now())?;
        let usage_table = analytics::KeptTable::default();
        Ok(Self { books: Books::open(books, if_missing)?, clock, usage_table })
    }

    /// Whether there are books at a path that this program can open, without opening them.
    ///
    /// # Errors
    /// There are none, they are not books, of a newer version, or damaged.
    pub fn look_at(books: &Path) -> Result<(), ApiError> {
        bursar_store::Glance::at(books)?;
        Ok(())
    }

    /// The same books at a time of one's own choosing, for tests and sample books.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Where books lie unless said otherwise: the platform's data folder, or where the reader moved
    /// them to from there.
    ///
    /// # Errors
    /// The platform names none.
    pub fn default_books() -> Result<PathBuf, ApiError> {
        let moved = Bookshelf::of_the_reader().ok().and_then(|shelf| shelf.moved_to());
        moved.map_or_else(Self::standard_books, Ok)
    }

    /// Where a new installation puts its books.
    pub(crate) fn standard_books() -> Result<PathBuf, ApiError> {
        let dirs = directories::ProjectDirs::from("", "", "Bursar").ok_or_else(|| {
            ApiError::new(ErrorCode::Books, "this system names no folder for data")
                .with_hint("Say where the books lie, with --books or BURSAR_BOOKS.")
        })?;
        Ok(dirs.data_dir().join("books.bursar"))
    }

    /// From now on entries behind a lock are booked, because whoever enters them knows of it; or
    /// they are refused again.
    pub fn let_behind_locks(&mut self, known: bool) {
        self.books.let_behind_locks(known);
    }

    /// The books themselves.
    pub fn books(&self) -> &Books {
        &self.books
    }

    /// Whether another program wrote to the books since the last time this was asked.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn changed(&mut self) -> Result<bool, ApiError> {
        Ok(self.books.changed_elsewhere()?)
    }
}
