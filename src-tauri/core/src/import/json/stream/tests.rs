use super::*;
use crate::import::testing::MemoryEntry;

/// Every element of the array under `items`, and how the walk ended.
fn items_of(file: &[u8], step: usize) -> (Vec<String>, Option<Error>) {
    let entry = MemoryEntry::in_steps("a.json", file, step);
    let mut items = Vec::new();
    let end = JsonStream::open(&entry).and_then(|mut stream| {
        if !stream.enter_object()? {
            return Ok(());
        }
        while let Some(key) = stream.next_key()? {
            if key != "items" || !stream.enter_array()? {
                stream.skip()?;
                continue;
            }
            while stream.next_element()? {
                if let Element::Json { offset, bytes } = stream.value()? {
                    let text = String::from_utf8_lossy(bytes).into_owned();
                    items.push(format!("{offset} {text}"));
                }
            }
        }
        Ok(())
    });
    (items, end.err())
}

const FILE: &str = r#"{"a": {"x": [1, "]}"]}, "items" : [ {"t": "\"}"}, [2,[]], "s\\", -1.5e3, true,null ,{}], "z": "é"}"#;

fn expected() -> Vec<String> {
    [
        r#"{"t": "\"}"}"#,
        "[2,[]]",
        r#""s\\""#,
        "-1.5e3",
        "true",
        "null",
        "{}",
    ]
    .iter()
    .map(|item| (*item).to_owned())
    .collect()
}

fn texts(items: &[String]) -> Vec<String> {
    let text = |item: &String| item.split_once(' ').unwrap().1.to_owned();
    items.iter().map(text).collect()
}

#[test]
fn elements_come_whole_however_the_file_arrives() {
    for step in [1, 2, 3, 7, 64, 4096] {
        let (items, end) = items_of(FILE.as_bytes(), step);
        assert_eq!(texts(&items), expected(), "in steps of {step}");
        assert_eq!(end, None);
    }
}

#[test]
fn an_element_knows_where_it_stands() {
    let (items, _) = items_of(FILE.as_bytes(), 5);
    for item in items {
        let (offset, text) = item.split_once(' ').unwrap();
        assert!(FILE[offset.parse().unwrap()..].starts_with(text), "{item}");
    }
}

#[test]
fn a_file_cut_anywhere_gives_each_complete_element_and_says_where_it_ends() {
    let (whole, _) = items_of(FILE.as_bytes(), 4096);
    for cut in 0..FILE.len() {
        let (items, end) = items_of(&FILE.as_bytes()[..cut], 4096);
        let complete = |item: &&String| {
            let (offset, text) = item.split_once(' ').unwrap();
            let end = offset.parse::<usize>().unwrap() + text.len();
            // A number's end shows only with what follows it.
            end + usize::from(!text.ends_with(['"', '}', ']'])) <= cut
        };
        let due: Vec<String> = whole.iter().filter(complete).cloned().collect();
        assert_eq!(items, due, "cut at {cut}");
        let place = Place::byte("a.json", cut as u64);
        assert_eq!(end, Some(Error::CutOff { place }), "cut at {cut}");
    }
}

#[test]
fn a_mark_and_utf16_are_read_as_plain_json() {
    let utf16: Vec<u8> = FILE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        [&b"\xEF\xBB\xBF"[..], FILE.as_bytes()].concat(),
        [&b"\xFF\xFE"[..], &utf16].concat(),
        utf16,
    ];
    for bytes in cases {
        let (items, end) = items_of(&bytes, 4096);
        assert_eq!((texts(&items), end), (expected(), None));
    }
}

#[test]
fn an_element_too_large_to_hold_is_passed_over() {
    let file = format!(r#"[1, "{}", 2]"#, "x".repeat(5000));
    let entry = MemoryEntry::in_steps("a.json", file.as_bytes(), 100);
    let mut stream = JsonStream::open(&entry).unwrap();
    stream.largest_element = 1000;
    assert!(stream.enter_array().unwrap());
    let mut sizes = Vec::new();
    while stream.next_element().unwrap() {
        sizes.push(match stream.value().unwrap() {
            Element::Json { bytes, .. } => bytes.len() as u64,
            Element::TooLarge { bytes, .. } => bytes,
        });
    }
    assert_eq!(sizes, [1, 5002, 1]);
}

#[test]
fn what_is_not_json_is_damaged_where_it_stops_being_json() {
    for (file, at) in [
        ("{\"a\" 1}", 5),
        ("{1:2}", 1),
        ("{\"a\":1]", 6),
        ("{\"items\":[1}", 11),
    ] {
        let (_, end) = items_of(file.as_bytes(), 4096);
        let place = Place::byte("a.json", at);
        assert_eq!(end, Some(Error::Damaged { place }), "{file}");
    }
}

/// Elements of an array with one field a line, of which one was damaged; `{…}` is the damage.
fn around_damage(damaged: &str) -> (Vec<String>, Option<Error>) {
    let sound = |n: u32| format!("  {{\n   \"n\": {n}\n  }}");
    let elements = [sound(1), damaged.to_owned(), sound(3), sound(4)].join(",\n");
    let file = format!("{{\n \"items\": [\n{elements}\n ],\n \"z\": 1\n}}");
    let (items, end) = items_of(file.as_bytes(), 4096);
    let texts = texts(&items);
    let numbers = texts.iter().filter_map(|item| {
        let element: serde_json::Value = serde_json::from_str(item).ok()?;
        Some(element["n"].to_string())
    });
    (numbers.collect(), end)
}

#[test]
fn a_broken_element_does_not_take_the_next_ones_with_it() {
    let cases = [
        "  {\n   \"n\": 2",
        "  {\n   \"n\": 2\n",
        "  {\n   \"t\": \"no end,\n   \"n\": 2\n  }",
        "  {\n   \"t\": no begin\",\n   \"n\": 2\n  }",
        "  {\n   \"t\": {\n   \"n\": 2\n  }",
        "  {\n   \"n\": [2\n  }",
        "  {\n   \"n\": 2\n  }}}",
        "  {\n   \"n\": 2\n  } and words",
        "  {\n\0\0\0\0\0\0",
    ];
    for damaged in cases {
        let (numbers, end) = around_damage(damaged);
        let others: Vec<&str> = numbers
            .iter()
            .map(String::as_str)
            .filter(|number| *number != "2")
            .collect();
        assert_eq!((others, end), (vec!["1", "3", "4"], None), "{damaged}");
    }
}

#[test]
fn a_long_element_on_many_lines_is_not_taken_for_several() {
    let inner: Vec<String> = (0..9000)
        .map(|n| format!("    {{\n     \"n\": {n}\n    }}"))
        .collect();
    let long = format!(
        "  {{\n   \"n\": 2,\n   \"inner\": [\n{}\n   ]\n  }}",
        inner.join(",\n")
    );
    let (numbers, end) = around_damage(&long);
    assert_eq!(
        (numbers, end),
        (["1", "2", "3", "4"].map(str::to_owned).to_vec(), None)
    );
}

#[test]
fn passing_over_the_rest_of_a_broken_element_comes_to_the_next() {
    let file = "[\n {\"a\": 1},\n }},\n {\"b\": 2}\n]";
    let entry = MemoryEntry::new("a.json", file.as_bytes());
    let mut stream = JsonStream::open(&entry).unwrap();
    assert!(stream.enter_array().unwrap());
    assert!(stream.next_element().unwrap());
    stream.value().unwrap();
    assert!(stream.next_element().unwrap());
    stream.skip().unwrap();
    assert!(stream.next_element().unwrap());
    let Element::Json { bytes, .. } = stream.value().unwrap() else {
        panic!("a small element is not too large");
    };
    assert_eq!(bytes, b"{\"b\": 2}");
}
