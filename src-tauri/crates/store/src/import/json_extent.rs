//! Finds where a JSON value ends, without reading it.
//!
//! This is what keeps a list of any length out of memory: each of its values is found by its
//! brackets and quotes, and only then read.

/// Where the value that begins `bytes` ends; `None` if it does not end in them.
pub(super) fn of(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(sign) = bytes.get(at) {
        match sign {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Some(at),
            b'}' | b']' if depth == 1 => return Some(at + 1),
            b'}' | b']' => depth -= 1,
            b'"' => match string_end(bytes, at) {
                Some(end) if depth == 0 => return Some(end),
                Some(end) => {
                    at = end;
                    continue;
                }
                None => return None,
            },
            b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Where the string that opens at `open` ends, behind its quote.
fn string_end(bytes: &[u8], open: usize) -> Option<usize> {
    let mut at = open + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_its_brackets_and_quotes_close() {
        for (text, end) in [
            (r#"{"a":[1,{"b":"]}\"\\"}]},{"#, Some(24)),
            (r#"{"a":1"#, None),
            (r#""a\"b","#, Some(6)),
            (r#""a\""#, None),
            (r#""a\"#, None),
            ("12]", Some(2)),
            ("12 ", Some(2)),
            ("12", None),
            (",", Some(0)),
            ("", None),
        ] {
            assert_eq!(of(text.as_bytes()), end, "{text}");
        }
    }
}
