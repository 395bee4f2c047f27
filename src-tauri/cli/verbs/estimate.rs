//! `bursar estimate`: what a month of work takes.

use bursar_app::wire::{ChartSize, ChartWriting};
use clap::Args;

use super::work::{self, Work};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Tells how many credits a month of work takes
///
/// Lines are priced by the provider's rate card; where its pages publish no figure, give the one that
/// its own screen shows as credits=N. A line begins with how many on each working day (30/day), or in
/// a month (660/month).
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar estimate imagineart --line \"30/day image, model=Nano Banana\" \\
    --line \"10/day video, model=Kling 2.6, credits=210\" --days 22 --buffer 25
  bursar estimate --wallet main --last 90 --json")]
pub(crate) struct Estimate {
    #[command(flatten)]
    work: Work,
}

impl Estimate {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let kept = self.work.plan(&app)?;
        let view = app.plan_work(&kept.plan, size())?;
        if session.json() {
            session.value(&work::value(&kept.plan, &view.estimate))?;
            return Ok(Exit::Done);
        }
        session.table(&work::table(&kept.plan, &view.estimate))?;
        if !view.estimate.complete {
            session.line("Some work has no price: give credits=N in its line.")?;
        }
        Ok(Exit::Done)
    }
}

/// A drawing that nobody looks at here.
pub(super) fn size() -> ChartSize {
    ChartSize { width: 720, height: 220, writing: ChartWriting::default() }
}
