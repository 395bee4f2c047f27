//! Charts: usage by day stacked by model, and a wallet's balance over time.

use std::collections::BTreeMap;

use bursar_charts::{
    Balance, BalanceOverTime, Bucket, English, Event, EventKind, Figure, German, Lapse, Notation,
    Series, Size, Step, Tongue, Topic, UsageOverTime, balance_over_time, usage_over_time,
};
use bursar_ledger::calendar::{Zone, wall_time};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::MoneyTotals;
use bursar_ledger::policy::Kind;
use bursar_store::{JumpCause, Wallet};
use chrono::{Days, NaiveDate, NaiveDateTime};

use crate::App;
use crate::balance::next_changes;
use crate::report::{Dimension, UsageQuery};
use crate::subscriptions::running;
use crate::wire::{ApiError, ChartLanguage, ChartSize, ChartView, ChartWriting, ErrorCode, Period};

/// Days that the Overview's chart shows.
const DAYS_SHOWN: u64 = 30;
/// The most columns that a chart of usage draws by day.
const MOST_DAYS: i64 = 800;

impl App {
    /// Usage by day, stacked by model: the thirty days that end today, or at the last usage where
    /// none is so recent.
    ///
    /// # Errors
    /// An unknown wallet, or a size that cannot be drawn.
    pub fn usage_chart(
        &self,
        wallet: Option<&str>,
        size: ChartSize,
    ) -> Result<ChartView, ApiError> {
        let (mut view, drawing) = self.recent_usage(wallet, size.writing)?;
        if let Some(data) = drawing {
            let size = Size::new(size.width, size.height)?;
            view.scene = Some(usage_over_time(&data.chart, size, &data.notation)?.into());
        }
        Ok(view)
    }

    /// The data of the chart of recent usage; none where there is nothing to draw.
    pub(crate) fn recent_usage(
        &self,
        wallet: Option<&str>,
        writing: ChartWriting,
    ) -> Result<(ChartView, Option<UsageData>), ApiError> {
        let wallets = match wallet {
            Some(name) => vec![self.books.wallet(name)?],
            None => self.books.wallets()?,
        };
        let zone = wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        let now = self.clock.now();
        let last = self.last_usage(&wallets)?;
        let recent =
            last.is_none_or(|last| last > now.plus_seconds(-30 * 86_400).unwrap_or(Instant::MIN));
        let today = wall_time(if recent { now } else { last.unwrap_or(now) }, zone).date();
        let first = today.checked_sub_days(Days::new(DAYS_SHOWN - 1)).unwrap_or(today);
        let after = today.succ_opt().unwrap_or(today);
        let query = UsageQuery {
            wallets: wallets.iter().map(|wallet| wallet.name.clone()).collect(),
            from: Some(first.to_string()),
            to: Some(after.to_string()),
            ..UsageQuery::default()
        };
        let mut view = ChartView {
            from: zone.start_of_day(first)?.to_string(),
            to: zone.start_of_day(after)?.to_string(),
            recent,
            total: None,
            cost: Vec::new(),
            scene: None,
        };
        if wallets.is_empty() || last.is_none() {
            return Ok((view, None));
        }
        let data = self.usage_data(&query, writing)?;
        view.total = Some(data.total.to_string());
        view.cost = data.cost.iter().map(Into::into).collect();
        Ok((view, Some(data)))
    }

    /// A wallet's balance over time.
    ///
    /// # Errors
    /// An unknown wallet, or a size that cannot be drawn.
    pub fn balance_chart(
        &self,
        wallet: &str,
        period: Period,
        size: ChartSize,
    ) -> Result<ChartView, ApiError> {
        let (mut view, drawing) = self.recent_balance(wallet, period, size.writing)?;
        if let Some((data, notation)) = drawing {
            let size = Size::new(size.width, size.height)?;
            view.scene = Some(balance_over_time(&data, size, &notation)?.into());
        }
        Ok(view)
    }

    /// The data of the chart of a balance; none where there is nothing to draw.
    pub(crate) fn recent_balance(
        &self,
        wallet: &str,
        period: Period,
        writing: ChartWriting,
    ) -> Result<(ChartView, Option<(BalanceOverTime, InZone)>), ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let now = self.clock.now();
        let month_ago = |at: Instant| at.plus_seconds(-30 * 86_400).unwrap_or(at);
        let last = self.last_usage(std::slice::from_ref(&wallet))?;
        let recent = last.is_none_or(|last| last > month_ago(now));
        let cycle = match period {
            Period::Cycle => self.cycle_since(&wallet, now)?,
            _ => None,
        };
        let until = if recent || cycle.is_some() { now } else { last.unwrap_or(now) };
        let from = match period {
            Period::Cycle => Some(cycle.unwrap_or(month_ago(until))),
            Period::ThirtyDays => Some(month_ago(until)),
            Period::All => None,
        };
        let mut view = ChartView {
            from: from.unwrap_or(until).to_string(),
            to: until.to_string(),
            recent,
            total: None,
            cost: Vec::new(),
            scene: None,
        };
        if self.books.first_entry_at(&wallet)?.is_none_or(|first| first >= until) {
            return Ok((view, None));
        }
        let (mut data, notation) = self.balance_data(&wallet, from, Some(until), writing)?;
        // All that ever was leaves no room for what comes.
        if until == now && period != Period::All {
            self.look_ahead(&wallet, &mut data)?;
        }
        view.from = Instant::from_micros(data.from).to_string();
        Ok((view, Some((data, notation))))
    }

    /// When the running cycle of the subscription began.
    fn cycle_since(&self, wallet: &Wallet, now: Instant) -> Result<Option<Instant>, ApiError> {
        let state = self.books.state_at(wallet, now, None)?;
        let lot = running(&state, now).and_then(|grant| grant.current_lot);
        let lot = lot.and_then(|lot| state.lots().get(lot.get()));
        Ok(lot.map(|lot| lot.starts).filter(|starts| *starts < now))
    }

    fn last_usage(&self, wallets: &[Wallet]) -> Result<Option<Instant>, ApiError> {
        let mut last = None;
        for wallet in wallets {
            last = last.max(self.books.last_usage_at(wallet.id)?);
        }
        Ok(last)
    }

    pub(crate) fn usage_data(
        &self,
        query: &UsageQuery,
        writing: ChartWriting,
    ) -> Result<UsageData, ApiError> {
        let dimension = query.by.iter().copied().find(|by| !by.is_time());
        let dimension = dimension.unwrap_or(Dimension::Model);
        let time = query.by.iter().copied().find(|by| by.is_time()).unwrap_or(Dimension::Day);
        let report = self.usage(&UsageQuery { by: vec![time, dimension], ..query.clone() })?;
        let wallets = match query.wallets.first() {
            Some(name) => self.books.wallet(name)?.rules.zone,
            None => self.books.wallets()?.first().map(|w| w.rules.zone).unwrap_or_default(),
        };
        let notation = InZone { zone: wallets, writing };
        let mut by_series: BTreeMap<&str, BTreeMap<&str, Credits>> = BTreeMap::new();
        let mut keys: Vec<&str> = Vec::new();
        for row in &report.rows {
            let key = row.keys.get(time.word()).map(String::as_str).unwrap_or_default();
            let series = row.keys.get(dimension.word()).map(String::as_str).unwrap_or_default();
            by_series.entry(series).or_default().insert(key, row.credits);
            keys.push(key);
        }
        let span = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let buckets = buckets(time, &keys, span(&query.from), span(&query.to), notation.tongue())?;
        let series = by_series.into_iter().map(|(label, figures)| Series {
            label: if label.is_empty() { notation.none_of(dimension) } else { label.into() },
            colour: None,
            // A day without usage in the books is known to be zero: the books are what is counted.
            figures: buckets
                .iter()
                .map(|bucket| {
                    let credits = figures.get(bucket.key.as_str()).copied().unwrap_or_default();
                    Figure::Known(credits.micros())
                })
                .collect(),
        });
        let step = match time {
            Dimension::Hour => Step::Hour,
            Dimension::Week => Step::Week,
            Dimension::Month => Step::Month,
            _ => Step::Day,
        };
        let title = format!("Credits used by {} and {}", time.word(), dimension.word());
        let topic = Topic::Used;
        let chart = UsageOverTime { title, topic, step, series: series.collect(), buckets };
        Ok(UsageData { chart, notation, total: report.total.credits, cost: report.total.cost })
    }

    pub(crate) fn balance_data(
        &self,
        wallet: &Wallet,
        from: Option<Instant>,
        to: Option<Instant>,
        writing: ChartWriting,
    ) -> Result<(BalanceOverTime, InZone), ApiError> {
        let until = to.unwrap_or(self.clock.now());
        let first = self.books.first_entry_at(wallet)?.unwrap_or(until);
        let from = from.unwrap_or(first);
        let mut level = Credits::ZERO;
        let mut balances: Vec<Balance> = Vec::new();
        for step in self.books.balance_steps(wallet, until)? {
            level = level.plus(step.change)?;
            let balance = Balance { at: step.at.micros(), micros: Some(level.micros()) };
            match balances.last_mut() {
                Some(last) if last.at == balance.at => *last = balance,
                _ => balances.push(balance),
            }
        }
        let events = self.books.jumps(wallet, from, until)?.into_iter().filter_map(|jump| {
            let kind = match jump.cause {
                // The free credits of every day would hide everything else.
                JumpCause::Granted(Kind::Free) => return None,
                JumpCause::Granted(Kind::Subscription | Kind::Rollover) => EventKind::Refill,
                JumpCause::Granted(_) => EventKind::TopUp,
                JumpCause::Expired => EventKind::Lapsed,
                JumpCause::Corrected => EventKind::Correction,
            };
            Some(Event { at: jump.at.micros(), kind, micros: jump.credits.micros() })
        });
        let state = self.books.state_at(wallet, until, None)?;
        let (next_expiry, _) = next_changes(wallet, &state)?;
        let lapses =
            next_expiry.map(|next| Lapse { at: next.at.micros(), micros: next.credits.micros() });
        let data = BalanceOverTime {
            title: format!("Credits left in {}", wallet.name),
            from: from.micros(),
            until: until.micros(),
            balances,
            events: events.collect(),
            lapses: lapses.into_iter().collect(),
            ahead: Vec::new(),
        };
        Ok((data, InZone { zone: wallet.rules.zone, writing }))
    }
}

/// What a chart of usage is drawn from.
pub(crate) struct UsageData {
    pub(crate) chart: UsageOverTime,
    pub(crate) notation: InZone,
    total: Credits,
    cost: MoneyTotals,
}

/// Every step of time from the first to the last, also those without usage.
fn buckets(
    time: Dimension,
    keys: &[&str],
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    tongue: &dyn Tongue,
) -> Result<Vec<Bucket>, ApiError> {
    let days = keys.iter().filter_map(|key| {
        let padded = if key.len() == 7 { format!("{key}-01") } else { key.get(..10)?.to_owned() };
        padded.parse::<NaiveDate>().ok()
    });
    let used: Vec<NaiveDate> = days.collect();
    let last_of_range = to.and_then(|to| to.pred_opt());
    let first = from.or(used.iter().copied().min());
    let last = last_of_range.or(used.iter().copied().max());
    let (Some(first), Some(last)) = (first, last) else {
        let message = "no usage in this time";
        return Err(ApiError::new(ErrorCode::Input, message)
            .with_hint("Choose another time, or leave --from and --to out."));
    };
    if time == Dimension::Day && (last - first).num_days() > MOST_DAYS {
        let message = format!("more than {MOST_DAYS} days do not fit into one chart");
        return Err(
            ApiError::new(ErrorCode::Input, message).with_hint("Add --by week or --by month.")
        );
    }
    Ok(match time {
        Dimension::Hour => {
            let mut hours: Vec<&str> = keys.to_vec();
            hours.sort_unstable();
            hours.dedup();
            let parse = |key: &&str| NaiveDateTime::parse_from_str(key, "%Y-%m-%dT%H:%M").ok();
            hours.iter().filter_map(parse).map(|at| Bucket::hour(at, tongue)).collect()
        }
        Dimension::Week => {
            let monday = |day: NaiveDate| day.week(chrono::Weekday::Mon).first_day();
            let mut week = monday(first);
            let mut weeks = Vec::new();
            while week <= last {
                weeks.push(Bucket::week(week, tongue));
                week = week.checked_add_days(Days::new(7)).unwrap_or(NaiveDate::MAX);
            }
            weeks
        }
        Dimension::Month => {
            let mut month = chrono::Datelike::with_day(&first, 1).unwrap_or(first);
            let mut months = Vec::new();
            while month <= last {
                months.push(Bucket::month(month, tongue));
                month = month.checked_add_months(chrono::Months::new(1)).unwrap_or(NaiveDate::MAX);
            }
            months
        }
        _ => first
            .iter_days()
            .take_while(|day| *day <= last)
            .map(|day| Bucket::day(day, tongue))
            .collect(),
    })
}

/// Amounts with the reader's separators, times on the wallet's wall.
pub(crate) struct InZone {
    pub(crate) zone: Zone,
    pub(crate) writing: ChartWriting,
}

impl InZone {
    /// For figures without a time.
    pub(crate) fn anywhere(writing: ChartWriting) -> Self {
        Self { zone: Zone::UTC, writing }
    }

    /// The series of usages that name no model, member …
    fn none_of(&self, dimension: Dimension) -> String {
        match self.writing.language {
            ChartLanguage::En => format!("no {}", dimension.word()),
            ChartLanguage::De => match dimension {
                Dimension::Model => "ohne Modell",
                Dimension::Member => "ohne Mitglied",
                Dimension::Project => "ohne Projekt",
                Dimension::Client => "ohne Kunden",
                _ => "ohne Angabe",
            }
            .to_owned(),
        }
    }
}

impl Notation for InZone {
    fn amount(&self, micros: i64) -> String {
        separated(&Credits::from_micros(micros).to_string(), self.writing)
    }

    fn unit(&self) -> &str {
        match self.writing.language {
            ChartLanguage::En => "credits",
            ChartLanguage::De => "Credits",
        }
    }

    fn tongue(&self) -> &'static dyn Tongue {
        match self.writing.language {
            ChartLanguage::En => &English,
            ChartLanguage::De => &German,
        }
    }

    fn local(&self, instant: i64) -> Option<NaiveDateTime> {
        self.zone.local(Instant::from_micros(instant)).ok()
    }

    fn instant(&self, local: NaiveDateTime) -> Option<i64> {
        self.zone.instant(local).ok().map(Instant::micros)
    }
}

/// A decimal text with the reader's separators and a true minus.
pub(crate) fn separated(plain: &str, writing: ChartWriting) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("\u{2212}", rest),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.extend(writing.group);
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push(writing.decimal);
    }
    format!("{sign}{grouped}{fraction}")
}
