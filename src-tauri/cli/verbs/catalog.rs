//! `bursar catalog`: the providers' files.

use std::path::PathBuf;

use bursar_app::{FileCheck, NewProvider, Providers, check_provider_file};
use clap::{Args, Subcommand};

use super::catalog_page;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{counted, grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Providers: their rules, plans, bundles and prices
#[derive(Debug, Subcommand)]
pub(crate) enum Catalog {
    List(List),
    Show(Show),
    Check(Check),
    Add(Add),
}

/// Lists the providers: those that come with the program, and your own
///
/// A file of your own takes the place of one that came with the program under the same name.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar catalog list")]
pub(crate) struct List {}

/// Shows a provider: free credits, plans, bundles, rates, open questions
///
/// Each fact with the page it comes from, in JSON; what a page leaves open is shown as a dash.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar catalog show imagineart
  bursar catalog show apiframe --json | jq '.rates[] | select(.action == \"imagine\")'")]
pub(crate) struct Show {
    /// The provider
    provider: String,
}

/// Checks a provider's file and names all that is wrong with it, by line and field
///
/// Exit code 1 if anything is. Needs no books.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  bursar catalog check lab.toml")]
pub(crate) struct Check {
    /// The file
    file: PathBuf,
}

/// Adds a provider's file of your own to the books
///
/// From then on it counts; usages that had no price and that one of its rates matches are priced.
/// Makes the books where there are none.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar catalog add lab.toml && bursar wallet add lab --provider lab")]
pub(crate) struct Add {
    /// The file
    file: PathBuf,
}

impl Catalog {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        match self {
            Self::List(_) => list(session),
            Self::Show(show) => show.run(session),
            Self::Check(check) => check.run(session),
            Self::Add(add) => add.run(session),
        }
    }
}

fn list(session: &mut Session) -> Result<Exit, Failure> {
    let providers = Providers::known_to(&session.books()?)?.list()?;
    if session.json() {
        session.value(&providers)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new([
        Column::Text("provider"),
        Column::Text("title"),
        Column::Number("plans"),
        Column::Number("bundles"),
        Column::Number("rates"),
        Column::Text("whose"),
        Column::Text("read on"),
        Column::Text("source"),
    ]);
    for provider in providers {
        table.row([
            provider.name,
            provider.title,
            grouped(provider.plans),
            grouped(provider.bundles),
            grouped(provider.rates),
            if provider.own { "your own" } else { "shipped" }.to_owned(),
            or_dash(provider.read_on),
            or_dash(provider.source),
        ]);
    }
    session.table(&table)?;
    Ok(Exit::Done)
}

impl Show {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let providers = Providers::known_to(&session.books()?)?;
        let catalog = providers.catalog(&self.provider)?;
        if session.json() {
            session.value(&catalog)?;
        } else {
            catalog_page::show(session, &catalog)?;
        }
        Ok(Exit::Done)
    }
}

impl Check {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let checked = check_provider_file(&self.file)?;
        if session.json() {
            session.value(&checked)?;
        } else {
            let FileCheck { file, problems, .. } = &checked;
            for problem in problems {
                session.line(&format!("{file}: {problem}"))?;
            }
            session.line(&match problems.len() as u64 {
                0 => format!("{file} can be used."),
                count => format!("{} in {file}.", counted(count, "problem")),
            })?;
        }
        Ok(if checked.valid { Exit::Done } else { Exit::Failed })
    }
}

impl Add {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let file = NewProvider::read(&self.file)?;
        let mut app = session.open_or_make()?;
        let added = app.add_provider(&file)?;
        if session.json() {
            session.value(&added)?;
            return Ok(Exit::Done);
        }
        if added.already_there {
            session.line(&format!("{} is in the books already, just like this.", added.name))?;
        } else {
            let rates = counted(added.rates as u64, "rate");
            session.line(&format!("{} added, with {rates}.", added.name))?;
        }
        if added.priced > 0 {
            let usages = counted(added.priced, "usage");
            session.line(&format!("{usages} that had no price: priced now."))?;
        }
        Ok(Exit::Done)
    }
}
