//! A wallet's subscription as the window shows it: what runs, what comes, what was paid.

use bursar_ledger::calendar::Unit;
use bursar_ledger::catalog::{Catalog, Ending};
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Applying, LotStage, NoBook, State};
use bursar_ledger::fact::{Entry, Fact, GrantTerms, RefillWhen, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::MoneyTotals;
use bursar_store::{GrantFact, Wallet};

use super::payments::Payments;
use super::rules::unit_word;
use crate::App;
use crate::subscriptions::{ending_of, running};
use crate::wallets::is_purchase;
use crate::wire::{
    ApiError, Coming, ComingSort, EndOfPlan, PlanSpan, RunningPlan, SubscriptionView,
};

/// Of each sort of coming event so many are told.
const COMING_TOLD: usize = 6;
/// How far ahead they are looked for.
const COMING_WITHIN: i64 = 3 * 366 * 86_400;

/// A coming event, before it is written for the window.
pub(super) struct Event {
    pub(super) sort: ComingSort,
    pub(super) at: Instant,
    pub(super) credits: Option<Credits>,
    pub(super) price: Option<bursar_ledger::money::Money>,
    /// The grant or lot it belongs to.
    pub(super) of: String,
}

impl App {
    /// A wallet's subscription.
    ///
    /// # Errors
    /// An unknown wallet, or a time beyond the time-zone data.
    pub fn subscription(&self, wallet: &str) -> Result<SubscriptionView, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let now = self.clock.now();
        let state = self.books.state_at(&wallet, now, None)?;
        let grants = self.books.grant_facts(&wallet)?;
        let mut view = SubscriptionView {
            running: self.running(&wallet, &state, &grants)?,
            coming: Vec::new(),
            paid: Vec::new(),
            payments: 0,
            paid_known: true,
            topups: Vec::new(),
            topups_unknown: 0,
            history: Vec::new(),
        };
        let mut paid = MoneyTotals::default();
        for grant in grants.iter().rev() {
            let Some(payments) = Payments::of(grant)? else { continue };
            let count = payments.count_by(now)?;
            view.payments += count;
            match payments.price {
                Some(price) => {
                    for _ in 0..count {
                        paid.add(price)?;
                    }
                }
                None => view.paid_known &= count == 0,
            }
            view.history.push(PlanSpan {
                title: grant.plan.clone().unwrap_or_else(|| grant.terms.id.clone()),
                from: grant.at.to_string(),
                to: payments.ends.filter(|ends| *ends <= now).map(|ends| ends.to_string()),
                credits: grant.terms.amount.to_string(),
                price: payments.price.map(Into::into),
                payments: count,
            });
        }
        view.paid = paid.iter().map(Into::into).collect();
        let mut topups = MoneyTotals::default();
        for lot in state.lots().iter().filter(|lot| is_purchase(lot.kind, &lot.id)) {
            match lot.paid {
                Some(price) => topups.add(price)?,
                None => view.topups_unknown += 1,
            }
        }
        view.topups = topups.iter().map(Into::into).collect();
        let until = now.plus_seconds(COMING_WITHIN).unwrap_or(now);
        let coming = self.coming(&wallet, &state, &grants, until, COMING_TOLD)?;
        view.coming = coming.into_iter().map(Event::on_the_wire).collect();
        Ok(view)
    }

    fn running(
        &self,
        wallet: &Wallet,
        state: &State,
        grants: &[GrantFact],
    ) -> Result<Option<RunningPlan>, ApiError> {
        let now = state.now;
        let Some(grant) = running(state, now) else { return Ok(None) };
        let Some(fact) = grants.iter().find(|fact| fact.terms.id == grant.terms.id) else {
            return Ok(None);
        };
        let Some(payments) = Payments::of(fact)? else { return Ok(None) };
        let catalog = self.catalog(&wallet.provider).ok();
        let title = fact.plan.clone().unwrap_or_else(|| fact.terms.id.clone());
        let plan = catalog.as_ref().and_then(|catalog| plan_id(catalog, &title));
        let ending = catalog
            .as_ref()
            .map_or(Ending::Keep, |catalog| ending_of(catalog, grant, wallet, Catalog::on_cancel));
        let ends = payments.ends.filter(|ends| *ends > now);
        let renews = payments.next_after(now)?;
        let lost = lost_at_end(wallet, state, &grant.terms, ends.unwrap_or(renews), ending)?;
        let every = grant.terms.recurrence.every;
        Ok(Some(RunningPlan {
            plan,
            title,
            credits: grant.terms.amount_at(now).to_string(),
            every: (unit_word(every.unit).to_owned(), every.n),
            price: payments.price.map(Into::into),
            since: fact.at.to_string(),
            renews: ends.is_none().then(|| renews.to_string()),
            ends: ends.map(|ends| ends.to_string()),
            at_end: match ending {
                Ending::Keep => EndOfPlan::Keep,
                Ending::EndWithCycle => EndOfPlan::EndWithCycle,
                Ending::EndNow => EndOfPlan::EndNow,
            },
            at_end_lost: lost.to_string(),
            freezes_topups: wallet.rules.policy.topups_without_subscription.freeze,
        }))
    }

    /// What comes up to an instant, by time: of each sort at most so many. Refills that come each
    /// day or oftener are left out; they would hide everything else.
    pub(super) fn coming(
        &self,
        wallet: &Wallet,
        state: &State,
        grants: &[GrantFact],
        until: Instant,
        most: usize,
    ) -> Result<Vec<Event>, ApiError> {
        let now = state.now;
        let mut coming = Vec::new();
        for grant in grants {
            let of = grant.terms.id.clone();
            for at in refills(&grant.terms, grant.ended(), state, until, most)? {
                let credits = Some(grant.terms.amount_at(at));
                let sort = ComingSort::Refill;
                coming.push(Event { sort, at, credits, price: None, of: of.clone() });
            }
            let Some(payments) = Payments::of(grant)? else { continue };
            for at in payments.coming(now, until, most)? {
                let sort = ComingSort::Payment;
                let price = payments.price;
                coming.push(Event { sort, at, credits: None, price, of: of.clone() });
            }
            if let Some(at) = payments.ends.filter(|ends| now < *ends && *ends <= until) {
                coming.push(Event {
                    sort: ComingSort::End,
                    at,
                    credits: None,
                    price: None,
                    of: of.clone(),
                });
            }
        }
        coming.extend(lapses(wallet, state, until, most)?);
        coming.sort_by_key(|event| (event.at, event.sort));
        Ok(coming)
    }
}

impl Event {
    fn on_the_wire(self) -> Coming {
        Coming {
            sort: self.sort,
            at: self.at.to_string(),
            credits: self.credits.map(|credits| credits.to_string()),
            price: self.price.map(Into::into),
        }
    }
}

/// The refills of a grant that come, unless they come each day or a subscription bars them.
fn refills(
    terms: &GrantTerms,
    ends: Option<Instant>,
    state: &State,
    until: Instant,
    most: usize,
) -> Result<Vec<Instant>, ApiError> {
    let often = matches!(terms.recurrence.every.unit, Unit::Hour | Unit::Day);
    let barred = terms.when == RefillWhen::Unsubscribed && state.is_subscribed();
    if often || barred {
        return Ok(Vec::new());
    }
    let after = state.now.plus_micros(1).unwrap_or(state.now);
    let mut index = terms.recurrence.first_index_from(after)?;
    let mut found = Vec::new();
    while found.len() < most {
        let at = terms.recurrence.instant(index)?;
        if at > until || ends.is_some_and(|ends| at >= ends) {
            break;
        }
        found.push(at);
        index += 1;
    }
    Ok(found)
}

/// What of the lots that are there lapses if nothing is used, by its instant.
fn lapses(
    wallet: &Wallet,
    state: &State,
    until: Instant,
    most: usize,
) -> Result<Vec<Event>, ApiError> {
    let known = state.lots().len();
    let mut ends: Vec<Instant> = state.draw_order().filter_map(|lot| lot.expires).collect();
    ends.retain(|end| state.now < *end && *end <= until);
    ends.sort_unstable();
    ends.dedup();
    let mut found = Vec::new();
    let mut ahead = state.clone();
    for at in ends {
        if found.len() >= most {
            break;
        }
        let expired =
            |state: &State| Credits::sum(state.lots().iter().take(known).map(|lot| lot.expired));
        let before = expired(&ahead)?;
        ahead.advance(&wallet.rules, at, &mut NoBook)?;
        let credits = expired(&ahead)?.minus(before)?;
        if credits.is_positive() {
            let sort = ComingSort::Lapse;
            let of = "lots".to_owned();
            found.push(Event { sort, at, credits: Some(credits), price: None, of });
        }
    }
    Ok(found)
}

/// What of the credits that a plan left its end would take, beyond what lapses anyhow.
fn lost_at_end(
    wallet: &Wallet,
    state: &State,
    terms: &GrantTerms,
    ends: Instant,
    ending: Ending,
) -> Result<Credits, ApiError> {
    let mut ended = state.clone();
    let fact = Fact::GrantEnded {
        grant: terms.id.clone(),
        ends: Some(ends),
        lots_end_now: false,
        carried_end_with_cycle: ending.carried_end_with_cycle(),
    };
    let entry = Entry { seq: Seq(u64::MAX / 2), at: state.now, fact };
    ended.apply(&wallet.rules, &entry, Applying::Booked, &mut NoBook)?;
    let pairs = state.lots().iter().zip(ended.lots());
    let shortened = pairs.filter(|(lot, after)| {
        lot.stage == LotStage::Active
            && after.expires.is_some_and(|end| lot.expires.is_none_or(|own| end < own))
    });
    let at_once = ending.lots_end_now();
    if at_once {
        let of_plan = state.lots().iter().filter(|lot| {
            let grant = lot.grant.and_then(|place| state.grants().get(place as usize));
            lot.stage == LotStage::Active && grant.is_some_and(|grant| grant.terms.id == terms.id)
        });
        return Ok(Credits::sum(of_plan.map(|lot| lot.remaining))?);
    }
    Ok(Credits::sum(shortened.map(|(lot, _)| lot.remaining))?)
}

/// The id of a plan by its label.
fn plan_id(catalog: &Catalog, label: &str) -> Option<String> {
    let title = label.rsplit_once(", ").map_or(label, |(title, _)| title);
    catalog.plans.iter().find(|plan| plan.title == title).map(|plan| plan.id.clone())
}
