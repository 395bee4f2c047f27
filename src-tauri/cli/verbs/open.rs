//! `bursar open`: books in the window.

use std::env::{consts::EXE_SUFFIX, current_exe, split_paths, var_os};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use bursar_app::App;
use bursar_app::wire::{ApiError, ErrorCode};
use clap::Args;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// The program of the window, which is installed beside this one.
const WINDOW: &str = "bursar-desktop";

/// A window that cannot be opened says so within this time.
const SAYS_SO_WITHIN: Duration = Duration::from_millis(1500);

/// Opens books in the window
///
/// A window that is open already comes to the front with them.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  bursar open\n  bursar open studio.bursar")]
pub(crate) struct Open {
    /// The books; otherwise those of --books, or those in the platform's data folder
    file: Option<PathBuf>,
}

impl Open {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let books = match self.file {
            Some(file) => file,
            None => session.books()?,
        };
        App::look_at(&books)?;
        let books = std::path::absolute(&books)?;
        start(&window_program()?, &books)?;
        if session.json() {
            session.value(&json!({ "opened": books }))?;
        } else {
            session.line(&format!("Opened {}.", books.display()))?;
        }
        Ok(Exit::Done)
    }
}

fn window_program() -> Result<PathBuf, ApiError> {
    let name = format!("{WINDOW}{EXE_SUFFIX}");
    let beside = current_exe().ok().and_then(|own| Some(own.parent()?.to_owned()));
    let path = var_os("PATH").unwrap_or_default();
    let folders = beside.into_iter().chain(split_paths(&path));
    folders.map(|folder| folder.join(&name)).find(|program| program.is_file()).ok_or_else(|| {
        ApiError::new(
            ErrorCode::Input,
            format!("the window program ({name}) is not installed beside this one"),
        )
        .with_hint("Install Bursar with its window; every command works without it.")
    })
}

/// Starts the window and lets it go, unless it ends at once with an error.
fn start(program: &Path, books: &Path) -> Result<(), ApiError> {
    let cannot = |why: &str| {
        let message = format!("the window could not be opened: {}", why.trim());
        Err(ApiError::new(ErrorCode::Input, message))
    };
    let started = Command::new(program)
        .arg(books)
        // The argument says which books.
        .env_remove("BURSAR_BOOKS")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn();
    let mut window = match started {
        Ok(window) => window,
        Err(error) => return cannot(&error.to_string()),
    };
    let begun = Instant::now();
    while begun.elapsed() < SAYS_SO_WITHIN {
        match window.try_wait() {
            // It may have handed the books to the window that is open.
            Ok(Some(end)) if end.success() => return Ok(()),
            Ok(Some(_)) => {
                let mut why = String::new();
                if let Some(mut said) = window.stderr.take() {
                    // Without its words there is still the fact.
                    let _ = said.read_to_string(&mut why);
                }
                return cannot(&why);
            }
            Ok(None) => sleep(Duration::from_millis(25)),
            Err(error) => return cannot(&error.to_string()),
        }
    }
    Ok(())
}
