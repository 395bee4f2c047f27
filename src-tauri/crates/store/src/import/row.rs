//! What reading gives: a row of a log with its fields read, or the reason why it could not be.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;

use super::field::Field;

/// How a usage stands, as the provider reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It is charged.
    Succeeded,
    /// It is not charged.
    Failed,
    /// It holds its credits until it is settled.
    Pending,
}

/// One usage of a provider's log.
///
/// Texts are trimmed; an empty one is `None`. They borrow the reader's buffers and live until the
/// next row is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The line of the file on which it begins; the first line is 1.
    pub line: u64,
    /// The provider's id.
    pub id: Option<&'a str>,
    /// When it happened.
    pub at: Instant,
    /// The feature it belongs to.
    pub feature: Option<&'a str>,
    /// What was done.
    pub action: Option<&'a str>,
    /// With which model.
    pub model: Option<&'a str>,
    /// The settings, sorted by name, as [`settings::pairs`](super::settings::pairs) reads them.
    pub settings: Option<&'a str>,
    /// How many units; `None` where the cell is empty, and 1 where the log has no such column.
    pub quantity: Option<i64>,
    /// Who did it.
    pub member: Option<&'a str>,
    /// For which project.
    pub project: Option<&'a str>,
    /// How it stands.
    pub status: Status,
    /// What the provider charged.
    pub credits: Option<Credits>,
    /// The balance that the provider shows after it.
    pub balance: Option<Credits>,
    /// The cells of the other columns, as a compact JSON object of texts in the order of the
    /// columns; empty cells are left out, and `None` is none at all.
    pub extra: Option<&'a str>,
    /// A hash of all of the above but the line. Two rows that say the same have the same, whatever
    /// the format of their file and the order of its columns.
    pub content: u128,
}

/// Why a row could not be taken. The rest of the file is read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line of the file on which the row begins.
    pub line: u64,
    /// The field at fault; `None` if it is the row as a whole.
    pub field: Option<Field>,
    /// The cell as it stands in the file, shortened.
    pub value: String,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
    /// It is a number that can be read in two ways, which is for the whole file to settle.
    pub(crate) two_ways: bool,
}
