//! What a month of a planned workload costs: before choosing a plan, with a buffer on top.

use crate::credits::{Credits, Overflow};

/// Micro-units of a whole, and of the product of two amounts.
const MICRO: i128 = 1_000_000;

/// An amount with so many percent on top, rounded up to a millionth.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn with_buffer(credits: Credits, percent: Credits) -> Result<Credits, Overflow> {
    let hundred_percent = 100 * MICRO;
    let factor = hundred_percent + i128::from(percent.micros());
    rounded_up(i128::from(credits.micros()) * factor, hundred_percent)
}

fn rounded_up(numerator: i128, denominator: i128) -> Result<Credits, Overflow> {
    let up = i128::from(numerator.rem_euclid(denominator) != 0);
    let quotient = numerator.div_euclid(denominator) + up;
    i64::try_from(quotient).map(Credits::from_micros).map_err(|_| Overflow)
}

/// How often a line of work is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Often {
    /// So many on each working day.
    Daily,
    /// So many a month.
    Monthly,
}

/// A line of work, as one provider prices it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkLine {
    /// How many results, each working day or each month.
    pub units: Credits,
    /// Which of the two.
    pub often: Often,
    /// Credits of one result.
    pub credits: Credits,
    /// What it is done for.
    pub project: Option<String>,
}

/// What a line of work comes to in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineNeed {
    /// Results.
    pub units: Credits,
    /// Credits.
    pub credits: Credits,
}

/// What a month of work takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Each line, in their order.
    pub lines: Vec<LineNeed>,
    /// All lines: the sum of what each takes.
    pub together: Credits,
    /// The same with the buffer.
    pub buffered: Credits,
    /// A week's share of that: a month is a twelfth of 52 weeks.
    pub per_week: Credits,
    /// By project, in the order in which they are first named; lines of none last. Without the buffer.
    pub projects: Vec<(Option<String>, Credits)>,
}

/// What a month of so many working days takes, with so many percent on top. Every figure is rounded
/// up to a millionth, and totals are the sums of the rows.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn need(lines: &[WorkLine], days: u32, percent: Credits) -> Result<Need, Overflow> {
    let mut needs = Vec::with_capacity(lines.len());
    let mut projects: Vec<(Option<String>, Credits)> = Vec::new();
    for line in lines {
        let units = match line.often {
            Often::Daily => line.units.times(i64::from(days))?,
            Often::Monthly => line.units,
        };
        let product = i128::from(units.micros()) * i128::from(line.credits.micros());
        let credits = rounded_up(product, MICRO)?;
        needs.push(LineNeed { units, credits });
        match projects.iter_mut().find(|(project, _)| *project == line.project) {
            Some((_, sum)) => *sum = sum.plus(credits)?,
            None => projects.push((line.project.clone(), credits)),
        }
    }
    projects.sort_by_key(|(project, _)| project.is_none());
    let together = Credits::sum(needs.iter().map(|line| line.credits))?;
    let buffered = with_buffer(together, percent)?;
    let per_week = rounded_up(i128::from(buffered.micros()) * 12, 52)?;
    Ok(Need { lines: needs, together, buffered, per_week, projects })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(units: &str, often: Often, credits: &str, project: Option<&str>) -> WorkLine {
        WorkLine {
            units: Credits::parse(units).unwrap(),
            often,
            credits: Credits::parse(credits).unwrap(),
            project: project.map(str::to_owned),
        }
    }

    #[test]
    fn the_example_of_the_seed_comes_out_line_by_line() {
        let lines =
            [work("30", Often::Daily, "24", Some("Spring")), work("10", Often::Daily, "210", None)];
        for (percent, buffered) in [("20", "74448"), ("25", "77550"), ("30", "80652")] {
            let need = need(&lines, 22, Credits::parse(percent).unwrap()).unwrap();
            let credits: Vec<String> =
                need.lines.iter().map(|line| line.credits.to_string()).collect();
            assert_eq!(credits, ["15840", "46200"]);
            assert_eq!(need.lines[0].units.to_string(), "660");
            assert_eq!(need.together.to_string(), "62040");
            assert_eq!(need.buffered.to_string(), buffered);
        }
    }

    #[test]
    fn rows_add_up_to_the_total_and_projects_to_the_same() {
        let lines = [
            work("0.333333", Often::Daily, "0.1", Some("B")),
            work("7", Often::Monthly, "73.5", None),
            work("1", Often::Daily, "3", Some("A")),
            work("2", Often::Monthly, "1", Some("B")),
        ];
        let need = need(&lines, 1, Credits::ZERO).unwrap();
        assert_eq!(need.together.to_string(), "519.533334");
        let projects: Vec<(Option<&str>, String)> = need
            .projects
            .iter()
            .map(|(project, credits)| (project.as_deref(), credits.to_string()))
            .collect();
        assert_eq!(
            projects,
            [
                (Some("B"), "2.033334".to_owned()),
                (Some("A"), "3".to_owned()),
                (None, "514.5".to_owned())
            ]
        );
        // 519.533334 × 12 ÷ 52, rounded up.
        assert_eq!(need.per_week.to_string(), "119.892308");
    }

    #[test]
    fn a_month_that_does_not_fit_is_an_error() {
        let huge = work("9000000000000", Often::Daily, "1", None);
        assert_eq!(need(&[huge], 31, Credits::ZERO), Err(Overflow));
    }

    #[test]
    fn a_month_is_the_sum_of_its_lines_and_the_buffer_is_exact() {
        let daily = |units, credits| work(units, Often::Daily, credits, None);
        for (lines, days, percent, expected, buffered) in [
            (vec![daily("30", "24"), daily("10", "210")], 22, "25", "62040", "77550"),
            (vec![daily("0.5", "0.25")], 3, "12.5", "0.375", "0.421875"),
            (vec![daily("0.333333", "0.1")], 1, "0", "0.033334", "0.033334"),
            (vec![], 22, "20", "0", "0"),
        ] {
            let month = need(&lines, days, Credits::parse(percent).unwrap()).unwrap();
            assert_eq!(month.together.to_string(), expected);
            assert_eq!(month.buffered.to_string(), buffered);
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let most = work("9000000000000", Often::Monthly, "9000000000000", None);
        assert_eq!(need(&[most], 31, Credits::ZERO), Err(Overflow));
        assert_eq!(with_buffer(Credits::MAX, Credits::MAX), Err(Overflow));
    }
}
