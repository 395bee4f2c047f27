//! The arrows between the parts, and no others:
//! ui -(IPC)-> shell -> app -> {store, charts, ledger}; store -> ledger; command line -> app.

use crate::checkout::{cargo, files, packages};
use serde_json::Value;

/// Each package and the packages of ours that it may use.
const ARROWS: [(&str, &[&str]); 7] = [
    ("bursar-ledger", &[]),
    ("bursar-charts", &[]),
    ("bursar-store", &["bursar-ledger"]),
    ("bursar-app", &["bursar-ledger", "bursar-store", "bursar-charts"]),
    ("bursar", &["bursar-app"]),
    ("bursar-desktop", &["bursar-app"]),
    ("xtask", &[]),
];

/// How the names of dependencies begin that only one package may name.
const ONLY: [(&str, &str); 4] = [
    ("tauri", "bursar-desktop"),
    ("wry", "bursar-desktop"),
    ("rusqlite", "bursar-store"),
    ("plotters", "bursar-charts"),
];

/// Crates that speak to a network. Tests may use them; what is shipped is offline.
const NETWORK: [&str; 11] = [
    "reqwest",
    "hyper",
    "ureq",
    "curl",
    "isahc",
    "h2",
    "quinn",
    "rustls",
    "native-tls",
    "openssl",
    "tungstenite",
];

/// What a computation that has no clock, no disk and no surroundings does not say.
const NOT_PURE: [&str; 14] = [
    "SystemTime",
    "Utc::now",
    "Local::now",
    "now_v7",
    "std::time::Instant",
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "println!",
    "tokio",
    "rusqlite",
];

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap()
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().unwrap().iter()
}

#[test]
fn each_package_uses_only_what_its_arrows_allow() {
    let packages = packages();
    for package in &packages {
        let allowed = ARROWS.iter().find(|(from, _)| *from == name(package));
        let allowed = allowed.map(|(_, to)| *to).unwrap_or_else(|| {
            panic!("{} is new: give it its arrows here and in ARCHITECTURE.md", name(package))
        });
        for used in dependencies(package) {
            let ours = packages.iter().any(|other| name(other) == name(used));
            // A test may look at any part; what is shipped may not.
            let shipped = used["kind"] != "dev";
            assert!(
                !ours || !shipped || allowed.contains(&name(used)),
                "{} must not use {}",
                name(package),
                name(used)
            );
        }
    }
}

#[test]
fn tauri_sqlite_and_plotters_are_each_named_by_one_package() {
    for package in packages() {
        for used in dependencies(&package) {
            for (begins, owner) in ONLY {
                assert!(
                    !name(used).starts_with(begins) || name(&package) == owner,
                    "only {owner} may name {}, and {} does",
                    name(used),
                    name(&package)
                );
            }
        }
    }
}

#[test]
fn the_ledger_has_no_clock_no_disk_and_no_surroundings() {
    let files = files("src-tauri/crates/ledger/src", &[".rs"]);
    assert!(files.len() > 3, "the ledger was found");
    let found: Vec<_> =
        files.iter().flat_map(|file| file.lines_with(file.product(), &NOT_PURE)).collect();
    assert!(found.is_empty(), "the ledger computes and does nothing else:\n{}", found.join("\n"));
}

#[test]
fn the_time_is_asked_in_one_place() {
    let asks = ["SystemTime::now", "Utc::now", "Local::now", "now_v7()"];
    let files = files("src-tauri", &[".rs"]);
    let asking: Vec<_> = files
        .iter()
        .filter(|file| !file.path.starts_with("src-tauri/xtask/"))
        .filter(|file| !file.path.contains("/tests/"))
        .filter(|file| !file.lines_with(file.product(), &asks).is_empty())
        .map(|file| file.path.as_str())
        .collect();
    let one_in_app = asking.len() <= 1
        && asking.iter().all(|path| path.starts_with("src-tauri/crates/app/src/"));
    assert!(one_in_app, "only one file of `app` asks for the time: {asking:?}");
}

#[test]
fn one_file_of_the_ui_knows_tauri() {
    for file in files("ui/src", &[".ts", ".js", ".svelte"]) {
        let named = file.lines_with(&file.text, &["@tauri-apps", "__TAURI"]);
        assert!(
            named.is_empty() || file.path == "ui/src/lib/api.ts",
            "only ui/src/lib/api.ts may name Tauri:\n{}",
            named.join("\n")
        );
    }
}

#[test]
fn nothing_that_is_shipped_speaks_to_a_network() {
    let tree = cargo(&["tree", "--workspace", "--edges", "normal", "--prefix", "none"]);
    assert!(tree.lines().any(|line| line.starts_with("tauri ")), "the tree was read");
    let found: Vec<_> = tree
        .lines()
        .filter(|line| NETWORK.contains(&line.split(' ').next().unwrap_or_default()))
        .collect();
    assert!(found.is_empty(), "Bursar is offline, and these are not: {found:?}");
}
