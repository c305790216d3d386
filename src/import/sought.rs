//! `Sought`: the id of the one person whom a reading is asked about. It is held against the ids at the door and goes no further.

use std::fmt;

/// An id that is looked for. Nothing gives it back: it is in no debug print, no error and no table.
#[derive(Clone)]
pub struct Sought(String);

impl Sought {
    /// The id, exactly as the tables write it but for blanks around it, which no table keeps.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.trim_ascii().to_owned())
    }

    /// Whether there is anything to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Sought {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Sought")
    }
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn shows_no_id_in_a_debug_print_and_keeps_all_but_blanks_around_it() {
        let sought = Sought::new(" 007 ");
        assert_eq!((format!("{sought:?}").as_str(), sought.bytes()), ("Sought", b"007".as_slice()));
        assert!(Sought::new(" \t").is_empty());
    }
}
