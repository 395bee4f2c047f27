//! What becomes of each row of a log, and which of them the user takes.
//!
//! A look at a file notes every row here: two small numbers in memory, its texts on disk. The user
//! ticks and unticks; the import then asks for each row whether it is taken. Nothing here is kept
//! with the books.

use std::collections::HashMap;
use std::io;

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use serde::{Deserialize, Serialize};

use super::IntakeReport;
use super::spool::Spool;
use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::import::{Row, RowError};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is added.
    New,
    /// It is like an entry that stands in the books, though not the same.
    Twin,
    /// It was left out for ever by an earlier import.
    LeftOut,
    /// The books hold it already.
    AlreadyThere,
    /// The books hold its id with other content.
    Conflict,
    /// It cannot be read.
    Rejected,
}

impl Fate {
    /// All of them, those that can be taken first.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Twin, Self::LeftOut, Self::AlreadyThere, Self::Conflict, Self::Rejected];

    /// Whether the user can take such a row, or leave it out.
    pub fn is_open(self) -> bool {
        matches!(self, Self::New | Self::Twin | Self::LeftOut)
    }

    fn code(self) -> u8 {
        match self {
            Self::New => 0,
            Self::Twin => 1,
            Self::LeftOut => 2,
            Self::AlreadyThere => 3,
            Self::Conflict => 4,
            Self::Rejected => 5,
        }
    }
}

/// What a row comes to when it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Charged,
    Held,
    Failed,
    Unpriced,
}

/// The fate, the class and the tick of a row, in one byte.
#[derive(Clone, Copy)]
struct Code(u8);

impl Code {
    const TICKED: u8 = 1 << 7;

    fn new(fate: Fate, class: Class) -> Self {
        let class = match class {
            Class::Charged => 0,
            Class::Held => 1,
            Class::Failed => 2,
            Class::Unpriced => 3,
        };
        let ticked = if fate == Fate::New { Self::TICKED } else { 0 };
        Self(fate.code() | class << 3 | ticked)
    }

    fn fate(self) -> Fate {
        Fate::ALL.get(usize::from(self.0 & 0b111)).copied().unwrap_or(Fate::Rejected)
    }

    fn class(self) -> Class {
        match self.0 >> 3 & 0b11 {
            0 => Class::Charged,
            1 => Class::Held,
            2 => Class::Failed,
            _ => Class::Unpriced,
        }
    }

    fn is_ticked(self) -> bool {
        self.0 & Self::TICKED != 0
    }

    fn tick(&mut self, ticked: bool) {
        if self.fate().is_open() {
            self.0 = self.0 & !Self::TICKED | if ticked { Self::TICKED } else { 0 };
        }
    }
}

/// The texts of a row, as they are put aside.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    line: u64,
    at: Option<i64>,
    id: Option<String>,
    action: Option<String>,
    model: Option<String>,
    member: Option<String>,
    project: Option<String>,
    quantity: Option<i64>,
    status: Option<i64>,
    field: Option<String>,
    value: Option<String>,
    message: Option<String>,
}

/// A row of the file with its fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FateRow {
    /// Its place among the rows of the file, from 0.
    pub place: u64,
    /// The line on which it begins.
    pub line: u64,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it is taken.
    pub ticked: bool,
    /// When it happened; none for a row that cannot be read.
    pub at: Option<Instant>,
    /// The provider's id.
    pub id: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// With which model.
    pub model: Option<String>,
    /// Who did it.
    pub member: Option<String>,
    /// For which project.
    pub project: Option<String>,
    /// How many units.
    pub quantity: Option<i64>,
    /// How it stands.
    pub status: Option<UsageStatus>,
    /// What it costs; none if unknown.
    pub credits: Option<Credits>,
    /// The field at fault.
    pub field: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// Why it cannot be taken.
    pub message: Option<String>,
    /// The entry of the books that it is like.
    pub twin: Option<Seq>,
}

/// How many rows have a fate, and how many of them are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FateCount {
    /// The fate.
    pub fate: Fate,
    /// The rows that have it.
    pub rows: u64,
    /// Those that are taken.
    pub ticked: u64,
}

/// The rows of a log and what becomes of them.
pub struct Fates {
    codes: Vec<Code>,
    /// In millionths; none is a negative number.
    credits: Vec<i64>,
    spool: Spool,
    twins: HashMap<u64, Seq>,
    file_hash: u128,
}

impl Fates {
    /// Room for the rows of a log.
    ///
    /// # Errors
    /// The system has no room for a file of its own.
    pub fn new() -> Result<Self, StoreError> {
        Ok(Self {
            codes: Vec::new(),
            credits: Vec::new(),
            spool: Spool::new().map_err(no_room)?,
            twins: HashMap::new(),
            file_hash: 0,
        })
    }

    /// The hash of the file that was looked at.
    pub fn file_hash(&self) -> u128 {
        self.file_hash
    }

    pub(super) fn set_file_hash(&mut self, hash: u128) {
        self.file_hash = hash;
    }

    /// How many rows of each fate there are; fates without rows are left out.
    pub fn counts(&self) -> Vec<FateCount> {
        let mut counts = Fate::ALL.map(|fate| FateCount { fate, rows: 0, ticked: 0 });
        for code in &self.codes {
            let count = &mut counts[usize::from(code.fate().code())];
            count.rows += 1;
            count.ticked += u64::from(code.is_ticked());
        }
        counts.into_iter().filter(|count| count.rows > 0).collect()
    }

    /// The rows of one fate, or all, from one of them on; at most so many.
    ///
    /// # Errors
    /// They cannot be read back.
    pub fn page(
        &mut self,
        fate: Option<Fate>,
        from: u64,
        limit: u32,
    ) -> Result<Vec<FateRow>, StoreError> {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let places: Vec<u64> = match fate {
            None => (from..self.codes.len()).take(limit as usize).map(|at| at as u64).collect(),
            Some(fate) => (0_u64..)
                .zip(&self.codes)
                .filter(|(_, code)| code.fate() == fate)
                .map(|(place, _)| place)
                .skip(from)
                .take(limit as usize)
                .collect(),
        };
        let kept: Vec<Kept> = self.spool.read(&places).map_err(no_room)?;
        Ok(places.iter().zip(kept).map(|(place, kept)| self.row(*place, kept)).collect())
    }

    /// Takes rows, or leaves them out. What cannot be taken stays as it is.
    pub fn tick(&mut self, places: &[u64], ticked: bool) {
        for place in places {
            let place = usize::try_from(*place).unwrap_or(usize::MAX);
            if let Some(code) = self.codes.get_mut(place) {
                code.tick(ticked);
            }
        }
    }

    /// Takes all rows of a fate, or of every fate, or leaves them out.
    pub fn tick_all(&mut self, fate: Option<Fate>, ticked: bool) {
        for code in &mut self.codes {
            if fate.is_none_or(|fate| code.fate() == fate) {
                code.tick(ticked);
            }
        }
    }

    /// Whether the row at this place is taken.
    pub(super) fn takes(&self, place: u64) -> bool {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        self.codes.get(place).is_some_and(|code| code.is_ticked())
    }

    /// What the look came to, with the ticks as they are now. What no lot covers stays the figure
    /// of the look.
    ///
    /// # Errors
    /// The sum of the credits is beyond any.
    pub fn report(&self, look: &IntakeReport) -> Result<IntakeReport, Overflow> {
        let mut report = IntakeReport {
            added: 0,
            charged: 0,
            held: 0,
            failed: 0,
            unpriced: 0,
            left_out: 0,
            credits: Credits::ZERO,
            held_credits: Credits::ZERO,
            ..look.clone()
        };
        for (code, credits) in self.codes.iter().zip(&self.credits) {
            if !code.fate().is_open() {
                continue;
            }
            if !code.is_ticked() {
                report.left_out += 1;
                continue;
            }
            report.added += 1;
            let credits = Credits::from_micros((*credits).max(0));
            match code.class() {
                Class::Charged => {
                    report.charged += 1;
                    report.credits = report.credits.plus(credits)?;
                }
                Class::Held => {
                    report.held += 1;
                    report.held_credits = report.held_credits.plus(credits)?;
                }
                Class::Failed => report.failed += 1,
                Class::Unpriced => report.unpriced += 1,
            }
        }
        Ok(report)
    }

    /// Notes the next row.
    pub(super) fn note(
        &mut self,
        row: &Row<'_>,
        fate: Fate,
        class: Class,
        status: UsageStatus,
        credits: Option<Credits>,
        message: Option<String>,
    ) -> Result<(), StoreError> {
        let text = |text: Option<&str>| text.map(str::to_owned);
        let kept = Kept {
            line: row.line,
            at: Some(row.at.micros()),
            id: text(row.id),
            action: text(row.action),
            model: text(row.model),
            member: text(row.member),
            project: text(row.project),
            quantity: row.quantity,
            status: Some(status.code()),
            message,
            ..Kept::default()
        };
        self.codes.push(Code::new(fate, class));
        self.credits.push(credits.map_or(-1, Credits::micros));
        self.spool.push(&kept).map_err(no_room)
    }

    /// Notes a row that cannot be read.
    pub(super) fn note_rejected(&mut self, error: &RowError) -> Result<(), StoreError> {
        let kept = Kept {
            line: error.line,
            field: error.field.as_ref().map(ToString::to_string),
            value: Some(error.value.clone()).filter(|value| !value.is_empty()),
            message: Some(error.message.clone()),
            ..Kept::default()
        };
        self.codes.push(Code::new(Fate::Rejected, Class::Failed));
        self.credits.push(-1);
        self.spool.push(&kept).map_err(no_room)
    }

    /// Makes new rows the twins of entries, to be left out unless the user takes them.
    pub(super) fn pair(&mut self, twins: HashMap<u64, Seq>) {
        for place in twins.keys() {
            let place = usize::try_from(*place).unwrap_or(usize::MAX);
            if let Some(code) = self.codes.get_mut(place) {
                *code = Code::new(Fate::Twin, code.class());
            }
        }
        self.twins = twins;
    }

    fn row(&self, place: u64, kept: Kept) -> FateRow {
        let at = usize::try_from(place).unwrap_or(usize::MAX);
        let code = self.codes.get(at).copied().unwrap_or(Code::new(Fate::Rejected, Class::Failed));
        let credits = self.credits.get(at).copied().filter(|credits| *credits >= 0);
        FateRow {
            place,
            line: kept.line,
            fate: code.fate(),
            ticked: code.is_ticked(),
            at: kept.at.map(Instant::from_micros),
            id: kept.id,
            action: kept.action,
            model: kept.model,
            member: kept.member,
            project: kept.project,
            quantity: kept.quantity,
            status: kept.status.map(UsageStatus::from_code),
            credits: credits.map(Credits::from_micros),
            field: kept.field,
            value: kept.value,
            message: kept.message,
            twin: self.twins.get(&place).copied(),
        }
    }
}

fn no_room(error: io::Error) -> StoreError {
    StoreError::RowsNotKept(error.to_string())
}
