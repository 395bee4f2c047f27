//! The imports that were made, and how one is taken back.

use bursar_ledger::fact::Seq;
use bursar_store::{PastImport, StoreError};

use crate::App;
use crate::wire::{ApiError, ErrorCode, ImportHistory, PastImportRow, Undone};

/// Imports on one page.
const MOST: u32 = 100;

impl App {
    /// Imports, the last one first, from a cursor of the page before on.
    ///
    /// # Errors
    /// No such cursor, or the books cannot be read.
    pub fn import_history(
        &self,
        cursor: Option<&str>,
        limit: u32,
    ) -> Result<ImportHistory, ApiError> {
        let before = match cursor {
            None => None,
            Some(text) => Some(text.parse().map(Seq).map_err(|_| {
                ApiError::new(ErrorCode::Input, "this page of the imports is no longer there")
                    .with_hint("Begin again with the first page.")
            })?),
        };
        let limit = limit.clamp(1, MOST);
        let mut imports = self.books.past_imports(before, limit + 1)?;
        let more = imports.len() > limit as usize;
        imports.truncate(limit as usize);
        let last = imports.last().map(|import| import.batch.first.0.to_string());
        Ok(ImportHistory {
            imports: imports.into_iter().map(in_wire).collect(),
            more: last.filter(|_| more),
        })
    }

    /// Takes an import back, whatever was entered since.
    ///
    /// # Errors
    /// There is no such import, it was taken back already, later entries speak of its rows, or a
    /// typed usage would no longer be covered without it.
    pub fn revert_import(&mut self, batch: &str) -> Result<Undone, ApiError> {
        let id = batch.parse().map_err(|_| StoreError::UnknownEntry(batch.to_owned()))?;
        let receipt = self.books.record(self.clock.now(), "revert of an import", |batch| {
            let import = batch.revert_import(id)?;
            batch.set_title(format!("revert of {}", import.batch.title));
            Ok(import)
        })?;
        let import = receipt.value;
        Ok(Undone { title: import.batch.title, entries: import.batch.entries })
    }

    /// Voids a batch, which must be the last one that stands.
    ///
    /// # Errors
    /// It is not, or a usage would no longer be covered without it.
    pub fn undo_batch(&mut self, batch: &str) -> Result<Undone, ApiError> {
        // What is no batch at all is not the last one either.
        let id = batch.parse().map_err(|_| StoreError::NotTheLast)?;
        let now = self.clock.now();
        let receipt = self.books.record(now, "undo", |batch| batch.undo_if_last(id))?;
        Ok(Undone { title: receipt.value.title, entries: receipt.value.entries })
    }
}

fn in_wire(import: PastImport) -> PastImportRow {
    let PastImport { batch, wallet, facts, reverted } = import;
    PastImportRow {
        batch: batch.id.to_string(),
        wallet,
        at: batch.recorded_at.to_string(),
        added: facts.added.unwrap_or(batch.entries),
        file: facts.file,
        hash: facts.hash,
        rows: facts.rows,
        already_there: facts.already_there,
        rejected: facts.rejected,
        left_out: facts.left_out,
        credits: facts.credits,
        reverted: reverted.map(|at| at.to_string()),
    }
}
