//! What is wrong with books, in sentences; the first of each check are kept, the rest is counted.

use crate::error::StoreError;

/// Findings of one check that are kept; beyond them they are only counted.
pub const MOST_FINDINGS_OF_A_CHECK: usize = 10;

/// Something that is wrong with the books.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check found it.
    pub check: Check,
    /// What it is.
    pub sentence: String,
}

/// A check of [`crate::Books::verify`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// The file: its pages, indices and references.
    File,
    /// The journal: order of entry, ids, and what entries refer to.
    Journal,
    /// Which entries no longer count.
    Voided,
    /// What later entries made of usages.
    UsageChanges,
    /// Lots.
    Lots,
    /// Draws.
    Draws,
    /// Movements of credits.
    Movements,
    /// What usages lacked.
    Shortages,
    /// The states that are kept to answer quickly.
    States,
    /// Sums that must hold.
    Sums,
}

/// The findings of a verification so far.
#[derive(Default)]
pub(super) struct Findings {
    kept: Vec<Finding>,
    found: u64,
}

impl Findings {
    /// Counts a finding, and puts it in words if it is among the first of its check.
    pub(super) fn add(
        &mut self,
        check: Check,
        sentence: impl FnOnce() -> Result<String, StoreError>,
    ) -> Result<(), StoreError> {
        self.found += 1;
        let of_check = self.kept.iter().filter(|finding| finding.check == check).count();
        if of_check < MOST_FINDINGS_OF_A_CHECK {
            self.kept.push(Finding { check, sentence: sentence()? });
        }
        Ok(())
    }

    pub(super) fn into_parts(self) -> (Vec<Finding>, u64) {
        (self.kept, self.found)
    }
}
