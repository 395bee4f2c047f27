//! All usage of the books in columns, kept until the books change.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use bursar_ledger::calendar::wall_time;
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::Currency;
use bursar_ledger::policy::Kind;
use bursar_store::{
    DrawnLots, ScannedDraw, ScannedUsage, StoreError, UsageStatus, Uuid, Wallet, WalletId,
};
use chrono::NaiveDateTime;

use crate::App;
use crate::shown_names::ShownNames;
use crate::wire::{ApiError, UsageAsked, UsageBy};

/// Wall times are the same within a quarter of an hour in every zone that is kept.
const QUARTER_HOUR_MICROS: i64 = 900_000_000;
const HOUR_SECONDS: i64 = 3_600;

/// How long a table is true where a refill may pay for usage that is not covered.
const FRESH_SECONDS: i64 = 60;

/// How many dimensions are texts of a usage.
pub(super) const TEXTS: usize = 6;

/// The place of the client, which is the one dimension among them that no usage names itself.
const CLIENT: usize = 5;

/// A kind that stands for credits that no lot covers.
pub(super) const UNCOVERED: u8 = Kind::ALL.len() as u8;

/// A usage: 80 bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) seq: u64,
    pub(super) at: Instant,
    /// Hours since 1970 on the wallet's clock.
    pub(super) hour: i32,
    pub(super) wallet: u16,
    pub(super) status: UsageStatus,
    pub(super) unpriced: bool,
    /// Feature, action, model, member, project, client: places in [`UsageTable::texts`], 0 for none.
    pub(super) texts: [u32; TEXTS],
    pub(super) quantity: i64,
    /// What it took or holds, net of refunds; zero if it failed or has no price.
    pub(super) credits: Credits,
    pub(super) refunded: Credits,
    /// Where its draws begin; they end where those of the next row begin.
    pub(super) draws: u32,
}

impl Row {
    /// Days since 1970 on the wallet's calendar.
    pub(super) fn day(&self) -> i32 {
        self.hour.div_euclid(24)
    }
}

/// What a usage took from one lot, or from none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// A place in [`Kind::ALL`], or [`UNCOVERED`].
    pub(super) kind: u8,
    /// A place in [`UsageTable::currencies`]; none where it cost nothing or nobody knows.
    pub(super) currency: Option<u8>,
    /// Nobody said what these credits cost.
    pub(super) unknown: bool,
    pub(super) credits: Credits,
    /// In minor units.
    pub(super) cost: i64,
}

/// All usage that counts, in the order of entry.
#[derive(Debug)]
pub(crate) struct UsageTable {
    made_for: MadeFor,
    pub(super) wallets: Vec<Wallet>,
    pub(super) rows: Vec<Row>,
    pub(super) parts: Vec<Part>,
    /// The texts of each dimension by their places; the first is none.
    pub(super) texts: [Vec<String>; TEXTS],
    pub(super) currencies: Vec<Currency>,
    /// The rank of each text by the credits that it ever took, in the order of places.
    ranks: [Vec<u32>; TEXTS],
}

/// What the table is true of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct MadeFor {
    revision: Option<Uuid>,
    /// Where some usage is uncovered, the next refill pays for it without an entry.
    at: Option<Instant>,
}

/// The table of books that are open.
#[derive(Debug, Default)]
pub(crate) struct KeptTable {
    table: RefCell<Option<Arc<UsageTable>>>,
    pub(super) list: RefCell<Option<KeptList>>,
}

/// The usages of the list that was asked for last.
#[derive(Debug)]
pub(super) struct KeptList {
    pub(super) table: Arc<UsageTable>,
    pub(super) asked: UsageAsked,
    pub(super) places: Arc<[u64]>,
}

impl KeptTable {
    /// Keeps a table in place of the one before, and lets go of the list that rests on that.
    fn keep(&self, table: Arc<UsageTable>) {
        self.table.replace(Some(table));
        self.list.replace(None);
    }
}

impl App {
    /// All usage in columns; made anew where the books changed since.
    ///
    /// # Errors
    /// The books cannot be read.
    pub(crate) fn usage_table(&self) -> Result<Arc<UsageTable>, ApiError> {
        let revision = self.books.revision()?;
        let now = self.clock.now();
        if let Some(table) = &*self.usage_table.table.borrow() {
            let MadeFor { revision: of, at } = table.made_for;
            let fresh = |at: Instant| at <= now && Some(now) <= at.plus_seconds(FRESH_SECONDS);
            if of == revision && at.is_none_or(fresh) {
                return Ok(Arc::clone(table));
            }
        }
        let table = Arc::new(UsageTable::read(self, revision, now)?);
        self.usage_table.keep(Arc::clone(&table));
        Ok(table)
    }

    /// Reads all usage, so that the first question about it is answered at once. May take a second
    /// for a million usages; a handle of one's own does it without anybody's waiting.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn warm_usage(&self) -> Result<WarmUsage, ApiError> {
        self.usage_table().map(WarmUsage)
    }

    /// Takes over what another handle on the same books read.
    pub fn take_usage(&self, warm: WarmUsage) {
        self.usage_table.keep(warm.0);
    }

    /// Whether anybody asked about usage yet, so that a fresh table is worth having.
    pub fn keeps_usage(&self) -> bool {
        self.usage_table.table.borrow().is_some()
    }
}

/// All usage of some books, read by one handle for another.
#[derive(Clone, Debug)]
pub struct WarmUsage(Arc<UsageTable>);

impl UsageTable {
    fn read(app: &App, revision: Option<Uuid>, now: Instant) -> Result<Self, ApiError> {
        let wallets = app.books.wallets()?;
        let lots = app.books.drawn_lots(&wallets, now)?;
        let mut reader = Reader::new(app.shown_names()?, wallets);
        app.books.scan_usage(Instant::MIN, Instant::MAX, Some(&lots), &mut |usage, draws| {
            reader.add(usage, draws, &lots).map_err(StoreError::from)
        })?;
        let mut uncovered = false;
        for wallet in &reader.wallets {
            uncovered |= !app.books.uncovered_usages(wallet.id)?.is_empty();
        }
        let made_for = MadeFor { revision, at: uncovered.then_some(now) };
        reader.finish(app, made_for)
    }

    /// What a usage took from lots and from none.
    pub(super) fn parts_of(&self, index: usize) -> &[Part] {
        let end = self.rows.get(index + 1).map_or(self.parts.len(), |next| next.draws as usize);
        let first = self.rows.get(index).map_or(end, |row| row.draws as usize);
        self.parts.get(first..end).unwrap_or_default()
    }

    /// The place of a dimension among the texts of a row.
    pub(super) fn place_of(by: UsageBy) -> Option<usize> {
        match by {
            UsageBy::Feature => Some(0),
            UsageBy::Action => Some(1),
            UsageBy::Model => Some(2),
            UsageBy::Member => Some(3),
            UsageBy::Project => Some(4),
            UsageBy::Client => Some(CLIENT),
            _ => None,
        }
    }

    /// The place of a text among those of its dimension, by the credits that it ever took: the same
    /// in every chart.
    pub(super) fn rank(&self, dimension: usize, place: usize) -> usize {
        self.ranks[dimension].get(place).map_or(usize::MAX, |rank| *rank as usize)
    }

    /// The first and the last day of any usage.
    pub(super) fn days(&self) -> Option<(i32, i32)> {
        let days = || self.rows.iter().map(Row::day);
        days().min().zip(days().max())
    }
}

/// Makes columns of scanned usage.
struct Reader {
    names: ShownNames,
    wallets: Vec<Wallet>,
    rows: Vec<Row>,
    parts: Vec<Part>,
    /// The place of each number of a text.
    places: [HashMap<i64, u32>; TEXTS],
    /// The numbers by their places, without the first.
    numbers: [Vec<i64>; TEXTS],
    currencies: Vec<Currency>,
    /// Wallets by their id, so that none is searched for.
    wallet_of: HashMap<WalletId, u16>,
    last_wall: Option<(u16, i64, i32)>,
}

impl Reader {
    fn new(names: ShownNames, wallets: Vec<Wallet>) -> Self {
        let places = wallets.iter().zip(0_u16..).map(|(wallet, place)| (wallet.id, place));
        Self {
            names,
            wallet_of: places.collect(),
            wallets,
            rows: Vec::new(),
            parts: Vec::new(),
            places: Default::default(),
            numbers: Default::default(),
            currencies: Vec::new(),
            last_wall: None,
        }
    }

    fn add(
        &mut self,
        usage: &ScannedUsage,
        draws: &[ScannedDraw],
        lots: &DrawnLots,
    ) -> Result<(), bursar_ledger::credits::Overflow> {
        let Some(wallet) = self.wallet_of.get(&usage.wallet).copied() else { return Ok(()) };
        let mut usage = *usage;
        self.names.show(&mut usage);
        let failed = usage.status == UsageStatus::Failed;
        let credits = match usage.credits {
            Some(credits) if !failed => credits.minus(usage.refunded)?,
            _ => Credits::ZERO,
        };
        let mut texts = [0; TEXTS];
        for (place, term) in texts.iter_mut().zip(usage.terms.into_iter().enumerate()) {
            let (dimension, term) = term;
            *place = term.map_or(0, |number| self.place(dimension, number));
        }
        let client = self.names.client_of(usage.terms[4]);
        texts[CLIENT] = client.map_or(0, |number| self.place(CLIENT, number));
        let row = Row {
            seq: usage.seq.0,
            at: usage.at,
            hour: self.hour(wallet, usage.at),
            wallet,
            status: usage.status,
            unpriced: usage.credits.is_none() && !failed,
            texts,
            quantity: usage.quantity.unwrap_or(0),
            credits,
            refunded: usage.refunded,
            draws: u32::try_from(self.parts.len()).unwrap_or(u32::MAX),
        };
        self.rows.push(row);
        let facts = lots.of(usage.wallet);
        let mut drawn = Credits::ZERO;
        for draw in draws {
            let lot = facts.get(draw.lot as usize);
            let kind = lot.map(bursar_store::LotFacts::kind_of);
            let place = Kind::ALL.into_iter().position(|known| Some(known) == kind);
            let currency = draw.cost.map(|cost| self.currency(cost.currency));
            drawn = drawn.plus(draw.credits)?;
            self.parts.push(Part {
                kind: place.and_then(|place| u8::try_from(place).ok()).unwrap_or(UNCOVERED),
                currency,
                unknown: lot.is_none_or(bursar_store::LotFacts::is_cost_unknown),
                credits: draw.credits,
                cost: draw.cost.map_or(0, |cost| cost.minor),
            });
        }
        // What is held has drawn nothing yet.
        let lacks = credits.minus(drawn)?;
        if usage.status == UsageStatus::Succeeded && lacks.is_positive() {
            let part =
                Part { kind: UNCOVERED, currency: None, unknown: true, credits: lacks, cost: 0 };
            self.parts.push(part);
        }
        Ok(())
    }

    fn place(&mut self, dimension: usize, number: i64) -> u32 {
        let numbers = &mut self.numbers[dimension];
        *self.places[dimension].entry(number).or_insert_with(|| {
            numbers.push(number);
            u32::try_from(numbers.len()).unwrap_or(0)
        })
    }

    fn currency(&mut self, currency: Currency) -> u8 {
        let known = self.currencies.iter().position(|known| *known == currency);
        let place = known.unwrap_or_else(|| {
            self.currencies.push(currency);
            self.currencies.len() - 1
        });
        u8::try_from(place).unwrap_or(u8::MAX)
    }

    fn hour(&mut self, wallet: u16, at: Instant) -> i32 {
        let quarter = at.micros().div_euclid(QUARTER_HOUR_MICROS);
        match self.last_wall {
            Some((known, of, hour)) if known == wallet && of == quarter => hour,
            _ => {
                let start = Instant::from_micros(quarter * QUARTER_HOUR_MICROS);
                let zone = self.wallets[usize::from(wallet)].rules.zone;
                let wall: NaiveDateTime = wall_time(start, zone);
                let hours = wall.and_utc().timestamp().div_euclid(HOUR_SECONDS);
                let hour = i32::try_from(hours).unwrap_or(0);
                self.last_wall = Some((wallet, quarter, hour));
                hour
            }
        }
    }

    fn finish(self, app: &App, made_for: MadeFor) -> Result<UsageTable, ApiError> {
        let mut texts: [Vec<String>; TEXTS] = Default::default();
        let named = texts.iter_mut().zip(&self.numbers).take(CLIENT);
        for (texts, numbers) in named {
            let known = app.books.term_texts(numbers.iter().copied().filter(|term| *term > 0))?;
            let named = numbers.iter().map(|number| {
                let text = known.get(number).or_else(|| self.names.texts().get(number));
                text.cloned().unwrap_or_default()
            });
            texts.push(String::new());
            texts.extend(named);
        }
        let clients = self.numbers[CLIENT].iter().map(|number| self.names.client(*number));
        texts[CLIENT] = [""].into_iter().chain(clients).map(str::to_owned).collect();
        let ranks = std::array::from_fn(|dimension| ranked(&self.rows, dimension, &texts));
        Ok(UsageTable {
            made_for,
            wallets: self.wallets,
            rows: self.rows,
            parts: self.parts,
            texts,
            currencies: self.currencies,
            ranks,
        })
    }
}

/// The rank of each text of a dimension: the most credits first, then the name.
fn ranked(rows: &[Row], dimension: usize, texts: &[Vec<String>; TEXTS]) -> Vec<u32> {
    let names = &texts[dimension];
    let mut sums = vec![0_i128; names.len()];
    for row in rows {
        sums[row.texts[dimension] as usize] += i128::from(row.credits.micros());
    }
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by(|a, b| sums[*b].cmp(&sums[*a]).then_with(|| names[*a].cmp(&names[*b])));
    let mut ranks = vec![0; names.len()];
    for (rank, place) in (0..).zip(order) {
        ranks[place] = rank;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use bursar_store::NewWallet;

    use super::*;
    use crate::wire::UsageSpan;

    #[test]
    fn a_table_that_is_no_longer_true_is_not_kept_by_the_list_that_rests_on_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut app = App::open(&folder.path().join("books.bursar")).unwrap();
        assert!(!app.keeps_usage(), "nobody asked yet");
        let asked = UsageAsked { span: UsageSpan::All, only: Vec::new() };
        app.usage_entries(&asked, 0, 10).unwrap();
        assert!(app.keeps_usage());
        let mut old = Arc::downgrade(&app.usage_table().unwrap());
        let wallet = NewWallet {
            name: "Lab".to_owned(),
            provider: "lab".to_owned(),
            rules: bursar_ledger::fact::WalletRules::default(),
            readings: std::collections::BTreeMap::new(),
        };
        app.books.record(app.clock.now(), "wallet", |batch| batch.add_wallet(&wallet)).unwrap();
        app.usage_table().unwrap();
        assert!(old.upgrade().is_none(), "read anew");
        app.usage_entries(&asked, 0, 10).unwrap();
        old = Arc::downgrade(&app.usage_table().unwrap());
        let other = App::open_existing(app.books.path()).unwrap();
        app.take_usage(other.warm_usage().unwrap());
        assert!(old.upgrade().is_none(), "taken over");
    }
}
