//! What was typed: amounts, times and texts, read with a sentence for each that is wrong.

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::month::{Month, NotAMonth};
use bursar_store::Wallet;

use crate::App;
use crate::wire::{ApiError, ErrorCode};

/// Names and keys are for people and for looking up; longer ones are a mistake.
const LONGEST_NAME: usize = 200;

impl App {
    /// A time as typed, in a zone; the present if none was.
    pub(crate) fn time(&self, text: Option<&str>, zone: Zone) -> Result<Instant, ApiError> {
        match filled(text) {
            Some(text) => Ok(zone.parse(text)?),
            None => Ok(self.clock.now()),
        }
    }

    pub(crate) fn time_in(&self, text: Option<&str>, wallet: &Wallet) -> Result<Instant, ApiError> {
        self.time(text, wallet.rules.zone)
    }
}

/// What is left of a text without the space around it; nothing for an empty one.
pub(crate) fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// A calendar month.
pub(crate) fn month(text: &str) -> Result<Month, ApiError> {
    text.parse().map_err(|error: NotAMonth| {
        ApiError::new(ErrorCode::Input, error.to_string()).at_field("month")
    })
}

/// An amount of credits above zero.
pub(crate) fn credits(text: &str, what: &str) -> Result<Credits, ApiError> {
    let credits = Credits::parse(text).map_err(|error| {
        ApiError::new(ErrorCode::Input, format!("{what}: {error}"))
            .with_hint("Write a number such as 500 or 73.5.")
    })?;
    if !credits.is_positive() {
        let message = format!("{what} must be more than zero, not {credits}");
        return Err(ApiError::new(ErrorCode::Input, message));
    }
    Ok(credits)
}

/// An amount of credits, zero or more.
pub(crate) fn credits_or_none(text: &str, what: &str) -> Result<Credits, ApiError> {
    let credits = Credits::parse(text)
        .map_err(|error| ApiError::new(ErrorCode::Input, format!("{what}: {error}")))?;
    if credits.is_negative() {
        let message = format!("{what} cannot be below zero, as {credits} is");
        return Err(ApiError::new(ErrorCode::Input, message));
    }
    Ok(credits)
}

/// Money above or at zero.
pub(crate) fn money(text: &str, what: &str) -> Result<Money, ApiError> {
    let money: Money = text
        .parse()
        .map_err(|error| ApiError::new(ErrorCode::Input, format!("{what}: {error}")))?;
    if money.minor < 0 {
        let message = format!("{what} cannot be below zero, as {money} is");
        return Err(ApiError::new(ErrorCode::Input, message));
    }
    Ok(money)
}

/// How many results: a whole number above zero.
pub(crate) fn quantity(text: Option<&str>) -> Result<i64, ApiError> {
    const MOST: i64 = 1_000_000_000;
    let Some(text) = filled(text) else { return Ok(1) };
    let number = text.parse::<i64>().ok().filter(|number| (1..=MOST).contains(number));
    number.ok_or_else(|| {
        let message = format!("the quantity “{text}” is not a whole number from 1 to {MOST}");
        ApiError::new(ErrorCode::Input, message)
    })
}

/// A name: not empty, not endless.
pub(crate) fn name<'a>(text: &'a str, what: &str) -> Result<&'a str, ApiError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ApiError::new(ErrorCode::Input, format!("{what} needs a name")));
    }
    if text.chars().count() > LONGEST_NAME {
        let message = format!("the name of {what} is longer than {LONGEST_NAME} characters");
        return Err(ApiError::new(ErrorCode::Input, message));
    }
    Ok(text)
}
