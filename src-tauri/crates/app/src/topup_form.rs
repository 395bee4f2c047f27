//! What can be bought for a wallet: bundles compared, and what a purchase would lead to.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::engine::{NoBook, State};
use bursar_ledger::fact::{Fact, Refusal};
use bursar_ledger::instant::Instant;
use bursar_ledger::pace::Pace;
use bursar_store::{Event, JournalFact, LotAdded, Wallet};

use crate::App;
use crate::fine_money::per_credit;
use crate::report::Topup;
use crate::topup::{Purchase, topup_of};
use crate::ways_out::condition;
use crate::wire::{ApiError, ErrorCode, Lasts, TopUpDraft, TopUpForm, TopUpOffer, TopUpRow};

/// Earlier purchases that are listed.
const EARLIER_SHOWN: u32 = 12;
/// How far ahead is looked for the day on which credits run out: two years.
const AHEAD_SECONDS: i64 = 730 * 86_400;

impl App {
    /// What can be bought for a wallet now.
    ///
    /// # Errors
    /// No such wallet.
    pub fn top_up_form(&self, wallet: &str) -> Result<TopUpForm, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let state = self.books.state_at(&wallet, self.clock.now(), None)?;
        let (pace, _) = self.pace(&wallet)?;
        let earlier = self.earlier_topups(&wallet)?;
        let subscribed = state.is_subscribed();
        let mut bundles = Vec::with_capacity(catalog.bundles.len());
        for bundle in &catalog.bundles {
            let topup = Topup {
                wallet: wallet.name.clone(),
                bundle: Some(bundle.id.clone()),
                ..Topup::default()
            };
            let purchase = self.read_purchase(&wallet, &catalog, &topup)?;
            bundles.push(self.offer(&wallet, &catalog, &purchase, pace.as_ref())?);
        }
        let last_currency =
            earlier.iter().find_map(|row| row.paid.as_ref()).map(|paid| paid.currency.clone());
        Ok(TopUpForm {
            provider_title: catalog.title.clone(),
            zone: wallet.rules.zone.name().to_owned(),
            word: catalog.topup_unit.clone(),
            condition: condition(&catalog, catalog.topup.needs_subscription, subscribed),
            source: catalog.topup.source.clone(),
            plan: self.running_plan(&wallet, &state)?,
            currency: last_currency.or(catalog.currency.map(|c| c.code().to_owned())),
            left: state.balance(&wallet.rules)?.to_string(),
            lasts: self.lasts(&wallet, &state, pace.as_ref())?,
            pace: pace.map(|pace| pace.per_day()).transpose()?.map(|pace| pace.to_string()),
            bundles,
            earlier,
            wallet: wallet.name,
        })
    }

    /// What a purchase would lead to.
    ///
    /// # Errors
    /// Something in the draft cannot be read; its field is named.
    pub fn top_up_quote(&self, draft: &TopUpDraft) -> Result<TopUpOffer, ApiError> {
        let wallet = self.books.wallet(&draft.wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let purchase = self.read_purchase(&wallet, &catalog, &topup_of(draft)?)?;
        let (pace, _) = self.pace(&wallet)?;
        self.offer(&wallet, &catalog, &purchase, pace.as_ref())
    }

    fn offer(
        &self,
        wallet: &Wallet,
        catalog: &Catalog,
        purchase: &Purchase<'_>,
        pace: Option<&Pace>,
    ) -> Result<TopUpOffer, ApiError> {
        let at = purchase.at;
        let fact = Fact::LotAdded(purchase.terms("topup-in-mind"));
        let trial = self.books.try_alike(wallet, at, &fact, 1)?;
        match trial.refusal {
            None => {}
            Some(Refusal::ExpiryInPast) => {
                let message = "these credits would have lapsed when they are bought";
                return Err(ApiError::new(ErrorCode::Refused, message)
                    .with_hint("Check the day, or leave it out if they never lapse.")
                    .at_field("expires"));
            }
            Some(other) => return Err(crate::errors::refused(other)),
        }
        let subscribed = trial.before.is_subscribed();
        let mut after = trial.last;
        let now = self.clock.now();
        if after.now < now {
            after.advance(&wallet.rules, now, &mut NoBook)?;
        }
        Ok(TopUpOffer {
            bundle: purchase.bundle.map(|bundle| bundle.id.clone()),
            title: purchase.bundle.map(|bundle| bundle.title.clone()),
            credits: purchase.credits.to_string(),
            price: purchase.paid.map(Into::into),
            per_credit: purchase.paid.and_then(|paid| per_credit(paid, purchase.credits)),
            condition: condition(catalog, purchase.needs_subscription, subscribed),
            at: at.to_string(),
            left_after: after.balance(&wallet.rules)?.to_string(),
            lasts: self.lasts(wallet, &after, pace)?,
            expires: purchase.expires.map(|expires| expires.to_string()),
        })
    }

    /// How long a wallet lasts at its pace, from a state on.
    fn lasts(
        &self,
        wallet: &Wallet,
        state: &State,
        pace: Option<&Pace>,
    ) -> Result<Lasts, ApiError> {
        let Some(pace) = pace else { return Ok(Lasts { until: None, beyond: false }) };
        let until = self.clock.now().plus_seconds(AHEAD_SECONDS).unwrap_or(Instant::MAX);
        let out = pace.project(state, &wallet.rules, until)?.runs_out;
        Ok(Lasts { until: out.map(|out| out.to_string()), beyond: out.is_none() })
    }

    fn earlier_topups(&self, wallet: &Wallet) -> Result<Vec<TopUpRow>, ApiError> {
        let mut rows = Vec::new();
        for seq in self.books.recent_topups(wallet, EARLIER_SHOWN)? {
            let entry = self.books.entry(seq)?;
            let JournalFact::Event(event, receipt) = entry.fact else { continue };
            let Event::LotAdded(LotAdded { terms, bundle, .. }) = *event else { continue };
            rows.push(TopUpRow {
                id: entry.id.to_string(),
                at: entry.happened_at.to_string(),
                credits: terms.amount.to_string(),
                bundle,
                paid: terms.paid.map(Into::into),
                receipt,
            });
        }
        Ok(rows)
    }
}
