//! Members and projects as the window shows and changes them.

use bursar_ledger::credits::Credits;
use bursar_ledger::money::Money;
use bursar_ledger::roster;
use serde::{Deserialize, Serialize};

use super::{CreditsText, InstantText, MoneyText};
use crate::report;

/// Members or projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// Who used credits.
    Member,
    /// What they were used for.
    Project,
}

/// What is to be said about a member or a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum NameEdit {
    /// It is one.
    Add,
    /// It is called otherwise.
    Rename {
        /// The new name.
        to: String,
    },
    /// It is the same as another, which stays.
    Merge {
        /// The other.
        into: String,
    },
    /// It is no longer suggested.
    Archive,
    /// It is suggested again.
    Restore,
    /// A member's limit of the month.
    Limit {
        /// In this wallet; in all if none.
        wallet: Option<String>,
        /// As typed; no limit if none or empty.
        credits: Option<String>,
    },
    /// A project's budget: in credits or in money, none if neither is given.
    Budget {
        /// As typed.
        credits: Option<String>,
        /// As typed, with its currency: `120.00 EUR`.
        money: Option<String>,
        /// Each month anew, rather than for the whole project.
        monthly: bool,
    },
    /// Whose project it is.
    Client {
        /// As typed; nobody's in particular if none or empty.
        client: Option<String>,
    },
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NameSaid {
    /// The batch, for an undo.
    pub batch: String,
}

/// Members and projects with what they used in a calendar month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PeopleView {
    /// The month, on each wallet's own wall: `2026-11`.
    pub month: String,
    /// The running month.
    pub this_month: String,
    /// The month of the last usage; none where there is no usage.
    pub latest: Option<String>,
    /// The members: who used most in the month first, archived ones last.
    pub members: Vec<MemberRow>,
    /// The projects, in the same order.
    pub projects: Vec<ProjectRow>,
    /// The clients that projects have, by their names.
    pub clients: Vec<String>,
    /// What was used in the month without a member.
    pub no_member: CreditsText,
    /// What was used in the month without a project.
    pub no_project: CreditsText,
    /// The wallets, for a limit in one of them.
    pub wallets: Vec<String>,
    /// The currencies in which something was paid, the one with most lots first.
    pub currencies: Vec<String>,
}

/// How much is left of a limit or budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Enough.
    Within,
    /// Four fifths of it or more are used.
    Close,
    /// More than all of it is used.
    Over,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MemberRow {
    /// The name and its usage.
    pub named: NamedRow,
    /// What they may use in the month.
    pub limits: Vec<LimitRow>,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ProjectRow {
    /// The name and its usage.
    pub named: NamedRow,
    /// Whose it is, where somebody said. Text from users: never markup.
    pub client: Option<String>,
    /// What the lots that paid cost, over all time.
    pub cost: Vec<MoneyText>,
    /// Of the credits used, those whose price nobody said.
    pub cost_unknown: CreditsText,
    /// What it may use.
    pub budget: Option<BudgetRow>,
}

/// What is common to a member and a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NamedRow {
    /// The name of today. Text from users: never markup.
    pub name: String,
    /// Its other names: earlier ones, and spellings that were merged.
    pub also: Vec<String>,
    /// It is no longer suggested.
    pub archived: bool,
    /// A name with more usage that is spelt nearly alike.
    pub looks_like: Option<String>,
    /// What it used in the month, net of refunds, with what it holds.
    pub used: CreditsText,
    /// The same over all time.
    pub used_ever: CreditsText,
    /// Usages over all time that have no price yet: they are in no sum.
    pub unpriced: u64,
    /// When it was used last.
    pub last_used: Option<InstantText>,
}

/// The limit of a member's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LimitRow {
    /// In this wallet; in all if none.
    pub wallet: Option<String>,
    /// The limit.
    pub limit: CreditsText,
    /// What was used of it.
    pub used: CreditsText,
    /// What is left of it, never below zero.
    pub left: CreditsText,
    /// How much of it is used, in percent.
    pub percent: u32,
    /// How it stands.
    pub standing: Standing,
    /// When the next month begins.
    pub anew: InstantText,
}

/// A project's budget; its figures are all in credits or all in money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BudgetRow {
    /// Each month anew, rather than for the whole project.
    pub monthly: bool,
    /// What may be used.
    pub budget: CreditsText,
    /// What was used.
    pub used: CreditsText,
    /// What is left, below zero where more was used.
    pub left: CreditsText,
    /// The currency of the three, ISO 4217; credits if none.
    pub currency: Option<String>,
    /// How much of it is used, in percent.
    pub percent: u32,
    /// How it stands.
    pub standing: Standing,
    /// In money: the credits used in that time whose price nobody said. They are not in what was used.
    pub cost_unknown: CreditsText,
}

/// Of so much, so much is used: in whole percent, rounded down, at most 999.
fn percent(used: i64, of: i64) -> u32 {
    if of <= 0 {
        return if used > 0 { 999 } else { 100 };
    }
    let percent = i128::from(used.max(0)) * 100 / i128::from(of);
    u32::try_from(percent.min(999)).unwrap_or(999)
}

impl From<NameKind> for roster::NameKind {
    fn from(kind: NameKind) -> Self {
        match kind {
            NameKind::Member => Self::Member,
            NameKind::Project => Self::Project,
        }
    }
}

impl From<roster::Standing> for Standing {
    fn from(standing: roster::Standing) -> Self {
        match standing {
            roster::Standing::Within => Self::Within,
            roster::Standing::Close => Self::Close,
            roster::Standing::Over => Self::Over,
        }
    }
}

impl From<report::NameSaid> for NameSaid {
    fn from(said: report::NameSaid) -> Self {
        Self { batch: said.id }
    }
}

impl From<report::Named> for NamedRow {
    fn from(named: report::Named) -> Self {
        Self {
            name: named.name,
            also: named.also,
            archived: named.archived,
            looks_like: named.looks_like,
            used: named.used.to_string(),
            used_ever: named.used_ever.to_string(),
            unpriced: named.unpriced,
            last_used: named.last_used.map(|at| at.to_string()),
        }
    }
}

impl From<report::Member> for MemberRow {
    fn from(member: report::Member) -> Self {
        let limits = member.limits.into_iter().map(|limit| LimitRow {
            percent: percent(limit.used.micros(), limit.limit.micros()),
            wallet: limit.wallet,
            limit: limit.limit.to_string(),
            used: limit.used.to_string(),
            left: limit.left.to_string(),
            standing: limit.standing.into(),
            anew: limit.anew.to_string(),
        });
        Self { named: member.named.into(), limits: limits.collect() }
    }
}

impl From<report::Project> for ProjectRow {
    fn from(project: report::Project) -> Self {
        Self {
            named: project.named.into(),
            client: project.client,
            cost: project.cost.iter().map(Into::into).collect(),
            cost_unknown: project.cost_unknown.to_string(),
            budget: project.budget.map(Into::into),
        }
    }
}

impl From<report::BudgetUse> for BudgetRow {
    fn from(budget: report::BudgetUse) -> Self {
        let credits = |amount: Credits| (amount.to_string(), amount.micros());
        let money = |amount: Money| (amount.number(), amount.minor);
        let (figures, currency) = match budget.amounts {
            report::BudgetAmounts::Credits { budget, used, left } => {
                ([budget, used, left].map(credits), None)
            }
            report::BudgetAmounts::Money { budget, used, left } => {
                ([budget, used, left].map(money), Some(budget.currency.code().to_owned()))
            }
        };
        let [(of, may), (used, is), (left, _)] = figures;
        Self {
            monthly: budget.monthly,
            budget: of,
            used,
            left,
            currency,
            percent: percent(is, may),
            standing: budget.standing.into(),
            cost_unknown: budget.cost_unknown.to_string(),
        }
    }
}
