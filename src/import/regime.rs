//! Regimes from files of data: those in `regimes/`, which come with the program, and a user's own.
//!
//! A file says `id`, `name`, `about` and perhaps `limits`, and has a `[[rule]]` for each field that a grant opens: `field`, `source`, and
//! where they apply `scope` (none: any grant opens the field), `special_category`, `whom` (`contacts` unless said),
//! `hops` (1 unless said), `from` (the first day) and `until` (the first day on which the rule no longer held).

use super::{error::ImportError, shelf::Shelf, words::Words};
use crate::model::{
    case::Parameters,
    regime::{Regime, RegimeRule, Whom},
};
use serde::Deserialize;
use toml::Spanned;

/// The regimes that come with the program, and the door for a user's own.
pub const REGIMES: Shelf<Regime> = Shelf {
    kind: "regime",
    files: &[
        ("address-book", include_str!("regimes/address-book.toml")),
        ("contact-chaining-2", include_str!("regimes/contact-chaining-2.toml")),
        ("contact-chaining-3", include_str!("regimes/contact-chaining-3.toml")),
        ("followers", include_str!("regimes/followers.toml")),
        ("graph-api-v1", include_str!("regimes/graph-api-v1.toml")),
        ("graph-api-v2", include_str!("regimes/graph-api-v2.toml")),
    ],
    read,
};

/// The most rules that a regime may have.
const MOST_RULES: usize = 2_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegimeFile {
    id: Spanned<String>,
    name: Spanned<String>,
    about: Spanned<String>,
    #[serde(default)]
    limits: Vec<Spanned<String>>,
    #[serde(default)]
    rule: Vec<RulePart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RulePart {
    scope: Option<Spanned<String>>,
    field: Spanned<String>,
    special_category: Option<Spanned<String>>,
    whom: Option<Whom>,
    hops: Option<Spanned<i64>>,
    from: Option<Spanned<String>>,
    until: Option<Spanned<String>>,
    source: Spanned<String>,
}

fn read(words: &Words) -> Result<Regime, ImportError> {
    let file: RegimeFile = words.parse()?;
    let mut regime = Regime {
        id: words.id(&file.id)?,
        name: words.text("name", &file.name)?,
        about: words.text("about", &file.about)?,
        limits: words.texts("limits", &file.limits)?,
        rules: Vec::with_capacity(file.rule.len()),
    };
    if file.rule.is_empty() {
        return Err(ImportError::file(words.file, "there is no rule", "add one under [[rule]]"));
    }
    if file.rule.len() > MOST_RULES {
        let what = format!("there are more than {MOST_RULES} rules");
        return Err(ImportError::file(words.file, what, "leave out those that do not matter to the case"));
    }
    for part in &file.rule {
        let rule = part.rule(words)?;
        if regime.rules.iter().any(|other| doubles(&rule, other)) {
            return Err(words.error(
                part.field.span().start,
                "this scope opens this field by an earlier rule already, on some of these days",
                "leave one of the two out, or end one before the other begins",
            ));
        }
        regime.rules.push(rule);
    }
    Ok(regime)
}

/// Whether two rules say on the same day how far the same scope opens the same field.
fn doubles(rule: &RegimeRule, other: &RegimeRule) -> bool {
    (&rule.scope, &rule.field, rule.whom) == (&other.scope, &other.field, other.whom)
        && rule.during.meets(other.during)
}

impl RulePart {
    fn rule(&self, words: &Words) -> Result<RegimeRule, ImportError> {
        let hops = words.number("hops", self.hops.as_ref(), &Parameters::HOPS)?;
        let category = self.special_category.as_ref();
        Ok(RegimeRule {
            scope: self.scope.as_ref().map(|scope| words.scope(scope)).transpose()?,
            field: words.field(&self.field)?,
            special_category: category.map(|text| words.text("special_category", text)).transpose()?,
            whom: self.whom.unwrap_or(Whom::Contacts),
            hops: hops.unwrap_or(1),
            during: words.span(self.from.as_ref(), self.until.as_ref())?,
            source: words.text("source", &self.source)?,
        })
    }
}

impl Words<'_> {
    /// A scope as consent lists write it once their letters are made small: one word.
    fn scope(&self, value: &Spanned<String>) -> Result<String, ImportError> {
        let scope = self.text("scope", value)?;
        if scope.contains([' ', ',', ';', '|', '+']) || scope.contains(char::is_uppercase) {
            let way_out =
                "write one rule for each scope, or leave `scope` out where any grant opens the field";
            return Err(self.error(value.span().start, "`scope` is not one word in small letters", way_out));
        }
        Ok(scope)
    }

    /// The name of a field: words in small letters.
    fn field(&self, value: &Spanned<String>) -> Result<String, ImportError> {
        let field = self.text("field", value)?;
        if field.contains('_') || field.contains(char::is_uppercase) {
            let way_out = "write for instance `page likes`";
            return Err(self.error(
                value.span().start,
                "`field` is not words in small letters with blanks",
                way_out,
            ));
        }
        Ok(field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        date::Day,
        span::{Span, Spans},
    };
    use proptest::prelude::*;
    use std::{collections::BTreeSet, fmt::Write as _};

    /// The friends_* scopes of version 1.0 that were seen in the platform's reference or in the source code of apps.
    const FRIENDS: &str = "friends_about_me friends_actions.books friends_actions.music friends_actions.news \
        friends_actions.video friends_activities friends_birthday friends_checkins friends_education_history \
        friends_events friends_games_activity friends_groups friends_hometown friends_interests friends_likes \
        friends_location friends_notes friends_online_presence friends_photo_video_tags friends_photos \
        friends_questions friends_relationship_details friends_relationships friends_religion_politics \
        friends_status friends_subscriptions friends_videos friends_website friends_work_history";

    fn of(text: &str) -> Result<Regime, ImportError> {
        read(&Words { file: "own.toml", text })
    }

    fn day(text: &str) -> Span {
        let day = Day::parse(text).unwrap();
        Span { from: day, until: day.next() }
    }

    /// The fields that grants with these scopes open on a day.
    fn opened<'a>(regime: &'a Regime, scopes: &[&str], on: &str) -> BTreeSet<&'a str> {
        let fits = |rule: &&RegimeRule| {
            rule.during.meets(day(on)) && rule.scope.as_deref().is_none_or(|scope| scopes.contains(&scope))
        };
        regime.rules.iter().filter(fits).map(|rule| rule.field.as_str()).collect()
    }

    #[test]
    fn every_file_that_comes_with_the_program_is_listed_and_says_its_own_name() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/regimes");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        assert_eq!(REGIMES.names().collect::<Vec<_>>(), files);
        assert_eq!(REGIMES.known().map(|regime| regime.id).collect::<Vec<_>>(), files);
    }

    #[test]
    fn version_1_has_each_friends_scope_once_begun_and_ended_with_the_version() {
        let regime = REGIMES.named("graph-api-v1").unwrap();
        let friends = regime.rules.iter().filter(|rule| rule.whom == Whom::Contacts);
        let scopes: BTreeSet<&str> = friends.clone().filter_map(|rule| rule.scope.as_deref()).collect();
        let others = BTreeSet::from(["read_friendlists", "read_mailbox", "read_stream"]);
        assert_eq!(
            scopes,
            FRIENDS.split_whitespace().collect::<BTreeSet<_>>().union(&others).copied().collect()
        );
        let during =
            Span { from: Day::parse("2010-04-21").unwrap(), until: Day::parse("2015-04-30").unwrap() };
        assert!(friends.clone().all(|rule| rule.during == during && rule.hops == 1));
    }

    #[test]
    fn the_end_of_version_1_leaves_the_rules_of_version_2() {
        let (one, two) = (REGIMES.named("graph-api-v1").unwrap(), REGIMES.named("graph-api-v2").unwrap());
        let scopes: Vec<&str> = FRIENDS.split_whitespace().chain(["user_friends"]).collect();
        // 29 scopes, three of which open two fields, one field by two scopes, and three fields by any grant.
        assert_eq!(opened(&one, &scopes, "2015-04-29").len(), 29 + 3 - 1 + 3);
        assert_eq!(opened(&one, &scopes, "2015-04-30"), opened(&two, &scopes, "2015-04-30"));
        assert!(two.rules.iter().all(|rule| rule.whom == Whom::FellowConsenters));
    }

    /// The app This is Your Digital Life took friends' public profile, birth date, current city and page likes.
    #[test]
    fn three_scopes_open_what_the_quiz_app_took() {
        let regime = REGIMES.named("graph-api-v1").unwrap();
        let opened =
            opened(&regime, &["friends_birthday", "friends_location", "friends_likes"], "2014-06-01");
        let taken = ["birthday", "current city", "id", "name", "page likes", "public profile"];
        assert_eq!(opened, BTreeSet::from(taken));
    }

    #[test]
    fn three_hops_end_on_the_day_on_which_two_begin() {
        let hops = |name: &str| {
            let regime = REGIMES.named(name).unwrap();
            let spans: Spans = regime.rules.iter().map(|rule| rule.during).collect();
            (regime.rules.iter().map(|rule| rule.hops).collect::<BTreeSet<_>>(), spans)
        };
        let ((three, first), (two, then)) = (hops("contact-chaining-3"), hops("contact-chaining-2"));
        assert_eq!((three, two), (BTreeSet::from([3]), BTreeSet::from([2])));
        assert_eq!(first.spans()[0].until, then.spans()[0].from);
    }

    #[test]
    fn special_categories_stand_where_the_field_itself_states_one() {
        let regime = REGIMES.named("graph-api-v1").unwrap();
        let states = |rule: &&RegimeRule| rule.special_category.is_some();
        let fields: Vec<&str> = regime.rules.iter().filter(states).map(|rule| rule.field.as_str()).collect();
        assert_eq!(fields, ["relationship preferences", "religion", "political views"]);
    }

    #[test]
    fn the_file_that_the_readme_shows_is_read() {
        let readme = include_str!("../../README.md");
        let shown = readme.split("```toml\n").find(|part| part.starts_with("id = ")).unwrap();
        let regime = of(shown.split("```").next().unwrap()).unwrap();
        assert_eq!(regime.rules.len(), 1);
        assert_eq!(regime.rules[0].scope.as_deref(), Some("friends_birthday"));
    }

    #[test]
    fn what_is_left_out_is_any_grant_the_contacts_one_hop_and_every_day() {
        let text = "id = \"own\"\nname = \"x\"\nabout = \"x\"\n[[rule]]\nfield = \"name\"\nsource = \"x\"";
        let rule = of(text).unwrap().rules.remove(0);
        assert_eq!((rule.scope, rule.whom, rule.hops), (None, Whom::Contacts, 1));
        assert_eq!((rule.special_category, rule.during), (None, Span::ALWAYS));
    }

    #[test]
    fn names_the_line_the_key_and_the_way_out() {
        let head = "id = \"own\"\nname = \"x\"\nabout = \"x\"\n";
        let error = |text: &str| of(text).expect_err("it is wrong").to_string();
        let says = |rule: &str, expected: &str| {
            let text = format!("{head}[[rule]]\nfield = \"name\"\nsource = \"x\"\n{rule}");
            assert_eq!(error(&text), format!("reading own.toml, line {expected}"));
        };
        says("scop = \"x\"", "7: unknown key `scop`; did you mean `scope`?");
        says("hops = 0", "7: `hops` is out of range; it goes from 1 to 100");
        says("whom = \"friends\"", "7: `whom` has an unknown value; write `contacts`, `fellow-consenters`");
        says("from = \"21.4.2010\"", "7: `from` is no date; write a day of the calendar as YYYY-MM-DD");
        says("until = 2015-04-30", "7: `until` has a value of the wrong kind; it takes a text in quotes");
        says(
            "from = \"2015-04-30\"\nuntil = \"2015-04-30\"",
            "8: `until` is not after `from`; write the first day that no longer belongs to it",
        );
        says(
            "scope = \"friends_likes friends_notes\"",
            "7: `scope` is not one word in small letters; write one rule for each scope, or leave `scope` out where any \
             grant opens the field",
        );
        says(
            "[[rule]]\nfield = \"Name\"\nsource = \"x\"",
            "8: `field` is not words in small letters with blanks; write for instance `page likes`",
        );
        says(
            "[[rule]]\nfield = \"name\"\nsource = \"x\"",
            "8: this scope opens this field by an earlier rule already, on some of these days; leave one of the two \
             out, or end one before the other begins",
        );
        says("[[rule]]\nfield = \"likes\"\nsource = \" \"", "9: `source` says nothing; write what it is");
        says("[[rule]]\nfield = \"likes\"", "7: there is no `source`; add it");
        assert_eq!(error(head), "reading own.toml: there is no rule; add one under [[rule]]");
        let named = head.replace("own", "Own");
        assert_eq!(
            error(&named),
            "reading own.toml, line 1: `id` is no short name; use small letters, digits and hyphens, at most 40 of them"
        );
    }

    #[test]
    fn a_name_that_is_not_known_is_told_with_the_nearest() {
        let told = |name: &str| REGIMES.load(name).expect_err("it is not known").to_string();
        let known = "known are `address-book`, `contact-chaining-2`, `contact-chaining-3`, `followers`, `graph-api-v1`, \
                     `graph-api-v2`; a file of your own ends in .toml";
        assert_eq!(
            told("grap-api-v2"),
            format!("no regime is called `grap-api-v2`; did you mean `graph-api-v2`? {known}")
        );
        assert_eq!(told("telegram"), format!("no regime is called `telegram`; {known}"));
        assert!(told("nowhere/own.toml").starts_with("cannot read nowhere/own.toml: there is no such file"));
    }

    proptest! {
        /// Two rules of one scope and field are refused where a day belongs to both, and only there.
        #[test]
        fn no_day_has_two_rules_of_one_scope_and_field(
            spans in proptest::array::uniform2((1..20_i32, 1..8_i32)), same in any::<bool>(),
        ) {
            let mut text = "id = \"own\"\nname = \"x\"\nabout = \"x\"\n".to_owned();
            for (at, (from, days)) in spans.into_iter().enumerate() {
                let scope = if same || at == 0 { "a" } else { "b" };
                let (from, until) = (Day(from), Day(from + days));
                writeln!(
                    text,
                    "[[rule]]\nscope = \"{scope}\"\nfield = \"name\"\nfrom = \"{from}\"\nuntil = \"{until}\"\nsource = \"x\""
                ).unwrap();
            }
            let days = |(from, days): (i32, i32)| (from..from + days).collect::<BTreeSet<_>>();
            let shared = !days(spans[0]).is_disjoint(&days(spans[1]));
            prop_assert_eq!(of(&text).is_err(), same && shared);
        }
    }
}
