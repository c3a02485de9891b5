//! Text out of bytes: which encoding a file is in, its lines one at a time, and the order of names.

mod encoding;
mod lines;
mod natural_order;

pub(super) use encoding::{TextEncoding, Utf8Reader, decode_names, find_encoding, mark_of};
pub(super) use lines::{Line, Lines};
pub(super) use natural_order::natural_order;
