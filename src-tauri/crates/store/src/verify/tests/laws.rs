//! What is true of every history.

use bursar_ledger::policy::Policy;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::desk::{Desk, instant};
use super::histories::{Op, Step, any_step, histories, plain_histories, policies};

/// Steps between two looks at everything.
const LOOK_EVERY: usize = 7;

pub(super) fn assert_clean(desk: &Desk) -> Result<(), TestCaseError> {
    let report = desk.books.verify().map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert!(report.is_clean(), "{:#?}", report.findings);
    Ok(())
}

fn look_at_everything(desk: &Desk, quarter: i64) -> Result<(), TestCaseError> {
    let known = Some(desk.a_while_ago());
    for (at, known_at) in [(150, None), (quarter, None), (50, None), (150, known), (quarter, known)]
    {
        let at = instant(at);
        prop_assert_eq!(
            desk.view(at, known_at),
            desk.view_in_memory(at, known_at),
            "at {}, known at {:?}",
            at,
            known_at
        );
    }
    for [of_books, of_memory] in desk.draws_twice() {
        prop_assert_eq!(of_books, of_memory);
    }
    assert_clean(desk)
}

/// The books take and refuse what the engine takes and refuses that keeps everything in memory and
/// has no checkpoints, and give the same wallet at every instant, also as it was known before.
fn books_agree_with_memory(policy: Policy, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut desk = Desk::new(policy);
    for (number, step) in steps.iter().enumerate() {
        desk.step_twice(step)?;
        if number % LOOK_EVERY == LOOK_EVERY - 1 {
            look_at_everything(&desk, step.quarter)?;
        }
    }
    look_at_everything(&desk, 30)
}

/// Whatever was entered, refused, voided and undone: what is derived follows from the facts.
fn books_stay_clean(policy: Policy, steps: &[Step]) -> Result<(), TestCaseError> {
    let mut desk = Desk::new(policy);
    for (number, step) in steps.iter().enumerate() {
        desk.step(step);
        if number % LOOK_EVERY == LOOK_EVERY - 1 {
            assert_clean(&desk)?;
        }
    }
    assert_clean(&desk)
}

/// Voiding a step, and voiding a void, leave what was there before, row by row.
fn voids_restore(policy: Policy, steps: &[Step], last: &Step) -> Result<(), TestCaseError> {
    let mut desk = Desk::new(policy);
    for step in steps {
        desk.step(step);
    }
    let before = desk.derived();
    if !desk.step(last) {
        prop_assert_eq!(&desk.derived(), &before, "what is refused leaves nothing");
        return Ok(());
    }
    let after = desk.derived();
    // What a step covered may be needed to keep a usage covered: then it cannot be taken back.
    let taken_back = match last.op {
        // Undo goes further back each time; to take one back, it is voided.
        Op::Undo => desk.void_last(),
        _ => desk.undo(),
    };
    if taken_back {
        prop_assert_eq!(&desk.derived(), &before, "taken back");
        if desk.void_last() {
            prop_assert_eq!(&desk.derived(), &after, "that taken back");
        }
    }
    assert_clean(&desk)
}

/// Few, since each makes books of its own; `PROPTEST_CASES` asks for more.
pub(super) fn cases() -> ProptestConfig {
    const USUAL: u32 = 80;
    let usual = std::env::var_os("PROPTEST_CASES").is_none();
    let config = ProptestConfig::default();
    ProptestConfig { cases: if usual { USUAL } else { config.cases }, ..config }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn books_on_disk_are_the_journal_in_memory(policy in policies(), steps in plain_histories()) {
        books_agree_with_memory(policy, &steps)?;
    }

    #[test]
    fn what_is_voided_leaves_no_trace(
        policy in policies(),
        steps in histories(),
        last in any_step(),
    ) {
        voids_restore(policy, &steps, &last)?;
    }

    #[test]
    fn what_is_derived_always_follows_from_the_facts(policy in policies(), steps in histories()) {
        books_stay_clean(policy, &steps)?;
    }
}
