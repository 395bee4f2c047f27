//! The use-cases of Bursar, called by the window, the command line and the tests alike.

pub mod report;
pub mod wire;
