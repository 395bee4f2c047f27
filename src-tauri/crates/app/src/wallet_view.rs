//! One wallet in full, and the providers to choose from, as the window shows them.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, LotView, State};
use bursar_ledger::policy::Kind;

use crate::App;
use crate::balance::{amount, in_reading_order};
use crate::overview::worth_of;
use crate::providers::parsed;
use crate::wire::{
    ApiError, BundleCard, KindFigures, LotRow, LotState, PlanBilling, PlanCard, ProviderCard,
    Reading, ReadingOption, WalletView,
};

/// Lots that the window gets at once.
const LOTS_SHOWN: usize = 200;
/// Ended lots that it gets.
const ENDED_SHOWN: usize = 10;

impl App {
    /// One wallet in full.
    ///
    /// # Errors
    /// No such wallet.
    pub fn wallet(&self, name: &str) -> Result<WalletView, ApiError> {
        let wallet = self.books.wallet(name)?;
        let now = self.clock.now();
        let state = self.books.state_at(&wallet, now, None)?;
        let lots = in_reading_order(&wallet, &state)?;
        let is_open = |lot: &&LotView| match lot.stage {
            LotStage::Waiting => true,
            LotStage::Active => lot.remaining.is_positive() || lot.held.is_positive(),
            LotStage::Ended | LotStage::Voided => false,
        };
        let open: Vec<&LotView> = lots.iter().filter(is_open).collect();
        let ended = lots.iter().filter(|lot| matches!(lot.stage, LotStage::Ended));
        Ok(WalletView {
            at: now.to_string(),
            card: self.wallet_card(&wallet, &state)?,
            figures: figures(&lots)?,
            lots_total: open.len() as u64,
            lots: rows(open.into_iter().take(LOTS_SHOWN), &state)?,
            ended: rows(ended.take(ENDED_SHOWN), &state)?,
            entries: self.books.entry_count(&wallet)?,
        })
    }

    /// The providers to choose from.
    ///
    /// # Errors
    /// The books cannot be read, or hold a provider's file that is no longer valid.
    pub fn catalog_list(&self) -> Result<Vec<ProviderCard>, ApiError> {
        let files = self.provider_files()?;
        files.iter().map(|file| Ok(provider_card(&parsed(file)?, file.own))).collect()
    }
}

fn figures(lots: &[LotView]) -> Result<Vec<KindFigures>, ApiError> {
    let mut figures = Vec::new();
    for kind in Kind::ALL {
        let of_kind: Vec<&LotView> =
            lots.iter().filter(|lot| lot.kind == kind && lot.stage != LotStage::Waiting).collect();
        let sum =
            |figure: fn(&LotView) -> Credits| Credits::sum(of_kind.iter().map(|lot| figure(lot)));
        let granted = sum(amount)?;
        if !granted.is_positive() {
            continue;
        }
        let drawn = sum(|lot| lot.drawn)?.minus(sum(|lot| lot.refunded)?)?;
        let spendable = of_kind.iter().filter(|lot| lot.spendable);
        figures.push(KindFigures {
            kind: kind.into(),
            granted: granted.to_string(),
            drawn: drawn.to_string(),
            available: Credits::sum(spendable.map(|lot| lot.remaining))?.to_string(),
            held: sum(|lot| lot.held)?.to_string(),
            expired: sum(|lot| lot.expired)?.to_string(),
        });
    }
    Ok(figures)
}

fn rows<'a>(
    lots: impl Iterator<Item = &'a LotView>,
    state: &State,
) -> Result<Vec<LotRow>, ApiError> {
    lots.map(|lot| {
        let terms = state.lots().iter().find(|known| known.id == lot.id);
        let tags = |tags: Option<&Vec<bursar_ledger::fact::Tag>>| {
            tags.into_iter().flatten().map(|tag| tag.to_string()).collect()
        };
        Ok(LotRow {
            id: lot.id.clone(),
            kind: lot.kind.into(),
            state: match lot.stage {
                LotStage::Waiting => LotState::Coming,
                LotStage::Active if lot.spendable => LotState::Open,
                LotStage::Active => LotState::Frozen,
                LotStage::Ended | LotStage::Voided => LotState::Ended,
            },
            granted: amount(lot).to_string(),
            left: lot.remaining.to_string(),
            held: lot.held.to_string(),
            expired: lot.expired.to_string(),
            starts: lot.starts.to_string(),
            expires: lot.expires.map(|expires| expires.to_string()),
            not_for: tags(terms.map(|lot| &lot.not_for)),
            only_for: tags(terms.map(|lot| &lot.only_for)),
            paid: lot.paid.map(Into::into),
            worth: worth_of(lot)?.map(Into::into),
        })
    })
    .collect()
}

fn provider_card(catalog: &Catalog, own: bool) -> ProviderCard {
    let plans = catalog.plans.iter().map(|plan| PlanCard {
        id: plan.id.clone(),
        title: plan.title.clone(),
        credits: plan.credits.map(|credits| credits.to_string()),
        price: plan.prices.first().map(|(_, price)| (*price).into()),
        refills: match plan.billing.first() {
            Some(bursar_ledger::catalog::Billing::Weekly) => "weekly",
            _ => "monthly",
        }
        .to_owned(),
        billing: plan
            .billing
            .iter()
            .map(|billing| PlanBilling {
                every: billing.to_string(),
                price: plan
                    .prices
                    .iter()
                    .find(|(priced, _)| priced == billing)
                    .map(|(_, price)| (*price).into()),
            })
            .collect(),
    });
    let bundles = catalog.bundles.iter().map(|bundle| BundleCard {
        id: bundle.id.clone(),
        title: bundle.title.clone(),
        credits: Some(bundle.credits.to_string()),
        price: bundle.price.map(Into::into),
    });
    let page = catalog.pages.first();
    ProviderCard {
        id: catalog.name.clone(),
        title: catalog.title.clone(),
        zone: Some(catalog.zone.name().to_owned()),
        plans: plans.collect(),
        bundles: bundles.collect(),
        rates: catalog.rate_card().rates().len() as u64,
        readings: readings_of(catalog),
        source: page.map(|page| page.url.clone()),
        read_on: page.map(|page| page.read.to_string()),
        own,
    }
}

/// The questions that a provider's pages leave open, the assumed answer of each first.
pub(crate) fn readings_of(catalog: &Catalog) -> Vec<Reading> {
    let readings = catalog.readings.iter().map(|reading| {
        let option = |choice: &bursar_ledger::catalog::Choice| ReadingOption {
            id: choice.id.clone(),
            text: choice.title.clone(),
        };
        // The assumed answer comes first.
        let (assumed, others): (Vec<_>, Vec<_>) =
            reading.choices.iter().partition(|choice| choice.id == reading.default);
        Reading {
            id: reading.id.clone(),
            question: reading.question.clone(),
            options: assumed.into_iter().chain(others).map(option).collect(),
        }
    });
    readings.collect()
}
