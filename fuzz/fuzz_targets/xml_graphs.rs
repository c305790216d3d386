//! Any bytes as the family `xml_graphs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| bystander_fuzz::read("xml_graphs", data));
