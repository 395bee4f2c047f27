//! The usages of a list: its conditions as SQL over the columns that they need and no others.

use std::fmt::Write as _;

use bursar_ledger::credits::Credits;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::query::{EntrySort, ListOrder, ListQuery, Mark};
use super::scan::{Found, Pass};
use crate::error::StoreError;
use crate::term;

/// The columns that hold texts, all of which are searched.
const TEXTS: [&str; 7] = ["feature", "action", "model", "settings", "member", "project", "tags"];

const STATUS: &str = "COALESCE(c.status, u.status)";
const CREDITS: &str = "COALESCE(c.credits, u.credits)";
/// What is shown: a failed usage charges nothing.
const CHARGED: &str = "CASE WHEN COALESCE(c.status, u.status) = 1 THEN 0 \
                       ELSE COALESCE(c.credits, u.credits) END";

/// Conditions and their values.
#[derive(Default)]
struct Conditions {
    sql: String,
    values: Vec<Value>,
    /// What later entries made of the usage is needed.
    changes: bool,
}

impl Conditions {
    fn and(&mut self, condition: &str) {
        let _ = write!(self.sql, " AND {condition}");
    }

    fn and_value(&mut self, condition: &str, value: impl Into<Value>) {
        let name = self.value(value);
        self.and(&format!("{condition} {name}"));
    }

    /// Adds a value and gives the name that stands for it.
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// A list of numbers as something that `IN` takes.
    fn list(&mut self, numbers: &[i64]) -> String {
        let mut text = String::from("[");
        for (place, number) in numbers.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            let _ = write!(text, "{comma}{number}");
        }
        text.push(']');
        let name = self.value(text);
        format!("(SELECT value FROM json_each({name}))")
    }
}

pub(super) fn scan(pass: &Pass<'_>, found: &mut Vec<Found>) -> Result<(), StoreError> {
    let query = pass.query;
    if !may_be_usages(query) {
        return Ok(());
    }
    let Some(conditions) = conditions(pass)? else { return Ok(()) };
    let key = match query.order {
        ListOrder::Happened => "u.happened_at",
        ListOrder::Entered => "u.seq",
        ListOrder::Credits => CHARGED,
        ListOrder::Text(field) => field.column(),
    };
    let joined = conditions.changes || query.order == ListOrder::Credits;
    let changes = if joined { "LEFT JOIN usage_change c ON c.usage = u.seq" } else { "" };
    // The index by time of a wallet hands them out in order.
    let order = match (query.order, query.wallet, query.descending) {
        (ListOrder::Happened, Some(_), true) => " ORDER BY u.happened_at DESC, u.seq DESC",
        (ListOrder::Happened, Some(_), false) => " ORDER BY u.happened_at, u.seq",
        _ => "",
    };
    let parts =
        ["SELECT u.seq, ", key, " FROM usage u ", changes, " WHERE 1", &conditions.sql, order];
    let sql = parts.concat();
    let mut statement = pass.conn().prepare(&sql)?;
    let mut rows = statement.query(params_from_iter(&conditions.values))?;
    let by_name = matches!(query.order, ListOrder::Text(_));
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let key: Option<i64> = row.get(1)?;
        if pass.may_count(seq) {
            let key =
                if by_name { key.and_then(|term| pass.ranks.get(&term).copied()) } else { key };
            found.push((key, seq));
        }
    }
    Ok(())
}

fn may_be_usages(query: &ListQuery) -> bool {
    query.sorts.is_empty() || query.sorts.iter().any(|sort| condition_of(*sort).is_some())
}

/// The condition of a sort of usage; none for what is no usage.
fn condition_of(sort: EntrySort) -> Option<String> {
    match sort {
        EntrySort::Charged => Some(format!("({STATUS} = 0 AND {CREDITS} IS NOT NULL)")),
        EntrySort::Pending => Some(format!("({STATUS} = 2 AND {CREDITS} IS NOT NULL)")),
        EntrySort::Failed => Some(format!("{STATUS} = 1")),
        EntrySort::Unpriced => Some(format!("({STATUS} <> 1 AND {CREDITS} IS NULL)")),
        _ => None,
    }
}

/// What usages must be; none if there can be no such usage.
fn conditions(pass: &Pass<'_>) -> Result<Option<Conditions>, StoreError> {
    let query = pass.query;
    let mut all = Conditions::default();
    if let Some(wallet) = query.wallet {
        all.and_value("u.wallet =", wallet.0);
    }
    if pass.span.0 > 1 {
        all.and_value("u.seq >=", pass.span.0);
    }
    if pass.span.1 < i64::MAX {
        all.and_value("u.seq <=", pass.span.1);
    }
    if let Some(from) = query.happened.0 {
        all.and_value("u.happened_at >=", from.micros());
    }
    if let Some(to) = query.happened.1 {
        all.and_value("u.happened_at <", to.micros());
    }
    if let Some(reported) = query.reported {
        all.and_value("u.reported =", i64::from(reported));
    }
    figures(&mut all, query);
    for (place, word) in query.words.iter().enumerate() {
        search(&mut all, word, &pass.words[place]);
    }
    for (field, wanted) in &query.texts {
        let column = field.column();
        let mut terms = Vec::new();
        for text in wanted.iter().flatten() {
            terms.extend(term::find(pass.conn(), text)?);
        }
        let list = all.list(&terms);
        let none =
            if wanted.contains(&None) { format!(" OR u.{column} IS NULL") } else { String::new() };
        all.and(&format!("(u.{column} IN {list}{none})"));
    }
    marks(&mut all, pass)?;
    if let Some(lot) = &query.lot {
        let lot = all.value(lot.clone());
        all.and(&format!(
            "EXISTS (SELECT 1 FROM draw d JOIN lot l ON l.wallet = u.wallet AND l.place = d.lot \
             WHERE d.usage = u.seq AND l.id = {lot})"
        ));
    }
    Ok((pass.span.0 <= pass.span.1).then_some(all))
}

fn figures(all: &mut Conditions, query: &ListQuery) {
    let sorts: Vec<String> = query.sorts.iter().filter_map(|sort| condition_of(*sort)).collect();
    if !sorts.is_empty() {
        all.changes = true;
        all.and(&format!("({})", sorts.join(" OR ")));
    }
    for (bound, sign) in [(query.credits.0, ">="), (query.credits.1, "<=")] {
        if let Some(bound) = bound {
            all.changes = true;
            all.and_value(&format!("{CHARGED} {sign}"), Credits::micros(bound));
        }
    }
}

fn search(all: &mut Conditions, word: &str, terms: &[i64]) {
    let mut ways = Vec::new();
    if !terms.is_empty() {
        let list = all.list(terms);
        ways.extend(TEXTS.iter().map(|column| format!("u.{column} IN {list}")));
    }
    let escaped = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = all.value(format!("%{escaped}%"));
    ways.push(format!("u.external_id LIKE {pattern} ESCAPE '\\'"));
    all.and(&format!("({})", ways.join(" OR ")));
}

fn marks(all: &mut Conditions, pass: &Pass<'_>) -> Result<(), StoreError> {
    for mark in &pass.query.marks {
        match mark {
            Mark::Uncovered => {
                let wallets = crate::wallet::all(pass.conn())?;
                let mut usages = Vec::new();
                for wallet in wallets {
                    if pass.query.wallet.is_none_or(|wanted| wanted == wallet.id) {
                        let uncovered = pass.books.uncovered_usages(wallet.id)?;
                        usages.extend(uncovered.keys().filter_map(|seq| i64::try_from(seq.0).ok()));
                    }
                }
                let list = all.list(&usages);
                all.and(&format!("u.seq IN {list}"));
            }
            Mark::Refunded => {
                all.changes = true;
                all.and("c.refunded > 0");
            }
            Mark::OffRate => {
                all.changes = true;
                all.and(&format!("u.rated IS NOT NULL AND u.rated <> {CREDITS}"));
            }
        }
    }
    Ok(())
}
