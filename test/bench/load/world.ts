import { parseCodePipelineEvent } from '../../../src/aws/codepipeline-events.ts';
import { createExecutionStore } from '../../../src/aws/execution-store.ts';
import { ChannelId, type ExecutionRef } from '../../../src/domain/ids.ts';
import { channelsFor } from '../../../src/domain/policy.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { createRandom } from '../../simulator/random.ts';
import { aPolicy, aRoute } from '../../support/policy.ts';
import { createBot } from './bot.ts';
import { createCalls } from './calls.ts';
import type { Invocation } from './lambda.ts';
import type { Command } from './memory-table.ts';
import { createOpenExecutions } from './open-executions.ts';
import { createRailway } from './railway.ts';
import { createSlackSide } from './slack-side.ts';
import { createStopwatch } from './stopwatch.ts';
import { dynaliteSide, memorySide } from './table-side.ts';
import { createVirtualTime } from './virtual-time.ts';
import { createWatch } from './watch.ts';

export const START = Date.UTC(2026, 2, 2, 12);
export const MINUTE_MS = 60_000;
/** From CodePipeline through EventBridge to the function: events overtake each other on the way. */
const DELIVERY_MS = [50, 1_000] as const;
/** Somebody reads an approval, thinks, and approves. */
const THINKING_MS = [30_000, 90_000] as const;
const SEED = 20_000;

export interface Load {
  readonly pipelines: number;
  readonly executionsEach: number;
  readonly channels: number;
  readonly table: 'memory' | 'dynalite';
  /** a deliberate fault, to show that the check at the end sees what is lost */
  readonly withoutSchedule?: boolean;
  /** Slack answers 429 to everything in this time (ms after the start) */
  readonly refusing?: { readonly fromMs: number; readonly untilMs: number; readonly retryAfterSeconds: number };
}

/** The bot, CodePipeline, Slack and Lambda in one process and in virtual time: the stories, stores, gateways, messenger and views that
 * are deployed, each remote call with the time that it takes. What is real is what the processor and the memory have to do. */
export async function createLoadWorld({
  pipelines,
  executionsEach,
  channels,
  table: kind,
  refusing,
  withoutSchedule,
}: Load) {
  const time = createVirtualTime(START);
  const random = createRandom(SEED);
  const calls = createCalls();
  const stopwatch = createStopwatch();
  const channelIds = Array.from({ length: channels }, (_, index) => ChannelId(`C0TEAM${index}`));
  const names = Array.from({ length: pipelines }, (_, index) => `team-${index % channels}-app-${index}`);
  const policy = aPolicy({
    routes: channelIds.map((channel, index) => aRoute({ pipelines: `team-${index}-*`, channel })),
  });
  const channelOf = (ref: ExecutionRef) => channelsFor(policy, 'progress', ref)[0] ?? ChannelId('');
  let events = 0;
  let sweepReadsAllowed = 0;
  const open = createOpenExecutions(time.now);

  const railway = createRailway({ time, random, emit });
  const watch = createWatch({ now: time.now, policy, channelOf, structureOf: railway.structureOf, stopwatch });
  const tableSide = kind === 'memory' ? memorySide(stopwatch) : await dynaliteSide(time.now);
  const slack = createSlackSide({
    time,
    random,
    channels: channelIds,
    refusing: () => {
      const at = time.now() - START;
      return refusing && at >= refusing.fromMs && at < refusing.untilMs ? refusing.retryAfterSeconds : undefined;
    },
    spend: (work) => stopwatch.time('Slack', work),
  });
  const bot = createBot({
    time,
    random,
    calls,
    policy,
    askTable: (command) => tableSide.send(command),
    askCodePipeline: (command) => stopwatch.time('CodePipeline', () => railway.client.send(command as never)),
    async askSlack(method, args, invocation) {
      const said = await slack.answer(method, args);
      stopwatch.time('books', () => look(invocation, args));
      return said;
    },
    watched: watch.watched,
  });

  function look(invocation: Invocation, { metadata, blocks }: Readonly<Record<string, unknown>>): void {
    const key = (metadata as { event_payload?: { key?: string } } | undefined)?.event_payload?.key;
    if (key === undefined) return;
    const approval = watch.shown(invocation, { key, blocks: JSON.stringify(blocks) });
    if (approval) time.at(time.now() + random.between(...THINKING_MS), () => void railway.approve(approval));
  }

  function emit(raw: BusEvent): void {
    events += 1;
    const told = parseCodePipelineEvent(raw);
    const one = stopwatch.time('books', () => watch.emitted(told));
    open.note(told);
    time.at(time.now() + random.between(...DELIVERY_MS), () =>
      bot.deliver(() => {
        const event = parseCodePipelineEvent(raw);
        watch.delivered(event, one);
        return event;
      }),
    );
  }

  function eachMinute(minute: number): void {
    time.at(START + minute * MINUTE_MS, () => {
      sweepReadsAllowed += open.readsAllowed((ref) => railway.structureOf(ref)?.mode === 'PARALLEL');
      bot.sweep();
      eachMinute(minute + 1);
    });
  }

  if (!withoutSchedule) eachMinute(1);

  const books = createExecutionStore({
    client: { send: async (command: Command) => (await tableSide.send(command)).answer } as never,
    name: 'signalbox',
    now: time.now,
  });

  return {
    time,
    calls,
    stopwatch,
    railway,
    watch,
    slack,
    lambda: bot.lambda,
    policy,
    channelOf,
    /** the store without time or counting */
    books,
    events: () => events,
    sweepReadsAllowed: () => sweepReadsAllowed,
    start: () => railway.start(names, executionsEach),
    stop: () => tableSide.stop(),
  };
}

export type LoadWorld = Awaited<ReturnType<typeof createLoadWorld>>;
