//! Alerts through the use-cases, at a clock of the test's own.

use bursar_ledger::fact::Source;
use bursar_store::NewUsage;

use super::*;
use crate::clock::Clock;
use crate::report::{Record, Topup, WalletTerms};
use crate::wire::{AlertKind, AlertRule, NameEdit, NameKind, QuietHours, WalletChange};

struct Studio {
    _folder: tempfile::TempDir,
    app: App,
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Books with one wallet at Deep-image, in UTC, opened on Monday 2 November 2026 with 100 credits.
fn studio() -> Studio {
    studio_in("UTC")
}

fn studio_in(zone: &str) -> Studio {
    let folder = tempfile::tempdir().unwrap();
    let mut app = App::open(&folder.path().join("books.bursar")).unwrap();
    app.clock = Clock::At(at("2026-11-02T08:00:00Z"));
    app.wallet_add(&WalletTerms {
        name: "Lab".to_owned(),
        provider: "deep-image".to_owned(),
        timezone: Some(zone.to_owned()),
        opening: Some("100".to_owned()),
        ..WalletTerms::default()
    })
    .unwrap();
    Studio { _folder: folder, app }
}

impl Studio {
    fn comes(&mut self, time: &str) {
        self.app.clock = Clock::At(at(time));
    }

    fn uses(&mut self, credits: i64) {
        let order = Record {
            wallet: "Lab".to_owned(),
            action: "enhance".to_owned(),
            credits: Some(credits.to_string()),
            ..Record::default()
        };
        self.app.record(&order).unwrap();
    }

    fn tops_up(&mut self, credits: i64, expires: Option<&str>, paid: Option<&str>) {
        // Deep-image sells packs to anybody.
        let order = Topup {
            wallet: "Lab".to_owned(),
            credits: Some(credits.to_string()),
            expires: expires.map(str::to_owned),
            paid: paid.map(str::to_owned),
            ..Topup::default()
        };
        self.app.topup(&order).unwrap();
    }

    fn lets(&mut self, member: &str, wallet: Option<&str>, credits: &str) {
        let wallet = wallet.map(str::to_owned);
        for edit in [NameEdit::Add, NameEdit::Limit { wallet, credits: Some(credits.to_owned()) }] {
            self.app.edit_name(NameKind::Member, member, &edit).unwrap();
        }
    }

    fn lets_use(&mut self, member: &str, credits: i64) {
        let order = Record {
            wallet: "Lab".to_owned(),
            action: "enhance".to_owned(),
            member: Some(member.to_owned()),
            credits: Some(credits.to_string()),
            ..Record::default()
        };
        self.app.record(&order).unwrap();
    }

    fn watches(&mut self, kind: AlertKind, line: Option<&str>) {
        for rule in self.app.alert_rules().unwrap() {
            self.app.remove_alert_rule(&rule.id).unwrap();
        }
        let line = line.map(str::to_owned);
        let rule = AlertRule { id: String::new(), on: true, wallet: None, kind, line };
        self.app.keep_alert_rule(&rule).unwrap();
    }

    fn looks(&mut self) -> bool {
        self.app.look_at_alerts().unwrap()
    }

    fn history(&self) -> Vec<Alert> {
        self.app.alerts(None, 50).unwrap().rows
    }

    fn holds(&self) -> Vec<Alert> {
        self.app.overview().unwrap().alerts
    }
}

#[test]
fn a_low_balance_is_told_once_and_again_after_a_topup() {
    let mut studio = studio();
    studio.watches(AlertKind::BalanceAtOrBelow, Some("20"));
    assert!(!studio.looks(), "100 are left");
    studio.uses(85);
    assert!(studio.looks());
    studio.uses(5);
    assert!(!studio.looks(), "an alarm is a crossing, not a state");
    assert_eq!(studio.history().len(), 1);
    assert_eq!(studio.history()[0].figures.credits, "15", "as it was then");
    assert_eq!(studio.holds()[0].figures.credits, "10", "as it is now");
    studio.tops_up(50, None, None);
    assert!(studio.looks(), "armed again");
    assert_eq!(studio.holds(), []);
    studio.uses(50);
    assert!(studio.looks());
    assert_eq!(studio.history().len(), 2);
    assert!(studio.history()[1].over_at.is_some());
    // What is undone has not happened.
    studio.app.undo().unwrap();
    assert!(studio.looks());
    assert_eq!(studio.holds(), []);
}

#[test]
fn a_member_near_the_limit_is_told_once_a_month() {
    let mut studio = studio();
    studio.watches(AlertKind::MemberLimit, Some("80"));
    studio.lets("Ana", None, "20");
    studio.lets_use("Ana", 15);
    assert!(!studio.looks(), "75 %");
    studio.lets_use("Ana", 2);
    assert!(studio.looks());
    studio.lets_use("Ana", 3);
    assert!(!studio.looks(), "told already");
    let alert = &studio.holds()[0].figures;
    assert_eq!((alert.member.as_deref(), alert.percent), (Some("Ana"), Some(100)));
    assert_eq!((alert.credits.as_str(), alert.wallet.as_str()), ("20", ""));
    assert_eq!(alert.due.as_deref(), Some("2026-12-01T00:00:00Z"));
    // The next month begins at nothing, and the line can be crossed again.
    studio.comes("2026-12-01T09:00:00Z");
    assert!(studio.looks());
    assert_eq!(studio.holds(), []);
    studio.lets_use("Ana", 18);
    assert!(studio.looks());
    assert_eq!(studio.history().len(), 2);
}

#[test]
fn a_limit_over_all_wallets_is_told_by_the_wall_that_counts_its_months() {
    let mut studio = studio_in("America/New_York");
    studio.watches(AlertKind::MemberLimit, Some("80"));
    studio.lets("Ana", None, "20");
    studio.lets_use("Ana", 18);
    assert!(studio.looks());
    let alert = &studio.holds()[0].figures;
    assert_eq!(alert.due.as_deref(), Some("2026-12-01T05:00:00Z"), "midnight in New York");
    assert_eq!(alert.zone, "America/New_York");
}

#[test]
fn a_wallet_that_never_stood_above_the_line_has_not_crossed_it() {
    let mut studio = studio();
    studio.watches(AlertKind::BalanceAtOrBelow, Some("500"));
    assert_eq!(studio.holds(), []);
    studio.tops_up(450, None, None);
    assert!(!studio.looks());
    studio.uses(50);
    assert!(studio.looks());
}

#[test]
fn what_will_lapse_unused_is_told_with_its_worth_and_what_will_be_used_is_not() {
    let mut studio = studio();
    studio.watches(AlertKind::LapsesWithin, Some("7"));
    studio.tops_up(60, Some("2026-11-20T00:00:00Z"), Some("12.00 EUR"));
    assert_eq!(studio.history(), [], "too far away");
    studio.comes("2026-11-13T00:00:00Z");
    assert!(studio.looks());
    let alert = &studio.holds()[0];
    assert_eq!(
        (alert.figures.credits.as_str(), alert.figures.due.as_deref()),
        ("60", Some("2026-11-20T00:00:00Z"))
    );
    assert_eq!(alert.figures.worth.as_ref().unwrap().amount, "12.00");
    // Two weeks at ten a day: of the sixty nothing is lost.
    for day in 3..13 {
        studio.comes(&format!("2026-11-{day:02}T12:00:00Z"));
        studio.uses(8);
    }
    studio.tops_up(300, None, None);
    studio.comes("2026-11-13T00:00:00Z");
    let overview = studio.app.overview().unwrap();
    let outlook = &overview.wallets[0].outlook;
    assert_eq!((outlook.per_day.as_deref(), outlook.days), (Some("8"), 10));
    // 80 of the lot of 60 were drawn before it ends.
    assert_eq!(outlook.unused, "0");
    assert!(studio.looks());
    assert_eq!(studio.holds(), []);
}

#[test]
fn running_out_before_the_refill_is_told_once_a_cycle() {
    let mut studio = studio();
    studio.watches(AlertKind::RunsOutBeforeRefill, None);
    studio.app.subscribe("Lab", "subscription", None, Some("200"), Some("20.00 EUR")).unwrap();
    for day in 3..13 {
        studio.comes(&format!("2026-11-{day:02}T12:00:00Z"));
        studio.uses(20);
    }
    studio.comes("2026-11-13T00:00:00Z");
    assert!(studio.looks());
    let alert = &studio.holds()[0];
    assert_eq!(alert.figures.due.as_deref(), Some("2026-11-18T00:00:00Z"), "100 at 20 a day");
    assert_eq!(alert.figures.refill.as_deref(), Some("2026-12-02T08:00:00Z"));
    let card = &studio.app.overview().unwrap().wallets[0];
    assert!(card.outlook.before_refill);
    assert_eq!(card.outlook.runs_out.as_deref(), Some("2026-11-18T00:00:00Z"));
    studio.comes("2026-11-14T00:00:00Z");
    assert!(!studio.looks(), "a day without use moves the date, and is no news");
    studio.tops_up(900, None, None);
    assert!(studio.looks());
    assert_eq!(studio.holds(), []);
}

#[test]
fn the_cycle_is_told_at_its_percentage_and_anew_in_the_next() {
    let mut studio = studio();
    studio.watches(AlertKind::CycleUsed, Some("80"));
    studio.app.subscribe("Lab", "subscription", None, Some("100"), Some("20.00 EUR")).unwrap();
    let cycle = studio.app.overview().unwrap().wallets[0].cycle.clone().unwrap();
    assert_eq!((cycle.percent, cycle.credits.as_str()), (0, "100"));
    // The opening balance and the cycle, in draw order: what counts is what the cycle's lot gave.
    studio.uses(185);
    studio.looks();
    let used = studio.app.overview().unwrap().wallets[0].cycle.clone().unwrap();
    assert_eq!(studio.holds().len(), usize::from(used.percent >= 80));
    assert!(used.percent >= 80, "{used:?}");
    studio.comes("2026-12-03T00:00:00Z");
    assert!(studio.looks(), "a new cycle");
    assert_eq!(studio.holds(), []);
}

#[test]
fn uncovered_usage_is_told_until_the_purchase_is_entered() {
    let mut studio = studio();
    let wallet = studio.app.books.wallet("Lab").unwrap();
    let usage = NewUsage {
        source: Source::Reported,
        credits: Some(Credits::whole(130).unwrap()),
        action: Some("enhance"),
        ..NewUsage::default()
    };
    let now = studio.app.clock.now();
    studio.app.books.record(now, "import", |batch| batch.usage(&wallet, now, &usage)).unwrap();
    assert!(studio.looks());
    let kinds: Vec<AlertKind> = studio.holds().iter().map(|alert| alert.figures.kind).collect();
    assert_eq!(kinds, [AlertKind::Uncovered]);
    assert_eq!(studio.holds()[0].figures.credits, "30");
    studio.tops_up(50, None, None);
    assert!(studio.looks());
    assert_eq!(studio.holds(), []);
}

#[test]
fn quiet_hours_hold_back_the_desktop_and_not_the_notice() {
    let mut studio = studio();
    studio.watches(AlertKind::BalanceAtOrBelow, Some("20"));
    studio.comes("2026-11-02T22:30:00Z");
    studio.uses(90);
    studio.looks();
    let quiet = QuietHours { from: "22:00".to_owned(), to: "07:00".to_owned() };
    let prefs = Prefs { quiet_hours: Some(quiet), ..Prefs::default() };
    let mut told = |time: &str, prefs: &Prefs, zone: &str| {
        studio.comes(time);
        studio.app.take_untold_alerts(prefs, zone).unwrap().len()
    };
    assert_eq!(told("2026-11-02T22:30:00Z", &prefs, "UTC"), 0);
    assert_eq!(told("2026-11-03T06:59:00Z", &prefs, "UTC"), 0);
    let none = Prefs { notifications: false, ..Prefs::default() };
    assert_eq!(told("2026-11-03T08:00:00Z", &none, "UTC"), 0);
    assert_eq!(told("2026-11-03T06:59:00Z", &prefs, "Europe/Berlin"), 1, "it is eight in Berlin");
    assert_eq!(told("2026-11-03T08:00:00Z", &prefs, "UTC"), 0, "once");
    assert_eq!(studio.holds().len(), 1);
}

#[test]
fn a_rule_follows_its_wallet_to_another_name() {
    let mut studio = studio();
    studio.watches(AlertKind::BalanceAtOrBelow, Some("20"));
    let [rule] = studio.app.alert_rules().unwrap().try_into().unwrap();
    let low = AlertRule { wallet: Some("Lab".to_owned()), ..rule };
    studio.app.keep_alert_rule(&low).unwrap();
    let line = Some("80".to_owned());
    let limit = AlertRule { id: String::new(), kind: AlertKind::MemberLimit, line, ..low };
    studio.app.keep_alert_rule(&limit).unwrap();
    studio.lets("Ana", Some("Lab"), "90");
    studio.lets_use("Ana", 85);
    let change = WalletChange { name: Some("Lab 2".to_owned()), ..WalletChange::default() };
    studio.app.change_wallet("Lab", &change).unwrap();
    for rule in studio.app.alert_rules().unwrap() {
        assert_eq!(rule.wallet.as_deref(), Some("Lab 2"));
        studio.app.keep_alert_rule(&rule).unwrap();
    }
    studio.looks();
    let kinds: Vec<AlertKind> = studio.holds().iter().map(|alert| alert.figures.kind).collect();
    assert_eq!(kinds.len(), 2, "{kinds:?}");
    let other = WalletTerms {
        name: "Lab".to_owned(),
        provider: "deep-image".to_owned(),
        opening: Some("5".to_owned()),
        ..WalletTerms::default()
    };
    studio.app.wallet_add(&other).unwrap();
    studio.looks();
    assert_eq!(studio.holds().len(), 2, "the new bearer of a name is another wallet");
    let of_new = AlertRule { id: String::new(), wallet: Some("Lab".to_owned()), ..limit };
    studio.app.keep_alert_rule(&of_new).unwrap();
    studio.app.undo().unwrap();
    let rules = studio.app.alert_rules().unwrap();
    assert_eq!(rules[2].wallet.as_deref(), Some("Lab"), "called as it was");
}

#[test]
fn what_is_put_off_is_told_again_if_it_still_holds() {
    let mut studio = studio();
    studio.watches(AlertKind::BalanceAtOrBelow, Some("20"));
    studio.uses(90);
    studio.looks();
    let prefs = Prefs::default();
    let id = studio.app.take_untold_alerts(&prefs, "UTC").unwrap()[0].id;
    studio.app.snooze_alert(id, Some("2026-11-03T08:00:00Z")).unwrap();
    assert_eq!(studio.holds(), []);
    let late = studio.app.snooze_alert(id, Some("2026-11-01T08:00:00Z")).unwrap_err();
    assert_eq!(late.field.as_deref(), Some("until"));
    studio.comes("2026-11-03T08:00:00Z");
    assert_eq!(studio.app.take_untold_alerts(&prefs, "UTC").unwrap().len(), 1);
    assert_eq!(studio.holds().len(), 1);
    assert!(!studio.holds()[0].seen);
    studio.app.see_alerts(id).unwrap();
    assert!(studio.holds()[0].seen);
    assert!(studio.app.snooze_alert(999, None).is_err());
}

#[test]
fn a_line_that_cannot_be_is_refused_at_its_field() {
    let mut studio = studio();
    for (kind, line) in [
        (AlertKind::CycleUsed, "101"),
        (AlertKind::CycleUsed, "0"),
        (AlertKind::CycleUsed, "many"),
        (AlertKind::BalanceAtOrBelow, "-1"),
        (AlertKind::LapsesWithin, "0"),
        (AlertKind::LapsesWithin, "1.5"),
        (AlertKind::LapsesWithin, ""),
    ] {
        let rule = AlertRule {
            id: String::new(),
            on: true,
            wallet: None,
            kind,
            line: Some(line.to_owned()),
        };
        let refused = studio.app.keep_alert_rule(&rule).unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("line"), "{kind:?} {line}");
    }
    let rules = studio.app.alert_rules().unwrap();
    assert_eq!(rules.len(), 6, "what books begin with");
    let off = AlertRule { on: false, wallet: Some("Lab".to_owned()), ..rules[0].clone() };
    assert_eq!(studio.app.keep_alert_rule(&off).unwrap()[0], off);
    let nobody = AlertRule { wallet: Some("Nobody".to_owned()), ..rules[0].clone() };
    assert!(studio.app.keep_alert_rule(&nobody).is_err());
}
