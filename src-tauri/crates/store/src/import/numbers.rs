//! Reads the quantity, the credits and the balance of a row, exactly.
//!
//! A number such as `1.000` is one in one country and a thousand in another. It is read only once
//! something in the file, or the user, says which sign stands before the decimals.

use bursar_ledger::credits::{AmountError, CREDIT_DECIMALS, Credits, shorten};

use super::mapping::Decimal;

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
        "\u{201c}{0}\u{201d} can be read in two ways; say which sign stands before the decimals"
    )]
    TwoWays(String),
    #[error(
        "\u{201c}{0}\u{201d} has a comma; if it stands before the decimals, set the decimal comma"
    )]
    Comma(String),
    #[error("\u{201c}{0}\u{201d} has a point, but the decimal comma is set; unset it")]
    Point(String),
}

/// A whole number of units, from 0 to a thousand million; `8.0` is 8.
pub(super) fn quantity(text: &str, decimal: Option<Decimal>) -> Result<i64, NumberError> {
    let number = match amount(text, decimal) {
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
pub(super) fn credits(text: &str, decimal: Option<Decimal>) -> Result<Credits, NumberError> {
    let credits = amount(text, decimal)?;
    in_range(credits.micros(), text)?;
    Ok(credits)
}

/// A balance, which may be below zero, with six decimals at most.
pub(super) fn balance(text: &str, decimal: Option<Decimal>) -> Result<Credits, NumberError> {
    amount(text, decimal)
}

fn in_range(micros: i64, text: &str) -> Result<(), NumberError> {
    match micros {
        ..0 => Err(NumberError::Negative(shorten(text))),
        _ if micros > MOST * ONE => Err(NumberError::TooMuch(shorten(text))),
        _ => Ok(()),
    }
}

fn amount(text: &str, decimal: Option<Decimal>) -> Result<Credits, NumberError> {
    if decimal != Some(Decimal::Comma)
        && let Some(micros) = plain(text.as_bytes())
    {
        return Ok(Credits::from_micros(micros));
    }
    let decimal = match (decimal, written(text)) {
        (Some(told), _) => told,
        (None, Written::Either) => return Err(NumberError::TwoWays(shorten(text))),
        (None, Written::With(decimal)) => decimal,
        (None, Written::Without) => Decimal::Point,
    };
    let Some(number) = ungrouped(text, decimal) else {
        return Err(match decimal {
            Decimal::Point if text.contains(',') => NumberError::Comma(shorten(text)),
            Decimal::Comma if text.contains('.') => NumberError::Point(shorten(text)),
            _ => Credits::parse(text)
                .err()
                .map_or_else(|| NumberError::TwoWays(shorten(text)), NumberError::Amount),
        });
    };
    Credits::parse(&number).map_err(|error| match Credits::parse(text) {
        // The error names the number as it stands in the file.
        Err(original) => original.into(),
        Ok(_) => error.into(),
    })
}

/// What the way in which a number is written says of the sign before its decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Nothing: it has none of the signs.
    Without,
    /// Which it is.
    With(Decimal),
    /// It can be read in both ways: `1.000`.
    Either,
}

/// Looks at how a number is written. What is no number says nothing.
pub(super) fn written(text: &str) -> Written {
    let body = text.trim_start_matches(['+', '-', MINUS]);
    let is_number = body.starts_with(|sign: char| sign.is_ascii_digit() || ".,".contains(sign))
        && body
            .chars()
            .all(|sign| sign.is_ascii_digit() || ".,eE+-".contains(sign) || is_space(sign));
    let count = |sign| body.matches(sign).count();
    match (is_number, count('.'), count(',')) {
        (false, ..) | (_, 0, 0) => Written::Without,
        (_, 1, 0) => alone(body, '.', Decimal::Point),
        (_, 0, 1) => alone(body, ',', Decimal::Comma),
        (_, _, 0) => Written::With(Decimal::Comma),
        (_, 0, _) => Written::With(Decimal::Point),
        _ if body.rfind('.') > body.rfind(',') => Written::With(Decimal::Point),
        _ => Written::With(Decimal::Comma),
    }
}

/// The one sign of a number: before the decimals, unless exactly three digits follow a group that
/// thousands may have.
fn alone(body: &str, sign: char, decimal: Decimal) -> Written {
    let (whole, rest) = body.split_once(sign).unwrap_or((body, ""));
    let digits = |text: &str| text.bytes().all(|sign| sign.is_ascii_digit());
    let is_group = (1..=3).contains(&whole.len()) && digits(whole) && !whole.starts_with('0');
    if is_group && rest.len() == 3 && digits(rest) {
        Written::Either
    } else {
        Written::With(decimal)
    }
}

const MINUS: char = '\u{2212}';

fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}')
}

/// A number without the signs between its thousands and with a point before its decimals; `None`
/// if its groups are not thousands.
fn ungrouped(text: &str, decimal: Decimal) -> Option<String> {
    let (sign, between) = match decimal {
        Decimal::Point => ('.', ','),
        Decimal::Comma => (',', '.'),
    };
    let (minus, body) = match text.strip_prefix(['-', MINUS]) {
        Some(body) => ("-", body),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals) = match body.rsplit_once(sign) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (body, None),
    };
    let groups_by = |place: char| place == between || is_space(place);
    if decimals.is_some_and(|decimals| decimals.contains(groups_by) || decimals.contains(sign)) {
        return None;
    }
    let whole = match whole.chars().find(|place| groups_by(*place)) {
        None => whole.to_owned(),
        Some(by) => {
            let groups: Vec<&str> = whole.split(by).collect();
            let digits = |group: &str| group.bytes().all(|sign| sign.is_ascii_digit());
            let first = groups.first().is_some_and(|first| (1..=3).contains(&first.len()));
            let thousands = groups.iter().skip(1).all(|group| group.len() == 3);
            if !first || !thousands || !groups.iter().all(|group| digits(group)) {
                return None;
            }
            groups.concat()
        }
    };
    Some(match decimals {
        Some(decimals) => format!("{minus}{whole}.{decimals}"),
        None => format!("{minus}{whole}"),
    })
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

    const POINT: Option<Decimal> = Some(Decimal::Point);
    const COMMA: Option<Decimal> = Some(Decimal::Comma);

    #[test]
    fn a_quantity_is_a_whole_number() {
        for (text, number) in [
            ("0", 0),
            ("8", 8),
            ("8.0", 8),
            ("8.000", 8),
            ("1e3", 1000),
            ("+2", 2),
            ("1,000", 1000),
            ("1000000000", 1_000_000_000),
        ] {
            assert_eq!(quantity(text, POINT), Ok(number), "{text}");
        }
        for (text, message) in [
            ("2.5", "“2.5” is not a whole number"),
            ("0.0000001", "“0.0000001” is not a whole number"),
            ("1e309", "“1e309” is too large"),
            ("-1", "“-1” is below zero"),
            ("1000000001", "“1000000001” is more than a thousand million"),
            ("many", "“many” is not a number"),
            ("nan", "“nan” is not a number"),
            ("1,5", "“1,5” has a comma"),
            ("٣", "“٣” is not a number"),
        ] {
            let error = quantity(text, POINT).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn credits_are_exact_and_not_below_zero() {
        for (text, decimal, micros) in [
            ("73.5", POINT, 73_500_000),
            ("73.5", None, 73_500_000),
            ("0.000001", POINT, 1),
            ("1,5", COMMA, 1_500_000),
            ("1,5", None, 1_500_000),
            ("12", COMMA, 12_000_000),
            ("1.000", COMMA, 1_000_000_000),
            ("1.000", POINT, 1_000_000),
            ("1.234,5", COMMA, 1_234_500_000),
            ("1,234.5", POINT, 1_234_500_000),
            ("1,234.5", None, 1_234_500_000),
            ("1.234.567", None, 1_234_567_000_000),
            ("12\u{202f}345,5", None, 12_345_500_000),
            ("1'000", None, 1_000_000_000),
        ] {
            let read = credits(text, decimal).map(Credits::micros);
            assert_eq!(read, Ok(micros), "{text} {decimal:?}");
        }
        for (text, decimal, message) in [
            ("0.1234567", POINT, "“0.1234567” has more than 6 decimals"),
            ("-4", POINT, "“-4” is below zero"),
            ("1e12", POINT, "“1e12” is more than a thousand million"),
            ("99999999999999999999", POINT, "“99999999999999999999” is too large"),
            ("1,5", POINT, "“1,5” has a comma"),
            ("12,34.5", POINT, "“12,34.5” has a comma"),
            ("1.5", COMMA, "“1.5” has a point"),
            ("8.0", COMMA, "“8.0” has a point"),
            ("1.000", None, "“1.000” can be read in two ways"),
            ("1,000", None, "“1,000” can be read in two ways"),
            ("1 0", None, "“1 0” is not a number"),
        ] {
            let error = credits(text, decimal).unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}");
        }
        assert_eq!(balance("-4", None).map(Credits::micros), Ok(-4_000_000));
        assert_eq!(balance("-1.500", COMMA).map(Credits::micros), Ok(-1_500_000_000));
    }

    #[test]
    fn the_way_a_number_is_written_says_which_sign_is_which() {
        let point = Written::With(Decimal::Point);
        let comma = Written::With(Decimal::Comma);
        for (text, expected) in [
            ("8", Written::Without),
            ("v1.5", Written::Without),
            ("8.0", point),
            ("0.250", point),
            ("1234.567", point),
            ("1,000,000", point),
            ("1,234.5", point),
            ("0,250", comma),
            ("1.000.000", comma),
            ("1.234,5", comma),
            ("-1.000", Written::Either),
            ("12,000", Written::Either),
        ] {
            assert_eq!(written(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_reads_what_the_long_way_reads(text in r"[0-9]{1,10}(\.0)?") {
            if let Some(micros) = plain(text.as_bytes()) {
                prop_assert_eq!(Credits::parse(&text).map(Credits::micros), Ok(micros));
            }
        }

        #[test]
        fn thousands_may_be_grouped_in_both_ways(number in 0_u32..1_000_000_000, half in any::<bool>()) {
            let plain = number.to_string();
            let mut groups: Vec<&str> = plain.as_bytes().rchunks(3).rev()
                .map(|group| std::str::from_utf8(group).unwrap()).collect();
            let end = if half { "5" } else { "" };
            let written = |between: &str, sign: &str| {
                let whole = groups.join(between);
                if half { format!("{whole}{sign}{end}") } else { whole }
            };
            let expected = i64::from(number) * ONE + if half { ONE / 2 } else { 0 };
            for (text, decimal) in [(written(",", "."), POINT), (written(".", ","), COMMA)] {
                prop_assert_eq!(credits(&text, decimal).map(Credits::micros), Ok(expected));
            }
            groups.clear();
        }
    }
}
