//! What the Alerts view shows: rules, what fired, and what the desktop is to tell.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// What an alert watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// So many percent of the subscription's cycle are used.
    CycleUsed,
    /// So many credits or fewer are left.
    BalanceAtOrBelow,
    /// Credits lapse within so many days that will not be used by then at the present pace.
    LapsesWithin,
    /// At the present pace the wallet is empty before its next refill, or within a week where none
    /// comes.
    RunsOutBeforeRefill,
    /// A member has used so many percent of the limit of the month.
    MemberLimit,
    /// The provider reports usage that no lot covers.
    Uncovered,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AlertRule {
    /// Its id; empty for a new one.
    pub id: String,
    /// Whether it is looked at.
    pub on: bool,
    /// The wallet that it is about; none is each of them.
    pub wallet: Option<String>,
    /// What it watches.
    pub kind: AlertKind,
    /// Its line: percent, credits or days, as typed; none where the kind has no line.
    pub line: Option<String>,
}

/// An alert that fired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Alert {
    /// Its number.
    pub id: u64,
    /// Its rule.
    pub rule: String,
    /// When it fired.
    pub at: InstantText,
    /// The figures: as they are now where it still holds and was asked for, else as they were.
    #[serde(flatten)]
    pub figures: AlertFigures,
    /// Whether the reader saw it.
    pub seen: bool,
    /// Until when it is put off.
    pub snoozed_until: Option<InstantText>,
    /// When the value came back over its line; none while it has not.
    pub over_at: Option<InstantText>,
}

/// What an alert found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AlertFigures {
    /// What it watches.
    pub kind: AlertKind,
    /// The wallet, by its name; empty where a member's limit holds in all of them.
    pub wallet: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// The line that was crossed: percent, credits or days.
    pub line: Option<String>,
    /// The member whose limit it is.
    pub member: Option<String>,
    /// Credits that are left, that lapse, that a member used, or that no lot covers.
    pub credits: CreditsText,
    /// How much of a cycle or a limit is used, in whole percent.
    pub percent: Option<u64>,
    /// When the credits lapse, run out, or the cycle ends.
    pub due: Option<InstantText>,
    /// When the next refill comes, where that matters.
    pub refill: Option<InstantText>,
    /// What the credits that lapse cost, if known.
    pub worth: Option<MoneyText>,
}

/// Alerts that fired, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AlertPage {
    /// The alerts.
    pub rows: Vec<Alert>,
    /// Where the next page begins; none after the last.
    pub next: Option<u64>,
}
