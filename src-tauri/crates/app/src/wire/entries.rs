//! Lists of entries, one entry in full, the journal by batches, and what the books said before.

use serde::{Deserialize, Serialize};

use super::activity::{ActivityKind, ActivityRow};
use super::common::{CreditsText, InstantText, Kind, MoneyText};

/// Which entries a list holds, and in which order. Everything that is left out asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct EntryFilter {
    /// Words that all stand in the entry, or its id.
    pub search: String,
    /// Only these kinds; all if none is named.
    pub kinds: Vec<ActivityKind>,
    /// Only usages with one of some texts in a field.
    pub texts: Vec<TextFilter>,
    /// From this day or time on, as typed, in the wallet's zone; empty for none.
    pub from: String,
    /// Up to this time, or with all of this day.
    pub to: String,
    /// Entered after this instant.
    pub entered_after: Option<InstantText>,
    /// At least so many credits, as typed; empty for none.
    pub least: String,
    /// At most so many.
    pub most: String,
    /// Only usages with these marks.
    pub marks: Vec<EntryMark>,
    /// Only what was voided, or only what was not.
    pub voided: Option<bool>,
    /// Only usages from a provider's log, or only typed ones.
    pub reported: Option<bool>,
    /// Only what a lot of this id paid for, and what made it.
    pub lot: Option<String>,
    /// What it is sorted by.
    pub order: EntryOrder,
    /// The largest, the latest or the last name first.
    pub descending: bool,
}

/// The texts that a field may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TextFilter {
    /// The field.
    pub field: EntryField,
    /// Its texts; none is a usage without one.
    pub values: Vec<Option<String>>,
}

/// A text of a usage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EntryField {
    /// The feature.
    Feature,
    /// The action.
    Action,
    /// The model.
    Model,
    /// Who.
    Member,
    /// For what.
    Project,
}

/// What makes a usage worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EntryMark {
    /// Some of it is covered by no lot.
    Uncovered,
    /// Some of it was refunded.
    Refunded,
    /// The provider's figure is not the one of the rate card.
    OffRate,
}

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum EntryOrder {
    /// When it happened.
    #[default]
    Happened,
    /// The order of entry.
    Entered,
    /// Its credits.
    Credits,
    /// The feature.
    Feature,
    /// The action.
    Action,
    /// The model.
    Model,
    /// Who.
    Member,
    /// For what.
    Project,
}

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryPage {
    /// The rows, from the offset that was asked for on.
    pub rows: Vec<ActivityRow>,
    /// Entries of the whole list.
    pub total: u64,
}

/// A text that usages have in a field, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FieldText {
    /// The text; none for usages without one.
    pub text: Option<String>,
    /// Usages that have it.
    pub count: u64,
}

/// Some lines of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JournalPage {
    /// The lines, from the offset that was asked for on.
    pub lines: Vec<JournalRow>,
    /// Lines of the whole journal as it is folded.
    pub total: u64,
    /// Entries in all.
    pub entries: u64,
}

/// A line of the journal: the heading of a batch, an entry, or both in one where a batch has a
/// single entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JournalRow {
    /// The batch; none for an entry below its heading.
    pub batch: Option<JournalBatch>,
    /// The entry; none for the heading of several.
    pub entry: Option<ActivityRow>,
}

/// What was entered together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct JournalBatch {
    /// Its id.
    pub id: String,
    /// What it was, as it was written then.
    pub title: String,
    /// The file that it was imported from; none was typed in.
    pub file: Option<String>,
    /// When it was entered.
    pub recorded_at: InstantText,
    /// How many entries it has.
    pub entries: u64,
    /// None of them counts any more.
    pub voided: bool,
    /// It is the one that Undo would take back.
    pub last: bool,
}

/// One entry in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryView {
    /// The present.
    pub now: InstantText,
    /// The entry as lists show it.
    pub row: ActivityRow,
    /// What it was entered with.
    pub batch: JournalBatch,
    /// The particulars of a usage.
    pub usage: Option<UsageParticulars>,
    /// The particulars of anything else, in reading order.
    pub facts: Vec<EntryFact>,
    /// The entry that it speaks of.
    pub about: Option<RelatedEntry>,
    /// The entries that speak of it, in the order of entry.
    pub later: Vec<RelatedEntry>,
    /// The lot that it made; what drew from it can be listed.
    pub lot: Option<String>,
    /// It can be refunded.
    pub can_refund: bool,
    /// It can be settled.
    pub can_settle: bool,
    /// It can be voided.
    pub can_void: bool,
}

/// The particulars of a usage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageParticulars {
    /// The feature.
    pub feature: Option<String>,
    /// The action.
    pub action: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Its settings, by name.
    pub settings: Vec<(String, String)>,
    /// Labels that lots may be barred from.
    pub tags: Vec<String>,
    /// The provider's id, or the key it was entered under.
    pub key: Option<String>,
    /// It was read from the provider's log, not typed.
    pub reported: bool,
    /// Its price, settled or not; none while it is unknown.
    pub price: Option<CreditsText>,
    /// What the rate card says, where the provider's own figure was given.
    pub rated: Option<CreditsText>,
    /// Its price when it was entered, where that was another.
    pub price_before: Option<CreditsText>,
    /// What was refunded of it.
    pub refunded: CreditsText,
    /// What can still be refunded.
    pub refundable: CreditsText,
    /// The lots that paid, in draw order.
    pub draws: Vec<EntryDraw>,
    /// What it cost in money, by currency, from the lots that paid; net of refunds.
    pub cost: Vec<MoneyText>,
    /// Every lot that paid has a known price.
    pub cost_known: bool,
    /// Columns of the log that were not read, with what stood in them.
    pub extra: Vec<(String, String)>,
}

/// What a usage took from a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryDraw {
    /// The lot's id.
    pub lot: String,
    /// Its kind.
    pub kind: Kind,
    /// What was taken.
    pub credits: CreditsText,
    /// What came back of it.
    pub returned: CreditsText,
    /// What the rest cost; none where the price of the lot is unknown.
    pub cost: Option<MoneyText>,
    /// When the lot began.
    pub starts: InstantText,
    /// When it ends; none is never.
    pub expires: Option<InstantText>,
}

/// A particular of an entry that is no usage: what it is, and its value in one of the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryFact {
    /// What it is: `amount`, `expires`, `reason` …
    pub name: String,
    /// A text from the books.
    pub text: Option<String>,
    /// Credits.
    pub credits: Option<CreditsText>,
    /// Money.
    pub money: Option<MoneyText>,
    /// An instant.
    pub at: Option<InstantText>,
    /// A kind of credits.
    pub kind: Option<Kind>,
}

/// An entry that another speaks of, or that speaks of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RelatedEntry {
    /// The entry.
    pub row: ActivityRow,
    /// The reason it gives, where it is a void.
    pub reason: Option<String>,
}

/// What was entered, with its way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct EntryDone {
    /// The batch, for Undo.
    pub batch: String,
    /// The wallet; empty where it is about none.
    pub wallet: String,
    /// What the wallet holds now.
    pub available: CreditsText,
}

/// What the books said of each wallet at an instant, and what they say of it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BooksThen {
    /// The instant.
    pub at: InstantText,
    /// The present.
    pub now: InstantText,
    /// The wallets.
    pub wallets: Vec<WalletThen>,
}

/// A wallet at an instant, as it was known then and as it is known now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletThen {
    /// Its name.
    pub name: String,
    /// Its IANA zone.
    pub zone: String,
    /// What was left as the books said then; none where it was not in them yet.
    pub said: Option<CreditsText>,
    /// What was left at that instant as the books say now.
    pub says: CreditsText,
    /// What changed since; none where it was not in them yet.
    pub difference: Option<CreditsText>,
    /// Entries that happened by then and were entered later.
    pub entered_since: u64,
}
