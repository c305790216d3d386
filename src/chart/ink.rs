//! The colours of every chart, on a light and on a dark ground. Marks take the colours of Okabe and Ito, which people
//! with a colour vision deficiency tell apart, and of each hue the one that stands out from the ground at 3:1 or
//! more; words stand out at 4.5:1 or more. No chart tells anything by colour alone.

use plotters::style::RGBColor;
use std::fmt::Write;

/// What a mark or a word is drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The ground.
    Paper,
    /// Words.
    Text,
    /// Words of less weight: ticks, remarks.
    Quiet,
    /// Lines that guide the eye and tell nothing.
    Rule,
    /// Consenters; in other charts the first thing to be marked.
    Vermilion,
    /// Bystanders; in other charts what was observed.
    Blue,
    /// Everybody else; in other charts what chance would give.
    Grey,
    /// A further curve.
    Green,
    /// A further curve.
    Pink,
    /// Words on vermilion and grey, on either ground.
    Black,
}

impl Ink {
    pub(super) const ALL: [Self; 10] = [
        Self::Paper,
        Self::Text,
        Self::Quiet,
        Self::Rule,
        Self::Vermilion,
        Self::Blue,
        Self::Grey,
        Self::Green,
        Self::Pink,
        Self::Black,
    ];

    /// The word in the class names.
    pub(super) fn word(self) -> &'static str {
        self.look().0
    }

    /// On a light ground, as plotters wants it.
    pub(super) fn colour(self) -> RGBColor {
        let [red, green, blue] = self.look().1;
        RGBColor(red, green, blue)
    }

    /// On a light ground, as plotters writes it.
    pub(super) fn light(self) -> String {
        hex(self.look().1)
    }

    /// The ink that plotters wrote as this colour.
    pub(super) fn of_light(colour: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ink| ink.light() == colour)
    }

    /// The word, and the colour on a light and on a dark ground.
    fn look(self) -> (&'static str, [u8; 3], [u8; 3]) {
        match self {
            Self::Paper => ("paper", [0xFF, 0xFF, 0xFF], [0x17, 0x19, 0x1C]),
            Self::Text => ("text", [0x1D, 0x1D, 0x1B], [0xEC, 0xEA, 0xE6]),
            Self::Quiet => ("quiet", [0x5A, 0x5A, 0x57], [0xB4, 0xB1, 0xAB]),
            Self::Rule => ("rule", [0xDD, 0xDB, 0xD6], [0x3A, 0x3D, 0x42]),
            Self::Vermilion => ("vermilion", [0xD5, 0x5E, 0x00], [0xE6, 0x9F, 0x00]),
            Self::Blue => ("blue", [0x00, 0x72, 0xB2], [0x56, 0xB4, 0xE9]),
            Self::Grey => ("grey", [0x8C, 0x8A, 0x86], [0x95, 0x93, 0x8F]),
            Self::Green => ("green", [0x00, 0x9E, 0x73], [0x2F, 0xBF, 0x95]),
            Self::Pink => ("pink", [0xC2, 0x6D, 0x9C], [0xDD, 0x95, 0xBC]),
            Self::Black => ("black", [0x00, 0x00, 0x00], [0x00, 0x00, 0x00]),
        }
    }
}

/// The rules of style that turn every chart's colours round on a dark screen. Paper stays light.
#[must_use]
pub fn style() -> String {
    let mut rules = String::from("@media screen and (prefers-color-scheme:dark){");
    for ink in Ink::ALL {
        let (word, _, dark) = ink.look();
        let dark = hex(dark);
        write!(rules, ".fill-{word}{{fill:{dark}}}.line-{word}{{stroke:{dark}}}")
            .expect("writing into a string cannot fail");
    }
    rules.push('}');
    rules
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02X}{green:02X}{blue:02X}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.
    fn luminance(colour: [u8; 3]) -> f64 {
        let linear = colour.map(|channel| {
            let channel = f64::from(channel) / 255.0;
            if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn on(ink: Ink, ground: Ink) -> f64 {
        let ((_, light, dark), (_, under_light, under_dark)) = (ink.look(), ground.look());
        contrast(light, under_light).min(contrast(dark, under_dark))
    }

    #[test]
    fn words_can_be_read_on_either_ground() {
        for (ink, ground) in [
            (Ink::Text, Ink::Paper),
            (Ink::Quiet, Ink::Paper),
            (Ink::Paper, Ink::Blue),
            (Ink::Black, Ink::Vermilion),
            (Ink::Black, Ink::Grey),
        ] {
            assert!(on(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {}", on(ink, ground));
        }
    }

    #[test]
    fn marks_stand_out_from_either_ground() {
        for ink in [Ink::Vermilion, Ink::Blue, Ink::Grey, Ink::Green, Ink::Pink] {
            assert!(on(ink, Ink::Paper) >= 3.0, "{ink:?}: {}", on(ink, Ink::Paper));
        }
    }

    #[test]
    fn every_ink_is_known_by_its_light_colour() {
        for ink in Ink::ALL {
            assert_eq!(Ink::of_light(&ink.light()), Some(ink));
        }
    }
}
