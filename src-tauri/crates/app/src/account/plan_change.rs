//! Changes of a subscription, each tried before it is booked: another plan, its end, its resumption.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, State};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_store::{Batch, Event, GrantEnded, GrantFact, StoreError, Wallet};

use super::payments::Payments;
use crate::App;
use crate::balance::next_changes;
use crate::overview::worth_of;
use crate::subscriptions::{Subscribing, ending_of, running};
use crate::typed::filled;
use crate::wire::{
    ApiError, Booked, ErrorCode, KindAmount, PlanChangeWhen, PlanEnd, PlanOrder, PlanPreview,
    Refill,
};

/// A change that was read and can be tried or booked.
struct Planned {
    wallet: Wallet,
    catalog: Catalog,
    change: Change,
    /// From when on it counts.
    at: Instant,
    /// The words for it.
    title: String,
}

enum Change {
    Take(Box<Subscribing>),
    End { ended: GrantEnded, entered_at: Instant },
}

impl App {
    /// What taking a plan, or changing to it, would do.
    ///
    /// # Errors
    /// What [`App::change_plan`] would refuse.
    pub fn plan_preview(&mut self, order: &PlanOrder) -> Result<PlanPreview, ApiError> {
        let planned = self.read_plan(order)?;
        self.preview(&planned)
    }

    /// Takes a plan, or changes to it.
    ///
    /// # Errors
    /// An unknown plan, credits that the provider does not publish, a time that cannot be read, or
    /// a usage that would no longer be covered.
    pub fn change_plan(&mut self, order: &PlanOrder) -> Result<Booked, ApiError> {
        let planned = self.read_plan(order)?;
        self.book_change(&planned)
    }

    /// What an end of the subscription would do.
    ///
    /// # Errors
    /// None runs.
    pub fn end_preview(&mut self, wallet: &str, end: PlanEnd) -> Result<PlanPreview, ApiError> {
        let planned = self.read_end(wallet, end)?;
        self.preview(&planned)
    }

    /// Cancels the subscription, or ends it because a renewal was not paid.
    ///
    /// # Errors
    /// None runs, or a usage would no longer be covered.
    pub fn end_plan(&mut self, wallet: &str, end: PlanEnd) -> Result<Booked, ApiError> {
        let planned = self.read_end(wallet, end)?;
        self.book_change(&planned)
    }

    /// Takes a cancellation back, as long as the period that is paid runs.
    ///
    /// # Errors
    /// No subscription runs, or it was not cancelled.
    pub fn resume_plan(&mut self, wallet: &str) -> Result<Booked, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let running = self.running_fact(&wallet)?;
        let now = self.clock.now();
        let ends = running.ends.iter().filter(|(_, at, ended)| ended.ends.unwrap_or(*at) > now);
        let ends: Vec<_> = ends.map(|(seq, ..)| *seq).collect();
        if ends.is_empty() {
            let message = format!("the subscription of {} was not cancelled", wallet.name);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("There is nothing to take back."));
        }
        let title = format!("subscription resumed in {}", wallet.name);
        let receipt = self.books.record(now, &title, |batch| {
            for end in &ends {
                batch.void(*end, "subscription resumed")?;
            }
            Ok(())
        })?;
        self.booked(receipt.batch, &wallet)
    }

    fn read_plan(&self, order: &PlanOrder) -> Result<Planned, ApiError> {
        let wallet = self.books.wallet(&order.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let at = match order.when {
            PlanChangeWhen::Now => {
                self.time_in(order.at.as_deref(), &wallet).map_err(|error| error.at_field("at"))?
            }
            PlanChangeWhen::AtRenewal => {
                let fact = self.running_fact(&wallet)?;
                let payments = Payments::of(&fact)?.ok_or_else(|| no_subscription(&wallet))?;
                payments.next_after(self.clock.now())?
            }
        };
        let (credits, price) = (filled(order.credits.as_deref()), filled(order.price.as_deref()));
        let taking = Subscribing::read(&catalog, &order.plan, at, credits, price)?;
        let title = format!("{} in {}", taking.in_words(), wallet.name);
        let change = Change::Take(Box::new(taking));
        Ok(Planned { wallet, catalog, change, at, title })
    }

    fn read_end(&self, wallet: &str, end: PlanEnd) -> Result<Planned, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let now = self.clock.now();
        let fact = self.running_fact(&wallet)?;
        let payments = Payments::of(&fact)?.ok_or_else(|| no_subscription(&wallet))?;
        if payments.ends.is_some_and(|ends| ends > now) && end == PlanEnd::Cancel {
            let message = format!("the subscription of {} is cancelled already", wallet.name);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("It ends with the period that is paid."));
        }
        let (ends, entered_at, title) = match end {
            PlanEnd::Cancel => {
                let ends = payments.next_after(now)?;
                (ends, now, format!("subscription cancelled in {}", wallet.name))
            }
            PlanEnd::Lapse => match payments.last_by(now)? {
                Some((unpaid, false)) => {
                    // A refill comes before the entries of its instant.
                    let before = unpaid.plus_micros(-1).unwrap_or(unpaid);
                    (unpaid, before, format!("subscription lapsed in {}", wallet.name))
                }
                _ => {
                    let message = "the first period of this plan runs; no renewal was due yet";
                    return Err(ApiError::new(ErrorCode::Refused, message)
                        .with_hint("If it was never taken, undo or void its entry."));
                }
            },
        };
        let state = self.books.state_at(&wallet, entered_at, None)?;
        let grant = running(&state, entered_at).ok_or_else(|| no_subscription(&wallet))?;
        let ending = ending_of(&catalog, grant, &wallet, Catalog::on_cancel);
        let ended = GrantEnded {
            grant: grant.terms.id.clone(),
            ends: Some(ends),
            lots_end_now: ending.lots_end_now(),
            carried_end_with_cycle: ending.carried_end_with_cycle(),
        };
        let change = Change::End { ended, entered_at };
        Ok(Planned { wallet, catalog, change, at: ends, title })
    }

    /// The plan that runs now, as it was entered.
    fn running_fact(&self, wallet: &Wallet) -> Result<GrantFact, ApiError> {
        let now = self.clock.now();
        let state = self.books.state_at(wallet, now, None)?;
        let id = running(&state, now).map(|grant| grant.terms.id.clone());
        let fact = self.books.grant_facts(wallet)?.into_iter();
        let fact = fact.rev().find(|fact| Some(&fact.terms.id) == id.as_ref());
        fact.ok_or_else(|| no_subscription(wallet))
    }

    fn book_change(&mut self, planned: &Planned) -> Result<Booked, ApiError> {
        let now = self.clock.now();
        let receipt = self.books.record(now, &planned.title, |batch| planned.enter(batch))?;
        self.booked(receipt.batch, &planned.wallet)
    }

    /// Tries a change, keeps nothing of it, and compares the wallet right before and right after.
    fn preview(&mut self, planned: &Planned) -> Result<PlanPreview, ApiError> {
        let wallet = &planned.wallet;
        // A change in the past is told by what it makes of today.
        let seen_at = planned.at.max(self.clock.now());
        let just_before = seen_at.plus_micros(-1).unwrap_or(seen_at);
        let unchanged = self.books.state_at(wallet, just_before.min(seen_at), None)?;
        let unchanged_then = self.books.state_at(wallet, seen_at, None)?;
        let changed = self.books.rehearse(self.clock.now(), |batch| {
            planned.enter(batch)?;
            batch.state_at(wallet, seen_at)
        })?;
        let before = if planned.at < seen_at { &unchanged_then } else { &unchanged };
        let (lost, lost_worth) = lost(before, &changed, wallet)?;
        let frozen = |state: &State| -> Result<Credits, ApiError> {
            let view = state.view(&wallet.rules)?;
            Ok(view.owned.minus(view.balance)?)
        };
        let gained = changed.lots().iter().filter(|lot| {
            lot.starts == planned.at && !before.lots().iter().any(|known| known.id == lot.id)
        });
        let (_, next_refill) = next_changes(wallet, &changed)?;
        Ok(PlanPreview {
            at: planned.at.to_string(),
            before: before.balance(&wallet.rules)?.to_string(),
            after: changed.balance(&wallet.rules)?.to_string(),
            lost,
            lost_worth: lost_worth.iter().map(Into::into).collect(),
            gained: Credits::sum(gained.map(|lot| lot.amount))?.to_string(),
            frozen: frozen(&changed)?.minus(frozen(before)?)?.max(Credits::ZERO).to_string(),
            price: planned.price().map(Into::into),
            next_refill: next_refill
                .map(|next| Refill { at: next.at.to_string(), credits: next.credits.to_string() }),
        })
    }
}

impl Planned {
    fn enter(&self, batch: &mut Batch<'_>) -> Result<(), StoreError> {
        match &self.change {
            Change::Take(taking) => taking.book(batch, &self.wallet, &self.catalog, self.at),
            Change::End { ended, entered_at } => {
                let event = Event::GrantEnded(ended.clone());
                batch.event(&self.wallet, *entered_at, &event, None).map(|_| ())
            }
        }
    }

    fn price(&self) -> Option<Money> {
        match &self.change {
            Change::Take(taking) => taking.price(&self.catalog),
            Change::End { .. } => None,
        }
    }
}

/// What of the credits that were there is gone, by kind, and what it cost as far as that is known.
fn lost(
    before: &State,
    after: &State,
    wallet: &Wallet,
) -> Result<(Vec<KindAmount>, MoneyTotals), ApiError> {
    let mut sums: Vec<(bursar_ledger::policy::Kind, Credits)> = Vec::new();
    let mut worth = MoneyTotals::default();
    for lot in before.view(&wallet.rules)?.lots {
        if lot.stage != LotStage::Active || !lot.remaining.is_positive() {
            continue;
        }
        let then = after.lots().iter().find(|known| known.id == lot.id);
        let gone = match then {
            Some(then) => then.expired.minus(lot.expired)?,
            // Under the change it never came.
            None => lot.remaining,
        };
        if !gone.is_positive() {
            continue;
        }
        match sums.iter_mut().find(|(kind, _)| *kind == lot.kind) {
            Some((_, sum)) => *sum = sum.plus(gone)?,
            None => sums.push((lot.kind, gone)),
        }
        if gone == lot.remaining
            && let Some(money) = worth_of(&lot)?
        {
            worth.add(money)?;
        }
    }
    let amounts = sums.into_iter();
    let amounts = amounts
        .map(|(kind, credits)| KindAmount { kind: kind.into(), credits: credits.to_string() });
    Ok((amounts.collect(), worth))
}

fn no_subscription(wallet: &Wallet) -> ApiError {
    let message = format!("no subscription runs in {}", wallet.name);
    ApiError::new(ErrorCode::Refused, message).with_hint("Take a plan first.")
}
