//! `Coding`: an attribute while it is read, one code per person, and what is left out because it names people.

use super::interner::Interner;
use crate::model::attribute::{Attribute, MISSING};

/// The code of somebody for whom two records say different things.
const CONFLICT: u32 = MISSING - 1;

/// Names of columns that hold names, whatever their values are.
const NAMES: &[&str] = &[
    "name",
    "names",
    "full_name",
    "fullname",
    "first_name",
    "firstname",
    "given_name",
    "middle_name",
    "middlename",
    "last_name",
    "lastname",
    "surname",
    "family_name",
    "nickname",
    "label",
    "handle",
    "username",
    "user_name",
    "screen_name",
    "login",
    "email",
    "e_mail",
    "mail",
    "phone",
    "phone_number",
    "telephone",
    "mobile",
    "address",
    "street",
    "url",
    "link",
    "profile",
    "profile_url",
    "homepage",
    "website",
];

/// A column of values about people, in the making.
pub(super) struct Coding {
    name: String,
    values: Interner,
    codes: Vec<u32>,
}

impl Coding {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), values: Interner::default(), codes: Vec::new() }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Sets the value of the person in row `person`; an empty text says nothing. False where another value was known.
    pub(super) fn set(&mut self, person: usize, text: &str) -> bool {
        if self.codes.len() <= person {
            self.codes.resize(person + 1, MISSING);
        }
        if text.is_empty() {
            return true;
        }
        let code = self.values.intern(text.as_bytes()).0;
        let known = &mut self.codes[person];
        let agrees = *known == MISSING || *known == code;
        *known = if agrees { code } else { CONFLICT };
        agrees
    }

    /// Whether the column tells people apart rather than groups: more than nine in ten of twenty or more known
    /// values are different.
    pub(super) fn tells_people_apart(&self) -> bool {
        let known = self.codes.iter().filter(|&&code| code < CONFLICT).count();
        known >= 20 && self.values.len() * 10 > known * 9
    }

    /// The attribute, with a code for each of `people`, and of the values those that somebody has.
    pub(super) fn close(mut self, people: usize) -> Attribute {
        self.codes.resize(people, MISSING);
        let (mut values, mut place) = self.values.sorted();
        let mut used = vec![false; values.len()];
        let at = |code: u32| place.get(code as usize).map(|&at| at as usize);
        self.codes.iter().filter_map(|&code| at(code)).for_each(|at| used[at] = true);
        if !used.iter().all(|&used| used) {
            let mut next = 0;
            let mut number = |used: &bool| {
                let own = next;
                next += u32::from(*used);
                own
            };
            let numbers: Vec<u32> = used.iter().map(&mut number).collect();
            place.iter_mut().for_each(|at| *at = numbers[*at as usize]);
            let mut keeps = used.iter();
            values.retain(|_| *keeps.next().expect("one mark a value"));
        }
        let codes =
            self.codes.iter().map(|&code| place.get(code as usize).copied().unwrap_or(MISSING)).collect();
        Attribute { name: self.name, values, codes, ..Attribute::default() }
    }
}

/// Whether a column of this name holds names of people, or what leads to them.
pub(super) fn names_people(column: &str) -> bool {
    let plain = column.trim().to_lowercase().replace([' ', '-', '.'], "_");
    NAMES.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_a_disputed_value_to_unknown_for_good() {
        let mut place = Coding::new("place");
        let said = ["South", "", "North", "South"].map(|text| place.set(1, text));
        assert_eq!(said, [true, true, false, false]);
        place.set(2, "North");
        let attribute = place.close(4);
        assert_eq!(attribute.values, ["North"], "nobody is left in the South");
        assert_eq!(attribute.codes, [MISSING, MISSING, 0, MISSING]);
    }

    #[test]
    fn knows_a_column_that_tells_people_apart() {
        assert!(names_people("E-Mail") && names_people("Last name") && !names_people("place"));
        let mut column = Coding::new("code");
        (0..20).for_each(|person| assert!(column.set(person, &person.to_string())));
        assert!(column.tells_people_apart());
        (20..40).for_each(|person| assert!(column.set(person, "same")));
        assert!(!column.tells_people_apart());
    }
}
