//! Transactions of several wallets in the order of their dates, without holding them in memory.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};

use chrono::NaiveDate;

/// The transactions of one wallet, in order, as text in a file of their own.
pub(super) struct Spool {
    out: BufWriter<File>,
    /// The date and the length of each.
    blocks: Vec<(NaiveDate, u32)>,
}

impl Spool {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self { out: BufWriter::new(tempfile::tempfile()?), blocks: Vec::new() })
    }

    /// Adds a transaction; dates never go back.
    pub(super) fn add(&mut self, date: NaiveDate, text: &str) -> io::Result<()> {
        let length = u32::try_from(text.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        self.out.write_all(text.as_bytes())?;
        self.blocks.push((date, length));
        Ok(())
    }

    /// The first date and the last, if there is any.
    pub(super) fn dates(&self) -> Option<(NaiveDate, NaiveDate)> {
        Some((self.blocks.first()?.0, self.blocks.last()?.0))
    }
}

struct Reading {
    input: BufReader<File>,
    blocks: std::iter::Peekable<std::vec::IntoIter<(NaiveDate, u32)>>,
}

/// Writes the transactions of all spools by date; of one date, those of the earlier spool first.
pub(super) fn write_by_date(spools: Vec<Spool>, out: &mut dyn Write) -> io::Result<()> {
    let mut readings = Vec::new();
    for spool in spools {
        let mut file = spool.out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let blocks = spool.blocks.into_iter().peekable();
        readings.push(Reading { input: BufReader::new(file), blocks });
    }
    loop {
        let dates = readings.iter_mut().enumerate().filter_map(|(place, reading)| {
            let (date, _) = reading.blocks.peek()?;
            Some((*date, place))
        });
        let Some((_, place)) = dates.min() else { return Ok(()) };
        let Reading { input, blocks } = &mut readings[place];
        let length = blocks.next().map_or(0, |(_, length)| u64::from(length));
        io::copy(&mut input.by_ref().take(length), out)?;
    }
}
