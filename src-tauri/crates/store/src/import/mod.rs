//! Import: a provider's own log, from a file or the standard input, into the books.
//!
//! Reading turns CSV, JSON or JSON Lines into rows whose fields are read, one at a time and in
//! constant memory. It knows no SQL and no wallet: what a row costs, and whether it is already
//! there, is decided where rows are written.

mod content;
mod csv_rows;
mod error;
mod evidence;
mod extra;
mod field;
mod format;
mod formula_guard;
mod guess;
mod json_extent;
mod json_record;
mod json_rows;
mod log;
mod mapping;
mod numbers;
mod plan;
mod record;
mod row;
pub mod settings;
mod similar;
mod slot;
mod source;
mod status_words;
#[cfg(test)]
mod tests;
mod times;
mod window;

pub use csv_rows::Delimiter;
pub use error::{ImportError, MappingError};
pub use evidence::{Evidence, Sample};
pub use field::Field;
pub use format::{Format, Split};
pub use formula_guard::guarded;
pub use guess::{Guessed, guess};
pub use log::{Log, Preview, ReadAs, ReadReport};
pub use mapping::{DateOrder, Decimal, Mapping};
pub use row::{Row, RowError, Status};
pub use source::{Encoding, Place, Progress};
