//! Plans, free credits, bundles and readings of the shipped files, as terms of the engine.

use super::{answers, provider};
use crate::calendar::{Every, Unit, Zone, parse_local};
use crate::catalog::{Billing, Catalog, CatalogError, Ending, Subscribe};
use crate::credits::Credits;
use crate::fact::{GrantTerms, Life, RefillWhen, Rollover, Trim};
use crate::policy::{FailedUsage, Kind, OrderKey, Overdraw};

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

/// Subscribes on 31 January 2026 at 02:11 UTC.
fn subscribe(
    catalog: &Catalog,
    plan: &str,
    amount: Option<&str>,
    paid: Option<&str>,
    pairs: &[&str],
) -> Result<GrantTerms, CatalogError> {
    catalog.subscription(&Subscribe {
        grant: "sub",
        plan,
        billing: None,
        credits: amount.map(credits),
        paid: paid.map(|paid| paid.parse().unwrap()),
        anchor: parse_local("2026-01-31T02:11:00").unwrap(),
        zone: Zone::UTC,
        answers: &answers(pairs),
    })
}

const MONTH: Every = Every { unit: Unit::Month, n: 1 };
const WEEK: Every = Every { unit: Unit::Week, n: 1 };

#[test]
fn a_plan_refills_monthly_unless_it_is_billed_weekly() {
    for (provider_name, plan, every) in [
        ("imagineart", "standard", MONTH),
        ("imagineart", "Standard quarterly", MONTH),
        ("imagineart", "standard yearly", MONTH),
        ("photoroom", "pro", MONTH),
        ("photoroom", "Pro weekly", WEEK),
        ("photoroom", "pro/weekly", WEEK),
        ("photoroom", "max-yearly", MONTH),
        ("deep-image", "subscription annual", MONTH),
        ("apiframe", "subscription", MONTH),
    ] {
        let grant = subscribe(&provider(provider_name), plan, Some("1000"), None, &[]).unwrap();
        assert_eq!(grant.recurrence.every, every, "{provider_name} {plan}");
        assert_eq!(grant.kind, Kind::Subscription, "{provider_name} {plan}");
        let second = grant.recurrence.instant(1).unwrap().to_string();
        let expected = if every == WEEK { "2026-02-07T02:11:00Z" } else { "2026-02-28T02:11:00Z" };
        assert_eq!(second, expected, "{provider_name} {plan}: the hour of subscribing is kept");
    }
}

#[test]
fn a_payment_is_shared_by_the_refills_that_it_covers() {
    for (plan, paid, each) in [
        ("standard", "20.00 EUR", "20.00 EUR"),
        ("standard quarterly", "60.00 EUR", "20.00 EUR"),
        ("standard yearly", "240.00 EUR", "20.00 EUR"),
        ("standard yearly", "100.00 EUR", "8.33 EUR"),
        ("standard quarterly", "100 JPY", "33 JPY"),
    ] {
        let grant = subscribe(&provider("imagineart"), plan, Some("9"), Some(paid), &[]).unwrap();
        let found = grant.paid.map(|paid| paid.to_string());
        assert_eq!(found.as_deref(), Some(each), "{plan} {paid}");
    }
}

#[test]
fn figures_that_are_not_published_are_asked_for() {
    for (name, plan) in
        [("imagineart", "ultimate"), ("photoroom", "pro"), ("deep-image", "subscription")]
    {
        let error = subscribe(&provider(name), plan, None, None, &[]).unwrap_err();
        assert!(matches!(error, CatalogError::CreditsUnknown { .. }), "{name}: {error}");
    }
    let zero = subscribe(&provider("imagineart"), "basic", Some("0"), None, &[]);
    assert_eq!(zero, Err(CatalogError::BadCredits(Credits::ZERO)));
}

#[test]
fn an_unknown_plan_billing_or_answer_names_the_known_ones() {
    for (plan, pairs, said) in [
        ("gold", &[][..], "choose one of: basic, standard, ultimate, creator"),
        ("basic weekly", &[], "choose one of: monthly, quarterly, yearly"),
        ("basic", &["free=50"], "choose one of: free-rule, daily-reset, upgrade"),
        ("basic", &["upgrade=maybe"], "choose one of: lost, kept"),
    ] {
        let error = subscribe(&provider("imagineart"), plan, Some("9"), None, pairs).unwrap_err();
        assert!(error.to_string().contains(said), "{plan} {pairs:?}: {error}");
    }
}

#[test]
fn photoroom_publishes_ratios_only() {
    let catalog = provider("photoroom");
    for (plan, known, given, expected) in [
        ("pro", "free", "20", "100"),
        ("max", "free", "20", "300"),
        ("ultra", "free", "20", "510"),
        ("ultra", "pro", "100", "510"),
        ("pro", "ultra", "510", "100"),
        ("free", "ultra", "25.5", "1"),
        ("max", "max", "7", "7"),
    ] {
        let found = catalog.credits_by_ratio(plan, known, credits(given)).unwrap();
        assert_eq!(found, Some(credits(expected)), "{plan} from {known} {given}");
    }
    assert_eq!(catalog.credits_by_ratio("enterprise", "pro", credits("1")).unwrap(), None);
}

#[test]
fn three_months_at_deep_image_have_three_readings() {
    let catalog = provider("deep-image");
    let cap = Rollover::Cap { total: credits("300"), trim: Trim::Oldest };
    for (pairs, life, rollover) in [
        (&[][..], Life::Cycles(3), None),
        (&["three-months=three-cycles"], Life::Cycles(3), None),
        (&["three-months=own-and-three"], Life::Cycles(4), None),
        (&["three-months=cap-of-three"], Life::Never, Some(cap)),
    ] {
        let grant = subscribe(&catalog, "subscription", Some("100"), None, pairs).unwrap();
        assert_eq!((grant.life, grant.rollover), (life, rollover), "{pairs:?}");
    }
    let ending = catalog.on_cancel("subscription", &answers(&[])).unwrap();
    assert!(ending.carried_end_with_cycle() && !ending.lots_end_now(), "{ending:?}");
    let pack = catalog.bundle("Pack of 10").unwrap();
    assert_eq!((pack.credits, pack.expires, pack.needs_subscription), (credits("10"), None, false));
    assert!(!catalog.topup_needs_subscription());
    assert_eq!(catalog.referral_bonus(credits("500")).unwrap(), Some(credits("250")));
}

#[test]
fn imagineart_draws_by_kind_and_sells_topups_to_subscribers_only() {
    let catalog = provider("imagineart");
    let policy = catalog.policy(&answers(&[])).unwrap();
    assert_eq!(policy.order[0], OrderKey::Kind);
    assert!(policy.rank(Kind::Free) < policy.rank(Kind::Subscription));
    assert!(policy.rank(Kind::Subscription) < policy.rank(Kind::Topup));
    assert_eq!(policy.topups_without_subscription.bar, ["pro"]);
    assert!(!policy.topups_without_subscription.freeze);
    assert!(catalog.topup_needs_subscription());
    let bought = Zone::UTC.parse("2026-02-01").unwrap();
    assert_eq!(catalog.topup_expires(None, bought, Zone::UTC).unwrap(), None, "never");
    assert_eq!(catalog.topup_unit.as_deref(), Some("tokens"));
    let grant = subscribe(&catalog, "creator", Some("9"), None, &[]).unwrap();
    assert_eq!((grant.life, grant.rollover), (Life::Cycles(1), None), "nothing is carried");
    for (pairs, ending) in [
        (&[][..], Ending::EndNow),
        (&["upgrade=lost"], Ending::EndNow),
        (&["upgrade=kept"], Ending::Keep),
    ] {
        assert_eq!(catalog.on_upgrade("creator", &answers(pairs)).unwrap(), ending, "{pairs:?}");
    }
}

#[test]
fn free_credits_follow_the_dated_rows_and_the_answers() {
    let catalog = provider("imagineart");
    let day = "2026-01-01T00:00:00Z";
    let check = |opened: &str,
                 pairs: &[&str],
                 expected: &[(&str, &str, RefillWhen, &str, &str)]| {
        let opened = Zone::UTC.parse(opened).unwrap();
        let grants = catalog.free_grants(opened, Zone::UTC, &answers(pairs)).unwrap();
        let found: Vec<_> = grants
            .iter()
            .map(|free| {
                assert_eq!(
                    free.terms.not_for.iter().map(|tag| &**tag).collect::<Vec<_>>(),
                    ["pro"]
                );
                let starts = free.terms.starts.map_or(String::new(), |at| at.to_string());
                let ends = free.terms.ends.map_or(String::new(), |at| at.to_string());
                (free.at.to_string(), free.terms.amount.to_string(), free.terms.when, starts, ends)
            })
            .collect();
        let found: Vec<_> = found
            .iter()
            .map(|(at, amount, when, starts, ends)| {
                (at.as_str(), amount.as_str(), *when, starts.as_str(), ends.as_str())
            })
            .collect();
        assert_eq!(found, expected, "{opened} {pairs:?}");
    };
    use RefillWhen::{Always, Unsubscribed};
    check(
        "2025-12-30T09:30:00Z",
        &[],
        &[
            ("2025-12-30T00:00:00Z", "50", Always, "", day),
            ("2025-12-30T00:00:00Z", "100", Unsubscribed, day, ""),
        ],
    );
    check("2026-03-05T09:30:00Z", &[], &[("2026-03-05T00:00:00Z", "100", Unsubscribed, "", "")]);
    check("2026-01-01", &[], &[(day, "100", Unsubscribed, "", "")]);
    check(
        "2025-12-30",
        &["free-rule=today"],
        &[("2025-12-30T00:00:00Z", "100", Unsubscribed, "", "")],
    );
    check(
        "2026-03-05T16:20:00Z",
        &["free-rule=all-100", "daily-reset=every-24-hours"],
        &[("2026-03-05T16:20:00Z", "100", Always, "", "")],
    );
    check("2026-03-05", &["free-rule=all-50"], &[("2026-03-05T00:00:00Z", "50", Always, "", "")]);
}

#[test]
fn the_policies_of_the_others() {
    for (name, failed) in [
        ("apiframe", FailedUsage::ChargedAndRefunded),
        ("photoroom", FailedUsage::ChargedAndRefunded),
        ("photoroom-api", FailedUsage::NotCharged),
        ("imagineart", FailedUsage::NotCharged),
        ("deep-image", FailedUsage::NotCharged),
    ] {
        let policy = provider(name).policy(&answers(&[])).unwrap();
        assert_eq!(policy.failed_usage, failed, "{name}");
        assert_eq!(policy.overdraw, Overdraw::Refuse, "{name}");
    }
    let photoroom = provider("photoroom");
    let alerts = photoroom.policy(&answers(&[])).unwrap().alerts;
    assert_eq!(alerts.len(), 1);
    assert_eq!((alerts[0].value, &alerts[0].grant), (Some(credits("80")), &None));
    assert!(!photoroom.topup.offered, "the page names two ways out, and none is a purchase");
    let api = provider("photoroom-api");
    let bought = Zone::UTC.parse("2024-02-29T12:00:00Z").unwrap();
    let ends = api.topup_expires(None, bought, Zone::UTC).unwrap().map(|at| at.to_string());
    assert_eq!(ends.as_deref(), Some("2026-02-28T12:00:00Z"), "two years, clamped");
}

#[test]
fn a_studio_may_describe_any_plan() {
    let catalog = Catalog::parse(
        r#"
        name = "studio"
        [topup]
        expires = { unit = "day", n = 90 }
        [policy]
        topups_without_subscription = { freeze = true }
        [plan_terms]
        rollover = { cap_refills = 6, trim = "incoming" }
        [[plan]]
        id = "yearly-lot"
        credits = 600
        billing = "yearly"
        refill = "year"
        price = "60.00 EUR"
        [[plan]]
        title = "Half carried"
        credits = 10.5
        rollover = { percent = 50, max_refills = 2, min = 1 }
        billing = ["monthly", "quarterly"]
        price = { monthly = "10.00 EUR", quarterly = "27.00 EUR" }
        [[plan]]
        id = "double"
        ratio_of = { plan = "half-carried", times = 2 }
        rollover = "none"
        [[bundle]]
        id = "small"
        credits = 0.5
        price = "1.00 EUR"
        [[bundle]]
        id = "lasting"
        credits = 5
        expires = "never"
        "#,
    )
    .unwrap();
    let yearly = subscribe(&catalog, "yearly-lot", None, None, &[]).unwrap();
    assert_eq!(yearly.recurrence.every, Every { unit: Unit::Year, n: 1 });
    assert_eq!(yearly.paid.map(|paid| paid.to_string()).as_deref(), Some("60.00 EUR"));
    let cap = Rollover::Cap { total: credits("3600"), trim: Trim::Incoming };
    assert_eq!(yearly.rollover, Some(cap));
    let half = subscribe(&catalog, "half carried quarterly", None, None, &[]).unwrap();
    let carry = Rollover::Carry {
        min: Some(credits("1")),
        max: Some(credits("21")),
        percent: Some(credits("50")),
    };
    assert_eq!((half.amount, half.rollover), (credits("10.5"), Some(carry)));
    assert_eq!(half.paid.map(|paid| paid.to_string()).as_deref(), Some("9.00 EUR"));
    let double = subscribe(&catalog, "double", None, None, &[]).unwrap();
    assert_eq!((double.amount, double.rollover), (credits("21"), None));
    let bought = Zone::UTC.parse("2026-01-01").unwrap();
    for (bundle, ends) in [("small", Some("2026-04-01T00:00:00Z")), ("lasting", None)] {
        let bundle = catalog.bundle(bundle).unwrap();
        let found = catalog.topup_expires(Some(bundle), bought, Zone::UTC).unwrap();
        assert_eq!(found.map(|at| at.to_string()).as_deref(), ends, "{}", bundle.id);
    }
    assert!(catalog.policy(&answers(&[])).unwrap().topups_without_subscription.freeze);
    assert_eq!(catalog.plan("yearly-lot").unwrap().1, Billing::Yearly);
}

#[test]
fn an_answer_goes_before_the_plan_and_the_plan_before_the_file() {
    let catalog = Catalog::parse(
        r#"
        name = "studio"
        [policy]
        overdraw_limit = 5
        failed_usage = "charged_and_refunded"
        [plan_terms]
        life = { cycles = 2 }
        on_cancel = "end_now"
        [[plan]]
        id = "own"
        credits = 10
        life = { cycles = 3 }
        [[plan]]
        id = "usual"
        credits = 10
        [[reading]]
        id = "r"
        question = "Which?"
        default = "no"
        [[reading.choice]]
        id = "no"
        title = "No"
        [[reading.choice]]
        id = "yes"
        title = "Yes"
        plan = { life = { unit = "day", n = 30 } }
        policy = { overdraw = "allow", failed_usage = "not_charged" }
        "#,
    )
    .unwrap();
    let days = Life::For(Every { unit: Unit::Day, n: 30 });
    for (plan, pairs, life) in [
        ("own", &[][..], Life::Cycles(3)),
        ("usual", &[], Life::Cycles(2)),
        ("own", &["r=yes"], days),
        ("usual", &["r=yes"], days),
    ] {
        let grant = subscribe(&catalog, plan, None, None, pairs).unwrap();
        assert_eq!(grant.life, life, "{plan} {pairs:?}");
        assert_eq!(catalog.on_cancel(plan, &answers(pairs)).unwrap(), Ending::EndNow);
    }
    for (pairs, overdraw, failed) in [
        (&[][..], Overdraw::Refuse, FailedUsage::ChargedAndRefunded),
        (&["r=yes"], Overdraw::Allow, FailedUsage::NotCharged),
    ] {
        let policy = catalog.policy(&answers(pairs)).unwrap();
        assert_eq!((policy.overdraw, policy.failed_usage), (overdraw, failed), "{pairs:?}");
        assert_eq!(policy.overdraw_limit, Some(credits("5")), "{pairs:?}");
    }
}
