import * as z from 'zod/mini';
import type { FormWish, StartValues } from '../domain/form.ts';
import { MAX } from './limits.ts';
import { parseReference, toPipelineRef, toValue } from './reference.ts';

/** The value of a button that opens the form of a start, with what somebody has said of it already. */

type StartWish = Extract<FormWish, { form: 'start' }>;

const PREFIX = '1|start|';
const Value = z.object({
  reference: z.string(),
  given: z.optional(
    z.object({
      variables: z.record(z.string(), z.string()),
      revisions: z.optional(
        z.array(
          z.object({
            action: z.string(),
            type: z.enum(['COMMIT_ID', 'IMAGE_DIGEST', 'S3_OBJECT_VERSION_ID', 'S3_OBJECT_KEY']),
            value: z.string(),
          }),
        ),
      ),
    }),
  ),
});

/** @returns undefined when it is too much for a button */
export function toStartValue({ target, given }: Pick<StartWish, 'target' | 'given'>): string | undefined {
  const reference = toValue(target);
  const value = `${PREFIX}${JSON.stringify({ reference, ...(given ? { given } : {}) })}`;
  return value.length <= MAX.buttonValue ? value : undefined;
}

/** @returns undefined for a value that is none of these */
export function parseStartValue(text: string): StartWish | undefined {
  if (!text.startsWith(PREFIX) || text.length > MAX.buttonValue) return undefined;
  const value = Value.safeParse(parseJson(text.slice(PREFIX.length)));
  if (!value.success) return undefined;
  const parsed = parseReference(value.data.reference);
  if (!parsed.ok) return undefined;
  const { given } = value.data;
  return { form: 'start', target: toPipelineRef(parsed.reference), ...(given ? { given: toGiven(given) } : {}) };
}

function toGiven({ variables, revisions }: NonNullable<z.infer<typeof Value>['given']>): StartValues {
  return { variables, ...(revisions ? { revisions } : {}) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not ours
  }
}
