import { shopPipeline } from '../support/pipelines.ts';
import { violations } from './invariants/index.ts';
import { createOthers } from './others.ts';
import { act, push } from './people.ts';
import { MINUTE } from './places.ts';
import { createRandom } from './random.ts';
import { CALM, createWeather, weatherOf } from './weather.ts';
import { createWorld, type Sabotage } from './world.ts';

export interface Run {
  readonly seed: number;
  /** what does not hold; empty for a good run */
  readonly violations: readonly string[];
  /** what happened, a line each */
  readonly story: readonly string[];
}

export const DEFAULT_STEPS = 25;
/** After the last fault everything becomes true within this time: fifteen minutes for what had been waiting for over an hour, and
 * some more for Slack's pace. */
const QUIET_MINUTES = 40;

/** One run: pipelines, people and faults by chance, then calm, then the invariants. The same seed gives the same run. */
export async function runSeed(seed: number, steps = DEFAULT_STEPS, sabotage: Sabotage = {}): Promise<Run> {
  const random = createRandom(seed);
  const weather = createWeather(random);
  const world = createWorld(random, weather, sabotage);
  await world.create(shopPipeline('shop-web', { executionMode: 'SUPERSEDED' }));
  await world.create(shopPipeline('queue-web', { executionMode: 'QUEUED' }));
  await world.create(shopPipeline('parallel-web', { executionMode: 'PARALLEL' }));
  weather.set(weatherOf(random));
  const others = createOthers(seed);
  for (let step = 0; step < steps; step++) {
    await world.world.runUntil(world.world.now() + random.between(500, random.chance(0.1) ? 20 * MINUTE : 40_000));
    if (step < 2) push(world, random);
    else act(world, random, step);
    others.act(world);
  }
  await world.world.runUntil(world.world.now() + 5 * MINUTE);
  weather.set(CALM);
  world.note('calm');
  await world.world.runUntil(world.world.now() + QUIET_MINUTES * MINUTE);
  return { seed, violations: await violations(world), story: world.story };
}
