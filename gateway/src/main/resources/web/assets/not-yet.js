/** What one service has answered holds in the others a moment later; until then a call that needs it is a 404. */
const TRIES = 12;
const PAUSE_MS = 350;

export const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

/** Repeats a call that is a 404 until the other services have heard of what it is about. */
export async function notYet(call) {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      if (error.status !== 404 || tries === TRIES) throw error;
      await pause();
    }
  }
}
