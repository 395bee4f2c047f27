//! Records of delimiter-separated text, one at a time.
//!
//! `csv-core` splits them; line ends are LF, CRLF or CR, and empty lines are passed over. It takes
//! any text without complaint, so this is found out here: on which line a record begins, that it
//! is too long, and that a quote does not close where its cell ends.

use std::fmt;
use std::ops::Range;
use std::str::{self, FromStr};

use bursar_ledger::credits::shorten;
use csv_core::{ReadRecordResult, ReaderBuilder};
use serde::{Deserialize, Serialize};

use super::error::{ImportError, MOST_BYTES_OF_A_RECORD, MappingError};
use super::formula_guard;
use super::record::{Next, Record};
use super::source::Text;
use super::window::Window;

/// The sign between two cells; ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Delimiter(u8);

impl Delimiter {
    /// The signs that are tried where none is given, the most usual first.
    pub(super) const USUAL: [Self; 4] = [Self(b','), Self(b';'), Self(b'\t'), Self(b'|')];

    /// The sign.
    pub fn sign(self) -> char {
        char::from(self.0)
    }
}

impl FromStr for Delimiter {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        match text.as_bytes() {
            b"tab" | b"TAB" | b"\\t" => Ok(Self(b'\t')),
            [sign] if sign.is_ascii() && !b"\"\r\n\0".contains(sign) => Ok(Self(*sign)),
            _ => Err(MappingError::BadDelimiter(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Delimiter {
    type Error = MappingError;

    fn try_from(text: String) -> Result<Self, MappingError> {
        text.parse()
    }
}

impl From<Delimiter> for String {
    fn from(delimiter: Delimiter) -> Self {
        delimiter.to_string()
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            b'\t' => f.pad("tab"),
            sign => f.pad(char::from(sign).encode_utf8(&mut [0; 4])),
        }
    }
}

/// Reads the records of a text.
pub(super) struct CsvReader<T> {
    window: Window<T>,
    splitter: Box<csv_core::Reader>,
    /// The text of a record's cells, one behind the other, and room for more.
    cell_text: Vec<u8>,
    /// Where in it each cell ends, and room for more.
    ends: Vec<usize>,
    cells: Vec<Range<usize>>,
    lines: Lines,
}

impl<T: Text> CsvReader<T> {
    /// A reader of `window`, whose first line has the number `line`.
    pub(super) fn new(window: Window<T>, delimiter: Delimiter, line: u64) -> Self {
        Self {
            window,
            splitter: Box::new(ReaderBuilder::new().delimiter(delimiter.0).build()),
            cell_text: Vec::new(),
            ends: vec![0; 32],
            cells: Vec::new(),
            lines: Lines { number: line, after_cr: false },
        }
    }

    /// The next record that is not an empty line.
    pub(super) fn next(&mut self) -> Result<Next<'_>, ImportError> {
        let (mut taken, mut written, mut cells) = (0, 0, 0);
        loop {
            if taken == 0 {
                self.pass_empty_lines();
            }
            let rest = self.window.rest();
            let is_over = taken == rest.len();
            if is_over && taken <= MOST_BYTES_OF_A_RECORD {
                if !self.window.is_at_end() {
                    self.window.lengthen()?;
                    continue;
                }
                if taken == 0 || self.window.is_cut() {
                    return Ok(Next::End);
                }
            }
            // A line end ends every record but one with an open quote.
            let input = if is_over { b"\n" } else { &rest[taken..] };
            // Cells are never longer than what they are written as.
            if self.cell_text.len() <= rest.len() {
                self.cell_text.resize(rest.len() + 1, 0);
            }
            let (result, read, wrote, ended) = self.splitter.read_record(
                input,
                &mut self.cell_text[written..],
                &mut self.ends[cells..],
            );
            taken = rest.len().min(taken + read);
            written += wrote;
            cells += ended;
            match result {
                ReadRecordResult::Record => return self.record(taken, written, cells),
                ReadRecordResult::OutputEndsFull => self.ends.resize(cells * 2, 0),
                _ if is_over => {
                    let open = self.ends[..cells].last().copied().unwrap_or(0);
                    return Err(self.open_quote(self.lines.number, open));
                }
                _ => {}
            }
        }
    }

    /// Passes the record in the next so many bytes, whose cells are so many and so long.
    fn record(
        &mut self,
        taken: usize,
        written: usize,
        cells: usize,
    ) -> Result<Next<'_>, ImportError> {
        let line = self.lines.number;
        self.window.pass(taken);
        let passed = self.window.passed(taken);
        self.lines.pass(passed);
        let text = passed.strip_suffix(b"\n").or(passed.strip_suffix(b"\r")).unwrap_or(passed);
        if text.len() > MOST_BYTES_OF_A_RECORD {
            return Err(ImportError::RecordTooLong(line));
        }
        let mut rest = text;
        let mut start = 0;
        self.cells.clear();
        for end in &self.ends[..cells] {
            let cell = &self.cell_text[start..*end];
            let Some(behind) = behind(rest, cell) else {
                // What goes on behind the end of its line was meant to close before.
                if self.cell_text[start..written].iter().any(is_line_end) {
                    return Err(self.open_quote(line, start));
                }
                let value = shorten(&String::from_utf8_lossy(rest));
                let message = "a quote closes before its cell ends; write \"\" for a quote inside \
                               a cell";
                return Ok(Next::Broken { line, value, message: message.to_owned() });
            };
            self.cells.push(start + formula_guard::length(cell)..*end);
            start = *end;
            rest = behind.get(1..).unwrap_or_default();
        }
        let not_text = |_| ImportError::NotText { line, what: "a byte that is not UTF-8" };
        Ok(Next::Record(Record {
            line,
            text: str::from_utf8(text).map_err(not_text)?,
            cell_text: str::from_utf8(&self.cell_text[..written]).map_err(not_text)?,
            cells: &self.cells,
            growing_columns: None,
        }))
    }

    /// The text itself, once it is read.
    pub(super) fn into_text(self) -> T {
        self.window.into_text()
    }

    fn pass_empty_lines(&mut self) {
        let rest = self.window.rest();
        let length = rest.iter().take_while(|sign| is_line_end(sign)).count();
        self.lines.pass(&rest[..length]);
        self.window.pass(length);
    }

    /// The error of the cell at this place of a record that begins on this line.
    fn open_quote(&self, line: u64, place: usize) -> ImportError {
        let mut lines = Lines { number: line, after_cr: false };
        lines.pass(&self.cell_text[..place]);
        ImportError::OpenQuote(lines.number)
    }
}

/// What stands behind a cell in the text of its record; `None` if the quote that opens the cell
/// closes before the cell ends.
fn behind<'a>(text: &'a [u8], cell: &[u8]) -> Option<&'a [u8]> {
    let Some(mut text) = text.strip_prefix(b"\"") else {
        return text.get(cell.len()..);
    };
    for piece in cell.split_inclusive(|sign| *sign == b'"') {
        text = text.strip_prefix(piece)?;
        if piece.ends_with(b"\"") {
            text = text.strip_prefix(b"\"")?;
        }
    }
    text.strip_prefix(b"\"")
}

fn is_line_end(sign: &u8) -> bool {
    matches!(sign, b'\r' | b'\n')
}

/// Counts lines, which LF, CRLF and CR end; `csv-core` knows no lines that CR ends.
struct Lines {
    /// The line on which the next text stands.
    number: u64,
    after_cr: bool,
}

impl Lines {
    fn pass(&mut self, text: &[u8]) {
        for sign in text {
            self.number += u64::from(*sign == b'\r' || (*sign == b'\n' && !self.after_cr));
            self.after_cr = *sign == b'\r';
        }
    }
}
