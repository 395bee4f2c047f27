//! Facts: what is entered into a wallet's journal, and the terms of lots and recurring grants.
//!
//! A fact says what happened and when. What follows from it (draws, balances, expiries, what was
//! carried over) is never part of a fact; the engine derives it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::calendar::{Every, Recurrence, Zone};
use crate::credits::Credits;
use crate::instant::Instant;
use crate::money::Money;
use crate::policy::Kind;

/// The place of an entry in the order of entry; unique in a set of books.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Seq(pub u64);

/// A label of usage that lots may be barred from or reserved for (`pro`, `video`).
pub type Tag = Arc<str>;

/// The terms of a lot: credits that were added once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotTerms {
    /// Its id, unique in the wallet.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// The credits granted.
    pub amount: Credits,
    /// Lower is drawn first.
    #[serde(default)]
    pub priority: i64,
    /// From when on it can be drawn.
    pub starts: Instant,
    /// From when on it can no longer be drawn; none is never.
    #[serde(default)]
    pub expires: Option<Instant>,
    /// When it came to be; `starts` unless said otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Instant>,
    /// It does not pay for usage with one of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<Tag>,
    /// It pays only for usage with one of these tags; empty is no restriction.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<Tag>,
    /// Spans [from, to) in which it is kept but cannot be drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frozen: Vec<(Instant, Instant)>,
    /// Money per credit, for the draw order; derived from `paid` where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<Credits>,
    /// What was paid for the whole lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Money>,
    /// The recurring grant whose roll-over cap counts this lot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grant: Option<String>,
}

/// How long a refilled lot lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// So many cycles, counted from the grant's anchor.
    Cycles(u32),
    /// A length of time on the grant's wall, from the refill.
    For(Every),
    /// It never ends.
    Never,
}

/// Which lot gives way when a roll-over cap is passed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trim {
    /// The oldest lot of the grant.
    #[default]
    Oldest,
    /// The refill itself.
    Incoming,
}

/// What is kept of a grant's lots at its next refill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rollover {
    /// `min(max, max(min, percent of what is left))` of the lots that end at the refill is carried
    /// into one lot of kind rollover, which ends at the refill after.
    Carry {
        /// At least so much is carried, even if less was left.
        #[serde(default)]
        min: Option<Credits>,
        /// At most so much is carried.
        #[serde(default)]
        max: Option<Credits>,
        /// So many percent of what is left; rounded down to a millionth of a credit.
        #[serde(default)]
        percent: Option<Credits>,
    },
    /// All lots of the grant together hold at most `total` after a refill.
    Cap {
        /// The cap.
        total: Credits,
        /// Which lot is trimmed.
        #[serde(default)]
        trim: Trim,
    },
}

/// When a recurring grant refills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefillWhen {
    /// At each of its instants.
    #[default]
    Always,
    /// Only at instants at which no subscription runs.
    Unsubscribed,
}

/// A change of a recurring grant's amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountChange {
    /// Refills at or after this instant …
    pub from: Instant,
    /// … give so much.
    pub amount: Credits,
}

/// The terms of a recurring grant. Its n-th refill leaves the lot `<id>#n`, a carried remainder is
/// `<id>#nr`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantTerms {
    /// Its id, unique in the wallet.
    pub id: String,
    /// The kind of its lots. While a cycle of a grant of kind subscription runs, the wallet is
    /// subscribed.
    pub kind: Kind,
    /// Credits of a refill.
    pub amount: Credits,
    /// When it refills.
    pub recurrence: Recurrence,
    /// Later amounts, the last one in force counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<AmountChange>,
    /// No refill before this instant; the anchor if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<Instant>,
    /// No refill at or after this instant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Instant>,
    /// The life of a refilled lot.
    #[serde(default = "one_cycle")]
    pub life: Life,
    /// What is kept at the next refill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollover: Option<Rollover>,
    /// Whether it refills beside a running subscription.
    #[serde(default)]
    pub when: RefillWhen,
    /// Priority of its lots.
    #[serde(default)]
    pub priority: i64,
    /// Its lots do not pay for usage with one of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<Tag>,
    /// Its lots pay only for usage with one of these tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_for: Vec<Tag>,
    /// What one refill cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<Money>,
    /// Money per credit, for the draw order, where `paid` is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_cost: Option<Credits>,
}

fn one_cycle() -> Life {
    Life::Cycles(1)
}

impl GrantTerms {
    /// Plain terms: a whole refill each time, lots live one cycle, nothing is carried.
    pub fn plain(id: &str, kind: Kind, amount: Credits, recurrence: Recurrence) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            amount,
            recurrence,
            changes: Vec::new(),
            starts: None,
            ends: None,
            life: Life::Cycles(1),
            rollover: None,
            when: RefillWhen::Always,
            priority: 0,
            not_for: Vec::new(),
            only_for: Vec::new(),
            paid: None,
            unit_cost: None,
        }
    }

    /// The amount of a refill at an instant.
    pub fn amount_at(&self, at: Instant) -> Credits {
        let in_force = self.changes.iter().filter(|change| change.from <= at);
        in_force.max_by_key(|change| change.from).map_or(self.amount, |change| change.amount)
    }
}

impl LotTerms {
    /// Plain terms: usable at once and for everything, never ending.
    pub fn plain(id: &str, kind: Kind, amount: Credits, starts: Instant) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            amount,
            priority: 0,
            starts,
            expires: None,
            created: None,
            not_for: Vec::new(),
            only_for: Vec::new(),
            frozen: Vec::new(),
            unit_cost: None,
            paid: None,
            grant: None,
        }
    }
}

/// Who reported a usage, and so whether it can be refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Typed in: refused whole when the wallet cannot cover it.
    #[default]
    Typed,
    /// Read from the provider's own log: a fact, never refused; what no lot covers is uncovered.
    Reported,
}

/// Credits that a usage takes, or that a pending usage reserves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The credits to draw.
    pub credits: Credits,
    /// Who used them; matters only where the policy limits members.
    pub member: Option<Arc<str>>,
    /// Labels that lots may be barred from or reserved for.
    pub tags: Vec<Tag>,
    /// Whether it may be refused.
    pub source: Source,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Credits were added once.
    LotAdded(LotTerms),
    /// A recurring grant begins; refills before this entry's instant do not happen.
    GrantStarted(GrantTerms),
    /// A recurring grant refills no more. A refill at the entry's own instant comes before it, as
    /// refills come before all entries; to end a grant with a cycle, enter it earlier and let it
    /// end then.
    GrantEnded {
        /// Its id.
        grant: String,
        /// No refill at or after this instant, if it lies after the entry's own.
        ends: Option<Instant>,
        /// Its lots end with it, instead of keeping their own end.
        lots_end_now: bool,
        /// Its lots end with the running cycle, however long their life was.
        carried_end_with_cycle: bool,
    },
    /// A lot's end is moved.
    ExpiryChanged {
        /// The lot's id.
        lot: String,
        /// The new end; none is never.
        expires: Option<Instant>,
    },
    /// Credits of a lot are cancelled.
    LotVoided {
        /// The lot's id.
        lot: String,
        /// How many; what is left if none.
        credits: Option<Credits>,
    },
    /// Credits were used.
    Used(Charge),
    /// Credits of a failed usage were charged and came back at once.
    UsedAndRefunded(Charge),
    /// A usage gave credits back.
    Refunded {
        /// The usage.
        usage: Seq,
        /// How many; all that is left of it if none.
        credits: Option<Credits>,
        /// The id of the courtesy lot that it may leave.
        courtesy_lot: String,
    },
    /// A pending usage reserves credits.
    Held {
        /// What it reserves.
        charge: Charge,
        /// Released by itself at this instant.
        until: Option<Instant>,
    },
    /// A pending usage succeeded.
    Confirmed {
        /// The entry that holds.
        hold: Seq,
        /// What it cost in the end; all that was held if none.
        credits: Option<Credits>,
    },
    /// A pending usage failed; its credits go back.
    Released {
        /// The entry that holds.
        hold: Seq,
    },
    /// The provider shows this balance; the difference is a correction.
    Reconciled {
        /// What it shows in all.
        observed: Credits,
        /// What it shows of single kinds; empty where it shows one figure. Kinds that it does not
        /// show stay as they are.
        kinds: BTreeMap<Kind, Credits>,
        /// The id of the correction lot that a surplus leaves; a surplus of a kind adds its word.
        correction_lot: String,
    },
}

/// A fact in its place: when it happened, and where it stands in the order of entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The order of entry.
    pub seq: Seq,
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub fact: Fact,
}

impl Entry {
    /// Where the entry stands among those that count: by instant, then by order of entry.
    pub fn place(&self) -> (Instant, Seq) {
        (self.at, self.seq)
    }
}

/// Why a typed entry was refused. Nothing of a refused entry is booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The lots do not cover it, or a usage already booked would no longer be covered.
    NotEnough,
    /// No rate matches and no credits were given.
    NoPrice,
    /// The member's limit of the month would be passed.
    MemberLimit,
    /// All of the usage has been refunded.
    AlreadyRefunded,
    /// More than what is left of the usage.
    MoreThanUsed,
    /// No such usage at that instant.
    UnknownUse,
    /// The lot holds nothing that could be voided.
    NothingLeft,
    /// More than the lot (or the hold) still has.
    MoreThanLeft,
    /// The end lies at or before the entry's own instant.
    ExpiryInPast,
    /// The lot has ended, or is not there.
    LotNotActive,
    /// The hold was confirmed or released, or is not there.
    HoldClosed,
    /// The same entry again.
    Duplicate,
    /// The key stands for an entry with other content.
    KeyConflict,
}

/// The zone of a wallet together with its policy: all that the engine must know beside the facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WalletRules {
    /// The policy.
    pub policy: crate::policy::Policy,
    /// The zone of its days and member months.
    pub zone: Zone,
}
