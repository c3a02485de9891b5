//! Where the window can appear: the person's own display, or a virtual one that this program starts.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::child::Child;

/// Width, height and colour depth of the virtual display.
const SCREEN: &str = "1440x900x24";

/// Whether this session can show windows. macOS and Windows always can.
pub fn is_here() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// A running Xvfb; it ends with this value.
pub struct VirtualDisplay {
    _server: Child,
    /// What `DISPLAY` must be: `:7`.
    pub name: String,
}

impl VirtualDisplay {
    /// Starts Xvfb on a display number that is free.
    pub fn start() -> Result<Self> {
        // Xvfb looks for a free number itself and writes it to the descriptor, once it is ready.
        let mut server = Child::start(
            Command::new("Xvfb")
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    SCREEN,
                    "-nolisten",
                    "tcp",
                ])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        )?;
        let mut number = String::new();
        let output = server.take_stdout().context("Xvfb has no output")?;
        BufReader::new(output).read_line(&mut number)?;
        anyhow::ensure!(
            !number.trim().is_empty(),
            "Xvfb ended without opening a display"
        );
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }

    /// Points `command` at this display and away from any other.
    pub fn show<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("DISPLAY", &self.name)
            .env_remove("WAYLAND_DISPLAY")
            .env("GDK_BACKEND", "x11")
            // No graphics card behind this display: sharing buffers with one only costs memory.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            // A desktop's accessibility bus is not there either; looking for it prints warnings.
            .env("NO_AT_BRIDGE", "1")
    }
}
