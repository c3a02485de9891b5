//! The front end's packages and its build, each done again only when what it is made from changed.
//!
//! Freshness is a stamp with the hash of the inputs, kept in `ui/node_modules`: new packages sweep the
//! stamps away with the rest, and a fresh clone has none.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::build::root;
use crate::child;

/// The oldest releases of Node that every package of the lock file takes: of the lines 20 and 22, and
/// all from 24 on.
const NODE: [(u32, u32); 3] = [(20, 19), (22, 13), (24, 0)];
/// In `ui/`, but made from the rest.
const MADE: [&str; 3] = ["node_modules", "dist", ".svelte-kit"];

/// `npm` with `arguments`, in the front end's folder.
pub fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments).current_dir(folder());
    command
}

/// A tool that came with the npm packages, to be run in the front end's folder.
pub fn tool(name: &str, arguments: &[&str]) -> Command {
    let file = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    let mut command = Command::new(folder().join("node_modules/.bin").join(file));
    command.args(arguments).current_dir(folder());
    command
}

/// Installs the npm packages of the lock file unless they are there.
pub fn ensure_packages() -> Result<()> {
    let lock = folder().join("package-lock.json");
    let stamp = Stamp::new("packages", hash_of(&[lock])?);
    if stamp.is_current() {
        return Ok(());
    }
    ensure_node()?;
    println!("Installing the front end's npm packages");
    child::succeed(&mut npm(&["ci", "--no-fund", "--no-audit"]))?;
    stamp.write()
}

/// Builds the front end unless `ui/dist` was made from these very sources.
pub fn ensure_built() -> Result<()> {
    ensure_packages()?;
    let stamp = Stamp::new("build", hash_of(&sources(&folder())?)?);
    if stamp.is_current() && folder().join("dist/index.html").is_file() {
        return Ok(());
    }
    println!("Building the front end");
    child::succeed(&mut npm(&["run", "--silent", "build"]))?;
    stamp.write()
}

/// Says what to do when Node is missing or too old.
pub fn ensure_node() -> Result<()> {
    let output = Command::new("node").arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let version = version.unwrap_or_else(|_| "none".to_owned());
    ensure!(
        is_good_node(&version),
        "Node 20.19, 22.13, or 24 and newer is needed, with npm; here is {version}. Please install it \
         from your system's packages or from Node's own site"
    );
    Ok(())
}

/// Whether the packages take this Node: `v22.13.1`.
fn is_good_node(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    let (Some(Ok(major)), Some(Ok(minor))) = (numbers.next(), numbers.next()) else {
        return false;
    };
    let [.., (newest, _)] = NODE;
    major >= newest || NODE.iter().any(|line| major == line.0 && minor >= line.1)
}

fn folder() -> PathBuf {
    root().join("ui")
}

/// Remembers the hash of what something was made from.
struct Stamp {
    path: PathBuf,
    hash: String,
}

impl Stamp {
    fn new(name: &str, hash: u64) -> Self {
        Self {
            path: folder().join(format!("node_modules/.sheaf-{name}")),
            hash: format!("{hash:016x}"),
        }
    }

    fn is_current(&self) -> bool {
        std::fs::read_to_string(&self.path).is_ok_and(|written| written == self.hash)
    }

    fn write(&self) -> Result<()> {
        std::fs::write(&self.path, &self.hash)
            .with_context(|| format!("cannot write {}", self.path.display()))
    }
}

/// Every file that a build could read, in a stable order.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read {}", folder.display()))?
        {
            let entry = entry?;
            let is_made = MADE.iter().any(|name| entry.file_name() == *name);
            match entry.file_type()? {
                kind if kind.is_dir() && !is_made => folders.push(entry.path()),
                kind if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    Ok(files)
}

fn hash_of(files: &[PathBuf]) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(file)
            .with_context(|| format!("cannot read {}", file.display()))?
            .hash(&mut hasher);
    }
    Ok(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    use tempfile::TempDir;

    fn folder_with_a_source() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("src")).unwrap();
        std::fs::create_dir_all(folder.path().join("node_modules")).unwrap();
        std::fs::write(folder.path().join("src/main.ts"), "one").unwrap();
        folder
    }

    #[test]
    fn a_node_that_some_package_does_not_take_is_refused() {
        let cases = [
            ("v18.20.0", false),
            ("v20.0.0", false),
            ("v20.18.3", false),
            ("v20.19.0", true),
            ("v21.7.3", false),
            ("v22.12.0", false),
            ("v22.13.1", true),
            ("v23.5.0", false),
            ("v24.0.0", true),
            ("v31.2.0", true),
            ("none", false),
        ];
        for (version, good) in cases {
            assert_eq!(is_good_node(version), good, "{version}");
        }
    }

    fn hash(folder: &TempDir) -> u64 {
        hash_of(&sources(folder.path()).unwrap()).unwrap()
    }

    #[test]
    fn a_changed_added_or_renamed_source_asks_for_a_build() {
        type Change = fn(&Path);
        let changes: [(&str, Change); 3] = [
            ("changed", |folder| {
                std::fs::write(folder.join("src/main.ts"), "two").unwrap();
            }),
            ("added", |folder| {
                std::fs::write(folder.join("src/new.ts"), "").unwrap();
            }),
            ("renamed", |folder| {
                std::fs::rename(folder.join("src/main.ts"), folder.join("src/other.ts")).unwrap();
            }),
        ];
        for (name, change) in changes {
            let folder = folder_with_a_source();
            let before = hash(&folder);
            change(folder.path());
            assert_ne!(hash(&folder), before, "{name}");
        }
    }

    #[test]
    fn what_is_made_from_the_sources_does_not_ask_for_a_build() {
        let folder = folder_with_a_source();
        let before = hash(&folder);
        std::fs::write(folder.path().join("node_modules/package.js"), "new").unwrap();
        assert_eq!(hash(&folder), before);
    }
}
