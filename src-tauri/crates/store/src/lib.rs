//! The books on disk: the only crate that knows SQLite.
//!
//! Facts are rows that are only added. What follows from them is derived by the engine of
//! `bursar-ledger`, kept in tables of its own, and can be rebuilt from the facts at any time.
mod backup;
mod batch;
mod book;
mod drawn_lots;
mod entries;
mod error;
mod export;
mod fact_row;
mod grant_facts;
mod header;
mod history;
pub mod import;
mod imports;
mod intake;
mod journal_rows;
mod keep;
mod lapsed;
mod listing;
mod locks;
mod lots;
mod mappings;
mod month_close;
mod movements;
mod notices;
mod open;
mod peek;
mod planning;
mod profile;
mod rated;
mod recent;
mod relocate;
mod replay;
mod restore;
mod roster;
mod saved_plans;
mod statements;
mod states;
mod target;
mod term;
mod trial;
mod undo;
mod unpriced;
mod usage_change;
mod usage_pace;
mod usage_scan;
mod verify;
mod wallet;
mod wallet_change;

pub use backup::{BackupReport, Contents};
pub use batch::{Batch, BatchSummary, NewUsage, NewWallet, Receipt};
pub use drawn_lots::DrawnLots;
pub use error::StoreError;
pub use export::{ExportedDraw, Snapshot};
pub use fact_row::{
    Event, ExpiryChanged, GrantEnded, GrantStarted, LotAdded, LotVoided, Payment, Settled,
    UsageStatus,
};
pub use grant_facts::GrantFact;
pub use history::Step;
pub use imports::{ImportFacts, PastImport};
pub use intake::{
    Aim, Fate, FateCount, FateRow, Fates, Intake, IntakeProgress, IntakeReport, MOST_ERRORS_KEPT,
    Stage,
};
pub use journal_rows::{JournalEntry, JournalFact, RosterFact, UsageRow};
pub use lapsed::Lapsed;
pub use listing::{
    BatchRow, EnteredUsage, EntrySort, JournalLines, JournalPlace, ListOrder, ListQuery, Listing,
    LotLife, Mark, TextCount, TextField,
};
pub use month_close::MonthClose;
pub use movements::{BalanceStep, Jump, JumpCause};
pub use notices::{FiredAlert, Notice};
pub use open::{BOOKS_VERSION, Books, IfMissing};
pub use peek::{Glance, awaits_update, copy_as_it_is, try_backup};
pub use planning::WorkedUsage;
pub use profile::Profile;
pub use rated::RatedUsage;
pub use relocate::{MoveReport, relocate};
pub use restore::{RestoreReport, restore};
pub use roster::{LimitReached, LimitUsed, Roster};
pub use saved_plans::SavedPlan;
pub use statements::StatementLine;
pub use trial::Trial;
pub use unpriced::UnpricedUsage;
pub use usage_scan::{LotFacts, ScannedDraw, ScannedUsage};
pub use uuid::Uuid;
pub use verify::{Check, Finding, MOST_FINDINGS_OF_A_CHECK, VerifyReport};
pub use wallet::{Wallet, WalletId};
pub use wallet_change::{GrantChange, WalletChange};
