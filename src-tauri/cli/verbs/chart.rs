//! `bursar chart`: a picture of usage or of a balance.

use std::path::Path;

use bursar_app::wire::{ChartSize, ChartWriting};
use bursar_app::{ChartFormat, ChartOrder, IfThere, write_file};
use clap::{Args, ValueEnum};
use serde_json::json;

use super::usage::Asked;
use crate::exit::Exit;
use crate::failure::{Failure, input};
use crate::session::Session;

/// Draws a chart as SVG or PNG: usage over time, or a wallet's balance
///
/// “usage” is stacked, by day and model unless --by says otherwise; “balance” shows one wallet,
/// with what made it jump. An existing picture is replaced.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar chart usage --from 2026-10-01 -o usage.svg
  bursar chart usage main --by week,member --theme dark -o usage.png
  bursar chart balance main --size 1200x500 -o balance.svg")]
pub(crate) struct Chart {
    /// usage or balance
    name: String,
    #[command(flatten)]
    asked: Asked,
    /// Width and height in pixels; a PNG has twice as many
    #[arg(long, value_name = "WxH", default_value = "960x400")]
    size: String,
    /// The colours
    #[arg(long, default_value = "light")]
    theme: Theme,
    /// The file, ending in .svg, .png or .csv (its figures)
    #[arg(short, long, value_name = "FILE")]
    output: String,
}

/// The colours of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Theme {
    Light,
    Dark,
}

impl Chart {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let format: ChartFormat = self.output.parse()?;
        let order = ChartOrder {
            name: self.name,
            query: self.asked.query()?,
            size: read_size(&self.size)?,
            dark: self.theme == Theme::Dark,
            format,
        };
        let app = session.open()?;
        let picture = app.chart(&order)?;
        let file = Path::new(&self.output);
        write_file(file, IfThere::Replace, app.books().path(), |out| Ok(out.write_all(&picture)?))?;
        if session.json() {
            session.value(&json!({ "file": self.output, "bytes": picture.len() }))?;
        } else {
            session.line(&format!("Drawn to {}.", self.output))?;
        }
        Ok(Exit::Done)
    }
}

fn read_size(text: &str) -> Result<ChartSize, Failure> {
    let sides = text.split_once(['x', 'X', '×']);
    let read = |side: &str| side.trim().parse::<u32>().ok();
    let size = sides.and_then(|(width, height)| read(width).zip(read(height)));
    size.map(|(width, height)| ChartSize { width, height, writing: ChartWriting::default() })
        .ok_or_else(|| {
            input(
                format!("“{text}” is not a size"),
                "Write width and height in pixels, such as 960x400.",
            )
        })
}
