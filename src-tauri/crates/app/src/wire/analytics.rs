//! Usage by anything, for the view of that name: what is asked, what is answered.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// What usage can be divided by and chosen by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UsageBy {
    /// The model.
    Model,
    /// The feature.
    Feature,
    /// The action.
    Action,
    /// Who.
    Member,
    /// For which project.
    Project,
    /// For whose project, as projects belong to clients today.
    Client,
    /// The provider, by the word that commands use for it.
    Provider,
    /// The wallet.
    Wallet,
    /// The kind of the lots that paid: a word of `Kind`, or `uncovered`.
    Kind,
    /// The day of the week on the wallet's clock: `1` for Monday to `7`.
    Weekday,
    /// The hour on the wallet's clock: `0` to `23`.
    Hour,
    /// `succeeded`, `failed` or `pending`. Without a choice, succeeded usage counts.
    Status,
}

/// Only usage with one of these values; an empty text is usage without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageOnly {
    /// Of what.
    pub by: UsageBy,
    /// The values.
    pub values: Vec<String>,
}

/// Which days are asked about, on each wallet's own calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "span", rename_all = "snake_case")]
pub enum UsageSpan {
    /// So many days that end today, or on the day of the last usage where none is of the last
    /// thirty days.
    Days {
        /// How many, at least 1.
        days: u32,
    },
    /// The calendar month that runs, or another (`2026-10`).
    Month {
        /// The month; the running one if none.
        month: Option<String>,
    },
    /// From the first usage to the last.
    All,
    /// From one day to another (`2026-11-21`), both included.
    Free {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
}

/// Which usage is asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageAsked {
    /// When it happened.
    pub span: UsageSpan,
    /// Each of these holds.
    pub only: Vec<UsageOnly>,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum UsageMeasure {
    /// Credits, net of refunds.
    Credits,
    /// What the lots that paid cost, in one currency.
    Money {
        /// ISO 4217.
        currency: String,
    },
    /// Usages.
    Count,
    /// Units: images, videos.
    Quantity,
    /// Usages that failed.
    Failed,
}

/// How long the columns of a chart are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum UsageStep {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A calendar month.
    Month,
}

/// A chart of usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "draw", rename_all = "snake_case")]
pub enum UsageDrawing {
    /// Stacked columns over time.
    Stacked {
        /// The parts of each column.
        by: UsageBy,
        /// What is measured.
        measure: UsageMeasure,
        /// How long a column is.
        step: UsageStep,
    },
    /// The sum of all days so far, beside what the plans include.
    Cumulative {
        /// What is measured.
        measure: UsageMeasure,
    },
    /// A cell for each day.
    Calendar {
        /// What is measured.
        measure: UsageMeasure,
    },
    /// A cell for each hour of a week.
    Week {
        /// What is measured.
        measure: UsageMeasure,
    },
    /// Bars with their share of the whole.
    Shares {
        /// A bar each.
        by: UsageBy,
        /// What is measured.
        measure: UsageMeasure,
    },
    /// What ended unused, by month and kind: credits, or what they had cost.
    Breakage {
        /// The currency in which it is told; none for credits.
        currency: Option<String>,
    },
    /// The lots of a wallet that can be drawn, in drawing order.
    Ladder {
        /// The wallet.
        wallet: String,
    },
}

/// Measures of some usage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageFigures {
    /// Usages.
    pub count: u64,
    /// Units, as far as they are known.
    pub quantity: i64,
    /// Credits, net of refunds.
    pub credits: CreditsText,
    /// What the lots that paid cost, by currency.
    pub cost: Vec<MoneyText>,
    /// Of the credits, those whose cost nobody said, or that no lot covers.
    pub cost_unknown: CreditsText,
    /// Of the usages, those that no rate matches: their credits are in no sum.
    pub unpriced: u64,
    /// Usages that failed, whatever their status is asked to be.
    pub failed: u64,
    /// Of those that succeeded or failed, how many in a thousand failed; none if there are none.
    pub failed_per_mille: Option<u32>,
    /// Usages that are pending.
    pub pending: u64,
}

/// A part of usage, now and in the time before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsagePart {
    /// The value that it has in common; empty for usage without one.
    pub value: String,
    /// Its measures.
    pub now: UsageFigures,
    /// Those of the time before; none where there is nothing to compare with.
    pub before: Option<UsageFigures>,
    /// The CSS variable of its colour in every chart.
    pub colour: String,
}

/// Something whose credits went up or down most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageMover {
    /// Of what it is a value.
    pub by: UsageBy,
    /// The value.
    pub value: String,
    /// Credits in the time before.
    pub before: CreditsText,
    /// Credits now.
    pub now: CreditsText,
    /// The difference.
    pub change: CreditsText,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageAnswer {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Today, on the first wallet's calendar.
    pub today: String,
    /// The day of the first usage of all, and of the last; none where there is none.
    pub first: Option<String>,
    /// As `first`.
    pub last: Option<String>,
    /// The zones on whose calendars the days lie; one in most books.
    pub zones: Vec<String>,
    /// Everything that was asked for.
    pub total: UsageFigures,
    /// The same in as many days before; none where the books had not begun.
    pub before: Option<UsageFigures>,
    /// The first and last day of the time before.
    pub before_from: String,
    /// As `before_from`.
    pub before_to: String,
    /// The parts, the largest first; weekdays and hours in their order.
    pub parts: Vec<UsagePart>,
    /// How many smaller parts are left out.
    pub more_parts: u64,
    /// What the left-out parts are together.
    pub rest: UsageFigures,
    /// What went up or down most.
    pub movers: Vec<UsageMover>,
    /// The currencies that any usage cost.
    pub currencies: Vec<String>,
}

/// A failed or stuck generation for which credits are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClaimRow {
    /// Its entry.
    pub id: String,
    /// The wallet.
    pub wallet: String,
    /// When it happened.
    pub at: InstantText,
    /// The same on the wallet's clock, with the difference to UTC: `2026-11-20 14:06:00 +01:00`.
    pub local: String,
    /// It failed and was charged, or it is pending for too long.
    pub why: ClaimReason,
    /// The action.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The provider's own id.
    pub external_id: Option<String>,
    /// Who.
    pub member: Option<String>,
    /// Credits that the provider charged or holds, less what came back; none if it told none.
    pub credits: Option<CreditsText>,
}

/// Why something is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ClaimReason {
    /// It failed, the provider's own figure is above zero, and nothing or not all came back.
    Charged,
    /// It is pending for longer than was asked.
    Pending,
}

/// What can be claimed from one provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClaimsOf {
    /// The provider, by the word that commands use for it.
    pub provider: String,
    /// Its name for a reader.
    pub provider_title: String,
    /// The zones of its wallets.
    pub zones: Vec<String>,
    /// The claims, the latest first; at most two hundred.
    pub rows: Vec<ClaimRow>,
    /// All claims, also those that are not listed.
    pub count: u64,
    /// Credits of all of them, as far as they are known.
    pub credits: CreditsText,
    /// Usages that failed in the time asked for.
    pub failed: u64,
    /// Of those, the ones for which the provider told no figure: nobody knows whether it charged.
    pub untold: u64,
    /// Of those, the ones that the provider gives back by its own rule, and their credits.
    pub by_rule: u64,
    /// As `by_rule`.
    pub by_rule_credits: CreditsText,
    /// Refunds that were booked for usages of this time, and their credits.
    pub refunds: u64,
    /// As `refunds`.
    pub refunded: CreditsText,
}

/// Claims of all providers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClaimsView {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Hours after which something counts as not given back.
    pub hours: u32,
    /// Providers with failed or pending usage, the most credits first.
    pub providers: Vec<ClaimsOf>,
}
