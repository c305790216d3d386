//! The ages that a criterion asks for, read from its words.

/// What stands between two ages.
const TO: &[&str] = &["to", "tot", "tm", "t/m", "t", "m", "and", "en", "bis", "الى", "إلى", "حتى"];
/// What says that an age and all above it are meant.
const UP: &[&str] = &[
    "up", "older", "over", "plus", "above", "ouder", "hoger", "فما", "فوق", "فأكثر", "أكثر",
];
/// What says that the ages below are meant.
const BELOW: &[&str] = &["under", "below", "younger", "than", "onder", "jonger", "dan", "دون", "تحت", "أقل", "من"];
/// Words that say nothing about which ages.
const IDLE: &[&str] =
    &["age", "ages", "aged", "year", "years", "old", "jaar", "oud", "leeftijd", "van", "the", "de", "or", "of", "and", "en", "from", "vanaf", "سنة", "عاما", "عام", "العمر", "سن"];

/// The youngest and the oldest age that `value` names; no oldest where all above are meant. `None` where it names no age for sure.
///
/// `13-17`, `13 to 17`, `16+`, `18 and up`, `under 18`, `18 - 65+`, `17` are read; a text with any other word is not.
pub(super) fn of(value: &str) -> Option<(u32, Option<u32>)> {
    let mut numbers = Vec::new();
    let (mut open, mut below) = (false, false);
    for word in pieces(value) {
        match word.as_str() {
            "+" => open = true,
            "<" => below = true,
            text if text.parse::<u32>().is_ok() => numbers.push(text.parse().ok()?),
            text if UP.contains(&text) => open = true,
            text if BELOW.contains(&text) => below = true,
            text if TO.contains(&text) || IDLE.contains(&text) || "-–—/".contains(text) => {}
            _ => return None,
        }
    }
    let ages: (u32, Option<u32>) = match (numbers.as_slice(), open, below) {
        (&[low, high], false, false) if low <= high => (low, Some(high)),
        (&[low] | &[low, _], true, false) => (low, None),
        (&[high], false, true) => (0, Some(high.checked_sub(1)?)),
        (&[one], false, false) => (one, Some(one)),
        _ => return None,
    };
    (ages.0 <= 120 && ages.1.is_none_or(|high| high <= 120)).then_some(ages)
}

/// Numbers, words and signs, each alone, in small letters; Arabic digits are read as European ones.
fn pieces(value: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = ' ';
    for letter in value.chars().flat_map(char::to_lowercase) {
        let letter = match letter {
            '٠'..='٩' => char::from_digit(u32::from(letter) - 0x660, 10).unwrap_or(letter),
            other => other,
        };
        let kind = |letter: char| (letter.is_alphabetic(), letter.is_ascii_digit());
        let goes_on = letter.is_alphanumeric() && kind(letter) == kind(before);
        match pieces.last_mut() {
            Some(last) if goes_on => last.push(letter),
            _ if letter.is_whitespace() || letter == '.' || letter == ',' => {}
            _ => pieces.push(letter.to_string()),
        }
        before = letter;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn reads_ages_as_platforms_write_them() {
        let open = |low| Some((low, None));
        let range = |low, high| Some((low, Some(high)));
        let cases = [
            ("13-17", range(13, 17)),
            ("13–17 jaar", range(13, 17)),
            ("13 to 17", range(13, 17)),
            ("16+", open(16)),
            ("18 and up", open(18)),
            ("18 en ouder", open(18)),
            ("18 - 65+", open(18)),
            ("under 18", range(0, 17)),
            ("<18", range(0, 17)),
            ("17", range(17, 17)),
            ("١٣-١٧ سنة", range(13, 17)),
            ("18 t/m 24 jaar", range(18, 24)),
            ("17-13", None),
            ("45", range(45, 45)),
            ("iPhone 13", None),
            ("1999", None),
            ("", None),
            ("under 0", None),
        ];
        for (value, ages) in cases {
            assert_eq!(of(value), ages, "{value}");
        }
    }
}
