//! Charts as files: a drawing that scales, dots, or the figures alone.

use std::str::FromStr;

use bursar_charts::{
    Scene, Size, Table, Theme, balance_over_time, png, sheet_of, svg, usage_over_time,
};

use crate::App;
use crate::export::CsvRow;
use crate::report::UsageQuery;
use crate::wire::{ApiError, ChartQuestion, ChartSize, ChartWriting, ErrorCode};

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFormat {
    /// A drawing that scales.
    Svg,
    /// Dots, at twice the size.
    Png,
    /// The table of its figures, comma-separated.
    Csv,
}

/// A chart that is asked for as a picture.
#[derive(Clone, Debug)]
pub struct ChartOrder {
    /// `usage` or `balance`.
    pub name: String,
    /// Which usage; for a balance, its one wallet and its time.
    pub query: UsageQuery,
    /// Width and height in CSS pixels.
    pub size: ChartSize,
    /// Dark colours.
    pub dark: bool,
    /// The format.
    pub format: ChartFormat,
}

impl FromStr for ChartFormat {
    type Err = ApiError;

    /// By the ending of a file's name.
    fn from_str(file: &str) -> Result<Self, ApiError> {
        match file.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some("csv") => Ok(Self::Csv),
            _ => {
                let message = format!("“{file}” names no drawing");
                Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("End the name of the file in .svg, .png or .csv."))
            }
        }
    }
}

impl ChartFormat {
    /// Figures for a spreadsheet have no separators.
    fn written_for(self, size: ChartSize) -> ChartSize {
        match self {
            Self::Svg | Self::Png => size,
            Self::Csv => {
                let writing = ChartWriting { decimal: '.', group: None, ..size.writing };
                ChartSize { writing, ..size }
            }
        }
    }
}

impl App {
    /// A chart as a picture.
    ///
    /// # Errors
    /// An unknown chart or wallet, nothing to show, or a size that cannot be drawn.
    pub fn chart(&self, order: &ChartOrder) -> Result<Vec<u8>, ApiError> {
        let size = Size::new(order.size.width, order.size.height)?;
        let writing = order.format.written_for(order.size).writing;
        let scene = match order.name.trim() {
            "usage" => {
                let data = self.usage_data(&order.query, writing)?;
                sheet_of(size, |size| usage_over_time(&data.chart, size, &data.notation))?
            }
            "balance" => {
                let [wallet] = order.query.wallets.as_slice() else {
                    let message = "a balance chart shows one wallet";
                    return Err(ApiError::new(ErrorCode::Input, message)
                        .with_hint("Name it: bursar chart balance WALLET -o FILE."));
                };
                let wallet = self.books.wallet(wallet)?;
                let zone = wallet.rules.zone;
                let parse = |text: &Option<String>| {
                    text.as_deref().map(|text| zone.parse(text)).transpose()
                };
                let (from, to) = (parse(&order.query.from)?, parse(&order.query.to)?);
                let (data, notation) = self.balance_data(&wallet, from, to, writing)?;
                sheet_of(size, |size| balance_over_time(&data, size, &notation))?
            }
            other => {
                let message = format!("there is no chart named “{other}”");
                return Err(ApiError::new(ErrorCode::Input, message)
                    .with_hint("The charts are usage and balance."));
            }
        };
        file_of(&scene, order.format, order.dark)
    }

    /// A chart of the window as a file, with its title and legend.
    ///
    /// # Errors
    /// An unknown wallet, nothing to show, or a size that cannot be drawn.
    pub fn chart_file(
        &self,
        question: &ChartQuestion,
        size: ChartSize,
        format: ChartFormat,
        dark: bool,
    ) -> Result<Vec<u8>, ApiError> {
        let room = Size::new(size.width, size.height)?;
        let size = format.written_for(size);
        let scene = match question {
            ChartQuestion::Usage { wallet } => {
                let (_, data) = self.recent_usage(wallet.as_deref(), size.writing)?;
                let data = data.ok_or_else(nothing_to_draw)?;
                sheet_of(room, |size| usage_over_time(&data.chart, size, &data.notation))?
            }
            ChartQuestion::Drawing { asked, drawing } => {
                let data = self.prepared(asked, drawing, size.writing)?;
                data.ok_or_else(nothing_to_draw)?.sheet(room)?
            }
            ChartQuestion::Balance { wallet, period } => {
                let (_, data) = self.recent_balance(wallet, *period, size.writing)?;
                let (data, notation) = data.ok_or_else(nothing_to_draw)?;
                sheet_of(room, |size| balance_over_time(&data, size, &notation))?
            }
            ChartQuestion::Plan { plan } => {
                let (_, chart) = self.planned(plan, size.writing)?;
                let chart = chart.ok_or_else(nothing_to_draw)?;
                sheet_of(room, |size| chart.scene(size))?
            }
        };
        file_of(&scene, format, dark)
    }
}

fn nothing_to_draw() -> ApiError {
    ApiError::new(ErrorCode::Input, "there is nothing to draw yet")
        .with_hint("Record or import usage first.")
}

fn file_of(scene: &Scene, format: ChartFormat, dark: bool) -> Result<Vec<u8>, ApiError> {
    let theme = if dark { Theme::Dark } else { Theme::Light };
    match format {
        ChartFormat::Svg => Ok(svg(scene, theme).into_bytes()),
        ChartFormat::Png => Ok(png(scene, theme, 2)?),
        ChartFormat::Csv => csv_of(&scene.table),
    }
}

/// The figures as a spreadsheet reads them: no separators, and a minus that is one.
fn csv_of(table: &Table) -> Result<Vec<u8>, ApiError> {
    let mut out = Vec::new();
    let mut row = CsvRow::default();
    for column in &table.columns {
        row.text(Some(&column.label));
    }
    row.write(&mut out)?;
    for cells in table.rows.iter().chain(&table.total) {
        for (cell, column) in cells.iter().zip(&table.columns) {
            if column.numeric {
                row.plain(&cell.replace('\u{2212}', "-"));
            } else {
                row.text(Some(cell));
            }
        }
        row.write(&mut out)?;
    }
    Ok(out)
}
