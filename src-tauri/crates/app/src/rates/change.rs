//! Changes to a provider's file: a dated rate more, a figure that was open, another text, and the
//! way back to the file that came with the program.

use std::path::Path;

use bursar_ledger::catalog::{Catalog, Problem, RateRow, shipped, with_plan_figures, with_rate};

use crate::App;
use crate::export::{IfThere, write_file};
use crate::providers::{catalog_among, file_among};
use crate::typed::filled;
use crate::wire::{
    ApiError, ErrorCode, FileProblem, FileReplaced, FileReport, FileSaved, RateDraft,
};

use super::draft;
use super::priced_now;

impl App {
    /// Adds a dated rate to a provider's file; a shipped file is copied for that. Usages that waited
    /// for it are priced in the same batch.
    ///
    /// # Errors
    /// Something typed cannot be read, or the row would tie with another.
    pub fn add_rate(&mut self, provider: &str, draft: &RateDraft) -> Result<FileSaved, ApiError> {
        let files = self.provider_files()?;
        let file = file_among(&files, provider)?;
        let catalog = catalog_among(&files, provider)?;
        let mut row = draft::rate(draft, catalog.zone, "").map_err(|problems| {
            let first = problems.into_iter().next();
            let (field, message) =
                first.map_or_else(Default::default, |first| (first.field, first.message));
            ApiError::new(ErrorCode::Input, message).at_field(field)
        })?;
        let today = self.clock.now().to_utc().map(|now| now.date_naive());
        row.read = today.filter(|_| row.source.is_some());
        let after = draft.after.and_then(|line| usize::try_from(line).ok());
        let text =
            with_rate(&file.text, &row, after).map_err(|problems| cannot_hold(&row, &problems))?;
        let title = format!("rate {} of {}", in_words(&row), catalog.title);
        self.keep_file(&title, &text)
    }

    /// Fills in what a provider's file leaves open about a plan.
    ///
    /// # Errors
    /// Something typed cannot be read, or there is nothing to fill in.
    pub fn fill_plan(
        &mut self,
        provider: &str,
        plan: &str,
        credits: Option<&str>,
        price: Option<&str>,
    ) -> Result<FileSaved, ApiError> {
        let files = self.provider_files()?;
        let file = file_among(&files, provider)?;
        let catalog = catalog_among(&files, provider)?;
        let credits = filled(credits)
            .map(|text| crate::typed::credits(text, "the credits"))
            .transpose()
            .map_err(|error| error.at_field("credits"))?;
        let price = draft::money(price.unwrap_or_default(), catalog.currency, "the price")
            .map_err(|message| ApiError::new(ErrorCode::Input, message).at_field("price"))?;
        let usual = catalog.plan(plan).map(|(_, billing)| billing).ok();
        let prices: Vec<_> = usual.zip(price).into_iter().collect();
        let text = with_plan_figures(&file.text, plan, credits, &prices)
            .map_err(|problems| ApiError::new(ErrorCode::Input, first_of(&problems)))?;
        if text == file.text {
            return Err(ApiError::new(ErrorCode::Input, "there is no figure to keep")
                .with_hint("Give the credits of a refill, or the price.")
                .at_field("credits"));
        }
        let (found, _) = catalog.plan(plan)?;
        let title = format!("figures of the plan {} of {}", found.title, catalog.title);
        self.keep_file(&title, &text)
    }

    /// What a text would be as a provider's file.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn check_provider_text(&self, text: &str) -> Result<FileReport, ApiError> {
        let catalog = match Catalog::parse(text) {
            Ok(catalog) => catalog,
            Err(problems) => {
                return Ok(FileReport {
                    provider: None,
                    title: None,
                    counts: (0, 0, 0),
                    replaces: FileReplaced::Nothing,
                    problems: problems.into_iter().map(told).collect(),
                });
            }
        };
        let files = self.provider_files()?;
        let replaces = match files.iter().find(|file| file.name == catalog.name) {
            None => FileReplaced::Nothing,
            Some(file) if file.text == text => FileReplaced::Itself,
            Some(file) if file.own => FileReplaced::Own,
            Some(_) => FileReplaced::Shipped,
        };
        Ok(FileReport {
            counts: (
                catalog.plans.len() as u64,
                catalog.bundles.len() as u64,
                catalog.rate_card().rates().len() as u64,
            ),
            provider: Some(catalog.name),
            title: Some(catalog.title),
            replaces,
            problems: Vec::new(),
        })
    }

    /// Keeps a text as a provider's file.
    ///
    /// # Errors
    /// It cannot be used, or the books cannot be written.
    pub fn add_provider_text(&mut self, text: &str) -> Result<FileSaved, ApiError> {
        let name = Catalog::parse(text).map(|catalog| catalog.name);
        let name = name.map_err(|problems| ApiError::new(ErrorCode::Input, first_of(&problems)))?;
        self.keep_file(&format!("provider file {name}"), text)
    }

    /// The text of the file of a provider that counts, with its name as a file.
    ///
    /// # Errors
    /// No such provider.
    pub fn provider_text(&self, provider: &str) -> Result<(String, String), ApiError> {
        let files = self.provider_files()?;
        let file = file_among(&files, provider)?;
        Ok((format!("{}.toml", file.name), file.text.clone()))
    }

    /// Writes the file of a provider that counts to a place of the user's choosing; what is there
    /// already goes.
    ///
    /// # Errors
    /// No such provider, or the place cannot be written.
    pub fn write_provider_file(&self, provider: &str, file: &Path) -> Result<(), ApiError> {
        let (_, text) = self.provider_text(provider)?;
        let write = |out: &mut dyn std::io::Write| Ok(out.write_all(text.as_bytes())?);
        write_file(file, IfThere::Replace, self.books.path(), write).map(|_| ())
    }

    /// Takes the studio's own file of a provider back, so that the shipped one counts again.
    ///
    /// # Errors
    /// There is none, or wallets would be left without a provider.
    pub fn restore_provider(&mut self, provider: &str) -> Result<FileSaved, ApiError> {
        let files = self.provider_files()?;
        let file = file_among(&files, provider)?;
        if !file.own {
            let message = format!("the file of {} is the one that came with Bursar", file.name);
            return Err(ApiError::new(ErrorCode::Input, message));
        }
        let name = file.name.clone();
        let catalog = match shipped().iter().find(|(own, _)| *own == name) {
            Some((_, text)) => Catalog::parse(text)
                .map_err(|problems| ApiError::new(ErrorCode::Internal, first_of(&problems)))?,
            None => return Err(self.no_shipped(&name)),
        };
        let title = format!("back to the shipped file of {}", catalog.title);
        self.book_file(&title, &catalog, None)
    }

    fn no_shipped(&self, name: &str) -> ApiError {
        let message = format!("no file of {name} came with Bursar");
        ApiError::new(ErrorCode::Refused, message)
            .with_hint("Its own file stays, since its wallets need it.")
    }

    /// Keeps a text under its provider's name, and prices the usages that it now prices.
    pub(crate) fn keep_file(&mut self, title: &str, text: &str) -> Result<FileSaved, ApiError> {
        let catalog = Catalog::parse(text)
            .map_err(|problems| ApiError::new(ErrorCode::Input, first_of(&problems)))?;
        let own = self.books.provider_files()?;
        if own.iter().any(|(name, known)| *name == catalog.name && *known == text) {
            return Ok(saved(&catalog, 0, None));
        }
        self.book_file(title, &catalog, Some(text))
    }

    fn book_file(
        &mut self,
        title: &str,
        catalog: &Catalog,
        text: Option<&str>,
    ) -> Result<FileSaved, ApiError> {
        let mut prices = Vec::new();
        let mut priced = 0;
        for wallet in self.books.wallets()? {
            if wallet.provider == catalog.name {
                let now = priced_now(&self.books.unpriced_usages(&wallet)?, catalog);
                priced += now.len() as u64;
                prices.push((wallet, now));
            }
        }
        let receipt = self.books.record(self.clock.now(), title, |batch| {
            match text {
                Some(text) => batch.add_provider_file(&catalog.name, text)?,
                None => batch.drop_provider_file(&catalog.name)?,
            };
            for (wallet, prices) in &prices {
                batch.price_usages(wallet, prices)?;
            }
            Ok(())
        })?;
        Ok(saved(catalog, priced, receipt.batch.map(|batch| batch.id.to_string())))
    }
}

fn saved(catalog: &Catalog, priced: u64, batch: Option<String>) -> FileSaved {
    FileSaved {
        provider: catalog.name.clone(),
        title: catalog.title.clone(),
        rates: catalog.rate_card().rates().len() as u64,
        priced,
        batch,
    }
}

fn told(problem: Problem) -> FileProblem {
    FileProblem { line: problem.line as u64, field: problem.field, message: problem.message }
}

fn first_of(problems: &[Problem]) -> String {
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// What a row is about, for the journal.
fn in_words(row: &RateRow) -> String {
    let named = |names: &[String]| {
        names.iter().filter(|name| !name.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    };
    let words = [named(&row.actions), named(&row.models)];
    let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "of everything".to_owned() } else { format!("of {}", words.join(", ")) }
}

/// Why a file cannot take a row: mostly that another says the same at the same time.
fn cannot_hold(row: &RateRow, problems: &[Problem]) -> ApiError {
    let message = problems.first().map(|problem| problem.message.clone()).unwrap_or_default();
    let error = ApiError::new(ErrorCode::Input, message);
    let tied = problems.first().is_some_and(|problem| problem.field == "rate");
    match (tied, row.from) {
        (true, None) => error
            .with_hint("Say from when on it holds; the rate of the time before stays as it is.")
            .at_field("from"),
        (true, Some(_)) => error
            .with_hint("Let it name more of what is to agree, or begin at another time.")
            .at_field("from"),
        _ => error,
    }
}
