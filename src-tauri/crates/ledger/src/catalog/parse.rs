//! From the text of a provider's file to a [`Catalog`], with every problem that it has.
//!
//! The sections are read one after the other, whatever is wrong with an earlier one, so that all
//! problems of a file are told at once; `check` looks at what only the whole file shows.

mod check;
mod offers;
mod rates;
mod terms;

use std::collections::BTreeMap;

use super::policy::PolicyPatch;
use super::reader::{Fields, Report};
use super::{Catalog, Choice, Note, Page, Problem, Reading};
use crate::calendar::Zone;
use crate::money::Currency;
use crate::rate::fold;

/// The sections of a file, so far as they are read.
pub(super) struct Draft {
    catalog: Catalog,
    /// The line of each named entry, for problems that only the whole file shows.
    lines: BTreeMap<(&'static str, String), usize>,
}

pub(super) fn parse(text: &str) -> Result<Catalog, Vec<Problem>> {
    let report = Report::new(text);
    let document = match toml_edit::Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            let line = error.span().map_or(1, |span| report.line_of(span.start));
            let message = format!("this is not TOML: {}", error.message());
            report.problem(line, "file", message);
            return Err(report.into_problems());
        }
    };
    let root = Fields::new(&report, document.as_table(), "", 1);
    let catalog = sections(&report, root);
    let problems = report.into_problems();
    if problems.is_empty() { Ok(catalog) } else { Err(problems) }
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
    let title = root.text("title").unwrap_or_else(|| name.clone());
    let unit = root.text("unit").unwrap_or_else(|| "credits".to_owned());
    let policy = root.table("policy").map(|fields| {
        sources.check(&fields);
        PolicyPatch::read(fields)
    });
    let plan_terms = root.table("plan_terms").map(|fields| {
        sources.check(&fields);
        let terms = terms::plan_terms(&fields);
        fields.finish();
        terms
    });
    let topup =
        root.table("topup").map(|fields| offers::topup(fields, &sources)).unwrap_or_default();
    let referral = root.table("referral").map(|fields| offers::referral(fields, &sources));
    let mut lines = BTreeMap::new();
    let mut note_line = |sort: &'static str, id: &str, fields: &Fields<'_>| {
        if let Some(first) = lines.get(&(sort, id.to_owned())) {
            let message = format!(
                "\u{201c}{id}\u{201d} stands on line {first} already; each id is used once"
            );
            fields.problem("id", message);
        } else {
            lines.insert((sort, id.to_owned()), fields.line());
        }
    };
    let mut grants = Vec::new();
    for fields in root.rows("grant") {
        let grant = offers::grant(&fields, &sources, zone);
        note_line("grant", &grant.id, &fields);
        fields.finish();
        grants.push(grant);
    }
    let mut plans = Vec::new();
    for fields in root.rows("plan") {
        let plan = offers::plan(&fields, &sources);
        note_line("plan", &plan.id, &fields);
        fields.finish();
        plans.push(plan);
    }
    let mut bundles = Vec::new();
    for fields in root.rows("bundle") {
        let bundle = offers::bundle(&fields, &sources, &topup);
        note_line("bundle", &bundle.id, &fields);
        fields.finish();
        bundles.push(bundle);
    }
    let mut readings = Vec::new();
    for fields in root.rows("reading") {
        let reading = reading(&fields, &sources);
        note_line("reading", &reading.id, &fields);
        fields.finish();
        readings.push(reading);
    }
    let mut notes = Vec::new();
    for fields in root.rows("note") {
        notes.push(Note { text: fields.required_text("text"), source: sources.of(&fields) });
        fields.finish();
    }
    let card = rates::card(&root, &sources, zone);
    let catalog = Catalog {
        name,
        title,
        unit,
        topup_unit: root.text("topup_unit"),
        currency: root.parsed("currency", |code| {
            code.parse::<Currency>()
                .map_err(|_| "write the three letters of a currency, such as EUR".to_owned())
        }),
        zone,
        help: root.table("help").map_or_else(BTreeMap::new, help),
        pages: Vec::new(),
        notes,
        grants,
        plans,
        bundles,
        topup,
        referral,
        readings,
        policy: policy.unwrap_or_default().into_policy(),
        plan_terms: plan_terms.unwrap_or_default(),
        card,
    };
    root.finish();
    let draft = Draft { catalog, lines };
    check::check(report, &draft);
    Catalog { pages, ..draft.catalog }
}

/// The pages that facts may name as their source.
pub(super) struct Sources<'p> {
    pages: &'p [Page],
}

impl Sources<'_> {
    /// The address of the page that a table names as its source.
    pub(super) fn of(&self, fields: &Fields<'_>) -> Option<String> {
        // Checked, for a fact that names its address and day itself instead of a [[page]].
        let _ = fields.day("read");
        let named = fields.text("source")?;
        if named.contains("://") {
            return Some(named);
        }
        let page = self.pages.iter().find(|page| page.id == named);
        if page.is_none() {
            let message = format!(
                "no [[page]] has the id \u{201c}{named}\u{201d}; add it, or write an address"
            );
            fields.problem("source", message);
        }
        page.map(|page| page.url.clone())
    }

    fn check(&self, fields: &Fields<'_>) {
        let _ = self.of(fields);
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

fn help(fields: Fields<'_>) -> BTreeMap<String, String> {
    let topics = ["balance", "usage", "renewal", "buy", "support"];
    let told = topics.into_iter().filter_map(|topic| Some((topic.to_owned(), fields.text(topic)?)));
    let told = told.collect();
    fields.finish();
    told
}

fn reading(fields: &Fields<'_>, sources: &Sources<'_>) -> Reading {
    let id = word_id(fields);
    let choices: Vec<Choice> = fields
        .rows("choice")
        .into_iter()
        .map(|fields| {
            let choice = Choice {
                id: word_id(&fields),
                title: fields.required_text("title"),
                plan: patch(&fields, "plan", terms::plan_terms),
                grant: patch(&fields, "grant", terms::grant_patch),
                policy: fields.table("policy").map(PolicyPatch::read).unwrap_or_default(),
            };
            fields.finish();
            choice
        })
        .collect();
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

fn patch<T: Default>(fields: &Fields<'_>, key: &'static str, read: impl Fn(&Fields<'_>) -> T) -> T {
    let Some(inner) = fields.table(key) else {
        return T::default();
    };
    let terms = read(&inner);
    inner.finish();
    terms
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
