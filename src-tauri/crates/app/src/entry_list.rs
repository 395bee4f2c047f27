//! Lists of entries by any question, and the journal by batches, a page at a time.

use std::collections::HashMap;

use bursar_ledger::calendar::Zone;
use bursar_ledger::instant::Instant;
use bursar_ledger::roster::{NameKind, People};
use bursar_store::{
    BatchRow, EntrySort, JournalEntry, JournalPlace, ListOrder, ListQuery, Mark, Roster,
    StoreError, TextField, Uuid, Wallet,
};

use crate::App;
use crate::typed::{self, filled};
use crate::wire::{
    ActivityKind, ApiError, EntryField, EntryFilter, EntryMark, EntryOrder, EntryPage, FieldText,
    JournalBatch, JournalPage, JournalRow,
};

/// The most rows of one page.
const LARGEST_PAGE: u32 = 200;
/// A day as it is typed: `2026-11-21`.
const DAY_LETTERS: usize = 10;

impl App {
    /// Some rows of the list that a filter asks for, of a wallet or of all.
    ///
    /// # Errors
    /// An unknown wallet, or a time or amount of the filter that cannot be read.
    pub fn entries(
        &self,
        wallet: Option<&str>,
        filter: &EntryFilter,
        offset: u64,
        limit: u32,
    ) -> Result<EntryPage, ApiError> {
        let wallet = wallet.map(|name| self.books.wallet(name)).transpose()?;
        let query = self.list_query(wallet.as_ref(), filter)?;
        let listing = self.books.list(&query)?;
        let entries: Vec<JournalEntry> = listing
            .page(offset, limit.min(LARGEST_PAGE))
            .map(|seq| self.books.entry(seq))
            .collect::<Result<_, _>>()?;
        Ok(EntryPage { rows: self.activity_rows(&entries)?, total: listing.total() })
    }

    /// The texts that usages have in a field, the most frequent first; members and projects by
    /// their names of today.
    ///
    /// # Errors
    /// An unknown wallet.
    pub fn entry_texts(
        &self,
        wallet: Option<&str>,
        field: EntryField,
    ) -> Result<Vec<FieldText>, ApiError> {
        let wallet = wallet.map(|name| self.books.wallet(name)).transpose()?;
        let texts = self.books.field_texts(wallet.map(|wallet| wallet.id), field.into())?;
        let roster = self.books.roster()?;
        let people = people_of(&roster, field);
        let mut shown: Vec<FieldText> = Vec::with_capacity(texts.len());
        let mut places: HashMap<Option<&str>, usize> = HashMap::with_capacity(texts.len());
        for (text, count) in texts.iter() {
            let text = text.as_deref();
            let current = text.map(|text| people.map_or(text, |people| people.current(text)));
            let place = *places.entry(current).or_insert(shown.len());
            match shown.get_mut(place) {
                Some(known) => known.count += count,
                None => shown.push(FieldText { text: current.map(str::to_owned), count: *count }),
            }
        }
        shown.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
        Ok(shown)
    }

    /// Some lines of the journal, the latest batch first; the entries of a batch of several stand
    /// below its heading where it is one of `open`.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn journal_page(
        &self,
        open: &[String],
        offset: u64,
        limit: u32,
    ) -> Result<JournalPage, ApiError> {
        let open: Vec<Uuid> = open.iter().filter_map(|id| id.parse().ok()).collect();
        let lines = self.books.journal_lines(&open)?;
        let last = self.books.last_batch()?.map(|batch| batch.id);
        let places: Vec<JournalPlace> = lines.page(offset, limit.min(LARGEST_PAGE)).collect();
        let mut rows = Vec::with_capacity(places.len());
        for place in places {
            let (JournalPlace::Batch(seq) | JournalPlace::Entry(seq)) = place;
            let batch = self.books.batch_of(seq)?;
            let has_heading = batch.entries > 1;
            let entry = match place {
                JournalPlace::Batch(_) => None,
                JournalPlace::Entry(seq) => Some(self.books.entry(seq)?),
            };
            let shown = (entry.is_none() || !has_heading).then(|| journal_batch(batch, last));
            rows.push((shown, entry));
        }
        let entries: Vec<JournalEntry> =
            rows.iter().filter_map(|(_, entry)| entry.clone()).collect();
        let mut drawn = self.activity_rows(&entries)?.into_iter();
        let lines_of_page = rows
            .into_iter()
            .map(|(batch, entry)| JournalRow { batch, entry: entry.and_then(|_| drawn.next()) });
        Ok(JournalPage {
            lines: lines_of_page.collect(),
            total: lines.total(),
            entries: self.books.entries_in_all()?,
        })
    }

    /// The query of a filter.
    fn list_query(
        &self,
        wallet: Option<&Wallet>,
        filter: &EntryFilter,
    ) -> Result<ListQuery, ApiError> {
        let zone = match wallet {
            Some(wallet) => wallet.rules.zone,
            // Days in lists over all wallets are those of the first, as in every such view.
            None => {
                let wallets = self.books.wallets()?;
                wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default()
            }
        };
        let roster = self.books.roster()?;
        let (entry, words) = self.searched(&filter.search)?;
        let amount = |text: &str, field: &str| {
            let read = filled(Some(text)).map(|text| typed::credits_or_none(text, "the credits"));
            read.transpose().map_err(|error| error.at_field(field))
        };
        let entered_after = filter.entered_after.as_deref().map(|at| zone.parse(at)).transpose()?;
        let mut sorts: Vec<EntrySort> = filter.kinds.iter().map(|kind| sort_of(*kind)).collect();
        sorts.dedup();
        Ok(ListQuery {
            entry,
            wallet: wallet.map(|wallet| wallet.id),
            words,
            sorts,
            texts: filter
                .texts
                .iter()
                .map(|text| {
                    let people = people_of(&roster, text.field);
                    (
                        text.field.into(),
                        people
                            .map_or(text.values.clone(), |people| all_names(people, &text.values)),
                    )
                })
                .collect(),
            happened: (
                bound(zone, &filter.from, "from", false)?,
                bound(zone, &filter.to, "to", true)?,
            ),
            recorded: (entered_after.and_then(|at| at.plus_micros(1)), None),
            credits: (amount(&filter.least, "least")?, amount(&filter.most, "most")?),
            marks: filter.marks.iter().map(|mark| (*mark).into()).collect(),
            voided: filter.voided,
            reported: filter.reported,
            lot: filter.lot.clone(),
            order: filter.order.into(),
            descending: filter.descending,
        })
    }

    /// What is searched: an entry by its id, or words.
    fn searched(
        &self,
        search: &str,
    ) -> Result<(Option<bursar_ledger::fact::Seq>, Vec<String>), ApiError> {
        let search = search.trim();
        if search.parse::<Uuid>().is_ok() {
            return match self.books.find_entry(None, search) {
                Ok(seq) => Ok((Some(seq), Vec::new())),
                // No entry has it, but a text may.
                Err(StoreError::UnknownEntry(_)) => Ok((None, vec![search.to_lowercase()])),
                Err(error) => Err(error.into()),
            };
        }
        Ok((None, search.split_whitespace().map(str::to_lowercase).collect()))
    }
}

/// Those of whom a field names one.
fn people_of(roster: &Roster, field: EntryField) -> Option<&People> {
    match field {
        EntryField::Member => Some(roster.of(NameKind::Member)),
        EntryField::Project => Some(roster.of(NameKind::Project)),
        EntryField::Feature | EntryField::Action | EntryField::Model => None,
    }
}

/// Every name under which somebody's usage was entered, whichever of them is asked for.
fn all_names(people: &People, asked: &[Option<String>]) -> Vec<Option<String>> {
    let mut names = Vec::with_capacity(asked.len());
    for name in asked {
        let Some(name) = name else {
            names.push(None);
            continue;
        };
        let current = people.current(name);
        let aliases = people.aliases_of(current);
        names.extend(std::iter::once(current).chain(aliases).map(|name| Some(name.to_owned())));
    }
    names
}

/// A bound of the time that is asked for. The end of a day is the beginning of the next.
fn bound(zone: Zone, text: &str, field: &str, end: bool) -> Result<Option<Instant>, ApiError> {
    let Some(text) = filled(Some(text)) else { return Ok(None) };
    let at = |error: bursar_ledger::calendar::CalendarError| ApiError::from(error).at_field(field);
    if end && text.chars().count() == DAY_LETTERS {
        let day = bursar_ledger::calendar::parse_local(text).map_err(at)?.date();
        let next = day.succ_opt().unwrap_or(day);
        return Ok(Some(zone.parse(&next.to_string()).map_err(at)?));
    }
    let bound = zone.parse(text).map_err(at)?;
    // An instant that is named belongs to what is asked for.
    Ok(if end { bound.plus_micros(1) } else { Some(bound) })
}

pub(crate) fn journal_batch(batch: BatchRow, last: Option<Uuid>) -> JournalBatch {
    let source: Option<serde_json::Value> =
        batch.source.as_deref().and_then(|source| serde_json::from_str(source).ok());
    let file = source.as_ref().and_then(|source| source["file"].as_str()).map(str::to_owned);
    JournalBatch {
        id: batch.id.to_string(),
        title: batch.title,
        file,
        recorded_at: batch.recorded_at.to_string(),
        entries: batch.entries,
        voided: batch.voided,
        last: last == Some(batch.id),
    }
}

fn sort_of(kind: ActivityKind) -> EntrySort {
    match kind {
        ActivityKind::Usage => EntrySort::Charged,
        ActivityKind::Hold => EntrySort::Pending,
        ActivityKind::Failed => EntrySort::Failed,
        ActivityKind::Unpriced => EntrySort::Unpriced,
        ActivityKind::Refund => EntrySort::Refund,
        ActivityKind::Settled => EntrySort::Settled,
        ActivityKind::Priced => EntrySort::Priced,
        ActivityKind::Lot => EntrySort::Lot,
        ActivityKind::Grant => EntrySort::Grant,
        ActivityKind::Expiry => EntrySort::Expiry,
        ActivityKind::Statement => EntrySort::Statement,
        ActivityKind::Void | ActivityKind::Undo => EntrySort::Void,
        ActivityKind::Books => EntrySort::Books,
    }
}

impl From<EntryField> for TextField {
    fn from(field: EntryField) -> Self {
        match field {
            EntryField::Feature => Self::Feature,
            EntryField::Action => Self::Action,
            EntryField::Model => Self::Model,
            EntryField::Member => Self::Member,
            EntryField::Project => Self::Project,
        }
    }
}

impl From<EntryMark> for Mark {
    fn from(mark: EntryMark) -> Self {
        match mark {
            EntryMark::Uncovered => Self::Uncovered,
            EntryMark::Refunded => Self::Refunded,
            EntryMark::OffRate => Self::OffRate,
        }
    }
}

impl From<EntryOrder> for ListOrder {
    fn from(order: EntryOrder) -> Self {
        match order {
            EntryOrder::Happened => Self::Happened,
            EntryOrder::Entered => Self::Entered,
            EntryOrder::Credits => Self::Credits,
            EntryOrder::Feature => Self::Text(TextField::Feature),
            EntryOrder::Action => Self::Text(TextField::Action),
            EntryOrder::Model => Self::Text(TextField::Model),
            EntryOrder::Member => Self::Text(TextField::Member),
            EntryOrder::Project => Self::Text(TextField::Project),
        }
    }
}
