//! Nothing moves under the pointer while a view comes to rest.

use std::time::Duration;

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, journey};

/// From now on notes what can be pressed, typed into or read as a heading and then moves by itself.
const WATCH: &str = "window.moved = [];
    if (!window.watching) {
        window.watching = true;
        window.places = new WeakMap();
        const main = () => document.querySelector('main');
        const top = (one) => {
            let sum = 0;
            for (let at = one; at instanceof HTMLElement; at = at.offsetParent) sum += at.offsetTop;
            return sum;
        };
        const look = () => {
            for (const one of main()?.querySelectorAll('h2, button, input, select, summary') ?? []) {
                if (!one.checkVisibility({ opacityProperty: true })) { window.places.delete(one); continue; }
                const is = top(one), was = window.places.get(one);
                if (was !== undefined && Math.abs(is - was) > 1) {
                    const name = (one.getAttribute('aria-label') ?? one.innerText ?? '').trim() || one.outerHTML.slice(0, 60);
                    window.moved.push(`${name.slice(0, 40)}: ${was} to ${is}`);
                }
                window.places.set(one, is);
            }
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }";

async fn moved(page: &Page) -> WebDriverResult<Vec<String>> {
    page.until_true("for the view", "return document.querySelector('.arriving') === null").await?;
    tokio::time::sleep(Duration::from_millis(700)).await;
    let all = page.ask("return window.moved", json!([])).await?;
    let texts = all.as_array().into_iter().flatten().filter_map(|one| one.as_str());
    Ok(texts.take(4).map(str::to_owned).collect())
}

#[test]
fn a_view_that_comes_to_rest_moves_nothing() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        let mut restless = Vec::new();
        for (width, height) in [(1280, 800), (760, 600)] {
            page.dress(width, height, "light").await?;
            for (place, parts) in [
                ("Overview", &[][..]),
                ("ImagineArt", &[]),
                ("Spend", &[]),
                ("Top up", &[]),
                ("Import", &[]),
                ("Plan", &["The past year", "Forecast", "Saved plans"]),
                ("Rates", &[]),
                ("Usage", &["Lots and lapses", "Cost", "Claims", "Where to do a job"]),
                ("Members and projects", &[]),
                ("Alerts", &[]),
                ("Journal", &[]),
                ("Settings", &[]),
                ("Deep-image", &[]),
                ("Photoroom", &[]),
            ] {
                page.ask(WATCH, json!([])).await?;
                page.go(place).await?;
                let mut found = moved(page).await?;
                for part in parts {
                    page.ask(WATCH, json!([])).await?;
                    page.press(part).await?;
                    found.extend(moved(page).await?);
                }
                if !found.is_empty() {
                    restless.push(format!("{place} at {width}: {found:?}"));
                }
            }
        }
        assert!(restless.is_empty(), "{}", restless.join("\n"));
        Ok(())
    });
}
