import type { ExecutionEvent } from '../domain/execution-event.ts';
import { type KeepDeps, keepMessages } from './keep-messages.ts';
import type { PipelineReads, StoredExecution } from './ports.ts';

export interface FollowDeps extends KeepDeps {
  readonly reads: Pick<PipelineReads, 'authors'>;
}

/** After this long without an event somebody looks again, in case one got lost. */
export const QUIET_UNTIL_LOOK_MS = 45_000;

/** Takes in one event of CodePipeline and brings the messages up to date.
 *
 * A repeat changes nothing but is followed to the end all the same: it may be the redelivery of one that died on the way.
 */
export async function followExecution(deps: FollowDeps, event: ExecutionEvent): Promise<void> {
  const { stored } = await deps.executions.observe(event, deps.now() + QUIET_UNTIL_LOOK_MS);
  const shown = await keepMessages(deps, stored);
  if (bringsRevision(event) && !hasAuthors(shown)) await completeAuthors(deps, shown);
}

function bringsRevision(event: ExecutionEvent): boolean {
  return event.facts.some(({ kind }) => kind === 'revision');
}

function hasAuthors({ execution }: StoredExecution): boolean {
  return Object.values(execution.facts).some(({ kind }) => kind === 'author');
}

/** Events do not name the author of a revision; the source action's output variables do. The card never waits for it. */
async function completeAuthors(deps: FollowDeps, stored: StoredExecution): Promise<void> {
  const ref = stored.execution.ref;
  try {
    const facts = await deps.reads.authors(ref);
    if (facts.length > 0) await keepMessages(deps, await deps.executions.addFacts(ref, facts));
  } catch (error) {
    deps.log.warn('The authors of a revision could not be read; the card goes without them', {
      executionId: ref.executionId,
      cause: error instanceof Error ? error.name : 'unknown',
    });
  }
}
