import { errorWord } from './error-word.ts';
import type { Viewer } from './ports.ts';
import { drawHome, type HomeDeps } from './show-home.ts';
import { readTraffic, readYard, trafficMark } from './yard.ts';

/** Those who opened theirs last; views.publish takes some hundred a minute. */
const AT_MOST = 30;
const SPARE_MS = 10_000;

/** Each minute: brings the Home tabs up to date that somebody opened lately. CodePipeline is read only when something has changed since
 * they were drawn, and Slack is called only for those that would look otherwise.
 * @param viewers who opened theirs lately, the last ones first */
export async function redrawHomes(deps: HomeDeps & { timeLeft(): number }, viewers: readonly Viewer[]): Promise<void> {
  const traffic = await readTraffic(deps);
  const mark = trafficMark(traffic);
  const old = viewers.slice(0, AT_MOST).filter((viewer) => viewer.mark !== mark);
  if (old.length === 0) return;
  const yard = await readYard(deps, traffic);
  for (const { user, shown } of old) {
    if (deps.timeLeft() < SPARE_MS) return;
    try {
      const now = await drawHome(deps, yard, user, shown);
      if (now !== undefined) await deps.viewers.redrawn(user, { shown: now, mark });
    } catch (error) {
      deps.log.warn('A Home tab could not be brought up to date; the next sweep tries again', {
        user,
        cause: errorWord(error),
      });
    }
  }
}
