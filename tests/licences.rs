//! The licences of everything that is shipped, in `docs/licences.txt`: written by this test, shown by
//! the window, and found stale as soon as something is shipped that is not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::checkout::{cargo, root};

const FILE: &str = "docs/licences.txt";
const WRITE: &str = "BURSAR_WRITE_LICENCES";

/// Programs that are shipped.
const SHIPPED: [&str; 2] = ["bursar", "bursar-desktop"];

/// What of the UI's tools ends up in the window although it is only needed to build it.
const COMPILED_IN: [&str; 1] = ["svelte"];

/// Somebody's work in the program.
struct Part {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
}

impl Part {
    fn title(&self) -> String {
        format!("{} {}", self.name, self.version)
    }

    /// The texts of its licences. Where one of several may be chosen, the shortest is enough.
    fn texts(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                let name = path.file_name().unwrap().to_string_lossy().to_uppercase();
                path.is_file()
                    && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"]
                        .iter()
                        .any(|start| name.starts_with(start))
            })
            .collect();
        files.sort();
        let is_mit = |path: &PathBuf| path.to_string_lossy().to_uppercase().contains("MIT");
        if self.licence.contains(" OR ") && files.iter().any(is_mit) {
            files.retain(is_mit);
        }
        let read = files.iter().filter_map(|path| std::fs::read_to_string(path).ok());
        read.map(|text| tidied(&text)).filter(|text| !text.is_empty()).collect()
    }
}

fn tidied(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// What cargo puts into the programs; for this platform, or for all.
fn crates(all_platforms: bool) -> Vec<Part> {
    let mut words = vec!["metadata".to_owned(), "--format-version=1".to_owned()];
    if !all_platforms {
        words.push(format!("--filter-platform={}", host()));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let metadata: Value = serde_json::from_str(&cargo(&words)).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let ours = |package: &&Value| SHIPPED.contains(&package["name"].as_str().unwrap());
    let mut open: Vec<&str> =
        packages.iter().filter(ours).map(|package| package["id"].as_str().unwrap()).collect();
    let mut shipped = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !shipped.insert(id) {
            continue;
        }
        for used in nodes[id]["deps"].as_array().unwrap() {
            let kinds = used["dep_kinds"].as_array().unwrap();
            // What is needed to build or to test is not shipped.
            if kinds.iter().any(|kind| kind["kind"].is_null()) {
                open.push(used["pkg"].as_str().unwrap());
            }
        }
    }
    packages
        .iter()
        .filter(|package| shipped.contains(package["id"].as_str().unwrap()))
        .filter(|package| !package["source"].is_null())
        .map(|package| {
            let text = |field: &str| package[field].as_str().unwrap_or_default().to_owned();
            let manifest = text("manifest_path");
            Part {
                name: text("name"),
                version: text("version"),
                licence: text("license"),
                folder: Path::new(&manifest).parent().unwrap().to_owned(),
            }
        })
        .collect()
}

fn host() -> String {
    let told = std::process::Command::new("rustc").arg("-vV").output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// What of the UI is in the window.
fn modules() -> Vec<Part> {
    let text = std::fs::read_to_string(root().join("ui/package-lock.json")).unwrap();
    let lock: Value = serde_json::from_str(&text).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    packages
        .iter()
        .filter_map(|(path, package)| {
            let name = path.rsplit_once("node_modules/")?.1;
            let is_tool = package["dev"] == true || package["devOptional"] == true;
            (!is_tool || COMPILED_IN.contains(&name)).then(|| Part {
                name: name.to_owned(),
                version: package["version"].as_str().unwrap_or_default().to_owned(),
                licence: package["license"].as_str().unwrap_or_default().to_owned(),
                folder: root().join("ui").join(path),
            })
        })
        .collect()
}

fn page(parts: &[Part]) -> String {
    let mut page = String::from(
        "What Bursar is made of. Bursar itself is under the MIT licence. It contains the work of the\n\
         following, under the licences that stand beside them; their texts come after the list.\n\n",
    );
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for part in parts {
        let licence = if part.licence.is_empty() { "see its text" } else { &part.licence };
        let _ = writeln!(page, "{}: {licence}", part.title());
        for text in part.texts() {
            texts.entry(text).or_default().push(part.title());
        }
    }
    for (text, of) in texts {
        let _ = write!(page, "\n{}\n{}\n\n{text}\n", "=".repeat(78), of.join(", "));
    }
    page
}

#[test]
fn the_licences_of_all_that_is_shipped_are_told() {
    let path = root().join(FILE);
    if std::env::var_os(WRITE).is_some() {
        let mut parts: Vec<Part> = crates(true);
        parts.extend(modules());
        parts.sort_by_key(Part::title);
        std::fs::write(&path, page(&parts)).unwrap();
    }
    let told = std::fs::read_to_string(&path).unwrap_or_default();
    let lines: BTreeSet<&str> =
        told.lines().map(|line| line.split(": ").next().unwrap_or_default()).collect();
    let mut shipped = crates(false);
    shipped.extend(modules());
    assert!(shipped.len() > 50, "what is shipped was found");
    let untold: Vec<String> =
        shipped.iter().map(Part::title).filter(|title| !lines.contains(title.as_str())).collect();
    assert!(
        untold.is_empty(),
        "{FILE} does not name {untold:?}; write it again with `cargo fetch && {WRITE}=1 cargo \
         nextest run -p bursar licences`"
    );
}

/// What is shipped may be given away with its source closed or open; no licence asks for more.
#[test]
fn no_licence_asks_for_more_than_bursar_can_give() {
    for part in crates(false).iter().chain(&modules()) {
        let choices: Vec<&str> = part.licence.split(" OR ").collect();
        let strict = |licence: &&str| {
            ["GPL-2.0", "GPL-3.0", "AGPL"].iter().any(|mark| licence.contains(mark))
        };
        assert!(!choices.iter().all(strict), "{}: {}", part.title(), part.licence);
    }
}
