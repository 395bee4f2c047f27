//! Timing whole processes, and the most memory that one of them held.

use crate::Stop;
use crate::process::words;
use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long the runs of one thing took.
#[derive(Default)]
pub(super) struct Runs(Vec<Duration>);

impl Runs {
    pub(super) fn push(&mut self, run: Duration) {
        self.0.push(run);
        self.0.sort_unstable();
    }

    /// The run that was disturbed least.
    pub(super) fn min(&self) -> Duration {
        self.0.first().copied().unwrap_or_default()
    }

    /// The run in the middle.
    pub(super) fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }
}

impl fmt::Display for Runs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |duration: Duration| {
            let tenths = duration.as_micros() / 100;
            format!("{}.{} ms", tenths / 10, tenths % 10)
        };
        write!(f, "min {:>10}   median {:>10}", tenths(self.min()), tenths(self.median()))
    }
}

/// The most memory that any watched process held.
#[derive(Default)]
pub(super) struct Peak(Option<u64>);

impl Peak {
    /// In bytes; `None` where the system does not tell.
    pub(super) fn bytes(&self) -> Option<u64> {
        self.0
    }
}

/// Runs `command` in silence and says how long it took.
pub(super) fn timed(command: &mut Command) -> Result<Duration, Stop> {
    let line = words(command);
    let start = Instant::now();
    let output = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .map_err(|error| Stop::Failed(format!("{line} could not be started: {error}")))?;
    let took = start.elapsed();
    if output.status.success() {
        Ok(took)
    } else {
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Stop::Failed(format!("{line} failed ({}): {said}", output.status)))
    }
}

/// As `timed`, and keeps the most memory that the process held.
///
/// The kernel keeps the mark itself, so that looking now and then misses only what grew in the
/// last few milliseconds before the end.
pub(super) fn watched(command: &mut Command, peak: &mut Peak) -> Result<Duration, Stop> {
    let line = words(command);
    let failed = |what: String| Stop::Failed(format!("{line} {what}"));
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| failed(format!("could not be started: {error}")))?;
    loop {
        peak.0 = peak.0.max(high_water(child.id()));
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Ok(Some(status)) if status.success() => return Ok(start.elapsed()),
            Ok(Some(status)) => return Err(failed(format!("failed ({status})."))),
            Err(error) => return Err(failed(format!("was lost: {error}"))),
        }
    }
}

/// The most memory that a process has held so far, in bytes, as Linux tells it.
fn high_water(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The bytes of a file.
pub(super) fn size(path: &Path) -> Result<u64, Stop> {
    std::fs::metadata(path)
        .map(|file| file.len())
        .map_err(|error| Stop::Failed(format!("{} cannot be measured: {error}", path.display())))
}

/// Removes a database and what SQLite keeps beside it, if they are there.
pub(super) fn remove(database: &Path) -> Result<(), Stop> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                let path = Path::new(&name).display();
                return Err(Stop::Failed(format!("{path} could not be removed: {error}")));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Duration, Runs, high_water};

    #[test]
    fn the_least_and_the_middle_run_are_told() {
        let mut runs = Runs::default();
        for millis in [5, 1, 9, 3, 7] {
            runs.push(Duration::from_millis(millis));
        }
        assert_eq!((runs.min().as_millis(), runs.median().as_millis()), (1, 5));
        assert_eq!(runs.to_string(), "min     1.0 ms   median     5.0 ms");
    }

    #[test]
    fn linux_tells_how_much_memory_a_process_held() {
        if cfg!(target_os = "linux") {
            let bytes = high_water(std::process::id());
            assert!(bytes.is_some_and(|bytes| bytes > 100_000), "{bytes:?}");
        }
    }
}
