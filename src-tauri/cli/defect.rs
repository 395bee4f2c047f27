//! A defect of the program itself, told as any error is told.

use std::panic::{self, PanicHookInfo, UnwindSafe};

use bursar_app::wire::{ApiError, ErrorCode};

use crate::exit::Exit;
use crate::failure;

/// Runs the command; should it panic, that is a sentence and an exit code too. Whatever it was
/// entering then is rolled back.
pub(crate) fn guarded(json: bool, run: impl FnOnce() -> Exit + UnwindSafe) -> Exit {
    panic::set_hook(Box::new(move |panic| failure::tell(&in_a_sentence(panic), json)));
    panic::catch_unwind(run).unwrap_or(Exit::Failed)
}

fn in_a_sentence(panic: &PanicHookInfo<'_>) -> ApiError {
    let payload = panic.payload();
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default();
    let place = panic.location().map(|place| format!(" at {place}")).unwrap_or_default();
    let message = format!("Bursar made a mistake{place}: {text}");
    ApiError::new(ErrorCode::Internal, message).with_hint(
        "Nothing half-done was kept. Please report this, with the command that led to it",
    )
}
