//! What the tasks need of a machine, each with the reason that is told to the person.

/// One thing that must be there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Need {
    /// A C compiler and linker.
    Compiler,
    /// pkg-config, by which the build finds the web view.
    PkgConfig,
    /// The web view that draws the window, with its headers.
    WebView,
    /// The program that drives the window in tests.
    Driver,
    /// A display without a screen.
    Xvfb,
    /// hledger, which reads what Bursar exports.
    Hledger,
    /// The sqlite3 shell, the yardstick of the import.
    Sqlite,
    /// Node.js, which builds the UI.
    Node,
    /// npm, which fetches what the UI is built with.
    Npm,
    /// cargo-nextest, which runs the tests.
    Nextest,
}

impl Need {
    /// Its name, and what it is for.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Need::Compiler => "a C compiler (SQLite is built from its source)",
            Need::PkgConfig => "pkg-config (finds the web view)",
            Need::WebView => "WebKitGTK 4.1 with its headers (draws the window)",
            Need::Driver => "WebKitWebDriver (drives the window in tests)",
            Need::Xvfb => "Xvfb (a display without a screen, for the window tests)",
            Need::Hledger => "hledger (reads back what Bursar exports)",
            Need::Sqlite => "sqlite3 (the yardstick of the import)",
            Need::Node => "Node.js 20.19 or later (builds the UI)",
            Need::Npm => "npm (fetches what the UI is built with)",
            Need::Nextest => "cargo-nextest (runs the tests)",
        }
    }
}
