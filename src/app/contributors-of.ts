import { type Contributor, type Contributors, contributorsIn, type Traces } from '../domain/contributors.ts';
import type { Execution } from '../domain/execution.ts';
import type { Trigger } from '../domain/execution-event.ts';
import type { ExecutionRef } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { personInOurs, starterOf } from '../domain/principal.ts';
import { factsOf } from '../domain/provenance.ts';
import { authorsOf } from './authors-of.ts';
import type { DeedDeps } from './deeds/deed-context.ts';
import { inBatches } from './in-batches.ts';
import { readChange } from './read-change.ts';
import { createWhoIs } from './who-is.ts';

type Deps = Pick<DeedDeps, 'reads' | 'executions' | 'people' | 'policy' | 'homeTeam' | 'lastGoods'>;

const AT_ONCE = 4;

/** Somebody as a source tells them, or as our own record knows them. */
type Found = Contributor & { readonly traces?: Traces };

/** Who made the change that waits, read now: the authors of every revision since what the stage runs, and who started, retried or
 * overrode this execution.
 * @param gates the stage that it waits for, since whose last success the change counts
 * @throws when something cannot be read: then nobody approves by accident */
export async function contributorsOf(
  deps: Deps,
  { account, region, pipeline, executionId }: ExecutionRef,
  gates: string | undefined,
): Promise<Contributors> {
  const ref = { account, region, pipeline, executionId };
  const { change, own } = await readChange(deps, ref, gates);
  const { known, nameless } = await authorsOf(deps, ref, change.revisions);
  const execution = (await deps.executions.get(ref))?.execution;
  const trigger = own?.trigger ?? (execution && factsOf(execution).trigger);
  const found: Found[] = [
    ...known.map((author) => ({ role: 'author' as const, name: author.name, traces: author })),
    ...othersIn(deps.policy, execution, trigger),
  ];
  const whoIs = createWhoIs(deps);
  const people = await inBatches(found, AT_ONCE, async ({ traces, ...one }): Promise<Contributor> => {
    const user = one.user ?? (traces && (await whoIs(traces)));
    return user === undefined ? one : { ...one, user };
  });
  return {
    people,
    complete: change.whole && nameless.length === 0,
    nameless,
    ...(change.whole ? {} : { outOfSight: true as const }),
  };
}

/** Our own record names who started it; without that, the caller whom CodePipeline names has. */
function othersIn({ accounts }: Policy, execution: Execution | undefined, trigger: Trigger | undefined): Found[] {
  const ours = contributorsIn(Object.values(execution?.lines ?? {}));
  const starter = starterOf(trigger);
  if (starter.kind === 'machine' || ours.some(({ role }) => role === 'starter')) return ours;
  const { name, arn } = starter;
  const user = arn === undefined ? undefined : personInOurs(accounts, arn);
  return [
    ...ours,
    { role: 'starter', name, ...(user ? { user } : {}), ...(arn === undefined ? {} : { traces: { arn } }) },
  ];
}
