//! Displays: whether there is one to show a window on, and one without a screen for tests.

use crate::Stop;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Whether a window could be shown to a person here.
pub(crate) fn is_there() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A display without a screen; it ends when this value is dropped.
pub(crate) struct Virtual {
    server: Child,
    name: String,
}

impl Virtual {
    /// Starts Xvfb on a free display number.
    pub(crate) fn start() -> Result<Virtual, Stop> {
        let failed = |error: String| Stop::Failed(format!("Xvfb could not be started: {error}"));
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x960x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| failed(error.to_string()))?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            // Xvfb writes its number once it accepts connections, so there is nothing to wait for.
            let read = BufReader::new(output).read_line(&mut number);
            read.map_err(|error| failed(error.to_string()))?;
        }
        let display = Virtual {
            server,
            name: format!(":{}", number.trim()),
        };
        if number.trim().is_empty() {
            return Err(failed("it ended without naming a display".to_owned()));
        }
        Ok(display)
    }

    /// Lets `command` draw on this display and on no other.
    pub(crate) fn dress<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
    }
}

impl Drop for Virtual {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
