//! Subscriptions: taken, changed and cancelled.

use bursar_ledger::catalog::{Billing, Catalog, Ending, Subscribe};
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{GrantState, State};
use bursar_ledger::fact::GrantTerms;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use bursar_store::{Batch, Event, GrantEnded, GrantStarted, StoreError, Wallet};

use crate::App;
use crate::account::{billed_at, billing_of};
use crate::report::Entered;
use crate::typed;
use crate::wire::{ApiError, ErrorCode};

/// A plan that is about to be booked.
pub(crate) struct Subscribing {
    plan: String,
    title: String,
    billing: Billing,
    credits: Option<Credits>,
    paid: Option<Money>,
}

impl Subscribing {
    /// Reads what was typed, and checks as much as can be known before a wallet is there.
    pub(crate) fn read(
        catalog: &Catalog,
        plan: &str,
        at: Instant,
        credits: Option<&str>,
        price: Option<&str>,
    ) -> Result<Self, ApiError> {
        let (found, billing) = catalog.plan(plan)?;
        let subscribing = Self {
            plan: found.id.clone(),
            title: found.title.clone(),
            billing,
            credits: credits
                .map(|text| typed::credits(text, "the plan’s credits"))
                .transpose()
                .map_err(|error| error.at_field("credits"))?,
            paid: price
                .map(|text| typed::money(text, "the plan’s price"))
                .transpose()
                .map_err(|error| error.at_field("price"))?,
        };
        // What the catalog refuses is said before anything is booked.
        subscribing.terms(catalog, "plan", at, &Wallet::unnamed())?;
        Ok(subscribing)
    }

    fn terms(
        &self,
        catalog: &Catalog,
        grant: &str,
        at: Instant,
        wallet: &Wallet,
    ) -> Result<GrantTerms, ApiError> {
        let zone = wallet.rules.zone;
        let subscribe = Subscribe {
            grant,
            plan: &self.plan,
            billing: Some(self.billing),
            credits: self.credits,
            paid: self.paid,
            anchor: zone.local(at)?,
            zone,
            answers: &wallet.readings,
        };
        catalog.subscription(&subscribe).map_err(|error| {
            ApiError::from(error)
                .with_hint("Give what the pages leave open with --credits and --price.")
        })
    }

    /// What is taken, in words.
    pub(crate) fn in_words(&self) -> String {
        format!("subscription to {}, {}", self.title, self.billing)
    }

    /// What one payment is: as was said, else as the provider's file says.
    pub(crate) fn price(&self, catalog: &Catalog) -> Option<Money> {
        let plan = catalog.plans.iter().find(|plan| plan.id == self.plan);
        let listed = plan.and_then(|plan| {
            let price = plan.prices.iter().find(|(billing, _)| *billing == self.billing);
            price.map(|(_, price)| *price)
        });
        self.paid.or(listed)
    }

    /// Books it, and ends the subscription that it replaces.
    pub(crate) fn book(
        &self,
        batch: &mut Batch<'_>,
        wallet: &Wallet,
        catalog: &Catalog,
        at: Instant,
    ) -> Result<(), StoreError> {
        let state = batch.state_at(wallet, at)?;
        if let Some(running) = running(&state, at) {
            let ending = ending_of(catalog, running, wallet, Catalog::on_upgrade);
            let ended = GrantEnded {
                grant: running.terms.id.clone(),
                ends: Some(at),
                lots_end_now: ending.lots_end_now(),
                carried_end_with_cycle: ending.carried_end_with_cycle(),
            };
            // A refill comes before the entries of its instant; a plan that is changed at its renewal
            // must not refill once more.
            let recurrence = &running.terms.recurrence;
            let at_renewal = recurrence.instant(recurrence.first_index_from(at)?)? == at;
            let ended_at = if at_renewal { at.plus_micros(-1).unwrap_or(at) } else { at };
            batch.event(wallet, ended_at, &Event::GrantEnded(ended), None)?;
        }
        let taken = |id: &str| state.grants().iter().any(|grant| grant.terms.id == id);
        let numbered = (2..).map(|number| format!("{}-{number}", self.plan));
        let mut ids = std::iter::once(self.plan.clone()).chain(numbered);
        let id = ids.find(|id| !taken(id)).unwrap_or_default();
        let terms = self
            .terms(catalog, &id, at, wallet)
            .map_err(|error| StoreError::Unreadable(error.message))?;
        let plan = Some(format!("{}, {}", self.title, self.billing));
        let started = GrantStarted { terms, plan, price: self.price(catalog) };
        batch.event(wallet, at, &Event::GrantStarted(started), None).map(|_| ())
    }
}

impl App {
    /// Subscribes to a plan; one that runs ends with it, as the provider's rules say.
    ///
    /// # Errors
    /// An unknown wallet or plan, or figures that the pages leave open and that were not given.
    pub fn subscribe(
        &mut self,
        wallet: &str,
        plan: &str,
        at: Option<&str>,
        credits: Option<&str>,
        price: Option<&str>,
    ) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let at = self.time_in(at, &wallet)?;
        let subscribing = Subscribing::read(&catalog, plan, at, credits, price)?;
        let text = format!("subscribed to {}, {}", subscribing.title, subscribing.billing);
        let title = format!("{text} in {}", wallet.name);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            subscribing.book(batch, &wallet, &catalog, at)
        })?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.entered(id, &wallet, text, at)
    }

    /// Cancels the subscription that runs: it ends with the period that is paid.
    ///
    /// # Errors
    /// None runs.
    pub fn cancel(&mut self, wallet: &str, at: Option<&str>) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let at = self.time_in(at, &wallet)?;
        let state = self.books.state_at(&wallet, at, None)?;
        let none = || {
            let message = format!("no subscription runs in {} at that time", wallet.name);
            ApiError::new(ErrorCode::Refused, message)
                .with_hint("“bursar wallet show” tells which plan runs.")
        };
        let running = running(&state, at).ok_or_else(none)?;
        let ends = self.paid_until(&wallet, running, at)?;
        let ending = ending_of(&catalog, running, &wallet, Catalog::on_cancel);
        let ended = GrantEnded {
            grant: running.terms.id.clone(),
            ends: Some(ends),
            lots_end_now: ending.lots_end_now(),
            carried_end_with_cycle: ending.carried_end_with_cycle(),
        };
        let text = format!("subscription cancelled; it ends {ends}");
        let title = format!("subscription cancelled in {}", wallet.name);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            batch.event(&wallet, at, &Event::GrantEnded(ended), None)
        })?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.entered(id, &wallet, text, at)
    }

    /// The end of the billing period that runs.
    fn paid_until(
        &self,
        wallet: &Wallet,
        running: &GrantState,
        at: Instant,
    ) -> Result<Instant, ApiError> {
        let label = self.books.plan_label(wallet, &running.terms.id)?;
        let recurrence = billed_at(&running.terms.recurrence, billing_of(label.as_deref()));
        let after = at.plus_micros(1).unwrap_or(at);
        Ok(recurrence.instant(recurrence.first_index_from(after)?)?)
    }

    /// The plan that runs at the instant of a state, as a reader knows it.
    pub(crate) fn running_plan(
        &self,
        wallet: &Wallet,
        state: &State,
    ) -> Result<Option<String>, ApiError> {
        match running(state, state.now) {
            Some(grant) => {
                let label = self.books.plan_label(wallet, &grant.terms.id)?;
                Ok(label.or_else(|| Some(grant.terms.id.clone())))
            }
            None => Ok(None),
        }
    }
}

/// The subscription that runs at an instant.
pub(crate) fn running(state: &State, at: Instant) -> Option<&GrantState> {
    let mut grants = state.grants().iter().rev();
    grants.find(|grant| grant.terms.kind == Kind::Subscription && grant.covers(at))
}

pub(crate) fn ending_of(
    catalog: &Catalog,
    running: &GrantState,
    wallet: &Wallet,
    rule: impl Fn(
        &Catalog,
        &str,
        &bursar_ledger::catalog::Answers,
    ) -> Result<Ending, bursar_ledger::catalog::CatalogError>,
) -> Ending {
    let id = &running.terms.id;
    let without_number = id.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let without_number = without_number.trim_end_matches('-');
    rule(catalog, id, &wallet.readings)
        .or_else(|_| rule(catalog, without_number, &wallet.readings))
        .unwrap_or_default()
}
