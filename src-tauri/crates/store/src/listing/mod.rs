//! Lists of entries, however long: the ordered places of all that a question finds are read once
//! (eight bytes an entry) and kept until the books change, so that any page of them is at hand.

mod about;
mod events;
mod groups;
mod query;
mod scan;
#[cfg(test)]
mod tests;
mod usages;
mod values;

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use bursar_ledger::fact::Seq;
use rusqlite::OptionalExtension;
use uuid::Uuid;

use crate::error::StoreError;
use crate::open::Books;

pub use about::{EnteredUsage, LotLife};
pub use groups::{BatchRow, JournalLines, JournalPlace};
pub use query::{EntrySort, ListOrder, ListQuery, Mark, TextField};
pub use values::TextCount;

/// Lists that are kept: a list on screen, the one before it, and those of another view.
const LISTS_KEPT: usize = 4;

/// What a list was made for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Question {
    Entries(Box<ListQuery>),
    Journal(Vec<Uuid>),
}

/// Lists that were made, the latest first.
#[derive(Debug, Default)]
pub(crate) struct Listings {
    lists: RefCell<VecDeque<Kept>>,
    choices: RefCell<values::Choices>,
}

#[derive(Debug)]
struct Kept {
    question: Question,
    /// The last batch when it was made.
    revision: Option<Uuid>,
    places: Arc<[i64]>,
}

impl Books {
    /// The entries that a query finds, in its order.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn list(&self, query: &ListQuery) -> Result<Listing, StoreError> {
        let places = self
            .kept(Question::Entries(Box::new(query.clone())), |books| scan::scan(books, query))?;
        Ok(Listing(places))
    }

    /// What names the present content of the books: the last batch; none while they are empty.
    /// Facts are only ever added, so that nothing else changes without it.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn revision(&self) -> Result<Option<Uuid>, StoreError> {
        let sql = "SELECT first_id FROM batch ORDER BY first_seq DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let last = statement.query_row([], |row| row.get(0).map(Uuid::from_bytes));
        Ok(last.optional()?)
    }

    fn kept(
        &self,
        question: Question,
        make: impl FnOnce(&Self) -> Result<Vec<i64>, StoreError>,
    ) -> Result<Arc<[i64]>, StoreError> {
        let revision = self.revision()?;
        let mut kept = self.listings.lists.borrow_mut();
        kept.retain(|list| list.revision == revision);
        if let Some(at) = kept.iter().position(|list| list.question == question)
            && let Some(list) = kept.remove(at)
        {
            let places = Arc::clone(&list.places);
            kept.push_front(list);
            return Ok(places);
        }
        let places: Arc<[i64]> = make(self)?.into();
        kept.truncate(LISTS_KEPT - 1);
        kept.push_front(Kept { question, revision, places: Arc::clone(&places) });
        Ok(places)
    }
}

/// The entries that a query found, in its order.
#[derive(Clone, Debug)]
pub struct Listing(Arc<[i64]>);

impl Listing {
    /// How many they are.
    pub fn total(&self) -> u64 {
        self.0.len() as u64
    }

    /// Some of them: at most `limit`, from the one at `offset` on.
    pub fn page(&self, offset: u64, limit: u32) -> impl Iterator<Item = Seq> + '_ {
        page(&self.0, offset, limit).iter().map(|place| Seq(place.unsigned_abs()))
    }

    /// Where an entry stands among them.
    pub fn position(&self, seq: Seq) -> Option<u64> {
        let place = self.0.iter().position(|place| place.unsigned_abs() == seq.0)?;
        Some(place as u64)
    }
}

fn page(places: &[i64], offset: u64, limit: u32) -> &[i64] {
    let first = usize::try_from(offset).unwrap_or(usize::MAX).min(places.len());
    let last = first.saturating_add(limit as usize).min(places.len());
    &places[first..last]
}
