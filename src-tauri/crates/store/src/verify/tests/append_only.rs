//! No statement takes back or changes what is in the journal.

use rusqlite::Connection;

use super::desk::Desk;
use super::histories::{Op, Step, Usage};
use crate::error::StoreError;
use crate::fact_row::UsageStatus;

/// The tables of facts, each with a column to change.
const FACTS: [(&str, &str); 10] = [
    ("term", "text = text || '!'"),
    ("batch", "title = 'other'"),
    ("wallet", "name = 'other'"),
    ("provider_file", "text = 'other'"),
    ("event", "happened_at = happened_at + 1"),
    ("usage", "credits = 0"),
    ("roster", "name = 'other'"),
    ("book_lock", "until = 0"),
    ("wallet_change", "body = '{}'"),
    ("month_close", "month = '2020-01'"),
];

/// Books with a row in each of them.
fn books() -> Desk {
    let mut desk = Desk::new(bursar_ledger::policy::Policy::default());
    let usage = Usage {
        credits: Some(3),
        status: UsageStatus::Succeeded,
        reported: true,
        pro: true,
        member: Some("ana"),
    };
    assert!(desk.step(&Step { quarter: 1, op: Op::Use(usage) }));
    assert!(desk.step(&Step { quarter: 2, op: Op::Statement { shows: 7, kinds: Vec::new() } }));
    let now = desk.a_while_ago();
    desk.books
        .record(now, "file", |batch| {
            batch.add_provider_file("lab", "text")?;
            let mut add = |sql: &str| batch_insert(batch, sql);
            add("INSERT INTO roster VALUES (?1, 'member', 'ana', 'added', '{}')")?;
            add("INSERT INTO book_lock VALUES (?1, 1, 0)")?;
            add("INSERT INTO month_close VALUES (?1, 'Teaser', '2026-10', '{}')")?;
            add("INSERT INTO wallet_change VALUES (?1, 1, '{\"name\":\"x\"}')")
        })
        .unwrap();
    desk
}

/// Inserts a fact as its own entry of the batch.
fn batch_insert(batch: &mut crate::batch::Batch<'_>, sql: &str) -> Result<(), StoreError> {
    let seq = batch.take_seq();
    batch.conn.execute(sql, [seq.0])?;
    Ok(())
}

fn rows(conn: &Connection, table: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| {
        let values: Result<Vec<rusqlite::types::Value>, _> =
            (0..columns).map(|column| row.get(column)).collect();
        Ok(format!("{:?}", values?))
    };
    statement.query_map([], read).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_journal_takes_nothing_back() {
    let desk = books();
    let conn = &desk.books.conn;
    for (table, change) in FACTS {
        let before = rows(conn, table);
        assert!(!before.is_empty(), "{table} has no rows to try it on");
        for sql in [
            format!("UPDATE {table} SET {change}"),
            format!("UPDATE OR REPLACE {table} SET {change}"),
            format!("UPDATE OR IGNORE {table} SET {change}"),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table}"),
            format!(
                "INSERT INTO {table} SELECT * FROM {table} WHERE true \
                 ON CONFLICT DO UPDATE SET {change}"
            ),
        ] {
            let error = conn.execute(&sql, []).expect_err(&sql).to_string();
            assert!(error.contains("the journal is append-only"), "{sql}: {error}");
            assert_eq!(rows(conn, table), before, "{sql}");
        }
        let sql = format!("INSERT OR IGNORE INTO {table} SELECT * FROM {table}");
        conn.execute(&sql, []).unwrap();
        assert_eq!(rows(conn, table), before, "{sql}");
    }
    assert!(desk.books.verify().unwrap().is_clean());
}

#[test]
fn every_table_is_either_facts_or_derived_or_a_convenience() {
    let desk = books();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = desk.books.conn.prepare(sql).unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let derived =
        ["checkpoint", "draw", "head", "lot", "movement", "shortage", "usage_change", "voided"];
    let conveniences =
        ["import_left_out", "import_profile", "mapping", "notice", "saved_plan", "setting"];
    let mut known: Vec<&str> =
        FACTS.iter().map(|(table, _)| *table).chain(derived).chain(conveniences).collect();
    known.sort_unstable();
    assert_eq!(tables, known, "a new table of facts is tried here, a derived one by verify");
}
