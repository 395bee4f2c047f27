//! The name that was probably meant, for the hint of an error.

/// ` (did you mean “…”?)` for the nearest of `known`, or nothing if none is near.
pub(super) fn hint<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let given = given.to_lowercase();
    // A third of the letters may differ; more would suggest something at random.
    let most = given.chars().count().div_ceil(3);
    let distances = known.into_iter().map(|name| (distance(&given, &name.to_lowercase()), name));
    match distances.min_by_key(|(distance, _)| *distance) {
        Some((distance, name)) if distance <= most => {
            format!(" (did you mean \u{201c}{name}\u{201d}?)")
        }
        _ => String::new(),
    }
}

/// How many letters must be put in, taken out or replaced to get from `a` to `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.chars().enumerate() {
        let mut diagonal = row;
        above[0] = row + 1;
        for (column, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = above[column + 1];
            above[column + 1] = replaced.min(above[column] + 1).min(diagonal + 1);
        }
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_and_nothing_at_random() {
        let known = ["gmt_create", "predict_type", "groupId"];
        assert_eq!(hint("gmt_created", known), " (did you mean “gmt_create”?)");
        assert_eq!(hint("groupid", known), " (did you mean “groupId”?)");
        assert_eq!(hint("zzz", known), "");
        assert_eq!(hint("", []), "");
    }
}
