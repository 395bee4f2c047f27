//! Version numbers as programs print them, and which ones of Node.js will do.

use std::fmt;

/// A version of three numbers; what follows them (a pre-release, a packager's suffix) is ignored.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Version(pub(super) u32, pub(super) u32, pub(super) u32);

impl Version {
    /// Reads `v20.19.2`, `20.19.2+dfsg-1` or `2:1.8`; a missing part is 0.
    pub(super) fn read(text: &str) -> Option<Version> {
        let text = text.trim().rsplit(':').next()?.trim_start_matches('v');
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let mut parts = text[..end].split('.');
        let first = parts.next()?.parse().ok()?;
        let mut next = || parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
        Some(Version(first, next(), next()))
    }

    /// Whether this Node.js runs Vite: 20.19 and later of the 20s, and 22.12 or later.
    pub(super) fn node_will_do(self) -> bool {
        match self.0 {
            20 => self >= Version(20, 19, 0),
            major => major >= 22 && self >= Version(22, 12, 0),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_are_read_as_programs_print_them() {
        let check = |text: &str, expect: Option<(u32, u32, u32)>| {
            assert_eq!(Version::read(text), expect.map(|(a, b, c)| Version(a, b, c)), "{text}");
        };
        check("v20.20.2\n", Some((20, 20, 2)));
        check("18.19.0+dfsg-6~deb12u2", Some((18, 19, 0)));
        check("20.20.2-1nodesource1", Some((20, 20, 2)));
        check("2:22.4", Some((22, 4, 0)));
        check("24", Some((24, 0, 0)));
        check("(none)", None);
        check("", None);
    }

    #[test]
    fn node_is_new_enough_where_vite_runs_on_it() {
        let check = |text: &str, expect: bool| {
            assert_eq!(Version::read(text).map(Version::node_will_do), Some(expect), "{text}");
        };
        check("18.20.8", false);
        check("20.18.3", false);
        check("20.19.0", true);
        check("21.7.3", false);
        check("22.11.0", false);
        check("22.12.0", true);
        check("24.0.0", true);
    }
}
