//! Scenario documents: a wallet, what happens in it and what must then be true.
//!
//! The same document is a what-if (`bursar simulate`), a worked example and a test of the engine.
//! It is read from JSON or TOML; every complaint names its field, and an unknown field is one.
//! Nothing here reads files: providers other than the shipped ones are handed in.

mod check;
mod event;
mod expect;
mod policy;
mod provider;
mod run;
mod terms;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::calendar::Zone;
use crate::catalog::Catalog;
use crate::document::{DocumentError, Node, parse_json, parse_toml};
use crate::fact::{GrantTerms, LotTerms, WalletRules};
use crate::instant::Instant;
use crate::rate::{Rate, RateCard};

use provider::FromProvider;

pub use policy::read_policy;

/// A scenario document that was read.
#[derive(Clone, Debug)]
pub struct Scenario {
    name: String,
    wallet: Wallet,
    prices: RateCard,
    events: Vec<event::Event>,
    expect: Vec<expect::Expectation>,
}

/// The wallet as a scenario begins.
#[derive(Clone, Debug)]
struct Wallet {
    rules: WalletRules,
    lots: Vec<LotTerms>,
    grants: Vec<GrantTerms>,
}

/// What came of a scenario, as `bursar simulate --json` prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The scenario's name.
    pub name: String,
    /// Whether all expectations hold.
    pub passed: bool,
    /// How many figures were compared.
    pub checks: usize,
    /// The figures that differ.
    pub failures: Vec<Failure>,
}

/// An expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The instant of the expectation; none where it is about no instant.
    pub at: Option<Instant>,
    /// The figure (`balance`, `by_lot.free#2`).
    pub key: String,
    /// What the document says.
    pub expected: Value,
    /// What came out.
    pub actual: Value,
}

impl Scenario {
    /// Reads a scenario from JSON.
    ///
    /// # Errors
    /// What is wrong with the document, by field.
    pub fn from_json(text: &str) -> Result<Self, DocumentError> {
        Self::from_tree(&parse_json(text)?, &[])
    }

    /// Reads a scenario from JSON that may name one of these providers, beside the shipped ones.
    ///
    /// # Errors
    /// What is wrong with the document, by field.
    pub fn from_json_among(text: &str, providers: &[Catalog]) -> Result<Self, DocumentError> {
        Self::from_tree(&parse_json(text)?, providers)
    }

    /// Reads a scenario from TOML.
    ///
    /// # Errors
    /// What is wrong with the document, by field.
    pub fn from_toml(text: &str) -> Result<Self, DocumentError> {
        Self::from_tree(&parse_toml(text)?, &[])
    }

    /// Reads a scenario from TOML that may name one of these providers, beside the shipped ones.
    ///
    /// # Errors
    /// What is wrong with the document, by field.
    pub fn from_toml_among(text: &str, providers: &[Catalog]) -> Result<Self, DocumentError> {
        Self::from_tree(&parse_toml(text)?, providers)
    }

    fn from_tree(tree: &Value, providers: &[Catalog]) -> Result<Self, DocumentError> {
        let fields = Node::root(tree).fields()?;
        let name = fields.read("name", |name| Ok(name.text()?.to_owned()))?;
        for about in ["source", "note"] {
            fields.read(about, Node::text)?;
        }
        let (wallet, provider) = read_wallet(&fields.need("wallet")?, providers)?;
        let zone = wallet.rules.zone;
        let mut place = 0;
        let rates = fields.read_list("pricing", |rate| {
            place += 1;
            Rate::from_json(rate.value(), place, zone).map_err(|error| rate.error(error))
        })?;
        let events = fields.read_list("events", |event| Ok(event.clone()))?;
        let events = event::read_events(&events, zone)?;
        let ids: BTreeSet<&str> = events.iter().map(|event| event.id.as_str()).collect();
        let expect =
            fields.read_list("expect", |node| expect::read_expectation(node, zone, &ids))?;
        fields.finish()?;
        Ok(Self {
            name: name.unwrap_or_default(),
            wallet,
            prices: match provider {
                Some(provider) if rates.is_empty() => provider.into_prices(),
                _ => RateCard::new(rates),
            },
            events,
            expect,
        })
    }

    /// The name in the document; empty if it gives none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Plays the events and compares what is expected with what came of them.
    ///
    /// # Errors
    /// What the document asks for and cannot be computed, by field.
    pub fn run(&self) -> Result<Report, DocumentError> {
        let played = run::play(self, self.wallet.rules.clone(), &self.prices)?;
        let (checks, failures) = check::check_all(self, &self.grants(), &played)?;
        Ok(Report { name: self.name.clone(), passed: failures.is_empty(), checks, failures })
    }

    /// Every recurring grant of the document.
    fn grants(&self) -> Vec<GrantTerms> {
        let started = self.events.iter().filter_map(|event| match &event.action {
            event::Action::GrantStart(grant) => Some(grant),
            _ => None,
        });
        self.wallet.grants.iter().chain(started).cloned().collect()
    }
}

fn read_wallet(
    node: &Node<'_>,
    providers: &[Catalog],
) -> Result<(Wallet, Option<FromProvider>), DocumentError> {
    let fields = node.fields()?;
    let zone = fields.read("timezone", Node::zone)?.unwrap_or(Zone::UTC);
    let provider = FromProvider::read(&fields, zone, providers)?;
    let rules = provider::rules(fields.get("policy").as_ref(), provider.as_ref(), zone)?;
    let mut lots = fields.read_list("lots", |lot| terms::read_lot(lot, zone, None))?;
    for many in fields.read_list("lots_generate", |lots| terms::generate_lots(lots, zone))? {
        lots.extend(many);
    }
    let grants = fields.read_list("grants", |grant| terms::read_grant(grant, zone))?;
    let mut wallet = Wallet { rules, lots, grants };
    if let Some(provider) = &provider {
        provider.begin(&fields, &mut wallet)?;
    }
    fields.finish()?;
    Ok((wallet, provider))
}
