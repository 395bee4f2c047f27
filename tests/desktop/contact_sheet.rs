//! Puts the photographs of the window on one sheet, to be seen at a glance: a row a view, light and
//! dark, wide and narrow. Run by `cargo xtask screenshots` once the pictures are there.
#![cfg(target_os = "linux")]
// A sheet that cannot be made has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use image::imageops::{FilterType, overlay};
use image::{Rgb, RgbImage};

/// The pictures of a view, in the order of the columns.
const COLUMNS: [&str; 4] = ["-light", "-dark", "-light-narrow", "-dark-narrow"];
const WIDTH: u32 = 240;
const HEIGHT: u32 = 190;
const GAP: u32 = 10;
const GROUND: Rgb<u8> = Rgb([0x8a, 0x8f, 0x8b]);

/// The views that were photographed, by name.
fn views(folder: &Path) -> BTreeMap<String, [Option<PathBuf>; 4]> {
    let mut views: BTreeMap<String, [Option<PathBuf>; 4]> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let Some(name) = path.file_stem().map(|name| name.to_string_lossy().into_owned()) else {
            continue;
        };
        // The longest ending first: `-light-narrow` ends in neither of the others.
        for (column, ending) in COLUMNS.iter().enumerate().rev() {
            if let Some(view) = name.strip_suffix(ending) {
                views.entry(view.to_owned()).or_default()[column] = Some(path);
                break;
            }
        }
    }
    views
}

#[test]
fn contact_sheet() {
    let (Some(folder), Some(sheet)) =
        (std::env::var_os("BURSAR_SCREENSHOTS"), std::env::var_os("BURSAR_CONTACT_SHEET"))
    else {
        return;
    };
    let views = views(Path::new(&folder));
    assert!(!views.is_empty(), "no pictures in {}", folder.display());
    let rows = u32::try_from(views.len()).unwrap();
    let side = |count: u32, length: u32| GAP + count * (length + GAP);
    let mut paper = RgbImage::from_pixel(side(4, WIDTH), side(rows, HEIGHT), GROUND);
    for (row, (_, pictures)) in (0_u32..).zip(&views) {
        for (column, picture) in (0_u32..).zip(pictures) {
            let Some(picture) = picture else { continue };
            let small = image::open(picture).unwrap().resize(WIDTH, HEIGHT, FilterType::CatmullRom);
            let place = |at: u32, length: u32| i64::from(GAP + at * (length + GAP));
            overlay(&mut paper, &small.to_rgb8(), place(column, WIDTH), place(row, HEIGHT));
        }
    }
    paper.save(Path::new(&sheet)).unwrap();
}
