//! How a command ends.

use bursar_app::wire::ErrorCode;

/// What the exit code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// A check failed, or the user cancelled.
    Failed,
    /// Wrong usage or input.
    Input,
    /// Refused by the rules.
    Refused,
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Input => 2,
            Self::Refused => 3,
        }
    }
}

impl From<ErrorCode> for Exit {
    fn from(code: ErrorCode) -> Self {
        match code {
            ErrorCode::Input | ErrorCode::Books => Self::Input,
            ErrorCode::Refused | ErrorCode::Locked => Self::Refused,
            ErrorCode::Cancelled | ErrorCode::Internal => Self::Failed,
        }
    }
}
