//! Seven series and the others: which series keep a colour of their own.

use super::{Part, Series};
use crate::error::ChartError;
use crate::figure::Figure;
use crate::palette::Colour;
use crate::tongue::Tongue;
use crate::wording;

/// The most series with a colour of their own.
pub const MOST_SERIES: usize = Colour::SERIES.len();

/// The series as parts of the columns. Up to seven stay as they are; of more, the seven largest
/// stay, largest first, and the rest are one part (`14 others`) at the end.
pub(super) fn folded(series: &[Series], tongue: &dyn Tongue) -> Result<Vec<Part>, ChartError> {
    let totals = series
        .iter()
        .map(|series| Ok((series, Figure::sum(series.figures.iter().copied())?)))
        .collect::<Result<Vec<_>, ChartError>>()?;
    // What the caller put together itself stays as it is, after all others.
    let (given, mut totals): (Vec<_>, Vec<_>) =
        totals.into_iter().partition(|(series, _)| series.colour == Some(Colour::S0));
    let mut others = Vec::new();
    if totals.len() > MOST_SERIES {
        // Stable: of two that are equal, the one that the caller put first stays first.
        totals.sort_by_key(|(_, total)| std::cmp::Reverse(total.known()));
        others = totals.split_off(MOST_SERIES);
    }
    let taken: Vec<Colour> = totals.iter().filter_map(|(series, _)| series.colour).collect();
    let mut free = Colour::SERIES.into_iter().filter(|colour| !taken.contains(colour));
    let mut parts: Vec<Part> = totals
        .into_iter()
        .chain(given)
        .map(|(series, total)| Part {
            label: wording::label(&series.label),
            colour: series.colour.or_else(|| free.next()).unwrap_or(Colour::S0),
            figures: series.figures.clone(),
            total,
        })
        .collect();
    if !others.is_empty() {
        parts.push(together(&others, tongue)?);
    }
    Ok(parts)
}

fn together(others: &[(&Series, Figure)], tongue: &dyn Tongue) -> Result<Part, ChartError> {
    let buckets = others.first().map_or(0, |(series, _)| series.figures.len());
    let figures = (0..buckets)
        .map(|index| {
            Figure::sum(others.iter().filter_map(|(series, _)| series.figures.get(index).copied()))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Part {
        label: tongue.others(others.len()),
        colour: Colour::S0,
        total: Figure::sum(others.iter().map(|(_, total)| *total))?,
        figures,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::English;

    fn series(label: &str, figures: &[i64]) -> Series {
        let figures = figures.iter().map(|micros| Figure::Known(*micros)).collect();
        Series { label: label.into(), colour: None, figures }
    }

    #[test]
    fn up_to_seven_series_stay_as_they_are() {
        let seven: Vec<_> = (0..7).map(|index| series(&format!("m{index}"), &[index])).collect();
        let parts = folded(&seven, &English).unwrap();
        let labels: Vec<_> = parts.iter().map(|part| part.label.as_str()).collect();
        assert_eq!(labels, ["m0", "m1", "m2", "m3", "m4", "m5", "m6"]);
        assert_eq!(parts.iter().map(|part| part.colour).collect::<Vec<_>>(), Colour::SERIES);
    }

    #[test]
    fn of_more_the_largest_stay_and_the_rest_are_one() {
        let ten: Vec<_> =
            (1..=10).map(|index| series(&format!("m{index}"), &[index, 10 * index])).collect();
        let parts = folded(&ten, &English).unwrap();
        let labels: Vec<_> = parts.iter().map(|part| part.label.as_str()).collect();
        assert_eq!(labels, ["m10", "m9", "m8", "m7", "m6", "m5", "m4", "3 others"]);
        let others = parts.last().unwrap();
        assert_eq!(others.figures, [Figure::Known(6), Figure::Known(60)]);
        assert_eq!((others.total, others.colour), (Figure::Known(66), Colour::S0));
    }

    #[test]
    fn a_colour_of_its_own_is_not_given_twice() {
        let mut own = series("own", &[1]);
        own.colour = Some(Colour::S1);
        let parts = folded(&[series("first", &[1]), own], &English).unwrap();
        assert_eq!(
            parts.iter().map(|part| part.colour).collect::<Vec<_>>(),
            [Colour::S2, Colour::S1]
        );
    }
}
