//! The lines of a text, numbered as an editor numbers them.

/// Each line with its number, from 1, without the ASCII blanks around it. A line ends with LF, CR LF or CR.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let (line, after) = line(rest?);
        number += 1;
        rest = after;
        Some((number, line))
    })
}

/// The first line of `text` without the ASCII blanks around it, and what comes after it; `None` where nothing ends the line.
#[inline]
pub(super) fn line(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    let Some(end) = text.iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
        return (text.trim_ascii(), None);
    };
    let after = if text[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
    (text[..end].trim_ascii(), Some(&text[after..]))
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn numbers_lines_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b "].join(end);
            let found: Vec<_> = lines(text.as_bytes()).collect();
            assert_eq!(found, [(1, &b"a"[..]), (2, b""), (3, b"b")]);
        }
    }
}
