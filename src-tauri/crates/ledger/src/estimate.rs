//! What a month of a planned workload costs: before choosing a plan, with a buffer on top.

use crate::credits::{Credits, Overflow};

/// Micro-units of a whole, and of the product of two amounts.
const MICRO: i128 = 1_000_000;

/// One line of a planned workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedUse {
    /// What is made (`image`).
    pub name: String,
    /// How many a day.
    pub per_day: Credits,
    /// Credits of each.
    pub credits: Credits,
}

/// The credits of a month of so many working days.
///
/// Rounded up to a millionth, so that an estimate never falls short.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn monthly(lines: &[PlannedUse], days: u32) -> Result<Credits, Overflow> {
    let mut product = 0_i128;
    for line in lines {
        let per_day = i128::from(line.per_day.micros()) * i128::from(line.credits.micros());
        let in_month = per_day.checked_mul(i128::from(days)).ok_or(Overflow)?;
        product = product.checked_add(in_month).ok_or(Overflow)?;
    }
    rounded_up(product, MICRO)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    fn line(per_day: &str, credits: &str) -> PlannedUse {
        PlannedUse {
            name: String::new(),
            per_day: Credits::parse(per_day).unwrap(),
            credits: Credits::parse(credits).unwrap(),
        }
    }

    #[test]
    fn a_month_is_the_sum_of_its_lines_and_the_buffer_is_exact() {
        for (lines, days, percent, expected, buffered) in [
            (vec![line("30", "24"), line("10", "210")], 22, "25", "62040", "77550"),
            (vec![line("0.5", "0.25")], 3, "12.5", "0.375", "0.421875"),
            (vec![line("0.333333", "0.1")], 1, "0", "0.033334", "0.033334"),
            (vec![], 22, "20", "0", "0"),
        ] {
            let month = monthly(&lines, days).unwrap();
            assert_eq!(month.to_string(), expected);
            let percent = Credits::parse(percent).unwrap();
            assert_eq!(with_buffer(month, percent).unwrap().to_string(), buffered);
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        assert_eq!(monthly(&[line("9000000000000", "9000000000000")], 31), Err(Overflow));
        assert_eq!(with_buffer(Credits::MAX, Credits::MAX), Err(Overflow));
    }
}
