import { errorWord } from '../error-word.ts';
import type { TakenJob } from '../job-ports.ts';
import { type WorkDeps, workJob } from './work-job.ts';

/** Where jobs are polled. */
export interface JobDoor {
  /** for the log */
  readonly name: string;
  /** Takes work that nobody else has: acknowledged, so that it is ours.
   * @returns none when there is nothing to do */
  take(): Promise<readonly TakenJob[]>;
}

interface PollDeps extends WorkDeps {
  readonly doors: readonly JobDoor[];
  timeLeft(): number;
}

/** Time that is left to the sweep after it. */
const SPARE_MS = 20_000;

/** Takes the work that waits at every door that is polled, and does it. One door that is out of reach keeps nobody from the others. */
export async function pollJobs(deps: PollDeps): Promise<void> {
  await Promise.all(deps.doors.map((door) => empty(deps, door)));
}

async function empty(deps: PollDeps, door: JobDoor): Promise<void> {
  try {
    while (deps.timeLeft() > SPARE_MS) {
      const jobs = await door.take();
      if (jobs.length === 0) return;
      for (const job of jobs) await workJob(deps, job);
    }
  } catch (error) {
    deps.log.error('A door could not be looked through; the next minute tries again', {
      door: door.name,
      cause: errorWord(error),
    });
  }
}
