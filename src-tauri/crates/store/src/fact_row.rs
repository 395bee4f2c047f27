//! Facts as rows: what the `event` table keeps, and how usages become entries of the engine.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{GrantTerms, LotTerms, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;

/// A fact that is not a usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Credits were added once.
    LotAdded(LotAdded),
    /// A recurring grant began.
    GrantStarted(GrantStarted),
    /// A recurring grant ends.
    GrantEnded(GrantEnded),
    /// A lot's end was moved.
    ExpiryChanged(ExpiryChanged),
    /// Credits of a lot were cancelled.
    LotVoided(LotVoided),
    /// A usage gave credits back.
    Refunded {
        /// The usage.
        usage: Seq,
        /// How many; all that is left if none.
        credits: Option<Credits>,
    },
    /// A pending usage came to its end.
    Settled {
        /// The usage.
        usage: Seq,
        /// Its end.
        settled: Settled,
    },
    /// A rate was found for an unpriced usage.
    Priced {
        /// The usage.
        usage: Seq,
        /// Its price.
        credits: Credits,
    },
    /// The provider showed a balance.
    Reconciled {
        /// What it showed in all.
        observed: Credits,
        /// What it showed of single kinds; empty where it showed one figure.
        kinds: BTreeMap<Kind, Credits>,
    },
    /// An entry was wrong and no longer counts.
    EntryVoided {
        /// The entry.
        entry: Seq,
        /// Why.
        reason: String,
    },
    /// A batch was undone: its entries no longer count.
    BatchUndone {
        /// Its first entry.
        first: Seq,
        /// Its last entry.
        last: Seq,
    },
}

/// Credits that were added once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotAdded {
    /// Their terms.
    pub terms: LotTerms,
    /// The bundle they were bought as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// What was noted about the payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
}

/// What was noted about a payment, beside its amount and the number of its receipt, which is the
/// key of the entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// In the user's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The path of a file that goes with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attachment: Option<String>,
}

/// A recurring grant that began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantStarted {
    /// Its terms.
    pub terms: GrantTerms,
    /// The plan it belongs to, as a reader knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// What one billing period costs, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
}

/// A recurring grant that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantEnded {
    /// Its id.
    pub grant: String,
    /// No refill at or after this instant; the entry's own if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Instant>,
    /// Its lots end with it.
    #[serde(default)]
    pub lots_end_now: bool,
    /// Its lots end with the running cycle.
    #[serde(default)]
    pub carried_end_with_cycle: bool,
}

/// A lot's end that was moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpiryChanged {
    /// The lot.
    pub lot: String,
    /// Its new end; none is never.
    pub expires: Option<Instant>,
}

/// Credits of a lot that were cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotVoided {
    /// The lot.
    pub lot: String,
    /// How many; what is left if none.
    #[serde(default)]
    pub credits: Option<Credits>,
}

/// How a pending usage ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// It succeeded.
    pub succeeded: bool,
    /// What it cost in the end; what was held if none.
    #[serde(default)]
    pub credits: Option<Credits>,
}

#[derive(Serialize, Deserialize)]
struct Amount {
    credits: Option<Credits>,
}

#[derive(Serialize, Deserialize)]
struct Observed {
    observed: Credits,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    kinds: BTreeMap<Kind, Credits>,
}

#[derive(Serialize, Deserialize)]
struct Reason {
    reason: String,
}

#[derive(Serialize, Deserialize)]
struct Last {
    last: u64,
}

impl Event {
    /// The word in the `kind` column.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::LotAdded(_) => "lot_added",
            Self::GrantStarted(_) => "grant_started",
            Self::GrantEnded(_) => "grant_ended",
            Self::ExpiryChanged(_) => "expiry_changed",
            Self::LotVoided(_) => "lot_voided",
            Self::Refunded { .. } => "refunded",
            Self::Settled { .. } => "settled",
            Self::Priced { .. } => "priced",
            Self::Reconciled { .. } => "reconciled",
            Self::EntryVoided { .. } => "entry_voided",
            Self::BatchUndone { .. } => "batch_undone",
        }
    }

    /// The entry that it speaks of.
    pub fn target(&self) -> Option<Seq> {
        match self {
            Self::Refunded { usage, .. }
            | Self::Settled { usage, .. }
            | Self::Priced { usage, .. } => Some(*usage),
            Self::EntryVoided { entry, .. } => Some(*entry),
            Self::BatchUndone { first, .. } => Some(*first),
            _ => None,
        }
    }

    pub(crate) fn body(&self) -> Result<String, StoreError> {
        let text = match self {
            Self::LotAdded(body) => serde_json::to_string(body),
            Self::GrantStarted(body) => serde_json::to_string(body),
            Self::GrantEnded(body) => serde_json::to_string(body),
            Self::ExpiryChanged(body) => serde_json::to_string(body),
            Self::LotVoided(body) => serde_json::to_string(body),
            Self::Refunded { credits, .. } => serde_json::to_string(&Amount { credits: *credits }),
            Self::Settled { settled, .. } => serde_json::to_string(settled),
            Self::Priced { credits, .. } => {
                serde_json::to_string(&Amount { credits: Some(*credits) })
            }
            Self::Reconciled { observed, kinds } => {
                serde_json::to_string(&Observed { observed: *observed, kinds: kinds.clone() })
            }
            Self::EntryVoided { reason, .. } => {
                serde_json::to_string(&Reason { reason: reason.clone() })
            }
            Self::BatchUndone { last, .. } => serde_json::to_string(&Last { last: last.0 }),
        };
        Ok(text?)
    }

    pub(crate) fn read(kind: &str, target: Option<Seq>, body: &str) -> Result<Self, StoreError> {
        let target = || target.ok_or_else(|| StoreError::Unreadable(format!("{kind} of nothing")));
        Ok(match kind {
            "lot_added" => Self::LotAdded(serde_json::from_str(body)?),
            "grant_started" => Self::GrantStarted(serde_json::from_str(body)?),
            "grant_ended" => Self::GrantEnded(serde_json::from_str(body)?),
            "expiry_changed" => Self::ExpiryChanged(serde_json::from_str(body)?),
            "lot_voided" => Self::LotVoided(serde_json::from_str(body)?),
            "refunded" => {
                let credits = serde_json::from_str::<Amount>(body)?.credits;
                Self::Refunded { usage: target()?, credits }
            }
            "settled" => Self::Settled { usage: target()?, settled: serde_json::from_str(body)? },
            "priced" => {
                let credits = serde_json::from_str::<Amount>(body)?.credits.unwrap_or_default();
                Self::Priced { usage: target()?, credits }
            }
            "reconciled" => {
                let shown: Observed = serde_json::from_str(body)?;
                Self::Reconciled { observed: shown.observed, kinds: shown.kinds }
            }
            "entry_voided" => {
                let reason = serde_json::from_str::<Reason>(body)?.reason;
                Self::EntryVoided { entry: target()?, reason }
            }
            "batch_undone" => {
                let last = Seq(serde_json::from_str::<Last>(body)?.last);
                Self::BatchUndone { first: target()?, last }
            }
            other => return Err(StoreError::Unreadable(format!("an entry of kind {other}"))),
        })
    }
}

/// The status of a usage in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UsageStatus {
    /// It is charged.
    Succeeded,
    /// It is not charged, or charged and refunded at once.
    Failed,
    /// It holds its credits until it is settled.
    Pending,
}

impl UsageStatus {
    pub(crate) fn code(self) -> i64 {
        match self {
            Self::Succeeded => 0,
            Self::Failed => 1,
            Self::Pending => 2,
        }
    }

    pub(crate) fn from_code(code: i64) -> Self {
        match code {
            0 => Self::Succeeded,
            1 => Self::Failed,
            _ => Self::Pending,
        }
    }

    /// The word for it in files and tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Pending => "pending",
        }
    }
}
