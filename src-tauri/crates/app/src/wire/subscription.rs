//! A wallet's subscription: what runs, what comes, what was paid, what a change would do.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, KindAmount, MoneyText};

/// A wallet's subscription.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SubscriptionView {
    /// The plan that runs, if one runs.
    pub running: Option<RunningPlan>,
    /// The next refills, payments and lapses, by time; at most eighteen.
    pub coming: Vec<Coming>,
    /// What was paid for plans so far, a figure for each currency.
    pub paid: Vec<MoneyText>,
    /// Payments so far.
    pub payments: u64,
    /// Whether the price of each of them is known. If not, `paid` is only a part.
    pub paid_known: bool,
    /// What was paid for top-ups so far, a figure for each currency.
    pub topups: Vec<MoneyText>,
    /// Top-ups whose price is unknown.
    pub topups_unknown: u64,
    /// The plans so far, the latest first.
    pub history: Vec<PlanSpan>,
}

/// The plan that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RunningPlan {
    /// Its id at the provider, if its file names it.
    pub plan: Option<String>,
    /// Its name, and how it is billed: `Pro, monthly`.
    pub title: String,
    /// Credits of a refill.
    pub credits: CreditsText,
    /// How often they come: a unit (`month`) and how many of it.
    pub every: (String, u32),
    /// What one payment is, if known.
    pub price: Option<MoneyText>,
    /// Since when.
    pub since: InstantText,
    /// The next payment; none if it is cancelled.
    pub renews: Option<InstantText>,
    /// It was cancelled and ends here.
    pub ends: Option<InstantText>,
    /// What becomes of the credits that are left when it ends.
    pub at_end: EndOfPlan,
    /// Credits of it that are left now and that its end would take.
    pub at_end_lost: CreditsText,
    /// Top-ups are frozen when no subscription runs.
    pub freezes_topups: bool,
}

/// What the end of a plan does to the credits that it left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EndOfPlan {
    /// They keep their own end.
    Keep,
    /// They end with the running cycle.
    EndWithCycle,
    /// They end at once.
    EndNow,
}

/// What comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ComingSort {
    /// Credits lapse if nothing is used.
    Lapse,
    /// Credits come.
    Refill,
    /// The plan is paid.
    Payment,
    /// The subscription ends.
    End,
}

/// Something that comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Coming {
    /// What.
    pub sort: ComingSort,
    /// When.
    pub at: InstantText,
    /// How many credits, of a refill or a lapse.
    pub credits: Option<CreditsText>,
    /// How much money, of a payment whose price is known.
    pub price: Option<MoneyText>,
}

/// A plan, for as long as it ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanSpan {
    /// Its name, and how it is billed.
    pub title: String,
    /// From when on.
    pub from: InstantText,
    /// Up to when; none if it runs.
    pub to: Option<InstantText>,
    /// Credits of a refill.
    pub credits: CreditsText,
    /// What one payment was, if known.
    pub price: Option<MoneyText>,
    /// Payments so far.
    pub payments: u64,
}

/// When a plan changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlanChangeWhen {
    /// At the instant that is given, or now.
    #[default]
    Now,
    /// When the period that is paid ends.
    AtRenewal,
}

/// A plan to take, or to change to. Texts are as in its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanOrder {
    /// The wallet.
    pub wallet: String,
    /// The plan's id, possibly with its billing: `pro yearly`.
    pub plan: String,
    /// When.
    pub when: PlanChangeWhen,
    /// The instant, where it is not the renewal; now if empty.
    pub at: Option<String>,
    /// Credits of a refill, where the provider does not publish them.
    pub credits: Option<String>,
    /// What one payment is: `20.00 EUR`.
    pub price: Option<String>,
}

/// An end of a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum PlanEnd {
    /// It is cancelled, and ends with the period that is paid.
    Cancel,
    /// The renewal at the beginning of the running period was not paid: it ended then.
    Lapse,
}

/// What a change of the subscription would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanPreview {
    /// From when on it counts.
    pub at: InstantText,
    /// What can be spent right before.
    pub before: CreditsText,
    /// What can be spent right after.
    pub after: CreditsText,
    /// Credits that it takes at once, by kind.
    pub lost: Vec<KindAmount>,
    /// What these cost, a figure for each currency.
    pub lost_worth: Vec<MoneyText>,
    /// Credits that come with it at once.
    pub gained: CreditsText,
    /// Credits that can no longer be spent from then on, though they are kept.
    pub frozen: CreditsText,
    /// The first payment, if its price is known.
    pub price: Option<MoneyText>,
    /// The next refill after it, if one comes.
    pub next_refill: Option<super::overview::Refill>,
}

/// What a calendar file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarParts {
    /// Credit refills.
    pub refills: bool,
    /// Payments.
    pub payments: bool,
    /// Lapses.
    pub lapses: bool,
}

/// A calendar file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CalendarWritten {
    /// The name of the file.
    pub name: String,
    /// Events in it.
    pub events: u64,
}
