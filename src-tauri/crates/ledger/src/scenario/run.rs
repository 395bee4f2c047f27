//! Plays a scenario: its lots and grants first, then its events in order of entry.

use std::collections::BTreeMap;

use super::event::{Action, Event, Spending};
use super::expect::Outcome;
use super::{Scenario, Wallet};
use crate::credits::Credits;
use crate::document::DocumentError;
use crate::fact::{Charge, Fact, Refusal, Seq, WalletRules};
use crate::instant::Instant;
use crate::journal::{EnterError, Journal, NewEntry};
use crate::rate::{NoPrice, Query, RateCard};

/// No entry ever has this place in the order of entry.
const NOWHERE: Seq = Seq(u64::MAX);

/// A scenario that was played: its journal, and what became of each event.
pub(super) struct Played {
    pub(super) journal: Journal,
    outcomes: BTreeMap<String, Outcome>,
    costs: BTreeMap<String, Credits>,
    places: BTreeMap<String, Seq>,
}

impl Played {
    /// How an event ended.
    pub(super) fn outcome(&self, event: &str) -> Option<Outcome> {
        self.outcomes.get(event).copied()
    }

    /// What an event was priced at.
    pub(super) fn cost(&self, event: &str) -> Option<Credits> {
        self.costs.get(event).copied()
    }

    /// Where an event stands in the order of entry, if it was booked.
    pub(super) fn place(&self, event: &str) -> Option<Seq> {
        self.places.get(event).copied()
    }

    /// The event at a place in the order of entry.
    pub(super) fn event_at(&self, seq: Seq) -> &str {
        let found = self.places.iter().find(|(_, place)| **place == seq);
        found.map_or("", |(event, _)| event)
    }
}

/// Plays a scenario under these rules and prices.
pub(super) fn play(
    scenario: &Scenario,
    rules: WalletRules,
    prices: &RateCard,
) -> Result<Played, DocumentError> {
    let mut played = Played {
        journal: Journal::new(rules),
        outcomes: BTreeMap::new(),
        costs: BTreeMap::new(),
        places: BTreeMap::new(),
    };
    found_wallet(&mut played.journal, &scenario.wallet, beginning(scenario)?)?;
    let mut in_order: Vec<&Event> = scenario.events.iter().collect();
    in_order.sort_by_key(|event| event.recorded_at);
    let mut by_key: BTreeMap<&str, &Event> = BTreeMap::new();
    for event in in_order {
        let known = event.key.as_deref().and_then(|key| by_key.get(key));
        let outcome = match known {
            Some(known) if known.says_the_same_as(event) => Outcome::Refused(Refusal::Duplicate),
            Some(_) => Outcome::Refused(Refusal::KeyConflict),
            None => played.enter(event, prices)?,
        };
        // What is refused does not take its key.
        if let (Some(key), Outcome::Booked) = (&event.key, outcome) {
            by_key.insert(key, event);
        }
        played.outcomes.insert(event.id.clone(), outcome);
    }
    Ok(played)
}

/// An instant before everything that the document names: what the wallet begins with is entered
/// there, so that it is known at all times.
fn beginning(scenario: &Scenario) -> Result<Instant, DocumentError> {
    let wallet = &scenario.wallet;
    let mut earliest = Instant::MAX;
    for lot in &wallet.lots {
        let named = [Some(lot.starts), lot.expires, lot.created];
        earliest = named.into_iter().flatten().fold(earliest, Instant::min);
    }
    for (place, grant) in wallet.grants.iter().enumerate() {
        let anchor = grant
            .recurrence
            .instant(0)
            .map_err(|error| DocumentError::new(format!("wallet.grants[{place}].anchor"), error))?;
        let named = [Some(anchor), grant.starts];
        earliest = named.into_iter().flatten().fold(earliest, Instant::min);
    }
    for event in &scenario.events {
        earliest = earliest.min(event.at).min(event.recorded_at);
    }
    for expectation in &scenario.expect {
        let named = [expectation.at, expectation.known_at];
        earliest = named.into_iter().flatten().fold(earliest, Instant::min);
    }
    Ok(earliest.plus_seconds(-1).unwrap_or(earliest))
}

fn found_wallet(
    journal: &mut Journal,
    wallet: &Wallet,
    beginning: Instant,
) -> Result<(), DocumentError> {
    let lots = wallet.lots.iter().enumerate();
    let lots =
        lots.map(|(place, lot)| (format!("wallet.lots[{place}]"), Fact::LotAdded(lot.clone())));
    let grants = wallet.grants.iter().enumerate();
    let grants = grants.map(|(place, grant)| {
        (format!("wallet.grants[{place}]"), Fact::GrantStarted(grant.clone()))
    });
    for (path, fact) in lots.chain(grants) {
        let entry = NewEntry { at: beginning, recorded_at: beginning, key: None, fact };
        journal.enter(entry).map_err(|error| DocumentError::new(path, error))?;
    }
    Ok(())
}

impl Played {
    fn enter(&mut self, event: &Event, prices: &RateCard) -> Result<Outcome, DocumentError> {
        let invalid = |error: &dyn std::fmt::Display| DocumentError::new(event.path.clone(), error);
        let Some(fact) = self.fact(event, prices).map_err(|error| invalid(&error))? else {
            return Ok(Outcome::Refused(Refusal::NoPrice));
        };
        let (at, recorded_at) = (event.at, event.recorded_at);
        match self.journal.enter(NewEntry { at, recorded_at, key: None, fact }) {
            Ok(seq) => {
                self.places.insert(event.id.clone(), seq);
                Ok(Outcome::Booked)
            }
            Err(EnterError::Refused { refusal, .. }) => Ok(Outcome::Refused(refusal)),
            Err(error) => Err(invalid(&error)),
        }
    }

    /// The fact that an event enters; none if it has no price.
    fn fact(&mut self, event: &Event, prices: &RateCard) -> Result<Option<Fact>, NoPrice> {
        let place = |id: &String| self.places.get(id).copied().unwrap_or(NOWHERE);
        let left_lot = || format!("{}+", event.id);
        let fact = match &event.action {
            Action::Use(spending) => match self.charge(event, spending, prices)? {
                None => return Ok(None),
                Some(charge) => Fact::Used(charge),
            },
            Action::Hold { spending, until } => match self.charge(event, spending, prices)? {
                None => return Ok(None),
                Some(charge) => Fact::Held { charge, until: *until },
            },
            Action::Confirm { hold, credits } => {
                Fact::Confirmed { hold: place(hold), credits: *credits }
            }
            Action::Release { hold } => Fact::Released { hold: place(hold) },
            Action::Refund { of, credits } => {
                Fact::Refunded { usage: place(of), credits: *credits, courtesy_lot: left_lot() }
            }
            Action::Void { lot, credits } => {
                Fact::LotVoided { lot: lot.clone(), credits: *credits }
            }
            Action::Topup(lot) => Fact::LotAdded(lot.clone()),
            Action::ExpiryChange { lot, expires } => {
                Fact::ExpiryChanged { lot: lot.clone(), expires: *expires }
            }
            Action::Reconcile { observed, kinds } => Fact::Reconciled {
                observed: *observed,
                kinds: kinds.clone(),
                correction_lot: left_lot(),
            },
            Action::GrantStart(grant) => Fact::GrantStarted(grant.clone()),
            Action::GrantEnd { grant, lots_end_now, carried_end_with_cycle } => Fact::GrantEnded {
                grant: grant.clone(),
                ends: None,
                lots_end_now: *lots_end_now,
                carried_end_with_cycle: *carried_end_with_cycle,
            },
        };
        Ok(Some(fact))
    }

    /// What a usage is charged: the credits that it names, else its price; none without either.
    fn charge(
        &mut self,
        event: &Event,
        spending: &Spending,
        prices: &RateCard,
    ) -> Result<Option<Charge>, NoPrice> {
        let priced = prices.price(&Query {
            action: spending.action.as_deref().unwrap_or(""),
            model: spending.model.as_deref(),
            settings: &spending.settings,
            quantity: spending.count,
            at: event.at,
        });
        let mut tags = spending.tags.clone();
        let rate = priced.as_ref().ok().and_then(|priced| prices.rate(priced.rate));
        tags.extend(rate.iter().flat_map(|rate| rate.tags.iter().cloned()));
        let credits = match (spending.credits, priced) {
            (Some(credits), _) => credits,
            (None, Ok(priced)) => priced.credits,
            (None, Err(NoPrice::Overflow)) => return Err(NoPrice::Overflow),
            (None, Err(_)) => return Ok(None),
        };
        self.costs.insert(event.id.clone(), credits);
        Ok(Some(Charge { credits, member: spending.member.clone(), tags, source: spending.source }))
    }
}
