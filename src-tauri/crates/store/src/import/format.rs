//! What a text is: delimited or JSON, with which delimiter, and where its records begin.

use std::fmt;

use super::csv_rows::{CsvReader, Delimiter};
use super::error::{ImportError, MOST_COLUMNS};
use super::json_record::Columns;
use super::json_rows::{JsonReader, Layout};
use super::record::Next;
use super::source::Text;
use super::window::Window;

/// Records that are looked at to find out the delimiter.
const LOOKED_AT: usize = 20;

/// The format of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Cells between delimiters, under a line of headers.
    Delimited(Delimiter),
    /// One JSON object on each line.
    JsonLines,
    /// A JSON list of objects.
    JsonList,
    /// JSON objects one after the other.
    JsonObjects,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delimited(delimiter) => match delimiter.sign() {
                ',' => f.pad("CSV with commas"),
                ';' => f.pad("CSV with semicolons"),
                '\t' => f.pad("CSV with tabs"),
                sign => write!(f, "CSV with {sign} between cells"),
            },
            Self::JsonLines => f.pad("JSON Lines"),
            Self::JsonList => f.pad("JSON"),
            Self::JsonObjects => f.pad("JSON objects"),
        }
    }
}

/// What is known of a text from its first stretch.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) format: Format,
    pub(super) headers: Vec<String>,
    /// The bytes and lines before the records, and before the headers of delimited text.
    skipped: (usize, u64),
    columns: Columns,
}

impl Shape {
    /// Finds out the shape of a text that begins with `head`; `is_cut` says that it goes on.
    pub(super) fn detect(
        head: &[u8],
        is_cut: bool,
        delimiter: Option<Delimiter>,
    ) -> Result<Self, ImportError> {
        if head.iter().all(u8::is_ascii_whitespace) && !is_cut {
            return Err(ImportError::Empty);
        }
        let layout = Layout::detect(head).filter(|_| delimiter.is_none());
        let mut shape = match layout {
            Some(layout) => Self::new(match layout {
                Layout::Lines => Format::JsonLines,
                Layout::List => Format::JsonList,
                Layout::Stream => Format::JsonObjects,
            }),
            None => {
                let declared = declared_delimiter(head);
                let skipped = declared.map_or((0, 0), |(_, length)| (length, 1));
                let delimiter = delimiter
                    .or(declared.map(|(delimiter, _)| delimiter))
                    .unwrap_or_else(|| likely_delimiter(head, is_cut));
                Self { skipped, ..Self::new(Format::Delimited(delimiter)) }
            }
        };
        shape.headers = shape.read_headers(head, is_cut)?;
        Ok(shape)
    }

    fn new(format: Format) -> Self {
        Self { format, headers: Vec::new(), skipped: (0, 0), columns: Columns::default() }
    }

    /// A reader of the records of a text of this shape, behind its headers.
    pub(super) fn reader<T: Text>(&self, mut window: Window<T>) -> Result<Reader<T>, ImportError> {
        let layout = match self.format {
            Format::Delimited(delimiter) => {
                let (bytes, lines) = self.skipped;
                window.pass(bytes);
                let mut reader = CsvReader::new(window, delimiter, 1 + lines);
                reader.next()?;
                return Ok(Reader::Csv(reader));
            }
            Format::JsonLines => Layout::Lines,
            Format::JsonList => Layout::List,
            Format::JsonObjects => Layout::Stream,
        };
        let columns = self.columns.clone();
        Ok(Reader::Json(JsonReader::new(window, layout, columns)))
    }

    fn read_headers(&mut self, head: &[u8], is_cut: bool) -> Result<Vec<String>, ImportError> {
        let (bytes, lines) = self.skipped;
        let Format::Delimited(delimiter) = self.format else {
            let Reader::Json(mut reader) = self.reader(sample(head, is_cut))? else {
                return Ok(Vec::new());
            };
            let mut broken = None;
            loop {
                match reader.next()? {
                    Next::End => break,
                    Next::Record(_) => {}
                    Next::Broken { line, message, .. } => {
                        broken.get_or_insert((line, message));
                    }
                }
            }
            self.columns = reader.columns().clone();
            return match (self.columns.names(), broken) {
                ([], Some((line, why))) => Err(ImportError::BrokenJson { line, why }),
                ([], None) => Err(ImportError::NoRows),
                (names, _) => Ok(names.to_vec()),
            };
        };
        let mut window = sample(head, is_cut);
        window.pass(bytes);
        match CsvReader::new(window, delimiter, 1 + lines).next()? {
            Next::Record(record) => {
                if record.cells.len() > MOST_COLUMNS {
                    return Err(ImportError::TooManyColumns(record.line));
                }
                let names = (0..record.cells.len()).map(|column| record.cell(column).trim());
                named_once(names)
            }
            Next::Broken { line, .. } => Err(ImportError::BrokenHeaders(line)),
            Next::End if is_cut => Err(ImportError::RecordTooLong(1 + lines)),
            Next::End => Err(ImportError::Empty),
        }
    }
}

/// Reads records, whatever their format.
pub(super) enum Reader<T> {
    Csv(CsvReader<T>),
    Json(JsonReader<T>),
}

impl<T: Text> Reader<T> {
    pub(super) fn next(&mut self) -> Result<Next<'_>, ImportError> {
        match self {
            Self::Csv(reader) => reader.next(),
            Self::Json(reader) => reader.next(),
        }
    }

    /// The text itself, once it is read.
    pub(super) fn into_text(self) -> T {
        match self {
            Self::Csv(reader) => reader.into_text(),
            Self::Json(reader) => reader.into_text(),
        }
    }
}

/// The names of columns, where each stands once; one without a name is called by its place.
fn named_once<'a>(names: impl Iterator<Item = &'a str>) -> Result<Vec<String>, ImportError> {
    let mut headers: Vec<String> = Vec::new();
    for (place, name) in names.enumerate() {
        let name = match name {
            "" => format!("column {}", place + 1),
            name => name.to_owned(),
        };
        if let Some(first) = headers.iter().position(|header| *header == name) {
            return Err(ImportError::ColumnTwice { name, first: first + 1, second: place + 1 });
        }
        headers.push(name);
    }
    Ok(headers)
}

/// The delimiter of a first line `sep=;`, as Excel writes it, and the length of that line.
fn declared_delimiter(head: &[u8]) -> Option<(Delimiter, usize)> {
    let rest = head.strip_prefix(b"sep=")?;
    let (sign, rest) = rest.split_first()?;
    let line_end = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => return None,
    };
    let delimiter = char::from(*sign).to_string().parse().ok()?;
    Some((delimiter, 5 + line_end))
}

/// The delimiter that splits the first records into the most columns, and all of them alike.
fn likely_delimiter(head: &[u8], is_cut: bool) -> Delimiter {
    let mut best = (Delimiter::USUAL[0], (0, 0));
    for delimiter in Delimiter::USUAL {
        let score = Split::of(head, is_cut, delimiter).score();
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// How well a delimiter splits the first records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// The cells of the headers.
    pub columns: usize,
    /// Of the first records, headers included, those with as many cells.
    pub alike: usize,
    /// The first records that were looked at.
    pub looked_at: usize,
}

impl Split {
    pub(super) fn of(head: &[u8], is_cut: bool, delimiter: Delimiter) -> Self {
        let mut reader = CsvReader::new(sample(head, is_cut), delimiter, 1);
        let mut counts = Vec::with_capacity(LOOKED_AT);
        while counts.len() < LOOKED_AT {
            match reader.next() {
                Ok(Next::Record(record)) => counts.push(record.cells.len()),
                Ok(Next::Broken { .. }) => counts.push(0),
                Ok(Next::End) | Err(_) => break,
            }
        }
        let columns = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == columns).count();
        Self { columns, alike, looked_at: counts.len() }
    }

    /// How many of the first records have as many cells as the headers (in hundredths), if these
    /// are at least two, and how many cells that is.
    fn score(self) -> (usize, usize) {
        match self.columns {
            0 | 1 => (0, 0),
            columns => (self.alike * 100 / self.looked_at, columns),
        }
    }
}

/// A window on the first stretch of a text alone.
pub(super) fn sample(head: &[u8], is_cut: bool) -> Window<Sample> {
    Window::new(head.to_vec(), Sample { is_cut })
}

/// No text at all, behind the first stretch of one.
pub(super) struct Sample {
    is_cut: bool,
}

impl Text for Sample {
    fn read_more(&mut self, _into: &mut Vec<u8>) -> Result<usize, ImportError> {
        Ok(0)
    }

    fn is_cut(&self) -> bool {
        self.is_cut
    }
}
