//! The planner through the use-cases, over the sample books: work from the past, the past year under
//! other terms, forecasts held against what came, and plans that are kept.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::{Record, Topup, WalletTerms};
use bursar_app::wire::{
    ActivityKind, ChartSize, ChartWriting, EntryFilter, KeptPlan, OfferFigures, OtherOrder,
    OtherTerms, PastReplay, WalletChange, WayLack, WorkLine, WorkPace, WorkPlan,
};
use bursar_app::{App, Clock, Providers};
use bursar_ledger::catalog::{Billing, Subscribe};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_store::{Books, Event, GrantStarted, IfMissing};
use tempfile::TempDir;

const NOW: &str = "2026-11-21T10:00:00Z";

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn sample() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sample.bursar");
    App::make_sample_books_at(&path, at(NOW)).unwrap();
    let app = App::open_existing(&path).unwrap().with_clock(Clock::At(at(NOW)));
    (app, folder)
}

fn credits(text: &str) -> Credits {
    Credits::parse(text).unwrap()
}

fn size() -> ChartSize {
    ChartSize { width: 700, height: 220, writing: ChartWriting::default() }
}

#[test]
fn lines_are_filled_from_what_was_done_and_the_busiest_days_stand_beside() {
    let (app, _folder) = sample();
    let past = app.past_work("ImagineArt", 90).unwrap();
    assert_eq!(past.days, 90);
    assert_eq!(past.mean.provider, "imagineart");
    let videos: Vec<_> = past.mean.lines.iter().filter(|line| line.action == "video").collect();
    assert_eq!(videos.len(), 1);
    assert_eq!(videos[0].credits.as_deref(), Some("210"), "what was charged, for want of a rate");
    assert!(credits(&past.busiest_credits) >= credits(&past.mean_credits));
    let view = app.plan_work(&past.mean, size()).unwrap();
    assert!(view.estimate.complete);
    // Rounded to whole results, the lines come near to what was charged.
    let (planned, charged) = (credits(&view.estimate.together), credits(&past.mean_credits));
    let off = planned.minus(charged).unwrap().micros().abs();
    assert!(off * 20 < charged.micros(), "{planned} against {charged}");
    // The plan that runs is known with its price, and packs by what was paid for them.
    let own = view.ways.iter().find(|way| way.current).unwrap();
    assert_eq!(own.title.as_deref(), Some("Ultimate"));
    assert!(own.month.is_some(), "{own:?}");
    assert!(view.chart.is_some());

    let thirty = app.past_work("ImagineArt", 30).unwrap();
    assert_eq!(thirty.days, 30);
    let year = app.past_work("ImagineArt", 365).unwrap();
    assert!((175..180).contains(&year.days), "{} days since it began", year.days);
    let none = app.past_work("nobody", 30).unwrap_err();
    assert!(none.message.contains("nobody"));
}

#[test]
fn figures_are_kept_in_one_entry_that_an_undo_takes_back() {
    let (mut app, _folder) = sample();
    let plan = app.past_work("ImagineArt", 90).unwrap().mean;
    let priced = |app: &App| {
        let view = app.plan_work(&plan, size()).unwrap();
        view.ways.iter().filter(|way| way.month.is_some()).count()
    };
    let before = priced(&app);
    let figures = OfferFigures {
        provider: "imagineart".to_owned(),
        plan: Some("standard".to_owned()),
        credits: Some("8000".to_owned()),
        prices: vec![
            ("monthly".to_owned(), "26".to_owned()),
            ("yearly".to_owned(), "250,80".to_owned()),
        ],
        ..OfferFigures::default()
    };
    let saved = app.keep_offer(&figures).unwrap();
    assert_eq!(priced(&app), before + 2);
    let again = app.keep_offer(&figures).unwrap_err();
    assert!(again.message.contains("no figure"), "{again}");
    app.undo_batch(&saved.batch.unwrap()).unwrap();
    assert_eq!(priced(&app), before);
    let bad = OfferFigures { prices: vec![("yearly".to_owned(), "a lot".to_owned())], ..figures };
    assert_eq!(app.keep_offer(&bad).unwrap_err().field.as_deref(), Some("price.yearly"));
}

/// Books with a wallet at Deep-image, whose pages name no price.
fn unpriced_shop() -> (App, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("books.bursar")).unwrap();
    let mut app = app.with_clock(Clock::At(at("2026-11-02T08:00:00Z")));
    app.wallet_add(&WalletTerms {
        name: "Lab".to_owned(),
        provider: "deep-image".to_owned(),
        ..WalletTerms::default()
    })
    .unwrap();
    (app, folder)
}

/// Thirty results a month at Deep-image, of a credit each.
fn thirty_a_month() -> WorkPlan {
    WorkPlan {
        provider: "deep-image".to_owned(),
        wallet: Some("Lab".to_owned()),
        lines: vec![WorkLine {
            action: "enhance".to_owned(),
            units: "30".to_owned(),
            pace: WorkPace::Month,
            credits: Some("1".to_owned()),
            ..WorkLine::default()
        }],
        days: "21".to_owned(),
        buffer: "0".to_owned(),
        ..WorkPlan::default()
    }
}

#[test]
fn what_was_paid_for_a_bundle_is_its_price() {
    let (mut app, _folder) = unpriced_shop();
    let packs = |app: &App| {
        let view = app.plan_work(&thirty_a_month(), size()).unwrap();
        let mut ways = view.ways.into_iter();
        ways.find(|way| way.provider == "deep-image" && way.plan.is_none()).unwrap()
    };
    assert_eq!(packs(&app).lacks, Some(WayLack::PackPrice));
    let order = |paid: &str| Topup {
        wallet: "Lab".to_owned(),
        bundle: Some("pack-10".to_owned()),
        paid: Some(paid.to_owned()),
        ..Topup::default()
    };
    app.topup(&order("7.00 EUR")).unwrap();
    app.topup(&order("5.00 EUR")).unwrap();
    let way = packs(&app);
    assert_eq!(way.lacks, None, "{way:?}");
    let [pack] = way.packs.as_slice() else { panic!("one sort of pack: {way:?}") };
    assert_eq!(pack.title.as_deref(), Some("Pack of 10"));
    assert_eq!(pack.price.amount, "5.00", "what was paid last");
    assert_eq!(way.year.unwrap().amount, "180.00", "36 packs of ten");
}

#[test]
fn a_plan_costs_what_its_refills_cost_where_no_price_was_entered() {
    let (app, _folder) = unpriced_shop();
    let wallet = app.books().wallet("Lab").unwrap();
    let catalog = Providers::known_to(app.books().path()).unwrap().catalog("deep-image").unwrap();
    let now = at("2026-11-02T08:00:00Z");
    let terms = catalog
        .subscription(&Subscribe {
            grant: "subscription",
            plan: "subscription",
            billing: Some(Billing::Yearly),
            credits: Some(credits("100")),
            paid: Some("240.00 EUR".parse().unwrap()),
            anchor: wallet.rules.zone.local(now).unwrap(),
            zone: wallet.rules.zone,
            answers: &wallet.readings,
        })
        .unwrap();
    let plan = Some("Subscription, yearly".to_owned());
    let started = Event::GrantStarted(GrantStarted { terms, plan, price: None });
    let mut books = Books::open(app.books().path(), IfMissing::Fail).unwrap();
    books.record(now, "plan", |batch| batch.event(&wallet, now, &started, None)).unwrap();
    let view = app.plan_work(&thirty_a_month(), size()).unwrap();
    let own = view.ways.iter().find(|way| way.current).unwrap();
    assert_eq!((own.billing.as_deref(), own.lacks), (Some("yearly"), None), "{own:?}");
    assert_eq!(own.year.as_ref().unwrap().amount, "240.00");
}

fn replayed(app: &App, wallet: &str, terms: OtherTerms) -> PastReplay {
    app.replay_past(wallet, &terms).unwrap()
}

#[test]
fn the_past_is_played_under_another_plan_order_and_reading() {
    let (app, _folder) = sample();
    let choices = app.past_choices("Photoroom").unwrap();
    let own = choices.plans.iter().find(|plan| plan.current).unwrap();
    assert_eq!((own.plan.as_str(), own.billing.as_str()), ("max", "monthly"));
    let under = |plan: &str| {
        replayed(
            &app,
            "Photoroom",
            OtherTerms::Plan {
                provider: "photoroom".to_owned(),
                plan: plan.to_owned(),
                billing: "monthly".to_owned(),
            },
        )
    };
    let same = under("max");
    assert_eq!(same.would.used, same.was.used, "the same work at the same instants");
    assert_eq!((same.was.dry_days, same.would.dry_days), (0, 0));
    let small = under("pro");
    assert!(small.would.ran_out.is_some() && small.would.dry_days > 10, "{:?}", small.would);
    assert!(!small.would.cost_known, "Photoroom publishes no prices");
    let [lost, kept] = [&same.was.expired, &small.would.expired].map(|text| credits(text));
    assert!(kept < lost, "a smaller plan loses less: {kept} against {lost}");

    // Deep-image: what lives longer loses less.
    let choices = app.past_choices("Deep-image").unwrap();
    assert_eq!(choices.readings[0].id, "three-months");
    let reading = |option: &str| {
        replayed(
            &app,
            "Deep-image",
            OtherTerms::Reading { reading: "three-months".to_owned(), option: option.to_owned() },
        )
    };
    let (as_is, longer) = (reading("three-cycles"), reading("own-and-three"));
    assert_eq!(as_is.was, as_is.would, "the reading that holds changes nothing");
    assert!(credits(&longer.would.expired) <= credits(&longer.was.expired));
    let order = |order| replayed(&app, "ImagineArt", OtherTerms::Order { order });
    let by_kind = order(OtherOrder::ByKind);
    assert_eq!(by_kind.was, by_kind.would, "the order that holds changes nothing");
    let oldest = order(OtherOrder::OldestFirst);
    assert!(credits(&oldest.would.expired) >= credits(&oldest.was.expired));
    assert_eq!(oldest.was.cost, oldest.would.cost);
}

#[test]
fn another_provider_plays_what_its_pages_price() {
    let (mut app, _folder) = sample();
    // Of all that was done at Photoroom, Deep-image has a rate for this alone: 5 for each.
    let portraits = Record {
        wallet: "Photoroom".to_owned(),
        action: "portrait".to_owned(),
        model: Some("ChatGPT Image (High)".to_owned()),
        credits: Some("7".to_owned()),
        quantity: Some("2".to_owned()),
        at: Some("2026-11-20T10:00:00Z".to_owned()),
        ..Record::default()
    };
    app.record(&portraits).unwrap();
    let choices = app.past_choices("Photoroom").unwrap();
    let deep = choices.plans.iter().find(|plan| plan.provider == "deep-image").unwrap();
    let past = replayed(
        &app,
        "Photoroom",
        OtherTerms::Plan {
            provider: "deep-image".to_owned(),
            plan: deep.plan.clone(),
            billing: "monthly".to_owned(),
        },
    );
    // What failed would have cost nothing there.
    let kinds = vec![ActivityKind::Usage];
    let worked = EntryFilter { kinds, voided: Some(false), ..EntryFilter::default() };
    let worked = app.entries(Some("Photoroom"), &worked, 0, 1).unwrap().total;
    assert_eq!(past.not_priced, worked - 1, "a rate for anything is not a rate for this");
    assert_eq!(past.would.used, "10");
}

/// On how many held-back days the range held what the next days took, of how many.
#[test]
fn the_range_holds_the_held_back_months_of_the_sample_books() {
    let (app, _folder) = sample();
    let (mut held, mut cases) = (0, 0);
    for wallet in ["ImagineArt", "Deep-image", "Photoroom"] {
        for day in (40..150).step_by(10) {
            let then = at(NOW).plus_seconds(-86_400 * (180 - day)).unwrap();
            let (now_held, now_cases) = backtest(&app, wallet, then);
            held += now_held;
            cases += now_cases;
        }
    }
    let share = held * 100 / cases;
    println!("P10 to P90 held the truth in {held} of {cases} cases of the sample books: {share} %");
    assert!(cases >= 150, "{cases} cases");
    assert!((70..=95).contains(&share), "{share} %");
}

/// A wallet of what the following days took, forecast from the days before.
fn backtest(app: &App, wallet: &str, then: Instant) -> (usize, usize) {
    use bursar_ledger::calendar::Zone;
    use bursar_ledger::demand::Demand;
    use bursar_ledger::engine::{Applying, State};
    use bursar_ledger::fact::{Entry, Fact, LotTerms, Seq, WalletRules};
    use bursar_ledger::forecast::{Draws, forecast};
    use bursar_ledger::journal::MemoryBook;
    use bursar_ledger::policy::Kind;

    let zone = Zone::UTC;
    let own = app.books().wallet(wallet).unwrap();
    let cut = zone.local(then).unwrap().date();
    let first = cut.checked_sub_days(chrono::Days::new(84)).unwrap();
    let begins = app.books().first_entry_at(&own).unwrap().unwrap();
    let first = first.max(zone.local(begins).unwrap().date().succ_opt().unwrap());
    let mut days = vec![Credits::ZERO; usize::try_from((cut - first).num_days()).unwrap() + 31];
    for (at, used) in app.books().used_by_quarter_hour(own.id, Instant::MIN, Instant::MAX).unwrap()
    {
        let place = (zone.local(at).unwrap().date() - first).num_days();
        if let Some(sum) = usize::try_from(place).ok().and_then(|place| days.get_mut(place)) {
            *sum = sum.plus(used).unwrap();
        }
    }
    let past = days.len() - 31;
    let Some(demand) = Demand::of_days(first, &days[..past]).unwrap() else { return (0, 0) };
    let now = zone.start_of_day(cut).unwrap();
    let (mut held, mut cases) = (0, 0);
    for lasts in [3, 6, 10, 14, 20, 28] {
        let future = &days[past..past + lasts];
        let last = future[lasts - 1];
        if !last.is_positive() {
            continue;
        }
        let all = Credits::sum(future.iter().copied()).unwrap();
        let balance = all.minus(last.scaled_down(1, 2).unwrap()).unwrap();
        let mut state = State::default();
        let lot = LotTerms::plain("pack", Kind::Topup, balance, now);
        let entry = Entry { seq: Seq(1), at: now, fact: Fact::LotAdded(lot) };
        let rules = WalletRules::default();
        state.apply(&rules, &entry, Applying::Booked, &mut MemoryBook::default()).unwrap();
        let until = now.plus_seconds(86_400 * 120).unwrap();
        let draws = Draws { courses: 100, seed: 7 };
        let told = forecast(&state, &rules, &demand, until, None, draws).unwrap();
        let truth = cut.checked_add_days(chrono::Days::new(lasts as u64 - 1)).unwrap();
        let on = |out: Option<Instant>| out.map(|out| zone.local(out).unwrap().date());
        let early = on(told.runs_out[0]).is_some_and(|early| early <= truth);
        let late = on(told.runs_out[2]).is_none_or(|late| truth <= late);
        cases += 1;
        held += usize::from(early && late);
    }
    (held, cases)
}

#[test]
fn a_forecast_says_the_same_twice_and_knows_when_it_knows_too_little() {
    let (app, _folder) = sample();
    let told = app.forecast("ImagineArt").unwrap();
    assert_eq!(told, app.forecast("ImagineArt").unwrap());
    assert_eq!((told.weeks, told.by_weekday.len(), told.unused.len()), (12, 7, 3));
    assert!(told.refill.is_some() && told.before_refill.is_some());
    let (low, high) = (credits(&told.unused[0]), credits(&told.unused[2]));
    assert!(low <= high);
    let early = App::open_existing(app.books().path()).unwrap();
    let then = at(NOW).plus_seconds(-86_400 * 172).unwrap();
    let early = early.with_clock(Clock::At(then)).forecast("ImagineArt").unwrap();
    assert_eq!((early.per_day, early.runs_out.len()), (None, 0));
}

#[test]
fn plans_are_kept_by_name_and_printed() {
    let (mut app, _folder) = sample();
    let plan = app.past_work("ImagineArt", 90).unwrap().mean;
    let kept = KeptPlan {
        name: " Spring <b> ".to_owned(),
        notes: "Two shoots & a film.".to_owned(),
        plan: plan.clone(),
        ..KeptPlan::default()
    };
    let first = app.keep_plan(&kept).unwrap();
    assert_eq!(first.name, "Spring <b>");
    let taken = app.keep_plan(&KeptPlan { name: "spring <B>".to_owned(), ..kept.clone() });
    assert_eq!(taken.unwrap_err().field.as_deref(), Some("name"));
    let changed = KeptPlan { plan: WorkPlan { days: "20".to_owned(), ..plan }, ..first.clone() };
    assert_eq!(app.keep_plan(&changed).unwrap().id, first.id);
    assert_eq!(app.kept_plans().unwrap().len(), 1);
    assert_eq!(app.kept_plan("Spring <b>").unwrap().plan.days, "20");
    let page = app.plan_report(&first).unwrap();
    assert!(page.contains("<title>Spring &lt;b&gt;</title>"), "{page}");
    assert!(page.contains("Two shoots &amp; a film.") && page.contains("With a buffer of 25 %"));
    assert!(!page.contains("<b>") && !page.contains("<script"));
    app.remove_plan(first.id.unwrap()).unwrap();
    assert!(app.remove_plan(first.id.unwrap()).is_err());
    assert!(app.books().verify().unwrap().is_clean());
}

#[test]
fn a_saved_plan_follows_its_wallet_to_another_name() {
    let (mut app, _folder) = unpriced_shop();
    let plan =
        KeptPlan { name: "Spring".to_owned(), plan: thirty_a_month(), ..KeptPlan::default() };
    app.keep_plan(&plan).unwrap();
    let change = WalletChange { name: Some("Lab 2".to_owned()), ..WalletChange::default() };
    app.change_wallet("Lab", &change).unwrap();
    let kept = app.kept_plan("Spring").unwrap();
    assert_eq!(kept.plan.wallet.as_deref(), Some("Lab 2"));
    app.plan_work(&kept.plan, size()).unwrap();
    // Neither the name nor the wallet: the plan can still be read, and compares with nothing.
    app.undo().unwrap();
    app.undo().unwrap();
    assert_eq!(app.kept_plan("Spring").unwrap().plan.wallet, None);
}

#[test]
fn what_a_wallet_held_when_it_was_added_is_no_purchase_of_unknown_price() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("books.bursar")).unwrap();
    let mut app = app.with_clock(Clock::At(at("2026-11-02T08:00:00Z")));
    let terms = WalletTerms {
        name: "Lab".to_owned(),
        provider: "deep-image".to_owned(),
        opening: Some("100".to_owned()),
        ..WalletTerms::default()
    };
    app.wallet_add(&terms).unwrap();
    let topup = Topup {
        wallet: "Lab".to_owned(),
        credits: Some("50".to_owned()),
        paid: Some("5.00 EUR".to_owned()),
        ..Topup::default()
    };
    app.topup(&topup).unwrap();
    let usage = Record {
        wallet: "Lab".to_owned(),
        action: "enhance".to_owned(),
        credits: Some("1".to_owned()),
        ..Record::default()
    };
    app.record(&usage).unwrap();
    let app = app.with_clock(Clock::At(at("2026-11-05T08:00:00Z")));
    let terms = OtherTerms::Order { order: OtherOrder::OldestFirst };
    let past = replayed(&app, "Lab", terms);
    assert!(past.was.cost_known && past.would.cost_known, "{past:?}");
    assert_eq!(past.was.cost[0].amount, "5.00");
}
