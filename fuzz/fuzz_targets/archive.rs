//! Any bytes as the family `archive`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("archive", data));
