//! Members and projects: what they used in a month and at all, and what they may use.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_ledger::roster::Standing;
use serde::Serialize;

/// The members and projects of the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct People {
    /// The calendar month, on each wallet's own wall: `2026-11`.
    pub month: String,
    /// The month of the last usage, where there is any.
    pub latest: Option<String>,
    /// The members: who used most in the month first, archived ones last.
    pub members: Vec<Member>,
    /// The projects, in the same order.
    pub projects: Vec<Project>,
    /// What was used in the month without a member.
    pub no_member: Credits,
    /// What was used in the month without a project.
    pub no_project: Credits,
}

/// What is common to a member and a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The name of today.
    pub name: String,
    /// Its other names: earlier ones, and spellings that were merged.
    pub also: Vec<String>,
    /// It is no longer suggested.
    pub archived: bool,
    /// A name with more usage that is spelt nearly alike.
    pub looks_like: Option<String>,
    /// What it used in the month, net of refunds, with what it holds.
    pub used: Credits,
    /// The same over all time.
    pub used_ever: Credits,
    /// Usages over all time that have no price yet: they are in no sum.
    pub unpriced: u64,
    /// When it was used last.
    pub last_used: Option<Instant>,
    /// The wallet that it was used in last.
    pub last_wallet: Option<String>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The name and its usage.
    #[serde(flatten)]
    pub named: Named,
    /// What they may use in the month.
    pub limits: Vec<Limit>,
}

/// The limit of a member's month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// In this wallet; in all if none.
    pub wallet: Option<String>,
    /// The limit.
    pub limit: Credits,
    /// What was used of it.
    pub used: Credits,
    /// What is left of it, never below zero.
    pub left: Credits,
    /// How it stands.
    #[serde(skip)]
    pub standing: Standing,
    /// When the next month begins.
    pub anew: Instant,
}

/// A project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Project {
    /// The name and its usage.
    #[serde(flatten)]
    pub named: Named,
    /// Whose it is, where somebody said.
    pub client: Option<String>,
    /// What the lots that paid cost, over all time.
    pub cost: MoneyTotals,
    /// Of the credits, those whose price nobody said.
    pub cost_unknown: Credits,
    /// What it may use.
    pub budget: Option<BudgetUse>,
}

/// A project's budget and what was used of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BudgetUse {
    /// For each month, rather than for all time.
    pub monthly: bool,
    /// In credits or in money.
    #[serde(flatten)]
    pub amounts: BudgetAmounts,
    /// How it stands.
    #[serde(skip)]
    pub standing: Standing,
    /// In money: the credits used in that time whose price nobody said. They are not in what was used.
    pub cost_unknown: Credits,
}

/// The figures of a budget, all in one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BudgetAmounts {
    /// In credits.
    Credits {
        /// What may be used.
        budget: Credits,
        /// What was used.
        used: Credits,
        /// What is left, below zero where more was used.
        left: Credits,
    },
    /// In money.
    Money {
        /// What may be used.
        budget: Money,
        /// What was used, in the currency of the budget.
        used: Money,
        /// What is left, below zero where more was used.
        left: Money,
    },
}

/// The names that are offered while somebody types: those used last first, archived ones left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameSuggestions {
    /// Members.
    pub members: Vec<String>,
    /// Projects.
    pub projects: Vec<String>,
}

/// What was said about a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameSaid {
    /// The batch, for an undo.
    pub id: String,
    /// What it was, as a sentence without its point.
    pub text: String,
}
