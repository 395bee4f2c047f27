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
    /// Each with its place among the rows of the file.
    errors: Vec<(u64, RowError)>,
}

struct Packed {
    place: u64,
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

    /// Takes a row, which is the one at this place among the rows of the file.
    pub(super) fn push(&mut self, place: u64, row: Result<Row<'_>, RowError>) {
        let row = match row {
            Ok(row) => row,
            Err(error) => return self.errors.push((place, error)),
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
            place,
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

    /// Hands out what it holds with its places, in the order of the file.
    pub(super) fn each<E>(
        &self,
        mut each: impl FnMut(u64, Result<&Row<'_>, &RowError>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut errors = self.errors.iter().peekable();
        for (place, row) in self.rows() {
            while let Some((at, error)) = errors.next_if(|(at, _)| *at < place) {
                each(*at, Err(error))?;
            }
            each(place, Ok(&row))?;
        }
        errors.try_for_each(|(at, error)| each(*at, Err(error)))
    }

    fn rows(&self) -> impl Iterator<Item = (u64, Row<'_>)> {
        self.rows.iter().map(|packed| {
            let text = |place: usize| {
                packed.texts[place].and_then(|(from, to)| self.text.get(from as usize..to as usize))
            };
            let row = Row {
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
            };
            (packed.place, row)
        })
    }
}
