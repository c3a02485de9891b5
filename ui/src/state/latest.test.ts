import { expect, it } from 'vitest';
import { latest } from './latest';

/** Runs that end when the test says so. */
function controlled() {
  const ends: (() => void)[] = [];
  const run = latest(() => new Promise<void>((end) => ends.push(end)));
  return { run, ends };
}

it('runs once for all calls that come during a run, after it', async () => {
  const { run, ends } = controlled();
  const first = run();
  const others = [run(), run(), run()];
  ends[0]?.();
  await first;
  await Promise.resolve();
  await Promise.resolve();
  ends[1]?.();
  await Promise.all(others);
  expect(ends.length).toBe(2);
});

it('runs again after a run that failed', async () => {
  let fails = true;
  const run = latest(() => (fails ? Promise.reject(new Error('no')) : Promise.resolve()));
  await expect(run()).rejects.toThrow('no');
  fails = false;
  await expect(run()).resolves.toBeUndefined();
});
