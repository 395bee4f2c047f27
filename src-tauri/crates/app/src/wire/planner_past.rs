//! The past under other terms, what is to come as a range, and plans that were kept.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};
use super::planner::WorkPlan;

/// Under which other terms a past time is played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum OtherTerms {
    /// Another plan, at the wallet's provider or another one; packs that were bought do not count.
    Plan {
        /// The provider.
        provider: String,
        /// The plan.
        plan: String,
        /// How it is paid.
        billing: String,
    },
    /// Another order in which lots are drawn.
    Order {
        /// The order.
        order: OtherOrder,
    },
    /// Another reading of what the provider's pages leave open.
    Reading {
        /// The question.
        reading: String,
        /// The answer.
        option: String,
    },
}

/// Orders in which lots might be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum OtherOrder {
    /// What ends first goes first.
    EndsFirst,
    /// By kind: free credits, then the plan's, then bought ones.
    ByKind,
    /// What was bought first goes first.
    OldestFirst,
    /// The cheapest goes first.
    CheapestFirst,
}

/// What came of a past time under some terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastOutcome {
    /// What was used.
    pub used: CreditsText,
    /// What plans and packs cost together, as far as it is known.
    pub cost: Vec<MoneyText>,
    /// All of it is known.
    pub cost_known: bool,
    /// Of it, packs: those that were bought, or the cheapest that cover what was missing.
    pub packs: Vec<MoneyText>,
    /// When credits first did not suffice.
    pub ran_out: Option<InstantText>,
    /// On how many days they did not.
    pub dry_days: u32,
    /// How many were missing in all.
    pub missing: CreditsText,
    /// What lapsed unused.
    pub expired: CreditsText,
    /// The part of it that was paid for.
    pub expired_paid: CreditsText,
    /// What that was worth, as far as it is known.
    pub expired_worth: Vec<MoneyText>,
    /// What was left at the end.
    pub left: CreditsText,
}

/// A past time, as it was and as it would have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastReplay {
    /// The wallet.
    pub wallet: String,
    /// Where it begins: a year ago, or when the wallet began.
    pub from: InstantText,
    /// Where it ends: now.
    pub to: InstantText,
    /// Usages in it.
    pub usages: u64,
    /// As it was.
    pub was: PastOutcome,
    /// As it would have been.
    pub would: PastOutcome,
    /// Usages that the other provider's pages do not price: they are not in it.
    pub not_priced: u64,
}

/// What can be played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastChoices {
    /// The wallet.
    pub wallet: String,
    /// Plans whose credits are known.
    pub plans: Vec<PastPlan>,
    /// Questions of its provider, with their answers and the one that holds.
    pub readings: Vec<PastReading>,
    /// The order that holds, where it is one of those known here.
    pub order: Option<OtherOrder>,
}

/// A plan that a past time can be played under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastPlan {
    /// The provider.
    pub provider: String,
    /// Its name for people.
    pub provider_title: String,
    /// The plan.
    pub plan: String,
    /// Its name.
    pub title: String,
    /// How it is paid.
    pub billing: String,
    /// It is what the wallet has now.
    pub current: bool,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastReading {
    /// Its word.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answers, as (word, words for people).
    pub options: Vec<(String, String)>,
    /// The answer that holds.
    pub chosen: String,
}

/// How long a wallet lasts, as a range.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletForecast {
    /// The wallet.
    pub wallet: String,
    /// Its zone.
    pub zone: String,
    /// When this was asked.
    pub at: InstantText,
    /// What is left now.
    pub left: CreditsText,
    /// Credits a day; none where too little is known.
    pub per_day: Option<CreditsText>,
    /// The mean of each weekday, from Monday on.
    pub by_weekday: Vec<CreditsText>,
    /// Whole weeks that it rests on.
    pub weeks: u32,
    /// The change from week to week in percent, where there is one that cannot be chance.
    pub trend: Option<String>,
    /// P10, P50 and P90 of when it runs out; none is beyond the horizon.
    pub runs_out: Vec<Option<InstantText>>,
    /// Up to where was looked.
    pub until: InstantText,
    /// When the next refill comes.
    pub refill: Option<InstantText>,
    /// In how many cases of a hundred it runs out before that.
    pub before_refill: Option<u32>,
    /// P10, P50 and P90 of what of the present lots lapses unused.
    pub unused: Vec<CreditsText>,
    /// What the middle of that is worth, as far as it is known.
    pub unused_worth: Vec<MoneyText>,
    /// All of that worth is known.
    pub unused_worth_known: bool,
    /// Courses that were played.
    pub courses: u32,
}

/// A plan of work that is kept by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct KeptPlan {
    /// Its number; none for one that is new.
    pub id: Option<i64>,
    /// Its name.
    pub name: String,
    /// Notes about it.
    pub notes: String,
    /// When it was kept last; empty for one that is new.
    pub kept_at: InstantText,
    /// The plan.
    pub plan: WorkPlan,
}
