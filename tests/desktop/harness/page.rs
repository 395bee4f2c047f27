//! What a reader does with the window: sees, presses, types, chooses. Everything waits a while.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::{WebDriverError, WebDriverErrorInner, WebDriverResult};
use thirtyfour::prelude::*;

use super::PATIENCE;

/// How often a reader looks again.
const GLANCE: Duration = Duration::from_millis(50);

/// How long after the last change a picture is taken; the first paint of a new window is slow.
const STILL: Duration = Duration::from_millis(700);

/// The page in the window.
pub(crate) struct Page {
    session: WebDriver,
    driver: u32,
}

impl Page {
    pub(crate) fn new(session: WebDriver, driver: u32) -> Self {
        Self { session, driver }
    }

    /// All that can be read now.
    pub(crate) async fn text(&self) -> WebDriverResult<String> {
        let text = self.ask("return document.body.innerText", json!([])).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until this can be read.
    pub(crate) async fn see(&self, words: &str) -> WebDriverResult<()> {
        self.until(&format!("to see “{words}”"), async || {
            Ok(self.text().await?.contains(words).then_some(()))
        })
        .await
    }

    /// Waits until this can no longer be read.
    pub(crate) async fn see_no_more(&self, words: &str) -> WebDriverResult<()> {
        self.until(&format!("to see “{words}” no more"), async || {
            Ok((!self.text().await?.contains(words)).then_some(()))
        })
        .await
    }

    /// Presses the button (or what acts as one) that is called so, else one that begins so.
    pub(crate) async fn press(&self, name: &str) -> WebDriverResult<()> {
        let script =
            "const name = (one) => (one.getAttribute('aria-label') ?? one.innerText).trim();
            // What lies under a dialog cannot be reached.
            const top = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
            const all = [...top.querySelectorAll('button, [role=option], label')]
                .filter((one) => !one.disabled && one.checkVisibility({ opacityProperty: true }));
            return all.find((one) => name(one) === arguments[0])
                ?? all.find((one) => name(one).startsWith(arguments[0])) ?? null";
        self.until(&format!("to press “{name}”"), async || {
            let found = self.session.execute(script, vec![json!(name)]).await?;
            if found.json().is_null() {
                return Ok(None);
            }
            let element = found.element()?;
            element.scroll_into_view().await?;
            // What moves under the pointer is tried again.
            Ok(element.click().await.ok())
        })
        .await
    }

    /// The field with this label.
    pub(crate) async fn field(&self, label: &str) -> WebDriverResult<WebElement> {
        let script = "return [...document.querySelectorAll('input, select, textarea')].find((one) =>
            one.getAttribute('aria-label') === arguments[0]
            || [...(one.labels ?? [])].some((label) => label.innerText.trim().startsWith(arguments[0])))
            ?? null";
        self.until(&format!("to find the field “{label}”"), async || {
            let found = self.session.execute(script, vec![json!(label)]).await?;
            if found.json().is_null() {
                return Ok(None);
            }
            found.element().map(Some)
        })
        .await
    }

    /// Types into the field with this label, in place of what stands there.
    pub(crate) async fn fill(&self, label: &str, text: &str) -> WebDriverResult<()> {
        let field = self.field(label).await?;
        // By the keys: clearing by the driver tells the page nothing.
        field.send_keys("\u{e009}a\u{e000}\u{e003}").await?;
        if text.is_empty() { Ok(()) } else { field.send_keys(text).await }
    }

    /// Chooses an item of a menu; one that closed, since its view came to rest just then, is opened
    /// again.
    pub(crate) async fn menu(&self, menu: &str, item: &str) -> WebDriverResult<()> {
        let script = "const [menu, item] = arguments;
            const top = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document;
            const name = (one) => (one.getAttribute('aria-label') ?? one.innerText).trim();
            const entry = [...top.querySelectorAll('[role=menuitem]')]
                .find((one) => !one.disabled && name(one).startsWith(item));
            if (entry) {
                entry.click();
                return true;
            }
            [...top.querySelectorAll('[aria-haspopup=menu][aria-expanded=false]')]
                .find((one) => name(one).startsWith(menu))?.click();
            return false";
        self.until(&format!("to choose “{item}” from “{menu}”"), async || {
            let chosen = self.ask(script, json!([menu, item])).await?;
            Ok(chosen.as_bool().unwrap_or(false).then_some(()))
        })
        .await
    }

    /// Goes to a place of the rail, whatever has the focus.
    pub(crate) async fn go(&self, place: &str) -> WebDriverResult<()> {
        let script = "const place = [...document.querySelectorAll('nav.rail button')]
                .find((one) => one.innerText.trim().startsWith(arguments[0]));
            place?.click();
            return place !== undefined";
        let what = format!("to go to “{place}”");
        self.until(&what, async || {
            let gone = self.ask(script, json!([place])).await?;
            Ok(gone.as_bool().unwrap_or(false).then_some(()))
        })
        .await
    }

    /// Chooses what begins with these words from the list with this label.
    pub(crate) async fn choose(&self, label: &str, option: &str) -> WebDriverResult<()> {
        let field = self.field(label).await?;
        let script = "const [list, words] = arguments;
            const option = [...list.options].find((one) => one.text.trim().startsWith(words));
            if (!option) return false;
            list.value = option.value;
            list.dispatchEvent(new Event('input', { bubbles: true }));
            list.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        let list = field.to_json()?;
        self.until(&format!("to choose “{option}” for “{label}”"), async || {
            let done = self.ask(script, json!([list, option])).await?;
            Ok(done.as_bool().unwrap_or(false).then_some(()))
        })
        .await
    }

    /// Types where the focus is.
    pub(crate) async fn keys(&self, keys: &str) -> WebDriverResult<()> {
        self.session.action_chain().send_keys(keys).perform().await
    }

    /// Presses a key while Ctrl is held.
    pub(crate) async fn control(&self, key: char) -> WebDriverResult<()> {
        let chain = self.session.action_chain();
        chain.key_down(Key::Control).send_keys(key.to_string()).key_up(Key::Control).perform().await
    }

    /// Asks the page something.
    pub(crate) async fn ask(&self, script: &str, arguments: Value) -> WebDriverResult<Value> {
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        Ok(self.session.execute(script, arguments).await?.json().clone())
    }

    /// Asks the page something that it answers later, through its last argument.
    pub(crate) async fn ask_and_wait(&self, script: &str) -> WebDriverResult<Value> {
        Ok(self.session.execute_async(script, Vec::new()).await?.json().clone())
    }

    /// Waits until a question is answered with true.
    pub(crate) async fn until_true(&self, what: &str, script: &str) -> WebDriverResult<()> {
        self.until(what, async || {
            let answer = self.ask(script, json!([])).await?;
            Ok(answer.as_bool().unwrap_or(false).then_some(()))
        })
        .await
    }

    /// Gives the page this size and theme.
    pub(crate) async fn dress(&self, width: u32, height: u32, theme: &str) -> WebDriverResult<()> {
        self.ask("document.documentElement.dataset.theme = arguments[0]", json!([theme])).await?;
        self.until("for the size", async || {
            let size = self.ask("return [innerWidth, innerHeight]", json!([])).await?;
            let inner = |at: usize| size[at].as_u64().and_then(|side| u32::try_from(side).ok());
            let (Some(across), Some(down)) = (inner(0), inner(1)) else {
                return Ok(None);
            };
            if (across, down) == (width, height) {
                return Ok(Some(()));
            }
            let frame = self.session.get_window_rect().await?;
            let side = |whole: i64, wanted: u32, is: u32| {
                u32::try_from(whole + i64::from(wanted) - i64::from(is)).unwrap_or(wanted)
            };
            let (wide, tall) = (side(frame.width, width, across), side(frame.height, height, down));
            self.session.set_window_rect(0, 0, wide, tall).await?;
            Ok(None)
        })
        .await
    }

    /// Photographs the page once its letters are there and nothing moves any more.
    pub(crate) async fn photograph(&self, file: &Path) -> WebDriverResult<()> {
        self.until_true("for the letters", "return document.fonts.status === 'loaded'").await?;
        // The pointer lights up nothing in the corner.
        self.session.action_chain().move_to(0, 0).perform().await?;
        tokio::time::sleep(STILL).await;
        self.session.screenshot(file).await
    }

    /// A picture of the window as it is when a journey fails.
    pub(crate) async fn photograph_failure(&self) -> String {
        let name = std::thread::current().name().unwrap_or("journey").replace("::", "-");
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
        match self.photograph(&file).await {
            Ok(()) => file.display().to_string(),
            Err(error) => format!("none, since {error}"),
        }
    }

    /// Waits until the program has ended by itself.
    pub(crate) async fn has_ended(&self) -> WebDriverResult<()> {
        let children = format!("/proc/{0}/task/{0}/children", self.driver);
        self.until("for the program to end", async || {
            Ok(std::fs::read_to_string(&children).unwrap().is_empty().then_some(()))
        })
        .await
    }

    /// Ends the window, and with it the program at once.
    pub(crate) async fn quit(self) {
        // The driver ends the program anyway.
        let _ = self.session.quit().await;
    }

    /// Leaves the window to the driver, which ends it.
    pub(crate) fn leave(self) {
        let _ = self.session.leak();
    }

    async fn until<T>(
        &self,
        what: &str,
        mut look: impl AsyncFnMut() -> WebDriverResult<Option<T>>,
    ) -> WebDriverResult<T> {
        let start = Instant::now();
        loop {
            if let Some(found) = look().await? {
                return Ok(found);
            }
            if start.elapsed() > PATIENCE {
                let why = format!("waited in vain {what}");
                return Err(WebDriverError::from_inner(WebDriverErrorInner::Timeout(why)));
            }
            tokio::time::sleep(GLANCE).await;
        }
    }
}
