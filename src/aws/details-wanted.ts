import * as z from 'zod/mini';
import { errorWord } from '../app/error-word.ts';
import type { DetailsDesk, FailureRef, Log } from '../app/ports.ts';
import { Execution } from './deed.ts';
import { SOURCE } from './event-source.ts';
import { putEvent } from './put-event.ts';

export const DETAILS_WANTED = 'Signalbox Details Wanted';

const Wanted = z.object({
  source: z.literal(SOURCE),
  'detail-type': z.literal(DETAILS_WANTED),
  detail: z.object({
    v: z.literal(1),
    execution: z.object(Execution),
    stage: z.string().check(z.minLength(1), z.maxLength(100)),
    begun: z.string().check(z.maxLength(40)),
  }),
});

/** @throws Error for what is no such event: it goes to the dead-letter queue */
export function parseDetailsWanted(event: unknown): FailureRef {
  const wanted = Wanted.safeParse(event);
  if (!wanted.success) throw new Error('Not a Signalbox Details Wanted event');
  const { execution, stage, begun } = wanted.data.detail;
  // The same shape, held by the schema above; only the brands of its ids are added here.
  return { execution, stage, begun } as FailureRef;
}

/** Asks through the bus. A failure is told in any case, so that one nobody can be asked about only goes without details.
 * @param waitMs how long its first message waits for them */
export function createDetailsDesk(
  waitMs: number,
  bus: string,
  region: string,
  env: NodeJS.ProcessEnv,
  log: Pick<Log, 'warn'>,
): DetailsDesk {
  return {
    waitMs,
    async want(failure) {
      try {
        await putEvent(DETAILS_WANTED, { v: 1, ...failure }, bus, region, env);
        return true;
      } catch (error) {
        log.warn('Nobody could be asked why something failed; it is told without', { cause: errorWord(error) });
        return false;
      }
    },
  };
}
