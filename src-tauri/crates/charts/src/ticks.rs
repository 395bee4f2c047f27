//! Round figures along an axis of amounts, and how they are written in short.

/// Millionths in a unit.
const UNIT: i128 = 1_000_000;

/// Round amounts from `low` to `high` (in millionths), zero among them if it lies there: steps of
/// 1, 2, 2.5 or 5 times a power of ten. So few that there are at most `most`, or one more where
/// there would be less than three.
pub(crate) fn amounts(low: i64, high: i64, most: usize) -> Vec<i64> {
    let (low, high) = (i128::from(low), i128::from(high));
    let most = most.max(1);
    let mut finer: Vec<i64> = Vec::new();
    for step in steps() {
        let (first, last) = (div_ceil(low, step), high.div_euclid(step));
        let count = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
        if count > most + 1 {
            continue;
        }
        let ticks = (first..=last).filter_map(|count| i64::try_from(count * step).ok()).collect();
        if count <= most {
            return if count < 3 && most > 2 && !finer.is_empty() { finer } else { ticks };
        }
        finer = ticks;
    }
    vec![0]
}

/// The steps between ticks, the smallest first. One of 2.5 exists only where it is whole.
fn steps() -> impl Iterator<Item = i128> {
    let powers = std::iter::successors(Some(1_i128), |power| Some(power * 10)).take(21);
    powers.flat_map(|power| {
        [Some(power), Some(2 * power), (power > 1).then_some(5 * power / 2), Some(5 * power)]
            .into_iter()
            .flatten()
    })
}

fn div_ceil(value: i128, step: i128) -> i128 {
    -(-value).div_euclid(step)
}

/// An amount in short: `0`, `500`, `2.5k`, `−1.5M`. Exact; a tick is round.
pub(crate) fn short(micros: i64) -> String {
    let magnitude = i128::from(micros).abs();
    let (scale, suffix) = [
        (UNIT * 1_000_000_000_000, "T"),
        (UNIT * 1_000_000_000, "B"),
        (UNIT * 1_000_000, "M"),
        (UNIT * 1_000, "k"),
    ]
    .into_iter()
    .find(|(scale, _)| magnitude >= *scale)
    .unwrap_or((UNIT, ""));
    let (whole, mut rest) = (magnitude / scale, magnitude % scale);
    let mut text = if micros < 0 { format!("\u{2212}{whole}") } else { whole.to_string() };
    if rest > 0 {
        text.push('.');
        while rest > 0 {
            rest *= 10;
            text.push_str(&(rest / scale).to_string());
            rest %= scale;
        }
    }
    text + suffix
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREDIT: i64 = 1_000_000;

    #[test]
    fn ticks_are_round_and_few() {
        for (low, high, ticks) in [
            (0, 3_380 * CREDIT, "0 1k 2k 3k"),
            (0, 2_499 * CREDIT, "0 1k 2k"),
            (0, 9_999 * CREDIT, "0 2.5k 5k 7.5k"),
            (0, 10_000 * CREDIT, "0 5k 10k"),
            (0, 1_000 * CREDIT, "0 500 1k"),
            (0, CREDIT, "0 0.5 1"),
            (0, 3, "0 0.000001 0.000002 0.000003"),
            (-1_500 * CREDIT, 1_000 * CREDIT, "\u{2212}1k 0 1k"),
            (-900 * CREDIT, 1_737 * CREDIT, "\u{2212}500 0 500 1k 1.5k"),
            (-7 * CREDIT, 0, "\u{2212}6 \u{2212}4 \u{2212}2 0"),
            (0, i64::MAX, "0 2.5T 5T 7.5T"),
            (i64::MIN, i64::MAX, "\u{2212}5T 0 5T"),
            (0, 0, "0"),
        ] {
            let written: Vec<_> = amounts(low, high, 4).into_iter().map(short).collect();
            assert_eq!(written.join(" "), ticks, "{low}..{high}");
        }
    }

    #[test]
    fn there_are_three_or_four_ticks_whatever_the_figures() {
        // Below forty millionths the steps of 2.5 are missing.
        let mut high: i64 = 40;
        while high < i64::MAX / 3 {
            let count = amounts(0, high, 4).len();
            assert!((3..=4).contains(&count), "{count} ticks up to {high}");
            high = high + high / 7 + 1;
        }
    }
}
