//! Why a file, or a mapping, cannot be used at all.
//!
//! What is wrong with a single row is a [`RowError`](super::row::RowError) and stops nothing.

use std::io;

use super::field::Field;
use super::source::NOT_UTF_8;

/// The most bytes that one record may have.
pub(super) const MOST_BYTES_OF_A_RECORD: usize = 1 << 20;
/// The most columns that a file may have.
pub(super) const MOST_COLUMNS: usize = 256;
/// The most bytes that are read from one file.
pub(super) const MOST_BYTES: u64 = 16 << 30;
/// The most rows that are read from one file.
pub(super) const MOST_ROWS: u64 = 10_000_000;

/// Why a file cannot be imported. Nothing of it may be kept.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No such file.
    #[error("there is no file \u{201c}{0}\u{201d}; check the path")]
    NotThere(String),
    /// A folder was named.
    #[error("\u{201c}{0}\u{201d} is a folder; name a file in it")]
    IsFolder(String),
    /// The system does not let us read.
    #[error("\u{201c}{name}\u{201d} cannot be read: {why}; see that you may read it, or copy it")]
    Unreadable {
        /// The file.
        name: String,
        /// What the system said.
        why: io::Error,
    },
    /// The file holds something that is not text.
    #[error(
        "line {line} is not text ({what}); import a CSV, JSON or JSON Lines file, saved as UTF-8 or UTF-16"
    )]
    NotText {
        /// The line that holds it.
        line: u64,
        /// What stands there.
        what: &'static str,
    },
    /// Nothing is in the file.
    #[error("the file is empty; there is nothing to import")]
    Empty,
    /// Columns may be named, but no row follows.
    #[error("the file has no rows; there is nothing to import")]
    NoRows,
    /// A quote opens, and closes on a later line in the middle of a cell, or never.
    #[error(
        "the quote that opens on line {0} is not closed where its cell ends; close it, or write \"\" for a quote inside a cell"
    )]
    OpenQuote(u64),
    /// A record is larger than any log has.
    #[error(
        "the record on line {0} is longer than 1 MiB; is a quote or a line break missing there?"
    )]
    RecordTooLong(u64),
    /// More columns than any log has.
    #[error("line {0} has more than {MOST_COLUMNS} columns; leave out those that are not needed")]
    TooManyColumns(u64),
    /// The headers cannot be split into names.
    #[error("the headers on line {0} have a quote that closes before its cell ends; mend it there")]
    BrokenHeaders(u64),
    /// Two columns have one name.
    #[error(
        "the column \u{201c}{name}\u{201d} stands twice, as column {first} and as column {second}; rename or remove one of them"
    )]
    ColumnTwice {
        /// The name.
        name: String,
        /// The place of the first, counted from 1.
        first: usize,
        /// The place of the second.
        second: usize,
    },
    /// More rows than are read from one file.
    #[error("the file has more than {MOST_ROWS} rows; split it and import the parts one by one")]
    TooManyRows,
    /// More bytes than are read from one file.
    #[error("the file is larger than 16 GiB; split it and import the parts one by one")]
    TooLarge,
    /// The file is not the JSON that it began as.
    #[error("line {line} is not JSON: {why}; export the file again or mend it there")]
    BrokenJson {
        /// The line of the fault.
        line: u64,
        /// What is wrong.
        why: String,
    },
    /// A number that is one thing in one country and another in the next, and nothing in the file
    /// that says which.
    #[error(
        "line {line}: {field} \u{201c}{value}\u{201d} can be read as {as_point} or as {as_comma}, and no other number of the file says which; say which sign stands before the decimals"
    )]
    TwoWays {
        /// The line of the number.
        line: u64,
        /// Its field.
        field: Field,
        /// The number as it stands there.
        value: String,
        /// What it is with a decimal point.
        as_point: String,
        /// What it is with a decimal comma.
        as_comma: String,
    },
    /// The mapping does not fit the file.
    #[error(transparent)]
    Mapping(#[from] MappingError),
}

impl ImportError {
    /// Whether the file may be text in another encoding than it was read in.
    pub fn is_other_encoding(&self) -> bool {
        matches!(self, Self::NotText { what, .. } if *what == NOT_UTF_8)
    }

    /// The line of the file that is at fault, where it is one.
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::NotText { line, .. }
            | Self::BrokenJson { line, .. }
            | Self::TwoWays { line, .. } => Some(*line),
            Self::OpenQuote(line)
            | Self::RecordTooLong(line)
            | Self::TooManyColumns(line)
            | Self::BrokenHeaders(line) => Some(*line),
            _ => None,
        }
    }
}

/// Why a mapping cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// No such field.
    #[error(
        "there is no field \u{201c}{given}\u{201d}{meant}; the fields are id, at, feature, action, model, settings, quantity, member, project, status, credits, balance and set.<name>"
    )]
    UnknownField {
        /// What was given.
        given: String,
        /// The field that was probably meant, as a hint in brackets, or nothing.
        meant: String,
    },
    /// The file has no such column.
    #[error(
        "there is no column \u{201c}{given}\u{201d} for {field}{meant}; the columns are {columns}"
    )]
    UnknownColumn {
        /// The field to be filled.
        field: Field,
        /// What was given.
        given: String,
        /// The column that was probably meant, as a hint in brackets, or nothing.
        meant: String,
        /// The columns of the file.
        columns: String,
    },
    /// Nothing says when a usage happened.
    #[error(
        "no column says when a usage happened; name it, as in at=COLUMN; the columns are {columns}"
    )]
    NoTime {
        /// The columns of the file.
        columns: String,
    },
    /// A correction is not written as it should be.
    #[error("\u{201c}{given}\u{201d} is not a {what}; write it as {shape}")]
    NotWellFormed {
        /// What was given.
        given: String,
        /// What it should be.
        what: &'static str,
        /// How it is written.
        shape: &'static str,
    },
    /// A constant cannot be read as its field.
    #[error("{field} cannot be set to \u{201c}{value}\u{201d}: {why}")]
    BadConstant {
        /// The field.
        field: Field,
        /// The constant.
        value: String,
        /// Why not.
        why: String,
    },
    /// No encoding of this name.
    #[error(
        "\u{201c}{0}\u{201d} is no encoding that is read; it is utf-8, utf-16le, utf-16be or windows-1252"
    )]
    UnknownEncoding(String),
    /// A cell cannot be separated by this.
    #[error("\u{201c}{0}\u{201d} cannot separate cells; give one sign, such as , ; | or tab")]
    BadDelimiter(String),
}
