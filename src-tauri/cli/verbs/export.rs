//! `bursar export`: the books for other programs.

use std::path::Path;

use bursar_app::{ExportFormat, IfThere, write_file};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Exports the books as CSV, JSON, or a journal for hledger or beancount
///
/// CSV is one row an entry, for spreadsheets; JSON is every fact, to leave with. The journals hold
/// each movement of credits and what it cost, and assert the balances that Bursar shows.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar export --format csv -o books.csv
  bursar export --format hledger -o books.journal && hledger -f books.journal balance
  bursar export --format json -o - | jq '.entries | length'")]
pub(crate) struct Export {
    /// The format
    #[arg(long)]
    format: Format,
    /// The file; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: String,
    /// Replaces a file that is there
    #[arg(long)]
    force: bool,
}

/// The formats by their words.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Csv,
    Json,
    Hledger,
    Beancount,
}

impl From<Format> for ExportFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Json => Self::Json,
            Format::Hledger => Self::Hledger,
            Format::Beancount => Self::Beancount,
        }
    }
}

impl Export {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        if self.output == "-" {
            session.stream(|out| app.export(self.format.into(), out))?;
            return Ok(Exit::Done);
        }
        let file = Path::new(&self.output);
        let if_there = if self.force { IfThere::Replace } else { IfThere::Refuse };
        let bytes = write_file(file, if_there, app.books().path(), |out| {
            app.export(self.format.into(), out)
        })?;
        if session.json() {
            session.value(&json!({ "file": self.output, "bytes": bytes }))?;
        } else {
            session.line(&format!("Exported to {}.", self.output))?;
        }
        Ok(Exit::Done)
    }
}
