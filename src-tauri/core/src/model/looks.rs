//! What a file that is no export seems to be.

/// What a file that is no export seems to be, so that the person learns what they have picked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the phrases say it
pub enum Looks {
    Image,
    Video,
    Audio,
    Pdf,
    Office,
    Database,
    Archive,
    ZipWithoutExport,
    TelegramHtml,
    Html,
    Xml,
    Json,
    Text,
    Program,
    Unknown,
}

impl Looks {
    const ALL: [(Self, &'static str, &'static str); 15] = [
        (Self::Image, "image", "a picture"),
        (Self::Video, "video", "a video"),
        (Self::Audio, "audio", "a sound recording"),
        (Self::Pdf, "pdf", "a PDF document"),
        (Self::Office, "office", "an office document"),
        (Self::Database, "database", "a database"),
        (Self::Archive, "archive", "an archive other than zip"),
        (
            Self::ZipWithoutExport,
            "zip",
            "a zip without an export in it",
        ),
        (
            Self::TelegramHtml,
            "telegram-html",
            "Telegram's HTML export; export again and choose JSON",
        ),
        (Self::Html, "html", "a web page"),
        (Self::Xml, "xml", "XML"),
        (Self::Json, "json", "JSON of another program"),
        (Self::Text, "text", "plain text"),
        (Self::Program, "program", "a program"),
        (Self::Unknown, "unknown", "data of an unknown kind"),
    ];

    fn entry(self) -> (&'static str, &'static str) {
        let found = Self::ALL.iter().find(|(looks, ..)| *looks == self);
        found.map_or(
            ("unknown", "data of an unknown kind"),
            |(_, word, phrase)| (word, phrase),
        )
    }

    /// One stable word for it.
    pub fn word(self) -> &'static str {
        self.entry().0
    }

    /// In English, with its article.
    pub fn phrase(self) -> &'static str {
        self.entry().1
    }

    /// Judges a file by its first bytes.
    pub fn of(head: &[u8]) -> Self {
        let text = std::str::from_utf8(head).or_else(|error| {
            let valid = head.get(..error.valid_up_to()).unwrap_or_default();
            // Only a character cut by the end of the head may be missing.
            if error.error_len().is_none() {
                std::str::from_utf8(valid)
            } else {
                Err(error)
            }
        });
        match head {
            [0xFF, 0xD8, 0xFF, ..]
            | [0x89, b'P', b'N', b'G', ..]
            | [b'G', b'I', b'F', b'8', ..] => Self::Image,
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Self::Image,
            [_, _, _, _, b'f', b't', b'y', b'p', b'h', b'e', b'i', ..] => Self::Image,
            [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A', ..] => Self::Audio,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] | [0x1A, 0x45, 0xDF, 0xA3, ..] => Self::Video,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', ..] => Self::Video,
            [b'R', b'I', b'F', b'F', ..]
            | [b'O', b'g', b'g', b'S', ..]
            | [b'I', b'D', b'3', ..]
            | [b'f', b'L', b'a', b'C', ..]
            | [b'#', b'!', b'A', b'M', b'R', ..]
            | [0xFF, 0xFB | 0xF3 | 0xF2, ..] => Self::Audio,
            [b'%', b'P', b'D', b'F', ..] => Self::Pdf,
            [b'S', b'Q', b'L', b'i', b't', b'e', b' ', ..] => Self::Database,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::Office,
            [b'R', b'a', b'r', b'!', ..]
            | [b'7', b'z', 0xBC, 0xAF, ..]
            | [0x1F, 0x8B, ..]
            | [b'B', b'Z', b'h', ..]
            | [0xFD, b'7', b'z', b'X', b'Z', ..] => Self::Archive,
            [b'M', b'Z', ..] | [0x7F, b'E', b'L', b'F', ..] | [0xCF, 0xFA, 0xED, 0xFE, ..] => {
                Self::Program
            }
            _ => text.map_or(Self::Unknown, Self::of_text),
        }
    }

    fn of_text(text: &str) -> Self {
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let begins = |word: &str| {
            text.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if text.starts_with(['{', '[']) {
            // `[12:30] Ana: hello` begins like JSON and is not.
            let second = text.get(1..).unwrap_or_default().trim_start();
            let is_json = second.starts_with(['"', '{', '[', ']', '}'])
                || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
            return if is_json { Self::Json } else { Self::Text };
        }
        if begins("<!doctype html") || begins("<html") {
            let telegram = text.contains("page_wrap") && text.contains("css/style.css");
            return if telegram {
                Self::TelegramHtml
            } else {
                Self::Html
            };
        }
        if begins("<?xml") {
            return Self::Xml;
        }
        if text.contains('\0') {
            Self::Unknown
        } else {
            Self::Text
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_look_like_what_they_are() {
        let telegram =
            b"<!DOCTYPE html>\n<link href=\"css/style.css\"><body><div class=\"page_wrap\">";
        let cases: [(&[u8], &str); 20] = [
            (b"\xFF\xD8\xFF\xE0 JFIF", "image"),
            (b"\x89PNG\r\n\x1A\n", "image"),
            (b"RIFF\0\0\0\0WEBPVP8", "image"),
            (b"\0\0\0\x18ftypheic", "image"),
            (b"\0\0\0\x18ftypmp42", "video"),
            (b"\0\0\0\x18ftypisom", "video"),
            (b"OggS\0", "audio"),
            (b"%PDF-1.7", "pdf"),
            (b"SQLite format 3\0", "database"),
            (b"\xD0\xCF\x11\xE0\xA1", "office"),
            (b"7z\xBC\xAF\x27", "archive"),
            (telegram, "telegram-html"),
            (b"<!doctype HTML><p>hello", "html"),
            (b"<?xml version='1.0'?>", "xml"),
            (b"\xEF\xBB\xBF {\"a\": 1", "json"),
            (b"[12:30] Ana: hello", "text"),
            (b"[1, 2]", "json"),
            ("你".as_bytes(), "text"),
            (b"MZ\x90", "program"),
            (b"\0\x01\x02\x03", "unknown"),
        ];
        for (head, word) in cases {
            assert_eq!(
                Looks::of(head).word(),
                word,
                "{}",
                String::from_utf8_lossy(head)
            );
        }
    }

    #[test]
    fn a_character_cut_by_the_end_of_the_head_is_still_text() {
        assert_eq!(Looks::of(&"你好".as_bytes()[..5]), Looks::Text);
    }
}
