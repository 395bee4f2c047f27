//! Building the HTML UI: `npm ci` when the lock file is newer than what was installed, then Vite.

use crate::Stop;
use crate::process::{ask, npm, show};
use crate::project;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// Fetches what the UI is built with, if the lock file asks for something else than is there.
pub(crate) fn install() -> Result<(), Stop> {
    let ui = project::ui();
    let installed = ui.join("node_modules").join(".package-lock.json");
    if !is_newer(&ui.join("package-lock.json"), &installed) {
        println!("ui/node_modules is up to date.");
        return Ok(());
    }
    let ci = ["ci", "--no-audit", "--no-fund"];
    let outcome = show("npm ci", npm().args(ci).current_dir(&ui));
    match outcome {
        Err(_) if npm_is_older_than_11() => {
            println!(
                "This npm is older than 11, which the UI is known to install with; trying that."
            );
            let npx = if cfg!(windows) { "npx.cmd" } else { "npx" };
            let mut newer = Command::new(npx);
            newer.args(["--yes", "npm@11"]).args(ci).current_dir(&ui);
            show("npm ci", &mut newer).map_err(|_| {
                Stop::Missing(
                    "npm could not install what the UI is built with. Update it with “npm install \
                     --global npm@11” and try again."
                        .to_owned(),
                )
            })
        }
        other => other,
    }
}

/// Runs a script of ui/package.json; one that is not defined there is passed over.
pub(crate) fn script(name: &str) -> Result<(), Stop> {
    let what = format!("npm run {name}");
    let mut command = npm();
    command.args(["run", "--silent", "--if-present", name]).current_dir(project::ui());
    show(&what, &mut command)
}

fn npm_is_older_than_11() -> bool {
    let version = ask(npm().arg("--version")).unwrap_or_default();
    let major = version.split('.').next().and_then(|part| part.parse::<u32>().ok());
    major.is_some_and(|major| major < 11)
}

/// Whether `source` was changed after `made` was, or `made` is not there.
fn is_newer(source: &Path, made: &Path) -> bool {
    let changed = |path: &Path| -> Option<SystemTime> { path.metadata().ok()?.modified().ok() };
    match (changed(source), changed(made)) {
        (Some(source), Some(made)) => source > made,
        _ => true,
    }
}
