//! Import: a provider's own log, from a file or the standard input, into the books.
//!
//! Reading turns CSV, JSON or JSON Lines into rows whose fields are read, one at a time and in
//! constant memory. It knows no SQL and no wallet: what a row costs, and whether it is already
//! there, is decided where rows are written.

mod error;
mod field;
mod guess;
mod mapping;
mod row;
pub mod settings;
mod similar;

pub use error::{ImportError, MappingError};
pub use field::Field;
pub use guess::{Guessed, guess};
pub use mapping::{DateOrder, Mapping};
pub use row::{Row, RowError, Status};
