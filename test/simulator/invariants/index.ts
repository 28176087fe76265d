import type { World } from '../world.ts';
import { audit } from './audit.ts';
import { buttons } from './buttons.ts';
import { cards } from './cards.ts';
import { deeds } from './deeds.ts';
import { growth } from './growth.ts';
import { limits } from './limits.ts';
import { outcomes } from './outcomes.ts';
import { untrueNow } from './shown.ts';
import { votes } from './votes.ts';

/** Everything that must hold after a run. @returns what does not, in words */
export async function violations(world: World): Promise<string[]> {
  const truth = await world.truth();
  return [
    ...deeds(world),
    ...votes(world),
    ...outcomes(world),
    ...audit(world),
    ...(await untrueNow(world, truth)).map(([, words]) => words),
    ...(await cards(world, truth)),
    ...(await buttons(world, truth)),
    ...limits(world),
    ...growth(world, truth),
  ];
}
