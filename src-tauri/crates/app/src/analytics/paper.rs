//! A statement as a file: a page that stands alone, or rows for a spreadsheet.

use std::fmt::Write as _;
use std::str::FromStr;

use bursar_ledger::roster::People;

use crate::App;
use crate::charts::separated;
use crate::export::CsvRow;
use crate::markup::escaped;
use crate::wire::{
    ApiError, Bill, BillSums, BilledTo, ChartLanguage, ChartWriting, ClientBill, ErrorCode,
    InstantText, MoneyText,
};

/// The form of a statement's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillFormat {
    /// A page that stands alone, without anything from elsewhere.
    Html,
    /// Rows, comma-separated, figures without separators.
    Csv,
}

impl FromStr for BillFormat {
    type Err = ApiError;

    /// By the ending of a file's name.
    fn from_str(file: &str) -> Result<Self, ApiError> {
        match file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            Some("csv") => Ok(Self::Csv),
            _ => Err(ApiError::new(ErrorCode::Input, format!("“{file}” names no statement"))
                .with_hint("End the name of the file in .html or .csv.")),
        }
    }
}

impl App {
    /// The statement of a project or a client for a month as a file.
    ///
    /// # Errors
    /// No project is this client's, or the month or the mark-up cannot be read.
    pub fn bill_file(
        &self,
        to: &BilledTo,
        month: &str,
        mark_up: Option<&str>,
        format: BillFormat,
        writing: ChartWriting,
    ) -> Result<Vec<u8>, ApiError> {
        let bill = match to {
            BilledTo::Project { name } => self.bill(name, month, mark_up)?.into(),
            BilledTo::Client { name } => Paper::from(self.client_bill(name, month, mark_up)?),
        };
        match format {
            BillFormat::Html => Ok(page(&bill, writing).into_bytes()),
            BillFormat::Csv => rows(&bill, &self.books.roster()?.projects),
        }
    }
}

/// What stands on a page: the statement of a project, or those of a client's projects one under the
/// other.
struct Paper {
    books: String,
    /// The client, where it is a client's.
    client: Option<String>,
    month: String,
    /// None where projects have different ones.
    mark_up: Option<String>,
    projects: Vec<Bill>,
    total: BillSums,
    unpriced: u64,
    closed: Option<InstantText>,
}

impl From<Bill> for Paper {
    fn from(bill: Bill) -> Self {
        Self {
            books: bill.books.clone(),
            client: None,
            month: bill.month.clone(),
            mark_up: Some(bill.mark_up.clone()),
            total: bill.total.clone(),
            unpriced: bill.unpriced,
            closed: bill.closed.clone(),
            projects: vec![bill],
        }
    }
}

impl From<ClientBill> for Paper {
    fn from(bill: ClientBill) -> Self {
        // The mark-up that is still open is no word about what was closed with another.
        let mark_up = bill
            .mark_up
            .filter(|mark_up| bill.projects.iter().all(|project| project.mark_up == *mark_up));
        Self {
            books: bill.books,
            client: Some(bill.client),
            month: bill.month,
            mark_up,
            projects: bill.projects,
            total: bill.total,
            unpriced: bill.unpriced,
            closed: bill.closed,
        }
    }
}

/// The words of a page.
struct Words {
    language: &'static str,
    statement: &'static str,
    none: &'static str,
    no_client: &'static str,
    heads: [&'static str; 7],
    correction: &'static str,
    total: &'static str,
    mark_up: &'static str,
    open: &'static str,
    closed: &'static str,
    unknown: &'static str,
    part: &'static str,
    unpriced: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    statement: "Statement",
    none: "Usage without a project",
    no_client: "Projects without a client",
    heads: ["Action", "Model", "Usages", "Units", "Credits", "Cost", "Price"],
    correction: "Correction of",
    total: "Total",
    mark_up: "Mark-up",
    open: "Draft: this month is not closed.",
    closed: "Closed on",
    unknown: "unknown for credits:",
    part: "unknown",
    unpriced: "Usages without a price, in no sum:",
};

const GERMAN: Words = Words {
    language: "de",
    statement: "Abrechnung",
    none: "Nutzung ohne Projekt",
    no_client: "Projekte ohne Kunden",
    heads: ["Aktion", "Modell", "Nutzungen", "Stück", "Credits", "Kosten", "Preis"],
    correction: "Korrektur von",
    total: "Summe",
    mark_up: "Aufschlag",
    open: "Entwurf: Dieser Monat ist nicht abgeschlossen.",
    closed: "Abgeschlossen am",
    unknown: "unbekannt für Credits:",
    part: "unbekannt",
    unpriced: "Nutzungen ohne Preis, in keiner Summe:",
};

const STYLE: &str = "body{font:14px/1.45 system-ui,sans-serif;margin:40px auto;max-width:820px;\
    color:#1d2321}h1{font-size:22px}table{border-collapse:collapse;width:100%;margin:24px 0}\
    th,td{text-align:left;padding:6px 8px;border-bottom:1px solid #e4e0d6}\
    .n{text-align:right;font-variant-numeric:tabular-nums}tfoot td,.p td{font-weight:600}\
    .mute{color:#5b625e}";

fn page(bill: &Paper, writing: ChartWriting) -> String {
    let words = if writing.language == ChartLanguage::De { &GERMAN } else { &ENGLISH };
    let named = |project: &Bill| match &*project.project {
        "" => words.none.to_owned(),
        name => name.to_owned(),
    };
    let whose = match &bill.client {
        Some(client) if client.is_empty() => words.no_client.to_owned(),
        Some(client) => client.clone(),
        None => bill.projects.first().map(named).unwrap_or_default(),
    };
    let title = format!("{} {}, {whose}", words.statement, bill.month);
    let mut out = String::new();
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <style>{STYLE}</style></head><body>\n<h1>{}</h1>\n<p class=\"mute\"><bdi>{}</bdi></p>\n",
        words.language,
        escaped(&title),
        escaped(&title),
        escaped(&bill.books)
    );
    let state = match &bill.closed {
        Some(at) => format!("{} {}", words.closed, at.get(..10).unwrap_or(at)),
        None => words.open.to_owned(),
    };
    let _ = writeln!(out, "<p>{}</p>\n<table><thead><tr>", escaped(&state));
    for (place, head) in words.heads.iter().enumerate() {
        let class = if place > 1 { " class=\"n\"" } else { "" };
        let _ = write!(out, "<th{class}>{head}</th>");
    }
    out.push_str("</tr></thead><tbody>\n");
    let marked = |mark_up: &str| format!("{}: {} %", words.mark_up, separated(mark_up, writing));
    for project in &bill.projects {
        if bill.client.is_some() {
            let own = match bill.mark_up {
                Some(_) => String::new(),
                None => marked(&project.mark_up),
            };
            out.push_str("<tr class=\"p\">");
            cells(&mut out, [&named(project), &own], &project.total, words, writing);
        }
        for line in &project.lines {
            line_of(&mut out, [&line.action, &line.model], &line.sums, words, writing);
        }
        for correction in &project.corrections {
            let name = format!("{} {}", words.correction, correction.month);
            line_of(&mut out, [&name, ""], &correction.sums, words, writing);
        }
    }
    out.push_str("</tbody><tfoot>\n");
    line_of(&mut out, [words.total, ""], &bill.total, words, writing);
    out.push_str("</tfoot></table>\n");
    if let Some(mark_up) = bill.mark_up.as_deref().filter(|mark_up| *mark_up != "0") {
        let _ = writeln!(out, "<p class=\"mute\">{}</p>", marked(mark_up));
    }
    if bill.total.cost_unknown != "0" {
        let unknown = separated(&bill.total.cost_unknown, writing);
        let _ =
            writeln!(out, "<p class=\"mute\">{} {} {unknown}</p>", words.heads[5], words.unknown);
    }
    if bill.unpriced > 0 {
        let _ = writeln!(out, "<p class=\"mute\">{} {}</p>", words.unpriced, bill.unpriced);
    }
    out.push_str("</body></html>\n");
    out
}

fn line_of(
    out: &mut String,
    names: [&str; 2],
    sums: &BillSums,
    words: &Words,
    writing: ChartWriting,
) {
    out.push_str("<tr>");
    cells(out, names, sums, words, writing);
}

/// The cells of a row, and its end.
fn cells(
    out: &mut String,
    names: [&str; 2],
    sums: &BillSums,
    words: &Words,
    writing: ChartWriting,
) {
    for name in names {
        let _ = write!(out, "<td><bdi>{}</bdi></td>", escaped(name));
    }
    let number = |text: &str| separated(text, writing);
    let money = |list: &[MoneyText]| {
        let all = list.iter().map(|one| format!("{} {}", number(&one.amount), one.currency));
        let unknown = (sums.cost_unknown != "0").then(|| words.part.to_owned());
        all.chain(unknown).collect::<Vec<_>>().join(" + ")
    };
    for cell in [
        number(&sums.count.to_string()),
        number(&sums.quantity.to_string()),
        number(&sums.credits),
        money(&sums.cost),
        money(&sums.price),
    ] {
        let _ = write!(out, "<td class=\"n\">{}</td>", escaped(&cell));
    }
    out.push_str("</tr>\n");
}

/// A row for each line, correction and currency.
fn rows(paper: &Paper, people: &People) -> Result<Vec<u8>, ApiError> {
    let mut out = Vec::new();
    let mut row = CsvRow::default();
    for head in [
        "project", "client", "month", "corrects", "action", "model", "usages", "units", "credits",
        "currency", "cost", "price",
    ] {
        row.text(Some(head));
    }
    row.write(&mut out)?;
    for bill in &paper.projects {
        rows_of(&mut out, bill, people.client_of(&bill.project).unwrap_or_default())?;
    }
    Ok(out)
}

fn rows_of(out: &mut Vec<u8>, bill: &Bill, client: &str) -> Result<(), ApiError> {
    let mut row = CsvRow::default();
    let lines = bill.lines.iter().map(|line| ("", &*line.action, &*line.model, &line.sums));
    let corrections = bill.corrections.iter().map(|one| (&*one.month, "", "", &one.sums));
    for (corrects, action, model, sums) in lines.chain(corrections) {
        let none = MoneyText { amount: String::new(), currency: String::new() };
        let mut money: Vec<(&MoneyText, &str)> = sums
            .price
            .iter()
            .map(|price| {
                let cost = sums.cost.iter().find(|cost| cost.currency == price.currency);
                (price, cost.map_or("", |cost| &*cost.amount))
            })
            .collect();
        if money.is_empty() {
            money.push((&none, ""));
        }
        for (place, (price, cost)) in money.into_iter().enumerate() {
            for text in [&*bill.project, client, &*bill.month, corrects, action, model] {
                row.text(Some(text));
            }
            // Credits stand in the first row of a line, so that the column adds up.
            let first = |text: String| if place == 0 { text } else { String::new() };
            row.plain(&first(sums.count.to_string()));
            row.plain(&first(sums.quantity.to_string()));
            row.plain(&first(sums.credits.clone()));
            row.text(Some(&price.currency));
            row.plain(cost);
            row.plain(&price.amount);
            row.write(out)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_becomes_markup() {
        let bill = Bill {
            books: "<b>".to_owned(),
            project: "<script>alert('x')</script>".to_owned(),
            month: "2026-10".to_owned(),
            mark_up: "0".to_owned(),
            lines: Vec::new(),
            corrections: Vec::new(),
            total: BillSums::default(),
            unpriced: 0,
            closed: None,
            entry: None,
            over: true,
            batch: None,
        };
        let page = page(&bill.into(), ChartWriting::default());
        assert!(!page.contains("<script>") && !page.contains("<b>"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), "{page}");
    }
}
