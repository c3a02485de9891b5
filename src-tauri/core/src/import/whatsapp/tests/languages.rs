//! One chat as phones of many languages and countries write it.

use super::*;

/// Language or country, a row's beginning on 24 December 2023 at 7:05 in the morning and another on
/// 13 January 2024 at 21:40. Those of iPhones (in brackets) have 9 and 58 seconds.
const ROWS: [(&str, &str, &str); 71] = [
    (
        "English, US, iPhone",
        "[12/24/23, 7:05:09\u{202F}AM] ",
        "[1/13/24, 9:40:58\u{202F}PM] ",
    ),
    (
        "English, US, Android",
        "12/24/23, 7:05\u{202F}AM - ",
        "1/13/24, 9:40\u{202F}PM - ",
    ),
    (
        "English, US, old iPhone",
        "12/24/23, 7:05:09 AM: ",
        "1/13/24, 9:40:58 PM: ",
    ),
    (
        "English, UK, Android",
        "24/12/2023, 07:05 - ",
        "13/01/2024, 21:40 - ",
    ),
    (
        "English, UK, 12 hours",
        "24/12/2023, 7:05\u{202F}am - ",
        "13/01/2024, 9:40\u{202F}pm - ",
    ),
    (
        "English, India",
        "24/12/23, 7:05 am - ",
        "13/01/24, 9:40 pm - ",
    ),
    (
        "English, Canada",
        "2023-12-24, 7:05\u{A0}a.m. - ",
        "2024-01-13, 9:40\u{A0}p.m. - ",
    ),
    (
        "English, South Africa",
        "2023/12/24, 07:05 - ",
        "2024/01/13, 21:40 - ",
    ),
    (
        "English, Buddhist years",
        "[12/24/2566 BE, 7:05:09 AM] ",
        "[1/13/2567 BE, 9:40:58 PM] ",
    ),
    (
        "English, Japanese era",
        "[12/24/5 R, 7:05:09 AM] ",
        "[1/13/6 R, 9:40:58 PM] ",
    ),
    (
        "German, iPhone",
        "[24.12.23, 07:05:09] ",
        "[13.01.24, 21:40:58] ",
    ),
    (
        "German, Android",
        "24.12.23, 07:05 - ",
        "13.01.24, 21:40 - ",
    ),
    (
        "German, old Android",
        "24.12.2023 um 07:05 - ",
        "13.01.2024 um 21:40 - ",
    ),
    ("French", "24/12/2023, 07:05 - ", "13/01/2024, 21:40 - "),
    (
        "French, iPhone",
        "[24/12/2023 07:05:09] ",
        "[13/01/2024 21:40:58] ",
    ),
    (
        "French, old Android",
        "24/12/2023 à 07:05 - ",
        "13/01/2024 à 21:40 - ",
    ),
    (
        "French, Canada",
        "2023-12-24 07 h 05 - ",
        "2024-01-13 21 h 40 - ",
    ),
    (
        "French, Canada, iPhone",
        "[2023-12-24 07 h 05 min 09 s] ",
        "[2024-01-13 21 h 40 min 58 s] ",
    ),
    (
        "French, Canada, words of the day",
        "2023-12-24 7 h 05 du matin - ",
        "2024-01-13 9 h 40 du soir - ",
    ),
    (
        "Spanish, words of the day",
        "24/12/2023 7:05 de la mañana - ",
        "13/1/2024 9:40 de la noche - ",
    ),
    (
        "Spanish, Mexico",
        "24/12/2023, 7:05 a. m. - ",
        "13/1/2024, 9:40 p. m. - ",
    ),
    (
        "Spanish, Colombia",
        "24/12/2023, 7:05 a.\u{A0}m. - ",
        "13/1/2024, 9:40 p.\u{A0}m. - ",
    ),
    (
        "Spanish, Spain, iPhone",
        "[24/12/23, 7:05:09] ",
        "[13/1/24, 21:40:58] ",
    ),
    (
        "Portuguese, Brazil",
        "24/12/2023 07:05 - ",
        "13/01/2024 21:40 - ",
    ),
    (
        "Portuguese, Portugal",
        "24/12/23, 07:05 - ",
        "13/01/24, 21:40 - ",
    ),
    ("Italian", "24/12/23, 07:05 - ", "13/01/24, 21:40 - "),
    ("Dutch", "24-12-2023 07:05 - ", "13-01-2024 21:40 - "),
    (
        "Dutch, iPhone",
        "[24-12-2023 07:05:09] ",
        "[13-01-2024 21:40:58] ",
    ),
    ("Danish", "24.12.2023 07.05 - ", "13.01.2024 21.40 - "),
    (
        "Danish, iPhone",
        "[24.12.2023 kl. 07.05.09] ",
        "[13.01.2024 kl. 21.40.58] ",
    ),
    ("Norwegian", "24.12.2023, 07:05 - ", "13.01.2024, 21:40 - "),
    ("Swedish", "2023-12-24 07:05 - ", "2024-01-13 21:40 - "),
    (
        "Swedish, old Android",
        "2023-12-24 kl. 07:05 - ",
        "2024-01-13 kl. 21:40 - ",
    ),
    (
        "Finnish",
        "24.12.2023 klo 7.05 - ",
        "13.1.2024 klo 21.40 - ",
    ),
    (
        "Finnish, iPhone",
        "[24.12.2023 klo 7.05.09] ",
        "[13.1.2024 klo 21.40.58] ",
    ),
    ("Polish", "24.12.2023, 07:05 - ", "13.01.2024, 21:40 - "),
    ("Czech", "24.12.2023 7:05 - ", "13.01.2024 21:40 - "),
    (
        "Slovak, 12 hours",
        "24. 12. 2023 7:05 AM - ",
        "13. 1. 2024 9:40 PM - ",
    ),
    (
        "Hungarian",
        "2023. 12. 24. 7:05 - ",
        "2024. 01. 13. 21:40 - ",
    ),
    (
        "Hungarian, 12 hours",
        "2023. 12. 24. de. 7:05 - ",
        "2024. 01. 13. du. 9:40 - ",
    ),
    (
        "Croatian",
        "24. 12. 2023. 07:05 - ",
        "13. 01. 2024. 21:40 - ",
    ),
    (
        "Bulgarian",
        "24.12.23 г., 7:05 ч. - ",
        "13.01.24 г., 21:40 ч. - ",
    ),
    (
        "Greek, 12 hours",
        "24/12/23, 7:05 π.μ. - ",
        "13/1/24, 9:40 μ.μ. - ",
    ),
    ("Turkish", "24.12.2023 07:05 - ", "13.01.2024 21:40 - "),
    (
        "Turkish, 12 hours",
        "24.12.2023 ÖÖ 7:05 - ",
        "13.01.2024 ÖS 9:40 - ",
    ),
    ("Russian", "24.12.2023, 07:05 - ", "13.01.2024, 21:40 - "),
    ("Lithuanian", "2023-12-24, 07:05 - ", "2024-01-13, 21:40 - "),
    ("Hebrew", "24.12.2023, 7:05 - ", "13.1.2024, 21:40 - "),
    (
        "Hebrew, 12 hours",
        "24.12.2023, 7:05 לפנה״צ - ",
        "13.1.2024, 9:40 אחה״צ - ",
    ),
    (
        "Arabic, Egypt, iPhone",
        "\u{200F}[٢٤\u{200F}/١٢\u{200F}/٢٠٢٣، ٧:٠٥:٠٩ ص] ",
        "\u{200F}[١٣\u{200F}/١\u{200F}/٢٠٢٤، ٩:٤٠:٥٨ م] ",
    ),
    (
        "Arabic, Morocco",
        "24/12/2023، 07:05 - ",
        "13/1/2024، 21:40 - ",
    ),
    (
        "Persian",
        "۲۰۲۳/۱۲/۲۴،\u{200F} ۷:۰۵ - ",
        "۲۰۲۴/۱/۱۳،\u{200F} ۲۱:۴۰ - ",
    ),
    (
        "Arabic, Saudi Arabia, its years",
        "\u{200F}[١١\u{200F}/٦\u{200F}/١٤٤٥ هـ، ٧:٠٥:٠٩ ص] ",
        "\u{200F}[١\u{200F}/٧\u{200F}/١٤٤٥ هـ، ٩:٤٠:٥٨ م] ",
    ),
    (
        "English, Persian years",
        "[10/3/1402 AP, 7:05:09 AM] ",
        "[10/23/1402 AP, 9:40:58 PM] ",
    ),
    (
        "Turkish, Buddhist years",
        "[BE 24.12.2566 07:05:09] ",
        "[BE 13.01.2567 21:40:58] ",
    ),
    (
        "Persian, its own calendar",
        "[۱۴۰۲/۱۰/۳،\u{200F} ۷:۰۵:۰۹] ",
        "[۱۴۰۲/۱۰/۲۳،\u{200F} ۲۱:۴۰:۵۸] ",
    ),
    ("Hindi", "24/12/23, 7:05 am - ", "13/1/24, 9:40 pm - "),
    (
        "Marathi, own digits",
        "२४/१२/२३, ७:०५ म.पू. - ",
        "१३/१/२४, ९:४० म.उ. - ",
    ),
    (
        "Bengali, own digits",
        "২৪/১২/২৩, ৭:০৫ AM - ",
        "১৩/১/২৪, ৯:৪০ PM - ",
    ),
    (
        "Assamese, own digits",
        "২৪-১২-২০২৩, পূৰ্বাহ্ন ৭.০৫ - ",
        "১৩-১-২০২৪, অপৰাহ্ন ৯.৪০ - ",
    ),
    (
        "Chakma, own digits",
        "𑄸𑄺/𑄷𑄸/𑄸𑄹, 𑄽:𑄶𑄻 AM - ",
        "𑄷𑄹/𑄷/𑄸𑄺, 𑄿:𑄺𑄶 PM - ",
    ),
    (
        "Uzbek, 12 hours",
        "24/12/23, 07:05 TO - ",
        "13/01/24, 09:40 TK - ",
    ),
    (
        "Thai, Buddhist years",
        "24/12/2566 07:05 - ",
        "13/1/2567 21:40 - ",
    ),
    (
        "Thai, iPhone, two digits",
        "[24/12/66 07:05:09] ",
        "[13/1/67 21:40:58] ",
    ),
    (
        "Vietnamese, iPhone",
        "[07:05:09, 24/12/2023] ",
        "[21:40:58, 13/1/2024] ",
    ),
    (
        "Vietnamese, 12 hours",
        "24/12/2023, 7:05 SA - ",
        "13/01/2024, 9:40 CH - ",
    ),
    ("Indonesian", "24/12/23 07.05 - ", "13/01/24 21.40 - "),
    (
        "Chinese, China",
        "2023/12/24 上午7:05 - ",
        "2024/1/13 晚上9:40 - ",
    ),
    (
        "Chinese, Taiwan, its years",
        "[112/12/24 早上7:05:09] ",
        "[113/1/13 晚上9:40:58] ",
    ),
    (
        "Japanese, era",
        "[令和5年12月24日 7:05:09] ",
        "[令和6年1月13日 21:40:58] ",
    ),
    (
        "Korean",
        "2023. 12. 24. 오전 7:05 - ",
        "2024. 1. 13. 오후 9:40 - ",
    ),
];

#[test]
fn rows_of_every_language_give_the_same_chat() {
    for (language, early, late) in ROWS {
        let text = format!("{early}Ana: one\n{early}Ana: two\nof two lines\n{late}Bo: three: 3\n");
        let collector = chat("chat.txt", &text);
        let expected = [
            "Ana|text|one",
            "Ana|text|two\nof two lines",
            "Bo|text|three: 3",
        ];
        assert_eq!(told(&collector), expected, "{language}");
        let has_seconds = early.contains(['[', '9']) && !early.contains(" - ");
        let (first, last) = match has_seconds {
            true => ("2023-12-24T07:05:09Z", "2024-01-13T21:40:58Z"),
            false => ("2023-12-24T07:05:00Z", "2024-01-13T21:40:00Z"),
        };
        assert_eq!(times(&collector), [first, first, last], "{language}");
        assert!(
            collector.warnings.is_empty(),
            "{language}: {:?}",
            collector.warnings
        );
    }
}

#[test]
fn a_word_of_the_day_that_is_built_unlike_the_other_loses_no_row() {
    // A mark more in the morning's word, which stands beside one row of many.
    let evenings: String = (13..29)
        .map(|day| format!("{day}/12/2023, 9:40 अपराह्न - Bo: {day}\n"))
        .collect();
    let text = format!("{evenings}29/12/2023, 7:05 पूर्वाह्न - Ana: early\n");
    let collector = chat("chat.txt", &text);
    assert_eq!(collector.messages().len(), 17);
    assert_eq!(times(&collector)[16], "2023-12-29T07:05:00Z");
    assert_eq!(times(&collector)[15], "2023-12-28T21:40:00Z");
}

#[test]
fn a_language_that_nobody_thought_of_shows_what_its_words_mean() {
    let text = "24/12/2023, 7:05 zul - Ana: one\n24/12/2023, 9:40 gor - Bo: two\n\
                25/12/2023, 8:00 zul - Ana: IMG-20231225-WA0001.jpg (phayili ilunganisiwe)\n\
                25/12/2023, 8:01 gor - Ana: the plan.pdf (phayili ilunganisiwe)\n\
                25/12/2023, 8:02 gor - Ana: three <Umyalezo uhleliwe>\n\
                25/12/2023, 8:03 gor - Bo: four <Umyalezo uhleliwe>\n\
                25/12/2023, 8:04 gor - Bo: five\nof two lines <Umyalezo uhleliwe>\n\
                25/12/2023, 8:05 gor - Bo: six <Umyalezo uhleliwe>\n";
    let collector = chat("chat.txt", text);
    assert_eq!(
        told(&collector),
        [
            "Ana|text|one",
            "Bo|text|two",
            "Ana|image|",
            "Ana|file|",
            "Ana|text|three",
            "Bo|text|four",
            "Bo|text|five\nof two lines",
            "Bo|text|six",
        ]
    );
    assert!(collector.messages()[4].extra.edited);
    assert_eq!(
        times(&collector)[..4],
        [
            "2023-12-24T07:05:00Z",
            "2023-12-24T21:40:00Z",
            "2023-12-25T08:00:00Z",
            "2023-12-25T20:01:00Z"
        ]
    );
}
