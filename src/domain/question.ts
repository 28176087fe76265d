import type { ChannelId, RunKey, UserId } from './ids.ts';
import type { ApproveGrant } from './policy.ts';
import type { Vote } from './votes.ts';

/** One of the answers that the author of a question offers. */
export interface QuestionOption {
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
}

export type InputType = 'text' | 'number' | 'select' | 'date' | 'user';

/** A field that whoever answers fills in. */
export interface QuestionInput {
  /** of the output variable */
  readonly name: string;
  readonly label: string;
  readonly type: InputType;
  readonly required: boolean;
  /** of a text: the format that it must have; absent: any text of the safe set */
  readonly format?: TextFormat;
  /** of a select */
  readonly options?: readonly QuestionOption[];
}

/** What people fill in to answer. */
export interface QuestionForm {
  readonly ask: string;
  readonly options: readonly QuestionOption[];
  readonly inputs: readonly QuestionInput[];
}

/** A question that a job asks, as it was settled when it was asked: it never changes. */
export interface Question extends QuestionForm {
  readonly stage: string;
  readonly action: string;
  /** where it is asked; each was allowed for the pipeline then */
  readonly channels: readonly ChannelId[];
  /** names of teams and people, of whom somebody has to be besides having the right; absent: whoever has the right */
  readonly approvers?: readonly string[];
  readonly quorum: number;
  readonly notOwnChange: boolean;
  /** ISO */
  readonly askedAt: string;
  /** ISO; nobody waits for an answer any longer */
  readonly deadline: string;
  /** the option that stands for no answer in time; absent: then the action fails */
  readonly otherwise?: string;
  /** further names of output variables, each with the one whose value it has */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** What a run of an action asks. */
export interface AskedQuestion {
  readonly kind: 'question';
  readonly run: RunKey;
  readonly value: Question;
}

/** What somebody answers. */
export interface Given {
  /** of an option; '' where there are none */
  readonly value: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Formats that an author may ask for, by name: nobody outside writes a pattern that we would run. */
export const FORMAT_NAMES = ['digits', 'version', 'slug', 'commit', 'ticket', 'email'] as const;
export type TextFormat = (typeof FORMAT_NAMES)[number];
export const TEXT_FORMATS: Readonly<Record<TextFormat, { readonly pattern: RegExp; readonly words: string }>> = {
  digits: { pattern: /^\d{1,30}$/, words: 'digits only' },
  version: { pattern: /^v?\d{1,9}(\.\d{1,9}){0,3}(-[\w.]{1,40})?$/, words: 'a version such as 1.4.2' },
  slug: { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, words: 'small letters, digits and dashes' },
  commit: { pattern: /^[0-9a-f]{7,64}$/, words: 'a commit id of 7 to 64 hexadecimal digits' },
  ticket: { pattern: /^[A-Z][A-Z0-9]{1,9}-\d{1,9}$/, words: 'a ticket such as SHOP-123' },
  email: { pattern: /^[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/, words: 'an e-mail address' },
};

/** Characters of a text, and of an option's value. */
export const TEXT_MAX = 200;
/** Nothing in it means anything to a shell, to YAML or to CodePipeline's variables. */
export const SAFE_TEXT = /^[\p{L}\p{N} ._,:@/+=-]*$/u;
const NUMBER = /^-?\d{1,15}(\.\d{1,9})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const USER = /^[UW][A-Z0-9]{2,30}$/;

/** An answer that does not fit its question. */
export interface Misfit {
  /** the input's name; '' for the options */
  readonly field: string;
  readonly label: string;
  /** what would fit */
  readonly expected: string;
}

/** Does an answer fit its question? Whatever was drawn, what comes back is input. @returns the first that does not */
export function misfitOf({ options, inputs }: QuestionForm, given: Given): Misfit | undefined {
  if (options.length > 0 && !options.some(({ value }) => value === given.value))
    return { field: '', label: 'The answer', expected: 'one of the options' };
  for (const input of inputs) {
    const expected = notAs(input, given.inputs[input.name] ?? '');
    if (expected !== undefined) return { field: input.name, label: input.label, expected };
  }
  return undefined;
}

function notAs({ type, required, format, options = [] }: QuestionInput, text: string): string | undefined {
  if (text === '') return required ? 'something' : undefined;
  switch (type) {
    case 'text':
      if (text.length > TEXT_MAX) return `at most ${TEXT_MAX} characters`;
      if (format !== undefined) return TEXT_FORMATS[format].pattern.test(text) ? undefined : TEXT_FORMATS[format].words;
      return SAFE_TEXT.test(text) ? undefined : 'letters, digits, spaces and . _ , : @ / + = - only';
    case 'number':
      return NUMBER.test(text) ? undefined : 'a number such as 12 or 0.5';
    case 'date':
      return DATE.test(text) && !Number.isNaN(Date.parse(text)) ? undefined : 'a date such as 2026-12-24';
    case 'user':
      return USER.test(text) ? undefined : 'a person';
    case 'select':
      return options.some(({ value }) => value === text) ? undefined : 'one of the options';
  }
}

/** The rule of the policy as this question narrows it: it never widens a right. */
export function narrowed(grant: ApproveGrant, { quorum, notOwnChange }: Question): ApproveGrant {
  const { breakGlass: _none, ...rest } = grant;
  return { ...rest, quorum: Math.max(grant.quorum, quorum), notOwnChange: grant.notOwnChange || notOwnChange };
}

/** Is somebody among those whom the question asks?
 * @param teams names of the teams that they are in */
export function isAskedOf({ approvers }: Question, user: UserId, teams: ReadonlySet<string>): boolean {
  return approvers === undefined || approvers.some((name) => name === user || teams.has(name));
}

/** The votes that say the same, once there are enough of them; of several such the one that was complete first.
 * @param last the vote of whoever counts: it is among those that decide where it says the same */
export function countAnswers(votes: readonly Vote[], needed: number, last?: Vote): readonly Vote[] | undefined {
  const inOrder = votes.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const answers = [...new Set(inOrder.map(({ answer }) => wordsOf(answer)))];
  const alike = answers.map((words) => inOrder.filter(({ answer }) => wordsOf(answer) === words));
  const complete = alike.filter((group) => group.length >= needed);
  const [first] = complete.toSorted((a, b) => ((a[needed - 1]?.at ?? '') < (b[needed - 1]?.at ?? '') ? -1 : 1));
  if (!first) return undefined;
  const mine = first.filter(({ operationId }) => operationId === last?.operationId);
  return [...first.filter((vote) => !mine.includes(vote)).slice(0, needed - mine.length), ...mine];
}

/** The same for answers that say the same. */
function wordsOf(given: Given | undefined): string {
  const inputs = Object.entries(given?.inputs ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([given?.value, inputs]);
}

export function sameAnswer(one: Vote, other: Vote): boolean {
  return wordsOf(one.answer) === wordsOf(other.answer);
}

/** What the answer is called where it is told. */
export function labelOf({ options }: QuestionForm, { value }: Given): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
