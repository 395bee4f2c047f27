//! One run of a command: its books and its answer on standard output.

use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::PathBuf;

use bursar_app::App;
use bursar_app::wire::ApiError;
use serde::Serialize;

use crate::failure::Failure;
use crate::printable::printable;
use crate::table::Table;

/// One run of a command.
pub(crate) struct Session {
    books: Option<PathBuf>,
    json: bool,
    behind_lock: bool,
    out: BufWriter<Stdout>,
    /// Whoever read the answer has gone; the rest of it is nobody's.
    closed: bool,
}

impl Session {
    pub(crate) fn new(books: Option<PathBuf>, json: bool, behind_lock: bool) -> Self {
        let books = books.filter(|path| !path.as_os_str().is_empty());
        Self { books, json, behind_lock, out: BufWriter::new(io::stdout()), closed: false }
    }

    /// Whether the answer is for a script.
    pub(crate) fn json(&self) -> bool {
        self.json
    }

    /// Where the books lie: as was said, else in the platform's data folder.
    pub(crate) fn books(&self) -> Result<PathBuf, ApiError> {
        self.books.clone().map_or_else(App::default_books, Ok)
    }

    /// The books that were named, if any were.
    pub(crate) fn named_books(&self) -> Option<&PathBuf> {
        self.books.as_ref()
    }

    /// Opens the books, which must be there.
    pub(crate) fn open(&self) -> Result<App, ApiError> {
        Ok(self.knowing(App::open_existing(&self.books()?)?))
    }

    /// Opens the books, and makes them where there are none.
    pub(crate) fn open_or_make(&self) -> Result<App, ApiError> {
        Ok(self.knowing(App::open(&self.books()?)?))
    }

    fn knowing(&self, mut app: App) -> App {
        app.let_behind_locks(self.behind_lock);
        app
    }

    /// Whether the answer is still wanted.
    pub(crate) fn is_open(&self) -> bool {
        !self.closed
    }

    /// Writes text as it is.
    pub(crate) fn text(&mut self, text: &str) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let written = self.out.write_all(text.as_bytes());
        self.settle(written)
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = if self.closed { Ok(()) } else { self.out.write_all(bytes) };
        self.settle(written)
    }

    /// Writes a line; names in it are made printable.
    pub(crate) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let line = format!("{}\n", printable(text));
        self.text(&line)
    }

    /// Writes a table.
    pub(crate) fn table(&mut self, table: &Table) -> Result<(), Failure> {
        self.text(&table.lines())
    }

    /// Writes a JSON value over several lines.
    pub(crate) fn value(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        self.text(&text)?;
        self.text("\n")
    }

    /// Writes a JSON value in one line.
    pub(crate) fn value_in_a_line(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string(value).map_err(io::Error::from)?;
        self.text(&text)?;
        self.text("\n")
    }

    /// Lets a use-case write the answer itself.
    pub(crate) fn stream(
        &mut self,
        write: impl FnOnce(&mut dyn Write) -> Result<(), ApiError>,
    ) -> Result<(), Failure> {
        let mut pipe = Pipe { out: &mut self.out, closed: false };
        let written = write(&mut pipe);
        if pipe.closed {
            self.closed = true;
            return Ok(());
        }
        Ok(written?)
    }

    /// Writes what is still waiting.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let written = if self.closed { Ok(()) } else { self.out.flush() };
        self.settle(written)
    }

    /// A reader that stops early (`| head`) is no error.
    fn settle(&mut self, written: io::Result<()>) -> Result<(), Failure> {
        match written {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            other => Ok(other?),
        }
    }
}

/// Standard output that remembers whether its reader has gone.
struct Pipe<'a> {
    out: &'a mut BufWriter<Stdout>,
    closed: bool,
}

impl Write for Pipe<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.note(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.out.flush();
        self.note(flushed)
    }
}

impl Pipe<'_> {
    fn note<T>(&mut self, result: io::Result<T>) -> io::Result<T> {
        self.closed |= matches!(&result, Err(error) if error.kind() == ErrorKind::BrokenPipe);
        result
    }
}
