//! Reads the terms of lots and recurring grants.

use chrono::Datelike;

use crate::calendar::{Every, Recurrence, Zone};
use crate::document::{DocumentError, Fields, Node};
use crate::fact::{AmountChange, GrantTerms, Life, LotTerms, Rollover, Tag, Trim};
use crate::instant::Instant;
use crate::policy::Kind;

/// Everything up to an instant is played, refill by refill: a slip of a digit in a year must not
/// keep the computer busy for minutes.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2500;

/// Reads an instant up to which something is played.
pub(super) fn read_played_instant(node: &Node<'_>, zone: Zone) -> Result<Instant, DocumentError> {
    let instant = node.instant(zone)?;
    let year = instant.to_utc().map_or(i32::MAX, |utc| utc.year());
    check_year(node, year).map(|()| instant)
}

fn check_year(node: &Node<'_>, year: i32) -> Result<(), DocumentError> {
    if YEARS.contains(&year) {
        return Ok(());
    }
    let (first, last) = YEARS.into_inner();
    Err(node.error(format!("write a year from {first} to {last}, not {year}")))
}

/// Reads a lot. Times without an offset are in `zone`; it starts at `starts` unless it says.
pub(super) fn read_lot(
    node: &Node<'_>,
    zone: Zone,
    starts: Option<Instant>,
) -> Result<LotTerms, DocumentError> {
    let fields = node.fields()?;
    let instant = |time: &Node<'_>| time.instant(zone);
    let id = fields.need("id")?.name()?;
    let kind = fields.read("kind", Node::word)?.unwrap_or(Kind::Topup);
    let amount = fields.need("amount")?.amount()?;
    let starts = match (fields.read("starts", instant)?, starts) {
        (Some(starts), _) | (None, Some(starts)) => starts,
        (None, None) => return Err(fields.missing("starts")),
    };
    let mut lot = LotTerms::plain(id, kind, amount, starts);
    lot.expires = fields.read("expires", instant)?;
    lot.created = fields.read("created", instant)?;
    lot.frozen = fields.read_list("frozen", |span| {
        let [from, to] = span.pair()?;
        Ok((from.instant(zone)?, to.instant(zone)?))
    })?;
    lot.unit_cost = fields.read("unit_cost", Node::amount)?;
    lot.grant = fields.read("grant", |grant| Ok(grant.name()?.to_owned()))?;
    lot.priority = read_priority(&fields)?;
    lot.not_for = read_tags(&fields, "not_for")?;
    lot.only_for = read_tags(&fields, "only_for")?;
    fields.finish()?;
    Ok(lot)
}

/// Reads an entry of `lots_generate`: many equal lots, numbered from 1.
pub(super) fn generate_lots(node: &Node<'_>, zone: Zone) -> Result<Vec<LotTerms>, DocumentError> {
    const MOST_LOTS: i64 = 1_000_000;
    const MOST_DIGITS: i64 = 18;
    const MOST_SECONDS: i64 = 10_000_000_000;
    let fields = node.fields()?;
    let instant = |time: &Node<'_>| time.instant(zone);
    let count = fields.need("count")?.integer(0, MOST_LOTS)?;
    let prefix = fields.need("id_prefix")?.text()?;
    let digits = fields.read("digits", |digits| digits.integer(1, MOST_DIGITS))?;
    let width = usize::try_from(digits.unwrap_or(1)).unwrap_or(1);
    let kind = fields.read("kind", Node::word)?.unwrap_or(Kind::Topup);
    let amount = fields.need("amount")?.amount()?;
    let starts = fields.need("starts")?.instant(zone)?;
    let first_expires = fields.read("first_expires", instant)?;
    let step = fields.read("expires_step_s", |step| step.integer(0, MOST_SECONDS))?;
    let step = step.unwrap_or_default();
    let priority = read_priority(&fields)?;
    let lots = (1..=count).map(|number| {
        let id = format!("{prefix}{number:0width$}");
        let mut lot = LotTerms::plain(&id, kind, amount, starts);
        lot.priority = priority;
        lot.expires = match first_expires {
            Some(first) => {
                let end =
                    step.checked_mul(number - 1).and_then(|seconds| first.plus_seconds(seconds));
                let too_far = || fields.error("expires_step_s", "reaches beyond the calendar");
                Some(end.ok_or_else(too_far)?)
            }
            None => None,
        };
        Ok(lot)
    });
    let lots = lots.collect::<Result<_, _>>()?;
    fields.finish()?;
    Ok(lots)
}

/// Reads a recurring grant. Its wall is that of `zone` unless it says.
pub(super) fn read_grant(node: &Node<'_>, zone: Zone) -> Result<GrantTerms, DocumentError> {
    let fields = node.fields()?;
    let instant = |time: &Node<'_>| time.instant(zone);
    let anchor_node = fields.need("anchor")?;
    let anchor = anchor_node.local_time()?;
    check_year(&anchor_node, anchor.year())?;
    let recurrence = Recurrence {
        anchor,
        zone: fields.read("tz", Node::zone)?.unwrap_or(zone),
        every: read_every(&fields.need("every")?)?,
    };
    let id = fields.need("id")?.name()?;
    let kind = fields.read("kind", Node::word)?.unwrap_or(Kind::Subscription);
    let mut grant = GrantTerms::plain(id, kind, fields.need("amount")?.amount()?, recurrence);
    grant.changes = fields.read_list("changes", |change| {
        let fields = change.fields()?;
        let change = AmountChange {
            from: fields.need("from")?.instant(zone)?,
            amount: fields.need("amount")?.amount()?,
        };
        fields.finish().map(|()| change)
    })?;
    grant.starts = fields.read("starts", instant)?;
    grant.ends = fields.read("ends", instant)?;
    grant.life = fields.read("life", read_life)?.unwrap_or(Life::Cycles(1));
    grant.rollover = fields.read("rollover", read_rollover)?;
    grant.when = fields.read("when", Node::word)?.unwrap_or_default();
    grant.unit_cost = fields.read("unit_cost", Node::amount)?;
    grant.priority = read_priority(&fields)?;
    grant.not_for = read_tags(&fields, "not_for")?;
    grant.only_for = read_tags(&fields, "only_for")?;
    fields.finish()?;
    Ok(grant)
}

pub(super) fn read_tags(
    fields: &Fields<'_>,
    name: &'static str,
) -> Result<Vec<Tag>, DocumentError> {
    fields.read_list(name, |tag| Ok(Tag::from(tag.name()?)))
}

fn read_priority(fields: &Fields<'_>) -> Result<i64, DocumentError> {
    const FAR: i64 = 1_000_000_000;
    let priority = fields.read("priority", |priority| priority.integer(-FAR, FAR))?;
    Ok(priority.unwrap_or_default())
}

fn read_every(node: &Node<'_>) -> Result<Every, DocumentError> {
    let fields = node.fields()?;
    let every =
        Every { unit: fields.need("unit")?.word()?, n: fields.read("n", read_count)?.unwrap_or(1) };
    fields.finish()?;
    Ok(every)
}

fn read_count(node: &Node<'_>) -> Result<u32, DocumentError> {
    const MOST: i64 = 100_000;
    u32::try_from(node.integer(1, MOST)?).map_err(|error| node.error(error))
}

fn read_life(node: &Node<'_>) -> Result<Life, DocumentError> {
    if let Ok(word) = node.text() {
        return match word {
            "never" => Ok(Life::Never),
            _ => {
                Err(node
                    .error("write {\"cycles\": 3}, {\"unit\": \"day\", \"n\": 90} or \"never\""))
            }
        };
    }
    let fields = node.fields()?;
    match fields.read("cycles", read_count)? {
        Some(cycles) => fields.finish().map(|()| Life::Cycles(cycles)),
        None => read_every(node).map(Life::For),
    }
}

fn read_rollover(node: &Node<'_>) -> Result<Rollover, DocumentError> {
    let fields = node.fields()?;
    let rollover = match fields.read("cap_total", Node::amount)? {
        Some(total) => Rollover::Cap {
            total,
            trim: fields.read("trim", Node::word::<Trim>)?.unwrap_or_default(),
        },
        None => Rollover::Carry {
            min: fields.read("min", Node::amount)?,
            max: fields.read("max", Node::amount)?,
            percent: fields.read("percent", Node::amount)?,
        },
    };
    fields.finish()?;
    Ok(rollover)
}
