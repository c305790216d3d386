//! `Letter`: the answer to one person, in plain English, with every sentence of it in this file, so that it can be said in other
//! languages. It speaks to the person it is about, and of nobody else but by number.

mod notice;

use super::equal_names;
use crate::{
    audit::Audit,
    measure::{
        bounds::Between,
        standing::Standing,
        times::Time,
        trace::{InSegment, Opened, OwnGrant, OwnSwitch, Through, Trace},
    },
    model::{
        eligibility::{Answer, Eligibility, EligibleClass, Verdict},
        grant::NOT_RECORDED,
        number::count,
        segment::{Layer, Mode, Segment},
    },
};
use serde_json::{Value, json};

/// A part of the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its heading.
    pub title: String,
    /// Its paragraphs, in reading order.
    pub paragraphs: Vec<String>,
    /// The items of a list that follows them.
    pub items: Vec<String>,
}

impl Passage {
    fn new(title: &str) -> Self {
        Self { title: title.to_owned(), paragraphs: Vec::new(), items: Vec::new() }
    }

    fn say(mut self, sentence: impl Into<String>) -> Self {
        self.paragraphs.push(sentence.into());
        self
    }

    fn list(mut self, items: impl IntoIterator<Item = String>) -> Self {
        self.items.extend(items);
        self
    }
}

/// A person's answer against a class of people.
pub type ClassAnswer<'a> = (&'a EligibleClass, Eligibility<'a>);

/// The letter about `trace`, with the answer against a class where one was asked for.
#[must_use]
pub fn letter(audit: &Audit, trace: &Trace, class: Option<&ClassAnswer>) -> Vec<Passage> {
    let through = trace.through.as_ref();
    let mut passages = vec![answer(audit, trace)];
    passages.extend(class.map(in_class));
    passages.extend(through.map(through_whom));
    passages.extend(through.map(|through| when(trace, through)));
    passages.extend(through.map(|through| which_data(trace, through)));
    passages.push(who_holds(audit, trace));
    passages.extend((!trace.own_grants.is_empty()).then(|| own_grants(&trace.own_grants)));
    passages.extend(trace.switch.as_ref().map(own_switch));
    passages.extend([not_known(audit, trace, through), what_to_do(), how_found(audit)]);
    passages.extend(trace.notice.iter().flat_map(|notice| notice::pages(trace, notice)));
    passages
}

/// The same for programs.
#[must_use]
pub fn json(audit: &Audit, trace: &Trace, class: Option<&ClassAnswer>) -> Value {
    let identity = super::identity(audit);
    let class = class.map(|(class, found)| {
        let condition =
            |(condition, answer): &(_, Answer)| json!({ "condition": condition, "answer": answer });
        json!({
            "id": class.id, "name": class.name, "verdict": found.verdict,
            "conditions": found.conditions.iter().map(condition).collect::<Vec<_>>(),
        })
    });
    json!({
        "program": { "name": "bystander", "version": identity.version },
        "case": { "title": identity.title, "input": identity.input },
        "parameters": identity.parameters,
        "trace": trace,
        "class": class,
    })
}

fn answer(audit: &Audit, trace: &Trace) -> Passage {
    let passage = Passage::new("The answer").say(match (trace.standing, &trace.through) {
        (Standing::Consenter, None) => {
            "You gave a grant yourself: the records say that you let an app read data. Nobody else's grant opened your data."
                .to_owned()
        }
        (Standing::Consenter, Some(through)) => format!(
            "You gave a grant yourself: the records say that you let an app read data. Besides, your data {} within reach through \
             others who did.{}",
            was(&through.opened),
            match through.before_own_grant {
                Some(true) => " That was so before you gave yours.",
                Some(false) => " That was not so before you gave yours.",
                None => " Whether that was so before you gave yours is not known.",
            }
        ),
        (_, Some(through)) if !through.opened.surely => format!(
            "Perhaps. You gave no grant. The records leave open whether your data was within reach of an app over {}: they do not tell \
             of everybody when they agreed, since when people were tied, or when switches were off.",
            ties(through.opened.hop)
        ),
        (_, Some(through)) if through.opened.hop == 1 => format!(
            "Yes. You gave no grant, but your data {} within reach of an app because {} to let it read the data of the people they know.",
            was(&through.opened),
            people_agreed(through.consenters)
        ),
        (_, Some(through)) => format!(
            "Yes. You gave no grant, but your data {} within reach of an app because somebody agreed who is {} away from you.",
            was(&through.opened),
            ties(through.opened.hop)
        ),
        (Standing::Beyond(hop), None) => format!(
            "No, as far as the records go. The nearest person whose grant opened other people's data is {} away from you, and the \
             grants did not open data as far as that: {} at most.",
            ties(hop),
            ties(audit.parameters.hops)
        ),
        (Standing::OptedOut, None) => {
            "No, as far as the records go. You had switched off the sharing of your data through friends, and the case counts this \
             switch as honoured."
                .to_owned()
        }
        (_, None) => "No, as far as the records go. You gave no grant, and no chain of ties leads to you from anybody whose grant \
                      opened other people's data."
            .to_owned(),
    });
    passage.say(
        "A grant is what an app was technically let read. It is not the same as agreement in the sense of the law, and a grant \
         that somebody else gave is not yours.",
    )
}

fn was(opened: &Opened) -> &'static str {
    if opened.surely { "was" } else { "may have been" }
}

fn ties(hops: u32) -> String {
    if hops == 1 { "one tie".to_owned() } else { format!("{} ties", count(hops.into())) }
}

/// `2 people whom you are tied to agreed`.
fn people_agreed(consenters: Between) -> String {
    match (consenters.at_least, consenters.at_most) {
        (1, 1) => "1 person whom you are tied to agreed".to_owned(),
        (least, most) if least == most => format!("{} people whom you are tied to agreed", count(most)),
        (0, most) => format!("at most {} of the people whom you are tied to agreed", count(most)),
        (least, most) => {
            format!(
                "at least {} and at most {} people whom you are tied to agreed",
                count(least),
                count(most)
            )
        }
    }
}

fn through_whom(through: &Through) -> Passage {
    let passage = Passage::new("Through how many people");
    let hop = through.opened.hop;
    let passage = if hop == 1 {
        let people = people_agreed(through.consenters);
        passage.say(format!(
            "{}{}{}",
            people[..1].to_uppercase(),
            &people[1..],
            if through.opened.surely {
                ", and with that your data came within reach."
            } else {
                "; if so, your data came within reach."
            }
        ))
    } else {
        passage.say(format!(
            "Nobody whom you are tied to opened your data themselves. It was opened over {} of {} that begin with somebody whose grant did; \
             on them stand {}.",
            some(through.routes, "chain", "chains"),
            ties(hop),
            some(through.people_on_routes, "other person", "other people"),
        ))
    };
    passage.say("This letter does not say who they are, and does not help to find out: they too have a right to that.")
}

/// `1 chain`, `at least 1 and at most 3 chains`.
fn some(number: Between, one: &str, many: &str) -> String {
    let noun = if number.at_most == 1 { one } else { many };
    match (number.at_least, number.at_most) {
        (least, most) if least == most => format!("{} {noun}", count(most)),
        (0, most) => format!("at most {} {noun}", count(most)),
        (least, most) => format!("at least {} and at most {} {noun}", count(least), count(most)),
    }
}

fn when(trace: &Trace, through: &Through) -> Passage {
    let passage = Passage::new("When");
    if !trace.is_dated {
        return passage.say("The records have no dates that would tell when.");
    }
    let Opened { months, sure_months, .. } = &through.opened;
    let passage = passage.say(if months == sure_months {
        "Your data was within reach on days of these months:".to_owned()
    } else if sure_months.is_empty() {
        "Some dates are missing. Your data may have been within reach on days of these months:".to_owned()
    } else {
        format!(
            "Some dates are missing. Your data was surely within reach on days of these months: {}. It may have been on days of these:",
            spelt(sure_months)
        )
    });
    passage.list(months.iter().map(time))
}

/// `2013-06 to 2014-04`, `until 2014-04`, `from 2013-06 on`.
fn time(time: &Time) -> String {
    match (&time.from, &time.until) {
        (None, None) => "as far as the records go".to_owned(),
        (Some(from), None) => format!("from {from} on"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) if from == until => from.clone(),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    }
}

fn spelt(times: &[Time]) -> String {
    times.iter().map(time).collect::<Vec<_>>().join(", ")
}

/// `, 2013-06 to 2014-04; not sure`, as far as there is anything to say beside an item.
fn beside(trace: &Trace, opened: &Opened) -> String {
    let dates = if trace.is_dated { format!(", {}", spelt(&opened.months)) } else { String::new() };
    let sure = match opened {
        Opened { surely: false, .. } => "; not sure",
        Opened { months, sure_months, .. } if months != sure_months => "; not sure for all of that time",
        _ => "",
    };
    format!("{dates}{sure}")
}

fn which_data(trace: &Trace, through: &Through) -> Passage {
    let passage = Passage::new("Which data");
    if through.fields.iter().all(|field| field.field == NOT_RECORDED) {
        return passage.say("Which data the grants opened is not recorded.");
    }
    let mut special: Vec<&str> =
        through.fields.iter().filter_map(|field| field.special_category.as_deref()).collect();
    special.sort_unstable();
    special.dedup();
    let by = trace.regime.as_ref().map_or_else(
        || "These are the permissions that the grants record:".to_owned(),
        |regime| format!("These fields, by the rules of the platform at that time ({regime}):"),
    );
    let passage = if special.is_empty() {
        passage.say("No field is recorded as one of a special category of data; such data may still be guessed from others.")
    } else {
        passage.say(format!(
            "Among them {} data of special categories, which the General Data Protection Regulation protects more strictly (article \
             9): {}.",
            if through.opened.surely { "is" } else { "there may be" },
            special.join(", ")
        ))
    };
    let field = |field: &crate::measure::trace::OpenedField| {
        let special =
            field.special_category.as_ref().map(|category| format!(" (special category: {category})"));
        format!("{}{}{}", field.field, special.unwrap_or_default(), beside(trace, &field.opened))
    };
    passage.say(by).list(through.fields.iter().map(field))
}

fn who_holds(audit: &Audit, trace: &Trace) -> Passage {
    let passage = Passage::new("Who holds it");
    let apps = trace.through.iter().flat_map(|through| &through.apps);
    let app = |app: &crate::measure::trace::OpeningApp| {
        let name = named(app.app.as_deref(), app.provider.as_deref());
        format!("{name}{}", beside(trace, &app.opened))
    };
    let apps: Vec<String> = apps.map(app).collect();
    let passage = if apps.is_empty() {
        passage
    } else {
        passage.say("Your data was within reach of these apps, because others let them read it:")
    };
    let segments = match (trace.segments.len(), audit.segments.iter().any(Segment::is_audience)) {
        (0, true) => {
            "You are in none of the segments of the case: the groups that messages were aimed at.".to_owned()
        }
        (0, false) if audit.experienced.is_empty() => {
            "The case has no segments, the groups that messages are aimed at.".to_owned()
        }
        (0, false) => {
            "The case has no segments, the groups that messages are aimed at; of what people were told that they are counted in, it has \
             nothing about you."
                .to_owned()
        }
        (some, _) => format!(
            "You are in {} of the case, {} that messages were aimed at{}: {}.",
            self::some(Between { at_least: some as u64, at_most: some as u64 }, "segment", "segments"),
            if some == 1 { "a group" } else { "groups" },
            if trace.segments.iter().any(|segment| segment.layer == Some(Layer::Experienced)) {
                ", or that you were told you are counted in"
            } else {
                ""
            },
            trace.segments.iter().map(segment).collect::<Vec<_>>().join("; ")
        ),
    };
    let mut passage = passage.list(apps);
    passage.paragraphs.insert(0, segments);
    passage.paragraphs.insert(
        0,
        if audit.transfers.is_some() {
            "Who holds your data today is not known. Which organisations it may have come to is told below, under \"The notice you should have \
             had\"."
        } else {
            "Who holds your data today is not known: the case has no table of data passed from one organisation to another."
        }
        .to_owned(),
    );
    passage
}

fn named(app: Option<&str>, provider: Option<&str>) -> String {
    match (app, provider) {
        (None, _) => "an app that is not named".to_owned(),
        (Some(app), None) => app.to_owned(),
        (Some(app), Some(provider)) => format!("{app} (of {provider})"),
    }
}

fn segment(segment: &InSegment) -> String {
    let source = segment.source.as_ref().map(|source| format!(", its data {source}"));
    let condition = |criterion: &crate::model::segment::Criterion| {
        let is = if criterion.mode == Mode::Include { "is" } else { "is not" };
        format!("{} {is} {}", criterion.dimension, criterion.value)
    };
    let conditions: Vec<String> = segment.criteria.iter().map(condition).collect();
    let conditions =
        if conditions.is_empty() { String::new() } else { format!(", made by: {}", conditions.join(", ")) };
    let layer =
        if segment.layer == Some(Layer::Experienced) { ", as the person's own export says" } else { "" };
    format!("{}{}{layer}{conditions}", segment.segment, source.unwrap_or_default())
}

fn own_grants(grants: &[OwnGrant]) -> Passage {
    let grant = |grant: &OwnGrant| {
        let scopes = match grant.scopes.as_deref() {
            None => "permissions not recorded".to_owned(),
            Some([]) => "no permission recorded that opens other people's data".to_owned(),
            Some(scopes) => format!("permissions {}", scopes.join(" ")),
        };
        let began = if grant.beginning_known { "" } else { "; the first day is not known" };
        let days = match (&grant.in_force.from, &grant.in_force.until) {
            (None, None) => String::new(),
            _ => format!(", in force {}", time(&grant.in_force)),
        };
        format!("{}: {scopes}{days}{began}", named(grant.app.as_deref(), grant.provider.as_deref()))
    };
    Passage::new("What you let apps read yourself")
        .say("Your own grants, as recorded:")
        .list(grants.iter().map(grant))
}

fn own_switch(switch: &OwnSwitch) -> Passage {
    let passage = Passage::new("Your own switch");
    let passage = passage.say(match (switch.off.is_empty(), switch.off == switch.possibly_off) {
        (true, _) => format!(
            "It is not known for all of the time whether you had switched off the sharing of your data through friends. It may have \
             been off: {}.",
            spelt(&switch.possibly_off)
        ),
        (false, true) => {
            format!("You had switched off the sharing of your data through friends: {}.", spelt(&switch.off))
        }
        (false, false) => format!(
            "You had switched off the sharing of your data through friends: {}. It may have been off besides: {}.",
            spelt(&switch.off),
            spelt(&switch.possibly_off)
        ),
    });
    if !switch.honoured {
        return passage.say("The case records that such switches were passed over, so it kept nothing back.");
    }
    if switch.kept_back.is_empty() {
        return passage
            .say("It is not known to have kept anything back that others' grants would have opened.");
    }
    let kept = switch.kept_back.iter().map(|kept| format!("{}: {}", kept.field, spelt(&kept.months)));
    passage.say("It kept this back, which others' grants would have opened:").list(kept)
}

fn in_class((class, found): &ClassAnswer) -> Passage {
    let verdict = match found.verdict {
        Verdict::Eligible => "By the records you meet every condition.",
        Verdict::NotEligible => "By the records you do not meet every condition.",
        Verdict::CannotBeTold => "The records do not tell whether you meet every condition.",
    };
    let condition = |(condition, answer): &(&crate::model::eligibility::Condition, Answer)| {
        let answer = match answer {
            Answer::Met => "met",
            Answer::NotMet => "not met",
            Answer::Unknown => "not known",
        };
        format!("{answer}: {} (source: {})", condition.asks, condition.source)
    };
    Passage::new(&class.name)
        .say(format!("{verdict} This is a reading of records and no decision on a claim."))
        .say(class.limits.join(" "))
        .list(found.conditions.iter().map(condition))
}

fn not_known(audit: &Audit, trace: &Trace, through: Option<&Through>) -> Passage {
    let mut items = vec![
        "Whether data within reach was in fact taken, and what you had filled in.".to_owned(),
        "Whether the records are complete: somebody who agreed may be missing from them, or somebody whom you know.".to_owned(),
        if audit.transfers.is_some() {
            "Whether the organisations to which transfers lead did get your data, and who holds it now."
        } else {
            "Which organisations got data later, and who holds it now."
        }
        .to_owned(),
    ];
    if through.is_some() && trace.is_dated {
        let why = "The days: months are given where other people's grants are concerned, because a day could tell who agreed.";
        items.push(why.to_owned());
    }
    if through.is_some_and(|through| !through.opened.surely) {
        items.push("Dates, permissions or switches that the records leave out; all that may follow is told as what may be.".to_owned());
    }
    items.extend(equal_names::reading(&audit.case));
    Passage::new("What is not known").list(items)
}

fn what_to_do() -> Passage {
    Passage::new("What you can do")
        .say(
            "Where the General Data Protection Regulation applies to an organisation that holds your data, you can ask it for a copy, \
             and for where the data came from and to whom it was given (article 15). You can object to direct marketing at any time, and to \
             some other uses (article 21). You can complain to a data protection authority (article 77).",
        )
        .say(
            "Which law applies depends on where and when; other countries, and earlier years, have other rules. This letter shows what \
             records say. It is no legal advice, and does not say that anything was unlawful.",
        )
}

fn how_found(audit: &Audit) -> Passage {
    let identity = super::identity(audit);
    let dated = identity.as_of.map(|date| format!(" It is dated {date}.")).unwrap_or_default();
    Passage::new("How this was found")
        .say(format!(
            "From the case \"{}\": {} people, {} ties, {} people with a grant, looking at most {} far. The program bystander {} read the files \
             whose fingerprint is {}; whoever has the same files gets the same letter.{dated}",
            identity.title,
            count(audit.people() as u64),
            count(audit.graph.ties()),
            count(audit.consenters.len() as u64),
            ties(audit.parameters.hops),
            identity.version,
            identity.input,
        ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        measure::trace::Trace,
        model::{
            case::{Donations, EqualNames, Parameters},
            consent::Consenter,
            id::PersonId,
            regime::{Regime, RegimeRule, Whom},
            span::Span,
        },
        table::{Tables, ties::Ties},
        village,
    };

    fn text(audit: &Audit, row: u32) -> String {
        let passages = letter(audit, &Trace::of(audit, PersonId(row)), None);
        let parts = passages.into_iter().flat_map(|passage| {
            std::iter::once(passage.title).chain(passage.paragraphs).chain(passage.items).collect::<Vec<_>>()
        });
        parts.collect::<Vec<_>>().join("\n")
    }

    /// Three people in a row, 0 to 2, of whom the first agreed.
    fn row(hops: u32, regime: Option<Regime>) -> Audit {
        let consenter = Consenter { person: PersonId(0), number: 1, line: 0, opens_contacts: true };
        let mut tables = Tables {
            people: 3,
            listed: true,
            ties: Ties {
                pairs: [(0, 1), (1, 2)].map(|(one, other)| (PersonId(one), PersonId(other))).to_vec(),
                ..Ties::default()
            },
            consenters: vec![consenter],
            ..Tables::default()
        };
        tables.case.regime = regime;
        Audit::new(tables, Parameters { hops, ..Parameters::default() })
    }

    fn says(text: &str, expected: &[&str]) {
        for part in expected {
            assert!(text.contains(part), "no `{part}` in: {text}");
        }
    }

    #[test]
    fn answers_first_and_in_words_that_fit_where_somebody_stands() {
        let village = village::audit();
        says(
            &text(&village, 4),
            &["The answer\nYes. You gave no grant", "2 people whom you are tied to agreed", "waverers"],
        );
        says(
            &text(&village, 5),
            &["because 1 person whom you are tied to agreed", "no dates that would tell when"],
        );
        says(&text(&village, 0), &["You gave a grant yourself", "Besides, your data was within reach"]);
        says(&text(&village, 6), &["The answer\nNo, as far as", "in none of the segments"]);
        says(&text(&row(1, None), 0), &["Nobody else's grant opened your data", "The case has no segments"]);
        says(&text(&row(1, None), 2), &["is 2 ties away from you", "one tie at most"]);
        let two = text(&row(2, None), 2);
        says(
            &two,
            &["who is 2 ties away from you", "over 1 chain of 2 ties", "on them stand 2 other people"],
        );
    }

    #[test]
    fn says_where_names_alone_decide_who_is_one_person() {
        let mut village = village::audit();
        let caveat = "what is shown here takes equal names for one person wherever the lists allow it";
        let equal_names = EqualNames::OnePerson;
        let known = Donations { donors: 2, people_at_least: 7, people_at_most: 8, equal_names };
        village.case.donations = Some(Donations { people_at_most: 7, ..known });
        assert!(!text(&village, 4).contains(caveat));
        village.case.donations = Some(known);
        says(&text(&village, 4), &[caveat]);
    }

    #[test]
    fn tells_what_a_switch_kept_back() {
        let village = village::with_opted_out(&[PersonId(3)]);
        let kept = "It kept this back, which others' grants would have opened:\nnot recorded: as far as the records go";
        says(&text(&village, 3), &["You had switched off the sharing", kept]);
    }

    #[test]
    fn names_special_categories_and_what_is_not_sure() {
        let rule = |scope: Option<&str>, field: &str, category: Option<&str>| RegimeRule {
            scope: scope.map(str::to_owned),
            field: field.to_owned(),
            special_category: category.map(str::to_owned),
            whom: Whom::Contacts,
            hops: 1,
            during: Span::ALWAYS,
            source: "made up".to_owned(),
        };
        let rules = vec![
            rule(None, "name", None),
            rule(Some("friends_religion"), "religion", Some("religious beliefs")),
        ];
        let regime = Regime { name: "A platform".to_owned(), rules, ..Regime::default() };
        // The grant records no scopes: any grant opens the name, and whether this one opened more is not known.
        let text = text(&row(1, Some(regime)), 1);
        says(
            &text,
            &[
                "your data was within reach",
                "(article 9): religious beliefs",
                "\nname\nreligion (special category: religious beliefs); not sure",
            ],
        );
    }
}
