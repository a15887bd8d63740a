/**
 * Runs `work` once at a time. Who asks while it runs gets a run of their own after it, shared with all that ask
 * meanwhile: what such a run brings is never older than the asking.
 */
export function oneAtATime(work) {
  let running = null;
  let next = null;
  return function run() {
    if (!running) {
      running = work().finally(() => {
        running = null;
      });
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
