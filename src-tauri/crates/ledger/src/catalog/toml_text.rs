//! TOML written by hand: values in the spelling in which a provider's file is read.
//!
//! Only what [`edit`](super::edit) and [`draft`](super::draft) write. Numbers are written from
//! their own digits, so that what is read back is what was meant.

use std::fmt::Write as _;

use chrono::NaiveTime;

use crate::calendar::{Zone, wall_time};
use crate::instant::Instant;
use crate::rate::SettingValue;

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for letter in text.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            letter if letter.is_control() => {
                let _ = write!(written, "\\u{:04X}", u32::from(letter));
            }
            letter => written.push(letter),
        }
    }
    written.push('"');
    written
}

/// A key, in quotes where it needs them.
pub(super) fn key(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(plain) { name.to_owned() } else { quoted(name) }
}

/// One value as it is, several as a list.
pub(super) fn one_or_list(values: &[String]) -> String {
    match values {
        [only] => only.clone(),
        many => format!("[{}]", many.join(", ")),
    }
}

/// One text, or a list of texts.
pub(super) fn texts(texts: &[String]) -> String {
    one_or_list(&texts.iter().map(|text| quoted(text)).collect::<Vec<_>>())
}

/// The value of a setting.
pub(super) fn setting(value: &SettingValue) -> String {
    match value {
        SettingValue::Text(text) => quoted(text),
        typed => typed.to_string(),
    }
}

/// Names with values, as a table on one line: `{ seconds = 5, mode = ["", "fast"] }`.
pub(super) fn inline(pairs: impl IntoIterator<Item = (String, String)>) -> String {
    let pairs: Vec<String> =
        pairs.into_iter().map(|(name, value)| format!("{} = {value}", key(&name))).collect();
    format!("{{ {} }}", pairs.join(", "))
}

/// A time: the day alone where it is a midnight in the file's zone.
pub(super) fn instant(at: Instant, zone: Zone) -> String {
    let local = wall_time(at, zone);
    // A midnight that the zone skips or repeats is written in full.
    let midnight = local.time() == NaiveTime::MIN && zone.start_of_day(local.date()) == Ok(at);
    if midnight { local.date().to_string() } else { at.to_string() }
}
