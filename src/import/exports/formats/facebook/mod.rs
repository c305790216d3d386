//! Facebook, "Download your information" in JSON, in its four layouts since 2018.
//!
//! Files are known by their last folder and name and by the key under which their records stand (`friends`, `friends_v2`, …), so the
//! layouts may be mixed, as they are in exports of the years between. Read: friends, removed friends (ties that ended, for the data had
//! spread while they stood), followers and followed, the profile, the address books that the owner uploaded, apps, and the advertisers'
//! side. Passed over and counted: requests, suggestions, pages, family and partner in the profile. Texts and keys are repaired, for
//! Facebook writes the bytes of UTF-8 as if each were a letter. A friend is a name and a time; no export has an id or an address.

mod apps;
mod friends;
mod profile;

use super::{
    Format, Group, Importer,
    meta::{
        ads::Desk,
        parts::{self, Found, Opened, Part},
    },
};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::Bundle,
        json::Node,
        rows::{Contact, Rows, Someone},
    },
};

pub(super) const FORMAT: &Format = &Format {
    name: "facebook",
    group: Group::Platform,
    title: "Facebook export, JSON",
    files: "facebook-*.zip or its folder: friends.json or your_friends.json, removed_friends, following, followers, people_who_followed_you_*, profile_information, your_address_books, apps_and_websites, and the files of ads_information; the layouts of 2018-19, 2020-22, 2023 and since",
    gives: "friends and removed friends with days, followers and followed, uploaded address books, apps with the days of consent, advertisers who uploaded a list, activity sent by businesses, interests, advertisements met",
    lacks: "ids: friends are names and times; what apps were let read; what friends did. Requests, suggestions, followed pages and family are passed over; messages and posts are not read",
    how: "Facebook: Settings, Your information, Download your information; all time, format JSON (HTML is the choice made beforehand)",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// The platform as recipients and transfers name it.
const PLATFORM: &str = "Facebook";

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Profile,
    Friends,
    Removed,
    Following,
    Followers,
    AddressBook,
    Apps,
    Advertisers,
    Activity,
    Interests,
    Categories,
    Interactions,
    /// Records that are no rows, by design: what they are.
    PassedOver(&'static str),
}

/// A part whose name others use too.
const fn part(
    kind: Kind,
    table: &'static str,
    tails: &'static [&'static str],
    roots: &'static [&'static str],
) -> Part<Kind> {
    Part { kind, table, tails, own_name: false, roots, bare: false }
}

const FRIENDS: &[&str] = &["friends_v2", "friends"];

/// The files that are read, over the years; the profile first, for it says whose the lists are.
pub(super) const PARTS: &[Part<Kind>] = &[
    part(Kind::Profile, "people", &["profile_information/profile_information"], &["profile_v2", "profile"]),
    part(Kind::Friends, "ties", &["friends/friends", "friends_and_followers/friends"], FRIENDS),
    Part { own_name: true, ..part(Kind::Friends, "ties", &["friends/your_friends"], FRIENDS) },
    part(
        Kind::Removed,
        "ties",
        &["friends/removed_friends", "friends_and_followers/removed_friends"],
        &["deleted_friends_v2", "deleted_friends"],
    ),
    Part {
        bare: true,
        ..part(
            Kind::Following,
            "ties",
            &[
                "following_and_followers/following",
                "friends_and_followers/following",
                "friends_and_followers/who_you_follow",
                "followers/who_you_ve_followed",
                "friends_and_followers/who_you_ve_followed",
            ],
            &["following_v3", "following_v2", "following"],
        )
    },
    part(
        Kind::Followers,
        "ties",
        &["following_and_followers/followers", "friends_and_followers/followers"],
        &["followers_v3", "followers_v2", "followers"],
    ),
    Part {
        own_name: true,
        bare: true,
        ..part(
            Kind::Followers,
            "ties",
            &["followers/people_who_followed_you", "followers/people_who_followed_you_*"],
            &["followers_v3", "followers_v2", "followers"],
        )
    },
    part(Kind::AddressBook, "ties", &["*/your_address_books"], &["address_book_v2", "address_book"]),
    part(
        Kind::Apps,
        "consents",
        &[
            "apps_and_websites/apps_and_websites",
            "apps_and_websites_off_of_facebook/apps_and_websites",
            "apps_and_websites_off_of_facebook/connected_apps_and_websites",
            "apps_and_websites/connected_apps_and_websites",
        ],
        &["installed_apps_v2", "installed_apps"],
    ),
    Part {
        bare: true,
        ..part(
            Kind::Advertisers,
            "segments",
            &[
                "ads/advertisers_who_uploaded_a_contact_list_with_your_information",
                "ads_and_businesses/advertisers_who_uploaded_a_contact_list_with_your_information",
                "ads_information/advertisers_who_uploaded_a_contact_list_with_your_information",
                "ads_information/advertisers_using_your_activity_or_information",
            ],
            &[
                "custom_audiences_all_types_v2",
                "custom_audiences_all_types",
                "custom_audiences_v2",
                "custom_audiences",
            ],
        )
    },
    Part {
        bare: true,
        ..part(
            Kind::Activity,
            "transfers",
            &[
                "*/your_off-facebook_activity",
                "apps_and_websites_off_of_facebook/your_activity_off_meta_technologies",
            ],
            &["off_facebook_activity_v2", "off_facebook_activity"],
        )
    },
    part(
        Kind::Interests,
        "segments",
        &[
            "ads/ads_interests",
            "ads_and_businesses/ads_interests",
            "ads_information/ads_interests",
            "other_logged_information/ads_interests",
        ],
        &["topics_v2", "topics"],
    ),
    Part {
        bare: true,
        ..part(
            Kind::Categories,
            "segments",
            &["ads_information/other_categories_used_to_reach_you"],
            &["bcts"],
        )
    },
    part(
        Kind::Interactions,
        "messages",
        &[
            "ads/advertisers_you_ve_interacted_with",
            "ads_and_businesses/advertisers_you_ve_interacted_with",
            "ads_information/advertisers_you_ve_interacted_with",
        ],
        &["history_v2", "history"],
    ),
    passed(
        "friend requests sent, which are no ties",
        &[
            "friends/sent_friend_requests",
            "friends/friend_requests_sent",
            "friends_and_followers/friend_requests_sent",
            "friends_and_followers/sent_friend_requests",
        ],
        &["sent_requests_v2", "sent_requests"],
    ),
    passed(
        "friend requests received, which are no ties",
        &[
            "friends/received_friend_requests",
            "friends/friend_requests_received",
            "friends_and_followers/friend_requests_received",
            "friends_and_followers/received_friend_requests",
        ],
        &["received_requests_v2", "received_requests"],
    ),
    passed(
        "friend requests rejected, which are no ties",
        &["friends/rejected_friend_requests", "friends_and_followers/rejected_friend_requests"],
        &["rejected_requests_v2", "rejected_requests"],
    ),
    passed(
        "suggestions of people, which are no ties",
        &[
            "friends/people_you_may_know",
            "friends_and_followers/people_you_may_know",
            "other_activity/people_you_may_know",
        ],
        &["people_you_may_know_v2", "people_you_may_know"],
    ),
    passed(
        "followed pages, which are no people",
        &["following_and_followers/followed_pages", "following_and_followers/pages_followed"],
        &["followed_pages", "pages_followed", "pages_followed_v2"],
    ),
];

const fn passed(
    what: &'static str,
    tails: &'static [&'static str],
    roots: &'static [&'static str],
) -> Part<Kind> {
    Part { bare: true, ..part(Kind::PassedOver(what), "none", tails, roots) }
}

/// Files that only Facebook's exports have, in folders or by names of its own, and that are not read.
const SIGNS: &[&str] = &[
    "your_facebook_activity/*/*.json",
    "your_activity_across_facebook/*/*.json",
    "posts/your_posts*.json",
    "friends_and_followers/*.json",
    "security_and_login_information/where_you_re_logged_in.json",
    "facebook_gaming/*.json",
    "about_you/*.json",
];

pub(super) fn knows(bundle: &Bundle) -> bool {
    let signed = || {
        !bundle.is_single()
            && SIGNS.iter().any(|sign| bundle.find(sign).is_some_and(|entry| entry.ending() == "json"))
    };
    !parts::found(bundle, PARTS).is_empty() || signed()
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let files = parts::found(bundle, PARTS);
    if files.is_empty() {
        return Err(none_of_the_files(bundle));
    }
    parts::refuse_two(bundle, &files, &[Kind::Profile, Kind::Friends])?;
    let donor = donor(bundle, &files, rows)?;
    let mut reader = Reader { export: bundle.number, donor, endless: 0 };
    for file in files.iter().filter(|file| file.part.kind != Kind::Profile) {
        let opened = parts::open(bundle, file, PLATFORM, rows)?;
        for (part, root, value) in parts::roots(PARTS, file.part, &opened, rows)? {
            // Later files hold advertisers of every way; those of the first years hold those alone who uploaded a list.
            let tells_ways =
                root.starts_with("custom_audiences_all") || !file.entry.name().contains("who_uploaded");
            reader.take(part.kind, tells_ways, value, &opened, rows)?;
        }
        rows.close(opened.source)?;
    }
    let kinds: Vec<Kind> = files.iter().map(|file| file.part.kind).collect();
    reader.tell(&kinds, rows);
    Ok(())
}

fn none_of_the_files(bundle: &Bundle) -> ImportError {
    let what = format!(
        "export {} is from Facebook and holds none of the files that are read: friends.json or your_friends.json, profile_information.json, apps_and_websites.json and others that `bystander formats` lists",
        bundle.number
    );
    let way_out = "give all parts of the export, or ask for it again with connections, personal information, apps and ads, in the format JSON";
    ImportError::request(what, way_out)
}

/// The owner: as the profile says, else somebody without a name.
fn donor(bundle: &Bundle, files: &[Found<Kind>], rows: &mut Rows) -> Result<Someone, ImportError> {
    let mut donor = None;
    for file in files.iter().filter(|file| file.part.kind == Kind::Profile) {
        let opened = parts::open(bundle, file, PLATFORM, rows)?;
        for (_, _, value) in parts::roots(PARTS, file.part, &opened, rows)? {
            donor = Some(profile::donor(value, &opened, rows)?);
        }
        rows.close(opened.source)?;
    }
    Ok(donor.unwrap_or_else(|| {
        rows.warn(format!(
            "export {}: no profile is in it, so its owner has no name here; give all parts of the export",
            bundle.number
        ));
        rows.donor(Contact { platform: "facebook", ..Contact::default() })
    }))
}

/// What is being read, over all files of an export.
pub(super) struct Reader {
    pub(super) export: usize,
    pub(super) donor: Someone,
    /// Ties and consents that ended on a day that is not told.
    pub(super) endless: u64,
}

impl Reader {
    fn take(
        &mut self,
        kind: Kind,
        tells_ways: bool,
        value: &Node,
        opened: &Opened,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        let inner = || value.first(&["address_book", "address_book_v2"]).unwrap_or(value);
        let value = if kind == Kind::AddressBook { inner() } else { value };
        let records = parts::records(opened, value)?;
        let line = |node: &Node| opened.document.line(node);
        if let Kind::PassedOver(what) = kind {
            rows.pass_over(opened.source, what, records.len());
            return Ok(());
        }
        for (number, record) in (1..).zip(records) {
            let mut desk =
                Desk { rows: &mut *rows, donor: self.donor, platform: PLATFORM, source: opened.source };
            match kind {
                Kind::Friends | Kind::Removed | Kind::Following | Kind::Followers => {
                    self.person(kind, record, (opened.source, line(record)), rows);
                }
                Kind::AddressBook => self.entry(record, (opened.source, line(record)), rows),
                Kind::Apps => self.app(record, (opened.source, line(record)), rows),
                Kind::Advertisers => desk.advertiser(record, line(record), tells_ways),
                Kind::Activity => desk.activity(record, &line),
                Kind::Interests => desk.inferred(record, "interest", &line),
                Kind::Categories => desk.inferred(record, "category", &line),
                Kind::Interactions => desk.interaction(record, self.export, number, line(record)),
                Kind::Profile | Kind::PassedOver(_) => {}
            }
        }
        Ok(())
    }

    /// Tells what the reader of figures should know of the export as a whole.
    pub(super) fn tell(&self, kinds: &[Kind], rows: &mut Rows) {
        let export = self.export;
        if !kinds.contains(&Kind::Friends) {
            rows.warn(format!(
                "export {export}: no list of friends is in it; give all parts of the export, or ask for it again with connections"
            ));
        }
        if self.endless > 0 {
            rows.warn(format!(
                "export {export}: removed friends and apps that ended on a day the export does not tell: {}; they are taken as standing until today",
                self.endless
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::exports::rows::Naming;
    use std::path::Path;

    /// The name and the time of everybody whom a fixture names.
    fn namings(fixture: &str) -> Vec<(Option<String>, Option<i64>)> {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture).join("export");
        let bundles = Bundle::open(&[folder]).expect("a folder");
        let mut progress = |_: &str| ();
        let mut rows = Rows::new(&mut progress);
        rows.got.ledger.max_rejects = 0.5;
        read(&bundles[0], &mut rows).expect("an export");
        let contact = |naming: &Naming| match naming {
            Naming::Contact(contact) => (contact.name.clone(), contact.met),
            _ => (None, None),
        };
        rows.got.namings.iter().map(contact).collect()
    }

    #[test]
    fn gives_names_as_they_were_meant_and_times_to_the_second() {
        let met = 1_398_816_000;
        let expected = [
            ("Ada", None),
            ("Daniël", Some(met)),
            ("نور", Some(met + 86_400)),
            ("🦊 Fay", Some(met + 172_800)),
            ("Нина", None),
        ];
        let found = namings("facebook-2018");
        for ((name, met), (found_name, found_met)) in expected.iter().zip(&found) {
            assert_eq!((found_name.as_deref(), found_met), (Some(*name), met));
        }
        assert!(found.iter().all(|(name, _)| name.as_deref() != Some("Facebook User")));
    }
}
