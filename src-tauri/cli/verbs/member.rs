//! `bursar member`: who uses credits, under which name, and up to which limit.

use bursar_app::NameKind;
use bursar_app::wire::NameEdit;
use clap::{Args, Subcommand};

use super::names::{OfMonth, notes, say, shown};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Members: who uses credits, and how many a month
#[derive(Debug, Subcommand)]
pub(crate) enum Member {
    List(List),
    Add(Add),
    Rename(Rename),
    Merge(Merge),
    Archive(Archive),
    Limit(Limit),
}

/// Lists the members with what they used in a month and what is left of their limits
///
/// A month is the calendar month in each wallet's own zone. Whoever stands in a usage is a member,
/// added or not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar member list
  bursar member list --month 2026-10 --archived")]
pub(crate) struct List {
    #[command(flatten)]
    of: OfMonth,
}

/// Adds a member, so that the name is offered before it was used
///
/// Members that are named by a usage are there already.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar member add Mara")]
pub(crate) struct Add {
    /// The name
    name: String,
}

/// Gives a member another name; all their usage is shown under it
///
/// What was typed stays in the journal. The earlier name still finds the usage.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar member rename \"mara k\" \"Mara Kern\"")]
pub(crate) struct Rename {
    /// The name of today
    name: String,
    /// The new name
    to: String,
}

/// Says that two names are one member; the second stays, with its limits
///
/// “bursar undo” or “bursar void” takes them apart again.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  bursar member merge MARA Mara")]
pub(crate) struct Merge {
    /// The name that goes
    name: String,
    /// The name that stays
    into: String,
}

/// Puts a member away: the name is no longer offered, its usage stays
///
/// With --restore it is offered again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar member archive Mara
  bursar member archive Mara --restore")]
pub(crate) struct Archive {
    /// The name
    name: String,
    /// Bring it back
    #[arg(long)]
    restore: bool,
}

/// Limits what a member may use in a calendar month
///
/// A usage that is typed in beyond it is refused (exit code 3); an imported log is a fact and is
/// not. Credits that are held count, refunded ones do not.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar member limit Mara --credits 500
  bursar member limit Mara --credits 200 --wallet main
  bursar member limit Mara --none")]
pub(crate) struct Limit {
    /// The name
    name: String,
    /// The credits of a month
    #[arg(long, value_name = "N", allow_negative_numbers = true, required_unless_present = "none")]
    credits: Option<String>,
    /// No limit any more
    #[arg(long, conflicts_with = "credits")]
    none: bool,
    /// In this wallet alone; in all together if not said
    #[arg(long, value_name = "W")]
    wallet: Option<String>,
}

impl Member {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let kind = NameKind::Member;
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
            Self::Limit(limit) => {
                let edit = NameEdit::Limit { wallet: limit.wallet, credits: limit.credits };
                say(session, kind, &limit.name, &edit)
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
        let used = format!("used {}", people.month);
        session.line(&used)?;
        let mut table = Table::new([
            Column::Text("member"),
            Column::Number("used"),
            Column::Text("wallet"),
            Column::Number("limit"),
            Column::Number("left"),
            Column::Number("ever"),
        ]);
        for member in &people.members {
            let named = &member.named;
            let (used, ever) = (grouped(named.used), grouped(named.used_ever));
            if member.limits.is_empty() {
                let dash = || "-".to_owned();
                table.row([shown(named), used, dash(), dash(), dash(), ever]);
                continue;
            }
            for (place, limit) in member.limits.iter().enumerate() {
                let first = |text: String| if place == 0 { text } else { String::new() };
                let of = limit.wallet.clone().unwrap_or_else(|| "all".to_owned());
                table.row([
                    first(shown(named)),
                    grouped(limit.used),
                    or_dash(Some(of)),
                    grouped(limit.limit),
                    grouped(limit.left),
                    first(ever.clone()),
                ]);
            }
        }
        session.table(&table.without_empty(&["wallet", "limit", "left"]))?;
        let names = people.members.iter().map(|member| &member.named);
        notes(session, NameKind::Member, people.no_member, names)?;
        Ok(Exit::Done)
    }
}
