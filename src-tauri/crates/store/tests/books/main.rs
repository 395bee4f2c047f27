//! Books on a real disk: damaged, foreign, newer, read-only, full, killed and shared.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed helper fails its test"
)]

mod aside;
mod backups;
mod desk;
mod foreign;
mod late;
mod locked;
mod places;
mod planted;
mod processes;
mod restores;
