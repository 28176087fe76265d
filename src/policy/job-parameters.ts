import type * as z from 'zod/mini';
import { parseDuration } from '../domain/duration.ts';
import { ChannelId, UserId } from '../domain/ids.ts';
import type {
  NoteParameters,
  QuestionParameters as Question,
  WaitParameters as Wait,
} from '../domain/job-parameters.ts';
import type { QuestionInput, QuestionOption } from '../domain/question.ts';
import { problemAt } from './policy-problem.ts';
import { ChangelogParameters, NotifyParameters, QuestionParameters, WaitParameters } from './question-schema.ts';
import type { QuestionsFile } from './questions-file.ts';
import { wordsFor } from './words.ts';

/* What authors of pipelines write into the parameters of an action. A fault names the field and what was expected there. */

type Written = Readonly<Record<string, unknown>>;
type Read<P> = { readonly parameters: P } | { readonly fault: string };

/** @param questions that `{"ask":"@name"}` names; what stands beside the name comes in the place of what is written there */
export function readQuestion({ questions = {} }: QuestionsFile): (written: Written) => Read<Question> {
  return (written) => {
    const { ask, ...own } = written;
    if (typeof ask !== 'string' || !ask.startsWith('@')) return parsed(QuestionParameters, written, toQuestion);
    const name = ask.slice(1);
    const entry = Object.hasOwn(questions, name) ? questions[name] : undefined;
    if (entry) return parsed(QuestionParameters, { ...entry, ...own }, toQuestion);
    const known = Object.keys(questions).map((one) => `@${one}`);
    return {
      fault: `ask: there is no question @${name}; ${known.length === 0 ? 'infra/questions.yml has none' : `one of ${known.join(', ')} was expected`}`,
    };
  };
}

export const readNotify = (written: Written): Read<NoteParameters> =>
  parsed(NotifyParameters, written, ({ notify: text, channel }) => ({ text, ...inChannel(channel) }));

export const readChangelog = (written: Written): Read<NoteParameters> =>
  parsed(ChangelogParameters, written, ({ changelog: text, channel }) => ({ text, ...inChannel(channel) }));

export function readWait(written: Written): Read<Wait> {
  const read = parsed(WaitParameters, written, ({ wait }) => toWait(wait));
  if ('fault' in read) return read;
  const { parameters } = read;
  return parameters
    ? { parameters }
    : { fault: 'wait: a time such as 30m, an instant such as 2026-12-24T08:00:00Z or the word freeze was expected' };
}

function toWait(text: string): Wait | undefined {
  if (text === 'freeze') return { for: 'freeze' };
  const ms = parseDuration(text);
  if (ms !== undefined) return { for: 'time', ms };
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
    ? { for: 'instant', at: new Date(text).toISOString() }
    : undefined;
}

function parsed<T, P>(schema: z.ZodMiniType<T>, written: Written, to: (value: T) => P): Read<P> {
  const result = schema.safeParse(written, { error: wordsFor, reportInput: true });
  if (result.success) return { parameters: to(result.data) };
  const [issue] = result.error.issues;
  return { fault: issue ? faultOf(issue) : 'Parameters: they cannot be understood' };
}

function faultOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return problemAt([...issue.path, issue.keys[0] ?? ''], 'there is no such key').message;
  if (issue.code === 'invalid_value') {
    const { message } = problemAt(issue.path, `one of ${issue.values.map(String).join(', ')} was expected`);
    return message;
  }
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string' && issue.input !== undefined;
  return problemAt(issue.path, wantsText ? 'text in quotes was expected' : issue.message).message;
}

function toQuestion(written: QuestionParameters): Question {
  const {
    ask,
    channel,
    people,
    options = [],
    inputs = [],
    approvers,
    quorum = 1,
    notOwnChange = false,
    timeout,
    onTimeout,
    outputs,
  } = written;
  const timeoutMs = timeout === undefined ? undefined : parseDuration(timeout);
  return {
    ask,
    options: options.map(toOption),
    inputs: inputs.map(toInput),
    ...inChannel(channel),
    ...(people === undefined ? {} : { people: people.map(UserId) }),
    ...(approvers === undefined ? {} : { approvers }),
    quorum,
    notOwnChange,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(onTimeout === undefined || onTimeout === 'fail' ? {} : { otherwise: onTimeout }),
    ...(outputs === undefined ? {} : { outputs }),
  };
}

type WrittenInput = NonNullable<QuestionParameters['inputs']>[number];

function toInput({ name, label, type, required = false, pattern, options }: WrittenInput): QuestionInput {
  return {
    name,
    label,
    type,
    required,
    ...(pattern === undefined ? {} : { format: pattern }),
    ...(options === undefined ? {} : { options: options.map(toOption) }),
  };
}

function toOption({ value, label, style }: NonNullable<QuestionParameters['options']>[number]): QuestionOption {
  return { value, label, ...(style === undefined ? {} : { style }) };
}

function inChannel(channel: string | undefined): { channel?: ChannelId } {
  return channel === undefined ? {} : { channel: ChannelId(channel) };
}
