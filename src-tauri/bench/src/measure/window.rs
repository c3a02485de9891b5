//! The real program in a window: from its start to the first rows painted, and the memory of all its
//! processes, with a large library and with an empty one.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::clock::median;
use super::memory;
use super::table::Table;
use crate::demo::{library_in, write_library};

/// The program makes the file that this variable names once its first view is painted.
const READY_FILE: &str = "SHEAF_READY_FILE";
/// Longer than any start takes.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a painted window is left alone before its memory is read.
const SETTLE: Duration = Duration::from_secs(2);
/// With the large library it may take so many times what it takes with none.
const AIM: f64 = 1.3;

/// Measures starts with so many conversations against starts with none.
pub fn measure(
    table: &mut Table,
    folder: &Path,
    conversations: usize,
    rounds: usize,
) -> Result<()> {
    let what = [
        "start to first rows painted",
        "memory of all processes (PSS)",
    ];
    let program = match program()? {
        Some(program) if cfg!(target_os = "linux") => program,
        found => {
            let why = if found.is_some() {
                "measured on Linux alone"
            } else {
                "no release build of the app beside this program"
            };
            for what in what {
                table.left_out(what, why);
            }
            return Ok(());
        }
    };
    let large = folder.join("window-large");
    write_library(&library_in(&large), conversations, conversations * 2, 1)?;
    let empty = folder.join("window-empty");
    let display = Display::start()?;
    let mut times: [Vec<f64>; 4] = Default::default();
    let [large_start, empty_start, large_memory, empty_memory] = &mut times;
    for round in 0..=rounds {
        let (start, memory) = run(&program, &large, &display)?;
        let (bare_start, bare_memory) = run(&program, &empty, &display)?;
        // The first of each fills the caches of system and window.
        if round > 0 {
            large_start.push(start);
            large_memory.push(memory);
            empty_start.push(bare_start);
            empty_memory.push(bare_memory);
        }
    }
    let [large_start, empty_start, large_memory, empty_memory] =
        times.each_mut().map(|times| median(times));
    let [start, memory] = what;
    table.times(start, (large_start, empty_start), Some(AIM));
    table.sizes(memory, (large_memory, empty_memory), Some(AIM));
    Ok(())
}

/// The app as people get it, beside this program. One built for testing would answer another question.
fn program() -> Result<Option<PathBuf>> {
    let here = std::env::current_exe()?;
    let program = here.with_file_name(format!("sheaf{}", std::env::consts::EXE_SUFFIX));
    Ok(Some(program).filter(|program| !cfg!(debug_assertions) && program.is_file()))
}

/// Seconds until the first rows were painted, and bytes of all processes a little later.
fn run(program: &Path, data: &Path, display: &Display) -> Result<(f64, f64)> {
    let ready = tempfile::tempdir()?;
    let ready = ready.path().join("ready");
    let start = Instant::now();
    let mut app = Running(
        Command::new(program)
            .arg("--data-dir")
            .arg(data)
            .env(READY_FILE, &ready)
            .env("DISPLAY", &display.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?,
    );
    while !ready.exists() {
        if start.elapsed() > PATIENCE {
            bail!("the window was not painted within {PATIENCE:?}");
        }
        if let Some(status) = app.0.try_wait()? {
            bail!("the app ended before its window was painted: {status}");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let seconds = start.elapsed().as_secs_f64();
    std::thread::sleep(SETTLE);
    let bytes = memory::of_tree(app.0.id())?;
    Ok((seconds, bytes as f64))
}

/// A process that ends with this value, and waits for those that it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let others = memory::tree(self.0.id()).unwrap_or_default();
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
        let end = Instant::now() + Duration::from_secs(5);
        let alive = |process: &u32| Path::new(&format!("/proc/{process}")).exists();
        while others.iter().any(alive) && Instant::now() < end {
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// A virtual display.
struct Display {
    _server: Running,
    name: String,
}

impl Display {
    fn start() -> Result<Self> {
        // Xvfb finds a free number itself and tells it once it is ready.
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1440x900x24",
                "-nolisten",
                "tcp",
            ])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let output = server.stdout.take().context("Xvfb has no output")?;
        let server = Running(server);
        let mut number = String::new();
        BufReader::new(output).read_line(&mut number)?;
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }
}
