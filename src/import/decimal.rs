//! Plain decimals: ids that are whole numbers written in the one plain way, eight digits at a look.

/// The most digits of a plain decimal: every number with as many fits 64 bits.
const DIGITS: usize = 19;

/// The plain decimal that `text` begins with, and how many digits it has: no sign, no leading zero, at most 19 digits. `None` where
/// there is no such number, or more digits follow.
#[inline]
pub(super) fn leading(text: &[u8]) -> Option<(u64, usize)> {
    let Some(first) = text.first_chunk::<8>() else { return by_digit(text, 0, 0) };
    let (value, digits) = eight(*first);
    match digits {
        0 => None,
        1 => Some((value, 1)),
        _ if first[0] == b'0' => None,
        8 => longer(text, value),
        _ => Some((value, digits)),
    }
}

/// The value of a text that is a plain decimal from its first letter to its last.
#[inline]
pub(super) fn whole(text: &[u8]) -> Option<u64> {
    leading(text).filter(|&(_, digits)| digits == text.len()).map(|(value, _)| value)
}

/// The same as [`leading`] where the first eight letters are digits, of that value.
#[inline]
fn longer(text: &[u8], value: u64) -> Option<(u64, usize)> {
    let Some(next) = text[8..].first_chunk::<8>() else { return by_digit(text, value, 8) };
    let (more, digits) = eight(*next);
    let value = value * 10_u64.pow(u32::try_from(digits).expect("at most eight")) + more;
    if digits == 8 { by_digit(text, value, 16) } else { Some((value, 8 + digits)) }
}

/// Goes on from `at`, where the digits before it have that value.
fn by_digit(text: &[u8], mut value: u64, mut at: usize) -> Option<(u64, usize)> {
    while let Some(digit) = text.get(at).map(|byte| byte.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
        if at == DIGITS {
            return None;
        }
        value = value * 10 + u64::from(digit);
        at += 1;
    }
    (at > 0 && (text[0] != b'0' || at == 1)).then_some((value, at))
}

/// The number that the digits before the first other letter make, and how many they are. Each byte is taken for a digit, neighbours
/// are joined to numbers of two, four and eight digits.
#[inline]
fn eight(bytes: [u8; 8]) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let values = u64::from_le_bytes(bytes) ^ (EACH * 0x30);
    let others = (values.wrapping_add(EACH * 0x76) | values) & (EACH * 0x80);
    let digits = others.trailing_zeros() / 8;
    if digits == 0 {
        return (0, 0);
    }
    let digits = digits.min(8);
    let ones = values << (64 - 8 * digits);
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8);
    let low = (pairs & 0x0000_00ff_0000_00ff).wrapping_mul(0x000f_4240_0000_0064);
    let high = ((pairs >> 16) & 0x0000_00ff_0000_00ff).wrapping_mul(0x0000_2710_0000_0001);
    (low.wrapping_add(high) >> 32, digits as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the standard library says of the digits that `text` begins with.
    fn expected(text: &str) -> Option<(u64, usize)> {
        let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let plain = digits == 1 || !text.starts_with('0');
        text[..digits].parse().ok().filter(|_| plain && digits <= DIGITS).map(|value| (value, digits))
    }

    #[test]
    fn reads_numbers_of_every_length() {
        for digits in 1..=25 {
            for text in ["9".repeat(digits), format!("1{}", "0".repeat(digits - 1)), "0".repeat(digits)] {
                for end in [
                    "",
                    " ",
                    "\n1 2",
                    " 12345678",
                    "a",
                    "/",
                    ":",
                    "\u{e9}",
                    "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}",
                ] {
                    let text = format!("{text}{end}");
                    assert_eq!(leading(text.as_bytes()), expected(&text), "{text:?}");
                }
            }
        }
        assert_eq!((leading(b""), leading(b"+1"), leading(b" 1")), (None, None, None));
        assert_eq!(
            [&b"7"[..], b"07", b"7 ", b"18446744073709551615"].map(whole),
            [Some(7), None, None, None]
        );
    }

    proptest! {
        #[test]
        fn reads_what_the_standard_library_reads(text in "[0-9]{0,21}[ -~\u{e9}]{0,10}") {
            prop_assert_eq!(leading(text.as_bytes()), expected(&text));
        }
    }
}
