//! Members and projects: under which name usage is shown, what a member may use in a month, what a
//! project may use at all, and whose a project is.
//!
//! A usage keeps the name that was typed. What is said here later decides which name stands for it
//! now, so that a merge of two spellings can be undone. Limits and budgets are compared here with
//! what was used; what was used is counted elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::credits::{Credits, Overflow};
use crate::fact::Seq;
use crate::money::Money;

/// From this part of a limit or budget on there is little left, in percent.
pub const CLOSE_PERCENT: i64 = 80;

/// Members or projects: what was said about their names, in the order in which it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// Earlier names, and names that were merged, with the name that stands for them now.
    aliases: BTreeMap<String, String>,
    known: BTreeMap<String, Person>,
}

/// What is known about a member or a project beside its usage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Put away: no longer suggested.
    pub archived: bool,
    /// The most credits of a calendar month, in one wallet (by the entry that added it) or in all.
    pub limits: BTreeMap<Option<Seq>, Credits>,
    /// What it may use.
    pub budget: Option<Budget>,
    /// Whose project it is; nobody's in particular if none.
    pub client: Option<String>,
}

/// What a project may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// How much.
    pub amount: BudgetAmount,
    /// Over which time.
    pub period: BudgetPeriod,
}

/// How much a project may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetAmount {
    /// So many credits.
    Credits(Credits),
    /// What the credits it uses cost.
    Money(Money),
}

/// The time that a budget is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BudgetPeriod {
    /// Each calendar month anew.
    Month,
    /// The whole project.
    Whole,
}

/// Something that is said about a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameChange {
    /// It is a member or project.
    Added,
    /// It is called otherwise from now on; its usage is shown under the new name.
    Renamed {
        /// The new name.
        to: String,
    },
    /// It is the same as another; its usage is shown under that name.
    Merged {
        /// The other.
        into: String,
    },
    /// It is no longer suggested.
    Archived,
    /// It is suggested again.
    Restored,
    /// What it may use in a calendar month.
    Limited {
        /// In this wallet (by the entry that added it); in all if none.
        wallet: Option<Seq>,
        /// So much; without limit if none.
        credits: Option<Credits>,
    },
    /// What it may use.
    Budgeted {
        /// So much; without budget if none.
        budget: Option<Budget>,
    },
    /// Whose project it is.
    Assigned {
        /// The client; nobody's in particular if none.
        client: Option<String>,
    },
}

/// Why something cannot be said about a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// The name is nobody's.
    #[error("there is no {kind} named \u{201c}{name}\u{201d}")]
    Unknown {
        /// `member` or `project`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// The name is taken.
    #[error("there is already a {kind} named \u{201c}{name}\u{201d}")]
    Taken {
        /// `member` or `project`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// The name is another name of somebody else.
    #[error("\u{201c}{name}\u{201d} is another name of \u{201c}{of}\u{201d}")]
    AnotherNameOf {
        /// The name.
        name: String,
        /// Whose.
        of: String,
    },
    /// Nothing would change.
    #[error("\u{201c}{0}\u{201d} is that already; nothing was changed")]
    NoChange(String),
}

/// Members or projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// Who used credits.
    Member,
    /// What they were used for.
    Project,
}

impl NameKind {
    /// Its word in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Project => "project",
        }
    }
}

impl People {
    /// The name that stands for a name now.
    pub fn current<'a>(&'a self, name: &'a str) -> &'a str {
        self.aliases.get(name).map_or(name, String::as_str)
    }

    /// The other names of a current name.
    pub fn aliases_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let of = self.aliases.iter().filter(move |(_, current)| *current == name);
        of.map(|(alias, _)| alias.as_str())
    }

    /// Every name that is another name now, with the name that stands for it.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.aliases.iter().map(|(alias, current)| (alias.as_str(), current.as_str()))
    }

    /// What is known about a current name.
    pub fn person(&self, name: &str) -> Option<&Person> {
        self.known.get(name)
    }

    /// Whose a project is, by any of its names; none where nobody said.
    pub fn client_of(&self, name: &str) -> Option<&str> {
        self.known.get(self.current(name))?.client.as_deref()
    }

    /// Everybody about whom something was said.
    pub fn known(&self) -> impl Iterator<Item = (&str, &Person)> {
        self.known.iter().map(|(name, person)| (name.as_str(), person))
    }

    /// Takes note of what was said. What is said about an earlier name is about its current one;
    /// what makes no sense (since something before it was voided) changes as little as it can.
    pub fn say(&mut self, name: &str, change: &NameChange) {
        let name = self.current(name).to_owned();
        match change {
            NameChange::Added | NameChange::Restored => self.entry(&name).archived = false,
            NameChange::Archived => self.entry(&name).archived = true,
            NameChange::Renamed { to } => {
                let person = self.known.remove(&name).unwrap_or_default();
                self.stands_for(&name, to);
                self.known.entry(to.clone()).or_insert(person);
            }
            NameChange::Merged { into } => {
                let into = self.current(into).to_owned();
                if into != name {
                    self.known.remove(&name);
                    self.stands_for(&name, &into);
                    self.entry(&into);
                }
            }
            NameChange::Limited { wallet, credits } => {
                let limits = &mut self.entry(&name).limits;
                match credits {
                    Some(credits) => limits.insert(*wallet, *credits),
                    None => limits.remove(wallet),
                };
            }
            NameChange::Budgeted { budget } => self.entry(&name).budget = *budget,
            NameChange::Assigned { client } => self.entry(&name).client.clone_from(client),
        }
    }

    fn entry(&mut self, name: &str) -> &mut Person {
        self.known.entry(name.to_owned()).or_default()
    }

    /// From now on `to` stands for `name` and for all its other names.
    fn stands_for(&mut self, name: &str, to: &str) {
        for current in self.aliases.values_mut().filter(|current| *current == name) {
            to.clone_into(current);
        }
        self.aliases.insert(name.to_owned(), to.to_owned());
        // A name that stands for others stands for itself.
        self.aliases.remove(to);
    }

    /// Whether a change can be said; `used` holds the names in it under which there is usage.
    ///
    /// # Errors
    /// The name is nobody's, the new one is taken, or nothing would change.
    pub fn check(
        &self,
        kind: NameKind,
        name: &str,
        change: &NameChange,
        used: &BTreeSet<String>,
    ) -> Result<(), NameError> {
        let exists = |name: &str| {
            self.known.contains_key(name)
                || (used.contains(name) && !self.aliases.contains_key(name))
        };
        let kind = kind.word();
        let free = |new: &str, whose: Option<&str>| match self.aliases.get(new) {
            Some(of) if Some(of.as_str()) != whose => {
                Err(NameError::AnotherNameOf { name: new.to_owned(), of: of.clone() })
            }
            Some(_) => Ok(()),
            None if exists(new) => Err(NameError::Taken { kind, name: new.to_owned() }),
            None => Ok(()),
        };
        if *change == NameChange::Added {
            return free(name, None);
        }
        let current = self.current(name);
        if !exists(current) {
            return Err(NameError::Unknown { kind, name: name.to_owned() });
        }
        let person = self.known.get(current).cloned().unwrap_or_default();
        let no_change = match change {
            NameChange::Added => false,
            NameChange::Renamed { to } if to == current => true,
            NameChange::Renamed { to } => return free(to, Some(current)),
            NameChange::Merged { into } => {
                let into = self.current(into);
                if !exists(into) {
                    return Err(NameError::Unknown { kind, name: into.to_owned() });
                }
                into == current
            }
            NameChange::Archived => person.archived,
            NameChange::Restored => !person.archived,
            NameChange::Limited { wallet, credits } => {
                person.limits.get(wallet).copied() == *credits
            }
            NameChange::Budgeted { budget } => person.budget == *budget,
            NameChange::Assigned { client } => person.client == *client,
        };
        if no_change { Err(NameError::NoChange(current.to_owned())) } else { Ok(()) }
    }
}

/// How much is left of a limit or a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Enough.
    Within,
    /// Four fifths of it or more are used.
    Close,
    /// More than all of it is used.
    Over,
}

impl Standing {
    /// How a use stands to what may be used, both in the same unit.
    pub fn of(used: i64, may: i64) -> Self {
        if used > may {
            Self::Over
        } else if i128::from(used) * 100 >= i128::from(may) * i128::from(CLOSE_PERCENT) {
            Self::Close
        } else {
            Self::Within
        }
    }
}

/// What is left of a limit; nothing where more than it was used.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn left_of(limit: Credits, used: Credits) -> Result<Credits, Overflow> {
    Ok(limit.minus(used)?.max(Credits::ZERO))
}

/// Whether a member's limit of the month allows so much more.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn allows(limit: Credits, used: Credits, more: Credits) -> Result<bool, Overflow> {
    // What costs nothing passes no limit, also where it was passed before.
    Ok(!more.is_positive() || used.plus(more)? <= limit)
}

#[cfg(test)]
mod tests;
