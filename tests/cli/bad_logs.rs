//! Logs that cannot be imported, and rows that cannot be taken: each gets a sentence with its place
//! and cure, and nothing is half-written.

use std::io::Write;
use std::process::Stdio;

use serde_json::json;

use super::desk::{Desk, some};

/// The whole file is refused, with these words.
fn file(desk: &Desk, name: &str, content: impl AsRef<[u8]>, said: &[&str]) {
    let path = desk.file(name, content);
    desk.refused(&["import", "main", &path], 2, said);
}

#[test]
fn a_file_that_is_no_log_is_refused_whole() {
    let desk = Desk::studio();
    desk.refused(&["import", "main", "nowhere.csv"], 2, &["nowhere.csv", "heck the path"]);
    desk.refused(&["import", "main", "."], 2, &["is a folder"]);
    desk.refused(&["import", "nobody", "nowhere.csv"], 2, &["no wallet named “nobody”"]);
    file(&desk, "empty.csv", "", &["the file is empty"]);
    file(&desk, "headers.csv", "id,at,action\n", &["no rows"]);
    file(&desk, "binary.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &["is not text"]);
    file(
        &desk,
        "latin.csv",
        b"id,at\n\xe9,2026-03-01\n".as_slice(),
        &["line 2 is not text", "UTF-8"],
    );
    file(
        &desk,
        "quote.csv",
        "id,at\n1,2026-03-01\n\"2,2026-03-01\n",
        &["opens on line 3", "close it"],
    );
    file(&desk, "twice.csv", "id,at,id\n1,2026-03-01,2\n", &["“id” stands twice", "column 3"]);
    file(&desk, "notime.csv", "a,b\n1,2\n", &["no column says when", "at=COLUMN", "a, b"]);
    file(&desk, "cut.json", "[{\"at\": \"2026-03-01\"}, {\"at\"", &["is not JSON"]);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused_with_what_would() {
    let desk = Desk::studio();
    let log = desk.file("log.csv", "when,what\n2026-03-01,image\n");
    let import = |more: &[&str], said: &[&str]| {
        desk.refused(&[&["import", "main", &log], more].concat(), 2, said);
    };
    import(&["--map", "at=wen"], &["no column “wen”", "“when”"]);
    import(&["--map", "att=when"], &["no field “att”", "“at”"]);
    import(&["--map", "at"], &["“at”"]);
    import(&["--value", "status=3"], &["“status=3”"]);
    import(&["--map", "at=when", "--set", "quantity=many"], &["quantity", "many"]);
}

#[test]
fn a_bad_row_is_told_with_line_and_field_and_stops_nothing() {
    let desk = Desk::studio();
    let log = "\
id,at,action,quantity,status,credits
good,2026-03-01,image,1,success,
day,2026-02-30,image,1,success,
huge,2026-03-01,image,1e309,success,
less,2026-03-01,image,-4,success,
absurd,2026-03-01,image,99999999999999999999,success,
word,2026-03-01,image,1,perhaps,
fine,2026-03-01,image,1,success,0.1234567
minus,2026-03-01,image,1,success,-5
good,2026-03-01,image,3,success,
last,2026-03-02,image,2,success,
";
    let path = desk.file("log.csv", log);
    let report = desk.json(&["import", "main", &path]);
    let sums = ["read", "added", "charged", "rejected", "credits"];
    assert_eq!(
        some(&report, &sums),
        json!({ "read": 10, "added": 2, "charged": 2, "rejected": 8, "credits": 30 })
    );
    let errors = report["errors"].as_array().unwrap();
    let places: Vec<_> = errors
        .iter()
        .map(|error| (error["line"].as_u64().unwrap(), error["field"].as_str()))
        .collect();
    assert_eq!(
        places,
        [
            (3, Some("at")),
            (4, Some("quantity")),
            (5, Some("quantity")),
            (6, Some("quantity")),
            (7, Some("status")),
            (8, Some("credits")),
            (9, Some("credits")),
            (10, Some("id")),
        ]
    );
    for (error, value) in errors.iter().zip([
        "2026-02-30",
        "1e309",
        "-4",
        "9999",
        "perhaps",
        "0.1234567",
        "-5",
        "good",
    ]) {
        assert!(error["value"].as_str().unwrap().starts_with(value), "{error}");
        assert!(error["message"].as_str().unwrap().len() > 20, "{error}");
    }
    let text = desk.ok(&["import", "main", &path]);
    assert!(text.contains("line 3, at “2026-02-30”: "), "{text}");
    assert!(text.lines().any(|line| line.split_whitespace().eq(["rejected", "8"])), "{text}");
}

#[test]
fn a_file_of_bad_rows_alone_is_wrong_input() {
    let desk = Desk::studio();
    let path = desk.file("log.csv", "id,at,action\n1,2026-02-30,image\n2,2026-13-01,image\n");
    let before = std::fs::read(desk.books()).unwrap();
    let ran = desk.run(&["--json", "import", "main", &path]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.starts_with("error: none of the 2 rows of"), "{}", ran.stderr);
    let report = ran.value();
    assert_eq!(some(&report, &["read", "rejected"]), json!({ "read": 2, "rejected": 2 }));
    assert_eq!(report["errors"].as_array().unwrap().len(), 2);
    assert!(report["error"]["message"].as_str().unwrap().contains("none of the 2 rows"));
    assert_eq!(std::fs::read(desk.books()).unwrap(), before);
}

#[test]
fn an_id_that_comes_back_with_other_content_is_a_conflict() {
    let desk = Desk::studio();
    let log = |images: u32| {
        format!("id,at,action,quantity\na,2026-03-01,image,{images}\nb,2026-03-01,image,1\n")
    };
    let first = desk.file("first.csv", log(1));
    desk.ok(&["import", "main", &first]);
    let second = desk.file("second.csv", log(5));
    let report = desk.json(&["import", "main", &second]);
    assert_eq!(
        some(&report, &["added", "already_there", "rejected"]),
        json!({ "added": 0, "already_there": 1, "rejected": 1 })
    );
    assert_eq!(some(&report["errors"][0], &["line", "field"]), json!({ "line": 2, "field": "id" }));
    assert_eq!(
        desk.json(&["usage", "--by", "action"])["total"]["quantity"],
        2,
        "the first one stays"
    );
}

#[test]
fn a_record_without_end_is_given_up_early() {
    let desk = Desk::studio();
    let mut child = desk
        .command(&["import", "main", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let block = vec![b'x'; 1 << 20];
    let mut written = 0;
    let mut result = stdin.write_all(b"id,at,action\n1,2026-03-01,");
    while result.is_ok() && written < 500 {
        result = stdin.write_all(&block);
        written += 1;
    }
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("line 2") && said.contains("1 MiB"), "{said}");
    assert!(written < 500, "it read all {written} MiB");
}
