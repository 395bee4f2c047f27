//! Records of delimiter-separated text, as RFC 4180 has them, one at a time.
//!
//! The splitter is our own because a record must have a largest size, an unclosed quote a line,
//! and a cell no copy. Line ends are LF, CRLF or CR; empty lines are passed over.

use std::fmt;
use std::str::{self, FromStr};

use bursar_ledger::credits::shorten;
use memchr::memchr;
use serde::{Deserialize, Serialize};

use super::error::{ImportError, MOST_BYTES_OF_A_RECORD, MappingError};
use super::formula_guard;
use super::record::{Cell, Next, Record};
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
    splitter: Splitter,
    /// The line on which the next record begins.
    line: u64,
}

impl<T: Text> CsvReader<T> {
    /// A reader of `window`, whose first line has the number `line`.
    pub(super) fn new(window: Window<T>, delimiter: Delimiter, line: u64) -> Self {
        Self { window, splitter: Splitter::new(delimiter), line }
    }

    /// The next record that is not an empty line.
    pub(super) fn next(&mut self) -> Result<Next<'_>, ImportError> {
        loop {
            let line = self.line;
            let is_whole = self.window.is_at_end() && !self.window.is_cut();
            match self.splitter.split(self.window.rest(), is_whole) {
                Split::Record { text, .. } if text > MOST_BYTES_OF_A_RECORD => {
                    return Err(ImportError::RecordTooLong(line));
                }
                Split::Record { text, whole, lines } => {
                    self.line += lines;
                    self.window.pass(whole);
                    if text > 0 {
                        return self.record(line, text, whole);
                    }
                }
                Split::Unfinished { open_quote } => {
                    let too_long = self.window.rest().len() > MOST_BYTES_OF_A_RECORD;
                    match open_quote {
                        Some(before) if too_long || is_whole => {
                            return Err(ImportError::OpenQuote(line + before));
                        }
                        _ if too_long => return Err(ImportError::RecordTooLong(line)),
                        _ if self.window.is_at_end() => return Ok(Next::End),
                        _ => self.window.lengthen()?,
                    }
                }
                // A cell that runs over several lines: its quote was meant to close before.
                Split::AfterQuote { before, inside, .. } if inside > 0 => {
                    return Err(ImportError::OpenQuote(line + before));
                }
                Split::AfterQuote { before, cell, whole, .. } => {
                    self.line += before + 1;
                    let value = self.window.rest().get(cell..whole).unwrap_or_default();
                    let value = shorten(String::from_utf8_lossy(value).trim_end());
                    self.window.pass(whole);
                    let message = "a quote closes before its cell ends; write \"\" for a quote \
                                   inside a cell";
                    return Ok(Next::Broken { line, value, message: message.to_owned() });
                }
            }
        }
    }

    fn record(&self, line: u64, text: usize, whole: usize) -> Result<Next<'_>, ImportError> {
        let not_text = |_| ImportError::NotText { line, what: "a byte that is not UTF-8" };
        let passed = self.window.passed(whole).get(..text).unwrap_or_default();
        Ok(Next::Record(Record {
            line,
            text: str::from_utf8(passed).map_err(not_text)?,
            written_out: str::from_utf8(&self.splitter.written_out).map_err(not_text)?,
            cells: &self.splitter.cells,
            growing_columns: None,
        }))
    }

    /// The text itself, once it is read.
    pub(super) fn into_text(self) -> T {
        self.window.into_text()
    }
}

/// What stands at the beginning of a stretch of text. Places are bytes from there.
#[derive(Debug, PartialEq, Eq)]
enum Split {
    /// A record.
    Record {
        /// Where its text ends.
        text: usize,
        /// Where the next record begins.
        whole: usize,
        /// How many lines it fills.
        lines: u64,
    },
    /// A record whose end is not there yet.
    Unfinished {
        /// Whether a quote is open, and if so the lines of the record before it.
        open_quote: Option<u64>,
    },
    /// A quoted cell that goes on behind its closing quote.
    AfterQuote {
        /// The lines of the record before the cell.
        before: u64,
        /// The line ends inside the quotes.
        inside: u64,
        /// Where the cell begins.
        cell: usize,
        /// Where the next line begins.
        whole: usize,
    },
}

/// Splits one record into cells. It is pure: it sees a stretch of text and keeps the cells.
struct Splitter {
    delimiter: u8,
    /// The signs that end a cell without quotes.
    ends: [bool; 256],
    cells: Vec<Cell>,
    written_out: Vec<u8>,
}

impl Splitter {
    fn new(delimiter: Delimiter) -> Self {
        let mut ends = [false; 256];
        for sign in [delimiter.0, b'\n', b'\r'] {
            ends[usize::from(sign)] = true;
        }
        Self { delimiter: delimiter.0, ends, cells: Vec::new(), written_out: Vec::new() }
    }

    /// Splits the record at the beginning of `bytes`; `is_whole` says that no text comes after.
    fn split(&mut self, bytes: &[u8], is_whole: bool) -> Split {
        self.cells.clear();
        self.written_out.clear();
        if bytes.is_empty() {
            return Split::Unfinished { open_quote: None };
        }
        let mut lines = 0;
        let mut at = 0;
        loop {
            if bytes.get(at) == Some(&b'"') {
                match self.quoted(bytes, at, is_whole, lines) {
                    Ok((end, inside)) => {
                        at = end;
                        lines += inside;
                    }
                    Err(split) => return split,
                }
            } else {
                let start = at;
                while bytes.get(at).is_some_and(|byte| !self.ends[usize::from(*byte)]) {
                    at += 1;
                }
                let guard = formula_guard::length(&bytes[start..at]);
                self.cells.push(Cell::InText(start + guard..at));
            }
            // A carriage return may be half of a line end.
            let next = match bytes.get(at) {
                Some(sign) if *sign == self.delimiter => {
                    at += 1;
                    continue;
                }
                None | Some(b'\r') if !is_whole && at + 1 >= bytes.len() => {
                    return Split::Unfinished { open_quote: None };
                }
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at + 2,
                Some(_) => at + 1,
                None => at,
            };
            return Split::Record { text: at, whole: next, lines: lines + 1 };
        }
    }

    /// Takes the quoted cell that opens at `open`: where it ends, and the line ends inside it.
    fn quoted(
        &mut self,
        bytes: &[u8],
        open: usize,
        is_whole: bool,
        before: u64,
    ) -> Result<(usize, u64), Split> {
        let written_from = self.written_out.len();
        let mut copied = open + 1;
        let mut from = open + 1;
        let close = loop {
            let Some(quote) = memchr(b'"', &bytes[from..]).map(|place| from + place) else {
                let open_quote = Some(before);
                return Err(Split::Unfinished { open_quote });
            };
            match bytes.get(quote + 1) {
                Some(b'"') => {
                    self.written_out.extend_from_slice(&bytes[copied..=quote]);
                    from = quote + 2;
                    copied = from;
                }
                None if !is_whole => return Err(Split::Unfinished { open_quote: None }),
                _ => break quote,
            }
        };
        let end = close + 1;
        let inside = line_ends(&bytes[open..end]);
        if bytes.get(end).is_some_and(|sign| !self.ends[usize::from(*sign)]) {
            let line_end = bytes[end..].iter().position(|sign| b"\r\n".contains(sign));
            let whole = match line_end.map(|place| end + place) {
                Some(place) if bytes[place..].starts_with(b"\r\n") => place + 2,
                Some(place) => place + 1,
                None if is_whole => bytes.len(),
                None => return Err(Split::Unfinished { open_quote: None }),
            };
            return Err(Split::AfterQuote { before, inside, cell: open, whole });
        }
        self.cells.push(if self.written_out.len() == written_from {
            let guard = formula_guard::length(&bytes[copied..close]);
            Cell::InText(copied + guard..close)
        } else {
            self.written_out.extend_from_slice(&bytes[copied..close]);
            let guard = formula_guard::length(&self.written_out[written_from..]);
            Cell::WrittenOut(written_from + guard..self.written_out.len())
        });
        Ok((end, inside))
    }
}

/// The line ends in a text, each of LF, CRLF and CR counted once.
fn line_ends(text: &[u8]) -> u64 {
    let mut count = 0;
    let mut before = 0;
    for sign in text {
        count += u64::from(*sign == b'\r' || (*sign == b'\n' && before != b'\r'));
        before = *sign;
    }
    count
}
