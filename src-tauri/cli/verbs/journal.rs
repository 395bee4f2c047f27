//! `bursar journal`: every fact ever entered.

use bursar_app::report::JournalLine;
use bursar_app::{App, LocalTimes};
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;
use crate::table::{Column, Table};

/// Lists every entry in the order in which it was made
///
/// Nothing in the journal is ever changed: what was voided or undone is still there, marked. The
/// ids are those that refund, settle and void take.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar journal main
  bursar journal --json | jq -r '.[] | select(.voided) | .id'")]
pub(crate) struct Journal {
    /// The wallet; all if not said
    wallet: Option<String>,
}

/// Rows that are aligned with each other; a journal may have millions.
const ROWS_TOGETHER: usize = 1000;

impl Journal {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let wallet = self.wallet.as_deref();
        if session.json() { as_json(session, &app, wallet) } else { as_text(session, &app, wallet) }
    }
}

fn as_json(session: &mut Session, app: &App, wallet: Option<&str>) -> Result<Exit, Failure> {
    let mut before = "[\n";
    let mut written = Ok(());
    app.journal_each(wallet, &mut |line| {
        let text = serde_json::to_string(&line).unwrap_or_default();
        written = session.text(before).and_then(|()| session.text(&text));
        before = ",\n";
        written.is_ok() && session.is_open()
    })?;
    written?;
    session.text(if before == "[\n" { "[]\n" } else { "\n]\n" })?;
    Ok(Exit::Done)
}

fn as_text(session: &mut Session, app: &App, wallet: Option<&str>) -> Result<Exit, Failure> {
    let times = app.local_times()?;
    let mut waiting: Vec<JournalLine> = Vec::new();
    let mut written = Ok(());
    app.journal_each(wallet, &mut |line| {
        waiting.push(line);
        if waiting.len() == ROWS_TOGETHER {
            let rows = std::mem::take(&mut waiting);
            written = session.table(&table(&rows, &times));
        }
        written.is_ok() && session.is_open()
    })?;
    written?;
    if !waiting.is_empty() {
        session.table(&table(&waiting, &times))?;
    }
    Ok(Exit::Done)
}

fn table(lines: &[JournalLine], times: &LocalTimes) -> Table {
    let mut table = Table::new([
        Column::Text("happened at"),
        Column::Text("wallet"),
        Column::Text("entry"),
        Column::Number("credits"),
        Column::Text("id"),
        Column::Text("what"),
    ]);
    for line in lines {
        let text = match (&line.key, line.voided) {
            (_, true) => format!("[voided] {}", line.text),
            (Some(key), false) => format!("{} ({key})", line.text),
            (None, false) => line.text.clone(),
        };
        table.row([
            times.show(line.wallet.as_deref(), line.happened_at),
            line.wallet.clone().unwrap_or_default(),
            line.kind.replace('_', " "),
            line.credits.map(grouped).unwrap_or_default(),
            line.id.clone(),
            text,
        ]);
    }
    table
}
