//! The terms of a plan's credits: how often they come, how long they live, what is carried over
//! and what an end of the subscription does to them.
//!
//! Each term may be left out; a plan's own term goes before the file's, and an answer to an open
//! question before both.

use serde::Serialize;

use super::CatalogError;
use crate::calendar::Every;
use crate::credits::Credits;
use crate::fact::{Life, Rollover, Trim};
use crate::rate::Decimal;

/// The terms of a plan's credits; what is none is not said here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PlanTerms {
    /// How often they come, whatever the billing; otherwise weekly for a plan billed weekly and
    /// monthly for all others.
    pub refill: Option<Every>,
    /// How long a refill lives; otherwise one cycle.
    pub life: Option<Life>,
    /// What is kept at the next refill; otherwise nothing.
    pub rollover: Option<RolloverTerms>,
    /// What cancelling does to the credits that are there.
    pub on_cancel: Option<Ending>,
    /// What changing to another plan at once does to them.
    pub on_upgrade: Option<Ending>,
}

/// What is kept at the next refill, possibly as a multiple of the plan's own credits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RolloverTerms {
    /// Nothing.
    None,
    /// What is left is carried into one lot that ends at the refill after.
    Carry {
        /// At least so much.
        min: Option<Credits>,
        /// At most so much.
        max: Option<CapSize>,
        /// So many percent.
        percent: Option<Credits>,
    },
    /// All lots of the plan together hold at most so much.
    Cap {
        /// The cap.
        total: CapSize,
        /// Which lot gives way.
        trim: Trim,
    },
}

/// An amount, or a multiple of what the plan gives each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CapSize {
    /// So many credits.
    Credits(Credits),
    /// So many refills.
    Refills(Decimal),
}

/// What the end of a subscription does to the credits that it left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// They keep their own end.
    #[default]
    Keep,
    /// They end with the running cycle, however long their life was.
    EndWithCycle,
    /// They end at once.
    EndNow,
}

impl Ending {
    /// The flag `lots_end_now` of a [`Fact::GrantEnded`](crate::fact::Fact::GrantEnded).
    pub fn lots_end_now(self) -> bool {
        self == Self::EndNow
    }

    /// Its flag `carried_end_with_cycle`.
    pub fn carried_end_with_cycle(self) -> bool {
        self == Self::EndWithCycle
    }
}

impl PlanTerms {
    /// These terms, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            refill: self.refill.or(other.refill),
            life: self.life.or(other.life),
            rollover: self.rollover.or(other.rollover),
            on_cancel: self.on_cancel.or(other.on_cancel),
            on_upgrade: self.on_upgrade.or(other.on_upgrade),
        }
    }
}

impl RolloverTerms {
    /// The engine's rule for a plan that gives `refill` credits each time.
    pub(super) fn rule(self, refill: Credits) -> Result<Option<Rollover>, CatalogError> {
        Ok(match self {
            Self::None => None,
            Self::Carry { min, max, percent } => Some(Rollover::Carry {
                min,
                max: max.map(|max| max.credits(refill)).transpose()?,
                percent,
            }),
            Self::Cap { total, trim } => {
                Some(Rollover::Cap { total: total.credits(refill)?, trim })
            }
        })
    }
}

impl CapSize {
    fn credits(self, refill: Credits) -> Result<Credits, CatalogError> {
        Ok(match self {
            Self::Credits(credits) => credits,
            Self::Refills(times) => times.of(refill)?,
        })
    }
}
