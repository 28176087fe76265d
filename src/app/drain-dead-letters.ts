import { errorWord } from './error-word.ts';
import type { DeadLetters, Log, OperationQueue, World } from './ports.ts';

export interface DrainDeadLettersDeps extends Pick<World, 'now'> {
  readonly deadLetters: DeadLetters;
  readonly queue: OperationQueue;
  readonly log: Log;
}

/** What could not be told in an hour is left to people: asking again each minute would not mend it. */
const GIVE_UP_MS = 60 * 60_000;

/** Takes what nobody could deliver or carry out. A request of a person goes on the bus once more: by now it is mostly too late for it, and
 * then the person is told so. What a later sweep makes good, an event of CodePipeline or a sweep that died, is not needed any more. Everything
 * else stays for people to look at, with its alarm. */
export async function drainDeadLetters({ deadLetters, queue, now, log }: DrainDeadLettersDeps): Promise<void> {
  for (const letter of await deadLetters.take()) {
    try {
      if (letter.kind === 'other' || (letter.kind === 'request' && isHopeless(letter.request.notAfter, now()))) {
        await deadLetters.leave(letter);
        continue;
      }
      if (letter.kind === 'request') await queue.request(letter.request);
      await deadLetters.done(letter);
      log.warn('What could not be delivered was taken care of', {
        kind: letter.kind,
        ...(letter.kind === 'request' ? { operationId: letter.request.operationId } : {}),
      });
    } catch (error) {
      log.error('A dead letter could not be taken care of; the next sweep tries again', { cause: errorWord(error) });
    }
  }
}

function isHopeless(notAfter: string, now: number): boolean {
  return Date.parse(notAfter) + GIVE_UP_MS <= now;
}
