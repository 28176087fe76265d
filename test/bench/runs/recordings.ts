import { CreatePipelineCommand } from '@aws-sdk/client-codepipeline';
import type { BusEvent } from '../../../src/sandbox/ports.ts';
import { greenPipeline } from '../../support/pipelines.ts';
import { FAILED_DEPLOY_FLOW, rawEvent } from '../../support/recorded-events.ts';
import { countOf, type RunCount } from './count.ts';
import { createRunWorld, type RunWorld } from './world.ts';

/** From CodePipeline through EventBridge to the function: events overtake each other on the way. */
const DELIVERY_MS = [50, 1_000] as const;
/** The events of one whole second of a recording come one after the other. */
const IN_A_BURST_MS = 60;
/** Long after everything: the last look is two minutes after the end. */
const AFTERWARDS_MINUTES = 20;
/** As long as no action of the emulator takes. */
const UNTIL_GREEN_MINUTES = 5;

/** As CodePipeline sends them, or held back and delivered in one instant, each to a container of its own. */
export type Arrival = 'in real bursts' | 'all at once';

/** The twenty events of a green run: Source, Build, Staging with a test after it, Prod. Not the first run of its pipeline. */
export async function greenRunWorld(arrival: Arrival): Promise<RunWorld> {
  const held: BusEvent[] = [];
  const world = createRunWorld((event) => {
    if (arrival === 'all at once') held.push(event);
    else world.time.at(world.time.now() + world.random.between(...DELIVERY_MS), () => world.deliver(event));
  });
  const pipeline = greenPipeline();
  await world.client.send(new CreatePipelineCommand({ pipeline }));
  await world.know(pipeline.name ?? '');
  await world.pass(UNTIL_GREEN_MINUTES);
  for (const event of held) world.deliver(event);
  await world.pass(AFTERWARDS_MINUTES);
  return world;
}

/** What it cost. */
export const greenRun = async (arrival: Arrival): Promise<RunCount> => countOf(await greenRunWorld(arrival));

/** The seventeen recorded events of a deployment that failed, in an account that is not served: it is told from its events alone. */
export async function failingRun(arrival: Arrival): Promise<RunCount> {
  const world = createRunWorld(() => undefined);
  const events = FAILED_DEPLOY_FLOW.map((name) => rawEvent(name));
  const beganAt = Math.min(...events.map(({ time }) => Date.parse(time)));
  for (const [index, event] of events.entries()) {
    const afterMs = arrival === 'all at once' ? 0 : Date.parse(event.time) - beganAt + index * IN_A_BURST_MS;
    world.time.at(world.time.now() + afterMs, () => world.deliver(event));
  }
  await world.pass(AFTERWARDS_MINUTES);
  return countOf(world);
}
