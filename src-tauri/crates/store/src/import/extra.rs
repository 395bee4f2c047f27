//! The columns that no field takes. They are kept with the row, as one JSON object.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_64;

use super::record::Record;

/// The columns that no field takes, and what they hold in the last record.
#[derive(Default)]
pub(super) struct Extras {
    taken: BTreeSet<usize>,
    /// How many columns of the file are known.
    known: usize,
    /// In the order of the columns.
    columns: Vec<Column>,
    /// Places in `columns`, in the order of their names.
    by_name: Vec<usize>,
    json: String,
}

struct Column {
    place: usize,
    name: String,
    /// `"name":"`, with its quotes and escapes.
    key: String,
    name_hash: u64,
}

impl Extras {
    /// Every column of a file but those that are taken.
    pub(super) fn beside(taken: impl Iterator<Item = usize>) -> Self {
        Self { taken: taken.collect(), ..Self::default() }
    }

    /// Takes notice of columns behind those known before.
    pub(super) fn learn(&mut self, headers: &[String]) {
        if headers.len() == self.known {
            return;
        }
        for (place, name) in headers.iter().enumerate().skip(self.known) {
            if !self.taken.contains(&place) {
                let mut key = String::from("\"");
                push_escaped(&mut key, name);
                key.push_str("\":\"");
                self.columns.push(Column {
                    place,
                    name: name.clone(),
                    key,
                    name_hash: xxh3_64(name.as_bytes()),
                });
            }
        }
        self.known = headers.len();
        self.by_name = (0..self.columns.len()).collect();
        let columns = &self.columns;
        self.by_name.sort_by(|a, b| columns[*a].name.cmp(&columns[*b].name));
    }

    /// Takes the cells of a record.
    pub(super) fn collect(&mut self, record: &Record<'_>) {
        self.json.clear();
        for column in &self.columns {
            let cell = record.cell(column.place);
            if !cell.is_empty() {
                self.json.push(if self.json.is_empty() { '{' } else { ',' });
                self.json.push_str(&column.key);
                push_escaped(&mut self.json, cell);
                self.json.push('"');
            }
        }
        if !self.json.is_empty() {
            self.json.push('}');
        }
    }

    /// The cells taken last, as a JSON object; empty if there are none.
    pub(super) fn json(&self) -> &str {
        &self.json
    }

    /// The filled cells of a record in the order of their columns' names: the hash of the name,
    /// and the cell.
    pub(super) fn by_name<'a>(&self, record: &Record<'a>) -> impl Iterator<Item = (u64, &'a str)> {
        let columns = self.by_name.iter().map(|place| &self.columns[*place]);
        columns
            .map(|column| (column.name_hash, record.cell(column.place)))
            .filter(|(_, cell)| !cell.is_empty())
    }
}

/// Appends a text as the inside of a JSON string.
fn push_escaped(json: &mut String, text: &str) {
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(plain) {
        json.push_str(text);
        return;
    }
    for sign in text.chars() {
        match sign {
            '"' | '\\' => json.extend(['\\', sign]),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\0'..' ' => json.push_str(&format!("\\u{:04x}", u32::from(sign))),
            _ => json.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_is_kept_in_json(text in any::<String>()) {
            let mut json = String::from("\"");
            push_escaped(&mut json, &text);
            json.push('"');
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }
    }
}
