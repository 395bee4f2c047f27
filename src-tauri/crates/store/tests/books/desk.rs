//! Small books in a folder of their own, in which every derived table has rows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bursar_ledger::calendar::{Every, Recurrence};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{GrantTerms, LotTerms, Seq, Source, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{
    Books, Event, GrantStarted, IfMissing, LotAdded, NewUsage, NewWallet, Settled, StoreError,
    UsageStatus, VerifyReport, Wallet,
};
use tempfile::TempDir;

pub(crate) const STUDIO: &str = "Studio";

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) path: PathBuf,
}

pub(crate) fn day(day: i64) -> Instant {
    let first = Instant::parse("2026-03-01T00:00:00Z").unwrap();
    first.plus_seconds(day * 86_400).unwrap()
}

pub(crate) fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

pub(crate) fn open(path: &Path) -> Books {
    Books::open(path, IfMissing::Fail).unwrap()
}

pub(crate) fn used(credits: i64, source: Source) -> NewUsage<'static> {
    NewUsage {
        source,
        credits: Some(whole(credits)),
        action: Some("image"),
        model: Some("flux"),
        member: Some("ana"),
        ..NewUsage::default()
    }
}

/// Books one usage, as the provider's log reports it.
pub(crate) fn log_usage(books: &mut Books, at: Instant, credits: i64) -> Seq {
    let wallet = books.wallet(STUDIO).unwrap();
    let usage = used(credits, Source::Reported);
    books.record(at, "usage", |batch| batch.usage(&wallet, at, &usage)).unwrap().value
}

pub(crate) fn book(books: &mut Books, at: Instant, event: &Event) -> Result<Seq, StoreError> {
    let wallet = books.wallet(STUDIO)?;
    Ok(books.record(at, "event", |batch| batch.event(&wallet, at, event, None))?.value)
}

pub(crate) fn lot(id: &str, credits: i64, starts: Instant) -> Event {
    let terms = LotTerms::plain(id, Kind::Topup, whole(credits), starts);
    Event::LotAdded(LotAdded { terms, bundle: None, payment: None })
}

pub(crate) fn add_wallet(books: &mut Books, name: &str) -> Wallet {
    let new = NewWallet {
        name: name.to_owned(),
        provider: "lab".to_owned(),
        rules: WalletRules::default(),
        readings: std::collections::BTreeMap::new(),
    };
    books.record(day(0), "wallet", |batch| batch.add_wallet(&new)).unwrap().value
}

/// How many entries the journal has.
pub(crate) fn entries(books: &Books) -> u64 {
    let mut entries = 0;
    let mut each = |_| {
        entries += 1;
        true
    };
    books.journal_each(None, Seq(0), &mut each).unwrap();
    entries
}

pub(crate) fn balance(books: &Books, at: Instant) -> Credits {
    let wallet = books.wallet(STUDIO).unwrap();
    books.state_at(&wallet, at, None).unwrap().balance(&wallet.rules).unwrap()
}

pub(crate) fn verified(path: &Path) -> VerifyReport {
    open(path).verify().unwrap()
}

#[track_caller]
pub(crate) fn assert_clean(path: &Path) {
    let report = verified(path);
    assert!(report.is_clean(), "{:#?}", report.findings);
}

/// The names of the files in a folder.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

impl Desk {
    /// A folder with books that hold nothing but a wallet.
    pub(crate) fn with_wallet() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("books.db");
        let mut books = Books::open(&path, IfMissing::Create).unwrap();
        add_wallet(&mut books, STUDIO);
        Self { folder, path }
    }

    /// A folder with books of everything: a plan, a purchase, usages that are covered, short,
    /// pending, settled, priced, refunded and voided, and a statement.
    pub(crate) fn with_everything() -> Self {
        let desk = Self::with_wallet();
        let mut books = desk.open();
        let zone = WalletRules::default().zone;
        let anchor = "2026-03-02T08:00:00".parse().unwrap();
        let recurrence = Recurrence { anchor, zone, every: Every::MONTH };
        let terms = GrantTerms::plain("plan", Kind::Subscription, whole(50), recurrence);
        let plan = Event::GrantStarted(GrantStarted { terms, plan: None, price: None });
        book(&mut books, day(1), &plan).unwrap();
        book(&mut books, day(2), &lot("purchase", 20, day(2))).unwrap();
        let usage = log_usage(&mut books, day(3), 30);
        log_usage(&mut books, day(4), 60);
        let wrong = log_usage(&mut books, day(5), 1);
        let pending = desk.pending(&mut books, day(6), Some(whole(5)));
        let unpriced = desk.pending(&mut books, day(7), None);
        let refunded = Event::Refunded { usage, credits: Some(whole(4)) };
        book(&mut books, day(8), &refunded).unwrap();
        let settled = Settled { succeeded: true, credits: None };
        book(&mut books, day(9), &Event::Settled { usage: pending, settled }).unwrap();
        let priced = Event::Priced { usage: unpriced, credits: whole(2) };
        book(&mut books, day(7), &priced).unwrap();
        books.record(day(9), "void", |batch| batch.void(wrong, "typed twice")).unwrap();
        book(
            &mut books,
            day(10),
            &Event::Reconciled { observed: whole(40), kinds: BTreeMap::new() },
        )
        .unwrap();
        log_usage(&mut books, day(11), 3);
        desk
    }

    fn pending(&self, books: &mut Books, at: Instant, credits: Option<Credits>) -> Seq {
        let wallet = books.wallet(STUDIO).unwrap();
        let status = Some(UsageStatus::Pending);
        let usage = NewUsage { status, credits, ..used(0, Source::Reported) };
        books.record(at, "usage", |batch| batch.usage(&wallet, at, &usage)).unwrap().value
    }

    pub(crate) fn open(&self) -> Books {
        open(&self.path)
    }

    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The books as any program sees them.
    pub(crate) fn raw(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(&self.path).unwrap()
    }
}
