//! The native menu. The window says what is in it, from the same table as its keys and its palette
//! and in the reader's language; what is chosen goes back to it as the id of an action.
//!
//! Only what a page cannot do itself is done here: to quit, and what the system has items for.
//!
//! The bar is made once. After that only the entries that changed are changed, since a bar that is
//! made anew closes under the pointer, jumps, and makes GTK complain of its lost accelerators.

use std::sync::{Mutex, PoisonError};

use serde::Deserialize;
use tauri::menu::{
    IsMenuItem, Menu, MenuEvent, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu,
};
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

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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

/// What the bar shows now.
#[derive(Default)]
pub(crate) struct Bar(Mutex<Held>);

/// Each menu with its entries, and whether the bar can be seen; nothing before it was made.
#[derive(Default)]
struct Held {
    menus: Option<Vec<Shown>>,
    seen: Option<bool>,
}

/// One menu as it is shown.
struct Shown {
    menu: Submenu<Wry>,
    label: String,
    entries: Vec<MenuEntry>,
}

/// Puts the menu in its place, or changes in it what changed.
///
/// # Errors
/// The system refuses.
pub(crate) fn set(handle: &AppHandle, bar: &MenuBar) -> tauri::Result<()> {
    let held = handle.state::<Bar>();
    let mut held = held.0.lock().unwrap_or_else(PoisonError::into_inner);
    match held.menus.as_mut().filter(|shown| shown.len() == bar.menus.len()) {
        Some(shown) => {
            for (shown, wanted) in shown.iter_mut().zip(&bar.menus) {
                renew(handle, shown, wanted)?;
            }
        }
        None => held.menus = Some(make(handle, bar)?),
    }
    if IN_THE_WINDOW && held.seen != Some(bar.shown) {
        if bar.shown {
            handle.show_menu()?
        } else {
            handle.hide_menu()?
        }
        held.seen = Some(bar.shown);
    }
    Ok(())
}

/// Makes the whole bar.
fn make(handle: &AppHandle, bar: &MenuBar) -> tauri::Result<Vec<Shown>> {
    let whole = Menu::new(handle)?;
    let mut all = Vec::new();
    for column in &bar.menus {
        let menu = Submenu::new(handle, &column.label, true)?;
        let entries = shown_here(column);
        for entry in &entries {
            menu.append(&*item(handle, entry)?)?;
        }
        whole.append(&menu)?;
        all.push(Shown { menu, label: column.label.clone(), entries });
    }
    handle.set_menu(whole)?;
    Ok(all)
}

/// Changes in a menu what changed: labels where the entry is the same, else the entries between
/// those at its beginning and at its end that stay.
fn renew(handle: &AppHandle, shown: &mut Shown, wanted: &MenuColumn) -> tauri::Result<()> {
    if shown.label != wanted.label {
        shown.menu.set_text(&wanted.label)?;
        shown.label.clone_from(&wanted.label);
    }
    let after = shown_here(wanted);
    if shown.entries == after {
        return Ok(());
    }
    let (head, tail) = kept(&shown.entries, &after);
    let (gone, come) = (shown.entries.len() - tail, after.len() - tail);
    let items = shown.menu.items()?;
    let stays = (0..head).zip(0..head).chain((gone..shown.entries.len()).zip(come..after.len()));
    for (old, new) in stays {
        if let (Some(item), true) = (items.get(old), shown.entries[old] != after[new]) {
            relabel(item, &after[new])?;
        }
    }
    for _ in head..gone {
        shown.menu.remove_at(head)?;
    }
    for (place, entry) in after.iter().enumerate().take(come).skip(head) {
        shown.menu.insert(&*item(handle, entry)?, place)?;
    }
    shown.entries = after;
    Ok(())
}

/// How many entries at the beginning, and then at the end, are the same but for their labels.
fn kept(before: &[MenuEntry], after: &[MenuEntry]) -> (usize, usize) {
    let alike = |(old, new): &(&MenuEntry, &MenuEntry)| old.is_like(new);
    let head = before.iter().zip(after).take_while(alike).count();
    let (before, after) = (&before[head..], &after[head..]);
    (head, before.iter().rev().zip(after.iter().rev()).take_while(alike).count())
}

/// What of a menu this system has items for, with a line between two entries and nowhere else.
fn shown_here(column: &MenuColumn) -> Vec<MenuEntry> {
    let mut all: Vec<MenuEntry> = Vec::new();
    let mut line = false;
    for entry in &column.entries {
        match entry {
            MenuEntry::Line => line = !all.is_empty(),
            MenuEntry::Native { role, .. } if !role.is_here() => {}
            entry => {
                if std::mem::take(&mut line) {
                    all.push(MenuEntry::Line);
                }
                all.push(entry.clone());
            }
        }
    }
    all
}

impl MenuEntry {
    /// Whether it is the same entry, whatever it is called now.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line, Self::Line) => true,
            (
                Self::Action { id, accelerator, .. },
                Self::Action { id: other, accelerator: key, .. },
            ) => id == other && accelerator == key,
            (Self::Native { role, .. }, Self::Native { role: other, .. }) => role == other,
            _ => false,
        }
    }

    /// Its words, as the system takes them.
    fn text(&self) -> String {
        match self {
            Self::Line => String::new(),
            // What follows a single one would be underlined.
            Self::Action { label, .. } | Self::Native { label, .. } => label.replace('&', "&&"),
        }
    }
}

fn relabel(item: &MenuItemKind<Wry>, entry: &MenuEntry) -> tauri::Result<()> {
    match item {
        MenuItemKind::MenuItem(item) => item.set_text(entry.text()),
        MenuItemKind::Predefined(item) => item.set_text(entry.text()),
        _ => Ok(()),
    }
}

/// The item of an entry.
fn item(handle: &AppHandle, entry: &MenuEntry) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    let text = entry.text();
    let (id, accelerator) = match entry {
        MenuEntry::Line => return Ok(Box::new(PredefinedMenuItem::separator(handle)?)),
        MenuEntry::Action { id, accelerator, .. } => (id.as_str(), accelerator.as_deref()),
        // The system's own end would not let the last backup be made.
        MenuEntry::Native { role: Role::Quit, .. } => ("quit", Some("CmdOrCtrl+Q")),
        MenuEntry::Native { role, .. } => return Ok(Box::new(role.item(handle, &text)?)),
    };
    Ok(Box::new(MenuItem::with_id(handle, format!("{OURS}{id}"), text, true, accelerator)?))
}

impl Role {
    /// Whether this system has an item for it.
    fn is_here(self) -> bool {
        let (mac, linux) = (cfg!(target_os = "macos"), cfg!(target_os = "linux"));
        match self {
            Self::Quit => true,
            Self::Cut | Self::Copy | Self::Paste | Self::SelectAll | Self::Minimize => !linux,
            Self::FullScreen | Self::Hide | Self::HideOthers | Self::Services => mac,
        }
    }

    fn item(self, handle: &AppHandle, text: &str) -> tauri::Result<PredefinedMenuItem<Wry>> {
        let text = Some(text);
        match self {
            Self::Cut => PredefinedMenuItem::cut(handle, text),
            Self::Copy => PredefinedMenuItem::copy(handle, text),
            Self::Paste => PredefinedMenuItem::paste(handle, text),
            Self::SelectAll => PredefinedMenuItem::select_all(handle, text),
            Self::Minimize => PredefinedMenuItem::minimize(handle, text),
            Self::FullScreen => PredefinedMenuItem::fullscreen(handle, text),
            Self::Hide => PredefinedMenuItem::hide(handle, text),
            Self::HideOthers => PredefinedMenuItem::hide_others(handle, text),
            Self::Services => PredefinedMenuItem::services(handle, text),
            Self::Quit => PredefinedMenuItem::quit(handle, text),
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn action(id: &str, label: &str) -> MenuEntry {
        MenuEntry::Action { id: id.to_owned(), label: label.to_owned(), accelerator: None }
    }

    #[test]
    fn what_is_only_called_otherwise_stays() {
        let before = [action("undo", "Undo a"), MenuEntry::Line, action("spend", "Spend")];
        let after = [action("undo", "Undo b"), MenuEntry::Line, action("spend", "Spend")];
        assert_eq!(kept(&before, &after), (3, 0));
    }

    #[test]
    fn what_came_or_went_is_found_between_what_stays() {
        let before = [action("new", "N"), action("recent.1", "A"), action("quit", "Q")];
        let after = [action("new", "N"), action("recent.2", "B"), action("recent.1", "A")];
        assert_eq!(kept(&before, &after), (1, 0));
        let after = [action("new", "N"), action("quit", "Q")];
        assert_eq!(kept(&before, &after), (1, 1));
        assert_eq!(kept(&after, &before), (1, 1));
        assert_eq!(kept(&[], &before), (0, 0));
    }

    #[test]
    fn a_line_stands_between_two_entries_and_nowhere_else() {
        let services = MenuEntry::Native { role: Role::Services, label: "Services".to_owned() };
        let (line, some) = (MenuEntry::Line, action("a", "A"));
        let entries = [&line, &some, &line, &line, &services, &line, &some, &line];
        let column =
            MenuColumn { label: String::new(), entries: entries.into_iter().cloned().collect() };
        let mut wanted = vec![some.clone(), line.clone()];
        if cfg!(target_os = "macos") {
            wanted.extend([services, line]);
        }
        wanted.push(some);
        assert_eq!(shown_here(&column), wanted);
    }
}
