//! The chat's name, out of the name that WhatsApp gives to an exported file.

use super::glyph;

/// The names that WhatsApp gives in the languages of its users; `{}` is the chat's name.
const TEMPLATES: [&str; 58] = [
    "WhatsApp Chat with {}",
    "WhatsApp Chat - {}",
    "WhatsApp Chat – {}",
    "WhatsApp Chat mit {}",
    "WhatsApp-Chat mit {}",
    "Discussion WhatsApp avec {}",
    "Conversation WhatsApp avec {}",
    "Chat de WhatsApp con {}",
    "Conversación de WhatsApp con {}",
    "Chat WhatsApp con {}",
    "Conversa do WhatsApp com {}",
    "Conversa WhatsApp com {}",
    "Conversa no WhatsApp com {}",
    "WhatsApp-chat met {}",
    "WhatsApp Chat met {}",
    "Чат WhatsApp с контактом {}",
    "Чат WhatsApp с группой {}",
    "Чат WhatsApp с {}",
    "Чат WhatsApp з {}",
    "Чат WhatsApp із {}",
    "Czat WhatsApp z {}",
    "Konwersacja WhatsApp z {}",
    "Chat WhatsApp s uživatelem {}",
    "Konverzace WhatsApp s {}",
    "Chat WhatsApp s {}",
    "{} ile WhatsApp Sohbeti",
    "Chat WhatsApp dengan {}",
    "Sembang WhatsApp dengan {}",
    "WhatsApp-chatt med {}",
    "WhatsApp-chat med {}",
    "WhatsApp-samtale med {}",
    "WhatsApp-keskustelu: {}",
    "WhatsApp-beszélgetés: {}",
    "WhatsApp beszélgetés - {}",
    "Conversație WhatsApp cu {}",
    "Chat WhatsApp cu {}",
    "Συνομιλία WhatsApp με {}",
    "WhatsApp razgovor s {}",
    "Xat de WhatsApp amb {}",
    "צ'אט WhatsApp עם {}",
    "דו-שיח ב-WhatsApp עם {}",
    "دردشة واتساب مع {}",
    "محادثة واتساب مع {}",
    "گفتگوی واتساپ با {}",
    "{} के साथ WhatsApp चैट",
    "WhatsApp चैट - {}",
    "แชท WhatsApp กับ {}",
    "Cuộc trò chuyện WhatsApp với {}",
    "Đoạn chat WhatsApp với {}",
    "与“{}”的 WhatsApp 聊天记录",
    "与{}的 WhatsApp 聊天记录",
    "WhatsApp 与{}的聊天记录",
    "與{}的 WhatsApp 對話",
    "WhatsApp 與{}的對話",
    "{}とのWhatsAppトーク",
    "WhatsAppトーク - {}",
    "{}님과의 WhatsApp 대화",
    "WhatsApp 대화 - {}",
];

/// What a file's name says about the chat.
#[derive(Debug, PartialEq, Eq)]
pub enum FileName {
    /// WhatsApp's own: the chat's name is in it.
    Chat(String),
    /// One that a person gave.
    Other(String),
    /// One that says nothing: `_chat.txt`.
    Nothing,
}

/// What the names of a text file and of what it lies in (its folder, the zip) say; the first one
/// that WhatsApp gave, else the first that says anything.
pub fn of_files<'n>(names: impl Iterator<Item = &'n str>) -> FileName {
    let mut other = FileName::Nothing;
    for name in names {
        match of_file(name) {
            chat @ FileName::Chat(_) => return chat,
            said if other == FileName::Nothing => other = said,
            _ => {}
        }
    }
    other
}

fn of_file(name: &str) -> FileName {
    let stem = stem(name);
    let said = glyph::typed(&stem);
    if let Some(chat) = TEMPLATES
        .iter()
        .find_map(|template| filled(&said, template))
    {
        return FileName::Chat(chat.to_owned());
    }
    // A language that is not listed: iPhones put the chat's name behind a dash in all of them.
    if is_ours(&said)
        && let Some((_, chat)) = said.split_once(" - ")
    {
        return FileName::Chat(chat.trim().to_owned());
    }
    match said.trim_matches(['_', ' ', '-']) {
        "" | "chat" | "Chat" | "WhatsApp Chat" | "WhatsApp" => FileName::Nothing,
        said => FileName::Other(said.to_owned()),
    }
}

/// The file's name without its ending and without the number of a second download, with the spaces
/// that programs on the way have replaced.
fn stem(name: &str) -> String {
    let ends = |ending: &str| {
        let at = name.len().checked_sub(ending.len())?;
        name.get(at..)?
            .eq_ignore_ascii_case(ending)
            .then(|| name.get(..at))?
    };
    let stem = ends(".txt").or_else(|| ends(".zip")).unwrap_or(name);
    let mut stem = stem
        .replace("%20", " ")
        .replace("Whatsapp", "WhatsApp")
        .replace("whatsapp", "WhatsApp");
    if !stem.contains(' ') {
        stem = stem.replace('_', " ");
    }
    let without_number = stem.trim_end().strip_suffix(')').and_then(|rest| {
        let (before, number) = rest.rsplit_once('(')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| before.trim_end().to_owned())
    });
    without_number.unwrap_or(stem)
}

/// The name in a text that is the template with a name in it.
fn filled<'t>(text: &'t str, template: &str) -> Option<&'t str> {
    let (before, after) = template.split_once("{}")?;
    let name = text.strip_prefix(before)?.strip_suffix(after)?.trim();
    (!name.is_empty()).then_some(name)
}

/// The longest of the names that a file's name begins or ends with, where the rest speaks of WhatsApp:
/// for languages that are not listed.
pub fn named_in<'n>(file_name: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    // Not the end of a longer word.
    let is_named = |name: &&str| {
        let before = file_name.strip_suffix(name);
        let before = before.filter(|rest| !rest.ends_with(char::is_alphanumeric));
        let behind = file_name.strip_prefix(name);
        let behind = behind.filter(|rest| !rest.starts_with(char::is_alphanumeric));
        !name.is_empty() && before.or(behind).is_some_and(is_ours)
    };
    names.filter(is_named).max_by_key(|name| name.len())
}

/// Whether a text speaks of WhatsApp.
pub fn is_ours(text: &str) -> bool {
    ["WhatsApp", "واتساب", "واتس اب", "واتساپ"]
        .iter()
        .any(|product| text.contains(product))
}

/// Whether two texts name the same chat, one of them perhaps as the name of a file, in which some
/// characters cannot stand.
pub fn is_same(left: &str, right: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let (left_letters, right_letters) = (letters(left), letters(right));
    if left_letters.is_empty() {
        return left == right;
    }
    left_letters == right_letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chats_name_is_found_in_the_files_name() {
        let chat = |name: &str| FileName::Chat(name.into());
        let other = |name: &str| FileName::Other(name.into());
        let cases = [
            ("WhatsApp Chat with Trip Rome.txt", chat("Trip Rome")),
            ("WhatsApp Chat with Trip Rome (1).txt", chat("Trip Rome")),
            ("WhatsApp Chat with Trip (2019).txt", chat("Trip")),
            ("WhatsApp Chat with Trip (old).zip", chat("Trip (old)")),
            ("WhatsApp Chat - Ana & Bo.zip", chat("Ana & Bo")),
            ("WhatsApp Chat - Ana - home.ZIP", chat("Ana - home")),
            ("WhatsApp_Chat_with_Ana_Lind.txt", chat("Ana Lind")),
            ("WhatsApp%20Chat%20with%20Ana.txt", chat("Ana")),
            ("Whatsapp Chat with Ana.txt", chat("Ana")),
            (
                "WhatsApp Chat with \u{202A}+49\u{A0}170\u{2011}1\u{202C}.txt",
                chat("+49 170-1"),
            ),
            ("WhatsApp-Chat mit Jörg.txt", chat("Jörg")),
            ("Discussion WhatsApp avec Zoé.txt", chat("Zoé")),
            ("Чат WhatsApp с контактом Анна.txt", chat("Анна")),
            ("Ayşe ile WhatsApp Sohbeti.txt", chat("Ayşe")),
            ("与王芳的 WhatsApp 聊天记录.txt", chat("王芳")),
            ("與王芳的 WhatsApp 對話.txt", chat("王芳")),
            ("دردشة واتساب مع أحمد.txt", chat("أحمد")),
            ("WhatsApp keskustelu - Aino.zip", chat("Aino")),
            ("_chat.txt", FileName::Nothing),
            ("_chat (2).txt", FileName::Nothing),
            ("chat.txt", FileName::Nothing),
            ("my trip.txt", other("my trip")),
            ("trip_part1.txt", other("trip part1")),
            ("(1).txt", FileName::Nothing),
        ];
        for (name, expected) in cases {
            assert_eq!(of_file(name), expected, "{name}");
        }
    }

    #[test]
    fn what_a_chat_lies_in_names_it_when_the_file_does_not() {
        let names = |names: &[&'static str]| of_files(names.iter().copied());
        assert_eq!(
            names(&["_chat.txt", "WhatsApp Chat - Ana.zip"]),
            FileName::Chat("Ana".into())
        );
        assert_eq!(
            names(&["mine.txt", "WhatsApp Chat - Ana"]),
            FileName::Chat("Ana".into())
        );
        assert_eq!(
            names(&["mine.txt", "export.zip"]),
            FileName::Other("mine".into())
        );
        assert_eq!(names(&["_chat.txt"]), FileName::Nothing);
    }

    #[test]
    fn names_are_the_same_but_for_what_file_names_cannot_hold() {
        for (left, right) in [
            ("Trip: Rome", "Trip Rome"),
            ("Ana/Bo", "Ana_Bo"),
            ("+49 170-1", "+49 1701"),
            ("😀", "😀"),
        ] {
            assert!(is_same(left, right), "{left}");
        }
        assert!(!is_same("Ana", "Anna"));
        assert!(!is_same("😀", "😎"));
    }
}
