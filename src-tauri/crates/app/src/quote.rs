//! What a usage would cost before it is booked: its price, the lots that pay, what that is worth, and
//! where it is not covered the three ways out. Nothing is written and no lock is taken.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{NoBook, State};
use bursar_ledger::fact::Refusal;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Currency;
use bursar_ledger::policy::FailedUsage;
use bursar_ledger::rate::{NoPrice, Rate};
use bursar_store::{Trial, UsageStatus, Wallet};

use crate::App;
use crate::fine_money::{in_coins, micros_of};
use crate::record::Reading;
use crate::report::Record;
use crate::typed::{self, filled};
use crate::ways_out::Uncovered;
use crate::wire::{
    ApiError, ErrorCode, MoneyText, NoPriceBecause, NoPriceReason, RateUsed, SpendDraft, SpendDraw,
    SpendEffect, SpendQuote, SpendRefusal, SpendRefused, SpendStatus,
};

/// Usages that are booked together; more of them come from a log.
const MOST_TIMES: i64 = 1_000;

/// A draft that was read and priced.
pub(crate) struct Draft {
    pub(crate) wallet: Wallet,
    pub(crate) catalog: Catalog,
    pub(crate) record: Record,
    pub(crate) reading: Reading,
    pub(crate) times: u32,
}

impl Draft {
    /// Credits of one usage.
    pub(crate) fn each(&self) -> Option<Credits> {
        self.reading.credits()
    }

    /// Credits of all of them.
    pub(crate) fn total(&self) -> Result<Option<Credits>, ApiError> {
        let total = self.each().map(|each| each.times(i64::from(self.times)));
        total.transpose().map_err(|error| ApiError::from(error).at_field("times"))
    }

    pub(crate) fn effect(&self) -> SpendEffect {
        let refunds = self.wallet.rules.policy.failed_usage == FailedUsage::ChargedAndRefunded;
        match (self.reading.status, self.each()) {
            (UsageStatus::Failed, Some(_)) if refunds => SpendEffect::ChargedAndRefunded,
            (UsageStatus::Failed, _) => SpendEffect::Nothing,
            (_, None) => SpendEffect::Unpriced,
            (_, Some(credits)) if credits.is_zero() => SpendEffect::Nothing,
            (UsageStatus::Pending, Some(_)) => SpendEffect::Holds,
            (UsageStatus::Succeeded, Some(_)) => SpendEffect::Draws,
        }
    }
}

impl App {
    pub(crate) fn read_draft(&self, draft: &SpendDraft) -> Result<Draft, ApiError> {
        let wallet = self.books.wallet(&draft.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let record = record_of(draft);
        typed::name(&record.action, "an action").map_err(|error| error.at_field("action"))?;
        let reading = self.read_usage(&wallet, &catalog, &record)?;
        let times =
            typed::quantity(draft.times.as_deref()).ok().filter(|times| *times <= MOST_TIMES);
        let times = times.and_then(|times| u32::try_from(times).ok()).ok_or_else(|| {
            let message = format!("how many times must be a whole number from 1 to {MOST_TIMES}");
            ApiError::new(ErrorCode::Input, message).at_field("times")
        })?;
        Ok(Draft { wallet, catalog, record, reading, times })
    }

    /// What a usage would cost, which lots would pay, and the ways out where they do not cover it.
    ///
    /// # Errors
    /// Something in the draft cannot be read; its field is named.
    pub fn spend_quote(&self, draft: &SpendDraft) -> Result<SpendQuote, ApiError> {
        let can_wait = filled(draft.at.as_deref()).is_none();
        let draft = self.read_draft(draft)?;
        let (wallet, at) = (&draft.wallet, draft.reading.at);
        let total = draft.total()?;
        let usage = draft.reading.usage(&draft.record)?;
        let trial = match usage.fact(wallet) {
            Some(fact) => Some(self.books.try_alike(wallet, at, &fact, draft.times as usize)?),
            None => None,
        };
        let read;
        let before = match &trial {
            Some(trial) => &trial.before,
            None => {
                read = self.books.state_at(wallet, at, None)?;
                &read
            }
        };
        let shown_at = self.clock.now().max(at);
        let left = match &trial {
            _ if shown_at == at => before.balance(&wallet.rules)?,
            Some(trial) if trial.head.now <= shown_at => balance_at(wallet, &trial.head, shown_at)?,
            _ => self.books.state_at(wallet, shown_at, None)?.balance(&wallet.rules)?,
        };
        let left_after = match &trial {
            Some(trial) => balance_at(wallet, &trial.last, shown_at)?,
            None => left,
        };
        let refused = match &trial {
            Some(trial) => self.why_refused(&draft, trial, total.unwrap_or_default(), can_wait)?,
            None => None,
        };
        let paid = trial.as_ref().map(paid_by).unwrap_or_default();
        let priced = draft.reading.priced.as_ref();
        let by_rate = priced.ok().map(|priced| priced.credits);
        Ok(SpendQuote {
            at: at.to_string(),
            times: draft.times,
            quantity: draft.reading.quantity.unsigned_abs(),
            unit: priced.ok().filter(|_| draft.reading.given.is_none()).map(|p| p.unit.to_string()),
            each: draft.each().map(|each| each.to_string()),
            total: total.map(|total| total.to_string()),
            rated: by_rate.filter(|_| draft.reading.given.is_some()).map(|rated| rated.to_string()),
            rate: priced
                .ok()
                .and_then(|priced| draft.catalog.rate_card().rate(priced.rate))
                .map(rate_used),
            no_price: priced.err().map(no_price),
            effect: draft.effect(),
            left: left.to_string(),
            left_after: left_after.to_string(),
            usable: before.spendable(&wallet.rules, &draft.reading.tags)?.to_string(),
            draws: paid.draws,
            cost: paid.cost,
            cost_known: paid.cost_known,
            refused,
        })
    }

    fn why_refused(
        &self,
        draft: &Draft,
        trial: &Trial,
        total: Credits,
        can_wait: bool,
    ) -> Result<Option<SpendRefused>, ApiError> {
        if self.passes_a_limit(draft, total)? {
            let reason = SpendRefusal::MemberLimit;
            return Ok(Some(SpendRefused { reason, conflict: None, ways: None }));
        }
        let Some(refusal) = trial.refusal else { return Ok(None) };
        let conflict = match trial.conflicts_with {
            Some(seq) => Some(self.books.entry(seq)?.happened_at.to_string()),
            None => None,
        };
        let reason = match refusal {
            Refusal::MemberLimit => SpendRefusal::MemberLimit,
            Refusal::NotEnough if conflict.is_some() => SpendRefusal::Conflict,
            Refusal::NotEnough => SpendRefusal::NotEnough,
            other => return Err(crate::errors::refused(other)),
        };
        let uncovered = Uncovered {
            wallet: &draft.wallet,
            catalog: &draft.catalog,
            state: &trial.before,
            credits: total,
            tags: &draft.reading.tags,
            can_wait,
        };
        let ways = match reason {
            SpendRefusal::NotEnough => Some(uncovered.ways_out()?),
            SpendRefusal::Conflict | SpendRefusal::MemberLimit => None,
        };
        Ok(Some(SpendRefused { reason, conflict, ways }))
    }

    /// Whether the limit that the studio gave a member does not allow a draft.
    fn passes_a_limit(&self, draft: &Draft, total: Credits) -> Result<bool, ApiError> {
        let Some(member) = filled(draft.record.member.as_deref()) else { return Ok(false) };
        if draft.reading.status == UsageStatus::Failed {
            return Ok(false);
        }
        let (wallet, at) = (&draft.wallet, draft.reading.at);
        Ok(self.books.limit_reached(wallet, at, member, total)?.is_some())
    }
}

/// A state that is further on, without keeping what happens on the way.
pub(crate) fn balance_at(wallet: &Wallet, state: &State, at: Instant) -> Result<Credits, ApiError> {
    let mut state = state.clone();
    if state.now < at {
        state.advance(&wallet.rules, at, &mut NoBook)?;
    }
    Ok(state.balance(&wallet.rules)?)
}

#[derive(Default)]
struct Paid {
    draws: Vec<SpendDraw>,
    cost: Vec<MoneyText>,
    cost_known: bool,
}

/// The lots that pay, and what that is worth.
fn paid_by(trial: &Trial) -> Paid {
    let mut paid = Paid { cost_known: true, ..Paid::default() };
    let mut sums: Vec<(Currency, i128)> = Vec::new();
    for (index, credits) in &trial.draws {
        let Some(lot) = trial.last.lots().get(index.get()) else { continue };
        let micros = lot
            .paid
            .and_then(|money| Some((money.currency, micros_of(money, *credits, lot.amount)?)));
        match micros {
            Some((currency, micros)) => match sums.iter_mut().find(|(known, _)| *known == currency)
            {
                Some((_, sum)) => *sum += micros,
                None => sums.push((currency, micros)),
            },
            None => paid.cost_known &= lot.kind.is_given(),
        }
        paid.draws.push(SpendDraw {
            lot: lot.id.clone(),
            kind: lot.kind.into(),
            credits: credits.to_string(),
            left_after: lot.remaining.to_string(),
            expires: lot.expires.map(|expires| expires.to_string()),
            cost: micros.map(|(currency, micros)| in_coins(micros, currency)),
        });
    }
    paid.cost = sums.into_iter().map(|(currency, micros)| in_coins(micros, currency)).collect();
    paid
}

/// A draft in the form in which the command line records.
fn record_of(draft: &SpendDraft) -> Record {
    let status = match draft.status {
        SpendStatus::Succeeded => "succeeded",
        SpendStatus::Pending => "pending",
        SpendStatus::Failed => "failed",
    };
    let settings = draft.settings.iter().filter(|setting| !setting.value.trim().is_empty());
    Record {
        wallet: draft.wallet.clone(),
        action: draft.action.trim().to_owned(),
        model: draft.model.clone(),
        settings: settings
            .map(|setting| (setting.name.clone(), setting.value.trim().to_owned()))
            .collect(),
        quantity: draft.quantity.clone(),
        credits: draft.credits.clone(),
        member: draft.member.clone(),
        project: draft.project.clone(),
        status: Some(status.to_owned()),
        id: None,
        at: draft.at.clone(),
    }
}

pub(crate) fn rate_used(rate: &Rate) -> RateUsed {
    let names = [rate.action.clone(), rate.model.clone()].into_iter().flatten();
    let names = names.filter(|name| !name.is_empty());
    let settings = rate.settings.iter().filter(|(_, value)| !value.is_empty());
    let settings = settings.map(|(name, value)| format!("{name} {value}"));
    RateUsed {
        keys: names.chain(settings).collect(),
        credits: rate.credits.map(|credits| credits.to_string()),
        step: rate.per.as_ref().map(|per| per.step.to_string()),
        setting: rate.per.as_ref().map(|per| per.setting.clone()),
        source: rate.source.clone(),
    }
}

pub(crate) fn no_price(reason: &NoPrice) -> NoPriceBecause {
    let (reason, setting) = match reason {
        NoPrice::NoRate => (NoPriceReason::NoRate, None),
        NoPrice::NotPublished => (NoPriceReason::NotPublished, None),
        NoPrice::SettingMissing { setting } => (NoPriceReason::SettingMissing, Some(setting)),
        NoPrice::SettingNotMeasured { setting, .. } => {
            (NoPriceReason::SettingNotMeasured, Some(setting))
        }
        NoPrice::BadQuantity(_) | NoPrice::Overflow => (NoPriceReason::TooLarge, None),
    };
    NoPriceBecause { reason, setting: setting.cloned() }
}
