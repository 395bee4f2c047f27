//! A field of one file: the cell that its text comes from, and how that text is translated.

use std::collections::BTreeMap;
use std::fmt::Display;

use bursar_ledger::credits::shorten;

use super::error::MappingError;
use super::field::Field;
use super::mapping::Mapping;
use super::record::Record;
use super::row::RowError;
use super::similar;

/// The most characters of a name (of a model, a member, an id …).
const LONGEST_NAME: usize = 500;

/// A field and where its text comes from.
pub(super) struct Slot {
    field: Field,
    from: From,
    values: BTreeMap<String, String>,
}

enum From {
    Nowhere,
    Column(usize),
    Constant(String),
}

impl Slot {
    /// Finds the column of a field among those of the file.
    pub(super) fn new(
        field: Field,
        mapping: &Mapping,
        headers: &[String],
    ) -> Result<Self, MappingError> {
        let from = match (mapping.constants.get(&field), mapping.columns.get(&field)) {
            (Some(constant), _) => From::Constant(constant.trim().to_owned()),
            (None, Some(column)) => From::Column(find_column(&field, column, headers)?),
            (None, None) => From::Nowhere,
        };
        let values = mapping.values.get(&field).cloned().unwrap_or_default();
        Ok(Self { field, from, values })
    }

    /// The column that fills the field, if one does.
    pub(super) fn column(&self) -> Option<usize> {
        match self.from {
            From::Column(column) => Some(column),
            From::Nowhere | From::Constant(_) => None,
        }
    }

    /// What fills the field in every row, if it is that.
    pub(super) fn constant(&self) -> Option<&str> {
        match &self.from {
            From::Constant(constant) => Some(constant),
            From::Nowhere | From::Column(_) => None,
        }
    }

    /// Whether nothing in the file, and no constant, fills the field.
    pub(super) fn is_absent(&self) -> bool {
        matches!(self.from, From::Nowhere)
    }

    /// The name of a setting; empty for any other field.
    pub(super) fn setting(&self) -> &str {
        match &self.field {
            Field::Setting(name) => name,
            _ => "",
        }
    }

    /// The text of a record's field: trimmed, and translated where the mapping says so.
    pub(super) fn text<'a>(&'a self, record: &Record<'a>) -> &'a str {
        let text = match &self.from {
            From::Nowhere => return "",
            From::Constant(constant) => return constant,
            From::Column(column) => record.cell(*column).trim(),
        };
        if self.values.is_empty() {
            return text;
        }
        self.values.get(text).map_or(text, String::as_str)
    }

    /// The text of a record's field as a name; `None` if it is empty.
    pub(super) fn name<'a>(&'a self, record: &Record<'a>) -> Result<Option<&'a str>, RowError> {
        let name = self.text(record);
        if name.len() > LONGEST_NAME && name.chars().count() > LONGEST_NAME {
            let why =
                format!("this {} has more than {LONGEST_NAME} characters; shorten it", self.field);
            return Err(self.error(record, why));
        }
        Ok((!name.is_empty()).then_some(name))
    }

    /// The error of this field in a record.
    pub(super) fn error(&self, record: &Record<'_>, why: impl Display) -> RowError {
        let value = match &self.from {
            From::Nowhere => "",
            From::Constant(constant) => constant,
            From::Column(column) => record.cell(*column),
        };
        RowError {
            line: record.line,
            field: Some(self.field.clone()),
            value: shorten(value),
            message: why.to_string(),
            two_ways: false,
        }
    }
}

/// A column by its name: exactly, or else the only one that differs in case or outer space.
fn find_column(field: &Field, name: &str, headers: &[String]) -> Result<usize, MappingError> {
    if let Some(place) = headers.iter().position(|header| header == name) {
        return Ok(place);
    }
    let plain = name.trim().to_lowercase();
    let mut like = (0..headers.len()).filter(|place| headers[*place].to_lowercase() == plain);
    match (like.next(), like.next()) {
        (Some(place), None) => Ok(place),
        _ => Err(MappingError::UnknownColumn {
            field: field.clone(),
            given: name.to_owned(),
            meant: similar::hint(name, headers.iter().map(String::as_str)),
            columns: listed(headers),
        }),
    }
}

/// The names of columns for a message.
pub(super) fn listed(headers: &[String]) -> String {
    const MOST: usize = 30;
    let mut names = headers.iter().take(MOST).map(|name| shorten(name)).collect::<Vec<_>>();
    if headers.len() > MOST {
        names.push(format!("and {} more", headers.len() - MOST));
    }
    names.join(", ")
}
