//! Random histories of a wallet through the books: late entries, refunds, holds, voids and undo.
//!
//! Checkpoints lie a few entries apart in these tests, so that late entries begin at them.

mod desk;
mod histories;
mod laws;
mod order;
