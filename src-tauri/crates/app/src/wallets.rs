//! Wallets: added with what a provider's file says about them, and listed.

use std::collections::BTreeMap;

use bursar_ledger::calendar::Zone;
use bursar_ledger::catalog::{Answers, Catalog};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{LotTerms, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{Batch, Event, GrantStarted, LotAdded, NewWallet, StoreError, Wallet};

use crate::App;
use crate::report::{Entered, WalletLine, WalletTerms};
use crate::subscriptions::Subscribing;
use crate::typed;
use crate::wire::{self, ApiError};

/// A wallet that is ready to be booked.
struct Adding {
    new: NewWallet,
    opened: Instant,
    opening: Option<Credits>,
    answers: Answers,
}

/// The lot of what a wallet held when it was added.
pub(crate) const OPENING: &str = "opening";

/// Whether a lot was bought once: what a wallet held already is booked as if it were, and nobody says
/// what that had cost.
pub(crate) fn is_purchase(kind: Kind, lot: &str) -> bool {
    kind == Kind::Topup && lot != OPENING
}

/// How a setting of the books keeps which wallet it is about: by the entry that added it, since the
/// name may change.
pub(crate) fn kept_as(wallet: &Wallet) -> String {
    wallet.seq.0.to_string()
}

/// The wallet that a setting is about; one that was kept by its name is found too.
pub(crate) fn kept_wallet<'w>(wallets: &'w [Wallet], kept: &str) -> Option<&'w Wallet> {
    let by_entry = wallets.iter().find(|wallet| kept_as(wallet) == kept);
    by_entry.or_else(|| wallets.iter().find(|wallet| wallet.name == kept))
}

impl App {
    /// Adds a wallet, with the free credits of its provider and what it holds already.
    ///
    /// # Errors
    /// An unknown provider, zone or answer, a name that is taken, an amount or time that cannot be
    /// read.
    pub fn wallet_add(&mut self, terms: &WalletTerms) -> Result<Entered, ApiError> {
        let catalog = self.catalog(&terms.provider)?;
        let adding = self.adding(&catalog, terms)?;
        self.book_wallet(&catalog, &adding, None)
    }

    /// The same, as the window asks for it: possibly together with a subscription.
    ///
    /// # Errors
    /// As [`App::wallet_add`] and [`App::subscribe`]; nothing is booked then.
    pub fn add_wallet(&mut self, wallet: &wire::NewWallet) -> Result<(), ApiError> {
        let since = wallet.subscription.as_ref().and_then(|plan| plan.since.clone());
        let terms = WalletTerms {
            name: wallet.name.clone(),
            provider: wallet.provider.clone(),
            timezone: Some(wallet.zone.clone()),
            opening: wallet.opening.clone(),
            at: since.clone(),
            readings: wallet
                .readings
                .iter()
                .map(|choice| (choice.reading.clone(), choice.option.clone()))
                .collect(),
        };
        let catalog = self.catalog(&terms.provider)?;
        let adding = self.adding(&catalog, &terms)?;
        let subscribing = wallet.subscription.as_ref().map(|asked| {
            let (credits, price) = (asked.credits.as_deref(), asked.price.as_deref());
            let (credits, price) = (typed::filled(credits), typed::filled(price));
            Subscribing::read(&catalog, &asked.plan, adding.opened, credits, price).map_err(
                |error| {
                    if error.field.is_some() {
                        return error;
                    }
                    error
                        .at_field("credits")
                        .with_hint("Fill in what the provider’s pages leave open.")
                },
            )
        });
        let subscribing = subscribing.transpose()?;
        self.book_wallet(&catalog, &adding, subscribing.as_ref()).map(|_| ())
    }

    fn adding(&self, catalog: &Catalog, terms: &WalletTerms) -> Result<Adding, ApiError> {
        let at = |field: &'static str| move |error: ApiError| error.at_field(field);
        let name = typed::name(&terms.name, "a wallet").map_err(at("name"))?;
        let zone: Zone = match typed::filled(terms.timezone.as_deref()) {
            Some(zone) => zone.parse().map_err(ApiError::from).map_err(at("zone"))?,
            None => catalog.zone,
        };
        let answers: Answers = terms.readings.iter().cloned().collect();
        let policy = catalog.policy(&answers)?;
        let chosen = catalog.chosen(&answers)?;
        let asked = catalog.readings.iter().zip(chosen);
        let readings: BTreeMap<String, String> =
            asked.map(|(reading, choice)| (reading.id.clone(), choice.id.clone())).collect();
        let opening = match typed::filled(terms.opening.as_deref()) {
            Some(text) => {
                Some(typed::credits_or_none(text, "the opening credits").map_err(at("opening"))?)
            }
            None => None,
        };
        Ok(Adding {
            new: NewWallet {
                name: name.to_owned(),
                provider: catalog.name.clone(),
                rules: WalletRules { policy, zone },
                readings,
            },
            opened: self.time(terms.at.as_deref(), zone).map_err(at("since"))?,
            opening: opening.filter(|credits| credits.is_positive()),
            answers,
        })
    }

    fn book_wallet(
        &mut self,
        catalog: &Catalog,
        adding: &Adding,
        subscribing: Option<&Subscribing>,
    ) -> Result<Entered, ApiError> {
        let zone = adding.new.rules.zone;
        let free = catalog.free_grants(adding.opened, zone, &adding.answers)?;
        let title = format!("wallet {}", adding.new.name);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            let wallet = batch.add_wallet(&adding.new)?;
            for grant in &free {
                let started = GrantStarted { terms: grant.terms.clone(), plan: None, price: None };
                batch.event(&wallet, grant.at, &Event::GrantStarted(started), None)?;
            }
            if let Some(credits) = adding.opening {
                open_with(batch, &wallet, adding.opened, credits)?;
            }
            if let Some(subscribing) = subscribing {
                subscribing.book(batch, &wallet, catalog, adding.opened)?;
            }
            Ok(wallet)
        })?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        let wallet = receipt.value;
        let text = format!("{} added, at {}", wallet.name, catalog.title);
        self.entered(id, &wallet, text, adding.opened)
    }

    /// The wallets.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn wallet_list(&self) -> Result<Vec<WalletLine>, ApiError> {
        self.books.wallets()?.iter().map(|wallet| self.wallet_line(wallet)).collect()
    }

    /// One wallet.
    ///
    /// # Errors
    /// No such wallet.
    pub fn wallet_show(&self, name: &str) -> Result<WalletLine, ApiError> {
        self.wallet_line(&self.books.wallet(name)?)
    }

    fn wallet_line(&self, wallet: &Wallet) -> Result<WalletLine, ApiError> {
        let order = wallet.rules.policy.order.iter().map(|key| format!("{key:?}").to_lowercase());
        let state = self.books.state_at(wallet, self.clock.now(), None)?;
        let ahead = self.ahead(wallet, &state)?;
        Ok(WalletLine {
            name: wallet.name.clone(),
            provider: wallet.provider.clone(),
            timezone: wallet.rules.zone.name().to_owned(),
            plan: self.running_plan(wallet, &state)?,
            readings: wallet.readings.clone(),
            order: order.collect(),
            per_day: ahead.pace.as_ref().map(|pace| pace.per_day()).transpose()?,
            runs_out: ahead.projection.runs_out,
        })
    }

    /// What an entry led to, with the balance after it.
    pub(crate) fn entered(
        &self,
        id: String,
        wallet: &Wallet,
        text: String,
        at: Instant,
    ) -> Result<Entered, ApiError> {
        let state = self.books.state_at(wallet, self.clock.now().max(at), None)?;
        let available = state.balance(&wallet.rules)?;
        Ok(Entered { id, wallet: wallet.name.clone(), text, at, available })
    }
}

/// The credits that a wallet holds when it is opened, and that belong to no plan.
fn open_with(
    batch: &mut Batch<'_>,
    wallet: &Wallet,
    at: Instant,
    credits: Credits,
) -> Result<(), StoreError> {
    let terms = LotTerms::plain(OPENING, Kind::Topup, credits, at);
    let added = LotAdded { terms, bundle: None, payment: None };
    batch.event(wallet, at, &Event::LotAdded(added), None).map(|_| ())
}
