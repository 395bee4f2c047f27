//! `bursar topup`: credits are bought once.

use bursar_app::report;
use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Books a purchase of credits
///
/// A bundle of the provider, or an amount. What was paid becomes the cost of the usage that draws
/// on it. A purchase that was forgotten is entered with its own time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar topup main --credits 4000 --paid \"18.00 EUR\"
  bursar topup deep --bundle pack-10 --at 2026-10-02 --id receipt-8841")]
pub(crate) struct Topup {
    /// The wallet
    wallet: String,
    /// The bundle that was bought
    #[arg(long, value_name = "B", conflicts_with = "credits", required_unless_present = "credits")]
    bundle: Option<String>,
    /// Or the credits
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    credits: Option<String>,
    /// What was paid: “12.00 EUR”
    #[arg(long, value_name = "MONEY", allow_hyphen_values = true)]
    paid: Option<String>,
    /// When they end; the provider's rule if not said
    #[arg(long, value_name = "T")]
    expires: Option<String>,
    /// The receipt's number: the same again adds nothing
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// When; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Topup {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let mut app = session.open()?;
        let entered = app.topup(&report::Topup {
            wallet: self.wallet,
            bundle: self.bundle,
            credits: self.credits,
            paid: self.paid,
            expires: self.expires,
            id: self.id,
            at: self.at,
        })?;
        entered::tell(session, &app, &entered)
    }
}
