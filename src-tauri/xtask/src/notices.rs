//! The licences of all that the program is made of, in one text: most of them ask that it goes wherever
//! the program does, so the bundles carry it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::build::root;
use crate::licences::{crates, metadata, npm_lock, npm_name, npm_packages};

/// How the names of files begin that hold a licence or what goes with it.
const BEGINNINGS: [&str; 6] = [
    "licen",
    "copying",
    "copyright",
    "notice",
    "unlicense",
    "ofl",
];
const LINE: &str =
    "────────────────────────────────────────────────────────────────────────────────";

/// Something that the program is made of.
struct Part {
    /// Name, version and licence.
    title: String,
    /// What its licence files say.
    texts: Vec<String>,
}

/// Writes the text to `file`.
pub fn write(file: &Path) -> Result<()> {
    let (metadata, lock) = (metadata()?, npm_lock()?);
    let mut parts = vec![];
    for package in crates(&metadata)? {
        let text = |field| package.get(field).and_then(Value::as_str);
        // Our own come from no registry.
        if let (Some(_), Some(manifest)) = (text("source"), text("manifest_path")) {
            let name = text("name").unwrap_or("?");
            parts.push(Part::read(name, package, Path::new(manifest).parent())?);
        }
    }
    for (path, package) in npm_packages(&lock) {
        let folder = root().join("ui").join(path);
        // Those of other systems are in the lock file and not here.
        if folder.is_dir() {
            parts.push(Part::read(npm_name(path), package, Some(&folder))?);
        }
    }
    fs::write(file, text(&parts)).with_context(|| format!("cannot write {}", file.display()))
}

impl Part {
    fn read(name: &str, package: &Value, folder: Option<&Path>) -> Result<Self> {
        let text = |field| package.get(field).and_then(Value::as_str).unwrap_or("?");
        let files = folder.map(licence_files).transpose()?;
        let mut texts = vec![];
        for file in files.unwrap_or_default() {
            let bytes =
                fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let content = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            texts.push(content.trim().to_owned());
        }
        Ok(Self {
            title: format!("{name} {} ({})", text("version"), text("license")),
            texts,
        })
    }
}

fn licence_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![];
    for entry in
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_lowercase();
        if path.is_file() && BEGINNINGS.iter().any(|word| name.starts_with(word)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Each licence text once, below the parts that carry it.
fn text(parts: &[Part]) -> String {
    let mut by_text: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts {
        for text in &part.texts {
            by_text.entry(text).or_default().push(&part.title);
        }
    }
    let mut sections: Vec<_> = by_text
        .into_iter()
        .map(|(text, titles)| (titles, text))
        .collect();
    sections.sort();
    let without: Vec<&str> = parts
        .iter()
        .filter(|part| part.texts.is_empty())
        .map(|part| part.title.as_str())
        .collect();
    if !without.is_empty() {
        sections.push((without, "These carry no text of their licence with them."));
    }
    let mut out = "Sheaf is made of these parts, each under its own licence.\n".to_owned();
    for (titles, text) in sections {
        // Writing to a string cannot fail.
        let _ = write!(out, "\n{LINE}\n\n{}\n\n{text}\n", titles.join("\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(title: &str, texts: &[&str]) -> Part {
        Part {
            title: title.into(),
            texts: texts.iter().map(ToString::to_string).collect(),
        }
    }

    #[test]
    fn each_text_stands_once_below_all_that_carry_it() {
        let parts = [
            part("a 1 (MIT)", &["Terms."]),
            part("b 2 (MIT OR Apache-2.0)", &["Other terms.", "Terms."]),
            part("c 3 (ISC)", &[]),
        ];
        let text = text(&parts);
        let sections: Vec<_> = text.split(LINE).skip(1).map(str::trim).collect();
        assert_eq!(
            sections,
            [
                "a 1 (MIT)\nb 2 (MIT OR Apache-2.0)\n\nTerms.",
                "b 2 (MIT OR Apache-2.0)\n\nOther terms.",
                "c 3 (ISC)\n\nThese carry no text of their licence with them.",
            ]
        );
    }

    #[test]
    fn the_files_of_a_licence_are_found_by_their_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["LICENSE-MIT", "licence.md", "NOTICE", "README.md", "lib.rs"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join("LICENSES")).unwrap();
        let files = licence_files(folder.path()).unwrap();
        let names: Vec<_> = files
            .iter()
            .map(|file| file.file_name().unwrap().to_string_lossy())
            .collect();
        assert_eq!(names, ["LICENSE-MIT", "NOTICE", "licence.md"]);
    }
}
