import { parentPort } from 'node:worker_threads';
import { check, type Task } from './check.ts';

/** Checks what it is handed, one after the other. */
parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await check(task)));
