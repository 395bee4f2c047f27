//! `bursar simulate`: what if? Scenario documents are played and checked.

use bursar_app::wire::ErrorCode;
use bursar_app::{Providers, ScenarioReport, Simulated, simulate};
use clap::Args;
use serde_json::{Value, json};

use crate::exit::Exit;
use crate::failure::{self, Failure};
use crate::figures::counted;
use crate::session::Session;
use crate::table::{Column, Table};

/// Plays scenarios: a wallet, what happens in it and what must then be true
///
/// One JSON or TOML document a file. Needs no books; with --books, their own provider files may be
/// named too. With --json one object a file, each on a line of its own.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar simulate tests/scenarios/a05-priority-beats-expiry.json
  bursar simulate --json scenarios/*.json

Exit code: 0 all expectations hold, 1 some does not, 2 a file is not valid.")]
pub(crate) struct Simulate {
    /// The documents; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
}

impl Simulate {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let own = match session.named_books() {
            Some(books) => Providers::known_to(books)?,
            None => Providers::shipped(),
        };
        let catalogs = own.own_catalogs()?;
        let mut count = Count::default();
        let mut written = Ok(());
        simulate(&self.files, &catalogs, &mut |simulated| {
            written = tell(session, &simulated, &mut count);
            written.is_ok()
        });
        written?;
        if !session.json() && self.files.len() > 1 {
            let scenarios = counted(count.played, "scenario");
            session.line(&format!(
                "{scenarios}: {} hold, {} fail, {} not valid",
                count.played - count.failed - count.invalid,
                count.failed,
                count.invalid
            ))?;
        }
        Ok(match count {
            Count { invalid: 1.., .. } => Exit::Input,
            Count { failed: 1.., .. } => Exit::Failed,
            _ => Exit::Done,
        })
    }
}

#[derive(Clone, Copy, Default)]
struct Count {
    played: u64,
    failed: u64,
    invalid: u64,
}

fn tell(session: &mut Session, simulated: &Simulated, count: &mut Count) -> Result<(), Failure> {
    count.played += 1;
    match &simulated.outcome {
        Ok(report) => {
            count.failed += u64::from(!report.passed);
            if session.json() {
                session.value_in_a_line(report)
            } else {
                tell_report(session, &simulated.file, report)
            }
        }
        Err(error) => {
            count.invalid += u64::from(error.code != ErrorCode::Internal);
            count.failed += u64::from(error.code == ErrorCode::Internal);
            session.finish()?;
            failure::tell(error, false);
            if session.json() {
                session.value_in_a_line(&json!({ "name": simulated.file, "error": error }))?;
            }
            Ok(())
        }
    }
}

fn tell_report(session: &mut Session, file: &str, report: &ScenarioReport) -> Result<(), Failure> {
    let name = if report.name.is_empty() { file } else { &report.name };
    let checks = counted(report.checks as u64, "check");
    if report.passed {
        return session.line(&format!("ok    {name} ({checks})"));
    }
    session.line(&format!("FAIL  {name} ({} of {checks})", report.failures.len()))?;
    let columns = ["at", "figure", "expected", "came out"].map(Column::Text);
    let mut table = Table::new(columns);
    for failure in &report.failures {
        let at = failure.at.map(|at| at.to_string()).unwrap_or_default();
        table.row([
            at,
            failure.key.clone(),
            in_short(&failure.expected),
            in_short(&failure.actual),
        ]);
    }
    session.table(&table)
}

fn in_short(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
