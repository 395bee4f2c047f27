//! What the window shows first: each wallet at a glance, what lapses, what happened last.

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::{LotStage, LotView, State};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_store::Wallet;

use crate::App;
use crate::balance::{amount, next_changes};
use crate::report::UsageQuery;
use crate::sample::SAMPLE_SETTING;
use crate::wire::{ApiError, Batch, KindAmount, Lapse, LapsingLot, Overview, Refill, WalletCard};

/// Lots in the list of what lapses.
const LAPSING_SHOWN: usize = 6;
/// Entries in the list of what happened last.
const LATEST_SHOWN: u32 = 8;

impl App {
    /// Everything at a glance.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn overview(&self) -> Result<Overview, ApiError> {
        let now = self.clock.now();
        let (archived, wallets): (Vec<Wallet>, Vec<Wallet>) =
            self.books.wallets()?.into_iter().partition(|wallet| wallet.archived);
        let mut cards = Vec::with_capacity(wallets.len());
        let mut lapsing: Vec<(Instant, LapsingLot)> = Vec::new();
        for wallet in &wallets {
            let state = self.books.state_at(wallet, now, None)?;
            cards.push(self.wallet_card(wallet, &state)?);
            for lot in state.view(&wallet.rules)?.lots {
                let Some(expires) = lot.expires else { continue };
                if lot.stage == LotStage::Active && lot.remaining.is_positive() {
                    lapsing.push((expires, lapsing_lot(wallet, &lot, expires)?));
                }
            }
        }
        lapsing.sort_by_key(|(expires, _)| *expires);
        lapsing.truncate(LAPSING_SHOWN);
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
            wallets: cards,
            archived: archived.into_iter().map(|wallet| wallet.name).collect(),
            lapsing: lapsing.into_iter().map(|(_, lot)| lot).collect(),
            latest: self.activity_rows(&latest)?,
            last_batch,
        })
    }

    /// A wallet at a glance.
    pub(crate) fn wallet_card(
        &self,
        wallet: &Wallet,
        state: &State,
    ) -> Result<WalletCard, ApiError> {
        let view = state.view(&wallet.rules)?;
        let open = view.lots.iter().filter(|lot| lot.stage == LotStage::Active);
        let granted_open = Credits::sum(
            open.filter(|lot| lot.remaining.is_positive() || lot.held.is_positive()).map(amount),
        )?;
        let (next_expiry, next_refill) = next_changes(wallet, state)?;
        let lapse = next_expiry.map(|next| lapse(wallet, state, next.at, next.credits));
        Ok(WalletCard {
            name: wallet.name.clone(),
            provider: wallet.provider.clone(),
            provider_title: self.provider_title(wallet),
            plan: self.running_plan(wallet)?,
            zone: wallet.rules.zone.name().to_owned(),
            available: view.balance.to_string(),
            held: view.held.to_string(),
            uncovered: view.uncovered.to_string(),
            expired: view.totals.expired.to_string(),
            by_kind: by_kind(wallet, state)?,
            granted_open: granted_open.to_string(),
            unpriced: self.books.unpriced(wallet)?,
            next_expiry: lapse.transpose()?,
            next_refill: next_refill
                .map(|next| Refill { at: next.at.to_string(), credits: next.credits.to_string() }),
            used_30_days: self.used_since(wallet, -30 * 86_400)?.to_string(),
            last_usage: self.books.last_usage_at(wallet.id)?.map(|at| at.to_string()),
        })
    }

    fn provider_title(&self, wallet: &Wallet) -> String {
        // A provider whose file is gone is still called by its id.
        let catalog = self.catalog(&wallet.provider);
        catalog.map_or_else(|_| wallet.provider.clone(), |catalog| catalog.title)
    }

    pub(crate) fn used_since(&self, wallet: &Wallet, seconds: i64) -> Result<Credits, ApiError> {
        let from = self.clock.now().plus_seconds(seconds).unwrap_or(Instant::MIN);
        let query = UsageQuery {
            wallets: vec![wallet.name.clone()],
            from: Some(from.to_string()),
            ..UsageQuery::default()
        };
        Ok(self.usage(&query)?.total.credits)
    }
}

/// What can be drawn by kind, in draw order.
fn by_kind(wallet: &Wallet, state: &State) -> Result<Vec<KindAmount>, ApiError> {
    let view = state.view(&wallet.rules)?;
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

fn lapse(wallet: &Wallet, state: &State, at: Instant, credits: Credits) -> Result<Lapse, ApiError> {
    let ending: Vec<LotView> = state
        .view(&wallet.rules)?
        .lots
        .into_iter()
        .filter(|lot| lot.stage == LotStage::Active && lot.expires == Some(at))
        .collect();
    let mut worth = MoneyTotals::default();
    let mut worth_known = true;
    let mut by_kind: Vec<KindAmount> = Vec::new();
    for lot in &ending {
        match worth_of(lot)? {
            Some(money) => worth.add(money)?,
            None => worth_known &= costs_nothing(lot),
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

fn lapsing_lot(wallet: &Wallet, lot: &LotView, expires: Instant) -> Result<LapsingLot, ApiError> {
    Ok(LapsingLot {
        wallet: wallet.name.clone(),
        zone: wallet.rules.zone.name().to_owned(),
        lot: lot.id.clone(),
        kind: lot.kind.into(),
        starts: lot.starts.to_string(),
        expires: expires.to_string(),
        left: lot.remaining.to_string(),
        worth: worth_of(lot)?.map(Into::into),
    })
}

/// Credits that were given cost nothing, and that is known.
fn costs_nothing(lot: &LotView) -> bool {
    use bursar_ledger::policy::Kind;
    matches!(lot.kind, Kind::Free | Kind::Promo | Kind::Courtesy)
}

/// What the credits that are left in a lot cost, rounded down to a minor unit.
pub(crate) fn worth_of(lot: &LotView) -> Result<Option<Money>, Overflow> {
    let all = amount(lot);
    let Some(paid) = lot.paid.filter(|_| all.is_positive()) else { return Ok(None) };
    let share =
        i128::from(paid.minor) * i128::from(lot.remaining.micros()) / i128::from(all.micros());
    let minor = i64::try_from(share).map_err(|_| Overflow)?;
    Ok(Some(Money { minor, currency: paid.currency }))
}
