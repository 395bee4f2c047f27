//! Charts of usage: what is asked becomes a chart's data, and that a scene.

use bursar_charts::{
    BarList, ChartError, HeatMap, Notation, Scene, Size, SumOverTime, Tongue, Topic, UsageOverTime,
    bar_list, heat_map, sheet, sheet_of, sum_over_time, usage_over_time,
};
use chrono::NaiveDateTime;

use super::span::date;
use super::tally::Measure;
use crate::App;
use crate::charts::{InZone, separated};
use crate::wire::{
    ApiError, ChartLanguage, ChartSize, ChartView, ChartWriting, UsageAsked, UsageBy, UsageDrawing,
    UsageMeasure,
};

/// A chart before it has a size.
pub(crate) struct Prepared {
    pub(super) data: Data,
    pub(super) notation: Measured,
    /// The values of the series, in the order of the legend.
    pub(super) keys: Vec<Option<String>>,
}

/// The data of a chart.
pub(super) enum Data {
    Columns(UsageOverTime),
    Sum(SumOverTime),
    Heat(HeatMap),
    Bars(BarList),
}

impl Prepared {
    fn scene(&self, size: Size) -> Result<Scene, ChartError> {
        match &self.data {
            Data::Columns(data) => usage_over_time(data, size, &self.notation),
            Data::Sum(data) => sum_over_time(data, size, &self.notation),
            Data::Heat(data) => heat_map(data, size, &self.notation),
            Data::Bars(data) => bar_list(data, size, &self.notation),
        }
    }

    /// On a sheet of its own, for a file.
    pub(crate) fn sheet(&self, size: Size) -> Result<Scene, ChartError> {
        match &self.data {
            Data::Columns(_) | Data::Sum(_) => sheet_of(size, |size| self.scene(size)),
            // These are as high as what they show.
            Data::Heat(_) | Data::Bars(_) => Ok(sheet(&self.scene(size)?)),
        }
    }
}

impl App {
    /// A chart of usage.
    ///
    /// # Errors
    /// A day, status, currency or wallet that cannot be read, or a size that cannot be drawn.
    pub fn usage_drawing(
        &self,
        asked: &UsageAsked,
        drawing: &UsageDrawing,
        size: ChartSize,
    ) -> Result<ChartView, ApiError> {
        let table = self.usage_table()?;
        let span = self.days_asked(&table, &asked.span)?;
        let mut view = ChartView {
            from: date(span.first).to_string(),
            to: date(span.last()).to_string(),
            recent: span.holds(self.usage_today(&table)),
            total: None,
            cost: Vec::new(),
            scene: None,
        };
        if let Some(prepared) = self.prepared(asked, drawing, size.writing)? {
            let size = Size::new(size.width, size.height)?;
            let mut scene = crate::wire::ChartScene::from(prepared.scene(size)?);
            for (key, value) in scene.legend.iter_mut().zip(prepared.keys) {
                key.key = value;
            }
            view.scene = Some(scene);
        }
        Ok(view)
    }

    /// The data of a chart; none where there is nothing to draw.
    pub(crate) fn prepared(
        &self,
        asked: &UsageAsked,
        drawing: &UsageDrawing,
        writing: ChartWriting,
    ) -> Result<Option<Prepared>, ApiError> {
        let table = self.usage_table()?;
        let chosen = self.choose(&table, asked)?;
        let of = |measure: &UsageMeasure| {
            let zone = table.wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
            let notation = InZone { zone, writing };
            Measure::of(&table, measure).map(|measure| Measured { notation, measure })
        };
        match drawing {
            UsageDrawing::Stacked { by, measure, step } => {
                super::series::stacked(&table, &chosen, *by, *step, of(measure)?)
            }
            UsageDrawing::Cumulative { measure } => {
                let plan = self.plan_by_day(&table, &chosen, &of(measure)?.measure)?;
                let today = self.usage_today(&table);
                super::series::cumulative(&table, &chosen, plan, today, of(measure)?)
            }
            UsageDrawing::Calendar { measure } => {
                super::calendar::days(&table, &chosen, of(measure)?)
            }
            UsageDrawing::Week { measure } => super::calendar::week(&table, &chosen, of(measure)?),
            UsageDrawing::Shares { by, measure } => {
                super::bars::shares(&table, &chosen, *by, of(measure)?)
            }
            UsageDrawing::Breakage { currency } => {
                let measure = match currency {
                    Some(currency) => UsageMeasure::Money { currency: currency.clone() },
                    None => UsageMeasure::Credits,
                };
                self.breakage(&table, &chosen, of(&measure)?)
            }
            UsageDrawing::Ladder { wallet } => self.ladder(wallet, of(&UsageMeasure::Credits)?),
        }
    }
}

/// Figures of a measure in the reader's writing, on the wallets' calendar.
pub(super) struct Measured {
    pub(super) notation: InZone,
    pub(super) measure: Measure,
}

impl Measured {
    pub(super) fn language(&self) -> ChartLanguage {
        self.notation.writing.language
    }

    pub(super) fn topic(&self) -> Topic {
        match self.measure {
            Measure::Credits => Topic::Used,
            Measure::Money { .. } => Topic::Cost,
            Measure::Count => Topic::Usages,
            Measure::Quantity => Topic::Units,
            Measure::Failed => Topic::Failed,
        }
    }
}

impl Notation for Measured {
    fn amount(&self, micros: i64) -> String {
        match self.measure {
            Measure::Money { currency, .. } => {
                let digits = currency.decimals();
                let scale = 10_i64.pow(6 - digits.min(6));
                let minor = (micros + scale / 2).div_euclid(scale);
                let money = bursar_ledger::money::Money { minor, currency };
                separated(&money.number(), self.notation.writing)
            }
            _ => self.notation.amount(micros),
        }
    }

    fn unit(&self) -> &str {
        let german = self.language() == ChartLanguage::De;
        match &self.measure {
            Measure::Credits => self.notation.unit(),
            Measure::Money { currency, .. } => currency.code(),
            Measure::Count | Measure::Failed if german => "Nutzungen",
            Measure::Count | Measure::Failed => "usages",
            Measure::Quantity if german => "Stück",
            Measure::Quantity => "units",
        }
    }

    fn tongue(&self) -> &'static dyn Tongue {
        self.notation.tongue()
    }

    fn local(&self, instant: i64) -> Option<NaiveDateTime> {
        self.notation.local(instant)
    }

    fn instant(&self, local: NaiveDateTime) -> Option<i64> {
        self.notation.instant(local)
    }
}

/// A value of a dimension in words, for a legend.
pub(super) fn label(by: UsageBy, value: &str, measured: &Measured) -> String {
    let german = measured.language() == ChartLanguage::De;
    match by {
        _ if value.is_empty() => none_of(by, german).to_owned(),
        UsageBy::Kind => kind_label(value, german).to_owned(),
        UsageBy::Weekday => {
            let day: usize = value.parse().unwrap_or(1);
            measured.tongue().long_weekday(day.saturating_sub(1)).to_owned()
        }
        UsageBy::Hour => format!("{value:0>2}:00"),
        UsageBy::Status if german => match value {
            "succeeded" => "gelungen",
            "failed" => "fehlgeschlagen",
            _ => "offen",
        }
        .to_owned(),
        // Wallets are called by their names, and providers by the word for them.
        _ => value.to_owned(),
    }
}

fn none_of(by: UsageBy, german: bool) -> &'static str {
    match (by, german) {
        (UsageBy::Model, false) => "no model",
        (UsageBy::Model, true) => "ohne Modell",
        (UsageBy::Member, false) => "no member",
        (UsageBy::Member, true) => "ohne Mitglied",
        (UsageBy::Project, false) => "no project",
        (UsageBy::Project, true) => "ohne Projekt",
        (UsageBy::Client, false) => "no client",
        (UsageBy::Client, true) => "ohne Kunden",
        (UsageBy::Feature, false) => "no feature",
        (UsageBy::Feature, true) => "ohne Funktion",
        (_, false) => "not named",
        (_, true) => "ohne Angabe",
    }
}

/// A kind of credits in words.
pub(super) fn kind_label(word: &str, german: bool) -> &'static str {
    match (word, german) {
        ("free", false) => "Free",
        ("free", true) => "Gratis",
        ("promo", _) => "Promo",
        ("courtesy", false) => "Courtesy",
        ("courtesy", true) => "Kulanz",
        ("rollover", false) => "Roll-over",
        ("rollover", true) => "Übertrag",
        ("subscription", false) => "Subscription",
        ("subscription", true) => "Abo",
        ("topup", false) => "Top-up",
        ("topup", true) => "Aufladung",
        ("correction", false) => "Correction",
        ("correction", true) => "Korrektur",
        (_, false) => "Uncovered",
        (_, true) => "Ungedeckt",
    }
}
