//! What the Wallet view shows beside its activity and its charts.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, Kind, MoneyText};
use super::overview::WalletCard;

/// One wallet in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletView {
    /// The instant that all of it holds for.
    pub at: InstantText,
    /// The same figures as on its card.
    pub card: WalletCard,
    /// Its figures by kind, in draw order, kinds that never had a credit left out.
    pub figures: Vec<KindFigures>,
    /// Lots that are open, not begun yet, or frozen, in draw order; at most two hundred.
    pub lots: Vec<LotRow>,
    /// How many such lots there are.
    pub lots_total: u64,
    /// The lots that ended last, the latest first; at most ten.
    pub ended: Vec<LotRow>,
    /// How many entries its activity has.
    pub entries: u64,
}

/// The figures of one kind of credits in a wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KindFigures {
    /// The kind.
    pub kind: Kind,
    /// All that was ever granted, rolled in or corrected.
    pub granted: CreditsText,
    /// All that was ever drawn, net of refunds.
    pub drawn: CreditsText,
    /// Usable now.
    pub available: CreditsText,
    /// Reserved by pending usages.
    pub held: CreditsText,
    /// Expired unused.
    pub expired: CreditsText,
}

/// Where a lot stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum LotState {
    /// It has not begun.
    Coming,
    /// It can be drawn.
    Open,
    /// It is kept but cannot be drawn for now.
    Frozen,
    /// It has ended or was voided.
    Ended,
}

/// A lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LotRow {
    /// Its id, unique in the wallet.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// Where it stands.
    pub state: LotState,
    /// Credits with which it began.
    pub granted: CreditsText,
    /// Credits left in it, those held not counted.
    pub left: CreditsText,
    /// Credits in it that pending usages reserve.
    pub held: CreditsText,
    /// Credits of it that expired unused.
    pub expired: CreditsText,
    /// From when on it can be drawn.
    pub starts: InstantText,
    /// From when on it can no longer be drawn; none is never.
    pub expires: Option<InstantText>,
    /// Usage with one of these tags cannot draw it.
    pub not_for: Vec<String>,
    /// Only usage with one of these tags can draw it; empty is no restriction.
    pub only_for: Vec<String>,
    /// What the whole lot cost, if known.
    pub paid: Option<MoneyText>,
    /// What is left of that, if known.
    pub worth: Option<MoneyText>,
}
