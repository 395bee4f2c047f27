//! The accounts of a wallet in double-entry books.

use bursar_ledger::policy::Kind;

/// Where credits are, where they come from and where they go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Account {
    /// What lots of a kind hold.
    Lots(Kind),
    /// What pending usages reserve.
    Held,
    /// What usages took, net of refunds.
    Usage,
    /// What ended unused.
    Expired,
    /// What was voided.
    Voided,
    /// Credits given without payment, by kind.
    Given(Kind),
    /// Credits of plans and purchases whose price is not known.
    Bought,
    /// Money paid for credits.
    Paid,
    /// What moves from old lots into new ones.
    Carried,
    /// What statements added or took.
    Corrected,
    /// What no lot has paid yet: debt, and reported usage that is not covered.
    Uncovered,
    /// Debt that the provider wrote off.
    WrittenOff,
}

/// The five sorts of account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Assets,
    Liabilities,
    Equity,
    Income,
    Expenses,
}

impl Account {
    /// Those that do not depend on kinds.
    pub(super) const PLAIN: [Self; 10] = [
        Self::Held,
        Self::Usage,
        Self::Expired,
        Self::Voided,
        Self::Bought,
        Self::Paid,
        Self::Carried,
        Self::Corrected,
        Self::Uncovered,
        Self::WrittenOff,
    ];

    /// Every account of a wallet whose lots are of these kinds.
    pub(super) fn all(kinds: impl IntoIterator<Item = Kind>) -> Vec<Self> {
        let of_kind = kinds.into_iter().flat_map(|kind| [Self::Lots(kind), Self::Given(kind)]);
        of_kind.chain(Self::PLAIN).collect()
    }

    /// Its sort.
    pub(super) fn sort(self) -> Sort {
        match self {
            Self::Lots(_) | Self::Held => Sort::Assets,
            Self::Uncovered => Sort::Liabilities,
            Self::Usage | Self::Expired | Self::Voided => Sort::Expenses,
            Self::Given(_) | Self::WrittenOff => Sort::Income,
            Self::Bought | Self::Paid | Self::Carried | Self::Corrected => Sort::Equity,
        }
    }

    /// Its word below the wallet's name.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Lots(kind) | Self::Given(kind) => kind.word(),
            Self::Held => "held",
            Self::Usage => "usage",
            Self::Expired => "expired",
            Self::Voided => "voided",
            Self::Bought => "bought",
            Self::Paid => "paid",
            Self::Carried => "carried",
            Self::Corrected => "corrected",
            Self::Uncovered => "uncovered",
            Self::WrittenOff => "forgiven",
        }
    }
}
