//! What a file says of how its numbers and dates are written, with the cell that says it.
//!
//! One file is written in one way, so one cell speaks for all. Where no cell speaks, and one of
//! them could be read in two ways, that is a question for the user and never a guess.

use bursar_ledger::credits::{Credits, shorten};

use super::error::ImportError;
use super::field::Field;
use super::format::{Format, Reader, Shape};
use super::mapping::{DateOrder, Decimal, Mapping};
use super::numbers::{self, Written};
use super::record::{Next, Record};
use super::slot::Slot;
use super::source::Text;
use super::times;

/// A cell of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The line on which its record begins.
    pub line: u64,
    /// The field that it fills.
    pub field: Field,
    /// What stands there, shortened.
    pub text: String,
}

/// The first cell of each way of writing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// A number with a decimal point.
    pub point: Option<Sample>,
    /// A number with a decimal comma.
    pub comma: Option<Sample>,
    /// A number that can be read in both ways.
    pub either: Option<Sample>,
    /// A date that names the day first.
    pub day_first: Option<Sample>,
    /// A date that names the month first.
    pub month_first: Option<Sample>,
    /// A date that can be read in both ways.
    pub either_day: Option<Sample>,
}

impl Evidence {
    /// The sign before the decimals, if every number that tells tells the same.
    pub fn decimal(&self) -> Option<Decimal> {
        match (&self.point, &self.comma) {
            (Some(_), None) => Some(Decimal::Point),
            (None, Some(_)) => Some(Decimal::Comma),
            _ => None,
        }
    }

    /// The order of dates, if every date that tells tells the same.
    pub fn date_order(&self) -> Option<DateOrder> {
        match (&self.day_first, &self.month_first) {
            (Some(_), None) => Some(DateOrder::DayFirst),
            (None, Some(_)) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }

    /// The number that nothing explains.
    pub fn open_number(&self) -> Option<&Sample> {
        self.either.as_ref().filter(|_| self.decimal().is_none())
    }

    /// The date that nothing explains.
    pub fn open_date(&self) -> Option<&Sample> {
        self.either_day.as_ref().filter(|_| self.date_order().is_none())
    }

    /// Fills in what the mapping does not say and the file does.
    ///
    /// # Errors
    /// A number that can be read in two ways, where neither says which.
    pub fn settle(&self, mapping: &mut Mapping) -> Result<(), ImportError> {
        mapping.date_order = mapping.date_order.or(self.date_order());
        if mapping.told_decimal().is_some() {
            return Ok(());
        }
        if let Some(open) = self.open_number() {
            return Err(Self::question(open.line, open.field.clone(), &open.text));
        }
        mapping.decimal = match (&self.point, &self.comma) {
            (Some(_), Some(_)) => Some(Decimal::Point),
            _ => self.decimal(),
        };
        Ok(())
    }

    /// Whether the mapping needs an answer that this evidence does not give.
    pub(super) fn leaves_open(&self, mapping: &Mapping) -> bool {
        (mapping.told_decimal().is_none() && self.open_number().is_some())
            || (mapping.date_order.is_none() && self.open_date().is_some())
    }

    /// The error of a number that can be read in two ways.
    pub(super) fn question(line: u64, field: Field, value: &str) -> ImportError {
        let read = |decimal| match numbers::balance(value, Some(decimal)) {
            Ok(credits) => credits.to_string(),
            Err(_) => Credits::ZERO.to_string(),
        };
        let value = value.to_owned();
        let (as_point, as_comma) = (read(Decimal::Point), read(Decimal::Comma));
        ImportError::TwoWays { line, field, value, as_point, as_comma }
    }

    fn hear_number(&mut self, slot: &Slot, field: &Field, record: &Record<'_>) {
        let text = slot.text(record);
        if !text.contains(['.', ',']) {
            return;
        }
        let place = match numbers::written(text) {
            Written::Without => return,
            Written::With(Decimal::Point) => &mut self.point,
            Written::With(Decimal::Comma) => &mut self.comma,
            Written::Either => &mut self.either,
        };
        remember(place, field, text, record);
    }

    fn hear_date(&mut self, slot: &Slot, record: &Record<'_>) {
        let text = slot.text(record);
        let place = match times::order_of(text) {
            None => return,
            Some(Some(DateOrder::DayFirst)) => &mut self.day_first,
            Some(Some(DateOrder::MonthFirst)) => &mut self.month_first,
            Some(None) => &mut self.either_day,
        };
        remember(place, &Field::At, text, record);
    }
}

fn remember(place: &mut Option<Sample>, field: &Field, text: &str, record: &Record<'_>) {
    if place.is_none() {
        *place = Some(Sample { line: record.line, field: field.clone(), text: shorten(text) });
    }
}

/// Looks at the cells that can tell.
pub(super) struct Witness {
    numbers: Vec<(Field, Slot)>,
    at: Option<Slot>,
}

impl Witness {
    /// The witness of a mapping's columns; a column that is not there tells nothing.
    pub(super) fn new(mapping: &Mapping, shape: &Shape) -> Self {
        let of_a_column = |field: &Field| {
            let slot = Slot::new(field.clone(), mapping, &shape.headers).ok();
            slot.filter(|slot| slot.column().is_some())
        };
        let is_text = matches!(shape.format, Format::Delimited(_));
        // Numbers of JSON have points.
        let numbers = [Field::Quantity, Field::Credits, Field::Balance];
        let numbers = numbers.into_iter().filter(|_| is_text);
        Self {
            numbers: numbers
                .filter_map(|field| of_a_column(&field).map(|slot| (field, slot)))
                .collect(),
            at: of_a_column(&Field::At),
        }
    }

    /// Hears every record that is left.
    pub(super) fn hear<T: Text>(
        &mut self,
        reader: &mut Reader<T>,
    ) -> Result<Evidence, ImportError> {
        let mut evidence = Evidence::default();
        loop {
            match reader.next()? {
                Next::End => return Ok(evidence),
                Next::Broken { .. } => {}
                Next::Record(record) => {
                    for (field, slot) in &self.numbers {
                        evidence.hear_number(slot, field, &record);
                    }
                    if let Some(at) = &self.at {
                        evidence.hear_date(at, &record);
                    }
                }
            }
        }
    }
}
