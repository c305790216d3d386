//! Dates in words, as pages of exports write them in the language of the account: `Mar 3, 2012`, `3 maart 2012`.

use crate::model::date::Day;

/// What the months are called, and how they are shortened, from January: in English, Dutch, German, French, Spanish, Italian,
/// Portuguese, Swedish, Danish, Norwegian, Indonesian, Turkish, Russian, Ukrainian and Arabic.
///
/// Polish, Czech and Croatian are not read: `lip` is July in the first and June in the last, and a page does not say its language.
const MONTHS: [&str; 12] = [
    "january januari januar jänner janvier enero gennaio janeiro ocak января січня يناير jan janv ene gen oca янв січ",
    "february februari februar février febrero febbraio fevereiro şubat февраля лютого فبراير feb févr fév fev şub фев лют",
    "march maart märz mars marzo março marts maret mart марта березня مارس mar mrt mär марта бер",
    "april avril abril aprile nisan апреля квітня أبريل apr avr abr nis апр кві",
    "may mei mai mayo maggio maio maj mayıs мая травня مايو mag тра",
    "june juni juin junio giugno junho haziran июня червня يونيو jun giu haz июн чер",
    "july juli juillet julio luglio julho temmuz июля липня يوليو jul juil lug tem июл лип",
    "august augustus août agosto augusti agustus ağustos августа серпня أغسطس aug ago agu ağu авг сер",
    "september septembre septiembre settembre setembro eylül сентября вересня سبتمبر sep sept set eyl сен сент вер",
    "october oktober octobre octubre ottobre outubro ekim октября жовтня أكتوبر oct okt ott out eki окт жов",
    "november novembre noviembre novembro kasım ноября листопада نوفمبر nov kas ноя нояб лис",
    "december dezember décembre diciembre dicembre dezembro desember aralık декабря грудня ديسمبر dec dez déc dic des ara дек гру",
];

/// The day that `text` says: a month by name, a year of four digits, and a day of one or two. A time of day after them is passed
/// over. None where the month is a number, for then day and month cannot be told apart; where two months are named; and in languages
/// that are not read.
pub(in super::super) fn day(text: &str) -> Option<Day> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut months = words.iter().filter_map(|word| month(word));
    let month = months.next()?;
    if months.any(|other| other != month) {
        return None;
    }
    let at = words.iter().position(|word| is_year(word))?;
    // The day stands before the year, except where the year comes first.
    let before = words[..at].iter().find_map(|word| day_number(word));
    let day = before.or_else(|| words[at + 1..].iter().find_map(|word| day_number(word)))?;
    Day::of(words[at].parse().ok()?, month, day)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse().is_ok_and(|year: i32| (1990..2100).contains(&year))
}

/// A day of the month: one or two digits, with what English and French put behind them.
fn day_number(word: &str) -> Option<i32> {
    let behind = ["st", "nd", "rd", "th", "er"];
    let digits = behind.iter().find_map(|behind| word.strip_suffix(behind)).unwrap_or(word);
    (digits.len() <= 2).then(|| digits.parse().ok()).flatten()
}

/// The month that a word names, from 1.
fn month(word: &str) -> Option<i32> {
    let at = MONTHS.iter().position(|names| names.split(' ').any(|name| name == word))?;
    i32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_months_by_name_in_several_languages() {
        let expected = Day::of(2012, 3, 3);
        for text in [
            "Mar 3, 2012",
            "March 3, 2012 at 10:20pm",
            "3 maart 2012 10:20",
            "3. März 2012",
            "3 mars 2012, 10:20",
            "3 de marzo de 2012",
            "03 mar 2012 10:20:30",
            "3 марта 2012 г.",
            "2012 March 3",
            "3 مارس 2012",
            "Mar 03, 2012, 19:22 PM",
            "Saturday, March 3, 2012 at 4:45pm UTC+01",
            "maandag 3 maart 2012",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(day("mardi 14 juillet 2015"), Day::of(2015, 7, 14));
        assert_eq!(day("1er juin 2015"), Day::of(2015, 6, 1));
    }

    #[test]
    fn gives_no_day_where_it_would_be_a_guess() {
        let guesses =
            ["02/03/2014", "2014", "March 2014", "Feb 30, 2014", "", "3 lipca 2012", "mar 3 avr 2012"];
        assert_eq!(guesses.map(day), [None; 7]);
    }

    #[test]
    fn no_word_names_two_months() {
        let words: Vec<&str> = MONTHS.iter().flat_map(|names| names.split(' ')).collect();
        let months =
            |word: &str| MONTHS.iter().filter(|names| names.split(' ').any(|name| name == word)).count();
        assert!(words.iter().all(|word| months(word) == 1));
    }
}
