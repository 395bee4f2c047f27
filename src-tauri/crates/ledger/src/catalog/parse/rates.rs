//! The rate card of a file: rates, and other names of actions and models.

use std::collections::HashMap;

use super::{Sources, offers};
use crate::calendar::Zone;
use crate::catalog::reader::Fields;
use crate::rate::{Aliases, Per, Rate, RateCard, fold};

/// Reads every rate. An action, a model or a setting that lists several values stands for one
/// rate for each of them, all on the same line.
pub(super) fn card<'a>(root: &Fields<'a>, sources: &Sources<'_>, zone: Zone) -> RateCard {
    let mut rates = Vec::new();
    for fields in root.rows("rate") {
        rates.extend(rate(&fields, sources, zone));
        fields.finish();
    }
    let aliases = root.table("aliases").map(|fields| {
        let aliases =
            Aliases { actions: names(&fields, "action"), models: names(&fields, "model") };
        fields.finish();
        aliases
    });
    let card = RateCard::new(rates).with_aliases(aliases.unwrap_or_default());
    ties(root, &card);
    card
}

fn rate(fields: &Fields<'_>, sources: &Sources<'_>, zone: Zone) -> Vec<Rate> {
    let actions = keys(fields, "action");
    let models = keys(fields, "model");
    let settings = fields.table("settings").map(|inner| inner.setting_values());
    let per = fields.table("per").map(|inner| {
        let setting = inner.required_text("setting");
        if !inner.has("step") {
            inner.problem("step", "is missing; write the length of a step, such as 5");
        }
        let per = inner.decimal("step").map(|step| Per { setting, step });
        inner.finish();
        per
    });
    let add = fields.table("add").map(|inner| inner.named_credits());
    let (source, read) = sources.dated(fields);
    let mut rates = vec![Rate {
        feature: fields.text("feature"),
        credits: fields.credits("credits"),
        per: per.flatten(),
        add: add.unwrap_or_default().into_iter().collect(),
        from: fields.instant("from", zone),
        to: fields.instant("to", zone),
        tags: offers::tags(fields, "tags"),
        source,
        read,
        note: fields.text("note"),
        line: fields.line(),
        ..Rate::default()
    }];
    for fault in rates.iter().flat_map(Rate::faults) {
        fields.problem(&fault.field, fault.message);
    }
    spread(&mut rates, &actions, |rate, action| rate.action = Some(action.clone()));
    spread(&mut rates, &models, |rate, model| rate.model = Some(model.clone()));
    for (name, values) in settings.unwrap_or_default() {
        spread(&mut rates, &values, |rate, value| {
            rate.settings.insert(&name, value.clone());
        });
    }
    rates
}

/// One rate for each value; unchanged if there is none.
fn spread<V>(rates: &mut Vec<Rate>, values: &[V], set: impl Fn(&mut Rate, &V)) {
    if values.is_empty() {
        return;
    }
    let base = std::mem::take(rates);
    for rate in base {
        for value in values {
            let mut rate = rate.clone();
            set(&mut rate, value);
            rates.push(rate);
        }
    }
}

fn keys(fields: &Fields<'_>, key: &'static str) -> Vec<String> {
    let names = fields.texts(key).unwrap_or_default();
    let mut folded: Vec<_> = names.iter().map(|name| fold(name)).collect();
    folded.sort();
    if let Some(pair) = folded.windows(2).find(|pair| pair[0] == pair[1]) {
        fields.problem(key, format!("names \u{201c}{}\u{201d} twice", pair[0]));
    }
    if key == "action" && names.iter().any(String::is_empty) {
        fields.problem(key, "holds an empty name");
    }
    names
}

fn names(fields: &Fields<'_>, key: &'static str) -> HashMap<String, String> {
    let mut aliases = HashMap::new();
    let Some(inner) = fields.table(key) else {
        return aliases;
    };
    for (name, others) in inner.named_texts() {
        for other in others {
            let (alias, own) = (fold(&other).into_owned(), fold(&name).into_owned());
            if let Some(earlier) = aliases.insert(alias, own) {
                let message =
                    format!("\u{201c}{other}\u{201d} is another name of {earlier} already");
                inner.problem(&name, message);
            }
        }
    }
    aliases
}

/// Two rates of which neither wins, and names that are shadowed by an alias.
fn ties(root: &Fields<'_>, card: &RateCard) {
    for (one, two) in card.ties() {
        let (Some(one), Some(two)) = (card.rate(one), card.rate(two)) else {
            continue;
        };
        let message = format!(
            "the rates on lines {} and {} can match the same usage ({}) and neither wins; \
             let one name more keys, or give it another from",
            one.line,
            two.line,
            both(one, two)
        );
        root.problem_at(two.line, "rate", message);
    }
    let aliases = card.aliases();
    for rate in card.rates() {
        let shadowed = |name: &Option<String>, aliases: &HashMap<String, String>| {
            let folded = name.as_deref().map(fold)?;
            aliases.get(folded.as_ref()).cloned()
        };
        let action = shadowed(&rate.action, &aliases.actions).map(|own| ("action", own));
        let model = shadowed(&rate.model, &aliases.models).map(|own| ("model", own));
        for (key, own) in action.into_iter().chain(model) {
            let message = format!(
                "[aliases.{key}] makes this another name of {own}, so the rate never matches"
            );
            root.problem_at(rate.line, &format!("rate.{key}"), message);
        }
    }
}

/// The keys of a usage that both rates match.
fn both(one: &Rate, two: &Rate) -> String {
    let mut keys = Vec::new();
    let action = one.action.as_ref().or(two.action.as_ref());
    keys.extend(action.map(|action| format!("action {action}")));
    let model = one.model.as_ref().or(two.model.as_ref());
    keys.extend(model.map(|model| match model.as_str() {
        "" => "no model".to_owned(),
        model => format!("model {model}"),
    }));
    let settings = one.settings.iter().chain(two.settings.iter());
    let mut settings: Vec<String> =
        settings.map(|(name, value)| format!("{name} = {value}")).collect();
    settings.dedup();
    keys.extend(settings);
    if keys.is_empty() {
        return "any".to_owned();
    }
    keys.join(", ")
}
