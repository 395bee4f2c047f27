//! Backups, restores and checks of the books.

use std::path::Path;

use crate::App;
use crate::report::{BackupMade, Restored, Verified};
use crate::wire::{ApiError, BooksCheck};

impl App {
    /// Makes a backup, and opens and checks it before it counts as one.
    ///
    /// # Errors
    /// A file of that name is there, or the disk is full; nothing is left behind then.
    pub fn backup(&self, to: &Path) -> Result<BackupMade, ApiError> {
        let made = self.books.backup(to)?;
        Ok(BackupMade {
            path: made.path,
            bytes: made.bytes,
            entries: made.contents.entries,
            wallets: made.contents.wallets,
            last_recorded_at: made.contents.last_recorded_at,
        })
    }

    /// Puts a backup in the place of books. The books that are there are kept beside it, so that a
    /// restore can be undone.
    ///
    /// # Errors
    /// The backup cannot be used; nothing is changed then.
    pub fn restore(books: &Path, from: &Path) -> Result<Restored, ApiError> {
        let restored = bursar_store::restore(from, books, crate::Clock::System.now())?;
        Ok(Restored {
            entries: restored.contents.entries,
            wallets: restored.contents.wallets,
            kept: restored.kept,
        })
    }

    /// Derives everything again from the facts, in a copy, and compares.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn verify(&self) -> Result<Verified, ApiError> {
        let report = self.books.verify()?;
        Ok(Verified {
            clean: report.is_clean(),
            entries: report.entries,
            usages: report.usages,
            wallets: report.wallets,
            findings: report.findings.into_iter().map(|finding| finding.sentence).collect(),
            found: report.found,
        })
    }

    /// The same, as the window shows it.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn check_books(&self) -> Result<BooksCheck, ApiError> {
        let found = self.verify()?;
        Ok(BooksCheck {
            entries: found.entries,
            usages: found.usages,
            wallets: found.wallets,
            findings: found.findings,
            found: found.found,
        })
    }
}
