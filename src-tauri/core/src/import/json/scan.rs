//! Finding where a JSON value ends: strings and brackets, nothing more.

/// How far into a value scanning has come; goes on over the pieces of a value.
#[derive(Default)]
pub(super) struct Scan {
    begun: bool,
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Goes over a piece; the length up to the value's end when that is in the piece.
    pub fn find_end(&mut self, piece: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let rest = piece.get(at..).filter(|rest| !rest.is_empty())?;
            if self.escaped {
                self.escaped = false;
                at += 1;
            } else if self.in_string {
                let found = memchr::memchr2(b'"', b'\\', rest)?;
                at += found + 1;
                if rest.get(found) == Some(&b'\\') {
                    self.escaped = true;
                    continue;
                }
                self.in_string = false;
                if self.depth == 0 {
                    return Some(at);
                }
            } else if self.begun && self.depth == 0 {
                return rest
                    .iter()
                    .position(|byte| ends_scalar(*byte))
                    .map(|end| at + end);
            } else {
                // At the beginning only the first byte counts: any but these begins a scalar.
                let first = if self.begun { rest.len() } else { 1 };
                self.begun = true;
                let Some(found) = rest.iter().take(first).position(|byte| is_structure(*byte))
                else {
                    at += if self.depth == 0 { 0 } else { rest.len() };
                    continue;
                };
                match rest.get(found) {
                    Some(b'"') => self.in_string = true,
                    Some(b'{' | b'[') => self.depth += 1,
                    _ if self.depth == 0 => continue,
                    _ => self.depth -= 1,
                }
                at += found + 1;
                if self.depth == 0 && !self.in_string {
                    return Some(at);
                }
            }
        }
    }
}

fn is_structure(byte: u8) -> bool {
    matches!(byte, b'"' | b'{' | b'}' | b'[' | b']')
}

fn ends_scalar(byte: u8) -> bool {
    matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace()
}
