//! Reading a document field by field, so that every complaint names the field it is about.
//!
//! A document is a tree of JSON values; TOML is turned into the same tree with its numbers as they
//! were written. Nothing here knows what the fields mean.

mod toml;

use std::cell::RefCell;
use std::fmt::Display;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::calendar::{Zone, parse_local};
use crate::credits::{Credits, shorten};
use crate::instant::Instant;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", prefix(.field))]
pub struct DocumentError {
    /// The path of the field (`wallet.lots[2].amount`); empty for the whole document.
    pub field: String,
    /// What is wrong and what to write instead.
    pub message: String,
}

fn prefix(field: &str) -> String {
    if field.is_empty() { String::new() } else { format!("{field}: ") }
}

impl DocumentError {
    /// A complaint about a field.
    pub fn new(field: impl Into<String>, message: impl Display) -> Self {
        Self { field: field.into(), message: message.to_string() }
    }
}

/// Reads JSON; numbers keep the digits they were written with.
///
/// # Errors
/// When the text is not JSON, with line and column.
pub fn parse_json(text: &str) -> Result<Value, DocumentError> {
    serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| DocumentError::new("", format!("this is not JSON: {error}")))
}

/// Reads TOML into the same tree; numbers keep the digits they were written with, dates and times
/// become texts.
///
/// # Errors
/// When the text is not TOML, with line and column; or holds a number that JSON does not have.
pub fn parse_toml(text: &str) -> Result<Value, DocumentError> {
    toml::to_tree(text.trim_start_matches('\u{feff}'))
}

/// One item of a TOML document as the same tree; `text` is the whole document, `path` leads to the
/// item.
///
/// # Errors
/// When it holds a number that JSON does not have.
pub(crate) fn toml_item(
    text: &str,
    path: &str,
    item: &toml_edit::Item,
) -> Result<Value, DocumentError> {
    toml::item_to_tree(text, path, item)
}

/// One value of a document and the path that leads to it.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> Node<'a> {
    /// The root of a document.
    pub fn root(value: &'a Value) -> Self {
        Self { path: String::new(), value }
    }

    /// The path that leads here.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value itself.
    pub fn value(&self) -> &'a Value {
        self.value
    }

    /// A complaint about this value.
    pub fn error(&self, message: impl Display) -> DocumentError {
        DocumentError::new(self.path.clone(), message)
    }

    /// The fields of an object.
    ///
    /// # Errors
    /// When it is something else.
    pub fn fields(&self) -> Result<Fields<'a>, DocumentError> {
        let map = self.value.as_object().ok_or_else(|| self.not("an object"))?;
        Ok(Fields { path: self.path.clone(), map, known: RefCell::new(Vec::new()) })
    }

    /// The names and values of an object whose names are data.
    ///
    /// # Errors
    /// When it is something else.
    pub fn entries(&self) -> Result<Vec<(&'a str, Self)>, DocumentError> {
        let map = self.value.as_object().ok_or_else(|| self.not("an object"))?;
        let entries = map.iter().map(|(name, value)| {
            let path = joined(&self.path, name);
            (name.as_str(), Node { path, value })
        });
        Ok(entries.collect())
    }

    /// The elements of a list.
    ///
    /// # Errors
    /// When it is something else.
    pub fn list(&self) -> Result<Vec<Self>, DocumentError> {
        let list = self.value.as_array().ok_or_else(|| self.not("a list"))?;
        let nodes = list
            .iter()
            .enumerate()
            .map(|(place, value)| Node { path: format!("{}[{place}]", self.path), value });
        Ok(nodes.collect())
    }

    /// The two elements of a pair.
    ///
    /// # Errors
    /// When it is something else.
    pub fn pair(&self) -> Result<[Self; 2], DocumentError> {
        <[Self; 2]>::try_from(self.list()?)
            .map_err(|_| self.error("write a list of two values, [first, second]"))
    }

    /// A text.
    ///
    /// # Errors
    /// When it is something else.
    pub fn text(&self) -> Result<&'a str, DocumentError> {
        self.value.as_str().ok_or_else(|| self.not("a text"))
    }

    /// A text that is not empty.
    ///
    /// # Errors
    /// When it is empty or something else.
    pub fn name(&self) -> Result<&'a str, DocumentError> {
        match self.text()? {
            "" => Err(self.error("is empty; give it a name")),
            name => Ok(name),
        }
    }

    /// True or false.
    ///
    /// # Errors
    /// When it is something else.
    pub fn flag(&self) -> Result<bool, DocumentError> {
        self.value.as_bool().ok_or_else(|| self.not("true or false"))
    }

    /// An amount of credits, or another decimal number kept to millionths. Numbers may also be
    /// written as texts.
    ///
    /// # Errors
    /// When it is not a decimal number, has more than six decimals or is too large.
    pub fn credits(&self) -> Result<Credits, DocumentError> {
        let parsed = match self.value {
            Value::Number(number) => Credits::parse(number.as_str()),
            Value::String(text) => Credits::parse(text),
            _ => return Err(self.not("a number")),
        };
        parsed.map_err(|error| self.error(error))
    }

    /// An amount of credits that is not below zero.
    ///
    /// # Errors
    /// As [`Node::credits`], and below zero.
    pub fn amount(&self) -> Result<Credits, DocumentError> {
        let credits = self.credits()?;
        if credits.is_negative() {
            return Err(self.error(format!("{credits} is below zero; write zero or more")));
        }
        Ok(credits)
    }

    /// A whole number within bounds.
    ///
    /// # Errors
    /// When it is something else or out of bounds.
    pub fn integer(&self, least: i64, most: i64) -> Result<i64, DocumentError> {
        let micros = self.credits()?.micros();
        let whole = micros / 1_000_000;
        if micros % 1_000_000 != 0 || whole < least || whole > most {
            let message = format!("write a whole number from {least} to {most}");
            return Err(self.error(message));
        }
        Ok(whole)
    }

    /// An instant: RFC 3339, or a local time or date in `zone`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn instant(&self, zone: Zone) -> Result<Instant, DocumentError> {
        zone.parse(self.text()?).map_err(|error| self.error(error))
    }

    /// A time on a wall, without a zone.
    ///
    /// # Errors
    /// When it is something else.
    pub fn local_time(&self) -> Result<chrono::NaiveDateTime, DocumentError> {
        parse_local(self.text()?).map_err(|error| self.error(error))
    }

    /// A time zone by its IANA name.
    ///
    /// # Errors
    /// When there is no such zone.
    pub fn zone(&self) -> Result<Zone, DocumentError> {
        self.text()?.parse().map_err(|error| self.error(error))
    }

    /// One word out of a fixed set, such as a kind.
    ///
    /// # Errors
    /// When it is another word; the message lists the words.
    pub fn word<T: DeserializeOwned>(&self) -> Result<T, DocumentError> {
        let word = self.text()?;
        T::deserialize(self.value).map_err(|error| {
            let message = error.to_string();
            let words = message
                .split_once("expected ")
                .map_or("another word", |(_, words)| words)
                .trim_start_matches("one of ")
                .replace('`', "");
            let word = shorten(word);
            self.error(format!("\u{201c}{word}\u{201d} is not known here; write {words}"))
        })
    }

    fn not(&self, wanted: &str) -> DocumentError {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(format!("this is {found}; write {wanted}"))
    }
}

/// The fields of one object. What was never asked for is unknown.
#[derive(Debug)]
pub struct Fields<'a> {
    path: String,
    map: &'a Map<String, Value>,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Fields<'a> {
    /// A field that may be left out; null is left out.
    pub fn get(&self, name: &'static str) -> Option<Node<'a>> {
        self.known.borrow_mut().push(name);
        let value = self.map.get(name).filter(|value| !value.is_null())?;
        let path = joined(&self.path, name);
        Some(Node { path, value })
    }

    /// A field that must be there.
    ///
    /// # Errors
    /// When it is missing.
    pub fn need(&self, name: &'static str) -> Result<Node<'a>, DocumentError> {
        self.get(name).ok_or_else(|| self.missing(name))
    }

    /// The complaint about a field that is not there.
    pub fn missing(&self, name: &str) -> DocumentError {
        self.error(name, "is missing; it has to be given")
    }

    /// A field that may be left out, read by `read`.
    ///
    /// # Errors
    /// As `read`.
    pub fn read<T>(
        &self,
        name: &'static str,
        read: impl FnOnce(&Node<'a>) -> Result<T, DocumentError>,
    ) -> Result<Option<T>, DocumentError> {
        self.get(name).as_ref().map(read).transpose()
    }

    /// The elements of a list that may be left out, each read by `read`.
    ///
    /// # Errors
    /// When it is no list, and as `read`.
    pub fn read_list<T>(
        &self,
        name: &'static str,
        read: impl FnMut(&Node<'a>) -> Result<T, DocumentError>,
    ) -> Result<Vec<T>, DocumentError> {
        match self.get(name) {
            Some(node) => node.list()?.iter().map(read).collect(),
            None => Ok(Vec::new()),
        }
    }

    /// A complaint about one of the fields.
    pub fn error(&self, name: &str, message: impl Display) -> DocumentError {
        DocumentError::new(joined(&self.path, name), message)
    }

    /// Complains about a field that nobody asked for; to be called when all were read.
    ///
    /// # Errors
    /// When there is such a field.
    pub fn finish(self) -> Result<(), DocumentError> {
        let known = self.known.into_inner();
        let unknown = self.map.keys().find(|name| !known.contains(&name.as_str()));
        unknown.map_or(Ok(()), |name| {
            let message = format!("is not known here; the fields are {}", known.join(", "));
            Err(DocumentError::new(joined(&self.path, &shorten(name)), message))
        })
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(json: &str, read: impl FnOnce(&Node<'_>) -> Result<(), DocumentError>) -> String {
        let tree = parse_json(json).unwrap();
        read(&Node::root(&tree)).unwrap_err().to_string()
    }

    #[test]
    fn a_complaint_names_its_field() {
        let amounts = |node: &Node<'_>| {
            let wallet = node.fields()?.need("wallet")?.fields()?;
            wallet.read_list("lots", |lot| lot.fields()?.need("amount")?.amount())?;
            wallet.finish()
        };
        for (json, expected) in [
            (
                r#"{"wallet": {"lots": [{"amount": 1}, {"amount": "x"}]}}"#,
                "wallet.lots[1].amount: “x” is not a number",
            ),
            (
                r#"{"wallet": {"lots": [{"amount": -1}]}}"#,
                "wallet.lots[0].amount: -1 is below zero",
            ),
            (
                r#"{"wallet": {"lots": [{"amount": 1e309}]}}"#,
                "wallet.lots[0].amount: “1e+309” is too large",
            ),
            (r#"{"wallet": {"lots": [{"amount": 0.1234567}]}}"#, "has more than 6 decimals"),
            (r#"{"wallet": {"lots": [{}]}}"#, "wallet.lots[0].amount: is missing"),
            (r#"{"wallet": {"lots": 5}}"#, "wallet.lots: this is a number; write a list"),
            (r#"{"wallet": {"lits": []}}"#, "wallet.lits: is not known here; the fields are lots"),
            (r#"{}"#, "wallet: is missing"),
        ] {
            let said = complaint(json, amounts);
            assert!(said.contains(expected), "{json}: {said}");
        }
    }

    #[test]
    fn a_word_outside_its_set_is_answered_with_the_set() {
        let said = complaint(r#""fre""#, |node| node.word::<crate::policy::Kind>().map(drop));
        assert_eq!(
            said,
            "“fre” is not known here; write free, promo, courtesy, rollover, subscription, topup, \
             correction"
        );
    }

    #[test]
    fn a_whole_number_may_carry_zeros_behind_the_point() {
        let tree = parse_json("8.0").unwrap();
        assert_eq!(Node::root(&tree).integer(1, 9), Ok(8));
        let tree = parse_json("8.5").unwrap();
        assert!(Node::root(&tree).integer(1, 9).is_err());
    }
}
