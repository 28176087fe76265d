import type { ExecutionRef, PipelineRef } from '../domain/ids.ts';
import type { Ask, Origin, SharedLink } from '../domain/operation.ts';
import { mayShow } from '../domain/policy.ts';
import type { PipelineReads } from './codepipeline-ports.ts';
import type { KeepDeps } from './keep-deps.ts';
import { progressOf } from './plan-for.ts';
import type { LinkPreview, LinkPreviews } from './ports.ts';
import { type LinesDeps, lineOf } from './questions/pipeline-lines.ts';

export interface ShowLinksDeps extends LinesDeps, Pick<KeepDeps, 'executions' | 'structures' | 'policy' | 'log'> {
  /** as the person who posted them may see them */
  readonly reads: PipelineReads;
  readonly previews: LinkPreviews;
}

/** Tells beneath a message what its links lead to: as it stands now, without buttons, and only what may be shown in that channel. What is
 * not known, or not for these eyes, is passed over in silence: the link says nothing new, and neither does its silence. */
export async function showLinks(
  deps: ShowLinksDeps,
  { links, shared }: Extract<Ask, { kind: 'links' }>,
  { channel, messageTs }: Origin,
): Promise<void> {
  if (channel === undefined || messageTs === undefined) return;
  const { pipelines } = await deps.reads.catalogue();
  const previews: LinkPreview[] = [];
  for (const link of links) {
    const ref = onlyOne(pipelines, link);
    if (!ref || !mayShow(deps.policy, ref, channel, { shared, detail: 'headline' })) continue;
    const preview = await previewOf(deps, link, ref);
    if (preview) previews.push(preview);
  }
  if (previews.length > 0) await deps.previews.show({ channel, messageTs }, previews);
}

/** An address names no account: where several have a pipeline of that name there, nobody can say which one is meant. */
function onlyOne(all: readonly PipelineRef[], { region, pipeline }: SharedLink): PipelineRef | undefined {
  const [only, ...others] = all.filter((ref) => ref.region === region && ref.pipeline === pipeline);
  return others.length === 0 ? only : undefined;
}

async function previewOf(
  deps: ShowLinksDeps,
  { url, executionId }: SharedLink,
  { account, region, pipeline }: PipelineRef,
): Promise<LinkPreview | undefined> {
  const ref = { account, region, pipeline };
  if (executionId === undefined) return { url, line: await lineOf(deps, ref) };
  return executionPreview(deps, url, { ...ref, executionId });
}

async function executionPreview(deps: ShowLinksDeps, url: string, ref: ExecutionRef): Promise<LinkPreview | undefined> {
  const stored = await deps.executions.get(ref);
  return stored ? { url, progress: await progressOf(deps, stored), execution: stored.execution } : undefined;
}
