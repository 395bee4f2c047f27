//! Usages that wait for a rate, those alike together, with the reason.

use std::collections::BTreeMap;

use bursar_ledger::catalog::Catalog;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{NoPrice, Query};
use bursar_store::Wallet;

use super::{settings_of, settings_shown};
use crate::App;
use crate::wire::{ApiError, UnpricedGroup};

/// Usages of the same action, model and settings.
struct Alike {
    count: u64,
    quantity: i128,
    first: Instant,
    last: Instant,
}

type Key = (String, Option<String>, Option<String>);

impl App {
    /// The usages of some wallets that no rate of their provider matches, the most frequent first.
    pub(super) fn waiting(
        &self,
        catalog: &Catalog,
        wallets: &[&Wallet],
    ) -> Result<Vec<UnpricedGroup>, ApiError> {
        let mut groups: BTreeMap<Key, Alike> = BTreeMap::new();
        for wallet in wallets {
            for usage in self.books.unpriced_usages(wallet)? {
                let at = usage.at;
                let key = (usage.action, usage.model, usage.settings);
                let fresh = Alike { count: 0, quantity: 0, first: at, last: at };
                let group = groups.entry(key).or_insert(fresh);
                group.count += 1;
                group.quantity += i128::from(usage.quantity);
                group.first = group.first.min(at);
                group.last = group.last.max(at);
            }
        }
        let mut shown: Vec<UnpricedGroup> =
            groups.into_iter().map(|(key, group)| told(catalog, key, &group)).collect();
        shown.sort_by(|one, two| two.count.cmp(&one.count).then(two.last.cmp(&one.last)));
        Ok(shown)
    }
}

fn told(catalog: &Catalog, (action, model, settings): Key, group: &Alike) -> UnpricedGroup {
    let query = Query {
        action: &action,
        model: model.as_deref(),
        settings: &settings_of(settings.as_deref()),
        quantity: 1,
        at: group.last,
    };
    let reason = catalog.rate_card().price(&query).err();
    let missing = match &reason {
        Some(NoPrice::SettingMissing { setting } | NoPrice::SettingNotMeasured { setting, .. }) => {
            Some(setting.clone())
        }
        _ => None,
    };
    UnpricedGroup {
        why: match &reason {
            Some(NoPrice::NoRate) => "no_rate",
            Some(NoPrice::NotPublished) => "no_figure",
            Some(NoPrice::SettingMissing { .. }) => "setting_missing",
            Some(NoPrice::SettingNotMeasured { .. }) => "setting_not_measured",
            // Priced by the rates as they are now, but entered under others: it can be priced.
            _ => "priceable",
        }
        .to_owned(),
        missing,
        settings: settings_shown(settings.as_deref()),
        count: group.count,
        quantity: group.quantity.to_string(),
        first: group.first.to_string(),
        last: group.last.to_string(),
        action,
        model,
    }
}
