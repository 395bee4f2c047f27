//! What wallets hold, and why.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use serde::Serialize;

/// Every wallet, or one, at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Balances {
    /// The instant.
    pub at: Instant,
    /// The wallets, in the order in which they were added.
    pub wallets: Vec<WalletBalance>,
}

/// A wallet at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WalletBalance {
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Credits that can be drawn now, less debt.
    pub available: Credits,
    /// Credits that pending usages reserve.
    pub held: Credits,
    /// Reported usage that no lot covers.
    pub uncovered: Credits,
    /// Credits that ended unused so far.
    pub expired: Credits,
    /// Frozen credits: kept, not spendable now.
    pub frozen: Credits,
    /// Usages that no rate matches.
    pub unpriced: u64,
    /// What can be drawn, by kind.
    pub by_kind: BTreeMap<&'static str, Credits>,
    /// What ends next if nothing is used.
    pub next_expiry: Option<NextExpiry>,
    /// What comes next.
    pub next_refill: Option<NextRefill>,
}

/// Credits that end at one instant if nothing is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NextExpiry {
    /// When.
    pub at: Instant,
    /// How many.
    pub credits: Credits,
}

/// Credits that a refill brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NextRefill {
    /// When.
    pub at: Instant,
    /// How many.
    pub credits: Credits,
}

/// A wallet in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WalletLine {
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its IANA zone.
    pub timezone: String,
    /// The plan that runs, as a reader knows it.
    pub plan: Option<String>,
    /// The readings that were chosen where the provider's pages allow several.
    pub readings: BTreeMap<String, String>,
    /// The draw order.
    pub order: Vec<String>,
    /// Credits a day, the mean of the last four weeks by weekday; none if too little is known.
    pub per_day: Option<Credits>,
    /// When it runs out at that pace; none if that is unknown, or further away than half a year.
    pub runs_out: Option<Instant>,
}

/// The lots of a wallet at an instant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lots {
    /// The instant.
    pub at: Instant,
    /// The wallet's name.
    pub wallet: String,
    /// Its lots: those that can be drawn first, in draw order.
    pub lots: Vec<LotLine>,
}

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LotLine {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// `active`, `frozen`, `waiting`, `ended` or `voided`.
    pub state: &'static str,
    /// Credits with which it began.
    pub amount: Credits,
    /// What can still be drawn.
    pub remaining: Credits,
    /// What pending usages reserve.
    pub held: Credits,
    /// What usages drew, net of refunds.
    pub drawn: Credits,
    /// What ended unused.
    pub expired: Credits,
    /// What was carried into other lots.
    pub rolled_out: Credits,
    /// What was voided.
    pub voided: Credits,
    /// From when on it can be drawn.
    pub starts: Instant,
    /// When it ends.
    pub expires: Option<Instant>,
    /// What it cost.
    pub paid: Option<Money>,
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JournalLine {
    /// Its id (a UUIDv7).
    pub id: String,
    /// When it was entered.
    pub recorded_at: Instant,
    /// When it counts.
    pub happened_at: Instant,
    /// Its wallet, if it belongs to one.
    pub wallet: Option<String>,
    /// What it is: `usage`, `lot_added`, `refunded` …
    pub kind: String,
    /// The same in words.
    pub text: String,
    /// Its credits, where it has any.
    pub credits: Option<Credits>,
    /// The provider's id or the user's key.
    pub key: Option<String>,
    /// It no longer counts.
    pub voided: bool,
}

/// A balance unfolded into the figures, lots and rules that it follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The instant.
    pub at: Instant,
    /// The wallet's name.
    pub wallet: String,
    /// The balance.
    pub available: Credits,
    /// What came in and where it went: the terms of the sum, in words and credits.
    pub sum: Vec<(String, Credits)>,
    /// Sentences on rules, lots and entries.
    pub because: Vec<String>,
}
