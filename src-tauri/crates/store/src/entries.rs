//! Facts in the order in which they count: the rows of the books as entries of the engine.

use std::collections::HashMap;
use std::iter::Peekable;
use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Charge, Entry, Fact, Seq, Source, Tag, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::FailedUsage;
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::error::StoreError;
use crate::fact_row::{Event, Settled, UsageStatus};
use crate::wallet::Wallet;

/// Which facts count.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    /// After this instant …
    pub(crate) after: Instant,
    /// … up to and including this one …
    pub(crate) until: Instant,
    /// … of the entries up to this one in the order of entry.
    pub(crate) known: Seq,
}

impl Span {
    pub(crate) const ALL: Self =
        Self { after: Instant::MIN, until: Instant::MAX, known: Seq(i64::MAX as u64) };
}

/// What later entries say of the usages of a wallet.
#[derive(Default)]
struct Later {
    priced: HashMap<Seq, Credits>,
    /// The entries that priced them: of several the last entered counts.
    priced_by: HashMap<Seq, Seq>,
    /// What they cost in the end, where a settlement named a figure. A failure costs nothing, so
    /// that a figure beside it says nothing of the price.
    settled: HashMap<Seq, Credits>,
}

impl Later {
    fn price(&mut self, usage: Seq, by: Seq, credits: Credits) {
        let last = self.priced_by.entry(usage).or_insert(by);
        if *last <= by {
            *last = by;
            self.priced.insert(usage, credits);
        }
    }

    /// A settlement's own figure counts, whatever rate was found: a price below it, which only a void
    /// that was taken back can leave beside it, would close the hold without charging anything.
    fn let_settlements_count(&mut self) {
        let Self { priced, settled, .. } = self;
        priced.retain(|usage, price| settled.get(usage).is_none_or(|settled| settled <= price));
    }
}

/// Hands every entry of a wallet that counts within a span to `each`, in the order of
/// [`Entry::place`].
pub(crate) fn for_each_entry(
    conn: &Connection,
    wallet: &Wallet,
    span: Span,
    mut each: impl FnMut(&Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let voided = Voided::read(conn, span.known)?;
    let (events, later) = read_events(conn, wallet, span, &voided)?;
    let mut events = events.into_iter().peekable();

    let sql = format!(
        "SELECT {USAGE_COLUMNS} FROM usage u WHERE u.wallet = ?1 AND u.happened_at > ?2 \
         AND u.happened_at <= ?3 AND u.seq <= ?4 ORDER BY u.happened_at, u.seq"
    );
    let mut statement = conn.prepare_cached(&sql)?;
    let known = i64::try_from(span.known.0).unwrap_or(i64::MAX);
    let mut rows =
        statement.query(params![wallet.id.0, span.after.micros(), span.until.micros(), known])?;
    let reader = UsageReader::new(conn, &wallet.rules)?;
    while let Some(row) = rows.next()? {
        let seq = Seq(row.get(0)?);
        if voided.covers(seq) {
            continue;
        }
        let Some(entry) = reader.entry(row, &later)? else { continue };
        hand_out_before(&mut events, Some(&entry), &mut each)?;
        each(&entry)?;
    }
    hand_out_before(&mut events, None, &mut each)
}

const USAGE_COLUMNS: &str =
    "u.seq, u.happened_at, u.reported, u.status, u.credits, u.member, u.tags";

fn hand_out_before(
    events: &mut Peekable<impl Iterator<Item = Entry>>,
    usage: Option<&Entry>,
    each: &mut impl FnMut(&Entry) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let earlier = |event: &Entry| usage.is_none_or(|usage| event.place() < usage.place());
    while let Some(event) = events.next_if(earlier) {
        each(&event)?;
    }
    Ok(())
}

/// Turns rows of `usage` into entries.
struct UsageReader<'a> {
    rules: &'a WalletRules,
    texts: HashMap<i64, String>,
}

impl<'a> UsageReader<'a> {
    fn new(conn: &Connection, rules: &'a WalletRules) -> Result<Self, StoreError> {
        // Members matter to the engine only where the policy limits them.
        let members = if rules.policy.member_limits.is_empty() {
            HashMap::new()
        } else {
            terms_of(conn, "member")?
        };
        let mut texts = members;
        texts.extend(terms_of(conn, "tags")?);
        Ok(Self { rules, texts })
    }

    fn entry(&self, row: &Row<'_>, later: &Later) -> Result<Option<Entry>, StoreError> {
        let seq = Seq(row.get(0)?);
        let status = UsageStatus::from_code(row.get(3)?);
        let priced = later.priced.get(&seq).copied();
        let credits = priced.or(row.get::<_, Option<i64>>(4)?.map(Credits::from_micros));
        let Some(credits) = credits else { return Ok(None) };
        let charge = Charge {
            credits,
            member: self.member(row.get(5)?),
            tags: self.tags(row.get(6)?),
            source: if row.get::<_, bool>(2)? { Source::Reported } else { Source::Typed },
        };
        let at = Instant::from_micros(row.get(1)?);
        Ok(usage_fact(self.rules, status, charge).map(|fact| Entry { seq, at, fact }))
    }

    fn member(&self, term: Option<i64>) -> Option<Arc<str>> {
        limited_member(self.rules, self.texts.get(&term?).map(String::as_str))
    }

    fn tags(&self, term: Option<i64>) -> Vec<Tag> {
        let joined = term.and_then(|term| self.texts.get(&term));
        joined.map(|joined| split_tags(joined)).unwrap_or_default()
    }
}

/// Who used it, if the policy limits that member; to the engine nobody else matters.
pub(crate) fn limited_member(rules: &WalletRules, member: Option<&str>) -> Option<Arc<str>> {
    member.filter(|member| rules.policy.member_limits.contains_key(*member)).map(Arc::from)
}

/// What a usage is to the engine; nothing if it neither costs nor holds.
pub(crate) fn usage_fact(rules: &WalletRules, status: UsageStatus, charge: Charge) -> Option<Fact> {
    match status {
        UsageStatus::Succeeded => Some(Fact::Used(charge)),
        UsageStatus::Pending => Some(Fact::Held { charge, until: None }),
        UsageStatus::Failed => match rules.policy.failed_usage {
            FailedUsage::NotCharged => None,
            FailedUsage::ChargedAndRefunded => Some(Fact::UsedAndRefunded(charge)),
        },
    }
}

/// Tags as one text, the way they are kept.
pub(crate) fn join_tags(tags: &[Tag]) -> Option<String> {
    (!tags.is_empty()).then(|| tags.join("\u{1f}"))
}

pub(crate) fn split_tags(joined: &str) -> Vec<Tag> {
    joined.split('\u{1f}').map(Tag::from).collect()
}

fn terms_of(conn: &Connection, column: &str) -> Result<HashMap<i64, String>, StoreError> {
    let sql = match column {
        "member" => "SELECT id, text FROM term WHERE id IN (SELECT DISTINCT member FROM usage)",
        // Few usages carry tags; the table of terms is small beside them.
        _ => "SELECT id, text FROM term",
    };
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The events of a wallet within a span as entries, and what all of them say of usages.
fn read_events(
    conn: &Connection,
    wallet: &Wallet,
    span: Span,
    voided: &Voided,
) -> Result<(Vec<Entry>, Later), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, happened_at, kind, target, body FROM event \
         WHERE wallet = ?1 AND seq <= ?2 ORDER BY happened_at, seq",
    )?;
    let known = i64::try_from(span.known.0).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![wallet.id.0, known])?;
    let mut within = Vec::new();
    let mut later = Later::default();
    while let Some(row) = rows.next()? {
        let seq = Seq(row.get(0)?);
        let target = row.get::<_, Option<u64>>(3)?.map(Seq);
        if voided.covers(seq) || target.is_some_and(|target| voided.covers(target)) {
            continue;
        }
        let at = Instant::from_micros(row.get(1)?);
        let kind: String = row.get(2)?;
        let is_within = span.after < at && at <= span.until;
        if !is_within && kind != "priced" && kind != "settled" {
            continue;
        }
        let event = Event::read(&kind, target, &row.get::<_, String>(4)?)?;
        if let Event::Settled {
            usage,
            settled: Settled { succeeded: true, credits: Some(credits) },
        } = &event
        {
            later.settled.insert(*usage, *credits);
        }
        if let Event::Priced { usage, credits } = &event {
            later.price(*usage, seq, *credits);
        } else if is_within {
            within.push((seq, at, event));
        }
    }
    later.let_settlements_count();
    let mut entries = Vec::with_capacity(within.len());
    for (seq, at, event) in within {
        let fact = event_fact(conn, &wallet.rules, seq, &event, &later)?;
        entries.extend(fact.and_then(|(seq, fact)| {
            let fact = wallet.fact_in_force(fact)?;
            Some(Entry { seq, at, fact })
        }));
    }
    entries.sort_by_key(Entry::place);
    Ok((entries, later))
}

/// One event as an entry, when it is entered.
pub(crate) fn entry_of(
    conn: &Connection,
    wallet: &Wallet,
    seq: Seq,
    at: Instant,
    event: &Event,
) -> Result<Option<Entry>, StoreError> {
    let mut later = Later::default();
    if let Event::Settled { usage, .. } = event {
        let sql = "SELECT credits FROM usage_change WHERE usage = ?1 AND credits IS NOT NULL \
                   AND EXISTS (SELECT 1 FROM event WHERE target = ?1 AND kind = 'priced')";
        let mut statement = conn.prepare_cached(sql)?;
        let priced = statement.query_row([usage.0], |row| row.get(0)).optional()?;
        later.priced.extend(priced.map(|micros| (*usage, Credits::from_micros(micros))));
    }
    let fact = event_fact(conn, &wallet.rules, seq, event, &later)?;
    Ok(fact.and_then(|(seq, fact)| {
        let fact = wallet.fact_in_force(fact)?;
        Some(Entry { seq, at, fact })
    }))
}

/// What an event is to the engine, and under which entry.
fn event_fact(
    conn: &Connection,
    rules: &WalletRules,
    seq: Seq,
    event: &Event,
    later: &Later,
) -> Result<Option<(Seq, Fact)>, StoreError> {
    let fact = match event {
        Event::LotAdded(added) => Fact::LotAdded(added.terms.clone()),
        Event::GrantStarted(started) => Fact::GrantStarted(started.terms.clone()),
        Event::GrantEnded(ended) => Fact::GrantEnded {
            grant: ended.grant.clone(),
            ends: ended.ends,
            lots_end_now: ended.lots_end_now,
            carried_end_with_cycle: ended.carried_end_with_cycle,
        },
        Event::ExpiryChanged(change) => {
            Fact::ExpiryChanged { lot: change.lot.clone(), expires: change.expires }
        }
        Event::LotVoided(voided) => {
            Fact::LotVoided { lot: voided.lot.clone(), credits: voided.credits }
        }
        Event::Refunded { usage, credits } => Fact::Refunded {
            usage: *usage,
            credits: *credits,
            courtesy_lot: format!("courtesy-{}", seq.0),
        },
        Event::Settled { usage, settled } => {
            return settlement(conn, rules, seq, *usage, *settled, later);
        }
        Event::Reconciled { observed, kinds } => Fact::Reconciled {
            observed: *observed,
            kinds: kinds.clone(),
            correction_lot: format!("correction-{}", seq.0),
        },
        Event::Priced { .. } | Event::EntryVoided { .. } | Event::BatchUndone { .. } => {
            return Ok(None);
        }
    };
    Ok(Some((seq, fact)))
}

/// The end of a pending usage: of its hold, or, where its price was unknown until now, its charge.
fn settlement(
    conn: &Connection,
    rules: &WalletRules,
    seq: Seq,
    usage: Seq,
    settled: Settled,
    later: &Later,
) -> Result<Option<(Seq, Fact)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT u.credits, u.reported, t.text, m.text FROM usage u \
         LEFT JOIN term t ON t.id = u.tags LEFT JOIN term m ON m.id = u.member WHERE u.seq = ?1",
    )?;
    let text = |row: &Row<'_>, column| row.get::<_, Option<String>>(column);
    let (held, reported, tags, member) = statement.query_row([usage.0], |row| {
        Ok((row.get::<_, Option<i64>>(0)?, row.get(1)?, text(row, 2)?, text(row, 3)?))
    })?;
    let was_held = held.is_some() || later.priced.contains_key(&usage);
    Ok(match (was_held, settled.succeeded) {
        (true, true) => Some((seq, Fact::Confirmed { hold: usage, credits: settled.credits })),
        (true, false) => Some((seq, Fact::Released { hold: usage })),
        (false, true) => settled.credits.map(|credits| {
            let charge = Charge {
                credits,
                member: limited_member(rules, member.as_deref()),
                tags: tags.map(|tags| split_tags(&tags)).unwrap_or_default(),
                source: if reported { Source::Reported } else { Source::Typed },
            };
            (usage, Fact::Used(charge))
        }),
        (false, false) => None,
    })
}

/// Entries that no longer count.
pub(crate) struct Voided {
    spans: Vec<(u64, u64)>,
}

impl Voided {
    /// As it was after the entry `known`; today's come from the derived table.
    pub(crate) fn read(conn: &Connection, known: Seq) -> Result<Self, StoreError> {
        if known >= Span::ALL.known {
            let mut statement =
                conn.prepare_cached("SELECT first_seq, last_seq FROM voided ORDER BY first_seq")?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            return Ok(Self { spans: rows.collect::<Result<_, _>>()? });
        }
        Self::from_events(conn, known)
    }

    /// Computed from the facts.
    pub(crate) fn from_events(conn: &Connection, known: Seq) -> Result<Self, StoreError> {
        let mut statement = conn.prepare_cached(
            "SELECT seq, target, CASE kind WHEN 'batch_undone' THEN json_extract(body, '$.last') \
             ELSE target END FROM event \
             WHERE kind IN ('entry_voided', 'batch_undone') AND seq <= ?1 ORDER BY seq DESC",
        )?;
        let known = i64::try_from(known.0).unwrap_or(i64::MAX);
        let rows = statement.query_map([known], |row| {
            Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?, row.get::<_, u64>(2)?))
        })?;
        let mut voided = Self { spans: Vec::new() };
        for row in rows {
            let (seq, first, last) = row?;
            // Latest first, so that a void that was itself undone voids nothing.
            if !voided.covers(Seq(seq)) {
                voided.add(first, last);
            }
        }
        Ok(voided)
    }

    fn add(&mut self, first: u64, last: u64) {
        self.spans.push((first, last));
        self.spans.sort_unstable();
        self.spans.dedup_by(|next, span| {
            // Spans that touch are one, so that neighbours voided one by one stay few spans.
            let touches = next.0 <= span.1.saturating_add(1);
            if touches {
                span.1 = span.1.max(next.1);
            }
            touches
        });
    }

    pub(crate) fn covers(&self, seq: Seq) -> bool {
        let after = self.spans.partition_point(|(first, _)| *first <= seq.0);
        after > 0 && seq.0 <= self.spans[after - 1].1
    }

    pub(crate) fn spans(&self) -> &[(u64, u64)] {
        &self.spans
    }
}
