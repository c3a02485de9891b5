//! The list at the end of a test run.

use std::fmt;
use std::time::Duration;

use super::counts::Counts;

/// How a step went; with the runner's counts and the lines in which it summed up.
pub enum Outcome {
    Passed(Counts, Vec<String>),
    /// … and why.
    Failed(Counts, Vec<String>, String),
    /// The step that it builds on had failed.
    CouldNotRun(&'static str),
    /// Why it is not for this run or this machine: an option, a system, a folder that is not there.
    LeftOut(&'static str),
}

/// All steps so far. Its text ends in the runners' own lines and their sum.
#[derive(Default)]
pub struct Report(Vec<(&'static str, Duration, Outcome)>);

impl Report {
    pub fn add(&mut self, name: &'static str, took: Duration, outcome: Outcome) {
        self.0.push((name, took, outcome));
    }

    pub fn succeeded(&self, name: &str) -> bool {
        self.0
            .iter()
            .any(|(step, _, outcome)| *step == name && matches!(outcome, Outcome::Passed(..)))
    }

    pub fn is_good(&self) -> bool {
        !self
            .0
            .iter()
            .any(|(_, _, outcome)| matches!(outcome, Outcome::Failed(..) | Outcome::CouldNotRun(_)))
    }

    /// The runners' counts added up. A step that failed without a failing test of its own (a lint, a
    /// build) is one failure: the sum must never look clean when the run was not.
    fn counts(&self) -> Counts {
        let mut sum = Counts::default();
        for (_, _, outcome) in &self.0 {
            sum += match outcome {
                Outcome::Passed(counts, _) => *counts,
                Outcome::Failed(counts, ..) => Counts {
                    failed: counts.failed.max(1),
                    ..*counts
                },
                Outcome::CouldNotRun(_) => Counts {
                    failed: 1,
                    ..Counts::default()
                },
                Outcome::LeftOut(_) => Counts::default(),
            };
        }
        sum
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "What ran:")?;
        for (name, took, outcome) in &self.0 {
            let (result, why) = match outcome {
                Outcome::Passed(..) => ("ok", String::new()),
                Outcome::Failed(_, _, why) => ("FAILED", why.clone()),
                Outcome::CouldNotRun(needed) => ("NOT RUN", format!("after: {needed}")),
                Outcome::LeftOut(why) => ("left out", (*why).to_owned()),
            };
            let line = format!(
                "  {result:<9} {name:<36} {:>7.1} s  {why}",
                took.as_secs_f64()
            );
            writeln!(f, "{}", line.trim_end())?;
        }
        writeln!(f)?;
        for (_, _, outcome) in &self.0 {
            if let Outcome::Passed(_, lines) | Outcome::Failed(_, lines, _) = outcome {
                lines.iter().try_for_each(|line| writeln!(f, "{line}"))?;
            }
        }
        let Counts {
            passed,
            failed,
            skipped,
        } = self.counts();
        writeln!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcomes: impl IntoIterator<Item = Outcome>) -> Report {
        let mut report = Report::default();
        for outcome in outcomes {
            report.add("step", Duration::ZERO, outcome);
        }
        report
    }

    fn passed(passed: u32) -> Outcome {
        let counts = Counts {
            passed,
            failed: 0,
            skipped: 1,
        };
        Outcome::Passed(counts, vec![format!("Tests  {passed} passed")])
    }

    fn last_line(report: &Report) -> String {
        report.to_string().lines().last().unwrap().to_owned()
    }

    #[test]
    fn the_last_line_adds_up_what_the_runners_said() {
        let counts = Counts {
            passed: 5,
            failed: 2,
            skipped: 0,
        };
        let failed = Outcome::Failed(counts, Vec::new(), "exit status: 1".to_owned());
        assert_eq!(
            last_line(&report([passed(10), failed])),
            "15 passed, 2 failed, 1 skipped"
        );
    }

    #[test]
    fn a_step_that_failed_or_could_not_run_is_never_zero_failures() {
        let lint = Outcome::Failed(Counts::default(), Vec::new(), "exit status: 1".to_owned());
        for outcome in [lint, Outcome::CouldNotRun("build")] {
            let report = report([passed(1), outcome]);
            assert!(!report.is_good());
            assert_eq!(last_line(&report), "1 passed, 1 failed, 1 skipped");
        }
    }

    #[test]
    fn a_step_left_out_is_named_with_the_reason_and_no_failure() {
        let report = report([passed(1), Outcome::LeftOut("samples not found")]);
        assert!(report.is_good());
        let text = report.to_string();
        let line = text.lines().find(|line| line.contains("left out")).unwrap();
        assert!(line.ends_with("samples not found"), "{text}");
    }

    #[test]
    fn the_runners_own_lines_come_after_the_list() {
        let text = report([passed(3), Outcome::LeftOut("--quick")]).to_string();
        assert!(
            text.find("left out") < text.find("Tests  3 passed"),
            "{text}"
        );
    }
}
