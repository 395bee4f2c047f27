//! How a mapping reads the records of one file: which cell is which field, and what is kept beside.
//!
//! A plan is made once a file and used for each of its records; its buffers are used again, so that
//! a row costs no allocation.

use std::cell::Cell;
use std::collections::BTreeSet;

use bursar_ledger::calendar::Zone;
use bursar_ledger::credits::shorten;

use super::content::Content;
use super::error::MappingError;
use super::extra::Extras;
use super::field::Field;
use super::mapping::{Decimal, Mapping};
use super::numbers::{self, NumberError, Written};
use super::record::Record;
use super::row::{Row, RowError, Status};
use super::slot::{Slot, listed};
use super::times::Times;
use super::{settings, status_words};

/// How a mapping reads the records of one file.
pub(super) struct Plan {
    id: Slot,
    at: Slot,
    feature: Slot,
    action: Slot,
    model: Slot,
    settings: Slot,
    quantity: Slot,
    member: Slot,
    project: Slot,
    status: Slot,
    credits: Slot,
    balance: Slot,
    /// The settings that come from a column of their own, by name.
    set: Vec<Slot>,
    extras: Extras,
    times: Times,
    /// Which sign stands before the decimals, once that is known.
    decimal: Cell<Option<Decimal>>,
    settings_text: String,
    content: Content,
}

impl Plan {
    /// The plan of a mapping for a file with these columns.
    pub(super) fn new(
        mapping: &Mapping,
        headers: &[String],
        zone: Zone,
    ) -> Result<Self, MappingError> {
        let slot = |field: Field| Slot::new(field, mapping, headers);
        let named: BTreeSet<&Field> =
            mapping.columns.keys().chain(mapping.constants.keys()).collect();
        let set = named.into_iter().filter(|field| matches!(field, Field::Setting(_)));
        let mut plan = Self {
            id: slot(Field::Id)?,
            at: slot(Field::At)?,
            feature: slot(Field::Feature)?,
            action: slot(Field::Action)?,
            model: slot(Field::Model)?,
            settings: slot(Field::Settings)?,
            quantity: slot(Field::Quantity)?,
            member: slot(Field::Member)?,
            project: slot(Field::Project)?,
            status: slot(Field::Status)?,
            credits: slot(Field::Credits)?,
            balance: slot(Field::Balance)?,
            set: set.map(|field| slot(field.clone())).collect::<Result<_, _>>()?,
            extras: Extras::default(),
            times: Times::new(zone, mapping.date_order),
            decimal: Cell::new(mapping.told_decimal()),
            settings_text: String::new(),
            content: Content::default(),
        };
        if plan.at.is_absent() {
            let columns = listed(headers);
            return Err(MappingError::NoTime { columns });
        }
        plan.check_constants()?;
        plan.extras = Extras::beside(plan.slots().filter_map(Slot::column));
        plan.extras.learn(headers);
        Ok(plan)
    }

    /// Takes points for the sign before the decimals, as JSON writes its numbers, unless another
    /// is told.
    pub(super) fn with_points(self) -> Self {
        let told = self.decimal.get().unwrap_or(Decimal::Point);
        self.decimal.set(Some(told));
        self
    }

    /// Reads a record.
    pub(super) fn read<'a>(&'a mut self, record: Record<'a>) -> Result<Row<'a>, RowError> {
        let at = match self.times.read(self.at.text(&record)) {
            Ok(at) => at,
            Err(why) => return Err(self.at.error(&record, why)),
        };
        let status = read_status(&self.status, &record)?;
        let quantity = if self.quantity.is_absent() {
            Some(1)
        } else {
            self.number(&self.quantity, &record, numbers::quantity)?
        };
        let credits = self.number(&self.credits, &record, numbers::credits)?;
        let balance = self.number(&self.balance, &record, numbers::balance)?;
        self.read_settings(&record)?;
        if let Some(columns) = record.growing_columns {
            self.extras.learn(columns);
        }
        self.extras.collect(&record);
        let mut row = Row {
            line: record.line,
            id: self.id.name(&record)?,
            at,
            feature: self.feature.name(&record)?,
            action: self.action.name(&record)?,
            model: self.model.name(&record)?,
            settings: filled(&self.settings_text),
            quantity,
            member: self.member.name(&record)?,
            project: self.project.name(&record)?,
            status,
            credits,
            balance,
            extra: filled(self.extras.json()),
            content: 0,
        };
        row.content = self.content.hash(&row, &record, &self.extras);
        Ok(row)
    }

    fn number<N>(
        &self,
        slot: &Slot,
        record: &Record<'_>,
        read: fn(&str, Option<Decimal>) -> Result<N, NumberError>,
    ) -> Result<Option<N>, RowError> {
        let text = slot.text(record);
        if text.is_empty() {
            return Ok(None);
        }
        // A constant is typed by the user, who writes points unless they say otherwise.
        let of_the_file = slot.column().is_some();
        let decimal = self.decimal.get().or((!of_the_file).then_some(Decimal::Point));
        let number = read(text, decimal);
        if decimal.is_none() && text.contains(['.', ',']) {
            match (numbers::written(text), &number) {
                // The first number that tells is believed; the user sees it and can correct it.
                (Written::With(told), Ok(_)) => self.decimal.set(Some(told)),
                (Written::Either, Err(why)) => {
                    return Err(RowError { two_ways: true, ..slot.error(record, why) });
                }
                _ => {}
            }
        }
        number.map(Some).map_err(|why| slot.error(record, why))
    }

    fn read_settings(&mut self, record: &Record<'_>) -> Result<(), RowError> {
        self.settings_text.clear();
        let several = self.settings.text(record);
        if several.is_empty() {
            for slot in &self.set {
                match slot.text(record) {
                    "" => {}
                    value => settings::append(&mut self.settings_text, slot.setting(), value),
                }
            }
            return Ok(());
        }
        let Some(mut together) = settings::read(several) else {
            let why = format!(
                "\u{201c}{}\u{201d} are no settings; write them as name=value; name=value",
                shorten(several)
            );
            return Err(self.settings.error(record, why));
        };
        for slot in &self.set {
            match slot.text(record) {
                "" => {}
                value => {
                    together.insert(slot.setting().to_owned(), value.to_owned());
                }
            }
        }
        for (name, value) in &together {
            settings::append(&mut self.settings_text, name, value);
        }
        Ok(())
    }

    /// Reads each constant once, so that a wrong one is the mapping's error and not every row's.
    fn check_constants(&mut self) -> Result<(), MappingError> {
        let record = Record::EMPTY;
        let bad = |error: RowError| MappingError::BadConstant {
            field: error.field.unwrap_or(Field::At),
            value: error.value,
            why: error.message,
        };
        if let Some(at) = self.at.constant() {
            let read = self.times.read(at).map(|_| ());
            read.map_err(|why| bad(self.at.error(&record, why)))?;
        }
        if self.status.constant().is_some() {
            read_status(&self.status, &record).map_err(bad)?;
        }
        // A field that comes from a column is empty here, and so never at fault.
        self.number(&self.quantity, &record, numbers::quantity).map_err(bad)?;
        self.number(&self.credits, &record, numbers::credits).map_err(bad)?;
        self.number(&self.balance, &record, numbers::balance).map_err(bad)?;
        for slot in
            [&self.id, &self.feature, &self.action, &self.model, &self.member, &self.project]
        {
            slot.name(&record).map_err(bad)?;
        }
        self.read_settings(&record).map_err(bad)
    }

    fn slots(&self) -> impl Iterator<Item = &Slot> {
        let named = [
            &self.id,
            &self.at,
            &self.feature,
            &self.action,
            &self.model,
            &self.settings,
            &self.quantity,
            &self.member,
            &self.project,
            &self.status,
            &self.credits,
            &self.balance,
        ];
        named.into_iter().chain(&self.set)
    }
}

fn read_status(slot: &Slot, record: &Record<'_>) -> Result<Status, RowError> {
    if slot.is_absent() {
        return Ok(Status::Succeeded);
    }
    let word = slot.text(record);
    status_words::read(word).ok_or_else(|| {
        let why = match word {
            "" => "the status is empty; say what that means, as in status:=succeeded".to_owned(),
            word => {
                let word = shorten(word);
                format!(
                    "\u{201c}{word}\u{201d} is no known status; say what it means, as in \
                     status:{word}=succeeded (or failed, or pending)"
                )
            }
        };
        slot.error(record, why)
    })
}

fn filled(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
