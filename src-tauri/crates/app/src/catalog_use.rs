//! Providers' files as the command line uses them: listed, shown, checked and added.
//!
//! They can be asked without books, since those that come with the program need none.

use std::path::Path;

use bursar_ledger::calendar::Every;
use bursar_ledger::catalog::{Catalog, Problem};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use serde::Serialize;

use crate::App;
use crate::account::unit_word;
use crate::clock::Clock;
use crate::entries;
use crate::providers::{self, ProviderFile, catalog_among};
use crate::report::PriceAnswer;
use crate::typed;
use crate::wire::{ApiError, ErrorCode};

/// A provider's file is written by hand; a larger one is something else.
const MOST_BYTES_OF_A_FILE: u64 = 4 << 20;

/// The providers' files that count.
pub struct Providers(Vec<ProviderFile>);

/// A provider in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProviderLine {
    /// The word that commands use for it.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// How many plans it has.
    pub plans: usize,
    /// How many bundles.
    pub bundles: usize,
    /// How many rates.
    pub rates: usize,
    /// The studio's own file, not one that came with the program.
    pub own: bool,
    /// The first page that its facts come from.
    pub source: Option<String>,
    /// The day on which that page was read.
    pub read_on: Option<String>,
}

/// What is wrong with a provider's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileCheck {
    /// The file.
    pub file: String,
    /// It can be used.
    pub valid: bool,
    /// All that is wrong with it, in the order of the lines.
    pub problems: Vec<Problem>,
}

/// A provider's file that can be added.
pub struct NewProvider {
    text: String,
    catalog: Catalog,
}

/// What came of adding a provider's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProviderAdded {
    /// The word that commands use for it.
    pub name: String,
    /// How many rates it has.
    pub rates: usize,
    /// The books hold this very file; nothing was added.
    pub already_there: bool,
    /// Usages that had no price and have one now.
    pub priced: u64,
    /// The entry; none when nothing was added.
    pub id: Option<String>,
}

impl Providers {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        Self(providers::with_own(Vec::new()))
    }

    /// Those that books know: the shipped ones and the studio's own. Where there are no books, the
    /// shipped ones.
    ///
    /// # Errors
    /// The books are there and cannot be read.
    pub fn known_to(books: &Path) -> Result<Self, ApiError> {
        if !books.exists() {
            return Ok(Self::shipped());
        }
        Ok(Self(App::open_existing(books)?.provider_files()?))
    }

    /// A line for each, by name.
    ///
    /// # Errors
    /// A file in the books no longer reads.
    pub fn list(&self) -> Result<Vec<ProviderLine>, ApiError> {
        let line = |file: &ProviderFile| {
            let catalog = providers::parsed(file)?;
            let page = catalog.pages.first();
            Ok(ProviderLine {
                plans: catalog.plans.len(),
                bundles: catalog.bundles.len(),
                rates: catalog.rate_card().rates().len(),
                own: file.own,
                source: page.map(|page| page.url.clone()),
                read_on: page.map(|page| page.read.to_string()),
                name: catalog.name,
                title: catalog.title,
            })
        };
        self.0.iter().map(line).collect()
    }

    /// One of them, whole.
    ///
    /// # Errors
    /// No such provider.
    pub fn catalog(&self, provider: &str) -> Result<Catalog, ApiError> {
        catalog_among(&self.0, provider)
    }

    /// The studio's own, whole.
    ///
    /// # Errors
    /// A file in the books no longer reads.
    pub fn own_catalogs(&self) -> Result<Vec<Catalog>, ApiError> {
        self.0.iter().filter(|file| file.own).map(providers::parsed).collect()
    }

    /// What a job would cost.
    ///
    /// # Errors
    /// As [`App::price`].
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
        let at = match typed::filled(at) {
            Some(text) => catalog.zone.parse(text)?,
            None => Clock::System.now(),
        };
        entries::price_by(&catalog, action, model, settings, quantity, at)
    }
}

/// Checks a provider's file.
///
/// # Errors
/// It cannot be read.
pub fn check_provider_file(file: &Path) -> Result<FileCheck, ApiError> {
    let problems = Catalog::check(&provider_file_text(file)?);
    Ok(FileCheck { file: file.display().to_string(), valid: problems.is_empty(), problems })
}

impl NewProvider {
    /// Reads a provider's file.
    ///
    /// # Errors
    /// It cannot be read, or something in it is wrong.
    pub fn read(file: &Path) -> Result<Self, ApiError> {
        let text = provider_file_text(file)?;
        let catalog = Catalog::parse(&text).map_err(|problems| {
            let first = problems.first().map(ToString::to_string).unwrap_or_default();
            let more = match problems.len() {
                0 | 1 => String::new(),
                count => format!(" (and {} more)", count - 1),
            };
            let message = format!("{} cannot be used: {first}{more}", file.display());
            let hint = format!("“bursar catalog check {}” names all problems.", file.display());
            ApiError::new(ErrorCode::Input, message).with_hint(hint)
        })?;
        Ok(Self { text, catalog })
    }
}

impl App {
    /// Adds a provider's file, and prices the usages that one of its rates now matches.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn add_provider(&mut self, new: &NewProvider) -> Result<ProviderAdded, ApiError> {
        let catalog = &new.catalog;
        let saved = self.keep_file(&format!("provider file {}", catalog.name), &new.text)?;
        Ok(ProviderAdded {
            name: catalog.name.clone(),
            rates: catalog.rate_card().rates().len(),
            already_there: saved.batch.is_none(),
            priced: saved.priced,
            id: saved.batch,
        })
    }
}

/// The text of a provider's file, whatever it says.
///
/// # Errors
/// It cannot be read, is no text or is too large.
pub fn provider_file_text(file: &Path) -> Result<String, ApiError> {
    let shown = file.display();
    let wrong = |why: String| ApiError::new(ErrorCode::Input, why);
    let metadata = std::fs::metadata(file).map_err(|error| {
        wrong(format!("{shown} cannot be read: {error}")).with_hint("Check the path.")
    })?;
    if metadata.is_dir() {
        return Err(wrong(format!("{shown} is a folder; name a file in it")));
    }
    if metadata.len() > MOST_BYTES_OF_A_FILE {
        return Err(wrong(format!("{shown} is larger than a provider's file ever is")));
    }
    let bytes =
        std::fs::read(file).map_err(|error| wrong(format!("{shown} cannot be read: {error}")))?;
    String::from_utf8(bytes)
        .map_err(|_| wrong(format!("{shown} is not text")).with_hint("Save it as UTF-8."))
}

/// A length of time in words: `day`, `3 months`.
pub fn every_in_words(every: Every) -> String {
    let unit = unit_word(every.unit);
    if every.n == 1 { unit.to_owned() } else { format!("{} {unit}s", every.n) }
}

/// A plan as a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// Its word in commands.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Credits of a refill, if they are published.
    pub credits: Option<Credits>,
    /// How it can be paid.
    pub billing: String,
    /// What each billing costs, where it is published.
    pub prices: Option<String>,
}

/// The plans of a provider.
pub fn plan_lines(catalog: &Catalog) -> impl Iterator<Item = PlanLine> {
    catalog.plans.iter().map(|plan| {
        let billing: Vec<String> = plan.billing.iter().map(ToString::to_string).collect();
        let prices: Vec<String> =
            plan.prices.iter().map(|(billing, price)| format!("{price} {billing}")).collect();
        PlanLine {
            id: plan.id.clone(),
            title: plan.title.clone(),
            credits: plan.credits,
            billing: billing.join(", "),
            prices: (!prices.is_empty()).then(|| prices.join(", ")),
        }
    })
}

/// A rate as a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateLine {
    /// The action that must agree.
    pub action: Option<String>,
    /// The model that must agree.
    pub model: Option<String>,
    /// The settings that must agree.
    pub settings: String,
    /// Credits of a result, or of a step of it, if they are published.
    pub credits: Option<Credits>,
    /// The step.
    pub per: String,
    /// What settings add.
    pub add: String,
    /// In force from this instant on.
    pub from: Option<Instant>,
    /// No longer in force from this instant on.
    pub to: Option<Instant>,
}

/// The rates of a provider, in the order of its file.
pub fn rate_lines(catalog: &Catalog) -> impl Iterator<Item = RateLine> {
    catalog.rate_card().rates().iter().map(|rate| {
        let settings = rate.settings.iter().map(|(name, value)| format!("{name}={value}"));
        let add = rate.add.iter().map(|(name, credits)| format!("{name} +{credits}"));
        RateLine {
            action: rate.action.clone(),
            model: rate.model.clone(),
            settings: settings.collect::<Vec<_>>().join(", "),
            credits: rate.credits,
            per: rate
                .per
                .as_ref()
                .map(|per| format!("{} {}", per.step, per.setting))
                .unwrap_or_default(),
            add: add.collect::<Vec<_>>().join(", "),
            from: rate.from,
            to: rate.to,
        }
    })
}
