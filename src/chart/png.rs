//! A drawing as a picture of pixels, twice as fine as its size, on a light ground.

use super::sheet::FAMILY;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};
use std::sync::{Arc, LazyLock};

/// How many pixels of the picture stand for one of the drawing.
const SCALE: f32 = 2.0;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for bytes in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_data(bytes.to_vec());
    }
    Arc::new(fonts)
});

/// The PNG of a drawing made by [`super::svg`]. Fonts of the machine are not looked at, so that every machine
/// gives the same bytes.
///
/// # Panics
/// Where the text is no SVG with a size, as those of [`super::svg`] are.
#[must_use]
pub fn png(svg: &str) -> Vec<u8> {
    let options = Options { font_family: FAMILY.to_owned(), fontdb: FONTS.clone(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).expect("the drawing is SVG");
    let size = tree.size().to_int_size().scale_by(SCALE).expect("a drawing has a size");
    let mut picture = Pixmap::new(size.width(), size.height()).expect("a drawing has a size");
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut picture.as_mut());
    picture.encode_png().expect("writing into memory cannot fail")
}
