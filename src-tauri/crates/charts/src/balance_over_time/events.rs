//! Markers on the line and the words beside them, where they have room.

use super::{BalanceOverTime, Event, EventKind, Story};
use crate::error::ChartError;
use crate::palette::Colour;
use crate::plot::{Plot, TYPE};
use crate::scene::{Anchor, Class, Frame, Ink, Swatch};
use crate::{text_width, wording};

/// The least distance of two markers, in dots.
const APART: f64 = 9.0;
/// The radius of a marker, in dots.
pub(super) const RADIUS: f64 = 3.5;

/// The events of the range, in order of time.
pub(super) fn visible(asked: &BalanceOverTime) -> Vec<Event> {
    let inside = |event: &&Event| event.at >= asked.from && event.at <= asked.until;
    let mut events: Vec<Event> = asked.events.iter().filter(inside).copied().collect();
    events.sort_by_key(|event| event.at);
    events
}

/// An event with its place on the line, in dots.
#[derive(Clone, Copy)]
struct Placed {
    event: Event,
    x: f64,
    y: f64,
    /// The place in values.
    value: (f64, f64),
}

/// Draws a marker for each event that has room, the largest first, and words beside as many as
/// stand free of the line, of each other and of the edges. `line` are the pieces of the line.
pub(super) fn draw(
    plot: &mut Plot<'_>,
    story: &Story<'_>,
    frame: &Frame,
    line: &[Frame],
    mut taken: Vec<Frame>,
) -> Result<(), ChartError> {
    let placed = with_room(plot, story);
    for marker in &placed {
        let (colour, swatch) = marker.event.kind.look();
        let ring = swatch == Swatch::Ring || marker.event.at > story.asked.until;
        let ink = Ink {
            class: Class::Marker,
            series: Some(super::words::legend_index(story, marker.event.kind)),
            value: Some(described(story, &marker.event)),
            fill: Some(if ring { Colour::Sheet } else { colour }),
            stroke: Some(if ring { colour } else { Colour::Sheet }),
            stroke_width: Some(1.5),
            ..Ink::default()
        };
        plot.circle(ink, marker.value, RADIUS)?;
        taken.push(around(marker.x, marker.y, RADIUS + 1.0));
    }
    let mut said: Vec<String> = Vec::new();
    for marker in &placed {
        let text = described(story, &marker.event);
        if said.contains(&text) {
            continue;
        }
        let free = |(_, _, space): &(f64, f64, Frame)| {
            let clear = |other: &Frame| !space.overlaps(other);
            frame_of_notes(frame).contains(space)
                && taken.iter().all(clear)
                && line.iter().all(clear)
        };
        let spots = spots(marker, &text);
        if let Some((index, (x, y, space))) =
            spots.into_iter().enumerate().find(|(_, spot)| free(spot))
        {
            plot.text(note(), &text, (x, y), anchors(marker.event.micros)[index])?;
            taken.push(space);
            said.push(text);
        }
    }
    Ok(())
}

/// The ink of words beside the line.
pub(super) fn note() -> Ink {
    Ink { class: Class::Note, fill: Some(Colour::Ink2), ..Ink::default() }
}

/// `+25,000 refill`.
pub(super) fn described(story: &Story<'_>, event: &Event) -> String {
    if event.at > story.asked.until && event.kind == EventKind::Lapsed {
        let amount = wording::amount(story.notation, event.micros.saturating_neg());
        return story.notation.tongue().will_lapse(&amount);
    }
    let change = wording::change(story.notation, event.micros);
    story.notation.tongue().event_with(event.kind, &change)
}

/// Notes may stand in the margin above the plotting area, but not beside or below it.
fn frame_of_notes(frame: &Frame) -> Frame {
    Frame { top: 0.0, ..*frame }
}

fn around(x: f64, y: f64, radius: f64) -> Frame {
    Frame { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
}

/// The events whose markers have room, in order of time; the largest take their place first.
fn with_room(plot: &Plot<'_>, story: &Story<'_>) -> Vec<Placed> {
    let mut all: Vec<Placed> = story
        .events
        .iter()
        .chain(&story.coming)
        .filter_map(|event| {
            let height = if event.at > story.asked.until {
                story.middle_at(event.at)?
            } else {
                story.balance_at(event.at)? as f64
            };
            let value = (super::layout::along(story, event.at), height);
            let (x, y) = plot.place(value);
            Some(Placed { event: *event, x, y, value })
        })
        .collect();
    all.sort_by_key(|placed| std::cmp::Reverse(placed.event.micros.unsigned_abs()));
    let mut kept: Vec<Placed> = Vec::new();
    for placed in all {
        let near = |other: &Placed| {
            (other.x - placed.x).abs() < APART && (other.y - placed.y).abs() < APART
        };
        // Hundreds of daily refills would hide the line; their steps and the table show them.
        if !kept.iter().any(near) && kept.len() < 40 {
            kept.push(placed);
        }
    }
    kept.sort_by_key(|placed| placed.event.at);
    kept
}

/// The sides of a marker, best first: what came stands on top of a rise, what went at the foot
/// of a fall.
fn anchors(micros: i64) -> [Anchor; 4] {
    if micros > 0 {
        [Anchor::Middle, Anchor::Start, Anchor::End, Anchor::End]
    } else {
        [Anchor::Start, Anchor::Middle, Anchor::Start, Anchor::End]
    }
}

fn spots(marker: &Placed, text: &str) -> Vec<(f64, f64, Frame)> {
    let offsets = if marker.event.micros > 0 {
        [(0.0, -8.0), (-2.0, -8.0), (2.0, -8.0), (-8.0, 4.0)]
    } else {
        [(7.0, -5.0), (0.0, 16.0), (-2.0, 16.0), (2.0, 16.0)]
    };
    offsets
        .into_iter()
        .zip(anchors(marker.event.micros))
        .map(|((dx, dy), anchor)| {
            let (x, y) = (marker.x + dx, marker.y + dy);
            (x, y, space_of(text, x, y, anchor))
        })
        .collect()
}

/// The room that a note takes.
pub(super) fn space_of(text: &str, x: f64, y: f64, anchor: Anchor) -> Frame {
    text_width::space(text, (x, y), anchor, TYPE, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_and_what_went_differ_without_colour() {
        let look = |kind: EventKind| kind.look().1;
        assert_eq!(look(EventKind::Refill), Swatch::Dot);
        assert_eq!(look(EventKind::Lapsed), Swatch::Ring);
    }
}
