//! A provider from nothing: what a form says, written as a provider's file.
//!
//! The file is one that a studio could have written by hand: each part under its heading, with a
//! comment where a choice was made. Each line remembers the field that it was made from, so that a
//! problem of the file is told at the field. Nothing is made up: what the form leaves open, the
//! file leaves open.

use chrono::NaiveDate;

use super::edit::RateRow;
use super::toml_text::{inline, quoted};
use super::{Billing, Catalog};
use crate::calendar::{Every, Unit, Zone};
use crate::credits::Credits;
use crate::money::{Currency, Money};
use crate::rate::fold;

/// A provider that is being described.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The word that commands use for it.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// What it calls its credits.
    pub unit: Option<String>,
    /// The currency in which it charges.
    pub currency: Option<Currency>,
    /// The zone of its days.
    pub zone: Zone,
    /// The page that says all this, and the day on which it was read.
    pub page: Option<(String, NaiveDate)>,
    /// What a failed generation costs is charged and given back; otherwise it is not charged.
    pub charged_and_refunded: bool,
    /// Credits given without payment.
    pub free: Option<(Credits, Unit)>,
    /// Its plans.
    pub plans: Vec<PlanDraft>,
    /// Credits bought once; none where it sells none beside its plans.
    pub topups: Option<TopupDraft>,
    /// What is for sale once.
    pub bundles: Vec<BundleDraft>,
    /// Its prices.
    pub rates: Vec<RateRow>,
}

/// A plan of a draft.
#[derive(Clone, Debug)]
pub struct PlanDraft {
    /// Its name.
    pub title: String,
    /// Credits of a refill, if they are known.
    pub credits: Option<Credits>,
    /// What a payment costs, if it is known.
    pub price: Option<Money>,
    /// How often it is paid.
    pub billing: Billing,
    /// What becomes of credits that are left.
    pub unused: Unused,
}

/// What becomes of a plan's credits at the next refill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unused {
    /// They lapse.
    #[default]
    Lapse,
    /// They live so many cycles, their own included.
    Cycles(u32),
    /// They stay until they are used.
    Stay,
}

/// The terms of credits bought once.
#[derive(Clone, Copy, Debug)]
pub struct TopupDraft {
    /// How long they live; none is for ever.
    pub life: Option<Every>,
    /// They can only be bought while a subscription runs.
    pub needs_subscription: bool,
}

/// A bundle of a draft.
#[derive(Clone, Debug)]
pub struct BundleDraft {
    /// Its name.
    pub title: String,
    /// Its credits.
    pub credits: Credits,
    /// Its price, if it is known.
    pub price: Option<Money>,
}

/// What is wrong with a draft, at the field that it comes from: `plans.0.title`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftProblem {
    /// The field, as the form names it; empty for the draft as a whole.
    pub field: String,
    /// What is wrong and what to write.
    pub message: String,
}

/// The word that commands use for a provider of this title: `Flux Lab!` is `flux-lab`.
pub fn word_of(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { ' ' })
        .collect();
    fold(plain.trim()).into_owned()
}

/// The lines of the file, each with the field that it was made from.
#[derive(Default)]
struct Lines {
    text: String,
    fields: Vec<String>,
}

impl Lines {
    fn line(&mut self, field: &str, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.fields.push(field.to_owned());
    }

    fn heading(&mut self, field: &str, heading: &str) {
        self.line(field, "");
        self.line(field, heading);
    }

    fn say(&mut self, field: &str, key: &str, value: &str) {
        self.line(field, &format!("{key} = {value}"));
    }
}

impl Draft {
    /// The provider's file.
    pub fn text(&self) -> String {
        self.lines().text
    }

    /// All that is wrong with it, by field; nothing if the file can be used.
    pub fn problems(&self) -> Vec<DraftProblem> {
        let lines = self.lines();
        let problems = Catalog::check(&lines.text).into_iter().map(|problem| {
            let field = lines.fields.get(problem.line - 1).cloned().unwrap_or_default();
            DraftProblem { field, message: problem.message }
        });
        problems.collect()
    }

    fn lines(&self) -> Lines {
        let mut out = Lines::default();
        out.line("", "# A provider of our own. What is left out is not known.");
        out.line("", "");
        out.say("name", "name", &quoted(&self.name));
        out.say("title", "title", &quoted(self.title.trim()));
        if let Some(unit) = &self.unit {
            out.say("unit", "unit", &quoted(unit));
        }
        if let Some(currency) = self.currency {
            out.say("currency", "currency", &quoted(currency.code()));
        }
        out.say("zone", "zone", &quoted(self.zone.name()));
        if let Some((url, read)) = &self.page {
            out.heading("source", "[[page]]");
            out.say("source", "id", &quoted("page"));
            out.say("source", "url", &quoted(url));
            out.say("source", "read", &read.to_string());
        }
        self.policy(&mut out);
        if let Some((amount, unit)) = &self.free {
            out.heading("free", "[[grant]]");
            out.say("free", "id", &quoted("free"));
            out.say("free.credits", "amount", &amount.to_string());
            out.say("free.every", "every", &quoted(unit_word(*unit)));
        }
        self.offers(&mut out);
        for (place, rate) in self.rates.iter().enumerate() {
            out.heading(&format!("rates.{place}"), "[[rate]]");
            for (key, line) in rate.lines(self.zone) {
                out.line(&format!("rates.{place}.{key}"), &line);
            }
        }
        out
    }

    fn policy(&self, out: &mut Lines) {
        out.heading("failed", "# What ends first is used first.");
        out.line("failed", "[policy]");
        out.say("failed", "order", "[\"priority\", \"expires\", \"kind\", \"created\", \"id\"]");
        let failed = if self.charged_and_refunded { "charged_and_refunded" } else { "not_charged" };
        out.say("failed", "failed_usage", &quoted(failed));
        out.heading("topups", "[topup]");
        match &self.topups {
            None => out.say("topups", "offered", "false"),
            Some(terms) => {
                let needs = terms.needs_subscription.to_string();
                out.say("topups.needs_subscription", "needs_subscription", &needs);
                let life = terms.life.map_or_else(|| quoted("never"), every);
                out.say("topups.months", "expires", &life);
            }
        }
    }

    fn offers(&self, out: &mut Lines) {
        for (place, plan) in self.plans.iter().enumerate() {
            let field = |key: &str| format!("plans.{place}.{key}");
            out.heading(&field("title"), "[[plan]]");
            out.say(&field("title"), "title", &quoted(plan.title.trim()));
            out.say(
                &field("billing"),
                "billing",
                &format!("[{}]", quoted(&plan.billing.to_string())),
            );
            if let Some(credits) = plan.credits {
                out.say(&field("credits"), "credits", &credits.to_string());
            }
            if let Some(price) = plan.price {
                out.say(&field("price"), "price", &quoted(&price.to_string()));
            }
            match plan.unused {
                Unused::Lapse => {}
                Unused::Cycles(cycles) => {
                    let life = inline([("cycles".to_owned(), cycles.to_string())]);
                    out.say(&field("cycles"), "life", &life);
                }
                Unused::Stay => out.say(&field("unused"), "life", &quoted("never")),
            }
        }
        for (place, bundle) in self.bundles.iter().enumerate() {
            let field = |key: &str| format!("bundles.{place}.{key}");
            out.heading(&field("title"), "[[bundle]]");
            out.say(&field("title"), "title", &quoted(bundle.title.trim()));
            out.say(&field("credits"), "credits", &bundle.credits.to_string());
            if let Some(price) = bundle.price {
                out.say(&field("price"), "price", &quoted(&price.to_string()));
            }
        }
    }
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}

fn every(every: Every) -> String {
    let unit = quoted(unit_word(every.unit));
    inline([("unit".to_owned(), unit), ("n".to_owned(), every.n.to_string())])
}
