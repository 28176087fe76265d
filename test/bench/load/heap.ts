import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const MB = 2 ** 20;

/** What is held, once everything that can go has gone. */
export function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / MB;
}

export const residentMb = (): number => process.memoryUsage().rss / MB;
