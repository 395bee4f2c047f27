//! Usage typed in at the window: booked once or many times in one entry to undo, pending and settled.

use bursar_ledger::fact::Refusal;
use bursar_store::{JournalFact, StoreError, UsageStatus, Wallet};

use crate::App;
use crate::typed;
use crate::wire::{ApiError, PendingUsage, SettleDraft, SpendDraft, SpendEffect, Spent};

/// Pending usages that are listed.
const PENDING_SHOWN: u32 = 50;

impl App {
    /// Books a usage, as often as the draft says, all or none.
    ///
    /// # Errors
    /// Refused when the wallet cannot cover all of it; or the draft cannot be read.
    pub fn spend(&mut self, draft: &SpendDraft) -> Result<Spent, ApiError> {
        let draft = self.read_draft(draft)?;
        let (wallet, at) = (&draft.wallet, draft.reading.at);
        let total = draft.total()?;
        let action = typed::name(&draft.record.action, "an action")?;
        let title = match draft.times {
            1 => format!("{action} in {}", wallet.name),
            times => format!("{times} times {action} in {}", wallet.name),
        };
        let usage = draft.reading.usage(&draft.record)?;
        let booked = self.books.record(self.clock.now(), &title, |batch| {
            batch.usages_alike(wallet, at, &usage, draft.times)
        });
        let receipt = match booked {
            Ok(receipt) => receipt,
            Err(StoreError::Refused { refusal: Refusal::NotEnough, conflicts_with }) => {
                let asked = total.unwrap_or_default();
                return Err(self.not_covered(wallet, &draft.catalog, at, asked, conflicts_with));
            }
            Err(error) => return Err(error.into()),
        };
        let batch = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.spent(wallet, batch, draft.times, total.map(|total| total.to_string()), draft.effect())
    }

    /// The usages of a wallet that wait to be settled, the latest first.
    ///
    /// # Errors
    /// No such wallet.
    pub fn pending_usages(&self, wallet: &str) -> Result<Vec<PendingUsage>, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let roster = self.books.roster()?;
        let mut pending = Vec::new();
        for seq in self.books.pending_usages(&wallet, PENDING_SHOWN)? {
            let entry = self.books.entry(seq)?;
            let JournalFact::Usage(usage) = entry.fact else { continue };
            let (member, project) = roster.names_of(&usage);
            pending.push(PendingUsage {
                id: entry.id.to_string(),
                at: entry.happened_at.to_string(),
                action: usage.action,
                model: usage.model,
                quantity: usage.quantity.map(i64::unsigned_abs),
                member,
                project,
                credits: usage.credits.map(|credits| credits.to_string()),
            });
        }
        Ok(pending)
    }

    /// Books how a pending usage ended.
    ///
    /// # Errors
    /// It is not pending, or its price is unknown and none was given.
    pub fn settle_pending(&mut self, draft: &SettleDraft) -> Result<Spent, ApiError> {
        let wallet = self.books.wallet(&draft.wallet)?;
        let (_, usage) = self.usage_of(&wallet, &draft.id)?;
        let outcome = if draft.succeeded { UsageStatus::Succeeded } else { UsageStatus::Failed };
        let credits = draft.credits.as_deref();
        let entered = self
            .settle(&wallet.name, &draft.id, outcome.word(), credits, None)
            .map_err(|error| error.at_field("credits"))?;
        let held = usage.credits.map(|credits| credits.to_string());
        let charged = typed::filled(credits).map(str::to_owned).or(held);
        let (credits, effect) = match draft.succeeded {
            true => (charged, SpendEffect::Draws),
            false => (None, SpendEffect::Nothing),
        };
        self.spent(&wallet, entered.id, 1, credits, effect)
    }

    fn spent(
        &self,
        wallet: &Wallet,
        batch: String,
        times: u32,
        credits: Option<String>,
        effect: SpendEffect,
    ) -> Result<Spent, ApiError> {
        let state = self.books.state_at(wallet, self.clock.now(), None)?;
        let left = state.balance(&wallet.rules)?.to_string();
        Ok(Spent { batch, times, credits, effect, left })
    }
}
