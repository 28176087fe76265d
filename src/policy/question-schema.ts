import * as z from 'zod/mini';
import { ANSWER_VARIABLES } from '../domain/answer-variables.ts';
import { parseDuration } from '../domain/duration.ts';
import { DAY_MS } from '../domain/job.ts';
import { FORMAT_NAMES, SAFE_TEXT } from '../domain/question.ts';

const MINUTE_MS = 60_000;

/** A label as people read it. A button that says so is the one of a manual approval, and no other. */
const label = z.string().check(
  z.minLength(1),
  z.maxLength(75),
  z.refine((text) => !/approve/i.test(text), 'a label without the word approve was expected'),
);
const value = z.string().check(
  z.minLength(1),
  z.maxLength(120),
  z.refine((text) => SAFE_TEXT.test(text), 'letters, digits, spaces and . _ , : @ / + = - were expected'),
);
const Option = z.strictObject({ value, label, style: z.optional(z.enum(['primary', 'danger'])) });
const options = z.array(Option).check(
  z.minLength(1),
  z.maxLength(20, 'at most 20 options were expected'),
  z.refine(
    (all) => new Set(all.map((one) => one.value)).size === all.length,
    'options with different values were expected',
  ),
);

const TAKEN: readonly string[] = ANSWER_VARIABLES;
const variable = z.string().check(
  z.regex(/^[A-Za-z]\w{0,39}$/, 'a name of letters, digits and underscores was expected'),
  z.refine(
    (name) => !TAKEN.includes(name),
    `another name than ${TAKEN.join(', ')} was expected: every answer has those`,
  ),
);

const Input = z
  .strictObject({
    name: variable,
    label,
    type: z.enum(['text', 'number', 'select', 'date', 'user']),
    required: z.optional(z.boolean()),
    pattern: z.optional(z.enum(FORMAT_NAMES)),
    options: z.optional(options),
  })
  .check(
    z.refine(({ type, options: choices }) => (type === 'select') === (choices !== undefined), {
      path: ['options'],
      error: 'options were expected for a select, and for nothing else',
    }),
    z.refine(({ type, pattern }) => pattern === undefined || type === 'text', {
      path: ['pattern'],
      error: 'a pattern was expected for a text only',
    }),
  );

const userId = z.string().check(z.regex(/^[UW][A-Z0-9]{2,}$/, 'the Slack id of a person, such as U0ANA, was expected'));
export const channelId = z
  .string()
  .check(z.regex(/^[CG][A-Z0-9]{2,}$/, 'the id of a channel, such as C0DEPLOYS, was expected'));

const duration = z.string().check(
  z.refine((text) => {
    const ms = parseDuration(text) ?? 0;
    return ms >= MINUTE_MS && ms <= DAY_MS;
  }, 'a time such as 30m or 4h was expected, from one minute to the 24 hours that CodePipeline gives an action'),
);

/** What a question says, in the parameters of an action and in `infra/questions.yml` alike. */
const question = {
  ask: z.string().check(z.minLength(1), z.maxLength(1_000)),
  channel: z.optional(channelId),
  people: z.optional(z.array(userId).check(z.minLength(1), z.maxLength(10, 'at most ten people were expected'))),
  options: z.optional(options),
  inputs: z.optional(z.array(Input).check(z.minLength(1), z.maxLength(8, 'at most eight inputs were expected'))),
  approvers: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(63))).check(z.minLength(1))),
  quorum: z.optional(z.int().check(z.minimum(1), z.maximum(50))),
  notOwnChange: z.optional(z.boolean()),
  timeout: z.optional(duration),
  onTimeout: z.optional(z.string().check(z.minLength(1))),
  outputs: z.optional(z.record(variable, z.string())),
};

/** A form travels with its button, of whose 2,000 characters the reference takes some. */
const FORM_MAX = 1_300;

type Parts = Readonly<
  Partial<Record<'options' | 'inputs', readonly { readonly name?: string; readonly value?: string }[] | undefined>>
>;

/** What must hold between its parts. */
const whole = [
  z.refine<Parts>(({ options: choices, inputs }) => choices !== undefined || inputs !== undefined, {
    path: ['options'],
    error: 'options or inputs were expected: there is nothing to answer with',
  }),
  z.refine<Parts & { channel?: unknown; people?: unknown }>(
    ({ channel, people }) => channel === undefined || people === undefined,
    {
      path: ['people'],
      error: 'a channel or people were expected, not both',
    },
  ),
  z.refine<Parts>(({ inputs = [] }) => new Set(inputs.map(({ name }) => name)).size === inputs.length, {
    path: ['inputs'],
    error: 'inputs with different names were expected',
  }),
  z.refine<Parts>(({ options: choices = [], inputs = [] }) => JSON.stringify([choices, inputs]).length <= FORM_MAX, {
    path: ['inputs'],
    error: `options and inputs of together at most ${FORM_MAX} characters were expected, because a Slack button holds no more`,
  }),
  z.refine<Parts & { onTimeout?: string | undefined }>(
    ({ options: choices = [], inputs = [], onTimeout = 'fail' }) =>
      onTimeout === 'fail' || (inputs.length === 0 && choices.some((one) => one.value === onTimeout)),
    {
      path: ['onTimeout'],
      error: 'fail, or the value of one of the options of a question without inputs was expected',
    },
  ),
  z.refine<Parts & { outputs?: Readonly<Record<string, string>> | undefined }>(
    ({ inputs = [], outputs = {} }) =>
      Object.values(outputs).every((of) => TAKEN.includes(of) || inputs.some(({ name }) => name === of)),
    { path: ['outputs'], error: `names with one of ${TAKEN.join(', ')} or the name of an input each were expected` },
  ),
] as const;

/** Where CodePipeline does not tell which action a job is for. */
const context = { pipeline: z.optional(z.string()), execution: z.optional(z.string()) };

export const QuestionEntry = z.strictObject(question).check(...whole);
export const QuestionParameters = z.strictObject({ ...question, ...context }).check(...whole);
export type QuestionParameters = z.infer<typeof QuestionParameters>;

export const NotifyParameters = z.strictObject({
  notify: z.string().check(z.minLength(1), z.maxLength(900)),
  channel: z.optional(channelId),
  ...context,
});

export const WaitParameters = z.strictObject({
  wait: z.string().check(z.minLength(1), z.maxLength(60)),
  ...context,
});

export const ChangelogParameters = z.strictObject({
  changelog: z.string().check(z.maxLength(300)),
  channel: z.optional(channelId),
  ...context,
});
