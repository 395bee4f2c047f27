//! The settings of a generation (`seconds = 7.5`, `audio = true`, `resolution = "4K"`) and when
//! two of them are the same.
//!
//! A log writes `TRUE`, `5.0` and `4k` where a price list writes `true`, `5` and `"4K"`; they are
//! the same here. Names follow the same rule: case makes no difference, nor does a space, a
//! hyphen or an underscore stand for something else than the other two. Nothing here knows prices.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::credits::{Credits, Overflow, format_decimal, parse_decimal};

/// Decimals kept of a setting's number.
const DECIMALS: u32 = 6;

/// The exact number of a setting, counted in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

impl Decimal {
    /// The number of so many millionths.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Reads a plain decimal number of at most six decimals.
    pub fn parse(text: &str) -> Option<Self> {
        parse_decimal(text, DECIMALS).ok().map(Self)
    }

    /// Whether the number is above zero.
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// So many times an amount, rounded down to a millionth of a credit.
    ///
    /// # Errors
    /// Overflow.
    pub fn of(self, amount: Credits) -> Result<Credits, Overflow> {
        amount.scaled_down(self.0, 1_000_000)
    }

    /// How many steps of `step` cover the number, rounded up; none unless both are above zero.
    pub fn steps_of(self, step: Self) -> Option<i64> {
        if !self.is_positive() || !step.is_positive() {
            return None;
        }
        let whole = self.0 / step.0;
        Some(if self.0 % step.0 == 0 { whole } else { whole + 1 })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format_decimal(self.0, DECIMALS))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let number: serde_json::Number = self.to_string().parse().map_err(S::Error::custom)?;
        number.serialize(serializer)
    }
}

/// The value of a setting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingValue {
    /// On or off.
    Bool(bool),
    /// An exact number.
    Number(Decimal),
    /// Anything else, as it was written.
    Text(String),
}

impl SettingValue {
    /// Reads a value as a table cell or a command line holds it: `true` and `false` in any case
    /// are on and off, a decimal number is a number, the rest is text. What does not fit a number
    /// exactly (a seed of twenty digits) stays text.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if text.eq_ignore_ascii_case("true") {
            Self::Bool(true)
        } else if text.eq_ignore_ascii_case("false") {
            Self::Bool(false)
        } else {
            Decimal::parse(text).map_or_else(|| Self::Text(text.to_owned()), Self::Number)
        }
    }

    /// Whether both say the same, however each of them was written.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bool(one), Self::Bool(two)) => one == two,
            (Self::Number(one), Self::Number(two)) => one == two,
            (Self::Text(one), Self::Text(two)) => fold(one) == fold(two),
            (Self::Text(text), typed) | (typed, Self::Text(text)) => Self::read(text) == *typed,
            _ => false,
        }
    }

    /// The number in it.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => Decimal::parse(text),
            Self::Bool(_) => None,
        }
    }

    /// Whether it is an empty text.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// Whether the setting is in use: not off, not zero, not empty, not `no`, `off` or `none`.
    pub fn is_on(&self) -> bool {
        match self {
            Self::Bool(on) => *on,
            Self::Number(number) => number.0 != 0,
            Self::Text(text) => match Self::read(text) {
                Self::Text(text) => !matches!(fold(&text).as_ref(), "" | "no" | "off" | "none"),
                typed => typed.is_on(),
            },
        }
    }
}

impl fmt::Display for SettingValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(on) => f.pad(if *on { "true" } else { "false" }),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.pad(text),
        }
    }
}

impl Serialize for SettingValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Bool(on) => serializer.serialize_bool(*on),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for SettingValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Bool(on) => Ok(Self::Bool(on)),
            serde_json::Value::Number(number) => Ok(Self::read(&number.to_string())),
            serde_json::Value::String(text) => Ok(Self::Text(text)),
            other => Err(de::Error::custom(format!(
                "{other} is not a setting; write true, false, a number or a text"
            ))),
        }
    }
}

/// Settings by name. Names are kept folded, so that `Seconds` and `seconds` are one setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Settings(BTreeMap<String, SettingValue>);

impl Settings {
    /// No settings.
    pub const NONE: Self = Self(BTreeMap::new());

    /// Sets one, in place of an earlier value of that name.
    pub fn insert(&mut self, name: &str, value: SettingValue) -> Option<SettingValue> {
        self.0.insert(fold(name).into_owned(), value)
    }

    /// The value of a name, however the name is written.
    pub fn get(&self, name: &str) -> Option<&SettingValue> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(fold(name).as_ref())
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &SettingValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether each of these stands in `other` with the same value. An empty text here asks that
    /// `other` lacks the setting, or leaves it empty.
    pub fn all_agree_with(&self, other: &Self) -> bool {
        self.0.iter().all(|(name, value)| match other.0.get(name) {
            Some(theirs) => value.agrees(theirs),
            None => value.is_empty(),
        })
    }

    /// Whether no setting stands in both with different values.
    pub fn can_hold_beside(&self, other: &Self) -> bool {
        self.0
            .iter()
            .all(|(name, value)| other.0.get(name).is_none_or(|theirs| value.agrees(theirs)))
    }
}

impl<'a> FromIterator<(&'a str, SettingValue)> for Settings {
    fn from_iter<I: IntoIterator<Item = (&'a str, SettingValue)>>(pairs: I) -> Self {
        let mut settings = Self::NONE;
        for (name, value) in pairs {
            settings.insert(name, value);
        }
        settings
    }
}

impl<'de> Deserialize<'de> for Settings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = BTreeMap::<String, SettingValue>::deserialize(deserializer)?;
        Ok(given.iter().map(|(name, value)| (name.as_str(), value.clone())).collect())
    }
}

/// The form in which names and texts are compared: trimmed, in lower case, each run of spaces,
/// hyphens and underscores one hyphen. Borrows where nothing has to change.
pub fn fold(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'.';
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut in_run = false;
    for letter in text.chars() {
        let separates = letter.is_whitespace() || matches!(letter, '-' | '_');
        if !separates {
            folded.extend(letter.to_lowercase());
        } else if !in_run {
            folded.push('-');
        }
        in_run = separates;
    }
    if folded == text {
        return Cow::Borrowed(text);
    }
    Cow::Owned(folded)
}
