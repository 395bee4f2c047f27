//! Free credits: recurring grants that nobody pays for, in dated rows.

use serde::Serialize;

use super::{Answers, Catalog, CatalogError};
use crate::calendar::{Every, Recurrence, Zone};
use crate::credits::Credits;
use crate::fact::{GrantTerms, Life, RefillWhen, Tag};
use crate::instant::Instant;
use crate::policy::Kind;

/// What a recurring grant is counted from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchored {
    /// Midnight, in the wallet's zone, of the day on which the wallet was opened.
    #[default]
    Midnight,
    /// The time at which the wallet was opened.
    Opening,
}

/// A row of free credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FreeGrant {
    /// Its word; the id of its lots begins with it.
    pub id: String,
    /// The kind of its credits.
    pub kind: Kind,
    /// Credits of a refill.
    pub amount: Credits,
    /// How often they come.
    pub every: Every,
    /// What they are counted from.
    pub at: Anchored,
    /// Whether they come beside a subscription.
    pub when: RefillWhen,
    /// In force from this instant on.
    pub from: Option<Instant>,
    /// No longer in force from this instant on.
    pub to: Option<Instant>,
    /// How long they live.
    pub life: Life,
    /// They do not pay for usage with one of these tags.
    pub not_for: Vec<Tag>,
    /// They pay only for usage with one of these tags.
    pub only_for: Vec<Tag>,
    /// In force only under these answers: question and answer.
    pub only_if: Vec<(String, String)>,
    /// What its page leaves open, for people.
    pub note: Option<String>,
    /// The address of the page that says so.
    pub source: Option<String>,
}

/// What an answer changes about free credits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct GrantPatch {
    /// Credits of a refill.
    pub amount: Option<Credits>,
    /// How often they come.
    pub every: Option<Every>,
    /// What they are counted from.
    pub at: Option<Anchored>,
    /// Whether they come beside a subscription.
    pub when: Option<RefillWhen>,
}

/// A recurring grant of free credits, and when to book its beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeCredits {
    /// When it begins: at the opening of the wallet or, for credits that come at midnight, at the
    /// midnight before.
    pub at: Instant,
    /// Its terms.
    pub terms: GrantTerms,
}

impl Catalog {
    /// The free credits of a wallet opened at an instant: one recurring grant for each row that is
    /// in force then or later.
    ///
    /// # Errors
    /// An unknown answer, or a time beyond the calendar or the time-zone data.
    pub fn free_grants(
        &self,
        opened: Instant,
        zone: Zone,
        answers: &Answers,
    ) -> Result<Vec<FreeCredits>, CatalogError> {
        let chosen = self.chosen(answers)?;
        let mut grants = Vec::new();
        for row in &self.grants {
            let holds = row.only_if.iter().all(|(reading, choice)| {
                let asked = self.readings.iter().zip(&chosen);
                asked
                    .filter(|(question, _)| question.id == *reading)
                    .all(|(_, answer)| answer.id == *choice)
            });
            if !holds || row.to.is_some_and(|to| to <= opened) {
                continue;
            }
            let mut row = row.clone();
            for choice in &chosen {
                choice.grant.apply(&mut row);
            }
            grants.push(row.begin(opened, zone)?);
        }
        Ok(grants)
    }
}

impl FreeGrant {
    fn begin(&self, opened: Instant, zone: Zone) -> Result<FreeCredits, CatalogError> {
        let local = zone.local(opened)?;
        let anchor = match self.at {
            Anchored::Midnight => local.date().and_time(chrono::NaiveTime::MIN),
            Anchored::Opening => local,
        };
        let recurrence = Recurrence { anchor, zone, every: self.every };
        let first = recurrence.instant(0)?;
        let mut terms = GrantTerms::plain(&self.id, self.kind, self.amount, recurrence);
        terms.starts = self.from.filter(|from| *from > first);
        terms.ends = self.to;
        terms.life = self.life;
        terms.when = self.when;
        terms.not_for.clone_from(&self.not_for);
        terms.only_for.clone_from(&self.only_for);
        Ok(FreeCredits { at: first, terms })
    }
}

impl GrantPatch {
    fn apply(self, row: &mut FreeGrant) {
        row.amount = self.amount.unwrap_or(row.amount);
        row.every = self.every.unwrap_or(row.every);
        row.at = self.at.unwrap_or(row.at);
        row.when = self.when.unwrap_or(row.when);
    }
}
