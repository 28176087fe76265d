import { type Freeze, freezesInForce, windowsInForce } from '../domain/freeze.ts';
import { judgeWay, type WayStep } from '../domain/frozen-way.ts';
import { OperationId, type PipelineRef } from '../domain/ids.ts';
import { type Deed, NOT_AFTER_MS } from '../domain/operation.ts';
import { coversPipeline } from '../domain/policy.ts';
import type { LiveStage, LiveState, PipelineReads } from './codepipeline-ports.ts';
import { leaveAlone } from './deeds/freeze-way.ts';
import { sha256 } from './digest.ts';
import { errorWord } from './error-word.ts';
import { frozenStage, marksOf, wayOf } from './frozen-stage.ts';
import type { KeepDeps } from './keep-deps.ts';
import type { FreezeLog, Freezes, OperationQueue, StoredExecution } from './ports.ts';
import type { FrozenPipeline } from './tell-freezes.ts';

export interface KeepFreezesDeps extends KeepDeps {
  readonly freezes: Freezes;
  readonly queue: OperationQueue;
  readonly reads: Pick<PipelineReads, 'list' | 'state'>;
}

/** Pipelines read at once. */
const WORKERS = 8;
const SPARE_MS = 10_000;
const MINUTE_MS = 60_000;

interface Round {
  readonly deps: KeepFreezesDeps;
  readonly book: FreezeLog;
  readonly inForce: readonly Freeze[];
  readonly ways: Awaited<ReturnType<Freezes['ways']>>;
}

/** Each minute: asks for what freezes want of the ways into stages, tells the channels, and forgets what is over.
 *
 * While nothing is frozen this costs two reads of the store and none of CodePipeline; while something is, one list and one state for
 * each pipeline concerned, of which those that this sweep has read already are not read again. All is worked out anew from the policy,
 * the store and CodePipeline, so that a sweep that dies or comes twice leaves nothing undone and does nothing twice.
 * @param seen states that this sweep has read, by pipeline
 * @returns the items that carry what is to be posted
 */
export async function keepFreezes(
  deps: KeepFreezesDeps,
  seen: ReadonlyMap<string, LiveState>,
): Promise<StoredExecution[]> {
  const now = deps.now();
  const [book, ways] = await Promise.all([deps.freezes.read(), deps.freezes.ways()]);
  const windows = windowsInForce(deps.policy, now).filter(({ id }) => !book.orders.some((order) => order.id === id));
  // What was seen of a window tells that it began, even when the policy has forgotten it at its end.
  for (const { lifts: _lifts, ...order } of windows) await deps.freezes.order(order);
  const known = { ...book, orders: [...book.orders, ...windows] };
  if (known.orders.length === 0 && ways.length === 0) return [];
  const inForce = freezesInForce(deps.policy, known, now);
  const round = { deps, book: known, inForce, ways };
  await openWhatIsOver(round);
  const all = inForce.length > 0 || hasNews(round) ? await deps.reads.list() : [];
  const frozen = await closeWhatIsFrozen(
    round,
    all.filter((ref) => inForce.some((one) => coversPipeline(one, ref))),
    seen,
  );
  const { tellOfFreezes } = await import('./tell-freezes.ts');
  return tellOfFreezes(deps, known, inForce, all, frozen);
}

/** A freeze has ended, and nobody was told. */
function hasNews({ book, inForce }: Round): boolean {
  return book.orders.some(
    ({ id }) => !inForce.some((one) => one.id === id) && book.told.has(`${id}|began`) && !book.told.has(`${id}|ended`),
  );
}

/** What nothing holds any more is known without a look at CodePipeline; the operation looks. */
async function openWhatIsOver({ deps, inForce, ways }: Round): Promise<void> {
  for (const way of ways) {
    if (frozenStage(deps.policy, inForce, way, way.stage)) continue;
    const step = judgeWay(undefined, way, [], undefined, deps.now());
    const { account, region, pipeline, stage } = way;
    const target = { account, region, pipeline, stage };
    if (step.kind === 'forget') await deps.freezes.setWay(target, undefined, way);
    if (step.kind === 'open') await request(deps, { kind: 'open_after_freeze', target, freeze: way.freeze });
  }
}

/** @returns what was read of the pipelines */
async function closeWhatIsFrozen(
  round: Round,
  refs: readonly PipelineRef[],
  seen: ReadonlyMap<string, LiveState>,
): Promise<FrozenPipeline[]> {
  const { deps } = round;
  const found: FrozenPipeline[] = [];
  // Each minute begins with another one, so that everybody's turn comes where the time is not enough for all.
  const first = refs.length === 0 ? 0 : Math.floor(deps.now() / MINUTE_MS) % refs.length;
  const left = [...refs.slice(first), ...refs.slice(0, first)];
  const worker = async () => {
    for (let ref = left.shift(); ref && deps.timeLeft() >= SPARE_MS; ref = left.shift()) {
      try {
        const live = seen.get(pipelineKey(ref)) ?? (await deps.reads.state(ref));
        if (!live) continue;
        found.push({ ref, live });
        for (const stage of enterable(live)) await keepWay(round, ref, stage);
      } catch (error) {
        deps.log.error('The ways of a frozen pipeline could not be looked at; the next sweep tries again', {
          pipeline: ref.pipeline,
          cause: errorWord(error),
        });
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return found;
}

/** Into the first stage nothing ships. */
function enterable({ stages }: LiveState): readonly LiveStage[] {
  return stages.slice(1);
}

async function keepWay({ deps, book, inForce, ways }: Round, ref: PipelineRef, gate: LiveStage): Promise<void> {
  const { account, region, pipeline } = ref;
  const target = { account, region, pipeline, stage: gate.name };
  const wanted = frozenStage(deps.policy, inForce, ref, gate.name);
  if (!wanted) return;
  const way = wayOf(ways, ref, gate.name);
  const live = { ...gate.inbound, waiting: gate.waiting };
  const step: WayStep = judgeWay(wanted, way, marksOf(book, inForce, ways), live, deps.now());
  const { freeze } = wanted;
  switch (step.kind) {
    case 'close':
      return request(deps, { kind: 'close_for_freeze', target, freeze });
    case 'let_in':
      return request(deps, { kind: 'open_after_freeze', target: { ...target, executionId: step.executionId }, freeze });
    case 'left_alone':
      return way && leaveAlone(deps, { target, gate }, way);
    default:
      return undefined;
  }
}

/** The same request from each sweep of a minute; the next minute asks again for what is not done. */
async function request(
  deps: KeepFreezesDeps,
  deed: Extract<Deed, { kind: 'close_for_freeze' | 'open_after_freeze' }>,
): Promise<void> {
  const due = Math.floor(deps.now() / MINUTE_MS) * MINUTE_MS;
  const id = sha256([deed.kind, ...Object.values(deed.target), deed.freeze, due].join('|')).slice(0, 32);
  await deps.queue.request({
    v: 1,
    operationId: OperationId(id),
    actor: { service: 'schedule' },
    origin: { surface: 'schedule' },
    ask: { kind: 'deed', deed },
    requestedAt: new Date(due).toISOString(),
    notAfter: new Date(due + NOT_AFTER_MS).toISOString(),
  });
}

export function pipelineKey({ account, region, pipeline }: PipelineRef): string {
  return [account, region, pipeline].join('|');
}
