//! The owner of an export, as the personal information in it says.

use super::{Kind, PLATFORM};
use crate::import::{
    error::ImportError,
    exports::{
        bundle::Bundle,
        formats::meta::{
            parts::{self, Found, Opened, Part},
            record,
        },
        json::{Json, Node},
        rows::{Contact, KeyKind, Rows},
    },
    ledger::Verdict,
};

/// How the handle is labelled in the languages of accounts.
pub(in super::super) const USERNAME: &[&str] = &[
    "Username",
    "Gebruikersnaam",
    "Nom d’utilisateur",
    "Nom de profil",
    "Benutzername",
    "Nutzername",
    "Nombre de usuario",
    "Nome de usuário",
    "Nome de utilizador",
    "Nome utente",
    "Nazwa użytkownika",
    "Kullanıcı adı",
    "Имя пользователя",
    "Ім’я користувача",
    "اسم المستخدم",
    "نام کاربری",
    "שם משתמש",
    "Användarnamn",
    "Brugernavn",
    "Brukernavn",
    "Käyttäjänimi",
    "Uživatelské jméno",
    "Felhasználónév",
    "Nume de utilizator",
    "Όνομα χρήστη",
    "Nama pengguna",
    "ユーザーネーム",
    "用户名",
    "사용자 이름",
];

const NOT_KNOWN: &str = "check that the file is as Instagram gave it";

/// The owner: handle and name under their labels, and every e-mail address and number, which are known by their form.
pub(super) fn of(value: &Node, opened: &Opened, rows: &mut Rows) -> Result<Contact, ImportError> {
    let [record] = parts::records(opened, value)? else {
        let what = "one owner should stand here";
        return Err(ImportError::line(&opened.name, opened.document.line(value), what, NOT_KNOWN));
    };
    rows.book(opened.source, opened.document.line(record), Verdict::Taken);
    let text = |labels: &[&str]| record::label(record, labels).and_then(Node::text);
    let handle = text(USERNAME).map(|handle| (KeyKind::Handle, handle.to_owned()));
    let others =
        record::labelled(record).filter_map(|(_, value)| record::key_of(value.text()?)).filter(is_exact);
    let keys = handle.into_iter().chain(others).collect();
    let name = text(record::NAME).map(str::to_owned);
    Ok(Contact { platform: "instagram", keys, name, met: None })
}

/// Whether a key is surely one: an address, or a number with the sign of its country before it, for a date of birth has digits too.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as filters take it")]
fn is_exact(key: &(KeyKind, String)) -> bool {
    key.0 == KeyKind::Email || key.1.starts_with('+')
}

/// Whether the owner is known by handle.
pub(super) fn has_handle(owner: &Contact) -> bool {
    owner.keys.iter().any(|(kind, _)| *kind == KeyKind::Handle)
}

/// The profile of 2018-20, a plain object.
const OLD: &[Part<Kind>] = &[Part {
    kind: Kind::Owner,
    table: "people",
    tails: &["*/profile"],
    own_name: false,
    roots: &["username"],
    bare: false,
}];

/// The owner as `profile.json` of 2018-20 says, if it is there.
pub(super) fn of_old(bundle: &Bundle, rows: &mut Rows) -> Result<Option<Contact>, ImportError> {
    let Some(entry) = bundle.find("profile.json").filter(|_| !bundle.is_single()) else { return Ok(None) };
    let opened = parts::open(bundle, &Found { part: &OLD[0], entry }, PLATFORM, rows)?;
    let root = &opened.document.root;
    if !matches!(root.value, Json::Map(_)) {
        return Err(ImportError::file(&opened.name, "it should be an object with `username`", NOT_KNOWN));
    }
    rows.book(opened.source, opened.document.line(root), Verdict::Taken);
    let text = |key: &str| root.get(key).and_then(Node::text).map(str::to_owned);
    let keys = [(KeyKind::Handle, "username"), (KeyKind::Email, "email"), (KeyKind::Phone, "phone_number")];
    let keys = keys.into_iter().filter_map(|(kind, key)| Some((kind, text(key)?))).collect();
    rows.close(opened.source)?;
    Ok(Some(Contact { platform: "instagram", keys, name: text("name"), met: None }))
}
