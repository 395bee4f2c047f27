//! `cargo xtask screenshots`: photographs the real window, by the harness that the window tests
//! use, into docs/screenshots.

use crate::machine::{self, Need, System};
use crate::process::{cargo, show};
use crate::{Stop, display, project, refuse_unknown, run, ui};

/// Builds the window and photographs it on a display without a screen.
pub(crate) fn screenshots(arguments: &[String]) -> Result<(), Stop> {
    refuse_unknown(arguments, &[])?;
    let system = System::here();
    if !system.has_webkitgtk() {
        return Err(Stop::Missing(
            "The window is photographed by WebKitWebDriver, which exists on Linux only.".to_owned(),
        ));
    }
    let mut needs = run::needs(&system);
    needs.extend([Need::Driver, Need::Xvfb]);
    machine::ensure(&needs)?;
    ui::install()?;
    ui::script("build")?;

    // One of the photographed books is made by the command line.
    let mut build = cargo();
    build.args(["build", "--workspace", "--bin", "bursar"]).current_dir(project::root());
    show("build of the command line", &mut build)?;
    let mut command = cargo();
    command
        .args(["test", "--workspace", "--test", "screenshots", "--", "--test-threads=1"])
        .env("BURSAR_SCREENSHOTS", project::root().join("docs").join("screenshots"))
        .current_dir(project::root());
    show("photographs of the window", display::hide(&mut command))
}
