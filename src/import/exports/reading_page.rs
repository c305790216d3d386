//! The account of an import as a page for people.
