//! `bursar explain`: a balance unfolded.

use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;
use crate::table::{Column, Table};

/// Explains a balance: what came in, where it went, by which rules
///
/// The terms of the sum, the lots in the order in which they are drawn, the latest corrections,
/// and what would cure what is uncovered, unpriced or frozen.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar explain main
  bursar explain main --at 2026-11-01")]
pub(crate) struct Explain {
    /// The wallet
    wallet: String,
    /// At this time; now if not said
    #[arg(long, value_name = "T")]
    at: Option<String>,
}

impl Explain {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let explanation = app.explain(&self.wallet, self.at.as_deref())?;
        if session.json() {
            session.value(&explanation)?;
            return Ok(Exit::Done);
        }
        let times = app.local_times()?;
        let wallet = explanation.wallet.as_str();
        let at = times.show(Some(wallet), explanation.at);
        session.line(&format!("{wallet} at {at} ({})", times.zone(wallet)))?;
        let mut table = Table::new([Column::Text("what"), Column::Number("credits")]);
        for (what, credits) in &explanation.sum {
            table.row([what.clone(), grouped(credits)]);
        }
        table.rule();
        table.row(["available".to_owned(), grouped(explanation.available)]);
        session.table(&table)?;
        session.text("\n")?;
        for sentence in &explanation.because {
            session.line(sentence)?;
        }
        Ok(Exit::Done)
    }
}
