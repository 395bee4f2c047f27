//! The same log reads the same, whatever its format, its delimiter, its encoding and its columns'
//! order.

use super::super::csv_rows::Delimiter;
use super::super::mapping::Decimal;
use super::*;

const LOG: &str = "\
time,type,model,images,state,user,note
2024-11-15 16:57:50,TXT_2_IMG,M0001,8.0,SUCCEED,G1,\"a, \"\"b\"\"\"
2024-11-15 16:58:00,TXT_2_IMG,M0002,,PENDING,G2,
";

fn json_lines(csv_text: &str) -> Vec<serde_json::Value> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let object = |record: csv::StringRecord| {
        let members = headers.iter().zip(record.iter());
        serde_json::Value::Object(members.map(|(n, c)| (n.to_owned(), c.into())).collect())
    };
    reader.records().map(|record| object(record.unwrap())).collect()
}

#[test]
fn every_format_of_a_log_gives_the_same_rows() {
    let expected = read(LOG.as_bytes(), &[]).unwrap();
    assert_eq!(
        expected.rows[0],
        "Row { line: 0, id: None, at: Instant(1731689870000000), feature: None, action: \
         Some(\"TXT_2_IMG\"), model: Some(\"M0001\"), settings: None, quantity: Some(8), member: \
         Some(\"G1\"), project: None, status: Succeeded, credits: None, balance: None, extra: \
         Some(\"{\\\"note\\\":\\\"a, \\\\\\\"b\\\\\\\"\\\"}\"), content: 0 }"
    );
    assert!(expected.rows[1].contains("quantity: None"));
    let objects = json_lines(LOG);
    let lines: String = objects.iter().map(|object| format!("{object}\n")).collect();
    let pretty: String = objects.iter().map(|object| format!("{object:#}\n")).collect();
    let typed = r#"[{"time": 1731689870, "type": "TXT_2_IMG", "model": "M0001", "images": 8.0,
        "state": "SUCCEED", "user": "G1", "note": "a, \"b\""},
        {"type": "TXT_2_IMG", "time": 1731689880, "model": "M0002", "images": null,
        "state": "PENDING", "user": "G2"}]"#;
    let utf16: Vec<u8> = LOG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, text) in [
        ("JSON Lines", lines.clone().into_bytes()),
        ("JSON", serde_json::to_vec(&objects).unwrap()),
        ("pretty JSON", serde_json::to_vec_pretty(&objects).unwrap()),
        ("objects", pretty.into_bytes()),
        ("typed JSON", typed.as_bytes().to_vec()),
        ("CRLF", LOG.replace('\n', "\r\n").into_bytes()),
        ("CR", LOG.replace('\n', "\r").into_bytes()),
        ("no last line end", LOG.trim_end().as_bytes().to_vec()),
        ("a mark", format!("\u{feff}{LOG}").into_bytes()),
        ("UTF-16", utf16),
    ] {
        let found = read(&text, &[]).unwrap();
        assert_eq!(found.rows, expected.rows, "{name}");
        assert_eq!(found.contents, expected.contents, "{name}");
    }
}

#[test]
fn the_order_of_columns_makes_no_difference_to_what_a_row_says() {
    let one = read(b"at,a,model,b\n2024-11-15,1,M,2\n2024-11-15,2,M,1\n", &[]).unwrap();
    let other = read(b"b,model,at,a\n2,M,2024/11/15 00:00,1\n1,M,2024-11-15,2\n", &[]).unwrap();
    assert_eq!(one.contents, other.contents);
    assert_ne!(one.contents[0], one.contents[1]);
    // A text that looks like the next field is still another text.
    let split = read(b"at,model,member\n2024-11-15,a,b\n", &[]).unwrap();
    let joined = read(b"at,model,member\n2024-11-15,a\x06b,\n", &[]).unwrap();
    assert_ne!(split.contents, joined.contents);
}

#[test]
fn each_field_is_part_of_what_a_row_says() {
    let head = "id,at,feature,action,model,settings,quantity,member,project,status,credits,balance";
    let cells = ["1", "2024-11-15", "f", "a", "m", "s=1", "2", "u", "p", "ok", "3", "4"];
    let other = ["2", "2024-11-16", "g", "b", "n", "s=2", "3", "v", "q", "failed", "4", "5"];
    let mut contents = std::collections::BTreeSet::new();
    let changes = (0..other.len()).map(Some).chain([None]);
    for change in changes {
        let mut row = cells;
        if let Some(place) = change {
            row[place] = other[place];
        }
        let reading = read(format!("{head}\n{}\n", row.join(",")).as_bytes(), &[]).unwrap();
        contents.extend(reading.contents);
    }
    assert_eq!(contents.len(), cells.len() + 1);
}

#[test]
fn any_usual_delimiter_is_found() {
    for sign in [",", ";", "\t", "|"] {
        let rows = "time,type,note\n2024-11-15 10:00,x,\"a;b,c|d\te\"\n2024-11-15 11:00,y,\n";
        let quoted = rows.replace("\"a;b,c|d\te\"", "\u{1}");
        let text = quoted.replace(',', sign).replace('\u{1}', "\"a;b,c|d\te\"");
        for text in [text.clone(), format!("sep={sign}\r\n{text}")] {
            let log = open(text.as_bytes()).unwrap();
            let preview = log.preview(5).unwrap();
            assert_eq!(preview.headers, ["time", "type", "note"], "{text:?}");
            assert_eq!(preview.rows[0][2], "a;b,c|d\te");
            assert_eq!(read(text.as_bytes(), &[]).unwrap().rows.len(), 2);
        }
    }
    // A delimiter that splits every row alike wins over one that splits some into more.
    let log = open(b"at;a, b, c\n2024-11-15;x\n2024-11-16;y, z\n").unwrap();
    assert_eq!(log.headers(), ["at", "a, b, c"]);
    let inner = Box::new(Cursor::new(b"at~b\n2024-11-15~1\n".to_vec()));
    let source = Source::new("a log".to_owned(), inner, None, None).unwrap();
    let delimiter = Some("~".parse::<Delimiter>().unwrap());
    let read_as = ReadAs { delimiter, ..ReadAs::default() };
    let log = Log::of(Place::StandardInput, source, read_as).unwrap();
    assert_eq!(log.headers(), ["at", "b"]);
    assert!(",;".parse::<Delimiter>().is_err());
}

#[test]
fn a_quote_inside_a_plain_cell_is_text() {
    let reading = read(b"at,model,note\n2024-11-15,5\" tall,\"x\"\n", &[]).unwrap();
    assert!(reading.rows[0].contains(r#"model: Some("5\" tall")"#), "{:?}", reading.rows);
}

#[test]
fn a_row_may_have_as_many_cells_as_a_file_may_have_columns() {
    let names: Vec<String> = (1..256).map(|place| format!("n{place}")).collect();
    let text = format!("at,{}\n2024-11-15,{}\n", names.join(","), names.join(","));
    let reading = read(text.as_bytes(), &[]).unwrap();
    assert!(reading.rows[0].contains(r#"\"n255\":\"n255\"}"#), "{:?}", reading.rows);
}

#[test]
fn a_preview_shows_what_was_found_and_reads_nothing_away() {
    let log = open(LOG.as_bytes()).unwrap();
    let preview = log.preview(1).unwrap();
    assert_eq!(preview.format.to_string(), "CSV with commas");
    assert_eq!(preview.encoding.to_string(), "UTF-8");
    assert_eq!(preview.bytes, Some(LOG.len() as u64));
    assert_eq!(preview.rows.len(), 1);
    assert_eq!(preview.rows[0][6], "a, \"b\"");
    assert_eq!(preview.guessed.len(), 6);
    let progress = log.progress();
    let mapping = Mapping::default().completed(log.headers());
    log.check(&mapping, Zone::UTC).unwrap();
    let report = log.read_rows(&mapping, Zone::UTC, &mut |_| ControlFlow::Continue(()));
    assert_eq!(report.unwrap().rows, 2);
    assert_eq!(progress.bytes_read(), LOG.len() as u64);
}

#[test]
fn a_json_column_that_comes_late_is_kept_too() {
    // Behind the first MiB, so that the columns were settled without it.
    let mut text = String::new();
    for n in 0..20_000 {
        text.push_str(&format!("{{\"at\":\"2024-11-15\",\"note\":\"{n} {}\"}}\n", "x".repeat(60)));
    }
    text.push_str("{\"late\":\"é\",\"at\":\"2024-11-15\"}\n");
    let reading = read(text.as_bytes(), &[]).unwrap();
    assert!(reading.rows[20_000].contains(r#"extra: Some("{\"late\":\"é\"}")"#));
}

#[test]
fn settings_come_from_one_column_and_from_columns_of_their_own() {
    let mut mapping = Mapping::default();
    mapping.map("settings=settings").unwrap();
    mapping.map("set.steps=num_steps").unwrap();
    mapping.set("set.hd=yes").unwrap();
    mapping.value("set.steps:40=forty").unwrap();
    let text = "at,settings,num_steps\n2024-11-15,size=1;steps=9,40\n2024-11-15,,\n";
    let reading = read_with(text.as_bytes(), &mapping).unwrap();
    assert!(reading.rows[0].contains(r#"settings: Some("hd=yes; size=1; steps=forty")"#));
    assert!(reading.rows[1].contains(r#"settings: Some("hd=yes")"#));
}

#[test]
fn values_are_translated_and_constants_stand_in_every_row() {
    let mut mapping = Mapping::default();
    mapping.value("status:erledigt=succeeded").unwrap();
    mapping.value("status:=pending").unwrap();
    mapping.set("project=Film").unwrap();
    mapping.decimal = Some(Decimal::Comma);
    let text = "at;status;credits\n15.11.2024 10:00;erledigt;1,5\n15.11.2024 11:00; ;2\n";
    let reading = read_with(text.as_bytes(), &mapping).unwrap();
    assert!(reading.rows[0].contains("status: Succeeded, credits: Some(Credits(1500000))"));
    assert!(reading.rows[1].contains("status: Pending"));
    assert!(reading.rows.iter().all(|row| row.contains(r#"project: Some("Film")"#)));
    assert!(reading.rows.iter().all(|row| row.contains("quantity: Some(1)")));
}

fn evidence(text: &str) -> Evidence {
    let log = open(text.as_bytes()).unwrap();
    let mapping = Mapping::default().completed(log.headers());
    log.evidence(&mapping).unwrap()
}

#[test]
fn one_number_that_tells_speaks_for_the_whole_file() {
    let told = evidence("at,credits,balance\n2026-11-21,1.000,9\n2026-11-22,2.5,8\n");
    assert_eq!(told.decimal(), Some(Decimal::Point));
    assert_eq!(told.point.unwrap().text, "2.5");
    // Also a number of another column, and one that stands later.
    let told = evidence("at;credits;balance\n2026-11-21;1.000;9\n2026-11-22;2;8,5\n");
    assert_eq!(told.decimal(), Some(Decimal::Comma));
    let text = "at;credits\n2026-11-21;1.000\n2026-11-22;2,5\n";
    let log = open(text.as_bytes()).unwrap();
    let mut mapping = Mapping::default().completed(log.headers());
    log.evidence(&mapping).unwrap().settle(&mut mapping).unwrap();
    let reading = read_with(text.as_bytes(), &mapping).unwrap();
    assert!(reading.rows[0].contains("credits: Some(Credits(1000000000))"), "{:?}", reading.rows);
}

#[test]
fn a_number_that_nothing_explains_is_a_question() {
    for (text, line) in [
        ("at,credits\n2026-11-21,7\n2026-11-21,1.000\n", 3),
        ("at,credits\n2026-11-21,\"1,000\"\n", 2),
        // What contradicts itself explains nothing.
        ("at;credits\n2026-11-21;1.000\n2026-11-21;2,5\n2026-11-21;2.5\n", 2),
    ] {
        let log = open(text.as_bytes()).unwrap();
        let mut mapping = Mapping::default().completed(log.headers());
        let evidence = log.evidence(&mapping).unwrap();
        let error = evidence.settle(&mut mapping).unwrap_err();
        assert_eq!(error.line(), Some(line));
        let words = error.to_string();
        assert!(words.contains("can be read as"), "{words}");
        assert!(
            words.contains("1000") && words.contains("as 1 ") || words.contains("as 1,"),
            "{words}"
        );
        for decimal in [Decimal::Point, Decimal::Comma] {
            mapping.decimal = Some(decimal);
            evidence.settle(&mut mapping).unwrap();
        }
    }
}

#[test]
fn a_number_that_is_met_too_late_to_be_looked_at_first_stops_the_reading() {
    let error = read(b"at,credits\n2026-11-21,1\n2026-11-21,1.000\n", &[]).unwrap_err();
    assert_eq!(error.line(), Some(3));
    // Once a number has told, there is no question; JSON never has one.
    let told = read(b"at,credits\n2026-11-21,1.5\n2026-11-21,1.000\n", &[]).unwrap();
    assert!(told.rows[1].contains("credits: Some(Credits(1000000))"));
    let json = read(br#"{"at": "2026-11-21", "credits": "1.000"}"#, &[]).unwrap();
    assert!(json.rows[0].contains("credits: Some(Credits(1000000))"));
}

#[test]
fn one_date_that_tells_speaks_for_the_whole_file() {
    let text = "at,n\n03/04/2026,1\n25/04/2026,1\n";
    let log = open(text.as_bytes()).unwrap();
    let mut mapping = Mapping::default().completed(log.headers());
    let told = log.evidence(&mapping).unwrap();
    assert_eq!(told.day_first.as_ref().unwrap().line, 3);
    told.settle(&mut mapping).unwrap();
    assert_eq!(read_with(text.as_bytes(), &mapping).unwrap().errors, Vec::<String>::new());
    let open = evidence("at,n\n03/04/2026,1\n");
    assert_eq!(open.open_date().unwrap().text, "03/04/2026");
}
