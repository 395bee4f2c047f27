//! A wallet's history as transactions of double-entry books. Each of them balances, in credits and
//! in money.

use std::collections::BTreeSet;

use bursar_ledger::calendar::wall_time;
use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::{Lot, LotStage, Movement, Posting, ShortfallClass, State};
use bursar_ledger::fact::{Entry, Fact, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::{Kind, Overdraw};
use bursar_store::{Step, Wallet};
use chrono::NaiveDate;

use super::accounts::Account;
use super::lot_costs::{Leaving, LotCosts};

/// A transaction.
#[derive(Clone, Debug)]
pub(super) struct Transaction {
    /// The day, on the wallet's wall.
    pub(super) date: NaiveDate,
    /// The entry that it follows from; none for what happened by itself.
    pub(super) entry: Option<Seq>,
    /// What happened, in a word or two.
    pub(super) note: &'static str,
    /// What moves; sums to nothing.
    pub(super) lines: Vec<Line>,
}

/// A line of a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) account: Account,
    pub(super) amount: Amount,
}

/// What a line moves into its account; below zero out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Credits, and what all of them cost, where they cost something.
    Credits(Credits, Option<Money>),
    /// Money.
    Money(Money),
}

/// Turns the steps of one wallet into transactions.
pub(super) struct Bookkeeper<'a> {
    wallet: &'a Wallet,
    costs: LotCosts,
    /// Statements that left a debt, since the provider showed less than nothing.
    indebted: BTreeSet<Seq>,
    uncovered: Credits,
    held_on_debt: Credits,
    last_date: NaiveDate,
}

impl<'a> Bookkeeper<'a> {
    pub(super) fn new(wallet: &'a Wallet) -> Self {
        let (uncovered, held_on_debt) = (Credits::ZERO, Credits::ZERO);
        let last_date = NaiveDate::MIN;
        let (costs, indebted) = (LotCosts::default(), BTreeSet::new());
        Self { wallet, costs, indebted, uncovered, held_on_debt, last_date }
    }

    /// The transactions of a step, in order; none for a step that moves nothing.
    pub(super) fn book(&mut self, step: &Step<'_>) -> Result<Vec<Transaction>, Overflow> {
        let mut transactions = Vec::new();
        let mut missing = Missing::default();
        if let Some(entry) = step.entry {
            let by_statement = matches!(entry.fact, Fact::Reconciled { .. });
            if by_statement && step.charged.is_positive() {
                self.indebted.insert(entry.seq);
            }
            *missing.of(by_statement) = step.charged;
        }
        missing.usage = missing.usage.minus(step.refunded_unpaid)?;
        let at_once = |posting: &Posting| match step.entry {
            Some(entry) => entry.at,
            None => posting.at,
        };
        for together in step.postings.chunk_by(|one, two| at_once(one) == at_once(two)) {
            let mut lines = Vec::new();
            for posting in together {
                if let Movement::Drawn(seq) = posting.movement {
                    let missing = missing.of(self.indebted.contains(&seq));
                    *missing = missing.minus(posting.credits)?;
                }
                self.move_credits(&mut lines, posting, step.state)?;
            }
            let at = together.first().map_or(Instant::MIN, at_once);
            transactions.push((at, lines));
        }
        if let (Some(entry), true) = (step.entry, transactions.is_empty()) {
            transactions.push((entry.at, Vec::new()));
        }
        if let Some((_, lines)) = transactions.last_mut() {
            self.settle(lines, step, missing)?;
        }
        // A usage that failed shows both, that it was charged and that it came back.
        let failed = step.entry.is_some_and(|entry| matches!(entry.fact, Fact::UsedAndRefunded(_)));
        let mut whole = Vec::with_capacity(transactions.len());
        for (at, lines) in transactions {
            let lines = if failed { lines } else { merged(lines)? };
            if !lines.is_empty() {
                whole.push(self.transaction(at, step, lines));
            }
        }
        Ok(whole)
    }

    fn transaction(&mut self, at: Instant, step: &Step<'_>, lines: Vec<Line>) -> Transaction {
        // A clock that is put back at midnight would take the date back.
        self.last_date = wall_time(at, self.wallet.rules.zone).date().max(self.last_date);
        let note = match step.entry {
            Some(entry) => entry_in_words(entry),
            None => automatic_in_words(&lines),
        };
        Transaction { date: self.last_date, entry: step.entry.map(|entry| entry.seq), note, lines }
    }

    fn move_credits(
        &mut self,
        lines: &mut Vec<Line>,
        posting: &Posting,
        state: &State,
    ) -> Result<(), Overflow> {
        let Some(lot) = state.lots().get(posting.lot.get()) else { return Ok(()) };
        let credits = posting.credits;
        let here = Account::Lots(lot.kind);
        let mut leaves = |credits: Credits, to: Account| -> Result<(), Overflow> {
            let drawn = to == Account::Usage;
            let why = if drawn { Leaving::Drawn } else { Leaving::Otherwise };
            let cost = self.costs.leaving(posting.lot, (lot.paid, lot.amount), credits, why)?;
            lines.push(Line::credits(here, Credits::ZERO.minus(credits)?, cost));
            lines.push(Line::credits(to, credits, cost));
            Ok(())
        };
        match posting.movement {
            Movement::Granted => lines.extend(granted(lot, credits)?),
            Movement::RolledIn => lines.extend(came(here, Account::Carried, credits, lot.paid)?),
            Movement::Corrected if credits.is_positive() => {
                lines.extend(came(here, Account::Corrected, credits, lot.paid)?);
            }
            Movement::Corrected => leaves(Credits::ZERO.minus(credits)?, Account::Corrected)?,
            Movement::Drawn(seq) if self.indebted.contains(&seq) => {
                leaves(credits, Account::Corrected)?;
            }
            Movement::Drawn(_) => leaves(credits, Account::Usage)?,
            Movement::Refunded(_) => leaves(Credits::ZERO.minus(credits)?, Account::Usage)?,
            Movement::Expired => leaves(credits, Account::Expired)?,
            Movement::RolledOut => leaves(credits, Account::Carried)?,
            Movement::Voided => leaves(credits, Account::Voided)?,
            // What is only reserved keeps its cost.
            Movement::Held(_) => lines.extend(came(Account::Held, here, credits, None)?),
            Movement::Released(_) => lines.extend(came(here, Account::Held, credits, None)?),
        }
        Ok(())
    }

    /// What was charged and not drawn in the same step, or drawn for what was charged before.
    fn settle(
        &mut self,
        lines: &mut Vec<Line>,
        step: &Step<'_>,
        missing: Missing,
    ) -> Result<(), Overflow> {
        let unpaid = missing.usage.plus(missing.corrected)?;
        let (uncovered, held_on_debt) = match self.wallet.rules.policy.overdraw {
            Overdraw::Refuse => (self.uncovered.plus(unpaid)?, Credits::ZERO),
            Overdraw::Allow => (owed(step.state)?, held_on_debt(step.state)?),
        };
        let owed = uncovered.minus(self.uncovered)?;
        let held = held_on_debt.minus(self.held_on_debt)?;
        (self.uncovered, self.held_on_debt) = (uncovered, held_on_debt);
        for (account, credits) in [
            (Account::Usage, missing.usage),
            (Account::Corrected, missing.corrected),
            (Account::Held, held),
            (Account::Uncovered, Credits::ZERO.minus(owed)?),
            (Account::WrittenOff, owed.minus(unpaid)?.minus(held)?),
        ] {
            if !credits.is_zero() {
                lines.push(Line::credits(account, credits, None));
            }
        }
        Ok(())
    }
}

/// What was charged in a step and no lot paid in it; below zero where lots paid for earlier charges.
#[derive(Clone, Copy, Default)]
struct Missing {
    usage: Credits,
    corrected: Credits,
}

impl Missing {
    fn of(&mut self, statement: bool) -> &mut Credits {
        if statement { &mut self.corrected } else { &mut self.usage }
    }
}

/// What no lot has paid.
fn owed(state: &State) -> Result<Credits, Overflow> {
    state.debt()?.plus(state.uncovered()?)
}

/// What pending usages reserve of credits that are not there yet.
fn held_on_debt(state: &State) -> Result<Credits, Overflow> {
    let of_holds = state.shortfalls().iter().filter(|short| {
        short.class == ShortfallClass::Debt && state.holds().contains_key(&short.usage)
    });
    Credits::sum(of_holds.map(|short| short.credits))
}

impl Line {
    fn credits(account: Account, credits: Credits, cost: Option<Money>) -> Self {
        let cost = cost.filter(|money| money.minor != 0);
        Self { account, amount: Amount::Credits(credits, cost) }
    }
}

/// The same with one line an account for credits without a cost; none where they cancel out.
fn merged(lines: Vec<Line>) -> Result<Vec<Line>, Overflow> {
    let mut merged: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let Amount::Credits(more, None) = line.amount else {
            merged.push(line);
            continue;
        };
        let same = merged.iter_mut().find(|other| {
            other.account == line.account && matches!(other.amount, Amount::Credits(_, None))
        });
        match same {
            Some(Line { amount: Amount::Credits(credits, _), .. }) => {
                *credits = credits.plus(more)?
            }
            _ => merged.push(line),
        }
    }
    merged.retain(|line| line.amount != Amount::Credits(Credits::ZERO, None));
    Ok(merged)
}

/// Credits that come from one account into another with their cost.
fn came(
    into: Account,
    from: Account,
    credits: Credits,
    cost: Option<Money>,
) -> Result<[Line; 2], Overflow> {
    let out = Credits::ZERO.minus(credits)?;
    Ok([Line::credits(into, credits, cost), Line::credits(from, out, cost)])
}

fn granted(lot: &Lot, credits: Credits) -> Result<[Line; 2], Overflow> {
    let into = Account::Lots(lot.kind);
    if let Some(paid) = lot.paid.filter(|paid| paid.minor != 0) {
        let money = Amount::Money(Money { minor: -paid.minor, ..paid });
        let out = Line { account: Account::Paid, amount: money };
        return Ok([Line::credits(into, credits, Some(paid)), out]);
    }
    let from = match lot.kind {
        kind if kind.is_given() => Account::Given(kind),
        _ => Account::Bought,
    };
    came(into, from, credits, None)
}

fn entry_in_words(entry: &Entry) -> &'static str {
    match &entry.fact {
        Fact::LotAdded(terms) if terms.kind == Kind::Topup => "top-up",
        Fact::LotAdded(_) => "credits",
        Fact::GrantStarted(_) => "grant begins",
        Fact::GrantEnded { .. } => "grant ends",
        Fact::ExpiryChanged { .. } => "end moved",
        Fact::LotVoided { .. } => "credits voided",
        Fact::Used(_) => "usage",
        Fact::UsedAndRefunded(_) => "failed usage",
        Fact::Refunded { .. } => "refund",
        Fact::Held { .. } => "pending usage",
        Fact::Confirmed { .. } => "usage settled",
        Fact::Released { .. } => "usage failed",
        Fact::Reconciled { .. } => "statement",
    }
}

fn automatic_in_words(lines: &[Line]) -> &'static str {
    let has = |account: Account| lines.iter().any(|line| line.account == account);
    if has(Account::Carried) {
        "roll-over"
    } else if has(Account::Expired) {
        "expiry"
    } else if has(Account::Held) {
        "release"
    } else {
        "refill"
    }
}

/// What the accounts of a wallet must hold in the end, by what Bursar shows.
pub(super) fn closing_balances(state: &State) -> Result<Vec<(Account, Credits)>, Overflow> {
    let mut balances = Vec::new();
    for kind in Kind::ALL {
        let lots = state.lots().iter();
        let mut lots =
            lots.filter(|lot| lot.kind == kind && lot.stage != LotStage::Waiting).peekable();
        if lots.peek().is_some() {
            let left = Credits::sum(lots.map(|lot| lot.remaining))?;
            balances.push((Account::Lots(kind), left));
        }
    }
    let held = Credits::sum(state.lots().iter().map(|lot| lot.held))?;
    balances.push((Account::Held, held.plus(held_on_debt(state)?)?));
    balances.push((Account::Uncovered, Credits::ZERO.minus(owed(state)?)?));
    Ok(balances)
}
