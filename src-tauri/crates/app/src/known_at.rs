//! What the books said on a day, beside what they say of it now: entries that came late, were
//! refunded or voided since make the difference.

use crate::App;
use crate::typed::filled;
use crate::wire::{ApiError, BooksThen, ErrorCode, WalletThen};

impl App {
    /// What every wallet held at an instant, as it was known then and as it is known now.
    ///
    /// # Errors
    /// A time that cannot be read, or that has not come yet.
    pub fn books_then(&self, at: &str) -> Result<BooksThen, ApiError> {
        let now = self.clock.now();
        let wallets = self.books.wallets()?;
        let zone = wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        let Some(text) = filled(Some(at)) else {
            return Err(ApiError::new(ErrorCode::Input, "no day is named")
                .with_hint("Name a day, or a day and a time.")
                .at_field("at"));
        };
        let at = zone.parse(text).map_err(|error| ApiError::from(error).at_field("at"))?;
        if at > now {
            return Err(ApiError::new(ErrorCode::Input, "that day has not come yet")
                .with_hint("Name a day that is past.")
                .at_field("at"));
        }
        let mut then = Vec::with_capacity(wallets.len());
        for wallet in &wallets {
            let recorded_at = self.books.entry(wallet.seq)?.recorded_at;
            let says = self.books.state_at(wallet, at, None)?.balance(&wallet.rules)?;
            let said = match recorded_at <= at {
                true => Some(self.books.state_at(wallet, at, Some(at))?.balance(&wallet.rules)?),
                false => None,
            };
            let difference = said.map(|said| says.minus(said)).transpose()?;
            then.push(WalletThen {
                name: wallet.name.clone(),
                zone: wallet.rules.zone.name().to_owned(),
                said: said.map(|credits| credits.to_string()),
                says: says.to_string(),
                difference: difference.map(|credits| credits.to_string()),
                entered_since: self.books.entered_since(wallet.id, at, at)?,
            });
        }
        Ok(BooksThen { at: at.to_string(), now: now.to_string(), wallets: then })
    }
}
