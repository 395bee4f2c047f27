//! The tray: what is left in each wallet, and the way to what is done most often. It is put up only
//! where the desktop has a tray. Its words and figures come from the page, which knows the reader's
//! language and whether amounts are hidden.

use std::sync::{Mutex, PoisonError};

use bursar_app::wire::{ApiError, ErrorCode};
use serde::{Deserialize, Serialize};
use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Emitter, Manager, Wry};

use crate::manners;

/// The event that tells the page what was chosen.
const CHOSEN: &str = "tray://chosen";
/// More wallets than a menu can show.
const MOST_WALLETS: usize = 20;

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// What the page wants in the tray.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct TrayMenu {
    /// What shows while the pointer rests on the icon.
    tooltip: String,
    wallets: Vec<TrayWallet>,
    record: String,
    top_up: String,
    open: String,
    quit: String,
}

/// A wallet's line.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
struct TrayWallet {
    name: String,
    /// Its name and what is left.
    text: String,
}

/// A line of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) enum Line {
    /// Something to choose: what it is called inside, and what it says.
    Choice(String, String),
    /// A rule between groups.
    Rule,
}

/// The icon, once it is up, and what its menu shows.
#[derive(Default)]
pub(crate) struct Up(Mutex<Option<(TrayIcon, Vec<Line>)>>);

/// The lines of the menu.
pub(crate) fn lines(menu: &TrayMenu) -> Vec<Line> {
    let choice = |id: &str, text: &str| Line::Choice(id.to_owned(), text.to_owned());
    let wallets = menu.wallets.iter().take(MOST_WALLETS);
    let mut lines: Vec<Line> =
        wallets.map(|wallet| choice(&format!("wallet:{}", wallet.name), &wallet.text)).collect();
    if !lines.is_empty() {
        lines.push(Line::Rule);
        lines.push(choice("spend", &menu.record));
        lines.push(choice("topup", &menu.top_up));
        lines.push(Line::Rule);
    }
    lines.push(choice(OPEN, &menu.open));
    lines.push(choice(QUIT, &menu.quit));
    lines
}

/// Shows a menu in the tray, which is put up first; false where the desktop has none.
///
/// # Errors
/// The menu could not be made.
pub(crate) fn show(app: &AppHandle, menu: &TrayMenu) -> Result<bool, ApiError> {
    let lines = lines(menu);
    #[cfg(debug_assertions)]
    if crate::seam::in_tray(&menu.tooltip, &lines) {
        return Ok(true);
    }
    let state = app.state::<Up>();
    let mut up = state.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((icon, shown)) = &mut *up {
        if *shown != lines {
            icon.set_menu(Some(made(app, &lines).map_err(fault)?)).map_err(fault)?;
            icon.set_tooltip(Some(&menu.tooltip)).map_err(fault)?;
            *shown = lines;
        }
        return Ok(true);
    }
    if !crate::bus::has_tray() {
        return Ok(false);
    }
    let icon = put_up(app, menu, &lines).map_err(fault)?;
    *up = Some((icon, lines));
    Ok(true)
}

/// Whether something of Bursar's is in the tray.
pub(crate) fn is_up(app: &AppHandle) -> bool {
    #[cfg(debug_assertions)]
    if crate::seam::has_tray() {
        return true;
    }
    // Whoever puts it up may wait for the thread that asks here.
    app.state::<Up>().0.try_lock().is_ok_and(|up| up.is_some())
}

fn put_up(app: &AppHandle, menu: &TrayMenu, lines: &[Line]) -> tauri::Result<TrayIcon> {
    let mut icon = TrayIconBuilder::with_id("bursar")
        .menu(&made(app, lines)?)
        .tooltip(&menu.tooltip)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| chosen(app, event.id().as_ref()))
        .on_tray_icon_event(|icon, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                chosen(icon.app_handle(), OPEN);
            }
        });
    if let Some(picture) = app.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(app)
}

fn made(app: &AppHandle, lines: &[Line]) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for line in lines {
        let item: Box<dyn IsMenuItem<Wry>> = match line {
            Line::Choice(id, text) => {
                Box::new(MenuItem::with_id(app, id, text, true, None::<&str>)?)
            }
            Line::Rule => Box::new(PredefinedMenuItem::separator(app)?),
        };
        menu.append(&*item)?;
    }
    Ok(menu)
}

/// Does what was chosen in the tray.
pub(crate) fn chosen(app: &AppHandle, id: &str) {
    let ours = [OPEN, QUIT, "spend", "topup"].contains(&id) || id.starts_with("wallet:");
    if !ours {
        return;
    }
    if id == QUIT {
        app.exit(0);
        return;
    }
    manners::show(app);
    if id != OPEN {
        let _ = app.emit(CHOSEN, id);
    }
}

#[allow(clippy::needless_pass_by_value, reason = "as `map_err` hands it over")]
fn fault(error: tauri::Error) -> ApiError {
    ApiError::new(ErrorCode::Internal, format!("the tray could not be put up: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn menu(wallets: &[(&str, &str)]) -> TrayMenu {
        let wallet = |(name, text): &(&str, &str)| TrayWallet {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        };
        TrayMenu {
            tooltip: "Bursar".to_owned(),
            wallets: wallets.iter().map(wallet).collect(),
            record: "Record spend".to_owned(),
            top_up: "Top up".to_owned(),
            open: "Open Bursar".to_owned(),
            quit: "Quit".to_owned(),
        }
    }

    fn said(lines: &[Line]) -> Vec<&str> {
        let mut said = Vec::new();
        for line in lines {
            said.push(match line {
                Line::Choice(_, text) => text.as_str(),
                Line::Rule => "-",
            });
        }
        said
    }

    #[test]
    fn a_line_for_each_wallet_then_what_is_done_most_often() {
        let lines = lines(&menu(&[("Lab", "Lab: 1,200 left"), ("<b>", "<b>: 3 left")]));
        assert_eq!(
            said(&lines),
            [
                "Lab: 1,200 left",
                "<b>: 3 left",
                "-",
                "Record spend",
                "Top up",
                "-",
                "Open Bursar",
                "Quit"
            ]
        );
        assert_eq!(lines[1], Line::Choice("wallet:<b>".to_owned(), "<b>: 3 left".to_owned()));
    }

    #[test]
    fn without_a_wallet_there_is_nothing_to_record() {
        assert_eq!(said(&lines(&menu(&[]))), ["Open Bursar", "Quit"]);
    }

    #[test]
    fn a_menu_stays_shorter_than_the_screen() {
        let many = vec![("Lab", "Lab"); 500];
        assert_eq!(lines(&menu(&many)).len(), MOST_WALLETS + 6);
    }
}
