//! Entries as lists show them.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, Kind};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ActivityKind {
    /// A usage that was charged.
    Usage,
    /// A pending usage that holds credits.
    Hold,
    /// A usage that failed.
    Failed,
    /// A usage whose price is unknown.
    Unpriced,
    /// Credits of a usage came back.
    Refund,
    /// A pending usage came to its end.
    Settled,
    /// A usage got its price later.
    Priced,
    /// Credits were bought or given once.
    Lot,
    /// A plan or another recurring grant began, changed or ended.
    Grant,
    /// An entry, or what was left of a lot, was voided.
    Void,
    /// The provider's balance was stated.
    Statement,
    /// The end of a lot was moved.
    Expiry,
    /// A batch was undone.
    Undo,
    /// Something about the books themselves: a wallet, a provider's file, a member, a lock.
    Books,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ActivityRow {
    /// Its id.
    pub id: String,
    /// Its wallet; empty where it is about none, or about several.
    pub wallet: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// What it is.
    pub kind: ActivityKind,
    /// When it happened.
    pub at: InstantText,
    /// When it was entered.
    pub recorded_at: InstantText,
    /// What happened in words, as it stands in the books: action and model of a usage, the name
    /// of a bundle or plan. Text from users and providers: never markup.
    pub title: String,
    /// What the entry is, for whoever says it in another language: `usage`, `lot_added`,
    /// `settled_failed`, `member_renamed` …
    pub fact: String,
    /// Whom or what the fact is about: a bundle, a plan, a lot, a usage, a name, a reason.
    pub subject: Option<String>,
    /// The credits that the fact names, whatever they did to the balance.
    pub figure: Option<CreditsText>,
    /// The instant that the fact names: a new end, a lock.
    pub until: Option<InstantText>,
    /// How many of it (images, seconds), as a decimal number; none where it has no count.
    pub quantity: Option<String>,
    /// Who.
    pub member: Option<String>,
    /// For what.
    pub project: Option<String>,
    /// What it did to the balance: negative for a charge or a hold, positive for credits that came
    /// in; none while its price is unknown.
    pub credits: Option<CreditsText>,
    /// The part of it that no lot covers.
    pub uncovered: CreditsText,
    /// What was refunded of it.
    pub refunded: CreditsText,
    /// It was read from a provider's log.
    pub reported: bool,
    /// It was voided and no longer counts.
    pub voided: bool,
    /// What it took from which lots, in draw order; empty for what draws nothing.
    pub draws: Vec<DrawRow>,
}

/// The part of a lot that one usage took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DrawRow {
    /// The lot.
    pub lot: String,
    /// Its kind.
    pub kind: Kind,
    /// What was taken.
    pub credits: CreditsText,
}
