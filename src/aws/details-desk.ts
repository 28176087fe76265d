import { errorWord } from '../app/error-word.ts';
import type { DetailsDesk, Log } from '../app/ports.ts';
import { putEvent } from './put-event.ts';

export const DETAILS_WANTED = 'Signalbox Details Wanted';

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
