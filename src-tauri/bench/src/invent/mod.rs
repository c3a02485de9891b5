//! Invented conversations of any number: many languages, sources and lengths, nobody's. The same
//! seed gives the same ones.

mod phrases;

use std::borrow::Cow;

use fastrand::Rng;
use sheaf_core::import::{ConversationDraft, Filing, MessageDraft, Role, SenderDraft};
use sheaf_core::model::conversation::ConversationType;
use sheaf_core::model::message::{MessageExtra, MessageKind};

use phrases::{ANSWERS, CHINESE, ENGLISH, OTHERS, Phrases, QUESTIONS};

/// When the newest message was written: 2026-06-30, UTC milliseconds.
const NOW: i64 = 1_782_777_600_000;
const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// How far back conversations reach.
const DAYS: i64 = 3000;
/// Who owns the library.
const OWNER: &str = "Robin Meyer";

/// Products and how many in a hundred conversations come from each.
const SOURCES: [(&str, u32); 9] = [
    ("telegram", 26),
    ("whatsapp", 24),
    ("wechat", 14),
    ("chatgpt", 10),
    ("slack", 8),
    ("discord", 7),
    ("claude", 5),
    ("line", 3),
    ("signal", 3),
];

/// A library that could be: how many conversations and messages, and which.
#[derive(Debug, Clone)]
pub struct Plan {
    seed: u64,
    counts: Vec<usize>,
}

impl Plan {
    /// `messages` spread over `conversations` with a long tail: few hold very many, most a handful,
    /// each at least one.
    pub fn new(conversations: usize, messages: usize, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut weights: Vec<f64> = (0..conversations)
            .map(|rank| 1.0 / (rank as f64 + 4.0).powf(0.9))
            .collect();
        rng.shuffle(&mut weights);
        let total: f64 = weights.iter().sum();
        let spare = messages.saturating_sub(conversations);
        let mut given = 0;
        let mut sum = 0.0;
        let counts = weights
            .iter()
            .map(|weight| {
                sum += weight;
                let until = ((sum / total) * spare as f64).round() as usize;
                let own = until.saturating_sub(given);
                given += own;
                own + 1
            })
            .collect();
        Self { seed, counts }
    }

    /// The conversations, each made when it is asked for.
    pub fn conversations(&self) -> impl Iterator<Item = Conversation> + '_ {
        self.counts
            .iter()
            .enumerate()
            .map(|(number, &messages)| Conversation::invent(self.seed, number, messages))
    }
}

/// One invented conversation.
pub struct Conversation {
    /// The product it is from.
    pub source: &'static str,
    /// As an importer would give it.
    pub draft: ConversationDraft,
    messages: usize,
    people: Vec<Person>,
    phrases: &'static Phrases,
    rng: Rng,
    first_time: i64,
}

struct Person {
    key: String,
    name: String,
    role: Role,
}

impl Conversation {
    fn invent(seed: u64, number: usize, messages: usize) -> Self {
        let mut rng = Rng::with_seed(seed ^ (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let source = source(&mut rng);
        let phrases = language(&mut rng, source);
        let kind = match source {
            "chatgpt" | "claude" => ConversationType::Assistant,
            "slack" | "discord" if rng.u32(..10) < 8 => ConversationType::People,
            _ if rng.u32(..10) < 3 => ConversationType::People,
            _ => ConversationType::Person,
        };
        let others = match kind {
            ConversationType::People => 2 + (rng.f64().powi(4) * 40.0) as usize,
            _ => 1,
        };
        let mut people: Vec<Person> = (0..others)
            .map(|_| Person::other(&mut rng, phrases, kind))
            .collect();
        let mut title = String::new();
        match kind {
            ConversationType::Person => {
                title.clone_from(
                    &people
                        .first()
                        .map(|person| person.name.clone())
                        .unwrap_or_default(),
                );
            }
            ConversationType::People => say(&mut rng, phrases, phrases.circles, &mut title),
            ConversationType::Assistant => say(&mut rng, phrases, QUESTIONS, &mut title),
        }
        people.push(Person {
            key: "owner".into(),
            name: OWNER.into(),
            role: Role::Owner,
        });
        // Most conversations ended long ago; few are going on.
        let age = (rng.f64().powi(2) * DAYS as f64 * DAY as f64) as i64;
        let span = (messages as i64 * 90 * MINUTE).min(DAYS * DAY);
        Self {
            source,
            draft: ConversationDraft {
                kind,
                native_id: (1_000_000 + number).to_string(),
                account: String::new(),
                title,
                times_are_local: source == "whatsapp",
                filing: Filing::default(),
            },
            messages,
            people,
            phrases,
            rng,
            first_time: NOW - age - span,
        }
    }

    /// Hands each message to `take`, oldest first.
    ///
    /// # Errors
    /// What `take` fails with.
    pub fn each_message<E>(
        mut self,
        mut take: impl FnMut(MessageDraft<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut time = self.first_time;
        let mut text = String::new();
        let mut speaker = 0;
        let assistant = self.draft.kind == ConversationType::Assistant;
        for number in 0..self.messages {
            // Talk comes in bursts.
            let pause = self.rng.f64();
            time += if pause < 0.8 {
                (pause * 4.0 * MINUTE as f64) as i64
            } else {
                (pause * 12.0 * 60.0 * MINUTE as f64) as i64
            };
            if assistant {
                speaker = (number + 1) % 2;
            } else if self.rng.u32(..10) < 6 {
                speaker = self.rng.usize(..self.people.len());
            }
            let Some(person) = self.people.get(speaker) else {
                continue;
            };
            text.clear();
            write(
                &mut self.rng,
                self.phrases,
                person.role,
                assistant,
                &mut text,
            );
            let kind = match self.rng.u32(..100) {
                0..=3 if !assistant => MessageKind::Image,
                4 if !assistant => MessageKind::Audio,
                _ => MessageKind::Text,
            };
            take(MessageDraft {
                key: number as i64 + 1,
                // Most products tell whole seconds.
                time: time.min(NOW) / 1000 * 1000,
                time_is_sure: true,
                sender: Some(SenderDraft {
                    key: Cow::Borrowed(&person.key),
                    name: Cow::Borrowed(&person.name),
                    role: person.role,
                }),
                kind,
                text: Cow::Borrowed(&text),
                extra: MessageExtra::default(),
                content_time: 0,
            })?;
        }
        Ok(())
    }
}

impl Person {
    fn other(rng: &mut Rng, phrases: &Phrases, kind: ConversationType) -> Self {
        if kind == ConversationType::Assistant {
            return Self {
                key: "assistant".into(),
                name: "Assistant".into(),
                role: Role::Assistant,
            };
        }
        let mut name = choose(rng, phrases.names).to_owned();
        // There are more people than first names.
        if rng.u32(..3) > 0 {
            name.push(' ');
            name.push_str(&rare(rng, phrases.syllables));
        }
        Self {
            key: format!("user{}", rng.u32(..)),
            name,
            role: Role::Other,
        }
    }
}

fn source(rng: &mut Rng) -> &'static str {
    let mut at = rng.u32(..100);
    for (source, share) in SOURCES {
        match at.checked_sub(share) {
            Some(rest) => at = rest,
            None => return source,
        }
    }
    "telegram"
}

fn language(rng: &mut Rng, source: &str) -> &'static Phrases {
    match (source, rng.u32(..100)) {
        ("wechat", 0..90) | (_, 0..15) => &CHINESE,
        (_, 15..70) => &ENGLISH,
        _ => OTHERS.get(rng.usize(..OTHERS.len())).unwrap_or(&ENGLISH),
    }
}

/// Writes a message: mostly one sentence, sometimes several; an assistant's answer more.
fn write(rng: &mut Rng, phrases: &Phrases, role: Role, assistant: bool, out: &mut String) {
    let luck = rng.f64();
    let (sentences, said, gap) = match role {
        Role::Assistant => (3 + (luck * luck * 16.0) as usize, ANSWERS, "\n\n"),
        _ if assistant => (1, QUESTIONS, " "),
        _ => (1 + (luck.powi(5) * 8.0) as usize, phrases.chat, phrases.gap),
    };
    for sentence in 0..sentences {
        if sentence > 0 {
            out.push_str(gap);
        }
        say(rng, phrases, said, out);
    }
}

/// Writes one of `said` with its gaps filled.
fn say(rng: &mut Rng, phrases: &Phrases, said: &'static [&'static str], out: &mut String) {
    let mut parts = choose(rng, said).split(['{', '}']);
    while let Some(words) = parts.next() {
        out.push_str(words);
        match parts.next() {
            Some("day") => out.push_str(choose(rng, phrases.days)),
            Some("place") => out.push_str(choose(rng, phrases.places)),
            Some("thing") => out.push_str(choose(rng, phrases.things)),
            Some("name") => out.push_str(choose(rng, phrases.names)),
            Some("number") => out.push_str(&(1 + (rng.f64().powi(3) * 5000.0) as u32).to_string()),
            Some("rare") => out.push_str(&rare(rng, phrases.syllables)),
            _ => {}
        }
    }
}

/// An invented name: a few are heard often, most hardly ever.
fn rare(rng: &mut Rng, syllables: &'static [&'static str]) -> String {
    // A name is its number, written with syllables for digits.
    let mut number = (10_f64.powf(rng.f64() * 5.3)) as usize + syllables.len();
    let mut name = String::new();
    while number > 0 {
        name.push_str(
            syllables
                .get(number % syllables.len())
                .copied()
                .unwrap_or_default(),
        );
        number /= syllables.len();
    }
    match name.get(..1) {
        Some(first) if first.is_ascii() => first.to_uppercase() + name.get(1..).unwrap_or_default(),
        _ => name,
    }
}

fn choose(rng: &mut Rng, list: &'static [&'static str]) -> &'static str {
    list.get(rng.usize(..list.len().max(1)))
        .copied()
        .unwrap_or_default()
}
