//! Declares the commands of the window, so that each needs a permission, and checks that the views
//! that are put into the program have been built.

use std::path::Path;

use tauri_build::{AppManifest, Attributes};

include!("src/commands/names.rs");

fn main() {
    let views = Path::new("../ui/dist");
    println!("cargo:rerun-if-changed=../ui/dist");
    if !views.join("index.html").exists() {
        println!(
            "cargo:error=The views of the window are not built: run “npm ci” and “npm run build” \
             in ui/, or “cargo xtask run”, which does both."
        );
        std::process::exit(1);
    }
    let attributes = Attributes::new().app_manifest(AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:error={error:#}");
        std::process::exit(1);
    }
}
