//! The line: the balances that lie in the range, as few corners as the width can show.

use super::{Balance, BalanceOverTime, Lapse};

/// The balances of the range. The first stands at its beginning if one held there.
pub(super) fn visible(asked: &BalanceOverTime) -> Vec<Balance> {
    let opening = asked.balances.iter().rfind(|balance| balance.at <= asked.from);
    let opening = opening.map(|balance| Balance { at: asked.from, ..*balance });
    let inside =
        asked.balances.iter().filter(|step| step.at > asked.from && step.at <= asked.until);
    opening.into_iter().chain(inside.copied()).collect()
}

/// What lapses after the range, in order of time, as long as it is no farther away than the range
/// is long: what lapses next year would press a month of facts into a corner.
pub(super) fn ahead(asked: &BalanceOverTime) -> Vec<Lapse> {
    let farthest = asked.until.saturating_add(asked.until.saturating_sub(asked.from));
    let mut lapses: Vec<Lapse> = asked
        .lapses
        .iter()
        .filter(|lapse| lapse.micros > 0 && lapse.at > asked.until && lapse.at <= farthest)
        .copied()
        .collect();
    lapses.sort_by_key(|lapse| lapse.at);
    lapses
}

/// Of the balances that fall into one column of the screen, the first, the lowest, the highest and
/// the last, and where it becomes unknown: the line looks the same with all of them.
pub(super) fn thinned(steps: &[Balance], column: impl Fn(i64) -> i64) -> Vec<Balance> {
    let mut kept = Vec::new();
    for group in steps.chunk_by(|one, next| column(one.at) == column(next.at)) {
        let known =
            || group.iter().enumerate().filter_map(|(index, step)| Some((step.micros?, index)));
        let mut indexes: Vec<usize> = [Some(0), Some(group.len() - 1)]
            .into_iter()
            .chain([known().min().map(|(_, index)| index), known().max().map(|(_, index)| index)])
            .chain([group.iter().position(|step| step.micros.is_none())])
            .flatten()
            .collect();
        indexes.sort_unstable();
        indexes.dedup();
        kept.extend(indexes.into_iter().filter_map(|index| group.get(index).copied()));
    }
    kept
}

/// The corners of the line, one run for each time without a gap, up to an end.
pub(super) fn runs(steps: &[Balance], until: i64) -> Vec<Vec<(i64, i64)>> {
    let mut runs: Vec<Vec<(i64, i64)>> = Vec::new();
    let mut run: Vec<(i64, i64)> = Vec::new();
    let ends = steps.iter().skip(1).map(|step| step.at).chain([until]);
    for (step, end) in steps.iter().zip(ends) {
        match step.micros {
            Some(micros) => run.extend([(step.at, micros), (end, micros)]),
            None if run.is_empty() => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(balances: &[(i64, Option<i64>)]) -> Vec<Balance> {
        balances.iter().map(|&(at, micros)| Balance { at, micros }).collect()
    }

    #[test]
    fn a_gap_breaks_the_line() {
        let steps = steps(&[(0, Some(5)), (10, None), (20, Some(3)), (30, Some(1))]);
        let expected = [vec![(0, 5), (10, 5)], vec![(20, 3), (30, 3), (30, 1), (40, 1)]];
        assert_eq!(runs(&steps, 40), expected);
    }

    #[test]
    fn thinning_keeps_the_ends_and_the_extremes() {
        let many: Vec<_> = (0..1_000).map(|at| (at, Some((at * 7919) % 1_000))).collect();
        let kept = thinned(&steps(&many), |at| at / 100);
        assert!(kept.len() <= 40);
        for group in kept.chunk_by(|one, next| one.at / 100 == next.at / 100) {
            let column = group[0].at / 100;
            let all = || {
                many.iter().filter(|(at, _)| at / 100 == column).filter_map(|(_, micros)| *micros)
            };
            let kept = || group.iter().filter_map(|step| step.micros);
            assert_eq!((kept().min(), kept().max()), (all().min(), all().max()));
            assert_eq!(group.last().map(|step| step.at), Some(column * 100 + 99));
        }
    }
}
