//! The fields that a column of a provider's log can fill.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::MappingError;
use super::similar;

/// What a column, or a constant, says about a usage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Field {
    /// The provider's id of the usage.
    Id,
    /// When it happened.
    At,
    /// The feature it belongs to.
    Feature,
    /// What was done.
    Action,
    /// With which model.
    Model,
    /// Several settings in one cell, as `name=value; name=value` or as a JSON object.
    Settings,
    /// How many units.
    Quantity,
    /// Who did it.
    Member,
    /// For which project.
    Project,
    /// Whether it succeeded, failed or is pending.
    Status,
    /// The credits that the provider charged.
    Credits,
    /// The balance that the provider shows after it.
    Balance,
    /// One setting, `set.<name>`.
    Setting(String),
}

/// What the name of a setting begins with: `set.steps`.
const SETTING: &str = "set.";

impl Field {
    /// Every field but the settings taken from a column of their own.
    pub const NAMED: [Self; 12] = [
        Self::Id,
        Self::At,
        Self::Feature,
        Self::Action,
        Self::Model,
        Self::Settings,
        Self::Quantity,
        Self::Member,
        Self::Project,
        Self::Status,
        Self::Credits,
        Self::Balance,
    ];

    fn name(&self) -> &str {
        match self {
            Self::Id => "id",
            Self::At => "at",
            Self::Feature => "feature",
            Self::Action => "action",
            Self::Model => "model",
            Self::Settings => "settings",
            Self::Quantity => "quantity",
            Self::Member => "member",
            Self::Project => "project",
            Self::Status => "status",
            Self::Credits => "credits",
            Self::Balance => "balance",
            Self::Setting(name) => name,
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(name) => f.pad(&format!("{SETTING}{name}")),
            named => f.pad(named.name()),
        }
    }
}

impl FromStr for Field {
    type Err = MappingError;

    fn from_str(text: &str) -> Result<Self, MappingError> {
        let text = text.trim();
        if let Some(setting) = text.strip_prefix(SETTING).filter(|name| !name.is_empty()) {
            return Ok(Self::Setting(setting.to_owned()));
        }
        let named = Self::NAMED.into_iter().find(|field| field.name() == text);
        named.ok_or_else(|| MappingError::UnknownField {
            given: text.to_owned(),
            meant: similar::hint(text, Self::NAMED.iter().map(Self::name)),
        })
    }
}

impl TryFrom<String> for Field {
    type Error = MappingError;

    fn try_from(text: String) -> Result<Self, MappingError> {
        text.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}
