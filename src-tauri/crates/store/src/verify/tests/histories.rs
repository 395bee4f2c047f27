//! What may happen in a wallet, chosen so that things meet at one instant.

use bursar_ledger::calendar::{Every, Unit};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Life, Rollover, Trim};
use bursar_ledger::policy::{
    AutoTopup, DebtAtRefill, FailedUsage, Kind, LimitPeriod, MemberLimit, Overdraw, Policy,
    RefundExpired,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::fact_row::UsageStatus;

/// Something that happens so many quarters of a day after the beginning. Usages, lots, grants and
/// entries are chosen among those that are there.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub quarter: i64,
    pub op: Op,
}

#[derive(Clone, Debug)]
pub(super) enum Op {
    Lot { kind: Kind, amount: i64, starts: i64, life: Option<i64>, not_pro: bool },
    Grant { kind: Kind, amount: i64, every: Every, life: Life, rollover: Option<Rollover> },
    EndGrant { grant: Index, lots_end_now: bool, carried_end_with_cycle: bool },
    MoveEnd { lot: Index, life: Option<i64> },
    VoidLot { lot: Index, part: Option<i64> },
    Use(Usage),
    Refund { usage: Index, part: Option<i64> },
    Settle { usage: Index, succeeded: bool, part: Option<i64> },
    Statement { shows: i64, kinds: Vec<(Kind, i64)> },
    Price { usage: Index, credits: i64 },
    Void { entry: Index },
    Undo,
}

#[derive(Clone, Debug)]
pub(super) struct Usage {
    pub credits: Option<i64>,
    pub status: UsageStatus,
    pub reported: bool,
    pub pro: bool,
    pub member: Option<&'static str>,
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 1..40_i64, 1 => select(vec![0, 10, 20, 100])]
}

fn lot() -> impl Strategy<Value = Op> {
    let kind = select(vec![Kind::Topup, Kind::Promo, Kind::Free]);
    let times = (-4..8_i64, prop::option::of(1..40_i64));
    (kind, amount(), times, prop::bool::weighted(0.2)).prop_map(
        |(kind, amount, (starts, life), not_pro)| Op::Lot {
            kind,
            amount,
            starts: starts.max(0),
            life,
            not_pro,
        },
    )
}

fn grant() -> impl Strategy<Value = Op> {
    let kind = select(vec![Kind::Subscription, Kind::Free]);
    let units = vec![(Unit::Day, 2), (Unit::Week, 1), (Unit::Month, 1)];
    let every = select(units).prop_map(|(unit, n)| Every { unit, n });
    let life = select(vec![Life::Cycles(1), Life::Cycles(1), Life::Cycles(3), Life::Never]);
    let carry = |min: Option<i64>, max: Option<i64>| Rollover::Carry {
        min: min.map(whole),
        max: max.map(whole),
        percent: None,
    };
    let cap = |trim| Rollover::Cap { total: whole(30), trim };
    let forms = vec![
        None,
        Some(carry(None, Some(15))),
        Some(carry(Some(3), None)),
        Some(cap(Trim::Oldest)),
        Some(cap(Trim::Incoming)),
    ];
    (kind, amount(), every, life, select(forms)).prop_map(
        |(kind, amount, every, life, rollover)| Op::Grant { kind, amount, every, life, rollover },
    )
}

fn usage(unpriced: f64) -> impl Strategy<Value = Op> {
    use UsageStatus::{Failed, Pending, Succeeded};
    let status = select(vec![Succeeded, Succeeded, Succeeded, Pending, Pending, Failed]);
    let member = prop::option::of(select(vec!["ana", "ben"]));
    (amount(), prop::bool::weighted(unpriced), status, any::<bool>(), any::<bool>(), member)
        .prop_map(|(credits, unpriced, status, reported, pro, member)| {
            let credits = (!unpriced).then_some(credits);
            Op::Use(Usage { credits, status, reported, pro, member })
        })
}

fn part() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(1..25_i64)
}

/// What a statement shows of some kinds; often none, as where it shows one figure.
pub(super) fn kinds_shown() -> impl Strategy<Value = Vec<(Kind, i64)>> {
    let kinds = prop::collection::vec((select(Kind::ALL.to_vec()), 0..40_i64), 1..4);
    prop_oneof![1 => Just(Vec::new()), 1 => kinds]
}

/// What an engine's journal in memory knows too.
fn plain_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => lot(),
        2 => grant(),
        1 => (any::<Index>(), any::<bool>(), any::<bool>()).prop_map(|(grant, now, cycle)| {
            Op::EndGrant { grant, lots_end_now: now, carried_end_with_cycle: cycle }
        }),
        1 => (any::<Index>(), prop::option::of(1..30_i64))
            .prop_map(|(lot, life)| Op::MoveEnd { lot, life }),
        1 => (any::<Index>(), part()).prop_map(|(lot, part)| Op::VoidLot { lot, part }),
        8 => usage(0.0),
        3 => (any::<Index>(), part()).prop_map(|(usage, part)| Op::Refund { usage, part }),
        3 => (any::<Index>(), any::<bool>(), part())
            .prop_map(|(usage, succeeded, part)| Op::Settle { usage, succeeded, part }),
        2 => (0..60_i64, kinds_shown()).prop_map(|(shows, kinds)| Op::Statement { shows, kinds }),
    ]
}

/// That, and what only books can do.
fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        10 => plain_op(),
        2 => usage(0.6),
        1 => (any::<Index>(), 1..30_i64)
            .prop_map(|(usage, credits)| Op::Price { usage, credits }),
        1 => any::<Index>().prop_map(|entry| Op::Void { entry }),
        1 => Just(Op::Undo),
    ]
}

pub(super) fn any_step() -> impl Strategy<Value = Step> {
    (0..100_i64, any_op()).prop_map(|(quarter, op)| Step { quarter, op })
}

fn steps(op: impl Strategy<Value = Op>) -> impl Strategy<Value = Vec<Step>> {
    let step = (0..100_i64, op).prop_map(|(quarter, op)| Step { quarter, op });
    prop::collection::vec(step, 1..40)
}

pub(super) fn plain_histories() -> impl Strategy<Value = Vec<Step>> {
    steps(plain_op())
}

pub(super) fn histories() -> impl Strategy<Value = Vec<Step>> {
    steps(any_op())
}

pub(super) fn policies() -> impl Strategy<Value = Policy> {
    let topup = AutoTopup {
        at_or_below: whole(2),
        amount: Some(whole(7)),
        multiples: false,
        target: None,
        cooldown_s: 0,
    };
    let limit = MemberLimit { credits: whole(60), per: LimitPeriod::Month };
    let mut frozen = Policy::default();
    frozen.topups_without_subscription.freeze = true;
    select(vec![
        Policy::default(),
        Policy::default(),
        frozen,
        Policy { overdraw: Overdraw::Allow, overdraw_limit: Some(whole(30)), ..Policy::default() },
        Policy {
            overdraw: Overdraw::Allow,
            debt_at_refill: DebtAtRefill::Forgive,
            ..Policy::default()
        },
        Policy {
            failed_usage: FailedUsage::ChargedAndRefunded,
            refund_expired: RefundExpired::Courtesy,
            courtesy_days: 3,
            ..Policy::default()
        },
        Policy { auto_topup: Some(topup), ..Policy::default() },
        Policy { member_limits: [("ana".to_owned(), limit)].into(), ..Policy::default() },
    ])
}
