import { Worker } from 'node:worker_threads';
import type { Checked, Task } from './check.ts';

/** Checks tasks in as many threads as wanted, and tells of each in the order of the tasks, however they end. */
export async function sideBySide(
  tasks: readonly Task[],
  jobs: number,
  tell: (checked: Checked, index: number) => void,
): Promise<void> {
  const ended = new Map<number, Checked>();
  let next = 0;
  let toTell = 0;
  const thread = async () => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url));
    for (let index = next++; index < tasks.length; index = next++) {
      ended.set(index, await answered(worker, tasks[index]));
      for (let one = ended.get(toTell); one; one = ended.get(toTell)) {
        tell(one, toTell);
        ended.delete(toTell);
        toTell += 1;
      }
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, tasks.length) }, thread));
}

function answered(worker: Worker, task: Task | undefined): Promise<Checked> {
  return new Promise((resolve, reject) => {
    worker.once('message', (checked: Checked) => {
      worker.off('error', reject);
      resolve(checked);
    });
    worker.once('error', reject);
    worker.postMessage(task);
  });
}
