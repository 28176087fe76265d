import type { ChannelId, ExecutionRef, MessageTs } from '../domain/ids.ts';
import { planMessages, type WantedMessage } from '../domain/message-plan.ts';
import { blockedUntil, PER_CHANNEL, UPDATES } from '../domain/pace.ts';
import type { Policy } from '../domain/policy.ts';
import { type Progress, toProgress } from '../domain/progress.ts';
import { sha256, uuid5 } from './digest.ts';
import type {
  Drawing,
  Executions,
  KeptMessage,
  Log,
  MessageResult,
  Messenger,
  PaceStore,
  PipelineReads,
  SendResult,
  StoredExecution,
  World,
} from './ports.ts';
import { channelBucket, methodBucket, reserveSlot } from './reserve-slot.ts';

export interface KeepDeps extends World {
  readonly executions: Executions;
  readonly structures: Pick<PipelineReads, 'structure'>;
  readonly messenger: Messenger;
  readonly pace: PaceStore;
  readonly policy: Policy;
  readonly log: Log;
}

/** How long one holder may draw a message. Longer than the function's time-out, so that nobody is overtaken while alive. */
export const LEASE_MS = 40_000;
/** No call to Slack is started that could outlive the lease: the client gives up after five seconds. */
const CALL_MS = 6_000;
/** Ordinary progress waits this long, so that a burst of events is drawn together; a first post a little, for its own burst. */
const QUIET_MS = 1_000;
const QUIET_BEFORE_POST_MS = 300;
/** After a lost answer nobody tries again before it must be over. */
const UNSURE_MS = 45_000;
/** Work ends this long before the function is killed; what is left is due at once and done by the sweep. */
const SPARE_MS = 7_000;

/** Brings every message about an execution up to date: draws the newest version, posts what is missing, adopts what was lost.
 *
 * Safe to call from anywhere at any time; whoever holds a message's lease draws also what came meanwhile, so callers that find
 * a lease taken have nothing to do. See design of deliveries in keep-messages.why.md.
 */
export async function keepMessages(deps: KeepDeps, start: StoredExecution): Promise<StoredExecution> {
  const stopAt = deps.now() + deps.timeLeft() - SPARE_MS;
  const left = new Set<string>();
  let stored = start;
  while (deps.now() < stopAt) {
    const { progress, plan } = await planFor(deps, stored);
    const next = plan.find((wanted) => !left.has(wanted.slot) && needsDrawing(deps, wanted, progress, stored));
    if (!next) return stored;
    stored = await drawMessage(deps, next, stored, stopAt, left);
  }
  await deps.executions.setDue(stored.execution.ref, deps.now(), stored.dueAt);
  return stored;
}

async function planFor(
  deps: KeepDeps,
  stored: StoredExecution,
): Promise<{ progress: Progress; plan: WantedMessage[] }> {
  const progress = await progressOf(deps, stored);
  const now = deps.now();
  const posted = new Set(
    Object.entries(stored.messages).flatMap(([slot, kept]) => (kept.ts || leftBehind(kept, now) ? slot : [])),
  );
  return { progress, plan: planMessages(progress, Object.values(stored.execution.lines), deps.policy, posted) };
}

/** When somebody has to look at the messages of an execution again (epoch ms): when a turn comes, a lease is surely over, or a twin
 * may have shown up. @returns undefined when nothing is waited for */
export async function nextLook(deps: KeepDeps, stored: StoredExecution): Promise<number | undefined> {
  const { plan } = await planFor(deps, stored);
  return soonest(plan.flatMap(({ slot }) => stored.messages[slot] ?? []));
}

/** The execution as people see it, with its stages in declared order where CodePipeline tells. */
export async function progressOf(
  deps: Pick<KeepDeps, 'structures'>,
  { execution }: StoredExecution,
): Promise<Progress> {
  const version = Object.values(execution.facts).find((fact) => fact.kind === 'pipelineVersion')?.value;
  return toProgress(execution, await deps.structures.structure(execution.ref, version));
}

function drawingOf(deps: KeepDeps, wanted: WantedMessage, progress: Progress, stored: StoredExecution): Drawing {
  return deps.messenger.draw(wanted.subject, { progress, decisions: stored.execution.decisions });
}

const digestOf = (drawing: Drawing) => sha256(JSON.stringify(drawing)).slice(0, 24);

function needsDrawing(deps: KeepDeps, wanted: WantedMessage, progress: Progress, stored: StoredExecution): boolean {
  const kept = stored.messages[wanted.slot];
  if (wanted.inThread && !threadOf(wanted, stored)) return false;
  if (!kept) return true;
  if (kept.dead !== undefined || (kept.notBefore ?? 0) > deps.now()) return false;
  if (isHeld(kept, wanted.urgent, deps.now())) return false;
  if ((kept.twinCheckAt ?? Number.POSITIVE_INFINITY) <= deps.now()) return true;
  if (kept.ts === undefined || kept.leaseUntil !== undefined) return true;
  return kept.shown !== digestOf(drawingOf(deps, wanted, progress, stored));
}

function isHeld(kept: KeptMessage, urgent: boolean, now: number): boolean {
  if ((kept.leaseUntil ?? 0) < now) return false;
  return !(urgent && (kept.quietUntil ?? 0) > now);
}

/** The card that a reply belongs to. When the card can never be posted, its replies cannot either. */
function threadOf(wanted: WantedMessage, stored: StoredExecution): MessageTs | undefined {
  return wanted.inThread ? stored.messages[`card@${wanted.channel}`]?.ts : undefined;
}

/** Draws one message under its lease until it shows the newest version.
 * @returns the execution as last read */
async function drawMessage(
  deps: KeepDeps,
  wanted: WantedMessage,
  before: StoredExecution,
  stopAt: number,
  left: Set<string>,
): Promise<StoredExecution> {
  const ref = before.execution.ref;
  const kept = before.messages[wanted.slot];
  const owner = deps.newId();
  const now = deps.now();
  const unsure = kept !== undefined && leftBehind(kept, now);
  const quietMs = wanted.urgent || unsure ? 0 : kept?.ts === undefined ? QUIET_BEFORE_POST_MS : QUIET_MS;
  const leaseUntil = now + LEASE_MS;
  const claimed = await deps.executions.claim(ref, {
    slot: wanted.slot,
    fresh: kept === undefined,
    id: uuid5([ref.account, ref.region, ref.pipeline, ref.executionId, wanted.slot].join('|')),
    owner,
    now,
    leaseUntil,
    ...(quietMs > 0 ? { quietUntil: now + quietMs } : {}),
    urgent: wanted.urgent,
    dueAt: leaseUntil + 1_000,
  });
  if (!claimed) {
    left.add(wanted.slot);
    return before;
  }
  const holder: Holder = { deps, ref, slot: wanted.slot, owner, leaseUntil, stopAt, left, unsure };
  return drawUntilNewest(holder, claimed, quietMs);
}

/** An earlier holder died on the way, or lost an answer: what it sent may be in the channel. A holder in its quiet time has sent nothing. */
function leftBehind(kept: KeptMessage, now: number): boolean {
  return kept.twinCheckAt !== undefined || (kept.leaseUntil !== undefined && (kept.quietUntil ?? 0) <= now);
}

interface Holder {
  readonly deps: KeepDeps;
  readonly ref: ExecutionRef;
  readonly slot: string;
  readonly owner: string;
  readonly leaseUntil: number;
  readonly stopAt: number;
  readonly left: Set<string>;
  readonly unsure: boolean;
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
    const { progress, plan } = await planFor(deps, stored);
    const wanted = plan.find((message) => message.slot === slot);
    if (!wanted) return letGo(holder, stored, {});
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
      if (!sent.ok) return letGo(holder, stored, result);
      result = { ...result, shown };
    }
    const outcome = await deps.executions.release(ref, {
      slot,
      owner,
      drawn: stored.version,
      result,
      dueAt: dueAfter(stored, slot, result),
    });
    if (outcome === 'lost') return reread(deps, ref);
    if (outcome === 'released') {
      holder.left.add(slot);
      const now = await reread(deps, ref);
      if (now.version !== stored.version) holder.left.delete(slot);
      return now;
    }
    stored = await reread(deps, ref);
    const time = deps.now();
    if (time + QUIET_MS + CALL_MS > Math.min(holder.leaseUntil, holder.stopAt))
      return letGo(holder, stored, result, time);
    rest = plan.find((message) => message.slot === slot)?.urgent ? 0 : QUIET_MS;
  }
}

/** Gives the message back without claiming that it shows the newest version. */
async function letGo(
  holder: Holder,
  stored: StoredExecution,
  result: MessageResult,
  dueAt?: number,
): Promise<StoredExecution> {
  const { deps, ref, slot, owner, left } = holder;
  left.add(slot);
  await deps.executions.release(ref, {
    slot,
    owner,
    drawn: undefined,
    result,
    dueAt: dueAt ?? dueAfter(stored, slot, result),
  });
  return reread(deps, ref);
}

/** When somebody has to look again after this message was let go. */
function dueAfter(stored: StoredExecution, slot: string, result: MessageResult): number | undefined {
  const { leaseUntil: _over, ...kept } = { ...stored.messages[slot], ...result };
  return soonest(Object.values({ ...stored.messages, [slot]: kept }));
}

type Waiting = Pick<
  { [K in keyof KeptMessage]: KeptMessage[K] | undefined },
  'leaseUntil' | 'notBefore' | 'twinCheckAt' | 'dead'
>;

function soonest(messages: readonly Partial<Waiting>[]): number | undefined {
  const times = messages.flatMap(({ leaseUntil, notBefore, twinCheckAt, dead }) =>
    dead === undefined ? [leaseUntil === undefined ? undefined : leaseUntil + 1_000, notBefore, twinCheckAt] : [],
  );
  const first = Math.min(...times.filter((time) => time !== undefined));
  return Number.isFinite(first) ? first : undefined;
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
  const checkedAgain = kept.twinCheckAt !== undefined && kept.twinCheckAt <= deps.now();
  return {
    ...(ours === undefined ? {} : { ts: ours }),
    twinCheckAt: checkedAgain ? undefined : deps.now() + UNSURE_MS,
  };
}

async function sendDrawing(
  holder: Holder,
  wanted: WantedMessage,
  stored: StoredExecution,
  ts: MessageTs | undefined,
  drawing: Drawing,
): Promise<{ ok: boolean; result: MessageResult }> {
  const { deps, slot } = holder;
  const call = ts === undefined ? 'post' : 'update';
  const reserved = await reserveSlot(deps, wanted.channel, call);
  if (reserved.kind === 'later') return { ok: false, result: { notBefore: reserved.untilMs } };
  if (deps.now() + CALL_MS > holder.leaseUntil) return { ok: false, result: { notBefore: deps.now() } };
  const { channel } = wanted;
  const key = stored.messages[slot]?.id ?? '';
  const threadTs = threadOf(wanted, stored);
  const sent =
    ts === undefined
      ? await deps.messenger.post({
          channel,
          key,
          drawing,
          ...(threadTs ? { threadTs, broadcast: wanted.broadcast } : {}),
        })
      : await deps.messenger.update({ channel, ts, key, drawing });
  return noteSent(holder, channel, call, sent);
}

async function noteSent(
  holder: Holder,
  channel: ChannelId,
  call: 'post' | 'update',
  sent: SendResult,
): Promise<{ ok: boolean; result: MessageResult }> {
  const { deps, slot, ref } = holder;
  switch (sent.kind) {
    case 'sent':
      return { ok: true, result: { ts: sent.ts, notBefore: undefined } };
    case 'not_now': {
      const until = deps.now() + sent.retryAfterMs;
      await block(deps, channel, call, until);
      return { ok: false, result: { notBefore: until } };
    }
    case 'permanent':
      deps.log.error('Slack will never take this message; no further attempt is made', {
        channel,
        slot,
        error: sent.error,
        executionId: ref.executionId,
      });
      return { ok: false, result: { dead: sent.error, notBefore: undefined, twinCheckAt: undefined } };
    case 'unknown': {
      const until = deps.now() + UNSURE_MS;
      return {
        ok: false,
        result: { notBefore: until, shown: undefined, ...(call === 'post' ? { twinCheckAt: until } : {}) },
      };
    }
  }
}

async function block(deps: KeepDeps, channel: ChannelId, call: 'post' | 'update', untilMs: number): Promise<void> {
  const [name, limit] =
    call === 'update'
      ? ([methodBucket('chat.update'), UPDATES] as const)
      : ([channelBucket(channel), PER_CHANNEL] as const);
  await deps.pace.put(name, blockedUntil(limit, untilMs), await deps.pace.get(name));
}
