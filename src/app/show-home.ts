import { judgeIdentity } from '../domain/identity.ts';
import type { UserId } from '../domain/ids.ts';
import { sha256 } from './digest.ts';
import { homeOf, teamsAtHome } from './home-of.ts';
import type { HomeTab, Log, Viewers } from './ports.ts';
import { type StandingDeps, standingIn } from './standing.ts';
import { readTraffic, readYard, trafficMark, type Yard, type YardDeps } from './yard.ts';

export interface HomeDeps extends YardDeps, StandingDeps {
  readonly homeTab: HomeTab;
  readonly viewers: Viewers;
  readonly log: Log;
}

/** Draws somebody's Home tab as things stand now, and keeps it so for a while (`redraw-homes.ts`). */
export async function showHome(deps: HomeDeps, user: UserId): Promise<void> {
  const traffic = await readTraffic(deps);
  const shown = await drawHome(deps, await readYard(deps, traffic), user);
  if (shown !== undefined) await deps.viewers.opened(user, { shown, mark: trafficMark(traffic) });
}

/** Whoever may see nothing is told so in their Home, and nothing else.
 * @param before digest of what is shown there; the same is not sent again
 * @returns the digest of what is shown now; undefined when Slack did not take it */
export async function drawHome(deps: HomeDeps, yard: Yard, user: UserId, before?: string): Promise<string | undefined> {
  const standing = await standingIn(deps, { userId: user }, teamsAtHome(deps.policy));
  const stranger = judgeIdentity({ userId: user }, standing.person, deps.homeTeam);
  const drawing = await deps.homeTab.draw(stranger ? { refusal: stranger } : homeOf(yard, standing, deps.policy));
  const digest = sha256(JSON.stringify(drawing)).slice(0, 24);
  if (digest === before) return digest;
  return (await deps.homeTab.publish(user, drawing)) ? digest : undefined;
}
