//! Months that were closed for a project: what its statement said then. A fact as any other: what is
//! entered later for such a month never changes it, and undoing it opens the month again.

use bursar_ledger::fact::Seq;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::batch::Batch;
use crate::error::StoreError;
use crate::open::Books;

/// A month that was closed for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthClose {
    /// Its entry.
    pub seq: Seq,
    /// The id of its entry.
    pub id: Uuid,
    /// The project as it was called then; empty for usage without one.
    pub project: String,
    /// The calendar month: `2026-10`.
    pub month: String,
    /// The statement, as a JSON object.
    pub body: String,
}

impl Books {
    /// The months that are closed, in the order of entry.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn closed_months(&self) -> Result<Vec<MonthClose>, StoreError> {
        let sql = "SELECT m.seq, m.project, m.month, m.body, b.first_seq, b.first_id \
                   FROM month_close m JOIN batch b ON b.first_seq = \
                       (SELECT MAX(first_seq) FROM batch WHERE first_seq <= m.seq) \
                   WHERE NOT EXISTS (SELECT 1 FROM voided v \
                       WHERE m.seq BETWEEN v.first_seq AND v.last_seq) ORDER BY m.seq";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| {
            let seq: u64 = row.get(0)?;
            let first: u64 = row.get(4)?;
            let first_id = u128::from_be_bytes(row.get(5)?);
            Ok(MonthClose {
                seq: Seq(seq),
                id: Uuid::from_u128(first_id + u128::from(seq - first)),
                project: row.get(1)?,
                month: row.get(2)?,
                body: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// How many closings stand beside another of the same project and month, projects by the names that
/// were entered: those that were merged since may each have closed it.
pub(crate) fn doubled(conn: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT COALESCE(SUM(closings - 1), 0) FROM ( \
                   SELECT COUNT(*) AS closings FROM month_close m \
                   WHERE NOT EXISTS (SELECT 1 FROM voided v \
                       WHERE m.seq BETWEEN v.first_seq AND v.last_seq) \
                   GROUP BY project, month)";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

impl Batch<'_> {
    /// Closes a month of a project with what its statement says.
    ///
    /// # Errors
    /// [`StoreError::ClosedTwice`], or the books cannot be written.
    pub fn close_month(
        &mut self,
        project: &str,
        month: &str,
        body: &str,
    ) -> Result<Seq, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM month_close m WHERE project = ?1 AND month = ?2 \
                   AND NOT EXISTS (SELECT 1 FROM voided v \
                       WHERE m.seq BETWEEN v.first_seq AND v.last_seq))";
        let closed = |row: &Row<'_>| row.get::<_, bool>(0);
        if self.conn.prepare_cached(sql)?.query_row(params![project, month], closed)? {
            return Err(StoreError::ClosedTwice);
        }
        let seq = self.take_seq();
        let sql = "INSERT INTO month_close (seq, project, month, body) VALUES (?1, ?2, ?3, ?4)";
        self.conn.prepare_cached(sql)?.execute(params![seq.0, project, month, body])?;
        Ok(seq)
    }
}

#[cfg(test)]
mod tests {
    use bursar_ledger::instant::Instant;

    use super::*;
    use crate::open::IfMissing;

    fn close(books: &mut Books, project: &str) -> Result<Seq, StoreError> {
        let at = Instant::from_micros(0);
        books
            .record(at, "close", |batch| batch.close_month(project, "2026-10", "{}"))
            .map(|booked| booked.value)
    }

    #[test]
    fn a_month_is_closed_once_whoever_closes_it_and_whatever_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut books =
            Books::open(&folder.path().join("books.bursar"), IfMissing::Create).unwrap();
        close(&mut books, "Teaser").unwrap();
        close(&mut books, "Trailer").unwrap();
        assert!(matches!(close(&mut books, "Trailer"), Err(StoreError::ClosedTwice)));
        assert_eq!(books.closed_months().unwrap().len(), 2);
        let at = Instant::from_micros(0);
        let undo = books.record(at, "undo", |batch| {
            batch.undo_last()?;
            Ok(Seq(batch.next_seq().0 - 1))
        });
        let undo = undo.unwrap().value;
        let again = close(&mut books, "Trailer").unwrap();
        let mut void = |seq| books.record(at, "void", |batch| batch.void(seq, "a mistake"));
        assert!(matches!(void(undo), Err(StoreError::ClosedTwice)));
        void(again).unwrap();
        void(undo).unwrap();
        assert_eq!(books.closed_months().unwrap().len(), 2);
    }
}
