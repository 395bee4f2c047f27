//! Terms of credits: lengths of time, lives, roll-over, endings.

use crate::calendar::{Every, Unit};
use crate::catalog::grant::GrantPatch;
use crate::catalog::reader::Fields;
use crate::catalog::{Anchored, CapSize, Ending, PlanTerms, RolloverTerms};
use crate::fact::{Life, RefillWhen, Trim};

const UNITS: [(&str, Unit); 6] = [
    ("hour", Unit::Hour),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("quarter", Unit::Quarter),
    ("year", Unit::Year),
];

const ENDINGS: [(&str, Ending); 3] =
    [("keep", Ending::Keep), ("end_with_cycle", Ending::EndWithCycle), ("end_now", Ending::EndNow)];

/// The keys of a plan's terms, wherever they stand.
pub(super) fn plan_terms(fields: &Fields<'_>) -> PlanTerms {
    PlanTerms {
        refill: every(fields, "refill"),
        life: life(fields, "life"),
        rollover: rollover(fields),
        on_cancel: fields.word("on_cancel", &ENDINGS),
        on_upgrade: fields.word("on_upgrade", &ENDINGS),
    }
}

/// What an answer changes about free credits.
pub(super) fn grant_patch(fields: &Fields<'_>) -> GrantPatch {
    GrantPatch {
        amount: fields.credits("amount"),
        every: every(fields, "every"),
        at: anchored(fields),
        when: when(fields),
    }
}

/// A length of time: `"month"` or `{ unit = "month", n = 3 }`.
pub(super) fn every(fields: &Fields<'_>, key: &'static str) -> Option<Every> {
    if fields.is_text(key) {
        return Some(Every { unit: fields.word(key, &UNITS)?, n: 1 });
    }
    let inner = fields.table(key)?;
    let length = length(&inner);
    inner.finish();
    length
}

fn length(fields: &Fields<'_>) -> Option<Every> {
    const MOST: u32 = 100_000;
    let unit = fields.word("unit", &UNITS);
    if !fields.has("unit") {
        fields.problem("unit", "is missing; write hour, day, week, month, quarter or year");
    }
    let n = if fields.has("n") { fields.count("n")? } else { 1 };
    if n > MOST {
        fields.problem("n", format!("{n} is too many; write at most {MOST}"));
        return None;
    }
    Some(Every { unit: unit?, n })
}

/// A life: `"never"` (it never ends), `{ cycles = 3 }` or a length of time.
pub(super) fn life(fields: &Fields<'_>, key: &'static str) -> Option<Life> {
    if fields.is_text(key) {
        return fields.word(key, &[("never", Life::Never)]);
    }
    let inner = fields.table(key)?;
    let life = if inner.has("cycles") {
        inner.count("cycles").map(Life::Cycles)
    } else {
        length(&inner).map(Life::For)
    };
    inner.finish();
    life
}

/// How long bought credits live: `"never"` (they never end) or a length of time; the outer option
/// tells whether it is said at all.
pub(super) fn expiry(fields: &Fields<'_>, key: &'static str) -> Option<Option<Every>> {
    if fields.is_text(key) && fields.text(key).as_deref() == Some("never") {
        return Some(None);
    }
    every(fields, key).map(Some)
}

fn rollover(fields: &Fields<'_>) -> Option<RolloverTerms> {
    if fields.is_text("rollover") {
        return fields.word("rollover", &[("none", RolloverTerms::None)]);
    }
    let inner = fields.table("rollover")?;
    let cap = size(&inner, "cap_total", "cap_refills");
    let max = size(&inner, "max", "max_refills");
    let trim = inner.word("trim", &[("oldest", Trim::Oldest), ("incoming", Trim::Incoming)]);
    let (min, percent) = (inner.credits("min"), inner.credits("percent"));
    let carries = ["min", "max", "max_refills", "percent"];
    let carries = carries.into_iter().find(|key| inner.has(key));
    let caps = ["cap_total", "cap_refills"];
    let caps = caps.into_iter().any(|key| inner.has(key));
    if let (true, Some(key)) = (caps, carries) {
        inner.problem(key, "a roll-over has either a cap or a carried part; remove one");
    }
    if let (true, false) = (inner.has("trim"), caps) {
        inner.problem("trim", "only a cap is trimmed; add cap_total or cap_refills");
    }
    if percent.is_some_and(|percent| percent.micros() > 100_000_000) {
        inner.problem("percent", "is more than 100");
    }
    inner.finish();
    Some(match cap {
        Some(total) => RolloverTerms::Cap { total, trim: trim.unwrap_or_default() },
        None => RolloverTerms::Carry { min, max, percent },
    })
}

fn size(fields: &Fields<'_>, credits: &'static str, refills: &'static str) -> Option<CapSize> {
    if fields.has(credits) && fields.has(refills) {
        fields.problem(refills, format!("{credits} says the same; remove one of them"));
    }
    if fields.has(credits) {
        return fields.credits(credits).map(CapSize::Credits);
    }
    fields.decimal(refills).map(CapSize::Refills)
}

/// What free credits are counted from.
pub(super) fn anchored(fields: &Fields<'_>) -> Option<Anchored> {
    let words = [("midnight", Anchored::Midnight), ("opening", Anchored::Opening)];
    fields.word("at", &words)
}

/// Whether free credits come beside a subscription.
pub(super) fn when(fields: &Fields<'_>) -> Option<RefillWhen> {
    let words = [("always", RefillWhen::Always), ("unsubscribed", RefillWhen::Unsubscribed)];
    fields.word("when", &words)
}
