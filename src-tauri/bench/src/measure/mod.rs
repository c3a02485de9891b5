//! `bench`: everything that shall be fast, each as a ratio to a bare reference measured in the same
//! run.

mod clock;
mod groups;
mod import;
mod memory;
mod mirror;
mod search;
mod table;
mod views;
mod window;

use anyhow::Result;

pub use import::peak_here;
use table::Table;

/// Sizes of what is measured.
struct Sizes {
    small: usize,
    large: usize,
    search_messages: usize,
    import_messages: usize,
    rounds: usize,
    /// Of what takes microseconds: more, since whatever else the machine does weighs more on it.
    short_rounds: usize,
    long_rounds: usize,
}

const FULL: Sizes = Sizes {
    small: 1000,
    large: 100_000,
    search_messages: 2_000_000,
    import_messages: 1_100_000,
    rounds: 9,
    short_rounds: 45,
    long_rounds: 3,
};

const QUICK: Sizes = Sizes {
    small: 1000,
    large: 20_000,
    search_messages: 100_000,
    import_messages: 100_000,
    rounds: 5,
    short_rounds: 25,
    long_rounds: 1,
};

/// Measures everything, or only the sections whose names are in `only`.
pub fn measure(quick: bool, only: &[&str]) -> Result<Table> {
    let sizes = if quick { QUICK } else { FULL };
    let folder = tempfile::Builder::new().prefix("sheaf-bench-").tempdir()?;
    let folder = folder.path();
    let wanted = |name: &str| only.is_empty() || only.contains(&name);
    let mut table = Table::default();
    if wanted("groups") {
        for (size, rounds) in [
            (sizes.small, sizes.short_rounds),
            (sizes.large, sizes.rounds),
        ] {
            table.section(
                &format!("Operations at {size} conversations"),
                "Reference: the very rows that the operation changed, written with bare rusqlite in one transaction.",
            );
            groups::measure(&mut table, folder, size, rounds)?;
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
    if wanted("import") {
        table.section(
            "Import of a Telegram account",
            "References: the same file parsed by serde_json and let go; the same messages, parsed before, written with bare rusqlite into the same tables, indexes and full-text index, in transactions of the same size.",
        );
        import::measure(&mut table, folder, sizes.import_messages, sizes.long_rounds)?;
    }
    if wanted("window") {
        table.section(
            &format!("The window with {} conversations", sizes.large),
            "The app's release build. Reference: the same window with an empty library.",
        );
        window::measure(&mut table, folder, sizes.large, sizes.long_rounds)?;
    }
    Ok(table)
}

/// The whole of `docs/PERFORMANCE.md`.
pub fn report(table: &Table) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let date = jiff::Zoned::now().date();
    let mut report = include_str!("report.md").to_owned();
    report += &format!(
        "\nMeasured on {date}, {} on {cores} cores{}.\n",
        std::env::consts::OS,
        processor()
    );
    report += &table.markdown();
    report += &match table.missed() {
        0 => "\nEvery aim was met.\n".to_owned(),
        missed => format!("\n{missed} aims were missed.\n"),
    };
    Ok(report)
}

/// The processor's name, where the system tells it.
fn processor() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = about
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map(|(_, name)| format!(" ({name})"))
        .unwrap_or_default()
}
