//! A purchase of credits: read, checked against the provider's condition, and booked.

use std::path::Path;

use bursar_ledger::catalog::{Bundle, Catalog};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{LotTerms, Refusal};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use bursar_store::{BatchSummary, Event, JournalFact, LotAdded, Payment, Wallet};

use crate::App;
use crate::report::{Entered, Topup};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode, Receipt, TopUpDraft};

/// A purchase that was read.
pub(crate) struct Purchase<'c> {
    pub(crate) at: Instant,
    pub(crate) bundle: Option<&'c Bundle>,
    pub(crate) credits: Credits,
    pub(crate) paid: Option<Money>,
    pub(crate) expires: Option<Instant>,
    /// It can only be made while a subscription runs.
    pub(crate) needs_subscription: bool,
}

impl Purchase<'_> {
    /// The lot that it leaves.
    pub(crate) fn terms(&self, id: &str) -> LotTerms {
        let mut terms = LotTerms::plain(id, Kind::Topup, self.credits, self.at);
        terms.expires = self.expires;
        terms.paid = self.paid;
        terms
    }
}

impl App {
    /// Books a purchase of credits.
    ///
    /// # Errors
    /// The provider sells none now, the bundle is unknown, or an amount or time cannot be read.
    pub fn topup(&mut self, topup: &Topup) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(&topup.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let purchase = self.read_purchase(&wallet, &catalog, topup)?;
        self.check_topup_allowed(&catalog, &wallet, &purchase)?;
        let key = filled(topup.id.as_deref());
        if let Some(entered) = self.topup_already_there(&wallet, key, &purchase)? {
            return Ok(entered);
        }
        let text = words(&catalog, &purchase);
        let batch = self.book_purchase(&wallet, &purchase, &text, key, None)?;
        let id = batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.entered(id, &wallet, text, purchase.at)
    }

    /// Books a purchase of credits with what was noted about its payment, and gives its receipt.
    ///
    /// # Errors
    /// As [`App::topup`]; or a purchase with this receipt number is in the books already.
    pub fn top_up(
        &mut self,
        draft: &TopUpDraft,
        attachment: Option<&Path>,
    ) -> Result<Receipt, ApiError> {
        let topup = topup_of(draft)?;
        let wallet = self.books.wallet(&topup.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let purchase = self.read_purchase(&wallet, &catalog, &topup)?;
        self.check_topup_allowed(&catalog, &wallet, &purchase)?;
        let key = filled(topup.id.as_deref());
        if let Some(key) = key
            && self.books.find_by_key(&wallet, key)?.is_some()
        {
            let message = format!("an entry with the number “{key}” is in {} already", wallet.name);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Check the number; nothing was booked.")
                .at_field("receipt"));
        }
        let payment = Payment {
            note: filled(draft.note.as_deref()).map(str::to_owned),
            attachment: attachment.map(|path| path.to_string_lossy().into_owned()),
        };
        let payment = (payment != Payment::default()).then_some(payment);
        let text = words(&catalog, &purchase);
        let batch = self.book_purchase(&wallet, &purchase, &text, key, payment)?;
        let id = batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        let receipt = self.receipt(&id)?;
        Ok(Receipt { batch: Some(id), ..receipt })
    }

    pub(crate) fn read_purchase<'c>(
        &self,
        wallet: &Wallet,
        catalog: &'c Catalog,
        topup: &Topup,
    ) -> Result<Purchase<'c>, ApiError> {
        let at = self.time_in(topup.at.as_deref(), wallet).map_err(|e| e.at_field("at"))?;
        let bundle = match filled(topup.bundle.as_deref()) {
            Some(id) => Some(catalog.bundle(id).ok_or_else(|| unknown_bundle(catalog, id))?),
            None => None,
        };
        let credits = match (bundle, filled(topup.credits.as_deref())) {
            (Some(bundle), None) => bundle.credits,
            (None, Some(text)) => {
                typed::credits(text, "the credits").map_err(|e| e.at_field("credits"))?
            }
            _ => {
                let message = "a top-up names a bundle or an amount of credits, one of them";
                return Err(ApiError::new(ErrorCode::Input, message).at_field("credits"));
            }
        };
        let paid = match filled(topup.paid.as_deref()) {
            Some(text) => Some(typed::money(text, "the price").map_err(|e| e.at_field("paid"))?),
            None => bundle.and_then(|bundle| bundle.price),
        };
        let expires = match filled(topup.expires.as_deref()) {
            Some(text) => {
                let parsed = wallet.rules.zone.parse(text);
                Some(parsed.map_err(|error| ApiError::from(error).at_field("expires"))?)
            }
            None => catalog.topup_expires(bundle, at, wallet.rules.zone)?,
        };
        let needs = bundle.map_or(catalog.topup.needs_subscription, |b| b.needs_subscription);
        Ok(Purchase { at, bundle, credits, paid, expires, needs_subscription: needs })
    }

    fn book_purchase(
        &mut self,
        wallet: &Wallet,
        purchase: &Purchase<'_>,
        text: &str,
        key: Option<&str>,
        payment: Option<Payment>,
    ) -> Result<Option<BatchSummary>, ApiError> {
        let title = format!("{text} in {}", wallet.name);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            let terms = purchase.terms(&format!("topup-{}", batch.next_seq().0));
            let bundle = purchase.bundle.map(|bundle| bundle.title.clone());
            let added = LotAdded { terms, bundle, payment };
            batch.event(wallet, purchase.at, &Event::LotAdded(added), key)
        })?;
        Ok(receipt.batch)
    }

    fn check_topup_allowed(
        &self,
        catalog: &Catalog,
        wallet: &Wallet,
        purchase: &Purchase<'_>,
    ) -> Result<(), ApiError> {
        if !catalog.topup.offered {
            let message = format!("{} sells no credits beside its plans", catalog.title);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Wait for the next refill, or subscribe to a larger plan."));
        }
        let at = purchase.at;
        let subscribed =
            || Ok::<_, ApiError>(self.books.state_at(wallet, at, None)?.is_subscribed());
        if purchase.needs_subscription && !subscribed()? {
            let message = format!(
                "{} sells top-ups only while a subscription runs, and none runs in {} at {at}",
                catalog.title, wallet.name
            );
            return Err(ApiError::new(ErrorCode::Refused, message).with_hint(
                "Enter the subscription first with “bursar subscribe”, also with an earlier date.",
            ));
        }
        Ok(())
    }

    fn topup_already_there(
        &self,
        wallet: &Wallet,
        key: Option<&str>,
        purchase: &Purchase<'_>,
    ) -> Result<Option<Entered>, ApiError> {
        let Some(key) = key else { return Ok(None) };
        let Some(seq) = self.books.find_by_key(wallet, key)? else { return Ok(None) };
        let entry = self.books.entry(seq)?;
        let same = match &entry.fact {
            JournalFact::Event(event, _) => match &**event {
                Event::LotAdded(added) => {
                    added.terms.amount == purchase.credits && entry.happened_at == purchase.at
                }
                _ => false,
            },
            _ => false,
        };
        if !same {
            return Err(crate::errors::refused(Refusal::KeyConflict));
        }
        let text = "this top-up was entered already; nothing was added".to_owned();
        self.entered(entry.id.to_string(), wallet, text, purchase.at).map(Some)
    }
}

/// A draft in the form in which the command line books.
pub(crate) fn topup_of(draft: &TopUpDraft) -> Result<Topup, ApiError> {
    let paid = match (filled(draft.paid.as_deref()), filled(draft.currency.as_deref())) {
        (None, _) => None,
        (Some(amount), Some(currency)) => Some(format!("{amount} {currency}")),
        (Some(_), None) => {
            return Err(ApiError::new(ErrorCode::Input, "say in which currency this was paid")
                .with_hint("Write its code, such as EUR.")
                .at_field("currency"));
        }
    };
    Ok(Topup {
        wallet: draft.wallet.clone(),
        bundle: draft.bundle.clone(),
        credits: draft.credits.clone(),
        paid,
        expires: draft.expires.clone(),
        id: draft.receipt.clone(),
        at: draft.at.clone(),
    })
}

fn words(catalog: &Catalog, purchase: &Purchase<'_>) -> String {
    let word = catalog.topup_unit.as_deref().unwrap_or(&catalog.unit);
    format!("top-up of {} {word}", purchase.credits)
}

fn unknown_bundle(catalog: &Catalog, asked: &str) -> ApiError {
    let known: Vec<&str> = catalog.bundles.iter().map(|bundle| bundle.id.as_str()).collect();
    let message = format!("{} has no bundle “{asked}” in its file", catalog.title);
    let hint = if known.is_empty() {
        "Its pages name no bundles; give the amount with --credits.".to_owned()
    } else {
        format!("Known are {}; or give the amount with --credits.", known.join(", "))
    };
    ApiError::new(ErrorCode::Input, message).with_hint(hint)
}
