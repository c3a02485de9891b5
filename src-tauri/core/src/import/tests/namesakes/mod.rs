//! Chats of one name: which conversation they go to, and when the person is asked.

mod answering;
mod asking;

use std::path::Path;

use serde_json::json;

use super::super::namesake::{self, Settled, Unclear};
use super::super::reading::Check;
use super::super::testing::{MemoryEntry, context};
use super::super::whatsapp::WhatsApp;
use super::super::{Answer, ChatFacts, Export, NamedConversation, Namesake};
use super::{Counts, Fixture, chat_file, counts, request};
use crate::Error;

const FIRST: &str = "C2Cwhatsapp:Ana";

impl Fixture {
    /// Imports paths, asking; the counts of what was imported, and the questions.
    fn ask(&self, paths: &[&Path]) -> (Vec<Counts>, Vec<Namesake>) {
        let imported = self.library.import_asking(&request(paths));
        let failed: Vec<_> = imported.files.iter().flat_map(|file| &file.error).collect();
        assert!(failed.is_empty(), "{failed:?}");
        (
            imported.files.iter().map(counts).collect(),
            imported.namesakes,
        )
    }

    /// Asks about one chat alone, of which nothing is imported.
    fn asked(&self, path: &Path) -> Namesake {
        let (imported, mut asked) = self.ask(&[path]);
        assert_eq!((imported.len(), asked.len()), (0, 1), "{asked:?}");
        asked.remove(0)
    }

    fn answer(&self, answers: &[Answer]) -> Vec<super::ImportedFile> {
        let given: Vec<&Path> = answers
            .iter()
            .map(|answer| answer.given.as_path())
            .collect();
        self.library.import_namesakes(&request(&given), answers)
    }

    fn conversations(&self) -> Vec<String> {
        self.rows(
            "SELECT conversation_id, message_count FROM conversation WHERE hidden = 0 ORDER BY id",
        )
    }
}

/// Messages of one-minute rows, each by the one who is named, on a day of January 2024 after the 12th.
fn rows(day: u32, said: &[(&str, &str)]) -> String {
    let row = |(minute, (who, text)): (usize, &(&str, &str))| {
        format!("{day}/01/2024, 10:{minute:02} - {who}: {text}\n")
    };
    said.iter().enumerate().map(row).collect()
}

fn answer(namesake: &Namesake, conversation: Option<&str>) -> Answer {
    Answer {
        given: namesake.given.clone(),
        path: namesake.path.clone(),
        conversation_id: conversation.map(str::to_owned),
    }
}
