//! What Top up asks and answers: bundles compared, the provider's condition, the receipt.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// Whether credits can be bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum TopUpCondition {
    /// They can, whatever runs.
    Open,
    /// They can, since a subscription runs.
    Subscribed,
    /// Only while a subscription runs, and none runs.
    NeedsSubscription,
    /// The provider sells none.
    NotSold,
}

/// What can be bought for a wallet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpForm {
    /// The wallet.
    pub wallet: String,
    /// The provider's name for a reader.
    pub provider_title: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// What the provider calls credits that are bought, if it has another word for them.
    pub word: Option<String>,
    /// Whether they can be bought now, without a bundle.
    pub condition: TopUpCondition,
    /// The page that says so.
    pub source: Option<String>,
    /// The plan that runs.
    pub plan: Option<String>,
    /// The currency of the last purchase, else the provider's.
    pub currency: Option<String>,
    /// What the wallet holds now.
    pub left: CreditsText,
    /// Credits used a day at the present pace; none before a week of use.
    pub pace: Option<CreditsText>,
    /// How long the wallet lasts as it is.
    pub lasts: Lasts,
    /// The bundles.
    pub bundles: Vec<TopUpOffer>,
    /// Earlier purchases, the latest first.
    pub earlier: Vec<TopUpRow>,
}

/// How long credits last at the present pace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lasts {
    /// The day on which they run out; none if they do not, or if that is unknown.
    pub until: Option<InstantText>,
    /// They outlast two years.
    pub beyond: bool,
}

/// A purchase, and what it would lead to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpOffer {
    /// The bundle; none for an amount.
    pub bundle: Option<String>,
    /// Its name for a reader.
    pub title: Option<String>,
    /// Credits.
    pub credits: CreditsText,
    /// What it costs, if known.
    pub price: Option<MoneyText>,
    /// What one credit costs, with up to six decimals, if the price is known.
    pub per_credit: Option<MoneyText>,
    /// Whether it can be bought.
    pub condition: TopUpCondition,
    /// When it would happen.
    pub at: InstantText,
    /// What the wallet would hold now with it.
    pub left_after: CreditsText,
    /// How long that would last.
    pub lasts: Lasts,
    /// When these credits lapse; none is never.
    pub expires: Option<InstantText>,
}

/// A purchase as it is being filled in. Texts are as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpDraft {
    /// The wallet.
    pub wallet: String,
    /// The bundle …
    pub bundle: Option<String>,
    /// … or the credits.
    pub credits: Option<CreditsText>,
    /// What was paid: a number.
    pub paid: Option<String>,
    /// In which currency.
    pub currency: Option<String>,
    /// When, as typed, in the wallet's zone; now if none.
    pub at: Option<String>,
    /// When they end, as typed; the provider's rule if none.
    pub expires: Option<String>,
    /// The number of the receipt.
    pub receipt: Option<String>,
    /// A note.
    pub note: Option<String>,
}

/// An earlier purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TopUpRow {
    /// The id of its entry.
    pub id: String,
    /// When it happened.
    pub at: InstantText,
    /// Its credits.
    pub credits: CreditsText,
    /// The bundle.
    pub bundle: Option<String>,
    /// What was paid, if known.
    pub paid: Option<MoneyText>,
    /// The number of the receipt.
    pub receipt: Option<String>,
}

/// A purchase as it stands in the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Receipt {
    /// The id of its entry.
    pub id: String,
    /// The batch, to be undone, where it was just booked.
    pub batch: Option<String>,
    /// The name of the books.
    pub books: String,
    /// The wallet.
    pub wallet: String,
    /// The wallet's IANA zone.
    pub zone: String,
    /// The provider's name for a reader.
    pub provider_title: String,
    /// What the provider calls credits that are bought, if it has another word for them.
    pub word: Option<String>,
    /// The bundle.
    pub bundle: Option<String>,
    /// Its credits.
    pub credits: CreditsText,
    /// What was paid, if known.
    pub paid: Option<MoneyText>,
    /// What one credit cost.
    pub per_credit: Option<MoneyText>,
    /// When it happened.
    pub at: InstantText,
    /// When it was entered.
    pub recorded_at: InstantText,
    /// When the credits lapse; none is never.
    pub expires: Option<InstantText>,
    /// The number of the receipt.
    pub receipt: Option<String>,
    /// The note.
    pub note: Option<String>,
    /// The name of the file that goes with it.
    pub attachment: Option<String>,
    /// It was voided and no longer counts.
    pub voided: bool,
}
