//! The planner: what work takes, which way to it is the cheapest, how the past year would have gone
//! otherwise, and how long a wallet lasts.
//!
//! The rules are the ledger's. Here a plan of work is read and priced, what the books know of plans
//! and packs is put beside the providers' files, and the answers are told.

mod chart;
mod figures;
mod forecast;
mod history;
mod replay;
mod report;
mod saved;
mod shop;
mod ways;
mod words;
mod work;

pub use words::{advice_in_words, packs_in_words, way_in_words};
