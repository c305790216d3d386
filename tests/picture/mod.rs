//! Charts and renderers over a sample report that holds every figure: what a file is, what it never holds, and that
//! the same report gives the same bytes.

mod charts;
mod folder;
mod page;
mod sample;
