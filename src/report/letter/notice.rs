//! The second page of the letter: the notice that the person should have had, as far as the records go, and a sentence to send. What a
//! notice has to hold is said in our own words after GDPR art. 14; the wording of the law is to be checked against the official text.

use super::{Passage, beside, named, some, ties};
use crate::{
    measure::{
        bounds::Between,
        notice_due::{MayHold, Met, NoticeDue},
        trace::{Through, Trace},
    },
    model::{grant::NOT_RECORDED, number::count},
};

/// The page, and the sentence to send.
pub(super) fn pages(trace: &Trace, notice: &NoticeDue) -> [Passage; 2] {
    let through = trace.through.as_ref();
    let parts = [
        through.map(|through| held(trace, through)),
        through.map(from_whom),
        through.map(|through| by_which_app(trace, through)),
        through.map(|_| what_for(notice)),
        through.map(|_| basis(notice)),
        Some(received(notice)),
        Some(used_in(trace, notice)),
        Some(rights()),
        Some(missing()),
    ];
    let told = match &notice.told_on {
        Some(day) => format!("The case records that people who did not agree themselves were told on {day}."),
        None => "No notice to you is on record.".to_owned(),
    };
    let page = Passage::new("The notice you should have had")
        .say(
            "Whoever holds data about people that did not come from them has to tell them so, as a rule within a month (article 14 of the \
             General Data Protection Regulation, which applies since 25 May 2018; before that, in the European Union, national laws under \
             article 11 of Directive 95/46/EC asked for much the same). This is what such a notice could have said, as far as the \
             records go.",
        )
        .say(told)
        .list(parts.into_iter().flatten());
    [page, to_send()]
}

fn held(trace: &Trace, through: &Through) -> String {
    let fields = through.fields.iter().filter(|field| field.field != NOT_RECORDED);
    let fields: Vec<String> =
        fields.map(|field| format!("{}{}", field.field, beside(trace, &field.opened))).collect();
    if fields.is_empty() {
        return "What was within reach: which data is not recorded.".to_owned();
    }
    format!("What was within reach: {}.", fields.join("; "))
}

fn from_whom(through: &Through) -> String {
    let how = if through.opened.hop == 1 {
        "a grant of somebody whom you are tied to".to_owned()
    } else {
        format!("a grant of somebody who is {} away from you", ties(through.opened.hop))
    };
    format!("Where it came from: not from you, but through {how}. Who that is this page does not say.")
}

fn by_which_app(trace: &Trace, through: &Through) -> String {
    let app = |app: &crate::measure::trace::OpeningApp| {
        format!("{}{}", named(app.app.as_deref(), app.provider.as_deref()), beside(trace, &app.opened))
    };
    format!("By which app: {}.", through.apps.iter().map(app).collect::<Vec<_>>().join("; "))
}

fn what_for(notice: &NoticeDue) -> String {
    if notice.purposes.is_empty() {
        return "What for: no purpose is on record.".to_owned();
    }
    format!("What for, as stated to those who agreed: {}.", notice.purposes.join("; "))
}

fn basis(notice: &NoticeDue) -> String {
    match &notice.basis {
        Some(basis) => {
            format!("On what basis, as the case records for people who did not agree themselves: {basis}.")
        }
        None => "On what basis: none is on record for people who did not agree themselves.".to_owned(),
    }
}

fn received(notice: &NoticeDue) -> String {
    if !notice.transfers_on_record {
        return "Who may have received it: the case has no table of transfers.".to_owned();
    }
    if notice.organisations.is_empty() {
        return "Who may have received it: no transfer on record leads on from there.".to_owned();
    }
    let organisation = |one: &MayHold| {
        let country = one.country.as_ref().map(|country| format!(" ({country})")).unwrap_or_default();
        let how = match (one.listed, one.steps) {
            (true, _) => ", where a transfer lists you among those whose data it passed on".to_owned(),
            (false, 0) => ", where the chain begins".to_owned(),
            (false, steps) => {
                let steps = u64::from(steps);
                format!(
                    ", over {}",
                    some(Between { at_least: steps, at_most: steps }, "transfer", "transfers")
                )
            }
        };
        let what =
            if one.fields.is_empty() { String::new() } else { format!(", fields {}", one.fields.join(", ")) };
        let why = if one.purposes.is_empty() {
            String::new()
        } else {
            format!(", for {}", one.purposes.join(", "))
        };
        format!("{}{country}{how}{what}{why}", one.organisation)
    };
    let organisations: Vec<String> = notice.organisations.iter().map(organisation).collect();
    format!(
        "Who may have received it: {}. That a chain leads there does not say that your data went along it.",
        organisations.join("; ")
    )
}

fn used_in(trace: &Trace, notice: &NoticeDue) -> String {
    if !notice.messages_on_record {
        return "Which messages reached you: the case has no table of messages.".to_owned();
    }
    let whole = (notice.messages_to_segments > 0).then(|| {
        let number = notice.messages_to_segments;
        let messages = some(Between { at_least: number, at_most: number }, "message", "messages");
        format!(" {messages} to segments that you are in may have reached you besides.")
    });
    let whole = whole.unwrap_or_default();
    if notice.messages.is_empty() {
        return format!("Which messages reached you: none is on record.{whole}");
    }
    let met: Vec<String> = notice.messages.iter().map(|met| message(trace, met)).collect();
    format!("Which messages reached you: {}.{whole}", met.join("; "))
}

fn message(trace: &Trace, met: &Met) -> String {
    let from = met.sponsor.as_deref().unwrap_or("a sponsor who is not recorded");
    let by = met.channel.as_ref().map(|channel| format!(" by {channel}")).unwrap_or_default();
    let days = match (met.first_on, met.last_on) {
        (Some(first), Some(last)) if first == last => format!(", on {first}"),
        (Some(first), Some(last)) => format!(", {} times from {first} to {last}", count(met.records)),
        _ => ", on a day that is not recorded".to_owned(),
    };
    let segment = met.segment.as_ref().map(|name| {
        let known = trace.segments.iter().find(|segment| segment.segment == *name);
        let source = known.and_then(|known| known.source.as_ref());
        let source = source.map(|source| format!(", whose data is recorded as {source}")).unwrap_or_default();
        format!(", aimed at the segment {name}{source}")
    });
    let told = |what: &str, given: Option<bool>| match given {
        Some(true) => format!(", {what} was given"),
        Some(false) => format!(", {what} was not given"),
        None => String::new(),
    };
    let (reason, source) =
        (told("a reason", met.reason_given), told("the source of the data", met.source_given));
    format!("from {from}{by}{days}{}{reason}{source}", segment.unwrap_or_default())
}

fn rights() -> String {
    "What you may ask: to see your data and have them corrected, deleted or left unused; to object at any time to their use for direct \
     marketing, profiling for it included (article 21), and to other uses on grounds of your own; and to complain to a data protection \
     authority. Where the law applies, each of these organisations is to answer within a month."
        .to_owned()
}

fn missing() -> String {
    "What a notice holds and these records do not: how to reach each organisation and its data protection officer, how long it keeps the \
     data, what protects them in other countries, and whether anything is decided by machine alone."
        .to_owned()
}

fn to_send() -> Passage {
    Passage::new("A sentence to send").say(
        "\"You may hold data about me that I did not give you. Under articles 14 and 15 of the General Data Protection Regulation I ask you \
         to tell me which data about me you hold, where they came from, what you use them for and on what basis, and to whom by name you \
         gave them; under article 21 I object to their use for direct marketing, profiling for it included. Please answer within a month.\"",
    )
}

#[cfg(test)]
mod tests {
    use crate::{
        audit::Audit,
        measure::trace::Trace,
        model::id::PersonId,
        report::letter::{Passage, letter},
        village,
    };

    fn page(audit: &Audit, row: u32) -> Option<Passage> {
        let passages = letter(audit, &Trace::of(audit, PersonId(row)), None);
        passages.into_iter().find(|passage| passage.title == "The notice you should have had")
    }

    #[test]
    fn says_where_data_may_have_gone_and_who_lists_the_person() {
        let items = page(&village::with_transfers(), 4).expect("Eve was within reach").items.join("\n");
        for said in [
            "not from you, but through a grant of somebody whom you are tied to",
            "The analysts (UK), where a transfer lists you among those whose data it passed on, fields likes, place, for research",
            "The party (US), over 2 transfers",
            "does not say that your data went along it",
        ] {
            assert!(items.contains(said), "no `{said}` in {items}");
        }
    }

    #[test]
    fn says_which_messages_came_and_what_was_said_with_them() {
        let items = page(&village::with_reasons(), 2).expect("Cem was within reach").items.join("\n");
        let said = "from The party by web, 2 times from 2024-06-01 to 2024-06-03, aimed at the segment waverers, whose data is recorded as \
                    harvested, a reason was given, the source of the data was given";
        assert!(items.contains(said), "no `{said}` in {items}");
        assert!(items.contains("1 message to segments that you are in may have reached you besides"));
    }

    #[test]
    fn is_no_page_for_somebody_whom_nothing_reached() {
        assert_eq!(page(&village::audit(), 6), None);
    }
}
