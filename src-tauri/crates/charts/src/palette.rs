//! The colours of the look: their CSS variables, and their values for files that stand alone.
//!
//! Mirrors `tokens.css`, which stays the only place that the window takes a colour from.

use serde::{Serialize, Serializer};

/// Light or dark, for a picture that cannot ask the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on light paper.
    #[default]
    Light,
    /// Light ink on dark paper.
    Dark,
}

macro_rules! palette {
    ($($(#[$doc:meta])* $name:ident $css:literal $light:literal $dark:literal;)+) => {
        /// A colour by what it means; written as its CSS variable (`--s1`).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Colour {
            $($(#[$doc])* $name,)+
        }

        impl Colour {
            /// Every colour, in the order of the tokens.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The name of its CSS variable.
            pub const fn css_name(self) -> &'static str {
                match self { $(Self::$name => $css),+ }
            }

            /// Its value in a theme, as `#rrggbb`.
            pub const fn hex(self, theme: Theme) -> &'static str {
                match (self, theme) {
                    $((Self::$name, Theme::Light) => $light, (Self::$name, Theme::Dark) => $dark),+
                }
            }
        }
    };
}

palette! {
    /// The window behind everything.
    Paper "--paper" "#fbfaf7" "#16181a";
    /// Cards and tables; the ground of a picture.
    Sheet "--sheet" "#ffffff" "#1d2023";
    /// Hairlines.
    Line "--line" "#e4e0d6" "#2c3034";
    /// Text.
    Ink "--ink" "#1d2321" "#eceae4";
    /// Quieter text.
    Ink2 "--ink-2" "#5b625e" "#a3a8a3";
    /// The one green.
    Accent "--accent" "#0f6b52" "#5cc9a7";
    /// A warning.
    Warn "--warn" "#9a5b00" "#f0b45a";
    /// Something wrong.
    Bad "--bad" "#a8322a" "#ff8d80";
    /// Free credits.
    Free "--free" "#7aa6c2" "#8fbad6";
    /// Credits of a subscription.
    Subscription "--subscription" "#0f6b52" "#4fb795";
    /// Bought credits.
    TopUp "--topup" "#c98a1b" "#e0a742";
    /// Credits of a promotion.
    Promo "--promo" "#8b6fb3" "#ac92d1";
    /// Credits given as a courtesy.
    Courtesy "--courtesy" "#b3728f" "#d69ab4";
    /// Credits carried over from an earlier cycle.
    Rollover "--rollover" "#6fa58f" "#86c9b0";
    /// Credits booked to agree with a statement.
    Correction "--correction" "#8a8f8b" "#7f8682";
    /// Credits on hold.
    Held "--held" "#b9b4a6" "#5d625f";
    /// First series.
    S1 "--s1" "#0f6b52" "#4fb795";
    /// Second series.
    S2 "--s2" "#d08a12" "#e6ab45";
    /// Third series.
    S3 "--s3" "#3b6ea5" "#7fb0e0";
    /// Fourth series.
    S4 "--s4" "#b24a62" "#e38aa0";
    /// Fifth series.
    S5 "--s5" "#7a5ca8" "#b79be0";
    /// Sixth series.
    S6 "--s6" "#6a8d2f" "#a8cc6a";
    /// Seventh series.
    S7 "--s7" "#2a94a3" "#69cfdc";
    /// All other series together.
    S0 "--s0" "#a9a598" "#6c716d";
}

impl Colour {
    /// The colours of a chart's series, in drawing order. They stay apart for the colour-blind.
    pub const SERIES: [Self; 7] =
        [Self::S1, Self::S2, Self::S3, Self::S4, Self::S5, Self::S6, Self::S7];
}

impl Serialize for Colour {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.css_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_the_colours_of_the_window() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/styles/tokens.css");
        let tokens = std::fs::read_to_string(path).unwrap();
        for colour in Colour::ALL {
            let (light, dark) = (colour.hex(Theme::Light), colour.hex(Theme::Dark));
            let declared = format!("{}: light-dark({light}, {dark})", colour.css_name());
            assert!(tokens.contains(&declared), "the tokens have no \u{201c}{declared}\u{201d}");
        }
    }
}
