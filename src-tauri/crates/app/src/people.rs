//! Members and projects: named, merged, put away, limited; and what they used.

use std::collections::{HashMap, HashSet};

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_ledger::month::Month;
use bursar_ledger::roster::{
    Budget, BudgetAmount, BudgetPeriod, NameChange, NameKind, People as Names, Person, Standing,
    left_of,
};
use bursar_store::{DrawnLots, ScannedDraw, ScannedUsage, StoreError, UsageStatus, Wallet};

use crate::App;
use crate::report::{
    BudgetAmounts, BudgetUse, Limit, Member, NameSaid, NameSuggestions, Named, People, Project,
};
use crate::shown_names::ShownNames;
use crate::typed;
use crate::wire::{ApiError, ErrorCode, NameEdit};

impl App {
    /// The names that can be offered while somebody types: those used last come first, archived ones
    /// are left out.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn names(&self) -> Result<NameSuggestions, ApiError> {
        let roster = self.books.roster()?;
        let lately = |kind| self.books.recent_names(kind);
        Ok(NameSuggestions {
            members: suggested(&roster.members, &lately(NameKind::Member)?),
            projects: suggested(&roster.projects, &lately(NameKind::Project)?),
        })
    }

    /// Every member and project, with what they used in a calendar month (the running one if none is
    /// said) and over all time.
    ///
    /// # Errors
    /// A month that cannot be read, or the books.
    pub fn people(&self, month: Option<&str>) -> Result<People, ApiError> {
        let wallets = self.books.wallets()?;
        let zone = wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        let month = match typed::filled(month) {
            Some(text) => typed::month(text)?,
            None => Month::of(self.clock.now(), zone)?,
        };
        let mut tally = Tally::new(self.shown_names()?, wallets, month)?;
        let lots = self.books.drawn_lots(&tally.wallets, self.clock.now())?;
        self.books.scan_usage(Instant::MIN, Instant::MAX, Some(&lots), &mut |usage, draws| {
            tally.add(usage, draws, &lots).map_err(StoreError::from)
        })?;
        tally.finish(self)
    }

    /// Says something about a member or a project; an entry of its own, so that it can be undone.
    ///
    /// # Errors
    /// The name is nobody's, the new one is taken, nothing would change, or an amount cannot be read.
    pub fn change_name(
        &mut self,
        kind: NameKind,
        name: &str,
        edit: &NameEdit,
    ) -> Result<NameSaid, ApiError> {
        let name = named(name, kind, "name")?.to_owned();
        let change = self.read_edit(kind, edit)?;
        let text = self.said_in_words(kind, &name, &change)?;
        let receipt =
            self.books.record(self.clock.now(), &text, |batch| batch.say(kind, &name, &change))?;
        let id = receipt.batch.map(|batch| batch.id.to_string()).unwrap_or_default();
        Ok(NameSaid { id, text })
    }

    fn read_edit(&self, kind: NameKind, edit: &NameEdit) -> Result<NameChange, ApiError> {
        Ok(match edit {
            NameEdit::Add => NameChange::Added,
            NameEdit::Archive => NameChange::Archived,
            NameEdit::Restore => NameChange::Restored,
            NameEdit::Rename { to } => {
                NameChange::Renamed { to: named(to, kind, "to")?.to_owned() }
            }
            NameEdit::Merge { into } => {
                NameChange::Merged { into: named(into, kind, "into")?.to_owned() }
            }
            NameEdit::Limit { .. } if kind != NameKind::Member => {
                return Err(ApiError::new(ErrorCode::Input, "only a member has a monthly limit")
                    .with_hint("A project has a budget."));
            }
            NameEdit::Limit { wallet, credits } => {
                let wallet = match typed::filled(wallet.as_deref()) {
                    Some(name) => Some(self.books.wallet(name)?.seq),
                    None => None,
                };
                let credits = typed::filled(credits.as_deref());
                let credits = credits.map(|text| typed::credits_or_none(text, "the limit"));
                let credits = credits.transpose().map_err(|error| error.at_field("credits"))?;
                NameChange::Limited { wallet, credits }
            }
            NameEdit::Budget { .. } if kind != NameKind::Project => {
                return Err(ApiError::new(ErrorCode::Input, "only a project has a budget")
                    .with_hint("A member has a monthly limit."));
            }
            NameEdit::Budget { credits, money, monthly } => {
                NameChange::Budgeted { budget: read_budget(credits, money, *monthly)? }
            }
            NameEdit::Client { .. } if kind != NameKind::Project => {
                return Err(ApiError::new(ErrorCode::Input, "only a project has a client"));
            }
            NameEdit::Client { client } => {
                let client = typed::filled(client.as_deref());
                let client = client.map(|text| typed::name(text, "a client")).transpose();
                let client = client.map_err(|error| error.at_field("client"))?;
                NameChange::Assigned { client: client.map(str::to_owned) }
            }
        })
    }

    fn said_in_words(
        &self,
        kind: NameKind,
        name: &str,
        change: &NameChange,
    ) -> Result<String, ApiError> {
        let wallets = self.books.wallets()?;
        let wallet = |seq: Seq| wallets.iter().find(|wallet| wallet.seq == seq);
        let wallet = |seq| wallet(seq).map(|wallet| wallet.name.clone());
        Ok(format!("{} {name}: {}", kind.word(), change_in_words(change, wallet)))
    }
}

/// What was said about a name, in a few words; `wallet` names a wallet.
pub(crate) fn change_in_words(
    change: &NameChange,
    wallet: impl Fn(Seq) -> Option<String>,
) -> String {
    match change {
        NameChange::Added => "added".to_owned(),
        NameChange::Archived => "archived".to_owned(),
        NameChange::Restored => "restored".to_owned(),
        NameChange::Renamed { to } => format!("renamed to {to}"),
        NameChange::Merged { into } => format!("merged into {into}"),
        NameChange::Limited { wallet: of, credits } => {
            let of = of.and_then(wallet).map(|name| format!(" in {name}")).unwrap_or_default();
            match credits {
                Some(credits) => format!("{credits} credits a month{of}"),
                None => format!("no limit{of}"),
            }
        }
        NameChange::Budgeted { budget: None } => "no budget".to_owned(),
        NameChange::Budgeted { budget: Some(budget) } => {
            let amount = match budget.amount {
                BudgetAmount::Credits(credits) => format!("{credits} credits"),
                BudgetAmount::Money(money) => money.to_string(),
            };
            let period = match budget.period {
                BudgetPeriod::Month => " a month",
                BudgetPeriod::Whole => "",
            };
            format!("a budget of {amount}{period}")
        }
        NameChange::Assigned { client: None } => "of no client".to_owned(),
        NameChange::Assigned { client: Some(client) } => format!("of the client {client}"),
    }
}

fn named<'a>(text: &'a str, kind: NameKind, field: &str) -> Result<&'a str, ApiError> {
    let what = match kind {
        NameKind::Member => "a member",
        NameKind::Project => "a project",
    };
    typed::name(text, what).map_err(|error| error.at_field(field))
}

fn read_budget(
    credits: &Option<String>,
    money: &Option<String>,
    monthly: bool,
) -> Result<Option<Budget>, ApiError> {
    let what = "the budget";
    let amount = match (typed::filled(credits.as_deref()), typed::filled(money.as_deref())) {
        (None, None) => return Ok(None),
        (Some(text), None) => typed::credits(text, what).map(BudgetAmount::Credits),
        (None, Some(text)) => typed::money(text, what).map(BudgetAmount::Money),
        (Some(_), Some(_)) => {
            Err(ApiError::new(ErrorCode::Input, "a budget is in credits or in money, not in both"))
        }
    };
    let amount = amount.map_err(|error| error.at_field("amount"))?;
    let period = if monthly { BudgetPeriod::Month } else { BudgetPeriod::Whole };
    Ok(Some(Budget { amount, period }))
}

/// The names of today for names that were used lately, then those that were only said.
fn suggested(people: &Names, lately: &[String]) -> Vec<String> {
    let used = lately.iter().map(|typed| people.current(typed));
    let mut offered: Vec<&str> = Vec::new();
    let mut there = HashSet::new();
    for name in used.chain(people.known().map(|(name, _)| name)) {
        let archived = people.person(name).is_some_and(|person| person.archived);
        if !archived && there.insert(name) {
            offered.push(name);
        }
    }
    offered.into_iter().map(str::to_owned).collect()
}

/// What one name used.
#[derive(Default)]
struct Used {
    /// In the month, by the wallet's place.
    month: Vec<Credits>,
    ever: Credits,
    cost_month: MoneyTotals,
    cost_ever: MoneyTotals,
    unknown_month: Credits,
    unknown_ever: Credits,
    unpriced: u64,
    last: Option<(Instant, usize)>,
}

/// Usage by member and by project, in one pass.
struct Tally {
    names: ShownNames,
    wallets: Vec<Wallet>,
    month: Month,
    spans: Vec<(Instant, Instant)>,
    used: [HashMap<Option<i64>, Used>; 2],
    last: Option<(Instant, usize)>,
}

impl Tally {
    fn new(names: ShownNames, wallets: Vec<Wallet>, month: Month) -> Result<Self, ApiError> {
        let spans = wallets.iter().map(|wallet| month.span(wallet.rules.zone));
        let spans = spans.collect::<Result<_, _>>()?;
        Ok(Self { names, wallets, month, spans, used: Default::default(), last: None })
    }

    fn add(
        &mut self,
        usage: &ScannedUsage,
        draws: &[ScannedDraw],
        lots: &DrawnLots,
    ) -> Result<(), Overflow> {
        let Some(place) = self.wallets.iter().position(|wallet| wallet.id == usage.wallet) else {
            return Ok(());
        };
        let mut usage = *usage;
        self.names.show(&mut usage);
        let (from, to) = self.spans[place];
        let in_month = from <= usage.at && usage.at < to;
        let failed = usage.status == UsageStatus::Failed;
        let net = match usage.credits {
            Some(credits) if !failed => credits.minus(usage.refunded)?,
            _ => Credits::ZERO,
        };
        let mut unknown = Credits::ZERO;
        if usage.status == UsageStatus::Succeeded {
            let drawn = Credits::sum(draws.iter().map(|draw| draw.credits))?;
            unknown = net.minus(drawn)?.max(Credits::ZERO);
            for draw in draws {
                let lot = lots.of(usage.wallet).get(draw.lot as usize);
                if lot.is_none_or(bursar_store::LotFacts::is_cost_unknown) {
                    unknown = unknown.plus(draw.credits)?;
                }
            }
        }
        self.last = self.last.max(Some((usage.at, place)));
        for (which, term) in [usage.terms[3], usage.terms[4]].into_iter().enumerate() {
            let used = self.used[which].entry(term).or_default();
            used.last = used.last.max(Some((usage.at, place)));
            used.unpriced += u64::from(usage.credits.is_none() && !failed);
            used.ever = used.ever.plus(net)?;
            used.unknown_ever = used.unknown_ever.plus(unknown)?;
            for cost in draws.iter().filter_map(|draw| draw.cost) {
                used.cost_ever.add(cost)?;
                if in_month {
                    used.cost_month.add(cost)?;
                }
            }
            if in_month {
                used.month.resize(self.wallets.len(), Credits::ZERO);
                used.month[place] = used.month[place].plus(net)?;
                used.unknown_month = used.unknown_month.plus(unknown)?;
            }
        }
        Ok(())
    }

    fn finish(mut self, app: &App) -> Result<People, ApiError> {
        let terms = self.used.iter().flat_map(|used| used.keys().copied().flatten());
        let mut texts = app.books.term_texts(terms.filter(|term| *term > 0))?;
        texts.extend(self.names.texts().clone());
        let [members, projects] = std::mem::take(&mut self.used);
        let (no_member, members) = self.by_name(NameKind::Member, members, &texts)?;
        let (no_project, projects) = self.by_name(NameKind::Project, projects, &texts)?;
        let people = self.names.roster();
        let members = members.into_iter().map(|(named, used)| {
            let limits = match people.members.person(&named.name) {
                Some(person) => self.limits(person, &used)?,
                None => Vec::new(),
            };
            Ok(Member { named, limits })
        });
        let projects = projects.into_iter().map(|(named, used)| {
            let person = people.projects.person(&named.name);
            let budget = person.and_then(|person| person.budget);
            let budget = budget.map(|budget| budget_use(budget, &named, &used)).transpose()?;
            let client = person.and_then(|person| person.client.clone());
            let (cost, cost_unknown) = (used.cost_ever, used.unknown_ever);
            Ok(Project { named, client, cost, cost_unknown, budget })
        });
        let latest = self.last.map(|(at, place)| Month::of(at, self.wallets[place].rules.zone));
        Ok(People {
            month: self.month.to_string(),
            latest: latest.transpose()?.map(|month| month.to_string()),
            members: members.collect::<Result<_, ApiError>>()?,
            projects: projects.collect::<Result<_, ApiError>>()?,
            no_member,
            no_project,
        })
    }

    /// What nobody is named for, and everybody with what they used: who used most in the month first.
    fn by_name(
        &self,
        kind: NameKind,
        mut used: HashMap<Option<i64>, Used>,
        texts: &HashMap<i64, String>,
    ) -> Result<(Credits, Vec<(Named, Used)>), ApiError> {
        let people = self.names.roster().of(kind);
        let unnamed = used.remove(&None).unwrap_or_default();
        let mut by_name: HashMap<String, Used> = used
            .into_iter()
            .filter_map(|(term, used)| Some((texts.get(&term?)?.clone(), used)))
            .collect();
        for (name, _) in people.known() {
            by_name.entry(name.to_owned()).or_default();
        }
        let mut rows = Vec::with_capacity(by_name.len());
        for (name, used) in by_name {
            let person = people.person(&name);
            let last_wallet = used.last.map(|(_, place)| self.wallets[place].name.clone());
            let named = Named {
                also: people.aliases_of(&name).map(str::to_owned).collect(),
                archived: person.is_some_and(|person| person.archived),
                looks_like: None,
                used: Credits::sum(used.month.iter().copied())?,
                used_ever: used.ever,
                unpriced: used.unpriced,
                last_used: used.last.map(|(at, _)| at),
                last_wallet,
                name,
            };
            rows.push((named, used));
        }
        rows.sort_by(|(a, _), (b, _)| {
            let size = b.used.cmp(&a.used).then(b.used_ever.cmp(&a.used_ever));
            a.archived.cmp(&b.archived).then(size).then_with(|| a.name.cmp(&b.name))
        });
        mark_spellings(&mut rows);
        Ok((Credits::sum(unnamed.month.iter().copied())?, rows))
    }

    fn limits(&self, person: &Person, used: &Used) -> Result<Vec<Limit>, ApiError> {
        let mut limits = Vec::new();
        for (scope, limit) in &person.limits {
            let place = match scope {
                // A wallet whose addition was undone has no limit to speak of.
                Some(seq) => match self.wallets.iter().position(|wallet| wallet.seq == *seq) {
                    Some(place) => Some(place),
                    None => continue,
                },
                None => None,
            };
            let of_limit = match place {
                Some(place) => used.month.get(place).copied().unwrap_or_default(),
                None => Credits::sum(used.month.iter().copied())?,
            };
            let zone = self.wallets.get(place.unwrap_or(0)).map(|wallet| wallet.rules.zone);
            limits.push(Limit {
                wallet: place.map(|place| self.wallets[place].name.clone()),
                limit: *limit,
                used: of_limit,
                left: left_of(*limit, of_limit)?,
                standing: Standing::of(of_limit.micros(), limit.micros()),
                anew: self.month.span(zone.unwrap_or_default())?.1,
            });
        }
        Ok(limits)
    }
}

fn budget_use(budget: Budget, named: &Named, used: &Used) -> Result<BudgetUse, Overflow> {
    let monthly = budget.period == BudgetPeriod::Month;
    let (credits, costs, unknown) = if monthly {
        (named.used, &used.cost_month, used.unknown_month)
    } else {
        (named.used_ever, &used.cost_ever, used.unknown_ever)
    };
    let (amounts, standing) = match budget.amount {
        BudgetAmount::Credits(budget) => {
            let standing = Standing::of(credits.micros(), budget.micros());
            let left = budget.minus(credits)?;
            (BudgetAmounts::Credits { budget, used: credits, left }, standing)
        }
        BudgetAmount::Money(budget) => {
            let minor = costs.0.get(&budget.currency).copied().unwrap_or(0);
            let left = budget.minor.checked_sub(minor).ok_or(Overflow)?;
            let money = |minor| Money { minor, currency: budget.currency };
            let amounts = BudgetAmounts::Money { budget, used: money(minor), left: money(left) };
            (amounts, Standing::of(minor, budget.minor))
        }
    };
    let cost_unknown = match amounts {
        BudgetAmounts::Money { .. } => unknown,
        BudgetAmounts::Credits { .. } => Credits::ZERO,
    };
    Ok(BudgetUse { monthly, amounts, standing, cost_unknown })
}

/// Marks names that differ from another only in case, spaces or signs: the one with less usage.
fn mark_spellings(rows: &mut [(Named, Used)]) {
    let mut most: HashMap<String, (Credits, String)> = HashMap::new();
    let spelt = |name: &str| {
        let letters = name.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    for (named, _) in rows.iter() {
        let new = (named.used_ever, named.name.clone());
        let known = most.entry(spelt(&named.name)).or_insert_with(|| new.clone());
        if known.0 < new.0 {
            *known = new;
        }
    }
    for (named, _) in rows {
        let of = most.get(&spelt(&named.name)).filter(|(_, name)| *name != named.name);
        named.looks_like = of.map(|(_, name)| name.clone());
    }
}
