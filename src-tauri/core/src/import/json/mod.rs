//! JSON files of any size, read as a stream: [`JsonStream`] walks to the arrays that matter and
//! gives their elements one at a time as raw bytes, [`parse`] makes a value of one.
//!
//! serde_json alone would either hold the whole file or stop at the first flaw. Here a flaw costs
//! the element it is in, and a file that is cut off gives everything before the cut.

mod keys;
mod repair;
mod scan;
mod stream;

pub use repair::{parse, parse_owned};
pub use stream::{Element, JsonStream};
