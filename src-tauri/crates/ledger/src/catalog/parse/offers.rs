//! What a provider gives and sells: free credits, plans, bundles, top-ups, referrals.

use super::{Sources, terms, word_id};
use crate::calendar::{Every, Unit, Zone};
use crate::catalog::reader::Fields;
use crate::catalog::{Billing, Bundle, FreeGrant, Plan, Referral, TopupTerms};
use crate::credits::Credits;
use crate::fact::{Life, Tag};
use crate::policy::Kind;

const KINDS: [(&str, Kind); 7] = [
    ("free", Kind::Free),
    ("promo", Kind::Promo),
    ("courtesy", Kind::Courtesy),
    ("rollover", Kind::Rollover),
    ("subscription", Kind::Subscription),
    ("topup", Kind::Topup),
    ("correction", Kind::Correction),
];

pub(super) fn topup(fields: &Fields<'_>, sources: &Sources<'_>) -> TopupTerms {
    TopupTerms {
        offered: fields.flag("offered").unwrap_or(true),
        needs_subscription: fields.flag("needs_subscription").unwrap_or(false),
        expires: terms::expiry(fields, "expires").flatten(),
        source: sources.of(fields),
    }
}

pub(super) fn referral(fields: &Fields<'_>, sources: &Sources<'_>) -> Referral {
    let percent = required(fields, "percent", Fields::credits);
    Referral { percent: percent.unwrap_or_default(), source: sources.of(fields) }
}

pub(super) fn grant(fields: &Fields<'_>, sources: &Sources<'_>, zone: Zone) -> FreeGrant {
    let amount = required(fields, "amount", Fields::credits);
    let every = required(fields, "every", terms::every);
    let (from, to) = (fields.instant("from", zone), fields.instant("to", zone));
    if let (Some(from), Some(to)) = (from, to)
        && from >= to
    {
        fields.problem("to", "is not later than from; the row would never hold");
    }
    let only_if = fields.table("only_if").map(|inner| {
        let answers = inner.named_texts();
        answers.into_iter().map(|(reading, answer)| (reading, answer.concat())).collect()
    });
    FreeGrant {
        id: word_id(fields),
        kind: fields.word("kind", &KINDS).unwrap_or(Kind::Free),
        amount: amount.unwrap_or_default(),
        every: every.unwrap_or(Every { unit: Unit::Day, n: 1 }),
        at: terms::anchored(fields).unwrap_or_default(),
        when: terms::when(fields).unwrap_or_default(),
        from,
        to,
        life: terms::life(fields, "life").unwrap_or(Life::Cycles(1)),
        not_for: tags(fields, "not_for"),
        only_for: tags(fields, "only_for"),
        only_if: only_if.unwrap_or_default(),
        note: fields.text("note"),
        source: sources.of(fields),
    }
}

pub(super) fn plan(fields: &Fields<'_>, sources: &Sources<'_>) -> Plan {
    let id = word_id(fields);
    let credits = fields.credits("credits");
    if credits.is_some_and(Credits::is_zero) {
        fields.problem("credits", "is zero; leave the key out where no figure is published");
    }
    let ratio_of = fields.table("ratio_of").map(|inner| {
        let times = required(&inner, "times", Fields::decimal);
        let ratio = (inner.required_text("plan"), times);
        inner.finish();
        ratio
    });
    if credits.is_some() && ratio_of.is_some() {
        fields.problem("ratio_of", "the plan has credits of its own; remove one of them");
    }
    let billing = billing(fields);
    let prices = if fields.is_text("price") {
        let usual = billing.first().copied();
        usual.zip(fields.money("price")).map(|price| vec![price])
    } else {
        fields.table("price").map(|inner| prices(&inner, &billing))
    };
    Plan {
        title: fields.text("title").unwrap_or_else(|| id.clone()),
        id,
        kind: fields.word("kind", &KINDS).unwrap_or(Kind::Subscription),
        credits,
        ratio_of: ratio_of.and_then(|(plan, times)| Some((plan, times?))),
        billing,
        prices: prices.unwrap_or_default(),
        seats: fields.count("seats"),
        terms: terms::plan_terms(fields),
        note: fields.text("note"),
        source: sources.of(fields),
    }
}

fn billing(fields: &Fields<'_>) -> Vec<Billing> {
    let Some(words) = fields.texts("billing") else {
        return vec![Billing::Monthly];
    };
    let mut billing = Vec::new();
    for word in words {
        match Billing::WORDS.iter().find(|(own, _)| *own == word) {
            Some((_, period)) if billing.contains(period) => {
                fields.problem("billing", format!("names {word} twice"));
            }
            Some((_, period)) => billing.push(*period),
            None => {
                let message = format!(
                    "\u{201c}{word}\u{201d} is not known here; write weekly, monthly, quarterly or yearly"
                );
                fields.problem("billing", message);
            }
        }
    }
    billing
}

fn prices(fields: &Fields<'_>, billing: &[Billing]) -> Vec<(Billing, crate::money::Money)> {
    let mut prices = Vec::new();
    for (word, price) in fields.named_money() {
        match Billing::WORDS.iter().find(|(own, _)| *own == word) {
            Some((_, period)) if billing.contains(period) => prices.push((*period, price)),
            _ => fields.problem(&word, "is not among the plan's billing"),
        }
    }
    prices
}

pub(super) fn bundle(fields: &Fields<'_>, sources: &Sources<'_>, topup: &TopupTerms) -> Bundle {
    let id = word_id(fields);
    let credits = required(fields, "credits", Fields::credits);
    if credits.is_some_and(Credits::is_zero) {
        fields.problem("credits", "is zero; a bundle adds credits");
    }
    Bundle {
        title: fields.text("title").unwrap_or_else(|| id.clone()),
        id,
        credits: credits.unwrap_or_default(),
        price: fields.money("price"),
        expires: terms::expiry(fields, "expires").unwrap_or(topup.expires),
        needs_subscription: fields.flag("needs_subscription").unwrap_or(topup.needs_subscription),
        source: sources.of(fields),
    }
}

pub(super) fn tags(fields: &Fields<'_>, key: &'static str) -> Vec<Tag> {
    let tags = fields.texts(key).unwrap_or_default();
    if tags.iter().any(String::is_empty) {
        fields.problem(key, "holds an empty tag");
    }
    tags.iter().map(|tag| tag.as_str().into()).collect()
}

fn required<'a, T>(
    fields: &Fields<'a>,
    key: &'static str,
    read: impl Fn(&Fields<'a>, &'static str) -> Option<T>,
) -> Option<T> {
    if !fields.has(key) {
        fields.problem(key, "is missing");
    }
    read(fields, key)
}
