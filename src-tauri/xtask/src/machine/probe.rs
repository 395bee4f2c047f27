//! Asking the machine what it has. Nothing here changes anything.

use super::need::Need;
use super::plan::{Missing, Rights};
use super::system::System;
use super::version::Version;
use crate::process::{ask, cargo, npm, on_path};
use std::process::Command;

/// How needs are looked up; a test answers from a list instead of the machine.
pub(super) struct Probe {
    /// The version of a need that is there, or `None`. Needs without a version answer 0.0.0.
    look: fn(Need) -> Option<Version>,
}

impl Probe {
    /// Looks at this machine.
    pub(super) fn machine() -> Probe {
        Probe { look: on_this_machine }
    }

    /// Which of `needs` are not there, or there in a version that will not do.
    pub(super) fn missing(&self, needs: &[Need]) -> Vec<Missing> {
        needs
            .iter()
            .filter_map(|&need| match (self.look)(need) {
                None => Some(Missing { need, too_old: None }),
                Some(version) if need == Need::Node && !version.node_will_do() => {
                    Some(Missing { need, too_old: Some(version) })
                }
                Some(_) => None,
            })
            .collect()
    }
}

const UNVERSIONED: Version = Version(0, 0, 0);

fn on_this_machine(need: Need) -> Option<Version> {
    let there = |found: bool| found.then_some(UNVERSIONED);
    match need {
        Need::Compiler if cfg!(windows) => there(true),
        Need::Compiler if cfg!(target_os = "macos") => {
            there(ask(Command::new("xcode-select").arg("-p")).is_some())
        }
        Need::Compiler => there(on_path("cc")),
        Need::PkgConfig => there(on_path("pkg-config")),
        Need::WebView => webkit_version(),
        Need::Driver => there(on_path("WebKitWebDriver")),
        Need::Xvfb => there(on_path("Xvfb")),
        Need::Hledger => there(on_path("hledger")),
        Need::Sqlite => there(on_path("sqlite3")),
        Need::Node => Version::read(&ask(Command::new("node").arg("--version"))?),
        Need::Npm => Version::read(&ask(npm().arg("--version"))?),
        Need::Nextest => there(ask(cargo().args(["nextest", "--version"])).is_some()),
    }
}

/// The version of the WebKitGTK that the window would be built with.
pub(super) fn webkit_version() -> Option<Version> {
    Version::read(&ask(Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]))?)
}

/// The Node.js that the package manager would install, where that differs between releases of a
/// system: Debian's and Ubuntu's stable releases carry old ones.
pub(super) fn node_on_offer(system: &System) -> Option<Version> {
    match system {
        System::Debian => {
            let policy = ask(Command::new("apt-cache").args(["policy", "nodejs"]))?;
            let candidate =
                policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"))?;
            Version::read(candidate)
        }
        System::Fedora | System::Arch | System::MacOs => Some(Version(22, 12, 0)),
        System::Windows | System::Other(_) => None,
    }
}

/// Whether packages may be installed without asking for a password.
pub(super) fn rights() -> Rights {
    if ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        Rights::Root
    } else if ask(Command::new("sudo").args(["-n", "true"])).is_some() {
        Rights::Sudo
    } else {
        Rights::None
    }
}

#[cfg(test)]
mod tests {
    use super::{Missing, Need, Probe, Version};

    #[test]
    fn a_need_is_missing_when_it_is_absent_or_a_node_that_is_too_old() {
        let probe = Probe {
            look: |need| match need {
                Need::Node => Some(Version(18, 19, 0)),
                Need::Xvfb => None,
                _ => Some(Version(0, 0, 0)),
            },
        };
        assert_eq!(
            probe.missing(&[Need::Compiler, Need::Node, Need::Npm, Need::Xvfb]),
            [
                Missing { need: Need::Node, too_old: Some(Version(18, 19, 0)) },
                Missing { need: Need::Xvfb, too_old: None },
            ]
        );
    }
}
