//! A record as it stands in a file: cells in the order of the columns.

use std::ops::Range;

/// A record; it borrows its reader's buffers.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// The line on which it begins.
    pub(super) line: u64,
    /// How a row of delimited text is written; empty for JSON.
    pub(super) text: &'a str,
    pub(super) cell_text: &'a str,
    /// Where each cell stands in `cell_text`.
    pub(super) cells: &'a [Range<usize>],
    /// The columns that its file has had so far, where they can become more with each record.
    pub(super) growing_columns: Option<&'a [String]>,
}

impl<'a> Record<'a> {
    /// A record without cells.
    pub(super) const EMPTY: Self =
        Self { line: 0, text: "", cell_text: "", cells: &[], growing_columns: None };

    /// The text of a cell; empty where the record has no such cell.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        let place = self.cells.get(column).cloned();
        place.and_then(|place| self.cell_text.get(place)).unwrap_or_default()
    }

    /// Whether no cell has any text.
    pub(super) fn is_blank(&self) -> bool {
        (0..self.cells.len()).all(|column| self.cell(column).trim().is_empty())
    }
}

/// What a reader finds next.
pub(super) enum Next<'a> {
    /// A record.
    Record(Record<'a>),
    /// Something that is no record, but behind which the next one can be read.
    Broken {
        /// The line on which it begins.
        line: u64,
        /// What stands there, shortened.
        value: String,
        /// What is wrong with it.
        message: String,
    },
    /// Nothing more.
    End,
}
