//! What sensors and stores of a device are called in texts, in English, Dutch and Arabic.
//!
//! Words are held against words, in small letters: `microphone*` is a word that begins so, `*كاميرا*` one that holds it, for Arabic writes
//! articles and prepositions together with the word. For the microphone what it does counts too, `audio` and `listens`. A
//! sensor that is not known here is looked for by its own words. The Arabic for
//! location is the word for a site too, so that it counts only with a word beside it that makes it sure.

use super::words;

/// A sensor, and what it is called: phrases of words.
const CALLED: &[(&str, &[&str])] = &[
    (
        "microphone",
        &[
            "microphone*",
            "mic",
            "audio*",
            "listen*",
            "microfoon*",
            "geluid*",
            "luister*",
            "afluister*",
            "meeluister*",
            "*ميكروفون*",
            "*ميكرفون*",
            "*مايكروفون*",
            "تسجيل *صوت",
        ],
    ),
    ("camera", &["camera*", "webcam*", "*كاميرا*"]),
    (
        "location",
        &[
            "location*",
            "geolocation*",
            "gps",
            "whereabouts",
            "locatie*",
            "plaatsbepaling*",
            "gps*",
            "*موقع* *جغرافي*",
            "تحديد *موقع*",
            "*مكان* *جغرافي*",
        ],
    ),
    (
        "contacts",
        &[
            "contacts",
            "contact list*",
            "address book*",
            "addressbook*",
            "contactpersonen",
            "contacten",
            "contactenlijst*",
            "contactlijst*",
            "adresboek*",
            "*جهات *اتصال*",
            "*دفتر *عناوين*",
        ],
    ),
    ("photos", &["photo*", "picture*", "foto*", "*صور", "*صورك"]),
    ("calendar", &["calendar*", "agenda*", "*تقويم*"]),
    ("messages", &["sms*", "text message*", "sms-berichten", "*رسائل* *نصية*", "*رسائل* *قصيرة*"]),
    ("bluetooth", &["bluetooth*", "*بلوتوث*"]),
    (
        "motion",
        &["motion*", "accelerometer*", "gyroscope*", "bewegingssensor*", "beweging*", "*مستشعر* *حركة*"],
    ),
];

/// The place of the first word, from 0, at which words in small letters name `sensor`.
pub(super) fn first(sensor: &str, folded: &[String]) -> Option<usize> {
    let name: Vec<String> = words::words(sensor).into_iter().map(words::folded).collect();
    let known = CALLED.iter().find(|(known, called)| {
        name == [*known]
            || called.iter().any(|phrase| is_at(phrase, &name) && phrase.split(' ').count() == name.len())
    });
    match known {
        Some((_, called)) => {
            (0..folded.len()).find(|&at| called.iter().any(|phrase| is_at(phrase, &folded[at..])))
        }
        None if name.is_empty() => None,
        None => folded.windows(name.len()).position(|window| window == name),
    }
}

/// Whether `words` begin with the words of `phrase`.
fn is_at(phrase: &str, words: &[String]) -> bool {
    let patterns = phrase.split(' ');
    patterns.clone().count() <= words.len() && patterns.zip(words).all(|(pattern, word)| fits(pattern, word))
}

fn fits(pattern: &str, word: &str) -> bool {
    let stem = pattern.trim_matches('*');
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (false, false) => word == stem,
        (false, true) => word.starts_with(stem),
        (true, false) => word.ends_with(stem),
        (true, true) => word.contains(stem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(sensor: &str, text: &str) -> Option<usize> {
        first(sensor, &words::words(text).into_iter().map(words::folded).collect::<Vec<_>>())
    }

    #[test]
    fn finds_a_sensor_by_its_names_in_three_languages() {
        assert_eq!(place("microphone", "With the Microphone on"), Some(2));
        assert_eq!(place("Microphone", "Wij gebruiken de microfoongegevens"), Some(3));
        assert_eq!(place("microfoon", "uses your microphone"), Some(2));
        assert_eq!(place("microphone", "نستخدم الميكروفون"), Some(1));
        assert_eq!(place("location", "يجمع التطبيق موقعك الجغرافي"), Some(2));
        assert_eq!(place("contacts", "your address book entries"), Some(1));
    }

    #[test]
    fn is_not_misled_by_words_that_look_alike() {
        assert_eq!(place("contacts", "Please contact us"), None);
        assert_eq!(place("camera", "a bicameral parliament"), None);
        assert_eq!(place("location", "زوروا موقعنا على الإنترنت"), None, "a site of the web");
    }

    #[test]
    fn looks_for_a_sensor_that_is_not_known_by_its_own_words() {
        assert_eq!(place("heart rate", "We read your Heart Rate."), Some(3));
        assert_eq!(place("heart rate", "a heart, a rate"), None);
        assert_eq!(place("…", "anything"), None);
    }
}
