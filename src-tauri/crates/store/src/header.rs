//! The first bytes of a database, read as bytes: SQLite would put files of its own beside what it
//! only looks at.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::error::StoreError;
use crate::open::file_error;

const LENGTH: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";

const PAGE_SIZE_AT: usize = 16;
const CHANGES_AT: usize = 24;
const PAGES_AT: usize = 28;
const PAGES_COUNTED_AT: usize = 92;

/// Where the version of the books stands.
pub(crate) const USER_VERSION_AT: usize = 60;
/// Where it stands whose database it is.
pub(crate) const APPLICATION_ID_AT: usize = 68;

/// The header of a database file.
pub(crate) struct Header {
    bytes: [u8; LENGTH],
    file_length: u64,
}

impl Header {
    /// Reads it; none of an empty file, which SQLite takes for a new database.
    ///
    /// # Errors
    /// [`StoreError::NotBooks`] if it is no database.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, StoreError> {
        let mut file = File::open(path).map_err(|error| file_error(path, &error))?;
        let file_length = file.metadata().map_err(|error| file_error(path, &error))?.len();
        if file_length == 0 {
            return Ok(None);
        }
        let mut bytes = [0; LENGTH];
        let is_whole = file.read_exact(&mut bytes).is_ok();
        if !is_whole || !bytes.starts_with(MAGIC) {
            return Err(StoreError::NotBooks(path.to_owned()));
        }
        Ok(Some(Self { bytes, file_length }))
    }

    /// A signed number of four bytes.
    pub(crate) fn number_at(&self, place: usize) -> i64 {
        self.bytes[place..].first_chunk().map_or(0, |bytes| i32::from_be_bytes(*bytes).into())
    }

    /// Whether the file is as long as it says.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if it was cut short.
    pub(crate) fn check_length(&self) -> Result<(), StoreError> {
        let page_size = match [self.bytes[PAGE_SIZE_AT], self.bytes[PAGE_SIZE_AT + 1]] {
            [0, 1] => 65_536,
            bytes => u64::from(u16::from_be_bytes(bytes)),
        };
        let pages = u64::try_from(self.number_at(PAGES_AT)).unwrap_or(0);
        // Very old programs change a file and do not count its pages.
        let is_counted = self.number_at(CHANGES_AT) == self.number_at(PAGES_COUNTED_AT);
        let length = page_size * pages;
        if is_counted && self.file_length < length {
            let held = self.file_length;
            return Err(StoreError::Damaged(format!(
                "the file was cut short: {held} of {length} bytes are there"
            )));
        }
        Ok(())
    }
}
