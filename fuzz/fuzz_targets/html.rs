//! Any bytes as the family `html`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("html", data));
