//! `bursar settle`: a pending usage comes to its end.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Settles a pending usage: it succeeded or failed
///
/// Success charges what it holds, or what --credits says; failure lets the credits go.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar settle main job-77 succeeded
  bursar settle main job-78 succeeded --credits 190
  bursar settle main job-79 failed")]
pub(crate) struct Settle {
    /// The wallet
    wallet: String,
    /// The usage: its entry's id, or the provider's
    id: String,
    /// succeeded or failed
    #[arg(value_name = "succeeded|failed")]
    outcome: String,
    /// What it cost in the end; what it holds if not said
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    credits: Option<String>,
    /// When; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Settle {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let (credits, at) = (self.credits.as_deref(), self.at.as_deref());
        let entered = app.settle(&self.wallet, &self.id, &self.outcome, credits, at)?;
        entered::tell(session, &app, &entered)
    }
}
