//! Lying bars: shares of a whole, and the lots of a wallet in drawing order.

use bursar_charts::{Bar, BarList, BarPart, BarSeries, BarStory, Colour, Notation};
use bursar_ledger::credits::Credits;
use bursar_ledger::policy::Kind;

use super::answer::{Group, colours, grouped, kind_colour, sort};
use super::calendar::words;
use super::choose::Chosen;
use super::draw::{Data, Measured, Prepared, kind_label, label};
use super::series::title;
use super::sums::{Sum, sums};
use super::table::UsageTable;
use super::tally::{self, Total};
use crate::App;
use crate::wire::{ApiError, ChartLanguage, UsageBy};

/// Bars of their own; all others are one.
const MOST_BARS: usize = 10;

/// The values of a dimension with their share of the whole.
pub(super) fn shares(
    table: &UsageTable,
    chosen: &Chosen,
    by: UsageBy,
    measured: Measured,
) -> Result<Option<Prepared>, ApiError> {
    let measure = measured.measure;
    let places = tally::places(table, by);
    let sizes = sums(table, chosen, (by, measure), places, |place, _| place)?;
    let mut groups = grouped(table, by, sizes)?;
    groups.retain(|group| group.tally.micros(&measure) > 0);
    if groups.is_empty() {
        return Ok(None);
    }
    sort(&mut groups, by, &measure);
    let colours = colours(table, by, &groups);
    let ordered = matches!(by, UsageBy::Weekday | UsageBy::Hour);
    let shown = if ordered { groups.len() } else { groups.len().min(MOST_BARS) };
    let mut rest = Sum::default();
    for group in groups.iter().skip(shown) {
        rest.join(&group.tally)?;
    }
    let whole: i64 = groups.iter().map(|group| group.tally.micros(&measure)).sum();
    let mut bars: Vec<Bar> = Vec::with_capacity(shown + 1);
    let mut series: Vec<BarSeries> = Vec::with_capacity(shown + 1);
    let mut add = |key: String, name: String, micros: i64, colour: Colour| {
        let share = percent(micros, whole, &measured);
        let amount = measured.amount(micros);
        bars.push(Bar {
            key,
            label: name.clone(),
            parts: vec![BarPart { series: series.len(), micros }],
            note: format!("{amount} ({share})"),
            notes: Vec::new(),
            cells: vec![amount, share],
        });
        series.push(BarSeries { label: name, colour, hatched: false });
    };
    for (group, colour) in groups.iter().zip(&colours).take(shown) {
        let name = label(by, &group.value, &measured);
        add(format!("={}", group.value), name, group.tally.micros(&measure), *colour);
    }
    if groups.len() > shown {
        let name = measured.tongue().others(groups.len() - shown);
        add(String::new(), name, rest.micros(&measure), Colour::S0);
    }
    let sentence = sentence(&groups, chosen, whole, by, &measured);
    let data = BarList {
        title: title(by, &measured),
        story: BarStory::Shares { sentence, whole },
        series,
        bars,
    };
    Ok(Some(Prepared { data: Data::Bars(data), notation: measured, keys: Vec::new() }))
}

/// A share in tenths of a percent where that says something.
fn percent(part: i64, whole: i64, measured: &Measured) -> String {
    let (part, whole) = (i128::from(part), i128::from(whole.max(1)));
    let tenths = (2_000 * part + whole).div_euclid(2 * whole);
    let decimal = measured.notation.writing.decimal;
    if tenths >= 100 || tenths == 0 {
        format!("{} %", (tenths + 5).div_euclid(10))
    } else {
        format!("{}{decimal}{} %", tenths / 10, tenths % 10)
    }
}

fn sentence(
    groups: &[Group<Sum>],
    chosen: &Chosen,
    whole: i64,
    by: UsageBy,
    measured: &Measured,
) -> String {
    let tongue = measured.tongue();
    let partial = groups.iter().any(|group| group.tally.is_partial(&measured.measure));
    let mut amount = format!("{} {}", measured.amount(whole), measured.unit());
    if partial {
        amount = tongue.at_least(&amount);
    }
    let mut parts = vec![tongue.told(measured.topic(), &amount, &words(chosen.span, measured))];
    let first = groups.iter().max_by_key(|group| group.tally.micros(&measured.measure));
    // With a part unknown nobody knows who leads.
    if let Some(first) = first.filter(|_| !partial && groups.len() > 1) {
        let micros = first.tally.micros(&measured.measure);
        let share = (200 * i128::from(micros) + i128::from(whole))
            .checked_div(2 * i128::from(whole))
            .unwrap_or(0);
        let name = label(by, &first.value, measured);
        parts.push(tongue.leads(&name, &measured.amount(micros), share));
    }
    format!("{}.", parts.join("; "))
}

impl App {
    /// The lots of a wallet that hold anything, in drawing order; what will lapse at the present
    /// pace is hatched.
    pub(super) fn ladder(
        &self,
        wallet: &str,
        measured: Measured,
    ) -> Result<Option<Prepared>, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let now = self.clock.now();
        let state = self.books.state_at(&wallet, now, None)?;
        let view = state.view(&wallet.rules)?;
        let ahead = self.ahead(&wallet, &state)?;
        let zone = wallet.rules.zone;
        let german = measured.language() == ChartLanguage::De;
        let tongue = measured.tongue();
        let (mut left, mut lapses) = (Credits::ZERO, Credits::ZERO);
        let mut series: Vec<BarSeries> = Vec::new();
        let mut bars = Vec::new();
        for lot in state.draw_order().filter(|lot| lot.remaining.is_positive()) {
            let place = view.lots.iter().position(|shown| shown.id == lot.id);
            let unused = place.map(|place| ahead.unused_of(place)).unwrap_or_default();
            let unused = unused.min(lot.remaining);
            (left, lapses) = (left.plus(lot.remaining)?, lapses.plus(unused)?);
            let kind = Kind::ALL.into_iter().position(|kind| kind == lot.kind).unwrap_or(0);
            let name = kind_label(lot.kind.word(), german);
            let mut parts = Vec::new();
            for (hatched, credits) in [(false, lot.remaining.minus(unused)?), (true, unused)] {
                if !credits.is_positive() {
                    continue;
                }
                let label = if hatched {
                    format!("{name}: {}", tongue.lot_headers()[2])
                } else {
                    name.to_owned()
                };
                let known = series.iter().position(|one| one.label == label);
                let place = known.unwrap_or_else(|| {
                    series.push(BarSeries { label, colour: kind_colour(kind), hatched });
                    series.len() - 1
                });
                parts.push(BarPart { series: place, micros: credits.micros() });
            }
            let starts = zone.local(lot.starts)?.date();
            let ends = lot.expires.map(|ends| zone.local(ends)).transpose()?;
            let ends = ends.map(|ends| tongue.long_time(ends)).unwrap_or_default();
            let end_day = lot.expires.map(|ends| zone.local(ends)).transpose()?;
            let end_day = end_day.map(|ends| tongue.short_day(ends.date(), false));
            let amount = measured.amount(lot.remaining.micros());
            let never = if german { "verfällt nie" } else { "never lapses" };
            let until = match &end_day {
                Some(day) if german => format!("bis {day}"),
                Some(day) => format!("until {day}"),
                None => never.to_owned(),
            };
            bars.push(Bar {
                key: lot.id.clone(),
                label: format!("{name}, {}", tongue.short_day(starts, false)),
                parts,
                note: format!("{amount}, {until}"),
                notes: vec![if ends.is_empty() { never.to_owned() } else { ends.clone() }],
                cells: vec![amount, measured.amount(unused.micros()), ends],
            });
        }
        if bars.is_empty() {
            return Ok(None);
        }
        let title = if german {
            "Posten in der Reihenfolge, in der sie zahlen"
        } else {
            "Lots, in draw order"
        };
        let data = BarList {
            title: format!("{title}: {}", wallet.name),
            story: BarStory::Lots { left: left.micros(), lapses: lapses.micros() },
            series,
            bars,
        };
        Ok(Some(Prepared { data: Data::Bars(data), notation: measured, keys: Vec::new() }))
    }
}
