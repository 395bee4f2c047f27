//! Changes to a provider's file as text: a dated rate more, a figure that was left open.
//!
//! A line is put in and no line is taken out, so that comments, order and spelling stay as the
//! studio wrote them. A changed price is a new row with its own `from`; the row before it stands,
//! since usages of its time keep its price. What comes out is read again: an answer is a file that
//! can be used and says nothing else than before, beside what was asked for.

use chrono::NaiveDate;
use toml_edit::{Document, Item, Table, TableLike};

use super::toml_text::{inline, instant, one_or_list, quoted, setting, texts};
use super::{Catalog, Problem};
use crate::calendar::Zone;
use crate::credits::Credits;
use crate::fact::Tag;
use crate::instant::Instant;
use crate::rate::{Per, Rate, SettingValue};

/// A row of the rate card that is to be written. Several actions, models or values of a setting
/// stand for a rate for each of them, as in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateRow {
    /// The feature that such a usage counts under.
    pub feature: Option<String>,
    /// The actions that agree; none is any.
    pub actions: Vec<String>,
    /// The models that agree; none is any, an empty one is usage that names no model.
    pub models: Vec<String>,
    /// The settings that must agree, each with the values that do.
    pub settings: Vec<(String, Vec<SettingValue>)>,
    /// Credits of one result, or of one step of it; none where there is no figure.
    pub credits: Option<Credits>,
    /// What makes it several steps.
    pub per: Option<Per>,
    /// What is added while a setting is on.
    pub add: Vec<(String, Credits)>,
    /// In force from this instant on.
    pub from: Option<Instant>,
    /// No longer in force from this instant on.
    pub to: Option<Instant>,
    /// Labels that lots may be barred from.
    pub tags: Vec<String>,
    /// The page that says so: an address, or the id of a page of the file.
    pub source: Option<String>,
    /// The day on which it was read.
    pub read: Option<NaiveDate>,
    /// What is left open, for people.
    pub note: Option<String>,
}

impl RateRow {
    /// A row that says what a rate says, to change it from there.
    pub fn of(rate: &Rate) -> Self {
        Self {
            feature: rate.feature.clone(),
            actions: rate.action.iter().cloned().collect(),
            models: rate.model.iter().cloned().collect(),
            settings: rate
                .settings
                .iter()
                .map(|(name, value)| (name.to_owned(), vec![value.clone()]))
                .collect(),
            credits: rate.credits,
            per: rate.per.clone(),
            add: rate.add.iter().map(|(name, more)| (name.clone(), *more)).collect(),
            from: rate.from,
            to: rate.to,
            tags: rate.tags.iter().map(Tag::to_string).collect(),
            source: rate.source.clone(),
            read: rate.read,
            note: rate.note.clone(),
        }
    }

    /// The lines of the row under its heading, each with the key that it is about.
    pub(super) fn lines(&self, zone: Zone) -> Vec<(&'static str, String)> {
        let mut lines = Vec::new();
        let mut say = |key: &'static str, value: Option<String>| {
            lines.extend(value.map(|value| (key, format!("{key} = {value}"))));
        };
        let list = |all: &[String]| (!all.is_empty()).then(|| texts(all));
        say("feature", self.feature.as_deref().map(quoted));
        say("action", list(&self.actions));
        say("model", list(&self.models));
        let settings = self.settings.iter().map(|(name, values)| {
            let values: Vec<String> = values.iter().map(setting).collect();
            (name.clone(), one_or_list(&values))
        });
        say("settings", (!self.settings.is_empty()).then(|| inline(settings)));
        say("credits", self.credits.map(|credits| credits.to_string()));
        say(
            "per",
            self.per.as_ref().map(|per| {
                format!("{{ setting = {}, step = {} }}", quoted(&per.setting), per.step)
            }),
        );
        let add = self.add.iter().map(|(name, more)| (name.clone(), more.to_string()));
        say("add", (!self.add.is_empty()).then(|| inline(add)));
        say("from", self.from.map(|from| instant(from, zone)));
        say("to", self.to.map(|to| instant(to, zone)));
        let tags: Vec<String> = self.tags.iter().map(|tag| quoted(tag)).collect();
        say("tags", (!tags.is_empty()).then(|| format!("[{}]", tags.join(", "))));
        say("source", self.source.as_deref().map(quoted));
        say("read", self.read.map(|read| read.to_string()));
        say("note", self.note.as_deref().map(quoted));
        lines
    }
}

/// The file with a rate more, after the row that stands on `after` or after the last one.
///
/// # Errors
/// What would be wrong with such a file, by its lines.
pub fn with_rate(text: &str, row: &RateRow, after: Option<usize>) -> Result<String, Vec<Problem>> {
    let before = Catalog::parse(text)?;
    let mut block = String::from("\n[[rate]]\n");
    for (_, line) in row.lines(before.zone) {
        block.push_str(&line);
        block.push('\n');
    }
    let document = parsed(text)?;
    let rows = document.get("rate").and_then(Item::as_array_of_tables);
    let starts = |row: &Table| row.span().map(|span| line_of(text, span.start));
    let place = rows.and_then(|rows| {
        let asked = rows.iter().find(|row| after.is_some() && starts(row) == after);
        asked.or_else(|| rows.iter().last()).map(|row| end_of_rows(text, row))
    });
    let edited = insert(text, place.unwrap_or(text.len()), &block);
    let now = Catalog::parse(&edited)?;
    let kept = |catalog: &Catalog| -> Vec<Rate> {
        let rates = catalog.rate_card().rates().iter();
        rates.map(|rate| Rate { line: 0, ..rate.clone() }).collect()
    };
    let mut left = kept(&now);
    for rate in kept(&before) {
        match left.iter().position(|other| *other == rate) {
            Some(place) => drop(left.remove(place)),
            None => return Err(vec![unlike(&edited)]),
        }
    }
    Ok(edited)
}

pub(super) fn parsed(text: &str) -> Result<Document<&str>, Vec<Problem>> {
    Document::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let message = format!("this is not TOML: {}", error.message());
        vec![Problem { line, field: "file".to_owned(), message }]
    })
}

fn unlike(text: &str) -> Problem {
    Problem {
        line: text.lines().count(),
        field: "rate".to_owned(),
        message: "the row would change what another row says; write it into the file by hand"
            .to_owned(),
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Behind the last line of a table and of the tables below it; what stands between it and the next
/// heading (an empty line, a comment) belongs to that.
pub(super) fn end_of_rows(text: &str, table: &Table) -> usize {
    let own = table.span().map_or(0, |span| span.start);
    end_of_line(text, last_byte(table).max(own))
}

fn last_byte(table: &dyn TableLike) -> usize {
    let ends = table.iter().map(|(name, item)| {
        let key = table.key(name).and_then(|key| key.span()).map_or(0, |span| span.end);
        let below = match item {
            Item::Table(inner) => inner.span().map_or(0, |span| span.start).max(last_byte(inner)),
            Item::ArrayOfTables(rows) => rows
                .iter()
                .map(|row| row.span().map_or(0, |span| span.start).max(last_byte(row)))
                .max()
                .unwrap_or(0),
            other => other.span().map_or(0, |span| span.end),
        };
        key.max(below)
    });
    ends.max().unwrap_or(0)
}

pub(super) fn end_of_line(text: &str, byte: usize) -> usize {
    text[byte..].find('\n').map_or(text.len(), |more| byte + more + 1)
}

/// The text with a block at a place, with the line ends that the text has.
pub(super) fn insert(text: &str, place: usize, block: &str) -> String {
    let windows = text.contains("\r\n");
    let (head, tail) = text.split_at(place);
    let mut whole = String::with_capacity(text.len() + block.len() + 2);
    whole.push_str(head);
    if !head.is_empty() && !head.ends_with('\n') {
        whole.push_str(if windows { "\r\n" } else { "\n" });
    }
    whole.push_str(&if windows { block.replace('\n', "\r\n") } else { block.to_owned() });
    whole.push_str(tail);
    whole
}
