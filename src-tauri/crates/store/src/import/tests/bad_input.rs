//! Files and rows that cannot be taken: each gets a sentence with its place and a cure, the rest is
//! read, and nothing eats the memory.

use std::io::{self, Read};

use super::super::format::Format;
use super::*;

/// A file that cannot be used at all.
fn refused(text: &str, message: &str) {
    let error = read(text.as_bytes(), &[]).unwrap_err().to_string();
    assert!(error.starts_with(message), "{text:?}: {error}");
}

#[test]
fn a_file_that_cannot_be_used_is_refused_in_a_sentence() {
    for (text, message) in [
        ("", "the file is empty; there is nothing to import"),
        (" \r\n\n", "the file is empty"),
        ("\u{feff}", "the file is empty"),
        ("at,action\n", "the file has no rows"),
        ("at,action\n\n , \n", "the file has no rows"),
        ("[]", "the file has no rows"),
        (
            "at,status,model, status\n1,2,3,4\n",
            "the column “status” stands twice, as column 2 and as column 4",
        ),
        (
            "when,action\n2024-11-15,x\n",
            "no column says when a usage happened; name it, as in at=COLUMN; the columns are when, action",
        ),
        ("at,\"act\"ion\n1,2\n", "the headers on line 1 have a quote that closes before"),
        ("at\n2024-11-15\n\0\n", "line 3 is not text (a NUL character)"),
        (
            "[{\"at\":\"2024-11-15\"}",
            "line 1 is not JSON: the list that [ opens has no ] at its end",
        ),
        ("[{\"at\":\"2024-11-15\"}\n{}]", "line 2 is not JSON: a comma is missing"),
        ("[{\"at\":\"2024-11-15\"}] x", "line 1 is not JSON: something stands behind the ]"),
        (
            "[{\"at\":\"2024-11-15\"},\n{\"at\":",
            "line 2 is not JSON: the object that opens here is not closed",
        ),
        ("[1, 2]", "line 1 is not JSON: this is no object of columns: invalid type"),
        ("[{\"at\":\"2024-11-15\"},,]", "line 1 is not JSON: a row is missing"),
    ] {
        refused(text, message);
    }
    refused(&"a,".repeat(300), "line 1 has more than 256 columns");
}

#[test]
fn a_broken_quote_is_named_by_the_line_on_which_it_opens() {
    for (text, line) in [
        ("at,model\n2024-11-15,A\n2024-11-16,\"B\n2024-11-17,C\n", 3),
        ("at,model\n\"2024-11-15\n\",\"A\n", 3),
        // The quote closes lines later, where another cell opens its own.
        ("at,model\n2024-11-15,\"A\n2024-11-16,B\n2024-11-17,\"C\"\n", 2),
        ("at,model,note\n2024-11-15,\"A\"B,\"C\n2024-11-16,D,\"E\"\n", 2),
        ("at,model\r\n2024-11-15,\"A\r\n\r\nB\"C\r\n", 2),
        ("at,model\r\r2024-11-15,\"A\r2024-11-16,B\r", 3),
    ] {
        let error = read(text.as_bytes(), &[]).unwrap_err();
        assert!(matches!(error, ImportError::OpenQuote(at) if at == line), "{text:?}: {error}");
        assert_eq!(error.line(), Some(line));
    }
    let far =
        format!("at,model\n2024-11-15,A\n2024-11-16,\"B\n{}", "2024-11-17,C\n".repeat(200_000));
    let error = read(far.as_bytes(), &[]).unwrap_err();
    assert!(matches!(error, ImportError::OpenQuote(3)), "{error}");
}

#[test]
fn a_bad_row_is_reported_and_the_rest_is_read() {
    let head = "at,quantity,credits,status,member\n";
    let good = "2024-11-15 10:00:00,1,2,ok,Ann\n";
    let many = "é".repeat(501);
    for (row, error) in [
        (
            "2024-02-30,1,2,ok,A",
            "at|2024-02-30|“2024-02-30” does not exist: that month has 29 days",
        ),
        ("03/04/2024,1,2,ok,A", "at|03/04/2024|“03/04/2024” could be two days; set the date order"),
        (",1,2,ok,A", "at||there is no time here; every row needs one"),
        ("2024-11-15,1e309,2,ok,A", "quantity|1e309|“1e309” is too large; correct it"),
        ("2024-11-15,-8,2,ok,A", "quantity|-8|“-8” is below zero"),
        ("2024-11-15,2.5,2,ok,A", "quantity|2.5|“2.5” is not a whole number"),
        ("2024-11-15,1,-2,ok,A", "credits|-2|“-2” is below zero"),
        ("2024-11-15,1,1e300,ok,A", "credits|1e300|“1e300” is too large"),
        ("2024-11-15,1,0.1234567,ok,A", "credits|0.1234567|“0.1234567” has more than 6 decimals"),
        (
            "2024-11-15,1,2,meh,A",
            "status|meh|“meh” is no known status; say what it means, as in status:meh=succeeded",
        ),
        (
            "2024-11-15,1,2,,A",
            "status||the status is empty; say what that means, as in status:=succeeded",
        ),
        ("2024-11-15,1,2,ok", "|2024-11-15,1,2,ok|this row has 4 cells and the headers have 5"),
        (
            "2024-11-15,1,2,ok,A,B",
            "|2024-11-15,1,2,ok,A,B|this row has 6 cells and the headers have 5",
        ),
        ("2024-11-15,1,2,ok,\"A\"B", "|\"A\"B|a quote closes before its cell ends"),
        (
            "\"2024-11-15\",1,2,\"ok\"\"\"B\"\",\",x\"",
            "|\"ok\"\"\"B\"\",\",x\"|a quote closes before",
        ),
        (
            &format!("2024-11-15,1,2,ok,{many}"),
            &format!("member|{}…|this member has more than 500 characters", "é".repeat(60)),
        ),
    ] {
        let text = format!("{head}{good}{row}\n{good}");
        let reading = read(text.as_bytes(), &[]).unwrap();
        assert_eq!(reading.rows.len(), 2, "{row}");
        assert_eq!(reading.errors.len(), 1, "{row}");
        let expected = format!("3 {error}");
        assert!(reading.errors[0].starts_with(&expected), "{row}: {}", reading.errors[0]);
        assert_eq!((reading.report.rows, reading.report.rejected), (2, 1));
    }
}

#[test]
fn a_bad_line_of_json_is_reported_and_the_rest_is_read() {
    let good = r#"{"at":"2024-11-15","credits":2}"#;
    for (row, error) in [
        (r#"{"at":"2024-11-15""#, "this is no object of columns: EOF while parsing an object"),
        (r#"{"at":1,"at":2}"#, "this is no object of columns: “at” stands twice in one object"),
        (r#"{"at":"\u0000"}"#, "this is no object of columns: “at” holds a NUL character"),
        (r#"{"at":"\ud800"}"#, "this is no object of columns: “at” unexpected end of hex escape"),
        ("[1,2]", "this is no object of columns: invalid type: sequence, expected an object"),
        ("{} {}", "this is no object of columns: trailing characters"),
        (r#"{"at":NaN}"#, "this is no object of columns: "),
        (r#"{"at":"2024-11-15","credits":1e309}"#, "“1e309” is too large"),
        (r#"{"at":"2024-11-15","credits":[1]}"#, "“[1]” is not a number"),
    ] {
        let text = format!("{good}\n{row}\n{good}\n");
        let reading = read(text.as_bytes(), &[]).unwrap();
        assert_eq!(reading.rows.len(), 2, "{row}");
        assert_eq!(reading.errors.len(), 1, "{row}");
        let (place, message) = reading.errors[0].rsplit_once('|').unwrap();
        assert!(place.starts_with("2 "), "{place}");
        assert!(message.starts_with(error), "{row}: {message}");
    }
}

#[test]
fn the_line_of_a_row_is_counted_over_quotes_lists_and_empty_lines() {
    for (text, lines) in [
        ("at,model\r\n\r\n\"2024-11-15\",\"a\r\nb\"\r\nx,y\r\nz,\"\n\n\"\nw,\n", "5 6 9"),
        ("sep=;\nat;model\nx;1\n", "3"),
        ("[\n{\"at\":\n1},\n\n{\"at\":\"x\"}, {\"at\":\n\"y\"}]", "2 5 5"),
        ("\n\n{\"at\":\"x\"}\n\n{\"at\":\"y\"}", "3 5"),
        ("{\n\"at\":\"x\"\n}\n{\n\"at\" \"y\"\n}", "1 5"),
    ] {
        let reading = read(text.as_bytes(), &[]).unwrap();
        let found: Vec<&str> = reading.errors.iter().filter_map(|e| e.split(' ').next()).collect();
        assert_eq!(found.join(" "), lines, "{text:?}");
    }
}

/// Gives `head`, and then the same bytes for as long as anyone reads.
struct Endless {
    head: &'static [u8],
    then: u8,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.head.is_empty() {
            into.fill(self.then);
            return Ok(into.len());
        }
        self.head.read(into)
    }
}

#[test]
fn a_record_without_end_is_refused_in_little_memory() {
    let most_read = 4 << 20;
    for (head, then, line) in [
        (&b"at,model\n2024-11-15,A\n2024-11-16,"[..], b'x', 3),
        (b"at,model\n2024-11-15,A\n2024-11-16,", b',', 3),
        (b"at,model\n2024-11-15,A\n2024-11-16,\"", b'x', 3),
        (b"at,model\n2024-11-15,A\n2024-11-16,\"", b'\n', 3),
        (b"", b'x', 1),
        (b"", b',', 1),
        (b"", b'\"', 1),
        (b"{\"at\":1}\n{\"at\":\"", b'x', 2),
        (b"{\"at\":1}\n{\"at\":", b'[', 2),
        (b"[{\"at\":1},\n{\"at\":", b'[', 2),
        (b"[{\"at\":1},\n{\"at\":\"", b'\\', 2),
    ] {
        let shown = format!("{} then {}", String::from_utf8_lossy(head), char::from(then));
        let source =
            Source::new("it".to_owned(), Box::new(Endless { head, then }), None, None).unwrap();
        let progress = source.progress();
        let read = Log::of(Place::StandardInput, source, ReadAs::default()).and_then(|log| {
            let mapping = Mapping::default().completed(log.headers());
            log.read_rows(&mapping, Zone::UTC, &mut |_| ControlFlow::Continue(()))
        });
        let error = read.unwrap_err();
        assert_eq!(error.line(), Some(line), "{shown}: {error}");
        assert!(progress.bytes_read() < most_read, "{shown}: {}", progress.bytes_read());
    }
}

#[test]
fn a_record_may_have_one_mebibyte_and_no_more() {
    let most = 1 << 20;
    for (before, after, end) in [
        ("at,model\n", "2024-11-15,", ""),
        ("at,model\n", "2024-11-15,\"", "\""),
        ("", "{\"at\":\"2024-11-15\",\"note\":\"", "\"}"),
        ("[", "{\"at\":\"2024-11-15\",\"note\":\"", "\"}"),
    ] {
        for (length, fits) in [(most - 1, true), (most + 2, false)] {
            let filling = "x".repeat(length - after.len() - end.len());
            let closing = if before == "[" { "]" } else { "\n" };
            let text = format!("{before}{after}{filling}{end}{closing}");
            let result = read(text.as_bytes(), &["model="]);
            assert_eq!(result.is_ok(), fits, "{before} {after}");
            assert!(fits || matches!(result, Err(ImportError::RecordTooLong(_))));
        }
    }
}

#[test]
fn json_nested_without_measure_is_kept_or_refused_but_never_overflows() {
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let kept = format!("{{\"at\":\"2024-11-15\",\"more\":{deep}}}");
    let reading = read(kept.as_bytes(), &[]).unwrap();
    assert!(reading.rows[0].contains(&deep[..1000]));
    let settings = format!("{{\"at\":\"2024-11-15\",\"settings\":{{\"a\":{deep}}}}}");
    let reading = read(settings.as_bytes(), &[]).unwrap();
    assert!(reading.errors[0].contains("are no settings; write them as name=value"));
}

#[test]
fn a_mapping_that_does_not_fit_names_the_column_and_the_one_that_was_meant() {
    let text = b"gmt_create,predict_type\n2024-11-15,x\n";
    let error = read(text, &["at=gmt_created"]).unwrap_err().to_string();
    assert_eq!(
        error,
        "there is no column “gmt_created” for at (did you mean “gmt_create”?); the columns are \
         gmt_create, predict_type"
    );
    assert!(read(text, &["at=GMT_Create"]).is_ok(), "case alone is no reason to refuse");
    for (constant, why) in [
        ("quantity=2.5", "quantity cannot be set to “2.5”: “2.5” is not a whole number"),
        ("at=2024-02-30", "at cannot be set to “2024-02-30”: “2024-02-30” does not exist"),
        ("status=meh", "status cannot be set to “meh”: “meh” is no known status"),
        ("credits=-1", "credits cannot be set to “-1”: “-1” is below zero"),
        ("settings=x", "settings cannot be set to “x”: “x” are no settings"),
    ] {
        let mut mapping = Mapping::default();
        mapping.set(constant).unwrap();
        let error = read_with(text, &mapping).unwrap_err().to_string();
        assert!(error.starts_with(why), "{error}");
    }
}

#[test]
fn a_reading_can_be_stopped_at_any_row() {
    let text = "at\n2024-11-15\n2024-11-16\n2024-11-17\n";
    let log = open(text.as_bytes()).unwrap();
    assert!(matches!(log.preview(1).unwrap().format, Format::Delimited(_)));
    let mapping = Mapping::default().completed(log.headers());
    let mut seen = 0;
    let report = log.read_rows(&mapping, Zone::UTC, &mut |_| {
        seen += 1;
        if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let report = report.unwrap();
    assert_eq!((seen, report.rows, report.stopped), (2, 2, true));
}
