//! A replay against figures worked out by hand, and against the journal's own view.

use super::*;
use crate::calendar::{Every, Recurrence, Zone};
use crate::fact::{Charge, GrantTerms, LotTerms};
use crate::journal::{Journal, NewEntry};
use crate::policy::Kind;

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn plan(credits: i64, paid: &str) -> Fact {
    let recurrence = Recurrence {
        anchor: "2026-01-10T00:00:00".parse().unwrap(),
        zone: Zone::UTC,
        every: Every::MONTH,
    };
    let mut terms = GrantTerms::plain("plan", Kind::Subscription, whole(credits), recurrence);
    terms.paid = Some(paid.parse().unwrap());
    Fact::GrantStarted(terms)
}

fn used(credits: i64) -> Fact {
    Fact::Used(Charge {
        credits: whole(credits),
        member: None,
        tags: Vec::new(),
        source: Source::Typed,
    })
}

fn history(grant: Fact) -> Vec<Entry> {
    let facts = [
        ("2026-01-10T00:00:00Z", grant),
        ("2026-01-20T12:00:00Z", used(60)),
        ("2026-02-12T12:00:00Z", used(80)),
        ("2026-02-13T12:00:00Z", used(50)),
        ("2026-03-30T12:00:00Z", used(10)),
    ];
    (1..)
        .zip(facts)
        .map(|(seq, (when, fact))| Entry { seq: Seq(seq), at: at(when), fact })
        .collect()
}

#[test]
fn what_lapsed_and_what_was_used_add_up_to_the_price() {
    let entries = || {
        let of = [("2026-01-10T00:00:00Z", plan(3, "1.00 EUR")), ("2026-01-20T12:00:00Z", used(1))];
        (1..).zip(of).map(|(seq, (at, fact))| Entry { seq: Seq(seq), at: self::at(at), fact })
    };
    let time = (at("2026-01-10T00:00:00Z"), at("2026-02-11T00:00:00Z"));
    let replayed = replay(&WalletRules::default(), entries(), time).unwrap();
    assert_eq!((replayed.expired, replayed.expired_paid), (whole(2), whole(2)));
    // A third of a Euro was used, which is 33 cents.
    assert_eq!(replayed.expired_worth.iter().next().unwrap().to_string(), "0.67 EUR");
    let after = (at("2026-02-10T00:00:01Z"), at("2026-02-11T00:00:00Z"));
    let later = replay(&WalletRules::default(), entries(), after).unwrap();
    assert_eq!((later.expired, later.expired_worth.iter().count()), (whole(0), 0));
}

#[test]
fn a_correction_may_have_been_paid_for_and_what_is_given_was_not() {
    let entries = [(Kind::Topup, "bought"), (Kind::Correction, "found"), (Kind::Free, "given")];
    let entries = (1..).zip(entries).map(|(seq, (kind, id))| {
        let starts = at("2026-01-10T00:00:00Z");
        let expires = Some(at("2026-02-10T00:00:00Z"));
        let lot = LotTerms { expires, ..LotTerms::plain(id, kind, whole(5), starts) };
        Entry { seq: Seq(seq), at: starts, fact: Fact::LotAdded(lot) }
    });
    let time = (at("2026-01-10T00:00:00Z"), at("2026-03-10T00:00:00Z"));
    let replayed = replay(&WalletRules::default(), entries, time).unwrap();
    assert_eq!((replayed.expired, replayed.expired_paid), (whole(15), whole(10)));
}

#[test]
fn what_was_short_and_what_lapsed_is_told_with_its_instant() {
    let time = (at("2026-01-10T00:00:00Z"), at("2026-04-10T00:00:00Z"));
    let replayed = replay(&WalletRules::default(), history(plan(100, "10.00 EUR")), time).unwrap();
    assert_eq!(replayed.used, whole(200));
    assert_eq!(replayed.short, [(at("2026-02-13T12:00:00Z"), whole(30))]);
    // 40 on 10 February; 0 in March, for 130 were wanted of 100; the last cycle runs on.
    assert_eq!(replayed.expired, whole(40));
    assert_eq!(replayed.expired_worth.iter().next().unwrap().to_string(), "4.00 EUR");
    assert_eq!(replayed.left, whole(90));

    let larger = replay(&WalletRules::default(), history(plan(150, "15.00 EUR")), time).unwrap();
    assert_eq!((larger.short.len(), larger.expired), (0, whole(90 + 20)));
    assert_eq!(larger.expired_worth.iter().next().unwrap().to_string(), "11.00 EUR");
}

#[test]
fn only_what_happens_within_the_time_counts() {
    let time = (at("2026-02-11T00:00:00Z"), at("2026-02-13T12:00:00Z"));
    let replayed = replay(&WalletRules::default(), history(plan(100, "10.00 EUR")), time).unwrap();
    assert_eq!((replayed.used, replayed.expired), (whole(80), Credits::ZERO));
    assert_eq!(replayed.short, []);
}

#[test]
fn under_its_own_terms_it_is_what_the_journal_says() {
    let rules = WalletRules::default();
    let mut facts = history(plan(100, "10.00 EUR"));
    let pack = LotTerms::plain("pack", Kind::Topup, whole(40), at("2026-02-11T00:00:00Z"));
    facts.push(Entry { seq: Seq(0), at: at("2026-02-11T00:00:00Z"), fact: Fact::LotAdded(pack) });
    facts.sort_by_key(|entry| entry.at);
    let mut journal = Journal::new(rules.clone());
    for entry in &facts {
        let mut fact = entry.fact.clone();
        as_reported(&mut fact);
        let new = NewEntry { at: entry.at, recorded_at: entry.at, key: None, fact };
        journal.enter(new).unwrap();
    }
    let until = at("2026-04-10T00:00:00Z");
    let view = journal.view(until.plus_micros(-1).unwrap(), None).unwrap();
    let entries = (1..).zip(facts).map(|(seq, entry)| Entry { seq: Seq(seq), ..entry });
    let replayed = replay(&rules, entries, (Instant::MIN, until)).unwrap();
    assert_eq!(replayed.left, view.balance);
    assert_eq!(replayed.expired, view.totals.expired);
    assert_eq!(replayed.used, whole(200));
}
