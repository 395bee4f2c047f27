//! Rates and providers' files as the window uses them: the card in full, what waits for a rate,
//! where a provider charges something else, the tester, and changes as new dated rows.
//!
//! Whatever changes a file keeps the whole new text as one entry, together with the prices of the
//! usages that one of its rates now matches: one batch, undone as one. Prices that stand are never
//! changed by a rate.

mod change;
mod draft;
mod drift;
mod page;
mod tester;
mod waiting;

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, SettingValue, Settings};
use bursar_ledger::{catalog::Catalog, credits::Credits};
use bursar_store::UnpricedUsage;
use bursar_store::import::settings;

/// Settings from the one text in which a usage keeps them.
fn settings_of(text: Option<&str>) -> Settings {
    let mut given = Settings::default();
    for (name, value) in settings::pairs(text.unwrap_or_default()) {
        given.insert(&name, SettingValue::read(&value));
    }
    given
}

/// The same, to be shown.
fn settings_shown(text: Option<&str>) -> Vec<(String, String)> {
    let pairs = settings::pairs(text.unwrap_or_default());
    pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// What usages cost by a rate card that did not price them before.
pub(crate) fn priced_now(
    usages: &[UnpricedUsage],
    catalog: &Catalog,
) -> Vec<(Seq, Instant, Credits)> {
    let price = |usage: &UnpricedUsage| {
        let query = Query {
            action: &usage.action,
            model: usage.model.as_deref(),
            settings: &settings_of(usage.settings.as_deref()),
            quantity: usage.quantity,
            at: usage.at,
        };
        let priced = catalog.rate_card().price(&query).ok()?;
        Some((usage.seq, usage.at, priced.credits))
    };
    usages.iter().filter_map(price).collect()
}
