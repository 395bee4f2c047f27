//! `cargo xtask run | test | bench | screenshots`: everything a newcomer types, after `git clone`.
//!
//! It says what a task needs, installs what is missing where it may, and runs the same steps on
//! a laptop and in CI. It deliberately depends on nothing but the standard library, so that it is
//! built in a second on a machine that has nothing yet, and it holds no rule of the product.

mod bench;
mod display;
mod json;
mod machine;
mod process;
mod project;
mod run;
mod screenshots;
mod test;
mod ui;

use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask TASK

  run [ARGUMENTS…]        start Bursar's window (without a display: show sample books on the
                          command line); arguments go to the program
  test [--without-window] every check and every test, as CI runs them
  bench                   speed and memory, as ratios taken in one run; exit 1 when a bound breaks
  screenshots             photograph the window, and put it on docs/contact-sheet.png

What is missing is named first and installed where that is allowed; otherwise the exact command is
printed and the task stops with exit code 2.";

/// Why a task stopped before its end.
enum Stop {
    /// A step ran and failed; the sentence says which. Exit code 1.
    Failed(String),
    /// The machine or the command line lacks something; the text says what to type. Exit code 2.
    Missing(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rest = arguments.get(1..).unwrap_or_default();
    let outcome = match arguments.first().map(String::as_str) {
        Some("run") => run::run(rest),
        Some("test") => test::test(rest),
        Some("bench") => bench::bench(rest),
        Some("screenshots") => screenshots::screenshots(rest),
        None | Some("help" | "--help" | "-h") => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => Err(Stop::Missing(format!("There is no task called {other}.\n\n{HELP}"))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Failed(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(1)
        }
        Err(Stop::Missing(text)) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}

/// Refuses the first of `arguments` that is not among `known`.
fn refuse_unknown(arguments: &[String], known: &[&str]) -> Result<(), Stop> {
    match arguments.iter().find(|given| !known.contains(&given.as_str())) {
        Some(unknown) => {
            Err(Stop::Missing(format!("The option {unknown} is not known here.\n\n{HELP}")))
        }
        None => Ok(()),
    }
}
