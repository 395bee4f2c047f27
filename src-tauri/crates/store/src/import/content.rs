//! The hash of what a row says, by which a row that is already there is known again.
//!
//! It is kept in the books: what goes into it, and in which order, must never change.

use bursar_ledger::credits::Credits;
use xxhash_rust::xxh3::xxh3_128;

use super::extra::Extras;
use super::record::Record;
use super::row::{Row, Status};

/// Hashes rows, with a buffer that is used again.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
}

impl Content {
    /// The hash of a row and of the cells kept beside it, whatever the order of their columns.
    pub(super) fn hash(&mut self, row: &Row<'_>, record: &Record<'_>, extras: &Extras) -> u128 {
        self.bytes.clear();
        self.number(0, row.at.micros());
        let texts =
            [row.id, row.feature, row.action, row.model, row.settings, row.member, row.project];
        for (tag, text) in (1..).zip(texts) {
            if let Some(text) = text {
                self.bytes.push(tag);
                self.text(text);
            }
        }
        let status = match row.status {
            Status::Succeeded => 0,
            Status::Failed => 1,
            Status::Pending => 2,
        };
        let numbers = [
            row.quantity,
            Some(status),
            row.credits.map(Credits::micros),
            row.balance.map(Credits::micros),
        ];
        for (tag, number) in (8..).zip(numbers) {
            if let Some(number) = number {
                self.number(tag, number);
            }
        }
        for (name_hash, cell) in extras.by_name(record) {
            self.bytes.push(12);
            self.bytes.extend_from_slice(&name_hash.to_le_bytes());
            self.text(cell);
        }
        xxh3_128(&self.bytes)
    }

    fn number(&mut self, tag: u8, number: i64) {
        self.bytes.push(tag);
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    /// A text behind its length, so that no two lists of texts are alike.
    fn text(&mut self, text: &str) {
        self.bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(text.as_bytes());
    }
}
