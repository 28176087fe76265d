import * as z from 'zod/mini';
import { ChannelId, MessageTs } from '../domain/ids.ts';
import type { Origin } from '../domain/operation.ts';
import type { QuestionForm } from '../domain/question.ts';
import { parseForm, splitValue } from './question-form.ts';
import { parseReference, type Reference } from './reference.ts';

/** Where the button was pressed that opened the modal: submissions come without a place of their own. */
export interface ModalOrigin {
  readonly channel?: ChannelId;
  readonly messageTs?: MessageTs;
  /** in the Home tab */
  readonly isHome?: true;
}

export function toModalOrigin({ surface, channel, messageTs }: Origin): ModalOrigin {
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(messageTs === undefined ? {} : { messageTs }),
    ...(surface === 'home' ? { isHome: true } : {}),
  };
}

const id = z.string().check(z.minLength(1), z.maxLength(100));
const Metadata = z.object({
  v: z.literal(1),
  reference: z.string(),
  channel: z.optional(id),
  ts: z.optional(id),
  home: z.optional(z.literal(true)),
});

export type ParsedMetadata =
  | { readonly ok: true; readonly reference: Reference; readonly form?: QuestionForm }
  | { readonly ok: false; readonly reason: 'unknown_version' | 'not_ours' };

/** What a modal of ours keeps in `private_metadata`.
 * @param reference as the button carried it, with what a question's form asks after it; '' in one that is about nothing in particular */
export function toMetadata(reference: string, { channel, messageTs, isHome }: ModalOrigin): string {
  return JSON.stringify({
    v: 1,
    reference,
    ...(channel === undefined ? {} : { channel }),
    ...(messageTs === undefined ? {} : { ts: messageTs }),
    ...(isHome ? { home: true } : {}),
  });
}

export function parseMetadata(text: string): ParsedMetadata {
  const json = parseJson(text);
  const metadata = Metadata.safeParse(json);
  if (!metadata.success) return { ok: false, reason: hasOtherVersion(json) ? 'unknown_version' : 'not_ours' };
  const [reference, asked] = splitValue(metadata.data.reference);
  const parsed = parseReference(reference);
  if (!parsed.ok) return parsed;
  const form = asked === '' ? undefined : parseForm(asked);
  return { ok: true, reference: parsed.reference, ...(form ? { form } : {}) };
}

/** Where a modal of ours was opened; nowhere when that cannot be read. */
export function parseOrigin(text: string): ModalOrigin {
  const metadata = Metadata.safeParse(parseJson(text));
  if (!metadata.success) return {};
  const { channel, ts, home } = metadata.data;
  return {
    ...(channel === undefined ? {} : { channel: ChannelId(channel) }),
    ...(ts === undefined ? {} : { messageTs: MessageTs(ts) }),
    ...(home ? { isHome: true } : {}),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not ours
  }
}

function hasOtherVersion(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'v' in json && typeof json.v === 'number' && json.v !== 1;
}
