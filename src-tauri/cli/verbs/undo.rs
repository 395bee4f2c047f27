//! `bursar undo`: the last batch no longer counts.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Undoes the last thing that was entered; an import is one thing
///
/// It is voided, not deleted. Again undoes what was entered before it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar undo")]
pub(crate) struct Undo {}

impl Undo {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let entered = app.undo()?;
        entered::tell(session, &app, &entered)
    }
}
