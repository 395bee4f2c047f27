//! `bursar plans`: the ways to come by a month of work, and the cheapest.

use std::path::Path;

use bursar_app::wire::{MoneyText, PlanView, Way};
use bursar_app::{IfThere, advice_in_words, way_in_words, write_file};
use clap::Args;
use serde_json::{Value, json};

use super::estimate::size;
use super::work::{self, Work, maybe, number};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::grouped;
use crate::session::Session;
use crate::table::{Column, Table};

/// Compares every plan that can do a month of work
///
/// Each plan with each billing, packs alone and what you have now; what a plan lacks is covered by
/// the cheapest set of packs. Prices that no page gives are left open until you say them once, in
/// the window or in the provider's file. With --report the plan is written as a page to print.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar plans --wallet main --last 90
  bursar plans imagineart --line \"30/day image, model=Nano Banana\" --json
  bursar plans --saved \"Spring campaign\" --report spring.html")]
pub(crate) struct Plans {
    #[command(flatten)]
    work: Work,
    /// Write a page of HTML to print, in place of one that is there
    #[arg(long, value_name = "FILE.html")]
    report: Option<String>,
}

impl Plans {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let app = session.open()?;
        let kept = self.work.plan(&app)?;
        if let Some(file) = &self.report {
            let page = app.plan_report(&kept)?;
            write_file(Path::new(file), IfThere::Replace, app.books().path(), |out| {
                Ok(out.write_all(page.as_bytes())?)
            })?;
            if session.json() {
                session.value(&json!({ "file": file, "bytes": page.len() }))?;
            } else {
                session.line(&format!("Written to {file}."))?;
            }
            return Ok(Exit::Done);
        }
        let view = app.plan_work(&kept.plan, size())?;
        if session.json() {
            session.value(&value(&kept.plan, &view))?;
            return Ok(Exit::Done);
        }
        let needed = grouped(&view.estimate.buffered);
        session.line(&format!(
            "{needed} credits a month, the buffer of {} % in it.",
            kept.plan.buffer
        ))?;
        if view.ways.is_empty() {
            session.line("Nothing can be compared while a line of work has no price.")?;
            return Ok(Exit::Done);
        }
        session.line(&advice_in_words(&view))?;
        session.table(&table(&view))?;
        for crossing in &view.crossings {
            let way = view.ways.get(crossing.to as usize).map(name).unwrap_or_default();
            let at = grouped(&crossing.at);
            session.line(&format!("From {at} credits a month on: {way}."))?;
        }
        Ok(Exit::Done)
    }
}

fn name(way: &Way) -> String {
    way_in_words(&Way { packs: Vec::new(), ..way.clone() })
}

fn table(view: &PlanView) -> Table {
    let columns = ["lost", "a month", "a year"].map(Column::Number);
    let texts = [Column::Text("provider"), Column::Text("way")];
    let mut table = Table::new(texts.into_iter().chain(columns).chain([Column::Text("note")]));
    let money = |money: &Option<MoneyText>, gratis: bool| match money {
        Some(money) => format!("{} {}", grouped(&money.amount), money.currency),
        None if gratis => "0".to_owned(),
        None => String::new(),
    };
    for way in &view.ways {
        let note = match way.lacks {
            Some(lack) => lack_in_words(lack),
            None if way.current => "what you have",
            None => "",
        };
        table.row([
            way.provider_title.clone(),
            way_in_words(way),
            way.lost.as_deref().map(grouped).unwrap_or_default(),
            money(&way.month, way.gratis),
            money(&way.year, way.gratis),
            note.to_owned(),
        ]);
    }
    table
}

fn lack_in_words(lack: bursar_app::wire::WayLack) -> &'static str {
    use bursar_app::wire::WayLack;
    match lack {
        WayLack::PlanCredits => "credits not known",
        WayLack::PlanPrice => "price not known",
        WayLack::PackPrice => "price of packs not known",
        WayLack::Subscription => "not offered without a subscription",
        WayLack::TooSmall => "too small, no packs are sold",
        WayLack::TooFine => "packs too uneven to compute",
    }
}

fn value(plan: &bursar_app::wire::WorkPlan, view: &PlanView) -> Value {
    let ways: Vec<Value> = view.ways.iter().map(way).collect();
    let named = |place: u32| view.ways.get(place as usize).map(name);
    let crossings = view
        .crossings
        .iter()
        .map(|one| json!({ "at": number(&one.at), "from": named(one.from), "to": named(one.to) }));
    let others =
        view.others.iter().map(|one| json!({ "provider": one.provider, "lines": one.lines }));
    json!({
        "at": view.at,
        "estimate": work::value(plan, &view.estimate),
        "ways": ways,
        "best": view.advice.as_ref().map(|advice| advice.best),
        "recommendation": advice_in_words(view),
        "crossings": crossings.collect::<Vec<_>>(),
        "others": others.collect::<Vec<_>>(),
    })
}

fn way(way: &Way) -> Value {
    let money = |money: &Option<MoneyText>| {
        money.as_ref().map(|money| format!("{} {}", money.amount, money.currency))
    };
    let packs = way.packs.iter().map(|packs| {
        json!({
            "credits": number(&packs.credits),
            "price": format!("{} {}", packs.price.amount, packs.price.currency),
            "a_year": packs.count,
        })
    });
    json!({
        "provider": way.provider,
        "plan": way.plan,
        "billing": way.billing,
        "current": way.current,
        "needed": number(&way.needed),
        "free": number(&way.free),
        "included": maybe(way.included.as_deref()),
        "shortfall": maybe(way.shortfall.as_deref()),
        "packs": packs.collect::<Vec<_>>(),
        "lost": maybe(way.lost.as_deref()),
        "kept": number(&way.kept),
        "month": money(&way.month),
        "year": money(&way.year),
        "gratis": way.gratis,
        "lacks": way.lacks,
        "each": way.each.iter().map(money).collect::<Vec<_>>(),
    })
}
