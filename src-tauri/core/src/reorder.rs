//! Putting things in an order that a request names in full.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// What comes to another place when `items`, which stand in the order of their places, stand as
/// `wanted` names them; each with its new place. None unless it names every item exactly once.
pub(crate) fn reordered<'a, T, K: Hash + Eq>(
    items: &'a [T],
    name: impl Fn(&'a T) -> K,
    place: impl Fn(&T) -> i64,
    wanted: impl ExactSizeIterator<Item = K>,
) -> Option<Vec<(&'a T, i64)>> {
    if wanted.len() != items.len() {
        return None;
    }
    let mut by_name: FxHashMap<K, &T> = items.iter().map(|item| (name(item), item)).collect();
    let mut moved = vec![];
    for (name, stands_here) in wanted.zip(items) {
        // Taken out of the map, so that a name that comes twice is missed the second time.
        let item = by_name.remove(&name)?;
        let new = place(stands_here);
        if place(item) != new {
            moved.push((item, new));
        }
    }
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ITEMS: [(char, i64); 3] = [('a', 7), ('b', 5), ('c', 2)];

    fn moved(wanted: &str) -> Option<String> {
        let wanted: Vec<char> = wanted.chars().collect();
        let moved = reordered(&ITEMS, |item| item.0, |item| item.1, wanted.into_iter())?;
        let words = moved
            .into_iter()
            .map(|(item, place)| format!("{}{place}", item.0));
        Some(words.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn only_what_comes_to_another_place_is_moved() {
        for (wanted, expected) in [("abc", ""), ("acb", "c5 b2"), ("cab", "c7 a5 b2")] {
            assert_eq!(moved(wanted).as_deref(), Some(expected), "{wanted}");
        }
    }

    #[test]
    fn an_order_names_everything_exactly_once() {
        for wanted in ["", "ab", "aab", "abd", "abca"] {
            assert_eq!(moved(wanted), None, "{wanted}");
        }
    }
}
