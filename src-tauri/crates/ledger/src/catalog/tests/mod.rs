//! Tests of provider files: the shipped ones by their published figures, and every way in which a
//! file can be wrong.

mod bad_files;
mod documentation;
mod edits;
mod figures;
mod offers;

use super::{Answers, Catalog, shipped};

/// A shipped file.
fn provider(name: &str) -> Catalog {
    let (_, text) = shipped().iter().find(|(own, _)| *own == name).unwrap();
    Catalog::parse(text).unwrap()
}

/// Answers written as `question=answer`.
fn answers(pairs: &[&str]) -> Answers {
    let pairs = pairs.iter().map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(question, answer)| (question.to_owned(), answer.to_owned())).collect()
}
