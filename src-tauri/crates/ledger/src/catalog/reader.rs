//! Reads the fields of a TOML table one by one and keeps every problem with its line.
//!
//! Amounts are read from their digits in the file, never through a binary float. A key that
//! nothing has read by the time [`Fields::finish`] is called is a problem too: a misspelt rule
//! must not be left out in silence.

use std::cell::RefCell;

use chrono::NaiveDate;
use toml_edit::{Item, TableLike, Value};

use super::problem::{Problem, nearest};
use crate::calendar::Zone;
use crate::credits::{Credits, shorten};
use crate::document::toml_item;
use crate::instant::Instant;
use crate::money::Money;
use crate::rate::{Decimal, SettingValue};

/// The text of a file and what was found wrong with it so far.
pub(super) struct Report<'t> {
    text: &'t str,
    problems: RefCell<Vec<Problem>>,
}

impl<'t> Report<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, problems: RefCell::new(Vec::new()) }
    }

    /// The line, from 1, of a byte of the text.
    pub(super) fn line_of(&self, byte: usize) -> usize {
        let before = self.text.as_bytes().get(..byte).unwrap_or_default();
        before.iter().filter(|byte| **byte == b'\n').count() + 1
    }

    pub(super) fn problem(&self, line: usize, field: &str, message: impl Into<String>) {
        self.problems.borrow_mut().push(Problem {
            line,
            field: field.to_owned(),
            message: message.into(),
        });
    }

    /// Everything found, in the order of the lines.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    fn digits(&self, item: &Item) -> Option<String> {
        let written = self.text.get(item.span()?)?;
        Some(written.replace('_', ""))
    }
}

/// The fields of one table.
pub(super) struct Fields<'a> {
    report: &'a Report<'a>,
    table: &'a dyn TableLike,
    path: String,
    line: usize,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        report: &'a Report<'a>,
        table: &'a dyn TableLike,
        path: &str,
        line: usize,
    ) -> Self {
        Self { report, table, path: path.to_owned(), line, known: RefCell::new(Vec::new()) }
    }

    /// The line on which the table begins.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The line of a key; the table's own if it is not there.
    pub(super) fn line_of(&self, key: &str) -> usize {
        // A problem deep in a value stands on the line of the key that begins it.
        let outer = key.split(['.', '[']).next().unwrap_or(key);
        let found = self.table.get_key_value(key).or_else(|| self.table.get_key_value(outer));
        let span = found.and_then(|(key, item)| key.span().or_else(|| item.span()));
        span.map_or(self.line, |span| self.report.line_of(span.start))
    }

    /// Books a problem with a key.
    pub(super) fn problem(&self, key: &str, message: impl Into<String>) {
        let field = self.field(key);
        self.report.problem(self.line_of(key), &field, message);
    }

    /// Books a problem with something that stands on another line.
    pub(super) fn problem_at(&self, line: usize, field: &str, message: impl Into<String>) {
        self.report.problem(line, field, message);
    }

    /// The keys that stand in the table.
    pub(super) fn keys(&self) -> Vec<String> {
        self.table.iter().map(|(key, _)| key.to_owned()).collect()
    }

    /// Whether a key stands in the table.
    pub(super) fn has(&self, key: &'static str) -> bool {
        self.item(key).is_some()
    }

    /// A text; an empty one is a problem.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        let text = self.possibly_empty(key)?;
        if text.is_empty() {
            self.problem(key, "is empty; write a text or leave the key out");
            return None;
        }
        Some(text)
    }

    /// A text that may be empty, trimmed.
    pub(super) fn possibly_empty(&self, key: &'static str) -> Option<String> {
        let item = self.item(key)?;
        match item.as_str() {
            Some(text) => Some(text.trim().to_owned()),
            None => self.wrong_type(key, item, "a text in quotes"),
        }
    }

    /// A text that has to be there.
    pub(super) fn required_text(&self, key: &'static str) -> String {
        if !self.has(key) {
            self.problem(key, "is missing; write a text");
        }
        self.text(key).unwrap_or_default()
    }

    /// One text or a list of texts; nothing if the key is not there.
    pub(super) fn texts(&self, key: &'static str) -> Option<Vec<String>> {
        let item = self.item(key)?;
        self.texts_of(key, item)
    }

    fn texts_of(&self, key: &str, item: &Item) -> Option<Vec<String>> {
        if let Some(text) = item.as_str() {
            return Some(vec![text.trim().to_owned()]);
        }
        let list = item.as_array().map(|list| {
            let texts = list.iter().map(|value| value.as_str().map(str::trim));
            texts.map(|text| text.map(str::to_owned)).collect()
        });
        match list {
            Some(Some(texts)) => Some(texts),
            _ => self.wrong_type(key, item, "a text, or a list of texts, in quotes"),
        }
    }

    /// Each key of a table that holds texts, with the texts.
    pub(super) fn named_texts(&self) -> Vec<(String, Vec<String>)> {
        let items = self.table.iter();
        items.filter_map(|(key, item)| Some((key.to_owned(), self.texts_of(key, item)?))).collect()
    }

    /// On or off.
    pub(super) fn flag(&self, key: &'static str) -> Option<bool> {
        let item = self.item(key)?;
        match item.as_bool() {
            Some(flag) => Some(flag),
            None => self.wrong_type(key, item, "true or false"),
        }
    }

    /// A count from 1.
    pub(super) fn count(&self, key: &'static str) -> Option<u32> {
        let item = self.item(key)?;
        match item.as_integer().map(u32::try_from) {
            Some(Ok(count)) if count > 0 => Some(count),
            _ => self.wrong_type(key, item, "a whole number from 1"),
        }
    }

    /// An amount of credits, not below zero.
    pub(super) fn credits(&self, key: &'static str) -> Option<Credits> {
        let item = self.item(key)?;
        self.credits_of(key, item)
    }

    /// Each key of a table that holds amounts, with the amount.
    pub(super) fn named_credits(&self) -> Vec<(String, Credits)> {
        let items = self.table.iter();
        items
            .filter_map(|(key, item)| Some((key.to_owned(), self.credits_of(key, item)?)))
            .collect()
    }

    fn credits_of(&self, key: &str, item: &Item) -> Option<Credits> {
        let digits = self.number_of(key, item)?;
        match Credits::parse(&digits) {
            Ok(credits) if credits.is_negative() => {
                self.problem(key, format!("{credits} is below zero; write zero or more"));
                None
            }
            Ok(credits) => Some(credits),
            Err(error) => {
                self.problem(key, format!("{error}; write a number such as 73.5"));
                None
            }
        }
    }

    /// An exact number above zero.
    pub(super) fn decimal(&self, key: &'static str) -> Option<Decimal> {
        let item = self.item(key)?;
        let digits = self.number_of(key, item)?;
        let number = Decimal::parse(&digits).filter(|number| number.is_positive());
        if number.is_none() {
            let message = format!(
                "\u{201c}{}\u{201d} must be a number above zero with at most six decimals",
                shorten(&digits)
            );
            self.problem(key, message);
        }
        number
    }

    fn number_of(&self, key: &str, item: &Item) -> Option<String> {
        match item {
            Item::Value(Value::Integer(_) | Value::Float(_)) => self.report.digits(item),
            _ => self.wrong_type(key, item, "a number, without quotes"),
        }
    }

    /// An amount of money, written as `"12.00 EUR"`.
    pub(super) fn money(&self, key: &'static str) -> Option<Money> {
        self.parsed(key, |text| match text.parse::<Money>() {
            Ok(money) if money.minor < 0 => Err(format!("{money} is below zero")),
            Ok(money) => Ok(money),
            Err(error) => Err(error.to_string()),
        })
    }

    /// Each key of a table that holds money, with the amount.
    pub(super) fn named_money(&self) -> Vec<(String, Money)> {
        let mut prices = Vec::new();
        for (key, texts) in self.named_texts() {
            match texts.concat().parse::<Money>() {
                Ok(money) if money.minor >= 0 => prices.push((key, money)),
                Ok(money) => self.problem(&key, format!("{money} is below zero")),
                Err(error) => self.problem(&key, error.to_string()),
            }
        }
        prices
    }

    /// A text that is read further.
    pub(super) fn parsed<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(key)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(message) => {
                self.problem(key, message);
                None
            }
        }
    }

    /// A time: a date or a local time on the wall of `zone`, or a time with its offset.
    pub(super) fn instant(&self, key: &'static str, zone: Zone) -> Option<Instant> {
        let text = self.time_text(key, self.item(key)?)?;
        match zone.parse(&text) {
            Ok(instant) => Some(instant),
            Err(error) => {
                self.problem(key, error.to_string());
                None
            }
        }
    }

    /// A day.
    pub(super) fn day(&self, key: &'static str) -> Option<NaiveDate> {
        let text = self.time_text(key, self.item(key)?)?;
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if day.is_none() {
            let message =
                format!("\u{201c}{}\u{201d} is not a day; write 2026-11-21", shorten(&text));
            self.problem(key, message);
        }
        day
    }

    fn time_text(&self, key: &str, item: &Item) -> Option<String> {
        match item {
            Item::Value(Value::Datetime(_)) => self.report.digits(item),
            Item::Value(Value::String(text)) => Some(text.value().trim().to_owned()),
            _ => self.wrong_type(key, item, "a date such as 2026-11-21"),
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(key)?;
        let found = words.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let list: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let message = format!(
                "\u{201c}{}\u{201d} is not known here; write one of: {}",
                shorten(&text),
                list.join(", ")
            );
            self.problem(key, message);
        }
        found.map(|(_, value)| *value)
    }

    /// Settings: each key of a table with the values that agree.
    pub(super) fn setting_values(&self) -> Vec<(String, Vec<SettingValue>)> {
        let mut settings = Vec::new();
        for (key, item) in self.table.iter() {
            let values: Option<Vec<SettingValue>> = match item {
                Item::Value(Value::Array(list)) => list.iter().map(|v| self.setting(v)).collect(),
                Item::Value(value) => self.setting(value).map(|value| vec![value]),
                _ => None,
            };
            match values {
                Some(values) if !values.is_empty() => settings.push((key.to_owned(), values)),
                _ => {
                    let expected = "true, false, a number or a text, or a list of them";
                    let _: Option<()> = self.wrong_type(key, item, expected);
                }
            }
        }
        settings
    }

    fn setting(&self, value: &Value) -> Option<SettingValue> {
        match value {
            Value::Boolean(flag) => Some(SettingValue::Bool(*flag.value())),
            Value::String(text) => Some(SettingValue::Text(text.value().trim().to_owned())),
            Value::Integer(_) | Value::Float(_) => {
                let digits = self.report.text.get(value.span()?)?.replace('_', "");
                Decimal::parse(&digits).map(SettingValue::Number)
            }
            _ => None,
        }
    }

    /// A value as a tree, its numbers digit by digit.
    pub(super) fn tree(&self, key: &'static str) -> Option<serde_json::Value> {
        let item = self.item(key)?;
        match toml_item(self.report.text, key, item) {
            Ok(tree) => Some(tree),
            Err(error) => {
                self.problem(&error.field, error.message);
                None
            }
        }
    }

    /// A table inside this one.
    pub(super) fn table(&self, key: &'static str) -> Option<Fields<'a>> {
        let item = self.item(key)?;
        match item.as_table_like() {
            Some(table) => Some(self.inner(key, table, self.line_of(key))),
            None => self.wrong_type(key, item, "a table"),
        }
    }

    /// The rows of an array of tables.
    pub(super) fn rows(&self, key: &'static str) -> Vec<Fields<'a>> {
        let Some(item) = self.item(key) else {
            return Vec::new();
        };
        if let Some(rows) = item.as_array_of_tables() {
            let line = |span: Option<std::ops::Range<usize>>| {
                span.map_or(self.line, |span| self.report.line_of(span.start))
            };
            let rows = rows.iter();
            return rows.map(|row| self.inner(key, row, line(row.span()))).collect();
        }
        let message = format!("write each entry under its own heading [[{}]]", self.field(key));
        self.problem(key, message);
        Vec::new()
    }

    fn inner(&self, key: &str, table: &'a dyn TableLike, line: usize) -> Fields<'a> {
        Fields::new(self.report, table, &self.field(key), line)
    }

    /// A value that is a table in one form and a word in another.
    pub(super) fn is_text(&self, key: &'static str) -> bool {
        self.item(key).is_some_and(|item| item.as_str().is_some())
    }

    /// Marks a key as read, without reading it here.
    pub(super) fn mark(&self, key: &'static str) {
        self.known.borrow_mut().push(key);
    }

    /// Books every key that nothing has read.
    pub(super) fn finish(self) {
        let known = self.known.borrow();
        for key in self.keys() {
            if known.contains(&key.as_str()) {
                continue;
            }
            let cure = match nearest(&key, &known) {
                Some(near) => format!("did you mean \u{201c}{near}\u{201d}?"),
                None => "remove it or correct its name".to_owned(),
            };
            self.problem(&key, format!("is not a key that is known here; {cure}"));
        }
    }

    fn item(&self, key: &'static str) -> Option<&'a Item> {
        self.mark(key);
        self.table.get(key).filter(|item| !item.is_none())
    }

    fn field(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn wrong_type<T>(&self, key: &str, item: &Item, expected: &str) -> Option<T> {
        let found = match item.type_name() {
            "string" => "a text",
            "integer" | "float" => "a number",
            "boolean" => "true or false",
            "datetime" => "a date",
            "array" | "array of tables" => "a list",
            _ => "a table",
        };
        let message = if expected.contains(found) {
            format!("must be {expected}")
        } else {
            format!("must be {expected}, not {found}")
        };
        self.problem(key, message);
        None
    }
}
