//! What Spend asks and answers: the fields of a usage, its price, the lots that pay, the ways out.

use serde::{Deserialize, Serialize};

use super::catalog::BundleCard;
use super::common::{CreditsText, InstantText, Kind, MoneyText};
use super::topup::TopUpCondition;

/// What can be filled in for a usage of one wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendForm {
    /// The wallet.
    pub wallet: String,
    /// The provider's name for a reader.
    pub provider_title: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// The provider's rate card has rates; without one, credits are typed.
    pub rated: bool,
    /// Actions: those of the rate card, in its order, then those used before, the latest first.
    pub actions: Vec<SpendAction>,
    /// Models for an action that is not among them.
    pub other: Vec<SpendModel>,
    /// Members of earlier usages, the latest first.
    pub members: Vec<String>,
    /// Projects of earlier usages, the latest first.
    pub projects: Vec<String>,
    /// The usage that was typed last, to begin with.
    pub last: Option<SpendDraft>,
}

/// An action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendAction {
    /// Its name.
    pub name: String,
    /// The models that it can be done with.
    pub models: Vec<SpendModel>,
}

/// A model of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendModel {
    /// Its name; none is the action without a model.
    pub name: Option<String>,
    /// The settings that its price depends on.
    pub settings: Vec<SpendSetting>,
}

/// A setting that a price depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendSetting {
    /// Its name.
    pub name: String,
    /// The values that the rate card knows; `true` and `false` for one that is on or off.
    pub values: Vec<String>,
    /// It can be left out.
    pub optional: bool,
    /// It is a number, and each step of so much of it is charged.
    pub step: Option<String>,
}

/// How a usage ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SpendStatus {
    /// It is charged.
    #[default]
    Succeeded,
    /// It holds its credits until it is settled.
    Pending,
    /// It is not charged, or charged and refunded at once.
    Failed,
}

/// A setting as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingText {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A usage as it is being filled in. Texts are as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendDraft {
    /// The wallet.
    pub wallet: String,
    /// The action.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings.
    pub settings: Vec<SettingText>,
    /// Results of one usage; one if none.
    pub quantity: Option<String>,
    /// How many such usages; one if none.
    pub times: Option<String>,
    /// The provider's own figure for one usage, in place of the rate card's.
    pub credits: Option<CreditsText>,
    /// Who.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// How it ended.
    pub status: SpendStatus,
    /// When, as typed, in the wallet's zone; now if none.
    pub at: Option<String>,
}

/// What a usage would cost and who would pay, before it is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendQuote {
    /// When it would happen.
    pub at: InstantText,
    /// How many usages.
    pub times: u32,
    /// Results of each.
    pub quantity: u64,
    /// Credits of one result; none if the figure was typed or there is no price.
    pub unit: Option<CreditsText>,
    /// Credits of one usage.
    pub each: Option<CreditsText>,
    /// Credits of all of them.
    pub total: Option<CreditsText>,
    /// What the rate card says of one usage, where another figure was typed.
    pub rated: Option<CreditsText>,
    /// The rate that says so.
    pub rate: Option<RateUsed>,
    /// Why there is no price, where there is none.
    pub no_price: Option<NoPriceBecause>,
    /// What it would do.
    pub effect: SpendEffect,
    /// What the wallet holds now.
    pub left: CreditsText,
    /// What it would hold now with this booked.
    pub left_after: CreditsText,
    /// What such a usage can draw at its instant: less than the balance where lots are barred.
    pub usable: CreditsText,
    /// The lots that pay, in draw order.
    pub draws: Vec<SpendDraw>,
    /// What that is worth, for each currency.
    pub cost: Vec<MoneyText>,
    /// The cost of every lot that pays is known.
    pub cost_known: bool,
    /// Why it would be refused.
    pub refused: Option<SpendRefused>,
}

/// What a usage would do to the wallet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SpendEffect {
    /// It draws credits.
    Draws,
    /// It holds credits.
    Holds,
    /// It is charged and refunded at once.
    ChargedAndRefunded,
    /// It costs nothing.
    Nothing,
    /// It is kept without a price.
    Unpriced,
}

/// The rate that sets a price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateUsed {
    /// The words that agreed: action, model, settings. Empty for a rate that holds for everything.
    pub keys: Vec<String>,
    /// Credits of one result, or of one step of it.
    pub credits: Option<CreditsText>,
    /// The length of a step.
    pub step: Option<String>,
    /// The setting that is counted in steps.
    pub setting: Option<String>,
    /// The page that says so.
    pub source: Option<String>,
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NoPriceBecause {
    /// The reason.
    pub reason: NoPriceReason,
    /// The setting that it is about.
    pub setting: Option<String>,
}

/// The reasons for which there is no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoPriceReason {
    /// No rate matches.
    NoRate,
    /// The provider publishes no figure.
    NotPublished,
    /// A setting is missing.
    SettingMissing,
    /// A setting is no number.
    SettingNotMeasured,
    /// The price does not fit.
    TooLarge,
}

/// A lot that would pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendDraw {
    /// Its id.
    pub lot: String,
    /// Its kind.
    pub kind: Kind,
    /// What it gives.
    pub credits: CreditsText,
    /// What is left in it then.
    pub left_after: CreditsText,
    /// When it lapses; none is never.
    pub expires: Option<InstantText>,
    /// What these credits cost, if known.
    pub cost: Option<MoneyText>,
}

/// Why a usage would be refused, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SpendRefused {
    /// The reason.
    pub reason: SpendRefusal,
    /// The entry that was booked after it and would lose its cover.
    pub conflict: Option<InstantText>,
    /// The ways out, where credits are what is missing.
    pub ways: Option<WaysOut>,
}

/// The reasons for which a usage is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum SpendRefusal {
    /// The lots do not cover it.
    NotEnough,
    /// A usage that was booked after it would no longer be covered.
    Conflict,
    /// The member's limit of the month would be passed.
    MemberLimit,
}

/// The three ways out of a usage that is not covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WaysOut {
    /// Credits that are missing.
    pub missing: CreditsText,
    /// Wait for a refill; none if none is coming.
    pub wait: Option<WaitOut>,
    /// Top up.
    pub top_up: TopUpOut,
    /// Subscribe, or to a larger plan; none if the provider has none.
    pub plan: Option<PlanOut>,
}

/// Waiting for a refill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WaitOut {
    /// When it comes: the first that covers the usage if one does within a year, else the next.
    pub at: InstantText,
    /// What such a usage can draw then.
    pub usable: CreditsText,
    /// That is enough.
    pub enough: bool,
}

/// Buying credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpOut {
    /// Whether it is allowed now.
    pub condition: TopUpCondition,
    /// The smallest bundle that covers what is missing, or the largest there is.
    pub bundle: Option<BundleCard>,
    /// How many of it.
    pub count: u32,
    /// What the provider calls credits that are bought, if it has another word for them.
    pub word: Option<String>,
}

/// A larger plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanOut {
    /// Its id.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// Credits of a refill, if they are known.
    pub credits: Option<CreditsText>,
    /// What one payment costs, if it is published.
    pub price: Option<MoneyText>,
    /// How often that is paid: `monthly`.
    pub billing: String,
    /// A plan runs already.
    pub instead: bool,
}

/// What was booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Spent {
    /// The batch, to be undone.
    pub batch: String,
    /// How many usages.
    pub times: u32,
    /// Credits of all of them; none if they are kept without a price.
    pub credits: Option<CreditsText>,
    /// What it did.
    pub effect: SpendEffect,
    /// What the wallet holds now.
    pub left: CreditsText,
}

/// A usage that waits to be settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PendingUsage {
    /// Its id.
    pub id: String,
    /// When it began.
    pub at: InstantText,
    /// The action.
    pub action: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// How many results, if known.
    pub quantity: Option<u64>,
    /// Who.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// What it holds; none while it has no price.
    pub credits: Option<CreditsText>,
}

/// How a pending usage ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettleDraft {
    /// The wallet.
    pub wallet: String,
    /// The usage.
    pub id: String,
    /// It succeeded.
    pub succeeded: bool,
    /// What it cost in the end; what it held if none.
    pub credits: Option<CreditsText>,
}
