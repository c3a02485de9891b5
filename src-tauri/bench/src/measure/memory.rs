//! What Linux tells of a program's memory.

use std::path::Path;

use anyhow::{Context, Result};

/// Bytes of this program that are in memory.
pub fn resident() -> Result<u64> {
    kilobytes(Path::new("/proc/self/status"), "VmRSS:")
}

/// The most bytes of this program that ever were in memory, since [`forget_peak`].
pub fn peak() -> Result<u64> {
    kilobytes(Path::new("/proc/self/status"), "VmHWM:")
}

/// Lets [`peak`] begin anew.
pub fn forget_peak() -> Result<()> {
    Ok(std::fs::write("/proc/self/clear_refs", "5")?)
}

/// Bytes of a program and of all that it started; what several share is counted once.
pub fn of_tree(root: u32) -> Result<u64> {
    let mut sum = 0;
    for process in tree(root)? {
        // One that just ended has none.
        let file = format!("/proc/{process}/smaps_rollup");
        sum += kilobytes(Path::new(&file), "Pss:").unwrap_or(0);
    }
    Ok(sum)
}

/// A program and all that it started, directly or not.
pub fn tree(root: u32) -> Result<Vec<u32>> {
    let mut parents = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(process) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // `pid (name) state parent …`; the name may hold anything.
        let parent = stat
            .rsplit(')')
            .next()
            .and_then(|rest| rest.split_whitespace().nth(1));
        if let Some(parent) = parent.and_then(|parent| parent.parse::<u32>().ok()) {
            parents.push((process, parent));
        }
    }
    let mut tree = vec![root];
    let mut at = 0;
    while let Some(&parent) = tree.get(at) {
        tree.extend(
            parents
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(process, _)| *process),
        );
        at += 1;
    }
    Ok(tree)
}

fn kilobytes(file: &Path, name: &str) -> Result<u64> {
    let text = std::fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|word| word.parse::<u64>().ok());
    Ok(number.with_context(|| format!("{} does not tell {name}", file.display()))? * 1024)
}
