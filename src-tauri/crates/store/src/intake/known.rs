//! Rows that are already there: by id where there is one, else by content, where a row that stands
//! k times in the file is k usages.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rusqlite::Connection;
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
}

impl Known {
    pub(super) fn read(conn: &Connection, wallet: WalletId) -> Result<Self, StoreError> {
        let voided = Voided::read(conn, Span::ALL.known)?;
        let mut known = Self::default();
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

    pub(super) fn look(&mut self, row: &Row<'_>) -> Found {
        if let Some(id) = row.id {
            let known = self.ids.entry(hash_of_id(id));
            return match known {
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(Some(row.content));
                    Found::New
                }
                std::collections::hash_map::Entry::Occupied(known)
                    if *known.get() == Some(row.content) =>
                {
                    Found::AlreadyThere
                }
                std::collections::hash_map::Entry::Occupied(_) => Found::OtherContent,
            };
        }
        let hash = Hash128(row.content);
        // New books hold nothing, and then a row need not be counted at all.
        let Some(in_books) = self.in_books.get(&hash) else { return Found::New };
        let in_file = self.in_file.entry(hash).or_default();
        *in_file += 1;
        if *in_file <= *in_books { Found::AlreadyThere } else { Found::New }
    }
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
