//! Any bytes as the family `json_exports`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("json_exports", data));
