import { randomUUID } from 'node:crypto';
import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import { createCodePipeline } from '../../../src/sandbox/codepipeline/index.ts';
import type { BusEvent, CodePipelineService } from '../../../src/sandbox/ports.ts';
import { createEmulatorClient } from '../../simulator/emulator-client.ts';
import { createRandom } from '../../simulator/random.ts';
import { shopPipeline } from '../../support/pipelines.ts';
import { HOME, REGION } from '../load/railway.ts';
import { createVirtualTime } from '../load/virtual-time.ts';

/** What people wait for, each as the event that tells it; any of them but the first comes to an execution that has its card. */
export const MOMENTS = ['first event', 'later event', 'failure', 'approval'] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Told {
  /** which has ended, and goes on answering reads */
  readonly service: CodePipelineService;
  /** The events of a moment, told of an execution that nobody has heard of: its first one, and the one that counts. */
  of(moment: Moment): { readonly before: readonly BusEvent[]; readonly event: BusEvent };
}

const UNTIL_THE_GATE_MS = 5 * 60_000;

/** One execution of a pipeline waits for its approval, and the next one fails in its build. */
export async function tellEvents(): Promise<Told> {
  const time = createVirtualTime(Date.now());
  const events: BusEvent[] = [];
  const service = createCodePipeline({
    clock: time,
    emit: (event) => events.push(event),
    newId: randomUUID,
    random: createRandom(1).next,
    accountId: HOME,
    homeRegion: REGION,
  });
  const pipeline = shopPipeline();
  await createEmulatorClient(service).send(new CreatePipelineCommand({ pipeline }));
  await time.runUntil(time.now() + UNTIL_THE_GATE_MS);
  const waiting = events.splice(0);
  service.commit({ pipeline: pipeline.name ?? '', fail: 'Build/Compile' });
  await time.runUntil(time.now() + UNTIL_THE_GATE_MS);

  const isAbout = ({ detail }: BusEvent, action: string, state: string) =>
    detail.action === action && detail.state === state;
  const find = (from: readonly BusEvent[], action: string, state: string) =>
    found(from.find((event) => isAbout(event, action, state)));
  const first = found(waiting[0]);
  const targets: Readonly<Record<Moment, readonly BusEvent[]>> = {
    'first event': [first],
    'later event': [first, find(waiting, 'App', 'SUCCEEDED')],
    failure: [found(events[0]), find(events, 'Compile', 'FAILED')],
    approval: [first, find(waiting, 'Go-ahead', 'STARTED')],
  };
  return {
    service,
    of(moment) {
      const told = asNew(targets[moment]);
      return { before: told.slice(0, -1), event: found(told.at(-1)) };
    },
  };
}

function found(event: BusEvent | undefined): BusEvent {
  if (!event) throw new Error('The emulator did not tell what the bench is about');
  return event;
}

/** The same events of an execution of its own. */
function asNew(events: readonly BusEvent[]): BusEvent[] {
  const known = String(events[0]?.detail['execution-id']);
  return JSON.parse(JSON.stringify(events).replaceAll(known, randomUUID()));
}
