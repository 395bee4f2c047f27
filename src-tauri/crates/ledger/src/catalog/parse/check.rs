//! What only the whole file shows: references between its entries.

use super::Lines;
use crate::catalog::reader::Report;
use crate::catalog::{Catalog, Plan};

pub(super) fn check(report: &Report<'_>, catalog: &Catalog, lines: &Lines) {
    let line = |sort: &'static str, id: &str| {
        let key = (sort, id.to_owned());
        lines.get(&key).copied().unwrap_or(1)
    };
    for plan in &catalog.plans {
        let Some((of, _)) = &plan.ratio_of else {
            continue;
        };
        if catalog.plans.iter().all(|other| other.id != *of) {
            let message = format!("there is no plan \u{201c}{of}\u{201d}");
            report.problem(line("plan", &plan.id), "plan.ratio_of.plan", message);
        } else if is_circular(catalog, plan) {
            let message =
                "the ratios lead back to this plan; one of them must have its own credits or none";
            report.problem(line("plan", &plan.id), "plan.ratio_of.plan", message);
        }
    }
    for grant in &catalog.grants {
        for (asked, answer) in &grant.only_if {
            let reading = catalog.readings.iter().find(|own| own.id == *asked);
            let message = match reading {
                None => format!("there is no reading \u{201c}{asked}\u{201d}"),
                Some(reading) if reading.choices.iter().all(|own| own.id != *answer) => {
                    format!("\u{201c}{answer}\u{201d} is no choice of the reading {asked}")
                }
                Some(_) => continue,
            };
            report.problem(line("grant", &grant.id), "grant.only_if", message);
        }
    }
}

fn is_circular(catalog: &Catalog, plan: &Plan) -> bool {
    let mut at = plan;
    for _ in &catalog.plans {
        let next = at.ratio_of.as_ref().and_then(|(of, _)| {
            let mut plans = catalog.plans.iter();
            plans.find(|other| other.id == *of)
        });
        match next {
            Some(next) if next.id == plan.id => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    // Longer than the list of plans: a circle that this plan only leads into.
    false
}
