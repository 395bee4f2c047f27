//! Journeys through the real window: few, and only what cannot be proved without it.
//!
//! They prove the wiring from the view to the books and back; what a figure must be is the matter
//! of the tests of the engine, the store and the use-cases.
#![cfg(target_os = "linux")]
// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod accessibility;
mod alerts;
mod analytics;
mod answers;
mod books;
mod calm;
mod command_line;
mod faults;
mod first_start;
mod harness;
mod import;
mod import_rows;
mod journal;
mod keyboard;
mod large;
mod menus;
mod overview;
mod people;
mod planner;
mod rates;
mod safety;
mod settings;
mod spend;
mod statement;
mod steady;
mod subscription;
mod topup;
