//! The integration tests, in one binary so that they are linked once.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod boundaries;
mod checkout;
mod cli;
mod licences;
mod scenarios;
mod tidy;
