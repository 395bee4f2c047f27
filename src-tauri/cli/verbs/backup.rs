//! `bursar backup`: the books as one file.

use std::path::PathBuf;

use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::counted;
use crate::session::Session;

/// Writes a backup of the books and reads it back
///
/// Also while the window or another command writes. Never over a file that is there.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar backup books-2026-11-21.bursar")]
pub(crate) struct Backup {
    /// The file to write
    file: PathBuf,
}

impl Backup {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let made = session.open()?.backup(&self.file)?;
        if session.json() {
            session.value(&made)?;
        } else {
            let entries = counted(made.entries, "entry");
            let wallets = counted(made.wallets, "wallet");
            let path = made.path.display();
            session
                .line(&format!("Backup at {path}: {entries}, {wallets}; read back and checked."))?;
        }
        Ok(Exit::Done)
    }
}
