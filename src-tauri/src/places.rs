//! Where the books lie.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use bursar_app::App;

/// The books that `--books FILE` names, else those of the environment variable `BURSAR_BOOKS`,
/// else those in the platform's data folder.
///
/// # Errors
/// A sentence, when the arguments are not understood or the platform names no data folder.
pub(crate) fn books() -> Result<PathBuf, String> {
    from_arguments(std::env::args_os().skip(1))?
        .or_else(|| std::env::var_os("BURSAR_BOOKS").map(PathBuf::from))
        .map_or_else(|| App::default_books().map_err(|error| error.message), Ok)
}

fn from_arguments(arguments: impl Iterator<Item = OsString>) -> Result<Option<PathBuf>, String> {
    let mut arguments = arguments;
    let mut books = None;
    while let Some(argument) = arguments.next() {
        match (argument.to_str(), books.is_some()) {
            (Some("--books"), false) => match arguments.next() {
                Some(file) => books = Some(PathBuf::from(file)),
                None => return Err("After --books, name the file of the books.".to_owned()),
            },
            _ => {
                return Err(format!(
                    "“{}” is not understood; the window takes --books FILE and nothing else.",
                    argument.to_string_lossy()
                ));
            }
        }
    }
    Ok(books)
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
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["--books", "a b.bursar"]), Ok(Some(PathBuf::from("a b.bursar"))));
        for wrong in [&["--books"][..], &["x.bursar"], &["--books", "a", "--books", "b"]] {
            assert!(read(wrong).is_err(), "{wrong:?}");
        }
    }
}
