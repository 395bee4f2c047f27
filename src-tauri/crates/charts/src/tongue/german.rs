//! German.

use chrono::{Datelike, NaiveDate};

use super::{Grain, Tongue};
use crate::balance_over_time::EventKind;
use crate::topic::Topic;
use crate::usage_over_time::Step;

/// German.
#[derive(Clone, Copy, Debug)]
pub struct German;

const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

const SHORT_MONTHS: [&str; 12] = [
    "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
];

const WEEKDAYS: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];

fn month_of<'a>(names: &[&'a str; 12], day: NaiveDate) -> &'a str {
    names.get(day.month0() as usize).copied().unwrap_or_default()
}

impl Tongue for German {
    fn not_known(&self) -> &'static str {
        "unbekannt"
    }

    fn at_least(&self, amount: &str) -> String {
        format!("mindestens {amount}")
    }

    fn not_fully_known(&self) -> &'static str {
        "nicht ganz bekannt"
    }

    fn total(&self) -> &'static str {
        "Summe"
    }

    fn others(&self, count: usize) -> String {
        if count == 1 { "1 weiteres".to_owned() } else { format!("{count} weitere") }
    }

    fn short_day(&self, day: NaiveDate, with_year: bool) -> String {
        let text = format!("{}. {}", day.day(), month_of(&SHORT_MONTHS, day));
        if with_year { format!("{text} {}", day.year()) } else { text }
    }

    fn short_month(&self, month: NaiveDate, with_year: bool) -> String {
        let text = month_of(&SHORT_MONTHS, month).to_owned();
        if with_year { format!("{text} {}", month.year()) } else { text }
    }

    fn long_day(&self, day: NaiveDate) -> String {
        let weekday = WEEKDAYS.get(day.weekday().num_days_from_monday() as usize);
        format!("{} {}", weekday.copied().unwrap_or_default(), self.short_day(day, true))
    }

    fn long_month(&self, month: NaiveDate) -> String {
        format!("{} {}", month_of(&MONTHS, month), month.year())
    }

    fn week_of(&self, day: NaiveDate) -> String {
        format!("Woche ab {}", self.long_day(day))
    }

    fn step(&self, step: Step) -> &'static str {
        match step {
            Step::Hour => "Stunde",
            Step::Day => "Tag",
            Step::Week => "Woche",
            Step::Month => "Monat",
        }
    }

    fn steps(&self, count: usize, step: Step) -> String {
        let noun = match step {
            _ if count == 1 => self.step(step),
            Step::Hour => "Stunden",
            Step::Day => "Tage",
            Step::Week => "Wochen",
            Step::Month => "Monate",
        };
        format!("{count} {noun}")
    }

    fn in_step(&self, step: Step, place: &str) -> String {
        let preposition = match step {
            Step::Hour | Step::Day => "am",
            Step::Week => "in der",
            Step::Month => "im",
        };
        format!("{preposition} {place}")
    }

    fn between(&self, from: &str, to: &str) -> String {
        format!("von {from} bis {to}")
    }

    fn told(&self, topic: Topic, amount: &str, span: &str) -> String {
        let verb = match topic {
            Topic::Used => "verbraucht",
            Topic::Cost => "ausgegeben",
            Topic::Usages | Topic::Units => "erzeugt",
            Topic::Failed => "fehlgeschlagen",
            Topic::Lapsed => "ungenutzt verfallen",
            Topic::Lost => "mit verfallenen Credits verloren",
        };
        format!("{amount} {verb} {span}")
    }

    fn nothing(&self, topic: Topic, unit: &str, span: &str) -> String {
        match topic {
            Topic::Used => format!("Keine {unit} verbraucht {span}"),
            Topic::Cost => format!("Nichts ausgegeben {span}"),
            Topic::Usages | Topic::Units => format!("Keine Nutzung {span}"),
            Topic::Failed => format!("Nichts fehlgeschlagen {span}"),
            Topic::Lapsed => format!("Nichts verfallen {span}"),
            Topic::Lost => format!("Nichts verloren {span}"),
        }
    }

    fn usage_unknown(&self, span: &str) -> String {
        format!("Der Verbrauch {span} ist nicht bekannt")
    }

    fn most(&self, place: &str, amount: &str) -> String {
        format!("am meisten {place} ({amount})")
    }

    fn leads(&self, label: &str, amount: &str, percent: i128) -> String {
        format!("{label} führt mit {amount} ({percent} %)")
    }

    fn balance_is(&self, day: &str, amount: &str) -> String {
        format!("Der Stand am {day} ist {amount}")
    }

    fn balance_went(&self, from: (&str, &str), to: (&str, &str)) -> String {
        format!("Der Stand ging von {} am {} auf {} am {}", from.1, from.0, to.1, to.0)
    }

    fn lowest(&self, day: &str, amount: &str) -> String {
        format!("am niedrigsten am {day} ({amount})")
    }

    fn part_unknown(&self) -> &'static str {
        "ein Teil davon ist nicht bekannt"
    }

    fn event(&self, kind: EventKind) -> &'static str {
        match kind {
            EventKind::Refill => "Auffüllung",
            EventKind::TopUp => "Aufladung",
            EventKind::Lapsed => "Verfallen",
            EventKind::Correction => "Korrektur",
        }
    }

    fn event_with(&self, kind: EventKind, change: &str) -> String {
        match kind {
            EventKind::Lapsed => format!("{change} verfallen"),
            _ => format!("{change} {}", self.event(kind)),
        }
    }

    fn events(&self, kind: EventKind, count: usize, change: &str) -> String {
        let plural = if count == 1 { "" } else { "en" };
        format!("{count} {}{plural} ({change})", self.event(kind))
    }

    fn lapsed(&self, amount: &str) -> String {
        format!("{amount} verfallen")
    }

    fn will_lapse(&self, amount: &str) -> String {
        format!("{amount} verfallen, wenn ungenutzt")
    }

    fn will_lapse_unused(&self, amount: &str, day: Option<&str>, several: bool) -> String {
        match day {
            None => format!("{amount} verfallen, wenn ungenutzt"),
            Some(day) if several => format!("{amount} verfallen ab {day}, wenn ungenutzt"),
            Some(day) => format!("{amount} verfallen am {day}, wenn ungenutzt"),
        }
    }

    fn lost_at_this_pace(&self, amount: &str) -> String {
        format!("{amount} verfallen beim heutigen Tempo")
    }

    fn will_lapse_legend(&self) -> &'static str {
        "Verfällt, wenn ungenutzt"
    }

    fn ahead_legend(&self) -> &'static str {
        "Erwartet, 8 von 10 Fällen"
    }

    fn ahead(&self, day: &str, low: &str, high: &str) -> String {
        format!("{low} bis {high} sind Ende {day} in 8 von 10 Fällen übrig")
    }

    fn about(&self, amount: &str, low: &str, high: &str) -> String {
        format!("etwa {amount} ({low} bis {high})")
    }

    fn balance(&self) -> &'static str {
        "Stand"
    }

    fn balance_headers(&self, by: Grain) -> (&'static str, &'static str) {
        match by {
            Grain::Instant => ("Wann", "Stand"),
            Grain::Day => ("Tag", "Stand am Ende des Tages"),
            Grain::Month => ("Monat", "Stand am Ende des Monats"),
        }
    }

    fn weekday(&self, weekday: usize) -> &'static str {
        WEEKDAYS.get(weekday).copied().unwrap_or_default()
    }

    fn long_weekday(&self, weekday: usize) -> &'static str {
        let all = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
        all.get(weekday).copied().unwrap_or_default()
    }

    fn up_to(&self, amount: &str) -> String {
        format!("bis {amount}")
    }

    fn cell_headers(&self) -> (&'static str, &'static str) {
        ("Wann", "Menge")
    }

    fn share_headers(&self) -> [&'static str; 3] {
        ["Name", "Menge", "Anteil"]
    }

    fn lots_hold(&self, lots: usize, amount: &str) -> String {
        let verb = if lots == 1 { "enthält" } else { "enthalten" };
        format!("{lots} Posten {verb} {amount}")
    }

    fn lot_headers(&self) -> [&'static str; 4] {
        ["Posten", "Übrig", "Verfällt ungenutzt", "Verfällt am"]
    }

    fn so_far(&self) -> (&'static str, &'static str) {
        ("Bisher", "In den Abos enthalten")
    }

    fn of_the_plan(&self, percent: i128, plan: &str) -> String {
        format!("das sind {percent} % dessen, was die Abos bis dahin enthielten ({plan})")
    }

    fn change(&self) -> &'static str {
        "Änderung"
    }

    fn what_happened(&self) -> &'static str {
        "Was geschah"
    }

    fn cheapest_at(&self, needed: &str, label: &str, money: &str) -> String {
        format!("Bei {needed} im Monat ist {label} am günstigsten ({money})")
    }

    fn cheapest_from(&self, credits: &str, label: &str) -> String {
        format!("ab {credits} ist es {label}")
    }

    fn credits_a_month(&self) -> &'static str {
        "Credits im Monat"
    }
}
