//! `cargo xtask screenshots`: photographs the real window, by the harness that the window tests
//! use, into the folder screenshots; puts the pictures on one sheet, docs/contact-sheet.png, and
//! renews those that the documents show.

use std::path::Path;
use std::{fs, io};

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
    let docs = project::root().join("docs");
    let pictures = project::root().join("screenshots");
    for (what, test) in [("photographs of the window", "screenshots"), ("sheet", "contact_sheet")] {
        let mut command = cargo();
        command
            .args(["test", "--workspace", "--test", test, "--", "--test-threads=1"])
            .env("BURSAR_SCREENSHOTS", &pictures)
            .env("BURSAR_CONTACT_SHEET", docs.join("contact-sheet.png"))
            .current_dir(project::root());
        show(what, display::hide(&mut command))?;
    }
    renew(&pictures, &docs.join("screenshots"))
        .map_err(|error| Stop::Missing(format!("The pictures could not be copied: {error}.")))
}

/// Copies the new pictures over those of the same name that are shown.
fn renew(pictures: &Path, shown: &Path) -> io::Result<()> {
    for entry in fs::read_dir(shown)? {
        let name = entry?.file_name();
        let new = pictures.join(&name);
        if new.exists() {
            fs::copy(new, shown.join(&name))?;
        }
    }
    Ok(())
}
