//! Money: minor units of an ISO 4217 currency, and the exact split of a cost.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::credits::{AmountError, Credits, Overflow, format_decimal, parse_decimal, shorten};

/// An ISO 4217 currency code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// An amount of money in the minor units of its currency (cents for EUR, yen for JPY).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// The currency that they count.
    pub currency: Currency,
}

/// Why a text is not an amount of money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The text is not of the form `12.00 EUR`.
    #[error("\u{201c}{0}\u{201d} is not an amount of money; write it as \u{201c}12.00 EUR\u{201d}")]
    Form(String),
    /// The number in it is wrong.
    #[error("{0}; write the amount as \u{201c}12.00 EUR\u{201d}")]
    Amount(#[from] AmountError),
}

impl Currency {
    /// The three letters of the code.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Digits behind the point of this currency, by ISO 4217.
    pub fn decimals(self) -> u32 {
        match self.code() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF"
            | "UGX" | "UYI" | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            "CLF" | "UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let letters: [u8; 3] =
            text.as_bytes().try_into().map_err(|_| MoneyError::Form(shorten(text)))?;
        if !letters.iter().all(u8::is_ascii_uppercase) {
            return Err(MoneyError::Form(shorten(text)));
        }
        Ok(Self(letters))
    }
}

/// Reads `12.00 EUR`.
impl FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let form = || MoneyError::Form(shorten(text));
        let (amount, code) = text.trim().rsplit_once(char::is_whitespace).ok_or_else(form)?;
        let currency: Currency = code.to_ascii_uppercase().parse().map_err(|_| form())?;
        let minor = parse_decimal(amount.trim(), currency.decimals())?;
        Ok(Self { minor, currency })
    }
}

impl Money {
    /// The number alone, with all the decimals of its currency: `12.00`.
    pub fn number(self) -> String {
        let decimals = self.currency.decimals();
        let shortest = format_decimal(self.minor, decimals);
        let width = usize::try_from(decimals).unwrap_or(0);
        match shortest.split_once('.') {
            Some((whole, fraction)) => format!("{whole}.{fraction:0<width$}"),
            None if width == 0 => shortest,
            None => format!("{shortest}.{:0<width$}", ""),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} {}", self.number(), self.currency.code()))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

macro_rules! serde_as_text {
    ($type:ty) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}
serde_as_text!(Money);
serde_as_text!(Currency);

/// Totals of money, a figure for each currency; never added across currencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyTotals(pub BTreeMap<Currency, i64>);

impl MoneyTotals {
    /// Adds an amount.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn add(&mut self, money: Money) -> Result<(), Overflow> {
        let total = self.0.entry(money.currency).or_insert(0);
        *total = total.checked_add(money.minor).ok_or(Overflow)?;
        Ok(())
    }

    /// The amounts, by currency code.
    pub fn iter(&self) -> impl Iterator<Item = Money> + '_ {
        self.0.iter().map(|(currency, minor)| Money { minor: *minor, currency: *currency })
    }
}

/// `{"EUR": "1.20"}`.
impl Serialize for MoneyTotals {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|m| (m.currency.code().to_owned(), m.number())))
    }
}

/// Splits `total` in proportion to `weights` (none below zero) so that the parts add up to it
/// exactly: each part is rounded down, and what is left over goes, one unit each, to the largest
/// remainders, ties to the earlier part. With all weights zero every part is zero.
pub fn split_largest_remainder(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum <= 0 {
        return vec![0; weights.len()];
    }
    let magnitude = i128::from(total.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut given = 0_i128;
    for (index, weight) in weights.iter().enumerate() {
        let product = magnitude * i128::from(*weight);
        let part = product / sum;
        given += part;
        parts.push(part);
        remainders.push((product % sum, index));
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let left = usize::try_from(magnitude - given).unwrap_or(0);
    for (_, index) in remainders.into_iter().take(left) {
        parts[index] += 1;
    }
    let sign = if total < 0 { -1 } else { 1 };
    parts.into_iter().map(|part| i64::try_from(part * sign).unwrap_or(0)).collect()
}

/// What so many credits of a lot cost, in minor units, halves rounded up. What parts of a lot cost is
/// taken as the difference of two such shares, so that parts add up whatever their sizes.
pub fn share_of_price(paid: i64, credits: Credits, amount: Credits) -> i64 {
    let amount = i128::from(amount.micros());
    if amount <= 0 {
        return 0;
    }
    let product = i128::from(paid) * i128::from(credits.micros());
    let rounded = (2 * product + amount).div_euclid(2 * amount);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_a_price_rounds_halves_up() {
        let credits = |micros| Credits::from_micros(micros);
        for (paid, part, of, minor) in
            [(100, 1, 3, 33), (100, 2, 3, 67), (1, 1, 2, 1), (100, 3, 3, 100), (5, 1, 0, 0)]
        {
            let share = share_of_price(paid, credits(part), credits(of));
            assert_eq!(share, minor, "{paid} x {part}/{of}");
        }
    }

    #[test]
    fn money_reads_and_writes_the_decimals_of_its_currency() {
        for (text, minor, shown) in [
            ("12.00 EUR", 1200, "12.00 EUR"),
            ("12 eur", 1200, "12.00 EUR"),
            ("0.5 USD", 50, "0.50 USD"),
            ("700 JPY", 700, "700 JPY"),
            ("1.234 KWD", 1234, "1.234 KWD"),
        ] {
            let money: Money = text.parse().unwrap();
            assert_eq!((money.minor, money.to_string().as_str()), (minor, shown), "{text}");
        }
        for text in ["12", "12 EURO", "12.001 EUR", "EUR 12", ""] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_split_adds_up_to_the_whole() {
        assert_eq!(split_largest_remainder(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split_largest_remainder(-100, &[1, 1, 1]), [-34, -33, -33]);
        assert_eq!(split_largest_remainder(7, &[0, 5, 0]), [0, 7, 0]);
        assert_eq!(split_largest_remainder(7, &[0, 0]), [0, 0]);
    }
}
