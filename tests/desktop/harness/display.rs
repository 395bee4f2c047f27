//! A display without a screen, where there is no other.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The display that the window is shown on.
pub(crate) struct Display {
    server: Option<Child>,
    /// As in `DISPLAY`.
    pub(crate) name: String,
}

impl Display {
    /// The display that is there, else an Xvfb on a free number.
    pub(crate) fn of_ones_own() -> Self {
        if let Some(name) = std::env::var("DISPLAY").ok().filter(|name| !name.is_empty()) {
            return Self { server: None, name };
        }
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is installed; `cargo xtask test` sees to that");
        let mut number = String::new();
        let output = server.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut number).unwrap();
        Self { server: Some(server), name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}
