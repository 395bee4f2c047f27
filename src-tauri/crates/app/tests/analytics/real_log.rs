//! Usage of the log of a real service, where it is at hand: what everybody knows of it.

use std::path::PathBuf;

use bursar_app::report::WalletTerms;
use bursar_app::wire::{UsageAnswer, UsageAsked, UsageBy, UsageMeasure, UsageSpan};
use bursar_app::{App, Clock, ImportOrder, NewProvider};
use bursar_ledger::instant::Instant;

use super::{all, data, only};

fn answer_of(app: &App, asked: &UsageAsked, by: UsageBy) -> UsageAnswer {
    app.usage_answer(asked, by, &UsageMeasure::Credits).unwrap()
}

#[test]
fn the_real_log_adds_up() {
    let Some(log) = std::env::var_os("BURSAR_REAL_LOG").map(PathBuf::from).or_else(|| {
        let beside = data("../../../shared/data/lora_request_trace.csv");
        beside.is_file().then_some(beside)
    }) else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(&folder.path().join("books.bursar")).unwrap();
    let mut app = app.with_clock(Clock::At(Instant::parse("2026-11-21T12:00:00Z").unwrap()));
    app.add_provider(&NewProvider::read(&data("lab.toml")).unwrap()).unwrap();
    let terms = WalletTerms {
        name: "lab".to_owned(),
        provider: "lab".to_owned(),
        opening: Some("75000".to_owned()),
        at: Some("2024-11-01".to_owned()),
        ..WalletTerms::default()
    };
    app.wallet_add(&terms).unwrap();
    let map = [
        "at=gmt_create",
        "action=predict_type",
        "model=checkpoint_model_version_id",
        "quantity=num_images_per_prompt",
        "status=predict_status",
        "member=groupId",
    ];
    let order = ImportOrder {
        wallet: "lab".to_owned(),
        file: log.to_str().unwrap().to_owned(),
        map: map.map(str::to_owned).to_vec(),
        ..ImportOrder::default()
    };
    app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    let answer = answer_of(&app, &all(), UsageBy::Model);
    assert_eq!((answer.total.count, &*answer.total.credits), (26_392, "71222"));
    assert_eq!((answer.total.failed, answer.total.pending), (398, 33));
    assert_eq!((&*answer.from, &*answer.to), ("2024-11-15", "2024-12-08"));
    let first: Vec<_> =
        answer.parts.iter().take(3).map(|part| (&*part.value, &*part.now.credits)).collect();
    assert_eq!(first, [("M0002", "19157"), ("M0001", "15080"), ("M0003", "7387")]);
    // Eighty-six models, and usage without one.
    assert_eq!(answer.parts.len() as u64 + answer.more_parts, 87);
    let pending = UsageAsked { only: vec![only(UsageBy::Status, &["pending"])], ..all() };
    let held = answer_of(&app, &pending, UsageBy::Model).total;
    assert_eq!((held.count, &*held.credits, held.unpriced), (33, "21", 25));
    let members = answer_of(&app, &all(), UsageBy::Member);
    assert_eq!(members.parts.len() as u64 + members.more_parts, 4_247);
    // Nobody told whether the failed ones were charged; the pending ones are two years old.
    let claims = app.claims(&UsageSpan::All, 24).unwrap().providers.remove(0);
    assert_eq!(
        (claims.count, &*claims.credits, claims.failed, claims.untold),
        (33, "21", 398, 398)
    );
}
