//! `bench`: everything that shall be fast, each as a ratio to a bare reference measured in the same
//! run.

mod clock;
mod groups;
mod mirror;
mod search;
mod table;
mod views;

use anyhow::Result;

use table::Table;

/// Sizes of what is measured.
struct Sizes {
    small: usize,
    large: usize,
    search_messages: usize,
    rounds: usize,
}

const FULL: Sizes = Sizes {
    small: 1000,
    large: 100_000,
    search_messages: 2_000_000,
    rounds: 9,
};

const QUICK: Sizes = Sizes {
    small: 1000,
    large: 20_000,
    search_messages: 100_000,
    rounds: 5,
};

/// Measures everything, or only the sections whose names are in `only`.
pub fn measure(quick: bool, only: &[&str]) -> Result<Table> {
    let sizes = if quick { QUICK } else { FULL };
    let folder = tempfile::Builder::new().prefix("sheaf-bench-").tempdir()?;
    let folder = folder.path();
    let wanted = |name: &str| only.is_empty() || only.contains(&name);
    let mut table = Table::default();
    if wanted("groups") {
        for size in [sizes.small, sizes.large] {
            table.section(
                &format!("Operations at {size} conversations"),
                "Reference: the very rows that the operation changed, written with bare rusqlite in one transaction.",
            );
            groups::measure(&mut table, folder, size, sizes.rounds)?;
        }
    }
    if wanted("views") {
        table.section(
            &format!("First window of a view at {} conversations", sizes.large),
            &format!("Reference: the same at {} conversations.", sizes.small),
        );
        views::measure(
            &mut table,
            folder,
            sizes.small,
            sizes.large,
            sizes.rounds * 3,
        )?;
    }
    if wanted("search") {
        table.section(
            &format!("Search in {} messages", sizes.search_messages),
            "Reference: a bare FTS5 query by rank for as many messages with text, time, sender and conversation; no total, no conversations found, nothing cut out or marked.",
        );
        search::measure(&mut table, folder, sizes.search_messages, sizes.rounds)?;
    }
    Ok(table)
}
