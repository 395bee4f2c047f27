//! Which books this desk knows: those that were open lately, and where the reader's own lie when he
//! moved them from where the platform keeps data.
//!
//! It is a list of files, kept beside the settings; what is in the books it does not know.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bursar_store::relocate;
use serde::{Deserialize, Serialize};

use crate::prefs::{settings_folder, write_whole};
use crate::sample::SAMPLE_SETTING;
use crate::wire::{ApiError, BackupState, BooksState, ErrorCode, MovedBooks, RecentBooks};
use crate::{App, Clock, backup_folder, last_backup};

const FILE: &str = "books.json";

/// Older ones are forgotten.
const MOST: usize = 8;

/// Folders that some service keeps in step between computers, by a part of their path.
const SYNCED: [(&str, &str); 9] = [
    ("Dropbox", "Dropbox"),
    ("OneDrive", "OneDrive"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("CloudStorage", "a cloud drive"),
    ("Mobile Documents", "iCloud Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("Nextcloud", "Nextcloud"),
    ("Syncthing", "Syncthing"),
];

/// The files of books that this desk knows.
#[derive(Debug)]
pub struct Bookshelf {
    file: PathBuf,
    kept: Mutex<Kept>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    /// The latest first.
    recent: Vec<PathBuf>,
    /// Where the books lie that are opened when nothing is said, once they were moved.
    moved_to: Option<PathBuf>,
}

impl Bookshelf {
    /// In the folder that the platform keeps for settings.
    ///
    /// # Errors
    /// The platform names none.
    pub fn of_the_reader() -> Result<Self, ApiError> {
        Ok(Self::in_folder(&settings_folder()?))
    }

    /// In a folder of one's own choosing, which need not be there yet.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let text = std::fs::read(&file).unwrap_or_default();
        let kept = serde_json::from_slice(&text).unwrap_or_default();
        Self { file, kept: Mutex::new(kept) }
    }

    /// The books that were open last and are still there.
    pub fn last(&self) -> Option<PathBuf> {
        self.read(|kept| kept.recent.first().filter(|path| path.exists()).cloned())
    }

    /// Where the books lie that are opened when nothing is said, once they were moved.
    pub fn moved_to(&self) -> Option<PathBuf> {
        self.read(|kept| kept.moved_to.clone().filter(|path| path.exists()))
    }

    /// Remembers that books were opened.
    pub fn opened(&self, books: &Path) {
        let books = whole_path(books);
        self.change(|kept| {
            kept.recent.retain(|other| *other != books);
            kept.recent.insert(0, books);
            kept.recent.truncate(MOST);
        });
    }

    /// Forgets books of the list; the file stays where it is.
    pub fn forget(&self, id: &str) {
        self.change(|kept| kept.recent.retain(|path| id_of(path) != id));
    }

    /// The file of books in the list.
    ///
    /// # Errors
    /// They are no longer in it.
    pub fn file(&self, id: &str) -> Result<PathBuf, ApiError> {
        let found = self.read(|kept| kept.recent.iter().find(|path| id_of(path) == id).cloned());
        found.ok_or_else(|| ApiError::new(ErrorCode::Input, "these books are no longer listed"))
    }

    /// The list, without the books that lie open.
    pub fn recent(&self, open: &Path) -> Vec<RecentBooks> {
        let open = whole_path(open);
        self.read(|kept| {
            let others = kept.recent.iter().filter(|path| **path != open);
            others
                .map(|path| RecentBooks {
                    id: id_of(path),
                    name: name_of(path),
                    folder: path.parent().unwrap_or(Path::new("")).display().to_string(),
                    there: path.is_file(),
                })
                .collect()
        })
    }

    /// Moves books to another file and remembers where they are now; nobody may have them open.
    ///
    /// # Errors
    /// There is something at the other place, or it cannot be written; all stays as it was then.
    pub fn move_books(&self, from: &Path, to: &Path) -> Result<MovedBooks, ApiError> {
        let moved = relocate(from, to, Clock::System.now())?;
        let (from, to) = (whole_path(from), whole_path(to));
        let standard = App::standard_books().ok().map(|path| whole_path(&path));
        self.change(|kept| {
            kept.recent.retain(|other| *other != from && *other != to);
            kept.recent.insert(0, to.clone());
            let own =
                kept.moved_to.as_ref().map_or(standard.as_ref() == Some(&from), |own| *own == from);
            if own {
                kept.moved_to = Some(to.clone());
            }
        });
        Ok(MovedBooks { path: to.display().to_string(), kept: moved.kept.display().to_string() })
    }

    fn read<T>(&self, read: impl FnOnce(&Kept) -> T) -> T {
        read(&self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.clone();
        change(&mut kept);
        if *kept != before
            && let Ok(value) = serde_json::to_value(&*kept)
        {
            // A list that cannot be kept is missed at the next start, and not before.
            let _ = write_whole(&self.file, &value);
        }
    }
}

impl App {
    /// Whether these are the sample books.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn is_sample(&self) -> Result<bool, ApiError> {
        Ok(self.books.setting(SAMPLE_SETTING)?.is_some())
    }

    /// What there is to say of these books; `on` and `failing` are known to who makes the backups.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn books_state(
        &self,
        shelf: &Bookshelf,
        on: bool,
        failing: Option<String>,
    ) -> Result<BooksState, ApiError> {
        let path = self.books.path();
        let glance = self.books.glance()?;
        let log = path.with_file_name(format!(
            "{}-wal",
            path.file_name().unwrap_or_default().to_string_lossy()
        ));
        let size = |path: &Path| path.metadata().map(|file| file.len()).unwrap_or_default();
        Ok(BooksState {
            name: name_of(path),
            path: whole_path(path).display().to_string(),
            sample: self.is_sample()?,
            bytes: size(path) + size(&log),
            entries: glance.entries,
            wallets: glance.wallets,
            synced_by: synced_by(&whole_path(path)),
            recent: shelf.recent(path),
            backups: BackupState {
                on,
                folder: whole_path(&backup_folder(path)).display().to_string(),
                last_made_at: last_backup(path).map(|made| made.to_string()),
                failing,
            },
        })
    }
}

fn synced_by(path: &Path) -> Option<String> {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let found = SYNCED.iter().find(|(mark, _)| parts.iter().any(|part| part.contains(mark)));
    found.map(|(_, service)| (*service).to_owned())
}

/// Two ways to write one path are one entry of the list.
fn whole_path(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new(".")).canonicalize();
    match (folder, path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}

fn name_of(path: &Path) -> String {
    path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn id_of(path: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_books_come_first_and_none_twice() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Bookshelf::in_folder(folder.path());
        let at = |name: &str| folder.path().join(name);
        for name in ["a.bursar", "b.bursar", "a.bursar", "./b.bursar"] {
            std::fs::write(at(name), "").unwrap();
            shelf.opened(&at(name));
        }
        let again = Bookshelf::in_folder(folder.path());
        assert_eq!(again.last().map(|path| whole_path(&path)), Some(whole_path(&at("b.bursar"))));
        let listed = again.recent(&at("b.bursar"));
        assert_eq!(listed.len(), 1, "{listed:?}");
        assert_eq!((listed[0].name.as_str(), listed[0].there), ("a", true));
        std::fs::remove_file(at("a.bursar")).unwrap();
        assert!(!again.recent(&at("b.bursar"))[0].there);
        again.forget(&listed[0].id);
        assert!(again.recent(&at("b.bursar")).is_empty());
        for number in 0..20 {
            again.opened(&at(&format!("{number}.bursar")));
        }
        assert_eq!(again.recent(&at("b.bursar")).len(), MOST);
    }

    #[test]
    fn moved_books_are_opened_next_time() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Bookshelf::in_folder(&folder.path().join("settings"));
        let (from, to) = (folder.path().join("a.bursar"), folder.path().join("b.bursar"));
        drop(App::open(&from).unwrap());
        shelf.opened(&from);
        let moved = shelf.move_books(&from, &to).unwrap();
        assert!(Path::new(&moved.kept).exists() && !from.exists());
        assert_eq!(shelf.last(), Some(whole_path(&to)));
        assert_eq!(shelf.moved_to(), None, "these were not the books of this computer");
        App::open_existing(&to).unwrap();
        assert!(shelf.move_books(&to, &to).is_err());
        assert_eq!(shelf.last(), Some(whole_path(&to)));
    }

    #[test]
    fn a_list_that_cannot_be_read_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "[").unwrap();
        assert_eq!(Bookshelf::in_folder(folder.path()).last(), None);
    }

    #[test]
    fn folders_that_are_kept_in_step_are_known() {
        let synced = |path| synced_by(Path::new(path));
        assert_eq!(synced("/a/Dropbox (Studio)/x.bursar").as_deref(), Some("Dropbox"));
        assert_eq!(synced("/a/Documents/Dropbox notes.txt/x.bursar").as_deref(), Some("Dropbox"));
        assert_eq!(synced("/a/books/x.bursar"), None);
    }
}
