//! Where the line of a balance stands: axes, line, area, hatching, then markers and words.

use super::{Story, ahead, events, rows, steps, words};
use crate::error::ChartError;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, Plot, TYPE};
use crate::scene::{Anchor, Chart, Class, Frame, Ink, Scene};
use crate::size::Size;
use crate::{ticks, time_axis, wording};

/// Room above the line for words, in dots.
const HEADROOM: f64 = 10.0;
/// The lowest plotting area that has room for words above the line, in dots.
const ROOM_FOR_WORDS: f64 = 60.0;

/// µs from the beginning of the chart to an instant.
pub(super) fn along(story: &Story<'_>, at: i64) -> f64 {
    (i128::from(at) - i128::from(story.asked.from)) as f64
}

/// Lays the chart out.
pub(super) fn scene(story: &Story<'_>, size: Size) -> Result<Scene, ChartError> {
    let y = upright_axis(story, size);
    let margins = Margins::around(size, &y.ticks);
    let frame = margins.frame(size);
    let x = lying_axis(story, &frame, size)?;
    let rows = rows::rows(story)?;
    let mut marks = Vec::new();
    let shapes = plot::drawn(size, margins, (&x, &y), |plot| {
        for (at, _) in &x.ticks {
            plot.notch(*at, margins.bottom)?;
        }
        draw(plot, story, &frame, x.range.end)?;
        marks = rows::marks(story, &rows, plot, &frame);
        Ok(())
    })?;
    Ok(Scene {
        chart: Chart::BalanceOverTime,
        title: wording::label(&story.asked.title),
        summary: words::summary(story)?,
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: words::legend(story),
        table: rows::table(story, &rows),
    })
}

fn upright_axis(story: &Story<'_>, size: Size) -> Axis {
    let ahead = || story.ahead.iter().flat_map(|day| [day.low, day.high]);
    let known = || story.steps.iter().filter_map(|step| step.micros).chain(ahead());
    let low = known().min().unwrap_or(0).min(0);
    let high = known().max().unwrap_or(0).max(0);
    let most = usize::try_from(size.height() / 40).unwrap_or(0).clamp(1, 4);
    let ticks = ticks::amounts(low, high, most);
    let ticks = ticks.into_iter().map(|tick| (tick as f64, ticks::short(tick))).collect();
    let (low, mut end) = (low as f64, if low == high { 1.0 } else { high as f64 });
    let height = f64::from(size.height()) - 32.0;
    let has_words =
        !story.events.is_empty() || !story.coming.is_empty() || !story.lapses.is_empty();
    if has_words && height > ROOM_FOR_WORDS {
        end += (end - low) * HEADROOM / (height - HEADROOM);
    }
    Axis { range: low..end, ticks }
}

fn lying_axis(story: &Story<'_>, frame: &Frame, size: Size) -> Result<Axis, ChartError> {
    let end = match story.ahead.last() {
        Some(day) => day.at,
        None => story.lapses.last().map_or(story.asked.until, |lapse| lapse.at),
    };
    let length = along(story, end);
    let width = frame.right - frame.left;
    let place = |at: i64| frame.left + along(story, at) / length * width;
    let room = 0.0..f64::from(size.width());
    let ticks = time_axis::ticks(&(story.asked.from..end), place, &room, TYPE, story.notation)?;
    let ticks = ticks.into_iter().map(|(at, text)| (along(story, at), text)).collect();
    Ok(Axis { range: 0.0..length, ticks })
}

fn draw(plot: &mut Plot<'_>, story: &Story<'_>, frame: &Frame, end: f64) -> Result<(), ChartError> {
    let width = frame.right - frame.left;
    let column = |at: i64| (along(story, at) / end * width * 2.0) as i64;
    let steps = steps::thinned(&story.steps, column);
    let runs: Vec<Vec<(f64, f64)>> = steps::runs(&steps, story.asked.until)
        .into_iter()
        .map(|run| run.into_iter().map(|(at, micros)| (along(story, at), micros as f64)).collect())
        .collect();
    for run in &runs {
        plot.area(area(), under(run))?;
    }
    let baseline = Ink { class: Class::Baseline, ..hairline() };
    plot.line(baseline, vec![(0.0, 0.0), (end, 0.0)])?;
    let mut pieces = Vec::new();
    for run in runs {
        pieces.extend(run.windows(2).filter_map(|pair| piece(plot, pair)));
        plot.line(line(), run)?;
    }
    // With a fan, what lapses is an event within it.
    let taken =
        if story.ahead.is_empty() { lapses(plot, story, frame, &pieces)? } else { Vec::new() };
    let middle = ahead::draw(plot, story)?;
    pieces.extend(middle.windows(2).filter_map(|pair| piece(plot, pair)));
    events::draw(plot, story, frame, &pieces, taken)
}

fn hairline() -> Ink {
    Ink { stroke: Some(Colour::Line), stroke_width: Some(1.0), ..Ink::default() }
}

fn line() -> Ink {
    Ink {
        class: Class::Line,
        series: Some(0),
        stroke: Some(Colour::S1),
        stroke_width: Some(1.75),
        ..Ink::default()
    }
}

fn area() -> Ink {
    Ink {
        class: Class::Area,
        series: Some(0),
        fill: Some(Colour::S1),
        opacity: Some(0.1),
        ..Ink::default()
    }
}

/// The polygon between a run of the line and zero.
fn under(run: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let foot = |corner: Option<&(f64, f64)>| corner.map(|(at, _)| (*at, 0.0));
    let mut corners: Vec<(f64, f64)> = foot(run.first()).into_iter().collect();
    corners.extend_from_slice(run);
    corners.extend(foot(run.last()));
    corners
}

/// The room that a piece of the line takes from words.
fn piece(plot: &Plot<'_>, pair: &[(f64, f64)]) -> Option<Frame> {
    let [from, to] = pair else { return None };
    let ((x0, y0), (x1, y1)) = (plot.place(*from), plot.place(*to));
    Some(Frame {
        left: x0.min(x1) - 1.5,
        top: y0.min(y1) - 1.5,
        right: x0.max(x1) + 1.5,
        bottom: y0.max(y1) + 1.5,
    })
}

/// What will expire unused: from the last fact to its end, as bands from the top of the balance
/// downwards, the soonest uppermost. Returns the room that its words take.
fn lapses(
    plot: &mut Plot<'_>,
    story: &Story<'_>,
    frame: &Frame,
    line: &[Frame],
) -> Result<Vec<Frame>, ChartError> {
    let Some(balance) = story.balance_at(story.asked.until).filter(|micros| *micros > 0) else {
        return Ok(Vec::new());
    };
    let start = along(story, story.asked.until);
    let (mut top, mut edge) = (balance, vec![(start, balance as f64)]);
    let mut taken = Vec::new();
    let series = Some(words::legend_index_of_lapses(story));
    for lapse in &story.lapses {
        let bottom = top.saturating_sub(lapse.micros).max(0);
        let end = along(story, lapse.at);
        let amount = wording::amount(story.notation, lapse.micros);
        let text = story.notation.tongue().will_lapse(&amount);
        let band = Ink {
            class: Class::Lapse,
            series,
            value: Some(text.clone()),
            fill: Some(Colour::S1),
            hatched: true,
            ..Ink::default()
        };
        plot.rect(band, [(start, bottom as f64), (end, top as f64)])?;
        edge.extend([(end, top as f64), (end, bottom as f64)]);
        let (x, y) = plot.place((end, top as f64));
        let space = events::space_of(&text, x, y - 6.0, Anchor::End);
        let clear = |other: &Frame| !space.overlaps(other);
        if frame.left <= space.left && 0.0 <= space.top && line.iter().chain(&taken).all(clear) {
            plot.text(events::note(), &text, (x, y - 6.0), Anchor::End)?;
            taken.push(space);
        }
        top = bottom;
    }
    let dashes = Ink {
        class: Class::Lapse,
        series,
        stroke: Some(Colour::S1),
        stroke_width: Some(1.0),
        dashed: true,
        ..Ink::default()
    };
    plot.line(dashes, edge)?;
    Ok(taken)
}
