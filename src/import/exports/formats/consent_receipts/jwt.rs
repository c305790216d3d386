//! The payload of a JSON Web Token, whose signature is not verified here.

/// The payload of `token`; none where it is no token.
pub(super) fn payload(token: &[u8]) -> Option<Vec<u8>> {
    let parts: Vec<&[u8]> = token.trim_ascii().split(|&byte| byte == b'.').collect();
    let [head, payload, _] = parts[..] else { return None };
    decoded(head)?.starts_with(b"{").then(|| decoded(payload)).flatten()
}

/// The bytes that a text in URL-safe base64 stands for.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for &letter in text.iter().filter(|&&letter| letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((held >> bits) & 0xff).expect("eight bits are a byte"));
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_middle_of_three_parts() {
        assert_eq!(decoded(b"eyJhIjoiw6kifQ").as_deref(), Some("{\"a\":\"é\"}".as_bytes()));
        assert_eq!(payload(b"eyJhIjoxfQ.eyJhIjoiw6kifQ.c2ln\n").as_deref(), Some("{\"a\":\"é\"}".as_bytes()));
        assert_eq!([&b"a.b"[..], b"{\"a\": 1.2.3}", b""].map(payload), [const { None }; 3]);
    }
}
