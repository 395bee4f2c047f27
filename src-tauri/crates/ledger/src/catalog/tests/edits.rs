//! A file that is changed as text, and one that is written from nothing.

use crate::calendar::{Unit, Zone};
use crate::catalog::{
    Billing, BundleDraft, Catalog, Draft, PlanDraft, RateRow, TopupDraft, Unused, shipped,
    with_bundle, with_bundle_price, with_plan_figures, with_rate, word_of,
};
use crate::credits::Credits;
use crate::instant::Instant;
use crate::rate::{Decimal, Per, Phase, Query, SettingValue, Settings};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

fn price(catalog: &Catalog, action: &str, day: &str) -> Credits {
    let settings = Settings::default();
    let at = at(&format!("{day}T12:00:00Z"));
    let query = Query { action, model: None, settings: &settings, quantity: 1, at };
    catalog.rate_card().price(&query).unwrap().credits
}

/// Comments, an odd order and line ends that must survive.
const FILE: &str = "# ours\nname = \"lab\"\n\n[[rate]] # first\naction = \"draw\"\ncredits = 4 # as told\n\n\
# the second\n[[rate]]\naction = \"blend\"\ncredits = 2\n\n[help]\nusage = \"there\"\n";

#[test]
fn a_changed_price_is_a_row_more_and_the_old_one_stands() {
    let old = Catalog::parse(FILE).unwrap();
    let mut row = RateRow::of(old.rate_card().rate(0).unwrap());
    row.credits = Some(credits("6.5"));
    row.from = Some(at("2026-11-03T00:00:00Z"));
    let text = with_rate(FILE, &row, Some(4)).unwrap();
    let block = "\n[[rate]]\naction = \"draw\"\ncredits = 6.5\nfrom = 2026-11-03\n";
    let (head, tail) = FILE.split_at(FILE.find("\n# the second").unwrap());
    assert_eq!(text, format!("{head}{block}{tail}"), "every other byte stays");

    let new = Catalog::parse(&text).unwrap();
    assert_eq!(price(&new, "draw", "2026-11-02"), credits("4"));
    assert_eq!(price(&new, "draw", "2026-11-03"), credits("6.5"));
    assert_eq!(price(&new, "blend", "2026-11-03"), credits("2"));
    let card = new.rate_card();
    assert_eq!(card.until(0), row.from);
    assert_eq!(card.phase(0, at("2026-11-02T00:00:00Z")), Phase::InForce);
    assert_eq!(card.phase(1, at("2026-11-02T00:00:00Z")), Phase::Coming);
    assert_eq!(card.phase(0, at("2026-11-03T00:00:00Z")), Phase::Past);
    assert_eq!(card.phase(1, at("2026-11-03T00:00:00Z")), Phase::InForce);
}

#[test]
fn a_row_can_say_all_that_a_file_can() {
    let row = RateRow {
        feature: Some("Say \"hi\"\\".to_owned()),
        actions: vec!["draw".to_owned(), "re draw".to_owned()],
        models: vec![String::new(), "Großes \u{7}Modell".to_owned()],
        settings: vec![
            ("my mode".to_owned(), vec![SettingValue::read("fast"), SettingValue::read("")]),
            ("hd".to_owned(), vec![SettingValue::read("true")]),
        ],
        credits: Some(credits("0.25")),
        per: Some(Per { setting: "seconds".to_owned(), step: Decimal::parse("2.5").unwrap() }),
        add: vec![("audio".to_owned(), credits("3"))],
        from: Some(at("2026-11-03T10:00:00.5Z")),
        to: Some(at("2027-01-01T00:00:00Z")),
        tags: vec!["pro".to_owned()],
        source: Some("https://example.com/prices".to_owned()),
        read: chrono::NaiveDate::from_ymd_opt(2026, 11, 21),
        note: Some("two\nlines".to_owned()),
    };
    let text = with_rate(FILE, &row, None).unwrap();
    let catalog = Catalog::parse(&text).unwrap();
    let rates = catalog.rate_card().rates();
    assert_eq!(rates.len(), 2 + 2 * 2 * 2);
    let last = RateRow::of(&rates[9]);
    assert_eq!(last.models, ["Großes \u{7}Modell"]);
    assert_eq!((last.feature, last.note), (row.feature, row.note));
    assert_eq!((last.per, last.add, last.from, last.to), (row.per, row.add, row.from, row.to));
    assert_eq!((last.tags, last.source, last.read), (row.tags, row.source, row.read));
    assert!(text.find("[[rate]]\nfeature").unwrap() < text.find("[help]").unwrap());
}

#[test]
fn every_shipped_file_takes_a_rate_and_keeps_its_lines() {
    for (name, text) in shipped() {
        for text in [(*text).to_owned(), text.replace('\n', "\r\n")] {
            let catalog = Catalog::parse(&text).unwrap();
            let places: Vec<usize> =
                catalog.rate_card().rates().iter().map(|rate| rate.line).collect();
            for place in places.into_iter().map(Some).chain([None]) {
                let row = RateRow {
                    actions: vec!["a thing nobody has".to_owned()],
                    credits: Some(credits("3")),
                    from: Some(at("2026-11-30T00:00:00Z")),
                    ..RateRow::default()
                };
                let edited =
                    with_rate(&text, &row, place).unwrap_or_else(|p| panic!("{name}: {p:?}"));
                let mut left = edited.lines();
                assert!(text.lines().all(|line| left.any(|other| other == line)), "{name}");
                assert_eq!(edited.contains("\r\n"), text.contains("\r\n"));
                assert_eq!(edited.matches('\r').count() > 0, text.contains('\r'));
            }
        }
    }
}

#[test]
fn a_row_that_ties_is_refused_with_its_lines() {
    let row = RateRow {
        actions: vec!["Draw".to_owned()],
        credits: Some(credits("9")),
        ..RateRow::default()
    };
    let problems = with_rate(FILE, &row, None).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("neither wins"), "{}", problems[0]);
}

#[test]
fn a_file_without_rates_gets_its_first() {
    let row = RateRow {
        actions: vec!["draw".to_owned()],
        credits: Some(credits("1")),
        ..RateRow::default()
    };
    let text = with_rate("name = \"lab\"", &row, None).unwrap();
    assert_eq!(text, "name = \"lab\"\n\n[[rate]]\naction = \"draw\"\ncredits = 1\n");
}

#[test]
fn a_figure_that_was_open_is_filled_and_none_is_replaced() {
    let file = "name = \"lab\"\n[[plan]] # small\nid = \"s\"\nnote = \"no price\"\n[[plan]]\nid = \"l\"\ncredits = 9\n";
    let price = (Billing::Monthly, "12.00 EUR".parse().unwrap());
    let text = with_plan_figures(file, "s", Some(credits("500")), &[price]).unwrap();
    assert_eq!(
        text,
        file.replace("id = \"s\"\n", "id = \"s\"\ncredits = 500\nprice = \"12.00 EUR\"\n")
    );
    assert_eq!(with_plan_figures(file, "l", Some(credits("1")), &[]).unwrap(), file);
    assert!(with_plan_figures(file, "xl", None, &[]).is_err());
    // What stands stays: another price for the same billing changes nothing.
    let dearer = (Billing::Monthly, "13.00 EUR".parse().unwrap());
    assert_eq!(with_plan_figures(&text, "s", None, &[dearer]).unwrap(), text);
}

#[test]
fn prices_of_other_billings_join_the_one_that_is_known() {
    let file = "name = \"lab\"\n[[plan]]\nid = \"s\"\nbilling = [\"monthly\", \"yearly\"]\n\n[[plan]]\nid = \"l\"\nratio_of = { plan = \"s\", times = 4 }\n";
    let eur = |text: &str| text.parse().unwrap();
    let monthly = (Billing::Monthly, eur("20.00 EUR"));
    let yearly = (Billing::Yearly, eur("200.00 EUR"));
    let one = with_plan_figures(file, "s", None, &[monthly]).unwrap();
    assert!(one.contains("price = \"20.00 EUR\"\n"), "{one}");
    let both = with_plan_figures(&one, "s", None, &[yearly]).unwrap();
    assert!(
        both.contains("price = { monthly = \"20.00 EUR\", yearly = \"200.00 EUR\" }\n"),
        "{both}"
    );
    assert_eq!(with_plan_figures(file, "s", None, &[monthly, yearly]).unwrap(), both);
    let plan = &Catalog::parse(&both).unwrap().plans[0];
    assert_eq!(plan.prices, [monthly, yearly]);
    // Credits of a plan that is four times another one are written at that one.
    let known = with_plan_figures(&both, "l", Some(credits("2000")), &[]).unwrap();
    let catalog = Catalog::parse(&known).unwrap();
    assert_eq!(catalog.plans[0].credits, Some(credits("500")));
    assert_eq!(catalog.plan_credits("l"), Ok(Some(credits("2000"))));
}

#[test]
fn packs_get_their_price_and_new_ones_their_place() {
    let file = "name = \"lab\"\n\n[[bundle]]\nid = \"ten\"\ncredits = 10\nexpires = \"never\"\n\n[help]\nbuy = \"there\"\n";
    let price = "4.00 EUR".parse().unwrap();
    let text = with_bundle_price(file, "ten", price).unwrap();
    assert_eq!(text, file.replace("credits = 10\n", "credits = 10\nprice = \"4.00 EUR\"\n"));
    assert_eq!(with_bundle_price(&text, "ten", "5.00 EUR".parse().unwrap()).unwrap(), text);
    assert!(with_bundle_price(file, "none", price).is_err());
    let more = with_bundle(&text, credits("2.5"), price).unwrap();
    let bundles = Catalog::parse(&more).unwrap().bundles;
    assert_eq!((bundles[1].id.as_str(), bundles[1].credits), ("pack-2-5", credits("2.5")));
    assert_eq!(with_bundle(&more, credits("2.5"), price).unwrap(), more, "the same again is there");
    assert!(more.ends_with("[help]\nbuy = \"there\"\n"), "{more}");
}

fn draft() -> Draft {
    Draft {
        name: word_of(" Flux Lab! "),
        title: "Flux Lab!".to_owned(),
        unit: Some("sparks".to_owned()),
        currency: Some("EUR".parse().unwrap()),
        zone: Zone::UTC,
        page: Some((
            "https://flux.example/prices".to_owned(),
            chrono::NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
        )),
        charged_and_refunded: true,
        free: Some((credits("10"), Unit::Day)),
        plans: vec![PlanDraft {
            title: "Studio".to_owned(),
            credits: Some(credits("1000")),
            price: None,
            billing: Billing::Monthly,
            unused: Unused::Cycles(2),
        }],
        topups: Some(TopupDraft {
            life: Some(crate::calendar::Every { unit: Unit::Month, n: 12 }),
            needs_subscription: false,
        }),
        bundles: vec![BundleDraft {
            title: "Pack of 500".to_owned(),
            credits: credits("500"),
            price: Some("9.00 EUR".parse().unwrap()),
        }],
        rates: vec![RateRow {
            actions: vec!["draw".to_owned()],
            credits: Some(credits("4")),
            ..RateRow::default()
        }],
    }
}

#[test]
fn a_provider_is_made_from_nothing() {
    let draft = draft();
    assert_eq!(draft.problems(), []);
    let catalog = Catalog::parse(&draft.text()).unwrap();
    assert_eq!((catalog.name.as_str(), catalog.title.as_str()), ("flux-lab", "Flux Lab!"));
    assert_eq!(catalog.plans[0].credits, Some(credits("1000")));
    assert_eq!(catalog.plans[0].prices, [], "a price that was not said stays open");
    assert_eq!(catalog.bundles[0].id, "pack-of-500");
    assert_eq!(catalog.grants[0].amount, credits("10"));
    assert_eq!(price(&catalog, "draw", "2026-11-03"), credits("4"));
}

#[test]
fn what_is_wrong_with_a_draft_is_told_at_its_field() {
    let mut draft = draft();
    draft.name = String::new();
    draft.plans.push(draft.plans[0].clone());
    draft.rates.push(draft.rates[0].clone());
    let problems = draft.problems();
    let fields: Vec<&str> = problems.iter().map(|problem| problem.field.as_str()).collect();
    assert!(fields.contains(&"name"), "{problems:?}");
    assert!(fields.contains(&"plans.1.title"), "{problems:?}");
    assert!(fields.contains(&"rates.1"), "{problems:?}");
}
