//! A provider's rate card in full: its rows with their dates, what is open about it, and the words
//! that it knows.

use std::collections::{BTreeMap, BTreeSet};

use bursar_ledger::catalog::{Catalog, shipped};
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Phase, Rate};
use bursar_store::Wallet;

use crate::App;
use crate::providers::{ProviderFile, file_among, parsed};
use crate::wire::{
    ApiError, KnownWords, OpenPlan, OpenQuestion, RateNote, RatePage, RatePhase, RateRow,
    RatesPage, RatesProvider, RatesView, SettingValues, WalletReadings,
};

/// A provider, before it is told.
struct Shelved<'a> {
    file: &'a ProviderFile,
    catalog: Catalog,
    wallets: Vec<&'a Wallet>,
    /// None while nobody counted.
    open: Option<Open>,
}

/// Usages that need a look.
#[derive(Clone, Copy, Default)]
struct Open {
    unpriced: u64,
    differing: u64,
}

impl App {
    /// The rate cards: every provider, and one of them in full; where none is asked for, the one
    /// that most needs a look.
    ///
    /// # Errors
    /// No such provider, or the books cannot be read.
    pub fn rates(&self, provider: Option<&str>) -> Result<RatesView, ApiError> {
        let files = self.provider_files()?;
        let wallets = self.books.wallets()?;
        let of_provider = |name: &str| -> Vec<&Wallet> {
            wallets.iter().filter(|wallet| wallet.provider == name).collect()
        };
        let mut shelf = Vec::with_capacity(files.len());
        for file in &files {
            let (catalog, wallets) = (parsed(file)?, of_provider(&file.name));
            shelf.push(Shelved { file, catalog, wallets, open: None });
        }
        shelf.sort_by_key(|one| one.wallets.is_empty());
        let place = match provider {
            Some(asked) => {
                let name = &file_among(&files, asked)?.name;
                shelf.iter().position(|one| one.file.name == *name)
            }
            None => self.most_needed(&mut shelf)?,
        };
        let shown = &mut shelf[place.unwrap_or_default()];
        let now = self.clock.now();
        let page = self.rates_page(shown.file, &shown.catalog, &shown.wallets, now)?;
        // What the page tells one by one need not be counted again.
        shown.open = Some(Open {
            unpriced: page.unpriced.iter().map(|group| group.count).sum(),
            differing: page.drift.iter().map(|group| group.count).sum(),
        });
        let mut providers = Vec::with_capacity(shelf.len());
        for one in shelf {
            let open = one.open.map_or_else(|| self.open_at(&one), Ok)?;
            providers.push(RatesProvider {
                id: one.catalog.name,
                title: one.catalog.title,
                own: one.file.own,
                wallets: one.wallets.into_iter().map(|wallet| wallet.name.clone()).collect(),
                unpriced: open.unpriced,
                differing: open.differing,
            });
        }
        Ok(RatesView { at: now.to_string(), providers, page })
    }

    /// The one with usages that wait, then one with wallets, then the first.
    fn most_needed(&self, shelf: &mut [Shelved<'_>]) -> Result<Option<usize>, ApiError> {
        for (place, one) in shelf.iter_mut().enumerate() {
            let open = self.open_at(one)?;
            one.open = Some(open);
            if open.unpriced > 0 || open.differing > 0 {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    fn open_at(&self, one: &Shelved<'_>) -> Result<Open, ApiError> {
        let mut open = Open::default();
        for wallet in &one.wallets {
            // What has no quantity cannot be priced by any rate.
            let unpriced = self.books.unpriced(wallet)?;
            open.unpriced += unpriced - self.books.usages_without_quantity(wallet)?.min(unpriced);
            open.differing += self.differing(&one.catalog, wallet)?;
        }
        Ok(open)
    }

    fn rates_page(
        &self,
        file: &ProviderFile,
        catalog: &Catalog,
        wallets: &[&Wallet],
        now: Instant,
    ) -> Result<RatesPage, ApiError> {
        let mut without_quantity = 0;
        for wallet in wallets {
            without_quantity += self.books.usages_without_quantity(wallet)?;
        }
        Ok(RatesPage {
            id: catalog.name.clone(),
            title: catalog.title.clone(),
            unit: catalog.unit.clone(),
            zone: catalog.zone.name().to_owned(),
            own: file.own,
            shipped: shipped().iter().any(|(name, _)| *name == file.name),
            wallets: wallets.iter().map(|wallet| readings(catalog, wallet)).collect(),
            rows: rows(catalog, now),
            unpriced: self.waiting(catalog, wallets)?,
            without_quantity,
            drift: self.drift(catalog, wallets)?,
            questions: questions(catalog),
            notes: catalog
                .notes
                .iter()
                .map(|note| RateNote { text: note.text.clone(), source: note.source.clone() })
                .collect(),
            pages: catalog
                .pages
                .iter()
                .map(|page| RatePage { url: page.url.clone(), read_on: page.read.to_string() })
                .collect(),
            plans: plans(catalog),
            known: known(catalog),
        })
    }
}

fn readings(catalog: &Catalog, wallet: &Wallet) -> WalletReadings {
    let answers = catalog.readings.iter().map(|reading| {
        let chosen = wallet.readings.get(&reading.id).unwrap_or(&reading.default);
        (reading.id.clone(), chosen.clone())
    });
    WalletReadings { wallet: wallet.name.clone(), answers: answers.collect() }
}

fn questions(catalog: &Catalog) -> Vec<OpenQuestion> {
    let question = |reading: &bursar_ledger::catalog::Reading| OpenQuestion {
        id: reading.id.clone(),
        question: reading.question.clone(),
        assumed: reading.default.clone(),
        answers: reading
            .choices
            .iter()
            .map(|choice| (choice.id.clone(), choice.title.clone()))
            .collect(),
        source: reading.source.clone(),
    };
    catalog.readings.iter().map(question).collect()
}

fn plans(catalog: &Catalog) -> Vec<OpenPlan> {
    let plan = |plan: &bursar_ledger::catalog::Plan| OpenPlan {
        id: plan.id.clone(),
        title: plan.title.clone(),
        credits: plan.credits.map(|credits| credits.to_string()),
        price: plan.prices.first().map(|(_, price)| (*price).into()),
        billing: plan.billing.first().map(ToString::to_string).unwrap_or_default(),
    };
    catalog.plans.iter().map(plan).collect()
}

/// The rows as the file writes them: rates of one line that stand alike in time are one row, as far
/// as their keys can be told as lists.
fn rows(catalog: &Catalog, now: Instant) -> Vec<RateRow> {
    let card = catalog.rate_card();
    let mut alike: BTreeMap<(usize, Option<Instant>, bool), Vec<usize>> = BTreeMap::new();
    for (index, rate) in card.rates().iter().enumerate() {
        let past = card.phase(index, now) == Phase::Past;
        alike.entry((rate.line, card.until(index), past)).or_default().push(index);
    }
    let mut rows = Vec::new();
    for indices in alike.into_values() {
        for together in told_as_lists(catalog, indices) {
            rows.push(row(catalog, &together, now));
        }
    }
    rows
}

/// The rates, split until each part is all combinations of its actions, models and settings.
fn told_as_lists(catalog: &Catalog, indices: Vec<usize>) -> Vec<Vec<usize>> {
    let rates: Vec<&Rate> =
        indices.iter().filter_map(|index| catalog.rate_card().rate(*index)).collect();
    let keys = Lists::of(&rates);
    if keys.combinations() == rates.len() {
        return vec![indices];
    }
    let mut by_action: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
    for (index, rate) in indices.iter().zip(&rates) {
        by_action.entry(rate.action.clone()).or_default().push(*index);
    }
    if by_action.len() == 1 {
        return indices.into_iter().map(|index| vec![index]).collect();
    }
    by_action.into_values().flat_map(|part| told_as_lists(catalog, part)).collect()
}

/// The keys of rates, each once and in their order.
#[derive(Default)]
struct Lists {
    actions: Vec<String>,
    models: Vec<String>,
    settings: Vec<SettingValues>,
}

impl Lists {
    fn of(rates: &[&Rate]) -> Self {
        let mut lists = Self::default();
        for rate in rates {
            once(&mut lists.actions, rate.action.iter());
            once(&mut lists.models, rate.model.iter());
            for (name, value) in rate.settings.iter() {
                let value = value.to_string();
                match lists.settings.iter_mut().find(|setting| setting.name == name) {
                    Some(setting) => once(&mut setting.values, [&value]),
                    None => lists
                        .settings
                        .push(SettingValues { name: name.to_owned(), values: vec![value] }),
                }
            }
        }
        lists
    }

    fn combinations(&self) -> usize {
        let settings = self.settings.iter().map(|setting| setting.values.len());
        settings.product::<usize>() * self.actions.len().max(1) * self.models.len().max(1)
    }
}

fn once<'a>(list: &mut Vec<String>, more: impl IntoIterator<Item = &'a String>) {
    for name in more {
        if !list.contains(name) {
            list.push(name.clone());
        }
    }
}

/// Rates of one line as one row.
pub(super) fn row(catalog: &Catalog, indices: &[usize], now: Instant) -> RateRow {
    let card = catalog.rate_card();
    let rates: Vec<&Rate> = indices.iter().filter_map(|index| card.rate(*index)).collect();
    let index = indices.first().copied().unwrap_or_default();
    let none = Rate::default();
    let first = rates.first().copied().unwrap_or(&none);
    let keys = Lists::of(&rates);
    RateRow {
        line: first.line as u64,
        feature: first.feature.clone(),
        actions: keys.actions,
        models: keys.models,
        settings: keys.settings,
        credits: first.credits.map(|credits| credits.to_string()),
        per: first.per.as_ref().map(|per| (per.setting.clone(), per.step.to_string())),
        add: first.add.iter().map(|(name, more)| (name.clone(), more.to_string())).collect(),
        from: first.from.map(|from| from.to_string()),
        until: card.until(index).map(|until| until.to_string()),
        phase: match card.phase(index, now) {
            Phase::Past => RatePhase::Past,
            Phase::InForce => RatePhase::InForce,
            Phase::Coming => RatePhase::Coming,
        },
        tags: first.tags.iter().map(ToString::to_string).collect(),
        source: first.source.clone(),
        read_on: first.read.map(|read| read.to_string()),
        note: first.note.clone(),
    }
}

fn known(catalog: &Catalog) -> KnownWords {
    let rates = catalog.rate_card().rates();
    let mut settings: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut tags = BTreeSet::new();
    for rate in rates {
        for (name, value) in rate.settings.iter() {
            let values = settings.entry(name.to_owned()).or_default();
            values.extend(Some(value.to_string()).filter(|value| !value.is_empty()));
        }
        for name in rate.per.iter().map(|per| &per.setting).chain(rate.add.keys()) {
            settings.entry(bursar_ledger::rate::fold(name).into_owned()).or_default();
        }
        tags.extend(rate.tags.iter().map(ToString::to_string));
    }
    let mut words = KnownWords::default();
    for rate in rates {
        once(&mut words.features, &rate.feature);
        once(&mut words.actions, &rate.action);
        once(&mut words.models, rate.model.iter().filter(|model| !model.is_empty()));
    }
    words.tags = tags.into_iter().collect();
    words.settings = settings
        .into_iter()
        .map(|(name, values)| SettingValues { name, values: values.into_iter().collect() })
        .collect();
    words
}
