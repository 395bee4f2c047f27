//! What is true of every chart, seen from outside.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::float_arithmetic,
    reason = "helpers of tests; a failure there is the failure of a test"
)]

mod balance;
mod bars;
mod costs;
mod files;
mod german;
mod hostile;
mod labels;
mod others;
mod samples;
mod usage;
