//! British English.

use chrono::NaiveDate;

use super::{Grain, Tongue};
use crate::balance_over_time::EventKind;
use crate::topic::Topic;
use crate::usage_over_time::Step;

/// British English.
#[derive(Clone, Copy, Debug)]
pub struct English;

impl Tongue for English {
    fn not_known(&self) -> &'static str {
        "not known"
    }

    fn at_least(&self, amount: &str) -> String {
        format!("at least {amount}")
    }

    fn not_fully_known(&self) -> &'static str {
        "not fully known"
    }

    fn total(&self) -> &'static str {
        "Total"
    }

    fn others(&self, count: usize) -> String {
        plural(count, "other")
    }

    fn short_day(&self, day: NaiveDate, with_year: bool) -> String {
        day.format(if with_year { "%-d %b %Y" } else { "%-d %b" }).to_string()
    }

    fn short_month(&self, month: NaiveDate, with_year: bool) -> String {
        month.format(if with_year { "%b %Y" } else { "%b" }).to_string()
    }

    fn long_day(&self, day: NaiveDate) -> String {
        day.format("%a %-d %b %Y").to_string()
    }

    fn long_month(&self, month: NaiveDate) -> String {
        month.format("%B %Y").to_string()
    }

    fn week_of(&self, day: NaiveDate) -> String {
        format!("week of {}", self.long_day(day))
    }

    fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Hour => "Hour",
            Step::Day => "Day",
            Step::Week => "Week",
            Step::Month => "Month",
        }
    }

    fn steps(&self, count: usize, step: Step) -> String {
        plural(count, &self.step(step).to_lowercase())
    }

    fn in_step(&self, step: Step, place: &str) -> String {
        let preposition = match step {
            Step::Hour => "at",
            Step::Day => "on",
            Step::Week | Step::Month => "in",
        };
        format!("{preposition} {place}")
    }

    fn between(&self, from: &str, to: &str) -> String {
        format!("from {from} to {to}")
    }

    fn told(&self, topic: Topic, amount: &str, span: &str) -> String {
        let verb = match topic {
            Topic::Used => "used",
            Topic::Cost => "spent",
            Topic::Usages => "made",
            Topic::Units => "made",
            Topic::Failed => "failed",
            Topic::Lapsed => "lapsed unused",
            Topic::Lost => "lost with credits that lapsed",
        };
        format!("{} {verb} {span}", capital(amount))
    }

    fn nothing(&self, topic: Topic, unit: &str, span: &str) -> String {
        match topic {
            Topic::Used => format!("No {unit} used {span}"),
            Topic::Cost => format!("Nothing spent {span}"),
            Topic::Usages | Topic::Units => format!("No usage {span}"),
            Topic::Failed => format!("Nothing failed {span}"),
            Topic::Lapsed => format!("Nothing lapsed {span}"),
            Topic::Lost => format!("Nothing lost {span}"),
        }
    }

    fn usage_unknown(&self, span: &str) -> String {
        format!("What was used {span} is not known")
    }

    fn most(&self, place: &str, amount: &str) -> String {
        format!("the most {place} ({amount})")
    }

    fn leads(&self, label: &str, amount: &str, percent: i128) -> String {
        format!("{label} leads with {amount} ({percent} %)")
    }

    fn balance_is(&self, day: &str, amount: &str) -> String {
        format!("The balance on {day} is {amount}")
    }

    fn balance_went(&self, from: (&str, &str), to: (&str, &str)) -> String {
        format!("The balance went from {} on {} to {} on {}", from.1, from.0, to.1, to.0)
    }

    fn lowest(&self, day: &str, amount: &str) -> String {
        format!("lowest on {day} ({amount})")
    }

    fn part_unknown(&self) -> &'static str {
        "a part of it is not known"
    }

    fn event(&self, kind: EventKind) -> &'static str {
        match kind {
            EventKind::Refill => "Refill",
            EventKind::TopUp => "Top-up",
            EventKind::Lapsed => "Lapsed",
            EventKind::Correction => "Correction",
        }
    }

    fn event_with(&self, kind: EventKind, change: &str) -> String {
        format!("{change} {}", self.event(kind).to_lowercase())
    }

    fn events(&self, kind: EventKind, count: usize, change: &str) -> String {
        format!("{} ({change})", plural(count, &self.event(kind).to_lowercase()))
    }

    fn lapsed(&self, amount: &str) -> String {
        format!("{amount} lapsed")
    }

    fn will_lapse(&self, amount: &str) -> String {
        format!("{amount} lapse if unused")
    }

    fn will_lapse_unused(&self, amount: &str, day: Option<&str>, several: bool) -> String {
        match day {
            None => format!("{amount} lapse if unused"),
            Some(day) if several => format!("{amount} lapse from {day} if unused"),
            Some(day) => format!("{amount} lapse on {day} if unused"),
        }
    }

    fn lost_at_this_pace(&self, amount: &str) -> String {
        format!("{amount} will lapse at the present pace")
    }

    fn will_lapse_legend(&self) -> &'static str {
        "Lapses if unused"
    }

    fn ahead_legend(&self) -> &'static str {
        "Expected, 8 of 10 cases"
    }

    fn ahead(&self, day: &str, low: &str, high: &str) -> String {
        format!("{low} to {high} are left at the end of {day} in 8 of 10 cases")
    }

    fn about(&self, amount: &str, low: &str, high: &str) -> String {
        format!("about {amount} ({low} to {high})")
    }

    fn balance(&self) -> &'static str {
        "Balance"
    }

    fn balance_headers(&self, by: Grain) -> (&'static str, &'static str) {
        match by {
            Grain::Instant => ("When", "Balance"),
            Grain::Day => ("Day", "Balance at the end of the day"),
            Grain::Month => ("Month", "Balance at the end of the month"),
        }
    }

    fn weekday(&self, weekday: usize) -> &'static str {
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].get(weekday).copied().unwrap_or_default()
    }

    fn long_weekday(&self, weekday: usize) -> &'static str {
        let all = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        all.get(weekday).copied().unwrap_or_default()
    }

    fn up_to(&self, amount: &str) -> String {
        format!("up to {amount}")
    }

    fn cell_headers(&self) -> (&'static str, &'static str) {
        ("When", "Amount")
    }

    fn share_headers(&self) -> [&'static str; 3] {
        ["Name", "Amount", "Share"]
    }

    fn lots_hold(&self, lots: usize, amount: &str) -> String {
        let verb = if lots == 1 { "holds" } else { "hold" };
        format!("{} {verb} {amount}", plural(lots, "lot"))
    }

    fn lot_headers(&self) -> [&'static str; 4] {
        ["Lot", "Left", "Will lapse unused", "Lapses"]
    }

    fn so_far(&self) -> (&'static str, &'static str) {
        ("So far", "Included in the plans")
    }

    fn of_the_plan(&self, percent: i128, plan: &str) -> String {
        format!("that is {percent} % of what the plans included until then ({plan})")
    }

    fn change(&self) -> &'static str {
        "Change"
    }

    fn what_happened(&self) -> &'static str {
        "What happened"
    }

    fn cheapest_at(&self, needed: &str, label: &str, money: &str) -> String {
        format!("At {needed} a month {label} is the cheapest ({money})")
    }

    fn cheapest_from(&self, credits: &str, label: &str) -> String {
        format!("from {credits} on {label} is")
    }

    fn credits_a_month(&self) -> &'static str {
        "Credits a month"
    }
}

fn plural(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// `at least 3` at the head of a sentence.
fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
