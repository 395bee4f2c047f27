//! Instants: microseconds in UTC, and how they are read and written.

use std::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A point in time, to the microsecond, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Why a text is not an instant.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\u{201c}{text}\u{201d} is not a time; write it as 2026-11-21T09:30:00Z or 2026-11-21T09:30:00+01:00"
)]
pub struct InstantError {
    /// The text as it was given.
    pub text: String,
}

impl Instant {
    /// Before every instant that can be entered.
    pub const MIN: Self = Self(i64::MIN);
    /// After every instant that can be entered.
    pub const MAX: Self = Self(i64::MAX);

    /// The instant so many microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339.
    ///
    /// # Errors
    /// When the text is not RFC 3339 with an offset.
    pub fn parse(text: &str) -> Result<Self, InstantError> {
        DateTime::parse_from_rfc3339(text.trim())
            .map(|time| Self(time.timestamp_micros()))
            .map_err(|_| InstantError { text: crate::credits::shorten(text) })
    }

    /// The same point in time for chrono, or `None` outside the years that chrono knows.
    pub fn to_utc(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_micros(self.0)
    }

    /// The instant so many microseconds later (or earlier), or `None` out of range.
    pub fn plus_micros(self, micros: i64) -> Option<Self> {
        self.0.checked_add(micros).map(Self)
    }

    /// The instant so many seconds later (or earlier), or `None` out of range.
    pub fn plus_seconds(self, seconds: i64) -> Option<Self> {
        self.plus_micros(seconds.checked_mul(1_000_000)?)
    }
}

impl From<DateTime<Utc>> for Instant {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time.timestamp_micros())
    }
}

/// RFC 3339 in UTC, with as many decimals of a second as are needed.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_utc() {
            Some(time) => f.pad(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            None => f.pad(if self.0 < 0 { "the beginning" } else { "the end of time" }),
        }
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            serializer.serialize_i64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            Self::parse(&text).map_err(de::Error::custom)
        } else {
            i64::deserialize(deserializer).map(Self)
        }
    }
}
