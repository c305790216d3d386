//! The files of synthetic ad libraries, as two platforms publish them.

use super::{Ad, Libraries, Sponsor, readme};

/// What the larger library writes for small sums.
const SMALL: &str = "≤100";
/// What it writes for a payer that is not named.
const NO_PAYER: &str = "These ads ran without a disclaimer";

pub(super) fn of(drawn: &Libraries) -> Vec<(String, Vec<u8>)> {
    let report =
        |what: &str| format!("library/FacebookAdLibraryReport_2026-10-15_US_last_30_days_{what}.csv");
    let mut truth = serde_json::to_vec_pretty(&drawn.truth).expect("a truth is plain data");
    truth.push(b'\n');
    vec![
        ("README.md".to_owned(), readme::text(drawn).into_bytes()),
        (report("advertisers"), advertisers(drawn)),
        (report("locations"), locations(drawn)),
        ("library/PoliticalAds.csv".to_owned(), snapchat(drawn)),
        ("places.csv".to_owned(), places(drawn)),
        ("truth.json".to_owned(), truth),
    ]
}

/// A table as CSV.
fn table(header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).expect("memory takes every record");
    rows.for_each(|row| writer.write_record(&row).expect("memory takes every record"));
    writer.into_inner().expect("memory takes every byte")
}

/// The same with the mark that the larger library begins its files with.
fn marked(table: Vec<u8>) -> Vec<u8> {
    [vec![0xEF, 0xBB, 0xBF], table].concat()
}

fn money(spent: u64) -> String {
    if spent <= 100 { SMALL.to_owned() } else { spent.to_string() }
}

fn committee(at: usize) -> String {
    format!("Committee {}", at + 1)
}

pub(super) fn district(at: usize) -> String {
    format!("District {}", at + 1)
}

fn advertisers(drawn: &Libraries) -> Vec<u8> {
    let row = |(at, sponsor): (usize, &Sponsor)| {
        let payer = if sponsor.names_payer { committee(at) } else { NO_PAYER.to_owned() };
        vec![(100_001 + at).to_string(), committee(at), payer, money(sponsor.spent), sponsor.ads.to_string()]
    };
    let header = ["Page ID", "Page name", "Disclaimer", "Amount spent (USD)", "Number of ads in Library"];
    marked(table(&header, drawn.sponsors.iter().enumerate().map(row)))
}

fn locations(drawn: &Libraries) -> Vec<u8> {
    let spent = drawn.districts.iter().enumerate().filter(|(_, of)| of.spent > 0);
    let rows = spent.map(|(at, of)| vec![district(at), money(of.spent)]);
    marked(table(&["Location name", "Amount spent (USD)"], rows))
}

fn places(drawn: &Libraries) -> Vec<u8> {
    let row = |(at, of): (usize, &super::District)| {
        vec![district(at), of.people.to_string(), of.margin.to_string()]
    };
    table(&["place", "population", "margin"], drawn.districts.iter().enumerate().map(row))
}

/// The columns of the smaller library.
const COLUMNS: [&str; 34] = [
    "ADID",
    "CreativeUrl",
    "Currency Code",
    "Spend",
    "Impressions",
    "StartDate",
    "EndDate",
    "OrganizationName",
    "BillingAddress",
    "CandidateBallotInformation",
    "PayingAdvertiserName",
    "Gender",
    "AgeBracket",
    "CountryCode",
    "Regions (Included)",
    "Regions (Excluded)",
    "Electoral Districts (Included)",
    "Electoral Districts (Excluded)",
    "Radius Targeting (Included)",
    "Radius Targeting (Excluded)",
    "Metros (Included)",
    "Metros (Excluded)",
    "Postal Codes (Included)",
    "Postal Codes (Excluded)",
    "Location Categories (Included)",
    "Location Categories (Excluded)",
    "Interests",
    "OsType",
    "Segments",
    "Language",
    "AdvancedDemographics",
    "Targeting Connection Type",
    "Targeting Carrier (ISP)",
    "CreativeProperties",
];

fn snapchat(drawn: &Libraries) -> Vec<u8> {
    let row = |(at, ad): (usize, &Ad)| COLUMNS.iter().map(|column| cell(at, ad, column)).collect();
    table(&COLUMNS, drawn.ads.iter().enumerate().map(row))
}

fn cell(at: usize, ad: &Ad, column: &str) -> String {
    let districts = |of: &[usize]| of.iter().map(|&at| district(at)).collect::<Vec<_>>().join(",");
    match column {
        "ADID" => format!("ad-{:04}", at + 1),
        "Currency Code" => "USD".to_owned(),
        "Spend" => ad.spent.to_string(),
        "Impressions" => ad.impressions.to_string(),
        "StartDate" => "2026/10/01 16:00:00Z".to_owned(),
        "EndDate" => "2026/10/15 22:00:00Z".to_owned(),
        "OrganizationName" | "PayingAdvertiserName" => committee(ad.sponsor),
        "Gender" => ad.gender.to_owned(),
        "AgeBracket" => ad.age.to_owned(),
        "CountryCode" => "united states".to_owned(),
        "Electoral Districts (Included)" => districts(&ad.asked),
        "Electoral Districts (Excluded)" => districts(ad.kept_out.as_slice()),
        "Interests" => ad.interest.to_owned(),
        "Segments" if ad.has_list => "Provided by Advertiser".to_owned(),
        _ => String::new(),
    }
}
