//! The command line: `sheaf [FILE…] [--data-dir DIR]`.

use std::ffi::OsString;
use std::path::PathBuf;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// Start the app.
    Start(Arguments),
    /// Print the help.
    Help,
    /// Print the version.
    Version,
}

/// How to start the app.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    /// Where everything is kept; the system's place for application data when absent.
    pub data_dir: Option<PathBuf>,
    /// Files and folders to import, absolute.
    pub files: Vec<PathBuf>,
}

/// What `--help` prints.
pub const HELP: &str = "\
Sheaf gathers your conversations and lets you put order into them.

Usage: sheaf [FILE…] [--data-dir DIR]

  FILE…            exports to import: files, zips or folders
  --data-dir DIR   keep everything in this folder (or set SHEAF_DATA_DIR)
  --version        print the version
  --help           print this";

/// Reads the command line. `data_dir` is the value of `SHEAF_DATA_DIR`; the option wins over it.
///
/// # Errors
/// An unknown option or one without its value, in words.
pub fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    data_dir: Option<OsString>,
) -> Result<Request, lexopt::Error> {
    use lexopt::prelude::*;
    let mut parsed = Arguments {
        data_dir: data_dir.filter(|dir| !dir.is_empty()).map(PathBuf::from),
        files: Vec::new(),
    };
    let mut parser = lexopt::Parser::from_args(arguments);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("data-dir") => parsed.data_dir = Some(parser.value()?.into()),
            Long("help") | Short('h') => return Ok(Request::Help),
            Long("version") | Short('V') => return Ok(Request::Version),
            // A second start hands its files to a program with another working directory.
            Value(file) => parsed.files.push(absolute(PathBuf::from(file))),
            _ => return Err(argument.unexpected()),
        }
    }
    parsed.data_dir = parsed.data_dir.map(absolute);
    Ok(Request::Start(parsed))
}

fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(arguments: &[&str], data_dir: Option<&str>) -> Arguments {
        match parse(arguments.iter().map(Into::into), data_dir.map(Into::into)).unwrap() {
            Request::Start(parsed) => parsed,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn files_and_the_data_folder_stand_in_any_order() {
        let parsed = start(&["/a.zip", "--data-dir", "/d", "/b c.json"], None);
        assert_eq!(parsed.data_dir, Some("/d".into()));
        assert_eq!(parsed.files, [PathBuf::from("/a.zip"), "/b c.json".into()]);
    }

    #[test]
    fn the_option_wins_over_the_variable_and_an_empty_variable_is_none() {
        assert_eq!(start(&[], Some("/env")).data_dir, Some("/env".into()));
        let both = start(&["--data-dir=/option"], Some("/env"));
        assert_eq!(both.data_dir, Some("/option".into()));
        assert_eq!(start(&[], Some("")).data_dir, None);
    }

    #[test]
    fn relative_files_become_absolute() {
        let parsed = start(&["export.zip"], None);
        assert!(parsed.files[0].is_absolute());
    }

    #[test]
    fn an_unknown_option_is_refused_and_help_is_found() {
        assert!(parse(["--nonsense".into()], None).is_err());
        assert!(parse(["--data-dir".into()], None).is_err());
        assert_eq!(parse(["-h".into()], None).unwrap(), Request::Help);
    }
}
