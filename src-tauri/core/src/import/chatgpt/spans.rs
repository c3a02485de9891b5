//! What stands in a text instead of a marked span: `cite`, `entity`, `url`, `genui`, … with arguments.

use serde_json::Value;

use super::marks::{BETWEEN, PRIVATE};
use super::text::string;

/// What a span shows: the words that it carries, else the pages that it stands for as Markdown links,
/// else nothing. `reference` is what the message tells about it.
pub fn shown(span: &str, reference: Option<&Value>) -> String {
    let mut parts = span.split(BETWEEN);
    let kind = parts.next().unwrap_or_default();
    let first = parts.next().unwrap_or_default();
    let words = match kind {
        "entity" | "product" | "product_entity" => named(&parsed(first)),
        "products" => list(parsed(first).get("selections"), named),
        "genui" => widget(&parsed(first)),
        "url" | "link_title" => return linked(first, parts.next(), reference),
        // What these point to is shown beside the text, or is a picture.
        "cite" | "filecite" | "memcite" | "navlist" | "image_group" => String::new(),
        // Of a kind that is not known, what is neither an order nor the number of a source.
        _ if is_words(first) => first.to_owned(),
        _ => String::new(),
    };
    if words.is_empty() {
        return reference.and_then(pages).unwrap_or_default();
    }
    words
}

/// The pages or the file that a reference tells of.
pub fn pages(reference: &Value) -> Option<String> {
    let links: Vec<String> = match reference.get("items").and_then(Value::as_array) {
        Some(items) => items.iter().filter_map(page).collect(),
        None => page(reference).into_iter().collect(),
    };
    if !links.is_empty() {
        return Some(format!("({})", links.join(", ")));
    }
    let is_file = string(reference, "type") == "file";
    let name = Some(plain(string(reference, "name"))).filter(|name| !name.is_empty());
    name.filter(|_| is_file).map(|name| format!("({name})"))
}

/// A page as a Markdown link.
fn page(item: &Value) -> Option<String> {
    let url = item.get("url")?.as_str()?;
    let title = item.get("title").and_then(Value::as_str).unwrap_or(url);
    is_web(url).then(|| format!("[{}]({url})", plain(title)))
}

/// The words of a link, with the page that they lead to where it is known.
fn linked(words: &str, target: Option<&str>, reference: Option<&Value>) -> String {
    let first = |reference: &Value| {
        let items = reference.get("items").and_then(|items| items.get(0));
        let url = items.unwrap_or(reference).get("url")?.as_str()?;
        Some(url.to_owned())
    };
    let own = target.map(str::to_owned).filter(|url| is_web(url));
    match own.or_else(|| reference.and_then(first).filter(|url| is_web(url))) {
        Some(url) => format!("[{}]({url})", plain(words)),
        None => words.to_owned(),
    }
}

fn is_web(url: &str) -> bool {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web && !url.contains([' ', '(', ')', '<', '>', '\n'])
}

/// A title without what would end a Markdown link.
fn plain(title: &str) -> String {
    let title: String = title
        .chars()
        .filter(|c| !matches!(c, '[' | ']' | '\n') && !PRIVATE.contains(c))
        .collect();
    title.trim().to_owned()
}

fn parsed(arguments: &str) -> Value {
    serde_json::from_str(arguments).unwrap_or_default()
}

/// The name in the arguments of an entity: `["people", "Nathaniel Erb", 0]`.
fn named(arguments: &Value) -> String {
    let name = arguments.get(1).and_then(Value::as_str);
    name.unwrap_or_default().to_owned()
}

fn list(values: Option<&Value>, word: impl Fn(&Value) -> String) -> String {
    let values = values.and_then(Value::as_array).into_iter().flatten();
    let words: Vec<String> = values.map(word).filter(|word| !word.is_empty()).collect();
    words.join(", ")
}

/// What a widget says: a formula, or questions with the answers to choose from. Charts, maps and
/// suggestions are the product's own.
fn widget(widget: &Value) -> String {
    let widgets = widget.as_object().into_iter().flatten();
    let texts: Vec<String> = widgets
        .filter_map(|(kind, arguments)| {
            if kind.starts_with("math_block") {
                let formula = string(arguments, "content").trim();
                return (!formula.is_empty()).then(|| format!("`{formula}`"));
            }
            let questions = arguments.get("questions")?.as_array()?;
            let questions: Vec<String> = questions.iter().map(question).collect();
            Some(questions.join("\n\n"))
        })
        .collect();
    texts.join("\n\n")
}

fn question(question: &Value) -> String {
    let option = |option: &Value| {
        let label = option.as_str().unwrap_or_else(|| string(option, "label"));
        label.to_owned()
    };
    let options = list(question.get("options"), option);
    let question = string(question, "question");
    if options.is_empty() {
        return question.to_owned();
    }
    format!("{question} ({options})")
}

fn is_words(argument: &str) -> bool {
    let is_source = argument
        .strip_prefix("turn")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !is_source && !argument.starts_with(['{', '['])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_span_shows_the_words_that_it_carries() {
        let cases = [
            (r#"entity|["people", "Nathaniel Erb", 0]"#, "Nathaniel Erb"),
            ("entity|[1", ""),
            (
                r#"product_entity|["turn0product0", "Red skates"]"#,
                "Red skates",
            ),
            (
                r#"products|{"selections": [["turn0product1", "Charger"], ["turn0product2", "Lamp"]]}"#,
                "Charger, Lamp",
            ),
            ("url|the page|turn0search1", "the page"),
            (
                "url|the page|https://example.org/a",
                "[the page](https://example.org/a)",
            ),
            ("url|the page|javascript:alert(1)", "the page"),
            (
                r#"genui|{"math_block_widget_always_prefetch_v2": {"content": "a^2 + b_1"}}"#,
                "`a^2 + b_1`",
            ),
            (
                r#"genui|{"ask_user_input": {"questions": [{"question": "Which?", "options": ["Sea", {"label": "Hills"}]}, {"question": "When?"}]}}"#,
                "Which? (Sea, Hills)\n\nWhen?",
            ),
            (r#"genui|{"suggest_automation": {"label": "Each day"}}"#, ""),
            (r#"genui|{"chart": {"series": []}}"#, ""),
            ("genui|Ay-D", ""),
            (r#"image_group|{"query": ["bridges"]}"#, ""),
            ("navlist|Read on|turn0news1", ""),
            ("cite|turn0search3|turn0search8", ""),
            ("finance|turn0finance0", ""),
            ("term|photosynthesis|turn0search1", "photosynthesis"),
            (r#"hologram|{"x": 1}"#, ""),
            ("", ""),
        ];
        for (span, expected) in cases {
            let span = span.replace('|', &BETWEEN.to_string());
            assert_eq!(shown(&span, None), expected, "{span}");
        }
    }

    #[test]
    fn a_citation_shows_what_its_reference_tells() {
        let cases = [
            (
                json!({"items": [
                    {"title": "A [page]", "url": "https://example.com/a"},
                    {"title": "Not for the web", "url": "javascript:alert(1)"},
                    {"url": "https://example.com/b"},
                ]}),
                "([A page](https://example.com/a), [https://example.com/b](https://example.com/b))",
            ),
            (
                json!({"type": "webpage_extended", "title": "Cats", "url": "https://example.com/c"}),
                "([Cats](https://example.com/c))",
            ),
            (json!({"type": "file", "name": "plan.pdf"}), "(plan.pdf)"),
            (json!({"type": "hidden", "name": "x"}), ""),
            (json!({"items": "no"}), ""),
            (json!(7), ""),
        ];
        for (reference, expected) in cases {
            let span = "cite\u{E202}turn0search3";
            assert_eq!(shown(span, Some(&reference)), expected, "{reference}");
        }
    }

    #[test]
    fn a_titled_link_leads_to_the_page_of_its_reference() {
        let reference = json!({"items": [{"title": "Long name", "url": "https://example.com/a"}]});
        let span = "link_title\u{E202}the report\u{E202}turn0search1";
        assert_eq!(
            shown(span, Some(&reference)),
            "[the report](https://example.com/a)"
        );
    }
}
