//! Instagram, "Download your information" in JSON, in its layouts since 2018.
//!
//! From 2021 on, each list is a file of its own under a key such as `relationships_following`; followers are since 2023 a list without
//! a key, in as many files as needed. A record holds the handle as a text, as its title, or as the end of a link. Before, one file
//! `connections.json` held all lists as handles with dates. Followers, followed and those unfollowed of late (ties that ended) become
//! ties that point from who follows; the uploaded address book becomes ties to its entries. Other lists (close friends,
//! blocked, requests, suggestions, hashtags) are passed over and counted: who stands on them and is followed, is followed.
//!
//! A request for an export names a range of dates, and a short one gives no more than the follows inside it. So where every dated
//! follow is at most 366 days older than the newest date that was read in the export, the account says that the lists may be
//! cut. Nothing else is taken for today.

mod lists;
pub(super) mod owner;

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
    name: "instagram",
    group: Group::Platform,
    title: "Instagram export, JSON",
    files: "instagram-*.zip or its folder: followers_*.json or followers.json, following.json, recently_unfollowed_profiles, personal_information, synced_contacts, and the files of ads_information; connections.json, profile.json and contacts.json of 2018-20",
    gives: "who follows whom, by handle and with days; follows that ended of late; the uploaded address book; advertisers who uploaded a list, activity sent by businesses, interests, advertisements seen",
    lacks: "names, but for those in the address book; ids that outlast a new handle; follows outside the range of dates that was asked for. Close friends, blocked, requests, suggestions and hashtags are passed over; messages and posts are not read",
    how: "Instagram: Accounts centre, Your information and permissions, Download your information; all time (a range is the choice made beforehand), format JSON",
};

pub(super) const IMPORTER: Importer = Importer { format: FORMAT, knows, read };

/// The platform as recipients and transfers name it.
const PLATFORM: &str = "Instagram";

/// What a file or a list in it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Owner,
    Followers,
    Following,
    Unfollowed,
    /// All lists of 2018-20 in one file.
    Connections,
    Contacts,
    Advertisers,
    Activity,
    Interests,
    Seen,
    /// Records that are no rows, by design: what they are.
    PassedOver(&'static str),
}

const fn part(
    kind: Kind,
    table: &'static str,
    tails: &'static [&'static str],
    roots: &'static [&'static str],
) -> Part<Kind> {
    Part { kind, table, tails, own_name: false, roots, bare: false }
}

const fn passed(
    what: &'static str,
    tails: &'static [&'static str],
    roots: &'static [&'static str],
) -> Part<Kind> {
    Part { bare: true, ..part(Kind::PassedOver(what), "none", tails, roots) }
}

/// The files that are read, over the years; the owner first.
pub(super) const PARTS: &[Part<Kind>] = &[
    part(
        Kind::Owner,
        "people",
        &["personal_information/personal_information", "account_information/personal_information"],
        &["profile_user"],
    ),
    Part {
        bare: true,
        ..part(
            Kind::Followers,
            "ties",
            &["followers_and_following/followers", "followers_and_following/followers_*"],
            &["relationships_followers"],
        )
    },
    Part {
        bare: true,
        ..part(
            Kind::Following,
            "ties",
            // No `*` here: followed hashtags stand beside it.
            &[
                "followers_and_following/following",
                "followers_and_following/following_1",
                "followers_and_following/following_2",
            ],
            &["relationships_following"],
        )
    },
    Part {
        bare: true,
        ..part(
            Kind::Unfollowed,
            "ties",
            &[
                "followers_and_following/recently_unfollowed_accounts",
                "followers_and_following/recently_unfollowed_profiles",
            ],
            &["relationships_unfollowed_users"],
        )
    },
    part(Kind::Connections, "ties", &["connections"], lists::OLD),
    Part {
        own_name: true,
        ..part(Kind::Contacts, "ties", &["contacts/synced_contacts"], &["contacts_contact_info"])
    },
    Part {
        bare: true,
        ..part(
            Kind::Advertisers,
            "segments",
            &[
                "instagram_ads_and_businesses/advertisers_using_your_activity_or_information",
                "ads_and_businesses/advertisers_using_your_activity_or_information",
            ],
            &["ig_custom_audiences_all_types"],
        )
    },
    Part {
        bare: true,
        ..part(
            Kind::Activity,
            "transfers",
            &[
                "apps_and_websites_off_of_instagram/your_activity_off_meta_technologies",
                "apps_and_websites/your_activity_off_meta_technologies",
                "*/your_activity_off_instagram",
            ],
            &["apps_and_websites_off_meta_activity", "off_instagram_activity"],
        )
    },
    part(
        Kind::Interests,
        "segments",
        &[
            "instagram_ads_and_businesses/ads_interests",
            "ads_and_businesses/ads_interests",
            "information_about_you/ads_interests",
        ],
        &["inferred_data_ig_interest"],
    ),
    part(
        Kind::Seen,
        "messages",
        &[
            "ads_and_topics/ads_viewed",
            "ads_and_content/ads_viewed",
            "instagram_ads_and_businesses/ads_viewed",
        ],
        &["impressions_history_ads_seen"],
    ),
    passed(
        "close friends, who are followed or not as their own list says",
        &["followers_and_following/close_friends"],
        &["relationships_close_friends"],
    ),
    passed(
        "blocked accounts, which are no ties",
        &["followers_and_following/blocked_accounts", "followers_and_following/blocked_profiles"],
        &["relationships_blocked_users"],
    ),
    passed(
        "requests to follow, which are no ties",
        &[
            "followers_and_following/pending_follow_requests",
            "followers_and_following/recent_follow_requests",
            "followers_and_following/follow_requests_you_ve_received",
        ],
        &[
            "relationships_follow_requests_sent",
            "relationships_permanent_follow_requests",
            "relationships_follow_requests_received",
        ],
    ),
    passed(
        "lists of accounts that are hidden, restricted or favoured, which are no ties",
        &[
            "followers_and_following/hide_story_from",
            "followers_and_following/restricted_accounts",
            "followers_and_following/restricted_profiles",
            "followers_and_following/accounts_you_ve_favorited",
            "followers_and_following/profiles_you_ve_favorited",
        ],
        &[
            "relationships_hide_stories_from",
            "relationships_restricted_users",
            "relationships_feed_favorites",
        ],
    ),
    passed(
        "suggestions of people, which are no ties",
        &["followers_and_following/removed_suggestions", "followers_and_following/dismissed_suggested_users"],
        &["relationships_dismissed_suggested_users"],
    ),
    passed(
        "followed hashtags, which are no people",
        &["followers_and_following/following_hashtags"],
        &["relationships_following_hashtags"],
    ),
];

/// Files that only Instagram's exports have, and that are not read.
const SIGNS: &[&str] = &[
    "your_instagram_activity/*/*.json",
    "followers_and_following/*.json",
    "personal_information/instagram_profile_information.json",
    "login_and_profile_creation/*.json",
    "likes/liked_posts.json",
];

pub(super) fn knows(bundle: &Bundle) -> bool {
    let is_json = |sign: &&str| bundle.find(sign).is_some_and(|entry| entry.ending() == "json");
    let signed = || !bundle.is_single() && SIGNS.iter().any(is_json);
    !parts::found(bundle, PARTS).is_empty() || signed()
}

fn read(bundle: &Bundle, rows: &mut Rows) -> Result<(), ImportError> {
    let files = parts::found(bundle, PARTS);
    if files.is_empty() {
        return Err(none_of_the_files(bundle));
    }
    parts::refuse_two(bundle, &files, &[Kind::Owner, Kind::Following, Kind::Followers, Kind::Connections])?;
    let mut reader = Reader::of(bundle.number, owner(bundle, &files, rows)?);
    for file in files.iter().filter(|file| file.part.kind != Kind::Owner) {
        let opened = parts::open(bundle, file, PLATFORM, rows)?;
        for (part, key, value) in parts::roots(PARTS, file.part, &opened, rows)? {
            reader.take(part.kind, key, value, &opened, rows)?;
        }
        rows.close(opened.source)?;
    }
    if lists::has_old_contacts(bundle) {
        reader.old_contacts(bundle, rows)?;
    }
    let kinds: Vec<Kind> = files.iter().map(|file| file.part.kind).collect();
    reader.tell(&kinds, rows);
    Ok(())
}

fn none_of_the_files(bundle: &Bundle) -> ImportError {
    let what = format!(
        "export {} is from Instagram and holds none of the files that are read: followers_1.json, following.json, personal_information.json and others that `bystander formats` lists",
        bundle.number
    );
    let way_out = "give all parts of the export, or ask for it again with followers and following, for all time, in the format JSON";
    ImportError::request(what, way_out)
}

/// The owner: as the personal information says, else somebody without a handle.
fn owner(bundle: &Bundle, files: &[Found<Kind>], rows: &mut Rows) -> Result<Someone, ImportError> {
    let mut contact = None;
    for file in files.iter().filter(|file| file.part.kind == Kind::Owner) {
        let opened = parts::open(bundle, file, PLATFORM, rows)?;
        for (_, _, value) in parts::roots(PARTS, file.part, &opened, rows)? {
            contact = Some(owner::of(value, &opened, rows)?);
        }
        rows.close(opened.source)?;
    }
    if contact.is_none() && files.iter().any(|file| file.part.kind == Kind::Connections) {
        contact = owner::of_old(bundle, rows)?;
    }
    let has_handle = contact.as_ref().is_some_and(owner::has_handle);
    if !has_handle {
        rows.warn(format!(
            "export {}: its owner's handle is not known, for the personal information is missing or in a language that is not read; who of the others is its owner cannot be told",
            bundle.number
        ));
    }
    Ok(rows.donor(contact.unwrap_or_else(|| Contact { platform: "instagram", ..Contact::default() })))
}

/// What is being read, over all files of an export.
pub(super) struct Reader {
    export: usize,
    donor: Someone,
    /// The oldest follow that has an exact time, in Unix seconds.
    oldest_follow: Option<i64>,
    /// The newest time that was read anywhere, in Unix seconds.
    newest: Option<i64>,
    /// Follows that ended on a day that is not told.
    endless: u64,
}

/// The most days of follows that are taken for a range of dates: a year, as the request offers it.
const RANGE: i64 = 366;

impl Reader {
    pub(super) fn of(export: usize, donor: Someone) -> Self {
        Self { export, donor, oldest_follow: None, newest: None, endless: 0 }
    }

    fn take(
        &mut self,
        kind: Kind,
        key: &'static str,
        value: &Node,
        opened: &Opened,
        rows: &mut Rows,
    ) -> Result<(), ImportError> {
        if kind == Kind::Connections {
            return self.old_list(key, value, opened, rows);
        }
        let records = parts::records(opened, value)?;
        if let Kind::PassedOver(what) = kind {
            rows.pass_over(opened.source, what, records.len());
            return Ok(());
        }
        let line = |node: &Node| opened.document.line(node);
        for (number, record) in (1..).zip(records) {
            let place = (opened.source, line(record));
            let mut desk =
                Desk { rows: &mut *rows, donor: self.donor, platform: PLATFORM, source: opened.source };
            match kind {
                Kind::Followers | Kind::Following | Kind::Unfollowed => {
                    self.people(kind, record, place, rows);
                }
                Kind::Contacts => self.entry(record, place, rows),
                Kind::Advertisers => desk.advertiser(record, place.1, true),
                Kind::Activity => desk.activity(record, &line),
                Kind::Interests => desk.inferred(record, "interest", &line),
                Kind::Seen => {
                    let id = format!("{PLATFORM} advertisement {}.{number}", self.export);
                    self.newest = self.newest.max(desk.seen(record, id, place.1));
                }
                Kind::Owner | Kind::Connections | Kind::PassedOver(_) => {}
            }
        }
        Ok(())
    }

    /// Tells what the reader of figures should know of the export as a whole.
    pub(super) fn tell(&self, kinds: &[Kind], rows: &mut Rows) {
        let export = self.export;
        for (kind, what) in [(Kind::Followers, "followers"), (Kind::Following, "those followed")] {
            if !kinds.contains(&kind) && !kinds.contains(&Kind::Connections) {
                rows.warn(format!(
                    "export {export}: no list of {what} is in it; give all parts of the export, or ask for it again with connections"
                ));
            }
        }
        if let (Some(oldest), Some(newest)) = (self.oldest_follow, self.newest)
            && newest - oldest <= RANGE * 86_400
        {
            rows.warn(format!(
                "export {export}: no follow is more than {RANGE} days older than the newest date in the export; if it was asked for with a range of dates, it lacks the follows before it: ask again for all time"
            ));
        }
        if self.endless > 0 {
            rows.warn(format!(
                "export {export}: follows that ended on a day the export does not tell: {}; they are taken as standing until today",
                self.endless
            ));
        }
    }
}
