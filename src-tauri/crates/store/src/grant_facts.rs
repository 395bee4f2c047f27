//! The recurring grants of a wallet as they were entered: plans and free credits, with their ends.

use bursar_ledger::fact::{Fact, GrantTerms, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use rusqlite::params;

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::{Event, GrantEnded};
use crate::open::Books;
use crate::wallet::Wallet;

/// A recurring grant that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantFact {
    /// The entry that began it.
    pub seq: Seq,
    /// When it counts.
    pub at: Instant,
    /// Its terms, under the wallet's readings.
    pub terms: GrantTerms,
    /// The plan it belongs to, as a reader knows it.
    pub plan: Option<String>,
    /// What one billing period costs, if it is known.
    pub price: Option<Money>,
    /// The entries that end it, by time.
    pub ends: Vec<(Seq, Instant, GrantEnded)>,
}

impl GrantFact {
    /// No refill at or after this instant; none while it runs on.
    pub fn ended(&self) -> Option<Instant> {
        let entered = self.ends.iter().map(|(_, at, ended)| ended.ends.unwrap_or(*at));
        entered.chain(self.terms.ends).min()
    }
}

impl Books {
    /// The recurring grants of a wallet that count, by time.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn grant_facts(&self, wallet: &Wallet) -> Result<Vec<GrantFact>, StoreError> {
        self.grants(wallet, |fact| wallet.fact_in_force(fact))
    }

    /// The same as they were entered, whatever the wallet's readings make of them.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn grant_facts_entered(&self, wallet: &Wallet) -> Result<Vec<GrantFact>, StoreError> {
        self.grants(wallet, Some)
    }

    fn grants(
        &self,
        wallet: &Wallet,
        in_force: impl Fn(Fact) -> Option<Fact>,
    ) -> Result<Vec<GrantFact>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT seq, happened_at, kind, body FROM event WHERE wallet = ?1 \
               AND kind IN ('grant_started', 'grant_ended') ORDER BY happened_at, seq",
        )?;
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let mut rows = statement.query(params![wallet.id.0])?;
        let mut grants: Vec<GrantFact> = Vec::new();
        let mut ends: Vec<(Seq, Instant, GrantEnded)> = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = Seq(row.get(0)?);
            if voided.covers(seq) {
                continue;
            }
            let at = Instant::from_micros(row.get(1)?);
            match Event::read(&row.get::<_, String>(2)?, None, &row.get::<_, String>(3)?)? {
                Event::GrantStarted(started) => {
                    let fact = in_force(Fact::GrantStarted(started.terms));
                    let Some(Fact::GrantStarted(terms)) = fact else { continue };
                    let (plan, price) = (started.plan, started.price);
                    grants.push(GrantFact { seq, at, terms, plan, price, ends: Vec::new() });
                }
                Event::GrantEnded(ended) => ends.push((seq, at, ended)),
                _ => {}
            }
        }
        for end in ends {
            let of = grants.iter_mut().find(|grant| grant.terms.id == end.2.grant);
            if let Some(grant) = of {
                grant.ends.push(end);
            }
        }
        Ok(grants)
    }
}
