//! The real window under WebKitWebDriver: started for one journey, ended with it.
//!
//! Each journey has its own driver on a free port, its own data folder, and where `DISPLAY` is not
//! set its own Xvfb. What a reader would do (see, press, type) is in `page`.
#![allow(dead_code, unused_imports, reason = "each test binary uses its own part of the harness")]

mod bus;
mod display;
mod driver;
mod page;
mod program;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{Capabilities, WebDriver};

pub(crate) use bus::Bus;
pub(crate) use display::Display;
use driver::Driver;
pub(crate) use page::Page;
pub(crate) use program::{
    bursar, bursar_on, import_log, program, real_log, repository, sample_of_the_log,
};

/// How long anything may take before a journey gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The surroundings of a journey: a data folder that nobody else sees.
pub(crate) struct Home {
    folder: TempDir,
    /// More variables for the program.
    pub(crate) variables: Vec<(&'static str, String)>,
}

impl Home {
    /// An empty home.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), variables: Vec::new() }
    }

    /// The books of this home.
    pub(crate) fn books(&self) -> PathBuf {
        self.folder.path().join("Studio.bursar")
    }

    /// The folder itself.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets the next choice of a file be this one.
    pub(crate) fn picks(&self, file: &Path) {
        std::fs::write(self.note(), file.to_str().unwrap()).unwrap();
    }

    /// Does what no driver can: `close`, `tray` with an entry, or `drop` with a path.
    pub(crate) fn hand(&self, deed: &str) {
        let half = self.folder.path().join("hand.half");
        std::fs::write(&half, deed).unwrap();
        // The program looks all the time and must not find half of it.
        std::fs::rename(half, self.deed()).unwrap();
    }

    fn note(&self) -> PathBuf {
        self.folder.path().join("picked.txt")
    }

    fn deed(&self) -> PathBuf {
        self.folder.path().join("hand.txt")
    }

    /// Everything that a program of Bursar is told about this home.
    pub(crate) fn environment(&self) -> Vec<(&'static str, String)> {
        let path = |path: PathBuf| path.to_str().unwrap().to_owned();
        let mut all = vec![
            ("BURSAR_BOOKS", path(self.books())),
            ("BURSAR_E2E_PICK", path(self.note())),
            ("BURSAR_E2E_HAND", path(self.deed())),
            ("XDG_DATA_HOME", path(self.folder.path().join("data"))),
            ("XDG_CONFIG_HOME", path(self.folder.path().join("config"))),
            ("XDG_CACHE_HOME", path(self.folder.path().join("cache"))),
            // What the graphics library compiles is found again, as in a home that is lived in.
            ("MESA_SHADER_CACHE_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/shaders").to_owned()),
            // A start finds a window that is open over this bus; homes must not find each other's.
            ("DBUS_SESSION_BUS_ADDRESS", "disabled:".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TZ", "Europe/Berlin".to_owned()),
        ];
        all.extend(self.variables.iter().cloned());
        all
    }
}

/// Waits until a file that the program writes holds these words, and gives all of it back.
pub(crate) async fn noted(file: &Path, words: &str) -> String {
    let start = Instant::now();
    loop {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        if text.contains(words) {
            return text;
        }
        assert!(start.elapsed() < PATIENCE, "{} says {text}, not {words}", file.display());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A window of its own beside that of a journey, in the same home; it ends with what is given back.
pub(crate) async fn beside(home: &Home) -> WebDriverResult<(impl Drop, Page)> {
    let display = Display::of_ones_own();
    let driver = Driver::start(&display.name, &home.environment());
    let page = open(&driver).await?;
    Ok((Beside(driver, display), page))
}

/// What a second window needs while it lives; the driver goes before its display.
struct Beside(#[allow(dead_code)] Driver, #[allow(dead_code)] Display);

impl Drop for Beside {
    fn drop(&mut self) {}
}

/// Opens the window in this home and walks the journey. A journey that fails leaves a picture.
pub(crate) fn journey(home: &Home, steps: impl AsyncFnOnce(&Page) -> WebDriverResult<()>) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let display = Display::of_ones_own();
        let driver = Driver::start(&display.name, &home.environment());
        let page = open(&driver).await.unwrap();
        let outcome = steps(&page).await;
        if let Err(error) = &outcome {
            let picture = page.photograph_failure().await;
            let says = page.text().await.unwrap_or_default();
            page.leave();
            panic!("{error}\npicture: {picture}\nthe window says:\n{says}");
        }
        page.quit().await;
    });
}

async fn open(driver: &Driver) -> WebDriverResult<Page> {
    let mut capabilities = Capabilities::new();
    let program = program();
    capabilities.set("webkitgtk:browserOptions", json!({ "binary": program, "args": [] }))?;
    let session = WebDriver::new(driver.address(), capabilities).await?;
    Ok(Page::new(session, driver.id()))
}
