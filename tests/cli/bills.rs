//! Statements for projects and clients on the command line.

use serde_json::json;

use super::desk::{Desk, json_of, some, word};

/// Credits at two cents and a half each; two projects of a client and one of nobody's in October.
fn studio() -> Desk {
    let desk = Desk::empty();
    let provider = desk.file(
        "lab.toml",
        "name = \"lab\"\ntitle = \"Lab\"\nzone = \"UTC\"\ncurrency = \"EUR\"\n\
         [topup]\nexpires = \"never\"\n[[rate]]\naction = \"image\"\ncredits = 10\n",
    );
    desk.ok(&["catalog", "add", &provider]);
    desk.ok(&["wallet", "add", "main", "--provider", "lab", "--at", "2026-01-01"]);
    let bought = ["topup", "main", "--credits", "1000", "--paid", "25.00 EUR"];
    desk.ok(&[&bought[..], &["--at", "2026-01-01"]].concat());
    for (project, quantity) in [("Teaser", "8"), ("Trailer", "5"), ("Poster", "1")] {
        used(&desk, project, quantity);
    }
    for project in ["Teaser", "Trailer"] {
        desk.ok(&["project", "client", project, "Nordlicht"]);
    }
    desk
}

fn used(desk: &Desk, project: &str, quantity: &str) {
    let what = ["record", "main", "image", "--quantity", quantity, "--project", project];
    desk.ok(&[&what[..], &["--at", "2026-10-05"]].concat());
}

#[test]
fn usage_and_projects_are_told_by_client() {
    let desk = studio();
    let usage = desk.json(&["usage", "--by", "client"]);
    let row = |place: usize| some(&usage["rows"][place], &["client", "credits"]);
    assert_eq!(row(0), json!({ "client": "Nordlicht", "credits": 130 }));
    assert_eq!(row(1), json!({ "client": "", "credits": 10 }));
    let one = desk.json(&["usage", "--by", "project", "--where", "client=Nordlicht"]);
    assert_eq!(one["rows"].as_array().unwrap().len(), 2);
    assert_eq!(desk.json(&["usage", "--where", "client="])["total"]["credits"], 10);
    let people = desk.json(&["project", "list", "--month", "2026-10"]);
    assert_eq!(people["projects"][0]["client"], "Nordlicht");
    assert!(desk.ok(&["project", "list", "--month", "2026-10"]).contains("Nordlicht"));
    let exported = desk.ok(&["export", "--format", "csv", "-o", "-"]);
    assert!(exported.contains(",Teaser,Nordlicht,"), "{exported}");

    let none = desk.json(&["project", "client", "Teaser"]);
    assert_eq!(none["text"], "project Teaser: of no client");
    desk.refused(&["project", "client", "Teaser"], 2, &["nothing was changed"]);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["usage", "--by", "client"]), usage);
}

#[test]
fn a_statement_is_made_for_a_project_or_a_client() {
    let desk = studio();
    let of = ["bill", "Teaser", "--month", "2026-10", "--mark-up", "20"];
    let bill = desk.json(&of);
    assert_eq!(
        some(&bill["lines"][0], &["action", "credits", "cost", "price", "units"]),
        json!({ "action": "image", "credits": 80, "cost": { "EUR": "2.00" },
            "price": { "EUR": "2.40" }, "units": 8 })
    );
    assert_eq!(some(&bill, &["mark_up", "over"]), json!({ "mark_up": 20, "over": true }));
    let text = desk.ok(&of);
    assert!(text.contains("2.40 EUR") && text.contains("mark-up 20 %"), "{text}");

    let client = desk.json(&["bill", "--client", "Nordlicht", "--month", "2026-10"]);
    assert_eq!(client["projects"].as_array().unwrap().len(), 2);
    let total = some(&client["total"], &["credits", "cost", "usages"]);
    assert_eq!(total, json!({ "credits": 130, "cost": { "EUR": "3.25" }, "usages": 2 }));

    let month = desk.json(&["bill", "--month", "2026-10"]);
    assert_eq!(month["projects"].as_array().unwrap().len(), 3);
    assert_eq!(
        some(&month["clients"][0], &["client", "projects"]),
        json_of(r#"{ "client": "Nordlicht", "projects": 2 }"#)
    );
    let list = desk.ok(&["bill", "--month", "2026-10"]);
    assert!(list.contains("Poster") && list.contains("Nordlicht"), "{list}");

    for (file, part) in
        [("b.html", "<h1>Statement 2026-10, Nordlicht</h1>"), ("b.csv", "Trailer,Nordlicht,")]
    {
        let path = desk.path(file);
        desk.ok(&["bill", "--client", "Nordlicht", "--month", "2026-10", "-o", word(&path)]);
        let written = std::fs::read_to_string(&path).unwrap();
        assert!(written.contains(part), "{part} in {written}");
    }
}

#[test]
fn a_month_is_closed_from_the_command_line_once() {
    let desk = studio();
    let close =
        ["bill", "--client", "Nordlicht", "--month", "2026-10", "--mark-up", "20", "--close"];
    let closed = desk.json(&close);
    assert!(closed["id"].is_string() && closed["closed"].is_string(), "{closed}");
    desk.refused(&close, 3, &["this month is closed already"]);
    desk.refused(&["bill", "Teaser", "--month", "2026-10", "--close"], 3, &["closed already"]);
    desk.refused(&["bill", "Poster", "--month", "2999-01", "--close"], 3, &["is not over yet"]);
    used(&desk, "Trailer", "10");
    let next = desk.json(&["bill", "Trailer", "--month", "2026-11"]);
    let late = json!({ "month": "2026-10", "credits": 100, "price": { "EUR": "3.00" } });
    assert_eq!(some(&next["corrections"][0], &["month", "credits", "price"]), late);
    let same = desk.json(&["bill", "--client", "Nordlicht", "--month", "2026-10"]);
    assert_eq!(same["total"], closed["total"]);
    // A project is closed with the mark-up that was charged last, where none is said.
    let poster = desk.json(&["bill", "Poster", "--month", "2026-10", "--close"]);
    assert_eq!(
        some(&poster, &["mark_up", "project"]),
        json!({ "mark_up": 20, "project": "Poster" })
    );
    assert_eq!(desk.json(&["verify"])["clean"], true);
}

#[test]
fn a_month_is_not_closed_where_its_file_cannot_be_written() {
    let desk = studio();
    let nowhere = desk.path("no folder").join("b.html");
    let close = ["bill", "Teaser", "--month", "2026-10", "--close", "-o"];
    desk.refused(&[&close[..], &[word(&nowhere)]].concat(), 2, &["b.html"]);
    assert!(desk.json(&["bill", "Teaser", "--month", "2026-10"])["closed"].is_null());
    let file = desk.path("b.html");
    let told = desk.ok(&[&close[..], &[word(&file)]].concat());
    assert!(told.contains("2026-10 is closed."), "{told}");
    assert!(std::fs::read_to_string(&file).unwrap().contains("Closed on"));
}

#[test]
fn what_names_no_statement_is_refused() {
    let desk = studio();
    let october = ["--month", "2026-10"];
    let refused = |words: &[&str], said: &str| {
        desk.refused(&[&["bill"], words, &october[..]].concat(), 2, &[said]);
    };
    refused(&["Teasr"], "there is no project named “Teasr”");
    refused(&["--client", "Nordlich"], "no project has the client “Nordlich”");
    refused(&["Teaser", "--mark-up", "-5"], "“-5” is not a mark-up");
    refused(&["Teaser", "-o", "bill.pdf"], ".html or .csv");
    refused(&["--close"], "--close is for one statement");
    assert_eq!(desk.run(&["bill", "Teaser", "--month", "October"]).code, Some(2));
    assert_eq!(desk.run(&["bill", "Teaser"]).code, Some(2), "a month is named");
}
