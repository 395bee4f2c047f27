//! What the desktop has, as far as it must be asked: a tray, and somebody who shows notices. On
//! Linux each is a name on the session's bus; elsewhere both are always there.

/// Whether the desktop shows notices.
pub(crate) fn shows_notices() -> bool {
    has("org.freedesktop.Notifications")
}

/// Whether the desktop has a tray.
pub(crate) fn has_tray() -> bool {
    has("org.kde.StatusNotifierWatcher")
}

#[cfg(target_os = "linux")]
fn has(name: &str) -> bool {
    let ask = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let names = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        // One that is started when it is first called is there too.
        let starts = names.list_activatable_names()?;
        let is_there = names.name_has_owner(name.try_into()?)?;
        Ok(is_there || starts.iter().any(|known| known.as_str() == name))
    };
    // Without a bus there is nobody to ask.
    ask().unwrap_or(false)
}

#[cfg(not(target_os = "linux"))]
fn has(_: &str) -> bool {
    true
}
