//! The sample books are whole books of a believable studio.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use bursar_app::report::{Dimension, UsageQuery};
use bursar_app::wire::Standing;
use bursar_app::{App, Clock};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;

#[test]
fn the_sample_books_balance_and_have_something_to_show() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bursar");
    App::make_sample_books(&path).unwrap();
    let app = App::open_existing(&path).unwrap();

    let balances = app.balances(None, None, None).unwrap();
    let names: Vec<&str> = balances.wallets.iter().map(|wallet| wallet.name.as_str()).collect();
    assert_eq!(names, ["ImagineArt", "Deep-image", "Photoroom"]);
    for wallet in &balances.wallets {
        println!("{wallet:?}");
        assert!(wallet.available.is_positive(), "{} has credits left", wallet.name);
        assert_eq!(wallet.uncovered, Credits::ZERO, "{} is covered", wallet.name);
        assert_eq!(wallet.unpriced, 0, "{} is priced", wallet.name);
        assert!(wallet.next_refill.is_some(), "{} is subscribed", wallet.name);
    }
    let by = |dimension| {
        let query = UsageQuery { by: vec![dimension], ..UsageQuery::default() };
        app.usage(&query).unwrap().rows.len()
    };
    assert_eq!((by(Dimension::Member), by(Dimension::Project)), (4, 5));
    assert_eq!(by(Dimension::Client), 2, "one client, and projects of nobody");
    assert!(by(Dimension::Month) >= 6);
    let overview = app.overview().unwrap();
    assert!(overview.sample && overview.latest.len() == 8);

    // Again: what is there is kept.
    App::make_sample_books(&path).unwrap();
    let folder = folder.path();
    let left: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    assert!(left.iter().all(|file| !file.path().to_string_lossy().contains("making")));
}

#[test]
fn stale_sample_books_are_put_aside_and_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("Sample books.bursar");
    let at = |text: &str| Instant::parse(text).unwrap();
    let names = || {
        let files = std::fs::read_dir(folder.path()).unwrap().flatten();
        let mut names: Vec<_> = files.map(|file| file.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    App::make_sample_books_at(&path, at("2026-11-21T10:00:00Z")).unwrap();
    App::make_sample_books_at(&path, at("2026-11-28T09:59:59Z")).unwrap();
    assert_eq!(names(), ["Sample books.bursar"], "a week is not too long");
    App::make_sample_books_at(&path, at("2026-11-28T10:00:00Z")).unwrap();
    assert_eq!(names(), ["Sample books 2026-11-21.bursar", "Sample books.bursar"]);
    let old = App::open_existing(&folder.path().join(&names()[0])).unwrap();
    assert!(old.overview().unwrap().sample, "what was tried in them is kept");
}

/// Sample books made at a time, as an app that stands at that time.
fn made_at(time: &str) -> (tempfile::TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bursar");
    let now = Instant::parse(time).unwrap();
    App::make_sample_books_at(&path, now).unwrap();
    let app = App::open_existing(&path).unwrap().with_clock(Clock::At(now));
    (folder, app)
}

#[test]
fn the_sample_books_are_whole_on_whatever_day_they_are_made() {
    for day in 1..=31 {
        let (_folder, app) = made_at(&format!("2026-10-{day:02}T20:30:00Z"));
        for wallet in app.balances(None, None, None).unwrap().wallets {
            assert_eq!(wallet.uncovered, Credits::ZERO, "{} on the {day}th", wallet.name);
            assert!(wallet.available.is_positive(), "{} on the {day}th", wallet.name);
        }
        for member in app.people_view(None).unwrap().members {
            for limit in member.limits {
                assert_eq!(
                    limit.standing,
                    Standing::Within,
                    "{} on the {day}th",
                    member.named.name
                );
            }
        }
    }
}

#[test]
fn the_hour_changes_nothing_but_where_today_ends() {
    let used = |time: &str| {
        let (_folder, app) = made_at(time);
        // The first day begins at the hour at which the books do.
        let query = UsageQuery {
            by: vec![Dimension::Wallet, Dimension::Day],
            from: Some("2026-05-25".to_owned()),
            to: Some("2026-11-21".to_owned()),
            ..UsageQuery::default()
        };
        let rows = app.usage(&query).unwrap().rows;
        rows.into_iter().map(|row| (row.keys, row.credits)).collect::<BTreeMap<_, _>>()
    };
    let (morning, evening) = (used("2026-11-21T07:00:00Z"), used("2026-11-21T19:45:00Z"));
    assert!(morning.len() > 300);
    assert!(
        morning == evening,
        "{:?}",
        morning.iter().find(|(day, used)| evening.get(*day) != Some(*used))
    );
}
