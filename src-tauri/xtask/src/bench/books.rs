//! Books of the bench: one wallet at a provider that takes one credit an image, with a dozen lots.

use super::measure;
use crate::process::ask;
use crate::{Stop, json, project};
use std::path::{Path, PathBuf};
use std::process::Command;

const LOTS: u32 = 12;
const PROVIDER: &str = "tests/data/lab.toml";
const MAPPING: [&str; 6] = [
    "at=gmt_create",
    "action=predict_type",
    "model=checkpoint_model_version_id",
    "quantity=num_images_per_prompt",
    "status=predict_status",
    "member=groupId",
];

/// A file of books, and the commands that are measured on it.
pub(super) struct Books {
    path: PathBuf,
}

impl Books {
    pub(super) fn at(path: PathBuf) -> Books {
        Books { path }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Begins new books with lots that cover a log of `rows` rows.
    pub(super) fn open_for(&self, rows: u32) -> Result<(), Stop> {
        measure::remove(&self.path)?;
        let provider = project::root().join(PROVIDER);
        let provider = provider.to_string_lossy();
        // A row takes less than three credits on average.
        let credits = (rows / LOTS * 3 + 100).to_string();
        self.set_up(&["catalog", "add", &provider])?;
        let begin = "2024-11-01T00:00:00Z";
        self.set_up(&[
            "wallet",
            "add",
            "lab",
            "--provider",
            "lab",
            "--opening",
            &credits,
            "--at",
            begin,
        ])?;
        for day in 2..=LOTS {
            let at = format!("2024-11-{day:02}T00:00:00Z");
            self.set_up(&["topup", "lab", "--credits", &credits, "--at", &at])?;
        }
        Ok(())
    }

    /// The import of a log.
    pub(super) fn import(&self, log: &Path) -> Command {
        let mut command = self.bursar(&["import", "lab"]);
        command.arg(log);
        for mapped in MAPPING {
            command.args(["--map", mapped]);
        }
        command
    }

    /// What is left in the wallets.
    pub(super) fn balance(&self) -> Command {
        self.bursar(&["balance"])
    }

    /// The credits that all usage took.
    pub(super) fn charged(&self) -> Option<u64> {
        let mut command = self.bursar(&["--json", "usage", "--by", "provider"]);
        json::last_number(&ask(&mut command)?, "credits")
    }

    fn set_up(&self, words: &[&str]) -> Result<(), Stop> {
        measure::timed(&mut self.bursar(words)).map(|_| ())
    }

    fn bursar(&self, words: &[&str]) -> Command {
        let mut command = Command::new(project::program("bursar", "release"));
        command.arg("--books").arg(&self.path).args(words);
        command
    }
}
