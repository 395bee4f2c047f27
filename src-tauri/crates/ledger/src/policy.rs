//! A wallet's policy: the rules of its provider that are settings of the engine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::credits::Credits;

/// What sort of credits a lot holds. The order of the variants is the default draw order of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Given without payment, usually each day.
    Free,
    /// Given once: a referral, a bonus, a voucher.
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

impl Kind {
    /// Every kind, in the default draw order.
    pub const ALL: [Self; 7] = [
        Self::Free,
        Self::Promo,
        Self::Courtesy,
        Self::Rollover,
        Self::Subscription,
        Self::Topup,
        Self::Correction,
    ];

    /// Whether it was given: it cost nothing, and that is known. Of all other kinds the cost is
    /// unknown where nobody said it; a correction may stand for a purchase that was never entered.
    pub const fn is_given(self) -> bool {
        matches!(self, Self::Free | Self::Promo | Self::Courtesy)
    }

    /// The word for it in files, tables and the window.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Promo => "promo",
            Self::Courtesy => "courtesy",
            Self::Rollover => "rollover",
            Self::Subscription => "subscription",
            Self::Topup => "topup",
            Self::Correction => "correction",
        }
    }
}

/// One key of the draw order; after the listed keys, `created` and `id` make it total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderKey {
    /// The lot's priority, lower first.
    Priority,
    /// The lot's end, sooner first, never last.
    Expires,
    /// The rank of its kind.
    Kind,
    /// When it was created, older first.
    Created,
    /// Its id.
    Id,
    /// Lots usable only for some tags before the others.
    Restricted,
    /// What a credit of it cost, cheaper first, unknown last.
    Cost,
    /// The larger lot (by its full amount) first.
    Larger,
}

/// What happens when a typed usage asks for more than the lots hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overdraw {
    /// It is refused whole.
    #[default]
    Refuse,
    /// It is booked, and what is missing becomes debt.
    Allow,
}

/// What a refill does to debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DebtAtRefill {
    /// Fresh credits pay it first.
    #[default]
    Repay,
    /// It is written off.
    Forgive,
    /// It stays beside the fresh credits.
    Keep,
}

/// What becomes of a refund whose lot has ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundExpired {
    /// It is shown and lost at once.
    #[default]
    ExpireAtOnce,
    /// It becomes a courtesy lot of `courtesy_days` days.
    Courtesy,
}

/// What a failed generation costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailedUsage {
    /// Nothing is charged.
    #[default]
    NotCharged,
    /// It is charged and refunded at once, so that the journal shows both.
    ChargedAndRefunded,
}

/// What bought credits may do while no subscription runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields, default)]
pub struct WithoutSubscription {
    /// They are frozen: kept, not spendable.
    pub freeze: bool,
    /// They may not pay for usage with one of these tags (what the free plan may not use).
    pub bar: Vec<String>,
}

/// The sort of an alert rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertType {
    /// The balance falls to `value` or below.
    BalanceAtOrBelow,
    /// The balance passes one of the lines `from`, `from - step`, `from - 2 step` … down to zero.
    BalanceEveryStepBelow,
    /// `value` percent of the running cycle of `grant` are used.
    CycleUsedPercent,
}

/// An alert rule. It fires at a crossing and is armed again when the value comes back over the line.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlertRule {
    /// Its name.
    pub id: String,
    /// Its sort.
    #[serde(rename = "type")]
    pub alert_type: AlertType,
    /// The line, in credits or percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Credits>,
    /// The first line of a stepped alert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Credits>,
    /// The distance of the lines of a stepped alert.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Credits>,
    /// The recurring grant whose cycle is watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
}

/// An automatic top-up: when the balance stands at or below a line after an entry.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AutoTopup {
    /// The line.
    pub at_or_below: Credits,
    /// Credits bought each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Credits>,
    /// Buy as many amounts as bring the balance above the line.
    #[serde(default)]
    pub multiples: bool,
    /// Instead of an amount: buy what is missing to this balance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Credits>,
    /// Seconds that must pass between two automatic top-ups.
    #[serde(default)]
    pub cooldown_s: i64,
}

/// The period of a member limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitPeriod {
    /// The calendar month in the wallet's zone.
    Month,
}

/// How much one member may use in a period; checked before the pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MemberLimit {
    /// The most that may be used, net of refunds.
    pub credits: Credits,
    /// In which period.
    pub per: LimitPeriod,
}

/// The rules of a provider that are settings of the engine.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The draw order.
    pub order: Vec<OrderKey>,
    /// The rank of each kind in it; kinds that are not listed come after, in the default order.
    pub kind_rank: Vec<Kind>,
    /// What happens when the lots do not cover a typed usage.
    pub overdraw: Overdraw,
    /// The most debt that `overdraw` allows; none is no limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdraw_limit: Option<Credits>,
    /// What a refill does to debt.
    pub debt_at_refill: DebtAtRefill,
    /// What becomes of a refund whose lot has ended.
    pub refund_expired: RefundExpired,
    /// The life of a courtesy lot, in days of 24 hours.
    pub courtesy_days: u32,
    /// What a failed generation costs.
    pub failed_usage: FailedUsage,
    /// What bought credits (kind topup) may do while no subscription runs.
    pub topups_without_subscription: WithoutSubscription,
    /// Alert rules.
    pub alerts: Vec<AlertRule>,
    /// The automatic top-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_topup: Option<AutoTopup>,
    /// Limits by member.
    pub member_limits: BTreeMap<String, MemberLimit>,
}

impl Default for Policy {
    fn default() -> Self {
        use OrderKey::{Created, Expires, Id, Kind as ByKind, Priority};
        Self {
            order: vec![Priority, Expires, ByKind, Created, Id],
            kind_rank: Kind::ALL.to_vec(),
            overdraw: Overdraw::Refuse,
            overdraw_limit: None,
            debt_at_refill: DebtAtRefill::Repay,
            refund_expired: RefundExpired::ExpireAtOnce,
            courtesy_days: 30,
            failed_usage: FailedUsage::NotCharged,
            topups_without_subscription: WithoutSubscription::default(),
            alerts: Vec::new(),
            auto_topup: None,
            member_limits: BTreeMap::new(),
        }
    }
}

impl Policy {
    /// The rank of a kind in the draw order, lower first.
    pub fn rank(&self, kind: Kind) -> i64 {
        let listed = self.kind_rank.iter().position(|other| *other == kind);
        let unlisted =
            || self.kind_rank.len() + Kind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
        i64::try_from(listed.unwrap_or_else(unlisted)).unwrap_or(i64::MAX)
    }
}
