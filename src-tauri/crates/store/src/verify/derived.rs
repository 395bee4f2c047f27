//! The derived tables, row by row: what the books say beside what the facts give.
//!
//! Both sides are read in the order of their keys, one row at a time, so that books of any size
//! need the same memory.

use std::cmp::Ordering;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::findings::{Check, Findings};
use super::names::{Names, Shown};
use crate::error::StoreError;

/// The most columns that name a row.
const MOST_KEYS: usize = 3;

type Key = [i64; MOST_KEYS];

/// What the rows of a table are about, by its key.
#[derive(Clone, Copy)]
enum About {
    /// (entry)
    Entry,
    /// (first entry of a span)
    Span,
    /// (wallet, place)
    Lot,
    /// (usage, position)
    Draw,
    /// (wallet, at, which of that instant)
    Movement,
}

/// A derived table: its key columns come first and order its rows.
pub(super) struct Table {
    check: Check,
    about: About,
    keys: usize,
    figures: &'static [(&'static str, Shown)],
    /// Reads its rows in the order of their keys.
    pub(super) sql: &'static str,
}

pub(super) const TABLES: [Table; 6] = [
    Table {
        check: Check::Voided,
        about: About::Span,
        keys: 1,
        figures: &[("its last entry", Shown::Entry)],
        sql: "SELECT first_seq, last_seq FROM voided ORDER BY first_seq",
    },
    Table {
        check: Check::UsageChanges,
        about: About::Entry,
        keys: 1,
        figures: &[
            ("its settled status", Shown::Status),
            ("its price", Shown::Credits),
            ("what was refunded of it", Shown::Credits),
        ],
        // A row that says nothing is left where a later entry was voided.
        sql: "SELECT usage, status, credits, refunded FROM usage_change \
              WHERE status IS NOT NULL OR credits IS NOT NULL OR refunded <> 0 ORDER BY usage",
    },
    Table {
        check: Check::Lots,
        about: About::Lot,
        keys: 2,
        figures: &[
            ("its id", Shown::Plain),
            ("its kind", Shown::Plain),
            ("its amount", Shown::Credits),
            ("its start", Shown::Time),
            ("its end", Shown::Time),
            ("what was paid for it", Shown::Plain),
            ("its currency", Shown::Plain),
            ("what remains of it", Shown::Credits),
            ("what is held of it", Shown::Credits),
            ("what was drawn from it", Shown::Credits),
            ("what was refunded to it", Shown::Credits),
            ("what expired of it", Shown::Credits),
            ("what was rolled out of it", Shown::Credits),
            ("what was voided of it", Shown::Credits),
            ("what was corrected of it", Shown::Credits),
        ],
        sql: "SELECT wallet, place, id, kind, amount, starts, expires, paid, currency, remaining, \
                  held, drawn, refunded, expired, rolled_out, voided, corrected \
              FROM lot ORDER BY wallet, place",
    },
    Table {
        check: Check::Draws,
        about: About::Draw,
        keys: 2,
        figures: &[
            ("its lot", Shown::Lot),
            ("its credits", Shown::Credits),
            ("what was returned of it", Shown::Credits),
            ("when it was made", Shown::Time),
        ],
        sql: "SELECT usage, position, lot, credits, returned, at FROM draw \
              ORDER BY usage, position",
    },
    Table {
        check: Check::Movements,
        about: About::Movement,
        keys: 3,
        figures: &[
            ("its sort", Shown::Plain),
            ("its lot", Shown::Lot),
            ("its usage", Shown::Entry),
            ("its credits", Shown::Credits),
        ],
        // The numbers of rows depend on when late entries came; their order does not.
        sql: "SELECT wallet, at, ROW_NUMBER() OVER (PARTITION BY wallet, at ORDER BY id), kind, \
                  lot, usage, credits FROM movement ORDER BY wallet, at, id",
    },
    Table {
        check: Check::Shortages,
        about: About::Entry,
        keys: 1,
        figures: &[("what it lacked", Shown::Credits), ("when it was told", Shown::Time)],
        sql: "SELECT usage, credits, at FROM shortage ORDER BY usage",
    },
];

/// Compares all of them.
pub(super) fn check(
    books: &Connection,
    facts: &Connection,
    names: &Names<'_>,
    findings: &mut Findings,
) -> Result<(), StoreError> {
    TABLES.iter().try_for_each(|table| table.compare(books, facts, names, findings))
}

impl Table {
    fn compare(
        &self,
        books: &Connection,
        facts: &Connection,
        names: &Names<'_>,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        let (mut books, mut facts) = (books.prepare(self.sql)?, facts.prepare(self.sql)?);
        let (mut books, mut facts) = (books.query([])?, facts.query([])?);
        let (mut booked, mut derived) = (books.next()?, facts.next()?);
        loop {
            match (booked, derived) {
                (None, None) => return Ok(()),
                (Some(row), other) if self.comes_first(row, other)? => {
                    let key = self.key(row)?;
                    findings.add(self.check, || {
                        let what = self.in_words(&key, names)?;
                        Ok(format!("{what}: is in the books and does not follow from the facts"))
                    })?;
                    booked = books.next()?;
                }
                (other, Some(row)) if self.comes_first(row, other)? => {
                    let key = self.key(row)?;
                    findings.add(self.check, || {
                        let what = self.in_words(&key, names)?;
                        Ok(format!("{what}: follows from the facts and is not in the books"))
                    })?;
                    derived = facts.next()?;
                }
                (Some(ours), Some(theirs)) => {
                    self.compare_rows(ours, theirs, names, findings)?;
                    booked = books.next()?;
                    derived = facts.next()?;
                }
                // Either of them alone comes first.
                (Some(_), None) | (None, Some(_)) => return Ok(()),
            }
        }
    }

    fn key(&self, row: &Row<'_>) -> Result<Key, StoreError> {
        let mut key = [0; MOST_KEYS];
        for (column, part) in key.iter_mut().enumerate().take(self.keys) {
            *part = row.get(column)?;
        }
        Ok(key)
    }

    fn comes_first(&self, row: &Row<'_>, other: Option<&Row<'_>>) -> Result<bool, StoreError> {
        let Some(other) = other else { return Ok(true) };
        Ok(self.key(row)?.cmp(&self.key(other)?) == Ordering::Less)
    }

    fn compare_rows(
        &self,
        ours: &Row<'_>,
        theirs: &Row<'_>,
        names: &Names<'_>,
        findings: &mut Findings,
    ) -> Result<(), StoreError> {
        for (place, (figure, shown)) in self.figures.iter().enumerate() {
            let column = self.keys + place;
            let (booked, derived) = (ours.get_ref(column)?, theirs.get_ref(column)?);
            if booked == derived {
                continue;
            }
            let key = self.key(ours)?;
            findings.add(self.check, || {
                let what = self.in_words(&key, names)?;
                let wallet = self.wallet(&key, names)?;
                let booked = names.figure(booked, *shown, wallet)?;
                let derived = names.figure(derived, *shown, wallet)?;
                Ok(format!("{what}: {figure} is {booked} in the books, {derived} by the facts"))
            })?;
        }
        Ok(())
    }

    fn wallet(&self, key: &Key, names: &Names<'_>) -> Result<i64, StoreError> {
        match self.about {
            About::Lot | About::Movement => Ok(key[0]),
            About::Entry | About::Span | About::Draw => names.wallet_of(key[0]),
        }
    }

    fn in_words(&self, key: &Key, names: &Names<'_>) -> Result<String, StoreError> {
        let [first, second, third] = *key;
        let table = self.check;
        Ok(match self.about {
            About::Entry if table == Check::Shortages => {
                format!("the shortage of {}", names.entry(first)?)
            }
            About::Entry => names.entry(first)?,
            About::Span => format!("the void that begins with {}", names.entry(first)?),
            About::Lot => format!("{}, {}", names.wallet(first)?, names.lot(first, second)?),
            About::Draw => format!("{}, draw {}", names.entry(first)?, second.saturating_add(1)),
            About::Movement => {
                let at = names.figure(ValueRef::Integer(second), Shown::Time, first)?;
                format!("{}, movement {third} at {at}", names.wallet(first)?)
            }
        })
    }
}
