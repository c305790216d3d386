//! Any bytes as the family `tables`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("tables", data));
