import { matchesGlob } from '../../domain/glob.ts';
import type { PipelineRef } from '../../domain/ids.ts';
import { isMeant, nameAmong, parseQualified, placeName } from '../../domain/qualified-name.ts';
import type { Served } from '../../domain/served.ts';
import type { PipelineLine, PipelineLines } from '../answer.ts';
import type { LiveStage, LiveState, PipelineReads } from '../codepipeline-ports.ts';
import { inBatches } from '../in-batches.ts';
import { calledSo } from './called-so.ts';

export interface LinesDeps {
  readonly reads: PipelineReads;
  readonly served: Served;
}

/** Pipelines read at once, so that a large account is not throttled. */
const AT_ONCE = 5;

/** A line for each pipeline whose name fits, the urgent ones first. */
export async function lines({ reads, served }: LinesDeps, glob: string): Promise<PipelineLines> {
  const { pipelines: all, unread } = await reads.catalogue();
  const wanted = parseQualified(glob);
  const refs = all.filter((ref) => isMeant(served, wanted, ref) && matchesGlob(wanted.pipeline, ref.pipeline));
  const found = await inBatches(refs, AT_ONCE, async (ref) => ({
    ...toLine(ref, await reads.state(ref)),
    ...calledSo(ref, nameAmong(served, ref, all)),
  }));
  const missing = unread.filter((place) => isMeant(served, wanted, place)).map((place) => placeName(served, place));
  return { lines: found.toSorted(byUrgency), ...(missing.length === 0 ? {} : { unread: missing }) };
}

/** The line of one. */
export async function lineOf({ reads }: Pick<LinesDeps, 'reads'>, ref: PipelineRef): Promise<PipelineLine> {
  return toLine(ref, await reads.state(ref));
}

function byUrgency(a: PipelineLine, b: PipelineLine): number {
  return URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || (a.ref.pipeline < b.ref.pipeline ? -1 : 1);
}

const URGENCY: readonly PipelineLine['state'][] = ['waiting', 'failed', 'running', 'stopped', 'succeeded', 'none'];

function toLine(ref: PipelineRef, live: LiveState | undefined): PipelineLine {
  const stages = live?.stages ?? [];
  const closedStages = stages.filter(({ inbound }) => !inbound.enabled).map(({ name }) => name);
  const approval = stages.find(({ actions }) => actions.some(({ token }) => token !== undefined));
  if (approval) return { ref, state: 'waiting', ...placed(approval), closedStages };
  const running = stages.find(({ status }) => status === 'InProgress' || status === 'Stopping');
  const failed = stages.find(({ status }) => status === 'Failed');
  if (failed) return { ref, state: 'failed', ...placed(failed), closedStages };
  if (running) return { ref, state: 'running', ...placed(running), closedStages };
  const stopped = stages.find(({ status }) => status === 'Stopped' || status === 'Cancelled');
  if (stopped) return { ref, state: 'stopped', ...placed(stopped), closedStages };
  return { ref, state: stages.some(({ status }) => status === 'Succeeded') ? 'succeeded' : 'none', closedStages };
}

function placed(stage: LiveStage): Pick<PipelineLine, 'stage' | 'since'> {
  const since = stage.actions
    .flatMap(({ changedAt }) => changedAt ?? [])
    .toSorted()
    .at(-1);
  return { stage: stage.name, ...(since ? { since } : {}) };
}
