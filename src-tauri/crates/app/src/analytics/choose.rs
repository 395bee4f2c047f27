//! Which usage is meant: the values that it may have, as places in the columns.

use bursar_ledger::policy::Kind;
use bursar_ledger::roster::NameKind;
use bursar_store::UsageStatus;

use super::span::{DaySpan, weekday};
use super::table::{Row, TEXTS, UNCOVERED, UsageTable};
use crate::App;
use crate::wire::{ApiError, ErrorCode, UsageAsked, UsageBy, UsageOnly};

/// Usage that is meant. A place that is not there is not meant.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) span: DaySpan,
    texts: [Option<Vec<bool>>; TEXTS],
    wallets: Option<Vec<bool>>,
    /// By place in [`Kind::ALL`], the last for what no lot covers.
    pub(super) kinds: Option<[bool; Kind::ALL.len() + 1]>,
    weekdays: Option<[bool; 7]>,
    hours: Option<[bool; 24]>,
    /// Those that are counted; succeeded ones unless asked otherwise.
    statuses: Option<Vec<UsageStatus>>,
}

impl App {
    /// What is asked about, as places in the columns.
    pub(super) fn choose(
        &self,
        table: &UsageTable,
        asked: &UsageAsked,
    ) -> Result<Chosen, ApiError> {
        let mut chosen = Chosen {
            span: self.days_asked(table, &asked.span)?,
            texts: Default::default(),
            wallets: None,
            kinds: None,
            weekdays: None,
            hours: None,
            statuses: None,
        };
        for only in &asked.only {
            self.narrow(table, &mut chosen, only)?;
        }
        Ok(chosen)
    }

    fn narrow(
        &self,
        table: &UsageTable,
        chosen: &mut Chosen,
        UsageOnly { by, values }: &UsageOnly,
    ) -> Result<(), ApiError> {
        let is = |text: &str| values.iter().any(|value| value == text);
        if let Some(place) = UsageTable::place_of(*by) {
            // Whichever of somebody's names is asked for, usage is under today's.
            let current = |value: &String| match by {
                UsageBy::Member => self.current_name(NameKind::Member, value),
                UsageBy::Project => self.current_name(NameKind::Project, value),
                _ => Ok(value.clone()),
            };
            let wanted: Vec<String> = values.iter().map(current).collect::<Result<_, _>>()?;
            let texts = table.texts[place].iter();
            chosen.texts[place] = Some(texts.map(|text| wanted.contains(text)).collect());
            return Ok(());
        }
        match by {
            UsageBy::Wallet => {
                chosen.wallets(table.wallets.iter().map(|wallet| is(&wallet.name)));
            }
            UsageBy::Provider => {
                chosen.wallets(table.wallets.iter().map(|wallet| is(&wallet.provider)));
            }
            UsageBy::Kind => {
                let word = |place: usize| kind_word(u8::try_from(place).unwrap_or(UNCOVERED));
                chosen.kinds = Some(std::array::from_fn(|place| is(word(place))));
            }
            UsageBy::Weekday => {
                chosen.weekdays = Some(std::array::from_fn(|day| is(&(day + 1).to_string())));
            }
            UsageBy::Hour => {
                chosen.hours = Some(std::array::from_fn(|hour| is(&hour.to_string())));
            }
            _ => {
                let statuses = values.iter().map(|value| status(value));
                chosen.statuses = Some(statuses.collect::<Result<_, _>>()?);
            }
        }
        Ok(())
    }

    fn current_name(&self, kind: NameKind, name: &str) -> Result<String, ApiError> {
        Ok(self.books.roster()?.of(kind).current(name).to_owned())
    }
}

impl Chosen {
    /// Both a provider and a wallet may be asked for.
    fn wallets(&mut self, wanted: impl Iterator<Item = bool>) {
        let before = self.wallets.take();
        let allowed = |place: usize| before.as_ref().is_none_or(|before| before[place]);
        self.wallets = Some(wanted.enumerate().map(|(at, is)| is && allowed(at)).collect());
    }

    /// Whether a wallet is asked about, by its place.
    pub(super) fn has_wallet(&self, place: usize) -> bool {
        self.wallets.as_ref().is_none_or(|wanted| wanted.get(place) == Some(&true))
    }

    /// Whether only some usage of a day is asked about.
    pub(super) fn is_narrow(&self) -> bool {
        self.texts.iter().any(Option::is_some)
            || self.kinds.is_some()
            || self.weekdays.is_some()
            || self.hours.is_some()
            || self.statuses.is_some()
    }

    /// Whether usages of a status are counted.
    pub(super) fn counts(&self, status: UsageStatus) -> bool {
        match &self.statuses {
            Some(statuses) => statuses.contains(&status),
            None => status == UsageStatus::Succeeded,
        }
    }

    /// Whether a usage is meant, its day and its status aside.
    pub(super) fn fits(&self, row: &Row) -> bool {
        let text = |(wanted, place): (&Option<Vec<bool>>, u32)| {
            wanted.as_ref().is_none_or(|wanted| wanted.get(place as usize) == Some(&true))
        };
        self.texts.iter().zip(row.texts).all(text)
            && self.has_wallet(usize::from(row.wallet))
            && self.weekdays.is_none_or(|days| days[weekday(row.day())])
            && self.hours.is_none_or(|hours| hours[hour(row)])
    }

    /// Whether credits of a kind are meant.
    pub(super) fn has_kind(&self, kind: u8) -> bool {
        self.kinds.is_none_or(|kinds| kinds.get(usize::from(kind)) == Some(&true))
    }
}

/// The hour of the day on the wallet's clock.
pub(super) fn hour(row: &Row) -> usize {
    usize::try_from(row.hour.rem_euclid(24)).unwrap_or(0)
}

/// The word of a kind by its place.
pub(super) fn kind_word(place: u8) -> &'static str {
    Kind::ALL.get(usize::from(place)).map_or("uncovered", |kind| kind.word())
}

fn status(text: &str) -> Result<UsageStatus, ApiError> {
    let all = [UsageStatus::Succeeded, UsageStatus::Failed, UsageStatus::Pending];
    all.into_iter().find(|status| status.word() == text).ok_or_else(|| {
        ApiError::new(ErrorCode::Input, format!("“{text}” is not a status"))
            .with_hint("Write succeeded, failed or pending.")
    })
}
