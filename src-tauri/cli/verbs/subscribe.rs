//! `bursar subscribe`: a plan is taken, or takes the place of another.

use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Subscribes a wallet to a plan
///
/// A plan that runs ends with it, as the provider's rules say. What the pages leave open (how many
/// credits, what price) is given with --credits and --price.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar subscribe main pro --at 2026-11-03T09:30
  bursar subscribe main \"ultimate yearly\" --credits 15000 --price \"480.00 EUR\"")]
pub(crate) struct Subscribe {
    /// The wallet
    wallet: String,
    /// The plan, with its billing where it offers several: pro, “pro yearly”
    plan: String,
    /// Since when; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
    /// Credits of a refill, where they are not published or differ
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    credits: Option<String>,
    /// What a billing period costs: “20.00 EUR”
    #[arg(long, value_name = "MONEY", allow_hyphen_values = true)]
    price: Option<String>,
}

impl Subscribe {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let (at, credits) = (self.at.as_deref(), self.credits.as_deref());
        let entered =
            app.subscribe(&self.wallet, &self.plan, at, credits, self.price.as_deref())?;
        entered::tell(session, &app, &entered)
    }
}
