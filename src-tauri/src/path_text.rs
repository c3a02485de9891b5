//! Paths as text: the window holds them, shows their names and gives them back to be imported.
//!
//! A path need not be Unicode, and text is. One that is not becomes a `file:` address, in which
//! every byte has its place; all others stay as they are.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use tauri::Url;

/// The path in a form that [`read`] turns back into the very same.
pub fn write(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    match Url::from_file_path(path) {
        Ok(address) => address.into(),
        // Windows alone has names that no address can hold.
        Err(()) => path.to_string_lossy().into_owned(),
    }
}

/// The path behind a text: a path, or a file's address.
pub fn read(text: String) -> PathBuf {
    let address = Url::parse(&text).ok();
    let is_file = |address: &Url| address.scheme() == "file";
    let path = address
        .filter(is_file)
        .and_then(|address| address.to_file_path().ok());
    path.unwrap_or_else(|| text.into())
}

/// Reads one of a command's argument.
pub fn read_one<'de, D: Deserializer<'de>>(argument: D) -> Result<PathBuf, D::Error> {
    String::deserialize(argument).map(read)
}

/// Reads the list of a command's argument.
pub fn read_all<'de, D: Deserializer<'de>>(argument: D) -> Result<Vec<PathBuf>, D::Error> {
    let texts = Vec::deserialize(argument)?;
    Ok(texts.into_iter().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_text_stays_as_it_is() {
        for path in [
            "/导出/a b%20c.json",
            "/tmp/file:x",
            r"C:\exports\a.zip",
            "a.txt",
        ] {
            assert_eq!(write(path.as_ref()), path);
            assert_eq!(read(path.into()), PathBuf::from(path));
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_path_that_is_no_text_comes_back_byte_for_byte() {
        use std::os::unix::ffi::OsStringExt;
        let bytes = b"/exports/caf\xe9 50% #1?.json".to_vec();
        let path = PathBuf::from(std::ffi::OsString::from_vec(bytes));
        assert_eq!(read(write(&path)), path);
    }

    #[test]
    #[cfg(unix)]
    fn an_address_of_a_file_is_a_path_too() {
        assert_eq!(read("file:///a%20b.zip".into()), PathBuf::from("/a b.zip"));
    }
}
