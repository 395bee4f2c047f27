//! Members and projects through the use-cases: names that were typed and names of today, limits that
//! refuse, budgets, and money that adds up whatever is asked.

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::{
    BudgetAmounts, Dimension, Filter, Member, Record, Topup, UsageQuery, WalletTerms,
};
use bursar_app::wire::{ApiError, ErrorCode, NameEdit};
use bursar_app::{App, Clock, ImportOrder, NameKind, NewProvider};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

const NOW: &str = "2026-11-21T12:00:00Z";

struct Desk {
    app: App,
    folder: TempDir,
}

fn credits(whole: i64) -> Credits {
    Credits::whole(whole).unwrap()
}

impl Desk {
    /// Two wallets, on the walls of Berlin and of UTC.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("books.bursar")).unwrap();
        let app = app.with_clock(Clock::At(Instant::parse(NOW).unwrap()));
        let mut desk = Self { app, folder };
        for (name, zone) in [("Berlin", "Europe/Berlin"), ("world", "UTC")] {
            let terms = WalletTerms {
                name: name.to_owned(),
                provider: "apiframe".to_owned(),
                timezone: Some(zone.to_owned()),
                opening: Some("5000".to_owned()),
                at: Some("2026-01-01T00:00:00Z".to_owned()),
                ..WalletTerms::default()
            };
            desk.app.wallet_add(&terms).unwrap();
        }
        desk
    }

    fn try_use(
        &mut self,
        wallet: &str,
        who: &str,
        what: i64,
        at: &str,
    ) -> Result<String, ApiError> {
        let record = Record {
            wallet: wallet.to_owned(),
            action: "image".to_owned(),
            credits: Some(what.to_string()),
            member: Some(who.to_owned()),
            project: Some("Teaser".to_owned()),
            at: Some(at.to_owned()),
            ..Record::default()
        };
        self.app.record(&record).map(|recorded| recorded.entered.id)
    }

    fn uses(&mut self, wallet: &str, who: &str, what: i64, at: &str) -> String {
        self.try_use(wallet, who, what, at).unwrap()
    }

    fn say(&mut self, name: &str, edit: NameEdit) {
        self.app.change_name(NameKind::Member, name, &edit).unwrap();
    }

    fn limit(&mut self, name: &str, wallet: Option<&str>, credits: &str) {
        let (wallet, credits) = (wallet.map(str::to_owned), Some(credits.to_owned()));
        self.say(name, NameEdit::Limit { wallet, credits });
    }

    fn member(&self, name: &str) -> Member {
        let people = self.app.people(None).unwrap();
        people.members.into_iter().find(|member| member.named.name == name).unwrap()
    }

    fn by_member(&self, filter: Option<&str>) -> Vec<(String, Credits)> {
        let filters =
            filter.map(|value| Filter { dimension: Dimension::Member, value: value.to_owned() });
        let query = UsageQuery {
            by: vec![Dimension::Member],
            filters: filters.into_iter().collect(),
            ..UsageQuery::default()
        };
        let report = self.app.usage(&query).unwrap();
        report.rows.into_iter().map(|row| (row.keys["member"].clone(), row.credits)).collect()
    }
}

fn merge(into: &str) -> NameEdit {
    NameEdit::Merge { into: into.to_owned() }
}

fn rename(to: &str) -> NameEdit {
    NameEdit::Rename { to: to.to_owned() }
}

#[test]
fn merged_and_renamed_names_are_one_in_every_report_until_it_is_undone() {
    let mut desk = Desk::new();
    desk.uses("Berlin", "Mara", 30, "2026-11-02");
    desk.uses("Berlin", "mara", 12, "2026-11-03");
    desk.uses("world", "Ivo", 5, "2026-11-03");
    assert_eq!(desk.by_member(None).len(), 3);
    assert_eq!(desk.member("mara").named.looks_like.as_deref(), Some("Mara"));
    assert_eq!(desk.member("Mara").named.looks_like, None);

    desk.say("mara", merge("Mara"));
    desk.say("Mara", rename("Mara Kern"));
    let whole = [("Mara Kern".to_owned(), credits(42)), ("Ivo".to_owned(), credits(5))];
    assert_eq!(desk.by_member(None), whole);
    for name in ["Mara", "mara", "Mara Kern"] {
        assert_eq!(desk.by_member(Some(name)), whole[..1], "{name} finds all of it");
    }
    assert_eq!(desk.by_member(Some("nobody")), []);
    let row = desk.member("Mara Kern").named;
    assert_eq!((row.used, row.also.as_slice()), (credits(42), &["Mara".into(), "mara".into()][..]));
    // Usage that is typed under an earlier name is theirs too.
    desk.uses("Berlin", "mara", 8, "2026-11-04");
    assert_eq!(desk.by_member(Some("Mara Kern")), [("Mara Kern".to_owned(), credits(50))]);
    let latest = desk.app.overview().unwrap().latest;
    assert!(latest.iter().all(|row| row.member.as_deref() != Some("mara")), "{latest:?}");

    for _ in 0..3 {
        desk.app.undo().unwrap();
    }
    let apart = ["Mara", "mara", "Ivo"].map(str::to_owned);
    let names: Vec<String> = desk.by_member(None).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, apart);
    assert!(desk.app.verify().unwrap().clean);
}

#[test]
fn a_limit_refuses_what_is_typed_and_says_what_is_left() {
    let mut desk = Desk::new();
    desk.uses("Berlin", "Mara", 60, "2026-11-02");
    // On the wall of Berlin this is still October.
    desk.uses("Berlin", "Mara", 20, "2026-10-31T22:59:00Z");
    desk.limit("Mara", None, "100");
    let limit = desk.member("Mara").limits.remove(0);
    assert_eq!((limit.used, limit.left), (credits(60), credits(40)));
    assert_eq!(limit.anew.to_string(), "2026-11-30T23:00:00Z");

    let refused = desk.try_use("Berlin", "Mara", 41, "2026-11-20").unwrap_err();
    assert_eq!((refused.code, refused.field.as_deref()), (ErrorCode::Refused, Some("member")));
    assert_eq!(
        refused.message,
        "Mara may use 100 credits a month; 40 are left of 2026-11, and this takes 41"
    );
    assert!(refused.hint.unwrap().contains("starts anew on 2026-12-01"));
    desk.uses("world", "Mara", 40, "2026-11-20");
    desk.try_use("Berlin", "Mara", 1, "2026-11-20").unwrap_err();
    // Another month, another member, and what costs nothing are not concerned.
    desk.uses("Berlin", "Mara", 80, "2026-10-05");
    desk.try_use("Berlin", "Mara", 1, "2026-10-05").unwrap_err();
    desk.uses("Berlin", "Ivo", 500, "2026-11-20");
    desk.uses("Berlin", "Mara", 0, "2026-11-20");
}

#[test]
fn a_limit_holds_for_every_name_of_a_member_and_frees_what_came_back() {
    let mut desk = Desk::new();
    desk.uses("Berlin", "Mara", 60, "2026-11-02");
    desk.limit("Mara", None, "100");
    let id = desk.uses("world", "mara", 30, "2026-11-03");
    desk.say("mara", merge("Mara"));
    assert_eq!(desk.member("Mara").limits[0].left, credits(10));
    desk.try_use("world", "mara", 11, "2026-11-04").unwrap_err();
    desk.app.refund("world", &id, Some("20"), Some("2026-11-05")).unwrap();
    assert_eq!(desk.member("Mara").limits[0].left, credits(30));
    desk.uses("world", "mara", 30, "2026-11-06");
    desk.try_use("world", "Mara", 1, "2026-11-06").unwrap_err();

    // Two limits hold at once, each in its place.
    desk.say("Ivo", NameEdit::Add);
    desk.limit("Ivo", None, "50");
    desk.limit("Ivo", Some("world"), "20");
    desk.uses("world", "Ivo", 20, "2026-11-07");
    let refused = desk.try_use("world", "Ivo", 1, "2026-11-07").unwrap_err();
    assert!(refused.message.starts_with("Ivo may use 20 credits a month in world"), "{refused}");
    desk.uses("Berlin", "Ivo", 30, "2026-11-07");
    let refused = desk.try_use("Berlin", "Ivo", 1, "2026-11-07").unwrap_err();
    assert!(refused.message.starts_with("Ivo may use 50 credits a month;"), "{refused}");
    desk.say("Ivo", NameEdit::Limit { wallet: None, credits: None });
    desk.uses("Berlin", "Ivo", 1, "2026-11-07");
    assert!(desk.app.verify().unwrap().clean);
}

#[test]
fn what_a_log_reports_is_booked_whatever_the_limit_says() {
    let mut desk = Desk::new();
    desk.say("Mara", NameEdit::Add);
    desk.limit("Mara", None, "10");
    let log = desk.folder.path().join("log.csv");
    std::fs::write(&log, "time,action,credits,member\n2026-11-02 10:00,image,90,Mara\n").unwrap();
    let order = ImportOrder {
        wallet: "Berlin".to_owned(),
        file: log.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    let report = desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    assert_eq!(report.added, 1, "{report:?}");
    let limit = desk.member("Mara").limits.remove(0);
    assert_eq!((limit.used, limit.left), (credits(90), Credits::ZERO));
}

#[test]
fn archived_names_are_not_offered_and_those_used_last_come_first() {
    let mut desk = Desk::new();
    for (name, at) in [("Mara", "2026-11-09"), ("Ivo", "2026-11-02"), ("Tomas", "2026-11-01")] {
        desk.uses("Berlin", name, 1, at);
    }
    desk.say("Sena", NameEdit::Add);
    desk.say("Ivo", NameEdit::Archive);
    desk.say("Tomas", rename("Tomáš"));
    let names = desk.app.names().unwrap();
    assert_eq!(names.members, ["Tomáš", "Mara", "Sena"]);
    assert_eq!(names.projects, ["Teaser"]);
    desk.say("Ivo", NameEdit::Restore);
    assert_eq!(desk.app.names().unwrap().members, ["Tomáš", "Ivo", "Mara", "Sena"]);
}

#[test]
fn what_makes_no_sense_is_refused_at_its_field() {
    let mut desk = Desk::new();
    desk.uses("Berlin", "Mara", 1, "2026-11-09");
    let mut wrong = |kind, name: &str, edit: NameEdit| {
        let error = desk.app.change_name(kind, name, &edit).unwrap_err();
        assert_eq!(error.code, ErrorCode::Input, "{error}");
        error.field
    };
    let member = NameKind::Member;
    let at = |field: &str| Some(field.to_owned());
    assert_eq!(wrong(member, " ", NameEdit::Add), at("name"));
    assert_eq!(wrong(member, "Mara", NameEdit::Add), at("name"));
    assert_eq!(wrong(member, "Mara", rename("")), at("to"));
    assert_eq!(wrong(member, "Mara", merge("Ivo")), at("name"));
    let limit = |credits: &str| NameEdit::Limit { wallet: None, credits: Some(credits.to_owned()) };
    assert_eq!(wrong(member, "Mara", limit("-1")), at("credits"));
    let budget = NameEdit::Budget { credits: Some("0".to_owned()), money: None, monthly: false };
    assert_eq!(wrong(NameKind::Project, "Teaser", budget.clone()), at("amount"));
    assert_eq!(wrong(member, "Mara", budget), None);
    assert_eq!(wrong(NameKind::Project, "Teaser", limit("5")), None);
}

#[test]
fn a_budget_counts_credits_or_what_they_cost_and_says_what_it_does_not_know() {
    let mut desk = Desk::new();
    let project = |desk: &Desk| desk.app.people(None).unwrap().projects.remove(0);
    let budget = |desk: &mut Desk, credits: Option<&str>, money: Option<&str>, monthly| {
        let edit = NameEdit::Budget {
            credits: credits.map(str::to_owned),
            money: money.map(str::to_owned),
            monthly,
        };
        desk.app.change_name(NameKind::Project, "Teaser", &edit).unwrap();
    };
    desk.uses("Berlin", "Mara", 4990, "2026-10-02");
    let topup = Topup {
        wallet: "Berlin".to_owned(),
        credits: Some("300".to_owned()),
        paid: Some("10.00 EUR".to_owned()),
        at: Some("2026-10-03".to_owned()),
        ..Topup::default()
    };
    desk.app.topup(&topup).unwrap();
    // Ten credits of the opening, whose price nobody knows, and a hundred for 3.33 EUR.
    desk.uses("Berlin", "Mara", 110, "2026-11-02");

    budget(&mut desk, Some("5000"), None, false);
    let whole = project(&desk).budget.unwrap();
    let left = credits(-100);
    let amounts = BudgetAmounts::Credits { budget: credits(5000), used: credits(5100), left };
    assert_eq!((whole.amounts, whole.cost_unknown), (amounts, Credits::ZERO));
    budget(&mut desk, None, Some("4.00 EUR"), true);
    let row = project(&desk);
    let month = row.budget.unwrap();
    let money = |text: &str| text.parse().unwrap();
    let (budget, used, left) = (money("4.00 EUR"), money("3.33 EUR"), money("0.67 EUR"));
    assert_eq!(month.amounts, BudgetAmounts::Money { budget, used, left });
    assert_eq!((month.cost_unknown, row.cost_unknown), (credits(10), credits(5000)));
}

#[test]
fn any_two_groupings_cost_the_same_to_the_cent() {
    let mut desk = Desk::new();
    desk.uses("Berlin", "Mara", 5000, "2026-10-01");
    let topup = Topup {
        wallet: "Berlin".to_owned(),
        credits: Some("700".to_owned()),
        paid: Some("1.00 EUR".to_owned()),
        at: Some("2026-10-03".to_owned()),
        ..Topup::default()
    };
    desk.app.topup(&topup).unwrap();
    for day in 4..=24_i64 {
        let who = ["Mara", "Ivo", "Sena"][usize::try_from(day % 3).unwrap()];
        desk.uses("Berlin", who, 7 + day % 5, &format!("2026-10-{day:02}"));
    }
    let cost = |by: &[Dimension], from: Option<&str>, to: Option<&str>| {
        let query = UsageQuery {
            by: by.to_vec(),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            ..UsageQuery::default()
        };
        let report = desk.app.usage(&query).unwrap();
        let rows: i64 = report.rows.iter().flat_map(|row| row.cost.0.values()).sum();
        let total: i64 = report.total.cost.0.values().sum();
        assert_eq!(rows, total, "{by:?}");
        total
    };
    let whole = cost(&[], None, None);
    assert!(whole > 20, "{whole}");
    for by in [&[Dimension::Member][..], &[Dimension::Day], &[Dimension::Kind, Dimension::Member]] {
        assert_eq!(cost(by, None, None), whole, "{by:?}");
    }
    // Two halves of the time are the whole.
    let middle = Some("2026-10-14");
    let by = [Dimension::Member];
    assert_eq!(cost(&by, None, middle) + cost(&by, middle, None), whole);
}

#[test]
fn a_failed_usage_that_was_never_charged_has_no_price() {
    let mut desk = Desk::new();
    let record = Record {
        wallet: "Berlin".to_owned(),
        action: "image".to_owned(),
        credits: Some("70".to_owned()),
        status: Some("failed".to_owned()),
        at: Some("2026-11-02".to_owned()),
        ..Record::default()
    };
    desk.app.record(&record).unwrap();
    let query = UsageQuery { by: vec![Dimension::Status], ..UsageQuery::default() };
    let report = desk.app.usage(&query).unwrap();
    assert_eq!((report.rows[0].count, report.rows[0].credits), (1, Credits::ZERO));
}

/// A provider that lets a wallet overdraw, and whose plan refills it each month.
const OVERDRAWN: &str = r#"
name = "open"
title = "Open"
zone = "UTC"

[[page]]
id = "page"
url = "https://example.org/prices"
read = 2026-11-01

[policy]
overdraw = "allow"
source = "page"

[[plan]]
id = "pro"
title = "Pro"
credits = 100
billing = ["monthly"]
price = "10.00 EUR"
"#;

#[test]
fn a_refill_that_repaid_debt_by_itself_shows_in_every_grouping() {
    let mut desk = Desk::new();
    let file = desk.folder.path().join("open.toml");
    std::fs::write(&file, OVERDRAWN).unwrap();
    desk.app.add_provider(&NewProvider::read(&file).unwrap()).unwrap();
    let at = |day: &str| Instant::parse(&format!("{day}T00:00:00Z")).unwrap();
    let terms = WalletTerms {
        name: "open".to_owned(),
        provider: "open".to_owned(),
        at: Some("2026-10-05".to_owned()),
        ..WalletTerms::default()
    };
    desk.app = desk.app.with_clock(Clock::At(at("2026-10-07")));
    desk.app.wallet_add(&terms).unwrap();
    desk.app.subscribe("open", "pro", Some("2026-10-05"), None, None).unwrap();
    desk.uses("open", "Mara", 140, "2026-10-06");
    let by_kind = |desk: &Desk| {
        let by = vec![Dimension::Kind];
        let wallets = vec!["open".to_owned()];
        let report = desk.app.usage(&UsageQuery { by, wallets, ..UsageQuery::default() }).unwrap();
        let rows = report.rows.into_iter();
        rows.map(|row| (row.keys["kind"].clone(), row.credits, row.cost.0.into_values().sum()))
            .collect::<Vec<(String, Credits, i64)>>()
    };
    let kind = |word: &str, whole, minor| (word.to_owned(), credits(whole), minor);
    let before = [kind("subscription", 100, 1000), kind("uncovered", 40, 0)];
    assert_eq!(by_kind(&desk), before);
    // Nothing is entered; the refill of November pays what is owed.
    desk.app = desk.app.with_clock(Clock::At(at("2026-11-07")));
    assert_eq!(by_kind(&desk), [kind("subscription", 140, 1400)]);
}

#[test]
fn an_entry_about_a_name_tells_what_was_said() {
    let mut desk = Desk::new();
    desk.say("Ivo", NameEdit::Add);
    let limit = |credits: Option<&str>| NameEdit::Limit {
        wallet: Some("world".to_owned()),
        credits: credits.map(str::to_owned),
    };
    desk.say("Ivo", limit(Some("120.5")));
    let latest = |desk: &Desk| {
        let line = desk.app.journal_page(&[], 0, 1).unwrap().lines.remove(0);
        desk.app.entry(&line.entry.unwrap().id).unwrap().facts
    };
    let facts = latest(&desk);
    let told: Vec<_> = facts
        .iter()
        .map(|fact| (fact.name.as_str(), fact.credits.as_deref(), fact.text.as_deref()))
        .collect();
    assert_eq!(told, [("limit", Some("120.5"), None), ("wallet", None, Some("world"))]);
    // A limit that is taken away is told without a figure.
    desk.say("Ivo", limit(None));
    assert_eq!(latest(&desk)[0].credits, None);
}

#[test]
fn a_project_is_a_clients_until_it_is_taken_back_or_voided() {
    let mut desk = Desk::new();
    desk.uses("world", "Mara", 12, "2026-11-03T10:00:00Z");
    let client = |name: &str| NameEdit::Client { client: Some(name.to_owned()) };
    let of = |desk: &Desk| desk.app.people(None).unwrap().projects[0].client.clone();
    assert_eq!(of(&desk), None, "nobody said");
    let said = desk.app.change_name(NameKind::Project, "Teaser", &client(" Nordlicht ")).unwrap();
    assert_eq!(said.text, "project Teaser: of the client Nordlicht");
    assert_eq!(of(&desk).as_deref(), Some("Nordlicht"));
    let view = desk.app.people_view(None).unwrap();
    assert_eq!(
        (view.clients, view.projects[0].client.as_deref()),
        (vec!["Nordlicht".to_owned()], Some("Nordlicht"))
    );
    let line = desk.app.journal_page(&[], 0, 1).unwrap().lines.remove(0);
    let entry = desk.app.entry(&line.entry.unwrap().id).unwrap();
    let [fact] = entry.facts.as_slice() else { panic!("{:?}", entry.facts) };
    assert_eq!((&*fact.name, fact.text.as_deref()), ("client", Some("Nordlicht")));

    let refused = desk.app.change_name(NameKind::Project, "Teaser", &client("Nordlicht"));
    assert!(refused.unwrap_err().message.contains("nothing was changed"));
    let long = desk.app.change_name(NameKind::Project, "Teaser", &client(&"x".repeat(201)));
    assert_eq!(long.unwrap_err().field.as_deref(), Some("client"));
    let member = desk.app.change_name(NameKind::Member, "Mara", &client("Nordlicht"));
    assert_eq!(member.unwrap_err().message, "only a project has a client");

    desk.app.void(&entry.row.id, "mistaken").unwrap();
    assert_eq!(of(&desk), None, "as if it had never been said");
    desk.app.change_name(NameKind::Project, "Teaser", &client("Nordlicht")).unwrap();
    let none = NameEdit::Client { client: Some(String::new()) };
    let said = desk.app.change_name(NameKind::Project, "Teaser", &none).unwrap();
    assert_eq!((said.text.as_str(), of(&desk)), ("project Teaser: of no client", None));
}
