//! Usage by anything, and what it cost by the lots that paid.

use std::collections::{BTreeMap, HashMap};

use bursar_ledger::calendar::wall_time;
use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::MoneyTotals;
use bursar_ledger::roster::NameKind;
use bursar_store::{
    DrawnLots, ScannedDraw, ScannedUsage, StoreError, UsageStatus, Wallet, WalletId,
};
use chrono::{Datelike, Days, NaiveDateTime, Timelike};

use crate::App;
use crate::report::{Dimension, Filter, UsageQuery, UsageReport, UsageRow, UsageTotal};
use crate::shown_names::ShownNames;
use crate::wire::{ApiError, ErrorCode};

/// Wall times are the same within a quarter of an hour in every zone that is kept.
const QUARTER_HOUR_MICROS: i64 = 900_000_000;

/// The value of each dimension, as numbers: terms, or minutes since the epoch on the wall.
type Key = Vec<i64>;

/// No value: a usage that names no model, no member …
const NOTHING: i64 = i64::MIN;

impl App {
    /// Groups usage.
    ///
    /// # Errors
    /// An unknown wallet, or a time or status that cannot be read.
    pub fn usage(&self, query: &UsageQuery) -> Result<UsageReport, ApiError> {
        let wallets = self.wallets_of(query)?;
        let zone = wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        let from = query.from.as_deref().map(|text| zone.parse(text)).transpose()?;
        let to = query.to.as_deref().map(|text| zone.parse(text)).transpose()?;
        let mut grouping = Grouping::new(self, query, wallets)?;
        let lots = self.books.drawn_lots(&grouping.wallets, self.clock.now())?;
        let lots_if_needed = grouping.needs_draws(&lots).then_some(&lots);
        let span = (from.unwrap_or(Instant::MIN), to.unwrap_or(Instant::MAX));
        self.books.scan_usage(span.0, span.1, lots_if_needed, &mut |usage, draws| {
            grouping.add(usage, draws, &lots).map_err(StoreError::from)
        })?;
        let by = query.by.iter().map(|dimension| dimension.word()).collect();
        let (rows, total) = grouping.finish(self)?;
        Ok(UsageReport { from, to, by, rows, total })
    }

    fn wallets_of(&self, query: &UsageQuery) -> Result<Vec<Wallet>, ApiError> {
        if query.wallets.is_empty() {
            return Ok(self.books.wallets()?);
        }
        let named = query.wallets.iter().map(|name| self.books.wallet(name));
        Ok(named.collect::<Result<_, _>>()?)
    }
}

#[derive(Default)]
struct Group {
    count: u64,
    quantity: i64,
    credits: Credits,
    cost: MoneyTotals,
}

struct Grouping {
    by: Vec<Dimension>,
    wallets: Vec<Wallet>,
    names: ShownNames,
    statuses: Vec<UsageStatus>,
    /// Allowed terms of a dimension.
    terms: Vec<(Dimension, Vec<Option<i64>>)>,
    /// Allowed texts of the other dimensions.
    texts: Vec<(Dimension, Vec<String>)>,
    groups: HashMap<Key, Group>,
    unpriced: u64,
    last_wall: Option<(WalletId, i64, NaiveDateTime)>,
}

impl Grouping {
    fn new(app: &App, query: &UsageQuery, wallets: Vec<Wallet>) -> Result<Self, ApiError> {
        let names = app.shown_names()?;
        let mut statuses = Vec::new();
        let mut terms: Vec<(Dimension, Vec<Option<i64>>)> = Vec::new();
        let mut texts: Vec<(Dimension, Vec<String>)> = Vec::new();
        for Filter { dimension, value } in &query.filters {
            match term_place(*dimension) {
                _ if *dimension == Dimension::Status => statuses.push(status(value)?),
                Some(_) => {
                    let term = match value.as_str() {
                        "" => None,
                        // A text that no usage has matches nothing, rather than everything.
                        text => {
                            let number = match name_kind(*dimension) {
                                Some(kind) => names.number(app, kind, text)?,
                                None => app.books.term(text)?,
                            };
                            Some(number.unwrap_or(NOTHING))
                        }
                    };
                    match terms.iter_mut().find(|(known, _)| known == dimension) {
                        Some((_, allowed)) => allowed.push(term),
                        None => terms.push((*dimension, vec![term])),
                    }
                }
                None => match texts.iter_mut().find(|(known, _)| known == dimension) {
                    Some((_, allowed)) => allowed.push(value.clone()),
                    None => texts.push((*dimension, vec![value.clone()])),
                },
            }
        }
        if statuses.is_empty() && !query.by.contains(&Dimension::Status) {
            statuses.push(UsageStatus::Succeeded);
        }
        Ok(Self {
            by: query.by.clone(),
            wallets,
            names,
            statuses,
            terms,
            texts,
            groups: HashMap::new(),
            unpriced: 0,
            last_wall: None,
        })
    }

    /// Draws are only read where a lot has a cost, or its kind is asked for.
    fn needs_draws(&self, lots: &DrawnLots) -> bool {
        let kinds = self.texts.iter().map(|(dimension, _)| dimension).chain(&self.by);
        lots.any_paid() || kinds.into_iter().any(|dimension| *dimension == Dimension::Kind)
    }

    fn add(
        &mut self,
        usage: &ScannedUsage,
        draws: &[ScannedDraw],
        lots: &DrawnLots,
    ) -> Result<(), Overflow> {
        let Some(place) = self.wallets.iter().position(|wallet| wallet.id == usage.wallet) else {
            return Ok(());
        };
        if !self.statuses.is_empty() && !self.statuses.contains(&usage.status) {
            return Ok(());
        }
        let mut usage = *usage;
        self.names.show(&mut usage);
        let usage = &usage;
        let term_matches = |(dimension, allowed): &(Dimension, Vec<Option<i64>>)| {
            let term = term_place(*dimension).and_then(|place| usage.terms[place]);
            allowed.contains(&term)
        };
        if !self.terms.iter().all(term_matches) {
            return Ok(());
        }
        if self.by.contains(&Dimension::Kind)
            || self.texts.iter().any(|(dimension, _)| *dimension == Dimension::Kind)
        {
            return self.add_by_kind(place, usage, draws, lots);
        }
        let key = self.key(place, usage, NOTHING);
        if !self.texts_match(&key, place, usage) {
            return Ok(());
        }
        let net = self.charged(usage)?;
        let group = self.groups.entry(key).or_default();
        group.count += 1;
        group.quantity = group.quantity.saturating_add(usage.quantity.unwrap_or(0));
        group.credits = group.credits.plus(net)?;
        add_costs(group, draws)
    }

    /// What a usage took or holds, net of refunds. One that failed was not charged, or got all of it
    /// back, and needs no price.
    fn charged(&mut self, usage: &ScannedUsage) -> Result<Credits, Overflow> {
        match (usage.status, usage.credits) {
            (UsageStatus::Failed, _) => Ok(Credits::ZERO),
            (_, Some(credits)) => credits.minus(usage.refunded),
            (_, None) => {
                self.unpriced += 1;
                Ok(Credits::ZERO)
            }
        }
    }

    /// A usage that several kinds of credits paid for counts once with each of them, by its share.
    fn add_by_kind(
        &mut self,
        place: usize,
        usage: &ScannedUsage,
        draws: &[ScannedDraw],
        lots: &DrawnLots,
    ) -> Result<(), Overflow> {
        let mut by_kind: BTreeMap<i64, Vec<ScannedDraw>> = BTreeMap::new();
        for draw in draws {
            let kind = lots.of(usage.wallet).get(draw.lot as usize);
            let kind = kind.map(|lot| kind_number(&lot.kind)).unwrap_or(NOTHING);
            by_kind.entry(kind).or_default().push(*draw);
        }
        let net = self.charged(usage)?;
        let drawn = Credits::sum(draws.iter().map(|draw| draw.credits))?;
        let uncovered = net.minus(drawn)?;
        if uncovered.is_positive() || by_kind.is_empty() {
            by_kind.entry(NOTHING).or_default();
        }
        let mut quantity = usage.quantity.unwrap_or(0);
        for (kind, draws) in by_kind {
            let key = self.key(place, usage, kind);
            if !self.texts_match(&key, place, usage) {
                continue;
            }
            let mut credits = Credits::sum(draws.iter().map(|draw| draw.credits))?;
            if kind == NOTHING {
                credits = credits.plus(uncovered.max(Credits::ZERO))?;
            }
            let group = self.groups.entry(key).or_default();
            group.count += 1;
            group.quantity = group.quantity.saturating_add(std::mem::take(&mut quantity));
            group.credits = group.credits.plus(credits)?;
            add_costs(group, &draws)?;
        }
        Ok(())
    }

    fn key(&mut self, place: usize, usage: &ScannedUsage, kind: i64) -> Key {
        let mut key = Vec::with_capacity(self.by.len());
        for position in 0..self.by.len() {
            let dimension = self.by[position];
            key.push(self.number(dimension, place, usage, kind));
        }
        key
    }

    fn number(&mut self, by: Dimension, place: usize, usage: &ScannedUsage, kind: i64) -> i64 {
        if let Some(term) = term_place(by) {
            return usage.terms[term].unwrap_or(NOTHING);
        }
        match by {
            Dimension::Kind => kind,
            Dimension::Client => self.names.client_of(usage.terms[4]).unwrap_or(NOTHING),
            Dimension::Status => usage.status as i64,
            Dimension::Wallet => i64::try_from(place).unwrap_or(NOTHING),
            Dimension::Provider => {
                // Several wallets of one provider are one group.
                let provider = &self.wallets[place].provider;
                let first = self.wallets.iter().position(|wallet| wallet.provider == *provider);
                first.and_then(|place| i64::try_from(place).ok()).unwrap_or(NOTHING)
            }
            _ => {
                let wall = self.wall(place, usage);
                let day = wall.date();
                let start = match by {
                    Dimension::Hour => day.and_hms_opt(wall.hour(), 0, 0),
                    Dimension::Week => {
                        let back = u64::from(day.weekday().num_days_from_monday());
                        day.checked_sub_days(Days::new(back)).and_then(|d| d.and_hms_opt(0, 0, 0))
                    }
                    Dimension::Month => day.with_day(1).and_then(|d| d.and_hms_opt(0, 0, 0)),
                    _ => day.and_hms_opt(0, 0, 0),
                };
                start.unwrap_or(wall).and_utc().timestamp()
            }
        }
    }

    fn wall(&mut self, place: usize, usage: &ScannedUsage) -> NaiveDateTime {
        let quarter = usage.at.micros().div_euclid(QUARTER_HOUR_MICROS);
        match self.last_wall {
            Some((wallet, known, wall)) if wallet == usage.wallet && known == quarter => wall,
            _ => {
                let start = Instant::from_micros(quarter * QUARTER_HOUR_MICROS);
                let wall = wall_time(start, self.wallets[place].rules.zone);
                self.last_wall = Some((usage.wallet, quarter, wall));
                wall
            }
        }
    }

    fn texts_match(&mut self, key: &Key, place: usize, usage: &ScannedUsage) -> bool {
        for position in 0..self.texts.len() {
            let dimension = self.texts[position].0;
            let known = self.by.iter().position(|by| *by == dimension).map(|place| key[place]);
            let number = known.unwrap_or_else(|| self.number(dimension, place, usage, NOTHING));
            let text = self.text(dimension, number, &HashMap::new());
            if !self.texts[position].1.contains(&text) {
                return false;
            }
        }
        true
    }

    fn text(&self, dimension: Dimension, number: i64, terms: &HashMap<i64, String>) -> String {
        if term_place(dimension).is_some() {
            return terms.get(&number).cloned().unwrap_or_default();
        }
        let wallet = || usize::try_from(number).ok().and_then(|place| self.wallets.get(place));
        let wall_text = |form: &str| {
            let wall = chrono::DateTime::from_timestamp(number, 0);
            wall.map(|wall| wall.format(form).to_string()).unwrap_or_default()
        };
        match dimension {
            Dimension::Kind => kind_word(number).to_owned(),
            Dimension::Client => self.names.client(number).to_owned(),
            Dimension::Status => status_word(number).to_owned(),
            Dimension::Wallet => wallet().map(|wallet| wallet.name.clone()).unwrap_or_default(),
            Dimension::Provider => {
                wallet().map(|wallet| wallet.provider.clone()).unwrap_or_default()
            }
            Dimension::Hour => wall_text("%Y-%m-%dT%H:00"),
            Dimension::Month => wall_text("%Y-%m"),
            _ => wall_text("%Y-%m-%d"),
        }
    }

    fn finish(mut self, app: &App) -> Result<(Vec<UsageRow>, UsageTotal), ApiError> {
        let groups: Vec<(Key, Group)> = self.groups.drain().collect();
        let term_positions: Vec<usize> = (0..self.by.len())
            .filter(|position| term_place(self.by[*position]).is_some())
            .collect();
        let used = groups.iter().flat_map(|(key, _)| term_positions.iter().map(|p| key[*p]));
        let mut texts = app.books.term_texts(used.filter(|term| *term > 0))?;
        texts.extend(self.names.texts().clone());
        let mut total = UsageTotal { unpriced: self.unpriced, ..UsageTotal::default() };
        let mut rows = Vec::with_capacity(groups.len());
        for (key, group) in groups {
            let named = self.by.iter().zip(&key);
            let keys = named.map(|(by, number)| (by.word(), self.text(*by, *number, &texts)));
            total.count += group.count;
            total.quantity = total.quantity.saturating_add(group.quantity);
            total.credits = total.credits.plus(group.credits)?;
            for money in group.cost.iter() {
                total.cost.add(money)?;
            }
            rows.push(UsageRow {
                keys: keys.collect(),
                count: group.count,
                quantity: group.quantity,
                credits: group.credits,
                cost: group.cost,
            });
        }
        let by_time = self.by.first().is_some_and(|dimension| dimension.is_time());
        let words: Vec<&str> = self.by.iter().map(|dimension| dimension.word()).collect();
        let text = |row: &UsageRow, word: &str| row.keys.get(word).cloned().unwrap_or_default();
        rows.sort_by(|a, b| {
            let first = words.first().copied().unwrap_or_default();
            let time = if by_time { text(a, first).cmp(&text(b, first)) } else { 0.cmp(&0) };
            let size = b.credits.cmp(&a.credits).then(b.count.cmp(&a.count));
            let names = words.iter().map(|word| text(a, word).cmp(&text(b, word)));
            time.then(size).then_with(|| names.fold(std::cmp::Ordering::Equal, |o, n| o.then(n)))
        });
        Ok((rows, total))
    }
}

fn add_costs(group: &mut Group, draws: &[ScannedDraw]) -> Result<(), Overflow> {
    draws.iter().filter_map(|draw| draw.cost).try_for_each(|cost| group.cost.add(cost))
}

fn name_kind(dimension: Dimension) -> Option<NameKind> {
    match dimension {
        Dimension::Member => Some(NameKind::Member),
        Dimension::Project => Some(NameKind::Project),
        _ => None,
    }
}

/// Where a dimension stands among the terms of a scanned usage.
fn term_place(dimension: Dimension) -> Option<usize> {
    match dimension {
        Dimension::Feature => Some(0),
        Dimension::Action => Some(1),
        Dimension::Model => Some(2),
        Dimension::Member => Some(3),
        Dimension::Project => Some(4),
        _ => None,
    }
}

fn status(text: &str) -> Result<UsageStatus, ApiError> {
    match text.trim() {
        "succeeded" => Ok(UsageStatus::Succeeded),
        "failed" => Ok(UsageStatus::Failed),
        "pending" => Ok(UsageStatus::Pending),
        other => Err(ApiError::new(ErrorCode::Input, format!("“{other}” is not a status"))
            .with_hint("Write succeeded, failed or pending.")),
    }
}

fn status_word(number: i64) -> &'static str {
    match number {
        0 => UsageStatus::Succeeded.word(),
        1 => UsageStatus::Failed.word(),
        _ => UsageStatus::Pending.word(),
    }
}

fn kind_number(word: &str) -> i64 {
    let kinds = bursar_ledger::policy::Kind::ALL;
    let place = kinds.iter().position(|kind| kind.word() == word);
    place.and_then(|place| i64::try_from(place).ok()).unwrap_or(NOTHING)
}

/// Credits that no lot paid are of no kind.
fn kind_word(number: i64) -> &'static str {
    let kinds = bursar_ledger::policy::Kind::ALL;
    let kind = usize::try_from(number).ok().and_then(|place| kinds.get(place));
    kind.map_or("uncovered", |kind| kind.word())
}
