//! The texts that usages have in a field, to choose from.

use std::sync::Arc;

use rusqlite::params;

use super::TextField;
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::WalletId;

/// A text, none being a usage without one, and how many usages have it.
pub type TextCount = (Option<String>, u64);

/// What the choices are of.
type Field = (Option<WalletId>, TextField);

/// Choices that were read, with the last batch at that time.
#[derive(Debug, Default)]
pub(super) struct Choices(Vec<(Field, Option<uuid::Uuid>, Arc<[TextCount]>)>);

impl Books {
    /// The texts that usages of a wallet (or of all) have in a field, the most frequent first; what
    /// was voided is not counted.
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
        if let Some((.., texts)) = kept.0.iter().find(|(of, ..)| *of == (wallet, field)) {
            return Ok(Arc::clone(texts));
        }
        let mut statement = self.conn.prepare_cached(texts_of(field))?;
        let rows = statement.query_map(params![wallet.map(|wallet| wallet.0)], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        let texts: Arc<[TextCount]> = rows.collect::<Result<Vec<_>, _>>()?.into();
        kept.0.push(((wallet, field), revision, Arc::clone(&texts)));
        Ok(texts)
    }
}

/// The texts of a field with their counts; the column is part of the statement, and no value.
fn texts_of(field: TextField) -> &'static str {
    macro_rules! of {
        ($column:literal) => {
            concat!(
                "SELECT t.text, n.count FROM (SELECT ",
                $column,
                " AS term, COUNT(*) AS count FROM usage u WHERE (?1 IS NULL OR u.wallet = ?1) \
                   AND NOT EXISTS (SELECT 1 FROM voided v \
                       WHERE u.seq BETWEEN v.first_seq AND v.last_seq) GROUP BY ",
                $column,
                ") n LEFT JOIN term t ON t.id = n.term ORDER BY n.count DESC, t.text"
            )
        };
    }
    match field {
        TextField::Feature => of!("feature"),
        TextField::Action => of!("action"),
        TextField::Model => of!("model"),
        TextField::Member => of!("member"),
        TextField::Project => of!("project"),
    }
}
