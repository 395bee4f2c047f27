//! A lot: its terms as they stand, where its credits went, and its place in the draw order.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::State;
use crate::credits::{Credits, Overflow};
use crate::fact::{Tag, WalletRules};
use crate::instant::Instant;
use crate::money::Money;
use crate::policy::{Kind, OrderKey, Policy};

/// A lot's place among the lots of its wallet, in the order in which they came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LotIndex(pub u32);

impl LotIndex {
    pub(super) fn from_position(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// As an index into [`State::lots`].
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// How a lot's credits came into the wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// By a grant, once or recurring.
    Granted,
    /// Carried over from other lots.
    RolledIn,
    /// By a statement that showed more.
    Corrected,
}

/// Where a lot is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotStage {
    /// It has not started.
    Waiting,
    /// It can be drawn.
    Active,
    /// It ended.
    Ended,
    /// It was voided to the last credit; what is refunded to it is voided too.
    Voided,
}

/// A lot as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// How it came.
    pub origin: Origin,
    /// The credits it began with.
    pub amount: Credits,
    /// Lower is drawn first.
    pub priority: i64,
    /// From when on it can be drawn.
    pub starts: Instant,
    /// When it ends; none is never.
    pub expires: Option<Instant>,
    /// When it came to be.
    pub created: Instant,
    /// Tags it does not pay for.
    pub not_for: Vec<Tag>,
    /// Tags it is reserved for; empty is no restriction.
    pub only_for: Vec<Tag>,
    /// Spans in which it is kept but cannot be drawn.
    pub frozen: Vec<(Instant, Instant)>,
    /// What the whole lot cost.
    pub paid: Option<Money>,
    /// Money per credit, for the draw order only.
    pub unit_cost: Option<Credits>,
    /// The recurring grant whose refills and caps it belongs to, by its place.
    pub grant: Option<u32>,
    /// The grant that its terms name, as long as that has not begun.
    pub(super) grant_to_come: Option<String>,
    /// Whether a refill of that grant made it (rather than naming it in its terms).
    pub refilled: bool,
    /// Where it is in its life.
    pub stage: LotStage,
    /// What can still be drawn.
    pub remaining: Credits,
    /// What open holds reserve of it.
    pub held: Credits,
    /// What usages drew, refunds not deducted.
    pub drawn: Credits,
    /// What usages gave back.
    pub refunded: Credits,
    /// What ended unused.
    pub expired: Credits,
    /// What was carried into other lots.
    pub rolled_out: Credits,
    /// What was voided.
    pub voided: Credits,
    /// What statements took from it; never above zero.
    pub corrected: Credits,
    key: Vec<i64>,
}

/// The money per credit of the draw order, in billionths of a minor unit; unknown is last.
fn cost_key(paid: Option<Money>, unit_cost: Option<Credits>, kind: Kind, amount: Credits) -> i64 {
    const BILLION: i128 = 1_000_000_000;
    match (unit_cost, paid) {
        (Some(cost), _) => cost.micros().saturating_mul(100_000),
        (None, Some(money)) if amount.is_positive() => {
            let per_credit =
                i128::from(money.minor) * 1_000_000 * BILLION / i128::from(amount.micros());
            i64::try_from(per_credit).unwrap_or(i64::MAX)
        }
        (None, _) if kind.is_given() => 0,
        (None, _) => i64::MAX,
    }
}

impl Lot {
    /// Puts the lot in its place of a policy's draw order.
    pub(super) fn rank(&mut self, policy: &Policy) {
        self.key = policy
            .order
            .iter()
            // Created and id come last of their own accord; a key after `id` never matters.
            .take_while(|key| **key != OrderKey::Id)
            .map(|key| match key {
                OrderKey::Priority => self.priority,
                OrderKey::Expires => self.expires.map_or(i64::MAX, Instant::micros),
                OrderKey::Kind => policy.rank(self.kind),
                OrderKey::Created => self.created.micros(),
                OrderKey::Id => 0,
                OrderKey::Restricted => i64::from(self.only_for.is_empty()),
                OrderKey::Cost => cost_key(self.paid, self.unit_cost, self.kind, self.amount),
                OrderKey::Larger => -self.amount.micros(),
            })
            .collect();
        if !policy.order.contains(&OrderKey::Id) && !policy.order.contains(&OrderKey::Created) {
            self.key.push(self.created.micros());
        }
    }

    pub(super) fn draw_order(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| self.id.cmp(&other.id))
    }

    /// Whether it is kept but cannot be drawn at an instant.
    pub fn is_frozen(&self, at: Instant, topups_frozen: bool) -> bool {
        (topups_frozen && self.kind == Kind::Topup)
            || self.frozen.iter().any(|(from, to)| *from <= at && at < *to)
    }

    /// Whether it may pay for usage with these tags.
    pub fn may_pay_for(&self, tags: &[Tag]) -> bool {
        (self.only_for.is_empty() || tags.iter().any(|tag| self.only_for.contains(tag)))
            && !tags.iter().any(|tag| self.not_for.contains(tag))
    }

    /// The share of its cost that belongs to `credits` of it, rounded down to a minor unit.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub(super) fn cost_share(&self, credits: Credits) -> Result<Option<Money>, Overflow> {
        let Some(paid) = self.paid else {
            return Ok(None);
        };
        if !self.amount.is_positive() {
            return Ok(None);
        }
        let share = i128::from(paid.minor) * i128::from(credits.micros())
            / i128::from(self.amount.micros());
        let minor = i64::try_from(share).map_err(|_| Overflow)?;
        Ok(Some(Money { minor, currency: paid.currency }))
    }
}

/// What a new lot begins with; everything else about it follows.
pub(super) struct NewLot {
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) origin: Origin,
    pub(super) amount: Credits,
    pub(super) starts: Instant,
    pub(super) expires: Option<Instant>,
}

impl NewLot {
    pub(super) fn build(self) -> Lot {
        Lot {
            id: self.id,
            kind: self.kind,
            origin: self.origin,
            amount: self.amount,
            priority: 0,
            starts: self.starts,
            expires: self.expires,
            created: self.starts,
            not_for: Vec::new(),
            only_for: Vec::new(),
            frozen: Vec::new(),
            paid: None,
            unit_cost: None,
            grant: None,
            grant_to_come: None,
            refilled: false,
            stage: LotStage::Waiting,
            remaining: self.amount,
            held: Credits::ZERO,
            drawn: Credits::ZERO,
            refunded: Credits::ZERO,
            expired: Credits::ZERO,
            rolled_out: Credits::ZERO,
            voided: Credits::ZERO,
            corrected: Credits::ZERO,
            key: Vec::new(),
        }
    }
}

/// Where the lot of an id is. It follows from the lots, so that it is neither stored nor compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(HashMap<String, LotIndex>);

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Places {}

impl Places {
    /// The place of an id among lots that are only ever added to.
    pub(super) fn of(&mut self, lots: &[Lot], id: &str) -> Option<LotIndex> {
        for (position, lot) in lots.iter().enumerate().skip(self.0.len()) {
            self.0.insert(lot.id.clone(), LotIndex::from_position(position));
        }
        self.0.get(id).copied()
    }
}

impl State {
    pub(super) fn lot(&self, index: LotIndex) -> &Lot {
        &self.lots[index.get()]
    }

    pub(super) fn lot_mut(&mut self, index: LotIndex) -> &mut Lot {
        &mut self.lots[index.get()]
    }

    /// Keeps a lot and gives it its place; it is drawn from once it is opened.
    pub(super) fn keep_lot(&mut self, rules: &WalletRules, mut lot: Lot) -> LotIndex {
        lot.rank(&rules.policy);
        let index = LotIndex::from_position(self.lots.len());
        self.lots.push(lot);
        index
    }

    /// Puts an active lot with something in it among those that can be drawn.
    pub(super) fn open_lot(&mut self, index: LotIndex) {
        let lot = self.lot(index);
        if lot.stage != LotStage::Active || !lot.remaining.is_positive() {
            return;
        }
        if let Err(place) = self.place_of(index) {
            self.open.insert(place, index);
        }
    }

    pub(super) fn close_lot(&mut self, index: LotIndex) {
        if let Ok(place) = self.place_of(index) {
            self.open.remove(place);
        }
    }

    /// Whether a lot is among those that can be drawn.
    pub(super) fn is_open(&self, index: LotIndex) -> bool {
        self.place_of(index).is_ok()
    }

    fn place_of(&self, index: LotIndex) -> Result<usize, usize> {
        let lot = self.lot(index);
        self.open.binary_search_by(|other| {
            let by_order = self.lots[other.get()].draw_order(lot);
            by_order.then_with(|| other.cmp(&index))
        })
    }
}
