//! What lies in an export and is not read: each is told, for a list that is passed over in silence makes people disappear.

use bystander::import::exports::{ImportRequest, Imported, import};
use std::fs;

/// The files as one export in a folder of their own.
fn read(files: &[(&str, &str)]) -> Imported {
    let room = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = room.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let request = ImportRequest { exports: vec![room.path().to_owned()], ..ImportRequest::default() };
    import(&request, &mut |_| ()).map_err(|error| error.to_string()).expect("it is read")
}

/// The warnings of an export of these files that hold `what`, and how many people were read.
fn warned(files: &[(&str, &str)], what: &str) -> (usize, u64) {
    let imported = read(files);
    let warnings = imported.reading.warnings.iter();
    (warnings.filter(|warning| warning.contains(what)).count(), imported.reading.people)
}

const CONNECTIONS: (&str, &str) = (
    "Connections.csv",
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
     Ben,B,https://www.linkedin.com/in/ben-b,,,,30 Apr 2014\n",
);
const OWNER: (&str, &str) = ("Profile.csv", "First Name,Last Name\nAda,A\n");

#[test]
fn lists_of_linkedin_in_columns_that_are_not_known_are_told() {
    let what = "export 1: files of LinkedIn whose columns are not known here and which were not read: ";
    assert_eq!(warned(&[OWNER, CONNECTIONS], what), (0, 2));
    for strange in [
        "ImportedContacts.csv",
        "Contacts.csv",
        "Member_Follows.csv",
        "Ad_Targeting.csv",
        "Ads Clicked.csv",
        "Inferences_about_you.csv",
    ] {
        let files = [OWNER, CONNECTIONS, (strange, "Vorname,Nachname\nCem,C\n")];
        assert_eq!(warned(&files, &format!("{what}1")), (1, 2), "{strange}");
    }
    let known = ("Member_Follows.csv", "Date,Status,FullName\n2014-04-30,Active,Dot\n");
    assert_eq!(warned(&[OWNER, CONNECTIONS, known], what), (0, 3));
}

/// An export of `TikTok` with one follower, in which the list of those followed stands under `key`.
fn tiktok(key: &str) -> [(&'static str, String); 1] {
    let text = format!(
        r#"{{"Profile And Settings": {{
            "Profile Info": {{"ProfileMap": {{"userName": "ada"}}}},
            "Follower": {{"FansList": [{{"Date": "2014-04-30 10:00:00", "UserName": "ben"}}]}},
            "Following": {{"{key}": [{{"Date": "2014-04-30 10:00:00", "UserName": "cem"}}]}}
        }}}}"#
    );
    [("user_data_tiktok.json", text)]
}

#[test]
fn a_list_of_tiktok_under_a_key_that_is_not_known_is_told() {
    let what = "export 1: the list of `Following` is under a key that is not known here and was not read";
    for (key, expected) in [("Following", (0, 3)), ("FollowedAccounts", (1, 2))] {
        let files = tiktok(key);
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        assert_eq!(warned(&files, what), expected, "{key}");
    }
}

#[test]
fn tables_of_the_users_own_beside_an_export_of_a_platform_are_told() {
    let what = "tables with our own columns beside export 1, which were not read: ";
    let ties = ("ties.csv", "source,target\nx,y\n");
    let consents = ("who agreed.csv", "person\nx\n");
    assert_eq!(warned(&[OWNER, CONNECTIONS, ("Skills.csv", "Name\nfencing\n")], what), (0, 2));
    assert_eq!(warned(&[OWNER, CONNECTIONS, ties], &format!("{what}1")), (1, 2));
    assert_eq!(
        warned(&[OWNER, CONNECTIONS, ties, consents], &format!("{what}2; give them by themselves")),
        (1, 2)
    );
}
