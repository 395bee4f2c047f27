//! The usages behind a figure, a page at a time.

use std::sync::Arc;

use bursar_ledger::fact::Seq;
use bursar_store::JournalEntry;

use super::table::KeptList;
use super::tally;
use crate::App;
use crate::wire::{ApiError, EntryPage, UsageAsked};

/// The most rows of one page.
const LARGEST_PAGE: u32 = 200;

impl App {
    /// Some of the usages that are counted, the latest first.
    ///
    /// # Errors
    /// A day, status or currency that cannot be read.
    pub fn usage_entries(
        &self,
        asked: &UsageAsked,
        offset: u64,
        limit: u32,
    ) -> Result<EntryPage, ApiError> {
        let places = self.usage_places(asked)?;
        let first = usize::try_from(offset).unwrap_or(usize::MAX).min(places.len());
        let last = first.saturating_add(limit.min(LARGEST_PAGE) as usize).min(places.len());
        let entries: Vec<JournalEntry> = places[first..last]
            .iter()
            .map(|seq| self.books.entry(Seq(*seq)))
            .collect::<Result<_, _>>()?;
        Ok(EntryPage { rows: self.activity_rows(&entries)?, total: places.len() as u64 })
    }

    fn usage_places(&self, asked: &UsageAsked) -> Result<Arc<[u64]>, ApiError> {
        let table = self.usage_table()?;
        if let Some(kept) = &*self.usage_table.list.borrow()
            && Arc::ptr_eq(&kept.table, &table)
            && kept.asked == *asked
        {
            return Ok(Arc::clone(&kept.places));
        }
        let chosen = self.choose(&table, asked)?;
        let mut found = Vec::new();
        tally::each(&table, &chosen, chosen.span, &mut |index, row| {
            let kinds = || table.parts_of(index).iter().any(|part| chosen.has_kind(part.kind));
            if chosen.counts(row.status) && (chosen.kinds.is_none() || kinds()) {
                found.push((row.at, row.seq));
            }
            Ok(())
        })?;
        found.sort_unstable_by(|a, b| b.cmp(a));
        let places: Arc<[u64]> = found.into_iter().map(|(_, seq)| seq).collect();
        self.usage_table.list.replace(Some(KeptList {
            table,
            asked: asked.clone(),
            places: Arc::clone(&places),
        }));
        Ok(places)
    }
}
