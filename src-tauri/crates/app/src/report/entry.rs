//! What is entered, as it comes from the command line, and what it led to.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use serde::Serialize;

/// A wallet to add. Texts are as typed.
#[derive(Clone, Debug, Default)]
pub struct WalletTerms {
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its IANA zone; the provider's, else UTC.
    pub timezone: Option<String>,
    /// Credits that are in it and belong to no plan.
    pub opening: Option<String>,
    /// Since when it is kept; now if none.
    pub at: Option<String>,
    /// Answers to the provider's readings, as (reading, option).
    pub readings: Vec<(String, String)>,
}

/// A top-up. Texts are as typed.
#[derive(Clone, Debug, Default)]
pub struct Topup {
    /// The wallet.
    pub wallet: String,
    /// The bundle that was bought …
    pub bundle: Option<String>,
    /// … or the credits.
    pub credits: Option<String>,
    /// What was paid: `12.00 EUR`.
    pub paid: Option<String>,
    /// When they end; the provider's rule if none.
    pub expires: Option<String>,
    /// The receipt's number: the same again is a duplicate.
    pub id: Option<String>,
    /// When; now if none.
    pub at: Option<String>,
}

/// A usage to record. Texts are as typed.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The wallet.
    pub wallet: String,
    /// The action.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings.
    pub settings: Vec<(String, String)>,
    /// How many; 1 if none.
    pub quantity: Option<String>,
    /// The provider's own figure, in place of the rate card's.
    pub credits: Option<String>,
    /// Who.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// `succeeded` (if none), `failed` or `pending`.
    pub status: Option<String>,
    /// The provider's id, or a key of one's own: the same again is a duplicate.
    pub id: Option<String>,
    /// When; now if none.
    pub at: Option<String>,
}

/// What an entry led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entered {
    /// The id of the entry.
    pub id: String,
    /// The wallet's name.
    pub wallet: String,
    /// What was entered, as a sentence.
    pub text: String,
    /// When it counts.
    pub at: Instant,
    /// What the wallet holds after everything entered so far.
    pub available: Credits,
}

/// What a recorded usage led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// The entry.
    #[serde(flatten)]
    pub entered: Entered,
    /// What it cost; none if it is unpriced.
    pub credits: Option<Credits>,
    /// What the rate card says, where another figure was given.
    pub rated: Option<Credits>,
    /// The lots that paid.
    pub draws: Vec<DrawLine>,
    /// The same usage was there already; nothing was added.
    pub already_there: bool,
}

/// What a usage drew from a lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawLine {
    /// The lot's id.
    pub lot: String,
    /// How much.
    pub credits: Credits,
}

/// What a statement led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The entry.
    #[serde(flatten)]
    pub entered: Entered,
    /// What the books held at that instant.
    pub books: Credits,
    /// What the provider shows.
    pub shows: Credits,
    /// The difference that was booked as a correction.
    pub difference: Credits,
}

/// What a job would cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PriceAnswer {
    /// The provider.
    pub provider: String,
    /// The action.
    pub action: String,
    /// Credits in all.
    pub credits: Credits,
    /// Credits of one result.
    pub unit: Credits,
    /// How many results.
    pub quantity: i64,
    /// The rate that says so, in words.
    pub rate: String,
    /// The page it comes from.
    pub source: Option<String>,
}

/// What came of an import. The fields of the contract first; what follows only adds to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// Rows in the file.
    pub read: u64,
    /// Rows booked.
    pub added: u64,
    /// Rows that the books already held.
    pub already_there: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// Usages that were charged.
    pub charged: u64,
    /// Pending usages that hold credits.
    pub held: u64,
    /// Failed usages.
    pub failed: u64,
    /// Usages without a price.
    pub unpriced: u64,
    /// Credits charged.
    pub credits: Credits,
    /// Credits of this log that no lot covers.
    pub uncovered: Credits,
    /// What was wrong with the rejected rows.
    pub errors: Vec<ImportRowError>,
    /// Credits held.
    pub held_credits: Credits,
    /// Nothing was kept.
    pub dry_run: bool,
    /// How each field was read: (field, column).
    pub columns: Vec<(String, String)>,
    /// New rows that were left out, because the user left them out for ever.
    pub left_out: u64,
}

/// A row that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ImportRowError {
    /// The line of the file on which it begins.
    pub line: u64,
    /// The field at fault, if one is.
    pub field: Option<String>,
    /// What stands there, shortened.
    pub value: String,
    /// What is wrong and what to do.
    pub message: String,
}
