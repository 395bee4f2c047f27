//! Backups, restores and checks of the books.

use std::path::PathBuf;

use bursar_ledger::instant::Instant;
use serde::Serialize;

/// A backup that was made and checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BackupMade {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Entries in it.
    pub entries: u64,
    /// Wallets in it.
    pub wallets: u64,
    /// When the last of its entries was recorded.
    pub last_recorded_at: Option<Instant>,
}

/// A backup that took the place of the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Restored {
    /// Entries in the books now.
    pub entries: u64,
    /// Wallets in the books now.
    pub wallets: u64,
    /// Where the books that were there before lie now.
    pub kept: Option<PathBuf>,
}

/// What a check of the books found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// Everything agrees.
    pub clean: bool,
    /// Entries that were replayed.
    pub entries: u64,
    /// Of these, usages.
    pub usages: u64,
    /// Wallets that were compared.
    pub wallets: u64,
    /// What does not agree, as sentences; the first ones of each sort.
    pub findings: Vec<String>,
    /// How much was found in all.
    pub found: u64,
}
