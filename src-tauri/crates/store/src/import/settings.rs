//! The settings of a usage as one text: `name=value; name=value`, sorted by name.
//!
//! A backslash stands before `;`, `=` and `\` where they belong to a name or a value, so that any
//! setting survives being written and read.

use std::borrow::Cow;
use std::collections::BTreeMap;

/// The settings in such a text. A part without `=` is a name without a value.
pub fn pairs(text: &str) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
    parts(text, ';').filter_map(|part| {
        let mut sides = parts(part, '=');
        let name = unescape(sides.next().unwrap_or_default().trim());
        let value_at = sides
            .next()
            .map_or(part.len(), |value| value.as_ptr() as usize - part.as_ptr() as usize);
        let value = unescape(part.get(value_at..).unwrap_or_default().trim());
        (!name.is_empty()).then_some((name, value))
    })
}

/// Settings as one such text, whatever their order.
pub fn text_of(settings: &[(String, String)]) -> String {
    let sorted: BTreeMap<&str, &str> =
        settings.iter().map(|(name, value)| (name.trim(), value.trim())).collect();
    let mut text = String::new();
    for (name, value) in sorted {
        append(&mut text, name, value);
    }
    text
}

/// Appends one setting to a text whose names so far come before it.
pub(super) fn append(text: &mut String, name: &str, value: &str) {
    if !text.is_empty() {
        text.push_str("; ");
    }
    escape(text, name);
    text.push('=');
    escape(text, value);
}

/// The settings of a cell: a JSON object, or a text of pairs. `None` if it is neither.
pub(super) fn read(cell: &str) -> Option<BTreeMap<String, String>> {
    if cell.starts_with('{') {
        let members: BTreeMap<String, serde_json::Value> = serde_json::from_str(cell).ok()?;
        let filled = members.into_iter().filter_map(|(name, value)| {
            let value = match value {
                serde_json::Value::Null => return None,
                serde_json::Value::String(text) => text.trim().to_owned(),
                other => other.to_string(),
            };
            (!value.is_empty()).then(|| (name.trim().to_owned(), value))
        });
        return Some(filled.collect());
    }
    let whole = pairs(cell).all(|(_, value)| !value.is_empty());
    whole
        .then(|| pairs(cell).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
}

/// The parts of a text between the separators that no backslash stands before.
fn parts(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut escaped = false;
    text.split(move |sign: char| {
        let splits = sign == separator && !escaped;
        escaped = sign == '\\' && !escaped;
        splits
    })
}

fn escape(text: &mut String, part: &str) {
    for sign in part.chars() {
        if matches!(sign, ';' | '=' | '\\') {
            text.push('\\');
        }
        text.push(sign);
    }
}

fn unescape(part: &str) -> Cow<'_, str> {
    if !part.contains('\\') {
        return Cow::Borrowed(part);
    }
    let mut plain = String::with_capacity(part.len());
    let mut signs = part.chars();
    while let Some(sign) = signs.next() {
        plain.push(if sign == '\\' { signs.next().unwrap_or(sign) } else { sign });
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn settings_are_read_from_pairs_and_from_an_object() {
        for (cell, expected) in [
            ("steps=30; size=1024x1024", Some("size=1024x1024; steps=30")),
            (r#"{"steps": 30.0, "hd": true, "none": null}"#, Some("hd=true; steps=30.0")),
            (r"prompt=a\=b\;c", Some(r"prompt=a\=b\;c")),
            ("url=a?b=c", Some(r"url=a?b\=c")),
            ("fast", None),
            ("{broken", None),
        ] {
            let written = read(cell).map(|settings| {
                let mut text = String::new();
                for (name, value) in &settings {
                    append(&mut text, name, value);
                }
                text
            });
            assert_eq!(written.as_deref(), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn any_setting_survives(name in r"[a-z\\;=][a-z \\;=]{0,6}[a-z\\;=]", value in r"[a-z\\;=🎨]{1,8}") {
            let mut text = String::new();
            append(&mut text, &name, &value);
            append(&mut text, "z", "1");
            let read: Vec<_> = pairs(&text).collect();
            prop_assert_eq!(read, vec![(name.into(), value.into()), ("z".into(), "1".into())]);
        }
    }
}
