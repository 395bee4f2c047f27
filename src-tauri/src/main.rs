//! The window of Bursar: a thin shell over the use-cases.
//!
//! It starts the window, hands each question of a view to one use-case and the answer back, and
//! tells the views when the books change. It holds no rule, no SQL and no figure of its own. A
//! command is added here only when a view needs it; it is async and no longer than a call.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod desk;
mod places;
mod run;
#[cfg(debug_assertions)]
mod seam;
mod watch;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use bursar_app::PrefsFile;

use crate::desk::Desk;

fn main() -> ExitCode {
    let books = match places::books() {
        Ok(books) => books,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let desk = Arc::new(Desk::new(books));
    let prefs = match PrefsFile::of_the_reader() {
        Ok(prefs) => Arc::new(prefs),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    let started = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&desk))
        .manage(prefs)
        .manage(commands::import::Tray::default())
        .setup(move |app| {
            window::open(app)?;
            watch::start(app.handle().clone(), desk);
            Ok(())
        })
        .invoke_handler(commands::handler())
        .run(tauri::generate_context!());
    match started {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The window could not be opened: {error}.");
            ExitCode::FAILURE
        }
    }
}
