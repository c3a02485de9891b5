//! `sheaf-bench demo` invents libraries of any size; `sheaf-bench bench` measures Sheaf against bare
//! references. Started through `cargo xtask`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a command-line program speaks by printing
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice
    )
)]

mod bare;
mod demo;
mod invent;
mod measure;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
sheaf-bench demo --conversations N --messages M --out DIR [--seed S]
    writes a library of invented conversations
sheaf-bench demo --telegram-file FILE --messages M [--seed S]
    writes an export of an invented Telegram account
sheaf-bench bench [--quick] [--only groups,views,search,import,window] [--markdown FILE]
    measures Sheaf against bare references and prints a table; FILE gets the whole report
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sheaf-bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    match arguments.split_first() {
        Some((command, rest)) if command == "demo" => demo(&Options(rest)),
        Some((command, [file, library])) if command == "import-memory" => {
            println!("{}", measure::peak_here(file.as_ref(), library.as_ref())?);
            Ok(())
        }
        Some((command, rest)) if command == "bench" => bench(&Options(rest)),
        _ => {
            print!("{HELP}");
            Ok(())
        }
    }
}

fn demo(options: &Options<'_>) -> Result<()> {
    let messages = options.number("--messages")?.unwrap_or(100_000);
    let seed = options.number("--seed")?.unwrap_or(1) as u64;
    if let Some(file) = options.value("--telegram-file")? {
        return demo::telegram_export(&PathBuf::from(file), messages, seed);
    }
    let conversations = options.number("--conversations")?.unwrap_or(1000);
    let Some(out) = options.value("--out")? else {
        bail!("say where to: --out DIR\n{HELP}");
    };
    print!(
        "{}",
        demo::library(&PathBuf::from(out), conversations, messages, seed)?
    );
    Ok(())
}

fn bench(options: &Options<'_>) -> Result<()> {
    let only = options.value("--only")?;
    let only: Vec<&str> = only
        .map(|names| names.split(',').collect())
        .unwrap_or_default();
    let table = measure::measure(options.is_set("--quick"), &only)?;
    print!("{}", table.markdown());
    if let Some(file) = options.value("--markdown")? {
        std::fs::write(file, measure::report(&table)?)?;
    }
    match table.missed() {
        0 => Ok(()),
        missed => bail!("{missed} aims were missed"),
    }
}

/// Arguments of the form `--name value` and `--name`.
struct Options<'a>(&'a [String]);

impl Options<'_> {
    fn value(&self, name: &str) -> Result<Option<&str>> {
        let Some(at) = self.0.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        let value = self
            .0
            .get(at + 1)
            .with_context(|| format!("{name} needs a value"))?;
        Ok(Some(value))
    }

    fn is_set(&self, name: &str) -> bool {
        self.0.iter().any(|argument| argument == name)
    }

    fn number(&self, name: &str) -> Result<Option<usize>> {
        let number = self.value(name)?.map(|text| {
            let digits = text.replace(['_', ','], "");
            digits
                .parse()
                .with_context(|| format!("{name}: {text} is no number"))
        });
        number.transpose()
    }
}
