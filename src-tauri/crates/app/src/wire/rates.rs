//! Rates and providers' files: the rate card in full, what waits for a rate, drift, the tester, and
//! the form of a rate.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// The view of rates: every provider, and one of them in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RatesView {
    /// When it was read.
    pub at: InstantText,
    /// The providers, those with wallets first.
    pub providers: Vec<RatesProvider>,
    /// The one that was asked for, or the one that most needs a look.
    pub page: RatesPage,
}

/// A provider in the list of rate cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RatesProvider {
    /// Its word.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// The studio's own file.
    pub own: bool,
    /// Its wallets.
    pub wallets: Vec<String>,
    /// Usages that wait for a rate.
    pub unpriced: u64,
    /// Usages for which the provider charged something else than its rates say.
    pub differing: u64,
}

/// A provider's rate card in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RatesPage {
    /// Its word.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// What it calls its credits.
    pub unit: String,
    /// The zone of its dates.
    pub zone: String,
    /// The studio's own file counts.
    pub own: bool,
    /// A file of this name came with the program.
    pub shipped: bool,
    /// Its wallets, and how each of them reads what the pages leave open.
    pub wallets: Vec<WalletReadings>,
    /// The rows of its card, in the order of the file.
    pub rows: Vec<RateRow>,
    /// Usages that wait for a rate.
    pub unpriced: Vec<UnpricedGroup>,
    /// Usages without a price whose quantity is not known yet.
    pub without_quantity: u64,
    /// Where the provider charged something else than its rates say.
    pub drift: Vec<DriftGroup>,
    /// What its pages leave open.
    pub questions: Vec<OpenQuestion>,
    /// What its pages say and no rule can hold, or where they contradict each other.
    pub notes: Vec<RateNote>,
    /// The pages that the facts come from.
    pub pages: Vec<RatePage>,
    /// Its plans, with what is open about them.
    pub plans: Vec<OpenPlan>,
    /// The features, actions, models and tags that it knows.
    pub known: KnownWords,
}

/// A wallet, and how it reads what the pages leave open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WalletReadings {
    /// Its name.
    pub wallet: String,
    /// The answer in force to each question, by the keys of both.
    pub answers: Vec<(String, String)>,
}

/// Where a row stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RatePhase {
    /// It has ended, or a later one took its place.
    Past,
    /// It holds.
    InForce,
    /// It will hold.
    Coming,
}

/// A row of a rate card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateRow {
    /// Its line in the file.
    pub line: u64,
    /// The feature that it counts under.
    pub feature: Option<String>,
    /// The actions that agree; none is any.
    pub actions: Vec<String>,
    /// The models that agree; none is any, an empty one is usage that names none.
    pub models: Vec<String>,
    /// The settings that must agree, each with the values that do; an empty one is its absence.
    pub settings: Vec<SettingValues>,
    /// Credits of one result, or of one step; none where there is no figure.
    pub credits: Option<CreditsText>,
    /// The setting that is measured, and the length of a step.
    pub per: Option<(String, String)>,
    /// What settings add.
    pub add: Vec<(String, CreditsText)>,
    /// In force from then on.
    pub from: Option<InstantText>,
    /// Until then: its own end, or the beginning of the row that took its place.
    pub until: Option<InstantText>,
    /// Where it stands now.
    pub phase: RatePhase,
    /// Labels that lots may be barred from.
    pub tags: Vec<String>,
    /// The address of the page that says so.
    pub source: Option<String>,
    /// The day on which it was read.
    pub read_on: Option<String>,
    /// What the page leaves open.
    pub note: Option<String>,
}

/// A setting with the values that agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SettingValues {
    /// Its name.
    pub name: String,
    /// The values.
    pub values: Vec<String>,
}

/// Usages alike that no rate matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnpricedGroup {
    /// The action; empty for none.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings.
    pub settings: Vec<(String, String)>,
    /// How many usages.
    pub count: u64,
    /// How many results they have together.
    pub quantity: String,
    /// When the first happened.
    pub first: InstantText,
    /// When the last happened.
    pub last: InstantText,
    /// Why there is no price.
    pub why: String,
    /// The setting whose absence is the reason.
    pub missing: Option<String>,
}

/// Usages alike for which the provider charged something else than its rates say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DriftGroup {
    /// The action; empty for none.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings that they have in common with the rule, or all where there is none.
    pub settings: Vec<(String, String)>,
    /// How many usages.
    pub count: u64,
    /// When the first happened.
    pub first: InstantText,
    /// When the last happened.
    pub last: InstantText,
    /// What was charged for one result, or one step of it; none where it does not come out even.
    pub charged: Option<CreditsText>,
    /// What the rule says for it; none where no rule holds any more.
    pub ruled: Option<CreditsText>,
    /// What is measured, where the rule counts steps of a setting.
    pub per: Option<(String, String)>,
    /// A dated rate that would agree with what was charged; none where other usages of that time
    /// agree with the rule as it is.
    pub proposal: Option<RateDraft>,
}

/// A question that the pages leave open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenQuestion {
    /// Its key.
    pub id: String,
    /// The question.
    pub question: String,
    /// The key of the answer that is assumed.
    pub assumed: String,
    /// The answers, by key and words.
    pub answers: Vec<(String, String)>,
    /// The page that leaves it open.
    pub source: Option<String>,
}

/// A statement for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateNote {
    /// The statement.
    pub text: String,
    /// The page that makes it.
    pub source: Option<String>,
}

/// A page that facts come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RatePage {
    /// Its address.
    pub url: String,
    /// The day on which it was read.
    pub read_on: String,
}

/// A plan, and what is open about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenPlan {
    /// Its key.
    pub id: String,
    /// Its name for a reader.
    pub title: String,
    /// Credits of a refill; none where the file leaves it open.
    pub credits: Option<CreditsText>,
    /// What a payment costs; none where the file leaves it open.
    pub price: Option<MoneyText>,
    /// How often it is paid, as a word: `monthly`.
    pub billing: String,
}

/// The words that a rate card knows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KnownWords {
    /// Features.
    pub features: Vec<String>,
    /// Actions.
    pub actions: Vec<String>,
    /// Models.
    pub models: Vec<String>,
    /// Settings, with the values that the card names.
    pub settings: Vec<SettingValues>,
    /// Tags.
    pub tags: Vec<String>,
}

/// A job to be priced, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateQuestion {
    /// The action.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings.
    pub settings: Vec<(String, String)>,
    /// How many results; empty is one.
    pub quantity: Option<String>,
    /// When, in the provider's zone; empty is now.
    pub at: Option<String>,
}

/// What a job would cost, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateAnswer {
    /// When it was asked for.
    pub at: InstantText,
    /// How many results.
    pub quantity: String,
    /// Credits of all of them; none where there is no price.
    pub credits: Option<CreditsText>,
    /// Credits of one result.
    pub unit: Option<CreditsText>,
    /// Why there is no price.
    pub why_not: Option<String>,
    /// The rates for the action and the model, the one that applies first.
    pub rates: Vec<RateStanding>,
    /// How many more there are.
    pub more: u64,
}

/// A rate, and how it stands towards the job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateStanding {
    /// The rate.
    pub rate: RateRow,
    /// How many keys it names.
    pub keys: u32,
    /// How it stands.
    pub standing: RateFit,
    /// When it begins or ended, where that is the reason.
    pub when: Option<InstantText>,
    /// The setting that does not agree, where that is the reason.
    pub setting: Option<String>,
    /// What the rate asks of it.
    pub wants: Option<String>,
    /// What the job has.
    pub has: Option<String>,
}

/// How a rate stands towards a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RateFit {
    /// It sets the price.
    Applies,
    /// Another one names more keys.
    FewerKeys,
    /// Another one with as many keys came into force later.
    Earlier,
    /// It is not in force yet.
    NotYet,
    /// It is no longer in force.
    NoLonger,
    /// A setting does not agree.
    Setting,
}

/// A row of a rate card, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RateDraft {
    /// The feature.
    pub feature: String,
    /// The actions that agree; none is any.
    pub actions: Vec<String>,
    /// The models that agree; none is any, an empty one is usage that names none.
    pub models: Vec<String>,
    /// The settings that must agree.
    pub settings: Vec<SettingValues>,
    /// Credits; empty where there is no figure.
    pub credits: String,
    /// The setting that is measured; empty for none.
    pub per_setting: String,
    /// The length of a step.
    pub per_step: String,
    /// What settings add.
    pub add: Vec<(String, String)>,
    /// From when on, in the provider's zone; empty is always.
    pub from: String,
    /// Until when; empty is for good.
    pub to: String,
    /// Labels that lots may be barred from.
    pub tags: Vec<String>,
    /// The address of the page that says so.
    pub source: String,
    /// For people.
    pub note: String,
    /// The line of the row that it follows in the file.
    pub after: Option<u64>,
}

/// What came of a change to a provider's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileSaved {
    /// The word of the provider.
    pub provider: String,
    /// Its name for a reader.
    pub title: String,
    /// How many rates it has now.
    pub rates: u64,
    /// Usages that had no price and have one now.
    pub priced: u64,
    /// The batch; none where the books hold this very file.
    pub batch: Option<String>,
}

/// What a text would be as a provider's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileReport {
    /// The word of the provider; none where the file cannot be used.
    pub provider: Option<String>,
    /// Its name for a reader.
    pub title: Option<String>,
    /// How many plans, bundles and rates it has.
    pub counts: (u64, u64, u64),
    /// What it would take the place of.
    pub replaces: FileReplaced,
    /// All that is wrong with it, in the order of the lines.
    pub problems: Vec<FileProblem>,
}

/// What a file takes the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum FileReplaced {
    /// Nothing: it is a new provider.
    Nothing,
    /// A file that came with the program.
    Shipped,
    /// An earlier file of the studio's own.
    Own,
    /// Nothing: the books hold this very file.
    Itself,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileProblem {
    /// The line, from 1.
    pub line: u64,
    /// The field: `rate.credits`.
    pub field: String,
    /// What is wrong with it and what to write.
    pub message: String,
}
