//! Any bytes as the family `text_graphs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("text_graphs", data));
