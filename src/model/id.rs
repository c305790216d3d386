//! Rows that cannot be mixed up: a person, a segment and a source are numbered apart.

use serde::{Deserialize, Serialize};

macro_rules! row {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// The row as an index into a column.
            #[inline]
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

row! {
    /// A person's row, counted from 0 in the order in which the input first names them. It stands for nobody
    /// outside one run: the name that led to it is forgotten at the door.
    PersonId
}
row! {
    /// A segment's row, counted from 0 in the order in which the input first names it.
    SegmentId
}
row! {
    /// An organisation's row, counted from 0: those of the table of recipients first, then those that only transfers name.
    RecipientId
}
row! {
    /// An input file's row, counted from 0 in the order in which the files were read.
    SourceId
}
