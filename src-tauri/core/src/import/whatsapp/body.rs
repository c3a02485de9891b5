//! What a row carries: a person's words, files that came along or were left out, a place, a poll.
//!
//! The build tells: an ending in a file's name, brackets, the mark that iPhones put before all that
//! WhatsApp itself writes. Words of languages are asked only where the build leaves it open.

use std::borrow::Cow;

use super::glyph::MARK;
use super::words;
use crate::model::message::MessageKind;

/// What a row carries.
#[derive(Debug, PartialEq, Eq)]
pub struct Body<'t> {
    /// Its kind.
    pub kind: MessageKind,
    /// Words of a person, or of WhatsApp where nobody else says anything.
    pub text: Cow<'t, str>,
    /// The file that came along or was left out: its name, which may be empty.
    pub file: Option<Cow<'t, str>>,
    /// Whether it was edited later.
    pub edited: bool,
    /// Whether WhatsApp wrote it, not a person, and it stands for no file.
    pub is_notice: bool,
}

/// What the file itself has shown about the words that its phone uses.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Behind a file's name, in round brackets.
    pub attached: Option<String>,
    /// In the place of a file, in angle brackets.
    pub omitted: Vec<String>,
    /// Behind messages that were edited, in angle brackets.
    pub edited: Vec<String>,
    /// Whether it is an iPhone's file from which a program has taken WhatsApp's marks.
    pub has_lost_marks: bool,
}

/// Reads the text of a row, all of its lines. `holds` says whether the export holds a file.
pub fn read<'t>(text: &'t str, phrases: &Phrases, holds: &dyn Fn(&str) -> bool) -> Body<'t> {
    let (text, edited) = without_edit_note(text.trim_end(), phrases);
    let (first, after) = text.split_once('\n').unwrap_or((text, ""));
    if let Some((file, caption)) = attached(first, phrases, holds)
        .map(|file| (file, Cow::Borrowed(after)))
        .or_else(|| attached_on_iphone(text))
    {
        let caption = unmarked(caption);
        return Body {
            kind: kind_of_file(&file),
            text: Cow::Owned(caption.trim().to_owned()),
            file: Some(Cow::Owned(file)),
            edited,
            is_notice: false,
        };
    }
    if let Some((kind, name)) = left_out(first, phrases) {
        return Body {
            kind,
            text: Cow::Owned(unmarked(Cow::Borrowed(after)).trim().to_owned()),
            file: Some(Cow::Owned(name)),
            edited,
            is_notice: false,
        };
    }
    let is_marked = text.starts_with(MARK);
    let text = unmarked(Cow::Borrowed(text));
    let kind = if is_place(&text) {
        MessageKind::Location
    } else if is_poll(&text) {
        MessageKind::Poll
    } else if is_marked && is_call(&text) {
        MessageKind::Call
    } else if is_marked {
        MessageKind::Unknown
    } else {
        MessageKind::Text
    };
    Body {
        kind,
        text,
        file: None,
        edited,
        is_notice: kind == MessageKind::Unknown,
    }
}

/// Whether a text is longer than what stands in the place of a message (`This message was deleted.`)
/// in the languages seen: it takes more room on a line, signs of East Asia counting twice.
pub fn is_long(text: &str) -> bool {
    let width = |c: char| if c >= '\u{2E80}' { 2 } else { 1 };
    text.chars().map(width).sum::<usize>() > 44
}

/// The text without WhatsApp's marks.
fn unmarked(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains(MARK) {
        Cow::Owned(text.replace(MARK, ""))
    } else {
        text
    }
}

/// Takes `<This message was edited>` off the end of a text. Marked it is known by its build, else
/// by its words.
fn without_edit_note<'t>(text: &'t str, phrases: &Phrases) -> (&'t str, bool) {
    let note = || {
        let (before, words) = text.strip_suffix('>')?.rsplit_once('<')?;
        let is_note = if before.ends_with(MARK) {
            !words.contains([':', '：']) && !before.trim_matches(MARK).trim().is_empty()
        } else {
            let words = words.trim_matches(MARK);
            words::is_edited(words) || phrases.edited.iter().any(|known| known == words)
        };
        is_note.then(|| before.trim_end_matches([MARK, ' ', '\n']))
    };
    note().map_or((text, false), |before| (before, true))
}

/// The words in angle brackets that a line ends with, behind others: in many rows of a file they are
/// the phone's way to say that a message was edited.
pub fn trailing_words(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let (before, _) = line.rsplit_once('<')?;
    let words = in_angle_brackets(line.get(before.len()..)?)?;
    (!before.trim().is_empty()).then_some(words)
}

/// The name of the file in `IMG-20230323-WA0001.jpg (file attached)`. The words in brackets may be
/// any when the name is one that WhatsApp gives, is marked, or the export holds the file.
fn attached(line: &str, phrases: &Phrases, holds: &dyn Fn(&str) -> bool) -> Option<String> {
    let is_marked = line.starts_with(MARK);
    let line = line.trim_matches([MARK, ' ']);
    let (name, words) = in_round_brackets(line)?;
    let is_known = || {
        is_marked
            || is_given_name(name)
            || words::is_attached(words)
            || phrases.attached.as_deref() == Some(words)
            || holds(name)
    };
    is_known().then(|| name.to_owned())
}

/// The words behind the name of a file that WhatsApp named, where a line is nothing else: they are
/// the phone's way to say that a file came along.
pub fn attached_phrase(line: &str) -> Option<&str> {
    let (name, words) = in_round_brackets(line.trim_matches([MARK, ' ']))?;
    is_given_name(name).then_some(words)
}

fn in_round_brackets(line: &str) -> Option<(&str, &str)> {
    let (name, words) = line.strip_suffix(')')?.rsplit_once('(')?;
    let name = name.trim_matches([MARK, ' ']);
    (is_file_name(name) && !words.contains(|c: char| c.is_ascii_digit())).then_some((name, words))
}

/// The words of a line that is `<Media omitted>` or the like and nothing else.
pub fn in_angle_brackets(line: &str) -> Option<&str> {
    let words = line
        .trim_matches([MARK, ' '])
        .strip_prefix('<')?
        .strip_suffix('>')?;
    let is_words = words.chars().any(char::is_alphabetic)
        && !words.contains(['<', '>', '/', '=', '"', ':', '@'])
        && (words.contains(' ') || !words.is_ascii());
    is_words.then_some(words)
}

/// `caption <attached: 00000003-PHOTO-2023-09-14-12-30-00.jpg>`: the file's name and the caption.
fn attached_on_iphone(text: &str) -> Option<(String, Cow<'_, str>)> {
    /// Bytes of the word, the longest name and what stands around them.
    const LONGEST: usize = 1300;
    // Only so much before each `>` is looked at: a text of a million of them must not take hours.
    let (before, name, after) = text.match_indices('>').find_map(|(end, _)| {
        let (until, after) = (text.get(..end)?, text.get(end + 1..)?);
        if !after.is_empty() && !after.starts_with(['\n', '\r', MARK]) {
            return None;
        }
        let near = end.saturating_sub(LONGEST);
        let start = near + memchr::memrchr(b'<', until.as_bytes().get(near..)?)?;
        let (word, name) = until.get(start + 1..)?.split_once([':', '：'])?;
        let name = name.trim_matches([MARK, ' ']);
        let is_file = is_file_name(name) && !word.trim().is_empty() && word.chars().count() <= 40;
        is_file.then_some((until.get(..start)?, name, after))
    })?;
    // `Plan.pdf • 2 pages <attached: 00000002-Plan.pdf>` says the name twice.
    let (_, bare) = name.split_once('-').unwrap_or(("", name));
    let said = before.trim_matches([MARK, ' ']);
    let caption = match said.strip_prefix(bare) {
        Some(pages) if pages.is_empty() || pages.trim_start().starts_with('•') => {
            after.to_owned()
        }
        _ => format!("{before}{after}"),
    };
    Some((name.to_owned(), Cow::Owned(caption)))
}

/// The kind and name of a file that was left out: `<Media omitted>`, or marked `image omitted` and
/// `Plan.pdf • 2 pages document omitted`.
fn left_out(line: &str, phrases: &Phrases) -> Option<(MessageKind, String)> {
    if let Some(words) = in_angle_brackets(line) {
        let is_known = phrases.omitted.iter().any(|known| known == words);
        let kind = words::named_kind(words);
        return (is_known || kind.is_some())
            .then(|| (kind.unwrap_or(MessageKind::File), String::new()));
    }
    let Some((before, placeholder)) = line.rsplit_once(MARK) else {
        return phrases.has_lost_marks.then(|| left_out_unmarked(line))?;
    };
    let said = before.trim_matches([MARK, ' ']);
    // Placeholders are short and no sentences; notices end with a full stop or go on for long.
    let is_short = !is_long(placeholder) && !placeholder.trim_end().ends_with(['.', '。']);
    let kind = words::named_kind(placeholder).filter(|_| is_short)?;
    let is_file = !matches!(kind, MessageKind::Call | MessageKind::Location);
    let name = said.split('•').next().unwrap_or_default().trim();
    (is_file && (name.is_empty() || is_file_name(name))).then(|| (kind, name.to_owned()))
}

/// [`left_out`] of a line without the mark: `image omitted`, `Plan.pdf • 2 pages document omitted`.
fn left_out_unmarked(line: &str) -> Option<(MessageKind, String)> {
    let named = || {
        let ending = line.rfind('.')?;
        let end = line.get(ending..)?.find(' ')? + ending;
        let (name, after) = line.split_at(end);
        let placeholder = match after.split_once('•') {
            // Behind the number of pages and its word.
            Some((_, pages)) => pages.trim().splitn(3, ' ').nth(2)?,
            None => after,
        };
        let kind = words::omitted_kind(placeholder).filter(|_| is_file_name(name))?;
        Some((kind, name.to_owned()))
    };
    named().or_else(|| Some((words::omitted_kind(line)?, String::new())))
}

/// Whether a marked text tells of a call: `Voice call, No answer`. Security notices speak of calls
/// too, at length.
fn is_call(text: &str) -> bool {
    !is_long(text) && words::named_kind(text) == Some(MessageKind::Call)
}

/// Whether a text is a place: a few lines, the last a link to a map.
fn is_place(text: &str) -> bool {
    let is_map = |line: &str| {
        line.rsplit(' ').next().is_some_and(|link| {
            link.starts_with("https://maps.google.com/?q=")
                || link.starts_with("https://foursquare.com/v/")
        })
    };
    text.lines().count() <= 3 && text.lines().last().is_some_and(is_map)
}

/// Whether a text is a poll: a title line that ends with a colon, a question, and two or more lines
/// that begin with the same word and a colon and end with a number of votes in brackets.
fn is_poll(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_title = lines
        .next()
        .is_some_and(|title| title.ends_with([':', '：']));
    if !is_title || lines.next().is_none() {
        return false;
    }
    let mut option = None;
    let mut options = 0;
    for line in lines {
        let Some((word, choice)) = line.split_once([':', '：']) else {
            return false;
        };
        let has_votes =
            choice.ends_with([')', '）']) && choice.contains(|c| super::glyph::digit(c).is_some());
        if !has_votes || *option.get_or_insert(word) != word {
            return false;
        }
        options += 1;
    }
    options > 0
}

/// Whether a text is the name of a file: an ending of one to five letters and digits, one of them a
/// letter.
fn is_file_name(text: &str) -> bool {
    let Some((stem, ending)) = text.rsplit_once('.') else {
        return false;
    };
    !stem.trim().is_empty()
        && text.chars().count() <= 255
        && !text.contains(['\n', '<', '>', '/', '\\'])
        && (1..=5).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphanumeric())
        && (ending.contains(|c: char| c.is_ascii_alphabetic()))
}

/// Whether a name is one that WhatsApp gives: `IMG-20230323-WA0001.jpg`.
fn is_given_name(name: &str) -> bool {
    let mut parts = name.split('-');
    let (prefix, date, number) = (parts.next(), parts.next(), parts.next());
    let is_upper = |text: &str| text.chars().all(|c| c.is_ascii_uppercase());
    prefix.is_some_and(|prefix| (2..=5).contains(&prefix.len()) && is_upper(prefix))
        && date
            .is_some_and(|date| date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit()))
        && number.is_some_and(|number| number.starts_with("WA"))
}

/// The kind of a file, by the word that WhatsApp puts in its name, then by its ending.
fn kind_of_file(name: &str) -> MessageKind {
    let kind = name.split('-').find_map(|part| {
        Some(match part {
            "PHOTO" | "IMG" => MessageKind::Image,
            "VIDEO" | "VID" | "GIF" => MessageKind::Video,
            "AUDIO" | "AUD" | "PTT" => MessageKind::Audio,
            "STICKER" | "STK" => MessageKind::Sticker,
            _ => return None,
        })
    });
    let ending = name
        .rsplit_once('.')
        .map_or("", |(_, ending)| ending)
        .to_ascii_lowercase();
    kind.unwrap_or(match ending.as_str() {
        "jpg" | "jpeg" | "png" | "heic" | "gif" => MessageKind::Image,
        "mp4" | "mov" | "3gp" | "avi" | "mkv" => MessageKind::Video,
        "opus" | "m4a" | "mp3" | "aac" | "ogg" | "amr" | "wav" => MessageKind::Audio,
        "webp" => MessageKind::Sticker,
        "vcf" => MessageKind::Contact,
        _ => MessageKind::File,
    })
}

#[cfg(test)]
mod tests;
