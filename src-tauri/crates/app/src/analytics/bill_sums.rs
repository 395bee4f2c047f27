//! What a statement adds up, as numbers, and its mark-up.

use std::collections::BTreeMap;

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::money::{Currency, Money};

use super::table::UsageTable;
use super::tally::Tally;
use crate::wire::{ApiError, BillSums, ErrorCode, MoneyText};

/// Mark-ups are counted in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// The largest mark-up, in the same.
const MOST: i64 = 10 * WHOLE;

/// What is charged, as numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    pub(super) count: i64,
    pub(super) quantity: i64,
    pub(super) credits: Credits,
    pub(super) cost: BTreeMap<String, i64>,
    pub(super) unknown: Credits,
    pub(super) price: BTreeMap<String, i64>,
}

/// Costs with a mark-up, each rounded by itself.
pub(super) fn marked_up(cost: &BTreeMap<String, i64>, mark_up: i64) -> BTreeMap<String, i64> {
    let with = |minor: i64| {
        let exact = i128::from(minor) * i128::from(WHOLE + mark_up);
        let rounded = (exact + i128::from(WHOLE / 2)).div_euclid(i128::from(WHOLE));
        i64::try_from(rounded).unwrap_or(i64::MAX)
    };
    cost.iter().map(|(currency, minor)| (currency.clone(), with(*minor))).collect()
}

impl Sums {
    pub(super) fn of(table: &UsageTable, tally: &Tally, mark_up: i64) -> Self {
        let paid = table.currencies.iter().zip(&tally.cost).filter(|(_, minor)| **minor != 0);
        let cost: BTreeMap<String, i64> =
            paid.map(|(currency, minor)| (currency.code().to_owned(), *minor)).collect();
        Self {
            count: i64::try_from(tally.count).unwrap_or(i64::MAX),
            quantity: tally.quantity,
            credits: tally.credits,
            price: marked_up(&cost, mark_up),
            cost,
            unknown: tally.cost_unknown,
        }
    }

    pub(super) fn add(&mut self, other: &Self, sign: i64) -> Result<(), Overflow> {
        self.count += sign * other.count;
        self.quantity += sign * other.quantity;
        self.credits = self.credits.plus(other.credits.times(sign)?)?;
        self.unknown = self.unknown.plus(other.unknown.times(sign)?)?;
        for (sums, added) in [(&mut self.cost, &other.cost), (&mut self.price, &other.price)] {
            for (currency, minor) in added {
                let sum = sums.entry(currency.clone()).or_default();
                *sum = sum.checked_add(sign * minor).ok_or(Overflow)?;
            }
        }
        Ok(())
    }

    pub(super) fn is_nothing(&self) -> bool {
        let no_money = |sums: &BTreeMap<String, i64>| sums.values().all(|minor| *minor == 0);
        self.count == 0
            && self.quantity == 0
            && self.credits.is_zero()
            && self.unknown.is_zero()
            && no_money(&self.cost)
    }

    pub(super) fn told(&self) -> Result<BillSums, ApiError> {
        let money = |sums: &BTreeMap<String, i64>| -> Result<Vec<MoneyText>, ApiError> {
            let some = sums.iter().filter(|(_, minor)| **minor != 0);
            some.map(|(code, minor)| {
                let currency: Currency = code.parse()?;
                Ok(Money { minor: *minor, currency }.into())
            })
            .collect()
        };
        Ok(BillSums {
            count: self.count,
            quantity: self.quantity,
            credits: self.credits.to_string(),
            cost: money(&self.cost)?,
            cost_unknown: self.unknown.to_string(),
            price: money(&self.price)?,
        })
    }

    pub(super) fn read(told: &BillSums) -> Result<Self, ApiError> {
        let money = |list: &[MoneyText]| -> Result<BTreeMap<String, i64>, ApiError> {
            list.iter()
                .map(|one| {
                    let money: Money = format!("{} {}", one.amount, one.currency).parse()?;
                    Ok((one.currency.clone(), money.minor))
                })
                .collect()
        };
        let credits = |text: &str| Credits::parse(text).map_err(ApiError::from);
        Ok(Self {
            count: told.count,
            quantity: told.quantity,
            credits: credits(&told.credits)?,
            cost: money(&told.cost)?,
            unknown: credits(&told.cost_unknown)?,
            price: money(&told.price)?,
        })
    }
}

/// A mark-up as it is typed, in hundredths of a percent.
pub(super) fn read_mark_up(text: &str) -> Result<i64, ApiError> {
    let wrong = || {
        let message = format!("“{}” is not a mark-up", text.trim());
        ApiError::new(ErrorCode::Input, message)
            .with_hint("Write percent from 0 to 1000, such as 12.5.")
            .at_field("mark_up")
    };
    let text = text.trim();
    if text.is_empty() {
        return Ok(0);
    }
    let micros = Credits::parse(text).map_err(|_| wrong())?.micros();
    let hundredths = micros / WHOLE;
    if micros % WHOLE == 0 && (0..=MOST).contains(&hundredths) {
        Ok(hundredths)
    } else {
        Err(wrong())
    }
}

pub(super) fn written_mark_up(hundredths: i64) -> String {
    Credits::from_micros(hundredths * WHOLE).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_up_is_read_to_the_hundredth_of_a_percent() {
        for (text, hundredths) in [("", 0), ("0", 0), ("12.5", 1_250), ("1000", 100_000)] {
            assert_eq!(read_mark_up(text).unwrap(), hundredths, "{text}");
        }
        assert_eq!(written_mark_up(1_250), "12.5");
        for text in ["-1", "1000.01", "1.005", "ten"] {
            assert_eq!(read_mark_up(text).unwrap_err().field.as_deref(), Some("mark_up"), "{text}");
        }
    }
}
