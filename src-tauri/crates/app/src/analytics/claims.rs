//! Claims: generations that failed and were charged, or hang, for which credits are still gone.
//!
//! Only the provider's own figure proves that it charged a failed generation. Where its log tells
//! none, that is said, and nothing is claimed.

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::policy::FailedUsage;
use bursar_ledger::rate::Query;
use bursar_store::import::settings;
use bursar_store::{JournalFact, Roster, UsageRow, UsageStatus, Uuid, Wallet};

use super::span::DaySpan;
use super::table::{Row, UsageTable};
use crate::App;
use crate::entries::read_settings;
use crate::wire::{ApiError, ClaimReason, ClaimRow, ClaimsOf, ClaimsView, UsageSpan};

/// Claims that are listed for a provider.
const MOST_LISTED: usize = 200;

impl App {
    /// What can be claimed from each provider for usage of some days, if nothing came back within so
    /// many hours.
    ///
    /// # Errors
    /// A day that cannot be read.
    pub fn claims(&self, span: &UsageSpan, hours: u32) -> Result<ClaimsView, ApiError> {
        let table = self.usage_table()?;
        let days = self.days_asked(&table, span)?;
        let roster = self.books.roster()?;
        let mut providers: Vec<(Sums, ClaimsOf)> = Vec::new();
        for (place, wallet) in table.wallets.iter().enumerate() {
            let place = u16::try_from(place).unwrap_or(u16::MAX);
            let known = providers.iter().position(|(_, of)| of.provider == wallet.provider);
            let at = known.unwrap_or_else(|| {
                providers.push((Sums::default(), self.no_claims(wallet)));
                providers.len() - 1
            });
            let (sums, of) = &mut providers[at];
            let zone = wallet.rules.zone.name();
            if !of.zones.iter().any(|known| known == zone) {
                of.zones.push(zone.to_owned());
            }
            let catalog = self.catalog(&wallet.provider).ok();
            let (app, table, roster) = (self, &*table, &roster);
            let claims = WalletClaims { app, table, wallet, roster, catalog, place, hours };
            claims.add(days, sums, of)?;
        }
        for (sums, of) in &mut providers {
            of.credits = sums.gone.to_string();
            of.by_rule_credits = sums.by_rule.to_string();
            of.refunded = sums.refunded.to_string();
            of.rows.sort_by(|a, b| b.at.cmp(&a.at));
            of.rows.truncate(MOST_LISTED);
        }
        providers.retain(|(_, of)| of.count > 0 || of.failed > 0 || of.refunds > 0);
        providers.sort_by_key(|of| (std::cmp::Reverse(of.0.gone), of.1.provider.clone()));
        Ok(ClaimsView {
            from: super::span::date(days.first).to_string(),
            to: super::span::date(days.last()).to_string(),
            hours,
            providers: providers.into_iter().map(|(_, of)| of).collect(),
        })
    }

    fn no_claims(&self, wallet: &Wallet) -> ClaimsOf {
        let catalog = self.catalog(&wallet.provider);
        let none = || Credits::ZERO.to_string();
        ClaimsOf {
            provider: wallet.provider.clone(),
            provider_title: catalog.map_or_else(|_| wallet.provider.clone(), |known| known.title),
            zones: Vec::new(),
            rows: Vec::new(),
            count: 0,
            credits: none(),
            failed: 0,
            untold: 0,
            by_rule: 0,
            by_rule_credits: none(),
            refunds: 0,
            refunded: none(),
        }
    }
}

/// Credits of one provider.
#[derive(Default)]
struct Sums {
    gone: Credits,
    by_rule: Credits,
    refunded: Credits,
}

/// The claims of one wallet.
struct WalletClaims<'a> {
    app: &'a App,
    table: &'a UsageTable,
    wallet: &'a Wallet,
    roster: &'a Roster,
    catalog: Option<Catalog>,
    place: u16,
    hours: u32,
}

impl WalletClaims<'_> {
    fn add(&self, days: DaySpan, sums: &mut Sums, of: &mut ClaimsOf) -> Result<(), ApiError> {
        let now = self.app.clock.now();
        let deadline = now.plus_seconds(-3_600 * i64::from(self.hours));
        let mine = |row: &&Row| row.wallet == self.place && days.holds(row.day());
        for row in self.table.rows.iter().filter(mine) {
            let late = deadline.is_some_and(|deadline| row.at <= deadline);
            match row.status {
                UsageStatus::Succeeded => {
                    of.refunds += u64::from(row.refunded.is_positive());
                    sums.refunded = sums.refunded.plus(row.refunded)?;
                    continue;
                }
                UsageStatus::Pending if !late => continue,
                UsageStatus::Pending => {}
                UsageStatus::Failed => of.failed += 1,
            }
            let entry = self.app.books.entry(Seq(row.seq))?;
            let JournalFact::Usage(usage) = entry.fact else { continue };
            let (why, gone) = if row.status == UsageStatus::Pending {
                (ClaimReason::Pending, usage.credits)
            } else if self.wallet.rules.policy.failed_usage == FailedUsage::ChargedAndRefunded {
                of.by_rule += 1;
                sums.by_rule = sums.by_rule.plus(usage.credits.unwrap_or_default())?;
                continue;
            } else {
                match self.told(row, &usage) {
                    Some(told) => (ClaimReason::Charged, Some(told.minus(usage.refunded)?)),
                    None => {
                        of.untold += 1;
                        continue;
                    }
                }
            };
            if !late || gone.is_some_and(|gone| !gone.is_positive()) {
                continue;
            }
            of.count += 1;
            sums.gone = sums.gone.plus(gone.unwrap_or_default())?;
            of.rows.push(self.row(row, entry.id, *usage, why, gone)?);
        }
        Ok(())
    }

    /// The provider's own figure for a failed usage. A price that the rate card gives as well may
    /// have been looked up there, and proves nothing.
    fn told(&self, row: &Row, usage: &UsageRow) -> Option<Credits> {
        let credits = usage.credits?;
        (usage.rated.is_some() || !self.has_rate(row, usage)).then_some(credits)
    }

    fn has_rate(&self, row: &Row, usage: &UsageRow) -> bool {
        let Some(catalog) = &self.catalog else { return false };
        let pairs: Vec<(String, String)> =
            settings::pairs(usage.settings.as_deref().unwrap_or_default())
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect();
        let query = Query {
            action: usage.action.as_deref().unwrap_or_default(),
            model: usage.model.as_deref(),
            settings: &read_settings(&pairs),
            quantity: usage.quantity.unwrap_or(1),
            at: row.at,
        };
        catalog.rate_card().price(&query).is_ok()
    }

    fn row(
        &self,
        row: &Row,
        id: Uuid,
        usage: UsageRow,
        why: ClaimReason,
        gone: Option<Credits>,
    ) -> Result<ClaimRow, ApiError> {
        let (member, _) = self.roster.names_of(&usage);
        let zone = self.wallet.rules.zone;
        let wall = zone.local(row.at)?;
        let utc = row.at.to_utc().map(|utc| utc.naive_utc()).unwrap_or(wall);
        let minutes = (wall - utc).num_minutes();
        let sign = if minutes < 0 { '-' } else { '+' };
        let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
        let text = wall.format("%Y-%m-%d %H:%M:%S");
        Ok(ClaimRow {
            id: id.to_string(),
            wallet: self.wallet.name.clone(),
            at: row.at.to_string(),
            local: format!("{text} {sign}{hours:02}:{rest:02}"),
            why,
            action: usage.action.unwrap_or_default(),
            model: usage.model,
            external_id: usage.external_id,
            member,
            credits: gone.map(|gone| gone.to_string()),
        })
    }
}
