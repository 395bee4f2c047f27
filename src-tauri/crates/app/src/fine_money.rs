//! Shares of money that are smaller than the smallest coin: the price of one credit, the worth of
//! a few. For showing only; what is booked is split exactly in minor units.

use bursar_ledger::credits::Credits;
use bursar_ledger::money::{Currency, Money};

use crate::wire::MoneyText;

const MICRO: i128 = 1_000_000;
/// Digits that say something in a price below a coin.
const TELLING: usize = 3;

/// What `part` of `whole` credits cost when the whole was bought for `paid`, in millionths of the
/// currency; none for no credits.
pub(crate) fn micros_of(paid: Money, part: Credits, whole: Credits) -> Option<i128> {
    if !whole.is_positive() {
        return None;
    }
    let decimals = i128::from(paid.currency.decimals());
    let minor_micros = MICRO / 10_i128.pow(u32::try_from(decimals).ok()?);
    let product = i128::from(paid.minor) * minor_micros * i128::from(part.micros());
    let whole = i128::from(whole.micros());
    Some((product + whole / 2).div_euclid(whole))
}

/// What one credit costs.
pub(crate) fn per_credit(paid: Money, credits: Credits) -> Option<MoneyText> {
    let one = Credits::whole(1).ok()?;
    Some(fine(micros_of(paid, one, credits)?, paid.currency))
}

/// Millionths of a currency: in coins from one coin on, else with as many decimals as say something.
pub(crate) fn in_coins(micros: i128, currency: Currency) -> MoneyText {
    let coin = MICRO / 10_i128.pow(currency.decimals());
    if micros == 0 || micros >= coin {
        return written(micros, currency, currency.decimals() as usize);
    }
    fine(micros, currency)
}

/// Millionths of a currency, with at least the decimals of its coins.
pub(crate) fn fine(micros: i128, currency: Currency) -> MoneyText {
    let coins = currency.decimals() as usize;
    let exact = |digits: usize| micros % 10_i128.pow(6 - u32::try_from(digits).unwrap_or(6)) == 0;
    let telling = |digits: usize| {
        let kept = micros / 10_i128.pow(6 - u32::try_from(digits).unwrap_or(6));
        kept >= 10_i128.pow(u32::try_from(TELLING).unwrap_or(3) - 1)
    };
    let digits = (coins..6).find(|digits| exact(*digits) || telling(*digits));
    written(micros, currency, digits.unwrap_or(6))
}

fn written(micros: i128, currency: Currency, digits: usize) -> MoneyText {
    let unit = 10_i128.pow(6 - u32::try_from(digits).unwrap_or(6));
    let rounded = (micros + unit / 2).div_euclid(unit);
    let amount = if digits == 0 {
        rounded.to_string()
    } else {
        let one = 10_i128.pow(u32::try_from(digits).unwrap_or(6));
        format!("{}.{:0digits$}", rounded / one, rounded % one)
    };
    MoneyText { amount, currency: currency.code().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price(paid: &str, credits: &str) -> String {
        let credits = Credits::parse(credits).unwrap();
        per_credit(paid.parse().unwrap(), credits).unwrap().amount
    }

    #[test]
    fn a_credit_is_priced_below_a_coin_where_that_says_something() {
        for (paid, credits, each) in [
            ("18.00 EUR", "4000", "0.0045"),
            ("30.00 EUR", "300", "0.10"),
            ("9.00 EUR", "100", "0.09"),
            ("10.00 EUR", "3000", "0.00333"),
            ("1.00 EUR", "3", "0.333"),
            ("25.00 EUR", "2", "12.50"),
            ("20.00 EUR", "3", "6.67"),
            ("700 JPY", "1000", "0.7"),
            ("5000 JPY", "3", "1667"),
            ("0.01 EUR", "1000000", "0.00"),
        ] {
            assert_eq!(price(paid, credits), each, "{paid} for {credits}");
        }
        assert!(per_credit("1.00 EUR".parse().unwrap(), Credits::ZERO).is_none());
    }

    #[test]
    fn a_worth_is_told_in_coins_from_one_coin_on() {
        let eur: Currency = "EUR".parse().unwrap();
        for (micros, text) in [(0, "0.00"), (156_800, "0.16"), (10_000, "0.01"), (3_200, "0.0032")]
        {
            assert_eq!(in_coins(micros, eur).amount, text);
        }
    }
}
