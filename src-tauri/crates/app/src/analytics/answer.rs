//! Usage as the view shows it: the whole, its parts, the time before, and what moved.

use std::collections::HashMap;

use bursar_charts::Colour;
use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::policy::Kind;

use super::choose::Chosen;
use super::span::{DaySpan, date};
use super::table::UsageTable;
use super::tally::{self, Measure, Tally, Total};
use crate::App;
use crate::wire::{
    ApiError, UsageAnswer, UsageAsked, UsageBy, UsageMeasure, UsageMover, UsagePart,
};

/// Parts that are listed; the others are one line.
const MOST_PARTS: usize = 100;
/// What moved most.
const MOST_MOVERS: usize = 6;
/// Of what movers are looked for.
const MOVING: [UsageBy; 5] =
    [UsageBy::Model, UsageBy::Member, UsageBy::Project, UsageBy::Feature, UsageBy::Wallet];

/// A value of a dimension with what it adds up to.
pub(super) struct Group<T = Tally> {
    pub(super) value: String,
    /// One of its places, for its rank.
    place: usize,
    pub(super) tally: T,
}

impl App {
    /// Usage of some days by a dimension, beside as many days before.
    ///
    /// # Errors
    /// A day, status or currency that cannot be read.
    pub fn usage_answer(
        &self,
        asked: &UsageAsked,
        by: UsageBy,
        measure: &UsageMeasure,
    ) -> Result<UsageAnswer, ApiError> {
        let table = self.usage_table()?;
        let chosen = self.choose(&table, asked)?;
        let measure = Measure::of(&table, measure)?;
        let (span, before) = (chosen.span, chosen.span.before());
        let known = table.days();
        let compares = known.is_some_and(|(first, _)| first < span.first);
        let mut groups = groups(&table, &chosen, span, by)?;
        let total = total_of(&table, &chosen, span, by, &groups)?;
        sort(&mut groups, by, &measure);
        let earlier =
            if compares { self::groups(&table, &chosen, before, by)? } else { Vec::new() };
        let before_total = match compares {
            true => Some(total_of(&table, &chosen, before, by, &earlier)?.figures(&table)),
            false => None,
        };
        let earlier: HashMap<String, Tally> =
            earlier.into_iter().map(|group| (group.value, group.tally)).collect();
        let colours = colours(&table, by, &groups);
        let more = groups.len().saturating_sub(MOST_PARTS);
        let mut rest = Tally::default();
        for group in groups.iter().skip(MOST_PARTS) {
            rest.join(&group.tally)?;
        }
        let nothing = Tally::default();
        let part = |(group, colour): (&Group, &Colour)| UsagePart {
            value: group.value.clone(),
            now: group.tally.figures(&table),
            before: compares.then(|| earlier.get(&group.value).unwrap_or(&nothing).figures(&table)),
            colour: colour.css_name().to_owned(),
        };
        let mut zones: Vec<String> = Vec::new();
        for (place, wallet) in table.wallets.iter().enumerate() {
            let zone = wallet.rules.zone.name();
            if chosen.has_wallet(place) && !zones.iter().any(|known| known == zone) {
                zones.push(zone.to_owned());
            }
        }
        Ok(UsageAnswer {
            from: date(span.first).to_string(),
            to: date(span.last()).to_string(),
            today: date(self.usage_today(&table)).to_string(),
            first: known.map(|(first, _)| date(first).to_string()),
            last: known.map(|(_, last)| date(last).to_string()),
            zones,
            total: total.figures(&table),
            before: before_total,
            before_from: date(before.first).to_string(),
            before_to: date(before.last()).to_string(),
            parts: groups.iter().zip(&colours).take(MOST_PARTS).map(part).collect(),
            more_parts: more as u64,
            rest: rest.figures(&table),
            movers: if compares { movers(&table, &chosen)? } else { Vec::new() },
            currencies: table.currencies.iter().map(|one| one.code().to_owned()).collect(),
        })
    }
}

/// The values of a dimension that have any usage, in no order.
pub(super) fn groups(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
    by: UsageBy,
) -> Result<Vec<Group>, Overflow> {
    grouped(table, by, tally::by(table, chosen, span, by)?)
}

/// What each place of a dimension adds up to, by values that have any usage, in no order.
pub(super) fn grouped<T: Total>(
    table: &UsageTable,
    by: UsageBy,
    all: Vec<T>,
) -> Result<Vec<Group<T>>, Overflow> {
    let mut groups: Vec<Group<T>> = Vec::new();
    let mut of_value: HashMap<String, usize> = HashMap::new();
    for (place, tally) in all.into_iter().enumerate() {
        if tally.is_empty() {
            continue;
        }
        let value = tally::value(table, by, place);
        // Two wallets may be of one provider.
        match of_value.get(&value) {
            Some(at) => groups[*at].tally.join(&tally)?,
            None => {
                of_value.insert(value.clone(), groups.len());
                groups.push(Group { value, place, tally });
            }
        }
    }
    Ok(groups)
}

/// All usage of some days: that of the groups together, but for kinds, since several may have paid
/// for one usage.
fn total_of(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
    by: UsageBy,
    groups: &[Group],
) -> Result<Tally, Overflow> {
    if by == UsageBy::Kind {
        return tally::total(table, chosen, span);
    }
    let mut total = Tally::default();
    groups.iter().try_for_each(|group| total.join(&group.tally))?;
    Ok(total)
}

/// Weekdays and hours in their order, all else by size.
pub(super) fn sort<T: Total>(groups: &mut [Group<T>], by: UsageBy, measure: &Measure) {
    if matches!(by, UsageBy::Weekday | UsageBy::Hour) {
        groups.sort_by_key(|group| group.place);
        return;
    }
    groups.sort_by(|a, b| {
        let size = b.tally.micros(measure).cmp(&a.tally.micros(measure));
        let more = b.tally.count().cmp(&a.tally.count());
        size.then(more).then_with(|| a.value.cmp(&b.value))
    });
}

/// A colour for each group of a sorted list. The largest of all times keep theirs whatever is
/// asked; one whose colour is taken gets a free one; all beyond the series of a chart share one.
pub(super) fn colours<T>(table: &UsageTable, by: UsageBy, groups: &[Group<T>]) -> Vec<Colour> {
    if by == UsageBy::Kind {
        return groups.iter().map(|group| kind_colour(group.place)).collect();
    }
    if matches!(by, UsageBy::Weekday | UsageBy::Hour) {
        return vec![Colour::S1; groups.len()];
    }
    let rank = |group: &Group<T>| match UsageTable::place_of(by) {
        Some(texts) => table.rank(texts, group.place),
        None => group.place,
    };
    let mut given: Vec<Option<Colour>> =
        groups.iter().map(|group| Colour::SERIES.get(rank(group)).copied()).collect();
    given.iter_mut().skip(Colour::SERIES.len()).for_each(|colour| *colour = Some(Colour::S0));
    let shown = given.len().min(Colour::SERIES.len());
    for place in 0..shown {
        if given[place].is_none() {
            let free = Colour::SERIES.into_iter().find(|one| !given[..shown].contains(&Some(*one)));
            given[place] = free;
        }
    }
    given.into_iter().map(|colour| colour.unwrap_or(Colour::S0)).collect()
}

/// The colour that a kind has everywhere.
pub(super) fn kind_colour(place: usize) -> Colour {
    match Kind::ALL.get(place) {
        Some(Kind::Free) => Colour::Free,
        Some(Kind::Promo) => Colour::Promo,
        Some(Kind::Courtesy) => Colour::Courtesy,
        Some(Kind::Rollover) => Colour::Rollover,
        Some(Kind::Subscription) => Colour::Subscription,
        Some(Kind::Topup) => Colour::TopUp,
        Some(Kind::Correction) => Colour::Correction,
        None => Colour::Bad,
    }
}

/// What went up or down most in credits, of anything: one pass for all dimensions.
fn movers(table: &UsageTable, chosen: &Chosen) -> Result<Vec<UsageMover>, Overflow> {
    let (now, before) = (chosen.span, chosen.span.before());
    let both = DaySpan { first: before.first, after: now.after };
    let mut sums: Vec<Vec<[Credits; 2]>> =
        MOVING.iter().map(|by| vec![[Credits::ZERO; 2]; tally::places(table, *by)]).collect();
    tally::each(table, chosen, both, &mut |index, row| {
        if !chosen.counts(row.status) {
            return Ok(());
        }
        let when = usize::from(!now.holds(row.day()));
        let mut credits = row.credits;
        if chosen.kinds.is_some() {
            let parts = table.parts_of(index).iter().filter(|part| chosen.has_kind(part.kind));
            credits = Credits::sum(parts.map(|part| part.credits))?;
        }
        for (by, sums) in MOVING.iter().zip(&mut sums) {
            if let Some(place) = tally::place(*by, row) {
                sums[place][when] = sums[place][when].plus(credits)?;
            }
        }
        Ok(())
    })?;
    let mut moved: Vec<(i64, UsageMover)> = Vec::new();
    for (by, sums) in MOVING.into_iter().zip(&sums) {
        let used = sums.iter().filter(|both| both.iter().any(|sum| !sum.is_zero())).count();
        // All usage in one value moves as the whole does, and that is said already.
        if used < 2 {
            continue;
        }
        for (place, [now, was]) in sums.iter().enumerate() {
            let change = now.minus(*was)?;
            if change.is_zero() {
                continue;
            }
            let mover = UsageMover {
                by,
                value: tally::value(table, by, place),
                before: was.to_string(),
                now: now.to_string(),
                change: change.to_string(),
            };
            moved.push((change.micros(), mover));
        }
    }
    moved.sort_by(|(a, one), (b, other)| {
        b.unsigned_abs().cmp(&a.unsigned_abs()).then_with(|| one.value.cmp(&other.value))
    });
    moved.truncate(MOST_MOVERS);
    Ok(moved.into_iter().map(|(_, mover)| mover).collect())
}
