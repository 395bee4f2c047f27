//! Statements for clients by month: those of a client's projects, together.
//!
//! A client has no books of its own: its statement is the sum of its projects' statements, as
//! projects belong to clients today, and closing a month of it closes that month of each of its
//! projects, in one batch. What becomes known later is corrected project by project.

use std::collections::{BTreeMap, BTreeSet};

use bursar_ledger::credits::Credits;
use bursar_ledger::month::Month;
use bursar_ledger::roster::{NameError, NameKind};
use bursar_store::StoreError;

use super::bill_sums::Sums;
use super::rebill::{Ground, PROJECT, may_close, says_nothing};
use crate::App;
use crate::typed;
use crate::wire::{ApiError, Bill, BillRow, ClientBill, ClientBillRow, ErrorCode};

/// A client's statement, and what its projects say that have nothing in it.
struct OfClient {
    bill: ClientBill,
    quiet: Vec<Bill>,
}

impl App {
    /// The statement of a client for a month: what its projects' statements say. An empty name is
    /// for projects without a client. Without a mark-up each project has its usual one.
    ///
    /// # Errors
    /// No project is this client's, or the month or the mark-up cannot be read.
    pub fn client_bill(
        &self,
        client: &str,
        month: &str,
        mark_up: Option<&str>,
    ) -> Result<ClientBill, ApiError> {
        Ok(self.of_client(client, typed::month(month)?, mark_up)?.bill)
    }

    /// Closes a month of a client: that of each of its projects which is still open, those without
    /// usage too, in one batch.
    ///
    /// # Errors
    /// No project is this client's, the month is not over or closed already, or the mark-up cannot
    /// be read.
    pub fn close_client_month(
        &mut self,
        client: &str,
        month: &str,
        mark_up: Option<&str>,
    ) -> Result<ClientBill, ApiError> {
        let month = typed::month(month)?;
        let OfClient { bill, quiet } = self.of_client(client, month, mark_up)?;
        may_close(bill.closed.is_some(), bill.over)?;
        let open = bill.projects.iter().chain(&quiet).filter(|one| one.closed.is_none());
        let written = open.map(|one| serde_json::to_string(one).map(|body| (&*one.project, body)));
        let written = written.collect::<Result<Vec<_>, _>>().map_err(StoreError::from)?;
        let title = match &*bill.client {
            "" => format!("closing of {month} for projects without a client"),
            name => format!("closing of {month} for the client {name}"),
        };
        let booked = self.books.record(self.clock.now(), &title, |batch| {
            written.iter().try_for_each(|(project, body)| {
                batch.close_month(project, &bill.month, body).map(|_| ())
            })
        })?;
        let batch = booked.batch.map(|batch| batch.id.to_string());
        Ok(ClientBill { batch, ..self.of_client(client, month, None)?.bill })
    }

    /// That something is known of a project: it was named, or used.
    ///
    /// # Errors
    /// Nobody ever named it.
    pub fn expect_project(&self, name: &str) -> Result<(), ApiError> {
        let people = self.books.roster()?.projects;
        let current = people.current(name);
        let used = || {
            Ok::<_, ApiError>(self.usage_table()?.texts[PROJECT].iter().any(|one| one == current))
        };
        if current.is_empty() || people.person(current).is_some() || used()? {
            return Ok(());
        }
        let unknown = NameError::Unknown { kind: NameKind::Project.word(), name: name.to_owned() };
        Err(ApiError::new(ErrorCode::Input, unknown.to_string()))
    }

    fn of_client(
        &self,
        client: &str,
        month: Month,
        mark_up: Option<&str>,
    ) -> Result<OfClient, ApiError> {
        let client = client.trim();
        let mut ground = self.ground()?;
        let (mut projects, mut quiet) = (Vec::new(), Vec::new());
        for project in self.projects_of(&ground, client)? {
            let bill = self.bill_on(&mut ground, project, month, mark_up)?;
            if says_nothing(&bill) { quiet.push(bill) } else { projects.push(bill) }
        }
        if projects.is_empty() && quiet.is_empty() {
            let message = format!("no project has the client “{client}”");
            return Err(
                ApiError::new(ErrorCode::Input, message).with_hint("Say first whose a project is.")
            );
        }
        let credits = |bill: &Bill| Credits::parse(&bill.total.credits).unwrap_or_default();
        projects
            .sort_by(|a, b| credits(b).cmp(&credits(a)).then_with(|| a.project.cmp(&b.project)));
        let mut total = Sums::default();
        for bill in &projects {
            total.add(&Sums::read(&bill.total)?, 1)?;
        }
        let told = if projects.is_empty() { &quiet } else { &projects };
        let all_closed = told.iter().all(|bill| bill.closed.is_some());
        let bill = ClientBill {
            books: told.first().map(|bill| bill.books.clone()).unwrap_or_default(),
            client: client.to_owned(),
            month: month.to_string(),
            mark_up: common_mark_up(told),
            total: total.told()?,
            unpriced: projects.iter().map(|bill| bill.unpriced).sum(),
            closed: told.iter().filter_map(|bill| bill.closed.clone()).max().filter(|_| all_closed),
            over: told.iter().all(|bill| bill.over),
            batch: None,
            projects,
        };
        Ok(OfClient { bill, quiet })
    }

    /// Every project of a client by its name of today; usage without a project is nobody's.
    fn projects_of(&self, ground: &Ground, client: &str) -> Result<BTreeSet<String>, ApiError> {
        let people = self.books.roster()?.projects;
        let used = ground.months.table.texts[PROJECT].iter().map(String::as_str);
        let closed = ground.closed.iter().map(|one| one.bill.project.as_str());
        let all = people.known().map(|(name, _)| name).chain(used).chain(closed).chain([""]);
        let of_client = |name: &&str| people.client_of(name).unwrap_or_default() == client;
        Ok(all.filter(of_client).map(str::to_owned).collect())
    }
}

/// The mark-up that all statements have, of those that can still be given one where there are any.
fn common_mark_up(bills: &[Bill]) -> Option<String> {
    let open: Vec<&Bill> = bills.iter().filter(|bill| bill.closed.is_none()).collect();
    let of = if open.is_empty() { bills.iter().collect() } else { open };
    let first = &of.first()?.mark_up;
    of.iter().all(|bill| bill.mark_up == *first).then(|| first.clone())
}

/// The statements of projects by their clients, the most credits first.
pub(super) fn by_client(rows: &[BillRow]) -> Result<Vec<ClientBillRow>, ApiError> {
    let mut clients: BTreeMap<&str, Vec<&BillRow>> = BTreeMap::new();
    for row in rows {
        clients.entry(&row.client).or_default().push(row);
    }
    let mut all = Vec::with_capacity(clients.len());
    for (client, rows) in clients {
        let mut total = Sums::default();
        for row in &rows {
            total.add(&Sums::read(&row.total)?, 1)?;
        }
        let row = ClientBillRow {
            client: client.to_owned(),
            projects: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            total: total.told()?,
            corrects: rows.iter().map(|row| row.corrects).sum(),
            closed: rows.iter().all(|row| row.closed),
        };
        all.push((total.credits, row));
    }
    all.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.client.cmp(&other.client)));
    Ok(all.into_iter().map(|(_, row)| row).collect())
}
