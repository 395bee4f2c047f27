//! Reads what must be true in a scenario.

use std::collections::BTreeSet;

use serde_json::Value;

use super::terms::read_played_instant;
use crate::calendar::Zone;
use crate::credits::Credits;
use crate::document::{DocumentError, Fields, Node};
use crate::estimate::{Often, WorkLine};
use crate::fact::Refusal;
use crate::instant::Instant;

/// One expectation: what must be true, and at which instant.
#[derive(Clone, Debug)]
pub(super) struct Expectation {
    /// Its place in the file, for messages.
    pub(super) path: String,
    pub(super) at: Option<Instant>,
    pub(super) known_at: Option<Instant>,
    pub(super) checks: Vec<Check>,
}

/// What must be true, with the figure that was expected as the file wrote it.
#[derive(Clone, Debug)]
pub(super) struct Check {
    /// The key as a failure names it (`by_lot.free#2`).
    pub(super) key: String,
    pub(super) wanted: Wanted,
    pub(super) expected: Value,
}

/// A figure of a wallet, or of the calendar, and what it must be.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Figure(Figure, Credits),
    OfLot(LotFigure, String, Credits),
    Result(String, Outcome),
    Draws(String, Vec<(String, Credits)>),
    Cost(String, Credits),
    Alerts(Vec<(String, String)>),
    AutoTopups(Vec<(String, Credits)>),
    Refills { grant: String, from_n: i64, instants: Vec<Instant> },
    Monthly { lines: Vec<WorkLine>, days: u32, credits: Credits },
    WithBuffer { lines: Vec<WorkLine>, days: u32, percent: Credits, credits: Credits },
}

/// A figure of the whole wallet.
#[derive(Clone, Copy, Debug)]
pub(super) enum Figure {
    Balance,
    Owned,
    Held,
    Debt,
    Uncovered,
    ExpiredTotal,
}

/// A figure of one lot.
#[derive(Clone, Copy, Debug)]
pub(super) enum LotFigure {
    Remaining,
    Expired,
    Voided,
}

/// How an event ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Booked,
    Refused(Refusal),
}

impl Outcome {
    /// The word for it in files.
    pub(super) fn word(self) -> Value {
        match self {
            Self::Booked => Value::from("ok"),
            Self::Refused(refusal) => serde_json::to_value(refusal).unwrap_or_default(),
        }
    }
}

/// Reads an expectation; `events` are the ids that it may name.
pub(super) fn read_expectation(
    node: &Node<'_>,
    zone: Zone,
    events: &BTreeSet<&str>,
) -> Result<Expectation, DocumentError> {
    let fields = node.fields()?;
    let mut checks = Checks { events, found: Vec::new() };
    for (name, figure) in [
        ("balance", Figure::Balance),
        ("owned", Figure::Owned),
        ("held", Figure::Held),
        ("debt", Figure::Debt),
        ("uncovered", Figure::Uncovered),
        ("expired_total", Figure::ExpiredTotal),
    ] {
        if let Some(node) = fields.get(name) {
            checks.add(&node, name.to_owned(), Wanted::Figure(figure, node.credits()?));
        }
    }
    for (name, figure) in [
        ("by_lot", LotFigure::Remaining),
        ("expired", LotFigure::Expired),
        ("voided", LotFigure::Voided),
    ] {
        checks.each(&fields, name, |lot, node| {
            Ok(Wanted::OfLot(figure, lot.to_owned(), node.credits()?))
        })?;
    }
    checks.each_event(&fields, "results", |event, node| {
        let booked = node.text()? == "ok";
        let outcome = if booked { Outcome::Booked } else { Outcome::Refused(node.word()?) };
        Ok(Wanted::Result(event, outcome))
    })?;
    checks.each_event(&fields, "draws", |event, node| {
        Ok(Wanted::Draws(
            event,
            node.list()?.iter().map(name_and_credits).collect::<Result<_, _>>()?,
        ))
    })?;
    checks.each_event(&fields, "cost", |event, node| Ok(Wanted::Cost(event, node.credits()?)))?;
    if let Some(node) = fields.get("alerts") {
        let alerts = node.list()?.iter().map(name_and_name).collect::<Result<_, _>>()?;
        checks.add(&node, "alerts".to_owned(), Wanted::Alerts(alerts));
    }
    if let Some(node) = fields.get("auto_topups") {
        let topups = node.list()?.iter().map(name_and_credits).collect::<Result<_, _>>()?;
        checks.add(&node, "auto_topups".to_owned(), Wanted::AutoTopups(topups));
    }
    let of_wallet = !checks.found.is_empty();
    read_refills(&fields, zone, &mut checks)?;
    if let Some(node) = fields.get("estimate") {
        read_estimate(&node, &mut checks)?;
    }
    let at = fields.read("at", |at| read_played_instant(at, zone))?;
    let known_at = fields.read("known_at", |at| at.instant(zone))?;
    fields.get("note");
    if of_wallet && at.is_none() {
        return Err(fields.missing("at"));
    }
    let checks = checks.found;
    fields.finish()?;
    Ok(Expectation { path: node.path().to_owned(), at, known_at, checks })
}

/// The checks of one expectation, as they are found.
struct Checks<'a> {
    events: &'a BTreeSet<&'a str>,
    found: Vec<Check>,
}

impl Checks<'_> {
    fn add(&mut self, node: &Node<'_>, key: String, wanted: Wanted) {
        self.found.push(Check { key, wanted, expected: node.value().clone() });
    }

    fn each(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        read: impl Fn(&str, &Node<'_>) -> Result<Wanted, DocumentError>,
    ) -> Result<(), DocumentError> {
        let Some(node) = fields.get(name) else {
            return Ok(());
        };
        for (of, node) in node.entries()? {
            let wanted = read(of, &node)?;
            self.add(&node, format!("{name}.{of}"), wanted);
        }
        Ok(())
    }

    fn each_event(
        &mut self,
        fields: &Fields<'_>,
        name: &'static str,
        read: impl Fn(String, &Node<'_>) -> Result<Wanted, DocumentError>,
    ) -> Result<(), DocumentError> {
        let events = self.events;
        self.each(fields, name, |event, node| {
            if !events.contains(event) {
                return Err(node.error("no event has this id"));
            }
            read(event.to_owned(), node)
        })
    }
}

fn name_and_credits(node: &Node<'_>) -> Result<(String, Credits), DocumentError> {
    let [name, credits] = node.pair()?;
    Ok((name.text()?.to_owned(), credits.credits()?))
}

fn name_and_name(node: &Node<'_>) -> Result<(String, String), DocumentError> {
    let [one, two] = node.pair()?;
    Ok((one.text()?.to_owned(), two.text()?.to_owned()))
}

fn read_refills(
    fields: &Fields<'_>,
    zone: Zone,
    checks: &mut Checks<'_>,
) -> Result<(), DocumentError> {
    const MOST_REFILLS: i64 = 1_000_000_000;
    let grant = fields.get("grant");
    let from_n = fields.read("from_n", |n| n.integer(0, MOST_REFILLS))?.unwrap_or_default();
    let Some(refills) = fields.get("refills") else {
        return match grant {
            Some(_) => Err(fields.missing("refills")),
            None => Ok(()),
        };
    };
    let grant = grant.ok_or_else(|| fields.missing("grant"))?.name()?.to_owned();
    let instants = refills.list()?.iter().map(|at| at.instant(zone)).collect::<Result<_, _>>()?;
    checks.add(&refills, "refills".to_owned(), Wanted::Refills { grant, from_n, instants });
    Ok(())
}

fn read_estimate(node: &Node<'_>, checks: &mut Checks<'_>) -> Result<(), DocumentError> {
    const MOST_DAYS: i64 = 366;
    let fields = node.fields()?;
    let lines = fields.read_list("lines", |line| {
        let fields = line.fields()?;
        // For whoever reads the scenario.
        fields.read("name", Node::text)?;
        let planned = WorkLine {
            units: fields.need("per_day")?.amount()?,
            often: Often::Daily,
            credits: fields.need("credits")?.amount()?,
            project: None,
        };
        fields.finish().map(|()| planned)
    })?;
    let days = fields.need("days")?;
    let days = u32::try_from(days.integer(0, MOST_DAYS)?).map_err(|error| days.error(error))?;
    if let Some(monthly) = fields.get("monthly") {
        let wanted = Wanted::Monthly { lines: lines.clone(), days, credits: monthly.credits()? };
        checks.add(&monthly, "estimate.monthly".to_owned(), wanted);
    }
    for buffer in fields.read_list("with_buffer", |buffer| Ok(buffer.clone()))? {
        let fields = buffer.fields()?;
        let percent = fields.need("percent")?.amount()?;
        let credits = fields.need("credits")?;
        let key = format!("estimate.with_buffer.{percent}");
        let wanted =
            Wanted::WithBuffer { lines: lines.clone(), days, percent, credits: credits.credits()? };
        checks.add(&credits, key, wanted);
        fields.finish()?;
    }
    fields.finish()
}
