//! The operating systems that are known, what they call things and how they install them.
//!
//! Package names change with the distributions; this is the only place that knows any.

use super::need::Need;
use super::version::Version;

/// A family of systems that share a package manager.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum System {
    /// Debian, Ubuntu and what descends from them: apt-get.
    Debian,
    /// Fedora: dnf.
    Fedora,
    /// Arch Linux and what descends from it: pacman.
    Arch,
    /// macOS: Homebrew.
    MacOs,
    /// Windows, where nothing is installed by this program.
    Windows,
    /// Another system, by the name it gives itself.
    Other(String),
}

impl System {
    /// The system that this program runs on.
    pub(crate) fn here() -> System {
        match std::env::consts::OS {
            "macos" => System::MacOs,
            "windows" => System::Windows,
            "linux" => System::from_os_release(
                &std::fs::read_to_string("/etc/os-release").unwrap_or_default(),
            ),
            other => System::Other(other.to_owned()),
        }
    }

    /// Whether windows are drawn by WebKitGTK here.
    pub(crate) fn has_webkitgtk(&self) -> bool {
        !matches!(self, System::MacOs | System::Windows)
    }

    /// Reads /etc/os-release: its own `ID` first, then the families in `ID_LIKE`.
    fn from_os_release(text: &str) -> System {
        let value = |key: &str| {
            text.lines()
                .filter_map(|line| line.split_once('='))
                .find(|(name, _)| *name == key)
                .map(|(_, value)| value.trim_matches(['"', '\'']).to_owned())
                .unwrap_or_default()
        };
        let (id, like) = (value("ID"), value("ID_LIKE"));
        for name in std::iter::once(id.as_str()).chain(like.split_whitespace()) {
            match name {
                "debian" | "ubuntu" => return System::Debian,
                "fedora" => return System::Fedora,
                "arch" => return System::Arch,
                _ => {}
            }
        }
        System::Other(match value("PRETTY_NAME") {
            name if name.is_empty() => "this Linux".to_owned(),
            name => name,
        })
    }

    /// What the package manager calls a need; `None` where it has no package for it.
    pub(super) fn package(&self, need: Need) -> Option<&'static str> {
        let names = match need {
            Need::Compiler => ["build-essential", "gcc", "base-devel", ""],
            Need::PkgConfig => ["pkg-config", "pkgconf-pkg-config", "pkgconf", ""],
            Need::WebView => ["libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1", ""],
            // Fedora and Arch build the one driver with the GTK 4 edition of WebKitGTK.
            Need::Driver => ["webkit2gtk-driver", "webkitgtk6.0", "webkitgtk-6.0", ""],
            Need::Xvfb => ["xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb", ""],
            Need::Hledger => ["hledger", "hledger", "hledger", "hledger"],
            Need::Sqlite => ["sqlite3", "sqlite", "sqlite", "sqlite"],
            Need::Node => ["nodejs", "nodejs", "nodejs", "node"],
            Need::Npm => ["npm", "npm", "npm", "node"],
            Need::Nextest => [""; 4],
        };
        let name = match self {
            System::Debian => names[0],
            System::Fedora => names[1],
            System::Arch => names[2],
            System::MacOs => names[3],
            System::Windows | System::Other(_) => "",
        };
        (!name.is_empty()).then_some(name)
    }

    /// The command that installs packages, before their names; `None` where there is none.
    pub(super) fn installer(&self) -> Option<&'static [&'static str]> {
        match self {
            System::Debian => Some(&["apt-get", "install", "--yes", "--no-install-recommends"]),
            System::Fedora => Some(&["dnf", "install", "--assumeyes"]),
            System::Arch => Some(&["pacman", "--sync", "--needed", "--noconfirm"]),
            System::MacOs => Some(&["brew", "install"]),
            System::Windows | System::Other(_) => None,
        }
    }

    /// The command that makes the installer's lists current, where a new machine has none.
    pub(super) fn refresher(&self) -> Option<&'static [&'static str]> {
        matches!(self, System::Debian).then_some(&["apt-get", "update"])
    }

    /// Whether the driver can click and type in a GTK 3 window, of this version of WebKitGTK.
    ///
    /// Fedora and Arch build the GTK 3 edition without its half of the driver, and before
    /// WebKitGTK 2.54 that left out clicks and keys (WebKit bug 318171).
    pub(super) fn driver_can_click(&self, webkit: Version) -> bool {
        match self {
            System::Fedora | System::Arch => webkit >= Version(2, 54, 0),
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{System, Version};

    #[test]
    fn a_linux_is_known_by_its_name_or_its_family() {
        let check = |text: &str, expect: System| {
            assert_eq!(System::from_os_release(text), expect, "{text}");
        };
        check("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian", System::Debian);
        check("ID=ubuntu\nID_LIKE=debian", System::Debian);
        check("ID=linuxmint\nID_LIKE=\"ubuntu debian\"", System::Debian);
        check("ID=fedora", System::Fedora);
        check("ID=nobara\nID_LIKE=\"rhel centos fedora\"", System::Fedora);
        check("ID=manjaro\nID_LIKE=arch", System::Arch);
        check(
            "PRETTY_NAME=\"openSUSE Tumbleweed\"\nID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"",
            System::Other("openSUSE Tumbleweed".to_owned()),
        );
        check("", System::Other("this Linux".to_owned()));
    }

    #[test]
    fn the_driver_clicks_where_it_was_built_for_gtk_3() {
        let check = |system: System, version: Version, expect: bool| {
            assert_eq!(system.driver_can_click(version), expect, "{system:?} {version}");
        };
        check(System::Debian, Version(2, 40, 5), true);
        check(System::Fedora, Version(2, 52, 3), false);
        check(System::Fedora, Version(2, 54, 0), true);
        check(System::Arch, Version(2, 52, 3), false);
        check(System::Arch, Version(2, 54, 7), true);
    }
}
