//! A usage that is typed in: read, priced, and booked or refused with the ways out.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::State;
use bursar_ledger::fact::{Refusal, Seq, Source, Tag};
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{NoPrice, Priced, Query};
use bursar_store::{JournalFact, NewUsage, StoreError, UsageStatus, Wallet};

use crate::App;
use crate::entries::read_settings;
use crate::report::{DrawLine, Record, Recorded};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode};

/// A usage that was read and priced.
pub(crate) struct Reading {
    pub(crate) at: Instant,
    pub(crate) status: UsageStatus,
    pub(crate) quantity: i64,
    /// The figure that was typed.
    pub(crate) given: Option<Credits>,
    pub(crate) priced: Result<Priced, NoPrice>,
    settings: Option<String>,
    pub(crate) tags: Vec<Tag>,
    feature: Option<String>,
}

impl Reading {
    fn by_rate(&self) -> Option<Credits> {
        self.priced.as_ref().ok().map(|priced| priced.credits)
    }

    /// What it costs: the figure that was typed, else the rate card's.
    pub(crate) fn credits(&self) -> Option<Credits> {
        self.given.or(self.by_rate())
    }

    /// The usage to book.
    pub(crate) fn usage<'a>(&'a self, record: &'a Record) -> Result<NewUsage<'a>, ApiError> {
        Ok(NewUsage {
            source: Source::Typed,
            status: Some(self.status),
            quantity: Some(self.quantity),
            credits: self.credits(),
            rated: self.given.and(self.by_rate()),
            feature: self.feature.as_deref(),
            action: Some(typed::name(&record.action, "an action")?),
            model: filled(record.model.as_deref()),
            settings: self.settings.as_deref(),
            member: filled(record.member.as_deref()),
            project: filled(record.project.as_deref()),
            tags: &self.tags,
            external_id: filled(record.id.as_deref()),
            content: None,
            extra: None,
        })
    }
}

impl App {
    /// Books a usage.
    ///
    /// # Errors
    /// Refused when the wallet cannot cover it, with the ways out.
    pub fn record(&mut self, record: &Record) -> Result<Recorded, ApiError> {
        let wallet = self.books.wallet(&record.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let reading = self.read_usage(&wallet, &catalog, record)?;
        let credits = reading.credits();
        let id = filled(record.id.as_deref());
        if let Some(known) = self.already_recorded(&wallet, id, record, &reading, credits)? {
            return Ok(known);
        }
        let action = typed::name(&record.action, "an action")?;
        let title = format!("{action} in {}", wallet.name);
        let usage = reading.usage(record)?;
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

    pub(crate) fn read_usage(
        &self,
        wallet: &Wallet,
        catalog: &Catalog,
        record: &Record,
    ) -> Result<Reading, ApiError> {
        let at =
            self.time_in(record.at.as_deref(), wallet).map_err(|error| error.at_field("at"))?;
        let quantity = typed::quantity(record.quantity.as_deref())
            .map_err(|error| error.at_field("quantity"))?;
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
            Some(text) => Some(
                typed::credits_or_none(text, "the credits")
                    .map_err(|error| error.at_field("credits"))?,
            ),
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
    pub(crate) fn not_covered(
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

/// The settings as one text, the way an import keeps them.
fn settings_text(pairs: &[(String, String)]) -> Option<String> {
    (!pairs.is_empty()).then(|| bursar_store::import::settings::text_of(pairs))
}

fn recorded_text(action: &str, status: UsageStatus, credits: Option<Credits>) -> String {
    match (status, credits) {
        (_, None) => format!("{action} kept without a price: no rate matches"),
        (UsageStatus::Succeeded, Some(credits)) => format!("{action}: {credits} credits"),
        (UsageStatus::Pending, Some(credits)) => format!("{action}: {credits} credits held"),
        (UsageStatus::Failed, Some(_)) => format!("{action} failed"),
    }
}
