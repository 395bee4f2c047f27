//! Statements for projects by month: what their usage cost, with a mark-up; months that are closed,
//! and what became known of them afterwards.
//!
//! A closed month is charged as it was closed. The difference between what the books say of it today
//! and what was charged for it goes into the next month that is open: a late entry, a refund and a
//! void alike.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::month::Month;
use bursar_ledger::roster::NameKind;
use bursar_store::{MonthClose, StoreError};

use super::bill_sums::{Sums, marked_up, read_mark_up, written_mark_up};
use super::client_bills::by_client;
use super::span::{DaySpan, date};
use super::table::UsageTable;
use super::tally::{self, Tally};
use crate::App;
use crate::typed;
use crate::wire::{
    ApiError, Bill, BillCorrection, BillLine, BillRow, BillsView, ErrorCode, UsageAsked, UsageBy,
    UsageSpan,
};

/// The places of dimensions among the texts of a row.
const ACTION: usize = 1;
const MODEL: usize = 2;
pub(super) const PROJECT: usize = 4;

/// A month that was closed.
pub(super) struct Closed {
    close: MonthClose,
    month: Month,
    pub(super) bill: Bill,
}

/// What statements are made from, read once for all of them.
pub(super) struct Ground {
    /// In the order in which they were closed.
    pub(super) closed: Vec<Closed>,
    pub(super) months: Months,
}

/// Usage by month, each month added up once.
pub(super) struct Months {
    pub(super) table: Arc<UsageTable>,
    known: HashMap<Month, OfMonth>,
}

/// The usage of a month.
struct OfMonth {
    span: DaySpan,
    /// By the places of project, action and model.
    tallies: HashMap<[u32; 3], Tally>,
}

impl App {
    /// The statements of a month, one for each project that has usage in it or is corrected in it.
    ///
    /// # Errors
    /// The month cannot be read.
    pub fn bills(&self, month: Option<&str>) -> Result<BillsView, ApiError> {
        let mut ground = self.ground()?;
        let table = Arc::clone(&ground.months.table);
        let this_month = Month::of_day(date(self.usage_today(&table)));
        let month = month.map_or(Ok(this_month), typed::month)?;
        let mut projects: BTreeSet<String> =
            ground.closed.iter().map(|one| one.bill.project.clone()).collect();
        let chosen = self.choose(&table, &asked(month))?;
        for group in super::answer::groups(&table, &chosen, chosen.span, UsageBy::Project)? {
            projects.insert(group.value);
        }
        let people = self.books.roster()?.projects;
        let mut rows = Vec::new();
        for project in projects {
            let bill = self.bill_on(&mut ground, project, month, None)?;
            // A month of a client is closed for each of its projects, the quiet ones too.
            if says_nothing(&bill) {
                continue;
            }
            rows.push(BillRow {
                client: people.client_of(&bill.project).unwrap_or_default().to_owned(),
                project: bill.project,
                corrects: u32::try_from(bill.corrections.len()).unwrap_or(u32::MAX),
                closed: bill.closed.is_some(),
                mark_up: bill.mark_up,
                total: bill.total,
            });
        }
        let credits = |row: &BillRow| Credits::parse(&row.total.credits).unwrap_or_default();
        rows.sort_by(|a, b| credits(b).cmp(&credits(a)).then_with(|| a.project.cmp(&b.project)));
        let first = table.days().map(|(first, _)| Month::of_day(date(first)).to_string());
        let clients = by_client(&rows)?;
        Ok(BillsView {
            month: month.to_string(),
            this_month: this_month.to_string(),
            first,
            rows,
            clients,
        })
    }

    /// The statement of a project for a month: as it was closed, or as the books say now.
    ///
    /// # Errors
    /// The month or the mark-up cannot be read.
    pub fn bill(
        &self,
        project: &str,
        month: &str,
        mark_up: Option<&str>,
    ) -> Result<Bill, ApiError> {
        let project = self.books.roster()?.of(NameKind::Project).current(project).to_owned();
        self.bill_on(&mut self.ground()?, project, typed::month(month)?, mark_up)
    }

    pub(super) fn ground(&self) -> Result<Ground, ApiError> {
        let months = Months { table: self.usage_table()?, known: HashMap::new() };
        Ok(Ground { closed: self.closed_bills()?, months })
    }

    /// The statement of a project by its name of today.
    pub(super) fn bill_on(
        &self,
        Ground { closed, months }: &mut Ground,
        project: String,
        month: Month,
        mark_up: Option<&str>,
    ) -> Result<Bill, ApiError> {
        let mine: Vec<&Closed> = closed.iter().filter(|one| one.bill.project == project).collect();
        let done = mine.iter().copied().filter(|one| one.month == month);
        if let Some(bill) = self.charged(&done.collect::<Vec<_>>())? {
            return Ok(bill);
        }
        let mark_up = match mark_up {
            Some(text) => read_mark_up(text)?,
            None => mine
                .last()
                .copied()
                .or(closed.last())
                .map_or(Ok(0), |last| read_mark_up(&last.bill.mark_up))?,
        };
        let (lines, unpriced) = months.lines(self, month, &project, mark_up)?;
        let over = months.of(self, month)?.span.last() < self.usage_today(&months.table);
        let corrections = self.since_closed(months, &mine, &project, month)?;
        let mut total = Sums::default();
        for sums in lines.iter().map(|line| &line.1).chain(corrections.iter().map(|one| &one.1)) {
            total.add(sums, 1)?;
        }
        let books = self.books.path().file_stem();
        Ok(Bill {
            books: books.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            project,
            month: month.to_string(),
            mark_up: written_mark_up(mark_up),
            lines: lines.into_iter().map(|(line, _)| line).collect(),
            corrections: corrections.into_iter().map(|(correction, _)| correction).collect(),
            total: total.told()?,
            unpriced,
            closed: None,
            entry: None,
            over,
            batch: None,
        })
    }

    /// What was charged for a month: its statement, or all of them where projects that had closed it
    /// were merged later. None while it is open.
    fn charged(&self, done: &[&Closed]) -> Result<Option<Bill>, ApiError> {
        let Some((last, before)) = done.split_last() else { return Ok(None) };
        let entry = self.books.entry(last.close.seq)?;
        let (closed, entry) = (Some(entry.recorded_at.to_string()), Some(entry.id.to_string()));
        let mut bill = Bill { closed, entry, ..last.bill.clone() };
        let mut total = Sums::read(&bill.total)?;
        for other in before.iter().map(|one| &one.bill) {
            bill.lines.extend(other.lines.iter().cloned());
            bill.corrections.extend(other.corrections.iter().cloned());
            bill.unpriced += other.unpriced;
            total.add(&Sums::read(&other.total)?, 1)?;
        }
        bill.total = total.told()?;
        Ok(Some(bill))
    }

    /// Closes a month of a project: its statement stays as it is now.
    ///
    /// # Errors
    /// The month is not over or closed already, or the mark-up cannot be read.
    pub fn close_month(
        &mut self,
        project: &str,
        month: &str,
        mark_up: &str,
    ) -> Result<Bill, ApiError> {
        let bill = self.bill(project, month, Some(mark_up))?;
        may_close(bill.closed.is_some(), bill.over)?;
        let body = serde_json::to_string(&bill).map_err(StoreError::from)?;
        let name = if bill.project.is_empty() { "usage without a project" } else { &bill.project };
        let title = format!("closing of {} for {name}", bill.month);
        let booked = self.books.record(self.clock.now(), &title, |batch| {
            batch.close_month(&bill.project, &bill.month, &body)
        })?;
        let batch = booked.batch.map(|batch| batch.id.to_string());
        Ok(Bill { batch, ..self.bill(project, month, None)? })
    }

    /// The months that are closed, projects under the names of today.
    fn closed_bills(&self) -> Result<Vec<Closed>, ApiError> {
        let roster = self.books.roster()?;
        let projects = roster.of(NameKind::Project);
        let read = |close: MonthClose| {
            let mut bill: Bill = serde_json::from_str(&close.body).map_err(StoreError::from)?;
            bill.project = projects.current(&close.project).to_owned();
            bill.month.clone_from(&close.month);
            Ok(Closed { month: typed::month(&close.month)?, close, bill })
        };
        self.books.closed_months()?.into_iter().map(read).collect()
    }

    /// What became known of closed months since, if this month is the first open one after them.
    fn since_closed(
        &self,
        months: &mut Months,
        closed: &[&Closed],
        project: &str,
        month: Month,
    ) -> Result<Vec<(BillCorrection, Sums)>, ApiError> {
        let closed_months: BTreeSet<Month> = closed.iter().map(|one| one.month).collect();
        let mut corrections = Vec::new();
        for of in closed_months.iter().copied() {
            let mut next = of.next()?;
            while closed_months.contains(&next) {
                next = next.next()?;
            }
            if next != month {
                continue;
            }
            // Projects that were merged may each have closed the month: all of it is charged.
            let done = || closed.iter().filter(|one| one.month == of);
            let name = of.to_string();
            let mark_ups = done().map(|one| read_mark_up(&one.bill.mark_up));
            let mark_ups = mark_ups.collect::<Result<Vec<_>, _>>()?;
            let mark_up = mark_ups.last().copied().unwrap_or_default();
            let mut difference = Sums::default();
            for (_, sums) in &months.lines(self, of, project, mark_up)?.0 {
                difference.add(sums, 1)?;
            }
            for line in done().flat_map(|one| &one.bill.lines) {
                difference.add(&Sums::read(&line.sums)?, -1)?;
            }
            // What was charged for it as a correction is charged too.
            let later = closed.iter().flat_map(|one| &one.bill.corrections);
            for correction in later.filter(|correction| correction.month == name) {
                difference.add(&Sums::read(&correction.sums)?, -1)?;
            }
            if mark_ups.iter().any(|other| *other != mark_up) {
                // What was charged with another mark-up stays so; only what is new has the last one.
                difference.price = marked_up(&difference.cost, mark_up);
            }
            if !difference.is_nothing() {
                let correction = BillCorrection { month: name, sums: difference.told()? };
                corrections.push((correction, difference));
            }
        }
        Ok(corrections)
    }
}

/// The usage of a month.
fn asked(month: Month) -> UsageAsked {
    UsageAsked { span: UsageSpan::Month { month: Some(month.to_string()) }, only: Vec::new() }
}

type Lines = Vec<(BillLine, Sums)>;

impl Months {
    fn of(&mut self, app: &App, month: Month) -> Result<&OfMonth, ApiError> {
        if !self.known.contains_key(&month) {
            let chosen = app.choose(&self.table, &asked(month))?;
            let mut tallies: HashMap<[u32; 3], Tally> = HashMap::new();
            tally::each(&self.table, &chosen, chosen.span, &mut |index, row| {
                let key = [row.texts[PROJECT], row.texts[ACTION], row.texts[MODEL]];
                tally::add(&self.table, &chosen, index, row, tallies.entry(key).or_default())
            })?;
            self.known.insert(month, OfMonth { span: chosen.span, tallies });
        }
        Ok(&self.known[&month])
    }

    /// The usage of a project by action and model, the most credits first, and how many have no price.
    fn lines(
        &mut self,
        app: &App,
        month: Month,
        project: &str,
        mark_up: i64,
    ) -> Result<(Lines, u64), ApiError> {
        self.of(app, month)?;
        let (table, month) = (&self.table, &self.known[&month]);
        let mut unpriced = 0;
        let mut lines = Vec::new();
        let text = |dimension: usize, place: u32| {
            table.texts[dimension].get(place as usize).map_or("", String::as_str)
        };
        for ([of, action, model], tally) in &month.tallies {
            if text(PROJECT, *of) != project {
                continue;
            }
            unpriced += tally.unpriced;
            if tally.count == 0 {
                continue;
            }
            let sums = Sums::of(table, tally, mark_up);
            let (action, model) = (text(ACTION, *action), text(MODEL, *model));
            let (action, model) = (action.to_owned(), model.to_owned());
            lines.push((BillLine { action, model, sums: sums.told()? }, sums));
        }
        lines.sort_by(|(one, a), (other, b)| {
            let names = (&one.action, &one.model).cmp(&(&other.action, &other.model));
            b.credits.cmp(&a.credits).then(names)
        });
        Ok((lines, unpriced))
    }
}

/// A month can be closed once, and when it is over.
pub(super) fn may_close(closed: bool, over: bool) -> Result<(), ApiError> {
    if closed {
        return Err(ApiError::new(ErrorCode::Refused, "this month is closed already")
            .with_hint("What became known since is in the next month that is open."));
    }
    if !over {
        return Err(ApiError::new(ErrorCode::Refused, "this month is not over yet")
            .with_hint("Close it from its last midnight on."));
    }
    Ok(())
}

/// Neither usage, which has its line while it waits for a price too, nor a correction.
pub(super) fn says_nothing(bill: &Bill) -> bool {
    bill.lines.is_empty() && bill.corrections.is_empty()
}
