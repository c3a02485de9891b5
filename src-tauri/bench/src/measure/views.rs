//! The first window of a view: its first ids, and the rows on screen.

use std::path::Path;

use anyhow::Result;
use sheaf_core::Library;
use sheaf_core::conversations::Rows;
use sheaf_core::groups::GroupOfRows;
use sheaf_core::model::group::DEFAULT_GROUP_LIMIT;
use sheaf_core::views::{RowsRequest, Sort, View, ViewRequest};

use super::clock::by_turns;
use super::table::Table;
use crate::demo::write_library;

/// First ids that are asked for.
const FIRST: u32 = 200;
/// Rows on a screen.
const ON_SCREEN: usize = 40;
/// A library a hundred times as large may take so many times as long.
const AIM: f64 = 2.0;
/// With half of all deleted, the other half is all that the counts look at beside what they count with
/// none deleted, however many groups there are.
const DELETED_AIM: f64 = 3.0;

/// Compares views of two libraries.
pub fn measure(
    table: &mut Table,
    folder: &Path,
    small_size: usize,
    large_size: usize,
    rounds: usize,
) -> Result<()> {
    let small = library(&folder.join("views-small"), small_size)?;
    let large = library(&folder.join("views-large"), large_size)?;
    let group = || View::Group {
        name: "Half".into(),
    };
    let views: [(&str, &dyn Fn() -> View); 3] = [
        ("all", &|| View::All),
        ("a group with half of them", &group),
        ("ungrouped", &|| View::Ungrouped),
    ];
    for (name, view) in views {
        for (order, sort) in [
            ("latest", Sort::Latest),
            ("name", Sort::Name),
            ("messages", Sort::Messages),
        ] {
            let times = by_turns(
                rounds,
                || first_window(&large, view(), sort),
                || first_window(&small, view(), sort),
            )?;
            table.times(&format!("{name}, by {order}"), times, Some(AIM));
        }
    }
    let times = by_turns(
        rounds,
        || Ok(large.get_overview()?),
        || Ok(small.get_overview()?),
    )?;
    table.times("the counts of the groups pane", times, None);
    let half_deleted = library(&folder.join("views-deleted"), large_size)?;
    half_deleted.delete_rows(Rows {
        row_ids: (1..=large_size as i64 / 2).collect(),
    })?;
    let times = by_turns(
        rounds,
        || Ok(half_deleted.get_overview()?),
        || Ok(large.get_overview()?),
    )?;
    table.times(
        "the counts with half of all deleted, beside none",
        times,
        Some(DELETED_AIM),
    );
    let order =
        |library: &Library| Ok(library.get_view_order(request(View::All, Sort::Latest, None))?);
    let times = by_turns(rounds, || order(&large), || order(&small))?;
    table.times("every id of “all”, for scrolling anywhere", times, None);
    Ok(())
}

/// A library with as many groups as there may be by default: one with every second conversation, the
/// others with parts of it.
fn library(folder: &Path, conversations: usize) -> Result<Library> {
    write_library(folder, conversations, conversations, 1)?;
    let library = Library::open(folder)?;
    let make = |name: String, first: i64, step: usize| {
        library.create_group_of_rows(GroupOfRows {
            group_name: name,
            row_ids: (first..=conversations as i64).step_by(step).collect(),
        })
    };
    make("Half".into(), 1, 2)?;
    for part in 1..DEFAULT_GROUP_LIMIT {
        make(format!("Part {part}"), i64::from(part) * 2 - 1, 40)?;
    }
    Ok(library)
}

fn request(view: View, sort: Sort, limit: Option<u32>) -> ViewRequest {
    ViewRequest {
        view,
        sort,
        filter: None,
        limit,
    }
}

fn first_window(library: &Library, view: View, sort: Sort) -> Result<usize> {
    let order = library.get_view_order(request(view, sort, Some(FIRST)))?;
    let ids = order
        .chunks_exact(4)
        .skip(1)
        .filter_map(|word| word.try_into().ok());
    let row_ids = ids
        .map(|word| i64::from(u32::from_le_bytes(word)))
        .take(ON_SCREEN)
        .collect();
    Ok(library.get_rows(RowsRequest { row_ids })?.len())
}
