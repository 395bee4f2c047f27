//! `bursar record`: a usage is typed in.

use bursar_app::report;
use clap::Args;

use super::entered;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::read;
use crate::session::Session;

/// Records a usage and draws its credits from the lots
///
/// Its price comes from the rate card in force, unless --credits says the provider's own figure.
/// What the wallet cannot cover is refused whole (exit code 3), with the ways out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar record main image --model \"Nano Banana 2\" --set resolution=2K --member Mara --project Teaser
  bursar record main video --credits 210 --status pending --id job-77")]
pub(crate) struct Record {
    /// The wallet
    wallet: String,
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
    /// The provider's own figure, in place of the rate card's
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    credits: Option<String>,
    /// Who
    #[arg(long, value_name = "M")]
    member: Option<String>,
    /// For which project
    #[arg(long, value_name = "P")]
    project: Option<String>,
    /// succeeded (if not said), failed or pending
    #[arg(long, value_name = "S")]
    status: Option<String>,
    /// The provider's id, or a key of your own: the same again adds nothing
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// When; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Record {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let settings = read::settings(&self.settings)?;
        let mut app = session.open()?;
        let recorded = app.record(&report::Record {
            wallet: self.wallet,
            action: self.action,
            model: self.model,
            settings,
            quantity: self.quantity,
            credits: self.credits,
            member: self.member,
            project: self.project,
            status: self.status,
            id: self.id,
            at: self.at,
        })?;
        if session.json() {
            session.value(&recorded)?;
            return Ok(Exit::Done);
        }
        entered::lines(session, &app, &recorded.entered)?;
        for draw in &recorded.draws {
            session.line(&format!("  {} from {}", grouped(draw.credits), draw.lot))?;
        }
        if let (Some(rated), Some(credits)) = (recorded.rated, recorded.credits)
            && rated != credits
        {
            let difference = format!("The rate card says {}, not {credits}.", grouped(rated));
            session.line(&difference)?;
        }
        Ok(Exit::Done)
    }
}
