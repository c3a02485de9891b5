//! The order of names.

use std::cmp::Ordering;

/// Compares names as people order them: runs of digits count as numbers, so `part 10` follows
/// `part 9`.
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        let (left_piece, left_after) = leading_piece(left_rest);
        let (right_piece, right_after) = leading_piece(right_rest);
        let order = match (as_number(left_piece), as_number(right_piece)) {
            (Some(left_number), Some(right_number)) => left_number
                .len()
                .cmp(&right_number.len())
                .then_with(|| left_number.cmp(right_number)),
            _ => left_piece.cmp(right_piece),
        };
        if order != Ordering::Equal {
            return order;
        }
        if left_after.is_empty() && right_after.is_empty() {
            // `1` and `01` are equal as numbers; the texts decide, so that the order is total.
            return left.cmp(right);
        }
        (left_rest, right_rest) = (left_after, right_after);
    }
}

/// The leading run of digits, or of anything else.
fn leading_piece(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text
        .find(|c: char| c.is_ascii_digit() != digits)
        .unwrap_or(text.len());
    text.split_at(end)
}

/// Digits without leading zeros.
fn as_number(piece: &str) -> Option<&str> {
    piece
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| piece.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_people_order_them() {
        let mut names = [
            "part 10", "part 9", "part", "part 09", "a2b", "a10b", "你2", "你10",
        ];
        names.sort_by(|left, right| natural_order(left, right));
        assert_eq!(
            names,
            [
                "a2b", "a10b", "part", "part 09", "part 9", "part 10", "你2", "你10"
            ]
        );
    }
}
