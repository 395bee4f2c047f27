//! Members and projects as the window asks for them.

use std::collections::{BTreeSet, HashMap};

use bursar_ledger::month::Month;

use crate::App;
use crate::wire::{ApiError, NameEdit, NameKind, NameSaid, PeopleView};

impl App {
    /// Every member and project, with what they used in a calendar month; the running one if none is
    /// said.
    ///
    /// # Errors
    /// As [`App::people`].
    pub fn people_view(&self, month: Option<&str>) -> Result<PeopleView, ApiError> {
        let people = self.people(month)?;
        let wallets = self.books.wallets()?;
        let zone = wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        let mut currencies: HashMap<String, usize> = HashMap::new();
        for wallet in &wallets {
            for lot in self.books.lot_facts(wallet.id)? {
                if let Some((_, currency)) = lot.paid {
                    *currencies.entry(currency).or_default() += 1;
                }
            }
        }
        let mut currencies: Vec<(String, usize)> = currencies.into_iter().collect();
        currencies.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let clients: BTreeSet<String> =
            people.projects.iter().filter_map(|project| project.client.clone()).collect();
        Ok(PeopleView {
            month: people.month,
            this_month: Month::of(self.clock.now(), zone)?.to_string(),
            latest: people.latest,
            members: people.members.into_iter().map(Into::into).collect(),
            projects: people.projects.into_iter().map(Into::into).collect(),
            clients: clients.into_iter().collect(),
            no_member: people.no_member.to_string(),
            no_project: people.no_project.to_string(),
            wallets: wallets.into_iter().map(|wallet| wallet.name).collect(),
            currencies: currencies.into_iter().map(|(currency, _)| currency).collect(),
        })
    }

    /// Says something about a member or a project.
    ///
    /// # Errors
    /// As [`App::change_name`].
    pub fn edit_name(
        &mut self,
        kind: NameKind,
        name: &str,
        edit: &NameEdit,
    ) -> Result<NameSaid, ApiError> {
        self.change_name(kind.into(), name, edit).map(Into::into)
    }
}
