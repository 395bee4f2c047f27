//! `bursar calendar`: refills, payments and lapses to come, as a file for a calendar program.

use std::path::Path;

use bursar_app::wire::CalendarParts;
use bursar_app::{CalendarOrder, CalendarWords};
use clap::{Args, ValueEnum};
use serde_json::json;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::session::Session;

/// Writes the refills, payments and lapses to come as a calendar file
///
/// Each sort has a category of its own; --only leaves the others out, so that refills and payments
/// can be two calendars. The same event keeps its identity from file to file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar calendar main -o main.ics
  bursar calendar main --only payments -o payments.ics")]
pub(crate) struct Calendar {
    /// The wallet
    wallet: String,
    /// Only these sorts
    #[arg(long, value_delimiter = ',', value_name = "SORT")]
    only: Vec<Sort>,
    /// The file, usually ending in .ics
    #[arg(short, long, value_name = "FILE")]
    output: String,
}

/// A sort of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    Refills,
    Payments,
    Lapses,
}

impl Calendar {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let has = |sort| self.only.is_empty() || self.only.contains(&sort);
        let parts = CalendarParts {
            refills: has(Sort::Refills),
            payments: has(Sort::Payments),
            lapses: has(Sort::Lapses),
        };
        let words = CalendarWords::default();
        let order = CalendarOrder { wallet: self.wallet, parts, words };
        let written = session.open()?.write_calendar(&order, Path::new(&self.output))?;
        if session.json() {
            session.value(&json!({ "file": self.output, "events": written.events }))?;
        } else {
            let events = if written.events == 1 { "event" } else { "events" };
            session.line(&format!("{} {events} written to {}.", written.events, self.output))?;
        }
        Ok(Exit::Done)
    }
}
