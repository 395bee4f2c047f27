//! What was typed into the forms of a rate and of a new provider, read with a sentence for each
//! field that is wrong.

use bursar_ledger::calendar::{Every, Unit, Zone};
use bursar_ledger::catalog::{
    Billing, BundleDraft, Draft, PlanDraft, RateRow, TopupDraft, Unused, word_of,
};
use bursar_ledger::credits::Credits;
use bursar_ledger::money::{Currency, Money};
use bursar_ledger::rate::{Decimal, Per, SettingValue};

use crate::App;
use crate::typed::filled;
use crate::wire::{
    self, ApiError, DraftReport, ErrorCode, FieldProblem, FileSaved, ProviderDraft, RateDraft,
};

/// What is wrong so far, each at its field.
#[derive(Default)]
struct Wrong {
    inside: String,
    found: Vec<FieldProblem>,
}

impl Wrong {
    fn at(&mut self, field: &str, message: impl ToString) {
        let field = format!("{}{field}", self.inside);
        self.found.push(FieldProblem { field, message: message.to_string() });
    }

    /// The value, or nothing and its complaint.
    fn read<T>(&mut self, field: &str, read: Result<T, impl ToString>) -> Option<T> {
        read.map_err(|error| self.at(field, error)).ok()
    }

    /// An amount that may be left open.
    fn credits(&mut self, field: &str, text: &str) -> Option<Credits> {
        let text = filled(Some(text))?;
        let credits = self.read(field, Credits::parse(text))?;
        if credits.is_negative() {
            self.at(field, format!("{credits} is below zero; write zero or more"));
            return None;
        }
        Some(credits)
    }
}

impl App {
    /// What a described provider would be: its file, and what is wrong with it by field.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn check_draft(&self, draft: &ProviderDraft) -> Result<DraftReport, ApiError> {
        let mut wrong = Wrong::default();
        let today = self.clock.now();
        let read = provider(draft, today.to_utc().map(|now| now.date_naive()), &mut wrong);
        let mut problems = wrong.found;
        if problems.is_empty() {
            problems.extend(
                read.problems()
                    .into_iter()
                    .map(|problem| FieldProblem { field: problem.field, message: problem.message }),
            );
        }
        let taken = self.provider_files()?.into_iter().find(|file| file.name == read.name);
        if let Some(file) = taken {
            let whose = if file.own { "of your own" } else { "that came with Bursar" };
            let message =
                format!("there is a provider {whose} with the word {}; choose another", file.name);
            problems.push(FieldProblem { field: "name".to_owned(), message });
        }
        let file = problems.is_empty().then(|| read.text());
        Ok(DraftReport { provider: read.name, file, problems })
    }

    /// Keeps a described provider.
    ///
    /// # Errors
    /// What [`App::check_draft`] tells, at its field.
    pub fn add_draft(&mut self, draft: &ProviderDraft) -> Result<FileSaved, ApiError> {
        let report = self.check_draft(draft)?;
        let Some(text) = report.file else {
            let first = report.problems.into_iter().next();
            let error = ApiError::new(
                ErrorCode::Input,
                first.as_ref().map_or("this cannot be kept", |first| first.message.as_str()),
            );
            return Err(error.at_field(first.map(|first| first.field).unwrap_or_default()));
        };
        self.keep_file(&format!("provider {}", draft.title.trim()), &text)
    }
}

fn provider(draft: &ProviderDraft, today: Option<chrono::NaiveDate>, wrong: &mut Wrong) -> Draft {
    let title = draft.title.trim().to_owned();
    if title.is_empty() {
        wrong.at("title", "give the provider a name");
    }
    let name = filled(Some(&draft.name)).map_or_else(|| word_of(&title), str::to_owned);
    if name.is_empty() && !title.is_empty() {
        wrong.at("name", "no word for commands can be made of this name; write one, such as flux");
    }
    let currency = filled(Some(&draft.currency))
        .and_then(|code| wrong.read("currency", code.to_uppercase().parse::<Currency>()));
    let zone = filled(Some(&draft.zone)).and_then(|zone| wrong.read("zone", zone.parse::<Zone>()));
    let zone = zone.unwrap_or_default();
    let free = wrong.credits("free", &draft.free).and_then(|amount| {
        let unit = match draft.free_every.as_str() {
            "week" => Unit::Week,
            "month" => Unit::Month,
            _ => Unit::Day,
        };
        amount.is_positive().then_some((amount, unit))
    });
    Draft {
        page: filled(Some(&draft.source)).map(address).zip(today),
        charged_and_refunded: draft.charged_and_refunded,
        free,
        plans: plans(draft, currency, wrong),
        topups: draft.topups.then(|| TopupDraft {
            life: months(&draft.topup_months, wrong),
            needs_subscription: draft.topup_needs_plan,
        }),
        bundles: bundles(draft, currency, wrong),
        rates: rates(draft, zone, wrong),
        unit: filled(Some(&draft.unit)).map(str::to_owned),
        name,
        title,
        currency,
        zone,
    }
}

/// An address as people type it.
fn address(url: &str) -> String {
    if url.contains("://") { url.to_owned() } else { format!("https://{url}") }
}

fn months(text: &str, wrong: &mut Wrong) -> Option<Every> {
    let text = filled(Some(text))?;
    match text.parse::<u32>().ok().filter(|n| (1..=1200).contains(n)) {
        Some(n) => Some(Every { unit: Unit::Month, n }),
        None => {
            wrong.at("topup_months", "write a number of months from 1 to 1200, or leave it empty");
            None
        }
    }
}

fn plans(draft: &ProviderDraft, currency: Option<Currency>, wrong: &mut Wrong) -> Vec<PlanDraft> {
    let mut plans = Vec::new();
    for (place, plan) in draft.plans.iter().enumerate() {
        wrong.inside = format!("plans.{place}.");
        if plan.title.trim().is_empty() {
            wrong.at("title", "give the plan a name");
        }
        plans.push(PlanDraft {
            title: plan.title.clone(),
            credits: wrong.credits("credits", &plan.credits),
            price: wrong.read("price", money(&plan.price, currency, "the price")).flatten(),
            billing: plan.billing.parse().unwrap_or(Billing::Monthly),
            unused: unused(plan, wrong),
        });
    }
    wrong.inside.clear();
    plans
}

fn unused(plan: &wire::PlanDraft, wrong: &mut Wrong) -> Unused {
    match plan.unused.as_str() {
        "stay" => Unused::Stay,
        "cycles" => match plan.cycles.trim().parse::<u32>() {
            Ok(cycles) if (1..=120).contains(&cycles) => Unused::Cycles(cycles),
            _ => {
                wrong.at("cycles", "write how many cycles they live, from 1 to 120");
                Unused::Lapse
            }
        },
        _ => Unused::Lapse,
    }
}

fn bundles(
    draft: &ProviderDraft,
    currency: Option<Currency>,
    wrong: &mut Wrong,
) -> Vec<BundleDraft> {
    let mut bundles = Vec::new();
    for (place, bundle) in draft.bundles.iter().enumerate() {
        wrong.inside = format!("bundles.{place}.");
        if bundle.title.trim().is_empty() {
            wrong.at("title", "give the bundle a name");
        }
        let credits = wrong.credits("credits", &bundle.credits);
        if bundle.credits.trim().is_empty() {
            wrong.at("credits", "write how many credits it adds");
        }
        bundles.push(BundleDraft {
            title: bundle.title.clone(),
            credits: credits.unwrap_or_default(),
            price: wrong.read("price", money(&bundle.price, currency, "the price")).flatten(),
        });
    }
    wrong.inside.clear();
    bundles
}

fn rates(draft: &ProviderDraft, zone: Zone, wrong: &mut Wrong) -> Vec<RateRow> {
    let mut rates = Vec::new();
    for (place, typed) in draft.rates.iter().enumerate() {
        match rate(typed, zone, &format!("rates.{place}.")) {
            Ok(row) => rates.push(row),
            Err(problems) => wrong.found.extend(problems),
        }
    }
    rates
}

/// Money as typed; without a currency it is the provider's.
pub(super) fn money(
    text: &str,
    currency: Option<Currency>,
    what: &str,
) -> Result<Option<Money>, String> {
    let Some(text) = filled(Some(text)) else { return Ok(None) };
    let bare = text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    let text = match (bare, &currency) {
        (true, Some(currency)) => format!("{text} {}", currency.code()),
        (true, None) => return Err(format!("{what}: write the currency too, such as {text} EUR")),
        (false, _) => text.to_owned(),
    };
    let money: Money = text.parse().map_err(|error| format!("{what}: {error}"))?;
    if money.minor < 0 {
        return Err(format!("{what} cannot be below zero"));
    }
    Ok(Some(money))
}

/// A row of a rate card, read.
pub(super) fn rate(
    typed: &RateDraft,
    zone: Zone,
    inside: &str,
) -> Result<RateRow, Vec<FieldProblem>> {
    let mut wrong = Wrong { inside: inside.to_owned(), found: Vec::new() };
    let text = |text: &str| filled(Some(text)).map(str::to_owned);
    let credits = wrong.credits("credits", &typed.credits);
    let per = text(&typed.per_setting).and_then(|setting| {
        let step = filled(Some(&typed.per_step)).unwrap_or("1");
        match Decimal::parse(step).filter(|step| step.is_positive()) {
            Some(step) => Some(Per { setting, step }),
            None => {
                wrong.at("per_step", "write the length of a step, such as 5");
                None
            }
        }
    });
    let mut add = Vec::new();
    for (name, more) in &typed.add {
        match (filled(Some(name)), wrong.credits("add", more)) {
            (Some(name), Some(more)) => add.push((name.to_owned(), more)),
            (None, None) => {}
            _ => wrong.at("add", "name the setting, and what it adds"),
        }
    }
    let mut settings = Vec::new();
    for setting in &typed.settings {
        let values: Vec<SettingValue> =
            setting.values.iter().map(|value| SettingValue::read(value)).collect();
        match filled(Some(&setting.name)) {
            Some(name) if !values.is_empty() => settings.push((name.to_owned(), values)),
            _ => wrong.at("settings", "name the setting, and the value that it must have"),
        }
    }
    let mut time = |field: &str, text: &str| {
        filled(Some(text)).and_then(|text| wrong.read(field, zone.parse(text)))
    };
    let (from, to) = (time("from", &typed.from), time("to", &typed.to));
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        wrong.at("to", "must be later than the beginning; the rate would never hold");
    }
    let names = |names: &[String]| names.iter().map(|name| name.trim().to_owned()).collect();
    let row = RateRow {
        feature: text(&typed.feature),
        actions: typed.actions.iter().filter_map(|action| text(action)).collect(),
        models: names(&typed.models),
        settings,
        credits,
        per,
        add,
        from,
        to,
        tags: typed.tags.iter().filter_map(|tag| text(tag)).collect(),
        source: text(&typed.source).map(|url| address(&url)),
        read: None,
        note: text(&typed.note),
    };
    if wrong.found.is_empty() { Ok(row) } else { Err(wrong.found) }
}
