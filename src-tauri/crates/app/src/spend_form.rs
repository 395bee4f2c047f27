//! The fields of a usage, from the provider's rate card and from what was typed before.

use std::collections::HashSet;

use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, Rate, RateCard, SettingValue, fold};
use bursar_store::import::settings;
use bursar_store::{JournalFact, UsageStatus, Wallet};

use crate::App;
use crate::entries::read_settings;
use crate::wire::{
    ApiError, SettingText, SpendAction, SpendDraft, SpendForm, SpendModel, SpendSetting,
    SpendStatus,
};

type Job = (String, Option<String>);

impl App {
    /// What can be filled in for a usage of a wallet.
    ///
    /// # Errors
    /// No such wallet.
    pub fn spend_form(&self, wallet: &str) -> Result<SpendForm, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let before = self.books.recent_jobs(&wallet)?;
        let names = self.names()?;
        let fields = Fields::new(catalog.rate_card(), self.clock.now(), &before);
        Ok(SpendForm {
            provider_title: catalog.title.clone(),
            zone: wallet.rules.zone.name().to_owned(),
            rated: !fields.rates.is_empty(),
            actions: fields.actions(),
            other: fields.models(None),
            members: names.members,
            projects: names.projects,
            last: self.last_draft(&wallet, catalog.rate_card())?,
            wallet: wallet.name,
        })
    }

    /// The usage that was typed last, as a draft of the next.
    fn last_draft(&self, wallet: &Wallet, card: &RateCard) -> Result<Option<SpendDraft>, ApiError> {
        let Some(seq) = self.books.last_typed_usage(wallet)? else { return Ok(None) };
        let entry = self.books.entry(seq)?;
        let JournalFact::Usage(usage) = entry.fact else { return Ok(None) };
        let (member, project) = self.books.roster()?.names_of(&usage);
        let pairs: Vec<(String, String)> =
            settings::pairs(usage.settings.as_deref().unwrap_or_default())
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect();
        let action = usage.action.unwrap_or_default();
        let given = read_settings(&pairs);
        let quantity = usage.quantity.unwrap_or(1);
        let query = Query {
            action: &action,
            model: usage.model.as_deref(),
            settings: &given,
            quantity,
            at: self.clock.now(),
        };
        // Where there is no rate, the figure that was typed last is the best there is.
        let typed = usage.credits.filter(|_| card.price(&query).is_err());
        let status = match usage.status {
            UsageStatus::Pending => SpendStatus::Pending,
            UsageStatus::Succeeded | UsageStatus::Failed => SpendStatus::Succeeded,
        };
        Ok(Some(SpendDraft {
            wallet: wallet.name.clone(),
            model: usage.model,
            settings: pairs.into_iter().map(|(name, value)| SettingText { name, value }).collect(),
            quantity: Some(quantity.to_string()),
            times: None,
            credits: typed.map(|credits| credits.to_string()),
            member,
            project,
            status,
            at: None,
            action,
        }))
    }
}

/// The rates in force, and the jobs done before.
struct Fields<'a> {
    card: &'a RateCard,
    rates: Vec<&'a Rate>,
    before: &'a [Job],
}

impl<'a> Fields<'a> {
    fn new(card: &'a RateCard, now: Instant, before: &'a [Job]) -> Self {
        let rates = card.rates().iter().filter(|rate| rate.in_force(now)).collect();
        Self { card, rates, before }
    }

    fn actions(&self) -> Vec<SpendAction> {
        let mut names = Names::default();
        for rate in &self.rates {
            names.add(rate.action.as_deref());
        }
        for (action, _) in self.before {
            let other_name = self.card.aliases().actions.contains_key(fold(action).as_ref());
            names.add(Some(action.as_str()).filter(|_| !other_name));
        }
        let action = |name: String| SpendAction { models: self.models(Some(&name)), name };
        names.list.into_iter().map(action).collect()
    }

    /// The models of an action, or those that go with any.
    fn models(&self, action: Option<&str>) -> Vec<SpendModel> {
        let mut names = Names::default();
        let mut without = false;
        for rate in self.rates.iter().filter(|rate| is_of(rate.action.as_deref(), action)) {
            match rate.model.as_deref() {
                None | Some("") => without = true,
                named => names.add(named),
            }
        }
        let done = self
            .before
            .iter()
            .filter(|(name, _)| action.is_none_or(|action| fold(action) == fold(name)));
        for (_, model) in done {
            let other_name =
                |name: &&str| self.card.aliases().models.contains_key(fold(name).as_ref());
            match model.as_deref() {
                None => without = true,
                named => names.add(named.filter(|name| !other_name(name))),
            }
        }
        without |= names.list.is_empty();
        let mut models = Vec::with_capacity(names.list.len() + 1);
        if without {
            models.push(SpendModel { name: None, settings: self.settings(action, None) });
        }
        models.extend(names.list.into_iter().map(|name| SpendModel {
            settings: self.settings(action, Some(&name)),
            name: Some(name),
        }));
        models
    }

    /// The settings that the price of an action and a model depends on.
    fn settings(&self, action: Option<&str>, model: Option<&str>) -> Vec<SpendSetting> {
        let of_model = |rate: &&&Rate| match rate.model.as_deref() {
            None => true,
            Some(named) => fold(named) == fold(model.unwrap_or_default()),
        };
        let rates: Vec<&&Rate> = self
            .rates
            .iter()
            .filter(|rate| is_of(rate.action.as_deref(), action))
            .filter(of_model)
            .collect();
        let mut settings: Vec<SpendSetting> = Vec::new();
        for rate in &rates {
            for (name, value) in rate.settings.iter() {
                note(&mut settings, name, Some(value));
            }
            for name in rate.add.keys() {
                note(&mut settings, &fold(name), Some(&SettingValue::Bool(true)));
                note(&mut settings, &fold(name), Some(&SettingValue::Bool(false)));
            }
            if let Some(per) = &rate.per {
                let name = fold(&per.setting).into_owned();
                note(&mut settings, &name, None);
                let step = per.step.to_string();
                settings
                    .iter_mut()
                    .filter(|setting| setting.name == name)
                    .for_each(|setting| setting.step = Some(step.clone()));
            }
        }
        // A setting that some rate does not ask for can be left out.
        for setting in &mut settings {
            setting.optional |= rates.iter().any(|rate| {
                let counted =
                    rate.per.as_ref().is_some_and(|per| fold(&per.setting) == setting.name);
                rate.settings.get(&setting.name).is_none() && !counted && rate.credits.is_some()
            });
        }
        settings
    }
}

fn is_of(own: Option<&str>, action: Option<&str>) -> bool {
    own.is_none_or(|own| action.is_some_and(|action| fold(own) == fold(action)))
}

fn note(settings: &mut Vec<SpendSetting>, name: &str, value: Option<&SettingValue>) {
    let place = settings.iter().position(|setting| setting.name == name).unwrap_or_else(|| {
        settings.push(SpendSetting {
            name: name.to_owned(),
            values: Vec::new(),
            optional: false,
            step: None,
        });
        settings.len() - 1
    });
    let setting = &mut settings[place];
    match value {
        Some(value) if value.is_empty() => setting.optional = true,
        Some(value) => {
            let text = value.to_string();
            if !setting.values.iter().any(|known| fold(known) == fold(&text)) {
                setting.values.push(text);
            }
        }
        None => {}
    }
}

/// Names in order, each once however it is written.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    folded: HashSet<String>,
}

impl Names {
    fn add(&mut self, name: Option<&str>) {
        let Some(name) = name.filter(|name| !name.trim().is_empty()) else { return };
        if self.folded.insert(fold(name).into_owned()) {
            self.list.push(name.to_owned());
        }
    }
}
