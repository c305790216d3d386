//! What the exports of Facebook and Instagram have in common: files that are known by name, folder and key, records in three
//! generations, moments, and the advertisers' side.

pub(super) mod ads;
pub(super) mod pages;
pub(super) mod parts;
pub(super) mod record;
pub(super) mod spelt_dates;
