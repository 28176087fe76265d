import * as z from 'zod/mini';
import type { LetterContents } from '../app/ports.ts';
import { parseCheckWanted } from './check-wanted.ts';
import { parseCodePipelineEvent } from './codepipeline-events.ts';
import { SOURCE } from './event-source.ts';
import { parseOperationRequested } from './operation-requested.ts';
import { SWEEP_WANTED } from './sweep-wanted.ts';

/** A minute that had no sweep, or a sweep that should have followed another. */
const Sweep = z.union([
  z.object({ source: z.literal('aws.events'), 'detail-type': z.literal('Scheduled Event') }),
  z.object({ source: z.literal(SOURCE), 'detail-type': z.literal(SWEEP_WANTED) }),
]);

/** Reads what an asynchronous hop gave up. What is in no form that we know, or sealed by somebody else, is `other`.
 * @param key of the operations, as the parameter has it */
export function readLetter(body: string, key: string): LetterContents {
  const event = parsed(() => JSON.parse(body) as unknown);
  const request = parsed(() => parseOperationRequested(event, key));
  if (request) return { kind: 'request', request };
  const isMadeGood =
    Sweep.safeParse(event).success ||
    parseCheckWanted(event) !== undefined ||
    parsed(() => parseCodePipelineEvent(event)) !== undefined;
  return { kind: isMadeGood ? 'made_good' : 'other' };
}

function parsed<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
