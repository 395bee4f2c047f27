//! The planner against scenario files: what work takes, which ways there are and what they cost.
//! `tests/scenarios/planner/README.md` describes them.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use bursar_app::report::WalletTerms;
use bursar_app::wire::{ChartSize, ChartWriting, MoneyText, OfferFigures, PlanView, Way, WorkPlan};
use bursar_app::{App, Clock, advice_in_words, way_in_words};
use bursar_ledger::instant::Instant;
use serde_json::{Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/scenarios/planner")
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Books as a scenario has them, on 21 November 2026.
fn books(scenario: &Value, folder: &Path) -> App {
    let now = Instant::parse("2026-11-21T09:00:00Z").unwrap();
    let mut app = App::open(&folder.join("books.bursar")).unwrap().with_clock(Clock::At(now));
    if let Some(lines) = scenario["file"].as_array() {
        let file: Vec<String> = lines.iter().map(text).collect();
        app.add_provider_text(&file.join("\n")).unwrap();
    }
    if let Some(wallet) = scenario["wallet"].as_object() {
        let part = |name: &str| wallet.get(name).map(text);
        app.wallet_add(&WalletTerms {
            name: "own".to_owned(),
            provider: text(&scenario["plan"]["provider"]),
            at: Some("2026-10-01".to_owned()),
            ..WalletTerms::default()
        })
        .unwrap();
        if let Some(plan) = part("plan") {
            let (credits, price) = (part("credits"), part("price"));
            app.subscribe("own", &plan, Some("2026-10-01"), credits.as_deref(), price.as_deref())
                .unwrap();
        }
    }
    for figures in scenario["figures"].as_array().into_iter().flatten() {
        let figures: OfferFigures = serde_json::from_value(figures.clone()).unwrap();
        app.keep_offer(&figures).unwrap();
    }
    app
}

fn ask(app: &App, plan: &WorkPlan) -> PlanView {
    let size = ChartSize { width: 600, height: 200, writing: ChartWriting::default() };
    app.plan_work(plan, size).unwrap()
}

fn name(way: &Way) -> String {
    way_in_words(&Way { packs: Vec::new(), ..way.clone() })
}

fn money(money: Option<&MoneyText>) -> Value {
    json!(money.map(|money| format!("{} {}", money.amount, money.currency)))
}

/// What a way is, by the keys that a scenario may name.
fn part(way: &Way, key: &str) -> Value {
    match key {
        "month" => money(way.month.as_ref()),
        "year" => money(way.year.as_ref()),
        "packs" => {
            let packs = way.packs.iter().map(|packs| (packs.credits.clone(), json!(packs.count)));
            packs.collect::<serde_json::Map<_, _>>().into()
        }
        "each" => way.each.iter().map(|each| money(each.as_ref())).collect(),
        _ => serde_json::to_value(way).unwrap()[key].clone(),
    }
}

fn check(file: &Path, checks: &mut usize, wrong: &mut Vec<String>) {
    let scenario: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let desk = tempfile::tempdir().unwrap();
    let app = books(&scenario, desk.path());
    let plan: WorkPlan = serde_json::from_value(scenario["plan"].clone()).unwrap();
    let view = ask(&app, &plan);
    let mut expect = |what: &str, expected: &Value, actual: Value| {
        if *expected != actual {
            let name = file.file_stem().unwrap().to_string_lossy();
            wrong.push(format!("{name}: {what}: expected {expected}, is {actual}"));
        }
        *checks += 1;
    };
    for (key, expected) in scenario["expect"].as_object().unwrap() {
        match key.as_str() {
            "lines" => {
                let lines = view.estimate.lines.iter().map(|line| json!(line.credits));
                expect(key, expected, lines.collect());
            }
            "buffered" => {
                for (percent, expected) in expected.as_object().unwrap() {
                    let plan = WorkPlan { buffer: percent.clone(), ..plan.clone() };
                    expect(key, expected, json!(ask(&app, &plan).estimate.buffered));
                }
            }
            "projects" => {
                let projects = view.estimate.projects.iter();
                let projects = projects.map(|one| json!([one.project, one.credits]));
                expect(key, expected, projects.collect());
            }
            "ways" => {
                for (title, keys) in expected.as_object().unwrap() {
                    let way = view.ways.iter().find(|way| name(way) == *title);
                    let way = way.unwrap_or_else(|| panic!("no way {title} in {:#?}", view.ways));
                    for (key, expected) in keys.as_object().unwrap() {
                        expect(&format!("{title}: {key}"), expected, part(way, key));
                    }
                }
            }
            "best" => {
                let best = view.advice.as_ref().and_then(|one| view.ways.get(one.best as usize));
                expect(key, expected, json!(best.map(name)));
            }
            "order" => {
                expect(key, expected, view.ways.iter().map(|way| json!(name(way))).collect())
            }
            "recommendation" => expect(key, expected, json!(advice_in_words(&view))),
            "crossings" => {
                let named = |one: u32| name(&view.ways[one as usize]);
                let found = view.crossings.iter();
                let found = found.map(|one| json!([one.at, named(one.from), named(one.to)]));
                expect(key, expected, found.collect());
            }
            "others" => {
                let others = view.others.iter().map(|one| (one.provider.clone(), json!(one.lines)));
                expect(key, expected, others.collect::<serde_json::Map<_, _>>().into());
            }
            "complete" => expect(key, expected, json!(view.estimate.complete)),
            _ => expect(key, expected, serde_json::to_value(&view.estimate).unwrap()[key].clone()),
        }
    }
}

#[test]
fn every_scenario_of_the_planner_holds() {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    assert!(files.len() >= 7, "{files:?}");
    let (mut checks, mut wrong) = (0, Vec::new());
    for file in &files {
        check(file, &mut checks, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(checks > 40, "{checks} checks");
}
