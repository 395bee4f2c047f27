//! Ways and advice with figures that were worked out by hand.

use super::*;
use crate::calendar::Zone;
use crate::catalog::{Answers, Catalog};
use crate::instant::Instant;

const LAB: &str = r#"
name = "lab"
title = "Lab"
currency = "EUR"

[topup]
needs_subscription = true
expires = "never"

[[grant]]
id = "free"
kind = "free"
amount = 100
every = "day"
at = "midnight"
when = "unsubscribed"
not_for = ["pro"]

[[plan]]
id = "small"
title = "Small"
credits = 10000
price = { monthly = "20.00 EUR", yearly = "192.00 EUR" }
billing = ["monthly", "yearly"]

[[plan]]
id = "large"
title = "Large"
credits = 80000
price = "90.00 EUR"

[[plan]]
id = "secret"
title = "Secret"

[[bundle]]
id = "s"
title = "Small pack"
credits = 1000
price = "2.00 EUR"

[[bundle]]
id = "l"
title = "Large pack"
credits = 10000
price = "15.00 EUR"

[[rate]]
action = "image"
credits = 10
"#;

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

fn packs(catalog: &Catalog) -> Vec<KnownPack> {
    let pack = |bundle: &crate::catalog::Bundle| KnownPack {
        credits: bundle.credits,
        price: bundle.price,
        needs_subscription: bundle.needs_subscription,
        expires: bundle.expires,
    };
    catalog.bundles.iter().map(pack).collect()
}

fn ways(text: &str, needed: &str, plans: &[KnownPlan]) -> Vec<(Offer, Outcome)> {
    let catalog = Catalog::parse(text).unwrap();
    let needed = credits(needed);
    let lines = [
        (needed.scaled_down(1, 4).unwrap(), vec!["pro".into()]),
        (needed.scaled_down(3, 4).unwrap(), vec![]),
    ];
    let market = Market {
        catalog: &catalog,
        answers: &Answers::default(),
        at: Instant::parse("2026-11-21T00:00:00Z").unwrap(),
        zone: Zone::UTC,
        needed,
        lines: &lines,
        days: 22,
        plans,
        packs: &packs(&catalog),
        packs_are_current: false,
    };
    let offers = offers(&market).unwrap();
    offers.into_iter().map(|offer| (offer.clone(), offer.at(needed).unwrap())).collect()
}

fn named<'a>(ways: &'a [(Offer, Outcome)], name: &str) -> &'a (Offer, Outcome) {
    let own = |(offer, _): &&(Offer, Outcome)| {
        let plan = offer.plan.as_ref();
        plan.map_or("packs".to_owned(), |plan| format!("{} {}", plan.id, plan.billing)) == name
    };
    ways.iter().find(own).unwrap()
}

fn year(way: &(Offer, Outcome)) -> String {
    way.1.year.map(|year| year.to_string()).unwrap_or_default()
}

#[test]
fn packs_are_bought_for_the_year_and_a_month_is_a_twelfth() {
    let ways = ways(LAB, "12100", &[]);
    assert_eq!(ways.len(), 5);
    let (offer, small) = named(&ways, "small monthly");
    // 2,100 short: 25,200 a year, two large packs and six small ones; three large would be 45.
    assert_eq!(small.shortfall, Some(credits("2100")));
    assert_eq!(small.packs, [(0, 6), (1, 2)]);
    assert_eq!(small.pack_minor, 4200);
    assert_eq!(year(named(&ways, "small monthly")), "282.00 EUR");
    assert_eq!(small.month.unwrap().to_string(), "23.50 EUR");
    assert_eq!(small.free, Credits::ZERO, "free credits stop with a subscription");
    assert_eq!(offer.surplus, Surplus::Lapses);
    assert_eq!(year(named(&ways, "small yearly")), "234.00 EUR");
    // Large: no pack, and what it gives beyond the need is lost.
    let (_, large) = named(&ways, "large monthly");
    assert_eq!((large.lost, large.packs.len()), (Some(credits("67900")), 0));
    assert_eq!(year(named(&ways, "large monthly")), "1080.00 EUR");
    // What is not known stays so, and packs alone are not sold.
    assert_eq!(named(&ways, "secret monthly").1.lacks, Some(Lack::PlanCredits));
    let (_, alone) = named(&ways, "packs");
    assert_eq!(alone.lacks, Some(Lack::Subscription));
    // Free credits, though: 100 on each of 22 days, and not for a quarter of the work.
    assert_eq!(alone.free, credits("2200"));
}

#[test]
fn free_credits_may_be_all_that_is_needed() {
    let ways = ways(LAB, "2000", &[]);
    // Three quarters of 2,000 may be paid by free credits; for the rest a plan is needed.
    let (_, alone) = named(&ways, "packs");
    assert_eq!((alone.free, alone.shortfall), (credits("1500"), Some(credits("500"))));
    assert_eq!(alone.lacks, Some(Lack::Subscription));
}

#[test]
fn the_advice_is_the_cheapest_year_and_says_what_staying_costs() {
    let staying = KnownPlan {
        plan: "small".to_owned(),
        billing: Some(crate::catalog::Billing::Monthly),
        credits: Some(credits("10000")),
        price: Some("20.00 EUR".parse().unwrap()),
        current: true,
    };
    let ways = ways(LAB, "77550", &[staying]);
    let advice = advise(&ways).unwrap();
    assert_eq!(year(&ways[advice.best]), "1080.00 EUR");
    let (next, more) = advice.next.unwrap();
    // 67,550 short: 810,600 a year, 81 large packs and a small one.
    assert_eq!(year(&ways[next]), "1409.00 EUR");
    assert_eq!(more.to_string(), "27.42 EUR");
    let (own, more) = advice.staying.unwrap();
    assert!(ways[own].0.current);
    assert_eq!(
        (year(&ways[own]).as_str(), more.to_string().as_str()),
        ("1457.00 EUR", "31.42 EUR")
    );
}

#[test]
fn ratios_and_own_figures_fill_what_the_pages_leave_open() {
    let text = LAB.replace(
        "id = \"secret\"\ntitle = \"Secret\"",
        "id = \"secret\"\ntitle = \"Secret\"\nratio_of = { plan = \"base\", times = 3 }\n\n[[plan]]\nid = \"base\"\ntitle = \"Base\"\nkind = \"free\"",
    );
    let own = KnownPlan {
        plan: "secret".to_owned(),
        billing: Some(crate::catalog::Billing::Monthly),
        credits: Some(credits("3000")),
        price: None,
        current: false,
    };
    let ways = ways(&text, "500", &[own]);
    assert_eq!(named(&ways, "secret monthly").1.lacks, Some(Lack::PlanPrice));
    let (_, base) = named(&ways, "base monthly");
    // A plan that is free: 1,000 a month, and the daily free credits still come.
    assert!(base.gratis && base.lacks.is_none(), "{base:?}");
    assert_eq!(base.free, credits("375"));
    let advice = advise(&ways).unwrap();
    assert_eq!(ways[advice.best].0.plan.as_ref().unwrap().id, "base");
}

#[test]
fn packs_that_end_within_the_year_are_bought_month_by_month() {
    let text = LAB.replace("expires = \"never\"", "expires = { unit = \"month\", n = 3 }");
    let ways = ways(&text, "12100", &[]);
    let (_, small) = named(&ways, "small monthly");
    assert_eq!(small.packs, [(0, 36)]);
    assert_eq!(small.pack_minor, 7200);
    assert_eq!(small.lost, Some(credits("900")), "what a month's packs leave over ends unused");
}

#[test]
fn surplus_that_rolls_over_is_lost_later_unless_it_never_ends() {
    for (terms, surplus) in [
        ("life = { cycles = 3 }", Surplus::LapsesLater),
        (
            "life = \"never\"\nrollover = { cap_refills = 3, trim = \"oldest\" }",
            Surplus::LapsesLater,
        ),
        ("life = \"never\"", Surplus::Kept),
        ("life = { cycles = 1 }", Surplus::Lapses),
    ] {
        let text = format!("{LAB}\n[plan_terms]\n{terms}\n");
        let ways = ways(&text, "5000", &[]);
        let (offer, small) = named(&ways, "small monthly");
        assert_eq!(offer.surplus, surplus, "{terms}");
        let (lost, kept) = match surplus {
            Surplus::Kept => (Credits::ZERO, credits("5000")),
            _ => (credits("5000"), Credits::ZERO),
        };
        assert_eq!((small.lost, small.kept), (Some(lost), kept), "{terms}");
    }
}

#[test]
fn a_crossing_is_found_to_the_credit() {
    let ways = ways(LAB, "77550", &[]);
    let offers: Vec<&Offer> = ways.iter().map(|(offer, _)| offer).collect();
    let eur = "EUR".parse().unwrap();
    let curves = curves(&offers, eur, credits("100000")).unwrap();
    let found = crossings(&offers, &curves).unwrap();
    let last = found.last().unwrap();
    let id = |place: usize| offers[place].plan.as_ref().unwrap().id.as_str();
    assert_eq!((id(last.from), id(last.to)), ("small", "large"));
    // Up to 1,080 € a year the small plan (192 €) buys packs for 888 €: 59 large ones and one small
    // for 887 €, which cover 591,000 credits, 49,250 a month; the first credit more makes them 889 €.
    assert_eq!(last.at, credits("59251"));
    let cost = |offer: &Offer, at: Credits| offer.at(at).unwrap().year.unwrap().minor;
    let before = last.at.minus(credits("1")).unwrap();
    assert!(cost(offers[last.to], last.at) < cost(offers[last.from], last.at));
    assert!(cost(offers[last.to], before) >= cost(offers[last.from], before));
}
