//! What a list of entries asks for: which entries, in which order.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;

use crate::wallet::WalletId;

/// Which entries are listed, and in which order. The default is every entry, in the order in which
/// they happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Only this entry.
    pub entry: Option<Seq>,
    /// Only of this wallet.
    pub wallet: Option<WalletId>,
    /// Each of these words stands in a text of the entry, in whatever case: in its action, feature,
    /// model, settings, member, project, id or key, or in what an event says.
    pub words: Vec<String>,
    /// Only these sorts; all if none is named.
    pub sorts: Vec<EntrySort>,
    /// Only usages with one of these texts in a field; `None` is a usage without one.
    pub texts: Vec<(TextField, Vec<Option<String>>)>,
    /// When it happened: from the first instant on, before the second.
    pub happened: (Option<Instant>, Option<Instant>),
    /// When it was entered: from the first instant on, before the second.
    pub recorded: (Option<Instant>, Option<Instant>),
    /// Credits of the entry, from the first figure to the second, both included.
    pub credits: (Option<Credits>, Option<Credits>),
    /// Only usages with all of these marks.
    pub marks: Vec<Mark>,
    /// Only what was voided, or only what was not.
    pub voided: Option<bool>,
    /// Only usages from a provider's log, or only typed ones.
    pub reported: Option<bool>,
    /// Only usages that drew from the lot of this id, and the event that made it.
    pub lot: Option<String>,
    /// What it is sorted by.
    pub order: ListOrder,
    /// The largest, the latest or the last name first.
    pub descending: bool,
}

/// The sorts of entries that a reader tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntrySort {
    /// A usage that was charged.
    Charged,
    /// A pending usage that holds credits.
    Pending,
    /// A usage that failed.
    Failed,
    /// A usage whose price is unknown.
    Unpriced,
    /// Credits of a usage came back.
    Refund,
    /// A pending usage came to its end.
    Settled,
    /// A usage got its price later.
    Priced,
    /// Credits were bought or given once.
    Lot,
    /// A recurring grant began or ended.
    Grant,
    /// The end of a lot was moved.
    Expiry,
    /// The provider's balance was stated.
    Statement,
    /// An entry, or what was left of a lot, was voided; a batch was undone.
    Void,
    /// Anything about the books themselves: wallets, provider files, members, projects, locks.
    Books,
}

/// A text of a usage that can be filtered by and sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The feature.
    Feature,
    /// The action.
    Action,
    /// The model.
    Model,
    /// Who.
    Member,
    /// For what.
    Project,
}

impl TextField {
    /// Its column in `usage`.
    pub(super) fn column(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Action => "action",
            Self::Model => "model",
            Self::Member => "member",
            Self::Project => "project",
        }
    }
}

/// Something that makes a usage worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Some of it is covered by no lot.
    Uncovered,
    /// Some of it was refunded.
    Refunded,
    /// The provider's figure is not the one of the rate card.
    OffRate,
}

/// What a list is sorted by. Entries that have no such value come last, whichever way it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ListOrder {
    /// When it happened.
    #[default]
    Happened,
    /// The order of entry.
    Entered,
    /// Its credits.
    Credits,
    /// A text of the usage, as a reader sorts names.
    Text(TextField),
}
