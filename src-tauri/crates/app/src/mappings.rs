//! The import mappings that are kept, for the reader to see and to clear up: those that were given a
//! name, and how the columns of each kind of log were read the last time.

use bursar_store::import::Field;

use crate::App;
use crate::wire::{ApiError, ErrorCode, LearnedMapping, MappingCard};

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

    /// How the columns of the logs that were imported were read, the last used first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn learned_mappings(&self) -> Result<Vec<LearnedMapping>, ApiError> {
        let learned = |(provider, profile): (String, bursar_store::Profile)| {
            let title = self.catalog(&provider).map(|catalog| catalog.title);
            let columns = profile.mapping.columns.iter();
            LearnedMapping {
                title: title.unwrap_or_else(|_| provider.clone()),
                provider,
                columns: columns
                    .map(|(field, column)| (field.to_string(), column.clone()))
                    .collect(),
                headers: profile.headers,
                used_at: profile.used_at.to_string(),
            }
        };
        Ok(self.books.all_import_profiles()?.into_iter().map(learned).collect())
    }

    /// Forgets how logs of a provider with these columns were read: the next is guessed anew.
    ///
    /// # Errors
    /// Nothing is known of such logs.
    pub fn forget_mapping(&mut self, provider: &str, headers: &[String]) -> Result<(), ApiError> {
        if self.books.forget_import_profile(provider, headers)? {
            return Ok(());
        }
        let message = "nothing is kept of logs with these columns any more";
        Err(ApiError::new(ErrorCode::Input, message))
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
