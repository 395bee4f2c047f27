//! Changes of a wallet itself: its name, whether it is put away, another reading of what its
//! provider's pages leave open.

use std::collections::BTreeMap;

use bursar_ledger::catalog::{Answers, Billing, Catalog, Subscribe};
use bursar_ledger::fact::GrantTerms;
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{
    Event, GrantChange, GrantEnded, GrantFact, GrantStarted, Wallet, WalletChange as StoredChange,
};

use super::payments::billing_of;
use crate::App;
use crate::typed;
use crate::wallet_view::readings_of;
use crate::wire::{ApiError, Booked, ErrorCode, ReadingChoice, WalletChange, WalletTerms};

impl App {
    /// What can be changed about a wallet.
    ///
    /// # Errors
    /// An unknown wallet.
    pub fn wallet_terms(&self, wallet: &str) -> Result<WalletTerms, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        // A provider whose file is gone asks nothing.
        let catalog = self.catalog(&wallet.provider).ok();
        let chosen = wallet.readings.iter().map(|(reading, option)| ReadingChoice {
            reading: reading.clone(),
            option: option.clone(),
        });
        Ok(WalletTerms {
            archived: wallet.archived,
            locked_until: self.books.locked_until(&wallet)?.map(|until| until.to_string()),
            readings: catalog.as_ref().map(readings_of).unwrap_or_default(),
            chosen: chosen.collect(),
        })
    }

    /// Changes a wallet. Another reading derives it again from its first entry.
    ///
    /// # Errors
    /// A name that is taken, an unknown answer, or a typed usage that would no longer be covered.
    pub fn change_wallet(
        &mut self,
        wallet: &str,
        change: &WalletChange,
    ) -> Result<Booked, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let mut stored = StoredChange::default();
        let mut title = format!("change of {}", wallet.name);
        if let Some(name) = &change.name {
            let name = typed::name(name, "a wallet").map_err(|error| error.at_field("name"))?;
            if name != wallet.name {
                title = format!("renaming of {} to {name}", wallet.name);
                stored.name = Some(name.to_owned());
            }
        }
        if let Some(archived) = change.archived.filter(|archived| *archived != wallet.archived) {
            let how = if archived { "putting away" } else { "taking out" };
            title = format!("{how} of {}", wallet.name);
            stored.archived = Some(archived);
        }
        let mut new_grants = Vec::new();
        if !change.readings.is_empty() {
            let mut answers = wallet.readings.clone();
            for choice in &change.readings {
                answers.insert(choice.reading.clone(), choice.option.clone());
            }
            if answers != wallet.readings {
                title = format!("another reading for {}", wallet.name);
                new_grants = self.read_again(&wallet, &answers, &mut stored)?;
            }
        }
        if stored == StoredChange::default() {
            return self.booked(None, &wallet);
        }
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            let changed = batch.change_wallet(&wallet, &stored)?;
            for (at, terms) in &new_grants {
                let started = GrantStarted { terms: terms.clone(), plan: None, price: None };
                batch.event(&changed, *at, &Event::GrantStarted(started), None)?;
            }
            Ok(changed)
        });
        let receipt = receipt.map_err(|error| {
            let is_name = matches!(error, bursar_store::StoreError::WalletExists(_));
            let error = ApiError::from(error);
            if is_name { error.at_field("name") } else { error }
        })?;
        let changed = receipt.value;
        self.booked(receipt.batch, &changed)
    }

    /// What other answers change: policy and terms. Returns the free credits that only come under
    /// the new answers.
    pub(crate) fn read_again(
        &self,
        wallet: &Wallet,
        answers: &Answers,
        stored: &mut StoredChange,
    ) -> Result<Vec<(Instant, GrantTerms)>, ApiError> {
        let catalog = self.catalog(&wallet.provider)?;
        let policy = catalog.policy(answers)?;
        stored.readings = Some(answers.clone());
        stored.policy = (policy != wallet.rules.policy).then_some(policy);
        // As they were entered: what an earlier reading left out may count again.
        let entered = self.books.grant_facts_entered(wallet)?;
        let opened = opened(&entered).unwrap_or_else(|| self.clock.now());
        let free = catalog.free_grants(opened, wallet.rules.zone, answers)?;
        let mut terms: BTreeMap<String, GrantChange> = BTreeMap::new();
        for grant in &entered {
            let id = &grant.terms.id;
            let change = if grant.terms.kind == Kind::Subscription && grant.plan.is_some() {
                plan_again(&catalog, wallet, grant, answers)?
            } else {
                let row = free.iter().find(|row| row.terms.id == *id);
                GrantChange { terms: row.map(|row| row.terms.clone()), ending: None }
            };
            terms.insert(id.clone(), change);
        }
        stored.terms = terms;
        let known = |id: &str| entered.iter().any(|grant| grant.terms.id == id);
        let new = free.into_iter().filter(|row| !known(&row.terms.id));
        Ok(new.map(|row| (row.at, row.terms)).collect())
    }
}

/// When the wallet was opened, as its free credits tell.
fn opened(grants: &[GrantFact]) -> Option<Instant> {
    let free = grants.iter().filter(|grant| grant.plan.is_none());
    free.map(|grant| grant.at).max().or_else(|| grants.first().map(|grant| grant.at))
}

/// A plan under other answers: its credits, price and rhythm stay as they were entered.
fn plan_again(
    catalog: &Catalog,
    wallet: &Wallet,
    grant: &GrantFact,
    answers: &Answers,
) -> Result<GrantChange, ApiError> {
    let label = grant.plan.as_deref();
    let billing: Option<Billing> = billing_of(label);
    let title = label.and_then(|label| label.rsplit_once(", ")).map(|(title, _)| title);
    let plan = title.unwrap_or(&grant.terms.id);
    let again = catalog.subscription(&Subscribe {
        grant: &grant.terms.id,
        plan,
        billing,
        credits: Some(grant.terms.amount),
        paid: None,
        anchor: grant.terms.recurrence.anchor,
        zone: wallet.rules.zone,
        answers,
    });
    let again = again.map_err(|error| {
        let message = format!("the plan of {} cannot be read again: {error}", wallet.name);
        ApiError::new(ErrorCode::Input, message)
            .with_hint("Its provider’s file no longer names it; the reading stays as it was.")
    })?;
    let mut terms = grant.terms.clone();
    terms.life = again.life;
    terms.rollover = again.rollover;
    let ending =
        grant.ends.last().map(|(_, at, ended)| ending_again(catalog, plan, *at, ended, answers));
    Ok(GrantChange { terms: Some(terms), ending })
}

/// What the end of a plan does to its lots under other answers. A cancelled plan runs on to the end
/// of its period, one that was replaced ends at once.
fn ending_again(
    catalog: &Catalog,
    plan: &str,
    at: Instant,
    ended: &GrantEnded,
    answers: &Answers,
) -> (bool, bool) {
    let soon = at.plus_micros(1).unwrap_or(at);
    let replaced = ended.ends.is_none_or(|ends| ends <= soon);
    let rule = if replaced { Catalog::on_upgrade } else { Catalog::on_cancel };
    let ending = rule(catalog, plan, answers).unwrap_or_default();
    (ending.lots_end_now(), ending.carried_end_with_cycle())
}
