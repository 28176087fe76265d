import type { YardPipeline } from '../../ports.ts';

export type YardStage = YardPipeline['stages'][number];
export type Tone = 'idle' | 'running' | 'waiting' | 'good' | 'bad' | 'stopped';

export interface Mark {
  glyph: string;
  word: string;
  tone: Tone;
}

const MARKS: Readonly<Record<string, Mark>> = {
  INPROGRESS: { glyph: '●', word: 'running', tone: 'running' },
  STOPPING: { glyph: '■', word: 'stopping', tone: 'stopped' },
  SUCCEEDED: { glyph: '✓', word: 'succeeded', tone: 'good' },
  FAILED: { glyph: '✗', word: 'failed', tone: 'bad' },
  STOPPED: { glyph: '■', word: 'stopped', tone: 'stopped' },
  ABANDONED: { glyph: '■', word: 'abandoned', tone: 'stopped' },
  SUPERSEDED: { glyph: '↷', word: 'superseded', tone: 'stopped' },
  CANCELLED: { glyph: '⊗', word: 'cancelled', tone: 'stopped' },
  CANCELED: { glyph: '⊗', word: 'cancelled', tone: 'stopped' },
  SKIPPED: { glyph: '↷', word: 'skipped', tone: 'stopped' },
};
const NOT_YET: Mark = { glyph: '◌', word: 'not started', tone: 'idle' };
export const WAITING: Mark = { glyph: '⏸', word: 'waiting for approval', tone: 'waiting' };

/** The mark and the word of a status, in either of CodePipeline's spellings (`InProgress`, `IN_PROGRESS`). */
export function statusMark(status: string | null): Mark {
  if (status === null || status === '') return NOT_YET;
  return MARKS[status.replaceAll('_', '').toUpperCase()] ?? { glyph: '◌', word: status, tone: 'idle' };
}

/** A running stage whose running action is an approval is not at work: it waits. */
export function stageMark(stage: YardStage): Mark {
  const mark = statusMark(stage.status);
  if (mark.tone !== 'running') return mark;
  const running = stage.actions.filter((action) => statusMark(action.status).tone === 'running');
  return running.length > 0 && running.every((action) => action.category === 'Approval') ? WAITING : mark;
}

/** Everything the track shows of a stage, in words, for a tooltip and for a screen reader. */
export function describeStage(stage: YardStage, latestExecutionId: string | null): string {
  const mark = stageMark(stage);
  const earlier = isEarlier(stage, latestExecutionId) ? ', in an earlier execution' : '';
  const closed = stage.transition.enabled
    ? ''
    : `; closed${stage.transition.reason ? `: ${stage.transition.reason}` : ''}`;
  const queue = stage.inbound.length === 0 ? '' : `; ${stage.inbound.length} waiting to enter`;
  return `${stage.name} ${mark.word}${earlier}${closed}${queue}`;
}

/** A stage keeps the result of its last visitor: true when that was not the newest execution. */
export function isEarlier(stage: YardStage, latestExecutionId: string | null): boolean {
  return stage.executionId !== null && latestExecutionId !== null && stage.executionId !== latestExecutionId;
}

/** How the newest execution of a pipeline stands; waiting where one of its stages waits. */
export function executionMark({ latest, stages }: Pick<YardPipeline, 'latest' | 'stages'>): Mark {
  const mark = statusMark(latest?.status ?? null);
  if (!latest || mark.tone !== 'running') return mark;
  return stages.some((stage) => stage.executionId === latest.executionId && stageMark(stage) === WAITING)
    ? WAITING
    : mark;
}
