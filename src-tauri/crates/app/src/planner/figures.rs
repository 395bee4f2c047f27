//! Figures of plans and packs that no page gives: asked for once, and kept in the provider's file as
//! one entry of the journal, which an undo takes back.

use bursar_ledger::catalog::{Catalog, Problem, with_bundle, with_bundle_price, with_plan_figures};
use bursar_ledger::money::{Currency, Money};

use super::ways::billing;
use crate::App;
use crate::providers::{catalog_among, file_among};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode, FileSaved, OfferFigures};

impl App {
    /// Keeps figures of a plan or of a pack. What the file says already stays.
    ///
    /// # Errors
    /// Something typed cannot be read (`credits`, `price`, `price.monthly`), or there is nothing to
    /// keep.
    pub fn keep_offer(&mut self, figures: &OfferFigures) -> Result<FileSaved, ApiError> {
        let files = self.provider_files()?;
        let file = file_among(&files, &figures.provider)?;
        let catalog = catalog_among(&files, &figures.provider)?;
        let currency = self.usual_currency(&catalog)?;
        let (text, title) = match &figures.plan {
            Some(plan) => plan_figures(&file.text, &catalog, plan, figures, currency)?,
            None => pack_figures(&file.text, &catalog, figures, currency)?,
        };
        if text == file.text {
            return Err(ApiError::new(ErrorCode::Input, "there is no figure to keep")
                .with_hint("Give the credits, or a price.")
                .at_field(if figures.plan.is_some() { "credits" } else { "price" }));
        }
        self.keep_file(&title, &text)
    }

    /// The currency that is meant where none is typed: the provider's, else the one that the studio
    /// paid in there.
    fn usual_currency(&self, catalog: &Catalog) -> Result<Option<Currency>, ApiError> {
        if catalog.currency.is_some() {
            return Ok(catalog.currency);
        }
        let shop = self.shop(catalog.clone(), None)?;
        let plans = shop.plans.iter().filter_map(|plan| plan.price);
        let packs = shop.packs.iter().filter_map(|pack| pack.price);
        let listed =
            catalog.plans.iter().flat_map(|plan| plan.prices.iter().map(|(_, price)| *price));
        Ok(plans.chain(packs).chain(listed).map(|money| money.currency).next())
    }
}

fn plan_figures(
    text: &str,
    catalog: &Catalog,
    plan: &str,
    figures: &OfferFigures,
    currency: Option<Currency>,
) -> Result<(String, String), ApiError> {
    let credits = filled(figures.credits.as_deref())
        .map(|text| typed::credits(text, "the credits"))
        .transpose()
        .map_err(|error| error.at_field("credits"))?;
    let mut prices = Vec::new();
    for (word, typed) in &figures.prices {
        if filled(Some(typed)).is_some() {
            let price =
                money(typed, currency).map_err(|error| error.at_field(format!("price.{word}")))?;
            prices.push((billing(word)?, price));
        }
    }
    let (found, _) = catalog.plan(plan)?;
    let edited = with_plan_figures(text, &found.id, credits, &prices).map_err(wrong)?;
    Ok((edited, format!("figures of the plan {} of {}", found.title, catalog.title)))
}

fn pack_figures(
    text: &str,
    catalog: &Catalog,
    figures: &OfferFigures,
    currency: Option<Currency>,
) -> Result<(String, String), ApiError> {
    let price = filled(figures.price.as_deref())
        .ok_or_else(|| ApiError::new(ErrorCode::Input, "a pack needs a price").at_field("price"))?;
    let price = money(price, currency).map_err(|error| error.at_field("price"))?;
    let title = format!("price of a pack of {}", catalog.title);
    if let Some(bundle) = &figures.bundle {
        return Ok((with_bundle_price(text, bundle, price).map_err(wrong)?, title));
    }
    let credits = filled(figures.credits.as_deref()).unwrap_or_default();
    let credits = typed::credits(credits, "the credits of a pack")
        .map_err(|error| error.at_field("credits"))?;
    Ok((with_bundle(text, credits, price).map_err(wrong)?, title))
}

/// Money as typed; a bare number is in the currency that is usual there.
fn money(text: &str, currency: Option<Currency>) -> Result<Money, ApiError> {
    let bare = text.trim().chars().all(|letter| letter.is_ascii_digit() || ".,".contains(letter));
    let point = |text: &str| match (text.contains('.'), text.matches(',').count()) {
        (false, 1) => text.replace(',', "."),
        _ => text.to_owned(),
    };
    match (bare, currency) {
        (true, Some(currency)) => {
            typed::money(&format!("{} {}", point(text.trim()), currency.code()), "the price")
        }
        _ => typed::money(&point(text.trim()), "the price"),
    }
}

fn wrong(problems: Vec<Problem>) -> ApiError {
    let first = problems.first().map(ToString::to_string).unwrap_or_default();
    ApiError::new(ErrorCode::Input, first)
}
