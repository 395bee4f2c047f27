//! The native menu. The window says what is in it, from the same table as its keys and its palette
//! and in the reader's language; what is chosen goes back to it as the id of an action.
//!
//! Only what a page cannot do itself is done here: to quit, and what the system has items for.

use serde::Deserialize;
use tauri::menu::{IsMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Emitter, Manager, Wry};

/// Tells the window which action was chosen.
const CHOSEN: &str = "menu://chosen";

/// Before the ids of these items, since other menus of the program have ids of their own.
const OURS: &str = "menu:";

/// The whole menu bar.
#[derive(Debug, Deserialize)]
pub(crate) struct MenuBar {
    /// Its menus, from the left.
    menus: Vec<MenuColumn>,
    /// It is shown in the window, where the system does not keep one of its own.
    shown: bool,
}

#[derive(Debug, Deserialize)]
struct MenuColumn {
    label: String,
    entries: Vec<MenuEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
enum MenuEntry {
    /// A line between two groups.
    Line,
    /// An action of the window.
    Action { id: String, label: String, accelerator: Option<String> },
    /// Something that the system does.
    Native { role: Role, label: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Cut,
    Copy,
    Paste,
    SelectAll,
    Minimize,
    FullScreen,
    Hide,
    HideOthers,
    Services,
    Quit,
}

/// Whether the window shows a menu bar of its own here; else the system keeps one for all programs.
pub(crate) const IN_THE_WINDOW: bool = cfg!(not(target_os = "macos"));

/// Puts the menu in its place.
///
/// # Errors
/// The system refuses.
pub(crate) fn set(handle: &AppHandle, bar: &MenuBar) -> tauri::Result<()> {
    let menu = Menu::new(handle)?;
    for column in &bar.menus {
        let submenu = Submenu::new(handle, &column.label, true)?;
        // A line stands between two entries and nowhere else.
        let (mut some, mut line) = (false, false);
        for entry in &column.entries {
            let Some(item) = item(handle, entry)? else {
                line = line || (some && matches!(entry, MenuEntry::Line));
                continue;
            };
            if std::mem::take(&mut line) {
                submenu.append(&PredefinedMenuItem::separator(handle)?)?;
            }
            submenu.append(&*item)?;
            some = true;
        }
        menu.append(&submenu)?;
    }
    handle.set_menu(menu)?;
    if IN_THE_WINDOW {
        if bar.shown { handle.show_menu()? } else { handle.hide_menu()? }
    }
    Ok(())
}

/// The item of an entry; none for a line, and for what this system has no item for.
fn item(handle: &AppHandle, entry: &MenuEntry) -> tauri::Result<Option<Box<dyn IsMenuItem<Wry>>>> {
    Ok(match entry {
        MenuEntry::Line => None,
        MenuEntry::Action { id, label, accelerator } => {
            let id = format!("{OURS}{id}");
            let label = label.replace('&', "&&");
            let item = MenuItem::with_id(handle, id, label, true, accelerator.as_deref())?;
            Some(Box::new(item))
        }
        MenuEntry::Native { role, label } => native(handle, *role, label)?,
    })
}

fn native(
    handle: &AppHandle,
    role: Role,
    label: &str,
) -> tauri::Result<Option<Box<dyn IsMenuItem<Wry>>>> {
    let (mac, linux) = (cfg!(target_os = "macos"), cfg!(target_os = "linux"));
    let text = Some(label);
    let item = match role {
        // The system's own end would not let the last backup be made.
        Role::Quit => {
            let id = format!("{OURS}quit");
            let item = MenuItem::with_id(handle, id, label, true, Some("CmdOrCtrl+Q"))?;
            return Ok(Some(Box::new(item)));
        }
        Role::Cut | Role::Copy | Role::Paste | Role::SelectAll if linux => return Ok(None),
        Role::Hide | Role::HideOthers | Role::Services if !mac => return Ok(None),
        Role::Minimize | Role::FullScreen if linux => return Ok(None),
        Role::FullScreen if !mac => return Ok(None),
        Role::Cut => PredefinedMenuItem::cut(handle, text)?,
        Role::Copy => PredefinedMenuItem::copy(handle, text)?,
        Role::Paste => PredefinedMenuItem::paste(handle, text)?,
        Role::SelectAll => PredefinedMenuItem::select_all(handle, text)?,
        Role::Minimize => PredefinedMenuItem::minimize(handle, text)?,
        Role::FullScreen => PredefinedMenuItem::fullscreen(handle, text)?,
        Role::Hide => PredefinedMenuItem::hide(handle, text)?,
        Role::HideOthers => PredefinedMenuItem::hide_others(handle, text)?,
        Role::Services => PredefinedMenuItem::services(handle, text)?,
    };
    Ok(Some(Box::new(item)))
}

/// What was chosen goes to the window; to quit, nobody is asked.
pub(crate) fn chosen(handle: &AppHandle, event: &MenuEvent) {
    let Some(id) = event.id().as_ref().strip_prefix(OURS) else { return };
    if id == "quit" {
        handle.exit(0);
        return;
    }
    // The window may be in the tray.
    if let Some(window) = handle.get_webview_window("main") {
        let _ = window.emit(CHOSEN, id);
    }
}
