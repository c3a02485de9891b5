//! The text of what messages carry, whatever its type.

use std::borrow::Cow;

use serde_json::Value;

/// What tools give back, whoever is said to have written it.
pub const OF_TOOLS: [&str; 8] = [
    "execution_output",
    "tether_quote",
    "tether_browsing_display",
    "tether_browsing_code",
    "sonic_webpage",
    "citable_code_output",
    "computer_output",
    "system_error",
];

/// The text of a message's content, or of one of its parts, of whichever type: its parts, or the
/// fields that are known to carry text; of a type that is not known, all that is text.
pub fn text_of(content: &Value) -> Cow<'_, str> {
    const FIELDS: [&str; 10] = [
        // Web pages and quotations name their page before their text, errors what failed.
        "title",
        "url",
        "name",
        "text",
        "snippet",
        "result",
        "output_str",
        "content",
        "summary",
        "thoughts",
    ];
    if let Value::String(text) = content {
        return Cow::Borrowed(text);
    }
    if let Some(thoughts) = content.get("thoughts").and_then(Value::as_array) {
        return Cow::Owned(joined(thoughts.iter().flat_map(|thought| {
            ["summary", "content"].map(|field| Cow::Borrowed(string(thought, field)))
        })));
    }
    let content_type = string(content, "content_type");
    // Of a picture only its file is shown: the order it was drawn by is a message of its own.
    if content_type.ends_with("asset_pointer") {
        return Cow::Borrowed("");
    }
    // Of a computer that it uses, the page is told that it looks at.
    let screen = content
        .get("state")
        .filter(|_| content_type == "computer_output");
    let content = screen.unwrap_or(content);
    let text = match content.get("parts") {
        Some(Value::Array(parts)) => match parts.as_slice() {
            [part] => text_of(part),
            parts => Cow::Owned(joined(parts.iter().map(text_of))),
        },
        Some(Value::String(text)) => Cow::Borrowed(text.as_str()),
        _ => Cow::Owned(joined(
            FIELDS.map(|field| Cow::Borrowed(string(content, field))),
        )),
    };
    let is_known = OF_TOOLS.contains(&content_type) || KNOWN.contains(&content_type);
    if is_known || !text.trim().is_empty() {
        return text;
    }
    let mut texts = vec![];
    gather(content, &mut texts);
    Cow::Owned(joined(texts))
}

/// The types beside [`OF_TOOLS`] of which the fields that carry text are known.
const KNOWN: [&str; 6] = [
    "text",
    "multimodal_text",
    "code",
    "thoughts",
    "reasoning_recap",
    "audio_transcription",
];

/// All that is text in a value, but for what names or describes things to a program.
fn gather<'v>(value: &'v Value, texts: &mut Vec<Cow<'v, str>>) {
    match value {
        Value::String(text) => texts.push(Cow::Borrowed(text)),
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(fields) => {
            let is_for_program = |field: &str| {
                let words = ["id", "type", "pointer", "metadata", "status", "language"];
                words.contains(&field.rsplit('_').next().unwrap_or_default())
            };
            let said = fields.iter().filter(|(field, _)| !is_for_program(field));
            said.for_each(|(_, value)| gather(value, texts));
        }
        _ => {}
    }
}

/// A field that is text; empty where there is none.
pub fn string<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The texts that are not blank, a line end between them.
fn joined<'t>(texts: impl IntoIterator<Item = Cow<'t, str>>) -> String {
    let texts: Vec<Cow<'t, str>> = texts
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect();
    texts.join("\n")
}
