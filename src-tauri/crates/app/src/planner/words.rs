//! What a plan says, in English: for the command line and for reports. The window has its own words.

use crate::charts::separated;
use crate::wire::{ChartWriting, MoneyText, PlanView, Way, WayLack, WaySurplus};

/// A way by its name: `Creator, yearly`, `Standard, monthly, and 5 packs of 1,000 a month`.
pub fn way_in_words(way: &Way) -> String {
    let name = match (&way.title, &way.billing) {
        (Some(title), Some(billing)) => format!("{title}, {billing}"),
        (Some(title), None) => title.clone(),
        (None, _) => "packs alone".to_owned(),
    };
    let packs = packs_in_words(way);
    match (way.plan.is_some(), packs.is_empty()) {
        (_, true) => name,
        (true, false) => format!("{name}, and {packs}"),
        (false, false) => packs,
    }
}

/// The packs of a way; empty for none.
pub fn packs_in_words(way: &Way) -> String {
    let each = way.packs.iter().map(|packs| {
        let (count, time) = match packs.count.is_multiple_of(12) {
            true => (packs.count / 12, "month"),
            false => (packs.count, "year"),
        };
        let word = if count == 1 { "pack" } else { "packs" };
        format!("{count} {word} of {} a {time}", grouped(&packs.credits))
    });
    each.collect::<Vec<_>>().join(" and ")
}

/// The recommendation, with its reason.
pub fn advice_in_words(view: &PlanView) -> String {
    let Some(advice) = &view.advice else {
        return "No way has a price yet: say what plans and packs cost.".to_owned();
    };
    let Some(best) = view.ways.get(advice.best as usize) else { return String::new() };
    let money = best.month.as_ref().map_or_else(|| "nothing".to_owned(), money);
    let mut text =
        format!("{} is the cheapest way: {money} a month.", capital(&way_in_words(best)));
    let named = |place: u32| view.ways.get(place as usize).map(way_in_words).unwrap_or_default();
    if let Some(next) = &advice.next {
        let more = money_of(&next.more);
        text.push_str(&format!(" {} costs {more} more.", capital(&named(next.way))));
    }
    if best.current {
        text.push_str(" It is what you have.");
    } else if let Some(staying) = &advice.staying {
        text.push_str(&format!(" Staying as you are costs {} more.", money_of(&staying.more)));
    }
    match (&best.lost, best.surplus) {
        (Some(lost), surplus) if lost != "0" => {
            let why = match surplus {
                WaySurplus::LapsesLater => "they roll over, and lapse all the same",
                _ => "they do not roll over",
            };
            text.push_str(&format!(" It loses {} credits a month, since {why}.", grouped(lost)));
        }
        _ => {}
    }
    text
}

/// Why a way has no price.
pub(super) fn lack_in_words(lack: WayLack) -> &'static str {
    match lack {
        WayLack::PlanCredits => "credits of the plan not known",
        WayLack::PlanPrice => "price of the plan not known",
        WayLack::PackPrice => "too small alone, price of packs not known",
        WayLack::Subscription => "not offered without a subscription",
        WayLack::TooSmall => "too small, and no packs are sold",
        WayLack::TooFine => "packs too uneven to compute",
    }
}

/// `1,234.5`, as the chart of the same page writes it in English.
pub(super) fn grouped(amount: &str) -> String {
    separated(amount, ChartWriting::default())
}

pub(super) fn money_of(money: &MoneyText) -> String {
    format!("{} {}", grouped(&money.amount), money.currency)
}

fn money(text: &MoneyText) -> String {
    money_of(text)
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
