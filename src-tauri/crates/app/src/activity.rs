//! Entries as rows of a list: what each was, whom it concerns, what it did to the balance.

use std::collections::HashMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::roster::People;
use bursar_store::{Event, JournalEntry, JournalFact, UsageRow, UsageStatus, WalletId};

use crate::App;
use crate::journal::{event_in_words, fact_credits, fact_in_words, usage_in_words};
use crate::wallets::OPENING;
use crate::wire::{ActivityKind, ActivityRow, ApiError, DrawRow};

/// What rows of one page share, so that it is read once.
#[derive(Default)]
struct Shared {
    zones: HashMap<String, String>,
    uncovered: HashMap<WalletId, HashMap<Seq, Credits>>,
}

impl App {
    /// Entries as rows, in the order given.
    pub(crate) fn activity_rows(
        &self,
        entries: &[JournalEntry],
    ) -> Result<Vec<ActivityRow>, ApiError> {
        let wallets = self.books.wallets()?.into_iter();
        let zones = wallets.map(|wallet| (wallet.name, wallet.rules.zone.name().to_owned()));
        let mut shared = Shared { zones: zones.collect(), ..Shared::default() };
        let roster = self.books.roster()?;
        let shown = |people: &People, name: String| people.current(&name).to_owned();
        // What was typed stays in the journal; here people are called as they are today.
        let rows = entries.iter().map(|entry| {
            let mut row = self.activity_row(entry, &mut shared)?;
            row.member = row.member.map(|name| shown(&roster.members, name));
            row.project = row.project.map(|name| shown(&roster.projects, name));
            Ok(row)
        });
        rows.collect()
    }

    fn activity_row(
        &self,
        entry: &JournalEntry,
        shared: &mut Shared,
    ) -> Result<ActivityRow, ApiError> {
        let wallet = entry.wallet.clone().unwrap_or_default();
        // A wallet whose addition was undone has no zone any more.
        let zone = shared.zones.get(&wallet).cloned().unwrap_or_else(|| "UTC".to_owned());
        let mut row = ActivityRow {
            id: entry.id.to_string(),
            wallet,
            zone,
            kind: ActivityKind::Books,
            at: entry.happened_at.to_string(),
            recorded_at: entry.recorded_at.to_string(),
            title: String::new(),
            fact: entry.fact.kind().to_owned(),
            subject: None,
            figure: fact_credits(&entry.fact).map(|credits| credits.to_string()),
            until: None,
            quantity: None,
            member: None,
            project: None,
            credits: None,
            uncovered: Credits::ZERO.to_string(),
            refunded: Credits::ZERO.to_string(),
            reported: false,
            voided: entry.voided,
            draws: Vec::new(),
        };
        match &entry.fact {
            JournalFact::Usage(usage) => self.fill_usage(&mut row, entry, usage, shared)?,
            JournalFact::Event(event, _) => self.fill_event(&mut row, entry, event)?,
            other => fill_books(&mut row, other),
        }
        Ok(row)
    }

    fn fill_usage(
        &self,
        row: &mut ActivityRow,
        entry: &JournalEntry,
        usage: &UsageRow,
        shared: &mut Shared,
    ) -> Result<(), ApiError> {
        row.kind = match (usage.status, usage.credits) {
            (UsageStatus::Failed, _) => ActivityKind::Failed,
            (_, None) => ActivityKind::Unpriced,
            (UsageStatus::Pending, _) => ActivityKind::Hold,
            (UsageStatus::Succeeded, _) => ActivityKind::Usage,
        };
        row.title = plain_words(usage);
        row.quantity = usage.quantity.map(|quantity| quantity.to_string());
        row.member.clone_from(&usage.member);
        row.project.clone_from(&usage.project);
        row.reported = usage.reported;
        row.refunded = usage.refunded.to_string();
        let draws = self.books.draws(entry.seq)?;
        let drawn = Credits::sum(draws.iter().map(|(_, draw)| draw.credits))?;
        let charged = match row.kind {
            ActivityKind::Failed => Some(Credits::ZERO),
            _ => usage.credits,
        };
        row.credits = match charged {
            Some(credits) => Some(Credits::ZERO.minus(credits)?.to_string()),
            None => None,
        };
        let Some(wallet) = entry.wallet_id else { return Ok(()) };
        let lacks = row.kind == ActivityKind::Usage && charged.unwrap_or_default() > drawn;
        if lacks && !entry.voided {
            let uncovered = match shared.uncovered.entry(wallet) {
                std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(self.books.uncovered_usages(wallet)?)
                }
            };
            row.uncovered = uncovered.get(&entry.seq).copied().unwrap_or_default().to_string();
        }
        let lots = self.books.lot_facts_at(wallet, draws.iter().map(|(_, draw)| draw.lot))?;
        row.draws = draws
            .iter()
            .zip(lots)
            .map(|((lot, draw), facts)| DrawRow {
                lot: lot.clone(),
                kind: facts.kind_of().into(),
                credits: draw.credits.to_string(),
            })
            .collect();
        Ok(())
    }

    fn fill_event(
        &self,
        row: &mut ActivityRow,
        entry: &JournalEntry,
        event: &Event,
    ) -> Result<(), ApiError> {
        row.title = event_in_words(event);
        row.kind = kind_of_event(event);
        match event {
            Event::LotAdded(added) => {
                row.subject.clone_from(&added.bundle);
                row.credits = Some(added.terms.amount.to_string());
                if added.bundle.is_none() {
                    let opening = added.terms.id == OPENING;
                    row.fact = if opening {
                        "opening".to_owned()
                    } else {
                        format!("lot_{}", added.terms.kind.word())
                    };
                }
            }
            Event::GrantStarted(started) => {
                row.subject.clone_from(&started.plan);
                if started.plan.is_none() {
                    row.fact = format!("grant_{}", started.terms.kind.word());
                }
            }
            Event::GrantEnded(ended) => {
                let wallet = self.books.wallet(&row.wallet).ok();
                let plan = wallet
                    .map(|wallet| self.books.plan_label(&wallet, &ended.grant))
                    .transpose()?
                    .flatten();
                row.subject = Some(plan.unwrap_or_else(|| ended.grant.clone()));
            }
            Event::ExpiryChanged(change) => {
                row.subject = Some(change.lot.clone());
                row.until = change.expires.map(|expires| expires.to_string());
                if change.expires.is_none() {
                    row.fact = "expiry_removed".to_owned();
                }
            }
            Event::LotVoided(voided) => row.subject = Some(voided.lot.clone()),
            Event::Refunded { usage, .. } => self.fill_refund(row, entry.seq, *usage)?,
            Event::Settled { usage, settled } => {
                let outcome = if settled.succeeded { "succeeded" } else { "failed" };
                row.fact = format!("settled_{outcome}");
                self.fill_about(row, *usage)?;
            }
            Event::Priced { usage, .. } => self.fill_about(row, *usage)?,
            Event::Reconciled { .. } => {}
            Event::EntryVoided { reason, .. } => row.subject = Some(reason.clone()),
            Event::BatchUndone { first, .. } => {
                row.subject = Some(self.books.batch_of(*first)?.title);
            }
        }
        Ok(())
    }

    /// A refund names its usage and gives back what it says, or all that had not come back before.
    fn fill_refund(&self, row: &mut ActivityRow, seq: Seq, usage: Seq) -> Result<(), ApiError> {
        let Some(of) = self.usage_at(usage)? else { return Ok(()) };
        row.subject = Some(plain_words(&of));
        row.member.clone_from(&of.member);
        row.project.clone_from(&of.project);
        if row.figure.is_none() {
            let mut before = Credits::ZERO;
            for other in self.books.entries_about(usage)? {
                let entry = self.books.entry(other)?;
                if let JournalFact::Event(event, _) = &entry.fact
                    && let Event::Refunded { credits: Some(credits), .. } = **event
                    && other != seq
                    && !entry.voided
                {
                    before = before.plus(credits)?;
                }
            }
            let all = of.credits.unwrap_or_default().minus(before)?;
            row.figure = Some(all.max(Credits::ZERO).to_string());
        }
        row.credits.clone_from(&row.figure);
        Ok(())
    }

    /// An entry about a usage names it, and keeps what it says itself.
    fn fill_about(&self, row: &mut ActivityRow, usage: Seq) -> Result<(), ApiError> {
        let Some(of) = self.usage_at(usage)? else { return Ok(()) };
        row.title = format!("{}, {}", usage_in_words(&of), row.title);
        row.subject = Some(plain_words(&of));
        row.member.clone_from(&of.member);
        row.project.clone_from(&of.project);
        Ok(())
    }

    /// The usage of an entry, if it is one.
    pub(crate) fn usage_at(&self, seq: Seq) -> Result<Option<UsageRow>, ApiError> {
        Ok(match self.books.entry(seq)?.fact {
            JournalFact::Usage(usage) => Some(*usage),
            _ => None,
        })
    }
}

/// Action and model, however it ended.
fn plain_words(usage: &UsageRow) -> String {
    usage_in_words(&UsageRow { status: UsageStatus::Succeeded, ..usage.clone() })
}

fn kind_of_event(event: &Event) -> ActivityKind {
    match event {
        Event::LotAdded(_) => ActivityKind::Lot,
        Event::GrantStarted(_) | Event::GrantEnded(_) => ActivityKind::Grant,
        Event::ExpiryChanged(_) => ActivityKind::Expiry,
        Event::LotVoided(_) | Event::EntryVoided { .. } => ActivityKind::Void,
        Event::BatchUndone { .. } => ActivityKind::Undo,
        Event::Refunded { .. } => ActivityKind::Refund,
        Event::Settled { .. } => ActivityKind::Settled,
        Event::Priced { .. } => ActivityKind::Priced,
        Event::Reconciled { .. } => ActivityKind::Statement,
    }
}

/// What was said about the books themselves.
fn fill_books(row: &mut ActivityRow, fact: &JournalFact) {
    row.title = fact_in_words(fact);
    match fact {
        JournalFact::WalletAdded(provider) => row.subject = Some(provider.clone()),
        JournalFact::ProviderFile(name) => row.subject = Some(name.clone()),
        JournalFact::Roster(said) => {
            row.fact = format!("{}_{}", said.kind, said.change);
            row.subject = Some(said.name.clone());
        }
        JournalFact::BookLock(until) => {
            row.until = until.map(|until| until.to_string());
            if until.is_none() {
                row.fact = "book_unlock".to_owned();
            }
        }
        JournalFact::MonthClosed(closed) => {
            row.subject = Some(format!("{} {}", closed.1, closed.0).trim().to_owned());
        }
        JournalFact::WalletChanged(_) | JournalFact::Usage(_) | JournalFact::Event(..) => {}
    }
}
