//! What will be left, as a fan from the last balance on: the middle dashed, and around it what holds in
//! eight cases of ten.

use super::layout::along;
use super::{BalanceOverTime, DayAhead, Event, EventKind, Story, words};
use crate::error::ChartError;
use crate::palette::Colour;
use crate::plot::Plot;
use crate::scene::{Class, Ink};

/// The days after the last fact, in order, each from its lowest to its highest.
pub(super) fn days(asked: &BalanceOverTime) -> Vec<DayAhead> {
    let mut days: Vec<DayAhead> =
        asked.ahead.iter().filter(|day| day.at > asked.until).copied().collect();
    days.sort_by_key(|day| day.at);
    for day in &mut days {
        (day.low, day.high) = (day.low.min(day.middle), day.high.max(day.middle));
    }
    days
}

/// What is expected to happen within these days, in order of time.
pub(super) fn coming(asked: &BalanceOverTime) -> Vec<Event> {
    let Some(last) = asked.ahead.iter().map(|day| day.at).max() else { return Vec::new() };
    let within = |at: i64| at > asked.until && at < last;
    let lapses = asked.lapses.iter().filter(|lapse| lapse.micros > 0).map(|lapse| Event {
        at: lapse.at,
        kind: EventKind::Lapsed,
        micros: lapse.micros.saturating_neg(),
    });
    let mut coming: Vec<Event> =
        asked.events.iter().copied().chain(lapses).filter(|event| within(event.at)).collect();
    coming.sort_by_key(|event| event.at);
    coming
}

impl Story<'_> {
    /// The fan with the balance that it begins at; empty where there is none.
    fn fan(&self) -> Vec<DayAhead> {
        let until = self.asked.until;
        let Some(balance) = self.balance_at(until) else { return Vec::new() };
        let begin = DayAhead { at: until, low: balance, middle: balance, high: balance };
        std::iter::once(begin).chain(self.ahead.iter().copied()).collect()
    }

    /// The middle of the fan at an instant, as it is drawn.
    pub(super) fn middle_at(&self, at: i64) -> Option<f64> {
        let fan = self.fan();
        let pair = fan.windows(2).find(|pair| pair[0].at <= at && at <= pair[1].at)?;
        let part = (along(self, at) - along(self, pair[0].at))
            / (along(self, pair[1].at) - along(self, pair[0].at)).max(1.0);
        Some(pair[0].middle as f64 + (pair[1].middle as f64 - pair[0].middle as f64) * part)
    }
}

/// Draws the fan; the points of its middle.
pub(super) fn draw(plot: &mut Plot<'_>, story: &Story<'_>) -> Result<Vec<(f64, f64)>, ChartError> {
    let fan = story.fan();
    if fan.len() < 2 {
        return Ok(Vec::new());
    }
    let edge = |value: fn(&DayAhead) -> i64| {
        fan.iter().map(move |day| (along(story, day.at), value(day) as f64))
    };
    let series = Some(words::legend_index_ahead(story));
    let band = Ink {
        class: Class::Fan,
        series,
        fill: Some(Colour::S1),
        opacity: Some(0.16),
        ..Ink::default()
    };
    plot.area(band, edge(|day| day.high).chain(edge(|day| day.low).rev()).collect())?;
    let middle: Vec<(f64, f64)> = edge(|day| day.middle).collect();
    let dashes = Ink {
        class: Class::Fan,
        series,
        stroke: Some(Colour::S1),
        stroke_width: Some(1.25),
        dashed: true,
        ..Ink::default()
    };
    plot.line(dashes, middle.clone())?;
    Ok(middle)
}
