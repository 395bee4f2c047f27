//! Figures of plans and packs that a provider's file left open, written into its text.
//!
//! As with rates, a line is put in; only the price of a plan is written anew where it is known for
//! one billing and given for another. What the file says already stays.

use toml_edit::{Item, Table};

use super::edit::{end_of_line, end_of_rows, insert, parsed};
use super::toml_text::quoted;
use super::{Billing, Bundle, Catalog, Problem};
use crate::credits::Credits;
use crate::money::Money;

/// The file with the figures of a plan that it left open: credits of a refill, and what each billing
/// costs. Credits of a plan that is so many times another one are written there.
///
/// # Errors
/// What would be wrong with such a file, by its lines.
pub fn with_plan_figures(
    text: &str,
    plan: &str,
    credits: Option<Credits>,
    prices: &[(Billing, Money)],
) -> Result<String, Vec<Problem>> {
    let before = Catalog::parse(text)?;
    let own = before.plans.iter().find(|own| own.id == plan).ok_or_else(|| no("plan", plan))?;
    let mut text = text.to_owned();
    if let Some(credits) = credits.filter(|_| own.credits.is_none()) {
        let (root, credits) = before.ratio_root(plan, credits).map_err(|error| {
            vec![Problem { line: 1, field: "credits".to_owned(), message: error.to_string() }]
        })?;
        let open = before.plans.iter().any(|plan| plan.id == root && plan.credits.is_none());
        if open {
            text =
                insert(&text, after_name(&text, "plan", &root)?, &format!("credits = {credits}\n"));
        }
    }
    let given =
        prices.iter().filter(|(billing, _)| own.prices.iter().all(|(known, _)| known != billing));
    let mut all = own.prices.clone();
    all.extend(given);
    if all.len() > own.prices.len() {
        all.sort_unstable_by_key(|(billing, _)| *billing);
        text = with_prices(&text, plan, own.billing.first().copied(), &all)?;
    }
    Catalog::parse(&text)?;
    Ok(text)
}

/// The file with the price of a pack that it left open.
///
/// # Errors
/// What would be wrong with such a file, by its lines.
pub fn with_bundle_price(text: &str, bundle: &str, price: Money) -> Result<String, Vec<Problem>> {
    let before = Catalog::parse(text)?;
    let own = before.bundles.iter().find(|own| own.id == bundle);
    let own = own.ok_or_else(|| no("bundle", bundle))?;
    if own.price.is_some() {
        return Ok(text.to_owned());
    }
    let line = format!("price = {}\n", quoted(&price.to_string()));
    let text = insert(text, after_name(text, "bundle", bundle)?, &line);
    Catalog::parse(&text)?;
    Ok(text)
}

/// The file with a pack more, under the terms that it names for bought credits.
///
/// # Errors
/// What would be wrong with such a file, by its lines.
pub fn with_bundle(text: &str, credits: Credits, price: Money) -> Result<String, Vec<Problem>> {
    let before = Catalog::parse(text)?;
    let same = |own: &&Bundle| own.credits == credits && own.price == Some(price);
    if before.bundles.iter().any(|own| same(&own)) {
        return Ok(text.to_owned());
    }
    let word = format!("pack-{credits}").replace('.', "-");
    let taken = |id: &String| before.bundles.iter().any(|own| own.id == *id);
    let mut ids =
        std::iter::once(word.clone()).chain((2..).map(|number| format!("{word}-{number}")));
    let id = ids.find(|id| !taken(id)).unwrap_or(word);
    let block = format!(
        "\n[[bundle]]\nid = {}\ntitle = {}\ncredits = {credits}\nprice = {}\n",
        quoted(&id),
        quoted(&format!("Pack of {credits}")),
        quoted(&price.to_string()),
    );
    let document = parsed(text)?;
    let rows = |name: &str| document.get(name).and_then(Item::as_array_of_tables);
    let last = rows("bundle").or(rows("plan")).and_then(|rows| rows.iter().last());
    let place = last.map_or(text.len(), |row| end_of_rows(text, row));
    let text = insert(text, place, &block);
    Catalog::parse(&text)?;
    Ok(text)
}

fn no(field: &str, id: &str) -> Vec<Problem> {
    let message = format!("there is no {field} \u{201c}{id}\u{201d}");
    vec![Problem { line: 1, field: field.to_owned(), message }]
}

/// Behind the lines on which a row of a list says its name and its credits.
fn after_name(text: &str, list: &str, id: &str) -> Result<usize, Vec<Problem>> {
    let document = parsed(text)?;
    let rows = document.get(list).and_then(Item::as_array_of_tables);
    let named = |row: &&Table| row.get("id").and_then(Item::as_str) == Some(id);
    let row = rows.and_then(|rows| rows.iter().find(named));
    let end = row.and_then(|row| {
        let ends = ["id", "title", "credits"].into_iter().filter_map(|key| row.get(key)?.span());
        ends.map(|span| span.end).max()
    });
    end.map(|end| end_of_line(text, end)).ok_or_else(|| no(list, id))
}

/// The file with the prices of a plan: one line where the plan has one billing or is known for the
/// usual one alone, a table of billings else.
fn with_prices(
    text: &str,
    plan: &str,
    usual: Option<Billing>,
    prices: &[(Billing, Money)],
) -> Result<String, Vec<Problem>> {
    let value = match prices {
        [(billing, price)] if Some(*billing) == usual => quoted(&price.to_string()),
        _ => {
            let each = prices
                .iter()
                .map(|(billing, price)| format!("{billing} = {}", quoted(&price.to_string())));
            format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
        }
    };
    let document = parsed(text)?;
    let rows = document.get("plan").and_then(Item::as_array_of_tables);
    let named = |row: &&Table| row.get("id").and_then(Item::as_str) == Some(plan);
    let known = rows.and_then(|rows| rows.iter().find(named)).and_then(|row| row.get("price"));
    match known {
        None => Ok(insert(text, after_name(text, "plan", plan)?, &format!("price = {value}\n"))),
        Some(item) => match (item, item.span()) {
            (Item::Value(_), Some(span)) => {
                let mut text = text.to_owned();
                text.replace_range(span, &value);
                Ok(text)
            }
            _ => {
                let message = "the prices of this plan stand in a table of their own; \
                               write the others there by hand";
                Err(vec![Problem {
                    line: 1,
                    field: "price".to_owned(),
                    message: message.to_owned(),
                }])
            }
        },
    }
}
