//! What each draw of a lot cost, in the order of entry: parts that add up to the lot's price, the
//! same as in reports of usage.

use std::collections::{BTreeMap, HashMap};

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::money::{Money, MoneyTotals, share_of_price};
use bursar_store::ExportedDraw;

/// How much of each lot was drawn so far.
#[derive(Default)]
pub(super) struct DrawCosts(HashMap<(String, u32), Credits>);

impl DrawCosts {
    /// What the draws of one usage cost, by currency.
    pub(super) fn of(
        &mut self,
        wallet: &str,
        draws: &[ExportedDraw<'_>],
    ) -> Result<MoneyTotals, Overflow> {
        let mut costs = MoneyTotals(BTreeMap::new());
        for draw in draws {
            let Some((paid, currency)) = &draw.lot.paid else { continue };
            let Ok(currency) = currency.parse() else { continue };
            let drawn = self.0.entry((wallet.to_owned(), draw.place)).or_default();
            let before = share_of_price(*paid, *drawn, draw.lot.amount);
            *drawn = drawn.plus(draw.credits)?;
            let minor = share_of_price(*paid, *drawn, draw.lot.amount) - before;
            costs.add(Money { minor, currency })?;
        }
        Ok(costs)
    }
}
