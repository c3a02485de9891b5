//! Every crate that the app may be built from, on any system, has a licence that lets people use, change
//! and pass on Sheaf under its own terms. Cargo's metadata says it all; nothing is asked of the network
//! once the crates are there.

use std::iter::Peekable;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::build::cargo;

/// Permissive licences, and the one weak copyleft (MPL, by file) that asks nothing of our own code.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];
/// Additions to a licence that only give more freedom.
const ALLOWED_EXCEPTIONS: [&str; 1] = ["LLVM-exception"];

/// Fails with the list of crates whose licence is not on the list.
pub fn check() -> Result<()> {
    let mut command = cargo(&["metadata", "--format-version", "1", "--locked"]);
    let output = command
        .stderr(std::process::Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    anyhow::ensure!(
        output.status.success(),
        "`cargo metadata` failed ({})",
        output.status
    );
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata
        .get("packages")
        .and_then(Value::as_array)
        .context("no packages")?;
    let refused: Vec<String> = packages.iter().filter_map(refusal).collect();
    if !refused.is_empty() {
        bail!("not on the list of licences: {}", refused.join(", "));
    }
    println!(
        "{} crates, each under a licence of the list",
        packages.len()
    );
    Ok(())
}

/// The package's name and licence, if the licence does not allow its use.
fn refusal(package: &Value) -> Option<String> {
    let text = |field| package.get(field).and_then(Value::as_str);
    let licence = text("license").unwrap_or("no licence named");
    (!is_allowed(licence)).then(|| format!("{} ({licence})", text("name").unwrap_or("?")))
}

/// Whether the SPDX expression leaves a choice in which every licence is allowed.
fn is_allowed(expression: &str) -> bool {
    // Crates from before SPDX write "MIT/Apache-2.0" for a choice.
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    // Words missing or left over mean that the expression was not understood.
    any_of(&mut words) == Some(true) && words.next().is_none()
}

fn any_of<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> Option<bool> {
    let mut allowed = all_of(words)?;
    while words.next_if_eq(&"OR").is_some() {
        allowed |= all_of(words)?;
    }
    Some(allowed)
}

fn all_of<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> Option<bool> {
    let mut allowed = one(words)?;
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words)?;
    }
    Some(allowed)
}

fn one<'a>(words: &mut Peekable<impl Iterator<Item = &'a str>>) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let allowed = any_of(words)?;
        return words.next_if_eq(&")").map(|_| allowed);
    }
    let mut allowed = ALLOWED.contains(&words.next()?);
    if words.next_if_eq(&"WITH").is_some() {
        allowed &= ALLOWED_EXCEPTIONS.contains(&words.next()?);
    }
    Some(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_allowed_when_it_leaves_an_allowed_choice() {
        let cases = [
            ("MIT", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0-only OR MIT", true),
            ("MIT OR GPL-3.0-only", true),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", true),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
            ("(GPL-2.0-only OR MIT) AND (Zlib OR AGPL-3.0-only)", true),
            ("GPL-3.0-only", false),
            ("MIT AND GPL-3.0-only", false),
            ("GPL-3.0-only AND MIT OR AGPL-3.0-only", false),
            ("GPL-2.0-only WITH LLVM-exception", false),
            ("MIT WITH some-exception", false),
        ];
        for (expression, allowed) in cases {
            assert_eq!(is_allowed(expression), allowed, "{expression}");
        }
    }

    #[test]
    fn what_is_not_understood_is_not_allowed() {
        for expression in [
            "",
            "MIT Apache-2.0",
            "(MIT",
            "MIT)",
            "MIT OR",
            "OR MIT",
            "AND",
        ] {
            assert!(!is_allowed(expression), "{expression:?}");
        }
    }

    #[test]
    fn a_crate_without_a_licence_is_refused_by_name() {
        let package = serde_json::json!({"name": "odd", "license": null, "license_file": "TERMS"});
        assert_eq!(refusal(&package).unwrap(), "odd (no licence named)");
    }
}
