// Loaded with the rest: what is imported on demand takes real time, in which virtual time would run out.
import '../../../src/app/find-unannounced.ts';
import '../../../src/app/tell-freezes.ts';
import '../../../src/app/tend-subscriptions.ts';
import { parseCodePipelineEvent } from '../../../src/aws/codepipeline-events.ts';
import { createPipelineReads } from '../../../src/aws/codepipeline-reads.ts';
import { createSharedStructures } from '../../../src/aws/shared-structures.ts';
import type { Table } from '../../../src/aws/table.ts';
import { createCodePipeline } from '../../../src/sandbox/codepipeline/index.ts';
import { CHANNELS } from '../../../src/sandbox/people.ts';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { createEmulatorClient } from '../../simulator/emulator-client.ts';
import { createRandom } from '../../simulator/random.ts';
import { silentLog } from '../../support/memory-slack.ts';
import { aPolicy } from '../../support/policy.ts';
import { onlyHome } from '../../support/served.ts';
import { createBot } from '../load/bot.ts';
import { createCalls } from '../load/calls.ts';
import { type Command, createMemoryTable } from '../load/memory-table.ts';
import { createOpenExecutions } from '../load/open-executions.ts';
import { HOME, REGION } from '../load/railway.ts';
import { createSlackSide } from '../load/slack-side.ts';
import { createVirtualTime } from '../load/virtual-time.ts';

const START = Date.UTC(2026, 2, 2, 12);
const MINUTE_MS = 60_000;
const SEED = 1;

/** The bot and what is around it in virtual time, for the events of one execution. */
export function createRunWorld(emit: (event: BusEvent) => void) {
  const time = createVirtualTime(START);
  const random = createRandom(SEED);
  const calls = createCalls();
  const table = createMemoryTable();
  const slack = createSlackSide({
    time,
    random,
    channels: [CHANNELS[0].id],
    refusing: () => undefined,
    spend: (work) => work(),
  });
  let serial = 0;
  const service = createCodePipeline({
    clock: time,
    emit,
    newId: () => `id-${serial++}`,
    random: random.next,
    accountId: HOME,
    homeRegion: REGION,
  });
  const client = createEmulatorClient(service);
  const bot = createBot({
    time,
    random,
    calls,
    policy: aPolicy(),
    askTable: table.send,
    askCodePipeline: (command) => client.send(command as never),
    askSlack: slack.answer,
  });
  const open = createOpenExecutions(time.now);
  let events = 0;
  let sweepReadsAllowed = 0;

  /** Begins with the first event: what nobody has announced is not to be found before. */
  function eachMinute(): void {
    time.at(time.now() + MINUTE_MS, () => {
      sweepReadsAllowed += open.readsAllowed(() => false);
      bot.sweep();
      eachMinute();
    });
  }
  return {
    time,
    random,
    calls,
    slack,
    client,
    /** What an earlier execution has left: the structure of the pipeline's first version. */
    async know(pipeline: string): Promise<void> {
      const reads = createPipelineReads(() => client, onlyHome(HOME, REGION), silentLog);
      const inTable: Table = {
        client: { send: async (command: Command) => table.send(command).answer } as never,
        name: 'signalbox',
        now: time.now,
      };
      await createSharedStructures(reads, inTable).structure({ account: HOME, region: REGION, pipeline }, 1);
    },
    lambda: bot.lambda,
    events: () => events,
    sweepReadsAllowed: () => sweepReadsAllowed,
    deliver(raw: BusEvent): void {
      if (events === 0) eachMinute();
      events += 1;
      open.note(parseCodePipelineEvent(raw));
      bot.deliver(() => parseCodePipelineEvent(raw));
    },
    /** @param minutes from now on */
    pass: (minutes: number) => time.runUntil(time.now() + minutes * MINUTE_MS),
  };
}

export type RunWorld = ReturnType<typeof createRunWorld>;
