//! The words in which providers say how a usage stands.

use super::row::Status;

const WORDS: [(&str, Status); 21] = [
    ("succeed", Status::Succeeded),
    ("succeeded", Status::Succeeded),
    ("success", Status::Succeeded),
    ("successful", Status::Succeeded),
    ("completed", Status::Succeeded),
    ("complete", Status::Succeeded),
    ("done", Status::Succeeded),
    ("ok", Status::Succeeded),
    ("failed", Status::Failed),
    ("failure", Status::Failed),
    ("fail", Status::Failed),
    ("error", Status::Failed),
    ("canceled", Status::Failed),
    ("cancelled", Status::Failed),
    ("pending", Status::Pending),
    ("processing", Status::Pending),
    ("queued", Status::Pending),
    ("running", Status::Pending),
    ("in_progress", Status::Pending),
    ("in progress", Status::Pending),
    ("in-progress", Status::Pending),
];

/// What a word means; `None` if it is not known.
pub(super) fn read(word: &str) -> Option<Status> {
    let known = WORDS.iter().find(|(known, _)| word.eq_ignore_ascii_case(known));
    known.map(|(_, status)| *status)
}
