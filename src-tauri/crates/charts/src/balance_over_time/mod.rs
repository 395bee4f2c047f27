//! What a wallet holds over time: a stepped line, what happened to it, and what will lapse.
//!
//! Facts are drawn solid; what will expire unused is hatched and dashed, beyond the last fact.

mod ahead;
mod events;
mod layout;
mod rows;
mod steps;
mod words;

use crate::error::ChartError;
use crate::notation::Notation;
use crate::palette::Colour;
use crate::scene::{Scene, Swatch};
use crate::size::Size;
use crate::wording;

/// What to draw. Instants are µs since 1970, amounts millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BalanceOverTime {
    /// The name of the chart (`ImagineArt, balance`).
    pub title: String,
    /// Where the line begins.
    pub from: i64,
    /// Up to where the books are known, usually now. After `from`.
    pub until: i64,
    /// In order of time. Each holds until the next; the last before `from` is the opening.
    pub balances: Vec<Balance>,
    /// What made the balance change, other than usage. In any order; what lies after `until` is
    /// expected, and shown where `ahead` reaches.
    pub events: Vec<Event>,
    /// What will expire unused if nothing is done. In any order; only what lies after `until` is
    /// ahead, the rest is left out.
    pub lapses: Vec<Lapse>,
    /// What will be left at the end of the coming days. In any order; only what lies after `until`
    /// counts.
    pub ahead: Vec<DayAhead>,
}

/// What will be left at an instant to come, as a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAhead {
    /// When.
    pub at: i64,
    /// In one case of ten there is less.
    pub low: i64,
    /// In half of them.
    pub middle: i64,
    /// In one case of ten there is more.
    pub high: i64,
}

/// A balance from an instant on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// When it began.
    pub at: i64,
    /// How much; `None` where it is not known, which leaves a gap.
    pub micros: Option<i64>,
}

/// Something that changed a balance and deserves a marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// When it happened.
    pub at: i64,
    /// What it was.
    pub kind: EventKind,
    /// By how much the balance changed: above zero for what came, below for what went.
    pub micros: i64,
}

/// Sorts of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Credits of a grant arrived.
    Refill,
    /// Credits were bought.
    TopUp,
    /// Credits expired unused.
    Lapsed,
    /// A difference was booked.
    Correction,
}

impl EventKind {
    pub(crate) const ALL: [Self; 4] = [Self::Refill, Self::TopUp, Self::Lapsed, Self::Correction];

    /// Colour and form: what came is a dot, what went is a ring, so that colour is not needed.
    pub(crate) const fn look(self) -> (Colour, Swatch) {
        match self {
            Self::Refill => (Colour::Subscription, Swatch::Dot),
            Self::TopUp => (Colour::TopUp, Swatch::Dot),
            Self::Lapsed => (Colour::Bad, Swatch::Ring),
            Self::Correction => (Colour::Correction, Swatch::Ring),
        }
    }
}

/// Credits that will expire unused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// When.
    pub at: i64,
    /// How many.
    pub micros: i64,
}

/// Lays out a wallet's balance over time.
///
/// # Errors
/// [`ChartError`]: a range that does not go forward or leaves the calendar, no balance in it,
/// balances out of order, or sums outside the range of an amount.
pub fn balance_over_time(
    asked: &BalanceOverTime,
    size: Size,
    notation: &dyn Notation,
) -> Result<Scene, ChartError> {
    check(asked, notation)?;
    let steps = steps::visible(asked);
    if steps.iter().all(|step| step.micros.is_none()) {
        return Err(ChartError::Empty(
            "no balance is known in the time asked for; choose another or record a statement",
        ));
    }
    let story = Story {
        asked,
        notation,
        events: events::visible(asked),
        lapses: steps::ahead(asked),
        ahead: ahead::days(asked),
        coming: ahead::coming(asked),
        steps,
    };
    layout::scene(&story, size)
}

fn check(asked: &BalanceOverTime, notation: &dyn Notation) -> Result<(), ChartError> {
    let written =
        |at: i64| wording::local(notation, at).map(|time| notation.tongue().long_time(time));
    let (from, until) = (written(asked.from)?, written(asked.until)?);
    if asked.from >= asked.until {
        return Err(ChartError::Range { from, until });
    }
    for pair in asked.balances.windows(2) {
        if let [earlier, later] = pair
            && earlier.at > later.at
        {
            return Err(ChartError::Order {
                earlier: written(earlier.at)?,
                later: written(later.at)?,
            });
        }
    }
    Ok(())
}

/// What is asked for, cut to its range.
struct Story<'a> {
    asked: &'a BalanceOverTime,
    notation: &'a dyn Notation,
    steps: Vec<Balance>,
    events: Vec<Event>,
    lapses: Vec<Lapse>,
    ahead: Vec<DayAhead>,
    /// What is expected as far as `ahead` reaches.
    coming: Vec<Event>,
}

impl Story<'_> {
    /// The last balance that is known to hold at an instant.
    fn balance_at(&self, at: i64) -> Option<i64> {
        let after = self.steps.partition_point(|step| step.at <= at);
        self.steps.get(after.checked_sub(1)?)?.micros
    }
}
