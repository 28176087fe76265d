import type { ExecutionRef } from '../domain/ids.ts';
import { failureSlots, type WantedMessage } from '../domain/message-plan.ts';
import type { Progress } from '../domain/progress.ts';
import { toProgress } from '../domain/to-progress.ts';
import { uuid5 } from './digest.ts';
import {
  CALL_MS,
  type Holder,
  type KeepDeps,
  LEASE_MS,
  QUIET_BEFORE_POST_MS,
  QUIET_MS,
  UNSURE_MS,
  type Visit,
} from './keep-deps.ts';
import { lookAgainAfter } from './look-again.ts';
import { digestOf, drawingOf, leftBehind, type Planned, planFor, threadOf } from './plan-for.ts';
import type { KeptMessage, MessageResult, StoredExecution } from './ports.ts';
import { awaitTurn } from './reserve-slot.ts';
import { newCard, sendDrawing, toWaiting } from './send-drawing.ts';

/** Draws one message under its lease until it shows the newest version.
 * @returns the execution as last read */
export async function drawMessage(
  deps: KeepDeps,
  wanted: WantedMessage,
  before: StoredExecution,
  visit: Visit,
): Promise<StoredExecution> {
  const ref = before.execution.ref;
  const kept = before.messages[wanted.slot];
  const unsure = kept !== undefined && leftBehind(kept, deps.now());
  const id = kept?.id ?? uuid5([ref.account, ref.region, ref.pipeline, ref.executionId, wanted.slot].join('|'));
  // One that may be in the channel already is looked for in any case.
  if (!unsure) {
    const turn = await awaitTurn(deps, wanted.channel, toWaiting(deps, wanted, before, id, newCard(wanted, kept)));
    if (turn.kind === 'later') {
      visit.left.add(wanted.slot);
      visit.behind.set(wanted.channel, turn);
      return before;
    }
  }
  // Whoever asked for it may have taken that back a moment ago: what was asked for is read anew before anything is posted for it.
  if (wanted.onRequest && kept?.ts === undefined) await deps.book.fresh();
  await noteRed(deps, wanted, before);
  const owner = deps.newId();
  const now = deps.now();
  const quietMs = quietFor(deps, wanted, kept, unsure);
  const leaseUntil = now + LEASE_MS;
  const claimed = await deps.executions.claim(ref, {
    slot: wanted.slot,
    fresh: kept === undefined,
    id,
    owner,
    now,
    leaseUntil,
    ...(quietMs > 0 ? { quietUntil: now + quietMs } : {}),
    urgent: wanted.urgent && !wanted.waits,
    // Whoever was to look earlier still does: claims that follow one another must not put that off.
    dueAt: Math.min(leaseUntil + 1_000, before.dueAt ?? Number.POSITIVE_INFINITY),
  });
  if (!claimed) {
    visit.left.add(wanted.slot);
    return before;
  }
  const holder: Holder = { deps, ref, slot: wanted.slot, owner, leaseUntil, visit, unsure };
  const asked = wanted.waits === undefined || (await askForDetails(deps, wanted, claimed, unsure));
  return drawUntilNewest(holder, claimed, asked ? quietMs : 0);
}

function quietFor(deps: KeepDeps, wanted: WantedMessage, kept: KeptMessage | undefined, unsure: boolean): number {
  if (unsure) return 0;
  if (wanted.waits) return deps.details.waitMs;
  if (wanted.urgent) return 0;
  return kept?.ts === undefined ? QUIET_BEFORE_POST_MS : QUIET_MS;
}

/** Whoever is first to tell of a failure asks for its details, once for all channels; and once more when they died on the way.
 * @returns false when nobody looks into it, so that nothing is waited for */
async function askForDetails(
  deps: KeepDeps,
  { subject, slot }: WantedMessage,
  { execution, messages }: StoredExecution,
  unsure: boolean,
): Promise<boolean> {
  if (subject.kind !== 'failure') return false;
  const others = Object.keys(messages).filter((other) => other !== slot && other.startsWith(failureSlots(subject)));
  if (others.length > 0 && !unsure) return true;
  return deps.details.want({ execution: execution.ref, stage: subject.stage, begun: subject.begun });
}

/** Before anybody can see a Retry, so that there is none that nobody takes away when another execution comes to the stage. */
async function noteRed(deps: KeepDeps, { subject, urgent }: WantedMessage, { execution }: StoredExecution) {
  if (subject.kind !== 'failure' || !urgent || execution.facts[`passed#${subject.stage}`]) return;
  const { stage, begun } = subject;
  const failure = toProgress(execution).failures.find((one) => one.stage === stage && one.begun === begun);
  await deps.reds.note({ execution: execution.ref, stage, at: failure?.failedAt ?? '' });
}

async function drawUntilNewest(holder: Holder, claimed: StoredExecution, quietMs: number): Promise<StoredExecution> {
  const { deps, ref, slot, owner } = holder;
  let stored = claimed;
  let rest = quietMs;
  let result: MessageResult = {};
  let adopt = holder.unsure;
  for (;;) {
    if (rest > 0) {
      await deps.sleep(rest);
      stored = await reread(deps, ref);
      if (stored.messages[slot]?.owner !== owner) return stored;
    }
    const planned = await planFor(deps, stored);
    const { progress, plan } = planned;
    const wanted = plan.find((message) => message.slot === slot);
    // Whoever held it until a moment ago may have heard that Slack never will.
    const over = stored.messages[slot]?.dead !== undefined;
    if (!wanted || over) return letGo(holder, stored, planned, {});
    const known = { ...stored.messages[slot], ...definedOnly(result) };
    if (holder.unsure && result.shown === undefined) delete known.shown;
    if (adopt) {
      const found = await adoptOrClean(holder, wanted, known, stored);
      result = { ...result, ...found };
      adopt = false;
      if (found.ts !== undefined) known.ts = found.ts;
    }
    const drawing = drawingOf(deps, wanted, progress, stored);
    const shown = digestOf(drawing);
    if (known.ts === undefined || known.shown !== shown) {
      const sent = await sendDrawing(holder, wanted, stored, known.ts, drawing);
      result = { ...result, ...sent.result };
      if (!sent.ok) return letGo(holder, stored, planned, result);
      result = { ...result, shown, ...(known.ts === undefined ? isEarly(wanted, progress) : {}) };
    } else result = { ...result, notBefore: undefined };
    const outcome = await deps.executions.release(ref, {
      slot,
      owner,
      drawn: stored.version,
      result,
      dueAt: lookAgainAfter(deps, planned, stored, slot, result),
    });
    if (outcome === 'lost') return reread(deps, ref);
    if (outcome === 'released') {
      holder.visit.left.add(slot);
      const now = await reread(deps, ref);
      if (now.version !== stored.version) holder.visit.left.delete(slot);
      return now;
    }
    stored = await reread(deps, ref);
    const time = deps.now();
    if (time + QUIET_MS + CALL_MS > Math.min(holder.leaseUntil, holder.visit.stopAt))
      return letGo(holder, stored, planned, result, time);
    rest = plan.find((message) => message.slot === slot)?.urgent ? 0 : QUIET_MS;
  }
}

/** A failure that is told before anybody knows whose change it is. */
function isEarly({ subject }: WantedMessage, { failures }: Progress): Pick<MessageResult, 'early'> {
  if (subject.kind !== 'failure') return {};
  const told = failures.find(({ stage, begun }) => stage === subject.stage && begun === subject.begun);
  return told && !told.background && !told.explained ? { early: true } : {};
}

/** Gives the message back without claiming that it shows the newest version. */
async function letGo(
  holder: Holder,
  stored: StoredExecution,
  planned: Planned,
  result: MessageResult,
  dueAt?: number,
): Promise<StoredExecution> {
  const { deps, ref, slot, owner, visit } = holder;
  visit.left.add(slot);
  await deps.executions.release(ref, {
    slot,
    owner,
    drawn: undefined,
    result,
    dueAt: dueAt ?? lookAgainAfter(deps, planned, stored, slot, result),
  });
  return reread(deps, ref);
}

function definedOnly(result: MessageResult): Partial<KeptMessage> {
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== undefined));
}

async function reread(deps: KeepDeps, ref: ExecutionRef): Promise<StoredExecution> {
  const stored = await deps.executions.get(ref);
  if (!stored) throw new Error(`The item of execution ${ref.executionId} went away while its messages were drawn`);
  return stored;
}

/** Looks for a message that was posted but never noted, takes the oldest as ours and deletes younger twins. */
async function adoptOrClean(
  holder: Holder,
  wanted: WantedMessage,
  kept: Partial<KeptMessage>,
  stored: StoredExecution,
): Promise<MessageResult> {
  const { deps } = holder;
  const threadTs = threadOf(wanted, stored);
  const found = await deps.messenger.find({
    channel: wanted.channel,
    key: kept.id ?? '',
    since: kept.at ?? new Date(deps.now()).toISOString(),
    ...(threadTs === undefined ? {} : { threadTs }),
  });
  if (!found) {
    deps.log.warn('Slack does not let us read the channel: a message whose answer got lost may stay twice', {
      channel: wanted.channel,
    });
    return { twinCheckAt: undefined };
  }
  const ours = kept.ts ?? found[0];
  for (const twin of found) {
    if (twin !== ours) await deps.messenger.remove(wanted.channel, twin);
  }
  // Only a look at a message that is known can be the last one: after a look that leads to a post there must be another.
  const checkedAgain = kept.ts !== undefined && kept.twinCheckAt !== undefined && kept.twinCheckAt <= deps.now();
  return {
    ...(ours === undefined ? {} : { ts: ours }),
    twinCheckAt: checkedAgain ? undefined : deps.now() + UNSURE_MS,
  };
}
