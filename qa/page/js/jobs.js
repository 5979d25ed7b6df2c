// Following a job until it ends.

const PAUSE_MS = 700;
const PATIENCE = 5; // looks in a row that may fail: a worker may be restarting

/**
 * Return a job once it has ended. `told` hears of it after each look; `look` returns the job of an
 * id as it stands.
 */
export async function follow(job, told, look) {
  let current = job;
  let failures = 0;
  while (current.state !== "done" && current.state !== "failed") {
    told(current);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    try {
      current = await look(job.id);
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= PATIENCE) throw error;
    }
  }
  return current;
}
