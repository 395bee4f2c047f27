//! Usage by anything, at once: questions over all usage of the books, answered from columns in
//! memory.
//!
//! The store hands out every usage with its draws once ([`table`]); while the books stay as they are,
//! each question is one pass over those columns, so that a year of a million usages is there as soon
//! as it is asked for. What counts, and how it is counted, is the same as in `bursar usage`.

mod answer;
mod bars;
mod bill_sums;
mod calendar;
mod choose;
mod claims;
mod client_bills;
mod draw;
mod flows;
mod paper;
mod rebill;
mod rows;
mod series;
mod span;
mod sums;
mod table;
mod tally;

pub use paper::BillFormat;
pub(crate) use table::KeptTable;
pub use table::WarmUsage;
