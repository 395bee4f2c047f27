//! What the Overview and the rail show.

use serde::{Deserialize, Serialize};

use super::activity::ActivityRow;
use super::common::{CreditsText, InstantText, Kind, KindAmount, MoneyText};

/// Everything at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Overview {
    /// The instant that all of it holds for.
    pub at: InstantText,
    /// The name of the books, for the rail: their file's name without its ending.
    pub books: String,
    /// These are the sample books.
    pub sample: bool,
    /// The wallets, in the order in which they were added. Empty at the first start.
    pub wallets: Vec<WalletCard>,
    /// The names of those that were put away.
    pub archived: Vec<String>,
    /// Open lots that still hold credits and have an end, over all wallets, the first to end
    /// first; at most six.
    pub lapsing: Vec<LapsingLot>,
    /// The latest entries over all wallets by the time they happened, the newest first; at most
    /// eight.
    pub latest: Vec<ActivityRow>,
    /// The last batch that stands and could be undone.
    pub last_batch: Option<Batch>,
}

/// A wallet at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletCard {
    /// Its name, unique in the books.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// The provider's name for a reader.
    pub provider_title: String,
    /// The running plan's name for a reader, if one runs.
    pub plan: Option<String>,
    /// Its IANA zone.
    pub zone: String,
    /// Credits that can be used now.
    pub available: CreditsText,
    /// Credits reserved by pending usages.
    pub held: CreditsText,
    /// Credits used that no lot covers.
    pub uncovered: CreditsText,
    /// Credits that have expired unused so far.
    pub expired: CreditsText,
    /// What is available by kind, in draw order, kinds with nothing left out.
    pub by_kind: Vec<KindAmount>,
    /// Credits with which the lots that are open now began: the whole of the bar, of which
    /// `available` and `held` are parts.
    pub granted_open: CreditsText,
    /// Usages that no rate matches, so that their price is unknown.
    pub unpriced: u64,
    /// What lapses next if nothing is used.
    pub next_expiry: Option<Lapse>,
    /// The next refill.
    pub next_refill: Option<Refill>,
    /// Credits used in the last thirty days, net of refunds.
    pub used_30_days: CreditsText,
    /// When the last usage happened.
    pub last_usage: Option<InstantText>,
}

/// Credits that end unused at one instant if nothing is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lapse {
    /// When.
    pub at: InstantText,
    /// How many.
    pub credits: CreditsText,
    /// The same by kind, in draw order.
    pub by_kind: Vec<KindAmount>,
    /// What they cost, a figure for each currency; empty when unknown or nothing.
    pub worth: Vec<MoneyText>,
    /// Whether the cost of each of these credits is known. If not, `worth` is only a part.
    pub worth_known: bool,
}

/// Credits that come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Refill {
    /// When.
    pub at: InstantText,
    /// How many.
    pub credits: CreditsText,
}

/// A lot that will end, in a list over all wallets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LapsingLot {
    /// Its wallet.
    pub wallet: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// The lot's id.
    pub lot: String,
    /// Its kind.
    pub kind: Kind,
    /// When it began.
    pub starts: InstantText,
    /// When it ends.
    pub expires: InstantText,
    /// Credits left in it.
    pub left: CreditsText,
    /// What these cost, if known.
    pub worth: Option<MoneyText>,
}

/// A batch of entries that can be undone as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Batch {
    /// Its id.
    pub id: String,
    /// What it was, as words that follow "Undo": `import of 214 rows from photoroom-usage.csv`.
    pub title: String,
    /// When it was entered.
    pub recorded_at: InstantText,
}
