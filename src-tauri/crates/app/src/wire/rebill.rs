//! What a project or a client is charged for a month: a statement with lines, corrections and a
//! mark-up.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// What was used, and what it cost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BillSums {
    /// Usages; below zero where a correction takes some back.
    pub count: i64,
    /// Units.
    pub quantity: i64,
    /// Credits, net of refunds.
    pub credits: CreditsText,
    /// What the lots that paid cost, by currency.
    pub cost: Vec<MoneyText>,
    /// Of the credits, those whose cost nobody said.
    pub cost_unknown: CreditsText,
    /// The cost with the mark-up.
    pub price: Vec<MoneyText>,
}

/// Usage of one sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BillLine {
    /// The action.
    pub action: String,
    /// The model; empty for usage without one.
    pub model: String,
    /// What it adds up to.
    pub sums: BillSums,
}

/// What became known of a closed month after it was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BillCorrection {
    /// The closed month.
    pub month: String,
    /// The difference to what was charged for it, with the mark-up of its statement.
    pub sums: BillSums,
}

/// The statement of a project for a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bill {
    /// The name of the books.
    pub books: String,
    /// The project; empty for usage without one.
    pub project: String,
    /// The month: `2026-10`.
    pub month: String,
    /// The mark-up in percent: `12.5`.
    pub mark_up: String,
    /// The lines, the most credits first.
    pub lines: Vec<BillLine>,
    /// Corrections of months that were closed before.
    pub corrections: Vec<BillCorrection>,
    /// Lines and corrections together.
    pub total: BillSums,
    /// Usages of the month without a price: they are in no sum.
    pub unpriced: u64,
    /// When it was closed; none while it is open.
    pub closed: Option<InstantText>,
    /// The entry that closed it.
    pub entry: Option<String>,
    /// The month is over, so that it can be closed.
    pub over: bool,
    /// The batch that just closed it, to undo.
    pub batch: Option<String>,
}

/// A project in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BillRow {
    /// The project; empty for usage without one.
    pub project: String,
    /// Whose it is today; empty for nobody's.
    pub client: String,
    /// Lines and corrections together, as charged if it is closed.
    pub total: BillSums,
    /// How many closed months it corrects.
    pub corrects: u32,
    /// It is closed.
    pub closed: bool,
    /// The mark-up in percent.
    pub mark_up: String,
}

/// The statements of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BillsView {
    /// The month.
    pub month: String,
    /// The month that runs.
    pub this_month: String,
    /// The month of the first usage of all; none without any.
    pub first: Option<String>,
    /// The projects, the most credits first.
    pub rows: Vec<BillRow>,
    /// The same by client, the most credits first.
    pub clients: Vec<ClientBillRow>,
}

/// Whose statement is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "to")]
pub enum BilledTo {
    /// That of a project.
    Project {
        /// Its name; empty for usage without one.
        name: String,
    },
    /// That of a client.
    Client {
        /// Its name; empty for projects without one.
        name: String,
    },
}

/// The statement of a client for a month: those of its projects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClientBill {
    /// The name of the books.
    pub books: String,
    /// The client; empty for projects without one.
    pub client: String,
    /// The month: `2026-10`.
    pub month: String,
    /// The mark-up in percent of all its open projects; none where they differ.
    pub mark_up: Option<String>,
    /// The statements of its projects that say something, the most credits first.
    pub projects: Vec<Bill>,
    /// All of them together.
    pub total: BillSums,
    /// Usages of the month without a price: they are in no sum.
    pub unpriced: u64,
    /// When the last of them was closed; none while one is open.
    pub closed: Option<InstantText>,
    /// The month is over, so that it can be closed.
    pub over: bool,
    /// The batch that just closed it, to undo.
    pub batch: Option<String>,
}

/// A client in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClientBillRow {
    /// The client; empty for projects without one.
    pub client: String,
    /// How many of its projects say something.
    pub projects: u32,
    /// What they say together.
    pub total: BillSums,
    /// How many closed months they correct.
    pub corrects: u32,
    /// Each of them is closed.
    pub closed: bool,
}
