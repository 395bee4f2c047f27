//! The journal in words.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_store::{Event, JournalEntry, JournalFact, UsageRow, UsageStatus};

use crate::App;
use crate::people::change_in_words;
use crate::report::JournalLine;
use crate::wallets::OPENING;
use crate::wire::ApiError;

impl App {
    /// Hands out every entry in the order of entry, of one wallet or of all, as long as `each`
    /// wants more.
    ///
    /// # Errors
    /// An unknown wallet.
    pub fn journal_each(
        &self,
        wallet: Option<&str>,
        each: &mut dyn FnMut(JournalLine) -> bool,
    ) -> Result<(), ApiError> {
        let wallet = wallet.map(|name| self.books.wallet(name)).transpose()?;
        let line = &mut |entry: JournalEntry| each(journal_line(&entry));
        Ok(self.books.journal_each(wallet.as_ref(), Seq(0), line)?)
    }

    /// The whole journal, of one wallet or of all.
    ///
    /// # Errors
    /// An unknown wallet.
    pub fn journal(&self, wallet: Option<&str>) -> Result<Vec<JournalLine>, ApiError> {
        let mut lines = Vec::new();
        self.journal_each(wallet, &mut |line| {
            lines.push(line);
            true
        })?;
        Ok(lines)
    }
}

fn journal_line(entry: &JournalEntry) -> JournalLine {
    let key = match &entry.fact {
        JournalFact::Usage(usage) => usage.external_id.clone(),
        JournalFact::Event(_, key) => key.clone(),
        _ => None,
    };
    JournalLine {
        id: entry.id.to_string(),
        recorded_at: entry.recorded_at,
        happened_at: entry.happened_at,
        wallet: entry.wallet.clone(),
        kind: entry.fact.kind().to_owned(),
        text: fact_in_words(&entry.fact),
        credits: fact_credits(&entry.fact),
        key,
        voided: entry.voided,
    }
}

/// A fact in a few words; texts from users and providers stand in it as they are.
pub(crate) fn fact_in_words(fact: &JournalFact) -> String {
    match fact {
        JournalFact::WalletAdded(provider) => format!("wallet added, at {provider}"),
        JournalFact::ProviderFile(name) => format!("provider file {name} added"),
        JournalFact::Usage(usage) => usage_in_words(usage),
        JournalFact::Roster(fact) => {
            let said = fact.said().map(|change| change_in_words(&change, |_| None));
            let said = said.unwrap_or_else(|_| fact.change.clone());
            format!("{} {}: {said}", fact.kind, fact.name)
        }
        JournalFact::BookLock(Some(until)) => format!("books locked up to {until}"),
        JournalFact::MonthClosed(closed) => {
            let (project, month, _) = &**closed;
            let project = if project.is_empty() { "usage without a project" } else { project };
            format!("{month} closed for {project}")
        }
        JournalFact::BookLock(None) => "books unlocked".to_owned(),
        JournalFact::WalletChanged(_) => "wallet changed".to_owned(),
        JournalFact::Event(event, _) => event_in_words(event),
    }
}

/// Action and model of a usage, and how it ended where that is not the usual.
pub(crate) fn usage_in_words(usage: &UsageRow) -> String {
    let parts = [usage.action.as_deref(), usage.model.as_deref()];
    let mut words = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if words.is_empty() {
        words = "usage".to_owned();
    }
    match usage.status {
        UsageStatus::Succeeded => words,
        UsageStatus::Failed => format!("{words}, failed"),
        UsageStatus::Pending => format!("{words}, pending"),
    }
}

/// An event in a few words.
pub(crate) fn event_in_words(event: &Event) -> String {
    match event {
        Event::LotAdded(added) => match &added.bundle {
            Some(bundle) => format!("{bundle}: {} credits", added.terms.amount),
            None if added.terms.id == OPENING => "opening credits".to_owned(),
            None => format!("{} credits", added.terms.kind.word()),
        },
        Event::GrantStarted(started) => match &started.plan {
            Some(plan) => format!("subscribed to {plan}"),
            None => format!("{} credits begin", started.terms.kind.word()),
        },
        Event::GrantEnded(ended) => format!("{} ends", ended.grant),
        Event::ExpiryChanged(change) => match change.expires {
            Some(expires) => format!("end of {} moved to {expires}", change.lot),
            None => format!("{} no longer ends", change.lot),
        },
        Event::LotVoided(voided) => format!("credits of {} voided", voided.lot),
        Event::Refunded { credits: Some(credits), .. } => format!("refund of {credits} credits"),
        Event::Refunded { credits: None, .. } => "refund".to_owned(),
        Event::Settled { settled, .. } if settled.succeeded => "settled: succeeded".to_owned(),
        Event::Settled { .. } => "settled: failed".to_owned(),
        Event::Priced { credits, .. } => format!("priced at {credits} credits"),
        Event::Reconciled { observed, .. } => format!("statement: the provider shows {observed}"),
        Event::EntryVoided { reason, .. } => format!("voided: {reason}"),
        Event::BatchUndone { .. } => "undo".to_owned(),
    }
}

/// The credits of a fact, where it has any.
pub(crate) fn fact_credits(fact: &JournalFact) -> Option<Credits> {
    match fact {
        JournalFact::Usage(usage) => usage.credits,
        JournalFact::Event(event, _) => match &**event {
            Event::LotAdded(added) => Some(added.terms.amount),
            Event::GrantStarted(started) => Some(started.terms.amount),
            Event::LotVoided(voided) => voided.credits,
            Event::Refunded { credits, .. } => *credits,
            Event::Settled { settled, .. } => settled.credits,
            Event::Priced { credits, .. } => Some(*credits),
            Event::Reconciled { observed, .. } => Some(*observed),
            _ => None,
        },
        _ => None,
    }
}
