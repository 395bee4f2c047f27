//! A plan of work from words: what `estimate` and `plans` share.

use bursar_app::App;
use bursar_app::wire::{KeptPlan, SettingText, WorkEstimate, WorkLine, WorkPace, WorkPlan};
use clap::Args;
use serde_json::{Value, json};

use crate::failure::{Failure, input};
use crate::figures::grouped;
use crate::table::{Column, Table};

/// The work that is planned.
#[derive(Debug, Args)]
pub(crate) struct Work {
    /// The provider whose rate card the lines are written by
    provider: Option<String>,
    /// A line of work: how many, then the action, then model, settings, credits and project
    #[arg(long = "line", value_name = "LINE")]
    lines: Vec<String>,
    /// Working days a month
    #[arg(long, value_name = "N", default_value = "22")]
    days: String,
    /// The buffer in percent; ImagineArt advises 20 to 30
    #[arg(long, value_name = "PERCENT", default_value = "25")]
    buffer: String,
    /// The wallet whose plan is what you have now
    #[arg(long, value_name = "WALLET")]
    wallet: Option<String>,
    /// Fill the lines from what that wallet did in its last days
    #[arg(long, value_name = "DAYS", requires = "wallet", conflicts_with = "lines")]
    last: Option<u32>,
    /// With --last: the busiest thirty days in place of the mean month
    #[arg(long, requires = "last")]
    busiest: bool,
    /// A plan that was saved in the window
    #[arg(long, value_name = "NAME", conflicts_with_all = ["provider", "lines", "wallet"])]
    saved: Option<String>,
}

impl Work {
    /// The plan that is meant.
    pub(crate) fn plan(&self, app: &App) -> Result<KeptPlan, Failure> {
        if let Some(name) = &self.saved {
            return Ok(app.kept_plan(name)?);
        }
        let mut plan = match (&self.wallet, self.last) {
            (Some(wallet), Some(days)) => {
                let past = app.past_work(wallet, days)?;
                if self.busiest { past.busiest } else { past.mean }
            }
            (wallet, _) => WorkPlan {
                provider: self.provider_of(app)?,
                wallet: wallet.clone(),
                lines: self.lines.iter().map(|line| read(line)).collect::<Result<_, _>>()?,
                ..WorkPlan::default()
            },
        };
        if plan.lines.is_empty() {
            return Err(input(
                "there is no work to reckon with",
                "Give --line \"30/day image, model=Nano Banana\", or --wallet and --last.",
            ));
        }
        plan.days.clone_from(&self.days);
        plan.buffer.clone_from(&self.buffer);
        Ok(KeptPlan { plan, ..KeptPlan::default() })
    }

    fn provider_of(&self, app: &App) -> Result<String, Failure> {
        match (&self.provider, &self.wallet) {
            (Some(provider), _) => Ok(provider.clone()),
            (None, Some(wallet)) => {
                Ok(app.books().wallet(wallet).map_err(bursar_app::wire::ApiError::from)?.provider)
            }
            (None, None) => Err(input(
                "no provider is named",
                "Name it first: bursar estimate imagineart --line \"30/day image\".",
            )),
        }
    }
}

/// Reads `30/day image, model=Nano Banana, resolution=1K, credits=24, project=Spring`.
fn read(text: &str) -> Result<WorkLine, Failure> {
    let wrong = || {
        let message = format!("“{text}” is not a line of work");
        input(message, "Write it as \"30/day image, model=Nano Banana, resolution=1K\".")
    };
    let mut parts = text.split(',').map(str::trim);
    let (count, action) = parts.next().and_then(|head| head.split_once(' ')).ok_or_else(wrong)?;
    let (units, pace) = match count.split_once('/') {
        None => (count, WorkPace::Day),
        Some((units, "day")) => (units, WorkPace::Day),
        Some((units, "month")) => (units, WorkPace::Month),
        Some(_) => return Err(wrong()),
    };
    let mut line = WorkLine {
        action: action.trim().to_owned(),
        units: units.to_owned(),
        pace,
        ..WorkLine::default()
    };
    for part in parts {
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let value = value.trim().to_owned();
        match name.trim() {
            "model" => line.model = Some(value),
            "credits" => line.credits = Some(value),
            "project" => line.project = Some(value),
            name => line.settings.push(SettingText { name: name.to_owned(), value }),
        }
    }
    Ok(line)
}

/// An amount as JSON that scripts read: a decimal number.
pub(crate) fn number(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Null)
}

/// The same where it may be unknown.
pub(crate) fn maybe(text: Option<&str>) -> Value {
    text.map_or(Value::Null, number)
}

/// An estimate as JSON.
pub(crate) fn value(plan: &WorkPlan, estimate: &WorkEstimate) -> Value {
    let lines = plan.lines.iter().zip(&estimate.lines).map(|(line, need)| {
        let settings = line.settings.iter().map(|one| (one.name.clone(), json!(one.value)));
        json!({
            "action": line.action,
            "model": line.model,
            "settings": settings.collect::<serde_json::Map<_, _>>(),
            "project": line.project,
            "units": number(&need.units),
            "each": maybe(need.each.as_deref()),
            "credits": maybe(need.credits.as_deref()),
        })
    });
    let projects = estimate.projects.iter();
    let projects =
        projects.map(|one| json!({ "project": one.project, "credits": number(&one.credits) }));
    json!({
        "provider": plan.provider,
        "days": number(plan.days.trim()),
        "buffer": number(plan.buffer.trim()),
        "lines": lines.collect::<Vec<_>>(),
        "together": number(&estimate.together),
        "buffered": number(&estimate.buffered),
        "per_week": number(&estimate.per_week),
        "projects": projects.collect::<Vec<_>>(),
        "complete": estimate.complete,
    })
}

/// An estimate as a table.
pub(crate) fn table(plan: &WorkPlan, estimate: &WorkEstimate) -> Table {
    let mut table = Table::new([
        Column::Text("work"),
        Column::Number("a month"),
        Column::Number("credits each"),
        Column::Number("credits"),
    ]);
    let shown =
        |text: &Option<String>| text.as_deref().map_or_else(|| "not known".to_owned(), grouped);
    for (line, need) in plan.lines.iter().zip(&estimate.lines) {
        let settings = line.settings.iter().map(|one| format!("{}={}", one.name, one.value));
        let parts = [Some(line.action.clone()), line.model.clone(), line.project.clone()];
        let name: Vec<String> = parts.into_iter().flatten().chain(settings).collect();
        table.row([name.join(", "), grouped(&need.units), shown(&need.each), shown(&need.credits)]);
    }
    table.rule();
    let none = String::new;
    table.row(["together".to_owned(), none(), none(), grouped(&estimate.together)]);
    let buffered = format!("with a buffer of {} %", plan.buffer);
    table.row([buffered, none(), none(), grouped(&estimate.buffered)]);
    table.row(["a week of that".to_owned(), none(), none(), grouped(&estimate.per_week)]);
    table
}
