//! Members and projects in the books: what was said about them, and what a member's limit allows.
//!
//! A limit is asked once, when a usage is typed in. It is not part of a replay: what is booked stays
//! booked whatever limit is set later, and what a provider reports is a fact.

use std::collections::BTreeSet;

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Seq, Source};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::month::Month;
use bursar_ledger::roster::{
    Budget, BudgetAmount, BudgetPeriod, NameChange, NameKind, People, allows, left_of,
};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::batch::{Batch, NewUsage};
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::journal_rows::{RosterFact, UsageRow};
use crate::open::Books;
use crate::term;
use crate::wallet::{self, Wallet};

/// The members and the projects of the books.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    /// The members.
    pub members: People,
    /// The projects.
    pub projects: People,
}

/// A limit that a typed usage would pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitReached {
    /// The member, as they are called now.
    pub member: String,
    /// The one wallet that the limit is for.
    pub wallet: Option<String>,
    /// The limit of a month.
    pub limit: Credits,
    /// What is left of it.
    pub left: Credits,
    /// What the usage takes.
    pub asked: Credits,
    /// The month.
    pub month: Month,
    /// When it starts anew.
    pub anew: Instant,
}

/// How far a member's limit is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitUsed {
    /// The member, as they are called now.
    pub member: String,
    /// The one wallet that the limit is for.
    pub wallet: Option<Wallet>,
    /// The limit of a month.
    pub limit: Credits,
    /// What of it is used or held.
    pub used: Credits,
    /// The month.
    pub month: Month,
    /// When it starts anew.
    pub anew: Instant,
    /// By whose wall it does.
    pub zone: Zone,
}

impl Roster {
    /// Members or projects.
    pub fn of(&self, kind: NameKind) -> &People {
        match kind {
            NameKind::Member => &self.members,
            NameKind::Project => &self.projects,
        }
    }

    /// The member and the project of a usage by their names of today.
    pub fn names_of(&self, usage: &UsageRow) -> (Option<String>, Option<String>) {
        let shown = |people: &People, typed: &Option<String>| {
            typed.as_deref().map(|typed| people.current(typed).to_owned())
        };
        (shown(&self.members, &usage.member), shown(&self.projects, &usage.project))
    }
}

impl Books {
    /// What was said about members and projects, and counts.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn roster(&self) -> Result<Roster, StoreError> {
        read(&self.conn)
    }

    /// The limit that a member would pass by using so much more of a wallet at an instant.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn limit_reached(
        &self,
        wallet: &Wallet,
        at: Instant,
        member: &str,
        asked: Credits,
    ) -> Result<Option<LimitReached>, StoreError> {
        limit_reached(&self.conn, wallet, at, member, asked)
    }

    /// How far each limit of those who are not put away is used in the month of an instant. A limit
    /// for all wallets counts by the wall of the first wallet.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn limits_used(&self, at: Instant) -> Result<Vec<LimitUsed>, StoreError> {
        let members = read(&self.conn)?.members;
        let wallets = wallet::standing(&self.conn)?;
        let mut all = Vec::new();
        for (name, person) in members.known().filter(|(_, person)| !person.archived) {
            for (scope, limit) in &person.limits {
                let of: Vec<Wallet> = match scope {
                    Some(seq) => wallets.iter().filter(|one| one.seq == *seq).cloned().collect(),
                    None => wallets.clone(),
                };
                let Some(first) = of.first() else { continue };
                let zone = first.rules.zone;
                let month = Month::of(at, zone)?;
                all.push(LimitUsed {
                    member: name.to_owned(),
                    limit: *limit,
                    used: used_in_month(&self.conn, &members, name, month, &of)?,
                    month,
                    anew: month.span(zone)?.1,
                    zone,
                    wallet: scope.and_then(|_| of.into_iter().next()),
                });
            }
        }
        Ok(all)
    }
}

impl Batch<'_> {
    /// Says something about a member or a project.
    ///
    /// # Errors
    /// [`StoreError::Name`] when it makes no sense: the name is nobody's, or the new one is taken.
    pub fn say(
        &mut self,
        kind: NameKind,
        name: &str,
        change: &NameChange,
    ) -> Result<Seq, StoreError> {
        let mut used = BTreeSet::new();
        let other = match change {
            NameChange::Renamed { to } => Some(to),
            NameChange::Merged { into } => Some(into),
            _ => None,
        };
        let roster = read(self.conn)?;
        let people = roster.of(kind);
        let names = [
            Some(people.current(name)),
            other.map(|other| people.current(other)),
            other.map(String::as_str),
        ];
        for name in names.into_iter().flatten() {
            if is_used(self.conn, kind, name)? {
                used.insert(name.to_owned());
            }
        }
        people.check(kind, name, change, &used)?;
        let seq = self.take_seq();
        let (word, body) = written(change)?;
        let sql = "INSERT INTO roster (seq, kind, name, change, body) VALUES (?1, ?2, ?3, ?4, ?5)";
        self.conn.prepare_cached(sql)?.execute(params![seq.0, kind.word(), name, word, body])?;
        Ok(seq)
    }
}

impl RosterFact {
    /// What was said.
    ///
    /// # Errors
    /// It does not read as it was written.
    pub fn said(&self) -> Result<NameChange, StoreError> {
        read_change(&self.change, &self.body)
    }
}

fn read(conn: &Connection) -> Result<Roster, StoreError> {
    let voided = Voided::read(conn, Span::ALL.known)?;
    let sql = "SELECT seq, kind, name, change, body FROM roster ORDER BY seq";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut roster = Roster::default();
    while let Some(row) = rows.next()? {
        if voided.covers(Seq(row.get(0)?)) {
            continue;
        }
        let kind: String = row.get(1)?;
        let (name, word, body): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
        let change = read_change(&word, &body)?;
        match kind.as_str() {
            "member" => roster.members.say(&name, &change),
            _ => roster.projects.say(&name, &change),
        }
    }
    Ok(roster)
}

#[derive(Serialize, Deserialize)]
struct To {
    to: String,
}

#[derive(Serialize, Deserialize)]
struct Into {
    into: String,
}

#[derive(Serialize, Deserialize)]
struct Limit {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    wallet: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credits: Option<Credits>,
}

#[derive(Serialize, Deserialize)]
struct Assigned {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    client: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct Budgeted {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credits: Option<Credits>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    money: Option<Money>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    monthly: bool,
}

fn written(change: &NameChange) -> Result<(&'static str, String), StoreError> {
    let nothing = || Ok("{}".to_owned());
    let (word, body) = match change {
        NameChange::Added => ("added", nothing()),
        NameChange::Archived => ("archived", nothing()),
        NameChange::Restored => ("restored", nothing()),
        NameChange::Renamed { to } => ("renamed", serde_json::to_string(&To { to: to.clone() })),
        NameChange::Merged { into } => {
            ("merged", serde_json::to_string(&Into { into: into.clone() }))
        }
        NameChange::Limited { wallet, credits } => {
            let wallet = wallet.map(|wallet| wallet.0);
            ("limited", serde_json::to_string(&Limit { wallet, credits: *credits }))
        }
        NameChange::Budgeted { budget } => {
            let mut said = Budgeted::default();
            if let Some(budget) = budget {
                said.monthly = budget.period == BudgetPeriod::Month;
                match budget.amount {
                    BudgetAmount::Credits(credits) => said.credits = Some(credits),
                    BudgetAmount::Money(money) => said.money = Some(money),
                }
            }
            ("budgeted", serde_json::to_string(&said))
        }
        NameChange::Assigned { client } => {
            ("assigned", serde_json::to_string(&Assigned { client: client.clone() }))
        }
    };
    Ok((word, body?))
}

fn read_change(word: &str, body: &str) -> Result<NameChange, StoreError> {
    Ok(match word {
        "added" => NameChange::Added,
        "archived" => NameChange::Archived,
        "restored" => NameChange::Restored,
        "renamed" => NameChange::Renamed { to: serde_json::from_str::<To>(body)?.to },
        "merged" => NameChange::Merged { into: serde_json::from_str::<Into>(body)?.into },
        "limited" => {
            let Limit { wallet, credits } = serde_json::from_str(body)?;
            NameChange::Limited { wallet: wallet.map(Seq), credits }
        }
        "budgeted" => {
            let Budgeted { credits, money, monthly } = serde_json::from_str(body)?;
            let credits = credits.map(BudgetAmount::Credits);
            let amount = credits.or(money.map(BudgetAmount::Money));
            let period = if monthly { BudgetPeriod::Month } else { BudgetPeriod::Whole };
            NameChange::Budgeted { budget: amount.map(|amount| Budget { amount, period }) }
        }
        "assigned" => {
            NameChange::Assigned { client: serde_json::from_str::<Assigned>(body)?.client }
        }
        other => return Err(StoreError::Unreadable(format!("{other} said about a name"))),
    })
}

fn is_used(conn: &Connection, kind: NameKind, name: &str) -> Result<bool, StoreError> {
    let Some(term) = term::find(conn, name)? else { return Ok(false) };
    let sql = match kind {
        NameKind::Member => {
            "SELECT EXISTS (SELECT 1 FROM usage u WHERE member = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq))"
        }
        NameKind::Project => {
            "SELECT EXISTS (SELECT 1 FROM usage u WHERE project = ?1 AND NOT EXISTS \
                 (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq))"
        }
    };
    Ok(conn.prepare_cached(sql)?.query_row([term], |row| row.get(0))?)
}

/// Whether the limits of its member allow a usage that is typed in, so many times.
///
/// # Errors
/// [`StoreError::MemberLimit`].
pub(crate) fn check_limits(
    conn: &Connection,
    wallet: &Wallet,
    at: Instant,
    usage: &NewUsage<'_>,
    times: u32,
) -> Result<(), StoreError> {
    let (Some(member), Some(credits)) = (usage.member, usage.credits) else { return Ok(()) };
    if usage.source == Source::Reported || usage.status == Some(UsageStatus::Failed) {
        return Ok(());
    }
    let asked = credits.times(i64::from(times))?;
    match limit_reached(conn, wallet, at, member, asked)? {
        Some(reached) => Err(StoreError::MemberLimit(Box::new(reached))),
        None => Ok(()),
    }
}

/// The limit that a member would pass by using so much more of a wallet.
fn limit_reached(
    conn: &Connection,
    wallet: &Wallet,
    at: Instant,
    member: &str,
    asked: Credits,
) -> Result<Option<LimitReached>, StoreError> {
    let any = "SELECT EXISTS (SELECT 1 FROM roster WHERE change = 'limited')";
    if !conn.prepare_cached(any)?.query_row([], |row| row.get::<_, bool>(0))? {
        return Ok(None);
    }
    let people = read(conn)?.members;
    let member = people.current(member);
    let Some(person) = people.person(member) else { return Ok(None) };
    let month = Month::of(at, wallet.rules.zone)?;
    for (scope, limit) in &person.limits {
        let wallets = match scope {
            Some(seq) if *seq == wallet.seq => vec![wallet.clone()],
            Some(_) => continue,
            None => wallet::standing(conn)?,
        };
        let used = used_in_month(conn, &people, member, month, &wallets)?;
        if !allows(*limit, used, asked)? {
            return Ok(Some(LimitReached {
                member: member.to_owned(),
                wallet: scope.map(|_| wallet.name.clone()),
                limit: *limit,
                left: left_of(*limit, used)?,
                asked,
                month,
                anew: month.span(wallet.rules.zone)?.1,
            }));
        }
    }
    Ok(None)
}

/// What a member used or holds of wallets in a month, each month on the wallet's own wall; net of
/// refunds.
fn used_in_month(
    conn: &Connection,
    people: &People,
    member: &str,
    month: Month,
    wallets: &[Wallet],
) -> Result<Credits, StoreError> {
    let mut terms: Vec<i64> = Vec::new();
    for name in people.aliases_of(member).chain([member]) {
        terms.extend(term::find(conn, name)?);
    }
    let terms = serde_json::to_string(&terms)?;
    let sql = "SELECT COALESCE(SUM(COALESCE(c.credits, u.credits, 0) - COALESCE(c.refunded, 0)), 0) \
               FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
               WHERE u.wallet = ?1 AND u.happened_at >= ?2 AND u.happened_at < ?3 \
                 AND u.member IN (SELECT value FROM json_each(?4)) \
                 AND COALESCE(c.status, u.status) <> 1 \
                 AND NOT EXISTS (SELECT 1 FROM voided v \
                                 WHERE u.seq BETWEEN v.first_seq AND v.last_seq)";
    let mut statement = conn.prepare_cached(sql)?;
    let mut used = Credits::ZERO;
    for wallet in wallets {
        let (from, to) = month.span(wallet.rules.zone)?;
        let span = params![wallet.id.0, from.micros(), to.micros(), terms];
        let micros = statement.query_row(span, |row| row.get(0))?;
        used = used.plus(Credits::from_micros(micros))?;
    }
    Ok(used)
}
