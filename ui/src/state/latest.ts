/**
 * One run at a time: calls that come while one is under way share a single run after it. Events
 * come in bursts; the window needs the state after the last of them, not one answer for each.
 */
export function latest(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function start(): Promise<void> {
    running = run().finally(() => (running = null));
    return running;
  }

  return () => {
    if (!running) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}
