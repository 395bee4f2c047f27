//! The form of a new provider, and what is wrong with it field by field.

use serde::{Deserialize, Serialize};

use super::rates::RateDraft;

/// A provider that is being described, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProviderDraft {
    /// Its name.
    pub title: String,
    /// Its word in commands; empty is one made from the name.
    pub name: String,
    /// What it calls its credits; empty is credits.
    pub unit: String,
    /// The currency of prices without one: `EUR`.
    pub currency: String,
    /// The zone of its days; empty is UTC.
    pub zone: String,
    /// The page that says all this.
    pub source: String,
    /// A failed generation is charged and given back at once.
    pub charged_and_refunded: bool,
    /// Free credits; empty is none.
    pub free: String,
    /// How often they come: `day`, `week` or `month`.
    pub free_every: String,
    /// Its plans.
    pub plans: Vec<PlanDraft>,
    /// It sells credits beside its plans.
    pub topups: bool,
    /// How many months bought credits live; empty is for ever.
    pub topup_months: String,
    /// They can only be bought while a subscription runs.
    pub topup_needs_plan: bool,
    /// What is for sale once.
    pub bundles: Vec<BundleDraft>,
    /// Its prices.
    pub rates: Vec<RateDraft>,
}

/// A plan of a draft, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanDraft {
    /// Its name.
    pub title: String,
    /// Credits of a refill; empty is not known.
    pub credits: String,
    /// What a payment costs; empty is not known.
    pub price: String,
    /// `weekly`, `monthly`, `quarterly` or `yearly`.
    pub billing: String,
    /// What becomes of credits that are left: `lapse`, `cycles` or `stay`.
    pub unused: String,
    /// How many cycles they live.
    pub cycles: String,
}

/// A bundle of a draft, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleDraft {
    /// Its name.
    pub title: String,
    /// Its credits.
    pub credits: String,
    /// Its price; empty is not known.
    pub price: String,
}

/// A draft that was checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DraftReport {
    /// The word that it would have in commands.
    pub provider: String,
    /// The file that it makes; none where something typed cannot be read.
    pub file: Option<String>,
    /// What is wrong with it, by field of the form: `plans.0.title`.
    pub problems: Vec<FieldProblem>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldProblem {
    /// The field.
    pub field: String,
    /// What is wrong with it and what to write.
    pub message: String,
}
