//! The few values that are read from what `bursar --json` answers.
//!
//! Deliberately not a parser: it finds the values of one key in text that our own program wrote, so
//! that this program depends on nothing.

/// Every string that stands under `key`, in order; the strings must hold no escapes.
pub(crate) fn strings(json: &str, key: &str) -> Vec<String> {
    values(json, key)
        .filter_map(|rest| Some(rest.strip_prefix('"')?.split('"').next()?.to_owned()))
        .collect()
}

/// The last whole number that stands under `key`: that of a total, which comes last.
pub(crate) fn last_number(json: &str, key: &str) -> Option<u64> {
    let rest = values(json, key).last()?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// What follows each appearance of `key`.
fn values<'j>(json: &'j str, key: &str) -> impl Iterator<Item = &'j str> {
    let key = format!("\"{key}\"");
    let places: Vec<_> = json.match_indices(&key).map(|(at, found)| at + found.len()).collect();
    places
        .into_iter()
        .filter_map(|after| Some(json[after..].trim_start().strip_prefix(':')?.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::{last_number, strings};

    const BALANCE: &str = r#"{"at":"2026-11-21T00:00:00Z","wallets":[
        {"name": "Main Space","provider":"imagineart"},{"name":"Lab","provider":"lab"}]}"#;
    const USAGE: &str = r#"{"rows":[{"count":2,"credits":7}],"total":{"count":21,"credits": 70}}"#;

    #[test]
    fn the_values_of_a_key_are_found() {
        assert_eq!(strings(BALANCE, "name"), ["Main Space", "Lab"]);
        assert!(strings(BALANCE, "kind").is_empty(), "no such key, no value");
        assert_eq!(last_number(USAGE, "credits"), Some(70));
        assert_eq!(last_number(USAGE, "count"), Some(21));
        assert_eq!(last_number(BALANCE, "name"), None);
    }
}
