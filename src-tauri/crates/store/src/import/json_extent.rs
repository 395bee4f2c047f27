//! Finds where a JSON value ends, without reading it.
//!
//! This is what keeps a list of any length out of memory: each of its values is found by its
//! brackets and quotes, and only then read.

/// Where a value ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extent {
    /// It ends before this place.
    Whole(usize),
    /// It ends after the text at hand, if ever.
    Unfinished,
}

/// The extent of the value that begins `bytes`; `is_whole` says that no text comes after them.
pub(super) fn of(bytes: &[u8], is_whole: bool) -> Extent {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(sign) = bytes.get(at) {
        match sign {
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return Extent::Whole(at),
            b'}' | b']' if depth == 1 => return Extent::Whole(at + 1),
            b'}' | b']' => depth -= 1,
            b'"' => match string_end(bytes, at) {
                Some(end) if depth == 0 => return Extent::Whole(end),
                Some(end) => {
                    at = end;
                    continue;
                }
                None => return Extent::Unfinished,
            },
            b',' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return Extent::Whole(at),
            _ => {}
        }
        at += 1;
    }
    if is_whole && depth == 0 { Extent::Whole(at) } else { Extent::Unfinished }
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
        for (text, is_whole, end) in [
            (r#"{"a":[1,{"b":"]}\"\\"}]},{"#, false, Some(24)),
            (r#"{"a":1"#, true, None),
            (r#""a\"b","#, false, Some(6)),
            (r#""a\""#, true, None),
            ("12]", false, Some(2)),
            ("12", false, None),
            ("12", true, Some(2)),
            ("", true, Some(0)),
        ] {
            let expected = end.map_or(Extent::Unfinished, Extent::Whole);
            assert_eq!(of(text.as_bytes(), is_whole), expected, "{text}");
        }
    }
}
