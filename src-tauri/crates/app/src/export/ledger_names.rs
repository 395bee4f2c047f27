//! Names of wallets as other book-keepers can read them: cleaned, and still one for each wallet.

use std::collections::BTreeSet;

/// What a wallet is called in the other program.
#[derive(Clone, Debug)]
pub(super) struct WalletNames {
    /// A part of the names of its accounts.
    pub(super) part: String,
    /// Its credits.
    pub(super) commodity: String,
}

/// Gives each name a form that no other has.
#[derive(Default)]
pub(super) struct Unique(BTreeSet<String>);

impl Unique {
    /// The name, or the name and a number; `join` puts the number to it.
    pub(super) fn of(&mut self, name: String, join: impl Fn(&str, u32) -> String) -> String {
        let numbered = (2..).map(|number| join(&name, number));
        let mut candidates = std::iter::once(name.clone()).chain(numbered);
        let free = candidates.find(|candidate| !self.0.contains(&candidate.to_lowercase()));
        let free = free.unwrap_or(name);
        self.0.insert(free.to_lowercase());
        free
    }
}

/// A text on one line, without signs that turn or hide what follows, and without `banned` ones.
pub(super) fn on_one_line(text: &str, banned: &[char]) -> String {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let clean = text.chars().map(|letter| {
        if hidden(letter) || letter.is_whitespace() {
            ' '
        } else if banned.contains(&letter) {
            '_'
        } else {
            letter
        }
    });
    let clean: String = clean.collect();
    clean.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_on_its_line_and_is_given_once() {
        for (name, clean) in [
            ("Main Space", "Main Space"),
            ("two\nlines\t and  more", "two lines and more"),
            ("a;b:c", "a_b_c"),
            ("\u{202e}evil", "evil"),
        ] {
            assert_eq!(on_one_line(name, &[';', ':']), clean);
        }
        let mut unique = Unique::default();
        let mut named =
            |name: &str| unique.of(name.to_owned(), |name, number| format!("{name} {number}"));
        assert_eq!([named("lab"), named("Lab"), named("lab")], ["lab", "Lab 2", "lab 3"]);
    }
}
