//! What a scenario takes from a provider's file instead of spelling it out: the policy and the
//! prices, and on request the free credits and a plan.
//!
//! `"provider": "imagineart"` alone gives policy and prices. `"opened": T` begins the free credits
//! at T; `"plan": {"id", "credits", "paid", "grant"}` subscribes then, as the grant `plan` unless it
//! says another id. `"readings": {question: answer}` answers what the provider's pages leave open.

use super::Wallet;
use crate::calendar::Zone;
use crate::catalog::{Answers, Catalog, CatalogError, Subscribe, shipped};
use crate::document::{DocumentError, Fields, Node};
use crate::fact::WalletRules;
use crate::instant::Instant;
use crate::policy::Policy;
use crate::rate::{RateCard, fold};

/// The provider of a scenario's wallet, and what the wallet has from it.
pub(super) struct FromProvider {
    catalog: Catalog,
    answers: Answers,
    opened: Option<(Instant, Zone)>,
}

impl FromProvider {
    /// Reads `provider`, `opened` and `readings` of a wallet; files of the studio's own go before
    /// shipped ones.
    pub(super) fn read(
        wallet: &Fields<'_>,
        zone: Zone,
        own: &[Catalog],
    ) -> Result<Option<Self>, DocumentError> {
        let provider = wallet.read("provider", |name| find(name, own))?;
        let opened = wallet.read("opened", |opened| opened.instant(zone))?;
        let answers = wallet.read("readings", |readings| {
            let answers = readings.entries()?.into_iter();
            answers
                .map(|(asked, answer)| Ok((asked.to_owned(), answer.name()?.to_owned())))
                .collect()
        })?;
        let Some(catalog) = provider else {
            for name in ["opened", "readings", "plan"] {
                if wallet.get(name).is_some() {
                    return Err(wallet.error(name, "says something only beside a provider"));
                }
            }
            return Ok(None);
        };
        let from = Self {
            catalog,
            answers: answers.unwrap_or_default(),
            opened: opened.map(|opened| (opened, zone)),
        };
        from.catalog.chosen(&from.answers).map_err(|error| wallet.error("readings", error))?;
        Ok(Some(from))
    }

    /// The provider's policy.
    pub(super) fn policy(&self) -> Result<Policy, CatalogError> {
        self.catalog.policy(&self.answers)
    }

    /// Its prices.
    pub(super) fn into_prices(self) -> RateCard {
        self.catalog.rate_card().clone()
    }

    /// Adds the free credits and the plan of a wallet that says when it was opened.
    pub(super) fn begin(
        &self,
        fields: &Fields<'_>,
        wallet: &mut Wallet,
    ) -> Result<(), DocumentError> {
        let plan = fields.get("plan");
        let Some((opened, zone)) = self.opened else {
            return match plan {
                Some(_) => Err(fields.missing("opened")),
                None => Ok(()),
            };
        };
        let free = self.catalog.free_grants(opened, zone, &self.answers);
        let free = free.map_err(|error| fields.error("opened", error))?;
        wallet.grants.extend(free.into_iter().map(|free| free.terms));
        if let Some(plan) = plan {
            let anchor = zone.local(opened).map_err(|error| fields.error("opened", error))?;
            let grant = self.plan(&plan, anchor, zone)?;
            wallet.grants.push(grant);
        }
        Ok(())
    }

    fn plan(
        &self,
        node: &Node<'_>,
        anchor: chrono::NaiveDateTime,
        zone: Zone,
    ) -> Result<crate::fact::GrantTerms, DocumentError> {
        let mut asked = Subscribe {
            grant: "plan",
            plan: "",
            billing: None,
            credits: None,
            paid: None,
            anchor,
            zone,
            answers: &self.answers,
        };
        if node.value().is_string() {
            asked.plan = node.name()?;
        } else {
            let fields = node.fields()?;
            asked.plan = fields.need("id")?.name()?;
            asked.grant = fields.read("grant", Node::name)?.unwrap_or(asked.grant);
            asked.credits = fields.read("credits", Node::amount)?;
            asked.paid = fields
                .read("paid", |paid| paid.text()?.parse().map_err(|error| paid.error(error)))?;
            fields.finish()?;
        }
        self.catalog.subscription(&asked).map_err(|error| node.error(error))
    }
}

/// The rules of a wallet: its own policy, over its provider's.
pub(super) fn rules(
    policy: Option<&Node<'_>>,
    provider: Option<&FromProvider>,
    zone: Zone,
) -> Result<WalletRules, DocumentError> {
    let base = provider.map(FromProvider::policy).transpose();
    let base = base.map_err(|error| DocumentError::new("wallet.provider", error))?;
    let base = base.unwrap_or_default();
    let policy = match policy {
        Some(node) => super::read_policy(node, base)?,
        None => base,
    };
    Ok(WalletRules { policy, zone })
}

fn find(name: &Node<'_>, own: &[Catalog]) -> Result<Catalog, DocumentError> {
    let asked = fold(name.name()?);
    let named = |other: &str| fold(other) == asked;
    if let Some(catalog) = own.iter().find(|own| named(&own.name) || named(&own.title)) {
        return Ok(catalog.clone());
    }
    let text = shipped().iter().find(|(own, _)| named(own)).map(|(_, text)| *text);
    let Some(text) = text else {
        let own = own.iter().map(|own| own.name.as_str());
        let known: Vec<&str> = own.chain(shipped().iter().map(|(own, _)| *own)).collect();
        let message = format!("there is no such provider; write one of: {}", known.join(", "));
        return Err(name.error(message));
    };
    Catalog::parse(text).map_err(|problems| {
        let first = problems.first().map(ToString::to_string).unwrap_or_default();
        name.error(format!("its file cannot be used: {first}"))
    })
}
