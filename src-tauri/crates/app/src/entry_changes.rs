//! What the detail of an entry can change: refund, settle, void. Each is one batch, so that Undo
//! takes it back; what the rules refuse is said at the field that is to blame.

use bursar_ledger::fact::Refusal;
use bursar_store::{JournalEntry, JournalFact, StoreError, UsageStatus};

use crate::App;
use crate::report::Entered;
use crate::typed::filled;
use crate::wire::{ApiError, EntryDone, ErrorCode};

impl App {
    /// Books that a usage gave credits back: so many, or all that is left where none are given.
    ///
    /// # Errors
    /// No such usage, or more than is left of it.
    pub fn refund_entry(&mut self, id: &str, credits: &str) -> Result<EntryDone, ApiError> {
        let (wallet, _) = self.place_of(id)?;
        let done = self.refund(&wallet, id, filled(Some(credits)), None);
        done.map(done_of).map_err(|error| error.at_field("credits"))
    }

    /// Books how a pending usage ended, and what it cost where that is another figure than was held.
    ///
    /// # Errors
    /// No such usage, it is not pending, or its price is unknown and none is given.
    pub fn settle_entry(
        &mut self,
        id: &str,
        succeeded: bool,
        credits: &str,
    ) -> Result<EntryDone, ApiError> {
        let (wallet, entry) = self.place_of(id)?;
        let credits = filled(Some(credits)).filter(|_| succeeded);
        if let JournalFact::Usage(usage) = &entry.fact {
            let unknown = usage.status == UsageStatus::Pending && usage.credits.is_none();
            if unknown && succeeded && credits.is_none() {
                let message = "this usage has no price yet";
                return Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("Say what it cost.")
                    .at_field("credits"));
            }
        }
        let outcome = if succeeded { "succeeded" } else { "failed" };
        let done = self.settle(&wallet, id, outcome, credits, None);
        done.map(done_of).map_err(|error| error.at_field("credits"))
    }

    /// Voids an entry: it stays in the journal and no longer counts.
    ///
    /// # Errors
    /// No reason, no such entry, it was voided already, or a typed usage would no longer be covered.
    pub fn void_entry(&mut self, id: &str, reason: &str) -> Result<EntryDone, ApiError> {
        if filled(Some(reason)).is_none() {
            return Err(ApiError::new(ErrorCode::Input, "a void needs a reason")
                .with_hint("Say in a few words what was wrong.")
                .at_field("reason"));
        }
        let seq = self.books.find_entry(None, id)?;
        let entry = self.books.entry(seq)?;
        let reason = crate::typed::name(reason, "the reason")?.to_owned();
        let title = format!("void of {}", crate::journal::fact_in_words(&entry.fact));
        let booked = self.books.record(self.clock.now(), &title, |batch| batch.void(seq, &reason));
        let receipt = match booked {
            Err(StoreError::Refused { refusal: Refusal::NotEnough, conflicts_with }) => {
                return Err(self.still_needed(conflicts_with).at_field("reason"));
            }
            other => other.map_err(|error| ApiError::from(error).at_field("reason"))?,
        };
        let batch = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.done_in(batch, entry.wallet)
    }

    /// Why an entry cannot be voided: what was booked after it lives on it.
    fn still_needed(&self, conflicts_with: Option<bursar_ledger::fact::Seq>) -> ApiError {
        let usage = conflicts_with.and_then(|seq| self.books.entry(seq).ok());
        let message = match usage {
            Some(usage) => {
                let words = crate::journal::fact_in_words(&usage.fact);
                format!("without it, “{words}” of {} would no longer be covered", usage.happened_at)
            }
            None => "without it, a usage booked after it would no longer be covered".to_owned(),
        };
        ApiError::new(ErrorCode::Refused, message)
            .with_hint("Enter the missing top-up first, or void that usage.")
    }

    /// The wallet of an entry, and the entry.
    fn place_of(&self, id: &str) -> Result<(String, JournalEntry), ApiError> {
        let entry = self.books.entry(self.books.find_entry(None, id)?)?;
        match entry.wallet.clone() {
            Some(wallet) => Ok((wallet, entry)),
            None => Err(ApiError::new(ErrorCode::Input, "this entry is about no one wallet")),
        }
    }

    fn done_in(&self, batch: String, wallet: Option<String>) -> Result<EntryDone, ApiError> {
        let known = wallet.as_deref().and_then(|name| self.books.wallet(name).ok());
        let available = match &known {
            Some(wallet) => {
                self.books.state_at(wallet, self.clock.now(), None)?.balance(&wallet.rules)?
            }
            None => bursar_ledger::credits::Credits::ZERO,
        };
        let wallet = known.map(|wallet| wallet.name).unwrap_or_default();
        Ok(EntryDone { batch, wallet, available: available.to_string() })
    }
}

fn done_of(entered: Entered) -> EntryDone {
    EntryDone {
        batch: entered.id,
        wallet: entered.wallet,
        available: entered.available.to_string(),
    }
}
