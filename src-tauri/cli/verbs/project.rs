//! `bursar project`: what credits are used for, under which name, for whom, and within which budget.

use bursar_app::NameKind;
use bursar_app::report::{BudgetAmounts, MoneyTotals, Project as ProjectLine};
use bursar_app::wire::NameEdit;
use clap::{Args, Subcommand};

use super::names::{OfMonth, notes, say, shown};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Projects: what credits are used for, and within which budget
#[derive(Debug, Subcommand)]
pub(crate) enum Project {
    List(List),
    Add(Add),
    Rename(Rename),
    Merge(Merge),
    Archive(Archive),
    Budget(Budget),
    Client(Client),
}

/// Lists the projects with what they used, what it cost and what is left of their budgets
///
/// A month is the calendar month in each wallet's own zone. Whatever stands in a usage is a
/// project, added or not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar project list
  bursar project list --month 2026-10 --archived")]
pub(crate) struct List {
    #[command(flatten)]
    of: OfMonth,
}

/// Adds a project, so that the name is offered before it was used
///
/// Projects that are named by a usage are there already.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar project add \"Teaser film\"")]
pub(crate) struct Add {
    /// The name
    name: String,
}

/// Gives a project another name; all its usage is shown under it
///
/// What was typed stays in the journal. The earlier name still finds the usage.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar project rename teaser \"Teaser film\"")]
pub(crate) struct Rename {
    /// The name of today
    name: String,
    /// The new name
    to: String,
}

/// Says that two names are one project; the second stays, with its budget
///
/// “bursar undo” or “bursar void” takes them apart again.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar project merge teaser \"Teaser film\"")]
pub(crate) struct Merge {
    /// The name that goes
    name: String,
    /// The name that stays
    into: String,
}

/// Puts a project away: the name is no longer offered, its usage stays
///
/// With --restore it is offered again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar project archive \"Teaser film\"
  bursar project archive \"Teaser film\" --restore")]
pub(crate) struct Archive {
    /// The name
    name: String,
    /// Bring it back
    #[arg(long)]
    restore: bool,
}

/// Gives a project a budget, in credits or in money
///
/// For the whole project, or with --monthly for each calendar month anew. Nothing is refused for it;
/// the list and the window tell how it stands.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar project budget \"Teaser film\" --money \"120.00 EUR\"
  bursar project budget \"Teaser film\" --credits 4000 --monthly
  bursar project budget \"Teaser film\" --none")]
pub(crate) struct Budget {
    /// The name
    name: String,
    /// So many credits
    #[arg(long, value_name = "N", allow_negative_numbers = true,
          required_unless_present_any = ["money", "none"])]
    credits: Option<String>,
    /// Or so much money: “120.00 EUR”
    #[arg(long, value_name = "MONEY", allow_hyphen_values = true, conflicts_with = "credits")]
    money: Option<String>,
    /// Each calendar month anew
    #[arg(long, conflicts_with = "none")]
    monthly: bool,
    /// No budget any more
    #[arg(long, conflicts_with_all = ["credits", "money"])]
    none: bool,
}

/// Says whose a project is; without a client, that it is nobody's in particular
///
/// Usage and statements can be asked for by client: those of a client are those of its projects,
/// whenever they were used.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar project client \"Teaser film\" Nordlicht
  bursar project client \"Teaser film\"")]
pub(crate) struct Client {
    /// The name
    name: String,
    /// Whose it is
    client: Option<String>,
}

impl Project {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let kind = NameKind::Project;
        match self {
            Self::List(list) => list.run(session),
            Self::Add(add) => say(session, kind, &add.name, &NameEdit::Add),
            Self::Rename(rename) => {
                say(session, kind, &rename.name, &NameEdit::Rename { to: rename.to })
            }
            Self::Merge(merge) => {
                say(session, kind, &merge.name, &NameEdit::Merge { into: merge.into })
            }
            Self::Archive(archive) => {
                let edit = if archive.restore { NameEdit::Restore } else { NameEdit::Archive };
                say(session, kind, &archive.name, &edit)
            }
            Self::Client(Client { name, client }) => {
                say(session, kind, &name, &NameEdit::Client { client })
            }
            Self::Budget(budget) => {
                let Budget { name, credits, money, monthly, .. } = budget;
                say(session, kind, &name, &NameEdit::Budget { credits, money, monthly })
            }
        }
    }
}

impl List {
    fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let people = self.of.people(session)?;
        if session.json() {
            session.value(&people)?;
            return Ok(Exit::Done);
        }
        session.line(&format!("used {}", people.month))?;
        let columns = ["used", "ever", "cost", "budget", "left"].map(Column::Number);
        let texts = ["project", "client"].map(Column::Text);
        let mut table = Table::new(texts.into_iter().chain(columns));
        for project in &people.projects {
            let (budget, left) = budget(project);
            let named = &project.named;
            let figures = [grouped(named.used), grouped(named.used_ever), cost(project)];
            let client = or_dash(project.client.as_ref());
            table.row([shown(named), client].into_iter().chain(figures).chain([budget, left]));
        }
        session.table(&table.without_empty(&["client", "cost", "budget", "left"]))?;
        let names = people.projects.iter().map(|project| &project.named);
        notes(session, NameKind::Project, people.no_project, names)?;
        Ok(Exit::Done)
    }
}

/// What it cost; a part whose price nobody said is named.
fn cost(project: &ProjectLine) -> String {
    let MoneyTotals(totals) = &project.cost;
    let mut parts: Vec<String> = project.cost.iter().map(|money| money.to_string()).collect();
    if project.cost_unknown.is_positive() {
        parts.push("unknown".to_owned());
    }
    if totals.is_empty() && parts.is_empty() { "-".to_owned() } else { parts.join(" + ") }
}

fn budget(project: &ProjectLine) -> (String, String) {
    let Some(budget) = &project.budget else { return ("-".to_owned(), "-".to_owned()) };
    let period = if budget.monthly { " a month" } else { "" };
    match budget.amounts {
        BudgetAmounts::Credits { budget, left, .. } => {
            (format!("{}{period}", grouped(budget)), grouped(left))
        }
        BudgetAmounts::Money { budget, left, .. } => {
            (format!("{budget}{period}"), left.to_string())
        }
    }
}
