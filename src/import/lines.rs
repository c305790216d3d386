//! The lines of a text, numbered as an editor numbers them.

/// Each line with its number, from 1, without the ASCII blanks around it. A line ends with LF, CR LF or CR.
pub(super) fn lines(text: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let text = rest?;
        number += 1;
        let end = text.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        rest = end.map(|at| if text[at..].starts_with(b"\r\n") { &text[at + 2..] } else { &text[at + 1..] });
        Some((number, text[..end.unwrap_or(text.len())].trim_ascii()))
    })
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
