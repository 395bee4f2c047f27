//! A balance unfolded: the terms of its sum, the lots and rules behind it, and what would cure what
//! is wrong with it.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Lot, LotStage, LotView, ShortfallClass, State, View};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::{Kind, OrderKey, Policy};
use bursar_store::{JournalFact, Wallet};

use crate::App;
use crate::balance::next_changes;
use crate::journal::usage_in_words;
use crate::local_time::local_time;
use crate::report::Explanation;
use crate::wire::ApiError;

/// Lots that are told one by one.
const LOTS_TOLD: usize = 12;
/// Corrections that are told.
const CORRECTIONS_TOLD: u32 = 5;

impl App {
    /// Unfolds the balance of a wallet at an instant.
    ///
    /// # Errors
    /// An unknown wallet or a time that cannot be read.
    pub fn explain(&self, wallet: &str, at: Option<&str>) -> Result<Explanation, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let at = self.time_in(at, &wallet)?;
        let state = self.books.state_at(&wallet, at, None)?;
        let view = state.view(&wallet.rules)?;
        let mut because = vec![order_in_words(&wallet.rules.policy)];
        because.extend(drawn_next(&wallet, &state));
        because.extend(kept_back(&wallet, &view)?);
        because.extend(self.corrections(&wallet, at)?);
        because.extend(self.short_of(&wallet, &state)?);
        because.extend(self.without_price(&wallet)?);
        because.extend(self.pending(&wallet, &state)?);
        because.extend(coming(&wallet, &state)?);
        Ok(Explanation {
            at,
            available: view.balance,
            sum: sum(&view)?,
            because,
            wallet: wallet.name,
        })
    }

    /// The latest statements, and what each of them changed.
    fn corrections(&self, wallet: &Wallet, at: Instant) -> Result<Vec<String>, ApiError> {
        let found = self.books.latest_statements(wallet, at, CORRECTIONS_TOLD)?;
        let sentences = found.into_iter().map(|statement| {
            let when = local_time(statement.at, wallet.rules.zone);
            let shown = statement.observed;
            let corrected = statement.corrected;
            if corrected.is_zero() {
                return format!(
                    "Statement of {when}: the provider showed {shown}, as the books did."
                );
            }
            let sign = if corrected.is_positive() { "+" } else { "" };
            format!(
                "Statement of {when}: the provider showed {shown}, corrected by {sign}{corrected}."
            )
        });
        Ok(sentences.collect())
    }

    /// What no lot covers, and what would cover it.
    fn short_of(&self, wallet: &Wallet, state: &State) -> Result<Vec<String>, ApiError> {
        let mut sentences = Vec::new();
        let debt = state.debt()?;
        if debt.is_positive() {
            sentences.push(format!(
                "{debt} credits are debt: the provider lets the wallet overdraw, and the next \
                 credits pay it."
            ));
        }
        let uncovered = state.uncovered()?;
        if !uncovered.is_positive() {
            return Ok(sentences);
        }
        let is_uncovered = |class| class == ShortfallClass::Uncovered;
        let mut usages = state.shortfalls().iter().filter(|short| is_uncovered(short.class));
        let oldest = usages.next().map(|short| short.usage);
        let more = usages.count();
        let oldest = match oldest.map(|seq| self.books.entry(seq)).transpose()? {
            Some(entry) => {
                let when = local_time(entry.happened_at, wallet.rules.zone);
                let what = match &entry.fact {
                    JournalFact::Usage(usage) => usage_in_words(usage),
                    _ => "usage".to_owned(),
                };
                format!(" The oldest is {what} of {when}, and {more} more.")
            }
            None => String::new(),
        };
        sentences.push(format!(
            "{uncovered} credits that the provider reported as used are covered by no lot.{oldest} \
             Enter the missing purchase with its own time (bursar topup {name} --credits … --at …), \
             or what the provider shows (bursar statement {name} --shows …).",
            name = wallet.name
        ));
        Ok(sentences)
    }

    fn without_price(&self, wallet: &Wallet) -> Result<Vec<String>, ApiError> {
        let unpriced = self.books.unpriced(wallet)?;
        if unpriced == 0 {
            return Ok(Vec::new());
        }
        let ready = self.books.unpriced_usages(wallet)?.len() as u64;
        let unknown = unpriced.saturating_sub(ready);
        let mut sentences = Vec::new();
        if ready > 0 {
            sentences.push(format!(
                "{} without a price, since no rate matches: add one to the file of {} (bursar \
                 catalog add).",
                counted(ready, "usage"),
                wallet.provider
            ));
        }
        if unknown > 0 {
            sentences.push(format!(
                "{} without a price, since the quantity is not known: settle when it is (bursar \
                 settle {} ID succeeded --credits …).",
                counted(unknown, "usage"),
                wallet.name
            ));
        }
        Ok(sentences)
    }

    fn pending(&self, wallet: &Wallet, state: &State) -> Result<Vec<String>, ApiError> {
        let count = state.holds().len();
        let Some((oldest, hold)) = state.holds().iter().min_by_key(|(_, hold)| hold.at) else {
            return Ok(Vec::new());
        };
        let id = self.books.id_of(*oldest)?;
        let when = local_time(hold.at, wallet.rules.zone);
        Ok(vec![format!(
            "{} credits are held by {}, the oldest since {when} ({id}): settle what has ended \
             (bursar settle {} ID succeeded, or failed).",
            state.held()?,
            counted(count as u64, "pending usage"),
            wallet.name
        )])
    }
}

fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What came in and where it went; the terms add up to the balance.
fn sum(view: &View) -> Result<Vec<(String, Credits)>, ApiError> {
    let totals = &view.totals;
    let less = |credits: Credits| Credits::ZERO.minus(credits);
    let frozen = view.owned.minus(view.balance)?;
    let terms = [
        ("granted", totals.granted),
        ("carried over into new lots", totals.rolled_in),
        ("corrected by statements", totals.corrected),
        ("drawn by usage", less(totals.drawn)?),
        ("given back by refunds", totals.refunded),
        ("held by pending usage", less(totals.held)?),
        ("ended unused", less(totals.expired)?),
        ("carried over out of old lots", less(totals.rolled_out)?),
        ("voided", less(totals.voided)?),
        ("frozen, not to be spent now", less(frozen)?),
        ("debt", less(view.debt)?),
    ];
    let always = ["granted", "drawn by usage"];
    let told =
        terms.into_iter().filter(|(what, credits)| !credits.is_zero() || always.contains(what));
    Ok(told.map(|(what, credits)| (what.to_owned(), credits)).collect())
}

fn order_in_words(policy: &Policy) -> String {
    let key = |key: &OrderKey| match key {
        OrderKey::Priority => "lower priority number".to_owned(),
        OrderKey::Expires => "sooner end".to_owned(),
        OrderKey::Kind => {
            let mut kinds = Kind::ALL.to_vec();
            kinds.sort_by_key(|kind| policy.rank(*kind));
            let words: Vec<&str> = kinds.iter().map(|kind| kind.word()).collect();
            format!("kind ({})", words.join(", "))
        }
        OrderKey::Created => "older".to_owned(),
        OrderKey::Id => "id".to_owned(),
        OrderKey::Restricted => "lots kept for some usage".to_owned(),
        OrderKey::Cost => "cheaper credits".to_owned(),
        OrderKey::Larger => "larger lot".to_owned(),
    };
    let keys: Vec<String> = policy.order.iter().map(key).collect();
    format!("Lots are drawn by: {}.", keys.join(", then "))
}

/// The lots that usage draws from, in that order.
fn drawn_next(wallet: &Wallet, state: &State) -> Vec<String> {
    let mut sentences = Vec::new();
    let open: Vec<&Lot> = state.draw_order().collect();
    for (place, lot) in open.iter().take(LOTS_TOLD).enumerate() {
        let end = match lot.expires {
            Some(end) => format!("ends {}", local_time(end, wallet.rules.zone)),
            None => "never ends".to_owned(),
        };
        let mut rules = String::new();
        if !lot.not_for.is_empty() {
            rules += &format!(", not for {}", lot.not_for.join(" or "));
        }
        if !lot.only_for.is_empty() {
            rules += &format!(", only for {}", lot.only_for.join(" or "));
        }
        sentences.push(format!(
            "{}. {} ({}): {} of {} left, {end}{rules}.",
            place + 1,
            lot.id,
            lot.kind.word(),
            lot.remaining,
            lot.amount
        ));
    }
    if open.len() > LOTS_TOLD {
        sentences.push(format!("… and {} lots after them.", open.len() - LOTS_TOLD));
    }
    sentences
}

/// What is in the wallet and cannot be spent.
fn kept_back(wallet: &Wallet, view: &View) -> Result<Vec<String>, ApiError> {
    let frozen = |lot: &&LotView| lot.stage == LotStage::Active && !lot.spendable;
    let credits = Credits::sum(view.lots.iter().filter(frozen).map(|lot| lot.remaining))?;
    let mut sentences = Vec::new();
    if credits.is_positive() {
        let without = &wallet.rules.policy.topups_without_subscription;
        let why = if without.freeze {
            "bought credits are frozen while no subscription runs; a subscription frees them \
             (bursar subscribe)"
        } else {
            "their lots are frozen for a time"
        };
        sentences.push(format!("{credits} credits are kept but cannot be spent now: {why}."));
    }
    let waiting = view.lots.iter().filter(|lot| lot.stage == LotStage::Waiting);
    if let Some(next) = waiting.min_by_key(|lot| lot.starts) {
        let when = local_time(next.starts, wallet.rules.zone);
        sentences.push(format!("{} has not started; it begins {when}.", next.id));
    }
    Ok(sentences)
}

/// What ends and what comes if nothing is used.
fn coming(wallet: &Wallet, state: &State) -> Result<Vec<String>, ApiError> {
    let (expiry, refill) = next_changes(wallet, state)?;
    let when = |at| local_time(at, wallet.rules.zone);
    let mut sentences = Vec::new();
    if let Some(expiry) = expiry {
        let (credits, at) = (expiry.credits, when(expiry.at));
        sentences.push(format!("If nothing is used, {credits} credits end on {at}."));
    }
    if let Some(refill) = refill {
        sentences.push(format!("{} credits come on {}.", refill.credits, when(refill.at)));
    }
    Ok(sentences)
}
