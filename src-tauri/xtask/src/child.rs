//! Programs that this one starts, and the promise that none of them outlives it.
//!
//! Each child leads a process group of its own: stopping the group also ends what the child started
//! (a test runner's servers, a web view's helper processes). The terminal's Ctrl-C does not reach such
//! a group by itself, so a handler passes it on.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// How long a child may take to end after it was asked to, before it is killed.
const GRACE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(20);

/// Process ids of the children that run now.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A started program. Dropping it stops the program and everything that the program started.
#[must_use]
pub struct Child(std::process::Child);

impl Child {
    /// Starts `command` in a process group of its own, without standard input.
    pub fn start(command: &mut Command) -> Result<Self> {
        command.stdin(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        // The lock is held over the start, so that a signal never misses a child just born.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        let child = command
            .spawn()
            .with_context(|| format!("cannot start {}", named(command)))?;
        running.push(child.id());
        Ok(Self(child))
    }

    /// The child's standard output, if `command` piped it.
    pub fn take_stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.0.stdout.take()
    }

    /// How the child ended, or `None` while it runs.
    pub fn try_wait(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.0.try_wait()?)
    }

    /// Waits for the end of the child.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        Ok(self.0.wait()?)
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let id = self.0.id();
        if matches!(self.0.try_wait(), Ok(None)) {
            signal(id, Signal::End);
            let asked = Instant::now();
            while matches!(self.0.try_wait(), Ok(None)) && asked.elapsed() < GRACE {
                std::thread::sleep(POLL);
            }
            if matches!(self.0.try_wait(), Ok(None)) {
                signal(id, Signal::Kill);
                let _ = self.0.wait();
            }
        }
        RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|running| *running != id);
    }
}

/// Makes Ctrl-C, a hang-up and SIGTERM stop every child before this program ends.
pub fn stop_all_on_signal() -> Result<()> {
    ctrlc::set_handler(|| {
        let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        for id in running.iter() {
            signal(*id, Signal::End);
        }
        // Ends with the lock held: nothing new can start meanwhile.
        std::process::exit(130);
    })
    .context("cannot watch for Ctrl-C")
}

/// Runs `command` to its end with its output going where this program's output goes.
pub fn run(command: &mut Command) -> Result<ExitStatus> {
    Child::start(command)?.wait()
}

/// Like [`run`], but a command that ends badly is an error.
pub fn succeed(command: &mut Command) -> Result<()> {
    let status = run(command)?;
    anyhow::ensure!(status.success(), "`{}` failed ({status})", named(command));
    Ok(())
}

/// Runs `command` to its end, handing each line of its two outputs to `line` as it comes.
pub fn run_lines(command: &mut Command, line: impl Fn(&str) + Sync) -> Result<ExitStatus> {
    let mut child = Child::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let outputs: [Option<Box<dyn Read + Send>>; 2] = [
        child.0.stdout.take().map(|output| Box::new(output) as _),
        child.0.stderr.take().map(|output| Box::new(output) as _),
    ];
    std::thread::scope(|scope| {
        for output in outputs.into_iter().flatten() {
            scope.spawn(|| each_line(output, &line));
        }
    });
    child.wait()
}

/// Prints a line at once, also when the output is a file or a pipe.
pub fn print_line(line: &str) {
    let mut output = std::io::stdout().lock();
    // A closed pipe (`cargo xtask test | head`) is no reason to stop testing.
    let _ = writeln!(output, "{line}").and_then(|()| output.flush());
}

/// The command's name and arguments, as a person would type them.
pub fn named(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(std::ffi::OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn each_line(output: impl Read, line: &(impl Fn(&str) + Sync)) {
    let mut output = BufReader::new(output);
    let mut bytes = Vec::new();
    while matches!(output.read_until(b'\n', &mut bytes), Ok(read) if read > 0) {
        line(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']));
        bytes.clear();
    }
}

#[derive(Clone, Copy)]
enum Signal {
    End,
    Kill,
}

#[cfg(unix)]
fn signal(id: u32, wanted: Signal) {
    use nix::sys::signal::{Signal as Unix, killpg};
    let Ok(id) = i32::try_from(id) else { return };
    let wanted = match wanted {
        Signal::End => Unix::SIGTERM,
        Signal::Kill => Unix::SIGKILL,
    };
    // An error means that the group has ended already.
    let _ = killpg(nix::unistd::Pid::from_raw(id), wanted);
}

/// Windows has no polite signal for a process tree; `taskkill` is its own tool for ending one.
#[cfg(not(unix))]
fn signal(id: u32, _: Signal) {
    let _ = Command::new("taskkill")
        .args(["/T", "/F", "/PID", &id.to_string()])
        .output();
}
