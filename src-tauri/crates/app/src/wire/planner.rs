//! Plans of work: what a month takes, and the ways to come by it.

use serde::{Deserialize, Serialize};

use super::chart::ChartScene;
use super::common::{CreditsText, InstantText, MoneyText};
use super::spend::{NoPriceBecause, RateUsed, SettingText};

/// How often a line of work is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WorkPace {
    /// So many on each working day.
    #[default]
    Day,
    /// So many a month.
    Month,
}

/// A line of work, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct WorkLine {
    /// The action.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings that the price depends on.
    pub settings: Vec<SettingText>,
    /// How many results: a decimal number.
    pub units: String,
    /// On each working day, or a month.
    pub pace: WorkPace,
    /// The provider's own figure for one, where its pages publish none.
    pub credits: Option<CreditsText>,
    /// What it is done for.
    pub project: Option<String>,
}

/// What a line takes at a provider whose pages name it otherwise or not at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ElsewhereCredits {
    /// The provider.
    pub provider: String,
    /// The line, counted from 0.
    pub line: u32,
    /// Credits of one result there.
    pub credits: CreditsText,
}

/// A plan of work, as it is typed and kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct WorkPlan {
    /// The provider whose rate card the lines are written by.
    pub provider: String,
    /// The wallet there whose plan is what the studio has now; none compares with nothing.
    pub wallet: Option<String>,
    /// The lines.
    pub lines: Vec<WorkLine>,
    /// Working days a month: a whole number.
    pub days: String,
    /// The buffer in percent.
    pub buffer: String,
    /// What lines take elsewhere.
    pub elsewhere: Vec<ElsewhereCredits>,
}

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkNeed {
    /// Results a month.
    pub units: String,
    /// Credits of one; none while it has no price.
    pub each: Option<CreditsText>,
    /// Credits a month.
    pub credits: Option<CreditsText>,
    /// The rate that says so, where no figure was typed.
    pub rate: Option<RateUsed>,
    /// Why it has no price.
    pub no_price: Option<NoPriceBecause>,
}

/// Credits a month for one project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProjectNeed {
    /// The project; none for work of none.
    pub project: Option<String>,
    /// Credits, without the buffer.
    pub credits: CreditsText,
}

/// What the work takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WorkEstimate {
    /// Each line.
    pub lines: Vec<WorkNeed>,
    /// All lines that have a price.
    pub together: CreditsText,
    /// The same with the buffer.
    pub buffered: CreditsText,
    /// A week's share of that.
    pub per_week: CreditsText,
    /// By project; empty where no line names one.
    pub projects: Vec<ProjectNeed>,
    /// Every line has a price.
    pub complete: bool,
}

/// Why a way has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WayLack {
    /// How many credits the plan gives is not known.
    PlanCredits,
    /// What the plan costs is not known.
    PlanPrice,
    /// Packs are needed and no price of one is known.
    PackPrice,
    /// Packs are needed and sold only beside a subscription.
    Subscription,
    /// Packs are needed and none is sold.
    TooSmall,
    /// The packs are too uneven to be computed.
    TooFine,
}

/// What becomes of credits that an even month leaves over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WaySurplus {
    /// They end with their cycle.
    Lapses,
    /// They roll over for a while and end all the same.
    LapsesLater,
    /// They stay.
    Kept,
}

/// Packs of one size that a way needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayPacks {
    /// The pack's name; none for one that is known from an earlier top-up.
    pub title: Option<String>,
    /// Credits of one.
    pub credits: CreditsText,
    /// What one costs.
    pub price: MoneyText,
    /// How many a year.
    pub count: u64,
}

/// A way to come by a month's credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Way {
    /// The provider.
    pub provider: String,
    /// Its name for people.
    pub provider_title: String,
    /// The plan's word; none is packs alone.
    pub plan: Option<String>,
    /// The plan's name.
    pub title: Option<String>,
    /// How the plan is paid: `monthly`.
    pub billing: Option<String>,
    /// It is what the studio has now.
    pub current: bool,
    /// Credits a month that are needed, with the buffer.
    pub needed: CreditsText,
    /// Of these, from free credits.
    pub free: CreditsText,
    /// What the plan gives a month, if it is known.
    pub included: Option<CreditsText>,
    /// What neither covers, a month.
    pub shortfall: Option<CreditsText>,
    /// The cheapest packs that cover it.
    pub packs: Vec<WayPacks>,
    /// Credits of these packs, a month.
    pub pack_credits: CreditsText,
    /// What ends unused each month.
    pub lost: Option<CreditsText>,
    /// What stays over each month and does not end.
    pub kept: CreditsText,
    /// What becomes of what the plan leaves over.
    pub surplus: WaySurplus,
    /// Money of a month: a twelfth of the year's.
    pub month: Option<MoneyText>,
    /// Money of a year.
    pub year: Option<MoneyText>,
    /// It costs nothing.
    pub gratis: bool,
    /// Why it has no price.
    pub lacks: Option<WayLack>,
    /// What one result of each line costs this way; none where that is not known.
    pub each: Vec<Option<MoneyText>>,
}

/// What a way costs more than the best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayMore {
    /// Its place among the ways.
    pub way: u32,
    /// In a month.
    pub more: MoneyText,
}

/// The cheapest way and what stands against it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayAdvice {
    /// Its place among the ways.
    pub best: u32,
    /// The next one that is not the studio's own.
    pub next: Option<WayMore>,
    /// Staying with what the studio has.
    pub staying: Option<WayMore>,
    /// Ways in another currency were not compared.
    pub other_currencies: bool,
}

/// From a need on another way is the cheapest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WayCrossing {
    /// Credits a month.
    pub at: CreditsText,
    /// The way that was the cheapest below, as a place among the ways.
    pub from: u32,
    /// The way that is from here on.
    pub to: u32,
}

/// A provider that cannot do all of the work, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OtherProvider {
    /// The provider.
    pub provider: String,
    /// Its name for people.
    pub title: String,
    /// The lines that its pages do not price, counted from 0.
    pub lines: Vec<u32>,
}

/// A plan of work, reckoned.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PlanView {
    /// When.
    pub at: InstantText,
    /// What the work takes.
    pub estimate: WorkEstimate,
    /// The ways: those that have a price first, the cheapest on top; empty while a line has no price.
    pub ways: Vec<Way>,
    /// The cheapest of them.
    pub advice: Option<WayAdvice>,
    /// Where another way becomes the cheapest.
    pub crossings: Vec<WayCrossing>,
    /// Providers that took no part.
    pub others: Vec<OtherProvider>,
    /// Money against need; none where no way has a price.
    pub chart: Option<ChartScene>,
}

/// Work filled in from what was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PastWork {
    /// The plan of work with the mean month.
    pub mean: WorkPlan,
    /// The same with the busiest thirty days.
    pub busiest: WorkPlan,
    /// Credits of the mean month, as they were charged.
    pub mean_credits: CreditsText,
    /// Credits of the busiest thirty days.
    pub busiest_credits: CreditsText,
    /// Where the busiest thirty days begin.
    pub busiest_from: InstantText,
    /// Whole days that were looked at.
    pub days: u32,
    /// Usages that were looked at.
    pub usages: u64,
    /// Kinds of work that were so little that they share a line, or were left out for want of one.
    pub left_out: u64,
}

/// What is open about the offers of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct OfferFigures {
    /// The provider.
    pub provider: String,
    /// The plan; none says something about a pack.
    pub plan: Option<String>,
    /// The pack; none is a new one.
    pub bundle: Option<String>,
    /// Credits of a refill, or of the pack.
    pub credits: Option<String>,
    /// What each billing of the plan costs, as (`monthly`, `20.00 EUR`).
    pub prices: Vec<(String, String)>,
    /// What the pack costs.
    pub price: Option<String>,
}
