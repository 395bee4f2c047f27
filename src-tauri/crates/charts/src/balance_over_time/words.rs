//! What stands beside the line of a balance: the sentence and the legend.

use super::{Balance, EventKind, Story};
use crate::error::ChartError;
use crate::palette::Colour;
use crate::scene::{LegendEntry, Swatch};
use crate::wording;

/// What the chart shows, in one sentence.
pub(super) fn summary(story: &Story<'_>) -> Result<String, ChartError> {
    let mut parts = vec![course(story)?];
    parts.extend(lowest(story)?);
    for kind in EventKind::ALL {
        parts.extend(events(story, kind)?);
    }
    if story.steps.iter().any(|step| step.micros.is_none()) {
        parts.push(story.notation.tongue().part_unknown().to_owned());
    }
    parts.extend(lapses(story)?);
    if let Some(last) = story.ahead.last() {
        let amount = |micros| wording::amount(story.notation, micros);
        let (low, high) = (amount(last.low), amount(last.high));
        // A day ends just before the next begins.
        let day = day(story, last.at.saturating_sub(1))?;
        parts.push(story.notation.tongue().ahead(&day, &low, &high));
    }
    Ok(format!("{}.", parts.join("; ")))
}

/// A day in words. The year of the end is said there alone.
fn day(story: &Story<'_>, at: i64) -> Result<String, ChartError> {
    let tongue = story.notation.tongue();
    let written = |at: i64| Ok(tongue.long_day(wording::local(story.notation, at)?.date()));
    let (day, end) = (written(at)?, written(story.asked.until)?);
    Ok(wording::without_year(&day, &end).to_owned())
}

fn known<'a>(story: &'a Story<'_>) -> impl DoubleEndedIterator<Item = (&'a Balance, i64)> {
    story.steps.iter().filter_map(|step| Some((step, step.micros?)))
}

fn course(story: &Story<'_>) -> Result<String, ChartError> {
    let (Some((first, from)), Some((_, to))) = (known(story).next(), known(story).next_back())
    else {
        return Err(ChartError::Empty("no balance is known in the time asked for"));
    };
    let (begin, end) = (day(story, first.at)?, day(story, story.asked.until)?);
    let closing = wording::amount_with_unit(story.notation, to);
    Ok(if begin == end || from == to {
        story.notation.tongue().balance_is(&end, &closing)
    } else {
        let opening = wording::amount(story.notation, from);
        story.notation.tongue().balance_went((&begin, &opening), (&end, &closing))
    })
}

/// The lowest point, unless it is where the line begins or ends.
fn lowest(story: &Story<'_>) -> Result<Option<String>, ChartError> {
    let low = known(story).min_by_key(|(_, micros)| *micros);
    let ends = [known(story).next(), known(story).next_back()];
    let Some((step, micros)) = low else { return Ok(None) };
    if ends.iter().flatten().any(|(_, end)| *end == micros) {
        return Ok(None);
    }
    let written = wording::amount(story.notation, micros);
    Ok(Some(story.notation.tongue().lowest(&day(story, step.at)?, &written)))
}

fn events(story: &Story<'_>, kind: EventKind) -> Result<Option<String>, ChartError> {
    let of_kind = || story.events.iter().filter(|event| event.kind == kind);
    let count = of_kind().count();
    if count == 0 {
        return Ok(None);
    }
    let sum = of_kind()
        .try_fold(0_i64, |sum, event| sum.checked_add(event.micros))
        .ok_or(ChartError::TooLarge)?;
    let written = wording::change(story.notation, sum);
    let tongue = story.notation.tongue();
    Ok(Some(match kind {
        EventKind::Lapsed => {
            let lost = sum.checked_neg().ok_or(ChartError::TooLarge)?;
            tongue.lapsed(&wording::amount(story.notation, lost))
        }
        _ => tongue.events(kind, count, &written),
    }))
}

fn lapses(story: &Story<'_>) -> Result<Option<String>, ChartError> {
    let Some(first) = story.lapses.first() else { return Ok(None) };
    let sum = story
        .lapses
        .iter()
        .try_fold(0_i64, |sum, lapse| sum.checked_add(lapse.micros))
        .ok_or(ChartError::TooLarge)?;
    let written = wording::amount(story.notation, sum);
    let (day, several) = (day(story, first.at)?, story.lapses.len() > 1);
    Ok(Some(story.notation.tongue().will_lapse_unused(&written, Some(&day), several)))
}

fn kinds<'a>(story: &'a Story<'_>) -> impl Iterator<Item = EventKind> + 'a {
    let all = || story.events.iter().chain(&story.coming);
    let present = move |kind: &EventKind| all().any(|event| event.kind == *kind);
    EventKind::ALL.into_iter().filter(present)
}

/// Which entry of the legend a sort of events is.
pub(super) fn legend_index(story: &Story<'_>, kind: EventKind) -> usize {
    1 + kinds(story).take_while(|other| *other != kind).count()
}

/// Which entry of the legend the hatching is.
pub(super) fn legend_index_of_lapses(story: &Story<'_>) -> usize {
    1 + kinds(story).count()
}

/// Which entry of the legend the fan is: with it nothing is hatched.
pub(super) fn legend_index_ahead(story: &Story<'_>) -> usize {
    legend_index_of_lapses(story)
}

/// The line, the sorts of events that occur, and the hatching.
pub(super) fn legend(story: &Story<'_>) -> Vec<LegendEntry> {
    let tongue = story.notation.tongue();
    let entry = |label: &str, colour, swatch| LegendEntry {
        label: label.to_owned(),
        colour,
        swatch,
        opacity: None,
        value: None,
    };
    let mut legend = vec![entry(tongue.balance(), Colour::S1, Swatch::Line)];
    legend.extend(kinds(story).map(|kind| {
        let (colour, swatch) = kind.look();
        entry(tongue.event(kind), colour, swatch)
    }));
    if !story.ahead.is_empty() {
        let fan = entry(tongue.ahead_legend(), Colour::S1, Swatch::Solid);
        legend.push(LegendEntry { opacity: Some(0.3), ..fan });
    } else if !story.lapses.is_empty() {
        legend.push(entry(tongue.will_lapse_legend(), Colour::S1, Swatch::Hatched));
    }
    legend
}
