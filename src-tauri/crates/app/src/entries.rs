//! What a studio enters: top-ups, usages, refunds, settlements, statements, voids.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::State;
use bursar_ledger::fact::{LotTerms, Refusal, Seq, Source, Tag};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_ledger::rate::{NoPrice, Priced, Query, SettingValue, Settings};
use bursar_store::{
    Event, JournalFact, LotAdded, NewUsage, Settled, StoreError, UsageRow, UsageStatus, Wallet,
};

use crate::App;
use crate::report::{DrawLine, Entered, PriceAnswer, Record, Recorded, Statement, Topup};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode};

/// A usage that was read and priced.
struct Reading {
    at: Instant,
    status: UsageStatus,
    quantity: i64,
    given: Option<Credits>,
    priced: Result<Priced, NoPrice>,
    settings: Option<String>,
    tags: Vec<Tag>,
    feature: Option<String>,
}

impl App {
    /// Books a purchase of credits.
    ///
    /// # Errors
    /// The provider sells none now, the bundle is unknown, or an amount or time cannot be read.
    pub fn topup(&mut self, topup: &Topup) -> Result<Entered, ApiError> {
        let wallet = self.books.wallet(&topup.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let at = self.time_in(topup.at.as_deref(), &wallet)?;
        let bundle = match filled(topup.bundle.as_deref()) {
            Some(id) => Some(catalog.bundle(id).ok_or_else(|| unknown_bundle(&catalog, id))?),
            None => None,
        };
        let amount = match (bundle, filled(topup.credits.as_deref())) {
            (Some(bundle), None) => bundle.credits,
            (None, Some(text)) => typed::credits(text, "the credits")?,
            _ => {
                let message = "a top-up names a bundle or an amount of credits, one of them";
                return Err(ApiError::new(ErrorCode::Input, message));
            }
        };
        let needs = bundle.map_or(catalog.topup.needs_subscription, |b| b.needs_subscription);
        self.check_topup_allowed(&catalog, &wallet, at, needs)?;
        let paid = match filled(topup.paid.as_deref()) {
            Some(text) => Some(typed::money(text, "the price")?),
            None => bundle.and_then(|bundle| bundle.price),
        };
        let expires = match filled(topup.expires.as_deref()) {
            Some(text) => Some(wallet.rules.zone.parse(text)?),
            None => catalog.topup_expires(bundle, at, wallet.rules.zone)?,
        };
        let key = filled(topup.id.as_deref());
        if let Some(entered) = self.topup_already_there(&wallet, key, amount, at)? {
            return Ok(entered);
        }
        let word = catalog.topup_unit.as_deref().unwrap_or(&catalog.unit);
        let text = format!("top-up of {amount} {word}");
        let title = format!("{text} in {}", wallet.name);
        let receipt = self.books.record(self.clock.now(), &title, |batch| {
            let id = format!("topup-{}", batch.next_seq().0);
            let mut terms = LotTerms::plain(&id, Kind::Topup, amount, at);
            terms.expires = expires;
            terms.paid = paid;
            let bundle = bundle.map(|bundle| bundle.title.clone());
            batch.event(&wallet, at, &Event::LotAdded(LotAdded { terms, bundle }), key)
        })?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        self.entered(id, &wallet, text, at)
    }

    fn check_topup_allowed(
        &self,
        catalog: &Catalog,
        wallet: &Wallet,
        at: Instant,
        needs_subscription: bool,
    ) -> Result<(), ApiError> {
        if !catalog.topup.offered {
            let message = format!("{} sells no credits beside its plans", catalog.title);
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Wait for the next refill, or subscribe to a larger plan."));
        }
        let subscribed =
            || Ok::<_, ApiError>(self.books.state_at(wallet, at, None)?.is_subscribed());
        if needs_subscription && !subscribed()? {
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
        amount: Credits,
        at: Instant,
    ) -> Result<Option<Entered>, ApiError> {
        let Some(key) = key else { return Ok(None) };
        let Some(seq) = self.books.find_by_key(wallet, key)? else { return Ok(None) };
        let entry = self.books.entry(seq)?;
        let same = match &entry.fact {
            JournalFact::Event(event, _) => match &**event {
                Event::LotAdded(added) => added.terms.amount == amount && entry.happened_at == at,
                _ => false,
            },
            _ => false,
        };
        if !same {
            return Err(crate::errors::refused(Refusal::KeyConflict));
        }
        let text = "this top-up was entered already; nothing was added".to_owned();
        self.entered(entry.id.to_string(), wallet, text, at).map(Some)
    }

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

    /// Books a usage.
    ///
    /// # Errors
    /// Refused when the wallet cannot cover it, with the ways out.
    pub fn record(&mut self, record: &Record) -> Result<Recorded, ApiError> {
        let wallet = self.books.wallet(&record.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let reading = self.read_usage(&wallet, &catalog, record)?;
        let by_rate = reading.priced.as_ref().ok().map(|priced| priced.credits);
        let credits = reading.given.or(by_rate);
        let id = filled(record.id.as_deref());
        if let Some(known) = self.already_recorded(&wallet, id, record, &reading, credits)? {
            return Ok(known);
        }
        let action = typed::name(&record.action, "an action")?;
        let title = format!("{action} in {}", wallet.name);
        let usage = NewUsage {
            source: Source::Typed,
            status: Some(reading.status),
            quantity: Some(reading.quantity),
            credits,
            rated: reading.given.and(by_rate),
            feature: reading.feature.as_deref(),
            action: Some(action),
            model: filled(record.model.as_deref()),
            settings: reading.settings.as_deref(),
            member: filled(record.member.as_deref()),
            project: filled(record.project.as_deref()),
            tags: &reading.tags,
            external_id: id,
            content: None,
            extra: None,
        };
        let at = reading.at;
        let booked = self.books.record(self.clock.now(), &title, |batch| {
            let seq = batch.usage(&wallet, at, &usage)?;
            Ok((seq, batch.id_of(seq)))
        });
        let receipt = match booked {
            Ok(receipt) => receipt,
            Err(StoreError::Refused { refusal: Refusal::NotEnough, conflicts_with }) => {
                let asked = credits.unwrap_or_default();
                return Err(self.not_covered(&wallet, &catalog, at, asked, conflicts_with));
            }
            Err(error) => return Err(error.into()),
        };
        let (seq, id) = receipt.value;
        let text = recorded_text(action, reading.status, credits);
        self.recorded(&wallet, seq, id.to_string(), text, at, credits, usage.rated, false)
    }

    #[expect(clippy::too_many_arguments, reason = "one place that puts the answer together")]
    fn recorded(
        &self,
        wallet: &Wallet,
        seq: Seq,
        id: String,
        text: String,
        at: Instant,
        credits: Option<Credits>,
        rated: Option<Credits>,
        already_there: bool,
    ) -> Result<Recorded, ApiError> {
        let draws = self.books.draws(seq)?.into_iter();
        let draws = draws.map(|(lot, draw)| DrawLine { lot, credits: draw.credits }).collect();
        let entered = self.entered(id, wallet, text, at)?;
        Ok(Recorded { entered, credits, rated, draws, already_there })
    }

    fn read_usage(
        &self,
        wallet: &Wallet,
        catalog: &Catalog,
        record: &Record,
    ) -> Result<Reading, ApiError> {
        let at = self.time_in(record.at.as_deref(), wallet)?;
        let quantity = typed::quantity(record.quantity.as_deref())?;
        let status = match filled(record.status.as_deref()) {
            None | Some("succeeded") => UsageStatus::Succeeded,
            Some("failed") => UsageStatus::Failed,
            Some("pending") => UsageStatus::Pending,
            Some(other) => {
                let message = format!("“{other}” is not a status");
                return Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("Write succeeded, failed or pending."));
            }
        };
        let given = match filled(record.credits.as_deref()) {
            Some(text) => Some(typed::credits_or_none(text, "the credits")?),
            None => None,
        };
        let settings = read_settings(&record.settings);
        let model = filled(record.model.as_deref());
        let query = Query { action: &record.action, model, settings: &settings, quantity, at };
        let card = catalog.rate_card();
        let rate = card.matching(&query);
        Ok(Reading {
            at,
            status,
            quantity,
            given,
            priced: card.price(&query),
            settings: settings_text(&record.settings),
            tags: rate.map(|rate| rate.tags.clone()).unwrap_or_default(),
            feature: rate.and_then(|rate| rate.feature.clone()),
        })
    }

    fn already_recorded(
        &self,
        wallet: &Wallet,
        id: Option<&str>,
        record: &Record,
        reading: &Reading,
        credits: Option<Credits>,
    ) -> Result<Option<Recorded>, ApiError> {
        let Some(id) = id else { return Ok(None) };
        let Some(seq) = self.books.find_by_key(wallet, id)? else { return Ok(None) };
        let entry = self.books.entry(seq)?;
        let JournalFact::Usage(usage) = &entry.fact else {
            return Err(crate::errors::refused(Refusal::KeyConflict));
        };
        let same_time = record.at.is_none() || entry.happened_at == reading.at;
        let same = same_time
            && usage.action.as_deref() == filled(Some(&record.action))
            && usage.model.as_deref() == filled(record.model.as_deref())
            && usage.member.as_deref() == filled(record.member.as_deref())
            && usage.project.as_deref() == filled(record.project.as_deref())
            && usage.quantity == Some(reading.quantity)
            && usage.credits == credits;
        if !same {
            return Err(crate::errors::refused(Refusal::KeyConflict));
        }
        let text = "this usage was entered already; nothing was added".to_owned();
        let id = entry.id.to_string();
        let at = entry.happened_at;
        self.recorded(wallet, seq, id, text, at, credits, usage.rated, true).map(Some)
    }

    /// Why a usage is not covered, and the three ways out: wait, top up, a larger plan.
    fn not_covered(
        &self,
        wallet: &Wallet,
        catalog: &Catalog,
        at: Instant,
        asked: Credits,
        conflicts_with: Option<Seq>,
    ) -> ApiError {
        if let Some(seq) = conflicts_with {
            let id = self.books.entry(seq).map(|entry| entry.id.to_string()).unwrap_or_default();
            let message =
                format!("with this, the usage {id}, booked after it, would no longer be covered");
            return ApiError::new(ErrorCode::Refused, message)
                .with_hint("Enter the missing top-up first, or void that usage.");
        }
        let state = self.books.state_at(wallet, at, None).unwrap_or_default();
        let holds = state.balance(&wallet.rules).unwrap_or_default();
        let message =
            format!("{} holds {holds} credits for this, and it takes {asked}", wallet.name);
        ApiError::new(ErrorCode::Refused, message).with_hint(ways_out(&state, catalog))
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

    /// Books what the provider shows; the difference is a correction.
    ///
    /// # Errors
    /// An amount or time that cannot be read.
    pub fn statement(
        &mut self,
        wallet: &str,
        shows: &str,
        at: Option<&str>,
    ) -> Result<Statement, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let shows = Credits::parse(shows)?;
        let at = self.time_in(at, &wallet)?;
        let books = self.books.state_at(&wallet, at, None)?.balance(&wallet.rules)?;
        let difference = shows.minus(books)?;
        let text = format!("statement of {shows} credits, corrected by {difference}");
        let event = Event::Reconciled { observed: shows };
        let entered = self.book_event(&wallet, at, &event, text)?;
        Ok(Statement { entered, books, shows, difference })
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

/// Wait until the renewal, top up if that is allowed now, or a larger plan.
fn ways_out(state: &State, catalog: &Catalog) -> String {
    let mut ways = Vec::new();
    let refills = state.grants().iter().filter_map(|grant| grant.next.zip(Some(grant)));
    if let Some((at, grant)) = refills.min_by_key(|(at, _)| *at) {
        let credits = grant.terms.amount_at(at);
        ways.push(format!("wait for the refill of {credits} credits on {at}"));
    }
    if catalog.topup.offered && (!catalog.topup.needs_subscription || state.is_subscribed()) {
        ways.push("top up".to_owned());
    }
    if !catalog.plans.is_empty() {
        ways.push("subscribe to a larger plan".to_owned());
    }
    if ways.is_empty() {
        return "Enter a missing top-up first.".to_owned();
    }
    let sentence = ways.join(", or ");
    let mut letters = sentence.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn read_settings(pairs: &[(String, String)]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in pairs {
        settings.insert(name.trim(), SettingValue::read(value));
    }
    settings
}

/// The settings as one text, the way an import keeps them.
fn settings_text(pairs: &[(String, String)]) -> Option<String> {
    (!pairs.is_empty()).then(|| bursar_store::import::settings::text_of(pairs))
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

fn recorded_text(action: &str, status: UsageStatus, credits: Option<Credits>) -> String {
    match (status, credits) {
        (_, None) => format!("{action} kept without a price: no rate matches"),
        (UsageStatus::Succeeded, Some(credits)) => format!("{action}: {credits} credits"),
        (UsageStatus::Pending, Some(credits)) => format!("{action}: {credits} credits held"),
        (UsageStatus::Failed, Some(_)) => format!("{action} failed"),
    }
}
