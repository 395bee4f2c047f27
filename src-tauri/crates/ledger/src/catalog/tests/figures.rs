//! Every published figure, asked through the shipped files as a user would ask.

use super::{Catalog, provider, shipped};
use crate::calendar::Zone;
use crate::rate::{NoPrice, Priced, Query, SettingValue, Settings};

/// `action | model | name=value, …`, the last two may be missing.
fn ask(catalog: &Catalog, usage: &str, quantity: i64) -> Result<Priced, NoPrice> {
    let mut parts = usage.split('|').map(str::trim);
    let action = parts.next().unwrap_or("");
    let model = parts.next().filter(|model| !model.is_empty());
    let mut settings = Settings::NONE;
    for pair in parts.flat_map(|settings| settings.split(',')) {
        let (name, value) = pair.split_once('=').unwrap();
        settings.insert(name, SettingValue::read(value));
    }
    let at = Zone::UTC.parse("2026-11-21").unwrap();
    catalog.rate_card().price(&Query { action, model, settings: &settings, quantity, at })
}

fn check(name: &str, figures: &[(&str, &str)]) {
    let catalog = provider(name);
    for (usage, credits) in figures {
        let priced = ask(&catalog, usage, 1);
        let found = priced.map(|priced| priced.credits.to_string());
        assert_eq!(found.as_deref(), Ok(*credits), "{name}: {usage}");
    }
}

#[test]
fn every_figure_of_the_apiframe_page() {
    check(
        "apiframe",
        &[
            ("Imagine", "4"),
            ("Blend", "4"),
            ("Reroll", "4"),
            ("imagine | midjourney", "4"),
            ("Variations | | mode=fast", "4"),
            ("Outpaint | | mode=fast", "4"),
            ("Inpaint | | mode=fast", "4"),
            ("Pan | | mode=fast", "4"),
            ("Blend | | mode=fast", "4"),
            ("variations", "4"),
            ("Describe", "2"),
            ("Shorten", "2"),
            ("Seed", "2"),
            ("1x Upscale", "2"),
            ("U1", "2"),
            ("U2", "2"),
            ("U3", "2"),
            ("U4", "2"),
            ("Faceswap | | resolution=high", "2"),
            ("faceswap", "2"),
            ("2x Upscale", "1"),
            ("4x Upscale", "2"),
            ("Upscale (subtle)", "4"),
            ("Upscale (creative)", "4"),
            ("Imagine | Luma", "6"),
            ("Extend | Luma", "6"),
            ("Luma Imagine", "6"),
            ("Luma Extend", "6"),
            ("Imagine | Suno", "2"),
            ("Extend | Suno", "2"),
            ("Lyrics | Suno", "1"),
            ("Suno Lyrics", "1"),
            ("Flux", "1"),
            ("imagine | flux", "1"),
            ("Ideogram", "1"),
            ("imagine | ideogram v2", "1"),
            ("imagine | ideogram v3", "3"),
            ("Ideogram V3", "3"),
            ("imagine | udio32-v1.5", "1"),
            ("imagine | udio130-v1.5", "2"),
            ("Runway ML", "4"),
            ("imagine | runway ml", "4"),
            ("video | Kling 2.5 Turbo Pro | seconds=5", "10"),
            ("video | Kling 2.5 Turbo Pro | seconds=10", "20"),
            ("video | Kling 2.6 | seconds=5", "10"),
            ("video | Kling 2.6 | seconds=5, audio=true", "20"),
            ("video | Kling 2.6 | seconds=10", "20"),
            ("video | Kling 2.6 | seconds=10, audio=true", "40"),
            ("video | Kling 2.6 | seconds=10, audio=false", "20"),
            ("AI Photos Upload and Prepare", "2"),
            ("AI Photos Train Model", "4"),
            ("AI Photos Generate Photo", "1"),
            ("photos_upload", "2"),
            ("photos_train", "4"),
            ("photos_generate", "1"),
        ],
    );
    let train = ask(&provider("apiframe"), "Train Model", 10).unwrap();
    assert_eq!(train.credits.to_string(), "40", "the page's own sum for ten training images");
}

#[test]
fn every_figure_of_the_imagineart_picture_page() {
    check(
        "imagineart",
        &[
            ("image | ImagineArt 2.0", "25"),
            ("image | Nano Banana 2 | resolution=1K", "49"),
            ("image | Nano Banana 2 | resolution=2K", "73.5"),
            ("image | Nano Banana 2 | resolution=4K", "98"),
            ("image | ImagineArt 1.5", "15"),
            ("image | ImagineArt 1.5 Pro", "25"),
            ("image | Nano Banana Pro | resolution=1K", "80"),
            ("image | Nano Banana Pro | resolution=2k", "80"),
            ("image | Nano Banana Pro | resolution=4k", "160"),
            ("image | ChatGPT 1.5", "35"),
            ("image | Seedream v5 Lite", "20"),
            ("image | Recraft v4", "24"),
            ("image | Recraft v4 Pro", "150"),
            ("image | Grok Imagine", "12"),
            ("image | xAI Grok Imagine", "12"),
            ("image | Flux 2 Max", "50"),
            ("image | Flux 2 Pro", "28"),
            ("image | Z Image Turbo", "5"),
            ("image | Seedream v4.5", "24"),
            ("image | Flux 1.1 Ultra", "36"),
            ("image | ChatGPT", "45"),
            ("image | Nano Banana", "24"),
            ("image | Imagen-4", "24"),
            ("image | Dreamina 3.1", "18"),
            ("Edit image | Nano Banana", "24"),
            ("Create image | nano_banana", "24"),
            ("api | flux-schnell", "5"),
            ("api | flux-dev-fast", "5"),
        ],
    );
    let four = ask(&provider("imagineart"), "image | Nano Banana 2 | resolution=2K", 4).unwrap();
    assert_eq!(four.credits.to_string(), "294", "four pictures cost four times as much");
}

#[test]
fn every_figure_of_the_deep_image_page() {
    check(
        "deep-image",
        &[
            ("upscale", "1"),
            ("remove background | any model", "1"),
            ("generate | ChatGPT Image (Medium)", "2"),
            ("generate | ChatGPT Image (High)", "5"),
            ("generate | ChatGPT Image Medium", "2"),
            ("generate | ChatGPT Image | quality=medium", "2"),
            ("generate | ChatGPT Image | quality=High", "5"),
        ],
    );
    let without = ask(&provider("deep-image"), "generate | ChatGPT Image", 1);
    assert_eq!(without, Err(NoPrice::SettingMissing { setting: "quality".into() }));
}

#[test]
fn every_figure_of_the_photoroom_pages() {
    check(
        "photoroom",
        &[
            ("Background removal", "0"),
            ("Applying white backgrounds", "0"),
            ("Applying a template", "0"),
        ],
    );
    check(
        "photoroom-api",
        &[("edit", "1"), ("remove_background", "0.2"), ("removal", "0.2"), ("preview", "0.25")],
    );
    let removals = ask(&provider("photoroom-api"), "remove_background", 7).unwrap();
    assert_eq!(removals.credits.to_string(), "1.4");
}

#[test]
fn what_is_not_published_stays_open() {
    for (name, usage) in [
        ("imagineart", "image | a model of tomorrow"),
        ("imagineart", "image"),
        ("imagineart", "video | Kling | seconds=5"),
        ("photoroom", "Virtual Model"),
        ("photoroom", "Ghost Mannequin"),
        ("photoroom", "Edit with AI"),
        ("photoroom", "AI Shadows"),
        ("photoroom", "Recolor"),
        ("photoroom", "video"),
    ] {
        let priced = ask(&provider(name), usage, 1);
        assert_eq!(priced, Err(NoPrice::NotPublished), "{name}: {usage}");
    }
    for (name, usage) in [
        ("apiframe", "imagine | a model of tomorrow"),
        ("apiframe", "variations | | mode=relax"),
        ("imagineart", "voice"),
        ("photoroom", "a feature of tomorrow"),
    ] {
        assert_eq!(ask(&provider(name), usage, 1), Err(NoPrice::NoRate), "{name}: {usage}");
    }
    let resolution = NoPrice::SettingMissing { setting: "resolution".into() };
    assert_eq!(ask(&provider("imagineart"), "image | Nano Banana 2", 1), Err(resolution));
}

#[test]
fn models_called_pro_carry_the_tag() {
    let catalog = provider("imagineart");
    for rate in catalog.rate_card().rates() {
        let named_pro = rate.model.as_deref().is_some_and(|model| model.ends_with(" Pro"));
        let tagged = rate.tags.iter().any(|tag| &**tag == "pro");
        assert_eq!(tagged, named_pro, "line {}: {:?}", rate.line, rate.model);
    }
}

#[test]
fn every_shipped_file_can_be_used_and_names_the_page_of_every_fact() {
    for (name, text) in shipped() {
        let catalog =
            Catalog::parse(text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert_eq!(catalog.name, *name);
        assert!(catalog.pages.iter().all(|page| page.url.starts_with("https://")), "{name}");
        let sources = [
            catalog.rate_card().rates().iter().map(|rate| &rate.source).collect::<Vec<_>>(),
            catalog.plans.iter().map(|plan| &plan.source).collect(),
            catalog.grants.iter().map(|grant| &grant.source).collect(),
            catalog.bundles.iter().map(|bundle| &bundle.source).collect(),
            catalog.readings.iter().map(|reading| &reading.source).collect(),
            catalog.notes.iter().map(|note| &note.source).collect(),
            vec![&catalog.topup.source],
        ];
        for source in sources.concat() {
            let source = source.as_ref().unwrap_or_else(|| panic!("{name}: a fact without a page"));
            assert!(catalog.pages.iter().any(|page| page.url == *source), "{name}: {source}");
        }
        assert!(catalog.plans.iter().all(|plan| plan.prices.is_empty()), "no price is published");
    }
    let lab = include_str!("../../../../../../tests/data/lab.toml");
    let lab = Catalog::parse(lab).unwrap();
    assert_eq!(ask(&lab, "TXT_2_IMG | M0002", 8).unwrap().credits.to_string(), "8");
}
