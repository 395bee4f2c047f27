//! Charts as files.

use serde_json::json;

use super::desk::Desk;

#[test]
fn usage_and_balance_are_drawn_as_svg_png_and_csv() {
    let desk = Desk::studio();
    for day in 1..=9 {
        let at = format!("2026-03-0{day}");
        desk.ok(&["record", "main", "image", "--model", "Alpha", "--at", &at]);
    }
    let chart = |words: &[&str], file: &str| {
        let told = desk.json(&[&["chart"], words, &["-o", file]].concat());
        assert_eq!(told["file"], file);
        let bytes = std::fs::read(desk.path(file)).unwrap();
        assert_eq!(told["bytes"], json!(bytes.len()));
        bytes
    };
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let usage = text(chart(&["usage"], "usage.svg"));
    assert!(usage.starts_with("<svg") && usage.contains("Alpha"), "stacked by model");
    assert!(usage.contains("Credits used by day and model"), "it has its title");
    let balance = text(chart(&["balance", "main", "--to", "2026-04-01"], "balance.svg"));
    assert!(balance.starts_with("<svg"));
    let dark = text(chart(&["usage", "--theme", "dark"], "usage.svg"));
    assert!(dark != usage, "a picture that is there is drawn again, in other colours");
    let weekly = text(chart(&["usage", "main", "--by", "week,member"], "weekly.svg"));
    assert!(weekly.contains("by week and member"), "{weekly}");

    let figures = text(chart(&["balance", "main", "--to", "2026-04-01"], "balance.csv"));
    assert!(figures.starts_with("When,Change,Balance,What happened\n"), "{figures}");
    assert!(!figures.contains('\u{2212}'), "a spreadsheet reads its minus: {figures}");

    let png = chart(&["usage", "--size", "500x300"], "usage.png");
    assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (1000, 600), "twice the dots");
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let desk = Desk::studio();
    desk.refused(&["chart", "usage", "-o", "x.svg"], 2, &["no usage in this time"]);
    desk.ok(&["record", "main", "image", "--at", "2026-03-01"]);
    desk.refused(
        &["chart", "pie", "-o", "x.svg"],
        2,
        &["no chart named “pie”", "usage and balance"],
    );
    desk.refused(&["chart", "usage", "-o", "x.gif"], 2, &["“x.gif”", ".svg, .png or .csv"]);
    desk.refused(&["chart", "balance", "-o", "x.svg"], 2, &["one wallet"]);
    for size in ["960", "0x0", "x", "99999999x99999999", "-1x5"] {
        desk.refused(&["chart", "usage", &format!("--size={size}"), "-o", "x.svg"], 2, &[]);
    }
    desk.refused(&["chart", "usage", "-o", "nowhere/x.svg"], 2, &["its folder is not there"]);
    assert!(!desk.path("x.svg").exists());
}
