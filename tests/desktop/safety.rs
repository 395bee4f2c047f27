//! Names are text: nothing that a user or a provider wrote becomes markup or code.

use serde_json::json;

use crate::harness::{Home, bursar, journey};
use crate::import::with_lab;

const NAMES: [&str; 4] = [
    "<img src=x onerror=\"window.__xss=1\">",
    "\"><script>window.__xss=1</script>",
    "{{constructor.constructor('window.__xss=1')()}}",
    "\u{202e}gnp.exe \u{1f9fe} \u{627}\u{644}\u{631}\u{635}\u{64a}\u{62f}",
];

/// Notes what the page was not let do.
const WATCHING: &str = "window.__violations = [];
    document.addEventListener('securitypolicyviolation', (event) =>
        window.__violations.push(`${event.violatedDirective} ${event.blockedURI}`));";

#[test]
fn names_with_markup_are_shown_as_they_are_and_do_nothing() {
    let home = Home::new();
    for name in NAMES {
        let opening = ["--provider", "deep-image", "--opening", "5"];
        bursar(&home, &[&["wallet", "add", name][..], &opening].concat());
    }
    journey(&home, async |page| {
        page.see(NAMES[0]).await?;
        page.ask(WATCHING, json!([])).await?;
        let scripts = page.ask("return document.scripts.length", json!([])).await?;
        for (place, name) in ["2", "3", "4", "5"].iter().zip(NAMES) {
            page.keys(place).await?;
            page.see("Lots, in draw order").await?;
            page.until_true(
                "for the name as text",
                &format!(
                    "return document.querySelector('h1').textContent.includes({})",
                    json!(name)
                ),
            )
            .await?;
        }
        page.control('k').await?;
        page.see(NAMES[1]).await?;
        let found = page
            .ask(
                "return [window.__xss ?? null, document.images.length, document.scripts.length,
                         window.__violations, '__TAURI__' in window]",
                json!([]),
            )
            .await?;
        assert_eq!(found, json!([null, 0, scripts, [], false]));
        Ok(())
    });
}

/// A cell as an attacker would have it in a provider's log.
const CELL: &str = "<img src=x onerror=window.__xss=1>\"'</script><b>";

#[test]
fn a_log_whose_every_cell_is_markup_is_shown_as_it_is() {
    let home = with_lab();
    let quoted = format!("\"{}\"", CELL.replace('"', "\"\""));
    let name = "<img src=x onerror=window.__xss=1>.csv";
    let columns: Vec<String> = ["when", "what", "with", "who", "for", "more"]
        .map(|name| quoted.replace("<b>", name))
        .into();
    let row = |at: &str| format!("{at},{}\n", [quoted.as_str(); 5].join(","));
    let text = format!(
        "{}\n{}{}{}",
        columns.join(","),
        row("2026-11-09 08:00:00"),
        row("2026-11-09 08:00:05"),
        row(&quoted)
    );
    let log = home.folder().join(name);
    std::fs::write(&log, text).unwrap();
    home.picks(&log);
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        page.ask(WATCHING, json!([])).await?;
        let scripts = page.ask("return document.scripts.length", json!([])).await?;
        page.keys("i").await?;
        page.press("Choose a file").await?;
        for (end, field) in [
            ("when", "When"),
            ("what", "Action"),
            ("with", "Model"),
            ("who", "Member"),
            ("for", "Project"),
        ] {
            page.choose(&format!("{} is read as", CELL.replace("<b>", end)), field).await?;
        }
        page.see(&format!("2 new rows in {name}.")).await?;
        page.press("Import 2 rows").await?;
        page.see("2 rows added to").await?;
        page.see("1 row could not be read.").await?;
        page.press("Import another file").await?;
        page.see(name).await?;
        // Wherever a name of the log is shown.
        page.keys("2").await?;
        page.until_true(
            "for an entry of the log",
            "const row = [...document.querySelectorAll('main [role=option]')]
                 .find((one) => one.innerText.includes('<img'));
             row?.click();
             return row !== undefined",
        )
        .await?;
        page.see("Paid by").await?;
        page.keys("\u{e00c}").await?;
        page.see_no_more("Paid by").await?;
        for (place, sees) in [("1", CELL), ("m", CELL), ("j", name), ("s", "lab")] {
            page.keys(place).await?;
            page.see(sees).await?;
        }
        page.control(',').await?;
        page.see("Logs of ").await?;
        page.see(&CELL.replace("<b>", "when")).await?;
        page.control('k').await?;
        page.see("Undo import").await?;
        let found = page
            .ask(
                "return [window.__xss ?? null, document.images.length, document.scripts.length,
                         window.__violations]",
                json!([]),
            )
            .await?;
        assert_eq!(found, json!([null, 0, scripts, []]));
        Ok(())
    });
    bursar(&home, &["verify"]);
}

/// What a page that was taken over would try first.
const NOT_PERMITTED: [&str; 8] = [
    "plugin:dialog|open",
    "plugin:event|emit",
    "plugin:fs|read_text_file",
    "plugin:path|resolve_directory",
    "plugin:shell|execute",
    "plugin:webview|create_webview_window",
    "plugin:webview|internal_toggle_devtools",
    "plugin:window|close",
];

#[test]
fn the_page_may_call_nothing_but_the_commands_of_the_app() {
    journey(&Home::new(), async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        for command in NOT_PERMITTED {
            let script = format!(
                "const done = arguments[arguments.length - 1];
                 window.__TAURI_INTERNALS__.invoke({}, {{}}).then(
                     () => done('done'), (error) => done(String(error)))",
                json!(command)
            );
            let answer = page.ask_and_wait(&script).await?;
            let answer = answer.as_str().unwrap_or_default();
            let refused = answer.contains("not allowed") || answer.contains("not found");
            assert!(refused, "{command}: {answer}");
        }
        // The page itself is not disturbed by all that.
        page.press("Deep-image").await?;
        page.see("A wallet at Deep-image").await
    });
}

#[test]
fn code_from_a_string_and_foreign_addresses_are_refused() {
    journey(&Home::new(), async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        let script = "const done = arguments[arguments.length - 1];
            const outcome = {};
            try { eval('1'); outcome.eval = 'done'; } catch { outcome.eval = 'refused'; }
            try {
                document.createElement('div').innerHTML = '<b>x</b>';
                outcome.markup = 'done';
            } catch { outcome.markup = 'refused'; }
            fetch('https://example.org/').then(
                () => { outcome.net = 'done'; done(outcome); },
                () => { outcome.net = 'refused'; done(outcome); })";
        let outcome = page.ask_and_wait(script).await?;
        let refused = json!({ "eval": "refused", "markup": "refused", "net": "refused" });
        assert_eq!(outcome, refused);
        Ok(())
    });
}
