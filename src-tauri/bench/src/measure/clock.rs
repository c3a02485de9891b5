//! Timing by turns: what is compared runs alternately in one process, so that whatever else the
//! machine does falls on both. The median stands for all rounds.

use std::time::Instant;

use anyhow::Result;

/// Seconds that `run` takes, and what it gives.
pub fn time<T>(run: impl FnOnce() -> Result<T>) -> Result<(f64, T)> {
    let start = Instant::now();
    let value = run()?;
    Ok((start.elapsed().as_secs_f64(), value))
}

/// Median seconds of both, run by turns so many times after a round that does not count.
pub fn by_turns<A, B>(
    rounds: usize,
    mut first: impl FnMut() -> Result<A>,
    mut second: impl FnMut() -> Result<B>,
) -> Result<(f64, f64)> {
    first()?;
    second()?;
    let mut times = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        times.0.push(time(&mut first)?.0);
        times.1.push(time(&mut second)?.0);
    }
    Ok((median(&mut times.0), median(&mut times.1)))
}

/// The middle one.
pub fn median(times: &mut [f64]) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
