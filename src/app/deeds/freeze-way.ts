import { freezesInForce } from '../../domain/freeze.ts';
import type { FrozenWay } from '../../domain/frozen-way.ts';
import type { ExecutionId } from '../../domain/ids.ts';
import type { Deed, Outcome, Refusal } from '../../domain/operation.ts';
import type { LiveStage } from '../codepipeline-ports.ts';
import { tellFreeze } from '../freeze-notices.ts';
import { closingReason, type FrozenStage, frozenStage, marksOf, wayOf } from '../frozen-stage.ts';
import type { DeedContext, DeedDeps } from './deed-context.ts';

type WayDeed = Extract<Deed, { kind: 'close_for_freeze' | 'open_after_freeze' }>;

const refused = (reason: 'changed_meanwhile' | 'already_closed' | 'already_open'): Outcome => ({
  kind: 'refused',
  refusal: { reason },
});

/** Closes the way into a frozen stage, opens it when nothing holds it any more, or lets one execution in.
 *
 * Each looks at the freezes, at what was done so far and at CodePipeline as they are now, so that a redelivery, a late delivery and
 * two sweeps that ask for the same do no harm. What somebody changed by hand meanwhile stays, and is told.
 */
export async function freezeWay(deps: DeedDeps, context: DeedContext<WayDeed>): Promise<Outcome> {
  const { target, kind } = context.operation.deed;
  if (context.barred) return { kind: 'refused', refusal: context.barred };
  const [book, ways, live] = await Promise.all([deps.freezes.read(), deps.freezes.ways(), deps.reads.state(target)]);
  const inForce = freezesInForce(deps.policy, book, deps.now());
  const seen = wayOf(ways, target, target.stage);
  const gate = live?.stages.find(({ name }) => name === target.stage);
  if (!gate) {
    await write(deps, target, undefined, seen);
    return { kind: 'refused', refusal: whatIsGone(target, live !== undefined) };
  }
  const frozen = frozenStage(deps.policy, inForce, target, target.stage);
  const isOurs = marksOf(book, inForce, ways).some((mark) => gate.inbound.reason?.includes(mark));
  const look = { target, seen, gate, isOurs };
  if (kind === 'close_for_freeze') return frozen ? close(deps, look, frozen) : refused('changed_meanwhile');
  if (!frozen) return open(deps, look);
  const { executionId } = target;
  return executionId !== undefined && frozen.letThrough.includes(executionId)
    ? letIn(deps, look, frozen, executionId)
    : refused('changed_meanwhile');
}

interface Look {
  readonly target: WayDeed['target'];
  readonly seen: FrozenWay | undefined;
  readonly gate: LiveStage;
  /** its reason bears the mark of a freeze that is known */
  readonly isOurs: boolean;
}

function whatIsGone({ pipeline, stage }: WayDeed['target'], hasPipeline: boolean): Refusal {
  return hasPipeline ? { reason: 'stage_not_found', stage } : { reason: 'pipeline_not_found', pipeline };
}

/** @returns false when another operation is at the same way */
async function write(
  deps: DeedDeps,
  { account, region, pipeline, stage }: WayDeed['target'],
  next: Pick<FrozenWay, 'state' | 'freeze'> | undefined,
  seen: FrozenWay | undefined,
): Promise<FrozenWay | undefined | false> {
  const ref = { account, region, pipeline, stage };
  const way = next && { ...ref, ...next, at: new Date(deps.now()).toISOString() };
  return (await deps.freezes.setWay(ref, way, seen)) ? way : false;
}

async function close(deps: DeedDeps, look: Look, frozen: FrozenStage): Promise<Outcome> {
  const { target, seen, gate, isOurs } = look;
  const { freeze } = frozen;
  if (seen?.state === 'left_alone' && seen.at >= frozen.since) return refused('changed_meanwhile');
  if (!gate.inbound.enabled && gate.inbound.reason?.includes(frozen.mark)) {
    await write(deps, target, { state: 'closed', freeze }, seen);
    return { kind: 'performed' };
  }
  const isTheirs = gate.inbound.enabled ? seen?.state === 'closed' : !isOurs;
  if (isTheirs) {
    if (seen && seen.state !== 'left_alone') await leaveAlone(deps, look, seen);
    return refused(gate.inbound.enabled ? 'changed_meanwhile' : 'already_closed');
  }
  const begun = await write(deps, target, { state: 'closing', freeze }, seen);
  if (!begun) return refused('changed_meanwhile');
  const result = await deps.writes.disable(target, target.stage, 'Inbound', closingReason(frozen));
  if (result.kind !== 'done') return result;
  await write(deps, target, { state: 'closed', freeze }, begun);
  return { kind: 'performed' };
}

async function open(deps: DeedDeps, look: Look): Promise<Outcome> {
  const { target, seen, gate, isOurs } = look;
  if (!seen) return refused('already_open');
  if (seen.state === 'left_alone') {
    await write(deps, target, undefined, seen);
    return refused('changed_meanwhile');
  }
  if (gate.inbound.enabled || !isOurs) {
    // What an earlier delivery opened is no surprise, nor is a way that was never closed.
    if (seen.state === 'closed') await tellFreeze(deps, 'by_hand', seen.freeze, target, { open: gate.inbound.enabled });
    await write(deps, target, undefined, seen);
    return gate.inbound.enabled && seen.state === 'opening' ? { kind: 'performed' } : refused('changed_meanwhile');
  }
  const begun = await write(deps, target, { state: 'opening', freeze: seen.freeze }, seen);
  if (!begun) return refused('changed_meanwhile');
  const result = await deps.writes.enable(target, target.stage, 'Inbound');
  if (result.kind !== 'done') return result;
  await write(deps, target, undefined, begun);
  return { kind: 'performed' };
}

const LOOKS = 10;
const BETWEEN_LOOKS_MS = 1_000;

/** Opens the way until the execution is in, and closes it behind it.
 *
 * CodePipeline lets in whoever stands before an open way, the newest first, and has no way to let in one alone. A stage takes one
 * execution at a time, so another comes in only if this one was overtaken in the same moment, or has left the stage again before the
 * way is closed: that is told, and cannot be undone.
 */
async function letIn(deps: DeedDeps, look: Look, frozen: FrozenStage, executionId: ExecutionId): Promise<Outcome> {
  const { target, seen, gate, isOurs } = look;
  const { freeze } = frozen;
  if (seen?.state === 'left_alone') return refused('changed_meanwhile');
  if (!gate.inbound.enabled && !isOurs) return refused('changed_meanwhile');
  if (gate.inbound.enabled && seen?.state !== 'letting_in') return refused('already_open');
  const begun = await write(deps, target, { state: 'letting_in', freeze }, seen);
  if (!begun) return refused('changed_meanwhile');
  if (!gate.inbound.enabled && gate.waiting.includes(executionId)) {
    const opened = await deps.writes.enable(target, target.stage, 'Inbound');
    if (opened.kind !== 'done' && opened.kind !== 'unknown') return opened;
    await untilInside(deps, target, executionId);
  }
  const closed = await deps.writes.disable(target, target.stage, 'Inbound', closingReason(frozen));
  if (closed.kind !== 'done') return closed;
  await write(deps, target, { state: 'closed', freeze }, begun);
  const after = await stageNow(deps, target);
  const inside = after?.executionId;
  if (inside !== undefined && inside !== executionId && inside !== gate.executionId)
    await tellFreeze(deps, 'slipped_in', freeze, target, { executionId: inside });
  return after?.waiting.includes(executionId) ? refused('changed_meanwhile') : { kind: 'performed' };
}

async function untilInside(deps: DeedDeps, target: WayDeed['target'], executionId: ExecutionId): Promise<void> {
  for (let look = 0; look < LOOKS; look++) {
    const stage = await stageNow(deps, target);
    if (stage?.executionId === executionId || !stage?.waiting.includes(executionId)) return;
    await deps.sleep(BETWEEN_LOOKS_MS);
  }
}

async function stageNow(deps: DeedDeps, target: WayDeed['target']): Promise<LiveStage | undefined> {
  const live = await deps.reads.state(target);
  return live?.stages.find(({ name }) => name === target.stage);
}

/** Somebody changed it by hand: that is told, and then it is theirs. In this order, so that a crash between the two tells it again and
 * nobody twice: the notice has a key of its own. */
export async function leaveAlone(
  deps: Pick<DeedDeps, 'freezes' | 'executions' | 'policy' | 'now'>,
  { target, gate }: Pick<Look, 'target' | 'gate'>,
  seen: FrozenWay,
): Promise<void> {
  await tellFreeze(deps, 'by_hand', seen.freeze, target, { open: gate.inbound.enabled });
  const { account, region, pipeline, stage } = target;
  const at = new Date(deps.now()).toISOString();
  await deps.freezes.setWay({ account, region, pipeline, stage }, { ...seen, state: 'left_alone', at }, seen);
}
