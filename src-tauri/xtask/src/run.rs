//! `cargo xtask run`: the window, or where there is no display the same books on the command line.

use crate::machine::{self, Need, System};
use crate::process::{ask, cargo, show};
use crate::{Stop, display, json, project, ui};
use std::path::Path;
use std::process::Command;

/// Starts Bursar; `arguments` go to the program.
pub(crate) fn run(arguments: &[String]) -> Result<(), Stop> {
    if display::is_there() { window(arguments) } else { command_line() }
}

fn window(arguments: &[String]) -> Result<(), Stop> {
    machine::ensure(&needs(&System::here()))?;
    ui::install()?;
    ui::script("build")?;
    // The whole workspace is named so that the tests can use what is built here.
    let mut build = cargo();
    build.args(["build", "--workspace", "--bin", "bursar-desktop"]).current_dir(project::root());
    show("build the window", &mut build)?;
    show("the window", Command::new(project::program("bursar-desktop", "debug")).args(arguments))
}

/// What the window needs on `system`.
pub(crate) fn needs(system: &System) -> Vec<Need> {
    let mut needs = vec![Need::Compiler, Need::Node, Need::Npm];
    if system.has_webkitgtk() {
        needs.extend([Need::PkgConfig, Need::WebView]);
    }
    needs
}

/// The main job without a window: sample books, what is left, where it lies and what used it.
fn command_line() -> Result<(), Stop> {
    machine::ensure(&[Need::Compiler])?;
    let mut build = cargo();
    build.args(["build", "--package", "bursar"]).current_dir(project::root());
    show("build the command line", &mut build)?;

    let folder = project::scratch("run");
    project::make_empty(&folder)?;
    let books = folder.join("sample.bursar");
    bursar(&books, &["sample"])?;
    bursar(&books, &["balance"])?;
    for wallet in wallets(&books)? {
        bursar(&books, &["lots", &wallet])?;
    }
    bursar(&books, &["usage", "--by", "model"])?;
    println!(
        "\nThere is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so these were \
         the sample books on the command line; to see the window, run `cargo xtask run` in a \
         desktop session, or photograph it with `cargo xtask screenshots`."
    );
    Ok(())
}

fn bursar(books: &Path, words: &[&str]) -> Result<(), Stop> {
    println!();
    let mut command = Command::new(project::program("bursar", "debug"));
    show(&words.join(" "), command.arg("--books").arg(books).args(words))
}

/// The names of the wallets, read from `balance --json`.
fn wallets(books: &Path) -> Result<Vec<String>, Stop> {
    let mut command = Command::new(project::program("bursar", "debug"));
    command.arg("--books").arg(books).args(["--json", "balance"]);
    let text = ask(&mut command)
        .ok_or_else(|| Stop::Failed("`bursar --json balance` failed.".to_owned()))?;
    Ok(json::strings(&text, "name"))
}
