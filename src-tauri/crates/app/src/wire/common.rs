//! The values that every view shares: amounts, instants, kinds.

use bursar_ledger::money::Money;
use bursar_ledger::policy;
use serde::{Deserialize, Serialize};

/// Credits as a decimal number in text, at most six decimals, `-` before a negative one: `"73.5"`.
pub type CreditsText = String;

/// A point in time as RFC 3339 in UTC: `"2026-11-21T09:30:00Z"`.
pub type InstantText = String;

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MoneyText {
    /// The number with all the decimals of its currency: `"12.00"`.
    pub amount: String,
    /// ISO 4217: `"EUR"`.
    pub currency: String,
}

impl From<Money> for MoneyText {
    fn from(money: Money) -> Self {
        Self { amount: money.number(), currency: money.currency.code().to_owned() }
    }
}

/// What sort of credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Given without payment, usually each day.
    Free,
    /// Given once: a bonus, a voucher.
    Promo,
    /// Given back when a refund found its lot ended.
    Courtesy,
    /// Carried over from an earlier cycle.
    Rollover,
    /// Included in a plan's cycle.
    Subscription,
    /// Bought once.
    Topup,
    /// Booked to agree with what the provider shows.
    Correction,
}

impl From<policy::Kind> for Kind {
    fn from(kind: policy::Kind) -> Self {
        match kind {
            policy::Kind::Free => Self::Free,
            policy::Kind::Promo => Self::Promo,
            policy::Kind::Courtesy => Self::Courtesy,
            policy::Kind::Rollover => Self::Rollover,
            policy::Kind::Subscription => Self::Subscription,
            policy::Kind::Topup => Self::Topup,
            policy::Kind::Correction => Self::Correction,
        }
    }
}

impl From<Kind> for policy::Kind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Free => Self::Free,
            Kind::Promo => Self::Promo,
            Kind::Courtesy => Self::Courtesy,
            Kind::Rollover => Self::Rollover,
            Kind::Subscription => Self::Subscription,
            Kind::Topup => Self::Topup,
            Kind::Correction => Self::Correction,
        }
    }
}

/// So many credits of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KindAmount {
    /// The kind.
    pub kind: Kind,
    /// The credits.
    pub credits: CreditsText,
}
