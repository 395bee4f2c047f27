//! Credits used by time and by series: stacked columns.
//!
//! What is asked for is checked here, folded to seven series, and handed to the layout.

mod bucket;
mod fold;
mod stack;
mod words;

pub use bucket::{Bucket, Step};
pub use fold::MOST_SERIES;

use crate::error::ChartError;
use crate::figure::Figure;
use crate::notation::Notation;
use crate::palette::Colour;
use crate::scene::Scene;
use crate::size::Size;
use crate::topic::Topic;
use crate::wording;

/// The most columns of a chart.
const MOST_BUCKETS: usize = 2000;

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct UsageOverTime {
    /// The name of the chart (`Credits used, last 30 days`).
    pub title: String,
    /// What the figures are of.
    pub topic: Topic,
    /// How long a bucket is.
    pub step: Step,
    /// Every step from the first to the last, also those without usage.
    pub buckets: Vec<Bucket>,
    /// The parts of each column, the lowest first. More than [`MOST_SERIES`] are folded: the
    /// largest stay, in order of size, and the rest become one.
    pub series: Vec<Series>,
}

/// One part of each column: a model, a project, a member, a kind of credits.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub label: String,
    /// Its own colour, where it has one everywhere; else the next of the seven.
    pub colour: Option<Colour>,
    /// A figure for each bucket.
    pub figures: Vec<Figure>,
}

/// Lays out stacked columns of usage by time and series.
///
/// # Errors
/// [`ChartError`]: no bucket or series, a series of another length than the buckets, too many
/// buckets, or sums outside the range of an amount.
pub fn usage_over_time(
    asked: &UsageOverTime,
    size: Size,
    notation: &dyn Notation,
) -> Result<Scene, ChartError> {
    check(asked)?;
    let columns = Columns::of(asked, notation)?;
    stack::scene(asked, &columns, size, notation)
}

fn check(asked: &UsageOverTime) -> Result<(), ChartError> {
    let buckets = asked.buckets.len();
    if buckets == 0 {
        return Err(ChartError::Empty("the time asked for has no day in it; choose a longer one"));
    }
    if asked.series.is_empty() {
        return Err(ChartError::Empty("nothing was used in the time asked for; choose another"));
    }
    if buckets > MOST_BUCKETS {
        return Err(ChartError::TooMany(buckets));
    }
    match asked.series.iter().find(|series| series.figures.len() != buckets) {
        None => Ok(()),
        Some(series) => Err(ChartError::Length {
            series: wording::label(&series.label),
            figures: series.figures.len(),
            buckets,
        }),
    }
}

/// The series as they are drawn, with every sum that is shown.
struct Columns {
    series: Vec<Part>,
    /// Each bucket, all series together.
    totals: Vec<Figure>,
    /// Everything.
    total: Figure,
}

/// A series with its words, its colour and its sum.
struct Part {
    label: String,
    colour: Colour,
    figures: Vec<Figure>,
    total: Figure,
}

impl Columns {
    fn of(asked: &UsageOverTime, notation: &dyn Notation) -> Result<Self, ChartError> {
        let series = fold::folded(&asked.series, notation.tongue())?;
        let totals = (0..asked.buckets.len())
            .map(|index| {
                Figure::sum(series.iter().filter_map(|part| part.figures.get(index).copied()))
            })
            .collect::<Result<Vec<_>, _>>()?;
        let total = Figure::sum(series.iter().map(|part| part.total))?;
        Ok(Self { series, totals, total })
    }
}
