//! Charts: figures in, a scene of shapes out; a picture or a window's elements from the scene.
//!
//! The only crate that names plotters. It lays a chart out through a drawing backend of our own,
//! so that shapes keep their class, series and value, coordinates keep tenths of a dot, and texts
//! have honest widths. It knows nothing of wallets, books or the clock: amounts come in as
//! millionths, and how they and instants are written is the caller's [`Notation`].
//!
//! A chart to come brings its own module with an input and a function that returns a [`Scene`];
//! the backend, the ticks, the sheet and the renderers serve it as they are.
#![allow(
    clippy::float_arithmetic,
    reason = "dots on a screen; amounts are added as integers and printed by the caller"
)]

mod backend;
mod balance_over_time;
mod bar_list;
mod error;
mod figure;
mod heat_map;
mod label_fit;
mod notation;
mod palette;
mod plan_costs;
mod plot;
mod png;
mod scene;
mod sheet;
mod size;
mod sum_over_time;
mod svg;
mod text_width;
mod ticks;
mod time_axis;
mod tongue;
mod topic;
mod usage_over_time;
mod wording;

pub use balance_over_time::{
    Balance, BalanceOverTime, DayAhead, Event, EventKind, Lapse, balance_over_time,
};
pub use bar_list::{Bar, BarList, BarPart, BarSeries, BarStory, bar_list};
pub use error::ChartError;
pub use figure::Figure;
pub use heat_map::{HeatCell, HeatMap, HeatShape, heat_map};
pub use notation::Notation;
pub use palette::{Colour, Theme};
pub use plan_costs::{PlanCost, PlanCosts, plan_costs};
pub use png::png;
pub use scene::{
    Anchor, Chart, Class, Column, Form, Frame, Ink, LegendEntry, Mark, Scene, Shape, Swatch, Table,
};
pub use sheet::{sheet, sheet_of};
pub use size::Size;
pub use sum_over_time::{SumOverTime, sum_over_time};
pub use svg::svg;
pub use tongue::{English, German, Grain, Tongue};
pub use topic::Topic;
pub use usage_over_time::{Bucket, MOST_SERIES, Series, Step, UsageOverTime, usage_over_time};
