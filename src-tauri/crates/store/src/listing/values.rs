//! The texts that usages have in a field, to choose from.

use std::sync::Arc;

use bursar_ledger::fact::Seq;
use rusqlite::params_from_iter;

use super::TextField;
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::WalletId;

/// A text, none being a usage without one, and how many usages have it.
pub type TextCount = (Option<String>, u64);

/// The choices of each field of a wallet or of all, with the last batch when they were read.
type Read = (Option<WalletId>, Option<uuid::Uuid>, [Arc<[TextCount]>; 5]);

/// Choices that were read.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<Read>);

impl Books {
    /// The texts that usages of a wallet (or of all) have in a field, the most frequent first;
    /// without those that were voided. All fields are read at once: whoever asks for one asks for
    /// the others too.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn field_texts(
        &self,
        wallet: Option<WalletId>,
        field: TextField,
    ) -> Result<Arc<[TextCount]>, StoreError> {
        let revision = self.revision()?;
        let mut kept = self.listings.choices.borrow_mut();
        kept.0.retain(|(_, then, _)| *then == revision);
        if let Some((.., fields)) = kept.0.iter().find(|(of, ..)| *of == wallet) {
            return Ok(Arc::clone(&fields[place(field)]));
        }
        let fields = self.texts_of_fields(wallet)?;
        let texts = Arc::clone(&fields[place(field)]);
        kept.0.push((wallet, revision, fields));
        Ok(texts)
    }

    fn texts_of_fields(
        &self,
        wallet: Option<WalletId>,
    ) -> Result<[Arc<[TextCount]>; 5], StoreError> {
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let mut statement = self.conn.prepare_cached(match wallet {
            Some(_) => OF_WALLET,
            None => OF_ALL,
        })?;
        let mut rows = statement.query(params_from_iter(wallet.map(|wallet| wallet.0)))?;
        // By the numbers of terms, which follow each other; none is the first place.
        let mut counts: [Vec<u64>; 5] = Default::default();
        while let Some(row) = rows.next()? {
            if voided.covers(Seq(row.get(0)?)) {
                continue;
            }
            for (field, counts) in counts.iter_mut().enumerate() {
                let term: usize = row.get::<_, Option<usize>>(field + 1)?.unwrap_or_default();
                if counts.len() <= term {
                    counts.resize(term + 1, 0);
                }
                counts[term] += 1;
            }
        }
        let mut fields: [Arc<[TextCount]>; 5] = Default::default();
        for (field, counts) in fields.iter_mut().zip(counts) {
            *field = self.named(&counts)?.into();
        }
        Ok(fields)
    }

    /// Counts by the numbers of terms as counts of texts, the most frequent first.
    fn named(&self, counts: &[u64]) -> Result<Vec<TextCount>, StoreError> {
        let mut text = self.conn.prepare_cached("SELECT text FROM term WHERE id = ?1")?;
        let mut named = Vec::new();
        for (term, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let text = match term {
                0 => None,
                term => Some(text.query_row([term], |row| row.get(0))?),
            };
            named.push((text, *count));
        }
        named.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        Ok(named)
    }
}

/// With a condition that may or may not name a wallet, no index would be used.
const OF_WALLET: &str = "SELECT seq, feature, action, model, member, project FROM usage \
     WHERE wallet = ?1";
const OF_ALL: &str = "SELECT seq, feature, action, model, member, project FROM usage";

/// The place of a field in a row.
const fn place(field: TextField) -> usize {
    match field {
        TextField::Feature => 0,
        TextField::Action => 1,
        TextField::Model => 2,
        TextField::Member => 3,
        TextField::Project => 4,
    }
}
