import type { Fact } from '../../domain/execution-event.ts';
import type { Background, Concerned } from '../../domain/failure-details.ts';
import type { FailureProgress } from '../../domain/progress.ts';
import { flakyActions, streakOf } from '../../domain/streak.ts';
import { authorsOf } from '../authors-of.ts';
import type { PipelineReads } from '../codepipeline-ports.ts';
import { errorWord } from '../error-word.ts';
import { inBatches } from '../in-batches.ts';
import type { Executions, FailureRef, LastGoods, Log } from '../ports.ts';
import { readChange } from '../read-change.ts';
import type { StandingDeps } from '../standing.ts';
import { createWhoIs } from '../who-is.ts';
import type { Preferences, RunReads } from './ports.ts';

export interface BackgroundDeps extends StandingDeps {
  readonly reads: PipelineReads;
  readonly executions: Executions;
  readonly lastGoods: LastGoods;
  readonly runs: RunReads;
  readonly preferences: Preferences;
  readonly log: Log;
}

/** Whoever broke it is among few; a release train that carries fifty people mentions nobody usefully. */
const TOLD_AT_MOST = 8;
const AT_ONCE = 4;
const NAME_MAX = 100;

/** Whose changes are new since the stage was green, and how long it has been red. Each half costs only itself when it cannot be read. */
export async function findBackground(
  deps: BackgroundDeps,
  { execution, stage, begun }: FailureRef,
  failure: FailureProgress,
): Promise<Fact> {
  const [people, history] = await Promise.all([
    orNothing(deps, () => concerned(deps, execution, stage)),
    orNothing(deps, () => historyOf(deps, execution, stage, failure)),
  ]);
  return { kind: 'background', stage, begun, value: { people: [], ...people, ...history } };
}

async function orNothing<T>({ log }: BackgroundDeps, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    log.warn('What came before a failure could not be read; its message goes without', { cause: errorWord(error) });
    return undefined;
  }
}

/** The authors of every revision that the stage has not been green with. */
async function concerned(
  deps: BackgroundDeps,
  execution: FailureRef['execution'],
  stage: string,
): Promise<Pick<Background, 'people' | 'more'>> {
  const { change } = await readChange(deps, execution, stage);
  const { known } = await authorsOf(deps, execution, change.revisions);
  const whoIs = createWhoIs(deps);
  const told = known.slice(0, TOLD_AT_MOST);
  const found = await inBatches(told, AT_ONCE, async (author) => ({
    name: author.name.slice(0, NAME_MAX),
    user: await whoIs(author),
  }));
  const users = found.flatMap(({ user }) => user ?? []);
  const quiet = users.length === 0 ? new Set() : await deps.preferences.withoutMentions(users);
  const people = found.map(({ name, user }): Concerned => (user && !quiet.has(user) ? { name, user } : { name }));
  const more = known.length - told.length;
  return { people: onceEach(people), ...(more > 0 ? { more } : {}) };
}

/** Somebody may commit under several addresses. */
function onceEach(people: readonly Concerned[]): Concerned[] {
  return [...new Map(people.map((one) => [one.user ?? one.name, one])).values()];
}

async function historyOf(
  { runs }: BackgroundDeps,
  execution: FailureRef['execution'],
  stage: string,
  { actions }: FailureProgress,
): Promise<Omit<Background, 'people'>> {
  const recent = await runs.recent(execution, stage);
  const flaky = flakyActions(
    recent,
    actions.map(({ name }) => name),
  );
  return { ...streakOf(recent, execution.executionId), ...(flaky.length === 0 ? {} : { flaky }) };
}
