//! Reading a conversation's messages: a window of them for the reader, pages in the SDK's shape.

mod page;
#[cfg(test)]
mod tests;
mod window;

pub use page::{MessageList, MessageListRequest};
pub use window::{Anchor, End, MessageRow, MessageWindow, MessagesRequest, ReplyTo};
