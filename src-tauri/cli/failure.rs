//! Why a command did not end well, and how it is told: a sentence, a hint, an exit code.

use std::io::{self, Write};

use bursar_app::wire::{ApiError, ErrorCode};
use clap::error::ErrorKind;
use serde_json::json;

use crate::exit::Exit;
use crate::printable::printable;

/// Why a command did not end well.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A use-case says so.
    Api(ApiError),
    /// The answer could not be written.
    Output(io::Error),
}

impl From<ApiError> for Failure {
    fn from(error: ApiError) -> Self {
        Self::Api(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What is wrong with an argument.
pub(crate) fn input(message: impl Into<String>, hint: impl Into<String>) -> Failure {
    Failure::Api(ApiError::new(ErrorCode::Input, message).with_hint(hint))
}

impl Failure {
    /// Tells it and gives the exit code.
    pub(crate) fn tell(self, json: bool) -> Exit {
        let error = match self {
            Self::Api(error) => error,
            Self::Output(error) => {
                let message = format!("the answer could not be written: {error}");
                ApiError::new(ErrorCode::Input, message)
            }
        };
        tell(&error, json);
        error.code.into()
    }
}

/// Tells what is wrong with the command line itself; help and the version are no errors.
pub(crate) fn tell_usage(error: &clap::Error, json: bool) -> Exit {
    let text = error.to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Nobody can be told that nobody reads.
            let _ = io::stdout().write_all(text.as_bytes());
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand if !json => {
            let _ = io::stderr().write_all(text.as_bytes());
            return Exit::Input;
        }
        _ => {}
    }
    tell(&as_api_error(error.kind(), &text), json);
    Exit::Input
}

/// What clap says in paragraphs, as a sentence and a hint.
fn as_api_error(kind: ErrorKind, text: &str) -> ApiError {
    if kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return ApiError::new(ErrorCode::Input, "the command is not complete")
            .with_hint("“bursar help” lists the commands; “bursar help COMMAND” explains one.");
    }
    let mut paragraphs = text.split("\n\n").map(in_one_line);
    let message = paragraphs.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(&message).to_owned();
    let hints: Vec<String> = paragraphs
        .filter_map(|paragraph| {
            let tip = paragraph.strip_prefix("tip: ").map(str::to_owned);
            tip.or_else(|| paragraph.strip_prefix("Usage: ").map(|usage| format!("usage: {usage}")))
        })
        .collect();
    let error = ApiError::new(ErrorCode::Input, message);
    if hints.is_empty() { error } else { error.with_hint(hints.join("; ")) }
}

fn in_one_line(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sentence and the hint on standard error; with `--json` the same on standard output.
pub(crate) fn tell(error: &ApiError, json: bool) {
    // Where nobody listens, the exit code is all that is left to say.
    let mut told = format!("error: {}\n", sentence(&error.message));
    if let Some(hint) = &error.hint {
        told += &format!("hint: {}\n", sentence(hint));
    }
    let _ = io::stderr().write_all(told.as_bytes());
    if json {
        let object = json!({ "error": error });
        let _ = writeln!(io::stdout(), "{object}");
    }
}

/// One line that ends as a sentence does, whatever a name in it holds.
fn sentence(text: &str) -> String {
    let text = printable(text);
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}
