//! Blocks that the product shows as a sheet of paper with its own buttons: a mail, a document.

use std::borrow::Cow;

const OPEN: &str = ":::writing{";
const CLOSE: &str = ":::";

/// A text in which what stands in such blocks stands free, under its subject or title in bold.
pub fn unwrapped(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((attributes, after)) = after.split_once('}') else {
            break;
        };
        // A block without an end was cut off, or is still being written.
        let (body, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        out.push_str(before);
        if let Some(title) = ["subject", "title"]
            .iter()
            .find_map(|name| attribute(attributes, name))
        {
            out.push_str("**");
            out.push_str(title);
            out.push_str("**\n\n");
        }
        out.push_str(body.trim());
        rest = after;
    }
    if rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The value of an attribute: `subject="Rent"`.
fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let at = attributes.find(&format!("{name}=\""))? + name.len() + 2;
    let value = attributes.get(at..)?.split('"').next()?.trim();
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_block_stands_free() {
        let cases = [
            ("no block: ::: here", "no block: ::: here"),
            (
                "Try this:\n\n:::writing{variant=\"email\" id=\"58231\" subject=\"Rent in May\"}\nDear Ida,\nthanks.\n:::\n\nShorter?",
                "Try this:\n\n**Rent in May**\n\nDear Ida,\nthanks.\n\nShorter?",
            ),
            (":::writing{variant=\"chat_message\" id=\"1\"} Hi :::", "Hi"),
            (
                ":::writing{id=\"1\"}\nA\n:::\nor\n:::writing{id=\"2\" title=\"B\"}\nb\n:::",
                "A\nor\n**B**\n\nb",
            ),
            (":::writing{id=\"1\"}\nnever closed", "never closed"),
            (":::writing{id=\"1\" cut", ":::writing{id=\"1\" cut"),
        ];
        for (text, expected) in cases {
            assert_eq!(unwrapped(text), expected, "{text}");
        }
    }
}
