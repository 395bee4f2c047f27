//! Usage by anything: who used what, where it went.

use std::collections::BTreeMap;
use std::str::FromStr;

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::MoneyTotals;
use serde::Serialize;

use crate::wire::{ApiError, ErrorCode};

/// What usage can be grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    /// The model.
    Model,
    /// Who.
    Member,
    /// For which project.
    Project,
    /// For whose project, as projects belong to clients today.
    Client,
    /// The feature.
    Feature,
    /// The action.
    Action,
    /// The status.
    Status,
    /// The provider.
    Provider,
    /// The wallet.
    Wallet,
    /// The kind of the lots that paid.
    Kind,
    /// The hour, in the wallet's zone.
    Hour,
    /// The day, in the wallet's zone.
    Day,
    /// The week, in the wallet's zone, by its Monday.
    Week,
    /// The month, in the wallet's zone.
    Month,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 14] = [
        Self::Model,
        Self::Member,
        Self::Project,
        Self::Client,
        Self::Feature,
        Self::Action,
        Self::Status,
        Self::Provider,
        Self::Wallet,
        Self::Kind,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
    ];

    /// Its word, in commands and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Member => "member",
            Self::Project => "project",
            Self::Client => "client",
            Self::Feature => "feature",
            Self::Action => "action",
            Self::Status => "status",
            Self::Provider => "provider",
            Self::Wallet => "wallet",
            Self::Kind => "kind",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Whether it is a stretch of time: such rows are sorted by it.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Hour | Self::Day | Self::Week | Self::Month)
    }
}

impl FromStr for Dimension {
    type Err = ApiError;

    fn from_str(text: &str) -> Result<Self, ApiError> {
        let found = Self::ALL.into_iter().find(|dimension| dimension.word() == text.trim());
        found.ok_or_else(|| {
            let words: Vec<_> = Self::ALL.into_iter().map(Self::word).collect();
            ApiError::new(ErrorCode::Input, format!("usage cannot be grouped by “{}”", text.trim()))
                .with_hint(format!("Group by one or more of {}.", words.join(", ")))
        })
    }
}

/// `field=value`: only usage whose dimension has this value. Several of one dimension are
/// alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The dimension.
    pub dimension: Dimension,
    /// The value.
    pub value: String,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct UsageQuery {
    /// These wallets; all if empty.
    pub wallets: Vec<String>,
    /// Grouped by these, in this order.
    pub by: Vec<Dimension>,
    /// At or after this time, as typed.
    pub from: Option<String>,
    /// Before this time, as typed.
    pub to: Option<String>,
    /// Only these. Without a filter on the status, succeeded usage counts.
    pub filters: Vec<Filter>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UsageReport {
    /// From when.
    pub from: Option<Instant>,
    /// Until when, exclusive.
    pub to: Option<Instant>,
    /// Grouped by these.
    pub by: Vec<&'static str>,
    /// The groups: largest first, or by time where the first dimension is a time.
    pub rows: Vec<UsageRow>,
    /// All of them together.
    pub total: UsageTotal,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UsageRow {
    /// The value of each dimension; empty text where the usages name none.
    #[serde(flatten)]
    pub keys: BTreeMap<&'static str, String>,
    /// Usages.
    pub count: u64,
    /// Units.
    pub quantity: i64,
    /// Credits, net of refunds.
    pub credits: Credits,
    /// What the lots that paid cost, by currency.
    pub cost: MoneyTotals,
}

/// All groups together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UsageTotal {
    /// Usages.
    pub count: u64,
    /// Units.
    pub quantity: i64,
    /// Credits, net of refunds.
    pub credits: Credits,
    /// What the lots that paid cost, by currency.
    pub cost: MoneyTotals,
    /// Of these usages, how many no rate matches: their credits are not in the sum.
    pub unpriced: u64,
}
