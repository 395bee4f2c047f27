//! Alerts that fired, each crossing once, and what became of them. No facts: they can be lost
//! without a figure changing, and no undo touches them. What has to fire is for the ledger to say.

use std::collections::BTreeSet;

use bursar_ledger::alert::{self, Watched};
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use crate::error::StoreError;
use crate::open::Books;

/// Something that is over its line now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiredAlert {
    /// The rule and what it looks at.
    pub watched: Watched,
    /// The figures, as JSON.
    pub body: String,
}

/// An alert that fired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number, later ones higher.
    pub id: i64,
    /// The rule and what it looks at.
    pub watched: Watched,
    /// When it fired.
    pub at: Instant,
    /// The figures as they were then, as JSON.
    pub body: String,
    /// When it was told as a notice of the desktop.
    pub told_at: Option<Instant>,
    /// When the reader saw it.
    pub seen_at: Option<Instant>,
    /// Until when it is put off.
    pub snoozed: Option<Instant>,
    /// When the value came back over the line; none while it has not.
    pub armed_at: Option<Instant>,
}

const COLUMNS: &str = "id, rule, subject, at, body, told_at, seen_at, snoozed, armed_at";

impl Books {
    /// Keeps what a look at everything that is watched found over its line: what crossed it fires,
    /// what is no longer over it is armed again. Says whether anything fired or was armed.
    ///
    /// # Errors
    /// The books cannot be read or written.
    pub fn keep_look(&mut self, now: Instant, over: &[FiredAlert]) -> Result<bool, StoreError> {
        let all: Vec<Watched> = over.iter().map(|one| one.watched.clone()).collect();
        // Without a lock first: at most looks nothing has changed.
        let looked = alert::look(&was_over(&self.conn)?, &all);
        if looked == alert::Looked::default() {
            return Ok(false);
        }
        // Another window may have looked in between.
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let looked = alert::look(&was_over(&transaction)?, &all);
        for (rule, subject) in &looked.armed {
            let sql = "UPDATE notice SET armed_at = ?3 \
                       WHERE rule = ?1 AND subject = ?2 AND armed_at IS NULL";
            transaction.prepare_cached(sql)?.execute(params![rule, subject, now.micros()])?;
        }
        for watched in &looked.fired {
            let body = over.iter().find(|one| one.watched == *watched).map(|one| one.body.as_str());
            let sql = "INSERT INTO notice (rule, subject, at, body) VALUES (?1, ?2, ?3, ?4)";
            let values = params![watched.0, watched.1, now.micros(), body.unwrap_or("{}")];
            transaction.prepare_cached(sql)?.execute(values)?;
        }
        transaction.commit()?;
        Ok(true)
    }

    /// The alerts that are still over their line, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn open_notices(&self) -> Result<Vec<Notice>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM notice WHERE armed_at IS NULL ORDER BY id DESC");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Alerts that fired, the latest first: those before `before`, at most `limit`.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn notices(&self, before: Option<i64>, limit: u32) -> Result<Vec<Notice>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM notice WHERE id < ?1 ORDER BY id DESC LIMIT ?2");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![before.unwrap_or(i64::MAX), limit], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether there is an alert that the desktop has not told yet.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn has_untold_notices(&self, now: Instant) -> Result<bool, StoreError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM notice WHERE {UNTOLD})");
        Ok(self.conn.prepare_cached(&sql)?.query_row([now.micros()], |row| row.get(0))?)
    }

    /// Takes the alerts that the desktop has not told yet, the earliest first: nobody else gets
    /// them.
    ///
    /// # Errors
    /// The books cannot be read or written.
    pub fn take_untold_notices(&mut self, now: Instant) -> Result<Vec<Notice>, StoreError> {
        if !self.has_untold_notices(now)? {
            return Ok(Vec::new());
        }
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let untold = {
            let sql = format!("SELECT {COLUMNS} FROM notice WHERE {UNTOLD} ORDER BY id");
            let mut statement = transaction.prepare_cached(&sql)?;
            let rows = statement.query_map([now.micros()], read)?;
            rows.collect::<Result<Vec<_>, _>>()?
        };
        let sql = format!("UPDATE notice SET told_at = ?1 WHERE {UNTOLD}");
        transaction.prepare_cached(&sql)?.execute([now.micros()])?;
        transaction.commit()?;
        Ok(untold)
    }

    /// Puts an alert off: until then it is not shown, and after it, if it still holds, it is told
    /// again. `None` shows it again at once. Says whether there is such an alert.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn snooze_notice(&mut self, id: i64, until: Option<Instant>) -> Result<bool, StoreError> {
        let sql = "UPDATE notice SET snoozed = ?2, \
                       told_at = CASE WHEN ?2 IS NULL THEN COALESCE(told_at, at) END \
                   WHERE id = ?1";
        let until = until.map(Instant::micros);
        Ok(self.conn.prepare_cached(sql)?.execute(params![id, until])? > 0)
    }

    /// Marks every alert up to a number as seen.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn see_notices(&mut self, up_to: i64, now: Instant) -> Result<(), StoreError> {
        let sql = "UPDATE notice SET seen_at = ?2 WHERE id <= ?1 AND seen_at IS NULL";
        self.conn.prepare_cached(sql)?.execute(params![up_to, now.micros()])?;
        Ok(())
    }
}

/// What the desktop has to tell at `?1`.
const UNTOLD: &str = "told_at IS NULL AND armed_at IS NULL AND (snoozed IS NULL OR snoozed <= ?1)";

fn was_over(conn: &Connection) -> Result<BTreeSet<Watched>, StoreError> {
    let sql = "SELECT rule, subject FROM notice WHERE armed_at IS NULL";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Notice> {
    let instant = |name: &str| -> rusqlite::Result<Option<Instant>> {
        Ok(row.get::<_, Option<i64>>(name)?.map(Instant::from_micros))
    };
    Ok(Notice {
        id: row.get("id")?,
        watched: (row.get("rule")?, row.get("subject")?),
        at: Instant::from_micros(row.get("at")?),
        body: row.get("body")?,
        told_at: instant("told_at")?,
        seen_at: instant("seen_at")?,
        snoozed: instant("snoozed")?,
        armed_at: instant("armed_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::IfMissing;

    fn at(minute: i64) -> Instant {
        Instant::from_micros(minute * 60_000_000)
    }

    fn over(subject: &str) -> FiredAlert {
        let watched = ("low".to_owned(), subject.to_owned());
        FiredAlert { watched, body: format!("{{\"wallet\":\"{subject}\"}}") }
    }

    fn subjects(notices: &[Notice]) -> Vec<&str> {
        notices.iter().map(|notice| notice.watched.1.as_str()).collect()
    }

    #[test]
    fn a_crossing_is_kept_once_and_again_after_it_came_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("books.bursar");
        let mut books = Books::open(&path, IfMissing::Create).unwrap();
        let mut other = Books::open(&path, IfMissing::Fail).unwrap();
        assert!(books.keep_look(at(1), &[over("a"), over("b")]).unwrap());
        assert!(
            !other.keep_look(at(1), &[over("a"), over("b")]).unwrap(),
            "two windows, one notice"
        );
        assert!(!books.keep_look(at(2), &[over("b"), over("a")]).unwrap());
        assert!(books.keep_look(at(3), &[over("a")]).unwrap(), "b came back");
        assert_eq!(subjects(&books.open_notices().unwrap()), ["a"]);
        assert!(books.keep_look(at(4), &[over("a"), over("b")]).unwrap());
        let all = books.notices(None, 10).unwrap();
        assert_eq!(subjects(&all), ["b", "b", "a"]);
        assert_eq!((all[0].armed_at, all[1].armed_at), (None, Some(at(3))));
        assert_eq!(subjects(&books.notices(Some(all[0].id), 1).unwrap()), ["b"]);
        assert_eq!(all[2].body, r#"{"wallet":"a"}"#);
    }

    #[test]
    fn each_is_told_once_and_again_when_it_was_put_off() {
        let folder = tempfile::tempdir().unwrap();
        let mut books =
            Books::open(&folder.path().join("books.bursar"), IfMissing::Create).unwrap();
        books.keep_look(at(1), &[over("a"), over("b")]).unwrap();
        assert_eq!(subjects(&books.take_untold_notices(at(2)).unwrap()), ["a", "b"]);
        assert_eq!(subjects(&books.take_untold_notices(at(2)).unwrap()), [""; 0]);
        let first = books.open_notices().unwrap()[1].id;
        assert!(books.snooze_notice(first, Some(at(10))).unwrap());
        assert!(!books.has_untold_notices(at(9)).unwrap());
        assert_eq!(subjects(&books.take_untold_notices(at(10)).unwrap()), ["a"]);
        books.snooze_notice(first, Some(at(20))).unwrap();
        books.snooze_notice(first, None).unwrap();
        assert!(!books.has_untold_notices(at(30)).unwrap(), "shown again, not told again");
        books.snooze_notice(first, Some(at(40))).unwrap();
        books.keep_look(at(35), &[]).unwrap();
        assert!(!books.has_untold_notices(at(50)).unwrap(), "it no longer holds");
        assert!(!books.snooze_notice(99, None).unwrap());
        books.see_notices(first, at(51)).unwrap();
        assert_eq!(books.notices(None, 10).unwrap()[1].seen_at, Some(at(51)));
    }
}
