//! Providers: the shipped catalog files and the studio's own, by name.

use bursar_ledger::catalog::{Catalog, shipped};

use crate::App;
use crate::wire::{ApiError, ErrorCode};

/// A provider's file, and whose it is.
pub(crate) struct ProviderFile {
    pub(crate) name: String,
    pub(crate) text: String,
    /// The studio's own, not one shipped with the program.
    pub(crate) own: bool,
}

impl App {
    /// Every provider's file that counts: the studio's own in place of a shipped one of that name.
    pub(crate) fn provider_files(&self) -> Result<Vec<ProviderFile>, ApiError> {
        Ok(with_own(self.books.provider_files()?))
    }

    /// The catalog of a provider.
    pub(crate) fn catalog(&self, provider: &str) -> Result<Catalog, ApiError> {
        catalog_among(&self.provider_files()?, provider)
    }
}

/// The shipped files and the studio's own, by name.
pub(crate) fn with_own(own: Vec<(String, String)>) -> Vec<ProviderFile> {
    let replaced = |name: &str| own.iter().any(|(own, _)| own == name);
    let mut files: Vec<ProviderFile> = shipped()
        .iter()
        .filter(|(name, _)| !replaced(name))
        .map(|(name, text)| ProviderFile {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            own: false,
        })
        .collect();
    files.extend(own.into_iter().map(|(name, text)| ProviderFile { name, text, own: true }));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// The catalog of a provider, by its name in any case.
pub(crate) fn catalog_among(files: &[ProviderFile], provider: &str) -> Result<Catalog, ApiError> {
    parsed(file_among(files, provider)?)
}

/// The file of a provider, by its name in any case.
pub(crate) fn file_among<'f>(
    files: &'f [ProviderFile],
    provider: &str,
) -> Result<&'f ProviderFile, ApiError> {
    let asked = provider.trim().to_lowercase();
    files.iter().find(|file| file.name.to_lowercase() == asked).ok_or_else(|| {
        let known: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let message = format!("there is no provider named “{}”", provider.trim());
        ApiError::new(ErrorCode::Input, message).with_hint(format!(
            "Known are {}. Describe another in a file and add it with “bursar catalog add”.",
            known.join(", ")
        ))
    })
}

/// A file that was accepted once; that it no longer reads is a fault of the books.
pub(crate) fn parsed(file: &ProviderFile) -> Result<Catalog, ApiError> {
    Catalog::parse(&file.text).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        let message = format!("the provider file “{}” cannot be used: {first}", file.name);
        ApiError::new(ErrorCode::Input, message)
            .with_hint("“bursar catalog check” names all problems.")
    })
}
