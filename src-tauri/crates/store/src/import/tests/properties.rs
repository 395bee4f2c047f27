//! Laws of reading, over texts made at random.

use proptest::prelude::*;
use serde_json::json;

use super::super::csv_rows::CsvReader;
use super::super::format::{Reader, sample};
use super::super::json_record::Columns;
use super::super::json_rows::{JsonReader, Layout};
use super::super::record::Next;
use super::super::source::Text;
use super::super::window::Window;
use super::*;

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

/// Delimited text whose quotes stand where a cell begins and ends: what else they may mean is
/// refused, not read.
fn well_quoted() -> impl Strategy<Value = String> {
    let pieces = vec!["a", ",", "\n", "\r\n", "\r", "\"b\"", "\"c\"\"d\"", "\"e\r\nf\"", "é"];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| {
        let mut text = String::from("at,b\n");
        for piece in pieces {
            let opens = piece.starts_with('"') && !text.ends_with([',', '\n', '\r']);
            if opens || (text.ends_with('"') && !piece.starts_with([',', '\n', '\r'])) {
                text.push(',');
            }
            text.push_str(piece);
        }
        text
    })
}

/// Text that arrives byte by byte.
struct Trickle(Vec<u8>);

impl Text for Trickle {
    fn read_more(&mut self, into: &mut Vec<u8>) -> Result<usize, ImportError> {
        let first = (!self.0.is_empty()).then(|| self.0.remove(0));
        into.extend(first);
        Ok(usize::from(first.is_some()))
    }
}

/// The line and the cells of each record.
fn read_all<T: Text>(mut reader: Reader<T>) -> Vec<(u64, Vec<String>)> {
    let mut records = Vec::new();
    while let Next::Record(record) = reader.next().unwrap() {
        let cells = (0..record.cells.len()).map(|cell| record.cell(cell).to_owned());
        records.push((record.line, cells.collect()));
    }
    records
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
    fn csv_reads_as_the_csv_crate_reads_it_however_it_arrives(text in well_quoted()) {
        let mut oracle = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let expected: Vec<Vec<String>> = oracle
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect();
        let whole = sample(text.as_bytes(), false);
        let whole = read_all(Reader::Csv(CsvReader::new(whole, ",".parse().unwrap(), 1)));
        let trickle = Window::new(Vec::new(), Trickle(text.into_bytes()));
        let trickle = read_all(Reader::Csv(CsvReader::new(trickle, ",".parse().unwrap(), 1)));
        prop_assert_eq!(&whole, &trickle);
        let found: Vec<_> = whole.into_iter().map(|(_, cells)| cells).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn a_quote_too_many_or_too_few_loses_no_row(
        rows in prop::collection::vec(any::<[bool; 2]>(), 1..6),
        place: prop::sample::Index,
        crlf: bool,
    ) {
        let cell = |is_quoted| if is_quoted { "\"A\"" } else { "A" };
        let end = if crlf { "\r\n" } else { "\n" };
        let body = rows.iter().map(|[model, note]| {
            format!("2024-11-15,{},{}{end}", cell(*model), cell(*note))
        });
        let body: String = body.collect();
        let (before, behind) = body.split_at(place.index(body.len()));
        let fewer = behind.strip_prefix('"').map(|behind| format!("{before}{behind}"));
        for text in [format!("{before}\"{behind}")].into_iter().chain(fewer) {
            match read(format!("at,model,note{end}{text}").as_bytes(), &[]) {
                Err(error) => prop_assert!(matches!(error, ImportError::OpenQuote(_)), "{error}"),
                Ok(Reading { report, .. }) => {
                    prop_assert_eq!(report.rows + report.rejected, rows.len() as u64, "{}", text);
                }
            }
        }
    }

    #[test]
    fn json_reads_the_same_however_it_arrives(values in prop::collection::vec(hostile(), 0..5)) {
        let objects = values.iter().map(|value| object_of([("a", value.as_str())].into_iter()));
        let objects: Vec<String> = objects.collect();
        let expected: Vec<_> = values.into_iter().map(|value| vec![value]).collect();
        for (layout, text) in [
            (Layout::Lines, objects.join("\n")),
            (Layout::Stream, objects.join("\n ")),
            (Layout::List, format!("[{}]", objects.join(",\n"))),
        ] {
            let trickle = Window::new(Vec::new(), Trickle(text.into_bytes()));
            let reader = JsonReader::new(trickle, layout, Columns::default());
            let (lines, found): (Vec<u64>, Vec<_>) = read_all(Reader::Json(reader)).into_iter().unzip();
            prop_assert_eq!(lines, (1..=expected.len() as u64).collect::<Vec<_>>());
            prop_assert_eq!(&found, &expected);
        }
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
