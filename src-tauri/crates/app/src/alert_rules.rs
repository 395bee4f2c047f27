//! The rules by which the desk tells of what needs the reader. They are a setting of the books: who
//! shares the books shares them.

use bursar_ledger::alert::{Condition, Rule};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;

use crate::App;
use crate::typed::{self, filled};
use crate::wallets::{kept_as, kept_wallet};
use crate::wire::{AlertKind, AlertRule, ApiError, ErrorCode};

/// The setting that holds the rules.
const SETTING: &str = "alert_rules";
/// More rules than anybody reads.
const MOST_RULES: usize = 200;
/// Ten years: a lot that ends later is no news.
const MOST_DAYS: u32 = 3_660;

impl App {
    /// The rules.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn alert_rules(&self) -> Result<Vec<AlertRule>, ApiError> {
        let wallets = self.books.wallets()?;
        let named = |kept: &String| match kept_wallet(&wallets, kept) {
            Some(wallet) => wallet.name.clone(),
            None => self.once_called(kept).unwrap_or_else(|| kept.clone()),
        };
        let told = |rule: &Rule| on_the_wire(rule, rule.wallet.as_ref().map(named));
        Ok(self.rules()?.iter().map(told).collect())
    }

    /// The name of a wallet whose addition was undone: the journal still knows it.
    fn once_called(&self, kept: &str) -> Option<String> {
        self.books.entry(Seq(kept.parse().ok()?)).ok()?.wallet
    }

    /// The rules as the ledger knows them: those that were kept, else those that books begin with.
    /// Their wallets are named as [`kept_wallet`] reads them.
    pub(crate) fn rules(&self) -> Result<Vec<Rule>, ApiError> {
        let kept = self.books.setting(SETTING)?;
        // Rules of a newer Bursar that cannot be read leave the books usable.
        let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
        Ok(kept.unwrap_or_else(first_rules))
    }

    /// Keeps a rule: a new one where its id is empty, else in place of the one of that id.
    ///
    /// # Errors
    /// The line cannot be read, there is no such wallet or rule, or there are too many.
    pub fn keep_alert_rule(&mut self, rule: &AlertRule) -> Result<Vec<AlertRule>, ApiError> {
        let mut rules = self.rules()?;
        let condition = condition(rule)?;
        let wallet = filled(rule.wallet.as_deref());
        let wallet = wallet.map(|name| self.books.wallet(name)).transpose()?;
        let wallet = wallet.as_ref().map(kept_as);
        if rule.id.is_empty() {
            if rules.len() >= MOST_RULES {
                let message = format!("there are {MOST_RULES} rules already");
                return Err(ApiError::new(ErrorCode::Refused, message)
                    .with_hint("Change one of them, or remove some first."));
            }
            let taken = |id: &String| rules.iter().any(|rule| rule.id == *id);
            let mut ids = (1..).map(|number| format!("rule-{number}"));
            let id = ids.find(|id| !taken(id)).unwrap_or_default();
            rules.push(Rule { id, on: rule.on, wallet, condition });
        } else {
            let kept = Rule { id: rule.id.clone(), on: rule.on, wallet, condition };
            match rules.iter_mut().find(|known| known.id == rule.id) {
                Some(known) => *known = kept,
                // A rule that was removed comes back as it was: the way of an undo.
                None => rules.push(kept),
            }
        }
        self.keep_rules(&rules)
    }

    /// Removes a rule; its alerts stay in the history.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn remove_alert_rule(&mut self, id: &str) -> Result<Vec<AlertRule>, ApiError> {
        let mut rules = self.rules()?;
        rules.retain(|rule| rule.id != id);
        self.keep_rules(&rules)
    }

    fn keep_rules(&mut self, rules: &[Rule]) -> Result<Vec<AlertRule>, ApiError> {
        let text = serde_json::to_string(rules)
            .map_err(|error| ApiError::new(ErrorCode::Internal, error.to_string()))?;
        self.books.keep_setting(SETTING, &text)?;
        self.look_at_alerts()?;
        self.alert_rules()
    }
}

/// What books begin with.
fn first_rules() -> Vec<Rule> {
    let whole = |credits: i64| Credits::whole(credits).unwrap_or_default();
    let rule = |id: &str, on, condition| Rule { id: id.to_owned(), on, wallet: None, condition };
    vec![
        rule("cycle", true, Condition::CycleUsed { percent: whole(80) }),
        rule("runs-out", true, Condition::RunsOutBeforeRefill),
        rule("lapses", true, Condition::LapsesWithin { days: 7 }),
        rule("uncovered", true, Condition::Uncovered),
        rule("members", true, Condition::MemberLimit { percent: whole(80) }),
        rule("balance", false, Condition::BalanceAtOrBelow { credits: whole(100) }),
    ]
}

fn condition(rule: &AlertRule) -> Result<Condition, ApiError> {
    let line = filled(rule.line.as_deref());
    let at_line = |error: ApiError| error.at_field("line");
    let percent = || {
        let percent =
            typed::credits(line.unwrap_or_default(), "the percentage").map_err(at_line)?;
        if percent > Credits::whole(100)? {
            let message = "more than 100 percent of it cannot be used";
            return Err(at_line(ApiError::new(ErrorCode::Input, message)));
        }
        Ok(percent)
    };
    Ok(match rule.kind {
        AlertKind::CycleUsed => Condition::CycleUsed { percent: percent()? },
        AlertKind::MemberLimit => Condition::MemberLimit { percent: percent()? },
        AlertKind::BalanceAtOrBelow => {
            let credits = typed::credits_or_none(line.unwrap_or_default(), "the credits");
            Condition::BalanceAtOrBelow { credits: credits.map_err(at_line)? }
        }
        AlertKind::LapsesWithin => {
            let days = line.and_then(|text| text.parse().ok());
            let days = days.filter(|days| (1..=MOST_DAYS).contains(days)).ok_or_else(|| {
                let message = format!("the days are a whole number from 1 to {MOST_DAYS}");
                at_line(ApiError::new(ErrorCode::Input, message))
            })?;
            Condition::LapsesWithin { days }
        }
        AlertKind::RunsOutBeforeRefill => Condition::RunsOutBeforeRefill,
        AlertKind::Uncovered => Condition::Uncovered,
    })
}

pub(crate) fn kind_and_line(condition: Condition) -> (AlertKind, Option<String>) {
    match condition {
        Condition::CycleUsed { percent } => (AlertKind::CycleUsed, Some(percent.to_string())),
        Condition::BalanceAtOrBelow { credits } => {
            (AlertKind::BalanceAtOrBelow, Some(credits.to_string()))
        }
        Condition::LapsesWithin { days } => (AlertKind::LapsesWithin, Some(days.to_string())),
        Condition::RunsOutBeforeRefill => (AlertKind::RunsOutBeforeRefill, None),
        Condition::MemberLimit { percent } => (AlertKind::MemberLimit, Some(percent.to_string())),
        Condition::Uncovered => (AlertKind::Uncovered, None),
    }
}

/// A rule with its wallet by the name of today.
fn on_the_wire(rule: &Rule, wallet: Option<String>) -> AlertRule {
    let (kind, line) = kind_and_line(rule.condition);
    AlertRule { id: rule.id.clone(), on: rule.on, wallet, kind, line }
}
