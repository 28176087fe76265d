import { formatDuration } from '../../domain/duration.ts';
import type { Progress, StageProgress } from '../../domain/progress.ts';
import { join, type Mrkdwn, md, name, slackDate } from '../mrkdwn.ts';
import { isAlive, MARK } from './states.ts';

/** So many stages are shown side by side; of longer pipelines the current one, its neighbours and the failed ones. */
const SIDE_BY_SIDE = 7;
const NAME_MAX = 90;

/** `✓ Source 8 s → ● Staging running since 14:02 → ◌ Prod`: one stage after the other, short enough for any pipeline. */
export function stageStrip(progress: Progress): Mrkdwn | undefined {
  const stages = shownStages(progress);
  if (stages.length === 0) return undefined;
  const chosen = stages.length <= SIDE_BY_SIDE ? stages : theTelling(stages);
  const shown = join(chosen.map(stageMark), '  →  ');
  const rest = stages.filter((stage) => !chosen.includes(stage));
  return rest.length === 0 ? shown : md`${shown}  ·  and ${countByState(rest)}`;
}

/** The stage that tells how the execution stands: where it runs, waits or ended. */
export function currentStage(progress: Progress): StageProgress | undefined {
  const waiting = progress.approvals.find(({ state, replaced }) => state === 'waiting' && !replaced);
  return (
    progress.stages.find(({ name }) => name === waiting?.stage) ??
    progress.stages.findLast(({ state }) => state !== undefined && state !== 'succeeded') ??
    progress.stages.findLast(({ state }) => state !== undefined)
  );
}

/** ` in Staging`, or ` before Prod` for an execution that ended or waits between two stages. */
export function placeWords(progress: Progress, max: number): Mrkdwn {
  const stage = currentStage(progress);
  const next = nextStage(progress);
  if (stage === undefined || stage.state === undefined) return md``;
  return stage.state === 'succeeded' && next !== undefined
    ? md` before ${name(next.name, max)}`
    : md` in ${name(stage.name, max)}`;
}

export function nextStage(progress: Progress): StageProgress | undefined {
  return progress.stages.find(({ state }) => state === undefined);
}

/** A stage in which an approval waits is waiting; one that runs while the execution is being stopped is stopping. */
export function shownStages(progress: Progress): readonly StageProgress[] {
  const waiting = progress.approvals.filter(({ state, replaced }) => state === 'waiting' && !replaced);
  return progress.stages.map((stage) => {
    if (stage.state !== 'running') return stage;
    if (progress.state === 'stopping') return { ...stage, state: 'stopping' };
    return waiting.some((approval) => approval.stage === stage.name) ? { ...stage, state: 'waiting' } : stage;
  });
}

function theTelling(stages: readonly StageProgress[]): readonly StageProgress[] {
  const begun = stages.findLastIndex(({ state }) => state !== undefined);
  const alive = stages.findLastIndex(({ state }) => isAlive(state));
  const current = Math.max(0, alive === -1 ? begun : alive);
  const failed = stages.flatMap(({ state }, index) => (state === 'failed' ? [index] : [])).slice(-3);
  const places = new Set([current - 1, current, current + 1, ...failed]);
  return stages.filter((_, index) => places.has(index));
}

function stageMark(stage: StageProgress): Mrkdwn {
  const { state } = stage;
  // A no-break space: the mark is never torn from its stage at the end of a line.
  const label = md`${MARK[state ?? 'none']}\u00a0${name(stage.name, NAME_MAX)}`;
  if (state === undefined) return label;
  const since = stage.startedAt === undefined ? undefined : slackDate(stage.startedAt, 'time');
  if (state === 'running' || state === 'waiting')
    return since ? md`${label} ${state} since ${since}` : md`${label} ${state}`;
  if (state !== 'succeeded') return md`${label} ${state}`;
  return stage.startedAt === undefined || stage.endedAt === undefined
    ? label
    : md`${label} ${durationBetween(stage.startedAt, stage.endedAt)}`;
}

/** `41 succeeded, 6 not started` */
function countByState(stages: readonly StageProgress[]): string {
  const counts = new Map<string, number>();
  for (const { state } of stages) {
    const word = state ?? 'not started';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => `${count} ${word}`).join(', ');
}

/** How long something that has ended took; never told of what still goes on, because it would be wrong a second later. */
export function durationBetween(startedAt: string, endedAt: string): string {
  return formatDuration(Date.parse(endedAt) - Date.parse(startedAt) || 0);
}
