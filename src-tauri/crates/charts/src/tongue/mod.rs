//! The languages that a chart speaks: a method for each thing that it says.
//!
//! Amounts arrive written; a tongue only puts words and an order around them. One more language is
//! one more file beside these two.

mod english;
mod german;

use chrono::{NaiveDate, NaiveDateTime};

pub use english::English;
pub use german::German;

use crate::balance_over_time::EventKind;
use crate::topic::Topic;
use crate::usage_over_time::Step;

/// A language. What it returns stands in labels and sentences without a full stop.
pub trait Tongue: Sync {
    /// In the place of a figure that is not known.
    fn not_known(&self) -> &'static str;
    /// A figure of which a part is not known.
    fn at_least(&self, amount: &str) -> String;
    /// What is drawn where a part is not known.
    fn not_fully_known(&self) -> &'static str;
    /// The sum of a row or column.
    fn total(&self) -> &'static str;
    /// Series that are drawn as one.
    fn others(&self, count: usize) -> String;

    /// A day on the axis (`24 Nov`), with its year where asked.
    fn short_day(&self, day: NaiveDate, with_year: bool) -> String;
    /// A month on the axis (`Nov`), with its year where asked.
    fn short_month(&self, month: NaiveDate, with_year: bool) -> String;
    /// `Mon 24 Nov 2025`, the year last.
    fn long_day(&self, day: NaiveDate) -> String;
    /// `November 2025`.
    fn long_month(&self, month: NaiveDate) -> String;
    /// `Mon 24 Nov 2025, 14:06`.
    fn long_time(&self, time: NaiveDateTime) -> String {
        format!("{}, {}", self.long_day(time.date()), time.format("%H:%M"))
    }
    /// The week that begins on a day.
    fn week_of(&self, day: NaiveDate) -> String;

    /// The header of a column of steps.
    fn step(&self, step: Step) -> &'static str;
    /// `1 day`, `3 days`.
    fn steps(&self, count: usize, step: Step) -> String;
    /// A step in a sentence: `on Mon 24 Nov 2025`.
    fn in_step(&self, step: Step, place: &str) -> String;
    /// `from … to …`.
    fn between(&self, from: &str, to: &str) -> String;

    /// So much of something in a span.
    fn told(&self, topic: Topic, amount: &str, span: &str) -> String;
    /// Nothing of something in a span.
    fn nothing(&self, topic: Topic, unit: &str, span: &str) -> String;
    /// Usage: what was used in a span is not known.
    fn usage_unknown(&self, span: &str) -> String;
    /// Usage: the step with the most.
    fn most(&self, place: &str, amount: &str) -> String;
    /// Usage: the largest series and its share.
    fn leads(&self, label: &str, amount: &str, percent: i128) -> String;

    /// Balance: it stood at one figure.
    fn balance_is(&self, day: &str, amount: &str) -> String;
    /// Balance: it went from one figure to another.
    fn balance_went(&self, from: (&str, &str), to: (&str, &str)) -> String;
    /// Balance: its lowest point.
    fn lowest(&self, day: &str, amount: &str) -> String;
    /// Balance: a part of it is not known.
    fn part_unknown(&self) -> &'static str;
    /// A sort of event, as a name.
    fn event(&self, kind: EventKind) -> &'static str;
    /// An event with its change: `+25,000 refill`.
    fn event_with(&self, kind: EventKind, change: &str) -> String;
    /// Some events of a sort, with their change together.
    fn events(&self, kind: EventKind, count: usize, change: &str) -> String;
    /// So much lapsed.
    fn lapsed(&self, amount: &str) -> String;
    /// So much will lapse if nothing of it is used.
    fn will_lapse(&self, amount: &str) -> String;
    /// So much will lapse if nothing of it is used, on a day or from a day on.
    fn will_lapse_unused(&self, amount: &str, day: Option<&str>, several: bool) -> String;
    /// So much is left over and will lapse, used on as it is used now.
    fn lost_at_this_pace(&self, amount: &str) -> String;
    /// The legend of what will lapse if unused.
    fn will_lapse_legend(&self) -> &'static str;
    /// The legend of what will be left.
    fn ahead_legend(&self) -> &'static str;
    /// Balance: between what it will be at the end of a day, in eight cases of ten.
    fn ahead(&self, day: &str, low: &str, high: &str) -> String;
    /// An expected figure, and between what it lies in eight cases of ten.
    fn about(&self, amount: &str, low: &str, high: &str) -> String;
    /// The legend of the line of a balance.
    fn balance(&self) -> &'static str;
    /// Headers of the table of a balance: the first column and the balance.
    fn balance_headers(&self, by: Grain) -> (&'static str, &'static str);
    /// A day of the week in short, Monday being 0.
    fn weekday(&self, weekday: usize) -> &'static str;
    /// A day of the week in full, Monday being 0.
    fn long_weekday(&self, weekday: usize) -> &'static str;
    /// Heat: the legend of cells up to an amount.
    fn up_to(&self, amount: &str) -> String;
    /// Heat: the headers of the two columns that name a cell.
    fn cell_headers(&self) -> (&'static str, &'static str);
    /// Bars: the headers of the bar, its amount and its share.
    fn share_headers(&self) -> [&'static str; 3];
    /// Bars: so many lots hold so much.
    fn lots_hold(&self, lots: usize, amount: &str) -> String;
    /// Bars: the headers of a lot, what is left, what will lapse, and when.
    fn lot_headers(&self) -> [&'static str; 4];
    /// Sums: the legend of what there was so far, and of what was planned.
    fn so_far(&self) -> (&'static str, &'static str);
    /// Sums: so much in a hundred of what was planned.
    fn of_the_plan(&self, percent: i128, plan: &str) -> String;
    /// The header of what changed.
    fn change(&self) -> &'static str;
    /// The header of what happened.
    fn what_happened(&self) -> &'static str;

    /// Plans: which is the cheapest for a need.
    fn cheapest_at(&self, needed: &str, label: &str, money: &str) -> String;
    /// Plans: which is the cheapest from so many credits on.
    fn cheapest_from(&self, credits: &str, label: &str) -> String;
    /// The header of a column of needs.
    fn credits_a_month(&self) -> &'static str;
}

/// How fine the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grain {
    /// Each change.
    Instant,
    /// The end of each day.
    Day,
    /// The end of each month.
    Month,
}
