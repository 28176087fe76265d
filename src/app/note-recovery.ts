import type { Execution } from '../domain/execution.ts';
import type { ExecutionEvent } from '../domain/execution-event.ts';
import type { Executions, Reds, StoredExecution } from './ports.ts';

export interface RecoveryDeps {
  readonly executions: Pick<Executions, 'get' | 'addFacts'>;
  readonly reds: Reds;
}

/** Notes that a stage is green again whose failure had been told, so that whoever was told hears of it: one read for each stage that
 * succeeds, and nothing more where no failure of it was told.
 * @param event also one that was seen before: its first delivery may have died on the way here */
export async function noteRecovery(
  deps: RecoveryDeps,
  { subject, observation }: ExecutionEvent,
  stored: StoredExecution,
): Promise<StoredExecution> {
  if (subject.kind !== 'stage' || observation.state !== 'succeeded') return stored;
  const { stage } = subject;
  const { execution } = stored;
  const first = await deps.reds.streak(execution.ref, stage);
  // What succeeded before it failed does not make it green.
  if (!first || first.at >= observation.at) return stored;
  const red = first.at === '' ? undefined : await deps.executions.get(first.execution);
  const retriedBy = Object.values(execution.lines)
    .filter(({ deed, ended }) => deed.kind === 'retry' && deed.target.stage === stage && ended === 'performed')
    .map(({ byName }) => byName)
    .at(-1);
  const value = {
    stage,
    since: first.at,
    at: observation.at,
    sameChange: red !== undefined && bringsTheSame(red.execution, execution),
    ...(retriedBy === undefined ? {} : { retriedBy }),
  };
  // Noted before the streak ends: dying in between, the next delivery finds it still there.
  const noted = red ? await deps.executions.addFacts(execution.ref, [{ kind: 'recovered', value }]) : stored;
  await deps.reds.endStreak(first);
  return noted;
}

function bringsTheSame(red: Execution, green: Execution): boolean {
  if (red.ref.executionId === green.ref.executionId) return true;
  const [before, after] = [revisionsOf(red), revisionsOf(green)];
  return before.size > 0 && before.size === after.size && [...after].every((id) => before.has(id));
}

function revisionsOf({ facts }: Execution): Set<string> {
  return new Set(Object.values(facts).flatMap((fact) => (fact.kind === 'revision' ? [fact.value.revisionId] : [])));
}
