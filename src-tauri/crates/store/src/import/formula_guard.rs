//! The apostrophe that keeps a spreadsheet from running a text cell as a formula.
//!
//! An export puts one before a text that begins like a formula; an import takes one away again, so
//! that any text survives being exported and imported. Numbers are never guarded.

use std::borrow::Cow;

/// A text cell as it is exported.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if looks_dangerous(text.trim_start_matches('\'').as_bytes()) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// How many bytes of guard stand before the text of an imported cell.
pub(super) fn length(cell: &[u8]) -> usize {
    if cell.first() != Some(&b'\'') {
        return 0;
    }
    let quotes = cell.iter().take_while(|sign| **sign == b'\'').count();
    usize::from(looks_dangerous(&cell[quotes..]))
}

fn looks_dangerous(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_guarded_and_an_apostrophe_alone_is_text() {
        for (text, exported) in [
            ("=1+1", "'=1+1"),
            ("@me", "'@me"),
            ("'-x", "''-x"),
            ("'tis", "'tis"),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), exported);
        }
    }

    proptest! {
        #[test]
        fn what_an_export_guards_an_import_reads_back(text in "['=@a-]{0,5}") {
            let exported = guarded(&text);
            prop_assert_eq!(&exported[length(exported.as_bytes())..], text.as_str());
        }
    }
}
