//! Which messages of the tree the person sees: the way from the current node up to the root.

use rustc_hash::{FxHashMap, FxHashSet};

use super::conversation::{Conversation, Node};

/// The nodes on the way that the person sees, first to last, and how many nodes could not be read.
///
/// The way goes from `current_node` up by `parent`. Where that node is missing or the empty root, it
/// goes from the newest leaf: a node that is no other's parent (exports without `children` are read the same).
pub fn walk<'c>(conversation: &'c Conversation<'_>) -> (Vec<(&'c str, Node<'c>)>, usize) {
    let mut unreadable = 0;
    let mut nodes: Vec<(&str, Node<'c>)> = Vec::with_capacity(conversation.mapping.0.len());
    for (id, raw) in &conversation.mapping.0 {
        match serde_json::from_str::<Option<Node<'c>>>(raw.get()) {
            Ok(node) => nodes.push((id, node.unwrap_or_default())),
            Err(_) => unreadable += 1,
        }
    }
    let index: FxHashMap<&str, usize> = nodes
        .iter()
        .enumerate()
        .map(|(at, (id, _))| (*id, at))
        .collect();

    let start = conversation
        .current_node()
        .and_then(|id| index.get(id).copied())
        .filter(|at| {
            nodes
                .get(*at)
                .is_some_and(|(_, node)| leads_somewhere(node))
        })
        .or_else(|| newest_leaf(&nodes, &index));
    let mut way = Vec::new();
    let mut seen = FxHashSet::default();
    let mut next = start;
    while let Some(at) = next {
        // A node met twice is a circle: it ends the way where a root would.
        if !seen.insert(at) {
            break;
        }
        way.push(at);
        next = nodes
            .get(at)
            .and_then(|(_, node)| node.parent())
            .and_then(|parent| index.get(parent).copied());
    }
    way.reverse();

    let mut slots: Vec<Option<(&str, Node<'c>)>> = nodes.into_iter().map(Some).collect();
    let thread = way
        .into_iter()
        .filter_map(|at| slots.get_mut(at).and_then(Option::take))
        .collect();
    (thread, unreadable)
}

/// Whether a way from this node can show anything.
fn leads_somewhere(node: &Node<'_>) -> bool {
    node.message.is_some() || node.parent().is_some()
}

/// The newest node with a message that is no other's parent; the newest of all where circles leave
/// no such node. Of equally old ones the last in the file.
fn newest_leaf(nodes: &[(&str, Node<'_>)], index: &FxHashMap<&str, usize>) -> Option<usize> {
    let parents: FxHashSet<usize> = nodes
        .iter()
        .filter_map(|(_, node)| index.get(node.parent()?).copied())
        .collect();
    let newest = |leaves_only: bool| {
        (0..nodes.len())
            .filter(|at| !(leaves_only && parents.contains(at)))
            .filter_map(|at| nodes.get(at).map(|(_, node)| (at, node)))
            .filter(|(_, node)| node.message.is_some())
            .max_by_key(|(at, node)| (node.time(), *at))
            .map(|(at, _)| at)
    };
    newest(true).or_else(|| newest(false))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// The ids on the way through a conversation of `(id, parent, time)` nodes.
    fn way(current: &Value, nodes: &[(&str, Option<&str>, Option<u32>)]) -> String {
        let mapping: serde_json::Map<String, Value> = nodes
            .iter()
            .map(|(id, parent, time)| {
                let message = time.map(|time| json!({"create_time": time}));
                (
                    (*id).to_owned(),
                    json!({"id": id, "parent": parent, "message": message}),
                )
            })
            .collect();
        let text = json!({"id": "c", "current_node": current, "mapping": mapping}).to_string();
        let conversation: Conversation<'_> = serde_json::from_str(&text).unwrap();
        let (thread, _) = walk(&conversation);
        thread.iter().map(|(id, _)| *id).collect()
    }

    #[test]
    fn the_way_goes_from_the_current_node_to_the_root() {
        let tree = [
            ("r", None, None),
            ("a", Some("r"), Some(1)),
            ("b", Some("a"), Some(2)),
            ("c", Some("a"), Some(3)),
            ("d", Some("c"), Some(4)),
        ];
        let cases = [
            (json!("d"), "racd", "a leaf"),
            (
                json!("b"),
                "rab",
                "an older branch that the person went back to",
            ),
            (json!("c"), "rac", "not a leaf"),
            (json!(null), "racd", "missing: the newest leaf"),
            (json!("zzz"), "racd", "dangling: the newest leaf"),
            (json!(7), "racd", "not a name: the newest leaf"),
            (json!("r"), "racd", "the empty root: the newest leaf"),
        ];
        for (current, expected, case) in cases {
            assert_eq!(way(&current, &tree), expected, "{case}");
        }
    }

    #[test]
    fn the_newest_leaf_is_newest_by_time_then_last_in_the_file() {
        let by_time = [
            ("r", None, Some(1)),
            ("a", Some("r"), Some(9)),
            ("b", Some("r"), Some(5)),
        ];
        assert_eq!(way(&Value::Null, &by_time), "ra");
        let no_times = [
            ("r", None, None),
            ("a", Some("r"), None),
            ("b", Some("r"), Some(0)),
        ];
        assert_eq!(way(&Value::Null, &no_times), "rb");
    }

    #[test]
    fn a_circle_ends_the_way() {
        let circle = [("a", Some("b"), Some(1)), ("b", Some("a"), Some(2))];
        assert_eq!(way(&json!("b"), &circle), "ab");
        assert_eq!(way(&Value::Null, &circle), "ab");
        assert_eq!(way(&json!("a"), &[("a", Some("a"), Some(1))]), "a");
    }

    #[test]
    fn a_parent_that_is_not_there_is_a_root() {
        assert_eq!(way(&json!("b"), &[("b", Some("gone"), Some(1))]), "b");
    }

    #[test]
    fn a_node_that_cannot_be_read_is_counted_and_the_rest_stands() {
        let text = r#"{"current_node":"b","mapping":{"a":{"message":{}},"b":{"parent":"a","message":{}},"c":7}}"#;
        let conversation: Conversation<'_> = serde_json::from_str(text).unwrap();
        let (thread, unreadable) = walk(&conversation);
        assert_eq!((thread.len(), unreadable), (2, 1));
    }

    proptest! {
        /// Any mapping: the walk ends, and meets no node twice.
        #[test]
        fn no_mapping_makes_the_walk_endless(
            parents in prop::collection::vec(prop::option::of(0_usize..12), 0..12),
            current in prop::option::of(0_usize..14),
        ) {
            let mapping: serde_json::Map<String, Value> = parents
                .iter()
                .enumerate()
                .map(|(id, parent)| {
                    let parent = parent.map(|parent| parent.to_string());
                    (id.to_string(), json!({"parent": parent, "message": {"create_time": id}}))
                })
                .collect();
            let current = current.map(|id| id.to_string());
            let text = json!({"current_node": current, "mapping": mapping}).to_string();
            let conversation: Conversation<'_> = serde_json::from_str(&text).unwrap();
            let (thread, unreadable) = walk(&conversation);
            let ids: FxHashSet<&str> = thread.iter().map(|(id, _)| *id).collect();
            prop_assert_eq!(unreadable, 0);
            prop_assert_eq!(ids.len(), thread.len());
            prop_assert_eq!(thread.is_empty(), parents.is_empty());
        }
    }
}
