//! What verify relies on: facts that nothing takes back, and derived rows that follow from them in
//! random histories of late entries, refunds, holds, voids and undo.
//!
//! Checkpoints lie a few entries apart in these tests, so that late entries begin at them.

mod append_only;
mod desk;
mod histories;
mod laws;
mod order;
mod settled;
mod usage_sums;
