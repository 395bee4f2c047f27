//! `bursar price`: what a job costs.

use bursar_app::Providers;
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::read;
use crate::session::Session;

/// Tells what a job costs by the provider's rate card
///
/// The rate with the most matching keys wins, then the later one. What no rate matches is never
/// guessed. Needs no books, unless the provider's file is your own.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar price imagineart image --model \"Nano Banana 2\" --set resolution=2K --quantity 4
  bursar price apiframe imagine --model kling --set duration=10 --at 2026-01-01")]
pub(crate) struct Price {
    /// The provider, as “bursar catalog list” names it
    provider: String,
    /// The action: image, video, upscale …
    action: String,
    /// The model
    #[arg(long, value_name = "M")]
    model: Option<String>,
    /// A setting; several may be given
    #[arg(long = "set", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// How many results; 1 if not said
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    quantity: Option<String>,
    /// By the prices of this time; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Price {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let settings = read::settings(&self.settings)?;
        let providers = Providers::known_to(&session.books()?)?;
        let (model, quantity) = (self.model.as_deref(), self.quantity.as_deref());
        let at = self.at.as_deref();
        let answer =
            providers.price(&self.provider, &self.action, model, &settings, quantity, at)?;
        if session.json() {
            session.value(&answer)?;
            return Ok(Exit::Done);
        }
        let credits = grouped(answer.credits);
        if answer.quantity == 1 {
            session.line(&format!("{credits} credits"))?;
        } else {
            let (count, unit) = (grouped(answer.quantity), grouped(answer.unit));
            session.line(&format!("{credits} credits ({count} times {unit})"))?;
        }
        session.line(&format!("rate    {}", answer.rate))?;
        if let Some(source) = &answer.source {
            session.line(&format!("source  {source}"))?;
        }
        Ok(Exit::Done)
    }
}
