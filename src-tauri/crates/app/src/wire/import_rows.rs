//! The rows of an import one by one, and the imports that were made.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportFate {
    /// It is added.
    New,
    /// It is like an entry of the books; added only if it is ticked.
    Twin,
    /// It was left out for ever before; added only if it is ticked.
    LeftOut,
    /// The books hold it already.
    AlreadyThere,
    /// The books hold its id with other content.
    Conflict,
    /// It cannot be read.
    Rejected,
}

/// How many rows have a fate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FateTally {
    /// The fate.
    pub fate: ImportFate,
    /// The rows that have it.
    pub rows: u64,
    /// Those that are ticked.
    pub ticked: u64,
}

/// An earlier import of the same file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportedBefore {
    /// When.
    pub at: InstantText,
    /// The name that it had.
    pub file: String,
}

/// Rows to tick or untick. Those that are not open to a choice stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportTicks {
    /// The places of the rows; none is all rows of the fate.
    pub places: Option<Vec<u64>>,
    /// The fate whose rows are meant; none is every fate.
    pub fate: Option<ImportFate>,
    /// Ticked or not.
    pub ticked: bool,
}

/// A row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRow {
    /// Its place among the rows, from 0; by it the row is ticked.
    pub place: u64,
    /// Its line in the file, the first being 1.
    pub line: u64,
    /// What becomes of it.
    pub fate: ImportFate,
    /// Whether it is added.
    pub ticked: bool,
    /// When it happened; none for a row that cannot be read.
    pub at: Option<InstantText>,
    /// The provider's id.
    pub id: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// With which model.
    pub model: Option<String>,
    /// Who did it.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// How many; none if unknown.
    pub quantity: Option<i64>,
    /// `succeeded`, `failed` or `pending`.
    pub status: Option<String>,
    /// What it costs; none if unknown.
    pub credits: Option<CreditsText>,
    /// The field that is wrong.
    pub field: Option<String>,
    /// What stands there, shortened.
    pub value: Option<String>,
    /// Why it cannot be added, as a sentence.
    pub message: Option<String>,
    /// The entry of the books that it is like.
    pub twin: Option<TwinEntry>,
}

/// An entry of the books that a row is like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TwinEntry {
    /// Its id in the journal.
    pub entry: String,
    /// Typed, rather than imported.
    pub typed: bool,
    /// When it happened.
    pub at: InstantText,
    /// When it was entered.
    pub recorded_at: InstantText,
    /// The provider's id.
    pub id: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// With which model.
    pub model: Option<String>,
    /// Who did it.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// How many; none if unknown.
    pub quantity: Option<i64>,
    /// What it cost; none if unknown.
    pub credits: Option<CreditsText>,
}

/// A page of the imports that were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportHistory {
    /// The imports, the last one first.
    pub imports: Vec<PastImportRow>,
    /// The cursor of the next page; none if there is none.
    pub more: Option<String>,
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastImportRow {
    /// Its batch, by which it is taken back.
    pub batch: String,
    /// The wallet it went into.
    pub wallet: Option<String>,
    /// When it was made.
    pub at: InstantText,
    /// The name of its file.
    pub file: String,
    /// The hash of the file, in hexadecimal digits.
    pub hash: String,
    /// The rows of the file.
    pub rows: u64,
    /// Those that were added.
    pub added: u64,
    /// Those that the books held; none if that was not kept.
    pub already_there: Option<u64>,
    /// Those that could not be read; none if that was not kept.
    pub rejected: Option<u64>,
    /// Those that were left out; none if that was not kept.
    pub left_out: Option<u64>,
    /// The credits that were charged; none if that was not kept.
    pub credits: Option<CreditsText>,
    /// When it was taken back, if it was.
    pub reverted: Option<InstantText>,
}
