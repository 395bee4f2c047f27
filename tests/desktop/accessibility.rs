//! What axe-core finds in the real window: nothing, light and dark.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey, repository};
use crate::import::with_lab;

/// Fails with every rule that is broken and where.
pub(crate) async fn nothing_is_wrong(page: &Page, view: &str) -> WebDriverResult<()> {
    for theme in ["light", "dark"] {
        page.ask("document.documentElement.dataset.theme = arguments[0]", json!([theme])).await?;
        // A colour on its way to another has the contrast of neither.
        let still = "return document.getAnimations().every((one) =>
            one.playState !== 'running' || one.effect.getComputedTiming().endTime === Infinity)";
        page.until_true("for what moves", still).await?;
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
                ({ violations }) => done(violations.map((rule) =>
                    `${rule.id}: ${rule.nodes.map((node) => node.target.join(' ')).join(', ')}`)),
                (error) => done([String(error)]))";
        let found = page.ask_and_wait(script).await?;
        assert_eq!(found, json!([]), "{view}, {theme}");
    }
    Ok(())
}

pub(crate) async fn with_axe(page: &Page) -> WebDriverResult<()> {
    let file = repository().join("ui/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(file).expect("axe-core is installed by `npm ci` in ui/");
    page.ask(&axe, json!([])).await?;
    // The rule for contrast needs colours that do not move.
    let still = "document.documentElement.style.setProperty('--quick', '0ms')";
    page.ask(still, json!([])).await.map(|_| ())
}

#[test]
fn the_first_start() {
    journey(&Home::new(), async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the first start").await?;
        page.press("Deep-image").await?;
        page.see("A wallet at Deep-image").await?;
        nothing_is_wrong(page, "the terms of a wallet").await
    });
}

#[test]
fn every_view_of_the_sample_books() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        with_axe(page).await?;
        page.press("Show as table").await?;
        nothing_is_wrong(page, "the overview").await?;
        page.keys("2").await?;
        page.see("Lots, in draw order").await?;
        page.see("Activity").await?;
        nothing_is_wrong(page, "a wallet").await?;
        page.press("Filter").await?;
        page.see("Sort by").await?;
        page.ask("document.querySelector('[role=option]').click()", json!([])).await?;
        page.see("Book again").await?;
        nothing_is_wrong(page, "an entry in detail").await?;
        page.keys("j").await?;
        page.see("in the journal").await?;
        nothing_is_wrong(page, "the journal").await?;
        page.keys("l").await?;
        page.see("Notices of the desktop").await?;
        nothing_is_wrong(page, "the alerts").await?;
        page.press("Add a rule").await?;
        page.see("A new rule").await?;
        nothing_is_wrong(page, "a rule").await?;
        page.keys("\u{e00c}").await?;
        page.until_true("for the form to go", "return !document.querySelector('dialog')").await?;
        page.keys("i").await?;
        page.see("Choose a file").await?;
        nothing_is_wrong(page, "the import").await?;
        page.keys("r").await?;
        page.see("Rate card").await?;
        nothing_is_wrong(page, "the rates").await?;
        page.press("Add a rate").await?;
        page.see("Only where").await?;
        nothing_is_wrong(page, "the form of a rate").await?;
        page.press("Cancel").await?;
        page.keys("p").await?;
        page.see("Describe a provider of your own.").await?;
        nothing_is_wrong(page, "a new provider").await?;
        page.control('k').await?;
        page.see("Dark theme").await?;
        nothing_is_wrong(page, "the palette").await
    });
}

#[test]
fn spend_and_top_up() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        with_axe(page).await?;
        page.keys("s").await?;
        page.see("What it takes").await?;
        // A member may have a limit.
        page.fill("Member", "").await?;
        page.see("It holds").await?;
        page.see("Pending").await?;
        nothing_is_wrong(page, "a spend").await?;
        page.fill("Times", "900").await?;
        page.see("Three ways out").await?;
        nothing_is_wrong(page, "the ways out").await?;
        page.press("Top up").await?;
        page.see("Earlier top-ups").await?;
        page.fill("How many tokens", "4000").await?;
        page.see("credits left then").await?;
        nothing_is_wrong(page, "a top-up").await?;
        page.press("Review").await?;
        page.press("Book the top-up").await?;
        page.see("Receipt of a top-up").await?;
        nothing_is_wrong(page, "a receipt").await
    });
}

#[test]
fn people_and_the_sheets_of_a_wallet() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        with_axe(page).await?;
        page.go("Members and projects").await?;
        page.see("Used in").await?;
        nothing_is_wrong(page, "the members").await?;
        page.press("Projects").await?;
        page.see("Budget").await?;
        nothing_is_wrong(page, "the projects").await?;
        page.go("ImagineArt").await?;
        page.press("Left to spend").await?;
        page.see("What can be drawn now").await?;
        nothing_is_wrong(page, "a figure explained").await?;
        page.press("Enter a statement").await?;
        page.see("What does the provider show?").await?;
        nothing_is_wrong(page, "a statement").await?;
        page.press("Cancel").await?;
        page.press("Change plan").await?;
        page.see("Change to this plan").await?;
        nothing_is_wrong(page, "a plan").await
    });
}

#[test]
fn every_step_of_an_import() {
    let home = with_lab();
    let log = |name: &str, text: &str| {
        let file = home.folder().join(name);
        std::fs::write(&file, text).unwrap();
        home.picks(&file);
    };
    let typed = ["record", "lab", "Image", "--quantity", "4", "--at", "2026-11-10T14:30:00Z"];
    bursar(&home, &typed);
    log("ask.csv", "id,time,action,credits\nc1,03/04/2026 08:00,Image,1.000\n");
    journey(&home, async |page| {
        page.see("lab has").await?;
        with_axe(page).await?;
        page.keys("i").await?;
        page.press("Choose a file").await?;
        page.see("leaves 2 questions open").await?;
        nothing_is_wrong(page, "the questions of an import").await?;
        log(
            "twins.csv",
            "id,time,action,count\nb1,2026-11-10 14:24:10,Image,4\nb2,2026-11-31 09:00:00,Image,1\n\
             b3,2026-11-12 09:00:00,Image,1\n",
        );
        page.press("Choose another file").await?;
        page.see("suspected twin").await?;
        nothing_is_wrong(page, "the twins of an import").await?;
        page.press("Rejected 1").await?;
        page.see("Row on line 3").await?;
        nothing_is_wrong(page, "the rejected rows of an import").await?;
        page.press("Import 1 row").await?;
        page.see("1 row added to lab.").await?;
        nothing_is_wrong(page, "the result of an import").await?;
        page.press("Import another file").await?;
        page.see("each can be taken back").await?;
        nothing_is_wrong(page, "the history of imports").await?;
        page.press("Revert the import of twins.csv").await?;
        page.see("in the journal as voided").await?;
        nothing_is_wrong(page, "the question before a revert").await
    });
}

#[test]
fn a_provider_its_file_and_what_the_books_said() {
    journey(&Home::new(), async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        with_axe(page).await?;
        page.press("Describe a provider of your own").await?;
        page.fill("Name", "Flux Lab").await?;
        page.press("Add a plan").await?;
        page.fill("Plan 1: Credits", "1000").await?;
        page.fill("Price 1: Credits", "4,5").await?;
        page.see("fields need a look.").await?;
        nothing_is_wrong(page, "a provider with mistakes").await?;
        page.press("Settings").await?;
        page.see("Look and formats").await?;
        nothing_is_wrong(page, "the settings of empty books").await?;
        page.press("Begin").await?;
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.keys("r").await?;
        page.menu("More actions", "Look at the file").await?;
        page.see("The books hold this very file.").await?;
        nothing_is_wrong(page, "a provider's file").await?;
        page.press("Cancel").await?;
        page.keys("j").await?;
        page.fill("Day", "2026-11-10").await?;
        page.press("Look it up").await?;
        page.see("read otherwise today").await?;
        nothing_is_wrong(page, "what the books said").await?;
        page.ask("document.activeElement?.blur()", json!([])).await?;
        page.keys("?").await?;
        page.see("A screenful up or down").await?;
        nothing_is_wrong(page, "the keys").await
    });
}
