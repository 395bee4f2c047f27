//! What was measured against what was promised.

use super::measure::Runs;
use crate::Stop;
use std::fmt;

/// One duration in proportion to another, in hundredths.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) struct Ratio(u128);

impl Ratio {
    pub(super) const fn hundredths(hundredths: u128) -> Ratio {
        Ratio(hundredths)
    }

    /// The least run of the one to the least run of the other: what disturbs a run only makes it
    /// longer, so the least ones say most about the programs. Rounded up.
    pub(super) fn of(one: &Runs, other: &Runs) -> Ratio {
        Ratio((one.min().as_nanos() * 100).div_ceil(other.min().as_nanos().max(1)))
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// The bounds that were broken.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    broken: Vec<String>,
}

impl Verdict {
    /// Judges a ratio.
    pub(super) fn ratio(&mut self, what: &str, found: Ratio, most: Ratio) {
        self.judge(what, &found.to_string(), &most.to_string(), found <= most);
    }

    /// Judges an amount of memory; `None` where the system does not tell it.
    pub(super) fn bytes(&mut self, what: &str, found: Option<u64>, most: u64) {
        let megabytes = |bytes: u64| format!("{} MB", bytes.div_ceil(1_000_000));
        match found {
            Some(bytes) => {
                self.judge(what, &megabytes(bytes), &megabytes(most), bytes <= most);
            }
            None => println!("  {what}: not measured, this system does not tell"),
        }
    }

    /// Judges a figure that has to be exact.
    pub(super) fn same(&mut self, what: &str, found: Option<u64>, expected: u64) {
        let holds = found == Some(expected);
        let found = found.map_or("not told".to_owned(), |figure| figure.to_string());
        println!("  {} {what}: {found}", mark(holds));
        if !holds {
            self.broken.push(format!("{what}: {found} instead of {expected}"));
        }
    }

    fn judge(&mut self, what: &str, found: &str, most: &str, holds: bool) {
        println!("  {} {what}: {found} (at most {most})", mark(holds));
        if !holds {
            self.broken.push(format!("{what} is {found}, more than {most}"));
        }
    }

    /// Stops if any bound was broken.
    pub(super) fn close(self) -> Result<(), Stop> {
        if self.broken.is_empty() {
            println!("\nEvery bound holds.");
            Ok(())
        } else {
            Err(Stop::Failed(format!("\nBroken: {}.", self.broken.join("; "))))
        }
    }
}

fn mark(holds: bool) -> &'static str {
    if holds { "✓" } else { "✗" }
}

#[cfg(test)]
mod tests {
    use super::{Ratio, Runs, Stop, Verdict};
    use std::time::Duration;

    #[test]
    fn a_ratio_compares_the_least_runs_and_rounds_up() {
        let runs = |millis: &[u64]| {
            let mut runs = Runs::default();
            millis.iter().for_each(|&run| runs.push(Duration::from_millis(run)));
            runs
        };
        let found = Ratio::of(&runs(&[900, 200]), &runs(&[60, 600]));
        assert_eq!(found.to_string(), "3.34");
        assert!(found > Ratio::hundredths(333), "it is never rounded in our favour");
    }

    #[test]
    fn a_broken_bound_is_named_and_a_bound_that_is_met_exactly_holds() {
        let mut verdict = Verdict::default();
        verdict.ratio("import", Ratio::hundredths(300), Ratio::hundredths(300));
        verdict.bytes("memory", None, 1);
        verdict.same("credits", Some(7), 7);
        assert!(verdict.broken.is_empty(), "{verdict:?}");
        verdict.bytes("memory", Some(300_000_001), 300_000_000);
        verdict.same("credits", None, 7);
        let Err(Stop::Failed(sentence)) = verdict.close() else {
            panic!("a broken bound was passed over");
        };
        assert!(sentence.contains("memory is 301 MB, more than 300 MB"), "{sentence}");
        assert!(sentence.contains("credits: not told instead of 7"), "{sentence}");
    }
}
