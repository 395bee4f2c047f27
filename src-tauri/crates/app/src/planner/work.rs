//! A plan of work as it was typed, read; and what its lines cost at a provider.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::estimate::{Need, Often, WorkLine as Line, need};
use bursar_ledger::fact::Tag;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{NoPrice, Query, Rate, Settings};

use crate::entries::read_settings;
use crate::quote::{no_price, rate_used};
use crate::typed::{self, filled};
use crate::wire::{ApiError, ErrorCode, ProjectNeed, WorkEstimate, WorkNeed, WorkPace, WorkPlan};

/// Days that a month has at most.
const MOST_DAYS: u32 = 31;
/// A buffer is not larger than this.
const MOST_PERCENT: i64 = 1_000_000_000;
/// Lines of a plan; more are a log.
const MOST_LINES: usize = 100;

/// A plan of work that was read.
pub(super) struct Work {
    pub(super) days: u32,
    pub(super) percent: Credits,
    pub(super) lines: Vec<ReadLine>,
}

/// A line of it.
pub(super) struct ReadLine {
    action: String,
    model: Option<String>,
    settings: Settings,
    units: Credits,
    often: Often,
    own: Option<Credits>,
    project: Option<String>,
}

/// A line as one provider prices it.
pub(super) struct LinePrice<'c> {
    pub(super) each: Credits,
    pub(super) tags: Vec<Tag>,
    pub(super) rate: Option<&'c Rate>,
}

/// The lines of a plan at one provider.
pub(super) struct Priced<'c> {
    pub(super) lines: Vec<Result<LinePrice<'c>, NoPrice>>,
    pub(super) need: Need,
}

impl Priced<'_> {
    /// The lines that have no price.
    pub(super) fn missing(&self) -> Vec<u32> {
        let lines = self.lines.iter().zip(0..);
        lines.filter(|(line, _)| line.is_err()).map(|(_, place)| place).collect()
    }
}

/// Reads a plan of work.
///
/// # Errors
/// What is wrong with it, at its field (`lines.0.units`).
pub(super) fn read(plan: &WorkPlan) -> Result<Work, ApiError> {
    let days = plan.days.trim().parse::<u32>().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    let days = days.ok_or_else(|| {
        let message = format!("working days a month are a whole number from 1 to {MOST_DAYS}");
        ApiError::new(ErrorCode::Input, message).at_field("days")
    })?;
    let percent = typed::credits_or_none(filled(Some(&plan.buffer)).unwrap_or("0"), "the buffer")
        .ok()
        .filter(|percent| percent.micros() <= MOST_PERCENT);
    let percent = percent.ok_or_else(|| {
        ApiError::new(ErrorCode::Input, "a buffer is a number of percent, from 0 to 1,000")
            .at_field("buffer")
    })?;
    if plan.lines.len() > MOST_LINES {
        let message = format!("a plan has at most {MOST_LINES} lines of work");
        return Err(ApiError::new(ErrorCode::Input, message).at_field("lines"));
    }
    let lines = plan.lines.iter().enumerate().map(|(place, line)| {
        let at = |field: &'static str| {
            move |error: ApiError| error.at_field(format!("lines.{place}.{field}"))
        };
        let own = filled(line.credits.as_deref());
        let own = own.map(|text| typed::credits_or_none(text, "the credits of one"));
        let pairs: Vec<(String, String)> = line
            .settings
            .iter()
            .filter(|setting| !setting.value.trim().is_empty())
            .map(|setting| (setting.name.clone(), setting.value.trim().to_owned()))
            .collect();
        Ok(ReadLine {
            action: typed::name(&line.action, "an action").map_err(at("action"))?.to_owned(),
            model: filled(line.model.as_deref()).map(str::to_owned),
            settings: read_settings(&pairs),
            units: typed::credits_or_none(filled(Some(&line.units)).unwrap_or("0"), "how many")
                .map_err(at("units"))?,
            often: match line.pace {
                WorkPace::Day => Often::Daily,
                WorkPace::Month => Often::Monthly,
            },
            own: own.transpose().map_err(at("credits"))?,
            project: filled(line.project.as_deref()).map(str::to_owned),
        })
    });
    let lines = lines.collect::<Result<Vec<_>, ApiError>>()?;
    Ok(Work { days, percent, lines })
}

impl Work {
    /// What the lines cost at a provider. At home, where the lines were written, the figures that were
    /// typed go before the rate card, and a rate for anything counts; elsewhere only a rate that names
    /// the action or the model does, or what was said for there.
    ///
    /// # Errors
    /// An amount out of range.
    pub(super) fn priced_at<'c>(
        &self,
        catalog: &'c Catalog,
        at: Instant,
        home: bool,
        said: &[(u32, Credits)],
    ) -> Result<Priced<'c>, ApiError> {
        let lines: Vec<Result<LinePrice<'c>, NoPrice>> = self
            .lines
            .iter()
            .zip(0..)
            .map(|(line, place)| {
                let said = said.iter().find(|(line, _)| *line == place).map(|(_, each)| *each);
                line.priced_at(catalog, at, home, said)
            })
            .collect();
        let work = self.lines.iter().zip(&lines).map(|(line, price)| Line {
            units: line.units,
            often: line.often,
            credits: price.as_ref().map(|price| price.each).unwrap_or_default(),
            project: line.project.clone(),
        });
        let need = need(&work.collect::<Vec<_>>(), self.days, self.percent)?;
        Ok(Priced { lines, need })
    }
}

impl ReadLine {
    fn priced_at<'c>(
        &self,
        catalog: &'c Catalog,
        at: Instant,
        home: bool,
        said: Option<Credits>,
    ) -> Result<LinePrice<'c>, NoPrice> {
        let query = Query {
            action: &self.action,
            model: self.model.as_deref(),
            settings: &self.settings,
            quantity: 1,
            at,
        };
        let card = catalog.rate_card();
        let matching = card.matching(&query).filter(|rate| home || rate.keys() > 0);
        let tags = matching.map(|rate| rate.tags.clone()).unwrap_or_default();
        if let Some(each) = if home { self.own } else { said } {
            return Ok(LinePrice { each, tags, rate: None });
        }
        let priced = card.price(&query)?;
        let rate = matching.ok_or(NoPrice::NoRate)?;
        Ok(LinePrice { each: priced.unit, tags, rate: Some(rate) })
    }
}

/// What the work takes at home, as the views see it.
pub(super) fn estimate(priced: &Priced<'_>) -> WorkEstimate {
    let lines = priced.need.lines.iter().zip(&priced.lines).map(|(need, price)| {
        let known = price.as_ref().ok();
        WorkNeed {
            units: need.units.to_string(),
            each: known.map(|price| price.each.to_string()),
            credits: known.map(|_| need.credits.to_string()),
            rate: known.and_then(|price| price.rate).map(rate_used),
            no_price: price.as_ref().err().map(no_price),
        }
    });
    let named = priced.need.projects.iter().any(|(project, _)| project.is_some());
    let projects = priced.need.projects.iter().filter(|_| named);
    WorkEstimate {
        lines: lines.collect(),
        together: priced.need.together.to_string(),
        buffered: priced.need.buffered.to_string(),
        per_week: priced.need.per_week.to_string(),
        projects: projects
            .map(|(project, credits)| ProjectNeed {
                project: project.clone(),
                credits: credits.to_string(),
            })
            .collect(),
        complete: priced.lines.iter().all(Result::is_ok),
    }
}
