//! Rows that are already there: by id where there is one, else by content, where a row that stands
//! k times in the file is k usages.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use rusqlite::{Connection, params};
use xxhash_rust::xxh3::xxh3_128;

use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::import::Row;
use crate::wallet::WalletId;

/// Whether a row is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    New,
    AlreadyThere,
    /// Its id is there with other content.
    OtherContent,
    /// The user left it out for ever.
    LeftOut,
}

type ByHash<V> = HashMap<Hash128, V, BuildHasherDefault<FirstHalf>>;

/// The usages of a wallet and the rows seen so far.
#[derive(Default)]
pub(super) struct Known {
    /// Usages with an id: the hash of the id, and the content.
    ids: ByHash<Option<u128>>,
    /// Usages without: how often each content is in the books, and how often it was in the file.
    in_books: ByHash<u32>,
    in_file: ByHash<u32>,
    /// Rows that the user left out for ever, by id or by content, and how often.
    left_out: ByHash<u32>,
    /// The ids of the books that the file holds, where somebody wants to know.
    met: Option<ByHash<()>>,
}

impl Known {
    pub(super) fn read(conn: &Connection, wallet: WalletId) -> Result<Self, StoreError> {
        let voided = Voided::read(conn, Span::ALL.known)?;
        let mut known = Self { left_out: left_out(conn, wallet)?, ..Self::default() };
        let mut statement =
            conn.prepare_cached("SELECT seq, external_id, content FROM usage WHERE wallet = ?1")?;
        let mut rows = statement.query([wallet.0])?;
        while let Some(row) = rows.next()? {
            if voided.covers(bursar_ledger::fact::Seq(row.get(0)?)) {
                continue;
            }
            let content = row.get::<_, Option<[u8; 16]>>(2)?.map(u128::from_be_bytes);
            match (row.get_ref(1)?.as_str_or_null().unwrap_or_default(), content) {
                (Some(id), content) => {
                    known.ids.insert(hash_of_id(id), content);
                }
                (None, Some(content)) => *known.in_books.entry(Hash128(content)).or_default() += 1,
                (None, None) => {}
            }
        }
        Ok(known)
    }

    /// Remembers from now on which rows of the books the file holds.
    pub(super) fn remember_met(&mut self) {
        self.met = Some(ByHash::default());
    }

    /// Whether the file holds a row of the books, of which this is the id and the content.
    pub(super) fn has_met(&self, id: Option<&str>, content: Option<u128>) -> bool {
        match (id, content) {
            (Some(id), _) => self.met.as_ref().is_some_and(|met| met.contains_key(&hash_of_id(id))),
            (None, Some(content)) => self.in_file.contains_key(&Hash128(content)),
            (None, None) => false,
        }
    }

    pub(super) fn look(&mut self, row: &Row<'_>) -> Found {
        let Some(id) = row.id else { return self.look_by_content(row) };
        let hash = hash_of_id(id);
        match self.ids.entry(hash) {
            Entry::Vacant(place) => {
                place.insert(Some(row.content));
                if self.left_out.contains_key(&hash) { Found::LeftOut } else { Found::New }
            }
            Entry::Occupied(known) => {
                if let Some(met) = &mut self.met {
                    met.insert(hash, ());
                }
                if *known.get() == Some(row.content) {
                    Found::AlreadyThere
                } else {
                    Found::OtherContent
                }
            }
        }
    }

    fn look_by_content(&mut self, row: &Row<'_>) -> Found {
        let hash = Hash128(row.content);
        let in_books = self.in_books.get(&hash).copied();
        let left_out = self.left_out.get(&hash).copied();
        // New books hold nothing, and then a row need not be counted at all.
        if in_books.is_none() && left_out.is_none() {
            return Found::New;
        }
        let in_file = self.in_file.entry(hash).or_default();
        *in_file += 1;
        let behind = in_file.saturating_sub(in_books.unwrap_or(0));
        match behind {
            0 => Found::AlreadyThere,
            _ if behind <= left_out.unwrap_or(0) => Found::LeftOut,
            _ => Found::New,
        }
    }
}

/// What a row that is left out is remembered by.
fn mark(row: &Row<'_>) -> [u8; 16] {
    row.id.map_or(row.content, |id| hash_of_id(id).0).to_be_bytes()
}

fn left_out(conn: &Connection, wallet: WalletId) -> Result<ByHash<u32>, StoreError> {
    let sql = "SELECT row, times FROM import_left_out WHERE wallet = ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([wallet.0], |row| {
        Ok((Hash128(u128::from_be_bytes(row.get(0)?)), row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Leaves a row out of this and of all later imports.
pub(super) fn leave_out(
    conn: &Connection,
    wallet: WalletId,
    row: &Row<'_>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO import_left_out (wallet, row, times) VALUES (?1, ?2, 1) \
               ON CONFLICT (wallet, row) DO UPDATE SET times = times + 1";
    conn.prepare_cached(sql)?.execute(params![wallet.0, mark(row)])?;
    Ok(())
}

/// Takes a row again that was left out.
pub(super) fn take_again(
    conn: &Connection,
    wallet: WalletId,
    row: &Row<'_>,
) -> Result<(), StoreError> {
    let place = params![wallet.0, mark(row)];
    let last = "DELETE FROM import_left_out WHERE wallet = ?1 AND row = ?2 AND times = 1";
    if conn.prepare_cached(last)?.execute(place)? == 0 {
        let sql = "UPDATE import_left_out SET times = times - 1 WHERE wallet = ?1 AND row = ?2";
        conn.prepare_cached(sql)?.execute(place)?;
    }
    Ok(())
}

fn hash_of_id(id: &str) -> Hash128 {
    Hash128(xxh3_128(id.as_bytes()))
}

/// A key that is a hash already.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Hash128(u128);

impl std::hash::Hash for Hash128 {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.0);
    }
}

#[derive(Default)]
struct FirstHalf(u64);

impl Hasher for FirstHalf {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u128(&mut self, hash: u128) {
        let [.., a, b, c, d, e, f, g, h] = hash.to_be_bytes();
        self.0 = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
    }
}
