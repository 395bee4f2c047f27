//! The domain of Bursar: credits, lots, grants, the calendar, draw-down and rate cards.
//!
//! Everything here is a pure computation. Nothing reads a clock, a file, the environment or a
//! database; what happened and when is handed in as facts, and the answer is a function of them.

pub mod alert;
pub mod calendar;
pub mod catalog;
pub mod compare;
pub mod credits;
pub mod demand;
pub mod document;
pub mod engine;
pub mod estimate;
pub mod fact;
pub mod forecast;
pub mod instant;
pub mod journal;
pub mod money;
pub mod month;
pub mod pace;
pub mod packs;
pub mod policy;
pub mod rate;
pub mod replay;
pub mod roster;
pub mod scenario;
