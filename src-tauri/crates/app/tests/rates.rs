//! Rates and providers through the use-cases: what waits is priced, drift is found and settled,
//! files are changed, refused and taken back.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::{Record, WalletTerms};
use bursar_app::wire::{
    BundleDraft, ErrorCode, FileReplaced, PlanDraft, ProviderDraft, RateDraft, RateFit, RatePhase,
    RateQuestion, RatesPage, SettingValues,
};
use bursar_app::{App, Clock};
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

struct Desk {
    app: App,
    _folder: TempDir,
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

const LAB: &str = "name = \"lab\"\ntitle = \"Lab\"\n\n# kept\n[[rate]]\nfeature = \"Images\"\naction = [\"draw\", \"blend\"]\ncredits = 4\n\n[[rate]]\naction = \"film\"\ncredits = 10\nper = { setting = \"seconds\", step = 5 }\n";

/// Books with a wallet at the lab, on 21 November 2026.
fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let books = folder.path().join("books.bursar");
    let clock = Clock::At(at("2026-11-21T09:00:00Z"));
    let mut app = App::open(&books).unwrap().with_clock(clock);
    app.add_provider_text(LAB).unwrap();
    app.wallet_add(&WalletTerms {
        name: "lab".to_owned(),
        provider: "lab".to_owned(),
        timezone: None,
        opening: Some("1000".to_owned()),
        at: Some("2026-10-01".to_owned()),
        readings: Vec::new(),
    })
    .unwrap();
    Desk { app, _folder: folder }
}

impl Desk {
    fn record(&mut self, action: &str, settings: &[(&str, &str)], credits: Option<&str>, at: &str) {
        let own = |pair: &(&str, &str)| (pair.0.to_owned(), pair.1.to_owned());
        self.app
            .record(&Record {
                wallet: "lab".to_owned(),
                action: action.to_owned(),
                settings: settings.iter().map(own).collect(),
                credits: credits.map(str::to_owned),
                at: Some(at.to_owned()),
                ..Record::default()
            })
            .unwrap();
    }

    fn page(&self) -> RatesPage {
        self.app.rates(Some("lab")).unwrap().page
    }

    fn left(&self) -> String {
        self.app.wallet("lab").unwrap().card.available
    }
}

fn rate(action: &str, credits: &str) -> RateDraft {
    RateDraft {
        actions: vec![action.to_owned()],
        credits: credits.to_owned(),
        ..RateDraft::default()
    }
}

#[test]
fn a_rate_prices_what_waited_for_it_in_one_batch() {
    let mut desk = desk();
    desk.record("upscale", &[], None, "2026-11-02");
    desk.record("upscale", &[], None, "2026-11-05");
    desk.record("film", &[], None, "2026-11-06");
    let waiting = desk.page().unpriced;
    assert_eq!((waiting.len(), waiting[0].count, waiting[1].count), (2, 2, 1));
    assert_eq!((waiting[0].action.as_str(), waiting[0].why.as_str()), ("upscale", "no_rate"));
    assert_eq!(waiting[0].last, "2026-11-05T00:00:00Z");
    assert_eq!(waiting[1].missing.as_deref(), Some("seconds"));
    assert_eq!(desk.app.rates(None).unwrap().page.id, "lab", "what needs a look comes first");
    let elsewhere = desk.app.rates(Some("imagineart")).unwrap();
    assert_eq!((&*elsewhere.providers[0].id, elsewhere.providers[0].unpriced), ("lab", 3));
    assert_eq!(desk.left(), "1000");

    // A rate from the 3rd on leaves the usage of the 2nd waiting.
    let later = RateDraft { from: "2026-11-03".to_owned(), ..rate("upscale", "7") };
    let saved = desk.app.add_rate("lab", &later).unwrap();
    assert_eq!((saved.priced, saved.rates), (1, 4));
    assert_eq!(desk.left(), "993");
    assert_eq!(desk.page().unpriced[0].count, 1);
    let file = desk.app.provider_text("lab").unwrap().1;
    assert!(file.contains("# kept") && file.starts_with(&LAB[..40]));

    desk.app.undo_batch(&saved.batch.unwrap()).unwrap();
    assert_eq!(desk.left(), "1000");
    assert_eq!(desk.app.provider_text("lab").unwrap().1, LAB);
    assert_eq!(desk.page().unpriced[0].count, 2);
}

#[test]
fn a_rate_does_not_price_behind_a_lock_unasked() {
    let mut desk = desk();
    desk.record("upscale", &[], None, "2026-11-02T10:00:00Z");
    desk.record("upscale", &[], None, "2026-11-05T10:00:00Z");
    desk.app.lock_books("lab", Some("2026-11-02T10:00:00Z")).unwrap();
    let refused = desk.app.add_rate("lab", &rate("upscale", "7")).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Locked, "{refused}");
    assert!(refused.message.contains("from 2 November 2026, 10:00 on"), "{refused}");
    assert_eq!((desk.left().as_str(), desk.page().unpriced[0].count), ("1000", 2));
    assert_eq!(desk.app.provider_text("lab").unwrap().1, LAB, "the file stays as it was");

    let later = RateDraft { from: "2026-11-03".to_owned(), ..rate("upscale", "7") };
    desk.app.add_rate("lab", &later).unwrap();
    assert_eq!(desk.left(), "993", "what comes after the lock is priced");
    desk.app.undo().unwrap();
    desk.app.let_behind_locks(true);
    desk.app.add_rate("lab", &rate("upscale", "7")).unwrap();
    assert_eq!(desk.left(), "986");
}

#[test]
fn a_changed_price_is_a_dated_row_and_booked_prices_stay() {
    let mut desk = desk();
    desk.record("draw", &[], None, "2026-11-10");
    let refused = desk.app.add_rate("lab", &rate("draw", "5")).unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("from"), "{refused:?}");
    let dated =
        |from: &str| RateDraft { from: from.to_owned(), after: Some(5), ..rate("draw", "5") };
    desk.app.add_rate("lab", &dated("2026-11-03")).unwrap();
    desk.app.add_rate("lab", &dated("2027-01-01")).unwrap();
    assert_eq!(desk.left(), "996", "what was priced keeps its price");

    let rows = desk.page().rows;
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.actions.join("+"), row.phase, row.until.clone().unwrap_or_default()))
        .collect();
    let (third, new_year) = ("2026-11-03T00:00:00Z".to_owned(), "2027-01-01T00:00:00Z".to_owned());
    assert_eq!(
        told,
        [
            ("blend".to_owned(), RatePhase::InForce, String::new()),
            ("draw".to_owned(), RatePhase::Past, third),
            ("draw".to_owned(), RatePhase::Coming, String::new()),
            ("draw".to_owned(), RatePhase::InForce, new_year),
            ("film".to_owned(), RatePhase::InForce, String::new()),
        ]
    );

    let ask = |day: &str| RateQuestion {
        action: "Draw".to_owned(),
        quantity: Some("3".to_owned()),
        at: Some(day.to_owned()),
        ..RateQuestion::default()
    };
    let answer = desk.app.ask_rate("lab", &ask("2026-11-02")).unwrap();
    assert_eq!((answer.credits.as_deref(), answer.unit.as_deref()), (Some("12"), Some("4")));
    assert_eq!(answer.rates[0].standing, RateFit::Applies);
    assert_eq!(answer.rates[1].standing, RateFit::NotYet);
    let answer = desk.app.ask_rate("lab", &ask("2026-11-04")).unwrap();
    assert_eq!(answer.credits.as_deref(), Some("15"));
    assert!(answer.rates.iter().any(|rate| rate.standing == RateFit::Earlier));
    let wrong = desk.app.ask_rate("lab", &ask("2026-02-31")).unwrap_err();
    assert_eq!(wrong.field.as_deref(), Some("at"));
}

#[test]
fn drift_is_found_and_a_proposal_settles_it() {
    let mut desk = desk();
    desk.record("draw", &[], Some("4"), "2026-11-01T10:00:00Z");
    desk.record("blend", &[], Some("4"), "2026-11-09T10:00:00Z");
    for day in ["03", "05", "08"] {
        desk.record("draw", &[], Some("6"), &format!("2026-11-{day}T10:00:00Z"));
    }
    desk.record("film", &[("seconds", "10")], Some("24"), "2026-11-07T10:00:00Z");
    desk.record("film", &[("seconds", "20"), ("seed", "7")], Some("48"), "2026-11-08T10:00:00Z");
    desk.record("film", &[("seconds", "10")], Some("7"), "2026-11-08T11:00:00Z");
    // What is told of a provider is the same whether its page is shown or that of another.
    for shown in [None, Some("lab"), Some("imagineart")] {
        let lab = desk.app.rates(shown).unwrap().providers.remove(0);
        assert_eq!((lab.id.as_str(), lab.differing, lab.unpriced), ("lab", 6, 0), "{shown:?}");
    }

    let drift = desk.page().drift;
    assert_eq!(drift.len(), 3, "{drift:#?}");
    let draw = &drift[0];
    assert_eq!((draw.action.as_str(), draw.count), ("draw", 3));
    assert_eq!((draw.charged.as_deref(), draw.ruled.as_deref()), (Some("6"), Some("4")));
    assert_eq!(draw.first, "2026-11-03T10:00:00Z");
    let film = &drift[1];
    assert_eq!((film.count, film.charged.as_deref()), (2, Some("12")), "a figure for each step");
    let odd = &drift[2];
    assert_eq!((odd.count, odd.charged.as_deref()), (1, Some("3.5")));

    // Blending still costs 4, so the proposal is for drawing alone, from the day of the first.
    let proposal = draw.proposal.clone().unwrap();
    assert_eq!((proposal.actions.join("+"), proposal.from.as_str()), ("draw".into(), "2026-11-03"));
    let before = desk.left();
    desk.app.add_rate("lab", &proposal).unwrap();
    assert_eq!(desk.left(), before, "nothing that was charged changes");
    let left: Vec<String> = desk.page().drift.iter().map(|group| group.action.clone()).collect();
    assert_eq!(left, ["film", "film"]);
}

#[test]
fn where_both_figures_occur_at_once_nothing_is_proposed() {
    let mut desk = desk();
    desk.record("draw", &[], Some("6"), "2026-11-03T10:00:00Z");
    desk.record("draw", &[], Some("4"), "2026-11-04T10:00:00Z");
    assert_eq!(desk.page().drift[0].proposal, None);
    // One that differs by a setting is proposed for that setting.
    desk.record("draw", &[("mode", "fast")], Some("9"), "2026-11-05T10:00:00Z");
    desk.record("draw", &[], Some("4"), "2026-11-06T10:00:00Z");
    let drift = desk.page().drift;
    let fast = drift.iter().find(|group| group.charged.as_deref() == Some("9")).unwrap();
    // The agreeing usages before and after it have no mode, and are not in the way.
    let settings = &fast.proposal.as_ref().unwrap().settings;
    assert_eq!((settings.len(), &*settings[0].name), (1, "mode"), "{settings:?}");
}

#[test]
fn a_proposal_begins_within_the_day_where_the_old_rate_held_in_the_morning() {
    let mut desk = desk();
    desk.record("draw", &[], Some("4"), "2026-11-03T08:00:00Z");
    desk.record("draw", &[], Some("6"), "2026-11-03T10:00:00Z");
    let proposal = desk.page().drift[0].proposal.clone().unwrap();
    assert_eq!(proposal.from, "2026-11-03T10:00:00Z");
    desk.app.add_rate("lab", &proposal).unwrap();
    assert_eq!(desk.page().drift, []);
}

#[test]
fn a_file_is_checked_by_its_lines_and_a_shipped_one_can_come_back() {
    let mut desk = desk();
    let report = desk.app.check_provider_text("name = \"x\"\n[[rate]]\ncredits = -1\n").unwrap();
    assert_eq!(report.problems.len(), 1);
    assert_eq!((report.problems[0].line, report.problems[0].field.as_str()), (3, "rate.credits"));
    assert_eq!(desk.app.check_provider_text(LAB).unwrap().replaces, FileReplaced::Itself);

    let shipped = desk.app.provider_text("imagineart").unwrap().1;
    let free = RateDraft { from: "2026-11-30".to_owned(), ..rate("a new thing", "3") };
    let saved = desk.app.add_rate("ImagineArt", &free).unwrap();
    assert!(saved.batch.is_some());
    let page = desk.app.rates(Some("imagineart")).unwrap().page;
    assert!(page.own && page.shipped);
    let report = desk.app.check_provider_text(&shipped).unwrap();
    assert_eq!(report.replaces, FileReplaced::Own);

    let back = desk.app.restore_provider("imagineart").unwrap();
    assert_eq!(desk.app.provider_text("imagineart").unwrap().1, shipped);
    assert!(!desk.app.rates(Some("imagineart")).unwrap().page.own);
    desk.app.undo_batch(&back.batch.unwrap()).unwrap();
    assert!(desk.app.rates(Some("imagineart")).unwrap().page.own, "the way back is undone");
    assert!(desk.app.restore_provider("lab").is_err(), "none of that name came with the program");
}

#[test]
fn what_a_file_leaves_open_about_a_plan_is_filled_in_once() {
    let mut desk = desk();
    let open = |desk: &Desk| desk.app.rates(Some("deep-image")).unwrap().page.plans[0].clone();
    assert_eq!((open(&desk).credits, open(&desk).price), (None, None));
    let none = desk.app.fill_plan("deep-image", "subscription", None, None).unwrap_err();
    assert_eq!(none.field.as_deref(), Some("credits"));
    let bare = desk.app.fill_plan("deep-image", "subscription", None, Some("12")).unwrap_err();
    assert_eq!(bare.field.as_deref(), Some("price"), "a currency is asked for");
    desk.app.fill_plan("deep-image", "subscription", Some("100"), Some("12.00 EUR")).unwrap();
    let filled = open(&desk);
    assert_eq!(filled.credits.as_deref(), Some("100"));
    assert_eq!(filled.price.map(|price| price.amount).as_deref(), Some("12.00"));
}

fn flux() -> ProviderDraft {
    ProviderDraft {
        title: "Flux Lab".to_owned(),
        unit: "sparks".to_owned(),
        currency: "eur".to_owned(),
        source: "flux.example/prices".to_owned(),
        free: "10".to_owned(),
        free_every: "day".to_owned(),
        plans: vec![PlanDraft {
            title: "Studio".to_owned(),
            credits: "1000".to_owned(),
            price: "20".to_owned(),
            billing: "monthly".to_owned(),
            unused: "cycles".to_owned(),
            cycles: "2".to_owned(),
        }],
        topups: true,
        topup_months: "12".to_owned(),
        bundles: vec![BundleDraft {
            title: "Pack".to_owned(),
            credits: "500".to_owned(),
            price: "9 EUR".to_owned(),
        }],
        rates: vec![RateDraft {
            settings: vec![SettingValues {
                name: "size".to_owned(),
                values: vec!["4K".to_owned()],
            }],
            ..rate("draw", "4")
        }],
        ..ProviderDraft::default()
    }
}

#[test]
fn a_provider_is_made_from_nothing_and_used() {
    let mut desk = desk();
    let report = desk.app.check_draft(&flux()).unwrap();
    assert_eq!((report.provider.as_str(), report.problems.len()), ("flux-lab", 0), "{report:?}");
    let saved = desk.app.add_draft(&flux()).unwrap();
    assert_eq!(saved.provider, "flux-lab");
    let page = desk.app.rates(Some("flux-lab")).unwrap().page;
    assert_eq!((page.unit.as_str(), page.own, page.shipped), ("sparks", true, false));
    assert_eq!(page.pages[0].url, "https://flux.example/prices");
    assert_eq!(page.pages[0].read_on, "2026-11-21");
    assert_eq!(page.rows[0].settings[0].values, ["4K"]);

    let again = desk.app.add_draft(&flux()).unwrap_err();
    assert_eq!(again.field.as_deref(), Some("name"));
}

#[test]
fn everything_wrong_with_a_draft_is_told_at_once() {
    let desk = desk();
    let mut draft = flux();
    draft.title = " ".to_owned();
    draft.currency = "euros".to_owned();
    draft.free = "-1".to_owned();
    draft.plans[0].price = "many EUR".to_owned();
    draft.plans[0].cycles = "0".to_owned();
    draft.bundles[0].credits.clear();
    draft.topup_months = "soon".to_owned();
    draft.rates[0].credits = "4,5".to_owned();
    draft.rates[0].from = "2026-02-31".to_owned();
    let report = desk.app.check_draft(&draft).unwrap();
    let mut fields: Vec<&str> = report.problems.iter().map(|one| one.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "bundles.0.credits",
            "currency",
            "free",
            "plans.0.cycles",
            "plans.0.price",
            "rates.0.credits",
            "rates.0.from",
            "title",
            "topup_months",
        ]
    );
    assert_eq!(report.file, None);
}
