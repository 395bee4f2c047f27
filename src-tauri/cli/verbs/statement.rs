//! `bursar statement`: what the provider shows.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;

/// Books the balance that the provider shows; the difference becomes a correction
///
/// Where the provider shows less, the missing credits are drawn; where it shows more, they are a
/// lot of kind correction. Reported usage that nothing covered is settled by it.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar statement main --shows 12345.5 --at 2026-11-20T18:00")]
pub(crate) struct Statement {
    /// The wallet
    wallet: String,
    /// What the provider shows
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    shows: String,
    /// When it showed that; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Statement {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let statement = app.statement(&self.wallet, &self.shows, self.at.as_deref())?;
        if session.json() {
            session.value(&statement)?;
            return Ok(Exit::Done);
        }
        entered::lines(session, &app, &statement.entered)?;
        let (books, shows) = (grouped(statement.books), grouped(statement.shows));
        let difference = grouped(statement.difference);
        session.line(&format!("books {books}, provider {shows}, difference {difference}"))?;
        Ok(Exit::Done)
    }
}
