//! What use-cases answer to the command line and to scripts.
//!
//! As JSON, credits are decimal numbers and instants RFC 3339 in UTC; the shapes are a contract and
//! only ever grow. The window has its own types in [`crate::wire`].

mod balance;
mod entry;
mod people;
mod safety;
mod usage;

pub use balance::{
    Balances, Explanation, JournalLine, LotLine, Lots, NextExpiry, NextRefill, WalletBalance,
    WalletLine,
};
pub use bursar_ledger::money::MoneyTotals;
pub use entry::{
    DrawLine, Entered, ImportReport, ImportRowError, PriceAnswer, Record, Recorded, Statement,
    Topup, WalletTerms,
};
pub use people::{
    BudgetAmounts, BudgetUse, Limit, Member, NameSaid, NameSuggestions, Named, People, Project,
};
pub use safety::{BackupMade, Restored, Verified};
pub use usage::{Dimension, Filter, UsageQuery, UsageReport, UsageRow, UsageTotal};
