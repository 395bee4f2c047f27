//! How the program behaves on a desktop: one at a time, its window where it was, a log of what went
//! wrong, and books that are opened by a double click.
//!
//! The log never holds what the books hold: no names, amounts or paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bursar_app::PrefsFile;
use bursar_app::wire::ApiError;
use log::LevelFilter;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Builder, Emitter, Manager, RunEvent, Window, WindowEvent, Wry};
use tauri_plugin_log::{RotationStrategy, Target, TargetKind, TimezoneStrategy};
use tauri_plugin_window_state::StateFlags;

use crate::desk::Desk;
use crate::keeper::{self, Keeper};
use crate::places::{self, Named};
use crate::{run, tray};

/// Tells the window that books which somebody wanted to open could not be.
const NOT_OPENED: &str = "books://not-opened";

/// A log is rotated at this size, and so many are kept.
const LOG_BYTES: u128 = 512 * 1024;
const LOGS_KEPT: usize = 4;

/// What of the window is kept from one start to the next.
pub(crate) const KEPT_OF_THE_WINDOW: StateFlags = StateFlags::SIZE
    .union(StateFlags::POSITION)
    .union(StateFlags::MAXIMIZED)
    .union(StateFlags::FULLSCREEN);

/// Adds what the manners need. A second start must be found out before anything else is done.
pub(crate) fn with_manners(builder: Builder<Wry>) -> Builder<Wry> {
    let state = tauri_plugin_window_state::Builder::new().with_state_flags(KEPT_OF_THE_WINDOW);
    builder
        .plugin(tauri_plugin_single_instance::init(second_start))
        .plugin(log_file())
        .plugin(state.build())
        .plugin(tauri_plugin_autostart::Builder::new().build())
}

fn log_file() -> TauriPlugin<Wry> {
    let file = TargetKind::LogDir { file_name: Some("bursar".to_owned()) };
    tauri_plugin_log::Builder::new()
        .clear_targets()
        // What others write may hold paths and names.
        .target(Target::new(file).filter(|line| line.target().starts_with("bursar")))
        .level(LevelFilter::Info)
        .timezone_strategy(TimezoneStrategy::UseUtc)
        .max_file_size(LOG_BYTES)
        .rotation_strategy(RotationStrategy::KeepSome(LOGS_KEPT))
        .build()
}

/// Writes where a fault was into the log. What it said may hold names of the books.
pub(crate) fn log_faults() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |fault| {
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        let said = fault.payload().downcast_ref::<&'static str>().copied();
        log::error!("a fault at {place}: {}", said.unwrap_or("its words are left out"));
        log::logger().flush();
        before(fault);
    }));
}

/// Somebody started the program again: the first window comes to the front, with the books that
/// were asked for.
fn second_start(handle: &AppHandle, arguments: Vec<String>, folder: String) {
    log::info!("started again");
    let arguments = arguments.into_iter().skip(1).map(Into::into);
    if let Ok(Some(Named::ToOpen(file) | Named::ToOpenOrMake(file))) =
        places::from_arguments(arguments)
    {
        open(handle, PathBuf::from(folder).join(file));
    }
    show(handle);
}

/// Brings the window to the front, also out of the tray.
pub(crate) fn show(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        // Where the system refuses, the window is still there.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// A window that is closed goes into the tray, where the reader wants that and there is one. Its page
/// stays, so that alerts go on.
pub(crate) fn close(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let wanted = window.state::<Arc<PrefsFile>>().load().close_to_tray;
    if wanted && tray::is_up(window.app_handle()) && window.hide().is_ok() {
        api.prevent_close();
    }
}

/// Lays other books on the desk, where it disturbs nobody; the window tells if they cannot be.
fn open(handle: &AppHandle, file: PathBuf) {
    let handle = handle.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Err(error) = switch(&handle, |desk| desk.open_other(&file)) {
            let _ = handle.emit(NOT_OPENED, error);
        }
    });
}

/// Lays other books on the desk, after a last backup of those that lie there.
///
/// # Errors
/// When they cannot be opened; the others stay.
pub(crate) fn switch(
    handle: &AppHandle,
    change: impl FnOnce(&Desk) -> Result<(), ApiError>,
) -> Result<(), ApiError> {
    let desk = handle.state::<Arc<Desk>>();
    let before = desk.path();
    change(&desk)?;
    log::info!("other books were opened");
    leave(handle, &before);
    crate::watch::tell(handle);
    Ok(())
}

fn leave(handle: &AppHandle, books: &Path) {
    let prefs = handle.state::<Arc<PrefsFile>>();
    keeper::before_leaving(books, &prefs, &handle.state::<Arc<Keeper>>());
}

/// What is done at the ends of the program's life.
pub(crate) fn heed(handle: &AppHandle, event: &RunEvent) {
    match event {
        RunEvent::Ready => {
            log::info!("started, version {}", env!("CARGO_PKG_VERSION"));
        }
        RunEvent::Exit => {
            // The windows are gone by now; nobody waits for it.
            run::wait_for_changes();
            leave(handle, &handle.state::<Arc<Desk>>().path());
            log::info!("ended");
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => show(handle),
        #[cfg(any(target_os = "macos", target_os = "ios"))]
        RunEvent::Opened { urls } => {
            for url in urls {
                open(handle, places::file(url.as_str().as_ref()));
            }
            show(handle);
        }
        _ => {}
    }
}
