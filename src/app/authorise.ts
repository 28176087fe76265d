import { hasEnded } from '../domain/execution-event.ts';
import type { Person } from '../domain/identity.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import type { Operation, Refusal } from '../domain/operation.ts';
import { mayPerform, type Place, type Standing, type Verdict } from '../domain/permissions.ts';
import { placeOf, unplaced } from '../domain/place.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { progressOf, versionOf } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';
import { standingFor } from './standing.ts';

/** A deed with the judgement of it. */
export interface Authority {
  readonly verdict: Verdict;
  readonly place: Place;
  readonly standing: Standing;
  /** the execution that it is about, as it was judged */
  readonly stored?: StoredExecution;
}

/** Judges a deed by the policy, with everything read now.
 * @param person what Slack said of them a moment ago
 * @throws when Slack or the definition of the pipeline cannot be read: nothing is guessed, and the delivery is repeated */
export async function authorise(deps: DeedDeps, operation: Operation, person?: Person): Promise<Authority> {
  const { deed, actor, origin } = operation;
  const stored = await storedOf(deps, operation);
  const { place, nowhere } = await placeNow(deps, operation, stored);
  const standing = await standingFor(deps, actor, deed, place, person);
  const inForce = await deps.freezes.inForce(place.ref);
  const channel = origin.channel;
  const asked = { deed, place, ...(channel === undefined ? {} : { channel }) };
  const verdict = mayPerform(asked, standing, deps.policy, inForce);
  const judged = { place, standing, ...(stored ? { stored } : {}) };
  if (nowhere && verdict.kind === 'allowed') return { verdict: { kind: 'refused', refusal: nowhere }, ...judged };
  return { verdict, ...judged };
}

async function storedOf(deps: DeedDeps, { deed: { target } }: Operation): Promise<StoredExecution | undefined> {
  if (!('executionId' in target) || target.executionId === undefined) return undefined;
  return deps.executions.get({ ...target, executionId: target.executionId });
}

/** Which stages an approval opens, and where an execution is, only the definition and its item tell. */
async function placeNow(
  deps: DeedDeps,
  { deed }: Operation,
  stored: StoredExecution | undefined,
): Promise<{ place: Place; nowhere: Refusal | undefined }> {
  const { target } = deed;
  const version = stored && versionOf(stored.execution);
  // The cache answers nothing when a read fails, and may be a minute behind where nobody knows the version: good enough for drawing.
  const known = version === undefined ? undefined : await deps.structures.structure(target, version);
  const structure = known ?? (await deps.reads.structure(target, version));
  const within = deed.kind === 'stop' ? await stagesWithin(deps, deed.target, stored) : [];
  return { place: placeOf(deed, structure, within), nowhere: unplaced(deed, structure) };
}

/** The stages in which an execution is, by what CodePipeline says now and by what is known: it may have moved on a moment ago, and a
 * PARALLEL pipeline shows nobody in its stages. */
async function stagesWithin(
  deps: DeedDeps,
  target: ExecutionRef,
  stored: StoredExecution | undefined,
): Promise<string[]> {
  const live = await deps.reads.state(target);
  const here = live?.stages.filter(
    ({ executionId, status }) =>
      executionId === target.executionId && (status === 'InProgress' || status === 'Stopping'),
  );
  const { stages = [] } = stored ? await progressOf(deps, stored) : {};
  const known = stages.filter(({ state }) => state && !hasEnded(state));
  return [...new Set([...(here ?? []), ...known].map(({ name }) => name))];
}
