//! One donor's export, in one of the layouts that the platform used over the years.

use super::Donor;
use serde_json::{Value, json};

/// Where a layout keeps what: the friends and their key, the profile, the apps and their key, the advertisers and theirs.
struct Layout {
    friends: (&'static str, &'static str),
    profile: (&'static str, &'static str),
    apps: (&'static str, &'static str),
    advertisers: (&'static str, &'static str),
}

const LAYOUTS: [Layout; 3] = [
    Layout {
        friends: ("friends/friends.json", "friends"),
        profile: ("profile_information/profile_information.json", "profile"),
        apps: ("apps_and_websites/apps_and_websites.json", "installed_apps"),
        advertisers: (
            "ads/advertisers_who_uploaded_a_contact_list_with_your_information.json",
            "custom_audiences",
        ),
    },
    Layout {
        friends: ("friends_and_followers/friends.json", "friends_v2"),
        profile: ("profile_information/profile_information.json", "profile_v2"),
        apps: ("apps_and_websites_off_of_facebook/apps_and_websites.json", "installed_apps_v2"),
        advertisers: (
            "ads_information/advertisers_who_uploaded_a_contact_list_with_your_information.json",
            "custom_audiences_v2",
        ),
    },
    Layout {
        friends: ("connections/friends/your_friends.json", "friends_v2"),
        profile: ("personal_information/profile_information/profile_information.json", "profile_v2"),
        apps: ("apps_and_websites_off_of_facebook/connected_apps_and_websites.json", "installed_apps_v2"),
        advertisers: (
            "ads_information/advertisers_using_your_activity_or_information.json",
            "custom_audiences_all_types_v2",
        ),
    },
];

/// The files of the donor at `at`, with their paths.
pub(super) fn files(at: usize, donor: &Donor, names: &[String]) -> Vec<(String, Vec<u8>)> {
    let layout = &LAYOUTS[at % LAYOUTS.len()];
    let name = |person: u32| broken(&names[person as usize]);
    let friends: Vec<Value> = donor
        .friends
        .iter()
        .rev()
        .map(|(moment, &friend)| json!({ "name": name(friend), "timestamp": moment }))
        .collect();
    let own = name(donor.person);
    let profile = if layout.profile.1 == "profile" {
        json!({ "name": own })
    } else {
        json!({ "name": { "full_name": own } })
    };
    let apps: Vec<Value> = donor
        .played
        .iter()
        .map(|moment| json!({ "name": "Quiz app", "added_timestamp": moment, "removed_timestamp": 0 }))
        .collect();
    let campaign = match layout.advertisers.1 {
        "custom_audiences_all_types_v2" => {
            json!([{ "advertiser_name": "Campaign", "has_data_file_custom_audience": true,
                "has_remarketing_custom_audience": false, "has_in_person_store_visit": false }])
        }
        _ => json!(["Campaign"]),
    };
    let advertisers = if donor.played.is_some() { campaign } else { json!([]) };
    let file = |(path, key): (&str, &str), value: Value| {
        let path = format!("exports/donor-{:02}/{path}", at + 1);
        let mut root = serde_json::Map::new();
        root.insert(key.to_owned(), value);
        (path, serde_json::to_vec_pretty(&root).expect("names and numbers"))
    };
    vec![
        file(layout.friends, Value::Array(friends)),
        file(layout.profile, profile),
        file(layout.apps, Value::Array(apps)),
        file(layout.advertisers, advertisers),
    ]
}

/// A text as the platform writes it: each byte of its UTF-8 form as a letter.
fn broken(text: &str) -> String {
    text.bytes().map(char::from).collect()
}
