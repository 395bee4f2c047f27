//! The one window: shown only when its page is there, so that nobody sees it empty.

use tauri::webview::PageLoadEvent;
use tauri::{App, WebviewWindowBuilder};

/// Makes the window as the configuration describes it.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    for config in &app.config().app.windows {
        WebviewWindowBuilder::from_config(app, config)?
            .on_page_load(|window, load| {
                if load.event() == PageLoadEvent::Finished {
                    // A window that cannot be shown has nobody to tell.
                    let _ = window.show();
                }
            })
            .build()?;
    }
    Ok(())
}
