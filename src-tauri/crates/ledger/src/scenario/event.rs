//! Reads what happens in a scenario.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::terms::{read_grant, read_lot, read_played_instant, read_tags};
use crate::calendar::Zone;
use crate::credits::Credits;
use crate::document::{DocumentError, Fields, Node};
use crate::fact::{GrantTerms, LotTerms, Source, Tag};
use crate::instant::Instant;
use crate::policy::Kind;
use crate::rate::Settings;

/// One event of a scenario.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// Its id, given or e1, e2 … by position.
    pub(super) id: String,
    /// Its place in the file, for messages.
    pub(super) path: String,
    pub(super) at: Instant,
    pub(super) recorded_at: Instant,
    pub(super) key: Option<String>,
    pub(super) action: Action,
}

impl Event {
    /// Whether both say the same, apart from their ids and from when they were entered.
    pub(super) fn says_the_same_as(&self, other: &Self) -> bool {
        self.at == other.at && self.action == other.action
    }
}

/// What an event does. Ids of usages and holds are those of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Action {
    Use(Spending),
    Hold { spending: Spending, until: Option<Instant> },
    Confirm { hold: String, credits: Option<Credits> },
    Release { hold: String },
    Refund { of: String, credits: Option<Credits> },
    Void { lot: String, credits: Option<Credits> },
    Topup(LotTerms),
    ExpiryChange { lot: String, expires: Option<Instant> },
    Reconcile { observed: Credits, kinds: BTreeMap<Kind, Credits> },
    GrantStart(GrantTerms),
    GrantEnd { grant: String, lots_end_now: bool, carried_end_with_cycle: bool },
}

/// What is used: credits, or what is to be priced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spending {
    pub(super) credits: Option<Credits>,
    pub(super) action: Option<String>,
    pub(super) model: Option<String>,
    pub(super) settings: Settings,
    pub(super) count: i64,
    pub(super) member: Option<Arc<str>>,
    pub(super) tags: Vec<Tag>,
    pub(super) source: Source,
}

/// Reads all events, in the order of the file.
pub(super) fn read_events(nodes: &[Node<'_>], zone: Zone) -> Result<Vec<Event>, DocumentError> {
    let mut events: Vec<Event> = Vec::with_capacity(nodes.len());
    let mut ids = BTreeSet::new();
    for (place, node) in nodes.iter().enumerate() {
        let event = read_event(node, place, zone)?;
        if !ids.insert(event.id.clone()) {
            let message = format!("another event is already named \u{201c}{}\u{201d}", event.id);
            return Err(DocumentError::new(format!("{}.id", node.path()), message));
        }
        events.push(event);
    }
    Ok(events)
}

fn read_event(node: &Node<'_>, place: usize, zone: Zone) -> Result<Event, DocumentError> {
    let fields = node.fields()?;
    let at = read_played_instant(&fields.need("at")?, zone)?;
    let id = match fields.get("id") {
        Some(id) => id.name()?.to_owned(),
        None => format!("e{}", place + 1),
    };
    let recorded_at = fields.read("recorded_at", |time| time.instant(zone))?;
    let key = owned(&fields, "key")?;
    fields.get("note");
    let action = read_action(&fields, at, zone)?;
    fields.finish()?;
    Ok(Event {
        id,
        path: node.path().to_owned(),
        at,
        recorded_at: recorded_at.unwrap_or(at),
        key,
        action,
    })
}

/// What a provider shows of single kinds.
fn read_kinds(node: &Node<'_>) -> Result<BTreeMap<Kind, Credits>, DocumentError> {
    let mut kinds = BTreeMap::new();
    for (word, shown) in node.entries()? {
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word);
        let kind = kind.ok_or_else(|| node.error(format!("there is no kind named {word}")))?;
        kinds.insert(kind, shown.amount()?);
    }
    Ok(kinds)
}

fn read_action(fields: &Fields<'_>, at: Instant, zone: Zone) -> Result<Action, DocumentError> {
    let credits = |name| fields.read(name, Node::amount);
    let need = |name| fields.need(name)?.name().map(str::to_owned);
    let instant = |name| fields.read(name, |time| time.instant(zone));
    let kind = fields.need("type")?;
    Ok(match kind.text()? {
        "use" => Action::Use(read_spending(fields)?),
        "hold" => Action::Hold { spending: read_spending(fields)?, until: instant("until")? },
        "confirm" => Action::Confirm { hold: need("hold")?, credits: credits("credits")? },
        "release" => Action::Release { hold: need("hold")? },
        "refund" => Action::Refund { of: need("of")?, credits: credits("credits")? },
        "void" => Action::Void { lot: need("lot")?, credits: credits("credits")? },
        "topup" => Action::Topup(read_lot(&fields.need("lot")?, zone, Some(at))?),
        "expiry_change" => Action::ExpiryChange { lot: need("lot")?, expires: instant("expires")? },
        "reconcile" => Action::Reconcile {
            observed: fields.need("observed")?.credits()?,
            kinds: fields.read("kinds", read_kinds)?.unwrap_or_default(),
        },
        "grant_start" => Action::GrantStart(read_grant(&fields.need("grant_def")?, zone)?),
        "grant_end" => Action::GrantEnd {
            grant: need("grant")?,
            lots_end_now: fields.read("now", Node::flag)?.unwrap_or_default(),
            carried_end_with_cycle: fields.read("rollover", lost_at_cycle_end)?.unwrap_or_default(),
        },
        other => {
            let other = crate::credits::shorten(other);
            return Err(kind.error(format!(
                "\u{201c}{other}\u{201d} is not known here; write use, refund, void, topup, \
                 expiry_change, reconcile, grant_start, grant_end, hold, confirm or release"
            )));
        }
    })
}

fn lost_at_cycle_end(node: &Node<'_>) -> Result<bool, DocumentError> {
    match node.text()? {
        "lost_at_cycle_end" => Ok(true),
        _ => Err(node.error("write \"lost_at_cycle_end\", or leave it out")),
    }
}

fn read_spending(fields: &Fields<'_>) -> Result<Spending, DocumentError> {
    const MOST_RESULTS: i64 = 1_000_000_000;
    let settings = fields.read("settings", |settings| {
        Settings::try_from(settings.value()).map_err(|error| settings.error(error.message))
    })?;
    let reported = fields.read("reported", Node::flag)?.unwrap_or_default();
    Ok(Spending {
        credits: fields.read("credits", Node::amount)?,
        action: owned(fields, "action")?,
        model: owned(fields, "model")?,
        settings: settings.unwrap_or_default(),
        count: fields.read("count", |count| count.integer(0, MOST_RESULTS))?.unwrap_or(1),
        member: fields.read("member", |member| Ok(Arc::from(member.name()?)))?,
        tags: read_tags(fields, "tags")?,
        source: if reported { Source::Reported } else { Source::Typed },
    })
}

fn owned(fields: &Fields<'_>, name: &'static str) -> Result<Option<String>, DocumentError> {
    fields.read(name, |text| Ok(text.name()?.to_owned()))
}
