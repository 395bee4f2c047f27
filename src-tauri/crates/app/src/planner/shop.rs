//! What a provider sells, as its file and the studio's own books know it: the figures of plans that
//! run or ran, and packs that were bought before.

use bursar_ledger::calendar::{Every, Unit};
use bursar_ledger::catalog::{Answers, Catalog};
use bursar_ledger::compare::{KnownPack, KnownPlan};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{Event, JournalFact, LotAdded, Wallet};

use crate::App;
use crate::account::{Payments, billing_of};
use crate::wire::ApiError;

/// Earlier top-ups that are looked at.
const TOPUPS: u32 = 24;
/// A price that was paid longer ago says little.
const PRICE_LIVES_DAYS: i64 = 400;

/// A provider's offers.
pub(super) struct Shop {
    pub(super) catalog: Catalog,
    /// The wallet whose plan is what the studio has now.
    pub(super) wallet: Option<Wallet>,
    pub(super) plans: Vec<KnownPlan>,
    pub(super) packs: Vec<KnownPack>,
    /// The names of the packs; none for one that is known from an earlier top-up.
    pub(super) titles: Vec<Option<String>>,
    /// A plan runs in that wallet.
    pub(super) subscribed: bool,
}

impl Shop {
    /// The answers to the provider's questions that hold there.
    pub(super) fn answers(&self) -> Answers {
        self.wallet.as_ref().map(|wallet| wallet.readings.clone()).unwrap_or_default()
    }
}

impl App {
    /// What a provider sells; `wallet` is the studio's own there.
    pub(super) fn shop(&self, catalog: Catalog, wallet: Option<&Wallet>) -> Result<Shop, ApiError> {
        let mut shop = Shop {
            wallet: wallet.cloned(),
            plans: Vec::new(),
            packs: Vec::new(),
            titles: Vec::new(),
            subscribed: false,
            catalog,
        };
        for bundle in &shop.catalog.bundles {
            shop.packs.push(KnownPack {
                credits: bundle.credits,
                price: bundle.price,
                needs_subscription: bundle.needs_subscription,
                expires: bundle.expires,
            });
            shop.titles.push(Some(bundle.title.clone()));
        }
        for own in self.books.wallets()? {
            if own.provider == shop.catalog.name {
                self.plans_of(&mut shop, &own)?;
                self.packs_of(&mut shop, &own)?;
            }
        }
        Ok(shop)
    }

    /// The figures of the plans that run or ran in a wallet.
    fn plans_of(&self, shop: &mut Shop, own: &Wallet) -> Result<(), ApiError> {
        let now = self.clock.now();
        let state = self.books.state_at(own, now, None)?;
        let is_home = shop.wallet.as_ref().is_some_and(|wallet| wallet.id == own.id);
        for fact in self.books.grant_facts(own)? {
            if fact.terms.kind != Kind::Subscription {
                continue;
            }
            let title = fact.plan.as_deref().and_then(|label| label.rsplit_once(", "));
            let title = title.map_or(fact.terms.id.as_str(), |(title, _)| title);
            let runs = state
                .grants()
                .iter()
                .any(|grant| grant.terms.id == fact.terms.id && grant.covers(now));
            shop.subscribed |= is_home && runs;
            let Ok((plan, usual)) = shop.catalog.plan(title) else { continue };
            shop.plans.push(KnownPlan {
                plan: plan.id.clone(),
                billing: Some(billing_of(fact.plan.as_deref()).unwrap_or(usual)),
                credits: Some(fact.terms.amount_at(now)),
                price: Payments::of(&fact)?.and_then(|payments| payments.price),
                current: is_home && runs,
            });
        }
        Ok(())
    }

    /// What was paid for top-ups lately: the price of a bundle that its pages leave open, or a pack of
    /// its own.
    fn packs_of(&self, shop: &mut Shop, own: &Wallet) -> Result<(), ApiError> {
        let oldest = self.clock.now().plus_seconds(-PRICE_LIVES_DAYS * 86_400);
        let oldest = oldest.unwrap_or(Instant::MIN);
        for seq in self.books.recent_topups(own, TOPUPS)? {
            let entry = self.books.entry(seq)?;
            let JournalFact::Event(event, _) = entry.fact else { continue };
            let Event::LotAdded(LotAdded { terms, bundle, .. }) = *event else { continue };
            let Some(paid) = terms.paid.filter(|_| entry.happened_at >= oldest) else { continue };
            // A top-up keeps the name of its bundle. One that the file no longer has is a pack like any.
            let bundle = bundle.and_then(|named| {
                let mut bundles = shop.catalog.bundles.iter();
                bundles.position(|bundle| bundle.title == named || bundle.id == named)
            });
            if let Some(pack) = bundle.and_then(|place| shop.packs.get_mut(place)) {
                pack.price = pack.price.or(Some(paid));
                continue;
            }
            let known = shop.packs.iter().any(|pack| pack.credits == terms.amount);
            if !known {
                shop.packs.push(KnownPack {
                    credits: terms.amount,
                    price: Some(paid),
                    needs_subscription: shop.catalog.topup.needs_subscription,
                    expires: lived(entry.happened_at, terms.expires),
                });
                shop.titles.push(None);
            }
        }
        Ok(())
    }
}

/// How long credits live that were bought at one instant and end at another, in whole days.
fn lived(bought: Instant, expires: Option<Instant>) -> Option<Every> {
    let expires = expires?;
    let days = (expires.micros() - bought.micros()) / 86_400_000_000;
    Some(Every { unit: Unit::Day, n: u32::try_from(days).unwrap_or(0).max(1) })
}
