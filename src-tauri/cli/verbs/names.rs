//! What `bursar member` and `bursar project` have in common: names, and what is said about them.

use bursar_app::NameKind;
use bursar_app::report::{Named, People};
use bursar_app::wire::NameEdit;
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{counted, grouped};
use crate::session::Session;

/// Which month a list is of.
#[derive(Debug, Args)]
pub(super) struct OfMonth {
    /// The calendar month, as 2026-11; the running one if not said
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    /// Archived ones too
    #[arg(long)]
    archived: bool,
}

impl OfMonth {
    /// Everybody in that month, without the archived ones unless they are wanted.
    pub(super) fn people(&self, session: &Session) -> Result<People, Failure> {
        let mut people = session.open()?.people(self.month.as_deref())?;
        let shown = |named: &Named| self.archived || !named.archived;
        people.members.retain(|member| shown(&member.named));
        people.projects.retain(|project| shown(&project.named));
        Ok(people)
    }
}

/// Says something about a name and tells what was booked.
pub(super) fn say(
    session: &mut Session,
    kind: NameKind,
    name: &str,
    edit: &NameEdit,
) -> Result<Exit, Failure> {
    let said = session.open()?.change_name(kind, name, edit)?;
    if session.json() {
        session.value(&said)?;
    } else {
        session.line(&said.text)?;
        session.line(&format!("entry {}", said.id))?;
    }
    Ok(Exit::Done)
}

/// What stands under a list: usage without a name, and names that are spelt nearly alike.
pub(super) fn notes<'a>(
    session: &mut Session,
    kind: NameKind,
    unnamed: impl std::fmt::Display,
    names: impl Iterator<Item = &'a Named>,
) -> Result<(), Failure> {
    let unnamed = unnamed.to_string();
    let word = kind.word();
    if unnamed != "0" {
        session.line(&format!("{} credits without a {word}", grouped(unnamed)))?;
    }
    for named in names {
        if let Some(other) = &named.looks_like {
            let line = format!("“{}” looks like “{other}”: bursar {word} merge", named.name);
            session.line(&line)?;
        }
        if named.unpriced > 0 {
            let unpriced = counted(named.unpriced, "usage");
            session.line(&format!("{}: {unpriced} without a price, in no sum", named.name))?;
        }
    }
    Ok(())
}

/// A name as it stands in a list.
pub(super) fn shown(named: &Named) -> String {
    if named.archived { format!("{} (archived)", named.name) } else { named.name.clone() }
}
