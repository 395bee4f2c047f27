//! Readings: questions that a provider's pages leave open, and what each answer changes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::grant::GrantPatch;
use super::policy::PolicyPatch;
use super::{Catalog, CatalogError, PlanTerms};

/// The answers of a wallet to its provider's questions: question to answer. A question that is
/// not answered has its default.
pub type Answers = BTreeMap<String, String>;

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Reading {
    /// Its word.
    pub id: String,
    /// The question, for people.
    pub question: String,
    /// The answer that holds until another is given.
    pub default: String,
    /// The answers.
    pub choices: Vec<Choice>,
    /// The address of the page that leaves it open.
    pub source: Option<String>,
}

/// An answer, and what it changes.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its word.
    pub id: String,
    /// What it says, for people.
    pub title: String,
    /// What it changes about every plan.
    pub plan: PlanTerms,
    /// What it changes about every row of free credits.
    #[serde(skip)]
    pub(super) grant: GrantPatch,
    /// What it changes about the policy.
    #[serde(skip)]
    pub(super) policy: PolicyPatch,
}

impl Catalog {
    /// The answer in force to each question, in the order of the questions.
    ///
    /// # Errors
    /// An answer to no question, or one that its question does not know.
    pub fn chosen(&self, answers: &Answers) -> Result<Vec<&Choice>, CatalogError> {
        let known = |reading: &&String| self.readings.iter().any(|own| own.id == **reading);
        if let Some(asked) = answers.keys().find(|reading| !known(reading)) {
            return Err(CatalogError::UnknownReading {
                provider: self.title.clone(),
                asked: crate::credits::shorten(asked),
                known: self.readings.iter().map(|own| own.id.clone()).collect(),
            });
        }
        let choices = self.readings.iter().map(|reading| {
            let answer = answers.get(&reading.id).unwrap_or(&reading.default);
            let choice = reading.choices.iter().find(|choice| choice.id == *answer);
            choice.ok_or_else(|| CatalogError::UnknownAnswer {
                reading: reading.id.clone(),
                answer: crate::credits::shorten(answer),
                known: reading.choices.iter().map(|own| own.id.clone()).collect(),
            })
        });
        choices.collect()
    }
}
