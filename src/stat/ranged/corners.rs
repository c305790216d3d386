//! Corners: every way to set each unit to one of the two ends of its range.

/// How many values are looked at before it is too much.
const LIMIT: usize = 1 << 18;

/// The values at every corner; `None` where there are too many corners to look at each.
pub(super) fn corners(ranges: &[(u64, u64)]) -> Option<impl Iterator<Item = Vec<u64>>> {
    let ranged = ranges.iter().filter(|(low, high)| low < high).count();
    let corners = 1_usize.checked_shl(u32::try_from(ranged).ok()?)?;
    let few = corners.checked_mul(ranges.len()).is_some_and(|values| values <= LIMIT);
    few.then(|| (0..corners).map(|corner| at(ranges, corner)))
}

/// The values where the bits of `corner` say which of the ranged units are at their high end.
fn at(ranges: &[(u64, u64)], corner: usize) -> Vec<u64> {
    let mut bits = corner;
    let value = |&(low, high): &(u64, u64)| {
        if low == high {
            return low;
        }
        let is_high = bits & 1 == 1;
        bits >>= 1;
        if is_high { high } else { low }
    };
    ranges.iter().map(value).collect()
}
