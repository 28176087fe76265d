import { CALM, type Weather } from './faults.ts';
import { violations } from './invariants.ts';
import { act, push } from './people.ts';
import { createRandom } from './random.ts';
import { createWorld, MINUTE, type Sabotage } from './world.ts';

export interface Run {
  readonly seed: number;
  /** what does not hold; empty for a good run */
  readonly violations: readonly string[];
  /** what happened, a line each */
  readonly story: readonly string[];
}

const DEFAULT_STEPS = 25;
/** After the last fault everything becomes true within this time: fifteen minutes for what had been waiting for over an hour, and
 * some more for Slack's pace. */
const QUIET_MINUTES = 40;

/** One run: pipelines, people and faults by chance, then calm, then the invariants. The same seed gives the same run. */
export async function runSeed(seed: number, steps = DEFAULT_STEPS, sabotage: Sabotage = {}): Promise<Run> {
  const random = createRandom(seed);
  const world = createWorld(random, sabotage);
  await world.createPipelines();
  world.setWeather(weatherOf(random));
  for (let step = 0; step < steps; step++) {
    await world.world.runUntil(world.world.now() + random.between(500, random.chance(0.1) ? 20 * MINUTE : 40_000));
    if (step < 2) push(world, random);
    else act(world, random, step);
  }
  await world.world.runUntil(world.world.now() + 5 * MINUTE);
  world.setWeather(CALM);
  world.note('calm');
  await world.world.runUntil(world.world.now() + QUIET_MINUTES * MINUTE);
  return { seed, violations: await violations(world), story: world.story };
}

/** One run in four is calm, so that what goes wrong there is not blamed on faults. */
function weatherOf(random: { chance(p: number): boolean; next(): number }): Weather {
  if (random.chance(0.25)) return CALM;
  return {
    failingCalls: random.next() * 0.08,
    crashes: random.next() * 0.15,
    lostEvents: random.next() * 0.3,
    doubledEvents: random.next() * 0.4,
    lateEvents: random.next() * 0.4,
  };
}
