//! Providers' files from the command line.

use serde_json::json;

use super::desk::{Desk, data, some, word};

#[test]
fn the_shipped_providers_are_listed_and_shown_without_books() {
    let desk = Desk::empty();
    let list = desk.json(&["catalog", "list"]);
    let names: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|provider| provider["name"].as_str().unwrap())
        .collect();
    for name in ["apiframe", "deep-image", "imagineart", "photoroom"] {
        assert!(names.contains(&name), "{name} in {names:?}");
        let page = desk.json(&["catalog", "show", name]);
        assert_eq!(page["name"], name);
        assert!(!page["rates"].as_array().unwrap().is_empty(), "{name} has rates");
        assert!(!page["pages"].as_array().unwrap().is_empty(), "{name} names its pages");
        let text = desk.ok(&["catalog", "show", name]);
        assert!(text.contains("\nRates\n") && text.contains("Read on "), "{text}");
    }
    assert!(desk.ok(&["catalog", "list"]).starts_with("provider "));
    assert!(!desk.books().exists());
    desk.refused(&["catalog", "show", "nope"], 2, &["no provider named “nope”", "apiframe"]);
}

#[test]
fn a_file_of_ones_own_is_added_once_and_replaces_a_shipped_one() {
    let desk = Desk::empty();
    let lab = data("lab.toml");
    let added = desk.json(&["catalog", "add", word(&lab)]);
    assert_eq!(
        some(&added, &["name", "rates", "already_there", "priced"]),
        json!({ "name": "lab", "rates": 1, "already_there": false, "priced": 0 })
    );
    assert_eq!(desk.json(&["catalog", "add", word(&lab)])["already_there"], true);
    let list = desk.json(&["catalog", "list"]);
    let own = list.as_array().unwrap().iter().find(|provider| provider["name"] == "lab").unwrap();
    assert_eq!(own["own"], true);

    let apiframe =
        desk.file("mine.toml", "name = \"apiframe\"\n[[rate]]\naction = \"x\"\ncredits = 7\n");
    desk.ok(&["catalog", "add", &apiframe]);
    assert_eq!(desk.json(&["price", "apiframe", "x"])["credits"], 7);
    desk.refused(&["price", "apiframe", "imagine"], 2, &["no rate matches"]);
    desk.ok(&["undo"]);
    desk.refused(&["price", "apiframe", "x"], 2, &["no rate matches"]);
}

#[test]
fn a_check_names_everything_by_line_and_field() {
    let desk = Desk::empty();
    let wrong = "\
name = \"x\"
titel = \"X\"

[[rate]]
action = \"image\"
credits = 5

[[rate]]
action = \"Image\"
credits = 7

[[rate]]
credits = 0.1234567
";
    let file = desk.file("x.toml", wrong);
    let ran = desk.run(&["--json", "catalog", "check", &file]);
    assert_eq!(ran.code, Some(1));
    let checked = ran.value();
    assert_eq!((&checked["file"], &checked["valid"]), (&json!(file), &json!(false)));
    let places: Vec<_> = checked["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| (problem["line"].as_u64().unwrap(), problem["field"].as_str().unwrap()))
        .collect();
    assert!(places.contains(&(2, "titel")), "{places:?}");
    assert!(places.contains(&(13, "rate.credits")), "{places:?}");
    let text = desk.run(&["catalog", "check", &file]);
    assert_eq!(text.code, Some(1));
    assert!(text.stdout.contains("line 2: titel: "), "{}", text.stdout);
    assert!(text.stdout.contains("did you mean “title”?"), "{}", text.stdout);

    let added = ["catalog", "add", &file];
    desk.refused(&added, 2, &["cannot be used: line 2", "bursar catalog check"]);
    assert!(!desk.books().exists(), "a wrong file makes no books");
    let lab = data("lab.toml");
    assert_eq!(desk.json(&["catalog", "check", word(&lab)])["valid"], true);
    desk.refused(&["catalog", "check", "nowhere.toml"], 2, &["nowhere.toml", "heck the path"]);
    let binary = desk.file("binary.toml", [0xff, 0xfe, 0x00]);
    desk.refused(&["catalog", "check", &binary], 2, &["is not text", "UTF-8"]);
}

#[test]
fn two_equal_rules_make_a_file_invalid() {
    let desk = Desk::empty();
    let rate = "[[rate]]\naction = \"image\"\nmodel = \"A\"\ncredits = ";
    let file = desk.file("x.toml", format!("name = \"x\"\n{rate}5\n{rate}6\n"));
    let ran = desk.run(&["catalog", "check", &file]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.contains("line 6: rate: the rates on lines 2 and 6"), "{}", ran.stdout);
    desk.refused(&["catalog", "add", &file], 2, &["cannot be used"]);
}
