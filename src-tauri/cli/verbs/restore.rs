//! `bursar restore`: a backup in place of the books.

use std::path::PathBuf;

use bursar_app::App;
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::counted;
use crate::session::Session;

/// Puts a backup in place of the books
///
/// The books that are there are kept beside them, so that a restore can be taken back.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar restore books-2026-11-21.bursar")]
pub(crate) struct Restore {
    /// The backup
    file: PathBuf,
}

impl Restore {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let books = session.books()?;
        let restored = App::restore(&books, &self.file)?;
        if session.json() {
            session.value(&restored)?;
            return Ok(Exit::Done);
        }
        let entries = counted(restored.entries, "entry");
        let wallets = counted(restored.wallets, "wallet");
        session.line(&format!("Restored {} with {entries}, {wallets}.", books.display()))?;
        if let Some(kept) = &restored.kept {
            session.line(&format!("The books that were there are kept as {}.", kept.display()))?;
        }
        Ok(Exit::Done)
    }
}
