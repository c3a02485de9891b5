//! Every crate and every npm package that the app may be built from, on any system, has a licence that
//! lets people use, change and pass on Sheaf under its own terms. Cargo's metadata and npm's lock file say
//! it all; nothing is asked of the network once the crates are there.

use std::fs;
use std::iter::Peekable;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::build::{cargo, root};

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

/// Packages under another licence: which, and why that will do.
const EXCEPTIONS: [(&str, &str, &str); 2] = [
    (
        "@fontsource-variable/inter",
        "OFL-1.1",
        "a font, which may be passed on with any program",
    ),
    (
        "argparse",
        "PSF-2.0",
        "of markdown-it's program for the command line; nothing of it comes into the window",
    ),
];

/// Fails with the list of crates and packages whose licence is not on the list.
pub fn check() -> Result<()> {
    let (metadata, lock) = (metadata()?, npm_lock()?);
    let crates = crates(&metadata)?;
    let crates_refused = crates.iter().filter_map(|package| {
        let name = package.get("name").and_then(Value::as_str).unwrap_or("?");
        refusal(name, package)
    });
    let packages = npm_packages(&lock);
    let packages_refused = packages
        .iter()
        .filter_map(|(path, package)| refusal(npm_name(path), package));
    let refused: Vec<String> = crates_refused.chain(packages_refused).collect();
    if !refused.is_empty() {
        bail!("not on the list of licences: {}", refused.join(", "));
    }
    println!(
        "{} crates and {} npm packages, each under a licence of the list",
        crates.len(),
        packages.len()
    );
    for (name, licence, why) in EXCEPTIONS {
        println!("Beside the list: {name}, {licence}: {why}");
    }
    Ok(())
}

/// What Cargo knows of the workspace and of all that it depends on.
pub fn metadata() -> Result<Value> {
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
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The crates of [`metadata`], our own among them.
pub fn crates(metadata: &Value) -> Result<&Vec<Value>> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    packages.context("no packages")
}

/// What npm's lock file says.
pub fn npm_lock() -> Result<Value> {
    let lock = fs::read(root().join("ui/package-lock.json")).context("no lock file of npm")?;
    Ok(serde_json::from_slice(&lock)?)
}

/// The npm packages that may come into the window, by their paths in `ui/`: all but those that only
/// building and testing need.
pub fn npm_packages(lock: &Value) -> Vec<(&str, &Value)> {
    let packages = lock.get("packages").and_then(Value::as_object);
    let is_used = |(path, package): &(&str, &Value)| {
        !path.is_empty() && package.get("dev") != Some(&Value::Bool(true))
    };
    let packages = packages.into_iter().flatten();
    packages
        .map(|(path, package)| (path.as_str(), package))
        .filter(is_used)
        .collect()
}

/// A package's name by its path: one may lie in another.
pub fn npm_name(path: &str) -> &str {
    path.rsplit_once("node_modules/")
        .map_or(path, |(_, name)| name)
}

/// The package's name and licence, if the licence does not allow its use.
fn refusal(name: &str, package: &Value) -> Option<String> {
    let licence = package.get("license").and_then(Value::as_str);
    let licence = licence.unwrap_or("no licence named");
    let is_exception =
        |(other, allowed, _): &(&str, &str, &str)| (name, licence) == (other, allowed);
    let is_good = is_allowed(licence) || EXCEPTIONS.iter().any(is_exception);
    (!is_good).then(|| format!("{name} ({licence})"))
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
        assert_eq!(refusal("odd", &package).unwrap(), "odd (no licence named)");
    }

    #[test]
    fn an_exception_is_for_one_package_under_one_licence() {
        let package = |licence: &str| serde_json::json!({ "license": licence });
        let font = "@fontsource-variable/inter";
        assert_eq!(refusal(font, &package("OFL-1.1")), None);
        assert!(refusal("another", &package("OFL-1.1")).is_some());
        assert!(refusal(font, &package("GPL-3.0-only")).is_some());
    }

    #[test]
    fn of_npms_packages_those_count_that_can_come_into_the_window() {
        let lock = serde_json::json!({"packages": {
            "": {"name": "ui"},
            "node_modules/a": {"license": "MIT"},
            "node_modules/a/node_modules/@b/c": {"license": "ISC"},
            "node_modules/vitest": {"license": "MIT", "dev": true},
        }});
        let packages = npm_packages(&lock);
        let names: Vec<_> = packages.iter().map(|(path, _)| npm_name(path)).collect();
        assert_eq!(names, ["a", "@b/c"]);
    }

    #[test]
    fn what_contributors_read_is_the_list() {
        let read = include_str!("../../../CONTRIBUTING.md");
        for licence in ALLOWED {
            assert!(read.contains(licence), "{licence}");
        }
        for (name, licence, _) in EXCEPTIONS {
            assert!(read.contains(licence), "{name}: {licence}");
        }
    }
}
