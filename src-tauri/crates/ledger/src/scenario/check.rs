//! Compares what a scenario expects with what became true.

use serde_json::{Value, json};

use super::expect::{Check, Expectation, Figure, LotFigure, Wanted};
use super::run::Played;
use super::{Failure, Scenario};
use crate::credits::Credits;
use crate::document::DocumentError;
use crate::engine::View;
use crate::estimate::need;
use crate::fact::{GrantTerms, Seq};
use crate::instant::Instant;

/// How many checks were made, and those that failed.
pub(super) fn check_all(
    scenario: &Scenario,
    grants: &[GrantTerms],
    played: &Played,
) -> Result<(usize, Vec<Failure>), DocumentError> {
    let mut made = 0;
    let mut failures = Vec::new();
    for expectation in &scenario.expect {
        let invalid =
            |error: &dyn std::fmt::Display| DocumentError::new(expectation.path.clone(), error);
        let view = expectation
            .at
            .map(|at| played.journal.view(at, expectation.known_at))
            .transpose()
            .map_err(|error| invalid(&error))?;
        let truth = Truth { view: view.as_ref(), played, grants };
        for check in &expectation.checks {
            made += 1;
            let actual = truth.find(check).map_err(|error| invalid(&error))?;
            failures.extend(actual.map(|actual| failure(expectation, check, actual)));
        }
    }
    Ok((made, failures))
}

fn failure(expectation: &Expectation, check: &Check, actual: Value) -> Failure {
    Failure { at: expectation.at, key: check.key.clone(), expected: check.expected.clone(), actual }
}

/// Where the true figures are found.
struct Truth<'a> {
    view: Option<&'a View>,
    played: &'a Played,
    grants: &'a [GrantTerms],
}

type Found = Result<Option<Value>, Box<dyn std::error::Error>>;

impl Truth<'_> {
    /// The true figure if it differs from the one that is wanted.
    fn find(&self, check: &Check) -> Found {
        Ok(match &check.wanted {
            Wanted::Figure(figure, wanted) => differs(*wanted, self.figure(*figure)),
            Wanted::OfLot(figure, lot, wanted) => differs(*wanted, self.of_lot(*figure, lot)),
            Wanted::Result(event, wanted) => {
                let outcome = self.played.outcome(event);
                let actual = outcome.map_or(Value::Null, |outcome| outcome.word());
                (outcome != Some(*wanted)).then_some(actual)
            }
            Wanted::Draws(event, wanted) => {
                let seq = self.played.place(event).unwrap_or(Seq(u64::MAX));
                let drawn = self.view.and_then(|view| view.draws.get(&seq));
                let drawn = drawn.map_or(&[][..], Vec::as_slice);
                (drawn != wanted).then(|| pairs(drawn.iter().map(|(lot, credits)| (lot, credits))))
            }
            Wanted::Cost(event, wanted) => {
                let cost = self.played.cost(event);
                (cost != Some(*wanted)).then(|| json!(cost))
            }
            Wanted::Alerts(wanted) => {
                let fired = self.view.map_or(&[][..], |view| &view.alerts);
                let fired = fired.iter().map(|(seq, alert)| (self.played.event_at(*seq), alert));
                let same =
                    fired.clone().eq(wanted.iter().map(|(event, alert)| (event.as_str(), alert)));
                (!same).then(|| pairs(fired))
            }
            Wanted::AutoTopups(wanted) => {
                let made = self.view.map_or(&[][..], |view| &view.auto_topups);
                let made = made.iter().map(|(seq, credits)| (self.played.event_at(*seq), credits));
                let same = made.clone().eq(wanted.iter().map(|(event, of)| (event.as_str(), of)));
                (!same).then(|| pairs(made))
            }
            Wanted::Refills { grant, from_n, instants } => {
                let actual = self.refills(grant, *from_n, instants.len())?;
                (actual != *instants).then(|| json!(actual))
            }
            Wanted::Monthly { lines, days, credits } => {
                differs(*credits, need(lines, *days, Credits::ZERO)?.together)
            }
            Wanted::WithBuffer { lines, days, percent, credits } => {
                differs(*credits, need(lines, *days, *percent)?.buffered)
            }
        })
    }

    fn figure(&self, figure: Figure) -> Credits {
        self.view.map_or(Credits::ZERO, |view| match figure {
            Figure::Balance => view.balance,
            Figure::Owned => view.owned,
            Figure::Held => view.held,
            Figure::Debt => view.debt,
            Figure::Uncovered => view.uncovered,
            Figure::ExpiredTotal => view.totals.expired,
        })
    }

    /// A lot that is not there holds, lost and voids nothing.
    fn of_lot(&self, figure: LotFigure, id: &str) -> Credits {
        let lot = self.view.and_then(|view| view.lots.iter().find(|lot| lot.id == id));
        lot.map_or(Credits::ZERO, |lot| match figure {
            LotFigure::Remaining => lot.remaining,
            LotFigure::Expired => lot.expired,
            LotFigure::Voided => lot.voided,
        })
    }

    fn refills(
        &self,
        id: &str,
        from_n: i64,
        count: usize,
    ) -> Result<Vec<Instant>, Box<dyn std::error::Error>> {
        let grant = self.grants.iter().find(|grant| grant.id == id);
        let grant = grant.ok_or_else(|| format!("no grant is named \u{201c}{id}\u{201d}"))?;
        let instants = (from_n..).take(count).map(|n| grant.recurrence.instant(n));
        Ok(instants.collect::<Result<_, _>>()?)
    }
}

fn differs(wanted: Credits, actual: Credits) -> Option<Value> {
    (wanted != actual).then(|| json!(actual))
}

fn pairs<A: serde::Serialize, B: serde::Serialize>(pairs: impl Iterator<Item = (A, B)>) -> Value {
    Value::Array(pairs.map(|pair| json!(pair)).collect())
}
