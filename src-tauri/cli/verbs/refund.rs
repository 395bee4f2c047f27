//! `bursar refund`: a usage gives credits back.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Books that a usage gave credits back
///
/// They return to the lots that paid, last drawn first; what returns to a lot that has ended is
/// shown and lost at once, or becomes a courtesy lot, as the provider's rules say.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar refund main job-77
  bursar refund main job-77 --credits 20")]
pub(crate) struct Refund {
    /// The wallet
    wallet: String,
    /// The usage: its entry's id, or the provider's
    id: String,
    /// How many; all that is left if not said
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    credits: Option<String>,
    /// When; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Refund {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let (credits, at) = (self.credits.as_deref(), self.at.as_deref());
        let entered = app.refund(&self.wallet, &self.id, credits, at)?;
        entered::tell(session, &app, &entered)
    }
}
