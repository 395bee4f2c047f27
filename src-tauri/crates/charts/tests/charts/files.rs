//! The files: SVG that any reader takes, pictures of the right size, a scene without a colour of
//! its own.

use bursar_charts::{
    ChartError, Figure, Scene, Series, Size, Step, Theme, UsageOverTime, balance_over_time, png,
    sheet, sheet_of, svg, usage_over_time,
};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree::Document;

use crate::samples::{
    CREDIT, Credits, days, days_of_balance, month_of_usage, months_of_balance, year_of_usage,
};

fn size(width: u32, height: u32) -> Size {
    Size::new(width, height).unwrap()
}

fn small(labels: &[&str]) -> Scene {
    let asked = UsageOverTime {
        title: labels[0].to_owned(),
        topic: bursar_charts::Topic::Used,
        step: Step::Day,
        buckets: days("2025-11-24", 2),
        series: labels
            .iter()
            .enumerate()
            .map(|(index, label)| Series {
                label: (*label).into(),
                colour: None,
                figures: vec![Figure::Known((index as i64 + 1) * CREDIT), Figure::Unknown],
            })
            .collect(),
    };
    usage_over_time(&asked, size(200, 100), &Credits).unwrap()
}

#[test]
fn a_small_scene_looks_like_this() {
    let text = svg(&small(&["Kling", "Seedream"]), Theme::Light);
    // A checkout may have turned the line ends.
    let snapshot = include_str!("small.svg").replace("\r\n", "\n");
    assert_eq!(text, snapshot, "\nIf this is meant, write it to tests/charts/small.svg:\n{text}");
}

#[test]
fn a_scene_names_its_colours_and_has_none() {
    let scenes = [
        sheet(&small(&["One"])),
        balance_over_time(&months_of_balance(), size(640, 240), &Credits).unwrap(),
    ];
    for scene in scenes {
        let json = serde_json::to_string(&scene).unwrap();
        assert!(!json.contains('#'), "no raw colour");
        assert!(json.contains("\"--s1\"") && json.contains("\"--line\""));
        assert!(json.contains("\"form\":\"rect\"") && json.contains("\"class\":\"tick\""));
    }
    let bar = serde_json::to_value(small(&["One"])).unwrap();
    let bar = bar["shapes"].as_array().unwrap().iter().find(|shape| shape["class"] == "bar");
    let expected = serde_json::json!({
        "form": "rect", "x": 39.0, "y": 10.0, "width": 44.0, "height": 68.0,
        "class": "bar", "series": 0, "mark": 0, "value": "1", "fill": "--s1",
    });
    assert_eq!(bar, Some(&expected));
}

#[test]
fn labels_stay_text_in_svg() {
    let names = [
        "<script>alert('x')</script>",
        "a & b \"c\" ]]> <!-- --> &amp;",
        "שלום \u{202e}x",
        "👩‍👧 日本",
        "null\0bell\u{7}\u{1b}[31m",
    ];
    for theme in [Theme::Light, Theme::Dark] {
        let text = svg(&sheet(&small(&names)), theme);
        let document = Document::parse(&text).unwrap();
        assert!(document.descendants().all(|node| !node.has_tag_name("script")));
        let texts: Vec<_> = document.descendants().filter_map(|node| node.text()).collect();
        for name in
            ["<script>alert('x')</script>", "a & b \"c\" ]]> <!-- --> &amp;", "null bell [31m"]
        {
            assert!(texts.contains(&name), "{name:?} in {texts:?}");
        }
    }
}

#[test]
fn an_svg_names_itself_and_its_shapes() {
    let scene = sheet_of(size(640, 320), |size| usage_over_time(&month_of_usage(), size, &Credits));
    let scene = scene.unwrap();
    let text = svg(&scene, Theme::Dark);
    let document = Document::parse(&text).unwrap();
    let root = document.root_element();
    assert_eq!((root.attribute("width"), root.attribute("height")), (Some("640"), Some("320")));
    assert_eq!(root.attribute("role"), Some("img"));
    let by_id = |id: &str| document.descendants().find(|node| node.attribute("id") == Some(id));
    assert_eq!(by_id("title").and_then(|node| node.text()), Some("Credits used, last 30 days"));
    assert_eq!(by_id("summary").and_then(|node| node.text()), Some(scene.summary.as_str()));
    let bars = document.descendants().filter(|node| node.attribute("class") == Some("bar"));
    assert_eq!(bars.clone().count(), 150);
    for bar in bars {
        for name in ["data-series", "data-mark", "data-value"] {
            assert!(bar.attribute(name).is_some(), "{name}");
        }
    }
    assert!(!text.contains("var("), "a file stands alone");
    assert!(!text.contains("#0f6b52") && text.contains("#4fb795"), "dark colours");
}

#[test]
fn hatching_is_defined_where_it_is_used() {
    let scene = balance_over_time(&months_of_balance(), size(640, 240), &Credits).unwrap();
    let text = svg(&sheet(&scene), Theme::Light);
    assert_eq!(text.matches("<pattern id=\"hatch--s1\"").count(), 1);
    assert!(text.contains("fill=\"url(#hatch--s1)\""));
}

#[test]
fn a_picture_has_the_size_of_its_scene() {
    let scene =
        sheet_of(size(480, 240), |size| balance_over_time(&days_of_balance(), size, &Credits));
    let scene = scene.unwrap();
    for (theme, ground) in [(Theme::Light, [0xff, 0xff, 0xff]), (Theme::Dark, [0x1d, 0x20, 0x23])] {
        for scale in [1, 2] {
            let picture = Pixmap::decode_png(&png(&scene, theme, scale).unwrap()).unwrap();
            assert_eq!((picture.width(), picture.height()), (480 * scale, 240 * scale));
            let corner = picture.pixel(0, 0).unwrap();
            assert_eq!([corner.red(), corner.green(), corner.blue()], ground);
            assert_eq!(corner.alpha(), 255);
        }
    }
}

#[test]
fn columns_and_hairlines_are_sharp_at_either_scale() {
    let scene = usage_over_time(&month_of_usage(), size(640, 200), &Credits).unwrap();
    let first = &scene.marks[0];
    let level = (first.y + scene.plot.bottom) / 2.0;
    for scale in [1, 2] {
        let picture = Pixmap::decode_png(&png(&scene, Theme::Light, scale).unwrap()).unwrap();
        let dot = |length: f64| (length * f64::from(scale)) as u32;
        let row = (dot(first.left)..dot(first.right))
            .filter_map(|x| picture.pixel(x, dot(level)))
            .map(|dot| (dot.red(), dot.green(), dot.blue(), dot.alpha()))
            .collect::<std::collections::HashSet<_>>();
        // The column, and the sheet or a hairline beside it; no half tones between.
        assert!(row.len() <= 2, "{row:?} at {scale}");
    }
}

#[test]
fn a_picture_that_would_fill_the_memory_is_refused() {
    let scene = usage_over_time(&month_of_usage(), size(8192, 8192), &Credits).unwrap();
    let outcome = png(&scene, Theme::Light, 1);
    assert_eq!(outcome, Err(ChartError::Picture { width: 8192, height: 8192 }));
    let small = small(&["One"]);
    assert!(matches!(png(&small, Theme::Light, 0), Err(ChartError::Picture { .. })));
    assert!(matches!(png(&small, Theme::Light, 5), Err(ChartError::Picture { .. })));
    let tiny = usage_over_time(&month_of_usage(), size(1, 1), &Credits).unwrap();
    assert_eq!(Pixmap::decode_png(&png(&tiny, Theme::Light, 1).unwrap()).unwrap().width(), 1);
}

#[test]
fn labels_in_other_scripts_are_drawn() {
    let scene = sheet_of(size(960, 320), |size| usage_over_time(&year_of_usage(), size, &Credits));
    let picture = Pixmap::decode_png(&png(&scene.unwrap(), Theme::Light, 1).unwrap()).unwrap();
    assert_eq!((picture.width(), picture.height()), (960, 320));
}
