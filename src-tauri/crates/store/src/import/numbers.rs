//! Reads the quantity, the credits and the balance of a row, exactly.

use bursar_ledger::credits::{AmountError, CREDIT_DECIMALS, Credits, shorten};

/// The most units that one row can have, and the most credits.
const MOST: i64 = 1_000_000_000;
/// Millionths of a credit, the scale in which every number is read.
const ONE: i64 = 10_i64.pow(CREDIT_DECIMALS);

/// Why a text is not the number that its field needs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NumberError {
    #[error("{0}; correct it")]
    Amount(#[from] AmountError),
    #[error("\u{201c}{0}\u{201d} is not a whole number; write how many units it were")]
    NotWhole(String),
    #[error(
        "\u{201c}{0}\u{201d} is below zero; take it out of the file, and enter credits that came back as a refund"
    )]
    Negative(String),
    #[error("\u{201c}{0}\u{201d} is more than a thousand million; correct it")]
    TooMuch(String),
    #[error(
        "\u{201c}{0}\u{201d} has a comma; if it stands before the decimals, set the decimal comma"
    )]
    Comma(String),
    #[error("\u{201c}{0}\u{201d} has a point, but the decimal comma is set; unset it")]
    Point(String),
}

/// A whole number of units, from 0 to a thousand million; `8.0` is 8.
pub(super) fn quantity(text: &str, decimal_comma: bool) -> Result<i64, NumberError> {
    let number = match amount(text, decimal_comma) {
        Err(NumberError::Amount(AmountError::TooManyDecimals { .. })) => {
            return Err(NumberError::NotWhole(shorten(text)));
        }
        number => number?.micros(),
    };
    if number % ONE != 0 {
        return Err(NumberError::NotWhole(shorten(text)));
    }
    in_range(number, text)?;
    Ok(number / ONE)
}

/// Credits that were charged: from 0 to a thousand million, with six decimals at most.
pub(super) fn credits(text: &str, decimal_comma: bool) -> Result<Credits, NumberError> {
    let credits = amount(text, decimal_comma)?;
    in_range(credits.micros(), text)?;
    Ok(credits)
}

/// A balance, which may be below zero, with six decimals at most.
pub(super) fn balance(text: &str, decimal_comma: bool) -> Result<Credits, NumberError> {
    amount(text, decimal_comma)
}

fn in_range(micros: i64, text: &str) -> Result<(), NumberError> {
    match micros {
        ..0 => Err(NumberError::Negative(shorten(text))),
        _ if micros > MOST * ONE => Err(NumberError::TooMuch(shorten(text))),
        _ => Ok(()),
    }
}

fn amount(text: &str, decimal_comma: bool) -> Result<Credits, NumberError> {
    if !decimal_comma && let Some(micros) = plain(text.as_bytes()) {
        return Ok(Credits::from_micros(micros));
    }
    match (text.contains(','), decimal_comma) {
        (true, false) => Err(NumberError::Comma(shorten(text))),
        (true, true) if text.contains('.') => Err(NumberError::Point(shorten(text))),
        (true, true) => Ok(Credits::parse(&text.replace(',', "."))?),
        (false, true) if text.contains('.') => Err(NumberError::Point(shorten(text))),
        (false, _) => Ok(Credits::parse(text)?),
    }
}

/// The short whole numbers that nearly every cell holds, also with `.0`, without an allocation.
fn plain(digits: &[u8]) -> Option<i64> {
    let digits = digits.strip_suffix(b".0").unwrap_or(digits);
    let short = (1..=9).contains(&digits.len());
    let number = || digits.iter().fold(0, |number, digit| number * 10 + i64::from(digit - b'0'));
    (short && digits.iter().all(u8::is_ascii_digit)).then(|| number() * ONE)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_quantity_is_a_whole_number() {
        for (text, number) in [
            ("0", 0),
            ("8", 8),
            ("8.0", 8),
            ("8.000", 8),
            ("1e3", 1000),
            ("+2", 2),
            ("1000000000", 1_000_000_000),
        ] {
            assert_eq!(quantity(text, false), Ok(number), "{text}");
        }
        for (text, message) in [
            ("2.5", "“2.5” is not a whole number"),
            ("0.0000001", "“0.0000001” is not a whole number"),
            ("1e309", "“1e309” is too large"),
            ("-1", "“-1” is below zero"),
            ("1000000001", "“1000000001” is more than a thousand million"),
            ("many", "“many” is not a number"),
            ("nan", "“nan” is not a number"),
            ("1,000", "“1,000” has a comma"),
            ("٣", "“٣” is not a number"),
        ] {
            let error = quantity(text, false).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn credits_are_exact_and_not_below_zero() {
        for (text, comma, micros) in [
            ("73.5", false, 73_500_000),
            ("0.000001", false, 1),
            ("1,5", true, 1_500_000),
            ("12", true, 12_000_000),
        ] {
            let read = credits(text, comma).map(Credits::micros);
            assert_eq!(read, Ok(micros), "{text}");
        }
        for (text, comma, message) in [
            ("0.1234567", false, "“0.1234567” has more than 6 decimals"),
            ("-4", false, "“-4” is below zero"),
            ("1e12", false, "“1e12” is more than a thousand million"),
            ("99999999999999999999", false, "“99999999999999999999” is too large"),
            ("1,5", false, "“1,5” has a comma"),
            ("1.234,5", true, "“1.234,5” has a point"),
            ("1.5", true, "“1.5” has a point"),
            ("8.0", true, "“8.0” has a point"),
        ] {
            let error = credits(text, comma).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
        assert_eq!(balance("-4", false).map(Credits::micros), Ok(-4_000_000));
    }

    proptest! {
        #[test]
        fn the_short_way_reads_what_the_long_way_reads(text in r"[0-9]{1,10}(\.0)?") {
            if let Some(micros) = plain(text.as_bytes()) {
                prop_assert_eq!(Credits::parse(&text).map(Credits::micros), Ok(micros));
            }
        }
    }
}
