//! The window of Bursar: a thin shell over the use-cases.
//!
//! It starts the window, hands each question of a view to one use-case and the answer back, and
//! tells the views when the books change. It holds no rule, no SQL and no figure of its own. A
//! command is added here only when a view needs it; it is async and no longer than a call.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bus;
mod commands;
mod desk;
mod dialogs;
mod drop;
mod keeper;
mod manners;
mod menus;
mod network;
mod places;
mod run;
#[cfg(debug_assertions)]
mod seam;
mod tell;
mod tray;
mod watch;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use bursar_app::wire::ApiError;
use bursar_app::{Bookshelf, PrefsFile};

use crate::desk::Desk;
use crate::keeper::Keeper;

fn main() -> ExitCode {
    let (desk, prefs) = match surroundings() {
        Ok((desk, prefs)) => (Arc::new(desk), Arc::new(prefs)),
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let keeper = Arc::new(Keeper::default());
    manners::log_faults();
    let built = manners::with_manners(tauri::Builder::default())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .manage(Arc::clone(&desk))
        .manage(Arc::clone(&prefs))
        .manage(Arc::clone(&keeper))
        .manage(commands::import::Tray::default())
        .on_menu_event(|handle, event| menus::chosen(handle, &event))
        .manage(tray::Up::default())
        .manage(menus::Bar::default())
        .setup(move |app| {
            window::open(app.handle())?;
            watch::start(app.handle().clone(), Arc::clone(&desk));
            keeper::start(app.handle().clone(), desk, prefs, keeper);
            #[cfg(debug_assertions)]
            seam::act_when_asked(app.handle());
            Ok(())
        })
        .on_window_event(|window, event| {
            drop::hear(window, event);
            manners::close(window, event);
        })
        .invoke_handler(commands::handler())
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|handle, event| manners::heed(handle, &event));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("The window could not be opened: {error}.");
            ExitCode::FAILURE
        }
    }
}

/// The books to begin with, and what the reader likes.
fn surroundings() -> Result<(Desk, PrefsFile), String> {
    let sentence = |error: ApiError| error.message;
    let shelf = Bookshelf::of_the_reader().map_err(sentence)?;
    let books = places::books(&shelf)?;
    Ok((Desk::new(books, shelf), PrefsFile::of_the_reader().map_err(sentence)?))
}
