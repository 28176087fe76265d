import { noticesRef } from '../domain/freeze-notice.ts';
import type { ChannelId, ExecutionRef } from '../domain/ids.ts';
import { type Deed, isPerson, type Operation, type Origin, type Outcome } from '../domain/operation.ts';
import { errorWord } from './error-word.ts';
import { keepMessages } from './keep-messages.ts';
import { type RefreshDeps, refreshExecution } from './refresh-execution.ts';
import { type TellPrivatelyDeps, tellPrivately } from './tell-privately.ts';

export type TellDeps = RefreshDeps & TellPrivatelyDeps;

/** Tells how a deed ended. What was accepted is told in public, in the thread of its card; a refusal only to the person who asked,
 * and then the message they acted on is brought up to date, because it must have been wrong. */
export async function tellOutcome(
  deps: TellDeps,
  operation: Operation,
  outcome: Outcome,
  byName: string | undefined,
): Promise<void> {
  const ref = executionOf(operation.deed, outcome);
  // The approval's own message tells who decided.
  if (operation.deed.kind === 'settle' && outcome.kind !== 'refused') return ref && refresh(deps, ref);
  if (outcome.kind !== 'refused' && ref && byName !== undefined)
    await tellPublicly(deps, operation, outcome, ref, byName);
  if (outcome.kind === 'performed' && isOfChannel(operation.deed) && byName !== undefined)
    await tellChannel(deps, operation, operation.deed.channel, byName);
  // Who pressed a button sees the deed in its thread; who typed or has a form open gets a word back, and so does who acted where there is
  // no thread.
  const isDone = outcome.kind === 'performed' || outcome.kind === 'voted';
  if (!isDone || !ref || seesNoThread(operation.origin)) await tellPrivately(deps, operation, outcome);
  if (!isDone && ref) await refresh(deps, ref);
}

/** In a modal that stands open, and wherever somebody is in no channel. Their Home tab is drawn anew and tells by itself. */
function seesNoThread({ surface, channel, modal, viewId }: Origin): boolean {
  if (surface === 'command' || modal !== undefined || viewId !== undefined) return true;
  return channel === undefined && surface === 'modal';
}

type ChannelDeed = Extract<Deed, { kind: 'subscribe' | 'unsubscribe' }>;

function isOfChannel(deed: Deed): deed is ChannelDeed {
  return deed.kind === 'subscribe' || deed.kind === 'unsubscribe';
}

/** Everybody in a channel reads who changed what it hears. */
async function tellChannel(
  deps: TellDeps,
  { operationId, deed, actor }: Operation,
  tellIn: ChannelId,
  byName: string,
): Promise<void> {
  const at = new Date(deps.now()).toISOString();
  const by = isPerson(actor) ? { by: actor.userId } : {};
  const line = { operationId, deed, ended: 'performed' as const, byName, ...by, at, tellIn };
  await keepMessages(deps, await deps.executions.addLine(noticesRef(operationId), line));
}

/** The execution in whose thread the deed is told: for a start, the new one. */
function executionOf(deed: Deed, outcome: Outcome): ExecutionRef | undefined {
  if (outcome.kind === 'performed' && outcome.execution) return outcome.execution;
  if (!('executionId' in deed.target) || deed.target.executionId === undefined) return undefined;
  const { account, region, pipeline, executionId } = deed.target;
  return { account, region, pipeline, executionId };
}

async function tellPublicly(
  deps: TellDeps,
  operation: Operation,
  outcome: Exclude<Outcome, { kind: 'refused' }>,
  ref: ExecutionRef,
  byName: string,
) {
  const { operationId, deed, actor } = operation;
  // The message itself says who looks: a line for each press would be a flood.
  if (deed.kind === 'claim') return redraw(deps, ref);
  const at = new Date(deps.now()).toISOString();
  const stored = await deps.executions.addLine(ref, {
    operationId,
    deed: shortened(deed),
    ended: outcome.kind,
    ...(outcome.kind === 'voted' ? { count: { have: outcome.have, need: outcome.need } } : {}),
    byName,
    ...(isPerson(actor) ? { by: actor.userId } : {}),
    at,
  });
  await keepMessages(deps, stored);
}

async function redraw(deps: TellDeps, ref: ExecutionRef): Promise<void> {
  const stored = await deps.executions.get(ref);
  if (stored) await keepMessages(deps, stored);
}

/** Best effort: the outcome is known and told, and what is not refreshed here is found by the next look. */
async function refresh(deps: TellDeps, ref: ExecutionRef): Promise<void> {
  try {
    const stored = await deps.executions.get(ref);
    if (stored) await refreshExecution(deps, stored);
  } catch (error) {
    deps.log.warn('The execution could not be read after a refused deed', {
      executionId: ref.executionId,
      cause: errorWord(error),
    });
  }
}

/** What a line tells needs not every word, and an execution's item has no room for them. */
const WORDS_AT_MOST = 400;

function shortened(deed: Deed): Deed {
  if (deed.kind === 'answer') return { ...deed, comment: deed.comment.slice(0, WORDS_AT_MOST) };
  if ('comment' in deed) {
    const { breakGlass, comment } = deed;
    const loud = breakGlass === undefined ? {} : { breakGlass: breakGlass.slice(0, WORDS_AT_MOST) };
    return { ...deed, comment: comment.slice(0, WORDS_AT_MOST), ...loud };
  }
  if ('reason' in deed) return { ...deed, reason: deed.reason.slice(0, WORDS_AT_MOST) };
  if (deed.kind === 'start') {
    const revisions = deed.revisions?.map((one) => ({ ...one, value: one.value.slice(0, WORDS_AT_MOST) }));
    return { kind: deed.kind, target: deed.target, variables: {}, ...(revisions ? { revisions } : {}) };
  }
  if (deed.kind === 'revision') return { ...deed, revisionId: deed.revisionId.slice(0, WORDS_AT_MOST) };
  return deed;
}
