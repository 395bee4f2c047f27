//! A provider's log, opened: first looked at, then read from its first row to its last.

use std::ops::ControlFlow;

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::shorten;

use super::csv_rows::Delimiter;
use super::error::{ImportError, MOST_BYTES_OF_A_RECORD, MOST_ROWS, MappingError};
use super::evidence::{Evidence, Witness};
use super::field::Field;
use super::format::{Format, Shape, Split, sample};
use super::guess::{Guessed, guess};
use super::mapping::Mapping;
use super::plan::Plan;
use super::record::{Next, Record};
use super::row::{Row, RowError};
use super::source::{Encoding, Place, Progress, Source, Text};
use super::window::Window;

/// What is told of a file's text; what is not told is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadAs {
    /// The sign between two cells.
    pub delimiter: Option<Delimiter>,
    /// How its characters are written as bytes.
    pub encoding: Option<Encoding>,
}

/// A log of which the first stretch has been read, and nothing more.
pub struct Log {
    place: Place,
    read_as: ReadAs,
    source: Source,
    head: Vec<u8>,
    is_cut: bool,
    shape: Shape,
}

/// A first look at a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its format.
    pub format: Format,
    /// Its encoding.
    pub encoding: Encoding,
    /// Its size in bytes; unknown for the standard input.
    pub bytes: Option<u64>,
    /// The names of its columns.
    pub headers: Vec<String>,
    /// The columns whose field is guessed, and why.
    pub guessed: Vec<Guessed>,
    /// The cells of its first rows as they stand there, one for each column.
    pub rows: Vec<Vec<String>>,
    /// How well the delimiter splits the first records; none for JSON.
    pub split: Option<Split>,
}

/// What a reading came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadReport {
    /// Rows that could be read.
    pub rows: u64,
    /// Rows that could not.
    pub rejected: u64,
    /// A hash of the file's bytes; of those read so far if the reading was stopped.
    pub file_hash: u128,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

impl Log {
    /// Opens a log and finds out its format and columns, and what is not told of its text.
    ///
    /// # Errors
    /// There is no such file, it is a folder, cannot be read, is not text or is empty; its headers
    /// are broken or name a column twice.
    pub fn open(place: &Place, read_as: ReadAs) -> Result<Self, ImportError> {
        Self::of(place.clone(), Source::open(place, read_as.encoding)?, read_as)
    }

    pub(super) fn of(
        place: Place,
        mut source: Source,
        read_as: ReadAs,
    ) -> Result<Self, ImportError> {
        let mut head = Vec::new();
        let mut is_cut = true;
        while is_cut && head.len() <= MOST_BYTES_OF_A_RECORD {
            is_cut = source.read_more(&mut head)? > 0;
        }
        let shape = Shape::detect(&head, is_cut, read_as.delimiter)?;
        Ok(Self { place, read_as, source, head, is_cut, shape })
    }

    /// The names of its columns.
    pub fn headers(&self) -> &[String] {
        &self.shape.headers
    }

    /// Whether its first stretch holds signs that no text has, however it is read.
    pub fn has_control_signs(&self) -> bool {
        let control = |sign: &u8| (*sign < b' ' && !b"\t\n\r\x0c".contains(sign)) || *sign == 0x7f;
        self.head.iter().any(control)
    }

    /// How far reading has come. It can be kept while the log is read.
    pub fn progress(&self) -> Progress {
        self.source.progress()
    }

    /// A first look at it, with at most so many rows.
    ///
    /// # Errors
    /// A fault of the file among its first rows.
    pub fn preview(&self, rows: usize) -> Result<Preview, ImportError> {
        let mut reader = self.shape.reader(sample(&self.head, self.is_cut))?;
        let columns = self.shape.headers.len();
        let mut first = Vec::new();
        while first.len() < rows {
            match reader.next()? {
                Next::Record(record) if record.is_blank() => {}
                Next::Record(record) => {
                    let cells = (0..columns).map(|column| record.cell(column).to_owned());
                    first.push(cells.collect());
                }
                Next::Broken { .. } => {}
                Next::End => break,
            }
        }
        Ok(Preview {
            format: self.shape.format,
            encoding: self.source.encoding(),
            bytes: self.source.progress().total_bytes(),
            headers: self.shape.headers.clone(),
            guessed: guess(&self.shape.headers),
            rows: first,
            split: match self.shape.format {
                Format::Delimited(delimiter) => Some(Split::of(&self.head, self.is_cut, delimiter)),
                _ => None,
            },
        })
    }

    /// What the log says of how its numbers and dates are written: its first stretch, and where
    /// that leaves a question open, all of it. The standard input is never read twice.
    ///
    /// # Errors
    /// A fault of the file.
    pub fn evidence(&self, mapping: &Mapping) -> Result<Evidence, ImportError> {
        let mut witness = Witness::new(mapping, &self.shape);
        let mut reader = self.shape.reader(sample(&self.head, self.is_cut))?;
        let first = witness.hear(&mut reader)?;
        if !self.is_cut || !first.leaves_open(mapping) || self.place == Place::StandardInput {
            return Ok(first);
        }
        self.all_evidence(mapping)
    }

    /// What the whole file says of how its numbers and dates are written.
    ///
    /// # Errors
    /// A fault of the file, which must still be there.
    pub fn all_evidence(&self, mapping: &Mapping) -> Result<Evidence, ImportError> {
        let again = Self::open(&self.place, self.read_as)?;
        let mut witness = Witness::new(mapping, &again.shape);
        let mut reader = again.shape.reader(Window::new(again.head, again.source))?;
        witness.hear(&mut reader)
    }

    /// Checks that a mapping fits the log, without reading it.
    ///
    /// # Errors
    /// A column that is not there, no time, or a constant that cannot be read.
    pub fn check(&self, mapping: &Mapping, zone: Zone) -> Result<(), MappingError> {
        Plan::new(mapping, &self.shape.headers, zone).map(|_| ())
    }

    /// Reads every row, in order, and hands each to `on_row`, which may stop the reading. The
    /// mapping is taken as it is ([`Mapping::completed`] adds the guesses); local times are those
    /// of `zone`.
    ///
    /// # Errors
    /// A mapping that does not fit, or a fault of the file after which no row can be trusted. What
    /// was handed out before must then be dropped.
    pub fn read_rows(
        self,
        mapping: &Mapping,
        zone: Zone,
        on_row: &mut dyn FnMut(Result<Row<'_>, RowError>) -> ControlFlow<()>,
    ) -> Result<ReadReport, ImportError> {
        let mut plan = Plan::new(mapping, &self.shape.headers, zone)?;
        if !matches!(self.shape.format, Format::Delimited(_)) {
            plan = plan.with_points();
        }
        let mut reader = self.shape.reader(Window::new(self.head, self.source))?;
        let columns = self.shape.headers.len();
        let mut report = ReadReport { rows: 0, rejected: 0, file_hash: 0, stopped: false };
        loop {
            let row = match reader.next()? {
                Next::End => break,
                Next::Record(record) if record.is_blank() => continue,
                Next::Record(record) => {
                    check_cells(&record, columns).and_then(|()| plan.read(record))
                }
                Next::Broken { line, value, message } => {
                    Err(RowError { line, field: None, value, message, two_ways: false })
                }
            };
            match &row {
                Ok(_) => report.rows += 1,
                Err(error) => {
                    if error.two_ways {
                        return Err(two_ways(error));
                    }
                    report.rejected += 1;
                }
            }
            if report.rows + report.rejected > MOST_ROWS {
                return Err(ImportError::TooManyRows);
            }
            if on_row(row).is_break() {
                report.stopped = true;
                break;
            }
        }
        if report.rows + report.rejected == 0 {
            return Err(ImportError::NoRows);
        }
        report.file_hash = reader.into_text().hash();
        Ok(report)
    }
}

/// The error of a number that nothing in the file explains.
fn two_ways(error: &RowError) -> ImportError {
    Evidence::question(error.line, error.field.clone().unwrap_or(Field::Credits), &error.value)
}

/// Checks that a record of delimited text has a cell for each column.
fn check_cells(record: &Record<'_>, columns: usize) -> Result<(), RowError> {
    let found = record.cells.len();
    if found == columns || record.growing_columns.is_some() {
        return Ok(());
    }
    Err(RowError {
        line: record.line,
        field: None,
        value: shorten(record.text),
        message: format!(
            "this row has {found} cells and the headers have {columns}; put quotes around a cell \
             that holds the delimiter, or fill in the missing cells"
        ),
        two_ways: false,
    })
}
