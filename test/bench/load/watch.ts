import { runKeyOf, uuid5 } from '../../../src/app/digest.ts';
import { contextOf } from '../../../src/app/plan-for.ts';
import type { Executions, StoredExecution } from '../../../src/app/ports.ts';
import type { ExecutionEvent } from '../../../src/domain/execution-event.ts';
import type { ChannelId, ExecutionRef } from '../../../src/domain/ids.ts';
import { type MessageSubject, slotName } from '../../../src/domain/message-plan.ts';
import type { Policy } from '../../../src/domain/policy.ts';
import type { Structure } from '../../../src/domain/progress.ts';
import { toProgress } from '../../../src/domain/to-progress.ts';
import { toBlocks } from '../../../src/slack/views/drawing.ts';
import { drawMessage } from '../../../src/slack/views/message.ts';
import type { Invocation } from './lambda.ts';
import type { ShownMessage } from './slack-side.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What people wait for, in the order of service. */
export const KINDS = ['approval', 'failure', 'end', 'progress'] as const;
export type Kind = (typeof KINDS)[number];

/** An event, and when CodePipeline emitted it (epoch ms). */
export interface Told {
  readonly kind: Kind;
  readonly emittedAt: number;
}

/** Waits for a drawing of its execution's card that is new enough, or that looks as the event makes it look. */
interface Unshown extends Told {
  readonly version: number;
  readonly blocks: string;
}

export interface WatchDeps {
  readonly now: () => number;
  readonly channelOf: (ref: ExecutionRef) => ChannelId;
  readonly policy: Policy;
  readonly structureOf: (ref: ExecutionRef) => Structure | undefined;
  readonly stopwatch: Stopwatch;
}

/** Follows every event from its emission to the moment when Slack shows a drawing that contains it: an approval and a failure in the
 * message that calls people, everything else in the card. */
export function createWatch({ now, policy, channelOf, structureOf, stopwatch }: WatchDeps) {
  const lagsMs: Record<Kind, number[]> = { approval: [], failure: [], end: [], progress: [] };
  const told = new WeakMap<ExecutionEvent, Told>();
  const takenIn = new WeakSet<Told>();
  /** by the key in a message's metadata */
  const calls = new Map<string, Told>();
  const approvals = new Map<string, ExecutionRef>();
  const cards = new Map<string, ExecutionRef>();
  const shownBlocks = new Map<string, string>();
  const unshown = new Map<string, Unshown[]>();
  /** the version that an invocation has read last of an execution is the one that it draws */
  const versions = new WeakMap<Invocation, Map<string, number>>();

  const keyOf = (ref: ExecutionRef, subject: MessageSubject) =>
    uuid5([ref.account, ref.region, ref.pipeline, ref.executionId, slotName(subject, channelOf(ref))].join('|'));
  const count = ({ kind, emittedAt }: Told) => lagsMs[kind].push(now() - emittedAt);

  function noteRead(invocation: Invocation, stored: StoredExecution | undefined): void {
    if (!stored) return;
    const read = versions.get(invocation) ?? new Map<string, number>();
    versions.set(invocation, read);
    read.set(stored.execution.ref.executionId, stored.version);
  }

  function noteTakenIn(event: ExecutionEvent, stored: StoredExecution): void {
    const one = told.get(event);
    if (!one || one.kind === 'approval' || one.kind === 'failure' || takenIn.has(one)) return;
    takenIn.add(one);
    const { ref } = stored.execution;
    const progress = toProgress(stored.execution, structureOf(ref));
    const drawing = drawMessage(
      { kind: 'card' },
      contextOf(policy, { subject: { kind: 'card' }, channel: channelOf(ref) }, progress, stored.execution),
    );
    const blocks = JSON.stringify(toBlocks(drawing));
    if (shownBlocks.get(ref.executionId) === blocks) count(one);
    else
      unshown.set(ref.executionId, [
        ...(unshown.get(ref.executionId) ?? []),
        { ...one, version: stored.version, blocks },
      ]);
  }

  function settle({ executionId }: ExecutionRef, isShown: (one: Unshown) => boolean): void {
    const waiting = unshown.get(executionId) ?? [];
    for (const one of waiting.filter(isShown)) count(one);
    unshown.set(
      executionId,
      waiting.filter((one) => !isShown(one)),
    );
  }

  return {
    lagsMs,
    keyOf,
    /** CodePipeline has emitted an event. */
    emitted(event: ExecutionEvent): Told {
      const { execution: ref, subject, observation } = event;
      cards.set(keyOf(ref, { kind: 'card' }), ref);
      const one: Told = { kind: kindOf(event), emittedAt: now() };
      if (subject.kind === 'action' && one.kind === 'approval') {
        const { stage, action, runId } = subject;
        const key = keyOf(ref, { kind: 'approval', run: runKeyOf(runId), stage, action });
        calls.set(key, one);
        approvals.set(key, ref);
      }
      if (subject.kind === 'action' && observation.state === 'failed') {
        const key = keyOf(ref, { kind: 'failure', stage: subject.stage, begun: '' });
        if (!calls.has(key)) calls.set(key, one);
      }
      return one;
    },
    /** The same event is handed to a function. */
    delivered(event: ExecutionEvent, one: Told): void {
      told.set(event, one);
    },
    /** The store as one container uses it, watched. */
    watched(store: Executions, current: () => Invocation): Executions {
      return {
        ...store,
        async observe(event, dueAt) {
          const result = await store.observe(event, dueAt);
          stopwatch.time('books', () => noteTakenIn(event, result.stored));
          noteRead(current(), result.stored);
          return result;
        },
        async get(ref) {
          const stored = await store.get(ref);
          noteRead(current(), stored);
          return stored;
        },
        async claim(ref, claim) {
          const stored = await store.claim(ref, claim);
          noteRead(current(), stored);
          return stored;
        },
      };
    },
    /** Slack shows something new.
     * @returns the execution whose approval it is, the first time that people see it */
    shown(invocation: Invocation, { key, blocks }: Pick<ShownMessage, 'key' | 'blocks'>): ExecutionRef | undefined {
      const call = calls.get(key);
      if (call) {
        count(call);
        calls.delete(key);
        return approvals.get(key);
      }
      const ref = cards.get(key);
      if (ref) {
        const version = versions.get(invocation)?.get(ref.executionId) ?? 0;
        shownBlocks.set(ref.executionId, blocks);
        settle(ref, (one) => one.version <= version || one.blocks === blocks);
      }
      return undefined;
    },
    isCard: (key: string) => cards.has(key),
    /** A digest stands for its card, so its progress is shown nowhere. */
    hasNoCard({ executionId }: ExecutionRef): void {
      unshown.delete(executionId);
    },
    /** how many events of an execution no drawing has shown yet */
    waitsFor: ({ executionId }: ExecutionRef) => unshown.get(executionId)?.length ?? 0,
    /** what was never shown, by kind */
    neverShown(): Record<Kind, number> {
      const left: Record<Kind, number> = { approval: 0, failure: 0, end: 0, progress: 0 };
      for (const { kind } of new Set<Told>([...calls.values(), ...[...unshown.values()].flat()])) left[kind] += 1;
      return left;
    },
  };
}

export type Watch = ReturnType<typeof createWatch>;

function kindOf({ subject, observation: { state } }: ExecutionEvent): Kind {
  if (subject.kind === 'pipeline' && ENDS.includes(state)) return 'end';
  if (subject.kind !== 'action') return 'progress';
  return state === 'waiting' ? 'approval' : state === 'failed' ? 'failure' : 'progress';
}

const ENDS: readonly string[] = ['succeeded', 'failed', 'stopped', 'superseded', 'cancelled'];
