//! Books in a folder of their own with one wallet, and beside them the same entries in a journal in
//! memory.

use std::collections::{HashMap, HashSet};

use bursar_ledger::calendar::{Recurrence, Zone, wall_time};
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::View;
use bursar_ledger::fact::{Charge, Fact, GrantTerms, LotTerms, Seq, Source, Tag, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::journal::{EnterError, Journal, NewEntry};
use bursar_ledger::money::Money;
use bursar_ledger::policy::Policy;
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert, prop_assert_eq};
use rusqlite::types::Value;
use tempfile::TempDir;

use super::super::derived::TABLES;
use super::histories::{Op, Step, Usage};
use crate::batch::{Batch, NewUsage, NewWallet};
use crate::entries::usage_fact;
use crate::error::StoreError;
use crate::fact_row::{
    Event, ExpiryChanged, GrantEnded, GrantStarted, LotAdded, LotVoided, Settled, UsageStatus,
};
use crate::open::{Books, IfMissing};
use crate::wallet::Wallet;

const QUARTER_DAY: i64 = 6 * 3_600_000_000;

pub(super) fn instant(quarter: i64) -> Instant {
    let beginning = Instant::parse("2026-02-20T00:00:00Z").unwrap();
    beginning.plus_micros(quarter * QUARTER_DAY).unwrap()
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

pub(super) struct Desk {
    _folder: TempDir,
    pub books: Books,
    pub wallet: Wallet,
    usages: Vec<Seq>,
    pending: HashSet<Seq>,
    entries: Vec<Seq>,
    lots: Vec<String>,
    grants: Vec<String>,
    /// Minutes that have passed, so that every entry is recorded at a time of its own.
    clock: i64,
    memory: Journal,
    /// The entries of the books as the journal in memory numbers them.
    in_memory: HashMap<Seq, Seq>,
    /// The latest instant in memory.
    last: Instant,
}

/// What an entry is in the books.
enum Entered {
    Usage(Usage),
    Event(Box<Event>),
    Void(Seq),
    Undo,
}

impl Desk {
    pub(super) fn new(policy: Policy) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut books = Books::open(&folder.path().join("books.db"), IfMissing::Create).unwrap();
        // Power cuts are not what is tried here.
        books.conn.pragma_update(None, "synchronous", 0).unwrap();
        let zone: Zone = "Europe/Berlin".parse().unwrap();
        let rules = WalletRules { policy, zone };
        let new = NewWallet {
            name: "Studio".to_owned(),
            provider: "lab".to_owned(),
            rules: rules.clone(),
            readings: std::collections::BTreeMap::new(),
        };
        let added = books.record(instant(0), "wallet", |batch| batch.add_wallet(&new)).unwrap();
        Self {
            _folder: folder,
            books,
            wallet: added.value,
            usages: Vec::new(),
            pending: HashSet::new(),
            entries: Vec::new(),
            lots: Vec::new(),
            grants: Vec::new(),
            clock: 0,
            memory: Journal::new(rules),
            in_memory: HashMap::new(),
            last: Instant::MIN,
        }
    }

    /// When the entry before last was recorded.
    pub(super) fn a_while_ago(&self) -> Instant {
        recorded(self.clock / 2)
    }

    /// Does a step in the books; whether they took it.
    pub(super) fn step(&mut self, step: &Step) -> bool {
        let Some(entered) = self.entered(step) else { return false };
        self.enter(instant(step.quarter), &entered).is_ok()
    }

    /// Does a step in the books and in memory, which must agree on whether it may be done.
    pub(super) fn step_twice(&mut self, step: &Step) -> Result<(), TestCaseError> {
        let Some(entered) = self.entered(step) else { return Ok(()) };
        let at = instant(step.quarter);
        let seq = self.next_seq();
        let fact = self.fact(seq, &entered);
        let in_books = self.enter(at, &entered);
        let settled = match &entered {
            Entered::Event(event) => settled_usage(event),
            _ => None,
        };
        if settled.is_some_and(|usage| !self.pending.contains(&usage)) {
            // In memory an earlier end takes the place of a later one; books know one end.
            prop_assert_eq!(in_books.map_err(|error| why(&error)), Err("HoldClosed false".into()));
            return Ok(());
        }
        let Some(fact) = fact else {
            // What neither costs nor holds is always kept.
            prop_assert!(in_books.is_ok(), "{in_books:?}");
            return Ok(());
        };
        let entry = NewEntry { at, recorded_at: recorded(self.clock), key: None, fact };
        let in_memory = self.memory.enter(entry);
        match (in_books, in_memory) {
            (Ok(()), Ok(memory)) => {
                self.in_memory.insert(seq, memory);
                self.last = self.last.max(at);
                if matches!(&entered, Entered::Usage(usage) if usage.status == UsageStatus::Pending)
                {
                    self.pending.insert(seq);
                }
                settled.map(|usage| self.pending.remove(&usage));
            }
            (Err(books), Err(memory)) => prop_assert_eq!(why(&books), why_in_memory(&memory)),
            (books, memory) => {
                prop_assert!(false, "{step:?}: the books say {books:?}, memory says {memory:?}");
            }
        }
        Ok(())
    }

    fn next_seq(&self) -> Seq {
        self.entries.last().map_or(Seq(2), |last| Seq(last.0 + 1))
    }

    fn enter(&mut self, at: Instant, entered: &Entered) -> Result<(), StoreError> {
        self.clock += 1;
        let wallet = self.wallet.clone();
        let receipt = self.books.record(recorded(self.clock), "step", |batch| match entered {
            Entered::Usage(usage) => book_usage(batch, &wallet, at, usage),
            Entered::Event(event) => batch.event(&wallet, at, event, None),
            Entered::Void(entry) => batch.void(*entry, "wrong"),
            Entered::Undo => {
                batch.undo_last()?;
                Ok(Seq(batch.next_seq().0 - 1))
            }
        })?;
        let seq = receipt.value;
        self.entries.push(seq);
        match entered {
            Entered::Usage(_) => self.usages.push(seq),
            Entered::Event(event) => match &**event {
                Event::LotAdded(added) => self.lots.push(added.terms.id.clone()),
                Event::GrantStarted(started) => {
                    self.grants.push(started.terms.id.clone());
                    self.lots.push(format!("{}#1", started.terms.id));
                    self.lots.push(format!("{}#2", started.terms.id));
                }
                _ => {}
            },
            Entered::Void(_) | Entered::Undo => {}
        }
        Ok(())
    }

    /// A step with its choices made; none if there is nothing to choose.
    fn entered(&self, step: &Step) -> Option<Entered> {
        let at = instant(step.quarter);
        let after = |quarters: i64| instant(step.quarter + quarters);
        let number = self.entries.len();
        Some(Entered::Event(Box::new(match &step.op {
            Op::Use(usage) => return Some(Entered::Usage(usage.clone())),
            Op::Undo => return Some(Entered::Undo),
            Op::Void { entry } => return Some(Entered::Void(*pick(&self.entries, *entry)?)),
            Op::Lot { kind, amount, starts, life, not_pro } => {
                let id = format!("lot-{number}");
                let mut terms = LotTerms::plain(&id, *kind, whole(*amount), after(*starts));
                terms.expires = life.map(|life| after(starts + life));
                terms.not_for = not_pro.then(|| Tag::from("pro")).into_iter().collect();
                let currency = "EUR".parse().ok()?;
                terms.paid = (amount % 2 == 0).then_some(Money { minor: amount * 7, currency });
                Event::LotAdded(LotAdded { terms, bundle: None, payment: None })
            }
            Op::Grant { kind, amount, every, life, rollover } => {
                let id = format!("grant-{number}");
                let zone = self.wallet.rules.zone;
                let recurrence = Recurrence { anchor: wall_time(at, zone), zone, every: *every };
                let mut terms = GrantTerms::plain(&id, *kind, whole(*amount), recurrence);
                terms.life = *life;
                terms.rollover = *rollover;
                Event::GrantStarted(GrantStarted { terms, plan: None, price: None })
            }
            Op::EndGrant { grant, lots_end_now, carried_end_with_cycle } => {
                Event::GrantEnded(GrantEnded {
                    grant: pick(&self.grants, *grant)?.clone(),
                    ends: None,
                    lots_end_now: *lots_end_now,
                    carried_end_with_cycle: *carried_end_with_cycle,
                })
            }
            Op::MoveEnd { lot, life } => Event::ExpiryChanged(ExpiryChanged {
                lot: pick(&self.lots, *lot)?.clone(),
                expires: life.map(after),
            }),
            Op::VoidLot { lot, part } => Event::LotVoided(LotVoided {
                lot: pick(&self.lots, *lot)?.clone(),
                credits: part.map(whole),
            }),
            Op::Refund { usage, part } => {
                let usage = *pick(&self.usages, *usage)?;
                Event::Refunded { usage, credits: part.map(whole) }
            }
            Op::Settle { usage, succeeded, part } => {
                let usage = *pick(&self.usages, *usage)?;
                let settled = Settled { succeeded: *succeeded, credits: part.map(whole) };
                Event::Settled { usage, settled }
            }
            Op::Price { usage, credits } => {
                Event::Priced { usage: *pick(&self.usages, *usage)?, credits: whole(*credits) }
            }
            Op::Statement { shows, kinds } => Event::Reconciled {
                observed: whole(*shows),
                kinds: kinds.iter().map(|(kind, shows)| (*kind, whole(*shows))).collect(),
            },
        })))
    }

    /// The same for the journal in memory; none if it is nothing to the engine.
    fn fact(&self, seq: Seq, entered: &Entered) -> Option<Fact> {
        // What is nothing to the engine was never a usage there.
        let known = |usage: &Seq| self.in_memory.get(usage).copied().unwrap_or(Seq(u64::MAX));
        Some(match entered {
            Entered::Usage(usage) => {
                let charge = Charge {
                    credits: whole(usage.credits?),
                    member: usage.member.map(std::sync::Arc::from),
                    tags: tags(usage),
                    source: source(usage),
                };
                usage_fact(&self.wallet.rules, usage.status, charge)?
            }
            Entered::Void(_) | Entered::Undo => return None,
            Entered::Event(event) => match &**event {
                Event::LotAdded(added) => Fact::LotAdded(added.terms.clone()),
                Event::GrantStarted(started) => Fact::GrantStarted(started.terms.clone()),
                Event::GrantEnded(ended) => Fact::GrantEnded {
                    grant: ended.grant.clone(),
                    ends: ended.ends,
                    lots_end_now: ended.lots_end_now,
                    carried_end_with_cycle: ended.carried_end_with_cycle,
                },
                Event::ExpiryChanged(change) => {
                    Fact::ExpiryChanged { lot: change.lot.clone(), expires: change.expires }
                }
                Event::LotVoided(voided) => {
                    Fact::LotVoided { lot: voided.lot.clone(), credits: voided.credits }
                }
                Event::Refunded { usage, credits } => Fact::Refunded {
                    usage: known(usage),
                    credits: *credits,
                    courtesy_lot: format!("courtesy-{}", seq.0),
                },
                Event::Settled { usage, settled } if settled.succeeded => {
                    Fact::Confirmed { hold: known(usage), credits: settled.credits }
                }
                Event::Settled { usage, .. } => Fact::Released { hold: known(usage) },
                Event::Reconciled { observed, kinds } => Fact::Reconciled {
                    observed: *observed,
                    kinds: kinds.clone(),
                    correction_lot: format!("correction-{}", seq.0),
                },
                _ => return None,
            },
        })
    }

    /// Undoes the last batch; whether the books allowed it.
    pub(super) fn undo(&mut self) -> bool {
        self.enter(instant(0), &Entered::Undo).is_ok()
    }

    /// Voids the last entry, whatever it was; whether the books allowed it.
    pub(super) fn void_last(&mut self) -> bool {
        let Some(last) = self.entries.last().copied() else { return false };
        self.enter(instant(0), &Entered::Void(last)).is_ok()
    }

    /// Every derived row but the spans of voided entries, which grow with each void.
    pub(super) fn derived(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for table in TABLES.iter().filter(|table| !table.sql.contains("FROM voided")) {
            let mut statement = self.books.conn.prepare(table.sql).unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values: Vec<Value> = (0..columns).map(|at| row.get(at).unwrap()).collect();
                lines.push(format!("{values:?}"));
            }
        }
        lines
    }

    /// The wallet by the books.
    pub(super) fn view(&self, at: Instant, known_at: Option<Instant>) -> View {
        let state = self.books.state_at(&self.wallet, at, known_at).unwrap();
        state.view(&self.wallet.rules).unwrap()
    }

    /// The wallet by the journal in memory; without what the books show elsewhere.
    pub(super) fn view_in_memory(&self, at: Instant, known_at: Option<Instant>) -> View {
        let mut view = self.memory.view(at, known_at).unwrap();
        view.draws.clear();
        view.alerts.clear();
        view.auto_topups.clear();
        view
    }

    /// The draws of every usage up to the last entry, by the books and by the journal in memory.
    pub(super) fn draws_twice(&self) -> Vec<[Vec<(String, Credits)>; 2]> {
        let mut of_memory = self.memory.view(self.last, None).unwrap().draws;
        let both = self.usages.iter().filter(|usage| !self.is_pending(**usage)).map(|usage| {
            let of_books = self.books.draws(*usage).unwrap().into_iter();
            let of_books = of_books.map(|(lot, draw)| (lot, draw.credits)).collect();
            let of_memory = self.in_memory.get(usage).and_then(|usage| of_memory.remove(usage));
            [of_books, of_memory.unwrap_or_default()]
        });
        both.collect()
    }

    fn is_pending(&self, usage: Seq) -> bool {
        match self.books.entry(usage).unwrap().fact {
            crate::JournalFact::Usage(row) => {
                // What was held of a usage that failed in the end is no draw.
                row.status == UsageStatus::Pending || row.status == UsageStatus::Failed
            }
            _ => false,
        }
    }
}

fn settled_usage(event: &Event) -> Option<Seq> {
    match event {
        Event::Settled { usage, .. } => Some(*usage),
        _ => None,
    }
}

fn recorded(clock: i64) -> Instant {
    instant(200).plus_seconds(clock * 60).unwrap()
}

fn pick<T>(among: &[T], index: Index) -> Option<&T> {
    (!among.is_empty()).then(|| index.get(among))
}

fn tags(usage: &Usage) -> Vec<Tag> {
    usage.pro.then(|| Tag::from("pro")).into_iter().collect()
}

fn source(usage: &Usage) -> Source {
    if usage.reported { Source::Reported } else { Source::Typed }
}

fn book_usage(
    batch: &mut Batch<'_>,
    wallet: &Wallet,
    at: Instant,
    usage: &Usage,
) -> Result<Seq, StoreError> {
    let new = NewUsage {
        source: source(usage),
        status: Some(usage.status),
        credits: usage.credits.map(whole),
        action: Some("image"),
        member: usage.member,
        tags: &tags(usage),
        ..NewUsage::default()
    };
    batch.usage(wallet, at, &new)
}

/// A refusal without the entry that it conflicts with: of several, each may name another.
fn why(error: &StoreError) -> String {
    match error {
        StoreError::Refused { refusal, conflicts_with } => {
            format!("{refusal:?} {}", conflicts_with.is_some())
        }
        other => other.to_string(),
    }
}

fn why_in_memory(error: &EnterError) -> String {
    match error {
        EnterError::Refused { refusal, conflicts_with } => {
            format!("{refusal:?} {}", conflicts_with.is_some())
        }
        other => other.to_string(),
    }
}
