//! Rows of a log, put aside in a file without a name, so that a reader can leaf through a million
//! of them while few are in memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Of so many records one place is remembered; the others are found from there.
const STRIDE: u64 = 64;

/// Records that are written once, in order, and read at any place.
pub(super) struct Spool {
    file: BufWriter<File>,
    /// Where every record whose number is a multiple of [`STRIDE`] begins.
    places: Vec<u64>,
    written: u64,
    length: u64,
    buffer: Vec<u8>,
}

impl Spool {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self {
            file: BufWriter::with_capacity(1 << 16, tempfile::tempfile()?),
            places: Vec::new(),
            written: 0,
            length: 0,
            buffer: Vec::new(),
        })
    }

    /// Writes the next record.
    pub(super) fn push(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.buffer.clear();
        rmp_serde::encode::write(&mut self.buffer, record).map_err(io::Error::other)?;
        if self.written.is_multiple_of(STRIDE) {
            self.places.push(self.length);
        }
        let length = u32::try_from(self.buffer.len()).map_err(io::Error::other)?;
        self.file.write_all(&length.to_le_bytes())?;
        self.file.write_all(&self.buffer)?;
        self.length += 4 + u64::from(length);
        self.written += 1;
        Ok(())
    }

    /// Reads the records of these numbers, which rise.
    pub(super) fn read<T: DeserializeOwned>(&mut self, numbers: &[u64]) -> io::Result<Vec<T>> {
        self.file.flush()?;
        let records = self.read_there(numbers);
        // The next record is written behind the last.
        self.file.get_ref().seek(SeekFrom::Start(self.length))?;
        records
    }

    fn read_there<T: DeserializeOwned>(&mut self, numbers: &[u64]) -> io::Result<Vec<T>> {
        let mut file = BufReader::new(self.file.get_ref());
        let mut records = Vec::with_capacity(numbers.len());
        // The number of the record that the file stands before.
        let mut next = None;
        for number in numbers {
            let from = *next.get_or_insert(u64::MAX);
            if from > *number || number - from > STRIDE {
                let known = usize::try_from(number / STRIDE).map_err(io::Error::other)?;
                let place = self.places.get(known).copied().ok_or(io::ErrorKind::UnexpectedEof)?;
                file.seek(SeekFrom::Start(place))?;
                next = Some(number / STRIDE * STRIDE);
            }
            let mut from = next.unwrap_or(0);
            loop {
                let mut length = [0; 4];
                file.read_exact(&mut length)?;
                let length = u32::from_le_bytes(length);
                if from < *number {
                    file.seek_relative(i64::from(length))?;
                    from += 1;
                    continue;
                }
                self.buffer.resize(length as usize, 0);
                file.read_exact(&mut self.buffer)?;
                records.push(rmp_serde::from_slice(&self.buffer).map_err(io::Error::other)?);
                next = Some(from + 1);
                break;
            }
        }
        Ok(records)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_records_are_read_back_in_any_order_of_asking() {
        let mut spool = Spool::new().unwrap();
        for number in 0..1000_u64 {
            spool.push(&(number, "x".repeat(number as usize % 7))).unwrap();
        }
        for numbers in [vec![], vec![999], vec![0, 1, 2], vec![5, 70, 71, 640, 641, 999], vec![64]]
        {
            let read: Vec<(u64, String)> = spool.read(&numbers).unwrap();
            let found: Vec<u64> = read.iter().map(|(number, _)| *number).collect();
            assert_eq!(found, numbers);
            assert!(read.iter().all(|(number, text)| text.len() == *number as usize % 7));
        }
        assert!(spool.read::<(u64, String)>(&[2000]).is_err());
        // Reading does not disturb what is written after it.
        spool.push(&(1000_u64, String::new())).unwrap();
        assert_eq!(spool.read::<(u64, String)>(&[1000]).unwrap()[0].0, 1000);
    }
}
