//! A provider's file as a page of tables.

use bursar_app::{Catalog, PlanLine, RateLine};

use crate::failure::Failure;
use crate::figures::{grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Everything that a file says, but for the addresses of its pages.
pub(super) fn show(session: &mut Session, catalog: &Catalog) -> Result<(), Failure> {
    session.line(&format!(
        "{} ({}), days in {}",
        catalog.title,
        catalog.name,
        catalog.zone.name()
    ))?;
    free_credits(session, catalog)?;
    plans(session, catalog)?;
    bundles(session, catalog)?;
    rates(session, catalog)?;
    for reading in &catalog.readings {
        session.line("")?;
        session.line(&format!("Open question {}: {}", reading.id, reading.question))?;
        for choice in &reading.choices {
            let assumed = if choice.id == reading.default { " (assumed)" } else { "" };
            session.line(&format!("  {} = {}{assumed}", choice.id, choice.title))?;
        }
    }
    if !catalog.notes.is_empty() {
        session.line("")?;
    }
    for note in &catalog.notes {
        session.line(&format!("Note: {}", note.text))?;
    }
    session.line("")?;
    for page in &catalog.pages {
        session.line(&format!("Read on {}: {}", page.read, page.url))?;
    }
    Ok(())
}

fn section(session: &mut Session, title: &str, table: &Table) -> Result<(), Failure> {
    if table.is_empty() {
        return Ok(());
    }
    session.line("")?;
    session.line(title)?;
    session.table(table)
}

fn free_credits(session: &mut Session, catalog: &Catalog) -> Result<(), Failure> {
    let mut table = Table::new([
        Column::Text("id"),
        Column::Text("kind"),
        Column::Number("credits"),
        Column::Text("every"),
        Column::Text("from"),
        Column::Text("to"),
    ]);
    for grant in &catalog.grants {
        table.row([
            grant.id.clone(),
            grant.kind.word().to_owned(),
            grouped(grant.amount),
            bursar_app::every_in_words(grant.every),
            or_dash(grant.from),
            or_dash(grant.to),
        ]);
    }
    section(session, "Free credits", &table)
}

fn plans(session: &mut Session, catalog: &Catalog) -> Result<(), Failure> {
    let mut table = Table::new([
        Column::Text("id"),
        Column::Text("title"),
        Column::Number("credits"),
        Column::Text("billing"),
        Column::Text("prices"),
    ]);
    for plan in bursar_app::plan_lines(catalog) {
        let PlanLine { id, title, credits, billing, prices } = plan;
        table.row([id, title, or_dash(credits.map(grouped)), billing, or_dash(prices)]);
    }
    section(session, "Plans", &table)
}

fn bundles(session: &mut Session, catalog: &Catalog) -> Result<(), Failure> {
    let mut table = Table::new([
        Column::Text("id"),
        Column::Text("title"),
        Column::Number("credits"),
        Column::Number("price"),
    ]);
    for bundle in &catalog.bundles {
        table.row([
            bundle.id.clone(),
            bundle.title.clone(),
            grouped(bundle.credits),
            or_dash(bundle.price),
        ]);
    }
    section(session, "Bundles", &table)
}

fn rates(session: &mut Session, catalog: &Catalog) -> Result<(), Failure> {
    let mut table = Table::new([
        Column::Text("action"),
        Column::Text("model"),
        Column::Text("settings"),
        Column::Number("credits"),
        Column::Text("for each"),
        Column::Text("more"),
        Column::Text("from"),
        Column::Text("to"),
    ]);
    for rate in bursar_app::rate_lines(catalog) {
        let RateLine { action, model, settings, credits, per, add, from, to } = rate;
        table.row([
            or_dash(action),
            or_dash(model),
            settings,
            or_dash(credits.map(grouped)),
            per,
            add,
            or_dash(from),
            or_dash(to),
        ]);
    }
    let table = table.without_empty(&["settings", "for each", "more", "from", "to"]);
    section(session, "Rates", &table)
}
