//! The activity of a wallet as the window shows it, a page at a time.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_store::{Event, JournalEntry, JournalFact, UsageRow, UsageStatus, Wallet};

use crate::App;
use crate::journal::{event_in_words, usage_in_words};
use crate::wire::{ActivityKind, ActivityPage, ActivityRow, ApiError, DrawRow, ErrorCode};

/// The most rows of one page.
const LARGEST_PAGE: u32 = 200;

impl App {
    /// A page of a wallet's entries, the newest first; `cursor` is `next` of the page before.
    ///
    /// # Errors
    /// An unknown wallet, or a cursor of another making.
    pub fn activity(
        &self,
        wallet: &str,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<ActivityPage, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let before = cursor.map(read_cursor).transpose()?;
        let limit = limit.clamp(1, LARGEST_PAGE);
        let entries = self.books.latest_entries(Some(&wallet), before, limit)?;
        let full = entries.len() == limit as usize;
        let last = entries.last().filter(|_| full);
        let next = last.map(|last| format!("{}:{}", last.happened_at.micros(), last.seq.0));
        let total = self.books.entry_count(&wallet)?;
        Ok(ActivityPage { rows: self.activity_rows(&entries)?, next, total })
    }

    /// Entries as rows.
    pub(crate) fn activity_rows(
        &self,
        entries: &[JournalEntry],
    ) -> Result<Vec<ActivityRow>, ApiError> {
        let wallets = self.books.wallets()?;
        entries
            .iter()
            .filter_map(|entry| {
                let name = entry.wallet.as_deref()?;
                let wallet = wallets.iter().find(|wallet| wallet.name == name)?;
                Some(self.activity_row(entry, wallet))
            })
            .collect()
    }

    fn activity_row(&self, entry: &JournalEntry, wallet: &Wallet) -> Result<ActivityRow, ApiError> {
        let mut row = ActivityRow {
            id: entry.id.to_string(),
            wallet: wallet.name.clone(),
            zone: wallet.rules.zone.name().to_owned(),
            kind: ActivityKind::Usage,
            at: entry.happened_at.to_string(),
            recorded_at: entry.recorded_at.to_string(),
            title: String::new(),
            quantity: None,
            member: None,
            project: None,
            credits: None,
            uncovered: Credits::ZERO.to_string(),
            voided: entry.voided,
            draws: Vec::new(),
        };
        match &entry.fact {
            JournalFact::Usage(usage) => self.fill_usage(&mut row, entry.seq, usage)?,
            JournalFact::Event(event, _) => self.fill_event(&mut row, event)?,
            _ => {}
        }
        Ok(row)
    }

    fn fill_usage(
        &self,
        row: &mut ActivityRow,
        seq: Seq,
        usage: &UsageRow,
    ) -> Result<(), ApiError> {
        row.kind = match (usage.status, usage.credits) {
            (UsageStatus::Failed, _) => ActivityKind::Failed,
            (_, None) => ActivityKind::Unpriced,
            (UsageStatus::Pending, _) => ActivityKind::Hold,
            (UsageStatus::Succeeded, _) => ActivityKind::Usage,
        };
        row.title = usage_in_words(&UsageRow { status: UsageStatus::Succeeded, ..usage.clone() });
        row.quantity = usage.quantity.map(|quantity| quantity.to_string());
        row.member.clone_from(&usage.member);
        row.project.clone_from(&usage.project);
        let draws = self.books.draws(seq)?;
        let drawn = Credits::sum(draws.iter().map(|(_, draw)| draw.credits))?;
        let charged = match row.kind {
            ActivityKind::Failed => Some(Credits::ZERO),
            _ => usage.credits,
        };
        row.credits = match charged {
            Some(credits) => Some(Credits::ZERO.minus(credits)?.to_string()),
            None => None,
        };
        if row.kind == ActivityKind::Usage {
            let uncovered = charged.unwrap_or_default().minus(drawn)?.max(Credits::ZERO);
            row.uncovered = uncovered.to_string();
        }
        let wallet = self.books.wallet(&row.wallet)?;
        let lots = self.books.lot_facts_at(wallet.id, draws.iter().map(|(_, draw)| draw.lot))?;
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

    fn fill_event(&self, row: &mut ActivityRow, event: &Event) -> Result<(), ApiError> {
        row.title = event_in_words(event);
        let (kind, credits) = match event {
            Event::LotAdded(added) => (ActivityKind::Lot, Some(added.terms.amount)),
            Event::GrantStarted(_) | Event::GrantEnded(_) => (ActivityKind::Grant, None),
            Event::ExpiryChanged(_) => (ActivityKind::Expiry, None),
            Event::LotVoided(_) | Event::EntryVoided { .. } | Event::BatchUndone { .. } => {
                (ActivityKind::Void, None)
            }
            Event::Refunded { usage, credits } => {
                let all = self.books.entry(*usage).ok();
                let all = all.and_then(|entry| crate::journal::fact_credits(&entry.fact));
                (ActivityKind::Refund, credits.or(all))
            }
            Event::Settled { usage, .. } | Event::Priced { usage, .. } => {
                let entry = self.books.entry(*usage)?;
                if let JournalFact::Usage(usage) = &entry.fact {
                    row.title = format!("{}, {}", usage_in_words(usage), row.title);
                }
                (ActivityKind::Usage, None)
            }
            Event::Reconciled { .. } => (ActivityKind::Statement, None),
        };
        row.kind = kind;
        row.credits = credits.map(|credits| credits.to_string());
        Ok(())
    }
}

fn read_cursor(cursor: &str) -> Result<(Instant, Seq), ApiError> {
    let parts = cursor.split_once(':');
    let place = parts.and_then(|(at, seq)| Some((at.parse().ok()?, seq.parse().ok()?)));
    let (at, seq) = place.ok_or_else(|| {
        ApiError::new(ErrorCode::Input, "this page does not exist any more")
            .with_hint("Begin at the first page.")
    })?;
    Ok((Instant::from_micros(at), Seq(seq)))
}
