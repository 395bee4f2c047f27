//! Credits: an exact amount in millionths, and the one place where amounts are read and rounded.

use std::fmt;
use std::iter;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Digits kept behind the decimal point of a credit.
pub const CREDIT_DECIMALS: u32 = 6;

const MICROS_PER_CREDIT: i64 = 1_000_000;

/// An amount of credits, counted in millionths of a credit.
///
/// The largest amount is about 9.2 million million credits. Every operation that could leave that
/// range returns [`Overflow`] instead of wrapping.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credits(i64);

/// The result of a computation does not fit the range of an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the amount is too large to be kept exactly")]
pub struct Overflow;

/// Why a text is not an amount.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text is empty or holds something that is not a decimal number.
    #[error("\u{201c}{0}\u{201d} is not a number")]
    NotANumber(String),
    /// More digits behind the point than an amount keeps; nothing is rounded in silence.
    #[error("\u{201c}{text}\u{201d} has more than {decimals} decimals")]
    TooManyDecimals {
        /// The text as it was given.
        text: String,
        /// How many decimals an amount of this sort keeps.
        decimals: u32,
    },
    /// The number is outside the range of an amount.
    #[error("\u{201c}{0}\u{201d} is too large")]
    TooLarge(String),
}

impl Credits {
    /// No credits.
    pub const ZERO: Self = Self(0);
    /// The largest amount.
    pub const MAX: Self = Self(i64::MAX);

    /// The amount of so many millionths of a credit.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// The amount of so many whole credits.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn whole(credits: i64) -> Result<Self, Overflow> {
        credits.checked_mul(MICROS_PER_CREDIT).map(Self).ok_or(Overflow)
    }

    /// The amount in millionths of a credit.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads a plain decimal number (`73.5`, `-4`, `1e3`).
    ///
    /// # Errors
    /// What is wrong with the text: not a number, more than six decimals, or too large.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        parse_decimal(text, CREDIT_DECIMALS).map(Self)
    }

    /// Whether the amount is zero.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether the amount is above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn plus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_add(other.0).map(Self).ok_or(Overflow)
    }

    /// The difference of two amounts.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn minus(self, other: Self) -> Result<Self, Overflow> {
        self.0.checked_sub(other.0).map(Self).ok_or(Overflow)
    }

    /// The amount `count` times over.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn times(self, count: i64) -> Result<Self, Overflow> {
        self.0.checked_mul(count).map(Self).ok_or(Overflow)
    }

    /// `self × numerator ÷ denominator`, rounded down (towards zero) to a millionth.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount, or when the denominator is zero.
    pub fn scaled_down(self, numerator: i64, denominator: i64) -> Result<Self, Overflow> {
        let product = i128::from(self.0) * i128::from(numerator);
        let quotient = product.checked_div(i128::from(denominator)).ok_or(Overflow)?;
        i64::try_from(quotient).map(Self).map_err(|_| Overflow)
    }

    /// Adds up many amounts.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self, Overflow> {
        amounts.into_iter().try_fold(Self::ZERO, Self::plus)
    }
}

/// Writes the shortest decimal: `73.5`, `-4`, `0.000001`.
impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format_decimal(self.0, CREDIT_DECIMALS))
    }
}

/// A JSON number with decimals where people read it, millionths where only Bursar does.
impl Serialize for Credits {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            use serde::ser::Error;
            let number: serde_json::Number = self.to_string().parse().map_err(S::Error::custom)?;
            number.serialize(serializer)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Credits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = match serde_json::Value::deserialize(deserializer)? {
                serde_json::Value::Number(number) => number.to_string(),
                serde_json::Value::String(text) => text,
                other => return Err(de::Error::custom(format!("{other} is not an amount"))),
            };
            Self::parse(&text).map_err(de::Error::custom)
        } else {
            i64::deserialize(deserializer).map(Self)
        }
    }
}

/// Reads a decimal number as an integer of `10^-decimals`. Exponents are taken (`1e3`, `2.5E-1`),
/// since spreadsheets and JSON writers produce them; a digit beyond the scale is an error.
pub(crate) fn parse_decimal(text: &str, decimals: u32) -> Result<i64, AmountError> {
    let not_a_number = || AmountError::NotANumber(shorten(text));
    let trimmed = text.trim();
    let (mantissa, exponent) = match trimmed.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => {
            (mantissa, exponent.parse::<i32>().map_err(|_| not_a_number())?)
        }
        None => (trimmed, 0),
    };
    let (negative, digits) = match mantissa.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_digits(whole) || !is_digits(fraction) {
        return Err(not_a_number());
    }
    let significant = [whole, fraction].concat();
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    let too_large = || AmountError::TooLarge(shorten(text));
    let fraction_digits = i64::try_from(fraction.len()).map_err(|_| too_large())?;
    // How many zeros to append (or, below zero, digits to drop) to reach the scale.
    let shift = i64::from(decimals) - fraction_digits + i64::from(exponent);
    let scaled = if shift >= 0 {
        if shift > 40 {
            return Err(too_large());
        }
        let zeros = usize::try_from(shift).map_err(|_| too_large())?;
        significant.chars().chain(iter::repeat_n('0', zeros)).collect::<String>()
    } else {
        let drop = usize::try_from(-shift).unwrap_or(usize::MAX);
        let keep = significant.len().saturating_sub(drop);
        if significant[keep..].bytes().any(|byte| byte != b'0') {
            return Err(AmountError::TooManyDecimals { text: shorten(text), decimals });
        }
        significant[..keep].to_owned()
    };
    if scaled.is_empty() {
        return Ok(0);
    }
    let magnitude: i64 = scaled.parse().map_err(|_| too_large())?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// Writes an integer of `10^-decimals` as the shortest decimal number.
pub(crate) fn format_decimal(value: i64, decimals: u32) -> String {
    let scale = 10_u64.pow(decimals);
    let magnitude = value.unsigned_abs();
    let sign = if value < 0 { "-" } else { "" };
    let (whole, fraction) = (magnitude / scale, magnitude % scale);
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    let width = usize::try_from(decimals).unwrap_or(0);
    let fraction = format!("{fraction:0width$}");
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}

/// Keeps a quoted value readable in a message, however long it came in.
pub fn shorten(text: &str) -> String {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_decimals_exactly() {
        for (text, micros, shown) in [
            ("73.5", 73_500_000, "73.5"),
            ("0.2", 200_000, "0.2"),
            ("-4", -4_000_000, "-4"),
            ("8.0", 8_000_000, "8"),
            (".25", 250_000, "0.25"),
            ("1e3", 1_000_000_000, "1000"),
            ("2.5E-1", 250_000, "0.25"),
            ("0.000001", 1, "0.000001"),
            ("1.50000000", 1_500_000, "1.5"),
            ("0e999999999", 0, "0"),
            ("9223372036854.775807", i64::MAX, "9223372036854.775807"),
        ] {
            let credits = Credits::parse(text).unwrap();
            assert_eq!(credits.micros(), micros, "{text}");
            assert_eq!(credits.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn refuses_what_it_could_not_keep_exactly() {
        for text in ["", "abc", "1,5", "1.2.3", "--1", "NaN", "inf", "1e", "0x10", "."] {
            assert!(matches!(Credits::parse(text), Err(AmountError::NotANumber(_))), "{text}");
        }
        assert!(matches!(Credits::parse("0.1234567"), Err(AmountError::TooManyDecimals { .. })));
        for text in ["1e309", "9223372036854.775808", "99999999999999"] {
            assert!(matches!(Credits::parse(text), Err(AmountError::TooLarge(_))), "{text}");
        }
    }

    #[test]
    fn an_overflow_is_an_error() {
        assert_eq!(Credits::MAX.plus(Credits::from_micros(1)), Err(Overflow));
        assert_eq!(Credits::MAX.times(2), Err(Overflow));
        assert_eq!(Credits::whole(i64::MAX), Err(Overflow));
    }
}
