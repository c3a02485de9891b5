/** The time for everything that says "today" and "yesterday": moves once a minute. */

let now = $state(Date.now());

setInterval(() => (now = Date.now()), 60_000);

export const clock = {
  /** UTC milliseconds. */
  get now(): number {
    return now;
  },
};
