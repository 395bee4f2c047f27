//! The checkout as the tests of its own form read it: its files, and what cargo knows of them.
//!
//! It deliberately needs neither git nor the network.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folders that hold what is made, fetched or not ours.
const NOT_OURS: [&str; 7] =
    [".git", "target", "node_modules", "dist", "gen", "bindings", "screenshots"];

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A text file of the checkout.
pub(crate) struct File {
    /// Its path from the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// Its text without its unit tests, which stand last or in files of their own.
    pub(crate) fn product(&self) -> &str {
        if self.path.contains("/tests/") || self.path.ends_with("/tests.rs") {
            return "";
        }
        self.text.split("#[cfg(test)]").next().unwrap_or_default()
    }

    /// Its lines that hold any of `words`, each with its number.
    pub(crate) fn lines_with<'a>(&'a self, text: &'a str, words: &'a [&'a str]) -> Vec<String> {
        text.lines()
            .enumerate()
            .filter(|(_, line)| words.iter().any(|word| line.contains(word)))
            .map(|(index, line)| format!("{}:{}: {}", self.path, index + 1, line.trim()))
            .collect()
    }
}

/// Every text file of ours under `folder` (`""` for all) with one of these endings.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut found = Vec::new();
    collect(&root().join(folder), endings, &mut found);
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let Ok(text) = std::fs::read_to_string(&path) else {
                continue;
            };
            found.push(File { path: relative(&path), text });
        }
    }
}

/// A path of the checkout as it is written in messages.
pub(crate) fn relative(path: &Path) -> String {
    // A target that lies beside its package is told with a way back in the middle.
    let path = path.canonicalize().unwrap();
    let root = root().canonicalize().unwrap();
    let inside = path.strip_prefix(root).unwrap_or(&path);
    inside.to_string_lossy().replace('\\', "/")
}

/// What cargo knows of the packages of the workspace.
pub(crate) fn packages() -> Vec<Value> {
    let told = cargo(&["metadata", "--format-version", "1", "--no-deps"]);
    let metadata: Value = serde_json::from_str(&told).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// What cargo answers, from what was fetched for the build.
pub(crate) fn cargo(words: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(words)
        .args(["--offline", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
