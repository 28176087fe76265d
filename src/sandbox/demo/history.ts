import type { MovableClock } from '../clock.ts';
import type { CodePipelineService } from '../ports.ts';
import { approveWaiting, callCodePipeline } from './call-codepipeline.ts';
import { PIPELINES } from './pipelines.ts';

const MINUTE_MS = 60_000;

/** How long before now the demo's pipelines were made. */
export const HISTORY_MS = 26 * 60 * MINUTE_MS;
/** Longer than any of them takes up to its approval, and after it. */
const RUN_MS = 5 * MINUTE_MS;

/** Makes the demo's pipelines and gives each one good execution, a day ago, so that "the last release" means something.
 * The clock starts `HISTORY_MS` behind and arrives at real time. */
export async function seedHistory(deps: {
  codepipeline: CodePipelineService;
  clock: MovableClock;
  homeRegion: string;
  realNow: () => number;
}): Promise<void> {
  const { clock } = deps;
  for (const pipeline of PIPELINES) callCodePipeline(deps, 'CreatePipeline', { pipeline });
  await clock.advance(RUN_MS);
  for (const { name } of PIPELINES) approveWaiting(deps, name, 'Looks good on staging');
  await clock.advance(RUN_MS);
  await clock.advance(Math.max(0, deps.realNow() - clock.now()));
}
