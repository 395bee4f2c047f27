//! The one window: where it was the last time, but never off the screen, and shown only when its
//! page and its menu are there, so that nobody sees it empty or jumping.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bursar_app::PrefsFile;
use tauri::webview::PageLoadEvent;
use tauri::{
    AppHandle, Manager, PhysicalPosition, PhysicalSize, WebviewWindow, WebviewWindowBuilder,
};

/// A page that does not say it is ready is shown all the same.
const LONGEST_HIDDEN: Duration = Duration::from_millis(1500);

/// So much of the window can be seen at least, in pixels.
const LEAST_SEEN: i64 = 120;

/// Makes the window as the configuration describes it; its place was kept.
pub(crate) fn open(handle: &AppHandle) -> tauri::Result<()> {
    for config in &handle.config().app.windows {
        let window = WebviewWindowBuilder::from_config(handle, config)?
            .on_page_load(|window, load| {
                if load.event() == PageLoadEvent::Finished {
                    show_later(window);
                }
            })
            .build()?;
        keep_on_screen(&window)?;
    }
    draw_at(handle, handle.state::<Arc<PrefsFile>>().load().size);
    Ok(())
}

/// Draws everything at a size in percent.
#[expect(clippy::float_arithmetic, reason = "a scale is no amount")]
pub(crate) fn draw_at(handle: &AppHandle, percent: u8) {
    if let Some(window) = handle.get_webview_window("main") {
        // What cannot be drawn larger is still drawn.
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

fn show_later(window: WebviewWindow) {
    thread::spawn(move || {
        thread::sleep(LONGEST_HIDDEN);
        // A window that cannot be shown has nobody to tell.
        let _ = window.show();
    });
}

/// Shows the window, since its page is ready.
pub(crate) fn ready(handle: &AppHandle) {
    if let Some(window) = handle.get_webview_window("main") {
        let _ = window.show();
    }
}

/// Moves a window back that would lie where no screen is any more.
fn keep_on_screen(window: &WebviewWindow) -> tauri::Result<()> {
    let (position, size) = (window.outer_position()?, window.outer_size()?);
    let areas: Vec<Area> = window
        .available_monitors()?
        .iter()
        .map(|monitor| Area::new(*monitor.position(), *monitor.size()))
        .collect();
    if let Some((x, y)) = onto_a_screen(Area::new(position, size), &areas) {
        window.set_position(PhysicalPosition::new(x, y))?;
    }
    Ok(())
}

/// A rectangle on the desktop, in pixels.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: i64,
    top: i64,
    width: i64,
    height: i64,
}

impl Area {
    fn new(position: PhysicalPosition<i32>, size: PhysicalSize<u32>) -> Self {
        Self {
            left: position.x.into(),
            top: position.y.into(),
            width: size.width.into(),
            height: size.height.into(),
        }
    }
}

/// Where a window goes that cannot be seen or grasped: the first screen's corner. None for one that
/// can be.
fn onto_a_screen(window: Area, screens: &[Area]) -> Option<(i32, i32)> {
    let seen = |screen: &Area| {
        let right = (window.left + window.width).min(screen.left + screen.width);
        let across = right - window.left.max(screen.left);
        // The title is what a window is grasped by.
        let title_on_it = window.top >= screen.top
            && window.top <= screen.top + screen.height - LEAST_SEEN.min(screen.height);
        across >= LEAST_SEEN.min(window.width) && title_on_it
    };
    let first = screens.first()?;
    if screens.iter().any(seen) {
        return None;
    }
    let middle = |start: i64, room: i64, length: i64| {
        i32::try_from(start + ((room - length) / 2).max(0)).unwrap_or_default()
    };
    Some((
        middle(first.left, first.width, window.width),
        middle(first.top, first.height, window.height),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: i64, top: i64, width: i64, height: i64) -> Area {
        Area { left, top, width, height }
    }

    #[test]
    fn a_window_that_can_be_grasped_stays() {
        let screens = [area(0, 0, 1920, 1080), area(1920, 0, 1280, 1024)];
        for window in [area(0, 0, 1280, 800), area(1800, 40, 1280, 800), area(2900, 900, 900, 600)]
        {
            assert_eq!(onto_a_screen(window, &screens), None, "{window:?}");
        }
    }

    #[test]
    fn a_window_off_the_screens_comes_back() {
        let screens = [area(0, 0, 1920, 1080)];
        assert_eq!(onto_a_screen(area(2500, 40, 1280, 800), &screens), Some((320, 140)));
        assert_eq!(onto_a_screen(area(40, -700, 1280, 800), &screens), Some((320, 140)));
        assert_eq!(onto_a_screen(area(40, 1079, 1280, 800), &screens), Some((320, 140)));
        assert_eq!(onto_a_screen(area(9000, 0, 4000, 3000), &screens), Some((0, 0)), "too large");
        assert_eq!(onto_a_screen(area(0, 0, 100, 100), &[]), None, "nothing is known");
    }
}
