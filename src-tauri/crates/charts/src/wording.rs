//! What every text of a chart goes through: labels made safe, amounts with a true minus, dates as
//! the axis wants them. The words themselves are a [`Tongue`](crate::tongue::Tongue)'s.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use crate::error::ChartError;
use crate::figure::Figure;
use crate::notation::Notation;
use crate::tongue::Tongue;
use crate::topic::Topic;

/// The most characters of a label that are kept.
const LONGEST_LABEL: usize = 120;

/// A label without what no text may hold: control characters become spaces, spaces become one,
/// what is too long is cut, and nothing at all becomes `no name`.
pub(crate) fn label(text: &str) -> String {
    let mut clean = String::new();
    for character in text.chars().take(LONGEST_LABEL * 4) {
        let breaks =
            character.is_control() || character.is_whitespace() || is_noncharacter(character);
        if !breaks {
            clean.push(character);
        } else if !clean.ends_with(' ') {
            clean.push(' ');
        }
    }
    let clean = clean.trim();
    match clean.char_indices().nth(LONGEST_LABEL) {
        Some((end, _)) => format!("{}\u{2026}", clean[..end].trim_end()),
        None if clean.is_empty() => "no name".to_owned(),
        None => clean.to_owned(),
    }
}

/// What XML cannot hold even though it is not a control character.
fn is_noncharacter(character: char) -> bool {
    u32::from(character) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&character)
}

/// A label inside a sentence: one that reads or turns from right to left is kept from turning
/// the words after it.
pub(crate) fn isolated(label: &str) -> String {
    let turns = |character: char| {
        matches!(character,
            '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    if label.chars().any(turns) { format!("\u{2068}{label}\u{2069}") } else { label.to_owned() }
}

/// An exact amount with a true minus sign.
pub(crate) fn amount(notation: &dyn Notation, micros: i64) -> String {
    let text = label(&notation.amount(micros));
    match text.strip_prefix('-') {
        Some(magnitude) => format!("\u{2212}{magnitude}"),
        None => text,
    }
}

/// An exact amount with its unit.
pub(crate) fn amount_with_unit(notation: &dyn Notation, micros: i64) -> String {
    let text = amount(notation, micros);
    match notation.unit() {
        "" => text,
        unit => format!("{text} {}", label(unit)),
    }
}

/// The opening of a sentence: how much of something there was in a span.
pub(crate) fn told(notation: &dyn Notation, topic: Topic, figure: Figure, span: &str) -> String {
    let tongue = notation.tongue();
    match figure {
        Figure::Known(0) => tongue.nothing(topic, &label(notation.unit()), span),
        Figure::Known(micros) => tongue.told(topic, &amount_with_unit(notation, micros), span),
        Figure::AtLeast(micros) => {
            tongue.told(topic, &tongue.at_least(&amount_with_unit(notation, micros)), span)
        }
        Figure::Unknown => tongue.usage_unknown(span),
    }
}

/// A change with its sign (`+25,000`, `−412`, `0`).
pub(crate) fn change(notation: &dyn Notation, micros: i64) -> String {
    let text = amount(notation, micros);
    if micros > 0 { format!("+{text}") } else { text }
}

/// `24 Nov`, with the year on the first day of one.
pub(crate) fn short_day(tongue: &dyn Tongue, day: NaiveDate) -> String {
    tongue.short_day(day, day.ordinal() == 1)
}

/// `Nov`, with the year in January.
pub(crate) fn short_month(tongue: &dyn Tongue, day: NaiveDate) -> String {
    tongue.short_month(day, day.month() == 1)
}

/// A date in words without its year, where a sentence names that year with another date.
pub(crate) fn without_year<'a>(date: &'a str, named: &str) -> &'a str {
    let year = |text: &'a str| text.rsplit_once(' ').filter(|(_, last)| is_year(last));
    match (year(date), named.rsplit_once(' ')) {
        (Some((day, own)), Some((_, other))) if own == other && date != named => day,
        _ => date,
    }
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `14:06`.
pub(crate) fn clock(time: NaiveDateTime) -> String {
    time.format("%H:%M").to_string()
}

/// What the wallet's clock shows at an instant.
///
/// # Errors
/// [`ChartError::Time`] beyond the calendar.
pub(crate) fn local(notation: &dyn Notation, at: i64) -> Result<NaiveDateTime, ChartError> {
    notation.local(at).ok_or(ChartError::Time(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_its_words_and_nothing_else() {
        for (text, kept) in [
            ("Kling 2.6", "Kling 2.6"),
            ("  two\r\n lines\t", "two lines"),
            ("bell\u{7} null\0 del\u{7f} c1\u{85}\u{9b}", "bell null del c1"),
            ("\u{fffe}\u{ffff}", "no name"),
            ("", "no name"),
            ("<script>alert('&')</script>", "<script>alert('&')</script>"),
            ("שלום", "שלום"),
        ] {
            assert_eq!(label(text), kept, "{text:?}");
        }
        assert_eq!(label(&"long ".repeat(100_000)).chars().count(), LONGEST_LABEL);
    }

    #[test]
    fn a_sentence_names_a_year_once() {
        for (date, named, words) in [
            ("Mon 24 Nov 2025", "Tue 25 Nov 2025", "Mon 24 Nov"),
            ("October 2025", "November 2025", "October"),
            ("Wed 31 Dec 2025", "Thu 1 Jan 2026", "Wed 31 Dec 2025"),
            ("Mon 24 Nov 2025", "Mon 24 Nov 2025", "Mon 24 Nov 2025"),
            ("Sprint 15", "Sprint 5", "Sprint 15"),
            ("2025", "2025", "2025"),
        ] {
            assert_eq!(without_year(date, named), words);
        }
    }

    #[test]
    fn only_a_label_that_turns_is_isolated() {
        assert_eq!(isolated("Kling"), "Kling");
        assert_eq!(isolated("שלום"), "\u{2068}שלום\u{2069}");
        assert_eq!(isolated("a\u{202e}b"), "\u{2068}a\u{202e}b\u{2069}");
    }
}
