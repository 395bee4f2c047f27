//! A scene as a PNG picture, drawn from its SVG with the font in the package.
//!
//! The fonts of the system are only read when a label has letters that Inter lacks (Chinese,
//! Arabic, pictures), so the same scene gives the same picture everywhere else.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style, Weight};
use resvg::usvg::{Options, Tree};

use crate::error::ChartError;
use crate::palette::Theme;
use crate::scene::{Form, Scene};
use crate::svg::svg;
use crate::text_width;

const FAMILY: &str = "Inter Variable";
/// The most dots of a picture: 128 MB while it is drawn.
const MOST_DOTS: u64 = 32 * 1024 * 1024;

static PACKAGE_FONT: LazyLock<Arc<Database>> = LazyLock::new(|| Arc::new(package_font()));
static ALL_FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = package_font();
    fonts.load_system_fonts();
    fonts.set_sans_serif_family(FAMILY);
    keep_upright_and_regular(&mut fonts);
    Arc::new(fonts)
});

fn package_font() -> Database {
    let mut fonts = Database::new();
    fonts.load_font_data(damascene_fonts_inter::INTER_VARIABLE.to_vec());
    fonts.set_sans_serif_family(FAMILY);
    fonts
}

/// Leaves of each family its regular faces where it has some: the renderer takes the first face
/// with a letter, which may well be the bold one.
fn keep_upright_and_regular(fonts: &mut Database) {
    let is_regular = |face: &&FaceInfo| {
        face.style == Style::Normal
            && face.weight == Weight::NORMAL
            && face.stretch == Stretch::Normal
    };
    let family = |face: &FaceInfo| face.families.first().map(|(name, _)| name.clone());
    let with_regular: HashSet<Option<String>> =
        fonts.faces().filter(is_regular).map(family).collect();
    let others: Vec<ID> = fonts
        .faces()
        .filter(|face| !is_regular(face) && with_regular.contains(&family(face)))
        .map(|face| face.id)
        .collect();
    for face in others {
        fonts.remove_face(face);
    }
}

/// Draws a scene as a PNG picture, `scale` dots of the picture for each of the scene (1 to 4).
///
/// # Errors
/// [`ChartError::Picture`] when it would have too many dots, [`ChartError::Drawing`] when the
/// renderer fails.
pub fn png(scene: &Scene, theme: Theme, scale: u32) -> Result<Vec<u8>, ChartError> {
    let side = |length: f64| (length * f64::from(scale)).round() as u32;
    let (width, height) = (side(scene.width), side(scene.height));
    let dots = u64::from(width) * u64::from(height);
    if !(1..=4).contains(&scale) || dots == 0 || dots > MOST_DOTS {
        return Err(ChartError::Picture { width: width.into(), height: height.into() });
    }
    let drawing = AssertUnwindSafe(|| picture(scene, theme, scale, (width, height)));
    catch_unwind(drawing)
        .unwrap_or_else(|_| Err(ChartError::Drawing("the picture's renderer gave up".to_owned())))
}

fn picture(
    scene: &Scene,
    theme: Theme,
    scale: u32,
    (width, height): (u32, u32),
) -> Result<Vec<u8>, ChartError> {
    let failed = |reason: String| ChartError::Drawing(reason);
    let in_package = scene.shapes.iter().all(|shape| match &shape.form {
        Form::Text { text, .. } => text_width::in_package_font(text),
        _ => true,
    });
    let fonts = if in_package { &PACKAGE_FONT } else { &ALL_FONTS };
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(fonts), ..Options::default() };
    let tree =
        Tree::from_str(&svg(scene, theme), &options).map_err(|error| failed(error.to_string()))?;
    let mut dots =
        Pixmap::new(width, height).ok_or_else(|| failed("no room for the picture".to_owned()))?;
    let scale = scale as f32;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    dots.encode_png().map_err(|error| failed(error.to_string()))
}
