//! Random policies.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::WalletRules;
use bursar_ledger::policy::{
    AlertRule, AlertType, AutoTopup, DebtAtRefill, Kind, LimitPeriod, MemberLimit, OrderKey,
    Overdraw, Policy, RefundExpired, WithoutSubscription,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::histories::ZONES;

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn order() -> impl Strategy<Value = Vec<OrderKey>> {
    use OrderKey::{Cost, Created, Expires, Id, Kind, Larger, Priority, Restricted};
    let keys = vec![Priority, Expires, Kind, Created, Id, Restricted, Cost, Larger];
    let any = subsequence(keys, 0..=8).prop_shuffle();
    prop_oneof![
        2 => Just(Policy::default().order),
        1 => Just(vec![Kind, Expires, Created, Id]),
        3 => any,
    ]
}

fn alerts() -> impl Strategy<Value = Vec<AlertRule>> {
    let alert = (0..3_usize, 0..60_i64, 1..12_i64).prop_map(|(sort, value, step)| {
        let alert_type = [
            AlertType::BalanceAtOrBelow,
            AlertType::BalanceEveryStepBelow,
            AlertType::CycleUsedPercent,
        ][sort];
        AlertRule {
            id: format!("{sort}-{value}"),
            alert_type,
            value: (sort != 1).then(|| whole(value + 20)),
            from: (sort == 1).then(|| whole(value)),
            step: (sort == 1).then(|| whole(step)),
            grant: (sort == 2).then(|| format!("grant-{}", value % 4)),
        }
    });
    prop::collection::vec(alert, 0..4).prop_map(|mut alerts: Vec<AlertRule>| {
        alerts.sort_by(|one, two| one.id.cmp(&two.id));
        alerts.dedup_by(|one, two| one.id == two.id);
        alerts
    })
}

fn auto_topup() -> impl Strategy<Value = AutoTopup> {
    (0..30_i64, 1..20_i64, any::<bool>(), any::<bool>(), select(vec![0, 30, 86_400])).prop_map(
        |(line, amount, multiples, target, cooldown_s)| AutoTopup {
            at_or_below: whole(line),
            amount: (!target).then(|| whole(amount)),
            multiples: multiples && !target,
            target: target.then(|| whole(line + amount)),
            cooldown_s,
        },
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    let kinds = subsequence(Kind::ALL.to_vec(), 0..=7).prop_shuffle();
    let kinds = prop_oneof![1 => Just(Kind::ALL.to_vec()), 1 => kinds];
    let overdraw = prop_oneof![
        3 => Just((Overdraw::Refuse, None)),
        2 => Just((Overdraw::Allow, None)),
        1 => (0..40_i64).prop_map(|limit| (Overdraw::Allow, Some(whole(limit)))),
    ];
    let debt = select(vec![DebtAtRefill::Repay, DebtAtRefill::Forgive, DebtAtRefill::Keep]);
    let refund = select(vec![RefundExpired::ExpireAtOnce, RefundExpired::Courtesy]);
    let lapse = prop_oneof![
        3 => Just(WithoutSubscription::default()),
        1 => Just(WithoutSubscription { freeze: true, bar: Vec::new() }),
        1 => Just(WithoutSubscription { freeze: false, bar: vec!["pro".to_owned()] }),
    ];
    let topup = prop::option::weighted(0.25, auto_topup());
    let limit = prop::option::weighted(0.3, 20..150_i64);
    let debts = (overdraw, debt, refund, 1..10_u32);
    (order(), kinds, debts, lapse, alerts(), topup, limit).prop_map(
        |(order, kind_rank, debts, lapse, alerts, auto_topup, limit)| {
            let ((overdraw, overdraw_limit), debt_at_refill, refund_expired, courtesy_days) = debts;
            let limit = limit.map(|credits| {
                let limit = MemberLimit { credits: whole(credits), per: LimitPeriod::Month };
                ("ana".to_owned(), limit)
            });
            Policy {
                order,
                kind_rank,
                overdraw,
                overdraw_limit,
                debt_at_refill,
                refund_expired,
                courtesy_days,
                topups_without_subscription: lapse,
                alerts,
                auto_topup,
                member_limits: limit.into_iter().collect::<BTreeMap<_, _>>(),
                ..Policy::default()
            }
        },
    )
}

pub(crate) fn rules() -> impl Strategy<Value = WalletRules> {
    (policy(), select(ZONES.to_vec()))
        .prop_map(|(policy, zone)| WalletRules { policy, zone: zone.parse().unwrap() })
}
