//! How far an import is, on one line of a terminal, and ctrl-C to end it.

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use bursar_app::wire::{ApiError, ErrorCode};
use bursar_app::{ImportStage, ImportStep};

use crate::exit::Exit;
use crate::figures::grouped;

/// How often the line changes.
const BETWEEN: Duration = Duration::from_millis(100);

/// A line on standard error that is written over; nothing where that is no terminal.
pub(super) struct ProgressLine {
    shown: bool,
    last: Option<Instant>,
}

impl ProgressLine {
    pub(super) fn on_a_terminal() -> Self {
        Self { shown: io::stderr().is_terminal(), last: None }
    }

    pub(super) fn show(&mut self, step: ImportStep) {
        let now = Instant::now();
        let too_soon = self.last.is_some_and(|last| now.duration_since(last) < BETWEEN);
        if !self.shown || too_soon {
            return;
        }
        self.last = Some(now);
        let doing = match step.stage {
            ImportStage::Reading => "Reading",
            ImportStage::Drawing => "Drawing",
            ImportStage::Saving => "Saving",
        };
        let part = match step.permille {
            Some(permille) => format!(", {} %", permille / 10),
            None => String::new(),
        };
        // A progress that cannot be shown is no reason to stop.
        let _ = write!(io::stderr(), "\r\u{1b}[K{doing}: {} rows{part}", grouped(step.rows));
    }

    /// Leaves the line empty.
    pub(super) fn clear(&mut self) {
        if self.last.take().is_some() {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}

/// Whether ctrl-C was pressed; from now on it asks the import to end instead of ending the program.
/// While the log comes from standard input, which may keep silent for ever, it ends at once: what
/// was not committed is not in the books.
pub(super) fn cancelled_by_ctrl_c(from_stdin: bool) -> Result<impl Fn() -> bool + Sync, ApiError> {
    let pressed = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&pressed);
    let cancel = move || {
        if from_stdin {
            let _ = writeln!(io::stderr(), "error: cancelled; nothing was changed.");
            std::process::exit(Exit::Failed.code().into());
        }
        told.store(true, Ordering::Relaxed);
    };
    ctrlc::set_handler(cancel).map_err(|error| {
        ApiError::new(ErrorCode::Internal, format!("ctrl-C cannot be caught: {error}"))
    })?;
    Ok(move || pressed.load(Ordering::Relaxed))
}
