//! `bursar void`: a wrong entry no longer counts.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Voids a wrong entry, with the reason
///
/// It stays in the journal and no longer counts. What would leave a booked usage uncovered is
/// refused.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar void 01a0b1c2-3d4e-7f56-8a9b-0c1d2e3f4a5b --reason \"entered twice\"")]
pub(crate) struct Void {
    /// The entry: the id that the journal shows, or the provider's
    id: String,
    /// Why it is wrong
    #[arg(long, value_name = "R")]
    reason: String,
}

impl Void {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let entered = app.void(&self.id, &self.reason)?;
        entered::tell(session, &app, &entered)
    }
}
