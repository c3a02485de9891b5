//! What the test runners say about themselves, read from the lines in which they sum up.

use std::ops::AddAssign;

/// Tests of one runner, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// A test runner whose words are known.
#[derive(Clone, Copy, Debug)]
pub enum Runner {
    Cargo,
    Vitest,
    Node,
}

impl Runner {
    /// The counts in `line`, if it is one of the runner's summary lines.
    pub fn read(self, line: &str) -> Option<Counts> {
        let mut counts = Counts::default();
        match self {
            // test result: FAILED. 11 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; …
            Self::Cargo => {
                let summary = line.strip_prefix("test result: ")?;
                pairs(summary).for_each(|(number, label)| counts.count(label, number));
            }
            //       Tests  1 failed | 11 passed | 2 skipped (14)
            Self::Vitest => {
                let summary = line.trim_start().strip_prefix("Tests  ")?;
                pairs(summary).for_each(|(number, label)| counts.count(label, number));
            }
            // ℹ pass 11      (one label a line)
            Self::Node => {
                let (label, number) = line.strip_prefix("ℹ ")?.split_once(' ')?;
                let known = ["pass", "fail", "cancelled", "skipped", "todo"].contains(&label);
                counts.count(label, known.then(|| number.parse().ok())??);
            }
        }
        Some(counts)
    }
}

impl Counts {
    fn count(&mut self, label: &str, number: u32) {
        match label {
            "passed" | "pass" => self.passed += number,
            "failed" | "fail" | "cancelled" => self.failed += number,
            "skipped" | "ignored" | "todo" => self.skipped += number,
            _ => {}
        }
    }
}

/// Every `12 label` in `text`.
fn pairs(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let words = || {
        text.split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    words()
        .zip(words().skip(1))
        .filter_map(|(number, label)| Some((number.parse().ok()?, label)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_runners_summary_line_is_read() {
        let cases = [
            (
                Runner::Cargo,
                "test result: ok. 12 passed; 0 failed; 3 ignored; 0 measured; 7 filtered out; finished in 0.01s",
                (12, 0, 3),
            ),
            (
                Runner::Cargo,
                "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s",
                (1, 2, 0),
            ),
            (Runner::Vitest, "      Tests  12 passed (12)", (12, 0, 0)),
            (
                Runner::Vitest,
                "      Tests  1 failed | 11 passed | 2 skipped | 1 todo (15)",
                (11, 1, 3),
            ),
            (Runner::Vitest, "      Tests  no tests", (0, 0, 0)),
            (Runner::Node, "ℹ pass 4", (4, 0, 0)),
            (Runner::Node, "ℹ fail 2", (0, 2, 0)),
            (Runner::Node, "ℹ cancelled 1", (0, 1, 0)),
            (Runner::Node, "ℹ skipped 5", (0, 0, 5)),
        ];
        for (runner, line, (passed, failed, skipped)) in cases {
            assert_eq!(
                runner.read(line),
                Some(Counts {
                    passed,
                    failed,
                    skipped
                }),
                "{line}"
            );
        }
    }

    #[test]
    fn other_lines_are_not_taken_for_a_summary() {
        let cases = [
            (Runner::Cargo, "test counts::reads ... ok"),
            (Runner::Cargo, "running 12 tests"),
            (Runner::Vitest, " Test Files  3 passed (3)"),
            (Runner::Vitest, " ✓ src/drag/drag.test.ts (5 tests) 12ms"),
            (Runner::Node, "ℹ tests 4"),
            (Runner::Node, "ℹ duration_ms 151.2"),
            (Runner::Node, "✔ the window opens (812ms)"),
        ];
        for (runner, line) in cases {
            assert_eq!(runner.read(line), None, "{line}");
        }
    }
}
