import type { CrashPoint } from './crash-points.ts';
import { crashPointsOf, plannedCrash } from './crash-points.ts';
import { type EventFault, plannedEvents } from './event-faults.ts';
import type { FunctionName, Plan } from './fates.ts';
import { type Played, play } from './play.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { TYPED_STORIES } from './typed-stories.ts';

const STORIES: Readonly<Record<string, Scenario>> = { ...SCENARIOS, ...TYPED_STORIES };

/** One story with one thing that goes wrong in it: a number of a cell of a table. */
export interface Case {
  /** the story */
  readonly row: string;
  /** what goes wrong */
  readonly column: string;
  /** where, or how; `7` for the seventh event, `3.5.after` for the fifth call of the third invocation */
  readonly which: string;
}

export const idOf = ({ row, column, which }: Case) => `${row}/${column}/${which}`;

/** @throws Error when there is no such story or fault */
export function caseOf(id: string): Case {
  const [row = '', column = '', which = ''] = id.split('/');
  if (!STORIES[row] || !COLUMNS.includes(column) || which === '') throw new Error(`There is no case "${id}"`);
  return { row, column, which };
}

const SINGLE = ['lost', 'doubled', 'swapped', 'late'] as const;
export const EVENT_FAULTS: readonly string[] = [...SINGLE, 'shuffled', 'at once'];
export const FUNCTIONS: readonly FunctionName[] = ['pipeline-events', 'operations', 'schedule', 'details'];
const COLUMNS = [...EVENT_FAULTS, ...FUNCTIONS];

export function checkCase(one: Case): Promise<Played> {
  const story = STORIES[one.row];
  if (!story) throw new Error(`There is no story "${one.row}"`);
  return play(story, planOf(one));
}

function planOf({ column, which }: Case): Plan {
  const name = FUNCTIONS.find((one) => one === column);
  if (name === undefined) return plannedEvents(eventFault(column, Number(which)));
  const [invocation, call, when] = which.split('.');
  return plannedCrash({ name, invocation: Number(invocation), call: Number(call), afterEffect: when === 'after' });
}

function eventFault(column: string, which: number): EventFault {
  if (column === 'shuffled') return { kind: 'shuffled', seed: which };
  const kind = SINGLE.find((one) => one === column);
  return kind === undefined ? { kind: 'at once' } : { kind, event: which };
}

/** Each event lost, doubled, swapped with its neighbour and late, full shuffles, and all at once; counted in a calm run of each story. */
export async function matrixCases(shuffles: number): Promise<Case[]> {
  const all = Object.entries(SCENARIOS).map(async ([row, story]) => {
    const plan = plannedEvents();
    expectCalm(row, await play(story, plan));
    const numbered = (column: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ row, column, which: String(index + 1) }));
    return [
      ...SINGLE.flatMap((column) => numbered(column, column === 'swapped' ? plan.events() - 1 : plan.events())),
      ...numbered('shuffled', shuffles),
      ...numbered('at once', 1),
    ];
  });
  return (await Promise.all(all)).flat();
}

/** Each function killed at each of its calls, before the call and after its effect; counted in a calm run of each story. */
export async function crashCases(): Promise<Case[]> {
  const all = Object.entries(STORIES).map(async ([row, story]) => {
    const calm = await play(story, plannedEvents());
    expectCalm(row, calm);
    return crashPointsOf(calm.invoked).map((point) => ({ row, column: point.name, which: whichOf(point) }));
  });
  return (await Promise.all(all)).flat();
}

function whichOf({ invocation, call, afterEffect }: CrashPoint): string {
  return `${invocation}.${call}.${afterEffect ? 'after' : 'before'}`;
}

function expectCalm(row: string, { violations }: Played): void {
  if (violations.length > 0)
    throw new Error(`The story "${row}" does not hold even when nothing goes wrong: ${violations[0]}`);
}
