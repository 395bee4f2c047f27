//! What `docs/providers.md` names is there, and its example can be used.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Catalog, provider, shipped};

const PAGE: &str = include_str!("../../../../../../docs/providers.md");

/// Every text between backticks.
fn quoted() -> impl Iterator<Item = &'static str> {
    let outside_of_examples = PAGE.split("```").step_by(2);
    outside_of_examples.flat_map(|part| part.split('`').skip(1).step_by(2))
}

#[test]
fn every_scenario_that_the_page_names_is_there() {
    let is_scenario = |name: &str| {
        let mut bytes = name.bytes();
        let group = bytes.next().is_some_and(|letter| letter.is_ascii_lowercase());
        let number = bytes.take_while(u8::is_ascii_digit).count() == 2;
        group && (number || name.starts_with("p-")) && name.matches('-').count() > 1
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/scenarios");
    let named: BTreeSet<_> = quoted().filter(|name| is_scenario(name)).collect();
    assert!(named.len() >= 40, "only {} scenarios are named", named.len());
    for name in &named {
        assert!(root.join(format!("{name}.json")).is_file(), "{name}");
    }
    for file in std::fs::read_dir(root).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let name = name.trim_end_matches(".json");
        assert!(!name.starts_with("p-") || named.contains(name), "{name} is not on the page");
    }
}

#[test]
fn every_test_that_the_page_names_is_there() {
    let sources = [include_str!("figures.rs"), include_str!("offers.rs")].concat();
    let named = quoted().filter_map(|name| name.strip_prefix("catalog::"));
    let named: BTreeSet<_> = named.filter_map(|name| name.split("::").nth(1)).collect();
    assert!(named.len() > 8, "only {} tests are named", named.len());
    for name in named {
        assert!(sources.contains(&format!("fn {name}()")), "{name}");
    }
}

#[test]
fn every_reading_and_its_answers_are_on_the_page() {
    for (name, _) in shipped() {
        for reading in provider(name).readings {
            let answers: Vec<_> =
                reading.choices.iter().map(|choice| format!("`{}`", choice.id)).collect();
            let row = format!("| `{}` | {} |", reading.id, answers.join(", "));
            assert!(PAGE.contains(&row), "{name}: {row}");
            assert_eq!(reading.default, reading.choices[0].id, "{name}: the first is the default");
        }
    }
}

#[test]
fn the_example_of_a_studios_own_file_can_be_used() {
    let example = PAGE.split("```toml").nth(1).and_then(|rest| rest.split("```").next());
    let problems = Catalog::check(example.unwrap());
    assert!(problems.is_empty(), "{problems:#?}");
}
