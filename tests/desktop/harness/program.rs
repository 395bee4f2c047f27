//! The command line beside the window, and the logs that are imported.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Home;

/// The folder of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// The program of the window.
pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_bursar-desktop")
}

/// Runs the command line on the books of a home and gives back what it prints.
pub(crate) fn bursar(home: &Home, words: &[&str]) -> String {
    bursar_on(home, &home.books(), words)
}

/// Runs the command line on other books, such as the sample.
pub(crate) fn bursar_on(home: &Home, books: &Path, words: &[&str]) -> String {
    let program = Path::new(program()).with_file_name("bursar");
    assert!(
        program.exists(),
        "the command line is not built; build it with `cargo build --workspace`"
    );
    let output = Command::new(program)
        .arg("--books")
        .arg(books)
        .args(words)
        .envs(home.environment())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "bursar {}: {}",
        words.join(" "),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// The part of the real log that lies in the repository.
pub(crate) fn sample_of_the_log() -> PathBuf {
    repository().join("tests/data/lora_request_trace.part.csv")
}

/// The whole real log, where it lies beside the repository.
pub(crate) fn real_log() -> Option<PathBuf> {
    let whole = repository().join("../shared/data/lora_request_trace.csv");
    whole.exists().then_some(whole)
}

/// Imports the real log or a part of it into the laboratory’s wallet, on the command line.
pub(crate) fn import_log(home: &Home, log: &Path) {
    let mapping = [
        "at=gmt_create",
        "action=predict_type",
        "model=checkpoint_model_version_id",
        "quantity=num_images_per_prompt",
        "status=predict_status",
        "member=groupId",
    ];
    let maps = mapping.iter().flat_map(|map| ["--map", map]);
    let words: Vec<&str> =
        ["import", "lab", log.to_str().unwrap()].into_iter().chain(maps).collect();
    bursar(home, &words);
}
