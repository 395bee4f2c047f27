//! A first look at a file: how it is written, its columns, how they were read last time.

use std::collections::BTreeSet;
use std::path::Path;

use bursar_store::Profile;
use bursar_store::import::{DateOrder, Decimal};
use bursar_store::import::{
    Encoding, Evidence, Format, ImportError, Log, Mapping, Place, Preview, ReadAs, Sample,
};

use super::mapping::{decimal_word, fields, order_word, read_as, read_mapping, write_mapping};
use crate::App;
use crate::wire::{
    ApiError, CellSample, Column, FoundDelimiter, FoundReading, FoundSign, GoneColumn, HeaderNews,
    ImportMapping, ImportPreview, TwoReadings,
};

/// Rows of a first look.
const ROWS_SHOWN: usize = 8;

/// A log and what was found out before its rows are read.
pub(super) struct Opened {
    pub(super) log: Log,
    pub(super) read_as: ReadAs,
    /// The encoding is a guess: any bytes can be read in it.
    encoding_is_guessed: bool,
}

/// Opens a log for the window. What is not UTF-8 is taken for Windows-1252, and shown to be.
pub(super) fn open(place: &Place, told: ReadAs) -> Result<Opened, ImportError> {
    match Log::open(place, told) {
        Ok(log) => Ok(Opened { log, read_as: told, encoding_is_guessed: false }),
        Err(error) if error.is_other_encoding() && told.encoding.is_none() => {
            let read_as = ReadAs { encoding: Some(Encoding::Windows1252), ..told };
            match Log::open(place, read_as) {
                Ok(log) if !log.has_control_signs() => {
                    Ok(Opened { log, read_as, encoding_is_guessed: true })
                }
                _ => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

impl App {
    /// A first look at a file: how it is written, its columns, the mapping that is used (the one
    /// given, else that of the last file with these columns, else a guess) and its first rows.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn import_preview(
        &self,
        wallet: &str,
        file: &Path,
        mapping: Option<&ImportMapping>,
    ) -> Result<ImportPreview, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let place = Place::named(file);
        let profiles = self.books.import_profiles(&wallet.provider)?;
        let told = match mapping {
            Some(mapping) => read_as(&mapping.reading)?,
            None => told_by_profile(&place, &profiles),
        };
        let opened = open(&place, told)?;
        let headers = opened.log.headers();
        let known = Known::of(&profiles, headers);
        let mapping = match mapping {
            Some(mapping) => read_mapping(mapping, headers)?,
            None => known.mapping(headers),
        };
        let missing = opened.log.check(&mapping, wallet.rules.zone).err();
        let evidence = match missing {
            None => opened.log.evidence(&mapping)?,
            Some(_) => Evidence::default(),
        };
        let preview = opened.log.preview(ROWS_SHOWN)?;
        let found = found(&opened, &preview, &mapping, &evidence);
        let mut used = write_mapping(&mapping);
        used.reading.delimiter = told.delimiter.map(|delimiter| delimiter.to_string());
        used.reading.encoding = told.encoding.map(|encoding| encoding.name().to_owned());
        let guess_of = |column: &str| {
            let guessed = preview.guessed.iter().find(|guess| guess.column == column);
            guessed.map(|guess| guess.field.to_string())
        };
        let columns = preview
            .headers
            .iter()
            .map(|header| Column { name: header.clone(), guess: guess_of(header) });
        Ok(ImportPreview {
            format: format!("{}, {}", preview.format, preview.encoding),
            bytes: preview.bytes.unwrap_or(0),
            columns: columns.collect(),
            rows: preview.rows.clone(),
            fields: fields(&mapping),
            mapping: used,
            found,
            header: known.news(headers),
            missing: missing.map(|error| error.to_string()).into_iter().collect(),
        })
    }
}

/// What the last file with the same columns was told to be, if this one reads so too.
fn told_by_profile(place: &Place, profiles: &[Profile]) -> ReadAs {
    for profile in profiles {
        let encoding = profile.encoding.as_deref().and_then(|name| name.parse().ok());
        let told = ReadAs { delimiter: profile.delimiter, encoding };
        if told == ReadAs::default() {
            continue;
        }
        let fits = Log::open(place, told)
            .is_ok_and(|log| set_of(log.headers()) == set_of(&profile.headers));
        if fits {
            return told;
        }
    }
    ReadAs::default()
}

fn set_of(headers: &[String]) -> BTreeSet<&str> {
    headers.iter().map(String::as_str).collect()
}

/// What is known of the columns of a file from those read before.
enum Known<'a> {
    Nothing,
    Same(&'a Profile),
    Changed(&'a Profile),
}

impl<'a> Known<'a> {
    fn of(profiles: &'a [Profile], headers: &[String]) -> Self {
        let columns = set_of(headers);
        if let Some(same) = profiles.iter().find(|profile| set_of(&profile.headers) == columns) {
            return Self::Same(same);
        }
        // Files of which not even half the columns are there are of another kind.
        let like = profiles.iter().find(|profile| {
            let before = set_of(&profile.headers);
            before.intersection(&columns).count() * 2 >= before.len()
        });
        like.map_or(Self::Nothing, Self::Changed)
    }

    fn mapping(&self, headers: &[String]) -> Mapping {
        match self {
            Self::Nothing => Mapping::default().completed(headers),
            Self::Same(profile) => profile.mapping.clone(),
            Self::Changed(profile) => {
                let mut mapping = profile.mapping.clone();
                mapping.columns.retain(|_, column| headers.contains(column));
                let guessed = mapping.completed(headers);
                // A column that was not read before is not read now; only new ones are guessed.
                for (field, column) in guessed.columns {
                    if !profile.headers.contains(&column) {
                        mapping.columns.insert(field, column);
                    }
                }
                mapping
            }
        }
    }

    fn news(&self, headers: &[String]) -> Option<HeaderNews> {
        let (profile, same) = match self {
            Self::Nothing => return None,
            Self::Same(profile) => (profile, true),
            Self::Changed(profile) => (profile, false),
        };
        let field_of = |column: &String| {
            let mut filled = profile.mapping.columns.iter();
            filled.find(|(_, filled)| *filled == column).map(|(field, _)| field.to_string())
        };
        let new = headers.iter().filter(|header| !profile.headers.contains(header));
        let gone = profile.headers.iter().filter(|header| !headers.contains(header));
        Some(HeaderNews {
            same,
            used_at: profile.used_at.to_string(),
            new: new.cloned().collect(),
            gone: gone
                .map(|column| GoneColumn { field: field_of(column), column: column.clone() })
                .collect(),
        })
    }
}

/// How the file is written, and the cells that say it.
fn found(
    opened: &Opened,
    preview: &Preview,
    mapping: &Mapping,
    evidence: &Evidence,
) -> FoundReading {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let delimiter = match (preview.format, preview.split) {
        (Format::Delimited(delimiter), Some(split)) => Some(FoundDelimiter {
            sign: delimiter.to_string(),
            columns: count(split.columns),
            alike: count(split.alike),
            looked_at: count(split.looked_at),
        }),
        _ => None,
    };
    FoundReading {
        delimiter,
        encoding: preview.encoding.name().to_owned(),
        encoding_is_guessed: opened.encoding_is_guessed,
        decimal: found_decimal(mapping, evidence),
        date_order: found_order(mapping, evidence),
    }
}

fn found_decimal(mapping: &Mapping, evidence: &Evidence) -> FoundSign {
    let mut settled = mapping.clone();
    let question = match evidence.settle(&mut settled) {
        Err(ImportError::TwoWays { line, field, value, as_point, as_comma }) => Some(TwoReadings {
            cell: CellSample { line, field: field.to_string(), text: value },
            first: as_point,
            second: as_comma,
        }),
        _ => None,
    };
    let value = settled.told_decimal();
    let because = match value {
        Some(Decimal::Point) => &evidence.point,
        Some(Decimal::Comma) => &evidence.comma,
        None => &None,
    };
    FoundSign { value: value.map(decimal_word), because: because.as_ref().map(cell), question }
}

fn found_order(mapping: &Mapping, evidence: &Evidence) -> FoundSign {
    let value = mapping.date_order.or(evidence.date_order());
    let because = match value {
        Some(DateOrder::DayFirst) => &evidence.day_first,
        Some(DateOrder::MonthFirst) => &evidence.month_first,
        None => &None,
    };
    let open = evidence.open_date().filter(|_| value.is_none());
    FoundSign {
        value: value.map(order_word),
        because: because.as_ref().map(cell),
        question: open.and_then(two_days),
    }
}

/// A date that could be two days, as both of them.
fn two_days(sample: &Sample) -> Option<TwoReadings> {
    let mut parts = sample.text.split(|sign: char| !sign.is_ascii_digit());
    let mut part = || parts.next()?.parse::<u32>().ok();
    let (first, second, year) = (part()?, part()?, part()?);
    let date = |month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}");
    Some(TwoReadings {
        cell: cell(sample),
        first: date(second, first),
        second: date(first, second),
    })
}

fn cell(sample: &Sample) -> CellSample {
    CellSample { line: sample.line, field: sample.field.to_string(), text: sample.text.clone() }
}
