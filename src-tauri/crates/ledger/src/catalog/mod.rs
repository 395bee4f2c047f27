//! A provider's catalog file: its policy, free credits, plans, bundles and rates, each fact with
//! the page that says so and the day it was read.
//!
//! A studio's own file is read by the same code and may say all that a shipped one may; no
//! provider's name means anything here. What a page leaves open (a plan's price, an allowance that
//! is not published) the file leaves open too, and the answer is an error that asks for it. Where
//! the pages allow several readings the file lists them as questions; an answer changes the terms.
//! Nothing here books anything: plans and free credits become [`GrantTerms`](crate::fact::GrantTerms).

mod draft;
mod edit;
mod edit_offers;
mod grant;
mod parse;
mod plan;
mod policy;
mod problem;
mod reader;
mod reading;
mod shipped;
mod terms;
#[cfg(test)]
mod tests;
mod toml_text;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::calendar::{CalendarError, Every, Zone};
use crate::credits::{Credits, Overflow};
use crate::instant::Instant;
use crate::money::{Currency, Money};
use crate::policy::Policy;
use crate::rate::RateCard;

pub use draft::{BundleDraft, Draft, DraftProblem, PlanDraft, TopupDraft, Unused, word_of};
pub use edit::{RateRow, with_rate};
pub use edit_offers::{with_bundle, with_bundle_price, with_plan_figures};
pub use grant::{Anchored, FreeCredits, FreeGrant};
pub use plan::{Billing, Plan, Subscribe};
pub use problem::Problem;
pub use reading::{Answers, Choice, Reading};
pub use shipped::shipped;
pub use terms::{CapSize, Ending, PlanTerms, RolloverTerms};

/// One provider, as its file describes it.
#[derive(Clone, Debug, Serialize)]
pub struct Catalog {
    /// The word that commands use for it.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it calls its credits.
    pub unit: String,
    /// What it calls bought credits, if it has another word for them.
    pub topup_unit: Option<String>,
    /// The currency in which it charges.
    pub currency: Option<Currency>,
    /// The zone of the file's dates, and of a new wallet unless said otherwise.
    pub zone: Zone,
    /// Where its own screens show things: `balance`, `usage`, `support`.
    pub help: BTreeMap<String, String>,
    /// The pages from which the facts were taken.
    pub pages: Vec<Page>,
    /// What its pages say and no rule can hold, or where they contradict each other.
    pub notes: Vec<Note>,
    /// Credits given without payment.
    pub grants: Vec<FreeGrant>,
    /// Its plans.
    pub plans: Vec<Plan>,
    /// Credits for sale once.
    pub bundles: Vec<Bundle>,
    /// The terms of credits bought once.
    pub topup: TopupTerms,
    /// What a referral adds to a purchase.
    pub referral: Option<Referral>,
    /// Questions that its pages leave open.
    pub readings: Vec<Reading>,
    policy: Policy,
    plan_terms: PlanTerms,
    #[serde(rename = "rates", serialize_with = "rates_only")]
    card: RateCard,
}

/// A page from which facts were taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Page {
    /// The word by which the file's facts name it.
    pub id: String,
    /// Its address.
    pub url: String,
    /// The day on which it was read.
    #[serde(serialize_with = "day")]
    pub read: NaiveDate,
}

/// A statement for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The statement.
    pub text: String,
    /// The address of the page that makes it.
    pub source: Option<String>,
}

/// Credits for sale once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bundle {
    /// Its word in commands.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Credits that it adds.
    pub credits: Credits,
    /// What it costs, if it is published.
    pub price: Option<Money>,
    /// How long its credits live; none is for ever.
    pub expires: Option<Every>,
    /// Whether it can only be bought while a subscription runs.
    pub needs_subscription: bool,
    /// The address of the page that offers it.
    pub source: Option<String>,
}

/// The terms of credits bought once, in a bundle or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopupTerms {
    /// Whether the provider sells credits beside its plans at all.
    pub offered: bool,
    /// Whether they can only be bought while a subscription runs.
    pub needs_subscription: bool,
    /// How long they live; none is for ever.
    pub expires: Option<Every>,
    /// The address of the page that says so.
    pub source: Option<String>,
}

impl Default for TopupTerms {
    fn default() -> Self {
        Self { offered: true, needs_subscription: false, expires: None, source: None }
    }
}

/// What a referral adds to a purchase, for each of the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Referral {
    /// So many percent of the credits bought.
    pub percent: Credits,
    /// The address of the page that says so.
    pub source: Option<String>,
}

/// Why a catalog cannot answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogError {
    /// No such plan.
    #[error("{provider} has no plan \u{201c}{asked}\u{201d}; {}", one_of(known))]
    UnknownPlan {
        /// The provider's title.
        provider: String,
        /// What was asked for.
        asked: String,
        /// The plans that it has.
        known: Vec<String>,
    },
    /// The plan is not billed like that.
    #[error("the plan {plan} is not billed {asked}; {}", one_of(offered))]
    BillingNotOffered {
        /// The plan's title.
        plan: String,
        /// The billing asked for.
        asked: Billing,
        /// What it offers.
        offered: Vec<String>,
    },
    /// The pages do not say how many credits the plan gives.
    #[error(
        "{provider} does not publish how many credits the plan {plan} gives; give the number that the account shows"
    )]
    CreditsUnknown {
        /// The provider's title.
        provider: String,
        /// The plan's title.
        plan: String,
    },
    /// A plan of no credits, or less.
    #[error("a plan cannot give {0} credits; give a number above zero")]
    BadCredits(Credits),
    /// No such question.
    #[error("{provider} has no question \u{201c}{asked}\u{201d}; {}", one_of(known))]
    UnknownReading {
        /// The provider's title.
        provider: String,
        /// What was answered.
        asked: String,
        /// The questions that it has.
        known: Vec<String>,
    },
    /// No such answer.
    #[error("\u{201c}{answer}\u{201d} is no answer to the question {reading}; {}", one_of(known))]
    UnknownAnswer {
        /// The question.
        reading: String,
        /// The answer that was given.
        answer: String,
        /// The answers that it has.
        known: Vec<String>,
    },
    /// A time that cannot be computed.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// An amount that does not fit.
    #[error(transparent)]
    Overflow(#[from] Overflow),
}

fn one_of(known: &[String]) -> String {
    if known.is_empty() {
        "its file lists none".to_owned()
    } else {
        format!("choose one of: {}", known.join(", "))
    }
}

impl Catalog {
    /// Reads a provider's file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the lines.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        parse::parse(text)
    }

    /// Everything that is wrong with a provider's file; nothing if it can be used.
    pub fn check(text: &str) -> Vec<Problem> {
        parse::parse(text).err().unwrap_or_default()
    }

    /// The policy of a wallet, with the answers to the provider's open questions.
    ///
    /// An alert of the type `cycle_used_percent` that names no grant watches the cycle of whatever
    /// plan is subscribed.
    ///
    /// # Errors
    /// An answer that the file does not know.
    pub fn policy(&self, answers: &Answers) -> Result<Policy, CatalogError> {
        let mut policy = self.policy.clone();
        for choice in self.chosen(answers)? {
            choice.policy.apply(&mut policy);
        }
        Ok(policy)
    }

    /// The prices.
    pub fn rate_card(&self) -> &RateCard {
        &self.card
    }

    /// Whether credits can only be bought while a subscription runs.
    pub fn topup_needs_subscription(&self) -> bool {
        self.topup.needs_subscription
    }

    /// A bundle by its id or title.
    pub fn bundle(&self, id: &str) -> Option<&Bundle> {
        let asked = crate::rate::fold(id);
        let named = |name: &str| crate::rate::fold(name) == asked;
        self.bundles.iter().find(|bundle| named(&bundle.id) || named(&bundle.title))
    }

    /// When credits bought at an instant end; none is never.
    ///
    /// # Errors
    /// A time beyond the calendar or the time-zone data.
    pub fn topup_expires(
        &self,
        bundle: Option<&Bundle>,
        bought: Instant,
        zone: Zone,
    ) -> Result<Option<Instant>, CalendarError> {
        let life = bundle.map_or(self.topup.expires, |bundle| bundle.expires);
        life.map(|life| life.after_instant(bought, zone)).transpose()
    }

    /// The promotional credits that a referral adds to a purchase; none if it adds nothing.
    ///
    /// # Errors
    /// Overflow.
    pub fn referral_bonus(&self, bought: Credits) -> Result<Option<Credits>, Overflow> {
        let percent = self.referral.as_ref().map(|referral| referral.percent);
        percent.map(|percent| bought.scaled_down(percent.micros(), 100_000_000)).transpose()
    }
}

fn rates_only<S: Serializer>(card: &RateCard, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(card.rates())
}

fn day<S: Serializer>(day: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}
