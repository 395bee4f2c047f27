//! `bursar sample`: the books of a made-up studio.

use bursar_app::App;
use clap::Args;
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Makes the sample books: a small studio, three wallets, six months
///
/// At --books, where there must be none yet (sample books are kept as they are).
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar --books try.bursar sample && bursar --books try.bursar balance")]
pub(crate) struct Sample {}

impl Sample {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let books = session.books()?;
        App::make_sample_books(&books)?;
        if session.json() {
            session.value(&json!({ "books": books.display().to_string() }))?;
        } else {
            session.line(&format!("Sample books are at {}.", books.display()))?;
        }
        Ok(Exit::Done)
    }
}
