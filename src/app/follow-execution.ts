import type { ExecutionEvent, Fact } from '../domain/execution-event.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import { errorWord } from './error-word.ts';
import { keepMessages } from './keep-messages.ts';
import { noteRecovery } from './note-recovery.ts';
import type { StoredExecution } from './ports.ts';
import { type RefreshDeps, refreshExecution } from './refresh-execution.ts';
import { rememberGood } from './remember-good.ts';

export interface FollowDeps extends RefreshDeps {
  readonly reads: Pick<PipelineReads, 'authors' | 'state' | 'executions' | 'structure' | 'actionRuns'>;
}

/** After this long without an event somebody looks again, in case one got lost. */
export const QUIET_UNTIL_LOOK_MS = 45_000;

/** Takes in one event of CodePipeline and brings the messages up to date.
 *
 * A repeat changes nothing but is followed to the end all the same: it may be the redelivery of one that died on the way.
 */
export async function followExecution(deps: FollowDeps, event: ExecutionEvent): Promise<void> {
  const observed = await deps.executions.observe(event, deps.now() + QUIET_UNTIL_LOOK_MS);
  await rememberGood(deps, event, observed.stored);
  const stored = await noteRecovery(deps, event, observed.stored);
  const shown = waitsWithoutRun(event) ? await refreshExecution(deps, stored) : await keepMessages(deps, stored);
  if (bringsRevision(event) && !hasAuthors(shown)) await completeAuthors(deps, shown);
}

/** Events from before 2023 do not name the run that waits; a button needs it, so it is read. */
function waitsWithoutRun({ observation }: ExecutionEvent): boolean {
  return observation.state === 'waiting' && observation.runKey === undefined;
}

function bringsRevision(event: ExecutionEvent): boolean {
  return event.facts.some(({ kind }) => kind === 'revision');
}

function hasAuthors({ execution }: StoredExecution): boolean {
  return Object.values(execution.facts).some(({ kind }) => kind === 'author');
}

/** Events do not name the author of a revision; the source action's output variables do. The card never waits for it. */
async function completeAuthors(deps: FollowDeps, stored: StoredExecution): Promise<void> {
  const facts = await readAuthors(deps, stored);
  if (facts.length > 0) await keepMessages(deps, await deps.executions.addFacts(stored.execution.ref, facts));
}

async function readAuthors(deps: FollowDeps, { execution }: StoredExecution): Promise<Fact[]> {
  try {
    return await deps.reads.authors(execution.ref);
  } catch (error) {
    deps.log.warn('The authors of a revision could not be read; the card goes without them', {
      executionId: execution.ref.executionId,
      cause: errorWord(error),
    });
    return [];
  }
}
