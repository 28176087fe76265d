import * as z from 'zod/mini';
import { FORMAT_NAMES, type QuestionForm } from '../domain/question.ts';
import { MAX } from './limits.ts';

/** What a form asks travels with its button, because whoever opens the form may not read the table. What comes back is judged against
 * what is kept. */

const Option = z.object({ value: z.string(), label: z.string() });
const Form = z.object({
  ask: z.string(),
  options: z.array(Option),
  inputs: z.array(
    z.object({
      name: z.string().check(z.regex(/^\w{1,40}$/)),
      label: z.string(),
      type: z.enum(['text', 'number', 'select', 'date', 'user']),
      required: z.boolean(),
      format: z.optional(z.enum(FORMAT_NAMES)),
      options: z.optional(z.array(Option)),
    }),
  ),
});

const SEPARATOR = '\n';
const ASK_SHOWN = 300;

/** A reference, and after it the option that the button stands for. */
export function toOptionValue(reference: string | undefined, option: string): string | undefined {
  return reference === undefined ? undefined : `${reference}${SEPARATOR}${option}`;
}

/** A reference, and after it what the form asks.
 * @returns undefined when it does not fit, which a question that was taken cannot cause */
export function toFormValue(reference: string | undefined, { ask, options, inputs }: QuestionForm): string | undefined {
  if (reference === undefined) return undefined;
  const form = { ask: ask.slice(0, ASK_SHOWN), options: options.map(({ value, label }) => ({ value, label })), inputs };
  const value = `${reference}${SEPARATOR}${JSON.stringify(form)}`;
  return value.length <= MAX.buttonValue ? value : undefined;
}

/** @returns the reference and what stands after it, '' for nothing */
export function splitValue(value: string): readonly [string, string] {
  const at = value.indexOf(SEPARATOR);
  return at < 0 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)];
}

/** @returns undefined for what is no form of ours */
export function parseForm(text: string): QuestionForm | undefined {
  try {
    const parsed = Form.safeParse(JSON.parse(text));
    return parsed.success ? toForm(parsed.data) : undefined;
  } catch {
    return undefined;
  }
}

function toForm({ ask, options, inputs }: z.infer<typeof Form>): QuestionForm {
  return {
    ask,
    options,
    inputs: inputs.map(({ format, options: choices, ...input }) => ({
      ...input,
      ...(format === undefined ? {} : { format }),
      ...(choices === undefined ? {} : { options: choices }),
    })),
  };
}
