//! Scenarios: what if? Documents are read, played and checked, many of them side by side.

use std::collections::BTreeMap;
use std::io::Read;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use bursar_ledger::catalog::Catalog;
use bursar_ledger::document::DocumentError;
use bursar_ledger::scenario::{Report, Scenario};

use crate::wire::{ApiError, ErrorCode};

/// Documents are written by hand or by a small program.
const MOST_BYTES_OF_A_DOCUMENT: u64 = 64 << 20;

/// What came of one document.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// The file; `-` is the standard input.
    pub file: String,
    /// What came of it, or what is wrong with it.
    pub outcome: Result<Report, ApiError>,
}

/// Plays documents and hands out what came of each, in their order, as long as `each` wants more.
/// They may name providers of `own` beside the shipped ones.
pub fn simulate(files: &[String], own: &[Catalog], each: &mut dyn FnMut(Simulated) -> bool) {
    let workers = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(files.len());
    let next = AtomicUsize::new(0);
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(place) else { return };
                    let simulated = Simulated { file: file.clone(), outcome: play(file, own) };
                    if sender.send((place, simulated)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut due = 0;
        for (place, simulated) in receiver {
            early.insert(place, simulated);
            while let Some(simulated) = early.remove(&due) {
                due += 1;
                if !each(simulated) {
                    next.store(files.len(), Ordering::Relaxed);
                    return;
                }
            }
        }
    });
}

fn play(file: &str, own: &[Catalog]) -> Result<Report, ApiError> {
    let text = read(file)?;
    let is_toml = file.to_lowercase().ends_with(".toml");
    let scenario = if is_toml {
        Scenario::from_toml_among(&text, own)
    } else {
        Scenario::from_json_among(&text, own)
    };
    scenario.and_then(|scenario| scenario.run()).map_err(|error| not_valid(file, &error))
}

fn not_valid(file: &str, error: &DocumentError) -> ApiError {
    ApiError::new(ErrorCode::Input, format!("{file} is not a valid scenario: {error}"))
        .with_hint("docs/command-line.md and tests/scenarios/README.md describe the documents.")
}

fn read(file: &str) -> Result<String, ApiError> {
    let wrong = |why: String| ApiError::new(ErrorCode::Input, why);
    let cannot = |error: &std::io::Error| wrong(format!("{file} cannot be read: {error}"));
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().lock().take(MOST_BYTES_OF_A_DOCUMENT + 1).read_to_end(&mut bytes)
    } else {
        let opened = std::fs::File::open(file)
            .map_err(|error| cannot(&error).with_hint("Check the path."))?;
        opened.take(MOST_BYTES_OF_A_DOCUMENT + 1).read_to_end(&mut bytes)
    };
    read.map_err(|error| cannot(&error))?;
    if bytes.len() as u64 > MOST_BYTES_OF_A_DOCUMENT {
        return Err(wrong(format!("{file} is larger than 64 MiB; scenarios are small documents")));
    }
    String::from_utf8(bytes)
        .map_err(|_| wrong(format!("{file} is not text")).with_hint("Save it as UTF-8."))
}
