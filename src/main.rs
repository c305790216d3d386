//! The program: run, exit code.
fn main() {}
