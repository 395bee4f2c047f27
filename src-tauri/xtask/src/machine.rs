//! The machine that a task runs on: what it is, what a task needs of it, what is missing, and how
//! that is installed.
//!
//! Asking the machine (`probe`) and changing it (`install`) are kept apart from deciding
//! (`plan`), which is a pure function and is tested for every system from any of them.

mod install;
mod need;
mod plan;
mod probe;
mod system;
mod version;

pub(crate) use need::Need;
pub(crate) use system::System;

use crate::Stop;
use probe::Probe;

/// Sees to it that everything in `needs` is there, installing what is missing where that is
/// allowed. Otherwise stops with the exact commands to type.
pub(crate) fn ensure(needs: &[Need]) -> Result<(), Stop> {
    let system = System::here();
    let missing = Probe::machine().missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    let plan = plan::plan(&system, &missing, probe::node_on_offer(&system), probe::rights());
    println!("{}", plan.says());
    install::carry_out(&plan)?;
    let still = Probe::machine().missing(needs);
    if still.is_empty() {
        Ok(())
    } else {
        Err(Stop::Missing(format!(
            "After the installation this is still missing: {}. Install it by hand and try again.",
            plan::list(&still)
        )))
    }
}

/// Whether the WebDriver of this system can click and type in Bursar's window.
pub(crate) fn driver_can_click() -> bool {
    probe::webkit_version().is_some_and(|version| System::here().driver_can_click(version))
}
