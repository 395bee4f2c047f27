//! `cargo xtask bench`: how fast and how small Bursar is, as ratios of two things measured in turn
//! on the same machine in the same run, so that the machine does not matter.
//!
//! What is measured is the released program, whole processes, from outside. Each bound that is
//! broken is named, and the exit code is then 1.

mod books;
mod log;
mod measure;
mod verdict;

use crate::machine::{self, Need};
use crate::process::{cargo, show};
use crate::{Stop, project, refuse_unknown};
use books::Books;
use measure::{Peak, Runs};
use std::path::Path;
use std::process::Command;
use verdict::{Ratio, Verdict};

const ROWS: u32 = 1_000_000;
const ROWS_OF_SMALL_BOOKS: u32 = 1_000;
const IMPORTS: usize = 5;
const BALANCES: usize = 21;

/// Import against sqlite3's own, at most.
const IMPORT_RATIO_MAX: Ratio = Ratio::hundredths(300);
/// Balance on large books against small ones, at most.
const BALANCE_RATIO_MAX: Ratio = Ratio::hundredths(150);
/// Peak memory of the import, at most.
const PEAK_BYTES_MAX: u64 = 300 * 1000 * 1000;

/// Measures, prints and judges.
pub(crate) fn bench(arguments: &[String]) -> Result<(), Stop> {
    refuse_unknown(arguments, &[])?;
    machine::ensure(&[Need::Compiler, Need::Sqlite])?;
    let mut build = cargo();
    build.args(["build", "--release", "--package", "bursar"]).current_dir(project::root());
    show("build of the release", &mut build)?;

    let folder = project::scratch("bench");
    project::make_empty(&folder)?;
    let large_log = folder.join("large.csv");
    let small_log = folder.join("small.csv");
    let images = log::write(&large_log, ROWS)?;
    log::write(&small_log, ROWS_OF_SMALL_BOOKS)?;

    let mut verdict = Verdict::default();
    let large = Books::at(folder.join("large.bursar"));
    imports(&large, &large_log, &folder, &mut verdict)?;
    // A fast wrong answer is worth nothing: one credit an image.
    verdict.same("credits charged", large.charged(), images);
    let small = Books::at(folder.join("small.bursar"));
    small.open_for(ROWS_OF_SMALL_BOOKS)?;
    measure::timed(&mut small.import(&small_log))?;
    balances(&large, &small, &mut verdict)?;
    verdict.close()
}

/// Imports into new books and into a bare text table, in turn.
fn imports(books: &Books, log: &Path, folder: &Path, verdict: &mut Verdict) -> Result<(), Stop> {
    println!("\nImport of {ROWS} rows, {IMPORTS} times in turn:");
    let bare = folder.join("bare.db");
    let (mut ours, mut theirs) = (Runs::default(), Runs::default());
    let mut peak = Peak::default();
    for turn in 0..IMPORTS {
        books.open_for(ROWS)?;
        measure::remove(&bare)?;
        // Whichever comes second finds the disk busier; each is second in turn.
        if turn % 2 == 0 {
            ours.push(measure::watched(&mut books.import(log), &mut peak)?);
            theirs.push(measure::timed(&mut sqlite_import(&bare, log))?);
        } else {
            theirs.push(measure::timed(&mut sqlite_import(&bare, log))?);
            ours.push(measure::watched(&mut books.import(log), &mut peak)?);
        }
    }
    println!("  bursar import      {ours}");
    println!("  sqlite3 .import    {theirs}");
    verdict.ratio("import : sqlite3 .import", Ratio::of(&ours, &theirs), IMPORT_RATIO_MAX);
    verdict.bytes("peak memory of the import", peak.bytes(), PEAK_BYTES_MAX);
    println!("\nOn disk:");
    for (what, path) in [("the file", log), ("bare text table", &bare), ("books", books.path())] {
        println!("  {what:<18} {:>7} MB", measure::size(path)? / 1_000_000);
    }
    Ok(())
}

fn sqlite_import(database: &Path, log: &Path) -> Command {
    let mut command = Command::new("sqlite3");
    command.arg(database).arg(".mode csv").arg(format!(".import {} t", log.display()));
    command
}

/// `balance` on both books, in turn, the whole process.
fn balances(large: &Books, small: &Books, verdict: &mut Verdict) -> Result<(), Stop> {
    println!("\nBalance, {BALANCES} times in turn:");
    let (mut on_large, mut on_small) = (Runs::default(), Runs::default());
    for _ in 0..BALANCES {
        on_large.push(measure::timed(&mut large.balance())?);
        on_small.push(measure::timed(&mut small.balance())?);
    }
    println!("  on {ROWS:>7} rows    {on_large}");
    println!("  on {ROWS_OF_SMALL_BOOKS:>7} rows    {on_small}");
    let ratio = Ratio::of(&on_large, &on_small);
    verdict.ratio("balance : balance on small books", ratio, BALANCE_RATIO_MAX);
    Ok(())
}
