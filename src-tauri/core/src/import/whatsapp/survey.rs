//! The first reading of a file: what all of its rows together show. The second reading turns rows
//! into messages with what was found.
//!
//! Rows of one export are built alike. A message in which somebody pasted rows of another chat holds
//! lines that look like rows; being built otherwise, and few, they are told apart here. Many rows by
//! the people of this chat are an export of another phone that was put into the same file.

use rustc_hash::FxHashMap;

use super::body::{self, Phrases};
use super::glyph;
use super::header::{Header, Layout};
use super::meridiem::WordSurvey;
use super::name;
use super::order::{DateSurvey, Order};
use super::sender::Names;
use super::stamp::Beside;
use super::words;
use crate::import::DateOrder;

/// So many rows of another build, most of them by people of the chat, are rows of the chat.
const MANY: u64 = 20;
/// Builds of rows kept apart; what pasted text adds beyond is not counted.
const MOST_BUILDS: usize = 16;
/// People counted per file.
const MOST_PEOPLE: usize = 20_000;
/// Different texts in angle brackets counted per file.
const MOST_PHRASES: usize = 64;
/// Different quotations in rows of nobody's kept per file.
const MOST_QUOTED: usize = 64;
/// A text in angle brackets that stands alone this often is what WhatsApp puts in place of files; one
/// that stands so often behind others is what it puts behind edited messages.
const OFTEN: u64 = 3;

/// What the rows of one build show.
#[derive(Debug)]
struct Build {
    id: (Layout, u64),
    rows: u64,
    dates: DateSurvey,
    words: WordSurvey,
    names: Names,
    people: FxHashMap<String, Said>,
    opening: Option<String>,
    tells_of_group: bool,
    attached: Option<String>,
    has_marks: bool,
    quoted: Vec<String>,
    bracketed: FxHashMap<String, u64>,
    trailing: FxHashMap<String, u64>,
}

/// How often somebody said something, and WhatsApp something in their name.
#[derive(Debug, Default, Clone, Copy)]
pub struct Said {
    /// Words, files, polls.
    pub own: u64,
    /// What WhatsApp wrote: notices, deleted messages.
    pub notices: u64,
    /// Of these, messages of which the phone says that its owner deleted them.
    pub deleted_by_owner: u64,
}

/// The first reading.
#[derive(Debug)]
pub struct Survey {
    builds: Vec<Build>,
    this_year: i16,
}

impl Survey {
    /// A survey of a file that was written in `this_year` at the latest.
    pub fn new(this_year: i16) -> Self {
        Self {
            builds: Vec::new(),
            this_year,
        }
    }

    /// Takes the next line that looks like the beginning of a row.
    pub fn observe(&mut self, header: &Header<'_>) {
        let id = (header.layout, header.stamp.shape);
        let at = match self.builds.iter().position(|build| build.id == id) {
            Some(at) => at,
            None if self.builds.len() < MOST_BUILDS => {
                self.builds.push(Build::new(id));
                self.builds.len() - 1
            }
            None => return,
        };
        if let Some(build) = self.builds.get_mut(at) {
            build.observe(header, self.this_year);
        }
    }

    /// What the file showed. `language` decides what it left open.
    pub fn conclude(self, language: DateOrder) -> Findings {
        let most = self
            .builds
            .iter()
            .map(|build| build.rows)
            .max()
            .unwrap_or_default();
        let mut findings = Findings {
            this_year: self.this_year,
            ..Findings::default()
        };
        let mut others = Vec::new();
        for (at, build) in self.builds.into_iter().enumerate() {
            // The first row of a file is one; of other builds there must be many.
            if at == 0 || build.rows * 3 >= most {
                findings.add(build, language);
            } else {
                others.push(build);
            }
        }
        for build in others {
            let rows_of = |(name, said): (&String, &Said)| {
                let is_known = findings.people.contains_key(name);
                if is_known { said.own + said.notices } else { 0 }
            };
            let known_rows: u64 = build.people.iter().map(rows_of).sum();
            if build.rows >= MANY && known_rows * 2 > build.rows {
                findings.add(build, language);
            }
        }
        findings
    }
}

impl Build {
    fn new(id: (Layout, u64)) -> Self {
        Self {
            id,
            rows: 0,
            dates: DateSurvey::default(),
            words: WordSurvey::default(),
            names: Names::default(),
            people: FxHashMap::default(),
            opening: None,
            tells_of_group: false,
            attached: None,
            has_marks: false,
            quoted: Vec::new(),
            bracketed: FxHashMap::default(),
            trailing: FxHashMap::default(),
        }
    }

    fn observe(&mut self, header: &Header<'_>, this_year: i16) {
        self.rows += 1;
        let stamp = &header.stamp;
        self.dates.observe(&stamp.date, this_year);
        match &stamp.beside {
            Beside::Unknown(word) => self.words.observe(word, stamp.date.parts, stamp.time[0]),
            Beside::Half(half) => self.words.observe_known(*half),
            Beside::Nothing => {}
        }
        self.names.observe(header.rest);
        self.has_marks |= header.rest.contains(glyph::MARK);
        let (sender, text) = self.names.split(header.rest);
        let Some(sender) = sender else {
            // `Ana created group "Trip"`; in chats of two WhatsApp quotes nothing.
            let quoted = quotations(text).map(glyph::typed);
            for name in quoted.filter(|name| !name.is_empty()) {
                self.tells_of_group = true;
                if self.quoted.len() < MOST_QUOTED && !self.quoted.contains(&name) {
                    self.quoted.push(name);
                }
            }
            return;
        };
        if let Some(phrase) = body::attached_phrase(text) {
            self.attached.get_or_insert_with(|| phrase.to_owned());
        } else if let Some(phrase) = body::in_angle_brackets(text) {
            count(&mut self.bracketed, phrase);
        } else if let Some(phrase) = body::trailing_words(text) {
            count(&mut self.trailing, phrase);
        }
        let body = body::read(text, &Phrases::default(), &|_| false);
        let name = glyph::typed(sender);
        if self.rows == 1 && is_greeting(text) {
            self.opening = Some(name.clone());
        }
        if self.people.len() < MOST_PEOPLE || self.people.contains_key(&name) {
            let said = self.people.entry(name).or_default();
            said.deleted_by_owner += u64::from(words::is_deleted_by_owner(&body.text));
            if body.is_notice {
                said.notices += 1;
            } else {
                said.own += 1;
            }
        }
    }
}

/// Counts a text among others, of which only so many are kept.
fn count(texts: &mut FxHashMap<String, u64>, text: &str) {
    if texts.len() < MOST_PHRASES || texts.contains_key(text) {
        *texts.entry(text.to_owned()).or_default() += 1;
    }
}

/// The texts that were counted often.
fn often(texts: FxHashMap<String, u64>) -> impl Iterator<Item = String> {
    let often = texts.into_iter().filter(|(_, count)| *count >= OFTEN);
    often.map(|(text, _)| text)
}

/// The texts between quotation marks.
fn quotations(text: &str) -> impl Iterator<Item = &str> {
    let mut pieces = text.split(['"', '“', '”', '„', '«', '»', '「', '」', '『', '』']);
    // Outside and inside take turns.
    pieces.next();
    std::iter::from_fn(move || {
        let inside = pieces.next();
        pieces.next();
        inside
    })
}

/// Whether a first row is WhatsApp's notice that the chat is encrypted: it is long, and marked or, in
/// files from which programs have taken the marks, it names the product.
pub fn is_greeting(text: &str) -> bool {
    body::is_long(text) && (text.starts_with(glyph::MARK) || name::is_ours(text))
}

/// What a file showed.
#[derive(Debug, Default)]
pub struct Findings {
    builds: Vec<((Layout, u64), Order, WordSurvey)>,
    /// How often each name writes.
    pub names: Names,
    /// Who says what.
    pub people: FxHashMap<String, Said>,
    /// In whose name WhatsApp wrote the first row: on iPhones the chat's own name.
    pub opening: Option<String>,
    /// Whether rows of nobody's speak of a group's name.
    pub tells_of_group: bool,
    /// What they quote: names that the group had.
    pub quoted: Vec<String>,
    /// The words of the phone's language.
    pub phrases: Phrases,
    /// The order of day and month that was assumed, where the dates left it open.
    pub assumed_order: Option<DateOrder>,
    this_year: i16,
}

impl Findings {
    fn add(&mut self, build: Build, language: DateOrder) {
        let (order, assumed) = build.dates.decide(language);
        if assumed {
            self.assumed_order.get_or_insert(order.to_language());
        }
        self.builds.push((build.id, order, build.words));
        self.names.add(build.names);
        for (name, said) in build.people {
            let known = self.people.entry(name).or_default();
            known.own += said.own;
            known.notices += said.notices;
            known.deleted_by_owner += said.deleted_by_owner;
        }
        if self.opening.is_none() {
            self.opening = build.opening;
        }
        self.tells_of_group |= build.tells_of_group;
        self.quoted.extend(build.quoted);
        let is_first = self.builds.len() == 1;
        self.phrases.has_lost_marks = build.id.0 == Layout::Brackets
            && !build.has_marks
            && (is_first || self.phrases.has_lost_marks);
        if self.phrases.attached.is_none() {
            self.phrases.attached = build.attached;
        }
        self.phrases.omitted.extend(often(build.bracketed));
        self.phrases.edited.extend(often(build.trailing));
    }

    /// The time of a row, as the phone's clock showed it: `None` where the line is no row of this
    /// file, `Some(None)` where its date is no day.
    pub fn time(&self, header: &Header<'_>) -> Option<Option<jiff::civil::DateTime>> {
        let stamp = &header.stamp;
        let id = (header.layout, stamp.shape);
        let (_, order, words) = self.builds.iter().find(|(known, ..)| *known == id)?;
        let half = match &stamp.beside {
            Beside::Nothing => None,
            Beside::Half(half) => Some(*half),
            Beside::Unknown(word) => words.half_of(word),
        };
        let [hour, minute, second] = stamp.time;
        // Some clocks write the hour after midnight as 24.
        let hour = half.map_or(hour, |half| half.hour(hour)) % 24;
        let signed = |number: u8| i8::try_from(number).unwrap_or_default();
        Some(
            order
                .day(&stamp.date, self.this_year)
                .map(|day| day.at(signed(hour), signed(minute), signed(second), 0)),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::super::header;
    use super::*;

    fn findings(lines: &[&str]) -> Findings {
        let mut survey = Survey::new(2026);
        for header in lines.iter().filter_map(|line| header::read(line)) {
            survey.observe(&header);
        }
        survey.conclude(DateOrder::DayMonthYear)
    }

    fn rows<'l>(lines: &[&'l str]) -> Vec<&'l str> {
        let findings = findings(lines);
        let is_row =
            |line: &str| header::read(line).is_some_and(|header| findings.time(&header).is_some());
        lines.iter().copied().filter(|line| is_row(line)).collect()
    }

    #[test]
    fn rows_of_another_chat_pasted_into_a_message_are_no_rows() {
        let lines = [
            "13.03.2022, 10:00 - Ana: one",
            "13.03.2022, 10:01 - Bo: two",
            "13.03.2022, 10:02 - Ana: three",
            "13.03.2022, 10:02 - Ana: four",
            "[13.03.22, 09:00:11] Cy: pasted from an iPhone",
            "14.03.2022 16:30 - an appointment",
        ];
        assert_eq!(rows(&lines), lines[..4]);
    }

    #[test]
    fn a_few_rows_of_a_new_phone_behind_many_of_the_old_one_are_rows() {
        let new = |name: &str, at: u32| format!("[14.03.22, 09:00:{at:02}] {name}: new");
        let old = (10..60)
            .flat_map(|at| ["Ana", "Bo"].map(|name| format!("13.03.2022, 10:{at} - {name}: old")));
        for (names, count) in [(["Ana", "Bo"], 130), (["Cy", "Di"], 100)] {
            let new = (10..25).flat_map(|at| names.map(|name| new(name, at)));
            let lines: Vec<String> = old.clone().chain(new).collect();
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            assert_eq!(rows(&lines).len(), count, "{names:?}");
        }
    }

    #[test]
    fn exports_of_two_phones_put_together_are_both_read_each_in_its_order() {
        let lines = [
            "[9/13/23, 7:02:11 PM] Ana: one",
            "[9/13/23, 7:02:12 PM] Ana: two",
            "13/09/2023, 19:02 - Bo: one",
            "13/09/2023, 19:03 - Bo: two",
        ];
        assert_eq!(rows(&lines), lines);
        let findings = findings(&lines);
        for line in lines {
            let time = findings
                .time(&header::read(line).unwrap())
                .unwrap()
                .unwrap();
            assert_eq!(time.date(), jiff::civil::date(2023, 9, 13), "{line}");
            assert_eq!(time.hour(), 19, "{line}");
        }
    }

    #[test]
    fn a_date_that_is_no_day_is_a_row_without_a_time() {
        let findings = findings(&["13/03/2022, 10:00 - A: x", "30/02/2022, 10:00 - A: x"]);
        let row = header::read("30/02/2022, 10:00 - A: x").unwrap();
        assert_eq!(findings.time(&row), Some(None));
    }
}
