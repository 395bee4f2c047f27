//! `bursar verify`: whether the books agree with their own facts.

use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::counted;
use crate::session::Session;

/// Replays every fact in a copy and compares
///
/// Draws, balances, expiries and totals are thrown away there and derived again. Changes nothing.
/// Exit code 1 if something does not agree.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar verify && bursar backup safe.bursar")]
pub(crate) struct Verify {}

impl Verify {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let verified = session.open()?.verify()?;
        if session.json() {
            session.value(&verified)?;
        } else {
            for finding in &verified.findings {
                session.line(finding)?;
            }
            let entries = counted(verified.entries, "entry");
            let replayed = format!("{entries} of {} replayed", counted(verified.wallets, "wallet"));
            session.line(&if verified.clean {
                format!("{replayed}: the books agree with their facts.")
            } else {
                let found = counted(verified.found, "difference");
                format!("{replayed}: {found}. Restore a backup; nothing was changed here.")
            })?;
        }
        Ok(if verified.clean { Exit::Done } else { Exit::Failed })
    }
}
