//! A figure that may be known, known in part, or not known. Unknown is never zero.

use crate::error::ChartError;
use crate::notation::Notation;
use crate::wording;

/// What is known of an amount, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// The whole of it.
    Known(i64),
    /// A part of it: some of what belongs here has no price yet.
    AtLeast(i64),
    /// Nothing.
    Unknown,
}

impl Figure {
    /// No credits, for certain.
    pub const ZERO: Self = Self::Known(0);

    /// The part that is known, and whether it is all.
    pub(crate) const fn known(self) -> i64 {
        match self {
            Self::Known(micros) | Self::AtLeast(micros) => micros,
            Self::Unknown => 0,
        }
    }

    /// Whether something is missing.
    pub const fn is_partial(self) -> bool {
        !matches!(self, Self::Known(_))
    }

    /// Two figures together. What is missing in one is missing in the sum.
    ///
    /// # Errors
    /// [`ChartError::TooLarge`] outside the range of an amount.
    pub fn plus(self, other: Self) -> Result<Self, ChartError> {
        let sum = self.known().checked_add(other.known()).ok_or(ChartError::TooLarge)?;
        Ok(match (self, other) {
            (Self::Unknown, Self::Unknown) => Self::Unknown,
            (Self::Known(_), Self::Known(_)) => Self::Known(sum),
            _ => Self::AtLeast(sum),
        })
    }

    /// Many figures together; none of them is [`Figure::ZERO`].
    ///
    /// # Errors
    /// [`ChartError::TooLarge`] outside the range of an amount.
    pub fn sum(figures: impl IntoIterator<Item = Self>) -> Result<Self, ChartError> {
        let mut figures = figures.into_iter();
        let Some(first) = figures.next() else { return Ok(Self::ZERO) };
        figures.try_fold(first, Self::plus)
    }

    /// In words, without the unit.
    pub(crate) fn written(self, notation: &dyn Notation) -> String {
        match self {
            Self::Known(micros) => wording::amount(notation, micros),
            Self::AtLeast(micros) => notation.tongue().at_least(&wording::amount(notation, micros)),
            Self::Unknown => notation.tongue().not_known().to_owned(),
        }
    }
}

impl From<i64> for Figure {
    fn from(micros: i64) -> Self {
        Self::Known(micros)
    }
}

impl From<Option<i64>> for Figure {
    fn from(micros: Option<i64>) -> Self {
        micros.map_or(Self::Unknown, Self::Known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_stays_missing_in_a_sum() {
        use Figure::{AtLeast, Known, Unknown};
        for (figures, sum) in [
            (vec![], Known(0)),
            (vec![Known(2), Known(3)], Known(5)),
            (vec![Known(2), Unknown], AtLeast(2)),
            (vec![Unknown, Known(0)], AtLeast(0)),
            (vec![Unknown, Unknown], Unknown),
            (vec![AtLeast(1), Known(2)], AtLeast(3)),
        ] {
            assert_eq!(Figure::sum(figures.clone()), Ok(sum), "{figures:?}");
        }
        let too_much = Figure::sum([Known(i64::MAX), Known(1)]);
        assert_eq!(too_much, Err(ChartError::TooLarge));
    }
}
