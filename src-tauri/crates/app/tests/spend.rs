//! Spend and Top up as the window uses them, at a fixed time.
// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

use bursar_app::report::WalletTerms;
use bursar_app::wire::{
    EntryFilter, ErrorCode, NoPriceReason, SettingText, SettleDraft, SpendDraft, SpendEffect,
    SpendRefusal, SpendStatus, TopUpCondition, TopUpDraft,
};
use bursar_app::{App, Clock};
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

fn instant(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

struct Desk {
    app: App,
    _folder: TempDir,
}

/// A wallet at ImagineArt on 20 March 2026 at noon, with opening credits and without a plan.
fn desk(opening: &str) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("studio.bursar")).unwrap();
    let mut app = app.with_clock(Clock::At(instant("2026-03-20T12:00:00Z")));
    app.wallet_add(&WalletTerms {
        name: "main".to_owned(),
        provider: "imagineart".to_owned(),
        opening: Some(opening.to_owned()),
        at: Some("2026-03-01".to_owned()),
        ..WalletTerms::default()
    })
    .unwrap();
    Desk { app, _folder: folder }
}

fn image(model: &str, resolution: &str) -> SpendDraft {
    let setting = SettingText { name: "resolution".to_owned(), value: resolution.to_owned() };
    SpendDraft {
        wallet: "main".to_owned(),
        action: "image".to_owned(),
        model: Some(model.to_owned()),
        settings: vec![setting],
        ..SpendDraft::default()
    }
}

#[test]
fn the_form_has_the_fields_of_the_rate_card() {
    let desk = desk("1000");
    let form = desk.app.spend_form("main").unwrap();
    let image = form.actions.iter().find(|action| action.name == "image").unwrap();
    let banana = image.models.iter().find(|m| m.name.as_deref() == Some("Nano Banana 2")).unwrap();
    assert_eq!(banana.settings.len(), 1);
    assert_eq!(banana.settings[0].name, "resolution");
    assert_eq!(banana.settings[0].values, ["1K", "2K", "4K"]);
    assert!(!banana.settings[0].optional && banana.settings[0].step.is_none());
    let plain = image.models.iter().find(|m| m.name.as_deref() == Some("ImagineArt 1.5")).unwrap();
    assert!(plain.settings.is_empty());
    assert!(form.rated && form.last.is_none() && form.members.is_empty());
}

#[test]
fn steps_and_switches_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("studio.bursar")).unwrap();
    let mut app = app.with_clock(Clock::At(instant("2026-03-20T12:00:00Z")));
    let wallet = |name: &str, provider: &str| WalletTerms {
        name: name.to_owned(),
        provider: provider.to_owned(),
        ..WalletTerms::default()
    };
    app.wallet_add(&wallet("api", "apiframe")).unwrap();
    let form = app.spend_form("api").unwrap();
    let kling = form.other.iter().find(|m| m.name.as_deref() == Some("kling 2.6")).unwrap();
    let setting = |name: &str| kling.settings.iter().find(|setting| setting.name == name).unwrap();
    assert_eq!(setting("seconds").step.as_deref(), Some("5"));
    assert_eq!(setting("audio").values, ["false", "true"]);
    assert!(setting("audio").optional && !setting("seconds").optional);

    // A rate that names neither action nor model leaves both to be typed.
    app.wallet_add(&wallet("deep", "deep-image")).unwrap();
    let form = app.spend_form("deep").unwrap();
    assert!(form.rated && form.actions.is_empty());
    assert_eq!(form.other[0].name, None);
}

#[test]
fn a_quote_tells_what_is_left_at_its_time_or_now_whichever_is_later() {
    let mut desk = desk("1000");
    let at = |time: &str, action: &str| SpendDraft {
        at: Some(time.to_owned()),
        credits: Some("10".to_owned()),
        action: action.to_owned(),
        wallet: "main".to_owned(),
        ..SpendDraft::default()
    };
    desk.app.spend(&at("2026-03-25T12:00:00Z", "upscale")).unwrap();
    let balance = |time: &str| {
        let balances = desk.app.balances(Some("main"), Some(time), None).unwrap();
        balances.wallets[0].available.to_string()
    };
    let failed = bursar_app::wire::SpendStatus::Failed;
    for time in [
        "2026-03-19T12:00:00Z",
        "2026-03-20T12:00:00Z",
        "2026-03-23T12:00:00Z",
        "2026-03-25T18:00:00Z",
        "2026-04-02T12:00:00Z",
    ] {
        let left = balance(time.max("2026-03-20T12:00:00Z"));
        let draft = at(time, "upscale");
        assert_eq!(desk.app.spend_quote(&draft).unwrap().left, left, "{time}");
        let nothing = SpendDraft { status: failed, ..draft };
        assert_eq!(desk.app.spend_quote(&nothing).unwrap().left, left, "{time}");
    }
}

#[test]
fn a_quote_is_what_booking_does() {
    let mut desk = desk("1000");
    let draft = SpendDraft {
        quantity: Some("4".to_owned()),
        times: Some("3".to_owned()),
        member: Some("Mara".to_owned()),
        ..image("Nano Banana 2", "2K")
    };
    let quote = desk.app.spend_quote(&draft).unwrap();
    assert_eq!((quote.unit.as_deref(), quote.each.as_deref()), (Some("73.5"), Some("294")));
    assert_eq!(quote.total.as_deref(), Some("882"));
    assert_eq!((quote.left.as_str(), quote.left_after.as_str()), ("1100", "218"));
    assert_eq!(quote.effect, SpendEffect::Draws);
    // The day's free credits first, then those that were there.
    let draws: Vec<(&str, &str)> =
        quote.draws.iter().map(|draw| (draw.lot.as_str(), draw.credits.as_str())).collect();
    assert_eq!(draws.len(), 2, "{draws:?}");
    assert_eq!((draws[0].1, draws[1].1), ("100", "782"));
    assert!(quote.refused.is_none() && quote.cost.is_empty() && !quote.cost_known);

    let before = desk.app.overview().unwrap().last_batch.unwrap().id;
    let spent = desk.app.spend(&draft).unwrap();
    assert_eq!(
        (spent.credits.as_deref(), spent.left.as_str(), spent.times),
        (Some("882"), "218", 3)
    );
    let page = desk.app.entries(Some("main"), &EntryFilter::default(), 0, 10).unwrap();
    let booked: Vec<&str> = page
        .rows
        .iter()
        .filter_map(|row| row.member.as_deref().and(row.credits.as_deref()))
        .collect();
    assert_eq!(booked, ["-294", "-294", "-294"]);

    // One entry to undo, and the next begins with the same.
    let last = desk.app.spend_form("main").unwrap().last.unwrap();
    assert_eq!(
        (last.quantity.as_deref(), last.model.as_deref()),
        (Some("4"), Some("Nano Banana 2"))
    );
    assert_eq!(last.settings, draft.settings);
    desk.app.undo_batch(&spent.batch).unwrap();
    assert_eq!(desk.app.overview().unwrap().last_batch.unwrap().id, before);
    assert_eq!(desk.app.overview().unwrap().wallets[0].available, "1100");
}

#[test]
fn a_batch_that_is_not_covered_is_refused_whole_with_the_ways_out() {
    let mut desk = desk("100");
    let draft = SpendDraft { times: Some("40".to_owned()), ..image("Nano Banana 2", "1K") };
    let quote = desk.app.spend_quote(&draft).unwrap();
    let refused = quote.refused.unwrap();
    assert_eq!(refused.reason, SpendRefusal::NotEnough);
    let ways = refused.ways.unwrap();
    assert_eq!(ways.missing, "1760");
    // A hundred free credits a day will never be enough, and the next day is said.
    let wait = ways.wait.unwrap();
    assert_eq!((wait.at.as_str(), wait.enough), ("2026-03-21T00:00:00Z", false));
    assert_eq!(ways.top_up.condition, TopUpCondition::NeedsSubscription);
    assert_eq!(ways.top_up.word.as_deref(), Some("tokens"));
    assert!(ways.plan.is_some_and(|plan| !plan.instead && plan.credits.is_none()));
    assert!(quote.draws.is_empty() && quote.left == quote.left_after);

    let error = desk.app.spend(&draft).unwrap_err();
    assert_eq!(error.code, ErrorCode::Refused);
    assert_eq!(desk.app.entries(Some("main"), &EntryFilter::default(), 0, 10).unwrap().total, 3);

    // With a plan the wait ends with its refill, a top-up is allowed, and the next plan is larger.
    desk.app
        .subscribe("main", "basic", Some("2026-03-10"), Some("1500"), Some("9.00 EUR"))
        .unwrap();
    desk.app
        .spend(&SpendDraft { times: Some("20".to_owned()), ..image("Nano Banana 2", "1K") })
        .unwrap();
    let draft = SpendDraft { times: Some("20".to_owned()), ..draft };
    let ways = desk.app.spend_quote(&draft).unwrap().refused.unwrap().ways.unwrap();
    let wait = ways.wait.unwrap();
    assert_eq!((wait.at.as_str(), wait.enough), ("2026-04-10T00:00:00Z", true));
    assert_eq!(ways.top_up.condition, TopUpCondition::Subscribed);
    assert!(ways.plan.is_some_and(|plan| plan.instead && plan.id != "basic"));
}

#[test]
fn a_late_usage_that_takes_anothers_cover_is_told_before_it_is_booked() {
    let mut desk = desk("100");
    let plain = SpendDraft { settings: Vec::new(), ..image("ImagineArt 1.5", "") };
    let spent = SpendDraft { quantity: Some("12".to_owned()), ..plain.clone() };
    desk.app.spend(&spent).unwrap();
    let late = SpendDraft {
        quantity: Some("9".to_owned()),
        at: Some("2026-03-19T08:00".to_owned()),
        ..plain.clone()
    };
    // That day had free credits of its own; they and twenty of the others are enough.
    let quote = desk.app.spend_quote(&late).unwrap();
    let refused = quote.refused.unwrap();
    assert_eq!(refused.reason, SpendRefusal::Conflict);
    assert_eq!(refused.conflict.as_deref(), Some("2026-03-20T12:00:00Z"));
    assert!(desk.app.spend(&late).is_err());
    let less = SpendDraft { quantity: Some("7".to_owned()), ..late.clone() };
    let quote = desk.app.spend_quote(&less).unwrap();
    assert!(quote.refused.is_none());
    assert_eq!(quote.left_after, desk.app.spend(&less).unwrap().left);
    // Several late ones are refused together, too.
    let many = SpendDraft { quantity: Some("1".to_owned()), times: Some("9".to_owned()), ..late };
    assert!(desk.app.spend_quote(&many).unwrap().refused.is_some());
    assert!(desk.app.spend(&many).is_err());
}

#[test]
fn without_a_price_the_figure_is_typed_or_the_usage_kept() {
    let mut desk = desk("1000");
    let draft = SpendDraft { settings: Vec::new(), ..image("Nano Banana 2", "") };
    let quote = desk.app.spend_quote(&draft).unwrap();
    let reason = quote.no_price.unwrap();
    assert_eq!(reason.reason, NoPriceReason::SettingMissing);
    assert_eq!(
        (reason.setting.as_deref(), quote.effect),
        (Some("resolution"), SpendEffect::Unpriced)
    );
    let own = SpendDraft { credits: Some("50".to_owned()), ..image("Nano Banana 2", "1K") };
    let quote = desk.app.spend_quote(&own).unwrap();
    assert_eq!((quote.total.as_deref(), quote.rated.as_deref()), (Some("50"), Some("49")));
    assert_eq!(desk.app.spend(&draft).unwrap().effect, SpendEffect::Unpriced);

    for (field, wrong) in [
        ("quantity", SpendDraft { quantity: Some("half".to_owned()), ..own.clone() }),
        ("times", SpendDraft { times: Some("1001".to_owned()), ..own.clone() }),
        ("credits", SpendDraft { credits: Some("-1".to_owned()), ..own.clone() }),
        ("at", SpendDraft { at: Some("yesterday".to_owned()), ..own.clone() }),
        ("action", SpendDraft { action: "  ".to_owned(), ..own.clone() }),
    ] {
        let error = desk.app.spend_quote(&wrong).unwrap_err();
        assert_eq!(error.field.as_deref(), Some(field), "{error}");
    }
}

#[test]
fn what_is_pending_holds_and_is_settled() {
    let mut desk = desk("1000");
    let draft = SpendDraft { status: SpendStatus::Pending, ..image("Nano Banana 2", "4K") };
    assert_eq!(desk.app.spend_quote(&draft).unwrap().effect, SpendEffect::Holds);
    desk.app.spend(&draft).unwrap();
    desk.app.spend(&SpendDraft { credits: Some("90".to_owned()), ..draft }).unwrap();
    let pending = desk.app.pending_usages("main").unwrap();
    let held: Vec<&str> = pending.iter().filter_map(|one| one.credits.as_deref()).collect();
    assert_eq!(held, ["90", "98"]);
    let settle = |id: &str, succeeded: bool, credits: Option<&str>| SettleDraft {
        wallet: "main".to_owned(),
        id: id.to_owned(),
        succeeded,
        credits: credits.map(str::to_owned),
    };
    let spent = desk.app.settle_pending(&settle(&pending[1].id, true, Some("80"))).unwrap();
    assert_eq!((spent.credits.as_deref(), spent.left.as_str()), (Some("80"), "930"));
    let failed = desk.app.settle_pending(&settle(&pending[0].id, false, None)).unwrap();
    assert_eq!((failed.credits, failed.left.as_str()), (None, "1020"));
    assert!(desk.app.pending_usages("main").unwrap().is_empty());
    assert!(desk.app.settle_pending(&settle(&pending[0].id, true, None)).is_err());
    desk.app.undo_batch(&failed.batch).unwrap();
    assert_eq!(desk.app.pending_usages("main").unwrap().len(), 1);
}

fn bought(credits: &str) -> TopUpDraft {
    TopUpDraft {
        wallet: "main".to_owned(),
        credits: Some(credits.to_owned()),
        paid: Some("18".to_owned()),
        currency: Some("EUR".to_owned()),
        receipt: Some("R-1".to_owned()),
        note: Some("for the teaser".to_owned()),
        ..TopUpDraft::default()
    }
}

#[test]
fn the_providers_condition_is_said_before_and_holds() {
    let mut desk = desk("100");
    let form = desk.app.top_up_form("main").unwrap();
    assert_eq!(form.condition, TopUpCondition::NeedsSubscription);
    assert_eq!((form.word.as_deref(), form.pace, form.plan), (Some("tokens"), None, None));
    let quote = desk.app.top_up_quote(&bought("4000")).unwrap();
    assert_eq!(quote.condition, TopUpCondition::NeedsSubscription);
    let refused = desk.app.top_up(&bought("4000"), None).unwrap_err();
    assert_eq!(refused.code, ErrorCode::Refused);

    desk.app.subscribe("main", "basic", Some("2026-03-10"), Some("1500"), None).unwrap();
    let quote = desk.app.top_up_quote(&bought("4000")).unwrap();
    assert_eq!(quote.condition, TopUpCondition::Subscribed);
    assert_eq!(quote.left_after, "5600");
    assert_eq!(quote.per_credit.unwrap().amount, "0.0045");
    let file = std::path::Path::new("/srv/receipts/R 1.pdf");
    let receipt = desk.app.top_up(&bought("4000"), Some(file)).unwrap();
    assert_eq!(receipt.attachment.as_deref(), Some("R 1.pdf"));
    assert_eq!((receipt.credits.as_str(), receipt.receipt.as_deref()), ("4000", Some("R-1")));
    assert_eq!(receipt.note.as_deref(), Some("for the teaser"));
    assert_eq!(desk.app.overview().unwrap().wallets[0].available, "5600");

    // The same receipt is not booked twice, and can be read again.
    let again = desk.app.top_up(&bought("4000"), None).unwrap_err();
    assert_eq!(again.field.as_deref(), Some("receipt"));
    let form = desk.app.top_up_form("main").unwrap();
    assert_eq!((form.earlier.len(), form.currency.as_deref()), (1, Some("EUR")));
    let read = desk.app.receipt(&form.earlier[0].id).unwrap();
    assert_eq!((read.batch.as_ref(), &read.paid), (None, &receipt.paid));
    desk.app.undo_batch(&receipt.batch.unwrap()).unwrap();
    assert!(desk.app.receipt(&read.id).unwrap().voided);
    assert!(desk.app.top_up(&bought("4000"), None).is_ok(), "an undone one leaves its number");
}

#[test]
fn what_credits_last_follows_the_pace_of_late() {
    let mut desk = desk("1000");
    desk.app.subscribe("main", "basic", Some("2026-03-10"), Some("300"), None).unwrap();
    // One Tuesday, the 10th, 49 × 8 were used; of the whole days since the wallet began, the 2nd to
    // the 19th, three are Tuesdays: 392 ÷ 3 on each, and a seventh of that a day.
    let used = SpendDraft {
        at: Some("2026-03-10T12:00".to_owned()),
        quantity: Some("8".to_owned()),
        ..image("Nano Banana 2", "1K")
    };
    desk.app.spend(&used).unwrap();
    let form = desk.app.top_up_form("main").unwrap();
    assert_eq!(form.pace.as_deref(), Some("18.666666"));
    // Three hundred a month come in, 560 go out: it ends, and later with a top-up.
    let until = form.lasts.until.unwrap();
    let outlook = &desk.app.overview().unwrap().wallets[0].outlook;
    assert_eq!((&outlook.per_day, outlook.runs_out.as_ref()), (&form.pace, Some(&until)));
    let longer = desk.app.top_up_quote(&bought("1000")).unwrap().lasts.until.unwrap();
    assert!(until < longer, "{until} is before {longer}");
    assert!(desk.app.top_up_quote(&bought("100000")).unwrap().lasts.beyond);
    let no_currency = TopUpDraft { currency: None, ..bought("5") };
    let error = desk.app.top_up_quote(&no_currency).unwrap_err();
    assert_eq!(error.field.as_deref(), Some("currency"));
    let lapsing = TopUpDraft { expires: Some("2026-03-01".to_owned()), ..bought("5") };
    assert_eq!(desk.app.top_up_quote(&lapsing).unwrap_err().field.as_deref(), Some("expires"));
}

#[test]
fn a_provider_that_sells_no_credits_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let mut app = App::open(&folder.path().join("studio.bursar")).unwrap();
    app.wallet_add(&WalletTerms {
        name: "main".to_owned(),
        provider: "photoroom".to_owned(),
        ..WalletTerms::default()
    })
    .unwrap();
    assert_eq!(app.top_up_form("main").unwrap().condition, TopUpCondition::NotSold);
    assert!(app.top_up(&bought("5"), None).is_err());
}
