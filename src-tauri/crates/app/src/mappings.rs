//! The import mappings that are kept by name, for the reader to see and to clear up.

use bursar_store::import::Field;

use crate::App;
use crate::wire::{ApiError, ErrorCode, MappingCard};

/// Longer names are no names.
const LONGEST_NAME: usize = 100;

impl App {
    /// The import mappings that are kept.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn mappings(&self) -> Result<Vec<MappingCard>, ApiError> {
        let kept = self.books.mappings()?;
        let named = |(field, text): (&Field, &String)| (field.to_string(), text.clone());
        let card = |(name, mapping): (String, bursar_store::import::Mapping)| MappingCard {
            name,
            columns: mapping.columns.iter().map(named).collect(),
            constants: mapping.constants.iter().map(named).collect(),
            values: mapping.values.values().map(|values| values.len() as u64).sum(),
        };
        Ok(kept.into_iter().map(card).collect())
    }

    /// Gives an import mapping another name.
    ///
    /// # Errors
    /// There is none of this name, or the other name is empty, too long or taken.
    pub fn rename_mapping(&mut self, name: &str, to: &str) -> Result<(), ApiError> {
        let to = to.trim();
        let wrong =
            |message: String| Err(ApiError::new(ErrorCode::Input, message).at_field("name"));
        if to.is_empty() {
            return wrong("a mapping needs a name".to_owned());
        }
        if to.chars().count() > LONGEST_NAME {
            return wrong(format!("a name has at most {LONGEST_NAME} letters"));
        }
        if to == name {
            return Ok(());
        }
        if self.books.mapping(to)?.is_some() {
            return wrong(format!("there is already a mapping named “{to}”"));
        }
        if self.books.rename_mapping(name, to)? { Ok(()) } else { Err(unknown(name)) }
    }

    /// Puts an import mapping away. What was imported with it stays.
    ///
    /// # Errors
    /// There is none of this name.
    pub fn remove_mapping(&mut self, name: &str) -> Result<(), ApiError> {
        if self.books.remove_mapping(name)? { Ok(()) } else { Err(unknown(name)) }
    }
}

fn unknown(name: &str) -> ApiError {
    ApiError::new(ErrorCode::Input, format!("there is no mapping named “{name}”"))
}
