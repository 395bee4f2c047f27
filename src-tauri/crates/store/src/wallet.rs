//! Wallets: their rows, and what the engine must know of them.

use std::collections::{BTreeMap, BTreeSet};

use bursar_ledger::calendar::Zone;
use bursar_ledger::fact::{Seq, WalletRules};
use bursar_ledger::policy::Policy;
use rusqlite::{Connection, Row, params};

use crate::entries::Span;
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet_change::{self, GrantChange};

/// A wallet's number in its books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WalletId(pub(crate) i64);

/// A wallet: the studio's account at one provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// Its number.
    pub id: WalletId,
    /// The entry that added it.
    pub seq: Seq,
    /// Its name.
    pub name: String,
    /// The id of its provider.
    pub provider: String,
    /// Its policy, as it was taken from the provider's file, and its zone.
    pub rules: WalletRules,
    /// The readings that were chosen where the provider's pages allow several.
    pub readings: BTreeMap<String, String>,
    /// It was put away: kept, and not shown among the others.
    pub archived: bool,
    /// What another reading changed about its recurring grants, by their ids.
    pub terms: BTreeMap<String, GrantChange>,
}

impl Wallet {
    /// A wallet of no books, under the default rules, to try terms on.
    pub fn unnamed() -> Self {
        Self {
            id: WalletId(0),
            seq: Seq(0),
            name: String::new(),
            provider: String::new(),
            rules: WalletRules::default(),
            readings: BTreeMap::new(),
            archived: false,
            terms: BTreeMap::new(),
        }
    }
}

const COLUMNS: &str = "id, seq, name, provider, timezone, policy, readings";

/// The name under which a wallet goes now.
pub(crate) const NAME: &str = "COALESCE((SELECT json_extract(c.body, '$.name') FROM wallet_change c \
     WHERE c.wallet = wallet.id AND json_extract(c.body, '$.name') IS NOT NULL \
       AND NOT EXISTS (SELECT 1 FROM voided v WHERE c.seq BETWEEN v.first_seq AND v.last_seq) \
     ORDER BY c.seq DESC LIMIT 1), wallet.name)";

/// A wallet counts unless the entry that added it was voided.
const COUNTS: &str = "NOT EXISTS (SELECT 1 FROM voided v \
     WHERE wallet.seq BETWEEN v.first_seq AND v.last_seq)";

impl Books {
    /// The wallets, in the order in which they were added.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn wallets(&self) -> Result<Vec<Wallet>, StoreError> {
        standing(&self.conn)
    }

    /// The wallet of a name.
    ///
    /// # Errors
    /// [`StoreError::UnknownWallet`].
    pub fn wallet(&self, name: &str) -> Result<Wallet, StoreError> {
        find(&self.conn, name)?.ok_or_else(|| StoreError::UnknownWallet(name.to_owned()))
    }
}

pub(crate) fn find(conn: &Connection, name: &str) -> Result<Option<Wallet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM wallet WHERE {NAME} = ?1 AND {COUNTS}");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query_map(params![name.trim()], read_row)?;
    rows.next().map(|row| finish(conn, row?)).transpose()
}

/// A name under which two wallets that count go, if there is one.
pub(crate) fn name_of_two(conn: &Connection) -> Result<Option<String>, StoreError> {
    let mut names = BTreeSet::new();
    Ok(standing(conn)?.into_iter().map(|one| one.name).find(|name| !names.insert(name.clone())))
}

/// The wallets that count, in the order in which they were added.
pub(crate) fn standing(conn: &Connection) -> Result<Vec<Wallet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM wallet WHERE {COUNTS} ORDER BY seq");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], read_row)?;
    rows.map(|row| finish(conn, row?)).collect()
}

/// Every wallet, also those whose addition was undone.
pub(crate) fn all(conn: &Connection) -> Result<Vec<Wallet>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM wallet ORDER BY seq");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map([], read_row)?;
    rows.map(|row| finish(conn, row?)).collect()
}

pub(crate) fn by_id(conn: &Connection, id: WalletId) -> Result<Wallet, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM wallet WHERE id = ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    finish(conn, statement.query_row(params![id.0], read_row)?)
}

/// A wallet as it was when it was added.
pub(crate) fn as_added(conn: &Connection, id: WalletId) -> Result<Wallet, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM wallet WHERE id = ?1");
    let mut statement = conn.prepare_cached(&sql)?;
    added(statement.query_row(params![id.0], read_row)?)
}

struct RawWallet {
    id: i64,
    seq: u64,
    name: String,
    provider: String,
    timezone: String,
    policy: String,
    readings: String,
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<RawWallet> {
    Ok(RawWallet {
        id: row.get("id")?,
        seq: row.get("seq")?,
        name: row.get("name")?,
        provider: row.get("provider")?,
        timezone: row.get("timezone")?,
        policy: row.get("policy")?,
        readings: row.get("readings")?,
    })
}

/// With what was changed since.
fn finish(conn: &Connection, raw: RawWallet) -> Result<Wallet, StoreError> {
    let mut wallet = added(raw)?;
    for change in wallet_change::read(conn, wallet.id, Span::ALL.known)? {
        wallet.take(change);
    }
    Ok(wallet)
}

fn added(raw: RawWallet) -> Result<Wallet, StoreError> {
    let zone: Zone = raw.timezone.parse()?;
    let policy: Policy = serde_json::from_str(&raw.policy)?;
    Ok(Wallet {
        id: WalletId(raw.id),
        seq: Seq(raw.seq),
        name: raw.name,
        provider: raw.provider,
        rules: WalletRules { policy, zone },
        readings: serde_json::from_str(&raw.readings)?,
        archived: false,
        terms: BTreeMap::new(),
    })
}
