//! A record as it stands in a file: cells in the order of the columns.

use std::ops::Range;

/// Where a cell's text stands: in the file's own text, or written out beside it because the file
/// writes it otherwise (`""` for a quote).
#[derive(Clone, Debug)]
pub(super) enum Cell {
    InText(Range<usize>),
    WrittenOut(Range<usize>),
}

impl Cell {
    /// A cell without text.
    pub(super) const EMPTY: Self = Self::InText(0..0);
}

/// A record; it borrows its reader's buffers.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) text: &'a str,
    pub(super) written_out: &'a str,
    pub(super) cells: &'a [Cell],
    /// The columns that its file has had so far, where they can become more with each record.
    pub(super) growing_columns: Option<&'a [String]>,
}

impl<'a> Record<'a> {
    /// A record without cells.
    pub(super) const EMPTY: Self =
        Self { line: 0, text: "", written_out: "", cells: &[], growing_columns: None };

    /// The text of a cell; empty where the record has no such cell.
    pub(super) fn cell(&self, column: usize) -> &'a str {
        let text = match self.cells.get(column) {
            Some(Cell::InText(place)) => self.text.get(place.clone()),
            Some(Cell::WrittenOut(place)) => self.written_out.get(place.clone()),
            None => None,
        };
        text.unwrap_or_default()
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
