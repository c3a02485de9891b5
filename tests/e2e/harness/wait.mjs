/** Waiting for things that happen on their own. */

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks again and again until the answer is neither false nor empty, and gives it.
 * @template T
 * @param {() => T | Promise<T>} question An error counts as "not yet".
 * @param {{ timeout?: number, what?: string }} [options] Milliseconds; what is waited for, in words.
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(question, { timeout = 10_000, what = String(question) } = {}) {
  const end = Date.now() + timeout;
  let trouble = '';
  for (;;) {
    try {
      const answer = await question();
      if (answer) return answer;
      trouble = `the last answer was ${JSON.stringify(answer)}`;
    } catch (error) {
      trouble = `the last try failed: ${error instanceof Error ? error.message : error}`;
    }
    if (Date.now() > end) throw new Error(`waited ${timeout} ms in vain for ${what}; ${trouble}`);
    await pause(30);
  }
}
