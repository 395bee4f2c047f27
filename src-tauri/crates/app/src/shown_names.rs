//! The names of today in place of the names that were typed, for questions over all usage.
//!
//! Usage is scanned by the numbers of its texts, so names are exchanged as numbers too. A current
//! name that was never typed has no number in the books and gets one below zero here. Clients are
//! typed in no usage at all: a usage is its project's client's, as things are today.

use std::collections::HashMap;

use bursar_ledger::roster::NameKind;
use bursar_store::{Roster, ScannedUsage};

use crate::App;
use crate::wire::ApiError;

/// Where the member and the project stand among the terms of a scanned usage.
const PLACES: [(NameKind, usize); 2] = [(NameKind::Member, 3), (NameKind::Project, 4)];

/// Which number stands for which.
#[derive(Debug, Default)]
pub(crate) struct ShownNames {
    roster: Roster,
    instead: [HashMap<i64, i64>; 2],
    texts: HashMap<i64, String>,
    /// The clients; a client's number is its place.
    clients: Vec<String>,
    /// The client of a project, both as numbers.
    client_of: HashMap<i64, i64>,
}

impl App {
    pub(crate) fn shown_names(&self) -> Result<ShownNames, ApiError> {
        let mut names = ShownNames { roster: self.books.roster()?, ..ShownNames::default() };
        for (which, (kind, _)) in PLACES.iter().enumerate() {
            let mut numbers: HashMap<&str, i64> = HashMap::new();
            for (alias, current) in names.roster.of(*kind).aliases() {
                let Some(typed) = self.books.term(alias)? else { continue };
                let shown = match numbers.get(current) {
                    Some(number) => *number,
                    None => match self.books.term(current)? {
                        Some(number) => number,
                        None => {
                            let number = -1 - i64::try_from(names.texts.len()).unwrap_or(0);
                            names.texts.insert(number, current.to_owned());
                            number
                        }
                    },
                };
                numbers.insert(current, shown);
                names.instead[which].insert(typed, shown);
            }
            if *kind == NameKind::Project {
                let mut clients = HashMap::new();
                for (project, person) in names.roster.projects.known() {
                    let Some(client) = person.client.as_deref() else { continue };
                    let number = match numbers.get(project) {
                        Some(number) => Some(*number),
                        None => self.books.term(project)?,
                    };
                    // One under which nothing was used is in no scan.
                    let Some(number) = number else { continue };
                    let place = *clients.entry(client).or_insert_with(|| {
                        names.clients.push(client.to_owned());
                        i64::try_from(names.clients.len() - 1).unwrap_or_default()
                    });
                    names.client_of.insert(number, place);
                }
            }
        }
        Ok(names)
    }
}

impl ShownNames {
    /// What is said about members and projects.
    pub(crate) fn roster(&self) -> &Roster {
        &self.roster
    }

    /// Puts today's member and project in place of those that were typed.
    pub(crate) fn show(&self, usage: &mut ScannedUsage) {
        for (which, (_, place)) in PLACES.iter().enumerate() {
            let term = &mut usage.terms[*place];
            if let Some(shown) = term.and_then(|term| self.instead[which].get(&term)) {
                *term = Some(*shown);
            }
        }
    }

    /// The number under which a name of a kind is counted, whichever of its names is asked for.
    pub(crate) fn number(
        &self,
        app: &App,
        kind: NameKind,
        name: &str,
    ) -> Result<Option<i64>, ApiError> {
        let current = self.roster.of(kind).current(name);
        match self.texts.iter().find(|(_, text)| *text == current) {
            Some((number, _)) => Ok(Some(*number)),
            None => Ok(app.books.term(current)?),
        }
    }

    /// The number of the client of a shown project; none where it has none.
    pub(crate) fn client_of(&self, project: Option<i64>) -> Option<i64> {
        self.client_of.get(&project?).copied()
    }

    /// The client with a number; empty where there is none.
    pub(crate) fn client(&self, number: i64) -> &str {
        let place = usize::try_from(number).ok();
        place.and_then(|place| self.clients.get(place)).map_or("", String::as_str)
    }

    /// The texts of numbers that the books do not know.
    pub(crate) fn texts(&self) -> &HashMap<i64, String> {
        &self.texts
    }
}
