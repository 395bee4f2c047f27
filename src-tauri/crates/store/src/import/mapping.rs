//! A mapping: which column fills which field, and how its values are read.
//!
//! It is made of the guess from the columns' names and of what the user corrects, and is kept by
//! name for the next file of the same kind. It knows nothing of the format of that file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::error::MappingError;
use super::field::Field;
use super::guess;

/// Which comes first in dates such as 03/04/2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// The day: 03/04 is the third of April.
    DayFirst,
    /// The month: 03/04 is the fourth of March.
    MonthFirst,
}

/// Which sign stands before the decimals of a number; the other one may stand between thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimal {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
}

/// Which column fills which field, and how values are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mapping {
    /// The column of a field, by its name in the file.
    pub columns: BTreeMap<Field, String>,
    /// Fields that stay empty although a column looks like theirs.
    pub left_out: BTreeSet<Field>,
    /// What a value of a field means: the whole trimmed cell, and what it is read as. An empty
    /// cell can be translated too.
    pub values: BTreeMap<Field, BTreeMap<String, String>>,
    /// What a field is in every row.
    pub constants: BTreeMap<Field, String>,
    /// Which comes first in dates written with strokes; without it such dates are not guessed.
    pub date_order: Option<DateOrder>,
    /// Which sign stands before the decimals; without it the file itself has to say it.
    pub decimal: Option<Decimal>,
    /// What mappings kept by earlier versions say instead.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decimal_comma: bool,
}

impl Mapping {
    /// Which sign stands before the decimals, if the mapping says it.
    pub fn told_decimal(&self) -> Option<Decimal> {
        self.decimal.or(self.decimal_comma.then_some(Decimal::Comma))
    }

    /// Takes a correction `field=column`; an empty column leaves the field out.
    ///
    /// # Errors
    /// No such field, or another shape.
    pub fn map(&mut self, correction: &str) -> Result<(), MappingError> {
        let (field, column) = split(correction, "mapping", "field=column")?;
        self.constants.remove(&field);
        if column.is_empty() {
            self.columns.remove(&field);
            self.left_out.insert(field);
        } else {
            self.left_out.remove(&field);
            self.columns.insert(field, column.to_owned());
        }
        Ok(())
    }

    /// Takes a translation `field:from=to`.
    ///
    /// # Errors
    /// No such field, or another shape.
    pub fn value(&mut self, translation: &str) -> Result<(), MappingError> {
        let malformed = || MappingError::NotWellFormed {
            given: translation.to_owned(),
            what: "translation of a value",
            shape: "field:from=to",
        };
        let (field, values) = translation.split_once(':').ok_or_else(malformed)?;
        // A value may hold an equals sign itself; what it becomes rarely does.
        let (from, to) = values.rsplit_once('=').ok_or_else(malformed)?;
        let translations = self.values.entry(field.parse()?).or_default();
        translations.insert(from.trim().to_owned(), to.trim().to_owned());
        Ok(())
    }

    /// Takes a constant `field=value`, in place of any column.
    ///
    /// # Errors
    /// No such field, or another shape.
    pub fn set(&mut self, constant: &str) -> Result<(), MappingError> {
        let (field, value) = split(constant, "constant", "field=value")?;
        self.columns.remove(&field);
        self.constants.insert(field, value.to_owned());
        Ok(())
    }

    /// This mapping, and the guess for every field and column that it does not speak of.
    pub fn completed(&self, headers: &[String]) -> Self {
        let taken: BTreeSet<&str> = self.columns.values().map(String::as_str).collect();
        let mut whole = self.clone();
        for guessed in guess::guess(headers) {
            let spoken_of = self.columns.contains_key(&guessed.field)
                || self.constants.contains_key(&guessed.field)
                || self.left_out.contains(&guessed.field);
            if !spoken_of && !taken.contains(guessed.column.as_str()) {
                whole.columns.insert(guessed.field, guessed.column);
            }
        }
        whole
    }
}

fn split<'a>(
    text: &'a str,
    what: &'static str,
    shape: &'static str,
) -> Result<(Field, &'a str), MappingError> {
    let given = || text.to_owned();
    let (field, rest) = text.split_once('=').ok_or_else(|| MappingError::NotWellFormed {
        given: given(),
        what,
        shape,
    })?;
    Ok((field.parse()?, rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_replaces_the_guess_and_the_rest_is_guessed() {
        let headers = ["time", "user", "team", "type"].map(str::to_owned);
        let mut mapping = Mapping::default();
        mapping.map("member=team").unwrap();
        mapping.set("action=generate").unwrap();
        let whole = mapping.completed(&headers);
        let columns: Vec<_> = whole.columns.iter().map(|(f, c)| format!("{f}={c}")).collect();
        assert_eq!(columns, ["at=time", "member=team"]);
        mapping.map("at=").unwrap();
        assert_eq!(mapping.completed(&headers).columns.len(), 1);
    }

    #[test]
    fn what_is_wrong_with_a_correction_is_said() {
        let mut mapping = Mapping::default();
        for (result, message) in [
            (
                mapping.map("quantitiy=n"),
                "there is no field “quantitiy” (did you mean “quantity”?); the fields are id, at, \
                 feature, action, model, settings, quantity, member, project, status, credits, \
                 balance and set.<name>",
            ),
            (mapping.map("at"), "“at” is not a mapping; write it as field=column"),
            (
                mapping.value("status=ok"),
                "“status=ok” is not a translation of a value; write it as field:from=to",
            ),
            (mapping.set("action"), "“action” is not a constant; write it as field=value"),
        ] {
            assert_eq!(result.unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn a_mapping_is_kept_as_text_without_loss() {
        let mut mapping = Mapping::default();
        mapping.map("at=gmt_create").unwrap();
        mapping.map("set.steps=num_inference_steps").unwrap();
        mapping.value("status:done=ish=succeeded").unwrap();
        mapping.set("project=A \u{202e}<b>").unwrap();
        mapping.date_order = Some(DateOrder::DayFirst);
        let kept = serde_json::to_string(&mapping).unwrap();
        assert_eq!(serde_json::from_str::<Mapping>(&kept).unwrap(), mapping);
        assert!(serde_json::from_str::<Mapping>(r#"{"columns":{"wen":"x"}}"#).is_err());
        let earlier = |comma: bool| format!(r#"{{"columns":{{}},"decimal_comma":{comma}}}"#);
        let read = |text: String| serde_json::from_str::<Mapping>(&text).unwrap().told_decimal();
        assert_eq!(read(earlier(true)), Some(Decimal::Comma));
        assert_eq!(read(earlier(false)), None);
    }
}
