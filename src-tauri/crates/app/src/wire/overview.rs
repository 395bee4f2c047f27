//! What the Overview and the rail show.

use serde::{Deserialize, Serialize};

use super::activity::ActivityRow;
use super::alerts::Alert;
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
    /// Totals over all wallets.
    pub totals: Totals,
    /// Alerts that hold now and are not put off, the latest first, with the figures of now.
    pub alerts: Vec<Alert>,
    /// Open lots that still hold credits and have an end, over all wallets, in the order in which
    /// to use them so that the least is lost: first those that will lapse unused at the present
    /// pace, the first to end first, what costs more before what costs less; at most six.
    pub lapsing: Vec<LapsingLot>,
    /// The latest entries over all wallets by the time they happened, the newest first; at most
    /// eight.
    pub latest: Vec<ActivityRow>,
    /// The last batch that stands and could be undone.
    pub last_batch: Option<Batch>,
}

/// Totals over all wallets, in money. Amounts of several currencies are never added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Totals {
    /// What the credits that are left cost.
    pub left: Vec<MoneyText>,
    /// Lots with credits left whose cost is unknown, and which are in no figure.
    pub unknown: u64,
    /// What the open lots will lose unused at the present pace within thirty days; where the pace
    /// is unknown, if nothing is used.
    pub lapsing: Vec<MoneyText>,
    /// Lots among these whose cost is unknown.
    pub lapsing_unknown: u64,
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
    /// What follows if it is used as it was lately.
    pub outlook: Outlook,
    /// The subscription's cycle that runs, if one runs.
    pub cycle: Option<Cycle>,
    /// What the credits that are left cost, a figure for each currency.
    pub worth: Vec<MoneyText>,
    /// Whether the cost of all of these is known. If not, `worth` is only a part.
    pub worth_known: bool,
    /// When the last usage happened.
    pub last_usage: Option<InstantText>,
}

/// What follows if a wallet is used as it was lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Outlook {
    /// Credits a day, the mean of a week; none if too little is known.
    pub per_day: Option<CreditsText>,
    /// The whole days that it rests on, at most 28.
    pub days: u64,
    /// When credits are wanted and none is left; none if that is unknown or beyond `until`.
    pub runs_out: Option<InstantText>,
    /// How far this looks ahead.
    pub until: InstantText,
    /// Whether it runs out before its next refill. False where a refill within a day mends it.
    pub before_refill: bool,
    /// Of the credits in open lots, those that lapse unused up to `until`; where the pace is
    /// unknown, if nothing is used.
    pub unused: CreditsText,
    /// What these cost, a figure for each currency; empty when unknown or nothing.
    pub unused_worth: Vec<MoneyText>,
    /// Whether the cost of each of these is known.
    pub unused_worth_known: bool,
}

/// How far a subscription's cycle is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cycle {
    /// Its credits.
    pub credits: CreditsText,
    /// Of these used or held.
    pub used: CreditsText,
    /// The same in whole percent, rounded down.
    pub percent: u64,
    /// When it ends.
    pub ends: InstantText,
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
    /// Of these, what lapses unused at the present pace; where that is unknown, if nothing is used.
    pub unused: CreditsText,
    /// What these cost, if known.
    pub unused_worth: Option<MoneyText>,
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
