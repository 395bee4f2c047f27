//! Records of JSON: a list of objects, objects one after the other, or one object on each line.
//!
//! Only one record is in memory. In JSON Lines a line that is no object is passed over with a
//! word; a list whose brackets or commas are wrong is refused, since its end cannot be known.

use std::str;

use bursar_ledger::credits::shorten;
use memchr::memchr;

use super::error::{ImportError, MOST_BYTES_OF_A_RECORD};
use super::json_extent;
use super::json_record::{Columns, Object};
use super::record::{Next, Record};
use super::source::{Text, count_lines};
use super::window::Window;

/// How the objects follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One on each line.
    Lines,
    /// In a list, between brackets.
    List,
    /// One after the other, over as many lines as they need.
    Stream,
}

impl Layout {
    /// The layout of a text that begins like JSON; `None` if it does not.
    pub(super) fn detect(head: &[u8]) -> Option<Self> {
        let start = head.iter().position(|sign| !sign.is_ascii_whitespace())?;
        let head = &head[start..];
        if head.starts_with(b"[") {
            return Some(Self::List);
        }
        if !head.starts_with(b"{") {
            return None;
        }
        let first_line = memchr(b'\n', head).unwrap_or(head.len());
        Some(match json_extent::of(head) {
            Some(end) if end > first_line => Self::Stream,
            _ => Self::Lines,
        })
    }
}

/// Reads the objects of a text.
pub(super) struct JsonReader<T> {
    window: Window<T>,
    layout: Layout,
    /// The line on which `window` begins.
    line: u64,
    columns: Columns,
    object: Object,
    list: Place,
}

/// Where in the list the window begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    BeforeIt,
    BeforeAnObject,
    AfterAnObject,
    AfterIt,
}

/// What could be found of the next record.
enum Found {
    /// It is the next so many bytes, which have been passed.
    Record(usize),
    End,
}

impl<T: Text> JsonReader<T> {
    /// A reader of `window` that knows some columns already.
    pub(super) fn new(window: Window<T>, layout: Layout, columns: Columns) -> Self {
        Self { window, layout, line: 1, columns, object: Object::default(), list: Place::BeforeIt }
    }

    /// The columns met so far.
    pub(super) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The next record.
    pub(super) fn next(&mut self) -> Result<Next<'_>, ImportError> {
        let found = match self.layout {
            Layout::Lines => self.find_line()?,
            Layout::List | Layout::Stream => self.find_value()?,
        };
        let Found::Record(length) = found else {
            return Ok(Next::End);
        };
        let line = self.line;
        let bytes = self.window.passed(length);
        self.line += count_lines(bytes);
        let text = str::from_utf8(bytes)
            .map_err(|_| ImportError::NotText { line, what: "a byte that is not UTF-8" })?;
        let text = text.trim_end();
        if let Err(fault) = self.object.read(text, &mut self.columns) {
            return Ok(Next::Broken {
                line: line + fault.line,
                value: shorten(text),
                message: format!("this is no object of columns: {}; correct it", fault.message),
            });
        }
        Ok(Next::Record(Record {
            line,
            text: "",
            cell_text: &self.object.cell_text,
            cells: &self.object.cells,
            growing_columns: Some(self.columns.names()),
        }))
    }

    /// The text itself, once it is read.
    pub(super) fn into_text(self) -> T {
        self.window.into_text()
    }

    fn find_line(&mut self) -> Result<Found, ImportError> {
        loop {
            self.pass_space();
            let rest = self.window.rest();
            let length = match memchr(b'\n', rest) {
                Some(end) => end + 1,
                None if self.window.is_at_end() => {
                    if rest.is_empty() || self.window.is_cut() {
                        return Ok(Found::End);
                    }
                    rest.len()
                }
                None => {
                    self.lengthen()?;
                    continue;
                }
            };
            if length > MOST_BYTES_OF_A_RECORD {
                return Err(ImportError::RecordTooLong(self.line));
            }
            self.window.pass(length);
            return Ok(Found::Record(length));
        }
    }

    fn find_value(&mut self) -> Result<Found, ImportError> {
        loop {
            self.pass_space();
            let Some(sign) = self.window.rest().first().copied() else {
                if !self.window.is_at_end() {
                    self.lengthen()?;
                    continue;
                }
                if self.layout == Layout::List
                    && self.list != Place::AfterIt
                    && !self.window.is_cut()
                {
                    return Err(self.broken("the list that [ opens has no ] at its end"));
                }
                return Ok(Found::End);
            };
            if self.layout == Layout::List {
                match (self.list, sign) {
                    (Place::BeforeIt, b'[') => {
                        self.list = Place::BeforeAnObject;
                        self.window.pass(1);
                        continue;
                    }
                    (Place::BeforeAnObject | Place::AfterAnObject, b']') => {
                        self.list = Place::AfterIt;
                        self.window.pass(1);
                        continue;
                    }
                    (Place::AfterAnObject, b',') => {
                        self.list = Place::BeforeAnObject;
                        self.window.pass(1);
                        continue;
                    }
                    (Place::AfterAnObject, _) => {
                        return Err(self.broken("a comma is missing between two objects"));
                    }
                    (Place::AfterIt, _) => {
                        return Err(self.broken("something stands behind the ] of the list"));
                    }
                    (Place::BeforeIt | Place::BeforeAnObject, _) => {}
                }
            }
            match json_extent::of(self.window.rest()) {
                Some(0) => return Err(self.broken("a row is missing here")),
                Some(length) if length > MOST_BYTES_OF_A_RECORD => {
                    return Err(ImportError::RecordTooLong(self.line));
                }
                Some(length) => {
                    self.list = Place::AfterAnObject;
                    self.window.pass(length);
                    return Ok(Found::Record(length));
                }
                None if !self.window.is_at_end() => self.lengthen()?,
                None if self.window.is_cut() => return Ok(Found::End),
                None => {
                    return Err(self.broken("the object that opens here is not closed"));
                }
            }
        }
    }

    /// Passes the space before the next value, and its lines.
    fn pass_space(&mut self) {
        let space = self.window.rest().iter();
        let space = space.take_while(|sign| sign.is_ascii_whitespace()).count();
        let lines = count_lines(&self.window.rest()[..space]);
        self.line += lines;
        self.window.pass(space);
    }

    fn lengthen(&mut self) -> Result<(), ImportError> {
        if self.window.rest().len() > MOST_BYTES_OF_A_RECORD {
            return Err(ImportError::RecordTooLong(self.line));
        }
        self.window.lengthen()
    }

    fn broken(&self, why: &str) -> ImportError {
        ImportError::BrokenJson { line: self.line, why: why.to_owned() }
    }
}
