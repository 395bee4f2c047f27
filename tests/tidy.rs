//! The form of the code and of the documents: what a reviewer should never have to say.

use crate::checkout::{File, files, packages, relative, root};
use std::path::Path;

/// A file that is longer holds more than one idea.
const LINES_MAX: usize = 500;

const CODE: [&str; 8] = [".rs", ".ts", ".js", ".svelte", ".css", ".html", ".sql", ".sh"];

/// Fails with every line found and why none may stand.
fn none(found: &[String], why: &str) {
    assert!(found.is_empty(), "{why}:\n{}", found.join("\n"));
}

/// Every line of `files` that holds one of `words`.
fn search(files: &[File], words: &[&str]) -> Vec<String> {
    files.iter().flat_map(|file| file.lines_with(&file.text, words)).collect()
}

#[test]
fn files_hold_one_idea() {
    let long: Vec<_> = files("", &CODE)
        .iter()
        .map(|file| (file.text.lines().count(), &file.path))
        .filter(|(lines, _)| *lines > LINES_MAX)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect();
    none(&long, "a file has at most 500 lines; divide these by idea");
}

#[test]
fn nothing_is_left_for_later() {
    // The words are put together here so that this file does not hold them.
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("unimple", "mented!"),
        concat!("to", "do!("),
        concat!("db", "g!("),
        concat!("#[ig", "nore"),
        concat!(".on", "ly("),
        concat!(".sk", "ip("),
    ];
    let code: Vec<_> = files("", &CODE);
    let tests_that_are_off = &marks[6..];
    let in_rust = search(&files("", &[".rs"]), &marks[..6]);
    none(&in_rust, "finish it, or leave it out");
    let everywhere = search(&code, &marks[..2]);
    none(&everywhere, "finish it, or leave it out");
    let in_ui = search(&files("ui/src", &[".ts"]), tests_that_are_off);
    none(&in_ui, "every test runs");
}

#[test]
fn no_path_of_somebodys_own_machine_is_written_down() {
    let homes = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
    ];
    let endings = [&CODE[..], &[".toml", ".md", ".json", ".yml"]].concat();
    none(&search(&files("", &endings), &homes), "the repository knows no machine");
}

#[test]
fn the_ui_never_makes_markup_of_a_string() {
    let doors =
        ["innerHTML", "outerHTML", "insertAdjacentHTML", "{@html", "document.write", "eval("];
    let endings = [".ts", ".js", ".svelte", ".html"];
    none(&search(&files("ui/src", &endings), &doors), "names from a file would become markup");
}

#[test]
fn every_command_of_the_shell_is_async() {
    for file in files("src-tauri/src", &[".rs"]) {
        let mut lines = file.text.lines();
        while let Some(line) = lines.next() {
            if line.trim_start().starts_with("#[tauri::command") || line.trim() == "#[command]" {
                let function = lines.find(|line| line.contains("fn ")).unwrap_or_default();
                assert!(
                    function.contains("async fn "),
                    "{}: a command that is not async runs on the window’s own thread: {function}",
                    file.path
                );
            }
        }
    }
}

#[test]
fn the_store_never_replaces_a_fact() {
    let found: Vec<_> = files("src-tauri/crates/store/src", &[".rs", ".sql"])
        .iter()
        .flat_map(|file| {
            let text = file.product().to_uppercase();
            ["INSERT OR REPLACE", "REPLACE INTO", "INSERT OR IGNORE INTO FACT"]
                .into_iter()
                .filter(move |words| text.contains(words))
                .map(|words| format!("{}: {words}", file.path))
                .collect::<Vec<_>>()
        })
        .collect();
    none(&found, "facts are appended, never replaced");
}

#[test]
fn no_statement_is_put_together_from_values() {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "ATTACH ", "VACUUM ", "WITH "];
    let mut found = Vec::new();
    for file in files("src-tauri/crates/store/src", &[".rs"]) {
        for made in file.product().split("format!(").skip(1) {
            let text = made.split('"').nth(1).unwrap_or_default();
            let is_statement = verbs.iter().any(|verb| text.trim_start().starts_with(verb));
            let fixed = |rest: &str| begins_with_words_of_ours(rest, file.product());
            if is_statement && !text.split('{').skip(1).all(fixed) {
                found.push(format!("{}: {}", file.path, text.lines().next().unwrap_or_default()));
            }
        }
    }
    none(&found, "values are bound as parameters; only constants of ours are written in");
}

/// Whether what stands after an opening brace names a constant, as in `{COLUMNS}`, or what runs
/// over a list that is spelled out in the same file.
fn begins_with_words_of_ours(text: &str, file: &str) -> bool {
    text.split_once('}').is_some_and(|(name, _)| {
        let constant = name.chars().all(|c| c.is_ascii_uppercase() || c == '_');
        let listed = || file.contains(&format!("for {name} in [\""));
        !name.is_empty() && (constant || listed())
    })
}

#[test]
fn every_rust_file_is_compiled() {
    let roots: Vec<String> = packages()
        .iter()
        .flat_map(|package| package["targets"].as_array().unwrap().clone())
        .map(|target| relative(Path::new(target["src_path"].as_str().unwrap())))
        .collect();
    let files = files("", &[".rs"]);
    let text_of = |path: &str| files.iter().find(|file| file.path == path).map(|file| &file.text);
    for file in files.iter().filter(|file| !roots.contains(&file.path)) {
        let path = Path::new(&file.path);
        let folder = path.parent().unwrap().to_string_lossy();
        let (name, above) = match path.file_stem().unwrap().to_str().unwrap() {
            "mod" => (
                path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned(),
                path.parent().unwrap().parent().unwrap().to_string_lossy(),
            ),
            stem => (stem.to_owned(), folder),
        };
        let in_folder = ["main.rs", "lib.rs", "mod.rs"].map(|parent| format!("{above}/{parent}"));
        let named = in_folder
            .into_iter()
            .chain([format!("{above}.rs")])
            // A target may be a file that lies beside what it uses.
            .chain(roots.iter().filter(|root| root.starts_with(&*above)).cloned())
            .filter_map(|parent| text_of(&parent))
            .any(|text| declares(text, &name));
        assert!(named, "{} is forgotten: no module declares it", file.path);
    }
}

fn declares(text: &str, name: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim();
        line == format!("mod {name};") || line.ends_with(&format!(" mod {name};"))
    })
}

#[test]
fn links_in_the_documents_lead_somewhere() {
    let mut broken = Vec::new();
    for file in files("", &[".md"]) {
        let folder = root().join(&file.path).parent().unwrap().to_path_buf();
        for link in file.text.split("](").skip(1) {
            let target = link.split([')', '#', ' ']).next().unwrap_or_default();
            let outside = target.contains("://") || target.starts_with("mailto:");
            if !target.is_empty() && !outside && !folder.join(target).exists() {
                broken.push(format!("{}: {target}", file.path));
            }
        }
    }
    none(&broken, "these links lead nowhere");
}

#[test]
fn every_dependency_is_justified() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let packages = packages();
    let ours: Vec<_> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let mut names: Vec<String> = packages
        .iter()
        .flat_map(|package| package["dependencies"].as_array().unwrap())
        .map(|used| used["name"].as_str().unwrap().to_owned())
        .filter(|name| !ours.contains(&name.as_str()))
        .collect();
    names.extend(packages_of_the_ui());
    names.sort();
    names.dedup();
    let silent: Vec<_> =
        names.into_iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
    none(&silent, "ARCHITECTURE.md says why each dependency is there, and not a word of these");
}

fn packages_of_the_ui() -> Vec<String> {
    let Ok(text) = std::fs::read_to_string(root().join("ui/package.json")) else {
        return Vec::new();
    };
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    ["dependencies", "devDependencies"]
        .iter()
        .filter_map(|kind| package[kind].as_object())
        .flat_map(|list| list.keys().cloned())
        .collect()
}

#[test]
fn what_changed_is_told() {
    let page = std::fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    let unreleased = page.split("## [Unreleased]").nth(1).unwrap_or_default();
    let next = unreleased.split("\n## ").next().unwrap_or_default();
    assert!(next.contains("\n- "), "CHANGELOG.md has an Unreleased section with entries");
}
