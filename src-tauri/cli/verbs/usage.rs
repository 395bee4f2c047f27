//! `bursar usage`: who used what, and what it cost.

use bursar_app::report::{UsageQuery, UsageReport};
use clap::Args;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::figures::{counted, grouped};
use crate::read;
use crate::session::Session;
use crate::table::{Column, Table};

/// Groups usage by model, member, project, day …
///
/// Counts succeeded usage, net of refunds, unless --where asks for another status. Rows are sorted
/// by credits, largest first, or by time where the first of --by is a time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  bursar usage --by model
  bursar usage main --by project,month --where member=Mara --from 2026-01-01
  bursar usage --by client,project --where client=Nordlicht
  bursar usage --by status,action --where status=failed --where status=pending")]
pub(crate) struct Usage {
    #[command(flatten)]
    asked: Asked,
}

/// Which usage, grouped how: the same words for figures and for charts.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// The wallets; all if not said
    wallets: Vec<String>,
    /// model, member, project, client, feature, action, status, provider, wallet, kind, hour, day,
    /// week, month; several with commas
    #[arg(long, value_name = "FIELDS")]
    by: Vec<String>,
    /// At or after this time
    #[arg(long, value_name = "T")]
    from: Option<String>,
    /// Before this time
    #[arg(long, value_name = "T")]
    to: Option<String>,
    /// Only where a field has this value; several of one field are alternatives
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    filters: Vec<String>,
}

impl Asked {
    pub(super) fn query(&self) -> Result<UsageQuery, Failure> {
        Ok(UsageQuery {
            wallets: self.wallets.clone(),
            by: read::dimensions(&self.by)?,
            from: self.from.clone(),
            to: self.to.clone(),
            filters: read::filters(&self.filters)?,
        })
    }
}

impl Usage {
    pub(crate) fn run(self, session: &mut Session) -> Result<Exit, Failure> {
        let query = self.asked.query()?;
        let report = session.open()?.usage(&query)?;
        if session.json() {
            session.value(&report)?;
            return Ok(Exit::Done);
        }
        session.table(&table(&report).without_empty(&["cost"]))?;
        if report.total.unpriced > 0 {
            let unpriced = counted(report.total.unpriced, "usage");
            session
                .line(&format!("{unpriced} without a price: in the counts, not in the credits."))?;
        }
        Ok(Exit::Done)
    }
}

fn table(report: &UsageReport) -> Table {
    let by = report.by.iter().map(|dimension| Column::Text(dimension));
    let figures = ["count", "quantity", "credits", "cost"].map(Column::Number);
    let mut table = Table::new(by.chain(figures));
    let cost = |cost: &bursar_app::report::MoneyTotals| {
        cost.iter().map(|money| money.to_string()).collect::<Vec<_>>().join(" + ")
    };
    for row in &report.rows {
        let keys = report.by.iter().map(|by| match row.keys.get(by).map(String::as_str) {
            None | Some("") => "-".to_owned(),
            Some(key) => key.to_owned(),
        });
        let figures =
            [grouped(row.count), grouped(row.quantity), grouped(row.credits), cost(&row.cost)];
        table.row(keys.chain(figures));
    }
    if report.by.is_empty() {
        return table;
    }
    table.rule();
    let mut label = "total".to_owned();
    let keys = report.by.iter().map(|_| std::mem::take(&mut label));
    let total = &report.total;
    let figures =
        [grouped(total.count), grouped(total.quantity), grouped(total.credits), cost(&total.cost)];
    table.row(keys.chain(figures).collect::<Vec<_>>());
    table
}
