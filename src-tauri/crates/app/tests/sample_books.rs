//! The sample books are whole books of a believable studio.

use bursar_app::App;
use bursar_app::report::{Dimension, UsageQuery};
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
