//! The packages by the names that each system has for them: what a fresh one lacks beyond Rust and Node,
//! each once and no more than needed; `no-install-recommends` keeps media codecs and desktop portals away.

use std::process::{Command, Stdio};

use anyhow::Result;

use super::{missing_from_dpkg, output};

/// A system's tool for packages and its names for them.
pub(super) struct PackageTool {
    pub name: &'static str,
    pub build: &'static [&'static str],
    pub display: &'static [&'static str],
    pub window_tests: &'static [&'static str],
    /// What must run before an installation.
    pub refresh: Refresh,
    /// The installation; the package names follow.
    pub install: &'static str,
    pub missing: fn(&[&str]) -> Result<Vec<String>>,
}

/// The command that brings the lists of packages up to date.
pub(super) enum Refresh {
    /// The tool does it by itself.
    Never,
    Always(&'static str),
    /// Only where no list lies in this folder: newer lists than the system's packages were made with
    /// would mix packages that do not fit together, and bringing all of them up to date is the person's.
    Unless(&'static str, &'static str),
}

pub(super) const TOOLS: [PackageTool; 3] = [
    PackageTool {
        name: "apt-get",
        build: &["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"],
        display: &[
            "xvfb",
            "x11-utils",
            "imagemagick",
            "fonts-noto-core",
            "fonts-noto-cjk",
            "fonts-noto-color-emoji",
        ],
        window_tests: &[
            "webkit2gtk-driver",
            "openbox",
            "xdotool",
            "python3-gi",
            "gir1.2-gtk-3.0",
        ],
        refresh: Refresh::Always("apt-get update -q"),
        install: "apt-get install -q -y --no-install-recommends",
        missing: |wanted| {
            let state = "-f=${db:Status-Status} ${Package}\\n";
            let known = output(Command::new("dpkg-query").args(["-W", state]).args(wanted))?;
            Ok(missing_from_dpkg(wanted, &known))
        },
    },
    // Names that changed between releases are asked for by the program that they bring.
    PackageTool {
        name: "dnf",
        build: &[
            "gcc",
            "gcc-c++",
            "make",
            "/usr/bin/pkg-config",
            "webkit2gtk4.1-devel",
        ],
        display: &[
            "/usr/bin/Xvfb",
            "/usr/bin/xwininfo",
            "/usr/bin/xprop",
            "/usr/bin/import",
            "google-noto-sans-cjk-fonts",
            "google-noto-emoji-color-fonts",
        ],
        window_tests: &[
            "/usr/bin/WebKitWebDriver",
            "openbox",
            "xdotool",
            "python3-gobject",
            "gtk3",
        ],
        refresh: Refresh::Never,
        install: "dnf install -y --setopt=install_weak_deps=False",
        missing: |wanted| {
            let is_missing = |name: &&&str| {
                let mut query = Command::new("rpm");
                query
                    .args(["-q", "--whatprovides", name])
                    .stdout(Stdio::null())
                    .stderr(Stdio::null());
                !query.status().is_ok_and(|status| status.success())
            };
            Ok(wanted
                .iter()
                .filter(is_missing)
                .map(ToString::to_string)
                .collect())
        },
    },
    PackageTool {
        name: "pacman",
        build: &["base-devel", "webkit2gtk-4.1"],
        display: &[
            "xorg-server-xvfb",
            "xorg-xwininfo",
            "xorg-xprop",
            "imagemagick",
            "noto-fonts",
            "noto-fonts-cjk",
            "noto-fonts-emoji",
        ],
        // WebKitWebDriver comes with the GTK 4 flavour of WebKit there.
        window_tests: &[
            "webkitgtk-6.0",
            "openbox",
            "xdotool",
            "python-gobject",
            "gtk3",
        ],
        refresh: Refresh::Unless("/var/lib/pacman/sync", "pacman -Sy --noconfirm"),
        install: "pacman -S --needed --noconfirm",
        missing: |wanted| {
            let missing = output(Command::new("pacman").arg("-T").args(wanted))?;
            Ok(missing.lines().map(str::to_owned).collect())
        },
    },
];
