//! The entries of a list that are no usages: few beside them, so that each is read and looked at.

use bursar_ledger::credits::Credits;
use rusqlite::params;
use serde_json::Value;

use super::query::{EntrySort, ListOrder, ListQuery};
use super::scan::{Found, Pass};
use crate::error::StoreError;
use crate::fact_row::Event;
use crate::journal_rows::{JournalFact, OTHER_ENTRIES, other_fact};

pub(super) fn scan(pass: &Pass<'_>, found: &mut Vec<Found>) -> Result<(), StoreError> {
    let query = pass.query;
    if asks_for_usages_only(query) {
        return Ok(());
    }
    let sql = format!(
        "SELECT e.seq, e.wallet, e.happened_at, e.what, e.a, e.b, e.c, \
             (SELECT recorded_at FROM batch WHERE first_seq <= e.seq \
              ORDER BY first_seq DESC LIMIT 1) \
         FROM (SELECT seq, wallet, happened_at, what, a, b, c FROM ({OTHER_ENTRIES})) e \
         WHERE e.seq BETWEEN ?1 AND ?2 AND (?3 IS NULL OR e.wallet = ?3) ORDER BY e.seq"
    );
    let mut statement = pass.conn().prepare_cached(&sql)?;
    let wallet = query.wallet.map(|wallet| wallet.0);
    let mut rows = statement.query(params![pass.span.0, pass.span.1, wallet])?;
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        if !pass.may_count(seq) {
            continue;
        }
        let fact = other_fact(row)?;
        let recorded_at: i64 = row.get(7)?;
        let happened_at = row.get::<_, Option<i64>>(2)?.unwrap_or(recorded_at);
        let says: String = row.get(4)?;
        let key: Option<String> = row.get(6)?;
        let credits = credits_of(&fact);
        let is_wanted = (query.sorts.is_empty() || query.sorts.contains(&sort_of(&fact)))
            && query.happened.0.is_none_or(|from| from.micros() <= happened_at)
            && query.happened.1.is_none_or(|to| happened_at < to.micros())
            && within(query, credits)
            && query.lot.as_ref().is_none_or(|lot| lot_of(&fact) == Some(lot))
            && holds_words(query, &fact, &says, key.as_deref());
        if !is_wanted {
            continue;
        }
        let sorted_by = match query.order {
            ListOrder::Happened => Some(happened_at),
            ListOrder::Entered => Some(seq),
            ListOrder::Credits => credits.map(Credits::micros),
            ListOrder::Text(_) => None,
        };
        found.push((sorted_by, seq));
    }
    Ok(())
}

fn asks_for_usages_only(query: &ListQuery) -> bool {
    !query.texts.is_empty() || !query.marks.is_empty() || query.reported.is_some()
}

fn within(query: &ListQuery, credits: Option<Credits>) -> bool {
    let (least, most) = query.credits;
    if least.is_none() && most.is_none() {
        return true;
    }
    credits.is_some_and(|credits| {
        least.is_none_or(|least| least <= credits) && most.is_none_or(|most| credits <= most)
    })
}

/// The sort of an entry that is no usage.
fn sort_of(fact: &JournalFact) -> EntrySort {
    let JournalFact::Event(event, _) = fact else { return EntrySort::Books };
    match **event {
        Event::LotAdded(_) => EntrySort::Lot,
        Event::GrantStarted(_) | Event::GrantEnded(_) => EntrySort::Grant,
        Event::ExpiryChanged(_) => EntrySort::Expiry,
        Event::Refunded { .. } => EntrySort::Refund,
        Event::Settled { .. } => EntrySort::Settled,
        Event::Priced { .. } => EntrySort::Priced,
        Event::Reconciled { .. } => EntrySort::Statement,
        Event::LotVoided(_) | Event::EntryVoided { .. } | Event::BatchUndone { .. } => {
            EntrySort::Void
        }
    }
}

/// The figure that stands beside an entry.
fn credits_of(fact: &JournalFact) -> Option<Credits> {
    let JournalFact::Event(event, _) = fact else { return None };
    match &**event {
        Event::LotAdded(added) => Some(added.terms.amount),
        Event::GrantStarted(started) => Some(started.terms.amount),
        Event::LotVoided(voided) => voided.credits,
        Event::Refunded { credits, .. } => *credits,
        Event::Settled { settled, .. } => settled.credits,
        Event::Priced { credits, .. } => Some(*credits),
        Event::Reconciled { observed, .. } => Some(*observed),
        _ => None,
    }
}

/// The lot that an entry made or changed.
fn lot_of(fact: &JournalFact) -> Option<&String> {
    let JournalFact::Event(event, _) = fact else { return None };
    match &**event {
        Event::LotAdded(added) => Some(&added.terms.id),
        Event::ExpiryChanged(change) => Some(&change.lot),
        Event::LotVoided(voided) => Some(&voided.lot),
        _ => None,
    }
}

fn holds_words(query: &ListQuery, fact: &JournalFact, says: &str, key: Option<&str>) -> bool {
    if query.words.is_empty() {
        return true;
    }
    let mut text = fact.kind().replace('_', " ");
    match serde_json::from_str::<Value>(says) {
        Ok(body) => append_texts(&body, &mut text),
        // The name of a provider or of its file.
        Err(_) => append(&mut text, says),
    }
    append(&mut text, key.unwrap_or_default());
    let text = text.to_lowercase();
    query.words.iter().all(|word| text.contains(word))
}

/// The texts that stand in a body; the names of its fields are ours and are not searched.
fn append_texts(value: &Value, text: &mut String) {
    match value {
        Value::String(part) => append(text, part),
        Value::Array(parts) => parts.iter().for_each(|part| append_texts(part, text)),
        Value::Object(fields) => fields.values().for_each(|part| append_texts(part, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn append(text: &mut String, part: &str) {
    text.push('\n');
    text.push_str(part);
}
