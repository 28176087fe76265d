import * as z from 'zod/mini';
import { openSeal } from '../app/seal.ts';
import { MAX_LINKS, type OperationRequest, SURFACES } from '../domain/operation.ts';
import { Deed, Draft, Execution, Pipeline, StartValues } from './deed.ts';
import { SOURCE } from './event-source.ts';
import { REQUESTED } from './requested.ts';

const text = z.string().check(z.minLength(1), z.maxLength(3_000));
const short = z.string().check(z.minLength(1), z.maxLength(200));

const Link = z.object({ url: text, region: short, pipeline: short, executionId: z.optional(short) });

const DraftWish = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('write'),
    target: z.object(Pipeline),
    change: z.enum(['create', 'edit']),
    definition: z.union([z.object({ text: z.string().check(z.maxLength(3_000)) }), z.object({ file: short })]),
  }),
  z.object({ kind: z.enum(['again', 'show']), target: Draft }),
]);

const Wish = z.discriminatedUnion('form', [
  z.object({ form: z.literal('start'), target: z.object(Pipeline), given: z.optional(z.object(StartValues)) }),
  z.object({ form: z.enum(['rollback', 'override']), target: z.object({ ...Pipeline, stage: short }) }),
]);

const Request = z.object({
  v: z.literal(1),
  operationId: short,
  actor: z.union([
    z.object({ userId: short, teamId: z.optional(short) }),
    z.object({ service: z.literal('schedule') }),
  ]),
  origin: z.object({
    surface: z.enum(SURFACES),
    channel: z.optional(short),
    messageTs: z.optional(short),
    modal: z.optional(short),
    responseUrl: z.optional(text),
    viewId: z.optional(short),
  }),
  ask: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('deed'), deed: Deed }),
    z.object({ kind: z.literal('words'), text: z.string().check(z.maxLength(10_000)) }),
    z.object({ kind: z.literal('cards'), of: z.object(Execution) }),
    z.object({ kind: z.literal('draft'), wish: DraftWish }),
    z.object({ kind: z.literal('home') }),
    z.object({ kind: z.literal('actions'), of: z.optional(z.object({ ...Pipeline, executionId: z.optional(short) })) }),
    z.object({ kind: z.literal('links'), links: z.array(Link).check(z.maxLength(MAX_LINKS)), shared: z.boolean() }),
    z.object({ kind: z.literal('form'), wish: Wish, view: z.object({ id: short, hash: z.optional(short) }) }),
  ]),
  performer: z.optional(z.literal('changes')),
  requestedAt: z.iso.datetime(),
  notAfter: z.iso.datetime(),
});

const RequestedEvent = z.object({
  source: z.literal(SOURCE),
  'detail-type': z.literal(REQUESTED),
  detail: z.object({ v: z.literal(1), operation: z.string().check(z.maxLength(200_000)), seal: z.string() }),
});

/** Opens and parses what arrived on the bus.
 * @throws BrokenSealError, or Error for a shape we do not know: the event goes to the dead-letter queue, with an alarm */
export function parseOperationRequested(payload: unknown, key: string): OperationRequest {
  const event = RequestedEvent.safeParse(payload);
  if (!event.success) throw new Error('Not a Signalbox Operation Requested event');
  const opened: unknown = JSON.parse(openSeal(event.data.detail, key));
  const request = Request.safeParse(opened);
  if (!request.success) {
    throw new Error(
      `A sealed operation has an unknown form: ${request.error.issues.map(({ path }) => path.join('.')).join(', ')}`,
    );
  }
  // The same shape, held by the schema above; only the brands of its ids are added here, where they have been checked.
  return request.data as OperationRequest;
}
