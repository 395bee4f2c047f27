//! How wide a text is in Inter, near enough to place labels without a font at hand.
//!
//! The widths of ASCII are those of the font; other characters go by their class. An estimate is
//! rather too wide than too narrow, so that labels never touch.

use crate::scene::{Anchor, Frame};

/// Advance widths of U+0020 to U+007E in thousandths of the size, digits as tabular figures.
const ASCII: [u16; 95] = [
    281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360, 646, 646, 646,
    646, 646, 646, 646, 646, 646, 646, 288, 302, 662, 662, 662, 511, 966, 690, 654, 730, 722, 601,
    590, 746, 743, 269, 571, 672, 565, 903, 753, 765, 639, 765, 644, 642, 646, 744, 690, 985, 682,
    679, 629, 365, 360, 365, 471, 456, 323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549,
    242, 876, 591, 600, 612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
];

/// How much wider semibold runs than regular.
const STRONG: f64 = 1.06;

/// Above the baseline, as a part of the size, for capitals and figures.
pub(crate) const CAP_HEIGHT: f64 = 0.73;
/// Below the baseline, as a part of the size.
pub(crate) const DESCENT: f64 = 0.24;

/// Whether a character takes no room of its own: marks, joiners, direction marks.
fn is_zero_width(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The advance width of a character in thousandths of the size.
fn thousandths(character: char) -> u16 {
    let code = u32::from(character);
    if let Some(index) = code.checked_sub(0x20)
        && let Some(width) = usize::try_from(index).ok().and_then(|index| ASCII.get(index))
    {
        return *width;
    }
    if is_zero_width(character) {
        return 0;
    }
    match code {
        0x2009 | 0x202f => 182,
        0x2012 | 0x2013 => 646,
        0x2018 | 0x2019 => 261,
        0x201c | 0x201d => 441,
        0x2212 | 0xd7 => 662,
        // Latin, Greek and Cyrillic beyond ASCII: wider than their means of 590 to 660.
        0xa0..=0x52f | 0x1e00..=0x1fff => 700,
        // Hebrew, Arabic and the scripts up to Georgian.
        0x530..=0x10ff => 720,
        // Wide scripts and pictures.
        0x1100..=0x11ff
        | 0x2e80..=0xa4cf
        | 0xac00..=0xd7ff
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f
        | 0xff00..=0xff60
        | 0x20000..=0x3ffff => 1000,
        0x1f000..=0x1faff | 0x2600..=0x27bf => 1400,
        _ => 1000,
    }
}

/// The width of a text in dots.
pub(crate) fn width(text: &str, size: f64, strong: bool) -> f64 {
    let thousandths: f64 = text.chars().map(|character| f64::from(thousandths(character))).sum();
    thousandths / 1000.0 * size * if strong { STRONG } else { 1.0 }
}

/// The room that a text takes, with its baseline at a place.
pub(crate) fn space(
    text: &str,
    (x, y): (f64, f64),
    anchor: Anchor,
    size: f64,
    strong: bool,
) -> Frame {
    let width = width(text, size, strong);
    let left = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Frame { left, top: y - CAP_HEIGHT * size, right: left + width, bottom: y + DESCENT * size }
}

/// The text, or as much of its beginning as fits, with an ellipsis.
pub(crate) fn fitted(text: &str, most: f64, size: f64, strong: bool) -> String {
    if width(text, size, strong) <= most {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while let Some(last) = kept.pop() {
        // A mark or a joiner must not lose the letter it belongs to, nor wait for one.
        if is_zero_width(last) || kept.ends_with(is_zero_width) {
            continue;
        }
        let cut = format!("{}\u{2026}", kept.trim_end());
        if width(&cut, size, strong) <= most {
            return if cut == "\u{2026}" { String::new() } else { cut };
        }
    }
    String::new()
}

/// The text broken between words into lines; the last line that is allowed ends in an ellipsis
/// where words are left over.
pub(crate) fn lines(text: &str, most: f64, size: f64, most_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.peek() {
        let joined = match lines.last() {
            Some(line) => format!("{line} {word}"),
            None => (*word).to_owned(),
        };
        if let Some(line) = lines.last_mut()
            && width(&joined, size, false) <= most
        {
            *line = joined;
            words.next();
        } else if lines.len() < most_lines {
            lines.push((*word).to_owned());
            words.next();
        } else {
            if let Some(line) = lines.last_mut() {
                *line = joined;
            }
            break;
        }
    }
    lines
        .iter()
        .map(|line| fitted(line, most, size, false))
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whether the font in the package can show a text, or the system's fonts have to help.
pub(crate) fn in_package_font(text: &str) -> bool {
    text.chars().all(|character| {
        is_zero_width(character)
            || matches!(character,
                ' '..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}'
                | '\u{1e00}'..='\u{1eff}' | '\u{2000}'..='\u{2044}' | '\u{20a0}'..='\u{20bf}'
                | '\u{2122}' | '\u{2190}'..='\u{2199}' | '\u{2212}' | '\u{2260}'..='\u{2265}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_goes_by_characters_and_not_by_bytes() {
        let ten = |text: &str| width(text, 10.0, false);
        assert_eq!(ten("0"), ten("1"), "figures are tabular");
        assert!(ten("日本語") <= 30.0 && ten("日本語") >= 28.0, "{}", ten("日本語"));
        assert!(ten("Кириллица") < 66.0, "{}", ten("Кириллица"));
        assert_eq!(ten("e\u{301}"), ten("e"), "an accent takes no room");
        assert!(width("Total", 10.0, true) > ten("Total"));
    }

    #[test]
    fn what_does_not_fit_is_cut_between_characters() {
        assert_eq!(fitted("Seedream", 100.0, 10.0, false), "Seedream");
        assert_eq!(fitted("Seedream", 30.0, 10.0, false), "See\u{2026}");
        assert_eq!(fitted("Seedream", 3.0, 10.0, false), "");
        let family = "ab\u{1f469}\u{200d}\u{1f467}cd";
        for most in 0..60 {
            let cut = fitted(family, f64::from(most), 10.0, false);
            assert!(width(&cut, 10.0, false) <= f64::from(most));
            assert!(!cut.contains("\u{200d}\u{2026}"), "{cut:?}");
        }
    }

    #[test]
    fn a_sentence_is_broken_between_words() {
        let sentence = "one two three four five six";
        assert_eq!(lines(sentence, 500.0, 10.0, 2), [sentence]);
        assert_eq!(lines(sentence, 80.0, 10.0, 2), ["one two three", "four five six"]);
        assert_eq!(lines(sentence, 50.0, 10.0, 2).len(), 2);
        assert!(lines(sentence, 50.0, 10.0, 2)[1].ends_with('\u{2026}'));
        assert!(lines("", 50.0, 10.0, 2).is_empty());
    }
}
