//! What a studio enters beside usages and top-ups: refunds, settlements, voids.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, SettingValue, Settings};
use bursar_store::{Event, JournalFact, Settled, StoreError, UsageRow, UsageStatus, Wallet};

use crate::App;
use crate::report::{Entered, PriceAnswer};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode};

impl App {
    /// What a job would cost.
    ///
    /// # Errors
    /// An unknown provider, or no rate that matches.
    pub fn price(
        &self,
        provider: &str,
        action: &str,
        model: Option<&str>,
        settings: &[(String, String)],
        quantity: Option<&str>,
        at: Option<&str>,
    ) -> Result<PriceAnswer, ApiError> {
        let catalog = self.catalog(provider)?;
        let at = self.time(at, catalog.zone)?;
        price_by(&catalog, action, model, settings, quantity, at)
    }

    /// Books that a usage gave credits back.
    ///
    /// # Errors
    /// No such usage, or more than is left of it.
    pub fn refund(
        &mut self,
        wallet: &str,
        id: &str,
        credits: Option<&str>,
        at: Option<&str>,
    ) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let (usage, _) = self.usage_of(&wallet, id)?;
        let credits = match filled(credits) {
            Some(text) => Some(typed::credits(text, "the refund")?),
            None => None,
        };
        let at = self.time_in(at, &wallet)?;
        let text = match credits {
            Some(credits) => format!("refund of {credits} credits"),
            None => "refund of all that was left".to_owned(),
        };
        let event = Event::Refunded { usage, credits };
        self.book_event(&wallet, at, &event, text)
    }

    /// Books how a pending usage ended.
    ///
    /// # Errors
    /// No such usage, or it is not pending.
    pub fn settle(
        &mut self,
        wallet: &str,
        id: &str,
        outcome: &str,
        credits: Option<&str>,
        at: Option<&str>,
    ) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let (usage, row) = self.usage_of(&wallet, id)?;
        let succeeded = match outcome.trim() {
            "succeeded" => true,
            "failed" => false,
            other => {
                let message = format!("“{other}” is not an outcome");
                return Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("Write succeeded or failed."));
            }
        };
        if row.status != UsageStatus::Pending {
            let message = format!("this usage is not pending; it has {}", row.status.word());
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("A usage that was charged is refunded, a wrong entry is voided."));
        }
        let credits = match filled(credits) {
            Some(text) => Some(typed::credits_or_none(text, "the credits")?),
            None => None,
        };
        if succeeded && row.credits.is_none() && credits.is_none() {
            let message = "this usage has no price yet";
            return Err(ApiError::new(ErrorCode::Input, message)
                .with_hint("Say what it cost with --credits."));
        }
        let at = self.time_in(at, &wallet)?;
        let text = format!("settled as {}", outcome.trim());
        let event = Event::Settled { usage, settled: Settled { succeeded, credits } };
        self.book_event(&wallet, at, &event, text)
    }

    /// Voids an entry: it stays in the journal and no longer counts.
    ///
    /// # Errors
    /// No such entry, or a usage would no longer be covered without it.
    pub fn void(&mut self, id: &str, reason: &str) -> Result<Entered, ApiError> {
        let reason = typed::name(reason, "the reason")?.to_owned();
        let seq = self.find_anywhere(id)?;
        let entry = self.books.entry(seq)?;
        let title = format!("void of {}", entry.id);
        let receipt = self.books.record(self.clock.now(), &title, |batch| batch.void(seq, &reason));
        let receipt = receipt?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        let text = format!("entry {} voided: {reason}", entry.id);
        self.entered_in(id, entry.wallet.as_deref(), text)
    }

    /// Undoes the last batch that counts.
    ///
    /// # Errors
    /// There is none, or a usage would no longer be covered without it.
    pub fn undo(&mut self) -> Result<Entered, ApiError> {
        let receipt = self.books.record(self.clock.now(), "undo", |batch| batch.undo_last())?;
        let undone = receipt.value;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        let wallet = self.books.entry(undone.first).ok().and_then(|entry| entry.wallet);
        let text = format!("undone: {} ({} entries)", undone.title, undone.entries);
        self.entered_in(id, wallet.as_deref(), text)
    }

    fn book_event(
        &mut self,
        wallet: &Wallet,
        at: Instant,
        event: &Event,
        text: String,
    ) -> Result<Entered, ApiError> {
        let title = format!("{text} in {}", wallet.name);
        let receipt = self
            .books
            .record(self.clock.now(), &title, |batch| batch.event(wallet, at, event, None))?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.entered(id, wallet, text, at)
    }

    /// The same for an entry whose wallet may be gone.
    fn entered_in(
        &self,
        id: String,
        wallet: Option<&str>,
        text: String,
    ) -> Result<Entered, ApiError> {
        let at = self.clock.now();
        match wallet.map(|name| self.books.wallet(name)) {
            Some(Ok(wallet)) => self.entered(id, &wallet, text, at),
            _ => {
                let wallet = wallet.unwrap_or_default().to_owned();
                Ok(Entered { id, wallet, text, at, available: Credits::ZERO })
            }
        }
    }

    pub(crate) fn usage_of(&self, wallet: &Wallet, id: &str) -> Result<(Seq, UsageRow), ApiError> {
        let seq = self.books.find_entry(Some(wallet), id)?;
        let entry = self.books.entry(seq)?;
        let not_a_usage = || {
            let message = format!("“{id}” is not a usage of {}", wallet.name);
            ApiError::new(ErrorCode::Input, message).with_hint("“bursar journal” lists the ids.")
        };
        if entry.voided || entry.wallet.as_deref() != Some(wallet.name.as_str()) {
            return Err(not_a_usage());
        }
        match entry.fact {
            JournalFact::Usage(usage) => Ok((seq, *usage)),
            _ => Err(not_a_usage()),
        }
    }

    /// An entry by its id, or by the key it has in any one wallet.
    fn find_anywhere(&self, id: &str) -> Result<Seq, ApiError> {
        if let Ok(seq) = self.books.find_entry(None, id) {
            return Ok(seq);
        }
        for wallet in self.books.wallets()? {
            if let Some(seq) = self.books.find_by_key(&wallet, id.trim())? {
                return Ok(seq);
            }
        }
        Err(StoreError::UnknownEntry(bursar_ledger::credits::shorten(id)).into())
    }
}

/// What a job would cost by a provider's rate card at an instant.
pub(crate) fn price_by(
    catalog: &Catalog,
    action: &str,
    model: Option<&str>,
    settings: &[(String, String)],
    quantity: Option<&str>,
    at: Instant,
) -> Result<PriceAnswer, ApiError> {
    let quantity = typed::quantity(quantity)?;
    let settings = read_settings(settings);
    let query = Query { action, model, settings: &settings, quantity, at };
    let card = catalog.rate_card();
    let priced = card.price(&query).map_err(|reason| {
        let message = format!("{} for {action}: {reason}", catalog.title);
        ApiError::new(ErrorCode::Input, message)
            .with_hint(format!("“bursar catalog show {}” lists the rates.", catalog.name))
    })?;
    let rate = card.rate(priced.rate);
    Ok(PriceAnswer {
        provider: catalog.name.clone(),
        action: action.to_owned(),
        credits: priced.credits,
        unit: priced.unit,
        quantity,
        rate: rate.map(rate_in_words).unwrap_or_default(),
        source: rate.and_then(|rate| rate.source.clone()),
    })
}

pub(crate) fn read_settings(pairs: &[(String, String)]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in pairs {
        settings.insert(name.trim(), SettingValue::read(value));
    }
    settings
}

fn rate_in_words(rate: &bursar_ledger::rate::Rate) -> String {
    let keys = [rate.action.as_deref(), rate.model.as_deref()].into_iter().flatten();
    let settings = rate.settings.iter().map(|(name, value)| format!("{name}={value}"));
    let matched: Vec<String> = keys.map(str::to_owned).chain(settings).collect();
    let matched = if matched.is_empty() { "everything".to_owned() } else { matched.join(", ") };
    let credits = rate.credits.map(|credits| credits.to_string()).unwrap_or_default();
    match &rate.per {
        Some(per) => format!("{matched}: {credits} for each {} {}", per.step, per.setting),
        None => format!("{matched}: {credits}"),
    }
}
