//! The files of messages that an export holds. How they are named has changed with the years:
//! `file-1-photo.png`, `file_1-sanitized.png`, `dalle-generations/file-1-<uuid>.webp`,
//! `user-7/file_1-<uuid>.png`, `<conversation>/audio/file_1-<uuid>.wav`, `file_1.dat`. The id stands
//! first in all of them.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::read_beside;
use crate::import::Entry;
use crate::model::error::Result;

/// Begins the name of the newer exports' own list: the names that people know by those in the export.
pub const NAMES_FILE: &str = "conversation_asset_file_names";

/// The files of messages that an export holds, by their ids.
#[derive(Debug, Default)]
pub struct Media {
    /// The name that the person knows; empty where none is known.
    names: FxHashMap<String, String>,
}

impl Media {
    /// Those among the paths of an export.
    pub fn among(paths: &[&str]) -> Self {
        let mut media = Self::default();
        for part in paths.iter().flat_map(|path| path.split('/')) {
            if let Some((id, rest)) = split_id(part) {
                let name = rest.strip_prefix('-').filter(|name| is_given(name));
                let known = media.names.entry(id.to_owned()).or_default();
                name.unwrap_or_default().clone_into(known);
            }
        }
        media
    }

    /// Takes the names of the export's own list, for the files that it holds.
    ///
    /// # Errors
    /// The file cannot be read. One that is damaged names nothing.
    pub fn take_names(&mut self, entry: &dyn Entry) -> Result<()> {
        let names: Option<BTreeMap<String, serde_json::Value>> = read_beside(entry)?;
        for (file, name) in names.unwrap_or_default() {
            let known = split_id(&file).and_then(|(id, _)| self.names.get_mut(id));
            if let (Some(known), Some(name)) = (known, name.as_str()) {
                name.clone_into(known);
            }
        }
        Ok(())
    }

    /// The name of a file that the export holds.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

/// The id that a pointer or a list of files names: `file_1` of `sediment://file_1`, of
/// `file-service://file_1` and of `sediment://4f2a#file_1#page_0.png`.
pub fn pointed_id(pointer: &str) -> &str {
    let path = pointer.rsplit_once("//").map_or(pointer, |(_, path)| path);
    let id = path.split('#').find_map(split_id);
    id.map_or(path, |(id, _)| id)
}

/// The id that a name begins with, and what follows it.
fn split_id(name: &str) -> Option<(&str, &str)> {
    const PREFIX: usize = "file-".len();
    let after = name
        .strip_prefix("file-")
        .or_else(|| name.strip_prefix("file_"))?;
    let length = after
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(after.len());
    (length > 0).then(|| name.split_at_checked(PREFIX + length))?
}

/// Whether what follows an id is the name that the file was given, not one that the product made up.
fn is_given(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let is_uuid = stem.len() == 36 && stem.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit());
    stem != "sanitized" && !is_uuid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::testing::MemoryEntry;

    #[test]
    fn a_file_is_found_by_its_id_however_it_is_named_and_wherever_it_lies() {
        let uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
        let cases = [
            ("file-Ab12-photo of us.png", "file-Ab12", "photo of us.png"),
            ("file-Ab12-my-plan-2.pdf", "file-Ab12", "my-plan-2.pdf"),
            ("file_00ab-sanitized.png", "file_00ab", ""),
            (
                &format!("x/dalle-generations/file-Ab12-{uuid}.webp"),
                "file-Ab12",
                "",
            ),
            (&format!("user-7/file_00ab-{uuid}.png"), "file_00ab", ""),
            (
                &format!("{uuid}/audio/file_00ab-{uuid}.wav"),
                "file_00ab",
                "",
            ),
            ("file_00ab.dat", "file_00ab", ""),
            ("file_00ab", "file_00ab", ""),
            ("attachments/file-Ab12/image.png", "file-Ab12", ""),
        ];
        for (path, id, name) in cases {
            assert_eq!(Media::among(&[path]).name(id), Some(name), "{path}");
        }
        let others = ["chat.html", "file-", "my file-1.png", "files/1.png"];
        assert!(Media::among(&others).names.is_empty());
    }

    #[test]
    fn a_pointer_names_its_file_in_every_scheme() {
        let cases = [
            ("file-service://file-Ab12", "file-Ab12"),
            ("sediment://file_00ab", "file_00ab"),
            ("sediment://4f2a9c#file_00ab#p_0.jpg", "file_00ab"),
            ("file-Ab12", "file-Ab12"),
            ("sediment://strange", "strange"),
            ("", ""),
        ];
        for (pointer, id) in cases {
            assert_eq!(pointed_id(pointer), id, "{pointer}");
        }
    }

    #[test]
    fn the_list_of_names_tells_how_a_file_is_called() {
        let mut media = Media::among(&["file_1.dat", "file_2.dat"]);
        let list =
            br#"{"file_1.dat": "holiday.jpg", "file_2.dat": null, "file_3.dat": "gone.png"}"#;
        media
            .take_names(&MemoryEntry::new("names.json", list))
            .unwrap();
        let names = ["file_1", "file_2", "file_3"].map(|id| media.name(id));
        assert_eq!(names, [Some("holiday.jpg"), Some(""), None]);

        let cut = MemoryEntry::new("names.json", br#"{"file_1.dat": "ho"#);
        media.take_names(&cut).unwrap();
        assert_eq!(media.name("file_1"), Some("holiday.jpg"));
    }
}
