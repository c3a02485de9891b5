//! Canvases: documents beside the conversation. The assistant writes them by orders to a tool, as JSON.

use std::iter::once;

use serde_json::Value;

use super::text::string;

/// What an order to the canvas writes: a document's name and text, the texts that replace parts of it,
/// or the comments put beside it. `None` where it is no such order.
pub fn written(recipient: &str, order: &str) -> Option<String> {
    if !recipient.starts_with("canmore.") {
        return None;
    }
    let order: Value = serde_json::from_str(order).ok()?;
    let each = |list: &str, field: &'static str| -> Vec<&str> {
        let list = order.get(list).and_then(Value::as_array);
        let entries = list.into_iter().flatten();
        entries.map(|entry| string(entry, field)).collect()
    };
    let texts: Vec<&str> = once(string(&order, "name"))
        .chain(once(string(&order, "content")))
        .chain(each("updates", "replacement"))
        .chain(each("comments", "comment"))
        .filter(|text| !text.trim().is_empty())
        .collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_to_the_canvas_reads_as_what_it_writes() {
        let cases = [
            (
                "canmore.create_textdoc",
                r##"{"name": "Trip", "type": "document", "content": "# Day one\nRome"}"##,
                Some("Trip\n\n# Day one\nRome"),
            ),
            (
                "canmore.update_textdoc",
                r#"{"updates": [{"pattern": ".*", "replacement": "Day two"}, {"pattern": "x", "replacement": ""}]}"#,
                Some("Day two"),
            ),
            (
                "canmore.comment_textdoc",
                r#"{"comments": [{"pattern": "Rome", "comment": "Or Naples?"}]}"#,
                Some("Or Naples?"),
            ),
            ("canmore.create_textdoc", r#"{"name": "cut o"#, None),
            ("canmore.create_textdoc", "{}", None),
            ("python", r#"{"name": "Trip", "content": "x"}"#, None),
        ];
        for (recipient, order, expected) in cases {
            assert_eq!(written(recipient, order).as_deref(), expected, "{order}");
        }
    }
}
