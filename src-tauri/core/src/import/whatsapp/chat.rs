//! Whose chat a file is: its name, whether it is of two or of many, and which of them is the owner.

use super::name::{self, FileName};
use super::survey::Findings;
use crate::model::conversation::ConversationType;

/// What is known of a chat before its rows are read again.
#[derive(Debug, PartialEq, Eq)]
pub struct Chat {
    /// Its name.
    pub title: String,
    /// Of two or of many.
    pub kind: ConversationType,
    /// In whose name iPhones write the group's notices: the group's own.
    pub group_name: Option<String>,
    /// Who exported it, where that is certain: whose deleted messages are told as “You deleted”, or
    /// in a chat of two the one after whom it is not named.
    pub owner: Option<String>,
}

/// Names in a title made of people, before it says that there are more.
const MOST_IN_TITLE: usize = 5;

impl Chat {
    /// Concludes from a file's rows and its name.
    pub fn of(findings: &Findings, file_name: &FileName) -> Self {
        let said = |name: &str| findings.people.get(name).copied().unwrap_or_default();
        let mut people: Vec<&str> = findings.people.keys().map(String::as_str).collect();
        people.sort_unstable();

        // A group says nothing itself. Somebody who never answered says nothing either; but then
        // there is one notice, and one other person. Where marks were lost, notices look like words.
        let group_name = findings.opening.as_deref().filter(|name| {
            let said = said(name);
            let says_nothing = said.own == 0 || findings.phrases.has_lost_marks;
            says_nothing && (said.notices > 1 || people.len() > 2)
        });
        people.retain(|name| Some(*name) != group_name);

        let chat_name = match file_name {
            FileName::Chat(name) => Some(name.as_str()),
            FileName::Other(name) => {
                let known = people.iter().copied();
                let known = known.chain(findings.quoted.iter().map(String::as_str));
                name::named_in(name, known).or(findings.opening.as_deref())
            }
            FileName::Nothing => findings.opening.as_deref(),
        };
        let named_after = chat_name.and_then(|chat| {
            people
                .iter()
                .copied()
                .find(|person| name::is_same(person, chat))
        });
        let is_group = group_name.is_some()
            || people.len() > 2
            || findings.tells_of_group
            || (people.len() == 2 && chat_name.is_some() && named_after.is_none());
        let others: Vec<&str> = people
            .iter()
            .copied()
            .filter(|person| Some(*person) != named_after)
            .collect();
        let deleters: Vec<&str> = people
            .iter()
            .copied()
            .filter(|name| said(name).deleted_by_owner > 0)
            .collect();
        let owner = match (deleters.as_slice(), others.as_slice()) {
            ([owner], _) if Some(*owner) != named_after || is_group => Some((*owner).to_owned()),
            ([], [owner]) if !is_group && chat_name.is_some() => Some((*owner).to_owned()),
            _ => None,
        };
        let title = match (chat_name, file_name) {
            (Some(name), _) => name.to_owned(),
            (None, FileName::Other(name)) => name.clone(),
            (None, _) => list(&people),
        };
        Self {
            title,
            kind: if is_group {
                ConversationType::People
            } else {
                ConversationType::Person
            },
            group_name: group_name.map(str::to_owned),
            owner,
        }
    }
}

/// The first of many names.
fn list(people: &[&str]) -> String {
    let more = people.len() > MOST_IN_TITLE;
    let named: Vec<&str> = people.iter().take(MOST_IN_TITLE).copied().collect();
    format!("{}{}", named.join(", "), if more { ", …" } else { "" })
}
