import * as z from 'zod/mini';
import { SOURCE } from './event-source.ts';

export const CHECK_WANTED = 'Signalbox Check Wanted';

const Wanted = z.object({
  source: z.literal(SOURCE),
  'detail-type': z.literal(CHECK_WANTED),
  detail: z.object({ v: z.literal(1), id: z.string().check(z.regex(/^[\w-]{1,64}$/)) }),
});

/** The doctor's marked event: that its report comes proves the bus, its rule, the function and the table.
 * @returns the id under which the report is awaited, undefined for every other event */
export function parseCheckWanted(event: unknown): string | undefined {
  const wanted = Wanted.safeParse(event);
  return wanted.success ? wanted.data.detail.id : undefined;
}

/** As `PutEvents` takes it.
 * @param id letters, digits, `-` and `_`, 64 at most */
export function checkWanted(id: string, bus: string) {
  return { EventBusName: bus, Source: SOURCE, DetailType: CHECK_WANTED, Detail: JSON.stringify({ v: 1, id }) };
}
