//! The system packages that building, showing and testing need: which are missing, and getting them.

mod lists;

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::child;
use lists::{PackageTool, Refresh, TOOLS};

/// What a command is going to do, and so which packages it needs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Need {
    /// Compiling the app.
    Build,
    /// A virtual display with fonts, and taking its picture.
    Display,
    /// Driving the real window: WebDriver, a window manager, a mouse, another program to drop files from.
    WindowTests,
}

/// Makes sure that everything for `needs` is on this system. Silent when it is.
pub fn ensure(needs: &[Need]) -> Result<()> {
    match std::env::consts::OS {
        "linux" => ensure_linux(needs),
        "macos" => ensure_macos(),
        "windows" => ensure_windows(),
        _ => Ok(()),
    }
}

fn ensure_linux(needs: &[Need]) -> Result<()> {
    let Some(tool) = TOOLS.iter().find(|tool| is_program(tool.name)) else {
        // Not a system whose package names are known: the build itself will say what it lacks.
        return Ok(());
    };
    let missing = (tool.missing)(&tool.wanted(needs))?;
    if missing.is_empty() {
        return Ok(());
    }
    let commands = tool.install_commands(&missing);
    let prefix: &[&str] = if is_root() {
        &["env"]
    } else if is_program("sudo") {
        &["sudo", "env"]
    } else {
        bail!(
            "installing needs an administrator, and there is no sudo here. Please run as root:\n  {}",
            commands.join(" && ")
        );
    };
    println!("Installing system packages: {}", missing.join(" "));
    for line in commands {
        let mut words = prefix
            .iter()
            .copied()
            .chain(["DEBIAN_FRONTEND=noninteractive"])
            .chain(line.split(' '));
        let mut command = Command::new(words.next().unwrap_or_default());
        // Stays in the terminal's own process group, so that sudo can ask for a password.
        let status = command
            .args(words)
            .status()
            .with_context(|| format!("cannot run `{line}`"))?;
        anyhow::ensure!(status.success(), "`{line}` failed ({status})");
    }
    Ok(())
}

impl PackageTool {
    fn wanted(&self, needs: &[Need]) -> Vec<&'static str> {
        let list = |need: &Need| match need {
            Need::Build => self.build,
            Need::Display => self.display,
            Need::WindowTests => self.window_tests,
        };
        needs.iter().flat_map(list).copied().collect()
    }

    /// The commands that install `missing`, as a person would type them.
    fn install_commands(&self, missing: &[String]) -> Vec<String> {
        let install = format!("{} {}", self.install, missing.join(" "));
        let refresh = self.refresh.command().map(str::to_owned);
        refresh.into_iter().chain([install]).collect()
    }
}

impl Refresh {
    fn command(&self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::Always(command) => Some(command),
            Self::Unless(lists, command) => {
                let has_lists =
                    std::fs::read_dir(lists).is_ok_and(|mut lists| lists.next().is_some());
                (!has_lists).then_some(command)
            }
        }
    }
}

/// What of `wanted` is not installed, given `status package` lines; packages never heard of have no line.
fn missing_from_dpkg(wanted: &[&str], known: &str) -> Vec<String> {
    let installed: Vec<&str> = known
        .lines()
        .filter_map(|line| line.strip_prefix("installed "))
        .collect();
    wanted
        .iter()
        .filter(|name| !installed.contains(name))
        .map(ToString::to_string)
        .collect()
}

fn ensure_macos() -> Result<()> {
    let tools = Command::new("xcode-select")
        .arg("-p")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    anyhow::ensure!(
        tools.is_ok_and(|status| status.success()),
        "Apple's command line tools are missing. Please run: xcode-select --install"
    );
    Ok(())
}

/// Cargo has linked this program, so a linker is there; the web view may not be, before Windows 11.
fn ensure_windows() -> Result<()> {
    const WEB_VIEW: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let is_installed = [
        r"HKLM\SOFTWARE\WOW6432Node",
        r"HKLM\SOFTWARE",
        r"HKCU\Software",
    ]
    .iter()
    .any(|hive| {
        let mut query = Command::new("reg");
        query.args(["query", &format!(r"{hive}\{WEB_VIEW}"), "/v", "pv"]);
        query.output().is_ok_and(|output| output.status.success())
    });
    anyhow::ensure!(
        is_installed,
        "the WebView2 runtime is missing. Please install Microsoft's \"Evergreen Bootstrapper\" for \
         WebView2, or run: winget install Microsoft.EdgeWebView2Runtime"
    );
    Ok(())
}

/// Whether a program of that name can be started.
fn is_program(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

#[cfg(unix)]
fn is_root() -> bool {
    nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

/// What a command prints; its exit status is left aside, since queries use it for "some are missing".
fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot run {}", child::named(command)))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apt() -> &'static PackageTool {
        &TOOLS[0]
    }

    #[test]
    fn a_package_is_missing_unless_dpkg_says_that_it_is_installed() {
        let cases: [(&str, &[&str]); 4] = [
            ("installed xvfb\ninstalled xdotool\n", &[]),
            ("installed xvfb\n", &["xdotool"]),
            // Removed with its settings kept, and known from another package's suggestion only.
            (
                "config-files xvfb\nnot-installed xdotool\n",
                &["xvfb", "xdotool"],
            ),
            ("", &["xvfb", "xdotool"]),
        ];
        for (known, missing) in cases {
            assert_eq!(
                missing_from_dpkg(&["xvfb", "xdotool"], known),
                missing,
                "dpkg said {known:?}"
            );
        }
    }

    #[test]
    fn a_name_within_another_packages_name_is_not_that_package() {
        assert_eq!(
            missing_from_dpkg(&["dbus"], "installed dbus-x11\n"),
            ["dbus"]
        );
    }

    #[test]
    fn only_what_a_command_needs_is_wanted() {
        let wanted = apt().wanted(&[Need::Build]);
        assert!(
            wanted.contains(&"libwebkit2gtk-4.1-dev") && !wanted.contains(&"xvfb"),
            "{wanted:?}"
        );
        let wanted = apt().wanted(&[Need::Build, Need::Display]);
        assert!(
            wanted.contains(&"xvfb") && !wanted.contains(&"webkit2gtk-driver"),
            "{wanted:?}"
        );
    }

    #[test]
    fn no_package_is_asked_for_twice() {
        for tool in &TOOLS {
            let mut wanted = tool.wanted(&[Need::Build, Need::Display, Need::WindowTests]);
            wanted.sort_unstable();
            let before = wanted.len();
            wanted.dedup();
            assert_eq!(wanted.len(), before, "{}", tool.name);
        }
    }

    /// What the window tests and the pictures start, by the packages that bring it on each system.
    #[test]
    fn every_program_of_the_window_tests_is_brought() {
        let programs = [
            ["x11-utils", "/usr/bin/xwininfo", "xorg-xwininfo"],
            ["x11-utils", "/usr/bin/xprop", "xorg-xprop"],
            ["xvfb", "/usr/bin/Xvfb", "xorg-server-xvfb"],
            ["imagemagick", "/usr/bin/import", "imagemagick"],
            ["xdotool", "xdotool", "xdotool"],
            ["openbox", "openbox", "openbox"],
        ];
        for names in programs {
            for (tool, name) in TOOLS.iter().zip(names) {
                let wanted = tool.wanted(&[Need::Display, Need::WindowTests]);
                assert!(wanted.contains(&name), "{}: {name}", tool.name);
            }
        }
    }

    #[test]
    fn lists_of_packages_are_fetched_where_there_are_none() {
        let folder = tempfile::tempdir().unwrap();
        let path: &'static str = folder.path().to_str().unwrap().to_owned().leak();
        let refresh = Refresh::Unless(path, "fetch");
        assert_eq!(refresh.command(), Some("fetch"));
        std::fs::write(folder.path().join("core.db"), "").unwrap();
        assert_eq!(refresh.command(), None);
        assert_eq!(
            Refresh::Unless("/not/there", "fetch").command(),
            Some("fetch")
        );
    }

    #[test]
    fn the_commands_for_an_administrator_name_the_missing_packages() {
        let commands = apt().install_commands(&["xvfb".into(), "xdotool".into()]);
        assert_eq!(
            commands,
            [
                "apt-get update -q",
                "apt-get install -q -y --no-install-recommends xvfb xdotool"
            ]
        );
    }
}
