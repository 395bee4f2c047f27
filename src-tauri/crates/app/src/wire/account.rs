//! What the Wallet view shows beside its lots and its activity: statements and locks, the
//! subscription, and what each figure follows from.

use serde::{Deserialize, Serialize};

use super::activity::ActivityRow;
use super::common::{CreditsText, InstantText, Kind};
use super::overview::Batch;

/// What was booked, with the way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Booked {
    /// The batch that undoes it; none if nothing had to be booked.
    pub batch: Option<Batch>,
    /// The name of the wallet, which may be a new one.
    pub wallet: String,
    /// What it holds now.
    pub available: CreditsText,
}

/// What a provider shows, as it is typed. Texts are as in its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementOrder {
    /// The wallet.
    pub wallet: String,
    /// When it showed that; now if empty.
    pub at: Option<String>,
    /// What it showed in all …
    pub shows: Option<String>,
    /// … or of single kinds.
    pub kinds: Vec<KindShown>,
    /// Lock the books up to there.
    pub lock: bool,
}

/// What a provider shows of one kind, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KindShown {
    /// The kind.
    pub kind: Kind,
    /// The credits; empty is not shown.
    pub credits: String,
}

/// A statement before it is booked: the books beside what the provider shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementDraft {
    /// The instant at which both are compared.
    pub at: InstantText,
    /// What the books hold then.
    pub books: CreditsText,
    /// What the provider shows; none if nothing was typed.
    pub shows: Option<CreditsText>,
    /// By how much it shows more (or less, below zero).
    pub difference: Option<CreditsText>,
    /// The same by kind: kinds that the wallet ever had, in draw order.
    pub kinds: Vec<KindDraft>,
    /// Credits used that no lot covers; a statement settles them.
    pub uncovered: CreditsText,
    /// Likely reasons of the difference, the best first; at most five.
    pub causes: Vec<Cause>,
    /// Up to when the books are locked now.
    pub locked_until: Option<InstantText>,
    /// The last statement before this one.
    pub last: Option<StatementShown>,
}

/// One kind of a statement before it is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KindDraft {
    /// The kind.
    pub kind: Kind,
    /// What the books hold of it.
    pub books: CreditsText,
    /// By how much the provider shows more (or less, below zero); none if nothing was typed.
    pub difference: Option<CreditsText>,
}

/// A statement that was booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct StatementShown {
    /// When.
    pub at: InstantText,
    /// What the provider showed.
    pub shows: CreditsText,
    /// What the books were corrected by.
    pub corrected: CreditsText,
}

/// A sort of reason why a provider and the books differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum CauseSort {
    /// A bundle gives exactly as much: a top-up was not entered.
    BundleNotEntered,
    /// A refill gives exactly as much, and the books have ended its plan.
    RefillNotBooked,
    /// A refill of the books gave exactly as much shortly before: the provider may be later.
    RefillTooEarly,
    /// A refill gives exactly as much shortly after: the provider may be earlier.
    RefillTooLate,
    /// So much lapsed in the books shortly before: the provider may be later.
    LapseTooEarly,
    /// So much lapses in the books shortly after: the provider may be earlier.
    LapseTooLate,
    /// A usage that is often booked costs exactly as much: one may be missing.
    UsageNotEntered,
    /// A usage of this cost was booked lately: it may have failed, or stands there twice.
    UsageTooMuch,
    /// A top-up of this size was booked lately: it may stand there twice.
    TopupTooMuch,
    /// So much is held by pending usages: the provider may not have taken it yet.
    Held,
    /// So much was used that no lot covers: a purchase is missing.
    Uncovered,
    /// Usages without a price: they may cost it.
    Unpriced,
    /// No usage was entered since: the provider's log has not been imported.
    NothingSince,
}

/// A likely reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Cause {
    /// Its sort.
    pub sort: CauseSort,
    /// Its figure, where it has one.
    pub credits: Option<CreditsText>,
    /// It explains the difference to the last credit.
    pub exact: bool,
    /// When, where it has a time.
    pub at: Option<InstantText>,
    /// What: a usage, a bundle, a plan.
    pub what: Option<String>,
    /// How many.
    pub count: Option<u64>,
}

/// A figure of a wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// What can be spent now.
    Spendable,
    /// What pending usages reserve.
    Held,
    /// What will lapse unused.
    AtRisk,
    /// What was used and no lot covers.
    Uncovered,
    /// What lapsed so far.
    Lapsed,
}

/// What a figure follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FigureExplained {
    /// The figure.
    pub figure: Figure,
    /// Its amount.
    pub credits: CreditsText,
    /// The terms that add up to it.
    pub terms: Vec<Term>,
    /// The lots behind it, in draw order; at most forty.
    pub lots: Vec<LotPart>,
    /// How many there are.
    pub lots_total: u64,
    /// The rules behind it.
    pub rules: Vec<Rule>,
    /// The entries behind it, the latest first; at most twelve.
    pub entries: Vec<ActivityRow>,
    /// How many there are.
    pub entries_total: u64,
}

/// What a term of a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TermSort {
    /// Granted by refills, bundles and gifts.
    Granted,
    /// Carried over into new lots.
    RolledIn,
    /// Corrected by statements.
    Corrected,
    /// Drawn by usage.
    Drawn,
    /// Given back by refunds.
    Refunded,
    /// Held by pending usage.
    Held,
    /// Lapsed.
    Lapsed,
    /// Carried over out of old lots.
    RolledOut,
    /// Voided.
    Voided,
    /// Frozen: kept, not to be spent now.
    Frozen,
    /// Debt that the provider allows.
    Debt,
}

/// A term of a figure's sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Term {
    /// What it is.
    pub sort: TermSort,
    /// How much it adds, or takes (below zero).
    pub credits: CreditsText,
}

/// A lot's part of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LotPart {
    /// The lot's id.
    pub lot: String,
    /// Its kind.
    pub kind: Kind,
    /// Its part.
    pub credits: CreditsText,
    /// When it ends, or ended; none is never.
    pub expires: Option<InstantText>,
}

/// A rule of a wallet, for a sentence of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RuleSort {
    /// Lots are drawn in this order: `values` are the keys (`priority`, `expires`, `kind` …).
    DrawOrder,
    /// Kinds are drawn in this order: `values` are the kinds.
    KindOrder,
    /// Bought credits are frozen while no subscription runs.
    TopupsFrozen,
    /// Bought credits do not pay for these tags while no subscription runs.
    TopupsBarred,
    /// The wallet may be overdrawn.
    Overdraw,
    /// A usage that is not covered is refused; a provider's log is kept as uncovered.
    Refuse,
    /// Credits of `kind` live so many cycles (the first value).
    LivesCycles,
    /// Credits of `kind` live so long: number and unit.
    LivesFor,
    /// Credits of `kind` never lapse.
    LivesForever,
    /// What is left at a refill is carried over: least, most, percent (empty where there is none).
    Carried,
    /// Together the lots of a plan hold at most the first value.
    Capped,
    /// A pending usage holds its credits until it is settled.
    HeldUntilSettled,
    /// The reading of an open question: question and answer.
    Reading,
    /// At the present pace: credits a day, whole days that it rests on.
    Pace,
    /// No pace is known: if nothing is used.
    NoPace,
}

/// A rule with the figures in it, and the page it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Rule {
    /// Its sort.
    pub sort: RuleSort,
    /// The kind of credits it is about.
    pub kind: Option<Kind>,
    /// The figures and words in it.
    pub values: Vec<String>,
    /// The address of the page that says so.
    pub source: Option<String>,
    /// The day on which that was read: `2026-10-30`.
    pub read_on: Option<String>,
}

/// A change of a wallet; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletChange {
    /// Its new name.
    pub name: Option<String>,
    /// Put away, or taken out again.
    pub archived: Option<bool>,
    /// Answers to the provider's open questions.
    pub readings: Vec<super::catalog::ReadingChoice>,
}

/// What can be changed about a wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletTerms {
    /// It is put away.
    pub archived: bool,
    /// Up to when its books are locked.
    pub locked_until: Option<InstantText>,
    /// The questions that its provider's pages leave open.
    pub readings: Vec<super::catalog::Reading>,
    /// The answers that hold.
    pub chosen: Vec<super::catalog::ReadingChoice>,
}
