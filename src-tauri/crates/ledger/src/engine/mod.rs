//! The engine: what follows from a wallet's facts.
//!
//! [`State`] is what a wallet holds at an instant. Entries are applied to it in the order in which
//! they count (by instant, then by entry); between them [`State::advance`] lets happen what happens
//! by itself: expiries, releases, refills, roll-over. The engine keeps no history: every draw,
//! expiry and alert is handed to a [`Book`] as it occurs, and the draws of an earlier usage are asked
//! back from it. A state can be stored and taken up again, so that an answer never needs the whole
//! history; it never changes the answer.

mod change;
mod draw;
mod grants;
mod lot;
mod members;
mod timeline;
mod view;
mod watch;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::calendar::CalendarError;
use crate::credits::{Credits, Overflow};
use crate::fact::{Entry, Fact, Refusal, Seq, Tag, WalletRules};
use crate::instant::Instant;

pub use grants::GrantState;
pub use lot::{Lot, LotIndex, LotStage, Origin};
pub use view::{LotView, Totals, View};

/// Why an entry could not be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// The rules refuse it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// A time could not be computed.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// An amount left the range that is kept exactly.
    #[error(transparent)]
    Overflow(#[from] Overflow),
    /// The wallet already has a lot or a recurring grant of this id.
    #[error("the wallet already has a lot or grant named \u{201c}{0}\u{201d}")]
    IdTaken(String),
    /// No recurring grant of this id.
    #[error("the wallet has no recurring grant named \u{201c}{0}\u{201d}")]
    UnknownGrant(String),
}

impl From<Refusal> for LedgerError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What moved credits of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// The lot was granted.
    Granted,
    /// The lot was carried over, or is a courtesy for another.
    RolledIn,
    /// A statement added to or took from the lot; below zero if it took.
    Corrected,
    /// A usage drew from it.
    Drawn(Seq),
    /// A usage gave back to it.
    Refunded(Seq),
    /// A pending usage reserved of it.
    Held(Seq),
    /// A pending usage let go of it.
    Released(Seq),
    /// It ended unused.
    Expired,
    /// It was carried into another lot.
    RolledOut,
    /// It was voided.
    Voided,
}

/// A movement of credits, as it is handed to the [`Book`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    /// When it counts.
    pub at: Instant,
    /// The lot.
    pub lot: LotIndex,
    /// What it was.
    pub movement: Movement,
    /// How many credits; above zero, except for [`Movement::Corrected`].
    pub credits: Credits,
}

/// What one usage drew from one lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draw {
    /// The lot.
    pub lot: LotIndex,
    /// How much was drawn.
    pub credits: Credits,
    /// How much of it was refunded.
    pub returned: Credits,
}

/// A usage as the [`Book`] remembers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookedUsage {
    /// When it happened.
    pub at: Option<Instant>,
    /// What it was charged.
    pub credits: Credits,
    /// How much of that was refunded.
    pub refunded: Credits,
    /// Who used it, where the policy limits members.
    pub member: Option<Arc<str>>,
    /// Its draws, in the order in which they were made.
    pub draws: Vec<Draw>,
}

/// Where the engine writes what follows from the facts, and finds the draws of earlier usages.
pub trait Book {
    /// A usage booked earlier, or `None`.
    fn usage(&self, seq: Seq) -> Option<BookedUsage>;
    /// A usage is charged; its draws follow as postings.
    fn charged(
        &mut self,
        seq: Seq,
        at: Instant,
        charge_credits: Credits,
        member: Option<&Arc<str>>,
    );
    /// Credits moved.
    fn post(&mut self, posting: Posting);
    /// Credits of a usage that no lot had paid were refunded.
    fn refunded_unpaid(&mut self, usage: Seq, at: Instant, credits: Credits);
    /// A usage or hold found its lots short by so much when it happened, beyond what the policy lets
    /// a wallet overdraw.
    fn fell_short(&mut self, _usage: Seq, _credits: Credits) {}
    /// An alert fired because of an entry; `None` if it was an automatic change.
    fn alert(&mut self, _entry: Option<Seq>, _alert: &str) {}
    /// An automatic top-up was made because of an entry.
    fn auto_topup(&mut self, _entry: Seq, _credits: Credits) {}
}

/// Keeps nothing, to look ahead from a state: refunds and settlements of earlier usages find none.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoBook;

impl Book for NoBook {
    fn usage(&self, _: Seq) -> Option<BookedUsage> {
        None
    }

    fn charged(&mut self, _: Seq, _: Instant, _: Credits, _: Option<&Arc<str>>) {}

    fn post(&mut self, _: Posting) {}

    fn refunded_unpaid(&mut self, _: Seq, _: Instant, _: Credits) {}
}

/// Credits that a usage took and no lot has paid yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The usage.
    pub usage: Seq,
    /// What is missing.
    pub credits: Credits,
    /// Debt that the policy allows, or a reported usage that the books do not cover.
    pub class: ShortfallClass,
    /// The usage's tags: what pays for it later must be usable for them too.
    pub tags: Vec<Tag>,
}

/// What a missing amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShortfallClass {
    /// The policy allows to overdraw: it lowers the balance.
    Debt,
    /// A reported usage that no lot covers: kept beside the balance.
    Uncovered,
}

/// An open hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What it reserves in all, also where no lot covers it.
    pub credits: Credits,
    /// From which lots, in draw order.
    pub draws: Vec<Draw>,
    /// Who, where the policy limits members.
    pub member: Option<Arc<str>>,
    /// When it was made.
    pub at: Instant,
    /// When it is released by itself.
    pub until: Option<Instant>,
    /// Tags of the usage.
    pub tags: Vec<Tag>,
    /// What is missing becomes debt (typed) or uncovered (reported) when it is confirmed.
    pub class: ShortfallClass,
}

/// What a wallet holds at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Everything up to and including this instant has happened.
    pub now: Instant,
    pub(crate) lots: Vec<Lot>,
    /// Lots that can be drawn now, in draw order; a drained lot is not among them.
    pub(crate) open: Vec<LotIndex>,
    pub(crate) grants: Vec<GrantState>,
    due: BTreeSet<timeline::Due>,
    pub(crate) shortfalls: Vec<Shortfall>,
    pub(crate) holds: BTreeMap<Seq, Hold>,
    /// Net usage by member and first instant of the month.
    member_months: BTreeMap<Arc<str>, BTreeMap<Instant, Credits>>,
    watch: watch::Watch,
    /// Where a lot of an id is; built again after a state was stored.
    #[serde(skip)]
    places: lot::Places,
}

/// Whether an entry is being entered or was accepted before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applying {
    /// It is new: the rules may refuse it.
    New,
    /// It was accepted earlier and is replayed: what is no longer possible is done as far as it
    /// goes, and what a typed usage now lacks is told to the [`Book`].
    Booked,
}

impl Default for State {
    fn default() -> Self {
        Self {
            now: Instant::MIN,
            lots: Vec::new(),
            open: Vec::new(),
            grants: Vec::new(),
            due: BTreeSet::new(),
            shortfalls: Vec::new(),
            holds: BTreeMap::new(),
            member_months: BTreeMap::new(),
            watch: watch::Watch::default(),
            places: lot::Places::default(),
        }
    }
}

impl State {
    /// Applies an entry at its instant, after everything that happens by itself up to then.
    ///
    /// # Errors
    /// [`LedgerError::Refused`] when the rules refuse it; the state has then changed only by what
    /// happens by itself. Other errors leave the state unusable.
    pub fn apply<B: Book>(
        &mut self,
        rules: &WalletRules,
        entry: &Entry,
        applying: Applying,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        self.advance(rules, entry.at, book)?;
        // What changed without an entry (a frozen span, a lapse) is not this entry's crossing.
        self.watch_after(rules, None, book)?;
        match &entry.fact {
            Fact::LotAdded(terms) => self.add_lot(rules, entry.at, terms, book)?,
            Fact::GrantStarted(terms) => self.start_grant(rules, entry.at, terms, book)?,
            Fact::GrantEnded { grant, ends, lots_end_now, carried_end_with_cycle } => {
                let ends = ends.unwrap_or(entry.at);
                self.end_grant(
                    rules,
                    grant,
                    ends,
                    *lots_end_now,
                    *carried_end_with_cycle,
                    entry.at,
                )?;
                self.happen_now(rules, book)?;
            }
            Fact::ExpiryChanged { lot, expires } => self.change_expiry(rules, lot, *expires)?,
            Fact::LotVoided { lot, credits } => self.void_lot(lot, *credits, applying, book)?,
            Fact::Used(charge) => self.use_credits(rules, entry.seq, charge, applying, book)?,
            Fact::UsedAndRefunded(charge) => {
                self.use_credits(rules, entry.seq, charge, applying, book)?;
                if charge.credits.is_positive() {
                    let lot = format!("{}+", entry.seq.0);
                    self.refund(rules, entry.seq, None, &lot, applying, book)?;
                }
            }
            Fact::Refunded { usage, credits, courtesy_lot } => {
                self.refund(rules, *usage, *credits, courtesy_lot, applying, book)?;
            }
            Fact::Held { charge, until } => {
                self.hold(rules, entry.seq, charge, *until, applying, book)?;
            }
            Fact::Confirmed { hold, credits } => self.confirm(rules, *hold, *credits, book)?,
            Fact::Released { hold } => self.release(rules, *hold, book)?,
            Fact::Reconciled { observed, kinds, correction_lot } if kinds.is_empty() => {
                self.reconcile(rules, entry.seq, *observed, correction_lot, book)?;
            }
            Fact::Reconciled { kinds, correction_lot, .. } => {
                self.reconcile_kinds(rules, kinds, correction_lot, book)?;
            }
        }
        self.watch_after(rules, Some(entry.seq), book)?;
        self.top_up_by_itself(rules, entry.seq, book)
    }

    /// The lots, in the order in which they came to be.
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// The recurring grants.
    pub fn grants(&self) -> &[GrantState] {
        &self.grants
    }

    /// Open holds, by the entry that made them.
    pub fn holds(&self) -> &BTreeMap<Seq, Hold> {
        &self.holds
    }

    /// What no lot has paid, oldest first.
    pub fn shortfalls(&self) -> &[Shortfall] {
        &self.shortfalls
    }

    /// What can be drawn now by usage without tags, in draw order, whatever tags bar.
    pub fn draw_order(&self) -> impl Iterator<Item = &Lot> {
        self.open.iter().map(|index| &self.lots[index.get()])
    }

    /// What the active lots that are not frozen contain, less debt.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn balance(&self, rules: &WalletRules) -> Result<Credits, Overflow> {
        let frozen_topups = self.topups_frozen(rules);
        let spendable = self.open.iter().map(|index| &self.lots[index.get()]);
        let spendable = spendable.filter(|lot| !lot.is_frozen(self.now, frozen_topups));
        Credits::sum(spendable.map(|lot| lot.remaining))?.minus(self.debt()?)
    }

    /// Debt under a policy that allows to overdraw.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn debt(&self) -> Result<Credits, Overflow> {
        self.shortfall_of(ShortfallClass::Debt)
    }

    /// Reported usage that no lot covers.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn uncovered(&self) -> Result<Credits, Overflow> {
        self.shortfall_of(ShortfallClass::Uncovered)
    }

    /// What open holds reserve, also where no lot covers it.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn held(&self) -> Result<Credits, Overflow> {
        Credits::sum(self.holds.values().map(|hold| hold.credits))
    }

    fn shortfall_of(&self, class: ShortfallClass) -> Result<Credits, Overflow> {
        let of_class = self.shortfalls.iter().filter(|shortfall| shortfall.class == class);
        Credits::sum(of_class.map(|shortfall| shortfall.credits))
    }

    /// Whether a cycle of a subscription runs.
    pub fn is_subscribed(&self) -> bool {
        self.grants.iter().any(|grant| grant.covers(self.now))
    }

    fn topups_frozen(&self, rules: &WalletRules) -> bool {
        rules.policy.topups_without_subscription.freeze && !self.is_subscribed()
    }

    fn lot_named(&mut self, id: &str) -> Option<LotIndex> {
        self.places.of(&self.lots, id)
    }
}
