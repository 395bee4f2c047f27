//! Random histories: what may happen in a wallet, chosen so that things meet at one instant.

use std::sync::Arc;

use bursar_ledger::calendar::{Every, Recurrence, Unit, Zone};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{
    AmountChange, Charge, Fact, GrantTerms, Life, LotTerms, RefillWhen, Rollover, Seq, Source, Tag,
    Trim,
};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::naive::{Stage, Wallet};

/// When a step happens, seen from the latest entry.
#[derive(Clone, Debug)]
pub(crate) enum When {
    /// So many minutes later.
    After(i64),
    /// At the next instant at which something happens by itself, or so many microseconds off it.
    WithTheNext(i64),
    /// Earlier: so many thousandths of the time since the beginning.
    Late(i64),
}

/// What happens. Lots, grants, usages and holds are chosen among those that are there by then.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Lot(LotSpec),
    Grant(Box<GrantSpec>),
    EndGrant { grant: Index, now: bool, with_cycle: bool, later: Option<i64> },
    MoveEnd { lot: Index, to: Option<i64> },
    Void { lot: Index, part: Option<i64> },
    Use { credits: i64, by: Spender, and_refunded: bool },
    Refund { usage: Index, part: Option<i64> },
    Hold { credits: i64, by: Spender, until: Option<i64> },
    Confirm { hold: Index, part: Option<i64> },
    Release { hold: Index },
    Reconcile { off_by: i64, kinds: Vec<(Kind, i64)> },
}

#[derive(Clone, Debug)]
pub(crate) struct Spender {
    pub member: Option<&'static str>,
    pub tags: Vec<&'static str>,
    pub reported: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct LotSpec {
    kind: Kind,
    amount: i64,
    priority: i64,
    starts: i64,
    life: Option<i64>,
    created: Option<i64>,
    not_for: Vec<&'static str>,
    only_for: Vec<&'static str>,
    frozen: Option<(i64, i64)>,
    unit_cost: Option<i64>,
    counts_for: Option<usize>,
}

#[derive(Clone, Debug)]
pub(crate) struct GrantSpec {
    kind: Kind,
    amount: i64,
    changes: Vec<(i64, i64)>,
    anchor: i64,
    hour: (u32, u32, u32),
    zone: &'static str,
    every: Every,
    starts: Option<i64>,
    ends: Option<i64>,
    life: Life,
    rollover: Option<Rollover>,
    unsubscribed: bool,
    priority: i64,
    not_for: Vec<&'static str>,
    only_for: Vec<&'static str>,
    unit_cost: Option<i64>,
}

#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub when: When,
    pub what: What,
}

const DAY: i64 = 86_400_000_000;
const TAGS: [&str; 3] = ["pro", "video", "image"];
pub(crate) const ZONES: [&str; 6] = [
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Havana",
];

/// The first day of every history; clocks change in the weeks after it.
pub(crate) fn beginning() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 26).unwrap()
}

/// Midnight of it.
pub(crate) fn first_instant() -> Instant {
    days(0)
}

fn local(day: i64, (hour, minute, second): (u32, u32, u32)) -> NaiveDateTime {
    let day = beginning() + chrono::Duration::days(day);
    day.and_hms_opt(hour, minute, second).unwrap()
}

fn days(count: i64) -> Instant {
    Instant::from(local(0, (0, 0, 0)).and_utc()).plus_micros(count * DAY).unwrap()
}

fn credits(micros: i64) -> Credits {
    Credits::from_micros(micros)
}

/// Amounts that meet: whole ones, the smallest, and ones that no percentage divides evenly.
fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => select(vec![0, 1, 500_000, 5_000_000, 10_000_000, 33_333_333, 40_000_000]),
        4 => (0..60_i64).prop_map(|whole| whole * 1_000_000),
        1 => 0..100_000_000_i64,
    ]
}

fn tags() -> impl Strategy<Value = Vec<&'static str>> {
    prop_oneof![
        4 => Just(Vec::new()),
        2 => select(TAGS.to_vec()).prop_map(|tag| vec![tag]),
        1 => Just(vec!["pro", "video"]),
    ]
}

fn rarely<T: Clone + std::fmt::Debug>(
    of: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Option<T>> {
    prop::option::weighted(0.25, of)
}

fn spender() -> impl Strategy<Value = Spender> {
    let member = prop::option::of(select(vec!["ana", "ben"]));
    (member, tags(), prop::bool::weighted(0.35)).prop_map(|(member, tags, reported)| Spender {
        member,
        tags,
        reported,
    })
}

fn lot() -> impl Strategy<Value = LotSpec> {
    let kind = select(vec![Kind::Free, Kind::Promo, Kind::Topup, Kind::Topup, Kind::Rollover]);
    let when = (-3..6_i64, prop::option::weighted(0.6, 0..20_i64), rarely(-5..5_i64));
    let terms = (tags(), rarely(tags()), rarely((-2..6_i64, 1..6_i64)), rarely(0..4_i64));
    (kind, amount(), -1..3_i64, when, terms, rarely(0..8_usize)).prop_map(
        |(kind, amount, priority, (starts, life, created), terms, counts_for)| LotSpec {
            kind,
            amount,
            priority: priority.max(0),
            starts: starts.max(0),
            life,
            created,
            not_for: terms.0,
            only_for: terms.1.unwrap_or_default(),
            frozen: terms.2,
            unit_cost: terms.3,
            counts_for,
        },
    )
}

fn every() -> impl Strategy<Value = Every> {
    let every = |unit, n| Every { unit, n };
    select(vec![
        every(Unit::Day, 1),
        every(Unit::Day, 3),
        every(Unit::Week, 1),
        every(Unit::Month, 1),
        every(Unit::Month, 1),
        every(Unit::Hour, 36),
        every(Unit::Quarter, 1),
        every(Unit::Year, 1),
    ])
}

fn rollover() -> impl Strategy<Value = Rollover> {
    let percent = select(vec![0, 50_000_000, 33_333_333, 100_000_000]);
    let carry = (rarely(amount()), prop::option::of(amount()), rarely(percent)).prop_map(
        |(min, max, percent)| Rollover::Carry {
            min: min.map(credits),
            max: max.map(credits),
            percent: percent.map(credits),
        },
    );
    let trim = select(vec![Trim::Oldest, Trim::Incoming]);
    let cap = (amount(), trim)
        .prop_map(|(total, trim)| Rollover::Cap { total: credits(2 * total), trim });
    prop_oneof![2 => carry, 1 => cap]
}

fn grant() -> impl Strategy<Value = GrantSpec> {
    let kind = select(vec![Kind::Free, Kind::Subscription, Kind::Subscription, Kind::Promo]);
    let hour =
        select(vec![(0, 0, 0), (0, 30, 0), (1, 30, 0), (2, 11, 0), (2, 30, 0), (23, 59, 59)]);
    let life = prop_oneof![
        4 => Just(Life::Cycles(1)),
        2 => (2..4_u32).prop_map(Life::Cycles),
        1 => select(vec![Unit::Day, Unit::Week, Unit::Hour])
            .prop_map(|unit| Life::For(Every { unit, n: 9 })),
        1 => Just(Life::Never),
    ];
    let when = (0..8_i64, hour, select(ZONES.to_vec()), every());
    let changes = prop::collection::vec((0..20_i64, amount()), 0..3);
    let span = (rarely(0..10_i64), rarely(3..40_i64), changes);
    let terms = (tags(), rarely(tags()), rarely(0..4_i64), 0..2_i64, any::<bool>());
    (kind, amount(), when, span, life, prop::option::of(rollover()), terms).prop_map(
        |(
            kind,
            amount,
            (anchor, hour, zone, every),
            (starts, ends, changes),
            life,
            over,
            terms,
        )| {
            let (not_for, only_for, unit_cost, priority, unsubscribed) = terms;
            GrantSpec {
                kind,
                amount,
                changes,
                anchor,
                hour,
                zone,
                every,
                starts,
                ends,
                life,
                rollover: over,
                unsubscribed: unsubscribed && kind != Kind::Subscription,
                priority,
                not_for,
                only_for: only_for.unwrap_or_default(),
                unit_cost,
            }
        },
    )
}

fn when() -> impl Strategy<Value = When> {
    prop_oneof![
        5 => select(vec![0, 1, 60, 60, 360, 720, 1440, 2880, 10_080]).prop_map(When::After),
        4 => select(vec![0, 0, 0, -1, 1]).prop_map(When::WithTheNext),
        4 => (0..1001_i64).prop_map(When::Late),
    ]
}

/// A history: a few lots and grants, and then anything.
pub(crate) fn history(steps: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    let begins = prop_oneof![
        1 => lot().prop_map(What::Lot),
        2 => grant().prop_map(|grant| What::Grant(Box::new(grant))),
    ];
    let begins = (0..2_000_i64, begins)
        .prop_map(|(minutes, what)| Step { when: When::After(minutes), what });
    let begins = prop::collection::vec(begins, 0..4);
    (begins, prop::collection::vec(step(), steps))
        .prop_map(|(begins, steps)| [begins, steps].concat())
}

/// Kinds that a statement shows, and how far each is off; none where it shows one figure.
fn kinds_off() -> impl Strategy<Value = Vec<(Kind, i64)>> {
    let off_by = prop_oneof![2 => -30..30_i64, 1 => Just(0), 1 => Just(-1_000)];
    prop::collection::vec((select(Kind::ALL.to_vec()), off_by), 0..4)
}

/// What one step may be.
fn step() -> impl Strategy<Value = Step> {
    let usage = (amount(), spender(), prop::bool::weighted(0.1))
        .prop_map(|(credits, by, and_refunded)| What::Use { credits, by, and_refunded });
    let end = (any::<Index>(), any::<bool>(), any::<bool>(), rarely(0..20_i64));
    let hold = (amount(), spender(), rarely(1..5_000_i64));
    let part = || prop::option::of(0..1_300_i64);
    let what = prop_oneof![
        8 => usage,
        3 => lot().prop_map(What::Lot),
        2 => grant().prop_map(|grant| What::Grant(Box::new(grant))),
        1 => end.prop_map(|(grant, now, with_cycle, later)| {
            What::EndGrant { grant, now, with_cycle, later }
        }),
        2 => (any::<Index>(), prop::option::of(-1..15_i64))
            .prop_map(|(lot, to)| What::MoveEnd { lot, to }),
        2 => (any::<Index>(), part()).prop_map(|(lot, part)| What::Void { lot, part }),
        4 => (any::<Index>(), part()).prop_map(|(usage, part)| What::Refund { usage, part }),
        3 => hold.prop_map(|(credits, by, until)| What::Hold { credits, by, until }),
        2 => (any::<Index>(), part()).prop_map(|(hold, part)| What::Confirm { hold, part }),
        1 => any::<Index>().prop_map(|hold| What::Release { hold }),
        2 => (-30..30_i64, kinds_off())
            .prop_map(|(off_by, kinds)| What::Reconcile { off_by, kinds }),
    ];
    (when(), what).prop_map(|(when, what)| Step { when, what })
}

impl When {
    /// The instant, between the beginning and half a year after it.
    pub(crate) fn instant(&self, last: Instant, wallet: &Wallet) -> Instant {
        let (first, limit) = (days(0), days(180));
        let last = last.max(first);
        let at = match self {
            Self::After(minutes) => last.plus_seconds(minutes * 60),
            Self::WithTheNext(off) => {
                let next = wallet.next_by_itself().filter(|next| *next < limit).unwrap_or(last);
                next.plus_micros(*off)
            }
            Self::Late(thousandths) => {
                let since = last.micros() - first.micros();
                first.plus_micros(since / 1_000 * thousandths)
            }
        };
        at.unwrap().clamp(first, limit)
    }
}

impl What {
    /// The same, but read from the provider's log, so that it is not refused for want of credits.
    pub(crate) fn reported(&self) -> Self {
        let mut what = self.clone();
        if let Self::Use { by, .. } | Self::Hold { by, .. } = &mut what {
            by.reported = true;
        }
        what
    }

    /// The fact, in a wallet as it stands at that instant; none if there is nothing to do it to.
    pub(crate) fn fact(
        &self,
        at: Instant,
        number: usize,
        wallet: &Wallet,
        balance: i128,
    ) -> Option<Fact> {
        let micros_of = |whole: i128, part: &Option<i64>| {
            part.map(|part| credits(i64::try_from(whole * i128::from(part) / 1_000).unwrap()))
        };
        let usage_of = |index: &Index, wanted: fn(&Stage) -> bool| {
            let seqs: Vec<usize> = (0..wallet.usages.len())
                .filter(|usage| wanted(&wallet.usages[*usage].stage))
                .collect();
            (!seqs.is_empty()).then(|| &wallet.usages[*index.get(&seqs)])
        };
        Some(match self {
            Self::Lot(spec) => Fact::LotAdded(spec.terms(at, number)),
            Self::Grant(spec) => Fact::GrantStarted(spec.terms(number)),
            Self::EndGrant { grant, now, with_cycle, later } => {
                if wallet.grants.is_empty() {
                    return None;
                }
                Fact::GrantEnded {
                    grant: grant.get(&wallet.grants).terms.id.clone(),
                    ends: later.map(|later| at.plus_micros(later * DAY).unwrap()),
                    lots_end_now: *now && later.is_none(),
                    carried_end_with_cycle: *with_cycle && !now && later.is_none(),
                }
            }
            Self::MoveEnd { lot, to } => Fact::ExpiryChanged {
                lot: lot_id(lot, wallet)?,
                expires: to.map(|to| at.plus_micros(to * DAY).unwrap()),
            },
            Self::Void { lot, part } => {
                let id = lot_id(lot, wallet)?;
                let left = wallet.lot(&id).map_or(0, |lot| wallet.lots[lot].remaining);
                Fact::LotVoided { lot: id, credits: micros_of(left, part) }
            }
            Self::Use { credits, by, and_refunded: false } => Fact::Used(by.charge(*credits)),
            Self::Use { credits, by, and_refunded: true } => {
                Fact::UsedAndRefunded(by.charge(*credits))
            }
            Self::Refund { usage, part } => {
                let of = usage_of(usage, |_| true);
                let left = of.map_or(0, |usage| usage.credits - usage.refunded);
                Fact::Refunded {
                    usage: of.map_or(Seq(999_999), |usage| usage.seq),
                    credits: micros_of(left, part),
                    courtesy_lot: format!("courtesy-{number}"),
                }
            }
            Self::Hold { credits, by, until } => Fact::Held {
                charge: by.charge(*credits),
                until: until.map(|minutes| at.plus_seconds(minutes * 60).unwrap()),
            },
            Self::Confirm { hold, part } => {
                let hold = usage_of(hold, |stage| *stage != Stage::Charged)?;
                Fact::Confirmed { hold: hold.seq, credits: micros_of(hold.credits, part) }
            }
            Self::Release { hold } => {
                Fact::Released { hold: usage_of(hold, |stage| *stage != Stage::Charged)?.seq }
            }
            Self::Reconcile { off_by, kinds } => {
                let near = |there: i128, off: i64| i64::try_from(there).unwrap() + off * 1_000_000;
                let figure = |there: i128, off: i64| credits(near(there, off).max(0));
                let shown = |(kind, off_by): &(Kind, i64)| {
                    let lots = wallet.lots.iter().filter(|lot| lot.is_active());
                    let there = lots.filter(|lot| lot.kind == *kind).map(|lot| lot.remaining);
                    (*kind, figure(there.sum(), *off_by))
                };
                Fact::Reconciled {
                    observed: figure(balance, *off_by),
                    kinds: kinds.iter().map(shown).collect(),
                    correction_lot: format!("correction-{number}"),
                }
            }
        })
    }
}

fn lot_id(index: &Index, wallet: &Wallet) -> Option<String> {
    (!wallet.lots.is_empty()).then(|| index.get(&wallet.lots).id.clone())
}

fn owned_tags(tags: &[&'static str]) -> Vec<Tag> {
    tags.iter().map(|tag| Tag::from(*tag)).collect()
}

impl Spender {
    fn charge(&self, micros: i64) -> Charge {
        Charge {
            credits: credits(micros),
            member: self.member.map(Arc::from),
            tags: owned_tags(&self.tags),
            source: if self.reported { Source::Reported } else { Source::Typed },
        }
    }
}

impl LotSpec {
    fn terms(&self, at: Instant, number: usize) -> LotTerms {
        let on = |days: i64| at.plus_micros(days * DAY).unwrap();
        LotTerms {
            priority: self.priority,
            expires: self.life.map(on),
            created: self.created.map(on),
            not_for: owned_tags(&self.not_for),
            only_for: owned_tags(&self.only_for),
            frozen: self
                .frozen
                .map(|(from, length)| (on(from), on(from + length)))
                .into_iter()
                .collect(),
            unit_cost: self.unit_cost.map(credits),
            // Perhaps a grant that begins later, or never.
            grant: self.counts_for.map(|number| format!("grant-{number}")),
            ..LotTerms::plain(
                &format!("lot-{number}"),
                self.kind,
                credits(self.amount),
                on(self.starts),
            )
        }
    }
}

impl GrantSpec {
    fn terms(&self, number: usize) -> GrantTerms {
        let recurrence = Recurrence {
            anchor: local(self.anchor, self.hour),
            zone: self.zone.parse::<Zone>().unwrap(),
            every: self.every,
        };
        let change = |(day, amount): &(i64, i64)| AmountChange {
            from: days(*day),
            amount: credits(*amount),
        };
        GrantTerms {
            changes: self.changes.iter().map(change).collect(),
            starts: self.starts.map(days),
            ends: self.ends.map(days),
            life: self.life,
            rollover: self.rollover,
            when: if self.unsubscribed { RefillWhen::Unsubscribed } else { RefillWhen::Always },
            priority: self.priority,
            not_for: owned_tags(&self.not_for),
            only_for: owned_tags(&self.only_for),
            unit_cost: self.unit_cost.map(credits),
            ..GrantTerms::plain(
                &format!("grant-{number}"),
                self.kind,
                credits(self.amount),
                recurrence,
            )
        }
    }
}
