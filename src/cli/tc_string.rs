//! A TC string decoded: what a site claimed consent for, as a page or as JSON.

use super::{Done, error::CliError, explain::folded};
use crate::{
    chart::plain,
    import::{
        ImportError,
        tc_string::{PURPOSES, SPECIAL_FEATURES, TcString, VendorList},
    },
    model::date::Day,
};
use serde_json::{Value, json};
use std::{
    io::{Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

/// Decodes `text`, or what stands on standard input where it is `-`; with a vendor list, vendors are named.
pub(super) fn run(text: &str, vendor_list: Option<&Path>, json: bool) -> Done {
    let wrong = |what: String| {
        let what = format!("reading the TC string: {what}");
        CliError::Import(ImportError::Request { what, way_out: "nothing was decoded".to_owned() })
    };
    let mut input = String::new();
    if text == "-" {
        let read = std::io::stdin().take(1 << 20).read_to_string(&mut input);
        read.map_err(|_| wrong("standard input is no text".to_owned()))?;
    }
    let said = TcString::of(if text == "-" { &input } else { text });
    let said = said.map_err(|error| wrong(error.to_string()))?;
    let vendors = vendor_list.map(VendorList::open).transpose()?;
    let out = if json { as_json(&said, vendors.as_ref()) } else { page(&said, vendors.as_ref()) };
    std::io::stdout().write_all(out.as_bytes()).map_err(CliError::Stdout)?;
    Ok(ExitCode::SUCCESS)
}

/// The name that the framework gives to a number, from 1.
fn named(names: &[&'static str], number: u64) -> &'static str {
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    at.and_then(|at| names.get(at).copied()).unwrap_or("of no name in the framework")
}

fn vendor(vendors: Option<&VendorList>, number: u64) -> Option<String> {
    vendors.map(|list| {
        list.names.get(&number).map_or_else(|| "not in the list given".to_owned(), |name| plain(name))
    })
}

fn as_json(said: &TcString, vendors: Option<&VendorList>) -> String {
    let names = |names: &[&'static str], numbers: &[u64]| -> Vec<Value> {
        numbers.iter().map(|&number| json!({ "number": number, "name": named(names, number) })).collect()
    };
    let mut named_vendors = serde_json::Map::new();
    for number in all_vendors(said) {
        named_vendors.extend(vendor(vendors, number).map(|name| (number.to_string(), name.into())));
    }
    let whole = json!({
        "tc_string": said,
        "purposes_consented": names(&PURPOSES, &said.purposes_consented),
        "purposes_legitimate_interest": names(&PURPOSES, &said.purposes_legitimate_interest),
        "special_features": names(&SPECIAL_FEATURES, &said.special_features),
        "vendor_list_given": vendors.map(|list| list.version),
        "vendor_names": named_vendors,
        "remarks": remarks(said, vendors),
    });
    serde_json::to_string_pretty(&whole).expect("numbers and texts") + "\n"
}

/// Every vendor that the string names anywhere, ascending.
fn all_vendors(said: &TcString) -> Vec<u64> {
    let optional = [&said.vendors_disclosed, &said.vendors_allowed].into_iter().flatten();
    let lists = [&said.vendors_consented, &said.vendors_legitimate_interest].into_iter().chain(optional);
    let restricted = said.restrictions.iter().map(|restriction| &restriction.vendors);
    let mut all: Vec<u64> = lists.chain(restricted).flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn remarks(said: &TcString, vendors: Option<&VendorList>) -> Vec<String> {
    let mut remarks: Vec<String> = said.remarks().into_iter().map(str::to_owned).collect();
    if let Some(list) = vendors.filter(|list| list.version != said.vendor_list) {
        remarks.push(format!(
            "the vendor list given is version {}, the string was made with version {}; names may have changed",
            list.version, said.vendor_list
        ));
    }
    remarks
}

fn page(said: &TcString, vendors: Option<&VendorList>) -> String {
    let day = |day: Option<Day>| day.map_or_else(|| "not said".to_owned(), |day| day.to_string());
    let yes = |truth: bool| if truth { "yes" } else { "no" }.to_owned();
    let rows = [
        ("version of the format", said.version.to_string()),
        ("created on", day(said.created_on)),
        ("last updated on", day(said.updated_on)),
        (
            "consent platform (CMP)",
            format!("{}, version {}, screen {}", said.cmp, said.cmp_version, said.screen),
        ),
        ("language", said.language.clone()),
        ("publisher's country", said.publisher_country.clone()),
        ("vendor list", format!("version {}", said.vendor_list)),
        ("policy", format!("version {}", said.policy)),
        ("for one service alone", yes(said.service_specific)),
        ("texts other than standard", yes(said.own_texts)),
        ("purpose 1 not shown", yes(said.purpose_one_not_shown)),
    ];
    let mut page = String::from("TC string\n\n");
    page.extend(rows.map(|(label, value)| format!("  {label:<27}{value}\n")));
    let names = |title: &str, names: &[&'static str], numbers: &[u64]| {
        let lines = numbers.iter().map(|&number| format!("  {number:>2}  {}\n", named(names, number)));
        section(title, numbers.len(), &lines.collect::<String>())
    };
    page += &names("Purposes consented to", &PURPOSES, &said.purposes_consented);
    page += &names("Purposes of legitimate interest", &PURPOSES, &said.purposes_legitimate_interest);
    page += &names("Special features opted into", &SPECIAL_FEATURES, &said.special_features);
    let mut list = |title: &str, numbers: Option<&Vec<u64>>| {
        let own = match numbers {
            Some(numbers) => section(title, numbers.len(), &numbered(numbers, vendors)),
            None => format!("\n{title}: not said\n"),
        };
        page.push_str(&own);
    };
    list("Vendors consented to", Some(&said.vendors_consented));
    list("Vendors of legitimate interest", Some(&said.vendors_legitimate_interest));
    list("Vendors disclosed", said.vendors_disclosed.as_ref());
    list("Vendors allowed on other bases", said.vendors_allowed.as_ref());
    page += &restrictions(said, vendors);
    page += &publisher(said);
    let remarks = remarks(said, vendors);
    page + "\nRemarks\n" + &remarks.iter().map(|remark| folded("  -", remark)).collect::<String>()
}

fn section(title: &str, count: usize, lines: &str) -> String {
    if count == 0 { format!("\n{title}: none\n") } else { format!("\n{title}: {count}\n{lines}") }
}

/// Vendors: a line each where they have names, else their numbers with runs drawn together.
fn numbered(numbers: &[u64], vendors: Option<&VendorList>) -> String {
    if vendors.is_some() {
        let line =
            |&number: &u64| format!("  {number:>5}  {}\n", vendor(vendors, number).unwrap_or_default());
        return numbers.iter().map(line).collect();
    }
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let run = |(first, last): (u64, u64)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    folded("  ", &runs.into_iter().map(run).collect::<Vec<_>>().join(" "))
}

fn restrictions(said: &TcString, vendors: Option<&VendorList>) -> String {
    let line = |restriction: &crate::import::tc_string::Restriction| {
        let purpose = named(&PURPOSES, restriction.purpose);
        let head = format!("  purpose {} ({purpose}), {}:\n", restriction.purpose, restriction.kind.text());
        head + &numbered(&restriction.vendors, vendors)
    };
    section(
        "Publisher's restrictions",
        said.restrictions.len(),
        &said.restrictions.iter().map(line).collect::<String>(),
    )
}

fn publisher(said: &TcString) -> String {
    let Some(publisher) = &said.publisher else { return String::new() };
    let numbers = |numbers: &[u64]| {
        let texts: Vec<String> = numbers.iter().map(u64::to_string).collect();
        if texts.is_empty() { "none".to_owned() } else { texts.join(" ") }
    };
    let rows = [
        ("consented to", &publisher.consented),
        ("of legitimate interest", &publisher.legitimate_interest),
        ("its own, consented to", &publisher.own_consented),
        ("its own, of interest", &publisher.own_legitimate_interest),
    ];
    let lines = rows.map(|(label, list)| format!("  {label:<27}{}\n", numbers(list)));
    format!("\nThe publisher's own purposes\n{}", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn names_purposes_and_vendors_and_says_what_devices_are_not() {
        let said = TcString::of("COvFyGBOvFyGBAbAAAENAPCAAOAAAAAAAAAAAEEUACCKAAA").expect("it is one");
        let names = BTreeMap::from([(2, "Quill\u{202e} Ads".to_owned()), (6, "Orchard Media".to_owned())]);
        let list = VendorList { version: 16, names };
        let page = page(&said, Some(&list));
        let has = |words: &str| assert!(page.contains(words), "{words} in {page}");
        has("  created on                 2020-02-20\n");
        has("Purposes consented to: 3\n   1  Store and/or access information on a device\n");
        has("Vendors consented to: 3\n");
        has("      6  Orchard Media\n      8  not in the list given\n");
        has("Vendors disclosed: not said\n");
        has("devices are not people");
        has("the vendor list given is version 16, the string was made with version 15");
        assert!(!page.contains('\u{202e}'));
        let json: Value = serde_json::from_str(&as_json(&said, None)).expect("JSON");
        assert_eq!(json["purposes_consented"][2]["name"], "Create profiles for personalised advertising");
        assert_eq!(json["tc_string"]["vendors_consented"], json!([2, 6, 8]));
    }

    #[test]
    fn draws_runs_of_vendors_together() {
        assert_eq!(numbered(&[1, 2, 3, 7, 9, 10], None).trim(), "1-3 7 9-10");
    }
}
