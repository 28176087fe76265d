import { HEADLINE } from '../domain/audience.ts';
import { hasEnded } from '../domain/execution-event.ts';
import type { Freeze } from '../domain/freeze.ts';
import type { Person } from '../domain/identity.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import type { Deed, Operation, Refusal } from '../domain/operation.ts';
import { type Asked, mayPerform, type Place, type Standing, teamsToAsk, type Verdict } from '../domain/permissions.ts';
import { type DeedOfOnePlace, isOfOnePlace, placeOf, unplaced } from '../domain/place.ts';
import { mayShow, type Policy } from '../domain/policy.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { frozenPlaces, pipelinesOf } from './frozen-places.ts';
import { inForceNow } from './frozen-stage.ts';
import { progressOf, versionOf } from './plan-for.ts';
import type { StoredExecution } from './ports.ts';
import { standingIn } from './standing.ts';

/** Judging reads, and writes nothing. */
type JudgeDeps = Omit<DeedDeps, 'writes' | 'calls'>;

/** A deed with the judgement of it. */
export interface Authority {
  readonly verdict: Verdict;
  /** of a freeze: the first of them */
  readonly place: Place;
  /** a freeze of many pipelines touches each of them */
  readonly places: readonly Place[];
  readonly standing: Standing;
  /** the execution that it is about, as it was judged */
  readonly stored?: StoredExecution;
}

/** Judges a deed by the policy, with everything read now.
 * @param person what Slack said of them a moment ago
 * @throws when Slack or the definition of the pipeline cannot be read: nothing is guessed, and the delivery is repeated */
export async function authorise(deps: JudgeDeps, operation: Operation, person?: Person): Promise<Authority> {
  const { deed, actor, origin } = operation;
  const stored = await storedOf(deps, operation);
  const inForce = await inForceNow(deps);
  const { places, nowhere } = await placesNow(deps, deed, stored, inForce);
  const place = places[0] ?? { ref: deed.target, stages: [] };
  const teams = places.flatMap((one) => teamsToAsk(deed, one, deps.policy));
  const standing = await standingIn(deps, actor, [...new Set(teams)], person);
  const channel = origin.channel;
  const asked = { deed, ...(channel === undefined ? {} : { channel }) };
  const verdict = judgeAll(places, asked, standing, deps.policy, inForce);
  const judged = { place, places, standing, ...(stored ? { stored } : {}) };
  if (nowhere && verdict.kind === 'allowed') return { verdict: { kind: 'refused', refusal: nowhere }, ...judged };
  return { verdict, ...judged };
}

async function storedOf(deps: JudgeDeps, { deed: { target } }: Operation): Promise<StoredExecution | undefined> {
  if (!('executionId' in target) || target.executionId === undefined) return undefined;
  return deps.executions.get({ ...target, executionId: target.executionId });
}

async function placesNow(
  deps: JudgeDeps,
  deed: Operation['deed'],
  stored: StoredExecution | undefined,
  inForce: readonly Freeze[],
): Promise<{ places: readonly Place[]; nowhere: Refusal | undefined }> {
  if (deed.kind === 'subscribe') return { places: await placesShown(deps, deed), nowhere: undefined };
  if (!isOfOnePlace(deed)) return { places: await frozenPlaces(deps, deed, inForce), nowhere: undefined };
  const { place, nowhere } = await placeNow(deps, deed, stored);
  return { places: [place], nowhere };
}

/** A deed over many pipelines needs the right in each; a subscription goes as far as the person may look. */
function judgeAll(
  places: readonly Place[],
  asked: Omit<Asked, 'place'>,
  standing: Standing,
  policy: Policy,
  inForce: readonly Freeze[],
): Verdict {
  const rules = new Set<number>();
  const refusals: Verdict[] = [];
  for (const place of places) {
    const verdict = mayPerform({ ...asked, place }, standing, policy, inForce);
    if (verdict.kind === 'refused') refusals.push(verdict);
    else for (const rule of verdict.rules) rules.add(rule);
  }
  const [against] = refusals;
  if (against && (asked.deed.kind !== 'subscribe' || refusals.length === places.length)) return against;
  if (places.length > 0) return { kind: 'allowed', rules: [...rules] };
  return { kind: 'refused', refusal: { reason: NOWHERE[asked.deed.kind] ?? 'nothing_to_freeze' } };
}

/** Why a deed over many pipelines is about none of them. */
const NOWHERE: Partial<Record<Deed['kind'], 'not_frozen' | 'not_shown_here'>> = {
  unfreeze: 'not_frozen',
  subscribe: 'not_shown_here',
};

/** The pipelines of a subscription that the policy shows in its channel. */
async function placesShown(
  deps: JudgeDeps,
  { target, channel }: Extract<Deed, { kind: 'subscribe' }>,
): Promise<readonly Place[]> {
  const refs = await pipelinesOf(deps, 'freeze', target);
  const shown = refs.filter((ref) => mayShow(deps.policy, ref, channel, HEADLINE));
  return shown.map(({ account, region, pipeline }) => ({ ref: { account, region, pipeline }, stages: [] }));
}

/** Which stages an approval opens, and where an execution is, only the definition and its item tell. */
async function placeNow(
  deps: JudgeDeps,
  deed: DeedOfOnePlace,
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
  deps: JudgeDeps,
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
