//! Keys of messages in a format that has none: made of what a message is.

use jiff::civil::DateTime;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::Xxh3;

use crate::import::text_key;

/// Gives each message its key: time, sender, text, and how many of the same came before it.
///
/// The time is that on the phone's clock, so that a file read again in another zone finds its
/// messages. A file that came along and one that was left out count as the same, so that an export
/// with media finds the messages of one without.
///
/// All messages must be counted, not only those of one minute: rows can be out of order. That takes
/// twelve bytes each; WhatsApp cuts exports at 40,000 messages.
#[derive(Default)]
pub struct Keys {
    seen: FxHashMap<u64, u32>,
}

impl Keys {
    /// The key of the next message.
    pub fn next(&mut self, time: DateTime, sender: &str, has_file: bool, text: &str) -> i64 {
        let mut hash = Xxh3::new();
        hash.update(time.to_string().as_bytes());
        // Lengths keep the parts apart.
        hash.update(&(sender.len() as u64).to_le_bytes());
        hash.update(sender.as_bytes());
        hash.update(&[u8::from(has_file)]);
        hash.update(text.as_bytes());
        let tuple = hash.digest();
        let before = self.seen.entry(tuple).or_default();
        let key = text_key(&format!("{tuple:016x}{before}"));
        *before += 1;
        key
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_messages_have_keys_of_their_own_and_the_same_ones_again() {
        let keys = || {
            let mut keys = Keys::default();
            let time = jiff::civil::date(2024, 5, 5).at(10, 0, 0, 0);
            let later = time + jiff::Span::new().minutes(1);
            [
                keys.next(time, "Ana", false, "ok"),
                keys.next(later, "Ana", false, "ok"),
                keys.next(time, "Ana", false, "ok"),
                keys.next(time, "An", false, "aok"),
                keys.next(time, "Ana", true, "ok"),
            ]
        };
        let first = keys();
        assert_eq!(first, keys());
        let mut distinct = first.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        assert_eq!(distinct.len(), first.len());
    }
}
