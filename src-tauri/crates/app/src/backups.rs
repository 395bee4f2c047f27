//! The series of backups of a set of books: made after changes, rotated, listed, tried, restored.
//!
//! They lie in a folder beside the books, so that they are found again when the program is gone and
//! move along on a stick. When one is due, who asks decides; this module has no thread.

use std::path::{Path, PathBuf};

use bursar_ledger::instant::Instant;
use bursar_store::{Glance, StoreError, awaits_update, copy_as_it_is, try_backup};
use chrono::NaiveDateTime;

use crate::App;
use crate::rotation::superfluous;
use crate::wire::{ApiError, BackupCard, BackupReason, ErrorCode, RestoredBooks};

const FOLDER: &str = "Bursar backups";
const ENDING: &str = ".bursar";
const BEFORE_UPDATE: &str = " before update";
const BEFORE_RESTORE: &str = ".before-restore-";

/// How a time is written in the name of a file; no system minds its characters.
const TIME: &str = "%Y-%m-%dT%H%M%SZ";
/// The same, as a restore writes it.
const TIME_OF_RESTORE: &str = "%Y%m%dT%H%M%SZ";

/// The folder of the backups of these books.
#[must_use]
pub fn backup_folder(books: &Path) -> PathBuf {
    books.parent().unwrap_or(Path::new("")).join(FOLDER)
}

/// When the latest backup of the series was made, by the names of the files alone.
#[must_use]
pub fn last_backup(books: &Path) -> Option<Instant> {
    series(books).into_iter().map(|(made, _)| made).max()
}

impl App {
    /// Adds a backup to the series of these books and gives up those that the rotation does not
    /// keep. It was opened and checked before it counts.
    ///
    /// # Errors
    /// It cannot be written, or the books are damaged; the others stay then.
    pub fn back_up(&self) -> Result<BackupCard, ApiError> {
        let now = self.clock.now();
        let books = self.books.path();
        let folder = backup_folder(books);
        make_folder(&folder)?;
        let path = self.books.backup(&free_name(&folder, books, now, "")?)?.path;
        let series = series(books);
        let made: Vec<Instant> = series.iter().map(|(made, _)| *made).collect();
        for index in superfluous(&made, now) {
            // One that cannot be removed is tried again after the next backup.
            let _ = std::fs::remove_file(&series[index].1);
        }
        Ok(card(&path, BackupReason::Kept, Some(now)))
    }

    /// Whether the books hold entries that the latest backup of the series does not.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn needs_backup(&self) -> Result<bool, ApiError> {
        let now = self.books.glance()?;
        let latest = series(self.books.path()).into_iter().max_by_key(|(made, _)| *made);
        Ok(now.entries > 0 && latest.is_none_or(|(_, path)| Glance::at(&path).ok() != Some(now)))
    }

    /// The backups of these books that lie where Bursar puts them, the latest first.
    pub fn backups(&self) -> Vec<BackupCard> {
        let mut cards: Vec<BackupCard> = all(self.books.path())
            .into_iter()
            .map(|(made, path, reason)| card(&path, reason, Some(made)))
            .collect();
        cards.sort_by(|a, b| b.made_at.cmp(&a.made_at).then_with(|| a.file.cmp(&b.file)));
        cards
    }

    /// The file of a backup in that list.
    ///
    /// # Errors
    /// It is not there any more.
    pub fn backup_file(&self, id: &str) -> Result<PathBuf, ApiError> {
        let files = all(self.books.path()).into_iter().map(|(_, path, _)| path);
        files.into_iter().find(|path| name_of(path) == id).ok_or_else(|| {
            ApiError::new(ErrorCode::Input, "this backup is no longer there")
                .with_hint("Choose another one.")
        })
    }

    /// Tries a backup as a restore would, and says what is in it or what is wrong with it.
    pub fn try_backup(&self, file: &Path, reason: BackupReason) -> BackupCard {
        let mut card = card(file, reason, None);
        match try_backup(file, self.books.path()) {
            Ok(glance) => fill(&mut card, glance),
            Err(error) => card.problem = Some(ApiError::from(error).message),
        }
        card
    }

    /// Puts a backup in the place of these books, which are kept beside it.
    ///
    /// # Errors
    /// The backup cannot be used; nothing is changed then.
    pub fn restore_backup(&mut self, file: &Path) -> Result<RestoredBooks, ApiError> {
        let restored = self.books.restore_from(file, self.clock.now())?;
        Ok(RestoredBooks {
            entries: restored.contents.entries,
            wallets: restored.contents.wallets,
            kept: restored.kept.as_deref().map(name_of),
        })
    }
}

/// Keeps books of an earlier version as they are, before opening them updates them. Without entries
/// there is nothing to keep.
pub(crate) fn keep_before_update(books: &Path, now: Instant) -> Result<(), ApiError> {
    // What is wrong with the books is said by who opens them.
    let Ok(Some(_)) = awaits_update(books) else { return Ok(()) };
    let folder = backup_folder(books);
    let kept = make_folder(&folder)
        .and_then(|()| free_name(&folder, books, now, BEFORE_UPDATE))
        .and_then(|to| Ok(copy_as_it_is(books, &to)?));
    match kept {
        Ok(_) => Ok(()),
        Err(error) => Err(ApiError::new(
            ErrorCode::Books,
            format!("the books were not updated, since no backup could be made first: {error}"),
        )
        .with_hint("Make room beside the books, or copy them to a folder of your own.")),
    }
}

fn make_folder(folder: &Path) -> Result<(), ApiError> {
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = format!("the folder {} cannot be made: {error}", folder.display());
        ApiError::new(ErrorCode::Books, message)
    })
}

/// `Studio 2026-11-21T143005Z.bursar`, a second later where that is taken.
fn free_name(folder: &Path, books: &Path, now: Instant, reason: &str) -> Result<PathBuf, ApiError> {
    let names = (0..60).filter_map(|later| {
        let time = now.plus_seconds(later)?.to_utc()?.format(TIME);
        Some(folder.join(format!("{} {time}{reason}{ENDING}", stem(books))))
    });
    let mut free = names.filter(|path| path.symlink_metadata().is_err());
    free.next().ok_or_else(|| ApiError::from(StoreError::AlreadyThere(folder.to_owned())))
}

/// The backups that are rotated.
fn series(books: &Path) -> Vec<(Instant, PathBuf)> {
    let kept = |reason: &BackupReason| *reason == BackupReason::Kept;
    let all = all(books).into_iter().filter(|(_, _, reason)| kept(reason));
    all.map(|(made, path, _)| (made, path)).collect()
}

/// What lies in the folder of backups, and beside the books after a restore, with the names that
/// Bursar gives; other files are none of its business.
fn all(books: &Path) -> Vec<(Instant, PathBuf, BackupReason)> {
    let stem = stem(books);
    let in_series = |name: &str| {
        let rest = name.strip_prefix(&*stem)?.strip_prefix(' ')?.strip_suffix(ENDING)?;
        let (time, reason) = match rest.strip_suffix(BEFORE_UPDATE) {
            Some(time) => (time, BackupReason::BeforeUpdate),
            None => (rest, BackupReason::Kept),
        };
        Some((read_time(time, TIME)?, reason))
    };
    let file_name = name_of(books);
    let kept_at_a_restore = |name: &str| {
        let rest = name.strip_prefix(&*file_name)?.strip_prefix(BEFORE_RESTORE)?;
        let time = rest.split_once('-').map_or(rest, |(time, _)| time);
        Some((read_time(time, TIME_OF_RESTORE)?, BackupReason::BeforeRestore))
    };
    let beside = books.parent().unwrap_or(Path::new("")).to_owned();
    let mut found = files_in(&backup_folder(books), in_series);
    found.extend(files_in(&beside, kept_at_a_restore));
    found
}

fn files_in(
    folder: &Path,
    read: impl Fn(&str) -> Option<(Instant, BackupReason)>,
) -> Vec<(Instant, PathBuf, BackupReason)> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let (made, reason) = read(&name_of(&path))?;
            path.is_file().then_some((made, path, reason))
        })
        .collect()
}

fn read_time(text: &str, form: &str) -> Option<Instant> {
    Some(NaiveDateTime::parse_from_str(text, form).ok()?.and_utc().into())
}

fn card(path: &Path, reason: BackupReason, made: Option<Instant>) -> BackupCard {
    let file = name_of(path);
    let mut card = BackupCard {
        id: file.clone(),
        file,
        reason,
        made_at: made.map(|made| made.to_string()),
        bytes: path.metadata().map(|file| file.len()).unwrap_or_default(),
        entries: None,
        wallets: None,
        last_recorded_at: None,
        problem: None,
    };
    match Glance::at(path) {
        Ok(glance) => fill(&mut card, glance),
        Err(error) => card.problem = Some(ApiError::from(error).message),
    }
    card
}

fn fill(card: &mut BackupCard, glance: Glance) {
    card.entries = Some(glance.entries);
    card.wallets = Some(glance.wallets);
    card.last_recorded_at = glance.last_recorded_at.map(|at| at.to_string());
}

fn stem(books: &Path) -> String {
    books.file_stem().unwrap_or(books.as_os_str()).to_string_lossy().into_owned()
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Clock;
    use crate::wire::NewWallet;

    const START: &str = "2026-11-21T09:00:00Z";

    fn at(hours: i64) -> Clock {
        Clock::At(Instant::parse(START).unwrap().plus_seconds(hours * 3_600).unwrap())
    }

    fn add(app: &mut App, name: &str) {
        let wallet = NewWallet {
            name: name.to_owned(),
            provider: "deep-image".to_owned(),
            zone: "UTC".to_owned(),
            opening: Some("5".to_owned()),
            subscription: None,
            readings: Vec::new(),
        };
        app.add_wallet(&wallet).unwrap();
    }

    #[test]
    fn a_backup_is_due_after_each_change_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let books = folder.path().join("Studio.bursar");
        let mut app = App::open(&books).unwrap().with_clock(at(0));
        assert!(!app.needs_backup().unwrap(), "new books hold nothing");
        add(&mut app, "one");
        assert!(app.needs_backup().unwrap());
        let made = app.back_up().unwrap();
        assert_eq!(made.file, "Studio 2026-11-21T090000Z.bursar");
        assert!(made.entries.unwrap() > 0 && made.problem.is_none());
        assert!(!app.needs_backup().unwrap());
        assert_eq!(last_backup(&books), Some(at(0).now()));
        add(&mut app, "two");
        assert!(app.needs_backup().unwrap());
    }

    #[test]
    fn only_so_many_are_kept_and_others_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let books = folder.path().join("Studio.bursar");
        let mut app = App::open(&books).unwrap();
        let dir = backup_folder(&books);
        std::fs::create_dir(&dir).unwrap();
        let others = ["Studio 2020-01-01.bursar", "Other 2020-01-01T090000Z.bursar", "notes.txt"];
        for other in others {
            std::fs::write(dir.join(other), "mine").unwrap();
        }
        for hour in 0..6 {
            app = app.with_clock(at(hour));
            add(&mut app, &format!("wallet {hour}"));
            app.back_up().unwrap();
        }
        let kept: Vec<String> = app.backups().into_iter().map(|card| card.file).collect();
        assert_eq!(kept, [14, 13, 12].map(|hour| format!("Studio 2026-11-21T{hour}0000Z.bursar")));
        assert!(others.iter().all(|other| dir.join(other).exists()));
    }

    #[test]
    fn a_backup_is_tried_restored_and_what_it_replaced_is_listed() {
        let folder = tempfile::tempdir().unwrap();
        let books = folder.path().join("Studio.bursar");
        let mut app = App::open(&books).unwrap().with_clock(at(0));
        add(&mut app, "one");
        let id = app.back_up().unwrap().id;
        add(&mut app, "two");
        let file = app.backup_file(&id).unwrap();
        let tried = app.try_backup(&file, BackupReason::Kept);
        assert_eq!((tried.wallets, tried.problem), (Some(1), None));
        let restored = app.restore_backup(&file).unwrap();
        assert_eq!(restored.wallets, 1);
        let listed = app.backups();
        let before: Vec<_> =
            listed.iter().filter(|card| card.reason == BackupReason::BeforeRestore).collect();
        assert_eq!(before.len(), 1);
        assert_eq!(Some(&before[0].file), restored.kept.as_ref());
        assert_eq!(before[0].wallets, Some(2));
        let back = app.backup_file(&before[0].id).unwrap();
        assert_eq!(app.restore_backup(&back).unwrap().wallets, 2, "a restore can be undone");
    }

    #[test]
    fn a_damaged_backup_is_named_and_not_restored() {
        let folder = tempfile::tempdir().unwrap();
        let books = folder.path().join("Studio.bursar");
        let mut app = App::open(&books).unwrap().with_clock(at(0));
        add(&mut app, "one");
        let id = app.back_up().unwrap().id;
        let file = app.backup_file(&id).unwrap();
        let whole = std::fs::read(&file).unwrap();
        std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        assert!(app.try_backup(&file, BackupReason::Kept).problem.is_some());
        assert!(app.restore_backup(&file).is_err());
        assert_eq!(app.overview().unwrap().wallets.len(), 1);
        assert!(app.needs_backup().unwrap(), "a damaged backup is none");
        assert!(app.backup_file("../Studio.bursar").is_err(), "no path is taken from a view");
    }
}
