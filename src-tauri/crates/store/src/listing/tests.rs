//! Lists against a plain reading of the journal, and the pages of them.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{LotTerms, Seq, Source, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::batch::{NewUsage, NewWallet};
use crate::fact_row::{Event, LotAdded, Settled, UsageStatus};
use crate::journal_rows::{JournalEntry, JournalFact, UsageRow};
use crate::open::IfMissing;
use crate::wallet::{Wallet, WalletId};

const ACTIONS: [&str; 3] = ["image", "Video", "upscale"];
const MODELS: [Option<&str>; 3] = [Some("flux"), Some("Kling 2.6"), None];
const MEMBERS: [Option<&str>; 4] = [Some("ana"), Some("M10"), Some("M2"), None];

struct Shelf {
    _folder: TempDir,
    books: Books,
    wallet: Wallet,
}

fn at(minute: i64) -> Instant {
    Instant::parse("2026-03-01T00:00:00Z").unwrap().plus_seconds(minute * 60).unwrap()
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn shelf() -> Shelf {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.bursar");
    let mut books = Books::open(&path, IfMissing::Create).unwrap();
    let new = NewWallet {
        name: "Studio".to_owned(),
        provider: "lab".to_owned(),
        rules: WalletRules::default(),
        readings: std::collections::BTreeMap::new(),
    };
    let wallet = books.record(at(0), "wallet", |batch| batch.add_wallet(&new)).unwrap().value;
    let mut shelf = Shelf { _folder: folder, books, wallet };
    shelf.event(0, lot("first", 40));
    shelf
}

fn lot(id: &str, credits: i64) -> Event {
    let terms = LotTerms::plain(id, Kind::Topup, whole(credits), at(0));
    Event::LotAdded(LotAdded { terms, bundle: Some("Pack of Gold".to_owned()), payment: None })
}

impl Shelf {
    fn event(&mut self, minute: i64, event: Event) -> Option<Seq> {
        let wallet = &self.wallet;
        let record = self
            .books
            .record(at(minute), "event", |batch| batch.event(wallet, at(minute), &event, None));
        record.ok().map(|receipt| receipt.value)
    }

    fn usage(&mut self, minute: i64, usage: &NewUsage<'_>) -> Seq {
        let wallet = &self.wallet;
        let record =
            self.books.record(at(minute), "usage", |batch| batch.usage(wallet, at(minute), usage));
        record.unwrap().value
    }

    fn find(&self, query: &ListQuery) -> Vec<u64> {
        let listing = self.books.list(query).unwrap();
        listing.page(0, u32::MAX).map(|seq| seq.0).collect()
    }

    fn all(&self) -> Vec<JournalEntry> {
        let mut all = Vec::new();
        let mut keep = |entry| {
            all.push(entry);
            true
        };
        self.books.journal_each(None, Seq(0), &mut keep).unwrap();
        all
    }
}

fn plain(credits: Option<i64>) -> NewUsage<'static> {
    NewUsage {
        source: Source::Reported,
        credits: credits.map(whole),
        action: Some("image"),
        model: Some("flux"),
        member: Some("ana"),
        ..NewUsage::default()
    }
}

/// A step of a random history.
#[derive(Clone, Debug)]
enum Step {
    Usage { minute: i64, pick: (usize, usize, usize), status: u8, credits: Option<i64> },
    Refund(usize),
    Settle(usize),
    Void(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let usage =
        (0..60_i64, (0..3_usize, 0..3_usize, 0..4_usize), 0..3_u8, prop::option::of(0..15_i64))
            .prop_map(|(minute, pick, status, credits)| Step::Usage {
                minute,
                pick,
                status,
                credits,
            });
    let step = prop_oneof![
        6 => usage,
        1 => (0..20_usize).prop_map(Step::Refund),
        1 => (0..20_usize).prop_map(Step::Settle),
        1 => (0..20_usize).prop_map(Step::Void),
    ];
    prop::collection::vec(step, 1..24)
}

fn play(steps: &[Step]) -> Shelf {
    let mut shelf = shelf();
    let mut usages: Vec<Seq> = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        let chosen = |at: &usize| usages.get(at % usages.len().max(1)).copied();
        match step {
            Step::Usage { minute, pick, status, credits } => {
                let id = format!("job_{number}");
                let usage = NewUsage {
                    status: Some(UsageStatus::from_code(i64::from(*status))),
                    action: Some(ACTIONS[pick.0]),
                    model: MODELS[pick.1],
                    member: MEMBERS[pick.2],
                    rated: credits.map(|credits| whole(credits / 2 * 2)),
                    external_id: Some(&id),
                    source: if *status == 2 { Source::Typed } else { Source::Reported },
                    ..plain(*credits)
                };
                let wallet = &shelf.wallet;
                let time = at(*minute);
                let made =
                    shelf.books.record(at(60), "usage", |batch| batch.usage(wallet, time, &usage));
                usages.extend(made.ok().map(|receipt| receipt.value));
            }
            Step::Refund(at) => {
                if let Some(usage) = chosen(at) {
                    shelf.event(60, Event::Refunded { usage, credits: None });
                }
            }
            Step::Settle(at) => {
                if let Some(usage) = chosen(at) {
                    let settled = Settled { succeeded: at % 2 == 0, credits: Some(whole(3)) };
                    shelf.event(60, Event::Settled { usage, settled });
                }
            }
            Step::Void(at) => {
                if let Some(entry) = chosen(at) {
                    let void = |batch: &mut crate::Batch<'_>| batch.void(entry, "wrong");
                    // A void that the rules refuse is no void.
                    let _ = shelf.books.record(super::tests::at(60), "void", void);
                }
            }
        }
    }
    shelf
}

fn queries() -> impl Strategy<Value = ListQuery> {
    use EntrySort::*;
    let sorts = prop::sample::subsequence(
        vec![Charged, Pending, Failed, Unpriced, Refund, Settled, Lot, Void, Books],
        0..4,
    );
    let words = prop::sample::subsequence(
        vec!["im".to_owned(), "kling".into(), "m1".into(), "job_1".into(), "gold".into()],
        0..2,
    );
    let texts = prop::option::of(prop_oneof![
        Just((TextField::Model, vec![Some("flux".to_owned()), None])),
        Just((TextField::Member, vec![Some("M2".to_owned()), Some("nobody".to_owned())])),
    ]);
    let order = prop_oneof![
        Just(ListOrder::Happened),
        Just(ListOrder::Entered),
        Just(ListOrder::Credits),
        Just(ListOrder::Text(TextField::Member)),
    ];
    let bound = || prop::option::of(0..60_i64);
    let marks =
        prop::sample::subsequence(vec![Mark::Uncovered, Mark::Refunded, Mark::OffRate], 0..2);
    (
        sorts,
        words,
        texts,
        (bound(), bound()),
        (bound(), bound()),
        marks,
        any::<Option<bool>>(),
        order,
        any::<bool>(),
    )
        .prop_map(
            |(sorts, words, texts, happened, credits, marks, voided, order, descending)| {
                ListQuery {
                    sorts,
                    words,
                    texts: texts.into_iter().collect(),
                    happened: (happened.0.map(at), happened.1.map(at)),
                    credits: (
                        credits.0.map(|low| whole(low / 6)),
                        credits.1.map(|high| whole(high / 3)),
                    ),
                    marks,
                    voided,
                    order,
                    descending,
                    ..ListQuery::default()
                }
            },
        )
}

/// What a query finds, by looking at each entry of the journal.
fn expected(shelf: &Shelf, query: &ListQuery) -> Vec<u64> {
    let uncovered = shelf.books.uncovered_usages(shelf.wallet.id).unwrap();
    let mut found: Vec<JournalEntry> = shelf
        .all()
        .into_iter()
        .filter(|entry| query.happened.0.is_none_or(|from| from <= entry.happened_at))
        .filter(|entry| query.happened.1.is_none_or(|to| entry.happened_at < to))
        .filter(|entry| query.voided.is_none_or(|voided| voided == entry.voided))
        .filter(|entry| match &entry.fact {
            JournalFact::Usage(usage) => {
                usage_fits(usage, query)
                    && (!query.marks.contains(&Mark::Uncovered)
                        || uncovered.contains_key(&entry.seq))
            }
            fact => query.texts.is_empty() && query.marks.is_empty() && other_fits(fact, query),
        })
        .collect();
    found.sort_by_key(|entry| entry.seq);
    if query.descending {
        found.reverse();
    }
    let key = |entry: &JournalEntry| match query.order {
        ListOrder::Happened => Some(entry.happened_at.micros()),
        ListOrder::Entered => Some(i64::try_from(entry.seq.0).unwrap()),
        ListOrder::Credits => shown(&entry.fact).map(Credits::micros),
        ListOrder::Text(_) => match &entry.fact {
            JournalFact::Usage(usage) => {
                let rank =
                    |member: &str| ["ana", "M2", "M10"].iter().position(|known| *known == member);
                usage.member.as_deref().and_then(rank).map(|rank| i64::try_from(rank).unwrap())
            }
            _ => None,
        },
    };
    let (mut with, without): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|entry| key(entry).is_some());
    with.sort_by_key(|entry| key(entry).map(|key| if query.descending { -key } else { key }));
    with.into_iter().chain(without).map(|entry| entry.seq.0).collect()
}

fn shown(fact: &JournalFact) -> Option<Credits> {
    match fact {
        JournalFact::Usage(usage) if usage.status == UsageStatus::Failed => Some(Credits::ZERO),
        JournalFact::Usage(usage) => usage.credits,
        JournalFact::Event(event, _) => match &**event {
            Event::LotAdded(added) => Some(added.terms.amount),
            Event::Settled { settled, .. } => settled.credits,
            _ => None,
        },
        _ => None,
    }
}

fn fits(query: &ListQuery, sort: EntrySort, credits: Option<Credits>, text: &str) -> bool {
    let text = text.to_lowercase();
    let (least, most) = query.credits;
    let bounded = least.is_some() || most.is_some();
    (query.sorts.is_empty() || query.sorts.contains(&sort))
        && query.words.iter().all(|word| text.contains(word))
        && (!bounded
            || credits.is_some_and(|credits| {
                least.is_none_or(|least| least <= credits)
                    && most.is_none_or(|most| credits <= most)
            }))
}

fn usage_fits(usage: &UsageRow, query: &ListQuery) -> bool {
    let sort = match (usage.status, usage.credits) {
        (UsageStatus::Failed, _) => EntrySort::Failed,
        (_, None) => EntrySort::Unpriced,
        (UsageStatus::Pending, _) => EntrySort::Pending,
        (UsageStatus::Succeeded, _) => EntrySort::Charged,
    };
    let texts = [&usage.action, &usage.model, &usage.member, &usage.external_id];
    let text: Vec<&str> = texts.into_iter().flatten().map(String::as_str).collect();
    let named = query.texts.iter().all(|(field, wanted)| match field {
        TextField::Member => wanted.contains(&usage.member),
        _ => wanted.contains(&usage.model),
    });
    let marked = query.marks.iter().all(|mark| match mark {
        Mark::Uncovered => true,
        Mark::Refunded => usage.refunded.is_positive(),
        Mark::OffRate => {
            usage.rated.is_some() && usage.credits.is_some() && usage.rated != usage.credits
        }
    });
    named
        && marked
        && fits(query, sort, shown(&JournalFact::Usage(Box::new(usage.clone()))), &text.join("\n"))
}

fn other_fits(fact: &JournalFact, query: &ListQuery) -> bool {
    let (sort, text) = match fact {
        JournalFact::Event(event, _) => match &**event {
            Event::LotAdded(_) => (EntrySort::Lot, "lot added topup Pack of Gold first"),
            Event::Refunded { .. } => (EntrySort::Refund, "refunded"),
            Event::Settled { .. } => (EntrySort::Settled, "settled"),
            _ => (EntrySort::Void, "entry voided wrong"),
        },
        _ => (EntrySort::Books, "wallet added lab"),
    };
    fits(query, sort, shown(fact), text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_list_holds_what_a_reader_of_the_journal_would_find(
        steps in steps(),
        queries in prop::collection::vec(queries(), 1..12),
    ) {
        let shelf = play(&steps);
        for query in queries {
            prop_assert_eq!(shelf.find(&query), expected(&shelf, &query), "{:?}", query);
            let of_wallet = ListQuery { wallet: Some(shelf.wallet.id), ..query.clone() };
            prop_assert_eq!(shelf.find(&of_wallet), expected(&shelf, &query), "{:?}", of_wallet);
        }
    }
}

#[test]
fn a_list_is_read_again_once_the_books_changed() {
    let mut shelf = shelf();
    let first = shelf.usage(1, &plain(Some(2)));
    let query = ListQuery { sorts: vec![EntrySort::Charged], ..ListQuery::default() };
    assert_eq!(shelf.find(&query), [first.0]);
    let second = shelf.usage(2, &plain(Some(2)));
    assert_eq!(shelf.find(&query), [first.0, second.0]);
    shelf.books.record(at(3), "void", |batch| batch.void(first, "twice")).unwrap();
    let standing = ListQuery { voided: Some(false), ..query.clone() };
    assert_eq!(shelf.find(&standing), [second.0]);
    shelf.books.record(at(4), "undo", |batch| batch.undo_last()).unwrap();
    assert_eq!(shelf.find(&standing), [first.0, second.0]);
}

#[test]
fn pages_of_a_list_are_cut_where_it_ends() {
    let mut shelf = shelf();
    let seqs: Vec<u64> = (0..10).map(|minute| shelf.usage(minute, &plain(Some(1))).0).collect();
    let query = ListQuery { sorts: vec![EntrySort::Charged], ..ListQuery::default() };
    let listing = shelf.books.list(&query).unwrap();
    assert_eq!(listing.total(), 10);
    let page = |offset, limit| listing.page(offset, limit).map(|seq| seq.0).collect::<Vec<_>>();
    assert_eq!(page(0, 3), seqs[..3]);
    assert_eq!(page(8, 5), seqs[8..]);
    assert!(page(10, 5).is_empty());
    assert!(page(u64::MAX, u32::MAX).is_empty());
    assert_eq!(listing.position(Seq(seqs[7])), Some(7));
    assert_eq!(listing.position(Seq(1)), None);
}

#[test]
fn the_usages_of_a_lot_are_found_by_it_and_an_entry_by_its_place() {
    let mut shelf = shelf();
    let lot = shelf.find(&ListQuery { sorts: vec![EntrySort::Lot], ..ListQuery::default() })[0];
    let from_first = shelf.usage(1, &plain(Some(30)));
    shelf.event(2, self::lot("second", 100));
    let from_both = shelf.usage(3, &plain(Some(20)));
    let from_second = shelf.usage(4, &plain(Some(20)));
    let by = |lot: &str| ListQuery { lot: Some(lot.to_owned()), ..ListQuery::default() };
    assert_eq!(shelf.find(&by("first")), [lot, from_first.0, from_both.0]);
    assert_eq!(shelf.find(&by("second"))[..], [from_both.0 - 1, from_both.0, from_second.0]);
    assert!(shelf.find(&by("third")).is_empty());
    let only = ListQuery { entry: Some(from_both), ..ListQuery::default() };
    assert_eq!(shelf.find(&only), [from_both.0]);
}

#[test]
fn what_was_entered_after_an_instant_is_told_from_what_happened_after_it() {
    let mut shelf = shelf();
    let early = shelf.usage(10, &plain(Some(1)));
    let wallet = shelf.wallet.clone();
    let late = shelf
        .books
        .record(at(30), "late", |batch| batch.usage(&wallet, at(5), &plain(Some(1))))
        .unwrap()
        .value;
    let since = |from, to| ListQuery { recorded: (from, to), ..ListQuery::default() };
    assert_eq!(shelf.find(&since(Some(at(20)), None)), [late.0]);
    assert_eq!(shelf.find(&since(Some(at(10)), Some(at(30)))), [early.0]);
    assert!(shelf.find(&since(Some(at(31)), None)).is_empty());
    assert_eq!(shelf.books.entered_since(wallet.id, at(20), at(7)).unwrap(), 1);
    assert_eq!(shelf.books.entered_since(wallet.id, at(20), at(4)).unwrap(), 0);
}

#[test]
fn the_journal_has_a_heading_for_what_was_entered_together() {
    let mut shelf = shelf();
    let wallet = shelf.wallet.clone();
    let rows: Vec<_> = (0..3).map(|minute| (at(minute), plain(Some(1)))).collect();
    let import =
        shelf.books.record(at(9), "import of 3 rows", |batch| batch.usages(&wallet, &rows));
    let import = import.unwrap().batch.unwrap();
    let lines = |open: &[Uuid]| {
        let lines = shelf.books.journal_lines(open).unwrap();
        let all: Vec<JournalPlace> = lines.page(0, u32::MAX).collect();
        assert_eq!(lines.total(), all.len() as u64);
        all
    };
    let first = import.first.0;
    let entry = |seq| JournalPlace::Entry(Seq(seq));
    let heading = JournalPlace::Batch(import.first);
    assert_eq!(lines(&[]), [heading, entry(2), entry(1)]);
    let opened = [heading, entry(first + 2), entry(first + 1), entry(first), entry(2), entry(1)];
    assert_eq!(lines(&[import.id]), opened);

    let batch = shelf.books.batch_of(Seq(first + 1)).unwrap();
    assert_eq!((batch.id, batch.entries, batch.title.as_str()), (import.id, 3, "import of 3 rows"));
    assert!(!batch.voided);
    assert!(shelf.books.batch_of(Seq(first + 3)).is_err());
}

#[test]
fn an_undone_batch_and_its_undoing_name_each_other() {
    let mut shelf = shelf();
    let usage = shelf.usage(1, &plain(Some(1)));
    shelf.books.record(at(2), "undo", |batch| batch.undo_last()).unwrap();
    assert!(shelf.books.batch_of(usage).unwrap().voided);
    let undo = Seq(usage.0 + 1);
    assert_eq!(shelf.books.entries_about(usage).unwrap(), [undo]);
}

#[test]
fn the_texts_of_a_field_are_those_of_the_wallet_and_of_what_was_not_voided() {
    let mut shelf = shelf();
    shelf.usage(1, &plain(Some(1)));
    let wrong = shelf.usage(2, &NewUsage { member: Some("bo"), ..plain(Some(1)) });
    let texts = |shelf: &Shelf, wallet| {
        let texts = |field| shelf.books.field_texts(wallet, field).unwrap();
        (texts(TextField::Member)[..].to_vec(), texts(TextField::Project).len())
    };
    let wallet = Some(shelf.wallet.id);
    let both = vec![(Some("ana".to_owned()), 1), (Some("bo".to_owned()), 1)];
    assert_eq!(texts(&shelf, wallet), (both.clone(), 1));
    assert_eq!(texts(&shelf, None), (both, 1));
    shelf.books.record(at(3), "void", |batch| batch.void(wrong, "typed twice")).unwrap();
    let one = vec![(Some("ana".to_owned()), 1)];
    assert_eq!(texts(&shelf, wallet), (one.clone(), 1));
    assert_eq!(texts(&shelf, None), (one, 1));
    assert_eq!(texts(&shelf, Some(WalletId(77))), (Vec::new(), 0));
}

#[test]
fn the_texts_of_a_field_are_counted_again_once_the_books_changed() {
    let mut shelf = shelf();
    shelf.usage(1, &plain(Some(1)));
    shelf.usage(2, &NewUsage { member: None, ..plain(Some(1)) });
    let wallet = Some(shelf.wallet.id);
    let members = |shelf: &Shelf| shelf.books.field_texts(wallet, TextField::Member).unwrap();
    assert_eq!(members(&shelf)[..], [(None, 1), (Some("ana".to_owned()), 1)]);
    shelf.usage(3, &plain(Some(1)));
    assert_eq!(members(&shelf)[..], [(Some("ana".to_owned()), 2), (None, 1)]);
}
