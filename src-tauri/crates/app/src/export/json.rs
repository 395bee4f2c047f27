//! Every fact as JSON: to leave with, to look at, to check.

use std::collections::BTreeMap;
use std::io::Write;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::MoneyTotals;
use bursar_ledger::policy::Policy;
use bursar_store::import::settings;
use bursar_store::{Event, ExportedDraw, JournalEntry, JournalFact, UsageRow};
use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use super::cost_of_draws;
use crate::App;
use crate::journal::fact_in_words;
use crate::report::WalletBalance;
use crate::wire::{ApiError, ErrorCode};

/// Grows with every change that a reader must know of.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct ExportedWallet<'a> {
    #[serde(flatten)]
    balance: &'a WalletBalance,
    timezone: &'a str,
    readings: &'a BTreeMap<String, String>,
    policy: &'a Policy,
}

#[derive(Serialize)]
struct ExportedEntry<'a> {
    id: String,
    recorded_at: Instant,
    happened_at: Instant,
    wallet: Option<&'a str>,
    kind: &'a str,
    text: String,
    voided: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    usage: Option<ExportedUsage<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<Value>,
}

#[derive(Serialize)]
struct ExportedUsage<'a> {
    status: &'a str,
    reported: bool,
    feature: Option<&'a str>,
    action: Option<&'a str>,
    model: Option<&'a str>,
    settings: BTreeMap<String, String>,
    quantity: Option<i64>,
    member: Option<&'a str>,
    project: Option<&'a str>,
    credits: Option<Credits>,
    rated: Option<Credits>,
    refunded: Credits,
    draws: Vec<Value>,
    cost: MoneyTotals,
    /// Columns of the log that were not read.
    extra: Option<Box<RawValue>>,
}

impl App {
    pub(super) fn export_json(&self, out: &mut dyn Write) -> Result<(), ApiError> {
        let balances = self.balances(None, None, None)?;
        let wallets = self.books.wallets()?;
        let exported =
            wallets.iter().zip(&balances.wallets).map(|(wallet, balance)| ExportedWallet {
                balance,
                timezone: wallet.rules.zone.name(),
                readings: &wallet.readings,
                policy: &wallet.rules.policy,
            });
        let files = self.books.provider_files()?.into_iter();
        let files: Vec<Value> =
            files.map(|(name, text)| json!({ "name": name, "text": text })).collect();
        write!(out, "{{\n\"format\": \"bursar\",\n\"version\": {VERSION},\n\"exported_at\": ")?;
        write_value(out, &balances.at)?;
        write!(out, ",\n\"wallets\": ")?;
        write_value(out, &exported.collect::<Vec<_>>())?;
        write!(out, ",\n\"provider_files\": ")?;
        write_value(out, &files)?;
        write!(out, ",\n\"entries\": [")?;
        let mut before = "\n";
        let lots = self.books.every_drawn_lot(self.clock.now())?;
        self.books.export_each(&lots, |entry, draws| {
            out.write_all(before.as_bytes())?;
            before = ",\n";
            write_value(out, &self.exported(entry, draws, cost_of_draws(draws)?)?)
        })?;
        out.write_all(b"\n]\n}\n")?;
        Ok(())
    }

    fn exported<'a>(
        &self,
        entry: &'a JournalEntry,
        draws: &[ExportedDraw<'_>],
        cost: MoneyTotals,
    ) -> Result<ExportedEntry<'a>, ApiError> {
        let mut key = None;
        let mut usage = None;
        let mut fact = None;
        match &entry.fact {
            JournalFact::WalletAdded(provider) => fact = Some(json!({ "provider": provider })),
            JournalFact::ProviderFile(name) => fact = Some(json!({ "name": name })),
            JournalFact::Usage(row) => {
                key = row.external_id.as_deref();
                usage = Some(exported_usage(row, draws, cost));
            }
            JournalFact::Roster(said) => {
                let particulars: serde_json::Value = json_of(&said.body)?;
                fact = Some(json!({
                    "name": said.name, "change": said.change, "particulars": particulars
                }));
            }
            JournalFact::MonthClosed(closed) => {
                let (project, month, body) = &**closed;
                let statement: serde_json::Value = json_of(body)?;
                fact = Some(json!({ "project": project, "month": month, "statement": statement }));
            }
            JournalFact::BookLock(until) => fact = Some(json!({ "until": until })),
            JournalFact::WalletChanged(body) => fact = Some(json_of(body)?),
            JournalFact::Event(event, of_event) => {
                key = of_event.as_deref();
                fact = Some(self.exported_event(event)?);
            }
        }
        Ok(ExportedEntry {
            id: entry.id.to_string(),
            recorded_at: entry.recorded_at,
            happened_at: entry.happened_at,
            wallet: entry.wallet.as_deref(),
            kind: entry.fact.kind(),
            text: fact_in_words(&entry.fact),
            voided: entry.voided,
            key,
            usage,
            fact,
        })
    }

    /// What an event says, with ids in place of places in the order of entry.
    fn exported_event(&self, event: &Event) -> Result<Value, ApiError> {
        let id = |seq: &Seq| Ok::<_, ApiError>(self.books.id_of(*seq)?.to_string());
        Ok(match event {
            Event::LotAdded(added) => json!(added),
            Event::GrantStarted(started) => json!(started),
            Event::GrantEnded(ended) => json!(ended),
            Event::ExpiryChanged(change) => json!(change),
            Event::LotVoided(voided) => json!(voided),
            Event::Refunded { usage, credits } => {
                json!({ "usage": id(usage)?, "credits": credits })
            }
            Event::Settled { usage, settled } => json!({
                "usage": id(usage)?, "succeeded": settled.succeeded, "credits": settled.credits
            }),
            Event::Priced { usage, credits } => json!({ "usage": id(usage)?, "credits": credits }),
            Event::Reconciled { observed, kinds } if kinds.is_empty() => {
                json!({ "observed": observed })
            }
            Event::Reconciled { observed, kinds } => {
                json!({ "observed": observed, "kinds": kinds })
            }
            Event::EntryVoided { entry, reason } => {
                json!({ "entry": id(entry)?, "reason": reason })
            }
            Event::BatchUndone { first, last } => json!({ "first": id(first)?, "last": id(last)? }),
        })
    }
}

fn exported_usage<'a>(
    usage: &'a UsageRow,
    draws: &[ExportedDraw<'_>],
    cost: MoneyTotals,
) -> ExportedUsage<'a> {
    let pairs = settings::pairs(usage.settings.as_deref().unwrap_or_default());
    let draws = draws.iter();
    ExportedUsage {
        status: usage.status.word(),
        reported: usage.reported,
        feature: usage.feature.as_deref(),
        action: usage.action.as_deref(),
        model: usage.model.as_deref(),
        settings: pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect(),
        quantity: usage.quantity,
        member: usage.member.as_deref(),
        project: usage.project.as_deref(),
        credits: usage.credits,
        rated: usage.rated,
        refunded: usage.refunded,
        draws: draws.map(|draw| json!({ "lot": draw.lot.id, "credits": draw.credits })).collect(),
        cost,
        extra: usage.extra.clone().and_then(|extra| RawValue::from_string(extra).ok()),
    }
}

fn write_value(out: &mut dyn Write, value: &impl Serialize) -> Result<(), ApiError> {
    serde_json::to_writer(out, value).map_err(|error| match error.io_error_kind() {
        Some(kind) => std::io::Error::from(kind).into(),
        None => ApiError::new(ErrorCode::Internal, format!("the export failed: {error}")),
    })
}

/// A body of the books, which the schema keeps valid.
fn json_of(body: &str) -> Result<serde_json::Value, ApiError> {
    Ok(serde_json::from_str(body).map_err(bursar_store::StoreError::from)?)
}
