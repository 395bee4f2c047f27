//! Tells the views when the books change, whoever changed them.
//!
//! A handle of its own asks SQLite about twice a second whether another connection has written:
//! the window's own handles, an import, the command line. The event says only that something
//! changed; what, the views ask for themselves. After each change and each minute it looks at the
//! alerts, since time alone makes credits lapse.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use bursar_app::App;
use tauri::{AppHandle, Emitter};

use crate::desk::{Desk, guarded};

/// The event; the views listen to no other.
const CHANGED: &str = "books://changed";

/// Two such spans are less than the two seconds in which a change must show.
const PAUSE: Duration = Duration::from_millis(600);

/// Tells the views that the books changed, or that others lie on the desk.
pub(crate) fn tell(handle: &AppHandle) {
    // Nobody listens while the window closes.
    let _ = handle.emit(CHANGED, ());
}
/// How often the alerts are looked at where nothing changes.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Watches for as long as the program runs.
pub(crate) fn start(handle: AppHandle, desk: Arc<Desk>) {
    thread::spawn(move || {
        let mut watched: Option<(PathBuf, App)> = None;
        let mut looked = Instant::now();
        loop {
            thread::sleep(PAUSE);
            let path = desk.path();
            let changed = match &mut watched {
                Some((at, app)) if *at == path => app.changed(),
                // What was written before the watch began may be news to the views. Books that
                // cannot be opened they tell of themselves; here these are tried again.
                _ => App::open_existing(&path).map(|app| {
                    watched = Some((path, app));
                    true
                }),
            };
            match changed {
                Ok(false) if looked.elapsed() < LOOK_EVERY => {}
                Ok(changed) => {
                    looked = Instant::now();
                    let fired = watched.as_mut().is_some_and(|(_, app)| look(app));
                    if changed || fired {
                        tell(&handle);
                    }
                    if let Some((path, app)) = watched.as_ref().filter(|_| changed) {
                        warm(&desk, path, app);
                    }
                }
                Err(_) => watched = None,
            }
        }
    });
}

/// Reads all usage anew, so that the view of usage need not wait for it; unless nobody looked at it
/// yet. Where it fails, the view reads it itself and tells why it cannot.
fn warm(desk: &Desk, path: &Path, app: &App) {
    if !desk.with("look for the usage", |app| Ok(app.keeps_usage())).unwrap_or(false) {
        return;
    }
    let read = guarded("read the usage", || app.warm_usage());
    if let Ok(Ok(usage)) = read
        && desk.path() == path
    {
        // Whatever is read of other books is not taken: it is not true of them.
        let _ = desk.with("read the usage", |app| {
            app.take_usage(usage);
            Ok(())
        });
    }
}

/// Whether an alert fired or was armed again. A look that fails changes nothing, and the next one is
/// not far.
fn look(app: &mut App) -> bool {
    matches!(guarded("look at the alerts", || app.look_at_alerts()), Ok(Ok(true)))
}
