//! What plans cost against what is needed: a line a plan, the need as an upright, and a ring where
//! another plan becomes the cheapest.

use std::fmt;

use crate::error::ChartError;
use crate::notation::Notation;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, Plot, TYPE, tenth};
use crate::scene::{
    Anchor, Chart, Class, Column, Frame, Ink, LegendEntry, Mark, Scene, Swatch, Table,
};
use crate::size::Size;
use crate::{text_width, ticks, wording};

/// Places for the pointer.
const MARKS: usize = 40;
/// Rows of the table.
const ROWS: usize = 12;

/// What to draw. Credits are millionths, money is millionths of its currency.
pub struct PlanCosts<'a> {
    /// The name of the chart.
    pub title: String,
    /// The plans, the cheapest first; at most seven are drawn.
    pub plans: Vec<PlanCost>,
    /// What is needed.
    pub needed: i64,
    /// From so many credits on, this plan (by its place) is the cheapest.
    pub crossings: Vec<(i64, usize)>,
    /// The currency.
    pub currency: String,
    /// How money is written, without its currency.
    pub money: &'a dyn Fn(i64) -> String,
}

/// What a plan costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCost {
    /// Its name.
    pub label: String,
    /// Credits, and what they cost; none where they cannot be had so. In order of credits, the same
    /// credits for all plans.
    pub points: Vec<(i64, Option<i64>)>,
}

impl fmt::Debug for PlanCosts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PlanCosts").field("title", &self.title).finish_non_exhaustive()
    }
}

/// Lays out what plans cost.
///
/// # Errors
/// [`ChartError`]: no plan with a price, or points out of order.
pub fn plan_costs(
    asked: &PlanCosts<'_>,
    size: Size,
    notation: &dyn Notation,
) -> Result<Scene, ChartError> {
    let drawn: Vec<&PlanCost> = asked.plans.iter().take(Colour::SERIES.len()).collect();
    let known = drawn.iter().flat_map(|plan| plan.points.iter().filter_map(|(_, money)| *money));
    let (Some(dearest), Some(reach)) = (known.max(), reach(&drawn)) else {
        return Err(ChartError::Empty("no plan has a price; give one first"));
    };
    let story = Story { asked, drawn, notation };
    // A plan far dearer than the rest would press the others to the floor.
    let top = dearest.min(story.least_paid().saturating_mul(3)).max(1);
    let y = upright_axis(top, size);
    let margins = Margins::around(size, &y.ticks);
    let frame = margins.frame(size);
    let x = lying_axis(reach, &frame, notation);
    let mut marks = Vec::new();
    let shapes = plot::drawn(size, margins, (&x, &y), |plot| {
        for (at, _) in &x.ticks {
            plot.notch(*at, margins.bottom)?;
        }
        story.draw(plot, &frame, top)?;
        marks = story.marks(plot, &frame, top);
        Ok(())
    })?;
    Ok(Scene {
        chart: Chart::PlanCosts,
        title: wording::label(&asked.title),
        summary: story.summary(),
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: story.legend(),
        table: story.table(),
    })
}

/// The most credits of all plans.
fn reach(plans: &[&PlanCost]) -> Option<i64> {
    let last = plans.iter().filter_map(|plan| plan.points.last());
    last.map(|(credits, _)| *credits).max().filter(|credits| *credits > 0)
}

fn upright_axis(top: i64, size: Size) -> Axis {
    let most = usize::try_from(size.height() / 40).unwrap_or(0).clamp(1, 4);
    let ticks = ticks::amounts(0, top, most);
    let ticks = ticks.into_iter().map(|tick| (tick as f64, ticks::short(tick))).collect();
    Axis { range: 0.0..top as f64 * 1.04, ticks }
}

fn lying_axis(reach: i64, frame: &Frame, notation: &dyn Notation) -> Axis {
    let width = frame.right - frame.left;
    let most = ((width / 110.0) as usize).clamp(2, 7);
    let ticks = ticks::amounts(0, reach, most);
    let fits = |tick: &i64| {
        let at = frame.left + *tick as f64 / reach as f64 * width;
        let half = text_width::width(&wording::amount(notation, *tick), TYPE, false) / 2.0;
        at + half <= frame.right + 2.0
    };
    let ticks = ticks.into_iter().filter(fits);
    Axis {
        range: 0.0..reach as f64,
        ticks: ticks.map(|tick| (tick as f64, wording::amount(notation, tick))).collect(),
    }
}

struct Story<'a> {
    asked: &'a PlanCosts<'a>,
    drawn: Vec<&'a PlanCost>,
    notation: &'a dyn Notation,
}

impl Story<'_> {
    fn money(&self, micros: i64) -> String {
        format!("{} {}", wording::label(&(self.asked.money)(micros)), self.asked.currency)
    }

    /// The money of a plan at the point next to some credits.
    fn money_at(&self, plan: &PlanCost, credits: i64) -> Option<i64> {
        let after = plan.points.partition_point(|(at, _)| *at < credits);
        plan.points.get(after).or(plan.points.last())?.1
    }

    /// The least that the need costs where it costs anything: beside a free way every price is
    /// infinitely dearer, and none of them is to go. Without one there is nothing to measure by.
    fn least_paid(&self) -> i64 {
        let at_need = self.drawn.iter().filter_map(|plan| self.money_at(plan, self.asked.needed));
        at_need.filter(|money| *money > 0).min().unwrap_or(i64::MAX)
    }

    fn draw(&self, plot: &mut Plot<'_>, frame: &Frame, top: i64) -> Result<(), ChartError> {
        let baseline = Ink {
            class: Class::Baseline,
            stroke: Some(Colour::Line),
            stroke_width: Some(1.0),
            ..Ink::default()
        };
        let end = reach(&self.drawn).unwrap_or(1) as f64;
        plot.line(baseline, vec![(0.0, 0.0), (end, 0.0)])?;
        let need = Ink {
            class: Class::Lapse,
            stroke: Some(Colour::Ink2),
            stroke_width: Some(1.0),
            dashed: true,
            ..Ink::default()
        };
        let needed = self.asked.needed as f64;
        plot.line(need, vec![(needed, 0.0), (needed, top as f64)])?;
        // The cheapest comes last and lies on top.
        for (series, plan) in self.drawn.iter().enumerate().rev() {
            let ink = Ink {
                class: Class::Line,
                series: Some(series),
                stroke: Some(Colour::SERIES[series]),
                stroke_width: Some(if series == 0 { 2.25 } else { 1.5 }),
                ..Ink::default()
            };
            for run in runs(&plan.points, top) {
                plot.line(ink.clone(), run)?;
            }
        }
        self.draw_crossings(plot, frame, top)
    }

    fn draw_crossings(
        &self,
        plot: &mut Plot<'_>,
        frame: &Frame,
        top: i64,
    ) -> Result<(), ChartError> {
        let mut taken: Vec<Frame> = Vec::new();
        let (need, _) = plot.place((self.asked.needed as f64, 0.0));
        taken.push(Frame { left: need - 3.0, top: 0.0, right: need + 3.0, bottom: frame.bottom });
        for (credits, plan) in &self.asked.crossings {
            let Some(cost) = self.drawn.get(*plan) else { continue };
            let Some(money) = self.money_at(cost, *credits).filter(|money| *money <= top) else {
                continue;
            };
            let ring = Ink {
                class: Class::Marker,
                series: Some(*plan),
                fill: Some(Colour::Sheet),
                stroke: Some(Colour::SERIES[*plan]),
                stroke_width: Some(1.75),
                value: Some(self.named(*credits, cost)),
                ..Ink::default()
            };
            let place = (*credits as f64, money as f64);
            plot.circle(ring, place, 4.0)?;
            let (x, y) = plot.place(place);
            let text = wording::amount(self.notation, *credits);
            let note = Ink { class: Class::Note, fill: Some(Colour::Ink2), ..Ink::default() };
            for at in [(x, y - 9.0), (x, y + 18.0)] {
                let space = text_width::space(&text, at, Anchor::Middle, TYPE, false);
                let clear = taken.iter().all(|other| !space.overlaps(other));
                if clear
                    && frame.left <= space.left
                    && space.right <= frame.right
                    && 0.0 <= space.top
                {
                    plot.text(note, &text, at, Anchor::Middle)?;
                    taken.push(space);
                    break;
                }
            }
        }
        Ok(())
    }

    fn named(&self, credits: i64, plan: &PlanCost) -> String {
        let amount = wording::amount(self.notation, credits);
        self.notation
            .tongue()
            .cheapest_from(&amount, &wording::isolated(&wording::label(&plan.label)))
    }

    fn marks(&self, plot: &Plot<'_>, frame: &Frame, top: i64) -> Vec<Mark> {
        let points = self.drawn.first().map_or(&[][..], |plan| plan.points.as_slice());
        let step = points.len().div_ceil(MARKS).max(1);
        let places: Vec<i64> = points.iter().step_by(step).map(|(credits, _)| *credits).collect();
        let x_of = |credits: i64| plot.place((credits as f64, 0.0)).0;
        let half = match places.as_slice() {
            [one, two, ..] => (x_of(*two) - x_of(*one)) / 2.0,
            _ => frame.right - frame.left,
        };
        let mark = |credits: &i64| {
            let values = self.drawn.iter().map(|plan| self.money_at(plan, *credits));
            let lowest = values.clone().flatten().min().unwrap_or(top).min(top);
            let (x, y) = plot.place((*credits as f64, lowest as f64));
            Mark {
                key: credits.to_string(),
                label: wording::amount_with_unit(self.notation, *credits),
                x,
                y,
                left: tenth((x - half).max(frame.left)),
                right: tenth((x + half).min(frame.right)),
                rows: None,
                values: values
                    .map(|money| money.map(|m| self.money(m)).unwrap_or_default())
                    .collect(),
                total: None,
                notes: Vec::new(),
            }
        };
        places.iter().map(mark).collect()
    }

    fn legend(&self) -> Vec<LegendEntry> {
        let entries = self.drawn.iter().enumerate().map(|(series, plan)| LegendEntry {
            label: wording::label(&plan.label),
            colour: Colour::SERIES[series],
            swatch: Swatch::Line,
            opacity: None,
            value: self.money_at(plan, self.asked.needed).map(|money| self.money(money)),
        });
        entries.collect()
    }

    fn summary(&self) -> String {
        let tongue = self.notation.tongue();
        let needed = wording::amount_with_unit(self.notation, self.asked.needed);
        let cheapest = self
            .drawn
            .iter()
            .filter_map(|plan| Some((self.money_at(plan, self.asked.needed)?, plan)));
        let mut parts = Vec::new();
        if let Some((money, plan)) = cheapest.min_by_key(|(money, _)| *money) {
            let label = wording::isolated(&wording::label(&plan.label));
            parts.push(tongue.cheapest_at(&needed, &label, &self.money(money)));
        }
        for (credits, plan) in &self.asked.crossings {
            parts.extend(self.drawn.get(*plan).map(|plan| self.named(*credits, plan)));
        }
        format!("{}.", parts.join("; "))
    }

    fn table(&self) -> Table {
        let column = |label: String, numeric: bool| Column { label, numeric };
        let mut columns = vec![column(self.notation.tongue().credits_a_month().to_owned(), true)];
        columns.extend(self.drawn.iter().map(|plan| column(wording::label(&plan.label), true)));
        let points = self.drawn.first().map_or(&[][..], |plan| plan.points.as_slice());
        let step = points.len().div_ceil(ROWS).max(1);
        let mut rows: Vec<i64> = points.iter().step_by(step).map(|(credits, _)| *credits).collect();
        rows.push(self.asked.needed);
        rows.sort_unstable();
        rows.dedup();
        let row = |credits: &i64| {
            let mut cells = vec![wording::amount(self.notation, *credits)];
            cells.extend(self.drawn.iter().map(|plan| {
                let money = self.money_at(plan, *credits);
                money.map_or_else(
                    || self.notation.tongue().not_known().to_owned(),
                    |money| wording::label(&(self.asked.money)(money)),
                )
            }));
            cells
        };
        Table { columns, rows: rows.iter().map(row).collect(), total: None }
    }
}

/// The pieces of a line that are known and not beyond the top.
fn runs(points: &[(i64, Option<i64>)], top: i64) -> Vec<Vec<(f64, f64)>> {
    let mut runs = vec![Vec::new()];
    for (credits, money) in points {
        match money.filter(|money| *money <= top) {
            Some(money) => {
                if let Some(run) = runs.last_mut() {
                    run.push((*credits as f64, money as f64));
                }
            }
            None => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}
