//! A mapping between the window and the store: which column fills which field, and how the file is
//! written.

use bursar_store::import::{DateOrder, Decimal, Field, Mapping, MappingError, ReadAs};

use crate::wire::{
    ApiError, FieldColumn, FieldValue, FileReading, ImportField, ImportMapping, ValueChange,
};

pub(super) fn fields(mapping: &Mapping) -> Vec<ImportField> {
    let plain = Field::NAMED.into_iter();
    let settings = mapping.columns.keys().filter(|field| matches!(field, Field::Setting(_)));
    plain.chain(settings.cloned()).map(|field| ImportField { name: field.to_string() }).collect()
}

/// The mapping of the window, complete: what it leaves out is not guessed again.
pub(super) fn read_mapping(
    mapping: &ImportMapping,
    headers: &[String],
) -> Result<Mapping, ApiError> {
    let mut read = Mapping::default();
    for FieldColumn { field, column } in &mapping.columns {
        read.map(&format!("{field}={column}"))?;
    }
    for FieldValue { field, value } in &mapping.constants {
        read.set(&format!("{field}={value}"))?;
    }
    for ValueChange { field, from, to } in &mapping.values {
        read.value(&format!("{field}:{from}={to}"))?;
    }
    let FileReading { decimal, date_order, .. } = &mapping.reading;
    read.decimal = decimal.as_deref().map(read_decimal).transpose()?;
    read.date_order = date_order.as_deref().map(read_date_order).transpose()?;
    let unknown = read.columns.values().find(|column| !headers.contains(column));
    if let Some(column) = unknown {
        let message = format!("the file has no column “{column}”");
        return Err(ApiError::new(crate::wire::ErrorCode::Input, message)
            .with_hint("Choose one of its columns."));
    }
    Ok(read)
}

pub(super) fn write_mapping(mapping: &Mapping) -> ImportMapping {
    let columns = mapping.columns.iter();
    let constants = mapping.constants.iter();
    let values = mapping.values.iter().flat_map(|(field, values)| {
        values.iter().map(move |(from, to)| ValueChange {
            field: field.to_string(),
            from: from.clone(),
            to: to.clone(),
        })
    });
    ImportMapping {
        columns: columns
            .map(|(field, column)| FieldColumn { field: field.to_string(), column: column.clone() })
            .collect(),
        constants: constants
            .map(|(field, value)| FieldValue { field: field.to_string(), value: value.clone() })
            .collect(),
        values: values.collect(),
        reading: FileReading {
            decimal: mapping.told_decimal().map(decimal_word),
            date_order: mapping.date_order.map(order_word),
            ..FileReading::default()
        },
    }
}

/// What is told of the text of a file.
pub(super) fn read_as(reading: &FileReading) -> Result<ReadAs, ApiError> {
    let at = |field: &'static str| move |error: MappingError| ApiError::from(error).at_field(field);
    let parse = |text: &Option<String>| text.as_deref().map(str::parse).transpose();
    Ok(ReadAs {
        delimiter: parse(&reading.delimiter).map_err(at("delimiter"))?,
        encoding: match reading.encoding.as_deref() {
            Some(name) => Some(name.parse().map_err(at("encoding"))?),
            None => None,
        },
    })
}

/// `point` or `comma`, or the sign itself.
pub(super) fn read_decimal(text: &str) -> Result<Decimal, ApiError> {
    match text.trim() {
        "point" | "." => Ok(Decimal::Point),
        "comma" | "," => Ok(Decimal::Comma),
        other => Err(unknown_choice("decimal", other, "Give a point or a comma: “.” or “,”.")),
    }
}

fn read_date_order(text: &str) -> Result<DateOrder, ApiError> {
    match text {
        "day_first" => Ok(DateOrder::DayFirst),
        "month_first" => Ok(DateOrder::MonthFirst),
        other => Err(unknown_choice("date_order", other, "Give day_first or month_first.")),
    }
}

fn unknown_choice(field: &'static str, given: &str, hint: &str) -> ApiError {
    let message = format!("“{}” is no choice for this", bursar_ledger::credits::shorten(given));
    ApiError::new(crate::wire::ErrorCode::Input, message).with_hint(hint).at_field(field)
}

pub(super) fn decimal_word(decimal: Decimal) -> String {
    let word = match decimal {
        Decimal::Point => "point",
        Decimal::Comma => "comma",
    };
    word.to_owned()
}

pub(super) fn order_word(order: DateOrder) -> String {
    let word = match order {
        DateOrder::DayFirst => "day_first",
        DateOrder::MonthFirst => "month_first",
    };
    word.to_owned()
}
