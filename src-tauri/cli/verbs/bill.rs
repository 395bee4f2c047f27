//! `bursar bill`: what a project or a client is charged for a month.

use std::collections::BTreeMap;
use std::path::Path;

use bursar_app::wire::{
    ApiError, Bill as Charged, BillSums, BilledTo, BillsView, ChartWriting, ClientBill, MoneyText,
};
use bursar_app::{App, BillFormat, IfThere, write_file};
use clap::Args;
use serde_json::{Value, json};

use super::work::number;
use crate::exit::Exit;
use crate::failure::{Failure, input};
use crate::figures::{counted, grouped, or_dash};
use crate::session::Session;
use crate::table::{Column, Table};

/// Makes the statement of a project or a client for a month
///
/// In credits and in what they cost by the lots that paid, with a mark-up if wanted; without a
/// project or client it lists the statements of the month. A month that is over can be closed: its
/// statement stays as it is, and what is entered later corrects the next one. A client's statement
/// is those of its projects, and closing it closes each of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar bill --month 2026-10
  bursar bill \"Teaser film\" --month 2026-10 --mark-up 20 -o teaser.html
  bursar bill --client Nordlicht --month 2026-10 --mark-up 20 --close")]
pub(crate) struct Bill {
    /// The project; \"\" is usage without one
    project: Option<String>,
    /// Or all projects of a client; \"\" are those without one
    #[arg(long, value_name = "CLIENT", conflicts_with = "project")]
    client: Option<String>,
    /// The calendar month, as 2026-10
    #[arg(long, value_name = "MONTH")]
    month: String,
    /// In percent; the usual one of each project if not said
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true)]
    mark_up: Option<String>,
    /// A page or rows, by the ending .html or .csv; an existing file is replaced
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Close the month
    #[arg(long)]
    close: bool,
}

/// A statement of either.
enum Told {
    Project(Charged),
    Client(ClientBill),
}

impl Bill {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let format = self.output.as_deref().map(str::parse::<BillFormat>).transpose()?;
        let mut app = session.open()?;
        let to = match (&self.project, &self.client) {
            (Some(name), _) => BilledTo::Project { name: name.clone() },
            (None, Some(name)) => BilledTo::Client { name: name.clone() },
            (None, None) => return self.list(session, &app),
        };
        if let BilledTo::Project { name } = &to {
            app.expect_project(name)?;
        }
        let mut closing = None;
        let file = match (&self.output, format) {
            (Some(output), Some(format)) => {
                let books = app.books().path().to_owned();
                let bytes = write_file(Path::new(output), IfThere::Replace, &books, |out| {
                    // Closed when there is a file to write to, and not before.
                    closing = self.close(&mut app, &to)?;
                    let (mark_up, writing) = (self.mark_up.as_deref(), ChartWriting::default());
                    let written = app.bill_file(&to, &self.month, mark_up, format, writing)?;
                    Ok(out.write_all(&written)?)
                })?;
                Some((output, bytes))
            }
            _ => {
                closing = self.close(&mut app, &to)?;
                None
            }
        };
        let told = self.told(&app, &to)?;
        if session.json() {
            session.value(&match file {
                Some((file, bytes)) => json!({ "file": file, "bytes": bytes, "id": closing }),
                None => told.value(closing.as_deref()),
            })?;
            return Ok(Exit::Done);
        }
        match file {
            Some((file, _)) => session.line(&format!("Written to {file}."))?,
            None => told.print(session)?,
        }
        if let Some(batch) = closing {
            session.line(&format!("{} is closed.", self.month))?;
            session.line(&format!("entry {batch}"))?;
        }
        Ok(Exit::Done)
    }

    /// Closes the month where that was asked for, and names the entries.
    fn close(&self, app: &mut App, to: &BilledTo) -> Result<Option<String>, ApiError> {
        if !self.close {
            return Ok(None);
        }
        let (month, mark_up) = (&*self.month, self.mark_up.as_deref());
        Ok(match to {
            BilledTo::Project { name } => {
                // What is closed is charged with the mark-up that was shown.
                let usual = app.bill(name, month, mark_up)?.mark_up;
                app.close_month(name, month, mark_up.unwrap_or(&usual))?.batch
            }
            BilledTo::Client { name } => app.close_client_month(name, month, mark_up)?.batch,
        })
    }

    fn told(&self, app: &App, to: &BilledTo) -> Result<Told, ApiError> {
        let (month, mark_up) = (&*self.month, self.mark_up.as_deref());
        Ok(match to {
            BilledTo::Project { name } => Told::Project(app.bill(name, month, mark_up)?),
            BilledTo::Client { name } => Told::Client(app.client_bill(name, month, mark_up)?),
        })
    }

    /// The statements of the month, one a line.
    fn list(&self, session: &mut Session, app: &App) -> Result<Exit, Failure> {
        let of_one = [
            ("--close", self.close),
            ("--mark-up", self.mark_up.is_some()),
            ("--output", self.output.is_some()),
        ];
        if let Some((word, _)) = of_one.iter().find(|(_, is)| *is) {
            return Err(input(
                format!("{word} is for one statement"),
                "Name a project, or a client with --client.",
            ));
        }
        let view = app.bills(Some(&self.month))?;
        if session.json() {
            session.value(&listed(&view))?;
            return Ok(Exit::Done);
        }
        let texts = [Column::Text("project"), Column::Text("client")];
        let figures = ["credits", "cost", "price"].map(Column::Number);
        let columns = texts.into_iter().chain(figures).chain([Column::Text("state")]);
        let mut table = Table::new(columns);
        for row in &view.rows {
            let [cost, price] = prices(&row.total);
            let state = match (row.closed, row.corrects) {
                (true, _) => "closed",
                (false, 0) => "",
                (false, _) => "corrects a closed month",
            };
            let credits = grouped(&row.total.credits);
            let [project, client] = [&row.project, &row.client].map(|name| named(name));
            table.row([project, client, credits, cost, price, state.to_owned()]);
        }
        session.table(&table.without_empty(&["client", "cost", "price", "state"]))?;
        Ok(Exit::Done)
    }
}

impl Told {
    fn value(&self, closing: Option<&str>) -> Value {
        match self {
            Self::Project(bill) => {
                let mut value = charged(bill);
                value["id"] = json!(closing);
                value
            }
            Self::Client(bill) => json!({
                "client": bill.client,
                "month": bill.month,
                "mark_up": bill.mark_up.as_deref().map(number),
                "projects": bill.projects.iter().map(charged).collect::<Vec<_>>(),
                "total": sums(&bill.total),
                "unpriced": bill.unpriced,
                "closed": bill.closed,
                "over": bill.over,
                "id": closing,
            }),
        }
    }

    fn print(&self, session: &mut Session) -> Result<(), Failure> {
        let (projects, total, unpriced) = match self {
            Self::Project(bill) => (std::slice::from_ref(bill), &bill.total, bill.unpriced),
            Self::Client(bill) => (bill.projects.as_slice(), &bill.total, bill.unpriced),
        };
        let texts = ["project", "action", "model"].map(Column::Text);
        let figures = ["usages", "units", "credits", "cost", "price"].map(Column::Number);
        let mut table = Table::new(texts.into_iter().chain(figures));
        for bill in projects {
            for line in &bill.lines {
                let names = [&bill.project, &line.action, &line.model].map(|name| named(name));
                table.row(names.into_iter().chain(figures_of(&line.sums)));
            }
            for one in &bill.corrections {
                let what = format!("correction of {}", one.month);
                let names = [named(&bill.project), what, named("")];
                table.row(names.into_iter().chain(figures_of(&one.sums)));
            }
        }
        table.rule();
        let names = ["total".to_owned(), String::new(), String::new()];
        table.row(names.into_iter().chain(figures_of(total)));
        session.table(&table.without_empty(&["cost", "price"]))?;
        for bill in projects.iter().filter(|bill| bill.mark_up != "0") {
            session.line(&format!("{}: mark-up {} %", named(&bill.project), bill.mark_up))?;
        }
        if total.cost_unknown != "0" {
            let unknown = grouped(&total.cost_unknown);
            session.line(&format!("the cost of {unknown} credits is unknown, and in no sum"))?;
        }
        if unpriced > 0 {
            let unpriced = counted(unpriced, "usage");
            session.line(&format!("{unpriced} without a price, in no sum"))?;
        }
        Ok(())
    }
}

/// A name; a dash where there is none.
fn named(name: &str) -> String {
    or_dash(Some(name).filter(|name| !name.is_empty()))
}

fn in_text(list: &[MoneyText], sums: &BillSums) -> String {
    let all = list.iter().map(|one| format!("{} {}", grouped(&one.amount), one.currency));
    let unknown = (sums.cost_unknown != "0").then(|| "unknown".to_owned());
    all.chain(unknown).collect::<Vec<_>>().join(" + ")
}

fn prices(sums: &BillSums) -> [String; 2] {
    [&sums.cost, &sums.price].map(|list| in_text(list, sums))
}

fn figures_of(sums: &BillSums) -> [String; 5] {
    let [cost, price] = prices(sums);
    let [count, quantity] = [sums.count, sums.quantity].map(grouped);
    [count, quantity, grouped(&sums.credits), cost, price]
}

fn sums(sums: &BillSums) -> Value {
    let money = |list: &[MoneyText]| -> BTreeMap<String, String> {
        list.iter().map(|one| (one.currency.clone(), one.amount.clone())).collect()
    };
    json!({
        "usages": sums.count,
        "units": sums.quantity,
        "credits": number(&sums.credits),
        "cost": money(&sums.cost),
        "cost_unknown": number(&sums.cost_unknown),
        "price": money(&sums.price),
    })
}

/// Names, and what they add up to.
fn with_sums(names: Value, of: &BillSums) -> Value {
    let (mut all, figures) = (names, sums(of));
    if let (Some(all), Value::Object(figures)) = (all.as_object_mut(), figures) {
        all.extend(figures);
    }
    all
}

fn charged(bill: &Charged) -> Value {
    let lines = bill.lines.iter();
    let lines = lines
        .map(|line| with_sums(json!({ "action": line.action, "model": line.model }), &line.sums));
    let corrections =
        bill.corrections.iter().map(|one| with_sums(json!({ "month": one.month }), &one.sums));
    json!({
        "project": bill.project,
        "month": bill.month,
        "mark_up": number(&bill.mark_up),
        "lines": lines.collect::<Vec<_>>(),
        "corrections": corrections.collect::<Vec<_>>(),
        "total": sums(&bill.total),
        "unpriced": bill.unpriced,
        "closed": bill.closed,
        "over": bill.over,
    })
}

fn listed(view: &BillsView) -> Value {
    let projects = view.rows.iter().map(|row| {
        let names = json!({
            "project": row.project, "client": row.client, "mark_up": number(&row.mark_up),
            "closed": row.closed, "corrects": row.corrects,
        });
        with_sums(names, &row.total)
    });
    let clients = view.clients.iter().map(|row| {
        let names = json!({
            "client": row.client, "projects": row.projects, "closed": row.closed,
            "corrects": row.corrects,
        });
        with_sums(names, &row.total)
    });
    json!({
        "month": view.month,
        "projects": projects.collect::<Vec<_>>(),
        "clients": clients.collect::<Vec<_>>(),
    })
}
