//! An import, step by step: what the file holds, how its columns are read, what came of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText};
use super::import_rows::{FateTally, ImportedBefore};

/// A field of a usage that a column can be mapped to. A setting is a field of its own by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportField {
    /// Its name: `at`, `action`, `model`, `quantity`, `member`, `set.resolution` …
    pub name: String,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Column {
    /// Its name in the header, or the key in JSON.
    pub name: String,
    /// The field that it was guessed to be; none is kept with the row but not read.
    pub guess: Option<String>,
}

/// The file as it is read with a mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportPreview {
    /// How it is written, in words: `CSV with commas, UTF-8`.
    pub format: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// The first rows as they stand, a text for each column; at most eight.
    pub rows: Vec<Vec<String>>,
    /// The fields to choose from.
    pub fields: Vec<ImportField>,
    /// The mapping that was used: the one given, else the guessed one.
    pub mapping: ImportMapping,
    /// How the file is written, and what says so.
    pub found: FoundReading,
    /// What became of the columns since a log of this provider was last imported; none if this is
    /// the first of its kind.
    pub header: Option<HeaderNews>,
    /// What still stands in the way, as sentences; empty when the import can run.
    pub missing: Vec<String>,
}

/// How the columns are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportMapping {
    /// Fields taken from columns.
    pub columns: Vec<FieldColumn>,
    /// Fields with the same value in every row.
    pub constants: Vec<FieldValue>,
    /// Values that are translated before they are read.
    pub values: Vec<ValueChange>,
    /// What the user says of how the file is written.
    #[serde(default)]
    pub reading: FileReading,
}

/// What the user says of how a file is written; what is left out is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileReading {
    /// The sign between two cells: one character, or `tab`.
    pub delimiter: Option<String>,
    /// `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
    pub encoding: Option<String>,
    /// The sign before the decimals: `point` or `comma`.
    pub decimal: Option<String>,
    /// `day_first` or `month_first`.
    pub date_order: Option<String>,
}

/// How a file is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FoundReading {
    /// The sign between two cells; none in JSON.
    pub delimiter: Option<FoundDelimiter>,
    /// The name of its encoding.
    pub encoding: String,
    /// The encoding is a guess, since the file is not UTF-8.
    pub encoding_is_guessed: bool,
    /// The sign before the decimals.
    pub decimal: FoundSign,
    /// Which comes first in dates such as 03/04/2026.
    pub date_order: FoundSign,
}

/// The sign between two cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FoundDelimiter {
    /// One character, or `tab`.
    pub sign: String,
    /// The cells of the headers.
    pub columns: u32,
    /// Of the first records, those with as many cells.
    pub alike: u32,
    /// The first records that were looked at.
    pub looked_at: u32,
}

/// One of two ways of writing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FoundSign {
    /// Which it is; none where nothing in the file depends on it, or where it is asked.
    pub value: Option<String>,
    /// A cell that says so.
    pub because: Option<CellSample>,
    /// What must be answered before the import can run.
    pub question: Option<TwoReadings>,
}

/// A cell of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CellSample {
    /// Its line, the first being 1.
    pub line: u64,
    /// The field that it fills.
    pub field: String,
    /// What stands there, shortened.
    pub text: String,
}

/// A cell that can be read in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TwoReadings {
    /// The cell.
    pub cell: CellSample,
    /// What it is with a decimal point, or with the day first: a plain number, a date.
    pub first: String,
    /// What it is with a decimal comma, or with the month first.
    pub second: String,
}

/// What became of the columns since the last log of this kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HeaderNews {
    /// They are the same.
    pub same: bool,
    /// When they were last read so.
    pub used_at: InstantText,
    /// Columns that were not there.
    pub new: Vec<String>,
    /// Columns that are no longer there.
    pub gone: Vec<GoneColumn>,
}

/// A column that is no longer there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GoneColumn {
    /// Its name.
    pub column: String,
    /// The field that it filled, if it filled one.
    pub field: Option<String>,
}

/// A field taken from a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldColumn {
    /// The field.
    pub field: String,
    /// The column.
    pub column: String,
}

/// A field with one value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldValue {
    /// The field.
    pub field: String,
    /// The value.
    pub value: String,
}

/// A value that stands for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ValueChange {
    /// The field.
    pub field: String,
    /// What stands in the file.
    pub from: String,
    /// What it means.
    pub to: String,
}

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportPhase {
    /// Reading rows, pricing them and looking for those that are already there.
    Reading,
    /// Drawing them from the lots.
    Booking,
    /// Committing; from here on it can no longer be cancelled.
    Saving,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportProgress {
    /// What it is doing.
    pub phase: ImportPhase,
    /// Rows read or booked so far in this phase.
    pub rows: u64,
    /// How much of the phase is done, in parts of a thousand; none where that is not known.
    pub permille: Option<u32>,
}

/// What came of an import, or would come of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportResult {
    /// Rows read: added, already there, rejected and left out together.
    pub read: u64,
    /// Rows added: charged, held, failed and unpriced together.
    pub added: u64,
    /// Rows that the books already held.
    pub already_there: u64,
    /// Rows that could not be read.
    pub rejected: u64,
    /// New rows that are left out, because they are not ticked or were left out for ever.
    pub left_out: u64,
    /// Usages that were charged.
    pub charged: u64,
    /// Pending usages that hold credits.
    pub held: u64,
    /// Failed usages.
    pub failed: u64,
    /// Usages that no rate matches.
    pub unpriced: u64,
    /// Credits charged.
    pub credits: CreditsText,
    /// Credits held.
    pub held_credits: CreditsText,
    /// Credits charged that no lot covers.
    pub uncovered: CreditsText,
    /// The rejected rows, in the order of the file; at most two hundred.
    pub errors: Vec<RejectedRow>,
    /// How many rows have which fate, in a look at a file.
    pub fates: Vec<FateTally>,
    /// The import of the very same file, where one still counts.
    pub imported_before: Option<ImportedBefore>,
    /// The batch, to undo it; none when nothing was added or in a dry run.
    pub batch: Option<String>,
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RejectedRow {
    /// Its line in the file, the first being 1.
    pub line: u64,
    /// The field that is wrong, if one is.
    pub field: Option<String>,
    /// What stands there, shortened.
    pub value: Option<String>,
    /// What is wrong with it and what to do, as a sentence.
    pub message: String,
}

/// What was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Undone {
    /// What it was: `import of 214 rows from photoroom-usage.csv`.
    pub title: String,
    /// How many entries no longer count.
    pub entries: u64,
}

/// Set by the user to end a long task; read by the task between two steps.
#[derive(Clone, Debug, Default)]
pub struct CancelFlag(Arc<AtomicBool>);

impl CancelFlag {
    /// Asks the task to end.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether the task was asked to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
