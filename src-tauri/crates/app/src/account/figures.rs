//! What a figure of a wallet follows from: the terms of its sum, the lots, the rules, the entries.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, LotView, ShortfallClass, State, View};
use bursar_ledger::fact::Seq;
use bursar_store::Wallet;

use super::rules;
use crate::App;
use crate::balance::in_reading_order;
use crate::wire::{ApiError, Figure, FigureExplained, LotPart, Rule, RuleSort, Term, TermSort};

/// Lots that are told.
const LOTS_TOLD: usize = 40;
/// Entries that are told.
const ENTRIES_TOLD: usize = 12;

impl App {
    /// What a figure of a wallet follows from.
    ///
    /// # Errors
    /// An unknown wallet, or books that cannot be read.
    pub fn figure(&self, wallet: &str, figure: Figure) -> Result<FigureExplained, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let state = self.books.state_at(&wallet, self.clock.now(), None)?;
        match figure {
            Figure::Spendable => self.spendable(&wallet, &state),
            Figure::Held => self.held(&wallet, &state),
            Figure::AtRisk => self.at_risk(&wallet, &state),
            Figure::Uncovered => self.uncovered(&state),
            Figure::Lapsed => self.lapsed(&wallet, &state),
        }
    }

    fn spendable(&self, wallet: &Wallet, state: &State) -> Result<FigureExplained, ApiError> {
        let view = state.view(&wallet.rules)?;
        let lots = in_reading_order(wallet, state)?;
        let parts = lots
            .iter()
            .filter(|lot| lot.spendable && lot.remaining.is_positive())
            .map(|lot| part(lot, lot.remaining));
        let mut explained = explained(Figure::Spendable, view.balance, parts.collect());
        explained.terms = terms(&view)?;
        explained.rules = self.told_rules(wallet, rules::of_drawing)?;
        let latest = u32::try_from(ENTRIES_TOLD).unwrap_or(u32::MAX);
        let entries = self.books.latest_entries(Some(wallet), None, latest)?;
        explained.entries = self.activity_rows(&entries)?;
        explained.entries_total = self.books.entry_count(wallet)?;
        Ok(explained)
    }

    fn held(&self, wallet: &Wallet, state: &State) -> Result<FigureExplained, ApiError> {
        let lots = in_reading_order(wallet, state)?;
        let parts = lots.iter().filter(|lot| lot.held.is_positive());
        let parts = parts.map(|lot| part(lot, lot.held)).collect();
        let mut explained = explained(Figure::Held, state.held()?, parts);
        explained.rules = vec![rules::plain(RuleSort::HeldUntilSettled)];
        let mut holds: Vec<_> = state.holds().iter().map(|(seq, hold)| (hold.at, *seq)).collect();
        holds.sort_unstable_by(|a, b| b.cmp(a));
        self.with_entries(explained, holds.into_iter().map(|(_, seq)| seq).collect())
    }

    fn at_risk(&self, wallet: &Wallet, state: &State) -> Result<FigureExplained, ApiError> {
        let ahead = self.ahead(wallet, state)?;
        let lots = state.view(&wallet.rules)?.lots;
        let unused = ahead.projection.unused.iter();
        let mut parts: Vec<(&LotView, Credits)> = unused
            .filter_map(|(place, unused)| Some((lots.get(*place)?, *unused)))
            .filter(|(lot, unused)| lot.stage == LotStage::Active && unused.is_positive())
            .collect();
        parts.sort_by_key(|(lot, _)| lot.expires);
        let all = Credits::sum(parts.iter().map(|(_, unused)| *unused))?;
        let parts = parts.into_iter().map(|(lot, unused)| part(lot, unused)).collect();
        let mut explained = explained(Figure::AtRisk, all, parts);
        explained.rules = vec![match &ahead.pace {
            Some(pace) => {
                let values = vec![pace.per_day()?.to_string(), pace.days().to_string()];
                Rule { values, ..rules::plain(RuleSort::Pace) }
            }
            None => rules::plain(RuleSort::NoPace),
        }];
        explained.rules.extend(self.told_rules(wallet, rules::of_lives)?);
        Ok(explained)
    }

    fn uncovered(&self, state: &State) -> Result<FigureExplained, ApiError> {
        let mut explained = explained(Figure::Uncovered, state.uncovered()?, Vec::new());
        explained.rules = vec![rules::plain(RuleSort::Refuse)];
        let is_uncovered = |class| class == ShortfallClass::Uncovered;
        let short = state.shortfalls().iter().rev().filter(|short| is_uncovered(short.class));
        let mut usages: Vec<Seq> = Vec::new();
        for short in short {
            if !usages.contains(&short.usage) {
                usages.push(short.usage);
            }
        }
        self.with_entries(explained, usages)
    }

    fn lapsed(&self, wallet: &Wallet, state: &State) -> Result<FigureExplained, ApiError> {
        let view = state.view(&wallet.rules)?;
        let mut lots: Vec<&LotView> =
            view.lots.iter().filter(|lot| lot.expired.is_positive()).collect();
        lots.sort_by_key(|lot| std::cmp::Reverse(lot.expires));
        let parts = lots.into_iter().map(|lot| part(lot, lot.expired)).collect();
        let mut explained = explained(Figure::Lapsed, view.totals.expired, parts);
        explained.rules = self.told_rules(wallet, rules::of_lives)?;
        Ok(explained)
    }

    fn with_entries(
        &self,
        mut explained: FigureExplained,
        entries: Vec<Seq>,
    ) -> Result<FigureExplained, ApiError> {
        explained.entries_total = entries.len() as u64;
        let told = entries.into_iter().take(ENTRIES_TOLD);
        let told = told.map(|seq| self.books.entry(seq)).collect::<Result<Vec<_>, _>>()?;
        explained.entries = self.activity_rows(&told)?;
        Ok(explained)
    }

    fn told_rules(
        &self,
        wallet: &Wallet,
        of: impl Fn(
            &Wallet,
            Option<&bursar_ledger::catalog::Catalog>,
            &[bursar_store::GrantFact],
        ) -> Vec<Rule>,
    ) -> Result<Vec<Rule>, ApiError> {
        // A provider whose file is gone has no pages; its rules are kept with the wallet.
        let catalog = self.catalog(&wallet.provider).ok();
        let now = self.clock.now();
        let mut grants = self.books.grant_facts(wallet)?;
        grants.retain(|grant| grant.ended().is_none_or(|ended| ended > now));
        Ok(of(wallet, catalog.as_ref(), &grants))
    }
}

fn explained(figure: Figure, credits: Credits, mut lots: Vec<LotPart>) -> FigureExplained {
    let lots_total = lots.len() as u64;
    lots.truncate(LOTS_TOLD);
    FigureExplained {
        figure,
        credits: credits.to_string(),
        terms: Vec::new(),
        lots,
        lots_total,
        rules: Vec::new(),
        entries: Vec::new(),
        entries_total: 0,
    }
}

fn part(lot: &LotView, credits: Credits) -> LotPart {
    LotPart {
        lot: lot.id.clone(),
        kind: lot.kind.into(),
        credits: credits.to_string(),
        expires: lot.expires.map(|expires| expires.to_string()),
    }
}

/// What came in and where it went; the terms add up to the balance.
fn terms(view: &View) -> Result<Vec<Term>, ApiError> {
    let totals = &view.totals;
    let less = |credits: Credits| Credits::ZERO.minus(credits);
    let in_lots = view.lots.iter().filter(|lot| lot.stage != LotStage::Waiting);
    let held = Credits::sum(in_lots.map(|lot| lot.held))?;
    let frozen = view.owned.minus(view.balance)?;
    let all = [
        (TermSort::Granted, totals.granted),
        (TermSort::RolledIn, totals.rolled_in),
        (TermSort::Corrected, totals.corrected),
        (TermSort::Drawn, less(totals.drawn)?),
        (TermSort::Refunded, totals.refunded),
        (TermSort::Held, less(held)?),
        (TermSort::Lapsed, less(totals.expired)?),
        (TermSort::RolledOut, less(totals.rolled_out)?),
        (TermSort::Voided, less(totals.voided)?),
        (TermSort::Frozen, less(frozen)?),
        (TermSort::Debt, less(view.debt)?),
    ];
    let always = [TermSort::Granted, TermSort::Drawn];
    let told = all.into_iter().filter(|(sort, sum)| !sum.is_zero() || always.contains(sort));
    Ok(told.map(|(sort, sum)| Term { sort, credits: sum.to_string() }).collect())
}
