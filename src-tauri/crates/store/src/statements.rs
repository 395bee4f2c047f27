//! Statements: what providers showed, and what the books were corrected by.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use rusqlite::params;

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::Event;
use crate::open::Books;
use crate::wallet::Wallet;

/// A statement that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// When.
    pub at: Instant,
    /// What the provider showed.
    pub observed: Credits,
    /// What was added to the books at that instant, or taken from them (below zero).
    pub corrected: Credits,
    /// What it showed of single kinds; empty where it showed one figure.
    pub kinds: BTreeMap<Kind, Credits>,
}

impl Books {
    /// Usages of a wallet that succeeded after an instant and up to another, and cost exactly so
    /// much: how many, and the latest.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn usages_of_cost(
        &self,
        wallet: &Wallet,
        credits: Credits,
        after: Instant,
        until: Instant,
    ) -> Result<(u64, Option<Seq>), StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT u.seq FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
             WHERE u.wallet = ?1 AND u.happened_at > ?2 AND u.happened_at <= ?3 \
               AND COALESCE(c.credits, u.credits) = ?4 AND COALESCE(c.status, u.status) = 0 \
               AND COALESCE(c.refunded, 0) = 0 ORDER BY u.happened_at DESC, u.seq DESC",
        )?;
        let span = params![wallet.id.0, after.micros(), until.micros(), credits.micros()];
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let (mut count, mut latest) = (0, None);
        for seq in statement.query_map(span, |row| row.get(0).map(Seq))? {
            let seq = seq?;
            if !voided.covers(seq) {
                count += 1;
                latest = latest.or(Some(seq));
            }
        }
        Ok((count, latest))
    }

    /// The latest statements of a wallet up to an instant, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn latest_statements(
        &self,
        wallet: &Wallet,
        until: Instant,
        most: u32,
    ) -> Result<Vec<StatementLine>, StoreError> {
        let mut statements = self.conn.prepare_cached(
            "SELECT e.seq, e.happened_at, e.body, \
                    (SELECT COALESCE(SUM(m.credits), 0) FROM movement m WHERE m.wallet = e.wallet \
                       AND m.at = e.happened_at AND m.kind = 'corrected') \
             FROM event e WHERE e.wallet = ?1 AND e.kind = 'reconciled' AND e.happened_at <= ?2 \
             ORDER BY e.happened_at DESC, e.seq DESC",
        )?;
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let mut rows = statements.query(params![wallet.id.0, until.micros()])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if found.len() >= most as usize {
                break;
            }
            let body: String = row.get(2)?;
            let Event::Reconciled { observed, kinds } = Event::read("reconciled", None, &body)?
            else {
                continue;
            };
            if !voided.covers(Seq(row.get(0)?)) {
                found.push(StatementLine {
                    at: Instant::from_micros(row.get(1)?),
                    observed,
                    corrected: Credits::from_micros(row.get(3)?),
                    kinds,
                });
            }
        }
        Ok(found)
    }
}
