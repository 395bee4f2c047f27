//! A purchase of credits as a paper: what was bought, when, for how much, and what was noted.

use std::path::Path;

use bursar_ledger::policy::Kind;
use bursar_store::{Event, JournalFact};

use crate::App;
use crate::fine_money::per_credit;
use crate::wire::{ApiError, ErrorCode, Receipt};

impl App {
    /// The receipt of a purchase, by the id of its entry.
    ///
    /// # Errors
    /// No such entry, or it is no purchase.
    pub fn receipt(&self, id: &str) -> Result<Receipt, ApiError> {
        let seq = self.books.find_entry(None, id)?;
        let entry = self.books.entry(seq)?;
        let no_purchase = || {
            let message = format!("the entry {} is no purchase of credits", entry.id);
            ApiError::new(ErrorCode::Input, message).with_hint("Choose a top-up.")
        };
        let name = entry.wallet.as_deref().ok_or_else(no_purchase)?;
        let wallet = self.books.wallet(name)?;
        let JournalFact::Event(event, number) = &entry.fact else { return Err(no_purchase()) };
        let Event::LotAdded(added) = &**event else { return Err(no_purchase()) };
        let terms = &added.terms;
        if terms.kind != Kind::Topup {
            return Err(no_purchase());
        }
        // A provider whose file is gone is still called by its id.
        let catalog = self.catalog(&wallet.provider).ok();
        let payment = added.payment.clone().unwrap_or_default();
        let file_name = |path: &str| {
            Path::new(path).file_name().map(|name| name.to_string_lossy().into_owned())
        };
        let books = self.books.path().file_stem();
        Ok(Receipt {
            id: entry.id.to_string(),
            batch: None,
            books: books.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            zone: wallet.rules.zone.name().to_owned(),
            provider_title: catalog
                .as_ref()
                .map_or_else(|| wallet.provider.clone(), |catalog| catalog.title.clone()),
            word: catalog.and_then(|catalog| catalog.topup_unit),
            bundle: added.bundle.clone(),
            credits: terms.amount.to_string(),
            paid: terms.paid.map(Into::into),
            per_credit: terms.paid.and_then(|paid| per_credit(paid, terms.amount)),
            at: entry.happened_at.to_string(),
            recorded_at: entry.recorded_at.to_string(),
            expires: terms.expires.map(|expires| expires.to_string()),
            receipt: number.clone(),
            note: payment.note,
            attachment: payment.attachment.as_deref().and_then(file_name),
            voided: entry.voided,
            wallet: wallet.name,
        })
    }
}
