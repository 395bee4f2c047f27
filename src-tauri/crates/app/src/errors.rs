//! Errors as the user meets them: every error of the crates below becomes an [`ApiError`] here.

use bursar_charts::ChartError;
use bursar_ledger::calendar::CalendarError;
use bursar_ledger::catalog::CatalogError;
use bursar_ledger::credits::{AmountError, Overflow};
use bursar_ledger::engine::LedgerError;
use bursar_ledger::fact::Refusal;
use bursar_ledger::money::MoneyError;
use bursar_ledger::rate::NoPrice;
use bursar_ledger::roster::NameError;
use bursar_store::import::{ImportError, MappingError};
use bursar_store::{LimitReached, StoreError};

use crate::wire::{ApiError, ErrorCode};

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Refused { refusal, .. } => return refused(*refusal),
            StoreError::MemberLimit(reached) => return limit_reached(reached),
            StoreError::Name(error) => return wrong_name(error),
            StoreError::Import(_)
            | StoreError::UnknownWallet(_)
            | StoreError::WalletExists(_)
            | StoreError::UnknownEntry(_)
            | StoreError::AlreadyVoided
            | StoreError::FileChanged(_)
            | StoreError::Ledger(_) => ErrorCode::Input,
            StoreError::NothingToUndo
            | StoreError::NotTheLast
            | StoreError::NeededLater { .. }
            | StoreError::TwoOfOneName(_)
            | StoreError::SettledTwice
            | StoreError::ClosedTwice => ErrorCode::Refused,
            StoreError::Locked { .. } => ErrorCode::Locked,
            StoreError::Cancelled => ErrorCode::Cancelled,
            _ => ErrorCode::Books,
        };
        let api = Self::new(code, error.to_string());
        match error {
            StoreError::Missing(_) => {
                api.with_hint("Make them with “bursar wallet add” or “bursar sample”.")
            }
            StoreError::UnknownWallet(_) => {
                api.with_hint("“bursar wallet list” names the wallets; a new one is added with “bursar wallet add”.")
            }
            StoreError::Locked { .. } => api.with_hint(
                "Say --behind-lock to book it all the same; what the lock stands for then no longer \
                 agrees with the provider.",
            ),
            StoreError::NotTheLast => api.with_hint("Undo what was entered since first."),
            StoreError::UnknownEntry(_) => api.with_hint("“bursar journal” lists the ids."),
            StoreError::Import(error) => of_import(&error, api),
            StoreError::NeededLater { .. } => {
                api.with_hint("The journal lists them, with what each is about.")
            }
            _ => api,
        }
    }
}

/// A member's limit: what is left of it, and from when on there is more.
fn limit_reached(reached: &LimitReached) -> ApiError {
    let LimitReached { member, limit, left, asked, .. } = reached;
    let place = reached.wallet.as_ref().map(|wallet| format!(" in {wallet}")).unwrap_or_default();
    let message = format!(
        "{member} may use {limit} credits a month{place}; {left} are left of {}, and this takes \
         {asked}",
        reached.month
    );
    let anew = reached.month.next().map(|month| format!("{month}-01")).unwrap_or_default();
    ApiError::new(ErrorCode::Refused, message)
        .with_hint(format!(
            "The limit starts anew on {anew}. Raise it under Members, or record this for somebody \
             else."
        ))
        .at_field("member")
}

/// What makes no sense to say about a name, and what to do instead.
fn wrong_name(error: &NameError) -> ApiError {
    let api = ApiError::new(ErrorCode::Input, error.to_string()).at_field("name");
    match error {
        NameError::Unknown { .. } => {
            api.with_hint("“bursar member list” and “bursar project list” name them.")
        }
        NameError::Taken { .. } => {
            api.with_hint("Choose another name, or merge the two if they are the same.")
        }
        NameError::AnotherNameOf { .. } => {
            api.with_hint("Its usage is shown under that name already. Choose another.")
        }
        NameError::NoChange(_) => api.with_hint("Nothing to do."),
    }
}

/// Adds to the error of a file what helps, and the field of the form that it is about.
fn of_import(error: &ImportError, api: ApiError) -> ApiError {
    match error {
        ImportError::TwoWays { .. } => {
            api.with_hint("Choose a decimal point or a decimal comma.").at_field("decimal")
        }
        error if error.is_other_encoding() => {
            api.with_hint("Choose the encoding in which it was saved.").at_field("encoding")
        }
        _ => api,
    }
}

/// A refusal, where nothing more is known about it.
pub(crate) fn refused(refusal: Refusal) -> ApiError {
    let (message, hint) = match refusal {
        Refusal::NotEnough => (
            "the wallet does not hold enough credits for this, or for a usage booked after it",
            "Enter a missing top-up first, or a smaller amount.",
        ),
        Refusal::NoPrice => {
            ("no rate matches, and no credits were given", "Give the credits with --credits.")
        }
        Refusal::MemberLimit => (
            "this would pass the member's limit of the month",
            "Raise the limit, or book it for somebody else.",
        ),
        Refusal::AlreadyRefunded => {
            ("all of this usage has been refunded", "Void the refund if it was entered by mistake.")
        }
        Refusal::MoreThanUsed => (
            "that is more than what is left of this usage",
            "Leave the amount out to refund all that is left.",
        ),
        Refusal::UnknownUse => (
            "there is no such usage at that time; a pending one is settled, not refunded",
            "Check the id and the time.",
        ),
        Refusal::NothingLeft => ("the lot holds nothing that could be voided", "Check its id."),
        Refusal::MoreThanLeft => {
            ("that is more than what is left", "Leave the amount out to take all of it.")
        }
        Refusal::ExpiryInPast => (
            "the credits would already have ended when they are entered",
            "Check the end, or leave it out if they never end.",
        ),
        Refusal::LotNotActive => (
            "the lot is not running at that time, so its end cannot be moved",
            "Credits given afterwards are a new top-up.",
        ),
        Refusal::HoldClosed => {
            ("this usage has been settled already", "Refund or void it instead.")
        }
        Refusal::Duplicate => ("this was entered already; nothing was added", "Nothing to do."),
        Refusal::KeyConflict => (
            "this id was entered before with other content; nothing was overwritten",
            "Use another id, or void the first entry.",
        ),
    };
    ApiError::new(ErrorCode::Refused, message).with_hint(hint)
}

macro_rules! input_errors {
    ($($error:ty),*) => {$(
        impl From<$error> for ApiError {
            fn from(error: $error) -> Self {
                Self::new(ErrorCode::Input, error.to_string())
            }
        }
    )*};
}
input_errors!(AmountError, CalendarError, MappingError, MoneyError, NoPrice, Overflow);

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        of_import(&error, Self::new(ErrorCode::Input, error.to_string()))
    }
}

impl From<LedgerError> for ApiError {
    fn from(error: LedgerError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<CatalogError> for ApiError {
    fn from(error: CatalogError) -> Self {
        Self::new(ErrorCode::Input, error.to_string())
    }
}

impl From<ChartError> for ApiError {
    fn from(error: ChartError) -> Self {
        Self::new(ErrorCode::Input, error.to_string())
    }
}
