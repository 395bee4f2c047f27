//! Errors as the user meets them: a code to branch on, a sentence, a hint.
//!
//! Inside the crates errors are types; they become an `ApiError` once, at the use-case. A code is
//! added only when the window or the command line does something different for it.

use serde::{Deserialize, Serialize};

/// What went wrong, in a form that a reader and a script both understand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[error("{message}")]
pub struct ApiError {
    /// What to branch on.
    pub code: ErrorCode,
    /// One plain sentence that names the row, field or rule.
    pub message: String,
    /// What the user can do about it, as a sentence.
    pub hint: Option<String>,
    /// The field of the form that it is about, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub field: Option<String>,
}

/// The sorts of error that somebody treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The input cannot be read or names something that is not there (exit 2).
    Input,
    /// The rules do not allow it: not enough credits, a top-up without a subscription (exit 3).
    Refused,
    /// It would change the books behind a lock; the same again, with the lock known, is booked
    /// (exit 3).
    Locked,
    /// The user cancelled it; nothing was changed.
    Cancelled,
    /// The books cannot be opened, read or written (exit 2).
    Books,
    /// A fault of ours; the books are as they were (exit 1).
    Internal,
}

impl ApiError {
    /// An error without a hint.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: None, field: None }
    }

    /// The same error with what the user can do about it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The same error at the field of the form that it is about.
    #[must_use]
    pub fn at_field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }
}
