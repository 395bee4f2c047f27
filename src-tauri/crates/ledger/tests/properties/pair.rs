//! Both computations of one wallet, given the same facts.

use bursar_ledger::fact::{Fact, Refusal, Seq, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::journal::{EnterError, Journal, NewEntry};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::compare;
use crate::histories::Step;
use crate::naive::{Model, Wallet};

pub(crate) struct Pair {
    pub(crate) journal: Journal,
    pub(crate) model: Model,
}

/// How an entry ended: where it stands in the order of entry, or why it was refused and which
/// booked entry stood against it.
pub(crate) type Outcome = Result<Seq, (Refusal, Option<Seq>)>;

impl Pair {
    pub(crate) fn new(rules: &WalletRules) -> Self {
        Self { journal: Journal::new(rules.clone()), model: Model::new(rules.clone()) }
    }

    /// The naive wallet at an instant, from everything booked.
    pub(crate) fn wallet(&self, at: Instant) -> Wallet {
        self.model.wallet(at, self.model.entries.len())
    }

    /// What a step comes to in the wallet as it stands; none if there is nothing to do it to.
    pub(crate) fn fact(&self, number: usize, step: &Step) -> Option<(Instant, Fact)> {
        let last = self.model.last_instant();
        let at = step.when.instant(last, &self.wallet(last));
        let then = self.wallet(at);
        let balance = then.balance(&self.model.rules);
        step.what.fact(at, number, &then, balance).map(|fact| (at, fact))
    }

    /// Enters a fact into both; `recorded_at` counts the steps.
    pub(crate) fn enter(
        &mut self,
        recorded_at: Instant,
        at: Instant,
        fact: Fact,
    ) -> Result<Outcome, TestCaseError> {
        let shown = format!("{fact:?} at {at}");
        let engine = enter(&mut self.journal, recorded_at, at, fact.clone());
        let naive = self.model.enter(at, fact);
        prop_assert_eq!(&engine, &naive, "{}", shown);
        self.agree(at, None, &shown)?;
        if at < self.model.last_instant() {
            self.agree(self.model.last_instant(), None, &shown)?;
        }
        if let Ok(seq) = engine {
            let view = self.journal.view(at, None).unwrap();
            let wrong = compare::wrong_draws(&view, &self.wallet(at), seq);
            prop_assert!(wrong.is_empty(), "{shown}\n{wrong}");
        }
        Ok(engine)
    }

    /// Both give the same wallet at an instant, and it keeps the laws. `known` is how many entries
    /// were known and when that was.
    pub(crate) fn agree(
        &self,
        at: Instant,
        known: Option<(usize, Instant)>,
        shown: &str,
    ) -> Result<(), TestCaseError> {
        let entries = known.map_or(self.model.entries.len(), |(entries, _)| entries);
        let view = self.journal.view(at, known.map(|(_, known_at)| known_at)).unwrap();
        let wallet = self.model.wallet(at, entries);
        let wrong = compare::differences(&view, &wallet, &self.model.rules);
        prop_assert!(wrong.is_empty(), "{shown}\nat {at}:\n{wrong}");
        let broken = compare::broken_laws(&view, &wallet);
        prop_assert!(broken.is_empty(), "{shown}\nat {at}:\n{broken}");
        Ok(())
    }
}

/// Enters a fact into a journal.
pub(crate) fn enter(
    journal: &mut Journal,
    recorded_at: Instant,
    at: Instant,
    fact: Fact,
) -> Outcome {
    let shown = format!("{fact:?} at {at}");
    let entered = journal.enter(NewEntry { at, recorded_at, key: None, fact });
    entered.map_err(|error| match error {
        EnterError::Refused { refusal, conflicts_with } => (refusal, conflicts_with),
        other => panic!("{shown}: {other}"),
    })
}
