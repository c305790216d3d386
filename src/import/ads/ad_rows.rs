//! `AdRows`: what libraries give, in the making. Importers write into it.

use super::{awaited::Awaited, ira_ads::Joined, tokens::without_tokens};
use crate::{
    import::{
        input::Input,
        interner::Interner,
        ledger::{Ledger, Verdict},
    },
    model::{
        ads::{AdBook, AdCriterion, AdFact, AdPlace, AdRecords, Delivery, Dimension, Sponsor},
        date::Day,
        gap::Why,
        id::SourceId,
        range::{NoRange, Range},
        segment::Mode,
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
    /// Which archive or folder is being read; files given by themselves are one.
    bundle: u32,
    /// The books that belong to a bundle, each as it was asked for, with its place.
    bundled: Vec<(u32, AdBook, u32)>,
    /// The days of which libraries in bundles are.
    days: Vec<(u32, &'static str, Day)>,
    totals: FxHashMap<(u32, u32), u32>,
    totals_read: FxHashSet<TotalRead>,
    conditions: FxHashSet<Condition>,
    /// Cells that stand in another file than their advertisements.
    pub(super) awaited: Awaited,
    /// Tables of a data set whose criteria stand in other files than their advertisements.
    pub(super) ira: Joined,
}

/// A total by everything that it says: book, sponsor, place, payer, money, number of advertisements.
type TotalRead = (u32, Option<u32>, Option<u32>, Option<u32>, Option<Range>, Option<u64>);

/// A criterion by everything that it says.
type Condition = (u32, Dimension, u32, Option<Mode>, Option<u64>, Option<u64>, u64);

impl AdRows {
    pub(super) fn new(max_rejects: f64) -> Self {
        Self {
            ledger: Ledger { max_rejects, ..Ledger::default() },
            got: AdRecords::default(),
            sponsors: FxHashMap::default(),
            places: FxHashMap::default(),
            texts: Interner::default(),
            ads: FxHashSet::default(),
            bundle: 0,
            bundled: Vec::new(),
            days: Vec::new(),
            totals: FxHashMap::default(),
            totals_read: FxHashSet::default(),
            conditions: FxHashSet::default(),
            awaited: Awaited::default(),
            ira: Joined::default(),
        }
    }

    /// What is read from now on is of that archive or folder, or of 0, the files given by themselves.
    pub(super) fn enter_bundle(&mut self, bundle: u32) {
        self.bundle = bundle;
    }

    /// The library of that format in this bundle is of that day, whichever of its files were read before.
    pub(super) fn date_bundle(&mut self, format: &'static str, day: Day) {
        self.days.push((self.bundle, format, day));
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

    /// A new book of this bundle. Where there is one with these properties, which may hold the same money, its title says the file.
    pub(super) fn open_book(&mut self, mut book: AdBook, source: SourceId) -> u32 {
        let asked = book.clone();
        if self.bundled.iter().any(|(_, known, _)| *known == book) {
            book.title = format!("{}, file {}", book.title, source.0 + 1);
        }
        self.got.books.push(book);
        let at = place(self.got.books.len() - 1);
        self.bundled.push((self.bundle, asked, at));
        at
    }

    /// The book of this bundle with these properties, which is opened if it is new: for rows that are known again if they come twice.
    pub(super) fn book_of_bundle(&mut self, book: AdBook, source: SourceId) -> u32 {
        let bundle = self.bundle;
        let known = self.bundled.iter().find(|(of, known, _)| *of == bundle && *known == book);
        if let Some(&(.., at)) = known {
            return at;
        }
        self.open_book(book, source)
    }

    /// The sponsor of that id in that library, or of that name where it has no ids. A sponsor is called by the name that was read first.
    pub(super) fn sponsor(&mut self, library: &'static str, id: Option<&str>, name: &str) -> u32 {
        let key = id.map_or_else(|| format!("name {name}"), |id| format!("id {id}"));
        *self.sponsors.entry((library, key)).or_insert_with(|| {
            self.got
                .sponsors
                .push(Sponsor { id: id.map(str::to_owned), name: without_tokens(name).into_owned() });
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
        let text = &*without_tokens(text);
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

    /// The row of a total of `sponsor` in `book`, of tables that spread one over many records. `new` makes it where it is the first
    /// record of it.
    pub(super) fn total(&mut self, book: u32, sponsor: u32, new: impl FnOnce(&mut Self) -> AdFact) -> u32 {
        self.totals.get(&(book, sponsor)).copied().unwrap_or_else(|| {
            let fact = new(self);
            let at = self.fact(fact);
            self.totals.insert((book, sponsor), at);
            at
        })
    }

    /// Adds the row of a total, unless the same total with the same money was read before.
    pub(super) fn total_once(&mut self, total: AdFact) -> Verdict {
        let said = (total.book, total.sponsor, total.place, total.payer, total.spend, total.ads);
        if !self.totals_read.insert(said) {
            return Verdict::LeftOut(Why::RepeatedRow);
        }
        self.fact(total);
        Verdict::Taken
    }

    /// The row at that place, of which more became known.
    pub(super) fn fact_mut(&mut self, at: u32) -> &mut AdFact {
        &mut self.got.facts[at as usize]
    }

    /// Adds a condition.
    pub(super) fn criterion(&mut self, criterion: AdCriterion) {
        self.got.criteria.push(criterion);
    }

    /// Adds a condition of a total, and says whether it is new: tables that spread a total over many records may repeat them.
    pub(super) fn new_criterion(&mut self, criterion: AdCriterion) -> bool {
        let AdCriterion { fact, layer: _, dimension, value, mode, share, ads, obfuscated } = criterion;
        let is_new =
            self.conditions.insert((fact, dimension, value, mode, share.map(f64::to_bits), ads, obfuscated));
        if is_new {
            self.criterion(criterion);
        }
        is_new
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

    /// The days that two cells spell; what is no day is noted and unknown.
    pub(super) fn dates(
        &mut self,
        texts: [Option<&str>; 2],
        source: SourceId,
        line: u64,
    ) -> [Option<Day>; 2] {
        let days = texts.map(|text| text.map(Day::parse));
        if days.contains(&Some(None)) {
            self.note(source, line, Why::UnreadableDate);
        }
        days.map(Option::flatten)
    }

    /// Notes something about a record that is booked elsewhere.
    pub(super) fn note(&mut self, source: SourceId, line: u64, why: Why) {
        self.ledger.gaps.note(source, why, line);
    }

    /// Puts the day of each bundle on its books. Where a bundle has several days, it is not known which of its files are of which.
    fn date_books(&mut self) {
        for (bundle, asked, at) in &self.bundled {
            let of_book = self.days.iter().filter(|(of, format, _)| of == bundle && *format == asked.format);
            let mut days: Vec<Day> = of_book.map(|&(.., day)| day).collect();
            days.dedup();
            if let [day] = days[..] {
                let book = &mut self.got.books[*at as usize];
                book.asked_on = Some(day);
                book.title = format!("{}, as of {day}", book.title);
            }
        }
    }

    /// Everything that was read.
    pub(super) fn close(mut self) -> AdRecords {
        std::mem::take(&mut self.ira).enter(&mut self);
        self.date_books();
        let awaited = std::mem::take(&mut self.awaited);
        if let Some(remark) = awaited.settle(&mut self.got.deliveries, &mut self.ledger) {
            self.say(remark);
        }
        AdRecords { sources: self.ledger.sources, gaps: self.ledger.gaps, ..self.got }
    }
}
