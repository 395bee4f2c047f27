//! One pass over the books for a list: usages by SQL, the few other entries by hand, both sorted
//! together.

use std::cmp::Ordering;
use std::collections::HashMap;

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use super::query::{ListOrder, ListQuery};
use super::{events, usages};
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::open::Books;

/// An entry that was found: what it is sorted by, none being last, and its place.
pub(super) type Found = (Option<i64>, i64);

/// What both halves of a pass need to know.
pub(super) struct Pass<'a> {
    pub(super) books: &'a Books,
    pub(super) query: &'a ListQuery,
    /// The entries that are asked for at all, both included.
    pub(super) span: (i64, i64),
    pub(super) voided: Voided,
    /// The terms in which each word of the query stands.
    pub(super) words: Vec<Vec<i64>>,
    /// The place of each term among the names, where names are sorted by.
    pub(super) ranks: HashMap<i64, i64>,
}

impl Pass<'_> {
    pub(super) fn conn(&self) -> &Connection {
        &self.books.conn
    }

    /// Whether an entry may be listed as far as its voiding goes.
    pub(super) fn may_count(&self, seq: i64) -> bool {
        let voided = || self.voided.covers(Seq(seq.unsigned_abs()));
        self.query.voided.is_none_or(|wanted| wanted == voided())
    }
}

pub(super) fn scan(books: &Books, query: &ListQuery) -> Result<Vec<i64>, StoreError> {
    let terms = Terms::read(&books.conn, query)?;
    let pass = Pass {
        books,
        query,
        span: span(&books.conn, query)?,
        voided: Voided::read(&books.conn, Span::ALL.known)?,
        words: query.words.iter().map(|word| terms.holding(word)).collect(),
        ranks: terms.ranks(),
    };
    let mut found = Vec::new();
    usages::scan(&pass, &mut found)?;
    events::scan(&pass, &mut found)?;
    let by_key = |a: Option<i64>, b: Option<i64>| match (a, b) {
        (Some(a), Some(b)) if query.descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        // What has no such value comes last.
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    let by_seq = |a: i64, b: i64| if query.descending { b.cmp(&a) } else { a.cmp(&b) };
    // Most of it is sorted already, and the stable sort makes use of that.
    found.sort_by(|a, b| by_key(a.0, b.0).then_with(|| by_seq(a.1, b.1)));
    Ok(found.into_iter().map(|(_, seq)| seq).collect())
}

/// The entries that were entered within the time that is asked for. What was entered later has a
/// higher place.
fn span(conn: &Connection, query: &ListQuery) -> Result<(i64, i64), StoreError> {
    let first_from = |at: Instant| -> Result<Option<i64>, StoreError> {
        let sql = "SELECT first_seq FROM batch WHERE recorded_at >= ?1 ORDER BY first_seq LIMIT 1";
        let mut statement = conn.prepare_cached(sql)?;
        Ok(statement.query_row(params![at.micros()], |row| row.get(0)).optional()?)
    };
    let first = match query.recorded.0 {
        Some(at) => first_from(at)?.unwrap_or(i64::MAX),
        None => 1,
    };
    let last = match query.recorded.1 {
        Some(at) => first_from(at)?.map_or(i64::MAX, |first| first - 1),
        None => i64::MAX,
    };
    let only = query.entry.map(|seq| i64::try_from(seq.0).unwrap_or(i64::MAX));
    Ok(only.map_or((first, last), |only| (first.max(only), last.min(only))))
}

/// The texts of the books, read where a query asks for texts.
struct Terms(Vec<(i64, String)>);

impl Terms {
    fn read(conn: &Connection, query: &ListQuery) -> Result<Self, StoreError> {
        let by_name = matches!(query.order, ListOrder::Text(_));
        if query.words.is_empty() && !by_name {
            return Ok(Self(Vec::new()));
        }
        let mut statement = conn.prepare_cached("SELECT id, text FROM term")?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?.to_lowercase())))?;
        let mut terms: Vec<(i64, String)> = rows.collect::<Result<_, _>>()?;
        if by_name {
            terms.sort_by(|a, b| natural(&a.1, &b.1));
        }
        Ok(Self(terms))
    }

    fn holding(&self, word: &str) -> Vec<i64> {
        self.0.iter().filter(|(_, text)| text.contains(word)).map(|(term, _)| *term).collect()
    }

    fn ranks(&self) -> HashMap<i64, i64> {
        (0..).zip(&self.0).map(|(rank, (term, _))| (*term, rank)).collect()
    }
}

/// Names as a reader sorts them: the numbers in them by their value.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len());
        };
        let ordering = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (digits_a, digits_b) = (take_digits(&mut a), take_digits(&mut b));
            digits_a.len().cmp(&digits_b.len()).then_with(|| digits_a.cmp(digits_b))
        } else {
            a = &a[x.len_utf8()..];
            b = &b[y.len_utf8()..];
            x.cmp(&y)
        };
        if ordering != Ordering::Equal {
            return ordering;
        }
    }
}

/// The digits at the beginning of a text, without zeros before them; the text goes on after them.
fn take_digits<'a>(text: &mut &'a str) -> &'a str {
    let end = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    digits.trim_start_matches('0')
}
