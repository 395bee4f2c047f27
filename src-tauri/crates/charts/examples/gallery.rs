//! Draws sample charts into a folder, light and dark, to be looked at.
//!
//! `cargo run -p bursar-charts --example gallery -- FOLDER`

#[allow(dead_code, missing_docs, clippy::unwrap_used, unreachable_pub)]
#[path = "../tests/charts/samples.rs"]
mod samples;

use std::path::PathBuf;

use bursar_charts::{
    ChartError, Scene, Size, Theme, balance_over_time, png, sheet_of, svg, usage_over_time,
};
use samples::Credits;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder for the pictures")?);
    std::fs::create_dir_all(&folder)?;
    for (name, (width, height), chart) in charts() {
        let scene = sheet_of(Size::new(width, height)?, chart)?;
        for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            let path = folder.join(format!("charts-{name}-{suffix}"));
            std::fs::write(path.with_extension("svg"), svg(&scene, theme))?;
            std::fs::write(path.with_extension("png"), png(&scene, theme, 2)?)?;
        }
    }
    Ok(())
}

type Chart = fn(Size) -> Result<Scene, ChartError>;

fn charts() -> Vec<(&'static str, (u32, u32), Chart)> {
    vec![
        ("usage", (960, 400), |size| usage_over_time(&samples::month_of_usage(), size, &Credits)),
        ("untidy", (640, 320), |size| usage_over_time(&samples::untidy_usage(), size, &Credits)),
        ("year", (960, 320), |size| usage_over_time(&samples::year_of_usage(), size, &Credits)),
        ("narrow", (320, 220), |size| usage_over_time(&samples::month_of_usage(), size, &Credits)),
        ("narrow-months", (360, 260), |size| {
            balance_over_time(&samples::months_of_balance(), size, &Credits)
        }),
        ("months", (960, 400), |size| {
            balance_over_time(&samples::months_of_balance(), size, &Credits)
        }),
        ("days", (640, 320), |size| balance_over_time(&samples::days_of_balance(), size, &Credits)),
    ]
}
