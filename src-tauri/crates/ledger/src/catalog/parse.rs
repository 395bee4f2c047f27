//! From the text of a provider's file to a [`Catalog`], with every problem that it has.
//!
//! The sections are read one after the other, whatever is wrong with an earlier one, so that all
//! problems of a file are told at once; `check` looks at what only the whole file shows.

mod check;
mod offers;
mod rates;
mod terms;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::policy::PolicyPatch;
use super::reader::{Fields, Report};
use super::{Catalog, Choice, Note, Page, Problem, Reading};
use crate::calendar::Zone;
use crate::money::Currency;
use crate::rate::fold;

/// The line of each named entry, for problems that only the whole file shows.
type Lines = BTreeMap<(&'static str, String), usize>;

pub(super) fn parse(text: &str) -> Result<Catalog, Vec<Problem>> {
    let report = Report::new(text);
    let document = match toml_edit::Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = error.span().map_or(1, |span| report.line_of(span.start));
            let message = format!("this is not TOML: {}", error.message());
            report.problem(line, key_on(text, line).unwrap_or("file"), message);
            return Err(report.into_problems());
        }
    };
    let root = Fields::new(&report, document.as_table(), "", 1);
    let catalog = sections(&report, root);
    let problems = report.into_problems();
    if problems.is_empty() { Ok(catalog) } else { Err(problems) }
}

/// The key that a line begins with, for a value that TOML itself cannot hold (`1e309`).
fn key_on(text: &str, line: usize) -> Option<&str> {
    let (key, _) = text.lines().nth(line - 1)?.split_once('=')?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    Some(key.trim()).filter(|key| !key.is_empty() && key.chars().all(plain))
}

fn sections<'a>(report: &'a Report<'a>, root: Fields<'a>) -> Catalog {
    let zone = root.parsed("zone", |name| name.parse::<Zone>().map_err(|error| error.to_string()));
    let zone = zone.unwrap_or_default();
    let pages: Vec<Page> = root.rows("page").into_iter().filter_map(page).collect();
    let sources = Sources { pages: &pages };
    let name = root.required_text("name");
    if !name.is_empty() && !is_word(&name) {
        root.problem("name", "write lower-case letters, digits and hyphens only");
    }
    let topup = section(&root, "topup", |fields| offers::topup(fields, &sources));
    let topup = topup.unwrap_or_default();
    let mut lines = Lines::new();
    let catalog = Catalog {
        title: root.text("title").unwrap_or_else(|| name.clone()),
        name,
        unit: root.text("unit").unwrap_or_else(|| "credits".to_owned()),
        topup_unit: root.text("topup_unit"),
        currency: root.parsed("currency", |code| {
            code.parse::<Currency>()
                .map_err(|_| "write the three letters of a currency, such as EUR".to_owned())
        }),
        zone,
        help: section(&root, "help", help).unwrap_or_default(),
        notes: rows(&root, "note", |fields| note(fields, &sources)),
        grants: named(&root, "grant", &mut lines, |fields| {
            let grant = offers::grant(fields, &sources, zone);
            (grant.id.clone(), grant)
        }),
        plans: named(&root, "plan", &mut lines, |fields| {
            let plan = offers::plan(fields, &sources);
            (plan.id.clone(), plan)
        }),
        bundles: named(&root, "bundle", &mut lines, |fields| {
            let bundle = offers::bundle(fields, &sources, &topup);
            (bundle.id.clone(), bundle)
        }),
        readings: named(&root, "reading", &mut lines, |fields| {
            let reading = reading(fields, &sources);
            (reading.id.clone(), reading)
        }),
        referral: section(&root, "referral", |fields| offers::referral(fields, &sources)),
        policy: section(&root, "policy", |fields| {
            let _ = sources.of(fields);
            PolicyPatch::read(fields)
        })
        .unwrap_or_default()
        .into_policy(),
        plan_terms: section(&root, "plan_terms", |fields| {
            let _ = sources.of(fields);
            terms::plan_terms(fields)
        })
        .unwrap_or_default(),
        card: rates::card(&root, &sources, zone),
        topup,
        pages: Vec::new(),
    };
    root.finish();
    check::check(report, &catalog, &lines);
    Catalog { pages, ..catalog }
}

/// A table that may be left out.
fn section<T>(root: &Fields<'_>, key: &'static str, read: impl Fn(&Fields<'_>) -> T) -> Option<T> {
    let fields = root.table(key)?;
    let read = read(&fields);
    fields.finish();
    Some(read)
}

/// Every row of an array of tables.
fn rows<T>(root: &Fields<'_>, key: &'static str, mut read: impl FnMut(&Fields<'_>) -> T) -> Vec<T> {
    let rows = root.rows(key).into_iter().map(|fields| {
        let row = read(&fields);
        fields.finish();
        row
    });
    rows.collect()
}

/// Every row of an array of tables whose rows have ids; an id that stands twice is a problem.
fn named<T>(
    root: &Fields<'_>,
    key: &'static str,
    lines: &mut Lines,
    read: impl Fn(&Fields<'_>) -> (String, T),
) -> Vec<T> {
    rows(root, key, |fields| {
        let (id, row) = read(fields);
        if let Some(first) = lines.get(&(key, id.clone())) {
            let message = format!(
                "\u{201c}{id}\u{201d} stands on line {first} already; each id is used once"
            );
            fields.problem("id", message);
        } else {
            lines.insert((key, id), fields.line());
        }
        row
    })
}

/// The pages that facts may name as their source.
pub(super) struct Sources<'p> {
    pages: &'p [Page],
}

impl Sources<'_> {
    /// The address of the page that a table names as its source.
    pub(super) fn of(&self, fields: &Fields<'_>) -> Option<String> {
        self.dated(fields).0
    }

    /// The same with the day on which it was read.
    pub(super) fn dated(&self, fields: &Fields<'_>) -> (Option<String>, Option<NaiveDate>) {
        // A fact may name its address and day itself instead of a [[page]].
        let own_day = fields.day("read");
        let Some(named) = fields.text("source") else { return (None, own_day) };
        if named.contains("://") {
            let page = self.pages.iter().find(|page| page.url == named);
            return (Some(named), own_day.or(page.map(|page| page.read)));
        }
        let page = self.pages.iter().find(|page| page.id == named);
        if page.is_none() {
            let message = format!(
                "no [[page]] has the id \u{201c}{named}\u{201d}; add it, or write an address"
            );
            fields.problem("source", message);
        }
        (page.map(|page| page.url.clone()), own_day.or(page.map(|page| page.read)))
    }
}

fn page(fields: Fields<'_>) -> Option<Page> {
    let (id, url) = (fields.required_text("id"), fields.required_text("url"));
    if !fields.has("read") {
        fields.problem("read", "is missing; write the day on which the page was read");
    }
    let read = fields.day("read");
    fields.finish();
    Some(Page { id, url, read: read? })
}

fn help(fields: &Fields<'_>) -> BTreeMap<String, String> {
    let topics = ["balance", "usage", "renewal", "buy", "support"];
    let told = topics.into_iter().filter_map(|topic| Some((topic.to_owned(), fields.text(topic)?)));
    told.collect()
}

fn note(fields: &Fields<'_>, sources: &Sources<'_>) -> Note {
    Note { text: fields.required_text("text"), source: sources.of(fields) }
}

fn reading(fields: &Fields<'_>, sources: &Sources<'_>) -> Reading {
    let id = word_id(fields);
    let choices = rows(fields, "choice", |fields| Choice {
        id: word_id(fields),
        title: fields.required_text("title"),
        plan: section(fields, "plan", terms::plan_terms).unwrap_or_default(),
        grant: section(fields, "grant", terms::grant_patch).unwrap_or_default(),
        policy: section(fields, "policy", PolicyPatch::read).unwrap_or_default(),
    });
    let reading = Reading {
        id,
        question: fields.required_text("question"),
        default: fields.required_text("default"),
        choices,
        source: sources.of(fields),
    };
    let known = |id: &String| reading.choices.iter().any(|choice| choice.id == *id);
    if reading.choices.len() < 2 {
        fields.problem("choice", "a question needs at least two [[reading.choice]]");
    } else if !reading.default.is_empty() && !known(&reading.default) {
        let message = format!("\u{201c}{}\u{201d} is none of its choices", reading.default);
        fields.problem("default", message);
    }
    reading
}

/// The id of an entry, a word that can be typed in a command: its own, or made from its title.
fn word_id(fields: &Fields<'_>) -> String {
    if !fields.has("id")
        && let Some(title) = fields.text("title")
    {
        let word: String = title
            .chars()
            .map(|letter| if letter.is_alphanumeric() { letter } else { ' ' })
            .collect();
        return fold(&word).into_owned();
    }
    let id = fields.required_text("id");
    if !id.is_empty() && !is_word(&id) {
        fields.problem("id", "write lower-case letters, digits and hyphens only");
    }
    id
}

fn is_word(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(allowed)
}
