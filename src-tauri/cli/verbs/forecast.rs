//! `bursar forecast`: how long a wallet lasts, as a range.

use bursar_app::wire::{MoneyText, WalletForecast};
use clap::Args;
use serde_json::{Value, json};

use super::work::{maybe, number};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;

/// Tells when a wallet runs out, as a range
///
/// Two hundred possible courses of the coming days, drawn from the wallet's own last weeks, are played
/// with every refill, roll-over and expiry on its day. P10 is the day before which it ran out in one
/// of ten, P90 in nine of ten. The same books give the same answer.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar forecast main
  bursar forecast main --json | jq -r .runs_out.p50")]
pub(crate) struct Forecast {
    /// The wallet
    wallet: String,
}

impl Forecast {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let told = session.open()?.forecast(&self.wallet)?;
        if session.json() {
            session.value(&value(&told))?;
            return Ok(Exit::Done);
        }
        let Some(per_day) = &told.per_day else {
            session.line(&format!(
                "{} credits left. Two whole weeks of use are needed to tell how long they last.",
                grouped(&told.left)
            ))?;
            return Ok(Exit::Done);
        };
        let weeks = told.weeks;
        session.line(&format!(
            "{} credits left, {} used a day (mean of the last {weeks} weeks).",
            grouped(&told.left),
            grouped(per_day)
        ))?;
        if let Some(trend) = &told.trend {
            session.line(&format!("Use changes by {trend} % a week."))?;
        }
        let day = |place: usize| match told.runs_out.get(place).and_then(Option::as_deref) {
            Some(out) => out.get(..10).unwrap_or(out).to_owned(),
            None => format!("after {}", told.until.get(..10).unwrap_or_default()),
        };
        session.line(&format!("Runs out     {} (P10 {}, P90 {})", day(1), day(0), day(2)))?;
        if let (Some(refill), Some(chance)) = (&told.refill, told.before_refill) {
            let refill = refill.get(..10).unwrap_or(refill);
            session.line(&format!("Next refill  {refill}; before it in {chance} of 100 cases"))?;
        }
        if let [low, middle, high] = told.unused.as_slice() {
            let worth: Vec<String> = told.unused_worth.iter().map(money).collect();
            let worth = if worth.is_empty() {
                String::new()
            } else {
                format!(", worth {}", worth.join(" + "))
            };
            session.line(&format!(
                "Will lapse   {} ({} to {}){worth}",
                grouped(middle),
                grouped(low),
                grouped(high)
            ))?;
        }
        Ok(Exit::Done)
    }
}

fn money(money: &MoneyText) -> String {
    format!("{} {}", money.amount, money.currency)
}

fn value(told: &WalletForecast) -> Value {
    let range = |at: &dyn Fn(usize) -> Value| json!({ "p10": at(0), "p50": at(1), "p90": at(2) });
    let worth = told.unused_worth.iter().map(|money| (money.currency.clone(), json!(money.amount)));
    json!({
        "wallet": told.wallet,
        "at": told.at,
        "left": number(&told.left),
        "per_day": maybe(told.per_day.as_deref()),
        "by_weekday": told.by_weekday.iter().map(|day| number(day)).collect::<Vec<_>>(),
        "weeks": told.weeks,
        "trend_percent": maybe(told.trend.as_deref()),
        "runs_out": range(&|place| json!(told.runs_out.get(place).cloned().flatten())),
        "until": told.until,
        "refill": told.refill,
        "before_refill_percent": told.before_refill,
        "unused": range(&|place| maybe(told.unused.get(place).map(String::as_str))),
        "unused_worth": worth.collect::<serde_json::Map<_, _>>(),
    })
}
