//! What is true of reading a log, whatever the module that makes it so.

mod bad_input;
mod formats;
mod properties;
mod real_log;

use std::io::Cursor;
use std::ops::ControlFlow;

use bursar_ledger::calendar::Zone;

use super::error::ImportError;
use super::evidence::Evidence;
use super::log::{Log, ReadAs, ReadReport};
use super::mapping::Mapping;
use super::source::{Place, Source};

/// Opens a text as if it were a file.
fn open(text: &[u8]) -> Result<Log, ImportError> {
    let inner = Box::new(Cursor::new(text.to_vec()));
    let source = Source::new("a log".to_owned(), inner, Some(text.len() as u64), None)?;
    Log::of(Place::StandardInput, source, ReadAs::default())
}

/// What a log comes to: its rows as texts with their content, and its errors as sentences.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    rows: Vec<String>,
    contents: Vec<u128>,
    errors: Vec<String>,
    report: ReadReport,
}

/// Reads a log whose columns are guessed, with corrections `field=column`.
fn read(text: &[u8], corrections: &[&str]) -> Result<Reading, ImportError> {
    let mut mapping = Mapping::default();
    for correction in corrections {
        mapping.map(correction)?;
    }
    read_with(text, &mapping)
}

fn read_with(text: &[u8], mapping: &Mapping) -> Result<Reading, ImportError> {
    let log = open(text)?;
    let mapping = mapping.completed(log.headers());
    let (mut rows, mut contents, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    let report = log.read_rows(&mapping, Zone::UTC, &mut |row| {
        match row {
            Ok(mut row) => {
                contents.push(row.content);
                (row.line, row.content) = (0, 0);
                rows.push(format!("{row:?}"));
            }
            Err(error) => {
                let field = error.field.map(|field| field.to_string()).unwrap_or_default();
                errors.push(format!("{} {field}|{}|{}", error.line, error.value, error.message));
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(Reading { rows, contents, errors, report })
}
