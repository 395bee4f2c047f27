//! TOML as a tree of JSON values. Numbers are taken from their digits, never through a binary
//! float.

use serde_json::{Map, Number, Value};
use toml_edit::{Document, Item, TableLike};

use super::{DocumentError, joined};

pub(super) fn to_tree(text: &str) -> Result<Value, DocumentError> {
    let document = Document::parse(text)
        .map_err(|error| DocumentError::new("", format!("this is not TOML: {error}")))?;
    Reader { text }.table("", document.as_table())
}

/// One item of a document as a tree; `text` is the whole document, `path` leads to the item.
pub(super) fn item_to_tree(text: &str, path: &str, item: &Item) -> Result<Value, DocumentError> {
    Reader { text }.item(path, item)
}

/// Keeps the text, since the digits of a number are only there.
struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn table(&self, path: &str, fields: &dyn TableLike) -> Result<Value, DocumentError> {
        let mut object = Map::new();
        for (name, field) in fields.iter() {
            object.insert(name.to_owned(), self.item(&joined(path, name), field)?);
        }
        Ok(Value::Object(object))
    }

    fn item(&self, path: &str, item: &Item) -> Result<Value, DocumentError> {
        match item {
            Item::None => Ok(Value::Null),
            Item::Value(given) => self.value(path, given),
            Item::Table(fields) => self.table(path, fields),
            Item::ArrayOfTables(tables) => {
                let objects = tables.iter().enumerate();
                objects
                    .map(|(place, fields)| self.table(&format!("{path}[{place}]"), fields))
                    .collect::<Result<_, _>>()
                    .map(Value::Array)
            }
        }
    }

    fn value(&self, path: &str, given: &toml_edit::Value) -> Result<Value, DocumentError> {
        Ok(match given {
            toml_edit::Value::String(text) => Value::String(text.value().clone()),
            toml_edit::Value::Boolean(flag) => Value::Bool(*flag.value()),
            toml_edit::Value::Integer(whole) => Value::Number(Number::from(*whole.value())),
            toml_edit::Value::Datetime(time) => Value::String(time.value().to_string()),
            toml_edit::Value::Float(decimal) => {
                let digits = decimal.span().and_then(|span| self.text.get(span));
                let digits = digits.unwrap_or_default().replace('_', "");
                let digits = digits.strip_prefix('+').unwrap_or(&digits);
                let number = digits.parse().map_err(|_| {
                    DocumentError::new(path, format!("{digits} is not a decimal number"))
                })?;
                Value::Number(number)
            }
            toml_edit::Value::Array(list) => {
                let elements = list.iter().enumerate();
                let elements =
                    elements.map(|(place, each)| self.value(&format!("{path}[{place}]"), each));
                Value::Array(elements.collect::<Result<_, _>>()?)
            }
            toml_edit::Value::InlineTable(fields) => self.table(path, fields)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse_json, parse_toml};

    #[test]
    fn toml_and_json_give_one_tree() {
        let toml = "
            name = 'x'
            amount = 73.50
            small = 0.000001
            far = +1_000.5
            at = 2026-01-31T02:11:00Z
            anchor = 2026-01-31T02:11:00
            [[lots]]
            tags = ['a', { b = true }]
            [[lots]]
        ";
        let json = r#"{
            "name": "x", "amount": 73.50, "small": 0.000001, "far": 1000.5,
            "at": "2026-01-31T02:11:00Z", "anchor": "2026-01-31T02:11:00",
            "lots": [{"tags": ["a", {"b": true}]}, {}]
        }"#;
        assert_eq!(parse_toml(toml).unwrap(), parse_json(json).unwrap());
    }

    #[test]
    fn what_is_no_decimal_number_is_refused_by_field() {
        for number in ["nan", "inf", "-inf"] {
            let error = parse_toml(&format!("[wallet]\namount = {number}")).unwrap_err();
            assert_eq!(error.field, "wallet.amount", "{number}");
        }
    }
}
