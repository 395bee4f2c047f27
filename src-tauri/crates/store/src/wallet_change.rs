//! What was changed about a wallet after it was added: its name, whether it is archived, the
//! reading of an open question.
//!
//! Nothing that was entered is touched. Another reading changes the rules by which the facts count,
//! so that the wallet is derived again from its first entry.

use std::collections::BTreeMap;

use bursar_ledger::fact::{Fact, GrantTerms, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Policy;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use crate::batch::Batch;
use crate::entries::Voided;
use crate::error::StoreError;
use crate::locks::Reach;
use crate::replay::{self, Change};
use crate::wallet::{self, Wallet, WalletId};

/// A change of a wallet; what is none stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WalletChange {
    /// Its new name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// It is put away, or taken out again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// The readings that hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readings: Option<BTreeMap<String, String>>,
    /// The policy under these readings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// The terms of recurring grants under these readings, by their ids.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms: BTreeMap<String, GrantChange>,
}

/// What a reading changes about a recurring grant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantChange {
    /// Its terms; none if it does not count under this reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<GrantTerms>,
    /// What its end does to its lots: (`lots_end_now`, `carried_end_with_cycle`). None keeps what
    /// was entered with the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<(bool, bool)>,
}

impl WalletChange {
    /// Whether it changes what follows from the facts.
    pub(crate) fn changes_rules(&self) -> bool {
        self.policy.is_some() || !self.terms.is_empty()
    }
}

impl Wallet {
    /// A fact as it counts under the wallet's readings; none if it does not.
    pub(crate) fn fact_in_force(&self, fact: Fact) -> Option<Fact> {
        let change = match &fact {
            Fact::GrantStarted(terms) => self.terms.get(&terms.id),
            Fact::GrantEnded { grant, .. } => self.terms.get(grant),
            _ => None,
        };
        let Some(change) = change else { return Some(fact) };
        let terms = change.terms.clone()?;
        Some(match fact {
            Fact::GrantEnded { grant, ends, lots_end_now, carried_end_with_cycle } => {
                let (lots_end_now, carried_end_with_cycle) =
                    change.ending.unwrap_or((lots_end_now, carried_end_with_cycle));
                Fact::GrantEnded { grant, ends, lots_end_now, carried_end_with_cycle }
            }
            _ => Fact::GrantStarted(terms),
        })
    }

    pub(crate) fn take(&mut self, change: WalletChange) {
        if let Some(name) = change.name {
            self.name = name;
        }
        if let Some(archived) = change.archived {
            self.archived = archived;
        }
        if let Some(readings) = change.readings {
            self.readings = readings;
        }
        if let Some(policy) = change.policy {
            self.rules.policy = policy;
        }
        self.terms.extend(change.terms);
    }
}

impl Batch<'_> {
    /// Changes a wallet, and derives it again where its rules changed.
    ///
    /// # Errors
    /// The name is taken, a typed usage would no longer be covered, or the books are locked.
    pub fn change_wallet(
        &mut self,
        wallet: &Wallet,
        change: &WalletChange,
    ) -> Result<Wallet, StoreError> {
        if let Some(name) = &change.name
            && wallet::find(self.conn, name)?.is_some_and(|other| other.id != wallet.id)
        {
            return Err(StoreError::WalletExists(name.clone()));
        }
        if change.changes_rules() {
            self.check_lock(wallet.id, Instant::MIN, Reach::New)?;
        }
        let seq = self.take_seq();
        let sql = "INSERT INTO wallet_change (seq, wallet, body) VALUES (?1, ?2, ?3)";
        let body = serde_json::to_string(change)?;
        self.conn.prepare_cached(sql)?.execute(params![seq.0, wallet.id.0, body])?;
        let changed = wallet::by_id(self.conn, wallet.id)?;
        if change.changes_rules() {
            replay::recompute(self.conn, &changed, Instant::MIN, Change::Voided)?;
        }
        Ok(changed)
    }
}

/// The changes of a wallet that count, in the order of entry; or those that counted after an entry.
pub(crate) fn read(
    conn: &Connection,
    wallet: WalletId,
    known: Seq,
) -> Result<Vec<WalletChange>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT seq, body FROM wallet_change WHERE wallet = ?1 AND seq <= ?2 ORDER BY seq",
    )?;
    let known_row = i64::try_from(known.0).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![wallet.0, known_row])?;
    let mut changes = Vec::new();
    let mut voided: Option<Voided> = None;
    while let Some(row) = rows.next()? {
        let seq = Seq(row.get(0)?);
        let voided = match &mut voided {
            Some(voided) => voided,
            none => none.insert(Voided::read(conn, known)?),
        };
        if !voided.covers(seq) {
            changes.push(serde_json::from_str(&row.get::<_, String>(1)?)?);
        }
    }
    Ok(changes)
}

/// Those wallets whose rules the entries of a span changed.
pub(crate) fn rules_changed_by(
    conn: &Connection,
    first: Seq,
    last: Seq,
) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT wallet, body FROM wallet_change WHERE seq BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query(params![first.0, last.0])?;
    let mut wallets = Vec::new();
    while let Some(row) = rows.next()? {
        let change: WalletChange = serde_json::from_str(&row.get::<_, String>(1)?)?;
        if change.changes_rules() {
            wallets.push(row.get(0)?);
        }
    }
    Ok(wallets)
}

/// A wallet as it was after an entry.
pub(crate) fn as_known(
    conn: &Connection,
    wallet: WalletId,
    known: Seq,
) -> Result<Wallet, StoreError> {
    let mut found = wallet::as_added(conn, wallet)?;
    for change in read(conn, wallet, known)? {
        found.take(change);
    }
    Ok(found)
}
