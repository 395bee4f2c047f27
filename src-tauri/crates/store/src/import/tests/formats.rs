//! The same log reads the same, whatever its format, its delimiter, its encoding and its columns'
//! order; and any text in it survives.

use proptest::prelude::*;
use serde_json::json;

use super::super::csv_rows::Delimiter;
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
    let inner = Box::new(Cursor::new(b"at~b\n2024-11-15~1\n".to_vec()));
    let source = Source::new("a log".to_owned(), inner, None).unwrap();
    let log = Log::of(source, Some("~".parse::<Delimiter>().unwrap())).unwrap();
    assert_eq!(log.headers(), ["at", "b"]);
    assert!(",;".parse::<Delimiter>().is_err());
}

#[test]
fn a_preview_shows_what_was_found_and_reads_nothing_away() {
    let log = open(LOG.as_bytes()).unwrap();
    let preview = log.preview(1).unwrap();
    assert_eq!(preview.format.to_string(), "CSV, separated by ,");
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
    mapping.decimal_comma = true;
    let text = "at;status;credits\n15.11.2024 10:00;erledigt;1,5\n15.11.2024 11:00; ;2\n";
    let reading = read_with(text.as_bytes(), &mapping).unwrap();
    assert!(reading.rows[0].contains("status: Succeeded, credits: Some(Credits(1500000))"));
    assert!(reading.rows[1].contains("status: Pending"));
    assert!(reading.rows.iter().all(|row| row.contains(r#"project: Some("Film")"#)));
    assert!(reading.rows.iter().all(|row| row.contains("quantity: Some(1)")));
}

/// A text that is hard on a format, or any text at all, without the NUL that no log may hold.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just("\""),
        Just("\"\""),
        Just("\\"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just(","),
        Just(";"),
        Just("\u{202e}"),
        Just("\u{feff}"),
        Just("👩‍🎨"),
        Just("=1+1"),
        Just("'"),
        Just("\u{1}"),
        Just("{}[]:"),
        Just("x"),
    ];
    let hard = prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat());
    let any = any::<String>().prop_map(|text| text.replace('\0', ""));
    prop_oneof![3 => hard, 1 => any]
}

/// A JSON object whose members keep their order.
fn object_of<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let members = members.map(|(name, cell)| format!("{}:{}", json!(name), json!(cell)));
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

proptest! {
    #[test]
    fn any_text_survives_and_reads_the_same_from_csv_and_json(
        cells in prop::collection::vec((hostile(), hostile(), hostile()), 1..6),
        sign in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf: bool,
    ) {
        let headers = ["at", "member", "zweite \"Spalte\"", "note"];
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut csv_text = csv::WriterBuilder::new()
            .delimiter(sign)
            .terminator(terminator)
            .from_writer(Vec::new());
        csv_text.write_record(headers).unwrap();
        let mut objects = Vec::new();
        for (member, second, note) in &cells {
            let row = ["2024-11-15 10:00:00", member, second, note];
            let guarded = row.map(super::super::guarded);
            csv_text.write_record(guarded.iter().map(|cell| cell.as_bytes())).unwrap();
            objects.push(object_of(headers.iter().copied().zip(row)));
        }
        let list = format!("[\n {}\n]", objects.join(",\n "));
        let from_csv = read(&csv_text.into_inner().unwrap(), &[]).unwrap();
        prop_assert_eq!(&from_csv.errors, &Vec::<String>::new());
        for json in [objects.join("\n"), list] {
            let from_json = read(json.as_bytes(), &[]).unwrap();
            prop_assert_eq!(&from_csv.rows, &from_json.rows);
            prop_assert_eq!(&from_csv.contents, &from_json.contents);
        }
        for (row, (member, second, note)) in from_csv.rows.iter().zip(&cells) {
            let name = Some(member.trim()).filter(|name| !name.is_empty());
            let expected = format!("member: {name:?},");
            prop_assert!(row.contains(&expected), "{row} has no {expected}");
            let filled = [("zweite \"Spalte\"", second), ("note", note)];
            let kept = filled.iter().filter(|(_, cell)| !cell.is_empty());
            let extra = object_of(kept.map(|(name, cell)| (*name, cell.as_str())));
            let extra = Some(extra).filter(|extra| extra != "{}");
            let expected = format!("extra: {extra:?},");
            prop_assert!(row.contains(&expected), "{row} has no {expected}");
        }
    }

    #[test]
    fn the_splitter_agrees_with_the_csv_crate(
        pieces in prop::collection::vec(
            prop::sample::select(vec!["a", ",", "\n", "\r\n", "\"b\"", "\"c\"\"d\"", "\"e\nf\"", "é"]),
            0..40,
        ),
    ) {
        // Quotes only where a cell begins: what else they may mean is refused, not read.
        let mut text = String::from("at,b\n");
        for piece in pieces {
            let at_start = text.ends_with([',', '\n']);
            let after_quote = text.ends_with('"');
            let sign = piece.starts_with([',', '\n', '\r']);
            if (piece.starts_with('"') && !at_start) || (after_quote && !sign) {
                text.push(',');
            }
            text.push_str(piece);
        }
        let mut oracle = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> = oracle
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let shape = super::super::format::sample(text.as_bytes(), false);
        let mut reader = super::super::csv_rows::CsvReader::new(shape, ",".parse().unwrap(), 1);
        let mut found = Vec::new();
        while let super::super::record::Next::Record(record) = reader.next().unwrap() {
            let cells = (0..record.cells.len()).map(|cell| record.cell(cell).to_owned());
            found.push(cells.collect::<Vec<_>>());
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &[]);
        for head in ["at,model\n", "[", "{\"at\":", "sep=,\nat\n"] {
            let _ = read(&[head.as_bytes(), &bytes[..]].concat(), &[]);
        }
    }

    #[test]
    fn no_text_makes_a_field_panic(text in r"[0-9TZ:,. /+\-eE]{0,24}", second in hostile()) {
        for value in [&text, &second] {
            let object = json!({
                "at": value, "quantity": value, "credits": value, "balance": value,
                "settings": value, "status": value,
            });
            let _ = read(object.to_string().as_bytes(), &[]);
        }
    }
}
