import { runSeed } from './run.ts';
import { SABOTAGES } from './sabotage.ts';

/** A deliberate bug that so many runs do not notice is not seen at all. */
const WITHIN_SEEDS = 300;

/** @returns the first seed in which a deliberate bug breaks an invariant */
export async function findSabotage(name: string): Promise<number | undefined> {
  const sabotage = SABOTAGES[name];
  if (!sabotage) throw new Error(`No deliberate bug is called "${name}"`);
  for (let seed = 1; seed <= WITHIN_SEEDS; seed++) {
    if ((await runSeed(seed, undefined, sabotage)).violations.length > 0) return seed;
  }
  return undefined;
}
