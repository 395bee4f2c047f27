//! A plan of work as one page of HTML, to print or to send: nothing in it is fetched or run.

use std::fmt::Write as _;

use super::words::{advice_in_words, grouped, lack_in_words, money_of, way_in_words};
use crate::App;
use crate::markup::escaped;
use crate::wire::{ApiError, ChartSize, KeptPlan, Way, WorkLine, WorkPace};

/// Ways that the page lists.
const MOST_WAYS: usize = 12;

const STYLE: &str = "body{font:14px/1.5 Inter,system-ui,sans-serif;color:#1d2321;max-width:46rem;\
margin:2rem auto;padding:0 1rem}h1{font-size:1.5rem;margin:0 0 .3rem}h2{font-size:1rem;margin:1.6rem 0 .4rem}\
p{margin:.3rem 0}table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem .35rem 0;\
border-top:1px solid #e4e0d6;text-align:left;vertical-align:baseline}th{font-size:.8rem;color:#5b625e;\
font-weight:400;border:0}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;padding-right:0}\
.pick{border-left:3px solid #0f6b52;background:#e3f0ea;padding:.7rem 1rem;margin:1rem 0}.mute{color:#5b625e}\
tr.sum td{font-weight:600}@page{margin:18mm}";

impl App {
    /// A plan of work as a page of HTML.
    ///
    /// # Errors
    /// Something in the plan cannot be read.
    pub fn plan_report(&self, plan: &KeptPlan) -> Result<String, ApiError> {
        let size = ChartSize { width: 720, height: 220, writing: Default::default() };
        let view = self.plan_work(&plan.plan, size)?;
        let title = if plan.name.trim().is_empty() { "Plan of work" } else { plan.name.trim() };
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{0}</title>\n\
             <style>{STYLE}</style>\n<h1>{0}</h1>\n<p class=\"mute\">{1}, {2}</p>\n",
            escaped(title),
            escaped(&self.catalog(&plan.plan.provider)?.title),
            view.at.get(..10).unwrap_or_default(),
        );
        for line in plan.notes.lines() {
            let _ = writeln!(page, "<p>{}</p>", escaped(line));
        }
        let _ = writeln!(page, "<p class=\"pick\">{}</p>", escaped(&advice_in_words(&view)));
        page.push_str("<h2>Work</h2>\n<table>\n<tr><th>Work<th class=\"n\">How many<th class=\"n\">Credits each<th class=\"n\">A month</tr>\n");
        for (line, need) in plan.plan.lines.iter().zip(&view.estimate.lines) {
            let each = need.each.as_deref().map_or_else(|| "not known".to_owned(), grouped);
            let month = need.credits.as_deref().map_or_else(|| "not known".to_owned(), grouped);
            row(&mut page, "", &[&work(line), &units(line), &each, &month]);
        }
        let estimate = &view.estimate;
        row(&mut page, "sum", &["Together", "", "", &grouped(&estimate.together)]);
        let buffered = format!("With a buffer of {} %", plan.plan.buffer);
        row(&mut page, "sum", &[&buffered, "", "", &grouped(&estimate.buffered)]);
        page.push_str("</table>\n");
        if !view.ways.is_empty() {
            page.push_str("<h2>Ways</h2>\n<table>\n<tr><th>Way<th class=\"n\">Lost<th class=\"n\">A month<th class=\"n\">A year</tr>\n");
            for way in view.ways.iter().take(MOST_WAYS) {
                let [name, lost, month, year] = told(way);
                row(&mut page, "", &[&name, &lost, &month, &year]);
            }
            page.push_str("</table>\n");
        }
        for crossing in &view.crossings {
            let name = view.ways.get(crossing.to as usize).map(way_name).unwrap_or_default();
            let at = grouped(&crossing.at);
            let _ = writeln!(
                page,
                "<p>From {at} credits a month on, {} is the cheapest.</p>",
                escaped(&name)
            );
        }
        page.push_str("</html>\n");
        Ok(page)
    }
}

fn way_name(way: &Way) -> String {
    way_in_words(&Way { packs: Vec::new(), ..way.clone() })
}

fn told(way: &Way) -> [String; 4] {
    let name = format!("{}{}", if way.current { "As now: " } else { "" }, way_in_words(way));
    let name = format!("{} ({})", name, way.provider_title);
    let money = |money: Option<&crate::wire::MoneyText>| match (money, way.gratis) {
        (Some(money), _) => money_of(money),
        (None, true) => "0".to_owned(),
        (None, false) => String::new(),
    };
    match way.lacks {
        Some(lack) => [name, String::new(), lack_in_words(lack).to_owned(), String::new()],
        None => [
            name,
            way.lost.as_deref().map(grouped).unwrap_or_default(),
            money(way.month.as_ref()),
            money(way.year.as_ref()),
        ],
    }
}

fn work(line: &WorkLine) -> String {
    let mut parts = vec![line.action.clone()];
    parts.extend(line.model.clone());
    parts.extend(line.settings.iter().map(|setting| format!("{} {}", setting.name, setting.value)));
    parts.extend(line.project.iter().map(|project| format!("for {project}")));
    parts.join(", ")
}

fn units(line: &WorkLine) -> String {
    let time = match line.pace {
        WorkPace::Day => "a day",
        WorkPace::Month => "a month",
    };
    format!("{} {time}", grouped(line.units.trim()))
}

fn row(page: &mut String, class: &str, cells: &[&str]) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = write!(page, "<tr{class}>");
    for (place, cell) in cells.iter().enumerate() {
        let class = if place == 0 { "" } else { " class=\"n\"" };
        let _ = write!(page, "<td{class}>{}</td>", escaped(cell));
    }
    page.push_str("</tr>\n");
}
