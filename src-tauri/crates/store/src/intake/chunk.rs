//! Rows on their way from the thread that reads to the thread that writes.
//!
//! The texts of all rows of a chunk lie in one string, so that a row costs no allocation.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;

use crate::import::{Row, RowError, Status};

const ROWS: usize = 2048;
/// Also full at so much text, so that rows of a mebibyte do not pile up.
const BYTES: usize = 4 << 20;
const TEXTS: usize = 8;

/// Some rows, and what was wrong with others.
#[derive(Default)]
pub(super) struct Chunk {
    text: String,
    rows: Vec<Packed>,
    pub(super) errors: Vec<RowError>,
}

struct Packed {
    line: u64,
    at: Instant,
    quantity: Option<i64>,
    status: Status,
    credits: Option<Credits>,
    balance: Option<Credits>,
    content: u128,
    texts: [Option<(u32, u32)>; TEXTS],
}

impl Chunk {
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() + self.errors.len() >= ROWS || self.text.len() >= BYTES
    }

    pub(super) fn push(&mut self, row: Result<Row<'_>, RowError>) {
        let row = match row {
            Ok(row) => row,
            Err(error) => return self.errors.push(error),
        };
        let texts = [
            row.id,
            row.feature,
            row.action,
            row.model,
            row.settings,
            row.member,
            row.project,
            row.extra,
        ];
        let texts = texts.map(|text| text.map(|text| self.keep(text)));
        self.rows.push(Packed {
            line: row.line,
            at: row.at,
            quantity: row.quantity,
            status: row.status,
            credits: row.credits,
            balance: row.balance,
            content: row.content,
            texts,
        });
    }

    fn keep(&mut self, text: &str) -> (u32, u32) {
        let from = self.text.len();
        self.text.push_str(text);
        // A chunk is full long before its text outgrows 32 bits.
        (
            u32::try_from(from).unwrap_or(u32::MAX),
            u32::try_from(self.text.len()).unwrap_or(u32::MAX),
        )
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|packed| {
            let text = |place: usize| {
                packed.texts[place].and_then(|(from, to)| self.text.get(from as usize..to as usize))
            };
            Row {
                line: packed.line,
                id: text(0),
                at: packed.at,
                feature: text(1),
                action: text(2),
                model: text(3),
                settings: text(4),
                quantity: packed.quantity,
                member: text(5),
                project: text(6),
                status: packed.status,
                credits: packed.credits,
                balance: packed.balance,
                extra: text(7),
                content: packed.content,
            }
        })
    }
}
