//! Where the books lie that the window opens.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use bursar_app::{App, Bookshelf};

/// The books that the arguments name, else those of the environment variable `BURSAR_BOOKS`, else
/// those that were open last, else those in the platform's data folder.
///
/// # Errors
/// A sentence, when the arguments are not understood, name what is not there, or the platform names
/// no data folder.
pub(crate) fn books(shelf: &Bookshelf) -> Result<PathBuf, String> {
    let named = match from_arguments(std::env::args_os().skip(1))? {
        Some(Named::ToOpen(file)) if !file.exists() => {
            return Err(format!("There are no books at {}.", file.display()));
        }
        Some(Named::ToOpen(file) | Named::ToOpenOrMake(file)) => Some(file),
        None => None,
    };
    named
        .or_else(|| std::env::var_os("BURSAR_BOOKS").map(PathBuf::from))
        .or_else(|| shelf.last())
        .map_or_else(|| App::default_books().map_err(|error| error.message), Ok)
}

/// Books that the arguments name.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// They are there.
    ToOpen(PathBuf),
    /// They are made if they are not there.
    ToOpenOrMake(PathBuf),
}

/// The books that arguments name: `--books FILE`, or a file alone, as when it was clicked twice.
///
/// # Errors
/// A sentence, when they are not understood.
pub(crate) fn from_arguments(
    arguments: impl Iterator<Item = OsString>,
) -> Result<Option<Named>, String> {
    let mut arguments = arguments;
    let mut books = None;
    while let Some(argument) = arguments.next() {
        let is_option = argument.to_string_lossy().starts_with('-');
        books = match (argument.to_str(), &books) {
            (Some("--books"), None) => match arguments.next() {
                Some(file) => Some(Named::ToOpenOrMake(PathBuf::from(file))),
                None => return Err("After --books, name the file of the books.".to_owned()),
            },
            (_, None) if !is_option => Some(Named::ToOpen(file(&argument))),
            _ => {
                return Err(format!(
                    "“{}” is not understood; the window takes a file of books, or --books FILE, and \
                     nothing else.",
                    argument.to_string_lossy()
                ));
            }
        };
    }
    Ok(books)
}

/// A file as a desktop hands it over: a path, or a `file:` address.
pub(crate) fn file(argument: &OsStr) -> PathBuf {
    let address = argument.to_str().and_then(|text| text.strip_prefix("file://"));
    let Some(address) = address else { return PathBuf::from(argument) };
    // What stands before the first stroke is the name of this machine.
    let path = address.find('/').map_or(address, |at| &address[at..]);
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, more @ ..] = rest {
        let code = (*first == b'%')
            .then(|| more.get(..2).and_then(|two| std::str::from_utf8(two).ok()))
            .flatten()
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    PathBuf::from(String::from_utf8_lossy(&bytes).into_owned())
}

/// The sample books lie beside the user's own, under a name of their own.
pub(crate) fn sample_beside(own: &Path) -> PathBuf {
    own.with_file_name("Sample books.bursar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_takes_books_and_nothing_else() {
        let read = |words: &[&str]| from_arguments(words.iter().map(OsString::from));
        let made = |file: &str| Ok(Some(Named::ToOpenOrMake(PathBuf::from(file))));
        let there = |file: &str| Ok(Some(Named::ToOpen(PathBuf::from(file))));
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["--books", "a b.bursar"]), made("a b.bursar"));
        assert_eq!(read(&["a b.bursar"]), there("a b.bursar"));
        assert_eq!(read(&["file:///tmp/a%20b%C3%A4.bursar"]), there("/tmp/a bä.bursar"));
        assert_eq!(read(&["file://desk/tmp/100%.bursar"]), there("/tmp/100%.bursar"));
        for wrong in [&["--books"][..], &["--book"], &["x", "y"], &["--books", "a", "--books", "b"]]
        {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
