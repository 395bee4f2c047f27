//! One JSON object as a record: its members become cells.
//!
//! Numbers keep their digits, `null` and `""` are empty cells, and what is nested stays JSON text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserializer as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::error::MOST_COLUMNS;

/// The columns of a JSON log: the names of its members, in the order in which they first come.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of a column, which is most often `likely`.
    fn place(&self, name: &str, likely: usize) -> Option<usize> {
        if self.names.get(likely).is_some_and(|there| there == name) {
            return Some(likely);
        }
        self.places.get(name).copied()
    }

    fn add(&mut self, name: &str) -> usize {
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }
}

/// The cells of an object, in buffers that are used again.
#[derive(Debug, Default)]
pub(super) struct Object {
    pub(super) cells: Vec<Range<usize>>,
    pub(super) cell_text: String,
    filled: Vec<bool>,
}

/// Why a text is no record.
#[derive(Debug)]
pub(super) struct Fault {
    /// The line of the text on which it is; the first is 0.
    pub(super) line: u64,
    /// What is wrong.
    pub(super) message: String,
}

impl Object {
    /// Reads the members of the object that `text` is, and adds columns that are new.
    pub(super) fn read(&mut self, text: &str, columns: &mut Columns) -> Result<(), Fault> {
        self.cells.clear();
        self.cell_text.clear();
        self.filled.clear();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let members = Members { object: self, columns };
        let read = deserializer.deserialize_map(members).and_then(|()| deserializer.end());
        read.map_err(fault)
    }

    fn take(&mut self, place: usize, value: &RawValue) -> Result<(), String> {
        if place >= self.cells.len() {
            self.cells.resize(place + 1, 0..0);
            self.filled.resize(place + 1, false);
        }
        if std::mem::replace(&mut self.filled[place], true) {
            return Err("stands twice in one object".to_owned());
        }
        let raw = value.get();
        let from = self.cell_text.len();
        match raw.as_bytes().first() {
            Some(b'"') => {
                let text: Cow<'_, str> = unquoted(raw)?;
                if text.contains('\0') {
                    return Err("holds a NUL character".to_owned());
                }
                self.cell_text.push_str(&text);
            }
            Some(b'{' | b'[') => compact(raw, &mut self.cell_text),
            Some(b'n') | None => {}
            Some(_) => self.cell_text.push_str(raw),
        }
        self.cells[place] = from..self.cell_text.len();
        Ok(())
    }
}

fn unquoted(raw: &str) -> Result<Cow<'_, str>, String> {
    let inside = raw.get(1..raw.len() - 1).unwrap_or_default();
    if !inside.contains('\\') {
        return Ok(Cow::Borrowed(inside));
    }
    let text: String = serde_json::from_str(raw).map_err(|error| fault(error).message)?;
    Ok(Cow::Owned(text))
}

/// Appends JSON without the spaces between its parts, so that its layout makes no difference.
fn compact(raw: &str, into: &mut String) {
    let mut in_string = false;
    let mut escaped = false;
    for sign in raw.chars() {
        if in_string || !matches!(sign, ' ' | '\t' | '\r' | '\n') {
            into.push(sign);
        }
        if sign == '"' && !escaped {
            in_string = !in_string;
        }
        escaped = sign == '\\' && !escaped;
    }
}

/// What serde says, without the place that it adds: lines are counted in the file.
fn fault(error: serde_json::Error) -> Fault {
    let text = error.to_string();
    let message = match text.rfind(" at line ") {
        Some(place) if error.line() > 0 => text[..place].to_owned(),
        _ => text,
    };
    Fault { line: (error.line() as u64).saturating_sub(1), message }
}

struct Members<'a> {
    object: &'a mut Object,
    columns: &'a mut Columns,
}

impl<'de> Visitor<'de> for Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member for each column")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        use serde::de::Error;
        let mut likely = 0;
        while let Some(name) = members.next_key::<Name<'de>>()? {
            let name = name.0.trim();
            let place = match self.columns.place(name, likely) {
                Some(place) => place,
                None if self.columns.names().len() >= MOST_COLUMNS => {
                    let most = format!("the file has more than {MOST_COLUMNS} different names");
                    return Err(A::Error::custom(most));
                }
                None => self.columns.add(name),
            };
            likely = place + 1;
            let value: &RawValue = members.next_value()?;
            let taken = self.object.take(place, value);
            taken.map_err(|why| A::Error::custom(format!("\u{201c}{name}\u{201d} {why}")))?;
        }
        Ok(())
    }
}

/// A member's name, borrowed where it is written without escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nested_is_kept_as_json_whatever_its_layout() {
        for (nested, kept) in [
            ("{ \"a\" : [ 1.0 ,\n\ttrue ] }", r#"{"a":[1.0,true]}"#),
            (r#"[" \\", "\" ]", 2]"#, r#"[" \\","\" ]",2]"#),
        ] {
            let mut object = Object::default();
            object.read(&format!("{{\"x\": {nested}}}"), &mut Columns::default()).unwrap();
            assert_eq!(object.cell_text, kept);
        }
    }
}
