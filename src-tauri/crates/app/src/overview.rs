//! What the window shows first: each wallet at a glance, what lapses, what happened last.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, LotView, State, View};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_store::Wallet;

use crate::App;
use crate::balance::amount;
use crate::outlook::{Ahead, cost_of, cycle};
use crate::providers::catalog_among;
use crate::sample::SAMPLE_SETTING;
use crate::wire::{
    ApiError, Batch, KindAmount, Lapse, LapsingLot, Overview, Refill, Totals, WalletCard,
};

/// Lots in the list of what lapses.
const LAPSING_SHOWN: usize = 6;
/// Entries in the list of what happened last.
const LATEST_SHOWN: u32 = 8;
/// How far ahead what will lapse is added up.
const LAPSING_SECONDS: i64 = 30 * 86_400;

/// The names of providers for people, by their ids.
type Titles = BTreeMap<String, String>;

/// A wallet as it is now, with what lies ahead of it.
pub(crate) struct Glance {
    pub(crate) wallet: Wallet,
    pub(crate) state: State,
    pub(crate) view: View,
    pub(crate) ahead: Ahead,
}

impl App {
    /// Everything at a glance.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn overview(&self) -> Result<Overview, ApiError> {
        let now = self.clock.now();
        let archived = self.books.wallets()?.into_iter().filter(|wallet| wallet.archived);
        let glances = self.glances()?;
        let titles = self.provider_titles(glances.iter().map(|glance| &glance.wallet))?;
        let cards = glances.iter().map(|glance| self.card(glance, &titles));
        let latest = self.books.latest_entries(None, None, LATEST_SHOWN)?;
        let last_batch = self.books.last_batch()?.map(|batch| Batch {
            id: batch.id.to_string(),
            title: batch.title,
            recorded_at: batch.recorded_at.to_string(),
        });
        let name = self.books.path().file_stem();
        Ok(Overview {
            at: now.to_string(),
            books: name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            sample: self.books.setting(SAMPLE_SETTING)?.is_some(),
            archived: archived.map(|wallet| wallet.name).collect(),
            wallets: cards.collect::<Result<_, _>>()?,
            totals: totals(&glances, now)?,
            alerts: self.alerts_that_hold(&glances)?,
            lapsing: use_first(&glances)?,
            latest: self.activity_rows(&latest)?,
            last_batch,
        })
    }

    /// Every wallet as it is now, but for those that were put away.
    pub(crate) fn glances(&self) -> Result<Vec<Glance>, ApiError> {
        let now = self.clock.now();
        let glance = |wallet: Wallet| {
            let state = self.books.state_at(&wallet, now, None)?;
            self.glance(wallet, state)
        };
        let wallets = self.books.wallets()?.into_iter();
        wallets.filter(|wallet| !wallet.archived).map(glance).collect()
    }

    fn glance(&self, wallet: Wallet, state: State) -> Result<Glance, ApiError> {
        let view = state.view(&wallet.rules)?;
        let ahead = self.ahead(&wallet, &state)?;
        Ok(Glance { wallet, state, view, ahead })
    }

    /// A wallet at a glance.
    pub(crate) fn wallet_card(
        &self,
        wallet: &Wallet,
        state: &State,
    ) -> Result<WalletCard, ApiError> {
        let titles = self.provider_titles([wallet])?;
        self.card(&self.glance(wallet.clone(), state.clone())?, &titles)
    }

    fn card(&self, glance: &Glance, titles: &Titles) -> Result<WalletCard, ApiError> {
        let Glance { wallet, state, view, ahead } = glance;
        let open = view.lots.iter().filter(|lot| lot.stage == LotStage::Active);
        let granted_open = Credits::sum(
            open.filter(|lot| lot.remaining.is_positive() || lot.held.is_positive()).map(amount),
        )?;
        let lapse = ahead.next_expiry.map(|next| lapse(view, next.at, next.credits));
        let mut worth = Worth::default();
        for lot in spendable(view) {
            worth.add(lot, lot.remaining)?;
        }
        Ok(WalletCard {
            name: wallet.name.clone(),
            provider: wallet.provider.clone(),
            // A provider whose file is gone is still called by its id.
            provider_title: titles.get(&wallet.provider).unwrap_or(&wallet.provider).clone(),
            plan: self.running_plan(wallet, state)?,
            zone: wallet.rules.zone.name().to_owned(),
            available: view.balance.to_string(),
            held: view.held.to_string(),
            uncovered: view.uncovered.to_string(),
            expired: view.totals.expired.to_string(),
            by_kind: by_kind(view, state)?,
            granted_open: granted_open.to_string(),
            unpriced: self.books.unpriced(wallet)?,
            next_expiry: lapse.transpose()?,
            next_refill: ahead
                .next_refill
                .map(|next| Refill { at: next.at.to_string(), credits: next.credits.to_string() }),
            used_30_days: ahead.used_30_days.to_string(),
            outlook: ahead.outlook(state.now, &view.lots)?,
            cycle: cycle(state)?,
            worth_known: worth.unknown == 0,
            worth: worth.known.iter().map(Into::into).collect(),
            last_usage: self.books.last_usage_at(wallet.id)?.map(|at| at.to_string()),
        })
    }

    /// The titles of the providers of some wallets; each file is read once.
    fn provider_titles<'w>(
        &self,
        wallets: impl IntoIterator<Item = &'w Wallet>,
    ) -> Result<Titles, ApiError> {
        let files = self.provider_files()?;
        let mut titles = Titles::new();
        for wallet in wallets {
            if !titles.contains_key(&wallet.provider)
                && let Ok(catalog) = catalog_among(&files, &wallet.provider)
            {
                titles.insert(wallet.provider.clone(), catalog.title);
            }
        }
        Ok(titles)
    }
}

/// What credits cost, as far as it is known.
#[derive(Default)]
struct Worth {
    known: MoneyTotals,
    /// Lots whose cost is unknown.
    unknown: u64,
}

impl Worth {
    /// Adds some credits of a lot.
    fn add(&mut self, lot: &LotView, credits: Credits) -> Result<(), ApiError> {
        match cost_of(lot, credits)? {
            Some(money) => self.known.add(money)?,
            None if lot.kind.is_given() || !credits.is_positive() => {}
            None => self.unknown += 1,
        }
        Ok(())
    }
}

fn spendable(view: &View) -> impl Iterator<Item = &LotView> {
    view.lots.iter().filter(|lot| lot.spendable && lot.remaining.is_positive())
}

/// Totals in money.
fn totals(glances: &[Glance], now: Instant) -> Result<Totals, ApiError> {
    let soon = now.plus_seconds(LAPSING_SECONDS).unwrap_or(Instant::MAX);
    let (mut left, mut lapsing) = (Worth::default(), Worth::default());
    for glance in glances {
        for lot in spendable(&glance.view) {
            left.add(lot, lot.remaining)?;
        }
        for (place, unused) in &glance.ahead.projection.unused {
            let lot = glance.view.lots.get(*place);
            let ends_soon = |lot: &&LotView| lot.expires.is_some_and(|ends| ends <= soon);
            if let Some(lot) = lot.filter(ends_soon) {
                lapsing.add(lot, *unused)?;
            }
        }
    }
    Ok(Totals {
        left: left.known.iter().map(Into::into).collect(),
        unknown: left.unknown,
        lapsing: lapsing.known.iter().map(Into::into).collect(),
        lapsing_unknown: lapsing.unknown,
    })
}

/// The open lots that end, in the order in which to use them so that the least is lost. Between two
/// that end at one instant the dearer goes first.
fn use_first(glances: &[Glance]) -> Result<Vec<LapsingLot>, ApiError> {
    let mut lots: Vec<(bool, Instant, i64, LapsingLot)> = Vec::new();
    for glance in glances {
        for (place, lot) in glance.view.lots.iter().enumerate() {
            let Some(expires) = lot.expires else { continue };
            if lot.stage != LotStage::Active || !lot.remaining.is_positive() {
                continue;
            }
            let unused = glance.ahead.unused_of(place);
            let unused_worth = cost_of(lot, unused)?;
            let dearer_first = -unused_worth.map_or(0, |money| money.minor);
            lots.push((
                !unused.is_positive(),
                expires,
                dearer_first,
                LapsingLot {
                    wallet: glance.wallet.name.clone(),
                    zone: glance.wallet.rules.zone.name().to_owned(),
                    lot: lot.id.clone(),
                    kind: lot.kind.into(),
                    starts: lot.starts.to_string(),
                    expires: expires.to_string(),
                    left: lot.remaining.to_string(),
                    worth: worth_of(lot)?.map(Into::into),
                    unused: unused.to_string(),
                    unused_worth: unused_worth.map(Into::into),
                },
            ));
        }
    }
    lots.sort_by_key(|(used_up, expires, dearer_first, _)| (*used_up, *expires, *dearer_first));
    lots.truncate(LAPSING_SHOWN);
    Ok(lots.into_iter().map(|(.., lot)| lot).collect())
}

/// What can be drawn by kind, in draw order.
fn by_kind(view: &View, state: &State) -> Result<Vec<KindAmount>, ApiError> {
    let mut sums: Vec<(bursar_ledger::policy::Kind, Credits)> = Vec::new();
    for lot in state.draw_order() {
        let spendable = view.lots.iter().any(|shown| shown.id == lot.id && shown.spendable);
        if !spendable {
            continue;
        }
        match sums.iter_mut().find(|(kind, _)| *kind == lot.kind) {
            Some((_, sum)) => *sum = sum.plus(lot.remaining)?,
            None => sums.push((lot.kind, lot.remaining)),
        }
    }
    let amounts = sums.into_iter();
    Ok(amounts
        .map(|(kind, credits)| KindAmount { kind: kind.into(), credits: credits.to_string() })
        .collect())
}

fn lapse(view: &View, at: Instant, credits: Credits) -> Result<Lapse, ApiError> {
    let is_ending = |lot: &&LotView| lot.stage == LotStage::Active && lot.expires == Some(at);
    let mut worth = MoneyTotals::default();
    let mut worth_known = true;
    let mut by_kind: Vec<KindAmount> = Vec::new();
    for lot in view.lots.iter().filter(is_ending) {
        match worth_of(lot)? {
            Some(money) => worth.add(money)?,
            None => worth_known &= lot.kind.is_given(),
        }
        if lot.remaining.is_positive() {
            let credits = lot.remaining.to_string();
            by_kind.push(KindAmount { kind: lot.kind.into(), credits });
        }
    }
    Ok(Lapse {
        at: at.to_string(),
        credits: credits.to_string(),
        by_kind,
        worth: worth.iter().map(Into::into).collect(),
        worth_known,
    })
}

/// What the credits that are left in a lot cost, rounded down to a minor unit.
pub(crate) fn worth_of(lot: &LotView) -> Result<Option<Money>, ApiError> {
    Ok(cost_of(lot, lot.remaining)?)
}
