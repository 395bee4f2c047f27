//! Usage in bulk, for reports: every usage that counts, once, with what its lots were drawn for.

use std::collections::HashMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::LotIndex;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Money;
use bursar_ledger::policy::Kind;
use rusqlite::{CachedStatement, Row, Rows, params};

use crate::drawn_lots::{CostSoFar, DrawnLots};
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::open::Books;
use crate::wallet::WalletId;

/// A usage in a report. Texts are terms; [`Books::term_texts`] reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScannedUsage {
    /// Its entry.
    pub seq: Seq,
    /// Its wallet.
    pub wallet: WalletId,
    /// When it happened.
    pub at: Instant,
    /// Its status, settled or not.
    pub status: UsageStatus,
    /// How many units; none if unknown.
    pub quantity: Option<i64>,
    /// Its credits, refunds not deducted; none if it is unpriced.
    pub credits: Option<Credits>,
    /// What was refunded of it.
    pub refunded: Credits,
    /// Feature, action, model, member and project, in this order.
    pub terms: [Option<i64>; 5],
}

/// What a usage drew from a lot, net of refunds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScannedDraw {
    /// The lot's place in its wallet.
    pub lot: u32,
    /// How much.
    pub credits: Credits,
    /// What it cost; none where the lot has no price.
    pub cost: Option<Money>,
}

/// Takes a usage and its draws.
type OnUsage<'a> = dyn FnMut(&ScannedUsage, &[ScannedDraw]) -> Result<(), StoreError> + 'a;

/// A lot as reports see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotFacts {
    /// Its id.
    pub id: String,
    /// Its kind, as a word.
    pub kind: String,
    /// The credits it began with.
    pub amount: Credits,
    /// What it cost, in minor units, and the currency.
    pub paid: Option<(i64, String)>,
}

impl LotFacts {
    /// Its kind.
    pub fn kind_of(&self) -> Kind {
        Kind::ALL.into_iter().find(|kind| kind.word() == self.kind).unwrap_or(Kind::Topup)
    }

    /// Whether it was not given and nobody said what it cost.
    pub fn is_cost_unknown(&self) -> bool {
        !self.kind_of().is_given() && self.paid.is_none()
    }
}

impl Books {
    /// Some lots of a wallet, in the order asked.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn lot_facts_at(
        &self,
        wallet: WalletId,
        places: impl IntoIterator<Item = LotIndex>,
    ) -> Result<Vec<LotFacts>, StoreError> {
        let sql = format!("{LOT_FACTS} AND place = ?2");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let facts = places
            .into_iter()
            .map(|place| statement.query_row(params![wallet.0, place.0], read_lot));
        Ok(facts.collect::<Result<_, _>>()?)
    }

    /// Hands out every usage within [from, to) that was not voided, in the order of entry; with its
    /// draws and what they cost where their lots are given.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn scan_usage(
        &self,
        from: Instant,
        to: Instant,
        lots: Option<&DrawnLots>,
        each: &mut OnUsage<'_>,
    ) -> Result<(), StoreError> {
        let voided = Voided::read(&self.conn, Span::ALL.known)?;
        let mut usages = self.conn.prepare_cached(USAGES)?;
        let mut draws = self.conn.prepare_cached(DRAWS)?;
        let mut draws = lots.map(|lots| PricedDraws::new(&mut draws, lots)).transpose()?;
        let mut of_usage = Vec::new();
        // What a draw cost depends on those before it, whenever they happened.
        let (first, last) = match lots {
            Some(_) => (Instant::MIN, Instant::MAX),
            None => (from, to),
        };
        let mut rows = usages.query(params![first.micros(), last.micros()])?;
        while let Some(row) = rows.next()? {
            let seq = Seq(row.get(0)?);
            if let Some(draws) = &mut draws {
                draws.of(WalletId(row.get(1)?), seq, &mut of_usage)?;
            }
            let at = Instant::from_micros(row.get(2)?);
            if from <= at && at < to && !voided.covers(seq) {
                each(&read_usage(row)?, &of_usage)?;
            }
        }
        Ok(())
    }

    /// The texts of terms.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn term_texts(
        &self,
        terms: impl IntoIterator<Item = i64>,
    ) -> Result<HashMap<i64, String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT text FROM term WHERE id = ?1")?;
        let mut texts = HashMap::new();
        for term in terms {
            if let std::collections::hash_map::Entry::Vacant(place) = texts.entry(term) {
                place.insert(statement.query_row([term], |row| row.get(0))?);
            }
        }
        Ok(texts)
    }

    /// The term of a text, if any usage has it.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn term(&self, text: &str) -> Result<Option<i64>, StoreError> {
        crate::term::find(&self.conn, text)
    }

    /// The lots of a wallet, by their place.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn lot_facts(&self, wallet: WalletId) -> Result<Vec<LotFacts>, StoreError> {
        let sql = format!("{LOT_FACTS} ORDER BY place");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([wallet.0], read_lot)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// When the last usage of a wallet happened that was not voided.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn last_usage_at(&self, wallet: WalletId) -> Result<Option<Instant>, StoreError> {
        let sql = "SELECT happened_at FROM usage u WHERE wallet = ?1 AND NOT EXISTS \
                       (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq) \
                   ORDER BY happened_at DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query([wallet.0])?;
        Ok(rows.next()?.map(|row| row.get(0).map(Instant::from_micros)).transpose()?)
    }
}

const USAGES: &str = "SELECT u.seq, u.wallet, u.happened_at, COALESCE(c.status, u.status), \
         u.quantity, COALESCE(c.credits, u.credits), COALESCE(c.refunded, 0), \
         u.feature, u.action, u.model, u.member, u.project \
     FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
     WHERE u.happened_at >= ?1 AND u.happened_at < ?2 ORDER BY u.seq";

pub(crate) const DRAWS: &str =
    "SELECT usage, lot, credits - returned FROM draw ORDER BY usage, position";

const LOT_FACTS: &str = "SELECT id, kind, amount, paid, currency FROM lot WHERE wallet = ?1";

pub(crate) fn read_lot(row: &Row<'_>) -> rusqlite::Result<LotFacts> {
    let paid: Option<i64> = row.get(3)?;
    let currency: Option<String> = row.get(4)?;
    Ok(LotFacts {
        id: row.get(0)?,
        kind: row.get(1)?,
        amount: Credits::from_micros(row.get(2)?),
        paid: paid.zip(currency),
    })
}

fn read_usage(row: &Row<'_>) -> rusqlite::Result<ScannedUsage> {
    Ok(ScannedUsage {
        seq: Seq(row.get(0)?),
        wallet: WalletId(row.get(1)?),
        at: Instant::from_micros(row.get(2)?),
        status: UsageStatus::from_code(row.get(3)?),
        quantity: row.get(4)?,
        credits: row.get::<_, Option<i64>>(5)?.map(Credits::from_micros),
        refunded: Credits::from_micros(row.get(6)?),
        terms: [row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?],
    })
}

/// The draws of one usage after the other with what they cost, for every usage in the order of entry.
pub(crate) struct PricedDraws<'a> {
    ahead: Ahead<'a>,
    lots: &'a DrawnLots,
    costs: CostSoFar,
}

impl<'a> PricedDraws<'a> {
    /// From the statement [`DRAWS`].
    pub(crate) fn new(
        draws: &'a mut CachedStatement<'_>,
        lots: &'a DrawnLots,
    ) -> Result<Self, StoreError> {
        let ahead = Ahead { rows: draws.query([])?, next: None };
        Ok(Self { ahead, lots, costs: CostSoFar::new(lots) })
    }

    /// What the next usage drew.
    pub(crate) fn of(
        &mut self,
        wallet: WalletId,
        usage: Seq,
        draws: &mut Vec<ScannedDraw>,
    ) -> Result<(), StoreError> {
        draws.clear();
        self.ahead.collect(usage, draws)?;
        self.lots.add_since(usage, draws);
        Ok(self.costs.price(wallet, draws)?)
    }
}

/// The draws, read along with their usages: both come in the order of entry, so that one pass over
/// each is enough.
struct Ahead<'r> {
    rows: Rows<'r>,
    next: Option<(u64, ScannedDraw)>,
}

impl Ahead<'_> {
    /// The draws of the next usage.
    fn collect(&mut self, usage: Seq, draws: &mut Vec<ScannedDraw>) -> Result<(), StoreError> {
        loop {
            if self.next.is_none() {
                self.next = self.rows.next()?.map(read_draw).transpose()?;
            }
            match self.next {
                Some((seq, _)) if seq < usage.0 => self.next = None,
                Some((seq, draw)) if seq == usage.0 => {
                    draws.push(draw);
                    self.next = None;
                }
                _ => return Ok(()),
            }
        }
    }
}

fn read_draw(row: &Row<'_>) -> rusqlite::Result<(u64, ScannedDraw)> {
    let credits = Credits::from_micros(row.get(2)?);
    Ok((row.get(0)?, ScannedDraw { lot: row.get(1)?, credits, cost: None }))
}
