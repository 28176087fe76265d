import { type Freeze, type FreezeOrder, freezes } from '../domain/freeze.ts';
import { WARN_MS, type Waiter } from '../domain/freeze-notice.ts';
import type { PipelineRef } from '../domain/ids.ts';
import { coversPipeline } from '../domain/policy.ts';
import type { LiveState } from './codepipeline-ports.ts';
import { aboutOrder, type NoticeDeps, tellChannels } from './freeze-notices.ts';
import { frozenStage } from './frozen-stage.ts';
import type { FreezeLog, Freezes, StoredExecution } from './ports.ts';

/** What is over is forgotten after a week: until then its mark is known. */
const KEPT_MS = 7 * 24 * 3600_000;

export interface FrozenPipeline {
  readonly ref: PipelineRef;
  readonly live: LiveState;
}

interface TellFreezesDeps extends NoticeDeps {
  readonly freezes: Freezes;
  now(): number;
}

/** Notes what the channels are to be told: when a freeze begins, what goes out a quarter of an hour before it ends, and that it has
 * ended.
 *
 * Each is told once: the notices have keys of their own, and what was told is written down after them.
 * @param all pipelines that there are
 * @param read those of them that were looked at in this sweep
 * @returns the items that carry what is to be posted
 */
export async function tellOfFreezes(
  deps: TellFreezesDeps,
  book: FreezeLog,
  inForce: readonly Freeze[],
  all: readonly PipelineRef[],
  read: readonly FrozenPipeline[],
): Promise<StoredExecution[]> {
  const told: StoredExecution[] = [];
  for (const freeze of inForce) {
    const concerned = all.filter((ref) => concerns(deps, freeze, ref));
    const about = aboutOrder(freeze);
    told.push(
      ...(await once(deps, book, freeze, 'began', () => tellChannels(deps, 'began', freeze.id, concerned, about))),
    );
    if (!endsSoon(freeze, deps.now())) continue;
    const warn = () => {
      const opening = concerned.filter((ref) => opens(inForce, freeze, ref));
      const waiting = read.flatMap((pipeline) => waitersIn(deps, inForce, freeze, pipeline));
      return tellChannels(deps, 'ends_soon', freeze.id, opening, { ...about, waiting });
    };
    told.push(...(await once(deps, book, freeze, 'ends_soon', warn)));
  }
  const over = book.orders.filter(({ id }) => !inForce.some((one) => one.id === id));
  for (const order of over) {
    if (!book.told.has(`${order.id}|began`)) continue;
    const freeze = { ...order, lifts: book.lifts.filter(({ at }) => at >= order.from) };
    const opened = all.filter((ref) => concerns(deps, freeze, ref) && opens(inForce, freeze, ref));
    const tell = () => tellChannels(deps, 'ended', order.id, opened, aboutOrder(order));
    told.push(...(await once(deps, book, order, 'ended', tell)));
  }
  await forget(deps, book, inForce, over);
  return told;
}

async function once(
  { freezes: store }: TellFreezesDeps,
  { told }: FreezeLog,
  { id }: FreezeOrder,
  what: 'began' | 'ends_soon' | 'ended',
  tell: () => Promise<StoredExecution | undefined>,
): Promise<StoredExecution[]> {
  if (told.has(`${id}|${what}`)) return [];
  const carrier = await tell();
  await store.told(`${id}|${what}`);
  return carrier ? [carrier] : [];
}

/** One that is hardly longer than the warning tells its end when it begins. */
function endsSoon({ from, until }: FreezeOrder, nowMs: number): boolean {
  const endMs = Date.parse(until);
  return nowMs >= endMs - WARN_MS && endMs - Date.parse(from) > 2 * WARN_MS;
}

/** By the names of the stages that it names, and of none where it names none. */
function concerns({ policy }: NoticeDeps, freeze: Freeze, ref: PipelineRef): boolean {
  if (!coversPipeline(freeze, ref)) return false;
  const isLifted = freeze.lifts.some(
    (lift) =>
      coversPipeline(lift, ref) &&
      lift.executionId === undefined &&
      (lift.stages === undefined || lift.stages === freeze.stages),
  );
  if (isLifted) return false;
  if (freeze.stages !== undefined) return true;
  return policy.rules.some((rule) => rule.approve !== undefined && coversPipeline(rule, ref));
}

/** Nothing else that is about the same stages holds on after it. */
function opens(inForce: readonly Freeze[], freeze: FreezeOrder, ref: PipelineRef): boolean {
  return !inForce.some(
    (other) =>
      other.id !== freeze.id &&
      other.until > freeze.until &&
      coversPipeline(other, ref) &&
      (other.stages === undefined || other.stages === freeze.stages),
  );
}

/** Who stands before a closed way that opens with the end of this freeze. */
function waitersIn(
  { policy }: NoticeDeps,
  inForce: readonly Freeze[],
  freeze: Freeze,
  { ref, live }: FrozenPipeline,
): Waiter[] {
  return live.stages.flatMap(({ name: stage, waiting, inbound }) => {
    const last = frozenStage(policy, inForce, ref, stage);
    if (inbound.enabled || last?.freeze !== freeze.id || !freezes(freeze, policy, ref, [stage])) return [];
    return waiting.map((executionId) => ({ pipeline: ref.pipeline, stage, executionId }));
  });
}

/** Orders that are long over, and what was lifted of freezes of which none is left. */
async function forget(
  { freezes: store, now }: TellFreezesDeps,
  { orders, lifts, told }: FreezeLog,
  inForce: readonly Freeze[],
  over: readonly FreezeOrder[],
): Promise<void> {
  const old = over.filter(({ until }) => now() - Date.parse(until) >= KEPT_MS).map(({ id }) => id);
  const left = [...orders.filter(({ id }) => !old.includes(id)), ...inForce];
  await store.forget({
    orders: old,
    lifts: lifts.filter(({ at }) => !left.some(({ from }) => from <= at)).map(({ id }) => id),
    told: [...told].filter((notice) => old.includes(notice.slice(0, notice.lastIndexOf('|')))),
  });
}
