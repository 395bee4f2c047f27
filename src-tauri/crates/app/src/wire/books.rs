//! The books themselves: where they lie, their backups, and what was chosen lately.

use serde::{Deserialize, Serialize};

use super::common::InstantText;

/// The books that lie open. Paths are only shown: no view hands one back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BooksState {
    /// Their file's name without its ending.
    pub name: String,
    /// Where they lie.
    pub path: String,
    /// These are the sample books.
    pub sample: bool,
    /// Their size on disk, in bytes.
    pub bytes: u64,
    /// Entries of the journal.
    pub entries: u64,
    /// Wallets.
    pub wallets: u64,
    /// The service that keeps this folder in step between computers, where its name tells one.
    pub synced_by: Option<String>,
    /// Books that were open lately, the latest first, without these.
    pub recent: Vec<RecentBooks>,
    /// The backups that are made without being asked for.
    pub backups: BackupState,
}

/// Books that were open lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RecentBooks {
    /// By which they are chosen.
    pub id: String,
    /// Their file's name without its ending.
    pub name: String,
    /// The folder in which they lie.
    pub folder: String,
    /// They are still there.
    pub there: bool,
}

/// How it stands with the backups of these books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BackupState {
    /// They are made without being asked for.
    pub on: bool,
    /// Where they lie.
    pub folder: String,
    /// When the latest was made.
    pub last_made_at: Option<InstantText>,
    /// Why the last attempt failed, as a sentence.
    pub failing: Option<String>,
}

/// A backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BackupCard {
    /// By which it is chosen.
    pub id: String,
    /// The name of its file.
    pub file: String,
    /// Why it was made.
    pub reason: BackupReason,
    /// When it was made; none where its name does not tell.
    pub made_at: Option<InstantText>,
    /// Its size, in bytes.
    pub bytes: u64,
    /// Entries in it; none where it cannot be read.
    pub entries: Option<u64>,
    /// Wallets in it; none where it cannot be read.
    pub wallets: Option<u64>,
    /// When the last of its entries was recorded.
    pub last_recorded_at: Option<InstantText>,
    /// Why it cannot be restored, as a sentence.
    pub problem: Option<String>,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// After changes, or because it was asked for.
    Kept,
    /// Another backup took the place of these books.
    BeforeRestore,
    /// The books were brought to a newer version.
    BeforeUpdate,
    /// The user chose the file.
    Chosen,
}

/// A backup that took the place of the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestoredBooks {
    /// Entries in the books now.
    pub entries: u64,
    /// Wallets in the books now.
    pub wallets: u64,
    /// The name of the file in which the books that were there before are kept.
    pub kept: Option<String>,
}

/// Books that were moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MovedBooks {
    /// Where they lie now.
    pub path: String,
    /// Where the old file lies.
    pub kept: String,
}

/// What a check of the books found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BooksCheck {
    /// Entries that were replayed.
    pub entries: u64,
    /// Of these, usages.
    pub usages: u64,
    /// Wallets that were compared.
    pub wallets: u64,
    /// What does not agree, as sentences; the first ones of each sort.
    pub findings: Vec<String>,
    /// How much was found in all.
    pub found: u64,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WrittenFile {
    /// Its name.
    pub name: String,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// The format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BooksFormat {
    /// A row an entry.
    Csv,
    /// Every fact.
    Json,
    /// A journal for hledger.
    Hledger,
    /// A journal for beancount.
    Beancount,
}

/// An import mapping that is kept by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MappingCard {
    /// Its name.
    pub name: String,
    /// Which column fills which field, as `field`, `column`.
    pub columns: Vec<(String, String)>,
    /// What a field is in every row, as `field`, `value`.
    pub constants: Vec<(String, String)>,
    /// Values that are translated.
    pub values: u64,
}

/// How the columns of a kind of log were read the last time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LearnedMapping {
    /// The word of the provider whose log it is.
    pub provider: String,
    /// What the provider is called.
    pub title: String,
    /// All columns of the log, in their order.
    pub headers: Vec<String>,
    /// Which column fills which field, as `field`, `column`.
    pub columns: Vec<(String, String)>,
    /// When a log was read so the last time.
    pub used_at: InstantText,
}

/// What the program says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct About {
    /// The version of the program.
    pub version: String,
    /// The version of the books that it writes.
    pub books_version: u32,
    /// The system that it was built for: `linux x86_64`.
    pub system: String,
    /// The web view that shows the window, with its version.
    pub web_view: String,
    /// Where the settings lie.
    pub settings_folder: String,
    /// Where the logs lie.
    pub logs_folder: String,
    /// The program starts when the reader logs in.
    pub starts_at_login: bool,
    /// The system has a menu bar that Bursar fills.
    pub has_menu: bool,
}

/// Which connections to a network the program holds at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NetworkCheck {
    /// Programs of Bursar that were looked at; none where this system does not let them be seen.
    pub programs: Option<u32>,
    /// The far ends of their connections.
    pub connections: Vec<String>,
}
