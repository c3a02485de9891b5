//! That nothing is missed and nothing too much is found, and that nothing that is typed is an error.

use proptest::prelude::*;

use super::Fixture;

#[test]
fn counts_are_those_of_looking_through_every_text() {
    // Pieces of texts; what is looked for below is one of each kind of script and length.
    let pieces = [
        "会",
        "议",
        "会议",
        "会议纪要",
        "纪要",
        "我们",
        "明天",
        "，",
        "。",
        " ",
        "ก",
        "กา",
        "กำ",
        "มา",
        "学校",
        "학교",
        "학",
        "에서",
        "カフェ",
        "ひらがな",
        "👍",
        "🎉",
        "🇨🇳",
        "❤",
        "北京大学",
        "大学",
    ];
    let queries = [
        "会",
        "会议",
        "会议纪要",
        "我们明天",
        "ก",
        "กา",
        "กำ",
        "มา",
        "학",
        "학교",
        "학교에서",
        "カフェ",
        "ひら",
        "👍",
        "👍🎉",
        "🇨🇳",
        "❤",
        "北京大学",
        "学校北京",
        "议会",
        "大学会议纪要我们",
    ];
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % below
    };
    let texts: Vec<String> = (0..3000)
        .map(|_| {
            (0..next(12) + 1)
                .map(|_| pieces[next(pieces.len())])
                .collect()
        })
        .collect();
    let fixture = Fixture::new();
    let messages: Vec<(i64, &str)> = texts.iter().map(|text| (0, text.as_str())).collect();
    fixture.conversation(1, "", "", &messages);
    for query in queries {
        let expected = texts.iter().filter(|text| text.contains(query)).count();
        assert!(expected > 0, "{query} is in the texts");
        assert_eq!(fixture.search(query).total, expected as u64, "{query}");
    }
}

#[test]
fn words_are_found_whole_or_by_their_beginning_whatever_case_and_accents() {
    let fixture = Fixture::new();
    let texts = [
        "Élan vital",
        "elan",
        "relance",
        "ELANS",
        "e\u{301}lan",
        "naïve Café",
        "cafés",
        "CAFE",
        "Straße",
        "СПб привет",
        "Привет!",
        "مُحَمَّد هنا",
        "محمد",
        "العربية",
        "हिन्दी में",
        "हिन",
        "mail@example.org",
        "v3.14",
        "C++ code",
        "用iPhone拍的",
        "iphone 15",
        "it's",
        "שלום",
        "ŁÓDŹ",
    ];
    let messages: Vec<(i64, &str)> = texts.iter().map(|text| (0, *text)).collect();
    fixture.conversation(1, "", "", &messages);
    let cases = [
        ("elan", 4),
        ("\"elan\"", 3),
        ("ÉLAN", 4),
        ("cafe", 3),
        ("\"cafe\"", 2),
        ("naive cafe", 1),
        ("Straße", 1),
        ("привет", 2),
        ("прив", 2),
        ("\"прив\"", 0),
        ("محمد", 2),
        ("العربية", 1),
        ("हिन्दी", 1),
        ("हिन", 2),
        ("example.org", 1),
        ("mail@example.org", 1),
        ("3.14", 0),
        ("v3.14", 1),
        ("c++", 1),
        ("iPhone", 2),
        ("iphone拍", 1),
        ("用iphone", 1),
        ("its", 0),
        ("it's", 1),
        ("שָׁלוֹם", 1),
        ("vital elan", 1),
        ("\"vital elan\"", 0),
        ("\"elan vital\"", 1),
        ("AND", 0),
        ("elan OR cafe", 0),
        ("NOT", 0),
        ("elan*", 4),
        ("-elan", 4),
        ("text:elan", 0),
    ];
    for (query, expected) in cases {
        assert_eq!(fixture.search(query).total, expected, "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_is_typed_is_no_error_and_every_hit_shows_what_was_found(query in r#"[\PC\s"*^:()+\-]{0,12}|(会|议|a|é|"| |👍|NEAR|AND|\*){0,8}"#) {
        let fixture = Fixture::new();
        fixture.conversation(1, "会议 a", "é", &[(1, "a 会议👍 é NEAR and"), (2, "aé会")]);
        for hit in fixture.search(&query).hits {
            prop_assert!(!hit.ranges.is_empty(), "{:?} shows nothing of {:?}", hit.snippet, query);
        }
    }
}
