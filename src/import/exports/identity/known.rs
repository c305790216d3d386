//! What people are called: every name, handle, id and address under which any export knows them, for the table of identities and for
//! lists that name them so.

use super::{
    super::rows::{Gathered, Naming, Someone},
    People,
};
use rustc_hash::FxHashMap;

impl People {
    /// Gathers what everybody is called, sorted, each text of a kind once.
    pub(super) fn name(&mut self, rows: &Gathered) {
        for (naming, &person) in rows.namings.iter().zip(&self.of) {
            let Naming::Contact(contact) = naming else { continue };
            let known_as = &mut self.known_as[person as usize];
            known_as.extend(contact.name.iter().map(|name| ("name", name.trim().to_owned())));
            known_as.extend(contact.keys.iter().map(|(kind, text)| (kind.name(), text.trim().to_owned())));
        }
        for (at, donor) in rows.donors.iter().enumerate() {
            let person = self.person(*donor) as usize;
            self.known_as[person].push(("donor", format!("donor {}", at + 1)));
        }
        self.account.labels_that_are_others_ids = self.labels_that_are_others_ids(rows);
        for (someone, kind, text) in &rows.labels {
            // What an alias is called is known only once it is found.
            if let Some(known_as) = self.known_as.get_mut(self.of[someone.0 as usize] as usize) {
                known_as.push((kind, text.clone()));
            }
        }
        for known_as in &mut self.known_as {
            known_as.retain(|(_, text)| !text.is_empty());
            known_as.sort_unstable();
            known_as.dedup();
        }
    }

    /// How many labels are somebody else's id, not counting those of aliases, who are nobody yet. A list that names people by such labels would find the others.
    fn labels_that_are_others_ids(&self, rows: &Gathered) -> u64 {
        if rows.labels.is_empty() {
            return 0;
        }
        let by_id: FxHashMap<&str, u32> = self.ids.iter().map(String::as_str).zip(0..).collect();
        let others = |(someone, _, text): &&(Someone, &'static str, String)| {
            let own = self.person(*someone);
            own != u32::MAX && by_id.get(text.as_str()).is_some_and(|&person| person != own)
        };
        rows.labels.iter().filter(others).count() as u64
    }
}
