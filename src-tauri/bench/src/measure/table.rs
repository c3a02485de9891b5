//! The table that `bench` prints: what was measured, the bare reference beside it, their ratio.

use std::fmt::Write;

/// Everything measured.
#[derive(Default)]
pub struct Table {
    sections: Vec<Section>,
}

struct Section {
    title: String,
    reference: String,
    rows: Vec<Row>,
}

/// One line: figures, their ratio and what is aimed at.
struct Row {
    what: String,
    sheaf: String,
    bare: String,
    ratio: Option<f64>,
    aim: String,
    met: Option<bool>,
}

impl Table {
    /// Begins a section; `reference` says what its rows are compared with.
    pub fn section(&mut self, title: &str, reference: &str) {
        self.sections.push(Section {
            title: title.into(),
            reference: reference.into(),
            rows: Vec::new(),
        });
    }

    /// Two times, seconds, whose ratio shall be under `aim`.
    pub fn times(&mut self, what: &str, (sheaf, bare): (f64, f64), aim: Option<f64>) {
        self.compare(what, sheaf, bare, aim, duration);
    }

    /// Two sizes in memory, bytes, whose ratio shall be under `aim`.
    pub fn sizes(&mut self, what: &str, (sheaf, bare): (f64, f64), aim: Option<f64>) {
        self.compare(what, sheaf, bare, aim, size);
    }

    /// A figure that has an aim of its own.
    pub fn figure(&mut self, what: &str, figure: String, aim: &str, met: bool) {
        self.push(Row {
            what: what.into(),
            sheaf: figure,
            bare: String::new(),
            ratio: None,
            aim: aim.into(),
            met: Some(met),
        });
    }

    /// Something that could not be measured, and why.
    pub fn left_out(&mut self, what: &str, why: &str) {
        self.push(Row {
            what: what.into(),
            sheaf: why.into(),
            bare: String::new(),
            ratio: None,
            aim: String::new(),
            met: None,
        });
    }

    /// How many aims were missed.
    pub fn missed(&self) -> usize {
        let rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.filter(|row| row.met == Some(false)).count()
    }

    fn compare(
        &mut self,
        what: &str,
        sheaf: f64,
        bare: f64,
        aim: Option<f64>,
        words: fn(f64) -> String,
    ) {
        let ratio = sheaf / bare;
        self.push(Row {
            what: what.into(),
            sheaf: words(sheaf),
            bare: words(bare),
            ratio: Some(ratio),
            aim: aim.map(|aim| format!("< {aim}")).unwrap_or_default(),
            met: aim.map(|aim| ratio < aim),
        });
    }

    fn push(&mut self, row: Row) {
        if let Some(section) = self.sections.last_mut() {
            section.rows.push(row);
        }
    }

    /// As Markdown, which reads well in a terminal too.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        for section in &self.sections {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "\n## {}\n\n{}\n", section.title, section.reference);
            let mut lines =
                vec![["", "Sheaf", "reference", "ratio", "aim", "met"].map(String::from)];
            lines.extend(section.rows.iter().map(Row::cells));
            let mut widths = [0; 6];
            for line in &lines {
                for (width, cell) in widths.iter_mut().zip(line) {
                    *width = (*width).max(cell.chars().count());
                }
            }
            for (number, line) in lines.iter().enumerate() {
                let cells = line.iter().zip(widths).enumerate();
                for (column, (cell, width)) in cells {
                    let _ = match column {
                        0 => write!(out, "| {cell:<width$} "),
                        _ => write!(out, "| {cell:>width$} "),
                    };
                }
                out.push_str("|\n");
                if number == 0 {
                    for (column, width) in widths.into_iter().enumerate() {
                        let _ = match column {
                            0 => write!(out, "|{:-<1$}", "", width + 2),
                            _ => write!(out, "|{:-<1$}:", "", width + 1),
                        };
                    }
                    out.push_str("|\n");
                }
            }
        }
        out
    }
}

impl Row {
    fn cells(&self) -> [String; 6] {
        [
            self.what.clone(),
            self.sheaf.clone(),
            self.bare.clone(),
            self.ratio
                .map(|ratio| format!("{ratio:.2}"))
                .unwrap_or_default(),
            self.aim.clone(),
            match self.met {
                Some(true) => "yes".into(),
                Some(false) => "**no**".into(),
                None => String::new(),
            },
        ]
    }
}

/// Seconds in words of three digits.
pub fn duration(seconds: f64) -> String {
    match seconds {
        s if s < 1e-3 => format!("{:.0} µs", s * 1e6),
        s if s < 1e-2 => format!("{:.2} ms", s * 1e3),
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// Bytes in words.
pub fn size(bytes: f64) -> String {
    format!("{:.0} MB", bytes / 1e6)
}
