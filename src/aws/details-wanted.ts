import * as z from 'zod/mini';
import type { FailureRef } from '../app/ports.ts';
import { Execution } from './deed.ts';
import { DETAILS_WANTED } from './details-desk.ts';
import { SOURCE } from './event-source.ts';

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
