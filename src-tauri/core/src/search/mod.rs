//! Finding conversations by title and people, and messages by their words.

mod text;

pub use text::fold_into;
