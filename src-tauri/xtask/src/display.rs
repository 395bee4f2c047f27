//! Displays: whether there is one to show a window on, and how to do without it.

use std::process::Command;

/// Whether a window could be shown to a person here.
pub(crate) fn is_there() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Hides the person's display from `command`, so that the journeys through the window start one
/// without a screen and nobody's mouse gets in their way.
pub(crate) fn hide(command: &mut Command) -> &mut Command {
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY")
}
