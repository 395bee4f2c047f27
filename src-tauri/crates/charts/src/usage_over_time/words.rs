//! What stands beside the columns of usage: the sentence, the legend and the table.

use super::{Columns, UsageOverTime};
use crate::figure::Figure;
use crate::notation::Notation;
use crate::palette::Colour;
use crate::scene::{Column, LegendEntry, Swatch, Table};
use crate::wording;

/// What the chart shows, in one sentence.
pub(super) fn summary(asked: &UsageOverTime, columns: &Columns, notation: &dyn Notation) -> String {
    let mut parts = vec![opening(asked, columns, notation)];
    parts.extend(most(asked, columns, notation));
    parts.extend(leader(columns, notation));
    let unknown = columns.totals.iter().filter(|total| total.is_partial()).count();
    if unknown > 0 {
        let tongue = notation.tongue();
        let steps = tongue.steps(unknown, asked.step);
        parts.push(format!("{steps} {}", tongue.not_fully_known()));
    }
    format!("{}.", parts.join("; "))
}

/// The words of a bucket, safe in a sentence. The year is said once, at the end of the range.
fn place(asked: &UsageOverTime, index: usize) -> String {
    let long = |index: usize| asked.buckets.get(index).map(|bucket| wording::label(&bucket.long));
    let last = long(asked.buckets.len() - 1).unwrap_or_default();
    let words = long(index).unwrap_or_default();
    wording::isolated(wording::without_year(&words, &last))
}

fn opening(asked: &UsageOverTime, columns: &Columns, notation: &dyn Notation) -> String {
    let tongue = notation.tongue();
    let span = match asked.buckets.len() {
        1 => tongue.in_step(asked.step, &place(asked, 0)),
        count => tongue.between(&place(asked, 0), &place(asked, count - 1)),
    };
    wording::told(notation, asked.topic, columns.total, &span)
}

/// The bucket with the most, where there are several and one stands out.
fn most(asked: &UsageOverTime, columns: &Columns, notation: &dyn Notation) -> Option<String> {
    let highest =
        columns.totals.iter().map(|total| total.known()).max().filter(|most| *most > 0)?;
    let mut reaching =
        columns.totals.iter().enumerate().filter(|(_, total)| total.known() == highest);
    let (index, total) = reaching.next()?;
    if reaching.next().is_some() || columns.totals.len() < 2 {
        return None;
    }
    let tongue = notation.tongue();
    let place = tongue.in_step(asked.step, &place(asked, index));
    Some(tongue.most(&place, &total.written(notation)))
}

/// The largest series and its share, where the shares are known.
fn leader(columns: &Columns, notation: &dyn Notation) -> Option<String> {
    let named = columns.series.iter().filter(|part| part.colour != Colour::S0);
    // The first of equals: the last of the reversed.
    let first = named.rev().max_by_key(|part| part.total.known())?;
    let (part, whole) = (first.total.known(), columns.total.known());
    if columns.series.len() < 2 || part <= 0 || columns.total.is_partial() {
        return None;
    }
    let percent =
        (200 * i128::from(part) + i128::from(whole)).checked_div(2 * i128::from(whole))?;
    let label = wording::isolated(&first.label);
    Some(notation.tongue().leads(&label, &first.total.written(notation), percent))
}

/// The series in drawing order, and what a question mark means where one stands.
pub(super) fn legend(columns: &Columns, notation: &dyn Notation) -> Vec<LegendEntry> {
    let mut legend: Vec<LegendEntry> = columns
        .series
        .iter()
        .map(|part| LegendEntry {
            label: part.label.clone(),
            colour: part.colour,
            swatch: Swatch::Solid,
            opacity: None,
            value: Some(part.total.written(notation)),
        })
        .collect();
    if columns.totals.iter().any(|total| total.is_partial()) {
        legend.push(LegendEntry {
            label: notation.tongue().not_fully_known().to_owned(),
            colour: Colour::Ink2,
            swatch: Swatch::Unknown,
            opacity: None,
            value: None,
        });
    }
    legend
}

/// Every figure, a row for each bucket, with the sums.
pub(super) fn table(asked: &UsageOverTime, columns: &Columns, notation: &dyn Notation) -> Table {
    let tongue = notation.tongue();
    let header = Column { label: tongue.step(asked.step).to_owned(), numeric: false };
    let figures = columns.series.iter().map(|part| part.label.clone());
    let figures = figures.chain([tongue.total().to_owned()]);
    let row = |first: String, figures: Vec<Figure>| {
        let figures = figures.into_iter().map(|figure| figure.written(notation));
        std::iter::once(first).chain(figures).collect::<Vec<String>>()
    };
    let rows =
        asked.buckets.iter().zip(&columns.totals).enumerate().map(|(index, (bucket, total))| {
            let figures = columns.series.iter().filter_map(|part| part.figures.get(index).copied());
            row(wording::label(&bucket.long), figures.chain([*total]).collect())
        });
    let totals = columns.series.iter().map(|part| part.total).chain([columns.total]).collect();
    Table {
        columns: std::iter::once(header)
            .chain(figures.map(|label| Column { label, numeric: true }))
            .collect(),
        rows: rows.collect(),
        total: Some(row(tongue.total().to_owned(), totals)),
    }
}
