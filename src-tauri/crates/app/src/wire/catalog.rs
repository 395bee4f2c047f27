//! Providers to choose from, and the terms of a new wallet.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// A provider of the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProviderCard {
    /// Its id in the catalog.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// The zone of its days, where its pages say so.
    pub zone: Option<String>,
    /// Its plans.
    pub plans: Vec<PlanCard>,
    /// Its bundles.
    pub bundles: Vec<BundleCard>,
    /// How many rates its rate card has.
    pub rates: u64,
    /// Rules that its pages leave open, to be answered for each wallet.
    pub readings: Vec<Reading>,
    /// The page that its facts come from.
    pub source: Option<String>,
    /// The day on which that page was read: `2026-11-20`.
    pub read_on: Option<String>,
    /// The studio's own file, not one shipped with the program.
    pub own: bool,
}

/// A plan for sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanCard {
    /// Its id at the provider.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// Credits of a cycle; none where the pages give no figure and the user must.
    pub credits: Option<CreditsText>,
    /// What a billing period costs; none where the pages give no figure.
    pub price: Option<MoneyText>,
    /// How often credits are refilled, in words: `monthly`.
    pub refills: String,
    /// How it can be paid, the usual way first.
    pub billing: Vec<PlanBilling>,
}

/// A way to pay a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanBilling {
    /// `weekly`, `monthly`, `quarterly` or `yearly`.
    pub every: String,
    /// What one payment is, if it is published.
    pub price: Option<MoneyText>,
}

/// Credits for sale once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BundleCard {
    /// Its id at the provider.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// Its credits; none where the pages give no figure.
    pub credits: Option<CreditsText>,
    /// Its price; none where the pages give no figure.
    pub price: Option<MoneyText>,
}

/// A rule that can be read in several ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reading {
    /// Its key in the provider's file.
    pub id: String,
    /// The question, as a sentence.
    pub question: String,
    /// The answers; the first is the one assumed unless another is chosen.
    pub options: Vec<ReadingOption>,
}

/// One way to read a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadingOption {
    /// Its key in the provider's file.
    pub id: String,
    /// What it means, in words.
    pub text: String,
}

/// The answer that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadingChoice {
    /// The key of the reading.
    pub reading: String,
    /// The key of the option.
    pub option: String,
}

/// A wallet to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewWallet {
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its IANA zone.
    pub zone: String,
    /// Credits that are in it now and belong to no plan; none or empty for none. As typed: the
    /// use-case reads it and says what is wrong with it.
    pub opening: Option<String>,
    /// The plan that is subscribed.
    pub subscription: Option<NewSubscription>,
    /// Answers to the provider's readings; the assumed one for each that is missing.
    pub readings: Vec<ReadingChoice>,
}

/// A plan to subscribe to together with the wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewSubscription {
    /// The id of the plan.
    pub plan: String,
    /// Since when, as typed: a date or a local time in the wallet's zone; none is now.
    pub since: Option<InstantText>,
    /// Credits of a cycle, where the plan leaves them open or they differ. As typed.
    pub credits: Option<String>,
    /// What a billing period costs, where the plan leaves it open or it differs: `20.00 EUR`. As
    /// typed.
    pub price: Option<String>,
}
