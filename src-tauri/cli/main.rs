//! The command line: parse, call a use-case, print. One file a verb; no rule of its own.
//!
//! Answers go to standard output, as text or with `--json` as JSON; an error is one sentence on
//! standard error and, with `--json`, an object on standard output too.

mod arguments;
mod defect;
mod exit;
mod failure;
mod figures;
mod printable;
mod read;
mod session;
mod table;
mod verbs;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use exit::Exit;
use session::Session;

fn main() -> ExitCode {
    let given: Vec<_> = std::env::args_os().collect();
    let json = asks_for_json(&given);
    ExitCode::from(defect::guarded(json, move || run(given, json)).code())
}

fn run(given: Vec<OsString>, json: bool) -> Exit {
    let arguments = match Arguments::try_parse_from(given) {
        Ok(arguments) => arguments,
        Err(error) => return failure::tell_usage(&error, json),
    };
    let mut session = Session::new(arguments.books, arguments.json, arguments.behind_lock);
    let run = arguments.verb.run(&mut session);
    let finished = session.finish();
    match run.and_then(|exit| finished.map(|()| exit)) {
        Ok(exit) => exit,
        Err(failure) => failure.tell(arguments.json),
    }
}

/// Whether a command line that may not be readable as a whole asks for JSON.
fn asks_for_json(given: &[OsString]) -> bool {
    given.iter().take_while(|word| *word != "--").any(|word| word == "--json")
}
