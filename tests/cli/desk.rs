//! A desk: a folder of its own with books, files and the program.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::checkout::root;

/// A provider whose every rule and price is known to the tests.
const STUDIO: &str = r#"
name = "studio"
title = "Studio"
zone = "UTC"
currency = "EUR"

[[page]]
id = "page"
url = "https://example.org/prices"
read = 2026-11-01

[topup]
expires = "never"

[[plan]]
id = "pro"
title = "Pro"
credits = 1000
billing = ["monthly"]
price = "20.00 EUR"

[[bundle]]
id = "pack"
title = "Pack of 500"
credits = 500
price = "12.00 EUR"

[[rate]]
feature = "Image"
action = "image"
credits = 10

[[rate]]
feature = "Image"
action = "image"
settings = { resolution = "2K" }
credits = 73.5

[[rate]]
action = "cutout"
credits = 0.2

[[rate]]
action = "preview"
credits = 0.25

[[rate]]
feature = "Video"
action = "video"
credits = 5
per = { setting = "seconds", step = 5 }
source = "page"
"#;

/// A folder with the program and books.
pub(crate) struct Desk {
    folder: TempDir,
}

/// What a run of the program left.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Desk {
    /// No books yet.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Books with the provider `studio` and the wallet `main`: 1,000 credits since New Year 2026.
    pub(crate) fn studio() -> Self {
        let desk = Self::empty();
        let provider = desk.file("studio.toml", STUDIO);
        desk.ok(&["catalog", "add", &provider]);
        desk.ok(&[
            "wallet",
            "add",
            "main",
            "--provider",
            "studio",
            "--opening",
            "1000",
            "--at",
            "2026-01-01",
        ]);
        desk
    }

    /// Books with the provider `lab` and the wallet `lab`: 100,000 credits, a credit an image.
    pub(crate) fn lab() -> Self {
        let desk = Self::empty();
        let provider = data("lab.toml");
        desk.ok(&["catalog", "add", provider.to_str().unwrap()]);
        desk.ok(&[
            "wallet",
            "add",
            "lab",
            "--provider",
            "lab",
            "--opening",
            "100000",
            "--at",
            "2024-11-01",
        ]);
        desk
    }

    pub(crate) fn books(&self) -> PathBuf {
        self.folder.path().join("books.bursar")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program with these words, on these books.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, words: &[S]) -> Command {
        let mut command = program();
        command.arg("--books").arg(self.books()).args(words).current_dir(self.folder.path());
        command
    }

    pub(crate) fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Ran {
        Ran::of(self.command(words).stdin(Stdio::null()).output().unwrap())
    }

    pub(crate) fn run_with(&self, words: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may stop reading early.
        let _ = child.stdin.take().unwrap().write_all(input);
        Ran::of(child.wait_with_output().unwrap())
    }

    /// Runs what must go well, and gives its text.
    pub(crate) fn ok(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.code, Some(0), "{words:?}\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    }

    /// Runs what must go well with `--json`, and gives its answer.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[&["--json"], words].concat());
        assert_eq!(ran.code, Some(0), "{words:?}\n{}{}", ran.stdout, ran.stderr);
        assert_eq!(ran.stderr, "", "{words:?}");
        ran.value()
    }

    /// Runs what must fail: the exit code, words of the sentence or hint, and the same as JSON. The
    /// books are as they were.
    pub(crate) fn refused(&self, words: &[&str], code: i32, said: &[&str]) {
        let before = std::fs::read(self.books()).ok();
        let ran = self.run(words);
        assert_eq!(ran.code, Some(code), "{words:?}\n{}{}", ran.stdout, ran.stderr);
        let lines: Vec<&str> = ran.stderr.lines().collect();
        assert!(lines[0].starts_with("error: "), "{words:?}\n{}", ran.stderr);
        assert!(lines.iter().skip(1).all(|line| line.starts_with("hint: ")), "{}", ran.stderr);
        for part in said {
            assert!(ran.stderr.contains(part), "{words:?}: “{part}” in\n{}", ran.stderr);
        }
        let told = self.run(&[&["--json"], words].concat());
        assert_eq!(told.code, Some(code), "{words:?}");
        let error = &told.value()["error"];
        let message = error["message"].as_str().unwrap();
        assert!(ran.stderr.contains(message), "{message}\n{}", ran.stderr);
        let expected = if code == 3 { ["refused", "refused"] } else { ["input", "books"] };
        assert!(expected.contains(&error["code"].as_str().unwrap()), "{error}");
        assert!(error.get("hint").is_some(), "{error}");
        assert_eq!(std::fs::read(self.books()).ok(), before, "{words:?} changed the books");
    }
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The answer as JSON.
    pub(crate) fn value(&self) -> Value {
        let parsed = serde_json::from_str(&self.stdout);
        parsed.unwrap_or_else(|error| panic!("{error}: {}\n{}", self.stdout, self.stderr))
    }
}

/// The program, in surroundings that name no books.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bursar"));
    command.env_remove("BURSAR_BOOKS");
    command
}

/// A file that the tests come with.
pub(crate) fn data(name: &str) -> PathBuf {
    root().join("tests/data").join(name)
}

/// Whether a program can be run here.
pub(crate) fn is_installed(program: &str) -> bool {
    let mut asked = Command::new(program);
    let asked = asked.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    asked.status().is_ok_and(|status| status.success())
}

/// Some keys of an object, to compare as one value.
pub(crate) fn some(value: &Value, keys: &[&str]) -> Value {
    let picked = keys.iter().map(|key| ((*key).to_owned(), value[*key].clone()));
    Value::Object(picked.collect())
}

/// A JSON text as a value, its numbers by their digits; in which order its keys stand is nobody's
/// promise.
pub(crate) fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A path as an argument.
pub(crate) fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}
