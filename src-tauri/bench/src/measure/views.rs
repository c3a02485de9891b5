//! The first window of a view: its first ids, and the rows on screen.

use std::path::Path;

use anyhow::Result;
use sheaf_core::Library;
use sheaf_core::groups::GroupOfRows;
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

/// Compares views of two libraries.
pub fn measure(
    table: &mut Table,
    folder: &Path,
    small: usize,
    large: usize,
    rounds: usize,
) -> Result<()> {
    let small = library(&folder.join("views-small"), small)?;
    let large = library(&folder.join("views-large"), large)?;
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
    let order =
        |library: &Library| Ok(library.get_view_order(request(View::All, Sort::Latest, None))?);
    let times = by_turns(rounds, || order(&large), || order(&small))?;
    table.times("every id of “all”, for scrolling anywhere", times, None);
    Ok(())
}

fn library(folder: &Path, conversations: usize) -> Result<Library> {
    write_library(folder, conversations, conversations, 1)?;
    let library = Library::open(folder)?;
    let half = (1..=conversations as i64).step_by(2).collect();
    library.create_group_of_rows(GroupOfRows {
        group_name: "Half".into(),
        row_ids: half,
    })?;
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
