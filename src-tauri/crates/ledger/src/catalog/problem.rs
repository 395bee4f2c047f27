//! What is wrong with a provider's file, by line and field.

use std::fmt;

use serde::Serialize;

/// One thing that is wrong with a provider's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The field, with the tables around it: `rate.credits`.
    pub field: String,
    /// What is wrong with it and what to write.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.field, self.message)
    }
}

/// The word of a list that a misspelt one most likely stands for.
pub(super) fn nearest<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let most = 1 + word.chars().count() / 4;
    let by_distance = words.iter().map(|other| (distance(word, other), *other));
    let (away, other) = by_distance.min()?;
    (away <= most).then_some(other)
}

/// The number of letters to insert, drop or replace.
fn distance(one: &str, two: &str) -> usize {
    let two: Vec<char> = two.chars().collect();
    let mut row: Vec<usize> = (0..=two.len()).collect();
    for (i, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in two.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[two.len()]
}
