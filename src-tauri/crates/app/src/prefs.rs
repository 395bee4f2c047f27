//! What the reader likes, kept in the platform's folder for settings and not in the books: two
//! people who share books each keep their own.
//!
//! A file that cannot be read is no reason not to start: each choice that can be read is taken, the
//! others are as in a new installation. It holds no books, no names of wallets and no amounts.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bursar_ledger::calendar::Zone;
use chrono::NaiveTime;
use serde_json::{Map, Value};

use crate::wire::{ApiError, ErrorCode, Prefs, PrefsChange};

/// The file's name in its folder.
const FILE: &str = "settings.json";

/// Where what the reader likes is kept.
#[derive(Debug)]
pub struct PrefsFile {
    path: PathBuf,
    writing: Mutex<()>,
}

impl PrefsFile {
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
        Self { path: folder.join(FILE), writing: Mutex::new(()) }
    }

    /// What the reader likes; for what cannot be read, as in a new installation.
    pub fn load(&self) -> Prefs {
        readable(&self.kept())
    }

    /// Changes some choices, keeps them, and gives all.
    ///
    /// # Errors
    /// There is no such choice, it cannot be set so, or the file cannot be written; all stays then.
    pub fn change(&self, change: &PrefsChange) -> Result<Prefs, ApiError> {
        let _one_at_a_time = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        // What a newer Bursar keeps there stays there.
        let mut kept = self.kept();
        let known = all_of(&readable(&kept))?;
        for (name, value) in change {
            if !known.contains_key(name) {
                let message = format!("there is no setting “{name}”");
                return Err(ApiError::new(ErrorCode::Input, message));
            }
            check(name, value)?;
            kept.insert(name.clone(), value.clone());
        }
        write_whole(&self.path, &Value::Object(kept.clone()))?;
        Ok(readable(&kept))
    }

    fn kept(&self) -> Map<String, Value> {
        fs::read(&self.path)
            .ok()
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default()
    }
}

/// The folder that the platform keeps for the settings of this program.
///
/// # Errors
/// The platform names none.
pub fn settings_folder() -> Result<PathBuf, ApiError> {
    let dirs = directories::ProjectDirs::from("", "", "Bursar").ok_or_else(|| {
        ApiError::new(ErrorCode::Input, "this system names no folder for settings")
    })?;
    Ok(dirs.config_dir().to_owned())
}

/// Takes each choice that can be read.
fn readable(kept: &Map<String, Value>) -> Prefs {
    let mut prefs = Prefs::default();
    for (name, value) in kept {
        let Ok(mut all) = all_of(&prefs) else { continue };
        if check(name, value).is_ok() && all.insert(name.clone(), value.clone()).is_some() {
            prefs = serde_json::from_value(Value::Object(all)).unwrap_or(prefs);
        }
    }
    prefs
}

fn all_of(prefs: &Prefs) -> Result<Map<String, Value>, ApiError> {
    match serde_json::to_value(prefs) {
        Ok(Value::Object(all)) => Ok(all),
        _ => Err(ApiError::new(ErrorCode::Internal, "the settings cannot be put in words")),
    }
}

/// Whether a choice can be set so.
fn check(name: &str, value: &Value) -> Result<(), ApiError> {
    let one = Map::from_iter([(name.to_owned(), value.clone())]);
    let wrong = |message: String| Err(ApiError::new(ErrorCode::Input, message).at_field(name));
    let Ok(prefs) = serde_json::from_value::<Prefs>(Value::Object(one)) else {
        return wrong(format!("the setting “{name}” cannot be {value}"));
    };
    if !(1..=7).contains(&prefs.week_start) {
        return wrong("a week begins on one of seven days, from 1 to 7".to_owned());
    }
    if !(80..=200).contains(&prefs.size) {
        return wrong("the window can be drawn at 80 to 200 percent".to_owned());
    }
    if let Some(zone) = &prefs.zone
        && zone.parse::<Zone>().is_err()
    {
        return wrong(format!("there is no time zone “{zone}”"));
    }
    if let Some(locale) = &prefs.numbers
        && !is_locale(locale)
    {
        return wrong(format!("“{locale}” is not a locale such as en-GB"));
    }
    if let Some(quiet) = &prefs.quiet_hours {
        for time in [&quiet.from, &quiet.to] {
            if NaiveTime::parse_from_str(time, "%H:%M").is_err() {
                return wrong(format!("“{time}” is not a time of day such as 22:00"));
            }
        }
        if quiet.from == quiet.to {
            return wrong("the quiet hours begin and end at the same time".to_owned());
        }
    }
    Ok(())
}

fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Writes a small file beside its place and then puts it there, so that a crash leaves the old one
/// or the new one. Its folder is made where there is none.
pub(crate) fn write_whole(path: &Path, value: &Value) -> Result<(), ApiError> {
    let cannot = |error: io::Error| {
        let message = format!("{} cannot be written: {error}", path.display());
        ApiError::new(ErrorCode::Input, message)
            .with_hint("Make room on the disk, or check who may write to this folder.")
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let put = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = tempfile::Builder::new().prefix(".bursar-").tempfile_in(folder)?;
        serde_json::to_writer_pretty(&mut file, value)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|refused| refused.error)?;
        Ok(())
    };
    put().map_err(cannot)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::wire::{Density, QuietHours, Theme};

    fn change(of: &Value) -> PrefsChange {
        of.as_object().unwrap().clone()
    }

    #[test]
    fn a_choice_is_kept_and_the_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        let file = PrefsFile::in_folder(&folder.path().join("new"));
        assert_eq!(file.load(), Prefs::default());
        file.change(&change(&json!({ "theme": "dark", "zone": "Asia/Tokyo" }))).unwrap();
        let quiet = json!({ "quiet_hours": { "from": "22:00", "to": "07:00" }, "zone": null });
        let told = file.change(&change(&quiet)).unwrap();
        let quiet = QuietHours { from: "22:00".to_owned(), to: "07:00".to_owned() };
        let expected = Prefs { theme: Theme::Dark, quiet_hours: Some(quiet), ..Prefs::default() };
        assert_eq!(told, expected);
        assert_eq!(PrefsFile::in_folder(&folder.path().join("new")).load(), expected);
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field() {
        let folder = tempfile::tempdir().unwrap();
        let file = PrefsFile::in_folder(folder.path());
        for (field, value) in [
            ("theme", json!("pink")),
            ("week_start", json!(0)),
            ("week_start", json!(8)),
            ("size", json!(79)),
            ("size", json!(201)),
            ("zone", json!("Europe/Bielefeld")),
            ("numbers", json!("de_DE.UTF-8")),
            ("numbers", json!("<b>")),
            ("quiet_hours", json!({ "from": "25:00", "to": "07:00" })),
            ("quiet_hours", json!({ "from": "07:00", "to": "07:00" })),
        ] {
            let wrong = json!({ "density": "compact", field: value });
            let refused = file.change(&change(&wrong)).unwrap_err();
            assert_eq!(refused.field.as_deref(), Some(field), "{refused}");
            assert_eq!(file.load(), Prefs::default(), "{field} left something behind");
        }
        assert!(file.change(&change(&json!({ "colour": "pink" }))).is_err());
    }

    #[test]
    fn of_a_file_that_others_wrote_what_can_be_read_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let file = PrefsFile::in_folder(folder.path());
        let path = folder.path().join(FILE);
        for text in ["", "{", "[1]", "\u{0}\u{0}", "null"] {
            fs::write(&path, text).unwrap();
            assert_eq!(file.load(), Prefs::default(), "{text:?}");
        }
        let other = r#"{"density":"compact","theme":"pink","zone":7,"of_a_newer_bursar":[1.10]}"#;
        fs::write(&path, other).unwrap();
        let compact = Prefs { density: Density::Compact, ..Prefs::default() };
        assert_eq!(file.load(), compact);
        file.change(&change(&json!({ "hide_amounts": true }))).unwrap();
        assert_eq!(file.load(), Prefs { hide_amounts: true, ..compact });
        assert!(fs::read_to_string(&path).unwrap().contains("of_a_newer_bursar"));
    }
}
