//! Files that are written whole or not at all, and never over books.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::wire::{ApiError, ErrorCode};

/// What to do with a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfThere {
    /// Leave it and say so.
    Refuse,
    /// Put the new one in its place.
    Replace,
}

/// How SQLite begins its files.
const DATABASE: &[u8] = b"SQLite format 3\0";

/// Writes a file beside its place and then puts it there, and says how large it is. `books` and
/// what belongs to them is never written over, nor is any other database.
///
/// # Errors
/// The place is taken or cannot be written, or `write` fails; nothing is left behind then.
pub fn write_file(
    path: &Path,
    if_there: IfThere,
    books: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ApiError>,
) -> Result<u64, ApiError> {
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => {
            let message = format!("{} is a folder; name a file in it", path.display());
            return Err(ApiError::new(ErrorCode::Input, message));
        }
        Ok(found) if !found.is_file() => return write_through(path, write),
        Ok(_) => check_place(path, if_there, books)?,
        Err(_) => check_not_beside(path, books)?,
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let cannot = |error: &io::Error| cannot_write(path, error);
    let waiting = new_file_in(folder).map_err(|error| cannot(&error))?;
    let mut out = BufWriter::new(waiting);
    write(&mut out)?;
    out.flush().map_err(|error| cannot(&error))?;
    let waiting = out.into_inner().map_err(|error| cannot(error.error()))?;
    waiting.as_file().sync_all().map_err(|error| cannot(&error))?;
    let bytes = waiting.as_file().metadata().map_err(|error| cannot(&error))?.len();
    let put = match if_there {
        IfThere::Refuse => waiting.persist_noclobber(path),
        IfThere::Replace => waiting.persist(path),
    };
    put.map_err(|error| cannot(&error.error))?;
    Ok(bytes)
}

/// A device or a pipe has no place to be put in.
fn write_through(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<(), ApiError>,
) -> Result<u64, ApiError> {
    let cannot = |error: &io::Error| cannot_write(path, error);
    let file = File::options().write(true).open(path).map_err(|error| cannot(&error))?;
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.flush().map_err(|error| cannot(&error))?;
    Ok(0)
}

/// Files of others are as readable as the user's settings make new files.
fn new_file_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".bursar-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn check_place(path: &Path, if_there: IfThere, books: &Path) -> Result<(), ApiError> {
    let taken = |why: &str, hint: &str| {
        let message = format!("{} {why}; it was not written over", path.display());
        Err(ApiError::new(ErrorCode::Input, message).with_hint(hint))
    };
    if of_books(books).iter().any(|own| same_file(own, path)) || is_database(path) {
        return taken("holds books, or another database", "Name another file.");
    }
    match if_there {
        IfThere::Refuse => taken("is there already", "Name another file, or add --force."),
        IfThere::Replace => Ok(()),
    }
}

/// The files that SQLite keeps beside books come and go.
fn check_not_beside(path: &Path, books: &Path) -> Result<(), ApiError> {
    let in_full = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    };
    let asked = in_full(path);
    if asked.is_some() && of_books(books).iter().any(|own| in_full(own) == asked) {
        let message = format!("{} belongs to the books", path.display());
        return Err(ApiError::new(ErrorCode::Input, message).with_hint("Name another file."));
    }
    Ok(())
}

fn of_books(books: &Path) -> [PathBuf; 4] {
    ["", "-wal", "-shm", "-journal"].map(|ending| {
        let mut name = books.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

fn same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let number = |path| fs::metadata(path).map(|found| (found.dev(), found.ino())).ok();
        if number(one).is_some_and(|one| number(other) == Some(one)) {
            return true;
        }
    }
    let in_full = |path| fs::canonicalize(path).ok();
    in_full(one).is_some_and(|one| in_full(other) == Some(one))
}

fn is_database(path: &Path) -> bool {
    let mut begins = [0; DATABASE.len()];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && begins == DATABASE
}

fn cannot_write(path: &Path, error: &io::Error) -> ApiError {
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let message = format!("{} is there already; it was not written over", path.display());
            ApiError::new(ErrorCode::Input, message).with_hint("Name another file, or add --force.")
        }
        io::ErrorKind::NotFound => {
            let message = format!("{} cannot be written: its folder is not there", path.display());
            ApiError::new(ErrorCode::Input, message).with_hint("Make the folder, or name another.")
        }
        _ => {
            let message = format!("{} cannot be written: {error}", path.display());
            ApiError::new(ErrorCode::Input, message)
        }
    }
}

/// Where an answer goes is the caller's choice, so that it cannot be written is its input's fault.
impl From<io::Error> for ApiError {
    fn from(error: io::Error) -> Self {
        let api = Self::new(ErrorCode::Input, format!("the output cannot be written: {error}"));
        match error.kind() {
            io::ErrorKind::StorageFull => api.with_hint("Make room on the disk and try again."),
            _ => api,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(path: &Path, if_there: IfThere, books: &Path) -> Result<u64, ApiError> {
        write_file(path, if_there, books, |out| Ok(out.write_all(b"new")?))
    }

    #[test]
    fn a_file_is_there_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let (file, books) = (folder.path().join("out.csv"), folder.path().join("books"));
        let broken = write_file(&file, IfThere::Refuse, &books, |out| {
            out.write_all(b"half")?;
            Err(ApiError::new(ErrorCode::Internal, "stopped"))
        });
        assert_eq!(broken.unwrap_err().message, "stopped");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
        assert_eq!(write(&file, IfThere::Refuse, &books).unwrap(), 3);
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn what_is_there_stays_unless_it_may_be_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (file, books) = (folder.path().join("out.csv"), folder.path().join("books"));
        fs::write(&file, "old").unwrap();
        let refused = write(&file, IfThere::Refuse, &books).unwrap_err();
        assert_eq!(refused.code, ErrorCode::Input);
        assert_eq!(fs::read(&file).unwrap(), b"old");
        write(&file, IfThere::Replace, &books).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
    }

    #[test]
    fn books_are_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let books = folder.path().join("books");
        fs::write(&books, "the books").unwrap();
        fs::write(folder.path().join("other"), [DATABASE, b"rest"].concat()).unwrap();
        let mut names = vec!["books", "books-wal", "other", "./books"];
        if cfg!(unix) {
            fs::hard_link(&books, folder.path().join("linked")).unwrap();
            names.push("linked");
        }
        for name in names {
            let refused = write(&folder.path().join(name), IfThere::Replace, &books);
            assert_eq!(refused.unwrap_err().code, ErrorCode::Input, "{name}");
        }
        assert_eq!(fs::read(&books).unwrap(), b"the books");
    }
}
