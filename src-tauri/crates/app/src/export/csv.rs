//! The journal as CSV: a row an entry, for spreadsheets.
//!
//! Texts that begin like a formula have an apostrophe before them, which an import takes away again.

use std::io::Write;

use bursar_ledger::credits::Credits;
use bursar_ledger::roster::People;
use bursar_store::{JournalEntry, JournalFact, UsageRow, UsageStatus};

use super::cost_of_draws;
use super::csv_row::Row;
use crate::App;
use crate::journal::{fact_credits, fact_in_words};
use crate::wire::ApiError;

const COLUMNS: [&str; 22] = [
    "entry",
    "id",
    "wallet",
    "provider",
    "at",
    "recorded_at",
    "status",
    "feature",
    "action",
    "model",
    "settings",
    "quantity",
    "member",
    "project",
    "client",
    "credits",
    "refunded",
    "charged",
    "key",
    "reported",
    "voided",
    "text",
];

impl App {
    pub(super) fn export_csv(&self, out: &mut dyn Write) -> Result<(), ApiError> {
        let wallets = self.books.wallets()?;
        let lots = self.books.every_drawn_lot(self.clock.now())?;
        let currencies = lots.currencies();
        let mut row = Row::default();
        COLUMNS.iter().for_each(|column| row.plain(column));
        currencies.iter().for_each(|currency| row.plain(&format!("cost_{currency}")));
        row.write(out)?;
        let projects = self.books.roster()?.projects;
        self.books.export_each(&lots, |entry, draws| {
            let name = entry.wallet.as_deref().unwrap_or_default();
            let provider = wallets.iter().find(|wallet| wallet.name == name);
            let provider = provider.map(|wallet| wallet.provider.as_str());
            fill(&mut row, entry, provider.unwrap_or_default(), &projects);
            let cost = cost_of_draws(draws)?;
            for currency in &currencies {
                let of_currency = cost.iter().find(|money| money.currency == *currency);
                row.plain(&of_currency.map(|money| money.number()).unwrap_or_default());
            }
            row.write(out)
        })
    }
}

fn fill(row: &mut Row, entry: &JournalEntry, provider: &str, projects: &People) {
    let (usage, key) = match &entry.fact {
        JournalFact::Usage(usage) => (Some(&**usage), usage.external_id.as_deref()),
        JournalFact::Event(_, key) => (None, key.as_deref()),
        _ => (None, None),
    };
    row.plain(entry.fact.kind());
    row.plain(&entry.id.to_string());
    row.text(entry.wallet.as_deref());
    row.text(Some(provider));
    row.plain(&entry.happened_at.to_string());
    row.plain(&entry.recorded_at.to_string());
    row.plain(usage.map(|usage| usage.status.word()).unwrap_or_default());
    let texts: [fn(&UsageRow) -> Option<&str>; 4] = [
        |usage| usage.feature.as_deref(),
        |usage| usage.action.as_deref(),
        |usage| usage.model.as_deref(),
        |usage| usage.settings.as_deref(),
    ];
    texts.iter().for_each(|text| row.text(usage.and_then(text)));
    row.number(usage.and_then(|usage| usage.quantity));
    row.text(usage.and_then(|usage| usage.member.as_deref()));
    let project = usage.and_then(|usage| usage.project.as_deref());
    row.text(project);
    row.text(project.and_then(|project| projects.client_of(project)));
    row.number(fact_credits(&entry.fact));
    row.number(usage.map(|usage| usage.refunded).filter(|refunded| refunded.is_positive()));
    row.number(usage.filter(|_| !entry.voided).and_then(charged));
    row.text(key);
    let yes = |is: bool| if is { "yes" } else { "" };
    row.plain(yes(usage.is_some_and(|usage| usage.reported)));
    row.plain(yes(entry.voided));
    row.text(Some(&fact_in_words(&entry.fact)));
}

/// What a usage took in the end; nothing said for one that failed, is pending or has no price.
fn charged(usage: &UsageRow) -> Option<Credits> {
    match usage.status {
        UsageStatus::Succeeded => usage.credits?.minus(usage.refunded).ok(),
        UsageStatus::Failed | UsageStatus::Pending => None,
    }
}
