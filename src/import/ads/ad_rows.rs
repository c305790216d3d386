//! `AdRows`: what libraries give, in the making. Importers write into it.

use super::ira_ads::Joined;
use crate::{
    import::{input::Input, interner::Interner, ledger::Ledger},
    model::{
        ads::{AdBook, AdCriterion, AdFact, AdPlace, AdRecords, Delivery, Sponsor},
        gap::Why,
        id::SourceId,
        range::{NoRange, Range},
    },
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The place of an item in a list of [`AdRecords`].
fn place(list: usize) -> u32 {
    u32::try_from(list).expect("fewer than 2^32 rows fit the memory")
}

/// The rows read so far.
pub(super) struct AdRows {
    pub(super) ledger: Ledger,
    got: AdRecords,
    sponsors: FxHashMap<(&'static str, String), u32>,
    places: FxHashMap<AdPlace, u32>,
    texts: Interner,
    ads: FxHashSet<(u32, Option<u32>, u32)>,
    /// Tables of a data set whose criteria stand in other files than their advertisements.
    pub(super) ira: Joined,
}

impl AdRows {
    pub(super) fn new(max_rejects: f64) -> Self {
        Self {
            ledger: Ledger { max_rejects, ..Ledger::default() },
            got: AdRecords::default(),
            sponsors: FxHashMap::default(),
            places: FxHashMap::default(),
            texts: Interner::default(),
            ads: FxHashSet::default(),
            ira: Joined::default(),
        }
    }

    /// Enters a file that is about to be read.
    pub(super) fn enter(&mut self, input: &Input, format: &str) -> SourceId {
        self.ledger.enter("ads", input, format)
    }

    /// Says something of the reading as a whole, a full sentence that names nobody.
    pub(super) fn say(&mut self, remark: String) {
        if !self.got.remarks.contains(&remark) {
            self.got.remarks.push(remark);
        }
    }

    /// The book with these properties, which is opened if it is new.
    pub(super) fn book(&mut self, book: AdBook) -> u32 {
        let known = self.got.books.iter().position(|known| *known == book);
        place(known.unwrap_or_else(|| {
            self.got.books.push(book);
            self.got.books.len() - 1
        }))
    }

    /// The sponsor of that id in that library, or of that name where it has no ids. A sponsor is called by the name that was read first.
    pub(super) fn sponsor(&mut self, library: &'static str, id: Option<&str>, name: &str) -> u32 {
        let key = id.map_or_else(|| format!("name {name}"), |id| format!("id {id}"));
        *self.sponsors.entry((library, key)).or_insert_with(|| {
            self.got.sponsors.push(Sponsor { id: id.map(str::to_owned), name: name.to_owned() });
            place(self.got.sponsors.len() - 1)
        })
    }

    /// A place with totals.
    pub(super) fn place(&mut self, place_of: AdPlace) -> u32 {
        *self.places.entry(place_of).or_insert_with_key(|known| {
            self.got.places.push(known.clone());
            place(self.got.places.len() - 1)
        })
    }

    /// A text that rows refer to.
    pub(super) fn text(&mut self, text: &str) -> u32 {
        let (number, is_new) = self.texts.intern(text.as_bytes());
        if is_new {
            self.got.texts.push(text.to_owned());
        }
        number
    }

    /// Whether an advertisement of that id was not yet read into `book`; its sponsor counts, for some libraries give one id to two.
    pub(super) fn is_new_ad(&mut self, book: u32, sponsor: Option<u32>, ad: u32) -> bool {
        self.ads.insert((book, sponsor, ad))
    }

    /// Adds a row and gives its place.
    pub(super) fn fact(&mut self, fact: AdFact) -> u32 {
        self.got.facts.push(fact);
        place(self.got.facts.len() - 1)
    }

    /// The row at that place, of which more became known.
    pub(super) fn fact_mut(&mut self, at: u32) -> &mut AdFact {
        &mut self.got.facts[at as usize]
    }

    /// Adds a condition.
    pub(super) fn criterion(&mut self, criterion: AdCriterion) {
        self.got.criteria.push(criterion);
    }

    /// Adds a cell of who saw what.
    pub(super) fn delivery(&mut self, delivery: Delivery) {
        self.got.deliveries.push(delivery);
    }

    /// The amount that a cell spells; what cannot be one is noted and unknown.
    pub(super) fn amount(&mut self, text: &str, parts: u64, source: SourceId, line: u64) -> Option<Range> {
        Range::parse(text, parts).unwrap_or_else(|fault| {
            let why = match fault {
                NoRange::Swapped => Why::SwappedRange,
                NoRange::Negative => Why::NegativeAmount,
                NoRange::TooLarge | NoRange::Unreadable => Why::UnreadableAmount,
            };
            self.note(source, line, why);
            None
        })
    }

    /// Notes something about a record that is booked elsewhere.
    pub(super) fn note(&mut self, source: SourceId, line: u64, why: Why) {
        self.ledger.gaps.note(source, why, line);
    }

    /// Everything that was read.
    pub(super) fn close(mut self) -> AdRecords {
        std::mem::take(&mut self.ira).enter(&mut self);
        AdRecords { sources: self.ledger.sources, gaps: self.ledger.gaps, ..self.got }
    }
}
