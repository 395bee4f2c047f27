//! Tests of rate cards: what wins, what agrees, what has no price and why, what is ambiguous.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::calendar::Zone;

fn at(text: &str) -> Instant {
    Zone::UTC.parse(text).unwrap()
}

fn card(entries: &[serde_json::Value]) -> RateCard {
    let rates = entries.iter().enumerate();
    RateCard::new(
        rates.map(|(place, entry)| Rate::from_json(entry, place + 1, Zone::UTC).unwrap()).collect(),
    )
}

/// Prices `action model key=value …` at an instant, as a command line writes it.
fn ask(card: &RateCard, usage: &str, quantity: i64, when: &str) -> Result<Priced, NoPrice> {
    let mut words = usage.split(' ');
    let action = words.next().unwrap_or("");
    let mut model = None;
    let mut settings = Settings::NONE;
    for word in words {
        match word.split_once('=') {
            Some((name, value)) => {
                settings.insert(name, SettingValue::read(value));
            }
            None => model = Some(word),
        }
    }
    let query = Query { action, model, settings: &settings, quantity, at: at(when) };
    let priced = card.price(&query);
    let selected = card.select(action, model);
    assert_eq!(priced, card.price_selected(&selected, &settings, quantity, at(when)), "{usage}");
    priced
}

fn check(card: &RateCard, usage: &str, quantity: i64, expected: &str) {
    let priced = ask(card, usage, quantity, "2026-11-21").unwrap();
    assert_eq!(priced.credits.to_string(), expected, "{usage} x {quantity}");
}

fn kling() -> RateCard {
    card(&[
        json!({"match": {"action": "video", "model": "kling-2.5-turbo-pro"},
               "credits": 10, "per": {"setting": "seconds", "step": 5}}),
        json!({"match": {"action": "video", "model": "kling-2.6"},
               "credits": 10, "per": {"setting": "seconds", "step": 5}}),
        json!({"match": {"action": "video", "model": "kling-2.6", "audio": true},
               "credits": 20, "per": {"setting": "seconds", "step": 5}}),
        json!({"match": {"action": "image"}, "credits": 24, "add": {"enhancer": 1, "hd": 0.5}}),
        json!({"match": {"action": "remove_background"}, "credits": 0.2}),
        json!({"match": {"action": "template"}, "credits": 0}),
    ])
}

#[test]
fn steps_surcharges_and_quantities_are_exact() {
    let card = kling();
    for (usage, quantity, expected) in [
        ("video kling-2.5-turbo-pro seconds=5", 1, "10"),
        ("video kling-2.5-turbo-pro seconds=10", 1, "20"),
        ("video kling-2.6 seconds=10 audio=true", 1, "40"),
        ("video kling-2.6 seconds=10 audio=false", 1, "20"),
        ("video kling-2.6 seconds=7", 1, "20"),
        ("video kling-2.6 seconds=5.000001", 1, "20"),
        ("video kling-2.6 seconds=0.1", 3, "30"),
        ("video kling-2.6 seconds=7.5", 2, "40"),
        ("image", 2, "48"),
        ("image any-model enhancer=true", 2, "50"),
        ("image any-model enhancer=true hd=yes", 2, "51"),
        ("image any-model enhancer=off hd=0", 2, "48"),
        ("remove_background", 7, "1.4"),
        ("template", 9, "0"),
        ("image", 0, "0"),
    ] {
        check(&card, usage, quantity, expected);
    }
}

#[test]
fn names_and_values_agree_however_a_log_writes_them() {
    let card = kling();
    for usage in [
        "Video Kling-2.6 seconds=5 audio=true",
        "VIDEO KLING_2.6 Seconds=5.0 AUDIO=TRUE",
        "video kling_2.6 SECONDS=5.00 audio=True",
    ] {
        check(&card, usage, 1, "20");
    }
    check(&card, "Remove-Background", 5, "1");
    for (text, value) in [
        ("true", SettingValue::Bool(true)),
        ("5.0", SettingValue::Number(Decimal::from_micros(5_000_000))),
        (" 4K ", SettingValue::Text("4k".into())),
    ] {
        assert!(SettingValue::Text(text.into()).agrees(&value), "{text}");
        assert!(value.agrees(&SettingValue::read(text)), "{text}");
    }
    for text in ["1", "yes", "5", "2k"] {
        assert!(!SettingValue::Text("4k".into()).agrees(&SettingValue::read(text)));
        assert!(!SettingValue::Bool(true).agrees(&SettingValue::read(text)), "{text}");
    }
    assert_eq!(fold("  Nano   Banana_2 "), "nano-banana-2");
}

#[test]
fn what_cannot_be_priced_says_why() {
    let card = kling();
    let missing = || NoPrice::SettingMissing { setting: "seconds".into() };
    let wrong = |value: &str| NoPrice::SettingNotMeasured {
        setting: "seconds".into(),
        value: value.into(),
    };
    for (usage, quantity, reason) in [
        ("audio", 1, NoPrice::NoRate),
        ("video", 1, NoPrice::NoRate),
        ("video kling-3 seconds=5", 1, NoPrice::NoRate),
        ("video kling-2.6", 1, missing()),
        ("video kling-2.6 seconds=long", 1, wrong("long")),
        ("video kling-2.6 seconds=0", 1, wrong("0")),
        ("video kling-2.6 seconds=-5", 1, wrong("-5")),
        ("video kling-2.6 seconds=true", 1, wrong("true")),
        ("image", -1, NoPrice::BadQuantity(-1)),
        ("image", i64::MAX, NoPrice::Overflow),
        ("video kling-2.6 seconds=9223372036854.775807", 1_000_000_000, NoPrice::Overflow),
    ] {
        assert_eq!(ask(&card, usage, quantity, "2026-11-21"), Err(reason), "{usage}");
    }
}

#[test]
fn an_unpublished_figure_is_no_price_and_hides_the_broader_rate() {
    let rate = |settings: &[(&str, &str)], model: Option<&str>, credits: Option<i64>| Rate {
        model: model.map(str::to_owned),
        settings: settings.iter().map(|(k, v)| (*k, SettingValue::read(v))).collect(),
        credits: credits.map(|credits| Credits::whole(credits).unwrap()),
        tags: vec!["pro".into()],
        ..Rate::default()
    };
    let card = RateCard::new(vec![
        rate(&[], None, Some(1)),
        rate(&[], Some("gpt"), None),
        rate(&[("quality", "high")], Some("gpt"), Some(5)),
        rate(&[], Some("other"), None),
    ]);
    check(&card, "any", 1, "1");
    check(&card, "any gpt quality=high", 1, "5");
    let quality = NoPrice::SettingMissing { setting: "quality".into() };
    assert_eq!(ask(&card, "any gpt", 1, "2026-11-21"), Err(quality));
    let low = ask(&card, "any gpt quality=low", 1, "2026-11-21");
    assert_eq!(low, Err(NoPrice::NotPublished));
    assert_eq!(ask(&card, "any other", 1, "2026-11-21"), Err(NoPrice::NotPublished));
    let query = Query {
        action: "any",
        model: Some("other"),
        settings: &Settings::NONE,
        quantity: 1,
        at: at("2026-11-21"),
    };
    assert_eq!(card.matching(&query).map(|rate| rate.tags.len()), Some(1));
}

#[test]
fn an_empty_name_asks_that_none_is_given() {
    let card = card(&[
        json!({"match": {"action": "imagine", "model": ""}, "credits": 4}),
        json!({"match": {"model": "flux"}, "credits": 1}),
        json!({"match": {"action": "vary", "mode": ""}, "credits": 4}),
        json!({"match": {"action": "vary", "mode": "fast"}, "credits": 3}),
    ]);
    assert_eq!(card.ties(), []);
    check(&card, "imagine", 1, "4");
    check(&card, "imagine flux", 1, "1");
    check(&card, "vary", 1, "4");
    check(&card, "vary any mode=FAST", 1, "3");
    assert_eq!(ask(&card, "imagine other", 1, "2026-11-21"), Err(NoPrice::NoRate));
    assert_eq!(ask(&card, "vary any mode=relax", 1, "2026-11-21"), Err(NoPrice::NoRate));
}

#[test]
fn the_rate_in_force_is_the_later_of_equals() {
    let card = card(&[
        json!({"match": {"action": "image"}, "credits": 24}),
        json!({"match": {"action": "image"}, "credits": 30, "from": "2026-06-01"}),
        json!({"match": {"action": "image", "model": "m1"}, "credits": 0,
               "from": "2026-05-01T00:00:00Z", "to": "2026-05-08T00:00:00Z"}),
    ]);
    assert_eq!(card.ties(), []);
    for (usage, when, expected) in [
        ("image m1", "2026-04-30T23:59:59.999999Z", "24"),
        ("image m1", "2026-05-01T00:00:00Z", "0"),
        ("image m2", "2026-05-01T00:00:00Z", "24"),
        ("image m1", "2026-05-07T23:59:59.999999Z", "0"),
        ("image m1", "2026-05-08T00:00:00Z", "24"),
        ("image m1", "2026-05-31T23:59:59Z", "24"),
        ("image m1", "2026-06-01T00:00:00Z", "30"),
    ] {
        let priced = ask(&card, usage, 1, when).unwrap();
        assert_eq!(priced.credits.to_string(), expected, "{usage} at {when}");
    }
}

#[test]
fn other_names_lead_to_the_same_rate() {
    let aliases = Aliases {
        actions: [("create-image".to_owned(), "image".to_owned())].into(),
        models: [("xai-grok".to_owned(), "grok".to_owned())].into(),
    };
    let card = card(&[json!({"match": {"action": "image", "model": "grok"}, "credits": 12})]);
    let card = card.with_aliases(aliases);
    check(&card, "Create_Image XAI-Grok", 2, "24");
    check(&card, "image grok", 1, "12");
}

#[test]
fn rates_tie_when_one_usage_can_match_both_and_neither_wins() {
    let tie = |entries: &[serde_json::Value]| !card(entries).ties().is_empty();
    let image = json!({"match": {"action": "image"}, "credits": 1});
    let model = json!({"match": {"model": "m"}, "credits": 2});
    let both = json!({"match": {"action": "image", "model": "m"}, "credits": 3});
    let keys = json!({"action": "image", "model": "m"});
    let later_both = json!({"match": keys, "credits": 3, "from": "2026-05-01"});
    let ended_both = json!({"match": keys, "credits": 3, "to": "2026-05-01"});
    let dated = json!({"match": {"action": "Image"}, "credits": 2, "from": "2026-05-01"});
    let ended = json!({"match": {"action": "IMAGE"}, "credits": 2, "to": "2026-05-01"});
    let sound = json!({"match": {"action": "video", "audio": true}, "credits": 2});
    let silent = json!({"match": {"action": "video", "audio": "false"}, "credits": 2});
    let large = json!({"match": {"action": "video", "size": "4K"}, "credits": 2});
    for (entries, expected) in [
        (vec![&image, &image], true),
        (vec![&image, &ended], true),
        (vec![&image, &dated], false),
        (vec![&dated, &dated], true),
        (vec![&image, &model], true),
        (vec![&image, &model, &both], false),
        (vec![&image, &model, &later_both], true),
        (vec![&image, &model, &ended_both], true),
        (vec![&image, &both], false),
        (vec![&sound, &silent], false),
        (vec![&sound, &large], true),
        (vec![&image, &sound], false),
    ] {
        let entries: Vec<serde_json::Value> = entries.into_iter().cloned().collect();
        assert_eq!(tie(&entries), expected, "{entries:#?}");
    }
}

#[test]
fn a_wrong_entry_is_named_by_its_field() {
    for (entry, field) in [
        (json!({"match": {}, "credits": -1}), "credits"),
        (json!({"match": {}, "credits": 0.1234567}), "credits"),
        (json!({"match": {}, "credits": "many"}), "credits"),
        (json!({"match": {}}), "pricing"),
        (json!({"match": {}, "credit": 1}), "pricing"),
        (json!({"match": {"action": ["a"]}, "credits": 1}), "pricing"),
        (json!({"credits": 1, "per": {"setting": "s", "step": 0}}), "per.step"),
        (json!({"credits": 1, "per": {"setting": "s", "step": "x"}}), "per.step"),
        (json!({"credits": 1, "add": {"hd": -1}}), "add.hd"),
        (json!({"credits": 1, "from": "2026-02-30"}), "from"),
        (json!({"credits": 1, "from": "2026-05-01", "to": "2026-05-01"}), "to"),
    ] {
        let error = Rate::from_json(&entry, 1, Zone::UTC).unwrap_err();
        assert_eq!(error.field, field, "{entry}: {error}");
    }
}

/// A few names, so that rates often meet.
fn any_entry() -> impl Strategy<Value = serde_json::Value> {
    let name = |names: &'static [&'static str]| prop::option::of(prop::sample::select(names));
    let day = || prop::option::of(1..28_u32);
    (
        (name(&["a", "A", "b"]), name(&["m", "n", ""]), name(&["x", "Y"]), name(&["5", ""])),
        0..50_i64,
        (day(), day()),
        prop::bool::ANY,
    )
        .prop_map(|((action, model, look, size), credits, (from, to), steps)| {
            let mut keys = serde_json::Map::new();
            let named = [("action", action), ("model", model), ("look", look), ("size", size)];
            for (key, name) in named {
                keys.extend(name.map(|name| (key.to_owned(), name.into())));
            }
            let mut entry = json!({"match": keys, "credits": credits});
            if steps {
                entry["per"] = json!({"setting": "seconds", "step": 2.5});
            }
            if let Some(from) = from {
                entry["from"] = json!(format!("2026-05-{from:02}"));
            }
            if let Some(to) = to.filter(|to| from.is_none_or(|from| from < *to)) {
                entry["to"] = json!(format!("2026-05-{to:02}"));
            }
            entry
        })
}

proptest! {
    #[test]
    fn the_order_of_the_rates_makes_no_difference(
        entries in prop::collection::vec(any_entry(), 1..9),
        rotate in 0..9_usize,
        (action, model, look, size) in (
            prop::sample::select(vec!["a", "B", "c"]),
            prop::sample::select(vec!["", "m", "N", "o"]),
            prop::sample::select(vec!["", " look=X", " look=y", " look=z"]),
            prop::sample::select(vec!["", " size=5.0", " size=6"]),
        ),
        day in 1..30_u32,
    ) {
        let unambiguous = entries.into_iter().fold(Vec::new(), |mut kept, entry| {
            kept.push(entry);
            if !card(&kept).ties().is_empty() {
                kept.pop();
            }
            kept
        });
        let mut turned = unambiguous.clone();
        turned.reverse();
        let places = turned.len();
        turned.rotate_left(rotate % places);
        let model = if model.is_empty() { String::new() } else { format!(" {model}") };
        let usage = format!("{action}{model}{look}{size} seconds=6");
        let when = format!("2026-05-{day:02}");
        let price = |entries: &[serde_json::Value]| {
            ask(&card(entries), &usage, 3, &when).map(|priced| (priced.credits, priced.unit))
        };
        prop_assert_eq!(price(&unambiguous), price(&turned), "{} at {}", usage, when);
    }
}

#[test]
fn how_each_rate_stands_towards_a_usage() {
    use super::Standing;
    let time = |text: &str| Instant::parse(text).unwrap();
    let rate = |model: Option<&str>, credits: i64| Rate {
        action: Some("draw".to_owned()),
        model: model.map(str::to_owned),
        credits: Credits::whole(credits).ok(),
        ..Rate::default()
    };
    let hd = Settings::from_iter([("hd", SettingValue::Bool(true))]);
    let card = RateCard::new(vec![
        rate(None, 1),
        rate(Some("flux"), 2),
        Rate { from: Some(time("2026-11-01T00:00:00Z")), ..rate(Some("flux"), 3) },
        Rate { from: Some(time("2027-01-01T00:00:00Z")), ..rate(Some("flux"), 4) },
        Rate { settings: hd, ..rate(Some("flux"), 5) },
        Rate { to: Some(time("2026-01-01T00:00:00Z")), ..rate(Some("flux"), 6) },
        rate(Some("other"), 7),
    ]);
    let settings = Settings::default();
    let at = time("2026-11-21T00:00:00Z");
    let query = Query { action: "draw", model: Some("flux"), settings: &settings, quantity: 1, at };
    let mut standings = card.standings(&query);
    assert_eq!(standings[0], (2, Standing::Applies));
    assert_eq!(card.price(&query).unwrap().rate, 2, "as it is priced");
    standings.sort_by_key(|(index, _)| *index);
    let told: Vec<_> = standings.iter().map(|(index, standing)| (*index, standing)).collect();
    let setting =
        Standing::Setting { name: "hd".into(), wants: SettingValue::Bool(true), has: None };
    assert_eq!(
        told,
        [
            (0, &Standing::FewerKeys),
            (1, &Standing::Earlier),
            (2, &Standing::Applies),
            (3, &Standing::NotYet(time("2027-01-01T00:00:00Z"))),
            (4, &setting),
            (5, &Standing::NoLonger(time("2026-01-01T00:00:00Z"))),
        ]
    );
}

#[test]
fn the_figure_behind_a_charge() {
    let seconds = |text: &str| Settings::from_iter([("seconds", SettingValue::read(text))]);
    let rate = Rate {
        per: Some(Per { setting: "seconds".to_owned(), step: Decimal::parse("5").unwrap() }),
        add: [("audio".to_owned(), Credits::whole(3).unwrap())].into(),
        ..Rate::default()
    };
    let figure = |settings: &Settings, unit: i64| {
        rate.figure_for(settings, Credits::whole(unit).unwrap()).map(|figure| figure.to_string())
    };
    assert_eq!(figure(&seconds("10"), 24).as_deref(), Some("12"));
    let mut audio = seconds("10");
    audio.insert("audio", SettingValue::Bool(true));
    assert_eq!(figure(&audio, 27).as_deref(), Some("12"));
    assert_eq!(figure(&audio, 2), None, "less than the surcharge alone");
    assert_eq!(figure(&Settings::default(), 24), None, "no seconds, no steps");
    let third = Credits::from_micros(1);
    assert_eq!(rate.figure_for(&seconds("10"), third), None, "does not come out even");
}
