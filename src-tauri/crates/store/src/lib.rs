//! The books on disk: the only crate that knows SQLite.
//!
//! Facts are rows that are only added. What follows from them is derived by the engine of
//! `bursar-ledger`, kept in tables of its own, and can be rebuilt from the facts at any time.
mod batch;
mod book;
mod entries;
mod error;
mod fact_row;
pub mod import;
mod intake;
mod journal_rows;
mod keep;
mod lots;
mod movements;
mod open;
mod replay;
mod states;
mod term;
mod undo;
mod usage_change;
mod usage_scan;
mod wallet;

pub use batch::{Batch, BatchSummary, NewUsage, NewWallet, Receipt};
pub use error::StoreError;
pub use fact_row::{
    Event, ExpiryChanged, GrantEnded, GrantStarted, LotAdded, LotVoided, Settled, UsageStatus,
};
pub use intake::{Intake, IntakeProgress, IntakeReport, MOST_ERRORS_KEPT, Stage};
pub use journal_rows::{JournalEntry, JournalFact, UsageRow};
pub use movements::{BalanceStep, Jump, JumpCause};
pub use open::{BOOKS_VERSION, Books, IfMissing};
pub use usage_scan::{LotFacts, ScannedDraw, ScannedUsage};
pub use wallet::{Wallet, WalletId};
