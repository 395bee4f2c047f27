//! One entry in full: its particulars, the lots that paid and what they cost, and the entries that
//! speak of it.

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Currency, Money, MoneyTotals};
use bursar_ledger::roster::{BudgetAmount, BudgetPeriod, NameChange};
use bursar_store::{
    Event, JournalEntry, JournalFact, LotLife, RosterFact, UsageRow, UsageStatus, WalletId,
};

use crate::App;
use crate::entry_list::journal_batch;
use crate::wire::{
    ApiError, EntryDraw, EntryFact, EntryView, MoneyText, RelatedEntry, UsageParticulars,
};

/// A usage may cost less than a minor unit: its cost is told to this part of one.
const PARTS_OF_A_MINOR_UNIT: i64 = 100;

impl App {
    /// Everything about one entry.
    ///
    /// # Errors
    /// No such entry.
    pub fn entry(&self, id: &str) -> Result<EntryView, ApiError> {
        let seq = self.books.find_entry(None, id)?;
        let entry = self.books.entry(seq)?;
        let last = self.books.last_batch()?.map(|batch| batch.id);
        let mut rows = self.activity_rows(std::slice::from_ref(&entry))?;
        let (usage, facts) = match &entry.fact {
            JournalFact::Usage(usage) => (Some(self.particulars(&entry, usage)?), Vec::new()),
            JournalFact::Event(event, key) => (None, event_facts(event, key.as_deref())),
            JournalFact::Roster(said) => (None, self.roster_facts(said)?),
            _ => (None, Vec::new()),
        };
        let is_usage = usage.is_some();
        let pending = matches!(&entry.fact, JournalFact::Usage(usage) if usage.status == UsageStatus::Pending);
        let refundable = usage.as_ref().is_some_and(|usage| usage.refundable != "0");
        Ok(EntryView {
            now: self.clock.now().to_string(),
            row: rows.remove(0),
            batch: journal_batch(self.books.batch_of(seq)?, last),
            about: self.about(&entry.fact)?,
            later: self.later(seq)?,
            lot: made_lot(&entry.fact),
            can_refund: is_usage && !entry.voided && refundable,
            can_settle: is_usage && !entry.voided && pending,
            can_void: !entry.voided,
            usage,
            facts,
        })
    }

    /// What was said about a member or a project. What was taken away has no value.
    fn roster_facts(&self, said: &RosterFact) -> Result<Vec<EntryFact>, ApiError> {
        let mut facts = Facts::default();
        match said.said()? {
            NameChange::Added | NameChange::Archived | NameChange::Restored => {}
            NameChange::Renamed { to } => facts.text("renamed", to),
            NameChange::Merged { into } => facts.text("merged", into),
            NameChange::Limited { wallet, credits } => {
                let credits = credits.map(|credits| credits.to_string());
                facts.add("limit", EntryFact { credits, ..EntryFact::default() });
                let wallets = self.books.wallets()?;
                let of = wallets.iter().find(|one| wallet == Some(one.seq));
                facts.text_if("wallet", of.map(|one| one.name.as_str()));
            }
            NameChange::Budgeted { budget } => {
                let name = match budget.as_ref().map(|budget| budget.period) {
                    Some(BudgetPeriod::Month) => "budget_month",
                    _ => "budget",
                };
                let mut fact = EntryFact::default();
                match budget.map(|budget| budget.amount) {
                    Some(BudgetAmount::Credits(credits)) => {
                        fact.credits = Some(credits.to_string())
                    }
                    Some(BudgetAmount::Money(money)) => fact.money = Some(money.into()),
                    None => {}
                }
                facts.add(name, fact);
            }
            NameChange::Assigned { client } => {
                facts.add("client", EntryFact { text: client, ..EntryFact::default() });
            }
        }
        Ok(facts.0)
    }

    /// The entry that a fact speaks of.
    fn about(&self, fact: &JournalFact) -> Result<Option<RelatedEntry>, ApiError> {
        let JournalFact::Event(event, _) = fact else { return Ok(None) };
        match event.target() {
            Some(target) => self.related(target).map(Some),
            None => Ok(None),
        }
    }

    /// The entries that speak of an entry.
    fn later(&self, seq: Seq) -> Result<Vec<RelatedEntry>, ApiError> {
        self.books.entries_about(seq)?.into_iter().map(|seq| self.related(seq)).collect()
    }

    fn related(&self, seq: Seq) -> Result<RelatedEntry, ApiError> {
        let entry = self.books.entry(seq)?;
        let reason = match &entry.fact {
            JournalFact::Event(event, _) => match &**event {
                Event::EntryVoided { reason, .. } => Some(reason.clone()),
                _ => None,
            },
            _ => None,
        };
        let row = self.activity_rows(std::slice::from_ref(&entry))?.remove(0);
        Ok(RelatedEntry { row, reason })
    }

    fn particulars(
        &self,
        entry: &JournalEntry,
        usage: &UsageRow,
    ) -> Result<UsageParticulars, ApiError> {
        let entered = self.books.usage_as_entered(entry.seq)?;
        let charged = match usage.status {
            UsageStatus::Succeeded => usage.credits.unwrap_or_default(),
            // Charged and given back at once, or never charged.
            UsageStatus::Failed | UsageStatus::Pending => usage.refunded,
        };
        let refundable = charged.minus(usage.refunded)?.max(Credits::ZERO);
        let (draws, cost, cost_known) = match entry.wallet_id {
            Some(wallet) => self.draws_of(wallet, entry.seq)?,
            None => (Vec::new(), Vec::new(), true),
        };
        let settings = usage.settings.as_deref().unwrap_or_default();
        let text = |credits: Credits| credits.to_string();
        Ok(UsageParticulars {
            feature: usage.feature.clone(),
            action: usage.action.clone(),
            model: usage.model.clone(),
            settings: bursar_store::import::settings::pairs(settings)
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
            tags: entered.tags,
            key: usage.external_id.clone(),
            reported: usage.reported,
            price: usage.credits.map(text),
            rated: usage.rated.map(text),
            price_before: entered.credits.filter(|before| Some(*before) != usage.credits).map(text),
            refunded: text(usage.refunded),
            refundable: text(refundable),
            draws,
            cost,
            cost_known,
            extra: usage.extra.as_deref().map(columns).unwrap_or_default(),
        })
    }

    /// What a usage drew, what that cost, and whether all of it is known.
    fn draws_of(
        &self,
        wallet: WalletId,
        seq: Seq,
    ) -> Result<(Vec<EntryDraw>, Vec<MoneyText>, bool), ApiError> {
        let mut draws = Vec::new();
        let mut costs = MoneyTotals::default();
        let mut known = true;
        for (id, draw) in self.books.draws(seq)? {
            let lot = self.books.lot_life(wallet, draw.lot.0)?;
            let kept = draw.credits.minus(draw.returned)?;
            let cost = cost_of(&lot, kept)?;
            match cost {
                Some(cost) => costs.add(cost)?,
                None => known &= kept.is_zero() || !lot.facts.is_cost_unknown(),
            }
            draws.push(EntryDraw {
                lot: id,
                kind: lot.facts.kind_of().into(),
                credits: draw.credits.to_string(),
                returned: draw.returned.to_string(),
                cost: cost.map(in_parts),
                starts: lot.starts.to_string(),
                expires: lot.expires.map(|expires| expires.to_string()),
            });
        }
        Ok((draws, costs.iter().map(in_parts).collect(), known))
    }
}

/// What some credits of a lot cost, in parts of a minor unit, halves rounded up; none where its
/// price is unknown.
fn cost_of(lot: &LotLife, credits: Credits) -> Result<Option<Money>, Overflow> {
    let Some((paid, currency)) = &lot.facts.paid else { return Ok(None) };
    let (Ok(currency), amount) =
        (currency.parse::<Currency>(), i128::from(lot.facts.amount.micros()))
    else {
        return Ok(None);
    };
    if amount <= 0 {
        return Ok(None);
    }
    let product =
        i128::from(*paid) * i128::from(PARTS_OF_A_MINOR_UNIT) * i128::from(credits.micros());
    let parts = (2 * product + amount).div_euclid(2 * amount);
    let minor = i64::try_from(parts).map_err(|_| Overflow)?;
    Ok(Some(Money { minor, currency }))
}

/// Parts of minor units as money, without zeros that say nothing.
fn in_parts(parts: Money) -> MoneyText {
    let plain = Money { minor: parts.minor / PARTS_OF_A_MINOR_UNIT, ..parts };
    let rest = parts.minor % PARTS_OF_A_MINOR_UNIT;
    let mut text = MoneyText::from(plain);
    if rest != 0 {
        let point = if plain.currency.decimals() == 0 { "." } else { "" };
        let digits = format!("{point}{rest:02}");
        text.amount.push_str(digits.trim_end_matches('0'));
    }
    text
}

/// The columns of a log that were not read.
fn columns(extra: &str) -> Vec<(String, String)> {
    let read: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_str(extra);
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => text,
        other => other.to_string(),
    };
    read.map(|columns| columns.into_iter().map(|(name, value)| (name, text(value))).collect())
        .unwrap_or_default()
}

/// The lot that a fact made.
fn made_lot(fact: &JournalFact) -> Option<String> {
    let JournalFact::Event(event, _) = fact else { return None };
    match &**event {
        Event::LotAdded(added) => Some(added.terms.id.clone()),
        Event::ExpiryChanged(change) => Some(change.lot.clone()),
        Event::LotVoided(voided) => Some(voided.lot.clone()),
        _ => None,
    }
}

/// Collects the particulars of an event.
#[derive(Default)]
struct Facts(Vec<EntryFact>);

impl Facts {
    fn add(&mut self, name: &str, fact: EntryFact) {
        self.0.push(EntryFact { name: name.to_owned(), ..fact });
    }

    fn text(&mut self, name: &str, text: impl Into<String>) {
        self.add(name, EntryFact { text: Some(text.into()), ..EntryFact::default() });
    }

    fn text_if(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn credits(&mut self, name: &str, credits: Option<Credits>) {
        if let Some(credits) = credits {
            let credits = Some(credits.to_string());
            self.add(name, EntryFact { credits, ..EntryFact::default() });
        }
    }

    fn money(&mut self, name: &str, money: Option<Money>) {
        if let Some(money) = money {
            self.add(name, EntryFact { money: Some(money.into()), ..EntryFact::default() });
        }
    }

    fn at(&mut self, name: &str, at: Option<Instant>) {
        if let Some(at) = at {
            self.add(name, EntryFact { at: Some(at.to_string()), ..EntryFact::default() });
        }
    }

    fn kind(&mut self, kind: bursar_ledger::policy::Kind) {
        self.add("kind", EntryFact { kind: Some(kind.into()), ..EntryFact::default() });
    }

    fn tags(&mut self, name: &str, tags: &[bursar_ledger::fact::Tag]) {
        if !tags.is_empty() {
            self.text(name, tags.join(", "));
        }
    }
}

/// The particulars of an event, in reading order.
fn event_facts(event: &Event, key: Option<&str>) -> Vec<EntryFact> {
    let mut facts = Facts::default();
    match event {
        Event::LotAdded(added) => {
            let terms = &added.terms;
            facts.text("lot", &terms.id);
            facts.kind(terms.kind);
            facts.credits("amount", Some(terms.amount));
            facts.money("paid", terms.paid);
            if let Some(payment) = &added.payment {
                facts.text_if("note", payment.note.as_deref());
                facts.text_if("attachment", payment.attachment.as_deref());
            }
            facts.at("starts", Some(terms.starts));
            facts.at("expires", terms.expires);
            facts.tags("not_for", &terms.not_for);
            facts.tags("only_for", &terms.only_for);
        }
        Event::GrantStarted(started) => {
            let terms = &started.terms;
            facts.kind(terms.kind);
            facts.credits("refill", Some(terms.amount));
            facts.money("refill_paid", terms.paid);
            facts.at("starts", terms.starts);
            facts.at("ends", terms.ends);
            facts.tags("not_for", &terms.not_for);
            facts.tags("only_for", &terms.only_for);
        }
        Event::GrantEnded(ended) => facts.at("ends", ended.ends),
        Event::ExpiryChanged(change) => {
            facts.text("lot", &change.lot);
            facts.at("expires", change.expires);
        }
        Event::LotVoided(voided) => {
            facts.text("lot", &voided.lot);
            facts.credits("amount", voided.credits);
        }
        Event::Refunded { credits, .. } => facts.credits("amount", *credits),
        Event::Settled { settled, .. } => facts.credits("amount", settled.credits),
        Event::Priced { credits, .. } => facts.credits("price", Some(*credits)),
        Event::Reconciled { observed, kinds } => {
            facts.credits("observed", Some(*observed));
            for (kind, shown) in kinds {
                facts.kind(*kind);
                facts.credits("observed", Some(*shown));
            }
        }
        Event::EntryVoided { reason, .. } => facts.text("reason", reason),
        Event::BatchUndone { .. } => {}
    }
    facts.text_if("key", key);
    facts.0
}
