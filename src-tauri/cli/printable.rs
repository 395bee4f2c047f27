//! Texts from users and providers as a terminal may show them: nothing in a name breaks a row,
//! moves the cursor or turns the reading direction.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

/// The most columns that one cell of a table takes.
pub(crate) const WIDEST_CELL: usize = 60;

/// The text with everything that would act on a terminal written out: `\n`, `\u{202e}`.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts_on_a_terminal) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if acts_on_a_terminal(letter) {
            shown.extend(letter.escape_default());
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Control characters, separators of lines, marks of direction and letters without a width. The
/// joiner of emoji is none of them.
fn acts_on_a_terminal(letter: char) -> bool {
    letter.is_control()
        || matches!(
            letter,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}

/// How many columns of a terminal the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text, cut to so many columns with an ellipsis.
pub(crate) fn shortened(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut end = 0;
    for (place, letter) in text.char_indices() {
        let next = place + letter.len_utf8();
        if width(&text[..next]) >= columns {
            break;
        }
        end = next;
    }
    Cow::Owned(format!("{}…", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_act_on_a_terminal_is_written_out() {
        for (text, shown) in [
            ("plain", "plain"),
            ("two\nlines", "two\\nlines"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("abc\u{202e}cba", "abc\\u{202e}cba"),
            ("tab\there", "tab\\there"),
            ("👩\u{200d}🎨 Mara", "👩\u{200d}🎨 Mara"),
            ("<b>“Ümlaut”</b>", "<b>“Ümlaut”</b>"),
        ] {
            assert_eq!(printable(text), shown, "{text:?}");
        }
    }

    #[test]
    fn a_text_is_cut_by_columns_not_letters() {
        for (text, columns, shown) in [
            ("short", 5, "short"),
            ("longer", 5, "long…"),
            ("映像映像", 5, "映像…"),
            ("映像", 4, "映像"),
        ] {
            assert_eq!(shortened(text, columns), shown, "{text}");
            assert!(width(&shortened(text, columns)) <= columns, "{text}");
        }
    }
}
