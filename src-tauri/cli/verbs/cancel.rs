//! `bursar cancel`: a subscription ends.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Cancels the subscription of a wallet
///
/// It ends with the period that is paid; what becomes of its credits then is the provider's rule.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar cancel main --at 2026-11-20")]
pub(crate) struct Cancel {
    /// The wallet
    wallet: String,
    /// When it was cancelled; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Cancel {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let entered = app.cancel(&self.wallet, self.at.as_deref())?;
        entered::tell(session, &app, &entered)
    }
}
