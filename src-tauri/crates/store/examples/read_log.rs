//! Reads a log and says how long it took, as an import would read it but without any books.
//!
//! `cargo run --release -p bursar-store --example read_log -- LOG [field=column]…`

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;
use std::{env, hint};

use bursar_ledger::calendar::Zone;
use bursar_store::import::{Log, Mapping, Place, ReadAs};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("name a log")?;
    let mut mapping = Mapping::default();
    for correction in arguments {
        mapping.map(&correction)?;
    }
    let start = Instant::now();
    let log = Log::open(&Place::named(Path::new(&path)), ReadAs::default())?;
    let mapping = mapping.completed(log.headers());
    for (field, column) in &mapping.columns {
        println!("{field} = {column}");
    }
    let mut quantity = 0;
    let report = log.read_rows(&mapping, Zone::UTC, &mut |row| {
        if let Ok(row) = hint::black_box(row) {
            quantity += row.quantity.unwrap_or(0);
        }
        ControlFlow::Continue(())
    })?;
    println!("{report:?}, {quantity} units, in {:?}", start.elapsed());
    Ok(())
}
